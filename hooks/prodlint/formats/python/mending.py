"""Python that this interpreter cannot parse: newer and older than it, with Jinja in it, or broken."""

import re

from prodlint.expressions import expression

# What stands in the place of a statement keeps the columns behind it: as many characters, but for what is blanked.
_QUOTED = r"""(?<![\w"'])"""
_REPLACED: tuple[tuple[str, str], ...] = (
    (r"^([ \t]*)lazy[ ](?=import\b|from\b)", r"\1lazy;"),  # 3.15, PEP 810
    (r"^([ \t]*)type[ ](?=\w+[ \t]*(?:\[[^\]\n]*\][ \t]*)?=(?!=))", r"\1type_"),  # 3.12, PEP 695
    (rf"{_QUOTED}[tT](?=[rR]?[\"'])", "f"),  # 3.14, PEP 750
    (rf"{_QUOTED}([rR])[tT](?=[\"'])", r"\1f"),
    (r"^([ \t]*)except\*", r"\1except "),  # 3.11, PEP 654
    (r"^([ \t]*)print[ ](?=\s*(?![=(.,)\]\s]))", r"\1None,"),  # Python 2
    (r"^([ \t]*None,)[ ]*>>", r"\1 "),
    (r"^([ \t]*)exec[ ](?=\s*(?![=(.,)\]\s]))", r"\1None,"),
    (rf"{_QUOTED}[uU][rR](?=[\"'])", " r"),
    (r"<>", "!="),
)
# Blanked, with the commas and all: `except A, B:` of 3.14 and Python 2, type parameters of 3.12, `raise A, "text"`.
_BLANKED = (
    r"^[ \t]*except[ \t]+(?:[\w.]+|\([^()\n]*\))(?P<out>(?:[ \t]*,[ \t]*[\w.]+)+)[ \t]*:",
    r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+(?P<out>\[(?:[^\[\]]|\[[^\[\]\n]{0,200}\]){0,2000}\])",
    r"^[ \t]*raise[ \t]+[\w.]+(?P<out>[ \t]*,[^\n]*)",
    r"(?P<out>\{%[-+]?[ \t][^%\n]*%\}|\{\#[^#\n]*\#\})",
)
_INNER = r"\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,2000}\}"
_FORMATTED = expression(rf"""\b[rR]?[fF][rR]?(?:"(?!"")(?:[^"{{}}\n]|{_INNER})*"|'(?!'')(?:[^'{{}}\n]|{_INNER})*')""")
# Since 3.12 a field may go over several lines.
_LINES = r"\{(?:[^{}]|\{[^{}]{0,200}\}){0,2000}\}"
_OF_LINES = expression(_LINES)
_SPREAD = tuple(
    expression(
        rf"""{_QUOTED}(?P<prefix>[rR]?[fF][rR]?){one}(?!{one})(?P<body>(?:[^{one}{{}}\\\n]|\\.|{_LINES})*){one}"""
    )
    for one in "\"'"
)
_FIELD = expression(_INNER)
_TAG = expression(r"\{\{[^{}\n]*\}\}")
# How a line goes on that opens a block, when nobody knows what it asked.
_HEADERS = {
    **dict.fromkeys(("if", "elif", "while", "with", "class", "case", "match"), "{0} _:"),
    **dict.fromkeys(("else", "try", "finally", "except"), "{0}:"),
    "for": "for _ in _:",
    "def": "def _():",
    "async": "async def _():",
}
_HEADER = expression(r"([ \t]*)(\w+)\b")


def rewritten(text: str) -> str:
    """The text with the syntax of other versions in that of Python 3.10; every line and column that matters stays."""
    for pattern, replacement in _REPLACED:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    for pattern in _BLANKED:
        text = re.sub(pattern, _without, text, flags=re.MULTILINE)
    for spread in _SPREAD:
        text = spread.sub(_tripled, text)
    return _FORMATTED.sub(_plain_fields, text)


def _without(found: re.Match[str]) -> str:
    start, end = found.start("out") - found.start(), found.end("out") - found.start()
    return found[0][:start] + "\\\n".join(" " * len(line) for line in found["out"].split("\n")) + found[0][end:]


def _tripled(found: re.Match[str]) -> str:
    """An f-string with three quotes, where a field of it goes over several lines."""
    if "\n" not in found["body"]:
        return found[0]
    body = _OF_LINES.sub(lambda field: field[0].replace("\\", "/"), found["body"])
    return f"{found['prefix']}{found[0][-1] * 3}{body}{found[0][-1] * 3}"


def _plain_fields(found: re.Match[str]) -> str:
    """An f-string with the other quotes and without backslashes in its fields, as was needed before 3.12."""
    quote = found[0][-1]
    other = "'" if quote == '"' else '"'
    return _FIELD.sub(lambda field: field[0].replace(quote, other).replace("\\", "/"), found[0])


def fillers(line: str) -> tuple[str, ...]:
    """What can take the place of a line: itself with its template tags as names, a header without a question, a
    statement that does nothing, an empty line."""
    header = _HEADER.match(line)
    indent, word = header.groups() if header else (line[: len(line) - len(line.lstrip())], "")
    tagless = _TAG.sub(lambda tag: "_" * len(tag[0]), line)
    own = (tagless,) if tagless != line else ()
    if word in _HEADERS and line.rstrip().endswith(":"):
        return (*own, indent + _HEADERS[word].format(word), "")
    return (*own, f"{indent}pass", "")
