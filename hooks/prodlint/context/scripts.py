"""From what a file of JavaScript imports to the tracked file that it means."""

from collections.abc import Iterator

from prodlint.context.tracked import ancestors, folder_of, joined, read_tracked
from prodlint.formats import json
from prodlint.formats.node import Mapping, Scalar, Sequence
from prodlint.source import Repository

ENDINGS = (".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs")
_CONFIGURATIONS = ("tsconfig.json", "jsconfig.json")
_MOST_NAMES = 8


def imported(name: str, near: str, repository: Repository) -> tuple[str, list[str]] | None:
    """The file that a qualified name of the file at `near` leads to, and the names within it: `./config.web.hosts` is
    `web.hosts` of `config.ts`, of `config/index.js`, or `hosts` of `config.web.ts`."""
    folder = folder_of(near)
    for base in (joined(folder, name),) if name.startswith(".") else _mapped(name, folder, repository):
        above, _, last = base.rpartition("/")
        first, *names = last.split(".")[:_MOST_NAMES]
        for count in range(len(names), -1, -1):
            path = _file(joined(above, ".".join((first, *names[:count]))), repository)
            if path is not None:
                return path, names[count:]
    return None


def _file(base: str, repository: Repository) -> str | None:
    """The tracked file of a module; `./x.js` may be what is made of `x.ts`."""
    bases = (base, base.rpartition(".")[0]) if base.endswith(ENDINGS) else (base,)
    candidates = (f"{one}{inner}{ending}" for one in bases for inner in ("", "/index") for ending in ("", *ENDINGS))
    return next((path for path in candidates if path.endswith(ENDINGS) and path in repository.tracked), None)


def _mapped(name: str, folder: str, repository: Repository) -> Iterator[str]:
    """What the nearest configuration of TypeScript makes of a name that is none of a package: `@/config`."""
    for above in ancestors(folder):
        paths = [path for file in _CONFIGURATIONS if (path := joined(above, file)) in repository.tracked]
        for path in paths:
            root = read_tracked(path, json.read, repository)
            mapping = root.get("compilerOptions", "paths") if root is not None else None
            base = root.get("compilerOptions", "baseUrl") if root is not None else None
            start = joined(above, base.text if isinstance(base, Scalar) else ".")
            for key, targets in mapping.items() if isinstance(mapping, Mapping) else ():
                prefix, star, _ = key.text.partition("*")
                if star and prefix and name.startswith(prefix) and isinstance(targets, Sequence):
                    texts = (target.text for target in targets.nodes if isinstance(target, Scalar))
                    yield from (joined(start, text.replace("*", name[len(prefix) :])) for text in texts)
        if paths:
            return
