"""What a text of code says to whoever runs it, for expressions that look for a word before anything is parsed."""

from prodlint.expressions import expression

_NUMBERED = expression(r"\\(?:x|u00|U000000|u\{)(?P<code>[2-7][0-9a-fA-F])\}?")
_JOINT = expression(r"""(["'`])\s*(?:[+.]\s*)?\1""")


def spelled(text: str) -> str:
    """The text, and behind it, where that differs, what it says in plain words."""
    said = plain(text)
    return text if said == text else f"{text}\n{said}"


def plain(text: str) -> str:
    """The text without escapes of plain characters, and without what joins two texts."""
    return _JOINT.sub("", _NUMBERED.sub(lambda found: chr(int(found["code"], 16)), text))
