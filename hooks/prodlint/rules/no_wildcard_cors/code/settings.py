"""Settings by their names, wherever they are used: what code gives to a name that is about origins."""

from collections.abc import Iterable, Iterator

from prodlint.formats.code import ASKED, ASSIGNED, ENTRY, KEYWORD, Code, Named, given_as
from prodlint.origins import SETTINGS, VARIABLE, meaning_of
from prodlint.spelling import words_of

_READERS = frozenset({"getenv", "env", "config", "str", "list"})  # `os.getenv("ORIGINS")` names origins in full
_SHORT = frozenset({"origin", "origins", "allow", "allowed", "domains"})
_FORMS = "serverActions"  # of Next: its origins are those of forms


def settings(code: Code, more: Iterable[Named] = (), held: tuple[str, ...] = SETTINGS) -> Iterator[Named]:
    """What is given to names that are about origins, with what is around them; `more` comes beside what the code gives.

    `held` is what the names mean (`origins.meaning_of`). The default of a read comes once, under the name that is read.
    """
    asked = code.once(_asked)
    for named in (*code.named_values(), *more):
        if named.how == ASSIGNED and named.name in asked and code.string(named.value) is not None:
            named = named._replace(name=asked[named.name], how=ASKED)  # `if not origins: origins = "*"`
        name = _full(code, named)
        meant = meaning_of(name)
        if (meant in held or (named.how == ASKED and meant == VARIABLE)) and _FORMS not in code.inside(named.value):
            yield named._replace(name=named.name.lstrip("-") if named.how == ASKED else name)


def _asked(code: Code) -> dict[str, str]:
    """The variables of the environment that the names of a file are given first."""
    reads = ((one.name, code.environment(one.value)) for one in code.named_values() if one.how == ASSIGNED)
    return {name: read.name for name, read in reads if read is not None}


def _full(code: Code, named: Named) -> str:
    """`origins` in `class CorsSettings` or below the key `cors` is `CorsSettings.origins`, `cors.origins`."""
    name = named.name.lstrip("-")
    if not frozenset(words_of(name)) <= _SHORT or meaning_of(name) in SETTINGS:
        return name
    holder = ""
    if named.how == KEYWORD:
        holder = code.method(named.node)[1]
    elif named.how == ENTRY:
        holder = next((one.name for one in given_as(code, named.node, 0)), "")
    elif named.how == ASSIGNED:
        holder = next(iter(code.inside(named.node)[-1:]), "")
    elif named.how == ASKED and code.method(named.node)[1] in _READERS:
        holder = "cors"
    return f"{holder}.{name}" if holder else name
