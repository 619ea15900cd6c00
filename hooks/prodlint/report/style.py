"""What a stream shows: whether people look at it, in how many columns, and in colour."""

import os

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple, TextIO

_WIDTH = 80
_NARROWEST = 40
_CODES = {"bold": "1", "red": "31", "green": "32", "cyan": "36", "blue": "34"}
_CODE = expression(r"`[^`\n]+`")


class Style(NamedTuple):
    """How to write for people: `width` in columns, 0 where nobody knows it and nothing is wrapped."""

    width: int
    colour: bool

    def paint(self, text: str, *names: str) -> str:
        """The text in a colour and weight."""
        if not self.colour or not text:
            return text
        return f"\033[{';'.join(_CODES[name] for name in names)}m{text}\033[0m"

    def code(self, text: str) -> str:
        """A text with what stands between back quotes in colour."""
        return _CODE.sub(lambda match: self.paint(match[0], "cyan"), text) if self.colour else text


PLAIN = Style(0, colour=False)


def style_of(stream: TextIO | None) -> Style | None:
    """How to write to a stream that people look at: a terminal, or what FORCE_COLOR says is like one; else None.

    NO_COLOR (https://no-color.org) takes the colour away and nothing else.
    """
    terminal = stream is not None and stream.isatty()
    forced = os.environ.get("FORCE_COLOR", "") not in ("", "0", "false")
    if not terminal and not forced:
        return None
    plain = bool(os.environ.get("NO_COLOR")) or (os.environ.get("TERM") == "dumb" and not forced)
    return Style(_width(stream) if terminal and stream else _told_width(), not plain)


def _told_width() -> int:
    told = os.environ.get("COLUMNS", "")
    return max(int(told), _NARROWEST) if told.isascii() and told.isdigit() and int(told) else 0


def _width(stream: TextIO) -> int:
    """The columns of a terminal. That of pre-commit has no size: the one behind it has."""
    if _told_width():
        return _told_width()
    for open_one in (stream.fileno, lambda: os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)):
        try:
            descriptor = open_one()
        except (OSError, AttributeError, ValueError):
            continue
        try:
            columns = os.get_terminal_size(descriptor).columns
        except OSError:
            columns = 0
        finally:
            if open_one != stream.fileno:
                os.close(descriptor)
        if columns:
            return max(columns, _NARROWEST)
    return _WIDTH
