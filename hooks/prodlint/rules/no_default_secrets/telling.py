"""The second look: whether a word may be the name of a key or a first password, and a string its value. As light as the
clean path."""

from prodlint.kinds import kind_of
from prodlint.looks import LONGEST_LINE, describes_api, is_name, scripts_of, squeeze, urls_in, words_in
from prodlint.rules.no_default_secrets.given_texts import is_given_text

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
_SERVERS = (b"neo4jauth", b"salt", b"requirepass", b"createsuperuser")
_ENDS = (
    b"secret", b"secretkey", b"secretkeybase", b"secrettoken", b"secretorkey", b"encryptionkey",
    b"encryptkey", b"encryptionkeys", b"signingkey", b"hmackey", b"appkey", b"appkeys", b"passwordsalt", b"tokensalt",
    b"masterkey", b"jwtkey", b"fernetkey",
)  # fmt: skip
# A name that is no more than `SECRET` is a key only where one of these stands.
_ASKING = (
    b"environ", b"getenv", b".env", b"env(", b"env.", b"env[", b"settings)", b"config(", b"config.get",
    b"nconf.get", b"config.secret", b".secret:", b'.secret"', b".secret'",
)  # fmt: skip
_PASSWORDS = (b"pass", b"pwd", b"password", b"passwd")
_DATABASES = (b"db", b"database", b"sql", b"postgres", b"pg", b"redis", b"mongo", b"source", b"amqp", b"mq", b"maria")
_ADDRESSES = (b"url", b"uri", b"dsn")
_VERBS = (b"generate", b"regenerate", b"handle")  # of functions
_MANY = 100  # names, from which on the file is read: each of them is looked for in all of it
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
            named = [one for one in words if _is_telling(squeeze(one))]
            is_said = len(named) > _MANY or any(_is_set(text, one) for one in named)
        return is_said and not describes_api(text)
    if text.count(b"cookieparser()") == text.count(b"cookieparser(") > 0:  # no cookie is signed
        text = text.replace(b"cookie-parser", b"")
    if any(all(part in text for part in parts.split()) for parts in _TAKING[kind]):
        return True
    squeezed_of = zip(words, names.split(b" "), strict=True) if any(one in names for one in _FIRST) else ()
    first = [word for word, squeezed in squeezed_of if _is_first(squeezed)]
    if len(first) > _MANY or any(is_given_text(text, word, blocks=kind == "python") for word in first):
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


_NEAR = 100
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
