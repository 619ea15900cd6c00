"""Secrets in the text of a Dockerfile, and those that it asks for as build arguments."""

import re
from collections.abc import Iterable, Iterator

from prodlint.credentials.formats import kind_of
from prodlint.credentials.literals import works
from prodlint.credentials.names import is_database_address, is_secret_name
from prodlint.credentials.own_keys import KEY, kind_of_name
from prodlint.credentials.placeholders import says_placeholder
from prodlint.credentials.references import is_reference
from prodlint.credentials.values import Verdict, judge
from prodlint.expressions import expression
from prodlint.finding import Finding, reasoned
from prodlint.formats.dockerfile import Dockerfile, Stage, effective
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_env_in_image import messages
from prodlint.spelling import words_of
from prodlint.tables.image_secrets import PUBLISHED_KEY_WORDS
from prodlint.tables.public_prefixes import ALL_PREFIXES

_REFERENCE = expression(r"\$\{?(?P<name>[A-Za-z_]\w*)(?::?[-+?][^{}]*)?\}?")
_PAIR = expression(
    r"(?<!\w)(?P<name>[A-Za-z_][\w.-]{0,100})\\?[\"']?[ \t]*[=:][ \t]*\\?"
    r"(?P<value>\"[^\"\n]*\"|'[^'\n]*'|\$\([^()\n]*\)|(?:\$\{[^{}\n]*\}|[^\s\"'`;&|<>()\\])+(?!\())"
)
_ADDRESS = expression(r"[A-Za-z][\w+.-]{1,30}://[^\s\"'`;|<>@/]{1,300}@[^\s\"'`;|<>]+")
_LOGIN = expression(r"_?authtoken|_auth|_password", re.IGNORECASE)  # keys of .npmrc: docs.npmjs.com/cli/configuring-npm
_SHORTEST = 16


class _Found(NamedTuple):
    line: int
    column: int
    message: str
    fix: str
    owner: Instruction


def is_handed_secret(name: str) -> bool:
    """Whether a build argument of this name is a secret: not what a frontend publishes, nor a published key."""
    published = name.upper().startswith(ALL_PREFIXES) or not PUBLISHED_KEY_WORDS.isdisjoint(words_of(name))
    return is_secret_name(name) and not published


def may_hold_secret(name: str) -> bool:
    """Whether it is a secret, or the address of a database, whose password an ENV would keep too."""
    return is_handed_secret(name) or is_database_address(name)


def _is_handed_over(value: str) -> bool:
    """Whether what an ARG says leaves the value to whoever builds: nothing, or only a variable."""
    return not value or is_reference(value)


def check(path: str, dockerfile: Dockerfile, stages: Iterable[Stage]) -> Iterator[Finding]:
    """The secrets in any instruction, and the secret arguments of the stages that ship."""
    shipped = [*stages]
    found = [*_literals(dockerfile), *_arguments(shipped), *_known(shipped)]
    seen: set[int] = set()
    for line, column, message, fix, owner in found:
        if line not in seen:
            seen.add(line)
            yield Finding(path, line, column, messages.HOOK, message, fix, first=owner.line, last=owner.end_line)


def _literals(dockerfile: Dockerfile) -> Iterator[_Found]:
    for outer in dockerfile.instructions:
        one = outer.inner or outer
        for pair in one.pairs if one.keyword in ("ENV", "ARG") else ():
            verdict = _judged(pair.name, pair.value or "")
            if verdict.is_secret:
                message = f"{messages.named(pair.name)} is set to {verdict.kind}"
                fix = reasoned(messages.PULLED, messages.ROTATE)
                yield _Found(pair.line, pair.column, message, fix, outer)
        if one.keyword == "RUN":
            yield from _in_text(one.text, outer)
        for heredoc in one.heredocs:
            yield from _in_text(heredoc.body, outer)


def _known(stages: Iterable[Stage]) -> Iterator[_Found]:
    """Literals for keys that sign or encrypt, with which an image starts; words that are no secret open it just so."""
    for stage in stages:
        env = effective(stage).env
        for one in (one for part in stage.chain for one in part.instructions if one.keyword == "ENV"):
            for pair in one.pairs:
                value = pair.value or ""
                if env[pair.name] is pair and kind_of_name(pair.name) == KEY and "$" not in value and works(value):
                    message = f"{messages.named(pair.name)} is a literal in the image"
                    yield _Found(pair.line, pair.column, message, reasoned(messages.KNOWN, messages.AT_START), one)


def _in_text(text: Word, owner: Instruction) -> Iterator[_Found]:
    """The secrets in a command or in a file that is written here: pairs, addresses, and forms of credentials."""
    for match in _PAIR.finditer(text.text):
        verdict = _judged(match["name"].rpartition(".")[2], match["value"])
        if verdict.is_secret or (_LOGIN.fullmatch(match["name"]) and _is_written(match["value"])):
            kind = verdict.kind or "a login"
            yield _in_step(text, match.start("value"), kind, owner)
    for match in _ADDRESS.finditer(text.text):
        if judge("", match[0]).is_secret:
            yield _in_step(text, match.start(), "a password in a URL", owner)
    offset = 0
    for word in re.split(r"(?<=\s)", text.text):
        known = kind_of(word) if len(word) >= _SHORTEST else None
        if known:
            yield _in_step(text, offset, known, owner)
        offset += len(word)


def _in_step(text: Word, offset: int, kind: str, owner: Instruction) -> _Found:
    line, column = text.position(offset)
    return _Found(line, column, f"this step holds {kind}", reasoned(messages.STAYS, messages.ROTATE), owner)


def _is_written(value: str) -> bool:
    bare = value.strip("\"'")
    return len(bare) >= _SHORTEST and not set(bare) & set("${<(") and not says_placeholder(bare)


def _judged(name: str, value: str) -> Verdict:
    verdict = judge(name, value)
    if verdict.category in ("random", "password") and not is_handed_secret(name):
        return Verdict("plain")
    return verdict


def _arguments(stages: Iterable[Stage]) -> Iterator[_Found]:
    """Arguments that are secrets by their name: what keeps their value (ENV), else where they are declared."""
    for part in {part.number: part for stage in stages for part in stage.chain}.values():
        declared = {
            pair.name: _Found(pair.line, pair.column, "", "", one)
            for one in part.instructions
            for pair in one.pairs
            if one.keyword == "ARG" and _is_handed_over(pair.value or "") and may_hold_secret(pair.name)
        }
        for one in part.instructions:
            for pair in one.pairs if one.keyword == "ENV" else ():
                reference = _REFERENCE.fullmatch(pair.value or "")
                if reference and reference["name"] in declared:
                    del declared[reference["name"]]
                    message = f"{messages.named(pair.name)} keeps the value of a build argument"
                    fix = reasoned(messages.PULLED, messages.MOUNT)
                    yield _Found(pair.line, pair.column, message, fix, one)
        for name, place in declared.items():
            if not is_handed_secret(name):
                continue
            message = f"{messages.named(name)} is handed over as a build argument"
            yield place._replace(message=message, fix=reasoned(messages.STAYS, messages.MOUNT))
