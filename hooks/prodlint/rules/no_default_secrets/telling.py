"""The second look: whether a word may be the name of a key or a first password, and a string its value. As light as the
clean path."""

from prodlint.kinds import kind_of
from prodlint.looks import LONGEST_LINE, OPEN, WORD, describes_api, is_name, scripts_of, squeeze, urls_in, words_in

# What a word holds that is about a key, without `_` and `-`; what libraries and languages call what takes one.
_NAMES = (
    b"secretkey", b"keysecret", b"encryptionkey", b"encryptkey", b"encryptionsecret", b"signingkey", b"hmackey",
    b"appkey", b"passwordsalt", b"tokensalt", b"masterkey", b"jwtkey", b"fernet",
)  # fmt: skip
# What a file says that hands a key to what takes one, whatever the key is called: the parts that stand in it.
_WEB = (
    b"jsonwebtoken sign", b"jsonwebtoken verify", b"jose jwt", b"jose sign", b"hono/jwt", b"nestjs/jwt", b"fastify/jwt",
    b"elysiajs/jwt", b"express-jwt", b"koa-jwt", b"createhmac", b"cookie-parser", b"cookie-session", b"iron-session",
    b"koa keys", b"secretorkey",
)  # fmt: skip
_PYTHON = (
    b"jwt encode", b"jwt decode", b"itsdangerous serializer", b"itsdangerous signer", b"fernet(",
    b"starlette sessionmiddleware", b"fastapi sessionmiddleware", b"starlette.datastructures secret",
    b"fastapi_users jwtstrategy", b"fastapi_users _token_secret", b"hmac new", b"tornado cookie_secret",
    b"flask_jwt_extended",
)  # fmt: skip
_OTHERWISE = (b"||", b"??", b"?", b"(", b"=", b",")  # between a name and its default; a pair alone is none
_TAKING = {
    "python": _PYTHON,
    **dict.fromkeys(("javascript", "typescript", "sfc"), _WEB),
    "go": (b"gorilla/sess", b"gorilla/sec", b"gorilla/csrf", b"sessions/cookie", b"signedstring", b"hmac.new"),
    **dict.fromkeys(("java", "kotlin"), (b"hmac", b"jsonwebtoken", b"keyspec", b"jwt.")),
    "csharp": (b"securitykey", b"jwt:"),
    "php": (b"jwt",),
    "ruby": (b"jwt.",),
    "rust": (b"from_secret",),
    "elixir": (b"joken", b"signing_salt"),
}
_FIRST = (
    b"admin", b"superuser", b"rootuser", b"defaultuser", b"initial", b"bootstrap", b"operator", b"trator",
)  # fmt: skip
_SERVERS = (b"neo4jauth", b"salt", b"requirepass")
_ENDS = (
    b"secret", b"secretkey", b"secretkeybase", b"secrettoken", b"secretorkey", b"encryptionkey",
    b"encryptkey", b"encryptionkeys", b"signingkey", b"hmackey", b"appkey", b"appkeys", b"passwordsalt", b"tokensalt",
    b"masterkey", b"jwtkey", b"fernetkey",
)  # fmt: skip
# A name that is no more than `SECRET` is a key only where one of these stands.
_ASKING = (
    b"environ", b"getenv", b".env", b"env(", b"env.", b"env[", b"settings)", b"config(", b"config.get",
    b"config.secret", b".secret:", b'.secret"', b".secret'",
)  # fmt: skip
_PASSWORDS = (b"pass", b"pwd", b"password", b"passwd")
_DATABASES = (b"db", b"database", b"sql", b"postgres", b"pg", b"redis", b"mongo", b"source", b"amqp", b"mq", b"maria")
_ADDRESSES = (b"url", b"uri", b"dsn")
_VERBS = (b"generate", b"regenerate", b"handle")  # of functions
_MANY = 100  # names, from which on the file is read
# What takes a key that is called `secret` or may have any name.
_LIBRARIES = (
    b"-session", b"next-auth", b"@auth/", b"better-auth", b"passport", b"fastify", b"hono",
)  # fmt: skip


