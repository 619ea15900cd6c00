"""Every setting of a file, whatever its format: the path of keys that leads to it, its value and its place."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from prodlint.context import DEVELOPMENT, TEST, of_name
from prodlint.expressions import expression
from prodlint.formats import Unparsable, dotenv
from prodlint.formats.node import Mapping, Node, Scalar, visited
from prodlint.formats.roots import roots
from prodlint.light_typing import NamedTuple
from prodlint.source import Source
from prodlint.spelling import squeeze
from prodlint.tables.places import STAGE_NAMES

_ASSIGNED = expression(r"(?P<name>[A-Za-z_][\w./-]*)=(?P<value>.*)")
# What holds the name and the value in `{name: X, value: y}`, squeezed; the first name counts.
_NAMES = ("key", "name", "parametername", "header", "envvar", "parameterkey")
_VALUES = frozenset(("value", "parametervalue", "headervalue"))
_TOLD = frozenset("description help example examples comment title message label placeholder hint pattern enum".split())
# systemd parts assignments by blanks, supervisord by commas; the last group is the value.
_ENVIRONMENT = {
    "Environment": expression(r"""(?<!\w)([A-Za-z_]\w*)=["']?([^"'\s]*)"""),
    "environment": expression(r"""(?<!\w)([A-Za-z_]\w*)=(?:["']([^"']*)|([^"',\s]*))"""),
}
_TEMPLATE = expression(r"\s*\{\{[^{}]*\}\}\s*")


class Setting(NamedTuple):
    """One value. `keys` lead to it from the root, list indexes left out; line and column are those of the value.

    `{name: X, value: y}`, `- X=y` and assignments in a block of text count as settings of the name X. `last`: the
    line where it ends, 0 where that is not known. `listed`: it is an item of a list. `around`: the mappings around
    it, the innermost last. `named_by`: the instruction of a Dockerfile, ENV, ARG or LABEL, that gives the name.
    """

    keys: tuple[str, ...]
    text: str
    line: int
    column: int
    last: int = 0
    listed: bool = False
    around: tuple[Mapping, ...] = ()
    named_by: str = ""

    @property
    def name(self) -> str:
        """The last key; of a dotted key its last part."""
        return self.keys[-1].rpartition(".")[2] if self.keys else ""

    @property
    def beside(self) -> frozenset[str]:
        """The squeezed keys of the innermost mapping around it."""
        return frozenset(squeeze(key.text) for key, _ in self.around[-1].pairs) if self.around else frozenset()


@lru_cache(maxsize=32)  # asked for every setting of the same few mappings
def is_for_development(mapping: Mapping) -> bool:
    """A compose service with a profile or a build target, an environment with a stage, a Spring document."""
    for path in (("profiles",), ("build", "target"), ("spring", "config", "activate", "on-profile")):
        names = mapping.strings(*path)
        if names and all(of_name(name.text) == DEVELOPMENT for name in names):
            return True
    return any(
        squeeze(key.text) in STAGE_NAMES and isinstance(value, Scalar) and of_name(value.text) == DEVELOPMENT
        for key, value in mapping.pairs
    )


def served_of(source: Source) -> list[Setting]:
    """The settings of a file that a program in production reads, in the order of its text.

    Not those in parts for development or tests, and no text for people: labels, descriptions, lists of valid values.
    """
    return source.once(served_of, lambda: _served(source))


def _served(source: Source) -> list[Setting]:
    settings = [one for one in settings_of(source) if one.named_by != "LABEL"]
    if are_elsewhere(settings):
        return []
    named = source.kind in ("terraform", "bicep")  # whose outer keys are names that anybody gives
    told = (_TOLD.isdisjoint(one.keys[-1:] if named else one.keys) for one in settings)
    return [one for one, is_read in zip(settings, told, strict=True) if is_read and not _is_elsewhere(one)]


def _is_elsewhere(one: Setting) -> bool:
    """Whether a setting stands in a part for development or tests, by the keys and mappings around it."""
    return any(of_name(key) in (DEVELOPMENT, TEST) for key in one.keys) or any(map(is_for_development, one.around))


def are_elsewhere(settings: Iterable[Setting]) -> bool:
    """Whether the settings of a file hold a variable that says that all of them are for development or tests."""
    stages = (one for one in settings if len(one.keys) == 1 and one.name.isupper() and squeeze(one.name) in STAGE_NAMES)
    return any(of_name(one.text) in (DEVELOPMENT, TEST) for one in stages)


