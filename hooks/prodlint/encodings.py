"""How the bytes of a file stand for text, where they are no plain UTF-8."""

import codecs

from prodlint.expressions import expression

_PROBE = 1024
_PLAIN = 4  # one in so many characters is ASCII in whatever people configure; what is no UTF-16 has none as UTF-16
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_NOT_PLAIN = expression("[^\t\n\r -~]+")
# https://peps.python.org/pep-0263/, which Ruby and Emacs read as well
_COOKIE = expression(rb"(?:[ \t\f]*(?:#[^\n]*)?\r?\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")
# A line of settings in single bytes: in none of the wide encodings does a letter follow the end of a line at once.
_SINGLE = expression(rb"\n[ \t]*[A-Za-z_][\w.-]{2,80}[ \t]*[=:]")
_ASCII = bytes(range(32, 127))


def encoding_of(data: bytes) -> str:
    """ "utf-8-sig"; the UTF-16 or UTF-32 that makes plain text of the whole file, with a byte order mark or without; or
    what a comment in the first two lines says, where ASCII stays ASCII in it."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    wide = (marked,) if marked else _WIDE if b"\0" in data[:_PROBE] else ()
    for name in () if wide and _SINGLE.search(data) else wide:
        one_in = _PLAIN * 2 if marked else _PLAIN
        if _is_plain(data[:_PROBE], name, one_in) and _is_plain(data, name, one_in):
            return name
    cookie = _COOKIE.match(data[:_PROBE])
    return _named(cookie[1].decode()) if cookie else "utf-8-sig"


def _is_plain(data: bytes, encoding: str, one_in: int) -> bool:
    broken = 0
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
    plain = len(_NOT_PLAIN.sub("", text))
    return plain * one_in >= max(1, len(text)) and (text.count("\0") + broken) * _PLAIN < len(text)


def _named(name: str) -> str:
    try:
        codec = codecs.lookup(name)
        is_text = bool(getattr(codec, "_is_text_encoding", True))
        if is_text and codec.name != "utf-8" and _ASCII.decode(name) == _ASCII.decode():
            return codec.name
    except (LookupError, ValueError):
        pass
    return "utf-8-sig"
