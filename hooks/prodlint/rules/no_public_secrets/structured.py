"""YAML, JSON and TOML: compose, Kubernetes and Helm, CI, hosting platforms, build settings.

What counts is the form, not the product: a key or a `name:` that is a public variable, a list item `N=value`,
a bare name in a list of variables, and shell text in any string.
"""

from collections.abc import Iterable, Iterator

from prodlint.formats.node import Mapping, Node, Scalar, Sequence, walk
from prodlint.formats.roots import roots
from prodlint.rules.no_public_secrets import commands
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source

# Keys whose string items are names of variables. Sources: turborepo.com/docs/reference/configuration, the compose
# specification (environment, args), docs.amplify.aws, railway.com/docs.
_NAME_LISTS = frozenset(
    """
    env environment args globalenv globalpassthroughenv passthroughenv build-args build_args buildargs variables vars
    env_vars envvars environment_variables env_var includeenvironmentvariables secrets secret-env available_secrets
    """.split()
)
_NAME_KEYS = ("name", "key", "Name", "Key", "variable", "envVar")
_BESIDE_NAME = frozenset(
    """
    value valueFrom Value sync fromDatabase fromService fromGroup generateValue previewValue scope type target secret
    defaultValue valuefrom value_from sensitive isSecret required
    """.split()
)
# Keys of text for people, and of the patterns of scanners.
_PROSE = frozenset(
    """
    description message title summary help comment comments note notes documentation pattern regex pattern-regex
    patterns example examples text label placeholder question prompt
    """.split()
)


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that the file gives to a build or a server."""
    for document in roots(source):
        yield from _Visitor(exposures).visit(document, "")


class _Visitor:
    def __init__(self, exposures: Exposures) -> None:
        self._exposures = exposures
        self._seen: set[int] = set()

    def visit(self, node: Node, key: str) -> Iterator[Sighting]:
        """A node under a key; what aliases share is visited once."""
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if isinstance(node, Mapping):
            yield from self._named(node)
            for name, value in node.pairs:
                yield from self._pair(name, value, key)
        elif isinstance(node, Sequence):
            for item in node.nodes:
                bare = self._exposures.exposed(item.text) if isinstance(item, Scalar) and _lists_names(key) else None
                if bare:
                    yield sighting(bare, item.line, item.column)
                else:
                    yield from self.visit(item, key)
        elif isinstance(node, Scalar) and key.lower() not in _PROSE:
            yield from commands.in_text(node, self._exposures)

    def _pair(self, name: Scalar, value: Node, key: str) -> Iterator[Sighting]:
        exposed = self._exposures.exposed(name.text)
        if exposed is None:
            yield from self.visit(value, name.text)
            return
        text = value.text if isinstance(value, Scalar) else None
        if text is not None and _is_prose(text) and not _lists_names(key):
            return
        span = (name.line, value.end_line)
        yield sighting(exposed, name.line, name.column, text, takes=_taken(value), span=span)

    def _named(self, node: Mapping) -> Iterator[Sighting]:
        """`{name: N, value: ...}` as Kubernetes, Render, ECS, Azure and others write it."""
        keys = {name.text: value for name, value in node.pairs}
        for key in _NAME_KEYS:
            name = keys.get(key)
            exposed = self._exposures.exposed(name.text) if isinstance(name, Scalar) else None
            if name is None or exposed is None or (len(keys) > 1 and _BESIDE_NAME.isdisjoint(keys)):
                continue
            value = next((keys[other] for other in ("value", "Value", "defaultValue") if other in keys), None)
            text = value.text if isinstance(value, Scalar) else None
            takes = [taken for other, part in keys.items() if other != key for taken in _taken(part)]
            yield sighting(exposed, name.line, name.column, text, takes=takes, span=(node.line, node.end_line))


def _lists_names(key: str) -> bool:
    return key.lower() in _NAME_LISTS


def _is_prose(text: str) -> bool:
    return text.count(" ") > 2 and "\n" not in text and "{{" not in text and "-----" not in text


def _taken(node: Node) -> Iterable[str]:
    """The names in `valueFrom: {secretKeyRef: {key: N}}` and what else refers to a secret by a mapping."""
    if isinstance(node, Mapping):
        return [scalar.text for path, scalar in walk(node) if path[-1] in ("key", "secret", "Ref", "property", "from")]
    return ()
