"""Which settings module, or mode, a deployment chooses by itself, whatever the code falls back on."""

from prodlint.context import DEVELOPMENT, PRODUCTION, of_name
from prodlint.context.evidence import context_shown
from prodlint.context.tracked import paths_of
from prodlint.expressions import expression
from prodlint.kinds import kind_of
from prodlint.rules.no_reload_in_prod.silence import SILENT
from prodlint.source import Repository
from prodlint.tables.reload_variables import MODES, MODULES

_KINDS = frozenset(("dockerfile", "procfile", "toml", "ini", "compose", "yaml"))  # else only files named for production
# `NAME=value`, `ENV NAME value`, `NAME: value`, and `key: NAME` with `value: ...` in the same line or the next.
_CHOSEN = expression(
    rf"""\b({"|".join(sorted({*MODULES, *MODES}))})["']?"""
    r"""(?:[ \t]*[=:][ \t]*|[ \t]+|,?\s{1,99}["']?value["']?[ \t]*:[ \t]*)["']?(\w[\w.]*)"""
)
_MOST = 200


def chosen(repository: Repository) -> frozenset[str]:
    """The variables for a settings module, or a mode, that an image, a service or a unit sets to one for production."""
    return repository.once("settings chosen outside", lambda: frozenset(_chosen(repository)))


def _chosen(repository: Repository) -> set[str]:
    found: set[str] = set()
    for path in [path for path in paths_of(repository) if _may_choose(path, repository)][:_MOST]:
        source = repository.source(path)
        for name, value in _CHOSEN.findall(source.text) if source is not None else ():
            if of_name(value.rpartition(".")[2]) != DEVELOPMENT:  # which "test" is, too
                found.add(name)
    return found


def _may_choose(path: str, repository: Repository) -> bool:
    kind = kind_of(path)
    if kind in _KINDS:
        is_hidden = path.startswith(".") and kind == "yaml"  # what CI systems read
        return not is_hidden and context_shown(path, repository) not in SILENT
    return kind in ("shell", "dotenv") and context_shown(path, repository) == PRODUCTION
