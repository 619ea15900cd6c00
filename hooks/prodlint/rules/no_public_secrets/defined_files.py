"""Files whose every entry is compiled into an app: `flutter build --dart-define-from-file=config/prod.json`."""

import posixpath
from collections.abc import Iterator

from prodlint.context.settings import settings_of
from prodlint.context.tracked import called
from prodlint.expressions import expression
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Repository, Source
from prodlint.tables.inlining import DART_DEFINE

OPTION = "--dart-define-from-file"
_NAMED = expression(rf"{OPTION}[= ][ ]?[\"']?(?P<path>[\w./-]{{1,200}})")
_NAME = expression(r"[A-Za-z_]\w{0,79}")


def sightings(source: Source, repository: Repository) -> Iterator[tuple[str, Sighting]]:
    """What the tracked files that a script hands over give, each with the path of its file."""
    named = dict.fromkeys(match["path"] for match in _NAMED.finditer(source.text))
    for path in dict.fromkeys(_tracked(name, source.path, repository) for name in named):
        handed = repository.source(path) if path else None
        if handed is None:
            continue
        exposures = Exposures(repository, path, handed.text)
        for one in settings_of(handed):
            if _NAME.fullmatch(one.name):
                exposed = exposures.published(one.name, one.name, DART_DEFINE)
                yield path, sighting(exposed, one.line, one.column, one.text, span=(one.line, one.last))


def _tracked(name: str, script: str, repository: Repository) -> str:
    """The file that a script means: seen from its folder, from the root, or from the app of a folder in between."""
    bare = posixpath.normpath(name).lstrip("./")
    near = posixpath.normpath(posixpath.join(posixpath.dirname(script), name))
    exact = next((path for path in (near, bare, f".{bare}") if path in repository.tracked), "")
    others = (path for path in called(repository, posixpath.basename(bare)) if path.endswith(f"/{bare}"))
    return exact or min(others, key=lambda path: (len(path), path), default="")
