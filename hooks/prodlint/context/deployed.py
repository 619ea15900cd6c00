"""What a deployment sets itself, whatever code falls back on: the variables of images, services, units, platforms."""

import re
from collections.abc import Iterable, Iterator

from prodlint.context import EXAMPLE, PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.context.tracked import paths_of
from prodlint.kinds import NOT_PRODUCTION, kind_of
from prodlint.source import Repository

_KINDS = frozenset(("dockerfile", "procfile", "toml", "ini", "compose", "yaml"))  # else only files named for production
_MOST = 200


def deployed(names: Iterable[str], repository: Repository) -> frozenset[tuple[str, str]]:
    """The variables of these names that something which may be production's sets, each with a value that it gives."""
    wanted = frozenset(names)
    return repository.once((deployed, wanted), lambda: frozenset(_deployed(wanted, repository)))


def _deployed(names: frozenset[str], repository: Repository) -> Iterator[tuple[str, str]]:
    # `NAME=value`, `ENV NAME value`, `NAME: value`, and `key: NAME` with `value: ...` in the same line or the next;
    # not `${NAME:value}`, which asks for it.
    pattern = re.compile(
        rf"""(?<!\{{)\b({"|".join(map(re.escape, sorted(names)))})["']?"""
        r"""(?:[ \t]*[=:][ \t]*|[ \t]+|,?\s{1,99}["']?value["']?[ \t]*:[ \t]*)["']?(\w[\w.]*)"""
    )
    for path in [path for path in paths_of(repository) if _may_deploy(path, repository)][:_MOST]:
        source = repository.source(path)
        yield from pattern.findall(source.text) if source is not None else ()


def _may_deploy(path: str, repository: Repository) -> bool:
    kind = kind_of(path)
    if kind in _KINDS:
        is_hidden = path.startswith(".") and kind == "yaml"  # what CI systems read
        return not is_hidden and context_shown(path, repository) not in (*NOT_PRODUCTION, EXAMPLE)
    return kind in ("shell", "dotenv") and context_shown(path, repository) == PRODUCTION
