"""Which addresses and modes are worth a finding, and in which words."""

from prodlint.context.hosts import PUBLIC
from prodlint.expressions import expression
from prodlint.formats.dockerfile import expand
from prodlint.formats.template import with_defaults
from prodlint.light_typing import NamedTuple
from prodlint.rules.require_db_tls import messages
from prodlint.rules.require_db_tls.addresses import Address
from prodlint.spelling import squeeze, words_of
from prodlint.tables.database_clients import ANYWHERE, NODE_TLS
from prodlint.tables.database_tls import DATABASE_WORDS, MYSQL, OFF, ON, OTHER_WORDS, SERVERS, WEAK_MODES, Server

_UNCHECKED = frozenset(
    "sslaccept sslfactory tlsinsecure ssl_cert_reqs trustservercertificate verifyservercertificate".split()
)
_MODE = expression(r"sslmode$|sslmodedefault$")
_TRUE_IS_OPEN = expression(r"ssldisabled?$|disablessl$|(?:tls|ssl)allowinvalid(?:certificates|hostnames)$|tlsinsecure$")
_SWITCH = expression(r"(?:usessl|usetls|enablessl|enabletls|ssl|tls|(?:ssl|tls)enabled|sslrequire|require(?:ssl|tls))$")
_MYSQL_MODES, _MYSQL_WORDS = ("REQUIRED", "VERIFY_IDENTITY"), frozenset(("mysql", "mariadb"))
_CHECKS = expression(r"(?:rejectunauthorized|sslverify(?:servercert|certificate|hostname)?|verifymode)$")
_TRUSTS = expression(r"trustall$")
_SPRING = expression(r"\$\{[\w.\[\]-]+:(?P<default>[\w-]*)\}")
_LONGEST_SHOWN = 25
_NODE = expression(r"nodetlsrejectunauthorized$")


class Judgement(NamedTuple):
    """What was found, what it means, what to do; `anywhere`: wherever the database is."""

    what: str
    means: str = messages.OPEN
    fix: str = messages.REQUIRE
    strict: bool = False
    anywhere: bool = False


def of_address(address: Address, *, example: bool = False, told: bool = False) -> Judgement | None:
    """What there is to say about an address, if anything.

    `example`: it stands in a template, where example.com is one's own. `told`: TLS is asked for beside it.
    """
    name = address.database.name
    if address.is_local:
        return None
    if address.weak:
        weak = address.weak.lower()
        unchecked = weak in _UNCHECKED or weak.startswith("tlsallow")
        value = f"={address.value}" * (len(address.value) < _LONGEST_SHOWN)
        what = f"`{address.weak}{value}` in this {name} address"
        if unchecked:
            return Judgement(f"{what} turns off the check", messages.UNCHECKED, messages.CHECK)
        return Judgement(f"{what} gives up on TLS", fix=turn_on(address.weak, mysql=address.database is MYSQL))
    if address.missing and not told and (PUBLIC in address.hosts or (address.is_public and not example)):
        what = f"this {name} address leads to a public host, and asks for no TLS"
        effect = f"{address.database.missing}: {messages.OPEN}"
        return Judgement(what, effect, _use(address), address.database.strict)
    return None


def _use(address: Address) -> str:
    return messages.REQUIRE if address.database.hint.startswith("sslmode") else f"Use `{address.database.hint}`."


def of_setting(name: str, value: str, around: frozenset[str] = frozenset(), *, sure: bool = True) -> Judgement | None:
    """What there is to say about a setting by its name; `around` are the words of the keys that lead to it.

    Not `sure`: nothing tells that the database is elsewhere, so that a plain "off" may be meant for a neighbour.
    """
    squeezed = squeeze(name)
    value = default_of(value).strip().strip("\"'").lower().removeprefix("verify_")
    words = frozenset(words_of(name)) | around
    if _NODE.match(squeezed):
        what = NODE_TLS.what.format(name=name)
        return Judgement(what, messages.UNCHECKED, NODE_TLS.fix, anywhere=True) if value in NODE_TLS.values else None
    server = SERVERS.get(squeezed)
    if server is not None:
        return of_server(name, server) if value in server.values else None
    if words & OTHER_WORDS and not words & DATABASE_WORDS and not squeezed.endswith("tlssslmode"):  # of pgbouncer
        return None
    unchecked = Judgement(f"`{name}` turns off the check of the certificate", messages.UNCHECKED, messages.CHECK)
    if squeezed.endswith("sslcertreqs") and (value in OFF or value.endswith("cert_none")):
        return unchecked
    if _MODE.search(squeezed) and value in WEAK_MODES:
        # Of pgbouncer: its clients are mostly in the same network.
        clients = squeezed == "clienttlssslmode"
        return Judgement(messages.allows(name, value), fix=turn_on(name), strict=clients)
    if not words & DATABASE_WORDS:
        return None
    if _TRUE_IS_OPEN.search(squeezed) and value in ON:
        return Judgement(f"`{name}` gives up on TLS", fix=turn_on(name))
    if (_CHECKS.search(squeezed) and value in OFF) or (_TRUSTS.search(squeezed) and value in ON):
        return unchecked
    if any(value in one.values and squeezed.endswith(end) for end, one in ANYWHERE.items() if one.unchecked):
        return unchecked
    if _SWITCH.search(squeezed) and value in OFF | WEAK_MODES:
        return Judgement(f"`{name}` turns TLS off for the database", fix=turn_on(name), strict=not sure)
    return None


def of_piece(name: str) -> Judgement:
    """What there is to say about a parameter that leaves a connection open, in a piece of an address."""
    if is_mode(name):
        return Judgement(f"`{name}` in this piece of an address gives up on TLS")
    return Judgement(f"`{name}` in this piece of an address turns off the check", messages.UNCHECKED, messages.CHECK)


def of_server(name: str, server: Server) -> Judgement:
    """What there is to say about a server that a setting of this name lets clients into without TLS."""
    return Judgement(f"`{name}` lets clients in without TLS", fix=f"Set `{name}` to `{server.safe}`.", anywhere=True)


def default_of(text: str) -> str:
    """A text with the defaults of its variables and tags, as a shell, Spring (`${db.sslmode:prefer}`) and ERB do it."""
    return _SPRING.sub(lambda found: found["default"], expand(with_defaults(text), {}))


def turn_on(name: str, *, mysql: bool = False) -> str:
    """What to do with a setting or parameter of this name that leaves a connection open."""
    words = words_of(name)
    squeezed = "".join(words)
    if _TRUE_IS_OPEN.search(squeezed):
        return f"Take `{name}` out, or set it to false."
    if not _MODE.search(squeezed):
        return f"Turn `{name}` on, and give the certificate of the server's CA."
    encrypts, checks = _MYSQL_MODES if mysql or not _MYSQL_WORDS.isdisjoint(words) else ("require", "verify-full")
    return f"Set `{name}` to `{encrypts}`, better to `{checks}` with the certificate of the server's CA."


def is_mode(name: str) -> bool:
    """Whether a name is that of a TLS mode, whatever it is about: `PGSSLMODE`, `eval_db_ssl_mode`."""
    return bool(_MODE.search("".join(words_of(name))))


def asks_for_tls(name: str, value: str) -> bool:
    """Whether a setting of this name turns TLS on: `PGSSLMODE=require`, `DATABASE_SSL=true`, `REDIS_CA_CERT=...`."""
    squeezed = "".join(words_of(name))
    if "ssl" not in squeezed and "tls" not in squeezed:
        return False
    return value.strip().lower() not in OFF | WEAK_MODES | {""}
