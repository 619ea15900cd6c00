"""Sections, keys and values: systemd units, supervisord, uWSGI, ConfigParser files, Java properties.

Unlike `configparser`, keeps repeated keys (`Environment=` twice is how systemd is told two) and their places.
"""

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple

_SECTION = expression(r"[ \t]*\[([^\]]*)\]")
_SEPARATOR = expression(r"[=:]")
_QUOTED_OR_COMMENT = expression(r"""\\.|"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|(?P<comment>[ \t];)""")
_COMMANDS = ("service", "unit", "install", "socket", "timer")  # systemd: ` ;` parts commands, no comment


class Entry(NamedTuple):
    """One setting. `section` is "" above the first header; `value` is "" for a key that stands alone.

    `line` is where the key is, `column` where the value begins, `end_line` where its continuation ends. The
    lines of a value are joined by a blank where a backslash continues them, else by a newline.
    """

    section: str
    key: str
    value: str
    line: int
    column: int
    end_line: int


def read(text: str) -> list[Entry]:
    """All settings in the order of the text, repeated ones too. Refuses nothing."""
    entries: list[Entry] = []
    section, indent = "", -1  # the indentation of the last key; -1: nothing that could be continued
    lines = text.split("\n")
    row = 0
    while row < len(lines):
        line, number = lines[row], row + 1
        row += 1
        stripped = line.strip()
        header = _SECTION.match(line)
        width = len(line) - len(line.lstrip())
        if not stripped or stripped[0] in ";#!":
            continue
        if 0 <= indent < width:
            last = entries[-1]
            value = f"{last.value}\n{_without_comment(stripped, section)}"
            entries[-1] = last._replace(value=value, end_line=number)
        elif header:
            section, indent = header[1].strip(), -1
        else:
            row, parts = _continued(lines, row - 1)
            entries.append(_entry(section, line, parts, number, row))
            indent = width
    return entries


def _continued(lines: list[str], row: int) -> tuple[int, list[str]]:
    """The lines that backslashes join, from index `row` on, without the comments between them; the next row."""
    parts = [lines[row].strip()]
    row += 1
    while parts[-1].endswith("\\") and row < len(lines):
        parts[-1] = parts[-1][:-1].rstrip()
        while row < len(lines) - 1 and lines[row].lstrip()[:1] in ("#", ";"):
            row += 1
        parts.append(lines[row].strip())
        row += 1
    return row, parts


def _entry(section: str, line: str, parts: list[str], number: int, end: int) -> Entry:
    text = " ".join(parts)
    separator = _SEPARATOR.search(text)
    if separator is None:
        return Entry(section, _without_comment(text, section), "", number, len(line) + 1, end)
    key, value = text[: separator.start()].rstrip(), text[separator.end() :].strip()
    after = line.find(separator.group()) + 1
    column = len(line) - len(line[after:].lstrip()) + 1
    return Entry(section, key, _without_comment(value, section), number, column, end)


def _without_comment(value: str, section: str) -> str:
    """Cuts a comment that begins with ` ;`, outside of quotes; properties and systemd have no such comment."""
    if ";" not in value or not section or section.lower() in _COMMANDS:
        return value
    for piece in _QUOTED_OR_COMMENT.finditer(value):
        if piece["comment"]:
            return value[: piece.start()].rstrip()
    return value
