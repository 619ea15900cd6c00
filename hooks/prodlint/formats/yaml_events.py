"""Puts the events of libyaml together to nodes. Imported when the first YAML file is read."""

from prodlint.expressions import Uncompiled
from prodlint.formats import Unparsable
from prodlint.formats.node import MAX_DEPTH, Mapping, Node, Scalar, Sequence
from prodlint.formats.template import Masked
from prodlint.light_typing import Any

with Uncompiled():  # for its readers in Python, of which libyaml needs none: half of the time of the import
    import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def documents(masked: Masked, text: str) -> list[Node]:
    """The documents of a text in which the tags are masked. Raises Unparsable."""
    builder = _Builder(masked, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        last = text.count("\n")
        line, begun = (
            min(mark.line, last) + 1 if mark else 1
            for mark in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
        )
        within = str(getattr(error, "context", ""))
        raise Unparsable(line, "not YAML", 0 if "block" in within else begun) from None
    return builder.documents


class _Builder:
    """Puts events together, without recursion."""

    def __init__(self, masked: Masked, text: str) -> None:
        self.documents: list[Node] = []
        self._masked = masked
        self._lines = text.split("\n")
        self._anchors: dict[str, Node] = {}
        self._open: list[tuple[Node, list[Node]]] = []  # collections and what they hold so far
        self._last = 1  # the line where the last value ended

    def take(self, event: yaml.Event) -> None:
        start: Any = event.start_mark
        # libyaml puts a value that is not there behind the end of the text.
        line, column = min(start.line + 1, len(self._lines)), start.column + 1
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, line, column), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._last = line
            self._add(self._anchors.get(str(event.anchor)) or Scalar(f"*{event.anchor}", line, column), None)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if len(self._open) >= MAX_DEPTH:
                raise Unparsable(line, "nested too deeply")
            kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
            node = kind(line, column, tag=event.tag or "")
            self._last = max(self._last, line)
            self._add(node, event.anchor)
            self._open.append((node, []))
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._close(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._anchors = {}

    def _add(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = node
        siblings = self._open[-1][1] if self._open else self.documents
        siblings.append(node)

    def _close(self, event: yaml.Event) -> None:
        node, held = self._open.pop()
        start: Any = event.start_mark
        end: Any = event.end_mark
        # A flow collection ends with its bracket, a block collection with nothing, where the next token begins.
        if end.index > start.index:
            self._last = end.line + 1
        node.end_line = max(node.line, self._last)
        if isinstance(node, Sequence):
            node.nodes += held
        elif isinstance(node, Mapping):
            node.pairs += [(_as_key(key), value) for key, value in zip(held[::2], held[1::2], strict=True)]

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> Scalar:
        text = self._masked.restore(event.value)
        end: Any = event.end_mark
        self._last = min(end.line + 1, len(self._lines))
        content_line = content_column = 0
        if event.style in ("|", ">"):
            self._last = self._end_of_block(line, end.line + bool(end.column))
            content_line = min(line + 1, len(self._lines))
            filled = next((row for row in self._lines[line : self._last] if row.strip()), "")
            content_column = _indent(filled) - _indent(event.value.lstrip("\n")) + 1
        return Scalar(
            text,
            line,
            column,
            end_line=self._last,
            tag=event.tag or "",
            quoted=bool(event.style),
            templated=text != event.value,
            content_line=content_line,
            content_column=content_column,
        )

    def _end_of_block(self, line: int, end: int) -> int:
        """The last filled line of a block scalar: its header is at `line`, its last line at most at `end`."""
        end = min(end, len(self._lines))
        while end > line and not self._lines[end - 1].strip():
            end -= 1
        return max(line, end)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _as_key(node: Node) -> Scalar:
    """A key that is a collection is nothing that anybody looks up."""
    return node if isinstance(node, Scalar) else Scalar("", node.line, node.column, end_line=node.end_line)
