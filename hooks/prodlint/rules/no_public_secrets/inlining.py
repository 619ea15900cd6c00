"""JavaScript that publishes variables without a prefix: build configurations, environment files, `window.ENV`."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.code import Entry, known
from prodlint.formats.javascript import Module
from prodlint.rules.no_public_secrets.carried import last_names, module_of
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.publisher import Publisher
from prodlint.rules.no_public_secrets.sighting import Sighting
from prodlint.source import Source
from prodlint.tables import inlining as table

_ANGULAR = expression(r"(?:^|/)environments?/environments?[\w.-]*\.[jt]s(?:\.\w+)?$")
_CLASS = expression(r"^(?:export )?(?:default |abstract )*class ", re.MULTILINE)  # a server's module of that name
_EMBER = expression(r"(?:^|/)config/environment\.[jt]s$")
_MARKERS = (
    "DefinePlugin", "EnvironmentPlugin", "vite-plugin-environment", "esbuild", "inline-environment-variables",
    "envField", "plugins.define",
)  # fmt: skip
_WINDOW_TEXT = expression(rf"(?:{table.WINDOW_OBJECT.pattern})\s*=\s*$", re.IGNORECASE)
_BABEL = "inline-environment-variables"


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """What the file publishes, whatever the prefix."""
    base = source.path.rpartition("/")[2].lower()
    rows = [row for row in table.BLOCKS if row.file.fullmatch(base) and row.key in source.text]
    rows = [row for row in rows if row.exposure is not table.STORYBOOK or "/.storybook/" in f"/{source.path}"]
    is_root = base.startswith("root.") and "ENV" in source.text
    is_environment = (_ANGULAR.search(source.path) or _EMBER.search(source.path)) and not _CLASS.search(source.text)
    is_page = "window." in source.text and table.WINDOW_OBJECT.search(source.text)
    if not (rows or is_root or is_environment or is_page or any(mark in source.text for mark in _MARKERS)):
        return
    module = module_of(source)
    for row in rows:
        yield from _block(Publisher(module, exposures, row.exposure, row.empty), module, row)
    if is_environment:
        is_ember = "modulePrefix" in source.text
        if is_ember or _ANGULAR.search(source.path):
            exposure = table.EMBER if is_ember else table.ANGULAR
            yield from _environment(Publisher(module, exposures, exposure, empty=True), module)
        return
    yield from _plugins(module, exposures)
    if "esbuild" in source.text and not any(row.key == "define" for row in rows):
        for _, value in _properties(module, "define"):
            yield from Publisher(module, exposures, table.DEFINE).entries(value)
    for _, value in _properties(module, "include") if _BABEL in source.text else ():
        yield from _names(Publisher(module, exposures, table.BABEL), module, [value])
    yield from _window(Publisher(module, exposures, table.WINDOW), module)
    if is_root or "window.ENV" in source.text:
        loader = Publisher(module, exposures, table.LOADER_ENV)
        for _, value in _properties(module, "ENV"):
            yield from loader.entries(value)


def _properties(module: Module, key: str) -> Iterator[tuple[Node, Node]]:
    """The nodes and the values of all properties with a key, and of assignments to a member of that name."""
    for pair in module.of_type("pair"):
        value = pair.child_by_field_name("value")
        if value is not None and module.key(pair) == key:
            yield pair, value
    for name in module.of_type("shorthand_property_identifier"):
        if module.text(name) == key:
            yield name, name
    for assignment, left, right in module.assignments():
        if module.member(left)[1] == key:
            yield assignment, right


def _block(publisher: Publisher, module: Module, row: table.Block) -> Iterator[Sighting]:
    for node, value in _properties(module, row.key):
        if row.under is None or row.under == _key_around(module, node):
            yield from publisher.entries(value)


def _key_around(module: Module, node: Node) -> str:
    """The key of the property, or method, that a node stands in; "" at the top."""
    return next((key for around in module.around(node) if (key := module.key(around))), "")


def _plugins(module: Module, exposures: Exposures) -> Iterator[Sighting]:
    for call in module.calls:
        callee = module.maker(call)
        if callee is None:
            continue
        arguments, names = module.arguments(call), last_names(module, callee)
        name = names.rpartition(".")[2]
        if arguments and (name == "DefinePlugin" or names == "plugins.define"):  # the same in gatsby-node.js
            yield from Publisher(module, exposures, table.DEFINE_PLUGIN).entries(arguments[0])
        elif name == "EnvironmentPlugin" or module.qualified_name(callee) == "vite-plugin-environment":
            yield from _names(Publisher(module, exposures, table.ENVIRONMENT_PLUGIN), module, arguments)
        elif names.startswith("envField.") and arguments:
            yield from _astro_field(Publisher(module, exposures, table.ASTRO_CLIENT), module, call, arguments[0])


def _names(publisher: Publisher, module: Module, arguments: list[Node]) -> Iterator[Sighting]:
    """The names in `EnvironmentPlugin(['A', 'B'])`, `('A', 'B')` or `({A: default})`; `'all'` is everything."""
    for argument in arguments[:2]:
        argument = module.peel(argument)
        parts = argument.named_children if argument.type == "array" else [argument]
        for part in parts:
            text = module.string(part)
            if text == "all":
                yield publisher.whole(part)
            elif text:
                yield publisher.name(part, text)
        for key, one in known(module.entries(argument)) if argument.type != "array" else ():
            yield publisher.name(one.node, key)


def _astro_field(publisher: Publisher, module: Module, call: Node, options: Node) -> Iterator[Sighting]:
    context, pair = module.property(options, "context"), module.parent(call)
    if context is not None and module.string(context) == "client" and pair is not None and pair.type == "pair":
        yield publisher.name(pair, module.key(pair))


def _environment(publisher: Publisher, module: Module) -> Iterator[Sighting]:
    """Every entry of every object, and what is assigned to a member."""
    for pair in module.of_type("pair"):
        value = pair.child_by_field_name("value")
        if value is not None and module.peel(value).type not in ("object", "array"):
            yield from publisher.value(module.key(pair), pair, value, _key_around(module, pair))
    for assignment, left, value in module.assignments():
        key = module.member(left)[1]
        if key and module.peel(value).type != "object":
            yield from publisher.value(key, assignment, value)


def _window(publisher: Publisher, module: Module) -> Iterator[Sighting]:
    for assignment, left, value in module.assignments():
        target, key = module.member(left)
        if table.WINDOW_OBJECT.fullmatch(module.text(left)[:100]):
            yield from publisher.entries(value)
        elif target is not None and table.WINDOW_OBJECT.fullmatch(module.text(target)[:100]):
            yield from publisher.entry(key, Entry(key, value, assignment))
    for part in module.of_type("template_substitution"):
        before = part.prev_named_sibling
        if before is not None and _WINDOW_TEXT.search(module.text(before)[-100:]) and part.named_children:
            yield from publisher.entries(part.named_children[0])
