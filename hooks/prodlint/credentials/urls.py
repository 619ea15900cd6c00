"""Passwords in URLs and connection strings."""

import re

from prodlint.credentials.names import is_secret_name
from prodlint.credentials.placeholders import is_placeholder
from prodlint.credentials.randomness import is_random
from prodlint.credentials.references import is_reference
from prodlint.expressions import expression
from prodlint.light_typing import Literal, NamedTuple
from prodlint.spelling import words_of

Strength = Literal["weak", "local", "remote", "random"]

_URL = expression(
    r"(?<![A-Za-z0-9+.-])(?:jdbc:)?(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,30})://"
    r"(?P<user>[^\s/?#'\"@:]{0,200}):(?P<password>[^\s/?#'\"]{1,256})@(?P<host>\[[0-9a-fA-F:]+\]|[^\s/?#'\"@:,]+)"
)
# Passwords are often not percent-encoded; outside http nothing else looks like this.
_RAW_URL = expression(
    r"(?<![A-Za-z0-9+.-])(?!https?:)(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,30})://"
    r"(?P<user>[^\s/?#'\"@:]{0,200}):(?!\d{1,5}[/?#,])(?P<password>[^\s'\"]{1,256})@(?P<host>[^\s/?#'\"@:,]+)"
)
_PAIR = expression(r"(?:^|[;&?\s,])([A-Za-z][A-Za-z ]{0,30}?) ?= ?([^;&\s]{1,500})")
_QUERY = expression(r"[?&]([A-Za-z][\w.-]{1,40})=([\w~%+/.=-]{16,500})(?![\w{}$<>])")
_SIGNATURES = frozenset({"sig", "signature", "code"})  # Azure's, in the addresses of functions and of Logic Apps
_PASSWORD_KEYS = frozenset({"password", "pwd", "passwd"})
_HOST_KEYS = frozenset({"server", "host", "datasource", "addr", "address", "networkaddress", "endpoint", "hostname"})
_USER_KEYS = frozenset({"user", "uid", "userid", "username"})
_LOCAL_ENDINGS = (".localhost", ".local", ".test", ".internal.test", ".svc", ".svc.cluster.local", ".docker.internal")
_LOOPBACK = expression(r"\[?(?:::1|::|0:0:0:0:0:0:0:1)\]?|127(?:\.\d{1,3}){3}|0\.0\.0\.0")


class _Login(NamedTuple):
    user: str
    password: str
    host: str


def url_password(value: str, name: str = "") -> Strength | None:
    """How much a password in a URL or connection string gives away; None where there is none.

    "weak": a placeholder, a reference, the user's name again, words of the variable's name; "local": for this
    machine or a service of the same compose file; "random": such a place, but generated; "remote": for a host
    that others can reach. Of several, the worst.
    """
    order: list[Strength] = ["weak", "local", "random", "remote"]
    found = {_strength(login, name) for login in _logins(value)}
    return max(found, key=order.index, default=None)


def query_credential(value: str) -> str:
    """The generated text under the name of a secret in the query of a URL: `https://host/path?token=...`; else "".

    `key` alone names what browsers send too, to servers of maps and fonts.
    """
    if "://" not in value or _is_local(_host_of(value)):
        return ""
    for name, text in _QUERY.findall(value):
        secret = name.lower() in _SIGNATURES or (name.lower() != "key" and is_secret_name(name))
        if secret and is_random(text) and not is_placeholder(text, name):
            return str(text)
    return ""


def is_address(value: str) -> bool:
    """Whether the value is a URL or a connection string at all."""
    return re.match(r"(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{1,30}://\S", value) is not None or len(_pairs(value)) > 1


def _logins(value: str) -> list[_Login]:
    urls = (list(_URL.finditer(value)) or list(_RAW_URL.finditer(value))) if "@" in value else []
    if urls:
        from urllib.parse import unquote

    found = [_Login(unquote(url["user"]), unquote(url["password"]), url["host"]) for url in urls]
    pairs = _pairs(value)
    password = next((text for key, text in pairs.items() if key in _PASSWORD_KEYS), "")
    if password and len(pairs) > 1:
        host = next((text for key, text in pairs.items() if key in _HOST_KEYS), "")
        host = host.removeprefix("tcp:").partition(",")[0].partition(":")[0]
        user = next((text for key, text in pairs.items() if key in _USER_KEYS), "")
        found.append(_Login(user, password, host or _host_of(value)))
    return found


def _pairs(value: str) -> dict[str, str]:
    """`key=text` pairs of a connection string; keys without blanks, lower-cased."""
    if "=" not in value:
        return {}
    return {match[1].replace(" ", "").lower(): match[2].strip("'\"") for match in _PAIR.finditer(value)}


def _host_of(value: str) -> str:
    found = re.search(r"://(?:[^\s/?#@]{0,300}@)?([^\s/?#@:,;]+)", value)
    return found[1] if found else ""


def _strength(login: _Login, name: str) -> Strength:
    user, password, host = login
    if _is_weak(user, password, name):
        return "weak"
    if not _is_local(host):
        return "remote"
    return "random" if is_random(password) else "local"


def _is_weak(user: str, password: str, name: str) -> bool:
    if password == user or is_reference(password) or is_placeholder(password, f"{name} {user}"):
        return True
    return "{" in password or "<" in password or "$(" in password or "%(" in password


def _is_local(host: str) -> bool:
    """This machine, or a name without a dot: a service of the same network. A placeholder is no host either."""
    host = host.lower().rstrip(".")
    if "." not in host and ":" not in host:
        return True
    return host.endswith(_LOCAL_ENDINGS) or _LOOPBACK.fullmatch(host) is not None or not words_of(host.strip("."))
