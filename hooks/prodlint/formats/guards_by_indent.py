"""The conditions that stand around a line, by its indentation: a simple way that fits every language."""

from collections.abc import Iterator, Sequence

from prodlint.expressions import expression
from prodlint.formats.guards import Guard, Guards

_IF = expression(r"^\W*(?:else\s+)?(?:el(?:s|se)?if|if|unless|when|case|@if)\b[\s(]*(?P<condition>[^\n]*)")
_ELSE = expression(r"^\W*else\b(?!\s*if\b)")
_ANNOTATION = expression(r"""^\s*(?:@Profile\s*\(|\#\[cfg\()(?P<condition>[^\n]*)""")
_TRAILING_IF = expression(r"\s(?P<word>if|unless)\s+(?P<condition>[^\n{]+)$")
_TERNARY = expression(r"\?(?![?.:])")
_BACKWARDS = expression(r"[^?=,{]*(?:={2,3}|=!)?[^?=(,{]*")  # the condition before it, from its end to its beginning
_COMPARISON = expression(
    r"""^(?P<left>[^=!&|]+)(?P<sign>!==?|={2,3})\s*(?:["'](?P<text>[^"']*)["']|:?(?P<word>\w[\w.]*))"""
)
_CALL_OF_TEXT = expression(r"""^["']?(?P<negation>!?)(?P<left>[^"']*?)["'](?P<text>[\w-]+)["']""")
_MOST_LINES = 400  # above the line; a branch that begins earlier is not looked for
_LONGEST = 1000  # a line that is longer is not written by people


def guards(lines: Sequence[str], line: int, column: int = 1) -> Guards:
    """The conditions under which the code at a line and column (1-based) runs, as far as they show.

    `lines` are those of the file without comments.
    """
    own = lines[line - 1]
    found = list(_within(own, column - 1)) if len(own) <= _LONGEST else []
    indent = _indent(own)
    waiting_for_if = False
    attached = True  # whether an annotation here belongs to the last line that was gone out to
    for above in range(line - 2, max(-1, line - 2 - _MOST_LINES), -1):
        text = lines[above][:_LONGEST]
        if text.strip() in ("", "{", "("):  # a bracket on a line of its own belongs to the line above
            continue
        width = _indent(text)
        condition = _IF.match(text)
        if waiting_for_if and width == indent and condition:
            found.append(_guard(condition["condition"], text.lstrip().startswith("unless")))
            waiting_for_if = "else" in text[: condition.start("condition")]
        elif width < indent:
            indent, waiting_for_if = width, bool(_ELSE.match(text))
            if condition:
                found.append(_guard(condition["condition"], not text.lstrip().startswith("unless")))
                waiting_for_if = "else" in text[: condition.start("condition")]
            attached = True
        else:
            attached = attached and width == indent and text.lstrip().startswith(("@", "#["))
            annotation = _ANNOTATION.match(text) if attached else None
            if annotation:
                found.append(_guard(annotation["condition"], True))
    return tuple((guard,) for guard in found)


def _within(text: str, offset: int) -> Iterator[Guard]:
    """Conditions on the line itself: `x if y`, `y ? a : b`, `if (y) x;`."""
    trailing = _TRAILING_IF.search(text)
    if trailing and trailing.start() >= offset:
        yield _guard(trailing["condition"], trailing["word"] == "if")
    ternary = _TERNARY.search(text[:offset])
    if ternary:
        condition = _BACKWARDS.match(text[: ternary.start()][::-1])
        yield _guard(condition[0][::-1] if condition else "", " : " not in text[ternary.end() : offset])
    leading = _IF.match(text)
    if leading and leading.start("condition") < offset:
        yield _guard(leading["condition"][: max(0, offset - leading.start("condition"))], True)


def _guard(condition: str, holds: bool) -> Guard:
    condition = condition.strip().rstrip("{").strip()
    comparison = _COMPARISON.match(condition)
    if comparison:
        value = comparison["text"] if comparison["text"] is not None else comparison["word"]
        return Guard(comparison["left"].rstrip(), (value.lower(),), holds == ("!" not in comparison["sign"]))
    call = _CALL_OF_TEXT.match(condition)
    if call:
        return Guard(call["left"], (call["text"].lower(),), holds != condition.lstrip("\"'").startswith("!"))
    return Guard(condition.lstrip("!"), (), holds != condition.startswith("!"))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
