"""The second look: whether a string may be the value of a name. As light as the clean path."""

from prodlint.looks import LONGEST_LINE, OPEN, WORD


def is_given_text(text: bytes, name: bytes, *, blocks: bool, by: "tuple[bytes, ...]" = ()) -> bool:
    """Whether a string follows on the word `name` before the statement seems to end.

    `blocks`: a colon at the end of a line begins a block, as in Python. `by`: one of these must stand there, too.
    """
    goes_on = OPEN if blocks else (*OPEN, b":")
    at = text.find(name)
    while at >= 0:
        begin, start = at, at + len(name)
        at, said = start, b""
        is_told = _is_whole(text, begin, start) and not (
            _is_listed(text, begin, start) or _is_asked(text[start : start + LONGEST_LINE])
        )
        for _ in range(_MOST_LINES if is_told else 0):
            end = text.find(b"\n", at, at + LONGEST_LINE)
            line = _without_lookups(text[at : end if end >= 0 else at + LONGEST_LINE].rstrip())
            said += line
            is_value = not by or any(sign in said.rstrip(b",") for sign in by)
            if is_value and _holds_string(line) and not _says_that_it_lacks(line):
                return True
            following = text[end + 1 : end + 1 + LONGEST_LINE].lstrip()
            is_within = line.endswith(goes_on) or following.startswith(_CLOSING) or _asks_whether_it_lacks(following)
            is_function = line.endswith(b"{") and (b"=>" in line or b"function" in line or _declares(said))
            if end < 0 or not is_within or is_function or _ends_object(line) or _ends_pair(said) or _shows(following):
                break
            at = end + 1
        at = text.find(name, at)
    return False


_MOST_LINES, _NEAR = 6, 100
# What begins a line within a statement.
_CLOSING = (b"||", b"??", b"?", b":", b"or ", b"+", b".", b"&&", b")", b"=")
_QUOTES = b"\"'`"

# What reads the environment or a setting by the name that follows.
_LOOKUPS = (b"env(", b"env[", b"environ[", b".get(", b"config(")


def _without_lookups(line: bytes) -> bytes:
    """A line without the names of what is read from the environment: `env()` of `env("SECRET")`."""
    for sign in _LOOKUPS:
        first, *rest = line.split(sign)
        line = sign.join((first, *map(_behind_name, rest)))
    return line


def _behind_name(part: bytes) -> bytes:
    """What follows on the only argument of a call, if that is a text; else all of it."""
    quote = part[:1]
    _, _, behind = part[1:].partition(quote) if quote and quote in _QUOTES else (b"", b"", b"")
    return behind if behind[:1] in (b")", b"]") else part


def _declares(said: bytes) -> bool:
    """Whether what follows on a name are the parameters of a function: `getSecret(): string {`."""
    return said.startswith(b"(") and said.count(b"(") == said.count(b")")


def _shows(following: bytes) -> bool:
    """Whether an element of a page follows, whose attributes are strings (no cast in front of a default), or where what
    has the name is imported from."""
    line = following.partition(b"\n")[0]
    return line.startswith((b"<", b"return <", b"} from ")) and not any(one in line for one in _STANDING_IN)


def _ends_object(line: bytes) -> bool:
    """Whether the object ends in which the name stands."""
    return line.endswith(b"},") and line.count(b"}") > line.count(b"{")


def _ends_pair(said: bytes) -> bool:
    """Whether what follows on a key and its colon is a whole value, and the next pair begins."""
    pair = said.lstrip(_QUOTES).lstrip(b" ?]")
    return pair.startswith(b":") and pair.endswith(b",") and all(pair.count(a) <= pair.count(b) for a, b in _BRACKETS)


_BRACKETS = ((b"(", b")"), (b"[", b"]"), (b"{", b"}"))


def _is_asked(following: bytes) -> bool:
    """Whether a method of what has the name is called, and nothing stands in for it: `clientSecret.post("/token")`."""
    line = following.partition(b"\n")[0]
    name, sign, _ = line.partition(b"(")
    return bool(sign) and name[:1] == b"." and not name[1:].strip(WORD) and not any(one in line for one in _STANDING_IN)


_STANDING_IN = (b"||", b"??", b" or ", b"?:", b"else", b" ? ", b"default", b"fallback")


# How programs ask whether a variable is set, and say that it is not.
_LACKING = (b'""', b"''", b"!", b"not ", b"nil", b"none", b"null", b"undefined", b"empty", b"len(")
_COMPLAINTS = (
    b" throw ", b" raise ", b" panic", b" errors.", b" log.", b" logger.", b" console.", b"error(", b"errorf(",
    b"exception(", b"exit(",
)  # fmt: skip


def _asks_whether_it_lacks(following: bytes) -> bool:
    line = following.partition(b"\n")[0]
    return line.startswith((b"if ", b"if(", b"unless ")) and any(sign in line for sign in _LACKING)


def _says_that_it_lacks(line: bytes) -> bool:
    return any(one in b" " + line.lstrip() for one in _COMPLAINTS)


def _holds_string(line: bytes) -> bool:
    """Whether a line behind a name holds a string that is not empty; the name's own quote may end first."""
    rest = line[1:] if line[:1] and line[0] in _QUOTES else line
    for quote in _QUOTES:
        parts = rest.split(bytes((quote,)))
        if any(parts[1:-1]):
            return True
    return False


def _is_whole(text: bytes, begin: int, end: int) -> bool:
    """Whether no word goes on at either end of a part of the text."""
    around = text[max(0, begin - 1) : begin], text[end : end + 1]
    return all(sign.strip(WORD) == sign for sign in around)


def _is_listed(text: bytes, begin: int, end: int) -> bool:
    """Whether the word around is one text of a list: `["name", "secret_key", "id"]`."""
    before = text[max(0, begin - _NEAR) : begin].rstrip(WORD)
    is_text = before[-1:] in (b'"', b"'") and text[end : end + 1] == before[-1:]
    return is_text and before[:-1].rstrip().endswith((b'",', b"',")) and text[end + 1 : end + 2] in (b",", b"]")
