"""Files whose every entry is compiled into an app: `flutter build --dart-define-from-file=config/prod.json`."""

from collections.abc import Iterator

from prodlint.context.image_paths import resolve
from prodlint.context.settings import settings_of
from prodlint.context.tracked import folder_of
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
    folders = (folder_of(source.path), "")
    found = (resolve(name, folders, source.path, repository) for name in named)
    for path in dict.fromkeys(filter(None, found)):
        handed = repository.source(path)
        if handed is None:
            continue
        exposures = Exposures(repository, path, handed.text)
        for one in settings_of(handed):
            if _NAME.fullmatch(one.name):
                exposed = exposures.published(one.name, one.name, DART_DEFINE)
                yield path, sighting(exposed, one.line, one.column, one.text, span=(one.line, one.last))