def tells(path: str, text: bytes, words: "frozenset[bytes]", *, in_code: bool) -> bool:
    """Whether a word is about a key or a first password, and in code whether a string may be its value."""
    kind = kind_of(path)
    if kind == "sfc":
        text = scripts_of(text)
        words = words_in(text) or words
    names = squeeze(b" ".join(words))
    if not in_code:
        telling = any(one in names for one in (b"secret", b"passw", *_NAMES, *_SERVERS))
        is_said = telling or any(map(_is_password, names.split()))
        if kind == "json" and is_said and not any(one in names for one in (*_NAMES, *_SERVERS)):
            is_said = any(is_name(text, root) for root in (b"secret", b"pass", b"pwd"))
        elif kind in ("yaml", "compose", "toml") and is_said and not any(one in names for one in _SERVERS):
            named = (one for one in words if _is_telling(squeeze(one)))
            is_said = any(_is_set(text, one) for one in named)
        return is_said and not describes_api(text)
    if text.count(b"cookieparser()") == text.count(b"cookieparser(") > 0:  # no cookie is signed
        text = text.replace(b"cookie-parser", b"")
    if any(all(part in text for part in parts.split()) for parts in _TAKING[kind]):
        return True
    squeezed_of = zip(words, names.split(b" "), strict=True) if any(one in names for one in _FIRST) else ()
    first = (word for word, squeezed in squeezed_of if _is_first(squeezed))
    if any(is_given_text(text, word, blocks=kind == "python") for word in first):
        return True
    of_keys, of_clients = set(), {}
    ends = tuple(end for end in (*_ENDS, *_PASSWORDS, *_ADDRESSES) if end in names)
    for word, squeezed in zip(words, names.split(b" "), strict=True) if ends else ():
        name = squeezed.rstrip(b"0123456789")
        if not name.endswith(ends):
            continue
        if name.endswith(_ENDS):
            if b"clientsecret" not in name and not name.startswith(_VERBS):
                of_keys.add(word)
        elif any(one in name for one in _DATABASES):
            of_clients[word] = name.endswith(_PASSWORDS)
    if of_keys and _TAKING[kind] is _WEB and any(library in text for library in _LIBRARIES):
        return True
    if not (any(mark in text for mark in _ASKING) or "settings" in path or "conf" in path):
        of_keys.discard(b"secret")
    has_login = bool(of_clients) and any(b"@" in rest for _, rest in urls_in(text))
    of_keys.update(word for word, is_password in of_clients.items() if is_password or has_login)
    by = _OTHERWISE if _TAKING[kind] is _WEB else ()
    given = (word for word in of_keys if is_given_text(text, word, blocks=kind == "python", by=by))
    return len(of_keys) > _MANY or any(word in of_clients or not _is_of_others(word) for word in given)


def _is_telling(name: bytes) -> bool:
    return b"secret" in name or b"passw" in name or _is_password(name) or any(one in name for one in _NAMES)


def _is_set(text: bytes, word: bytes) -> bool:
    """Whether a word is a key with a value of its own, or stands for one: `name: JWT_SECRET`. What a variable gives is
    no value but for the default that stands in for it."""
    at = text.find(word)
    while at >= 0:
        before, after = text[max(0, at - _NEAR) : at], text[at + len(word) : at + len(word) + LONGEST_LINE]
        if before.endswith(b"${"):
            said = after.startswith(_DEFAULTS) and not after.lstrip(b":-=").startswith(b"}")
        elif after.lstrip(b"\"' \t")[:1] in (b":", b"=", b".", b"["):
            said = not _is_variable(after.partition(b"\n")[0].lstrip(b"\"' \t:="))
        else:
            said = before.rstrip(b"\"' \t-.")[-1:] in (b":", b"=", b"{")
        if said:
            return True
        at = text.find(word, at + len(word))
    return False


_DEFAULTS = (b":-", b"-", b":=", b"=")


def _is_variable(value: bytes) -> bool:
    """Whether a value is that of one variable: `${NAME}`, `${NAME:?it is not set}`."""
    name, sign, rest = value.partition(b"${")[2].partition(b"}")
    is_whole = value.startswith((b"${", b'"${', b"'${")) and bool(sign) and not rest.strip(b"\"' \t\r,}")
    return is_whole and not any(one in name.removesuffix(b"-") for one in (b"-", b"=", b"$"))


def _is_of_others(word: bytes) -> bool:
    """Whether a name says that a vendor checks the key, or that it is none: `stripe_secret_key`, `is_secret`."""
    from prodlint.tables.default_secrets import NO_KEY_BEFORE, OTHERS, SWITCHES

    *before, last = word.decode(errors="replace").replace("-", "_").split("_")
    return not (OTHERS | SWITCHES).isdisjoint(before) or (
        last == "secret" and not NO_KEY_BEFORE.isdisjoint(before[-1:])
    )


def _is_password(name: bytes) -> bool:
    return name.rstrip(b"0123456789").endswith(_PASSWORDS)


def _is_first(name: bytes) -> bool:
    """Whether it is the first password of an administrator."""
    return _is_password(name) and any(one in name for one in _FIRST)


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
            is_function = line.endswith(b"{") and (b"=>" in line or b"function" in line)
            if end < 0 or not is_within or is_function or _ends_object(line) or _ends_pair(said):
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
