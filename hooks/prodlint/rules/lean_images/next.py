"""Next.js: whether an image starts it with all modules although a standalone build would do without.

Source: vercel/next.js docs, output: "deployed on its own without installing node_modules", since Next 12.
"""

from prodlint.context.tracked import joined
from prodlint.expressions import expression
from prodlint.formats.node import text_of
from prodlint.rules.lean_images.manifests import package_json
from prodlint.source import Repository

_START = expression(r"(?<![\w-])next start(?![\w-])")
_OUTPUT = expression(r"\boutput\s*:\s*[\"'](?P<kind>standalone|export)[\"']")
_NAMES = ("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs")
_MAJOR = expression(r"[\^~>=v\s]*(?P<major>\d+)")
_SINCE = 12


def starts_next(text: str) -> bool:
    """Whether commands start Next's own server."""
    return _START.search(text) is not None


def is_standalone(folder: str, repository: Repository) -> bool | None:
    """Whether the configuration of a folder makes a standalone build; None where it could not make one."""
    manifest = package_json(folder, repository)
    version = _MAJOR.match(text_of(manifest.get("dependencies", "next"))) if manifest is not None else None
    if version is not None and int(version["major"][:4]) < _SINCE:
        return None
    sources = (repository.source(joined(folder, name)) for name in _NAMES)
    found = next((_OUTPUT.search(source.text) for source in sources if source is not None), None)
    if found is None:
        return False
    return True if found["kind"] == "standalone" else None
