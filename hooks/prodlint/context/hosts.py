"""What a host in an address is: this machine, a name of an inner network, or one that everybody can reach."""

import re

from prodlint.expressions import expression
from prodlint.formats.dockerfile import expand

LOOPBACK = "loopback"
INTERNAL = "internal"
PUBLIC = "public"
SAMPLE = "sample"  # a name that RFC 2606 sets aside: in templates it stands for one's own
UNKNOWN = "unknown"  # filled in later, or a placeholder

# Top-level and other endings that no public resolver knows, or that lead into a private network.
# Sources: RFC 2606, 6761, 6762, 8375, 7686; ICANN's .internal; the network pages of Kubernetes, Docker, Fly,
# Railway, Consul and Tailscale.
_INTERNAL = (
    ".local", ".internal", ".svc", ".cluster", ".lan", ".home", ".home.arpa", ".corp", ".intranet", ".private",
    ".localdomain", ".test", ".invalid", ".onion", ".flycast", ".consul", ".ts.net", ".svc.cluster.local", ".dev.local",
)  # fmt: skip
_LOOPBACK = (".localhost", "localhost", ".lvh.me", "lvh.me", ".localtest.me", "localtest.me", "host.docker.internal")
_SAMPLE = expression(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?)$")
_PLACEHOLDER = expression(
    r"(?:^|[.-])(?:you|your|change-?me|placeholder|x{3,}|hostname|host|domain|some(?:host|domain)?|my-?(?:domain|host"
    r"|server|company|site|ip)|replace|todo|foo|bar)(?:[.-]|$)|your|<|>|\.\.|domain\.(?:com|tld)$"
)
_TEMPLATE = expression(r"\$?\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\([^()]*\)|\$\w+|<%[^%]*%>|%\(\w+\)s|\{[^{}]*\}|\x00")
_LONGEST = 253  # RFC 1035
_MARK = expression(r"[${}%<>*\[\]()]")
_NAME = expression(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def host_kind(host: str) -> str:
    """One of the constants above for a host without port, in any case; an IPv6 address may have its brackets.

    Variables count with their defaults: `${DB_HOST:-db}` is a name of an inner network.
    """
    host = expand(host, {}).strip().strip("[]").rstrip(".").lower()
    known = _TEMPLATE.sub("", host)
    if not known or len(host) > _LONGEST or _MARK.search(known):
        return UNKNOWN
    if known != host:  # `{{ .Release.Name }}-redis` has no dot of its own, `$ID.rds.amazonaws.com` has
        host = _TEMPLATE.sub("x", host)
        return _of_name(host) if re.search(r"[a-z]", known) else UNKNOWN
    if ":" not in host and not host[-1].isdigit():
        return _of_name(host)
    from ipaddress import ip_address

    try:
        address = ip_address(host)
    except ValueError:
        return _of_name(host)
    if address.is_loopback or address.is_unspecified:
        return LOOPBACK
    return PUBLIC if address.is_global else INTERNAL


def _of_name(host: str) -> str:
    if host.endswith(_LOOPBACK) or host.startswith("localhost."):
        return LOOPBACK
    if "." not in host or host.endswith(_INTERNAL):
        return INTERNAL
    if _SAMPLE.search(host):
        return SAMPLE
    if _PLACEHOLDER.search(host) or not _NAME.fullmatch(host):
        return UNKNOWN
    return PUBLIC