def settings_of(source: Source) -> list[Setting]:
    """The settings of a file in the order of its text; none of other kinds, and where nothing of it can be read."""

    def collected() -> list[Setting]:
        reader = _READERS.get(source.kind)
        try:
            return list(reader(source)) if reader else []
        except Unparsable:
            return []

    return source.once(settings_of, collected)


class _Place(NamedTuple):
    keys: tuple[str, ...] = ()
    listed: bool = False
    around: tuple[Mapping, ...] = ()


def _in_trees(source: Source) -> Iterator[Setting]:
    for node, (keys, listed, around) in (found for root in roots(source) for found in visited(root, _Place(), _below)):
        for found in _in_scalar(keys, node) if isinstance(node, Scalar) else ():
            yield found._replace(listed=listed and found.keys == keys, around=around)


def _below(node: Node, place: _Place) -> Iterator[tuple[Node, _Place]]:
    yield from ((child, place._replace(listed=True)) for child in node.listed())
    if isinstance(node, Mapping):
        name, around = _named(node), (*place.around, node)
        for key, child in node.pairs:
            own = name if name and squeeze(key.text) in _VALUES else key.text
            yield child, _Place(place.keys if key.text == "<<" else (*place.keys, own), False, around)


def _named(node: Mapping) -> str:
    """The name in `{name: X, value: ...}`; "" for any other mapping."""
    fields = {squeeze(key.text): value for key, value in node.pairs}
    if _VALUES.isdisjoint(fields):
        return ""
    return next((found.text for name in _NAMES if isinstance(found := fields.get(name), Scalar)), "")


def _in_scalar(keys: tuple[str, ...], node: Scalar) -> Iterator[Setting]:
    """A scalar itself and the assignment that it is, or the assignments of a block of text that is no Markdown."""
    if "\n" in node.text and not _TEMPLATE.fullmatch(node.text):
        for found in dotenv.read(node.text) if "```" not in node.text else ():
            if found.value is not None and not found.commented:
                yield Setting((*keys, found.name), found.value, *node.place(found.line, found.column), node.end_line)
        return
    text = " ".join(node.text.split()) if "\n" in node.text else node.text
    yield Setting(keys, text, node.line, node.column, node.end_line)
    pair = _ASSIGNED.fullmatch(node.text)
    if pair:
        column = node.content_column + pair.start("value")
        yield Setting((*keys, pair["name"]), pair["value"], node.line, column, node.end_line)


def _in_dotenv(source: Source) -> Iterator[Setting]:
    for found in source.read(dotenv.read):
        if found.value is not None and not found.commented:
            yield Setting((found.name,), found.value, found.line, found.column, found.end_line)


def _in_ini(source: Source) -> Iterator[Setting]:
    from prodlint.formats import ini  # late, as below: a file needs one of the readers

    for entry in source.read(ini.read):
        keys = tuple(filter(None, (entry.section, entry.key)))
        yield Setting(keys, entry.value, entry.line, entry.column, entry.end_line)
        pattern = _ENVIRONMENT.get(entry.key)
        for pair in pattern.finditer(entry.value) if pattern else ():
            yield Setting((*keys, pair[1]), pair[pair.lastindex or 1], entry.line, entry.column, entry.end_line)


def _in_dockerfile(source: Source) -> Iterator[Setting]:
    from prodlint.formats import dockerfile

    for one in source.read(dockerfile.read).instructions:
        for pair in one.pairs if one.keyword in ("ENV", "ARG", "LABEL") else ():
            if pair.value is not None:
                yield Setting((pair.name,), pair.value, pair.line, pair.column, one.end_line, named_by=one.keyword)


def _in_braces(source: Source) -> Iterator[Setting]:
    from prodlint.formats import braces

    block, name = tuple[str, ...](), ""
    for literal in source.read(braces.read):
        *outside, key = literal.keys or [""]
        if tuple(outside) != block:
            block, name = tuple(outside), ""
        own = name if key == "value" and name else key
        yield Setting((*outside, own), literal.text, literal.line, literal.column)
        name = literal.text if key == "name" else "" if own == name else name


_READERS: dict[str, Callable[[Source], Iterable[Setting]]] = {
    **dict.fromkeys(("yaml", "compose", "workflow", "json", "toml"), _in_trees),
    **dict.fromkeys(("terraform", "bicep", "conf", "groovy"), _in_braces),
    **dict.fromkeys(("ini", "properties"), _in_ini),
    **dict.fromkeys(("dotenv", "shell", "makefile", "procfile"), _in_dotenv),
    "dockerfile": _in_dockerfile,
}
