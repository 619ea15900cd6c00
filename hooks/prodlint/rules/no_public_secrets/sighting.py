"""One place where a public variable is given or read, judged at once, so that no value is kept."""

from collections.abc import Iterable

from prodlint.credentials.audited import is_audited
from prodlint.credentials.detect import detected_kind
from prodlint.credentials.formats import is_public, kind_of
from prodlint.credentials.names import is_secret_name
from prodlint.credentials.placeholders import is_placeholder
from prodlint.credentials.randomness import is_random
from prodlint.credentials.references import resolved
from prodlint.credentials.urls import url_password
from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_public_secrets.exposure import Exposed
from prodlint.rules.no_public_secrets.names import Grade, grade_of
from prodlint.rules.no_public_secrets.references import references
from prodlint.tables.public_prefixes import PREFIXES

_FLAG = expression(r"(?i:true|false|yes|no|on|off|enabled?|disabled?|[01])")
_ADDRESS = expression(r"https?://\S*|/[\w./-]*")
_PREFIXED = expression("^_?(?:" + "|".join(PREFIXES) + ")+")
_SHOWN_NAME = expression(r"[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){1,6}")  # a password may begin with a `$` too
_LONGEST_VALUE = 20_000


class Reason(NamedTuple):
    """Why a place is one to change: what the variable is, and how that is known, as parts of sentences.

    Neither holds anything of a value.
    """

    what: str
    why: str
    strict: bool = False


def _by_value(kind: str) -> Reason:
    return Reason(kind, f"its value has the form of {kind}")


def _by_name(what: str) -> Reason:
    return Reason(what.partition(",")[0], f"by its name it holds {what}")


class Sighting(NamedTuple):
    """A place with a public variable. `reason` is None where it is only one more line of the variable.

    `declares`: the variable is given here, not read. `first` and `last` are the lines of the statement. `taker` is what
    takes it there ("what wants an OpenAI key"), "" for nothing that is known.
    """

    exposed: Exposed
    line: int
    column: int
    declares: bool
    reason: Reason | None
    first: int = 0
    last: int = 0
    taker: str = ""


def sighting(
    exposed: Exposed,
    line: int,
    column: int,
    value: str | None = None,
    *,
    takes: Iterable[str] = (),
    use: str = "",
    declares: bool = True,
    span: tuple[int, int] = (0, 0),
) -> Sighting:
    """A place, with its judgement. `value` is what the variable is given there, None where it is not said.

    `takes` are the names of other variables that it is given, `use` what takes it ("an OpenAI key", or "public"
    for what shows that it may be seen).
    """
    reason = _reason(exposed, (value or "").strip(), tuple(takes), use)
    taker = f"what wants {use}" if use and use != "public" else ""
    return Sighting(exposed, line, column, declares, reason, *span, taker=taker)


def _reason(exposed: Exposed, value: str, takes: tuple[str, ...], use: str) -> Reason | None:
    if value and is_audited(value, exposed.audited):
        return None
    kind = server_kind(value, exposed.bare)
    if kind:
        return _by_value(kind)
    if _FLAG.fullmatch(value):
        return None
    grade = grade_of(exposed.bare)
    if grade.level == "secret" and not _ADDRESS.fullmatch(value):
        return _by_name(grade.what)
    if grade.level == "generic" and exposed.certain and not _ADDRESS.fullmatch(value):
        return _by_name(grade.what)
    taken = _taken((*takes, *references(value)), exposed, grade)
    if taken:
        return taken
    if use and use != "public":
        return Reason(f"given to what wants {use}", f"what takes it here wants {use}")
    kind = None if grade.level == "public" else _detected(value, exposed.bare)
    if kind:
        return _by_value(kind)
    is_open = grade.level in ("depends", "generic") and exposed.certain and use != "public"
    if is_open and not _ADDRESS.fullmatch(value):
        return Reason("may be a server credential", "by its name it may hold a credential", strict=True)
    return None


def server_kind(value: str, name: str) -> str | None:
    """What server credential a value has the form of, whatever the name; None for any other value."""
    if len(value) < 8 or len(value) > _LONGEST_VALUE:
        return None
    kind = kind_of(value, name)
    if kind is None and "://" in value and url_password(resolved(value), name) == "remote":
        kind = "an address with a password"
    return kind


def _detected(value: str, name: str) -> str | None:
    """What a library knows of a generated literal that nothing else has decided."""
    if not is_random(value) or is_public(value) or is_placeholder(value, name) or not is_secret_name(name):
        return None
    return detected_kind(name, value)


def _taken(names: tuple[str, ...], exposed: Exposed, grade: Grade) -> Reason | None:
    for name in names:
        bare = _PREFIXED.sub("", name)
        taken = grade_of(bare)
        enough = taken.level == "secret" or (taken.level == "generic" and grade.level != "public")
        if enough and exposed.certain and bare != exposed.bare:
            shown = f"`{name}`" if _SHOWN_NAME.fullmatch(name) else "another variable"
            return Reason(f"takes {shown}", f"that is {taken.what}")
    return None
