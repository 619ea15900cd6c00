"""pm2's ecosystem files: watching, development mode and the arguments of every app."""

from collections.abc import Iterator

from tree_sitter import Node as TreeNode

from prodlint.context import DEVELOPMENT, of_name
from prodlint.expressions import expression
from prodlint.formats import javascript, json
from prodlint.formats.code import known
from prodlint.formats.node import Mapping, Node, Scalar, Sequence, text_of
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.node_commands import switched_on, word_of
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, report, start
from prodlint.source import Repository, Source

_FILE = expression(r"(?:.*/)?(?:ecosystem|pm2|processes)[\w.-]*\.(?:[cm]?js|json)")
DEEPEST = 6
_NAMES = ("identifier", "shorthand_property_identifier")


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What pm2 starts, and what reloads or debugs there."""
    root = _root(source) if _FILE.fullmatch(source.path.lower()) else None
    apps = root.get("apps") if root else None
    for app in apps.nodes if isinstance(apps, Sequence) else filter(None, [apps or root]):
        if of_name(text_of(app.get("name"))) != DEVELOPMENT:
            yield from _app(app, source, start(source.path, repository, "pm2"))


def _root(source: Source) -> Node | None:
    """The object with the apps; None where the file has none. Raises Unparsable."""
    if not source.path.endswith(".json"):
        module = source.read(javascript.read_tsx)
        owners = (node for node in module.of_type("object") if module.property(node, "apps") is not None)
        owner = next(owners, None)
        return _tree(module, owner) if owner is not None else None
    return source.read(json.read)


def _tree(module: javascript.Module, node: TreeNode, depth: int = 0) -> Node | None:
    """An object of JavaScript in the form that JSON has; what only runs is left out."""
    line, column = module.line(node), module.column(node)
    text = module.string(node)
    if text is not None:
        return Scalar(text, line, column, quoted=True)
    if node.type in ("true", "false"):
        return Scalar(node.type, line, column)
    if depth > DEEPEST:
        return None
    named = module.only_value(node) if node.type in _NAMES else None
    if named is not None:
        return _tree(module, named, depth + 1)
    if node.type == "array":
        sequence = Sequence(line, column)
        sequence.nodes += filter(None, (_tree(module, child, depth + 1) for child in node.named_children))
        return sequence
    mapping = Mapping(line, column)
    for key, entry in known(module.entries(node)):
        value = _tree(module, entry.value, depth + 1)
        if value is not None:
            mapping.pairs.append((Scalar(key, value.line, value.column), value))
    return mapping


def _app(app: Node, source: Source, scene: Scene) -> Iterator[Step]:
    watch = app.get("watch")
    production = app.get("env_production") or app.get("env_prod")
    watched = bool(watch.nodes) if isinstance(watch, Sequence) else text_of(watch).lower() == "true"
    switched_off = production is not None and text_of(production.get("watch")).lower() == "false"
    if watch is not None and watched and not switched_off:
        word = Word("watch", watch.line, watch.column)
        yield report(word, "pm2 watches", messages.RELOADS, "Set watch: false.", scene)
    yield from switched_on(production or app.get("env"), source.lines, scene)
    yield Launch(_command(app, source.lines), scene)


def _command(app: Node, lines: list[str]) -> list[Command]:
    """interpreter, interpreter_args, script and args as one command."""
    words: list[Word] = []
    for key in ("interpreter", "exec_interpreter", "node_args", "interpreter_args", "script", "args"):
        node = app.get(key)
        if key == "node_args" and node is not None and not words:
            words.append(Word("node", node.line, node.column))
        for scalar in app.strings(key):
            if scalar.text != "none":
                words += [word for command in split(word_of(scalar, lines)) for word in command.words]
    return [Command(tuple(words))] if words else []
