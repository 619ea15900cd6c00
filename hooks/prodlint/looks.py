"""Looks at the bytes of a file, on the clean path: whether it holds a needle, and whether what that stands in can be a
finding at all.

A needle is a part of a word ("origin" of "original"); these see whole words, and what stands around them. The package
of a hook has a function `tells(path, text, words)` for them: the lower-cased bytes of a file that holds a needle, and
the words in them. What it says no to is read no further, so it must never say no to a file with a finding.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    # What a file must hold, in lower case, to be looked at. Of a tuple, the first is a part of all the others, so
    # that one look does for many.
    Needles: TypeAlias = tuple[bytes | tuple[bytes, ...], ...]
    Find: TypeAlias = Callable[[bytes, bytes], int]  # as `bytes.find`

WORD = b"abcdefghijklmnopqrstuvwxyz0123456789_-$"
_BLANKED = bytes(byte if byte in WORD or byte > 127 else 32 for byte in range(256))
_MOST = 1_000_000  # bytes; what is longer is looked at in any case
_HEAD = 2_000  # bytes in which a file says what it is

# What stands in the name of a credential, of an address with a password, or of a vendor.
ROOTS_OF_SECRETS = (
    b"key", b"token", b"secret", b"pass", b"pwd", b"auth", b"cred", b"jwt", b"dsn", b"salt", b"bearer", b"mnemonic",
    b"phrase", b"database", b"mongo", b"postgres", b"mysql", b"maria", b"redis", b"rabbit", b"amqp", b"connection",
    b"webhook", b"private",
)  # fmt: skip
# What a URL to this machine, to an inner network or to nobody begins with, behind its scheme.
_INNER = (
    b"localhost", b"127.", b"0.0.0.0", b"[", b"10.", b"192.168.", b"host.docker.internal", b"www.w3.org/", b"schemas.",
    b"json-schema.org/", b"www.apache.org/licenses/",
)  # fmt: skip
_ENDS_OF_HOST = b"/\"'`\\ \t\r\n,;)]>|?#&"
_LONGEST_HOST, _LONGEST_SCHEME, _LONGEST_URL, _LONGEST_VALUE = 255, 40, 1_000, 100
_SCHEME = b"abcdefghijklmnopqrstuvwxyz0123456789+_"
_CUT = bytes(32 if byte in b" \t\r\n\"'`" else byte for byte in range(256))
_DOT = ord(".")


def holds(lowered: bytes, needles: "Needles", absent: "set[bytes]", find: "Find" = bytes.find) -> bool:
    """Whether a lower-cased file holds one of the needles; what it does not hold is added to `absent`."""
    for needle in needles:
        first = needle[0] if isinstance(needle, tuple) else needle
        if first in absent:
            continue
        if find(lowered, first) < 0:
            absent.add(first)
        elif not isinstance(needle, tuple) or holds(lowered, needle[1:], absent, find):
            return True
    return False


def words_in(text: bytes) -> "frozenset[bytes] | None":
    """The words of a lower-cased file: letters, digits, `_`, `-` and `$`. None where it is too long to be cut up."""
    return frozenset(text.translate(_BLANKED).split()) if len(text) <= _MOST else None


# What begins a line that is a comment or within one, by the kind of file; the first line of a script and what stands
# in a text of Ruby begin with the same sign.
_COMMENTS: "dict[str, tuple[bytes, ...]]" = {
    **dict.fromkeys("python ruby elixir yaml compose workflow dockerfile shell makefile toml".split(), (b"#",)),
    **dict.fromkeys("javascript typescript sfc go java kotlin csharp rust php".split(), (b"//", b"* ")),
}
_NO_COMMENTS = (b"#!", b"#{")


def uncommented(kind: str, text: bytes) -> bytes:
    """A file without its lines that are comments, in which nothing is set."""
    signs = _COMMENTS.get(kind, ())
    if not any(sign in text for sign in signs):
        return text
    kept = [
        line
        for line in text.split(b"\n")
        if not (start := line.lstrip()).startswith(signs) or start.startswith(_NO_COMMENTS)
    ]
    return b"\n".join(kept)


def scripts_of(text: bytes) -> bytes:
    """The scripts in a component of a page; all of it where they have no tags."""
    first, *rest = text.split(b"<script")
    return b"\n".join(part.partition(b"</script")[0] for part in rest) if rest and b"---" not in first else text


# What a character is written with by its number; "\\u0070" is "p" in YAML, JSON and most languages.
_NUMBERED = (b"\\u000000", b"\\u00", b"\\x", b"\\u{")
_ASCII = {b"%02x" % code: bytes((code,)).lower() for code in range(32, 127)}


def spelled_out(text: bytes) -> bytes:
    """A lower-cased file; where it writes a plain character by its number, the same without such escapes behind it."""
    if b"\\" not in text:
        return text
    plain = text
    for sign in _NUMBERED:
        if sign in plain:
            first, *rest = plain.split(sign)
            ends = 3 if sign.endswith(b"{") else 2
            plain = first + b"".join(
                [_ASCII[part[:2]] + part[ends:] if part[:2] in _ASCII else sign + part for part in rest]
            )
    return text if plain is text or plain == text else text + plain


def describes_api(text: bytes) -> bool:
    """Whether a file is OpenAPI, which configures nothing, however many words of ours its operations hold.

    It says so in the beginning, or where its keys are sorted behind all else.
    """
    pairs = (line.partition(b":") for line in text[:_HEAD].split(b"\n"))
    if any(key.strip(b'{ \t"') in _DESCRIPTIONS and _is_version(version) for key, _, version in pairs):
        return True
    if b"info" not in text[:_HEAD] and b"components" not in text[:_HEAD]:
        return False
    ends = ((text.rfind(sign + key), key) for key in _DESCRIPTIONS for sign in (b'"', b"\n"))
    return b"paths" in text and any(_is_version(text[at + len(key) + 1 :][:_NEAR]) for at, key in ends if at >= 0)


_DESCRIPTIONS = (b"openapi", b"swagger")


def _is_version(behind: bytes) -> bool:
    return behind.lstrip(b" '\":")[:1].isdigit()


def is_name(text: bytes, root: bytes) -> bool:
    """Whether a string of JSON that holds a root of words may be a name: it is a key, or has no blank."""
    at = text.find(root)
    while at >= 0:
        before = text[max(0, at - LONGEST_LINE) : at].replace(b"'", b'"').rpartition(b'"')[2]
        behind = text[at : at + LONGEST_LINE].replace(b"'", b'"').partition(b'"')
        if b" " not in before + behind[0] or behind[2].lstrip()[:1] == b":":
            return True
        at = text.find(root, at + len(root))
    return False


def squeeze(word: bytes) -> bytes:
    """A word without what parts it: `secret_key` and `secret-key` as `secretkey`."""
    return word.replace(b"_", b"").replace(b"-", b"")


def holds_star(text: bytes) -> bool:
    """Whether a `*` ends or begins a string, or is one."""
    return any(sign in text for sign in (b'*"', b"*'", b"*`", b'"*', b"'*", b"`*")) or holds_escape(text)


def holds_escape(text: bytes) -> bool:
    """Whether a character may be written by its number."""
    return any(sign in text for sign in (b"\\u", b"\\x", b"&#", b"%2a", b"\\52", b"chr("))


def asks_outside(text: bytes) -> bool:
    """Whether there is a plain `http://` or `ws://` to a host that may be public."""
    for scheme in (b"http://", b"ws://"):
        at = text.find(scheme)
        while at >= 0:
            at += len(scheme)
            if not text.startswith(_INNER, at) and b"." in _unvaried(_host_at(text, at)):
                return True
            at = text.find(scheme, at)
    return False


def _unvaried(host: bytes) -> bytes:
    """A host without the names of its variables: `.shop.com` of `${config.name}.shop.com`."""
    while b"{" in host and b"}" in host:
        before, _, rest = host.partition(b"{")
        host = before + rest.partition(b"}")[2]
    return host


def _host_at(text: bytes, at: int) -> bytes:
    end = at
    while end < min(len(text), at + _LONGEST_HOST) and text[end] not in _ENDS_OF_HOST:
        end += 1
    return text[at:end]


def urls_in(text: bytes) -> "Iterator[tuple[bytes, bytes]]":
    """Of each URL the scheme, with its driver, and what follows up to a blank or a quote."""
    at = text.find(b"://")
    while at >= 0:
        start, end = at, at + len(b"://")
        while start and at - start < _LONGEST_SCHEME and text[start - 1] in _SCHEME:
            start -= 1
        yield text[start:at], text[end : end + _LONGEST_URL].translate(_CUT).partition(b" ")[0]
        at = text.find(b"://", end)


def may_be_public(rest: bytes, *, variables: bool) -> bool:
    """Whether what follows on the scheme of a URL may lead to a public host; `variables`: a variable may be one."""
    host = rest.partition(b"?")[0].rpartition(b"@")[2].partition(b"/")[0]
    if b"{{" in host or b"<%" in host or (variables and (not host or any(sign in host for sign in (b"$", b"{", b"%")))):
        return True
    return b"." in host and not host.startswith(_INNER)


def value_behind(text: bytes, at: int) -> "tuple[bytes, frozenset[bytes] | None]":
    """The rest of a word, without `_` and `-`, and the words of the value behind it; None where a variable gives it."""
    end = at
    while end < len(text) and (text[end] in WORD or text[end] == _DOT):
        end += 1
    line, _, following = text[end : end + _LONGEST_VALUE].partition(b"\n")
    value = line if line.strip(b"\"']): =,\t\r") else following.partition(b"\n")[0]
    is_given = any(sign in value for sign in (b"${", b"{{", b"%{", b"*", b"<"))
    words = None if is_given else frozenset(word.strip(b"-$") for word in value.translate(_BLANKED).split())
    return squeeze(text[at:end]).replace(b".", b""), words


def given_to(text: bytes, name: bytes) -> "Iterator[bytes]":
    """What follows on a name and a colon or a `=`, in a pair, an assignment or a declaration: the rest of the line, and
    the next one where the value goes on."""
    at = text.find(name)
    while at >= 0:
        at += len(name)
        after = text[at : at + _NEAR].lstrip(b"'\"`]").lstrip()
        if after[:1] in (b":", b"=") and after[:2] != b"==":
            line, _, following = text[at : at + LONGEST_LINE].partition(b"\n")
            goes_on = line.rstrip().endswith(OPEN) or line.rstrip().endswith(b":")
            yield line + following.partition(b"\n")[0] if goes_on else line
        at = text.find(name, at)


def following(text: bytes, name: bytes) -> "Iterator[bytes]":
    """What stands behind a name in the same line and the few below, where a pair of a name and a value goes on; nothing
    where the name is one of a list."""
    at = text.find(name)
    while at >= 0:
        before, at = text[max(0, at - _NEAR) : at].rstrip(b" \"'`$_-"), at + len(name)
        after = text[at : at + LONGEST_LINE]
        if before.endswith(b":") or after.lstrip(b"\"'`")[:1] not in (b",", b"]"):
            yield b" ".join(after.split(b"\n", _LINES_OF_PAIR)[:_LINES_OF_PAIR])
        at = text.find(name, at)


LONGEST_LINE, _NEAR, _LINES_OF_PAIR = 400, 20, 5
# What ends a line within a statement.
OPEN = (b"=", b"(", b",", b"[", b"{", b"||", b"??", b"?", b" or", b"+", b"\\", b"&&", b"=>")
