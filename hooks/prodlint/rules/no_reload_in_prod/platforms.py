"""Files of platforms (Fly, Render, Railway, App Engine, ECS ...) and of servers: commands and variables."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.node import Mapping, Node, Scalar, Sequence
from prodlint.formats.roots import roots
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, switched_on, word_of
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Step, report, start
from prodlint.source import Repository, Source
from prodlint.tables.platforms import PLATFORMS, Platform
from prodlint.tables.truth import TRUE

_FILES = [(expression(platform.file), platform) for platform in PLATFORMS]
_ENDINGS = (".toml", ".yml", ".yaml", ".json", ".template")
_HYPERCORN = expression(r"(?:.*/)?hypercorn[\w.-]*\.toml")


def is_platform(path: str) -> bool:
    """Whether the name alone says that a platform reads the file."""
    low = path.lower()
    may_be_one = low.endswith(_ENDINGS) or ".ebextensions/" in low
    return may_be_one and any(not platform.needs and pattern.fullmatch(low) for pattern, platform in _FILES)


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What runs, reloads or debugs as a file tells a platform, or Hypercorn."""
    for platform, root in _read_by(source):
        scene = start(source.path, repository, platform.name)
        for node in (node for path in platform.commands for node in select(root, path)):
            yield Launch(commands_of(node, source.lines), scene)
        for node in (node for path in platform.variables for node in select(root, path)):
            yield from switched_on(node, source.lines, scene, custom=True)
    if _HYPERCORN.fullmatch(source.path.lower()):
        for root in roots(source):
            yield from _hypercorn(root, source, repository)


def _read_by(source: Source) -> Iterator[tuple[Platform, Node]]:
    """The platforms that read a file, each with the documents of it that are for them. Raises Unparsable."""
    low = source.path.lower()
    named = (platform for pattern, platform in _FILES if pattern.fullmatch(low))
    platforms = [one for one in named if one.needs in source.text and one.holds in source.text]
    for root in roots(source) if platforms else ():
        for platform in platforms:
            if not platform.needs or root.get(platform.needs) is not None:
                yield platform, root


def _hypercorn(root: Node, source: Source, repository: Repository) -> Iterator[Finding]:
    for name, does in (("use_reloader", messages.RELOADS), ("debug", messages.DEBUGS)):
        node = root.get(name)
        if isinstance(node, Scalar) and node.text.lower() in TRUE:
            scene = start(source.path, repository, "Hypercorn")
            yield report(word_of(node, source.lines), f"{name} is on", does, f"Set {name} = false.", scene)


def select(root: Node, path: str) -> list[Node]:
    """The nodes at the end of a path of the table."""
    nodes = [root]
    for part in path.split("."):
        nodes = [child for node in nodes for child in _children(node, part)]
    return nodes


def _children(node: Node, part: str) -> list[Node]:
    if isinstance(node, Sequence):
        return node.nodes if part == "*" else []
    if not isinstance(node, Mapping):
        return []
    wanted = part.split("|")
    return [value for key, value in node.items() if part == "*" or key.text in wanted]
