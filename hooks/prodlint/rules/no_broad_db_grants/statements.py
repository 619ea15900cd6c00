"""What an SQL file grants, and to whom it is too much."""

import re
from collections.abc import Iterator
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.position import Positions
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository, Source
from prodlint.tables.database_roles import ADMINISTRATING, BUILT_IN, CONTROLLED, ONE_RIGHT, WRITING

HOOK = "no-broad-db-grants"

# Comments, strings and the data of a dump; what stands between dollars, the body of a function, is code, and so is
# the text of a statement that is put together and run.
_TEXT = expression(
    r"""
      (?P<run>\b(?i:EXEC(?:UTE)?(?:[ ]+IMMEDIATE|[ ]+sp_executesql)?[ (]*(?:format[ ]?\()?N?)'(?:[^'\\]|\\.|'')*'?)
    | ^COPY[ ](?=[^\n]*\n)[^;\n]*[ ]FROM[ ]stdin[^\n]*\n(?:(?!\\\.)[^\n]*\n)*
    | --[^\n]* | /\*(?:[^*]|\*(?!/))*(?:\*/)? | ^[ \t]*\#[^\n]*
    | '(?P<single>(?:[^'\\]|\\.|'')*)(?:'|\\?\Z) | "(?P<double>(?:[^"\\]|\\.|"")*)(?:"|\\?\Z)
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_FILLED = expression(r"[^\n]")
_NAME_ONLY = expression(r"[\w$-]+")

_BEGINNING = expression(
    r"\b(?:GRANT|(?:CREATE|ALTER)\s+(?:SERVER\s+)?(?:USER|ROLE|GROUP)|sp_add(?:srv)?rolemember)\b", re.IGNORECASE
)
_GRANT = expression(r"GRANT\s+(?P<rights>[^;\s][^;]*?)\s(?:ON\s+(?P<on>(?:ALL\s+)?\w*)|TO\b)", re.IGNORECASE)
_TO = expression(r"\bTO\s+(?:ROLE\s+|GROUP\s+|USER\s+)?(?P<names>[^;]*)", re.IGNORECASE)
_ROLE = expression(r"\w+\s+(?:SERVER\s+)?\w+\s+(?:IF\s+NOT\s+EXISTS\s+)?[\"'`\[]?(?P<name>[\w$-]+)", re.IGNORECASE)
_SUPERUSER = expression(r"\b(?:SUPERUSER|CREATEUSER)\b", re.IGNORECASE)  # the second: Amazon Redshift
_LISTED = expression(r"(?:^|,)\s*(?:ROLE\s+)?([^\s,]+)", re.IGNORECASE)  # Snowflake has ROLE in front
_MEMBER = expression(r"\bADD\s+(?:MEMBER|USER)\b", re.IGNORECASE)
_IN_ROLE = expression(r"\bIN[ ](?:ROLE|GROUP)\s+(?P<names>[\w\s,\"]+)", re.IGNORECASE)
# SQL Server's old way: the role is the first argument, of `sp_addsrvrolemember` the second, or has its name in front.
_PROCEDURE = expression(
    r"sp_add(?:srvrolemember\s+[^;,\s][^;,\n]*,\s*|rolemember\s+)(?:@rolename\s*=\s*)?N?'?(?P<name>\w+)", re.IGNORECASE
)

_ADMINISTRATOR = "this makes a role an administrator, who reads, changes and drops everything"
_TABLES = "`GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader`"


class _Fault(NamedTuple):
    message: str
    fix: str


_SUPERUSER_ROLE = _Fault(_ADMINISTRATOR, f"Take SUPERUSER out, and grant what the role needs by name: {_TABLES}.")
_MEMBERSHIP = _Fault(_ADMINISTRATOR, f"Leave it out of that role, and grant what it needs by name: {_TABLES}.")
_EVERYBODY = _Fault(
    "`PUBLIC` is every role there is: whoever connects has these rights",
    "Grant it to the roles that need it instead of PUBLIC.",
)
_EVERYTHING = "`{}` lets a role change and empty what it may only need to read"
# By the kind of object, postgresql.org/docs/current/ddl-priv.html.
_NEEDED = {
    "SCHEMA": "`GRANT USAGE ON SCHEMA public TO app`, and the rights on its tables",
    "DATABASE": "`GRANT CONNECT ON DATABASE shop TO app`, and the rights on its tables",
    "SEQUENCE": "`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO app`",
}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The findings in an SQL file, at the word that gives too much."""
    code = _TEXT.sub(_blanked, source.text)
    positions = Positions(code)
    for start, end in _clauses(code):
        for offset, fault in _of_clause(code[start:end]):
            line, column = positions.at(start + offset)
            span = positions.at(start)[0], positions.at(end - 1)[0]
            yield Finding(source.path, line, column, HOOK, *fault, False, *span)


def _blanked(match: re.Match[str]) -> str:
    """A comment or string as blanks; what is run, and what may be a name (`'app'@'%'`), as it is."""
    if match["run"] or _NAME_ONLY.fullmatch(match["single"] or match["double"] or ""):
        return match.group()
    return _FILLED.sub(" ", match.group())


def _clauses(code: str) -> Iterator[tuple[int, int]]:
    """Where each clause that gives something to a role begins and ends."""
    starts = [match.start() for match in _BEGINNING.finditer(code)]
    for start, following in pairwise([*starts, len(code)]):
        end = code.find(";", start, following)
        yield start, end if end >= 0 else following


def _of_clause(text: str) -> Iterator[tuple[int, _Fault]]:
    """What is too much in a clause: the offset of the word, and what is said of it."""
    grant = _GRANT.match(text)
    if grant:
        fault = _of_rights(grant["rights"], grant["on"] or "", _grantees(text, grant.end("rights")))
        if fault:
            yield grant.start("rights"), fault
        return
    procedure = _PROCEDURE.match(text)
    if procedure:
        if procedure["name"].lower() in ADMINISTRATING:
            yield procedure.start("name"), _MEMBERSHIP
        return
    role = _ROLE.match(text)
    name = role["name"].lower() if role else ""
    superuser = _SUPERUSER.search(text)
    if superuser and name not in BUILT_IN:
        yield superuser.start(), _SUPERUSER_ROLE
    if role and name in ADMINISTRATING and _MEMBER.search(text):
        yield role.start("name"), _MEMBERSHIP
    within = _IN_ROLE.search(text)
    if within and not ADMINISTRATING.isdisjoint(_names(within["names"])):
        yield within.start("names"), _MEMBERSHIP


def _of_rights(rights: str, on: str, grantees: list[str]) -> _Fault | None:
    """What is wrong with granting these rights on a kind of object to these roles, if anything."""
    words = {word.upper() for word in _names(rights.replace("(", " ("))}
    every, _, kind = on.upper().rpartition(" ")
    one = kind.removesuffix("S")
    if one in ONE_RIGHT or (grantees and set(grantees) <= BUILT_IN):
        return None
    everything = "ALL" if "ALL" in words else "CONTROL" if "CONTROL" in words and one in CONTROLLED else ""
    if everything:
        return _Fault(_EVERYTHING.format(everything), f"Name the rights that it needs: {_NEEDED.get(one, _TABLES)}.")
    if {word.lower() for word in words} & ADMINISTRATING:
        return _MEMBERSHIP
    too_much = words & WRITING or (words == {"SELECT"} and every and kind == "TABLES")
    return _EVERYBODY if too_much and "public" in grantees else None


def _grantees(text: str, start: int) -> list[str]:
    to = _TO.search(text, start)
    return [name.partition("@")[0].strip("\"'`[]") for name in _names(to["names"])] if to else []


def _names(listed: str) -> list[str]:
    """The first word of each part of a list, in lower case and without quotes."""
    return [first.strip("\"'`[]").lower() for first in _LISTED.findall(listed)]
