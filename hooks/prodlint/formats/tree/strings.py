"""Texts as the languages write them: escaped, raw, verbatim, over many lines, with expressions in them."""

from __future__ import annotations

import re
from itertools import islice
from textwrap import dedent

from tree_sitter import Node

from prodlint.expressions import expression
from prodlint.formats.tree import terms
from prodlint.formats.tree.terms import Term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.formats.tree.nodes import Nodes

_SIMPLE = dict(zip("ntr0abfves", "\n\t\r\0\a\b\f\v\x1b ", strict=True))
_CODE = expression(r"\\(?:x|u|U)\{?(?P<hex>[0-9A-Fa-f]{1,8})\}?$|\\(?P<octal>[0-7]{2,3})$")
_CONTENT = expression(r"content|fragment|string_body$|heredoc_content|nowdoc_string")
_SKIPPED = frozenset(
    "interpolation_start interpolation_quote string_start string_end raw_string_start raw_string_end heredoc_end "
    "sigil_name sigil_modifiers heredoc_start string_literal_encoding interpolation_brace".split()
)
_QUOTES = expression(r"^[A-Za-z@$]*(?P<quote>[#]*(?P<mark>\"\"\"|'''|[\"'`]))(?P<text>.*?)(?:(?P=mark)#*)?$", re.DOTALL)


def unescaped(sequence: str) -> str:
    r"""What an escape sequence stands for: `\n`, `\x41`, `\u{1F600}`, `\"`."""
    code = _CODE.match(sequence)
    if code is not None:
        number = int(code["hex"], 16) if code["hex"] else int(code["octal"], 8)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    rest = sequence[1:]
    return "" if rest in ("\n", "\r\n") else _SIMPLE.get(rest, rest)


def text(tree: Nodes, node: Node) -> Term:
    """A text by its parts: contents, escape sequences, and expressions between them."""
    return terms.Text(tuple(_parts(tree, node)))


def _parts(tree: Nodes, node: Node) -> list[str | Node]:
    children = node.named_children
    if len(children) == 1 and _CONTENT.search(children[0].type):
        return [tree.text(children[0])]
    if not any(child.type not in _SKIPPED for child in children):
        plain = tree.text(node) if not children else ""
        quoted = _QUOTES.match(plain)
        return [quoted["text"]] if quoted is not None else []
    return [part for child in children if child.type not in _SKIPPED for part in piece(tree, child)]


def piece(tree: Nodes, child: Node) -> list[str | Node]:
    """What one child of a text is: the text of contents and escape sequences, or the expression that is put in."""
    if child.type == "escape_sequence":
        return [unescaped(tree.text(child))]
    if _CONTENT.search(child.type):
        return [tree.text(child)]
    if child.type.startswith("interpolation"):
        inner = (part for part in tree.children(child) if part.type not in _SKIPPED)
        return list(islice(inner, 1))
    return [child]


def block(tree: Nodes, node: Node) -> Term:
    """A text over many lines whose indentation does not count."""
    parts = _parts(tree, node)
    if all(isinstance(part, str) for part in parts):
        joined = "".join(str(part) for part in parts)
        return terms.Text((dedent(joined.removeprefix("\n")),) if "\n" in joined else (joined,))
    return terms.Text(tuple(parts))


def verbatim(tree: Nodes, node: Node) -> Term:
    """C#: `@"..."`, in which a quote is doubled."""
    return terms.Text((tree.text(node).partition('"')[2].removesuffix('"').replace('""', '"'),))


def symbol(tree: Nodes, node: Node) -> Term:
    """`:name`, `name:`."""
    return terms.Text((tree.text(node).strip().strip(":").strip("\"'"),))


def pattern(tree: Nodes, node: Node) -> Term:
    """A regular expression; an escaped delimiter is the delimiter."""
    pieces = [tree.text(child) for child in node.named_children if child.type not in _SKIPPED]
    return terms.Pattern("".join(pieces).replace("\\/", "/"))
