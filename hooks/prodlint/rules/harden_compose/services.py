"""What each service lacks, and what it should not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT
from prodlint.context.compositions import services_in
from prodlint.context.services import Service, context_of
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.dockerfile import expand
from prodlint.formats.node import Mapping, Node, Scalar, Sequence
from prodlint.source import Repository, Source
from prodlint.tables.hardening import SOCKET_PROXIES, SOCKETS, UNCONFINED

HOOK = "harden-compose"

_MOST_PARTS = 20  # services that extend one another; nobody goes so far
_TRUE = ("true", "yes", "on")
_NO_NEW_PRIVILEGES = ("no-new-privileges", "no-new-privileges=true")
_PRIVILEGED = re.compile(r"^\s*privileged:\s*(?P<value>true|yes|on)\b")

_READ_ONLY = "`read_only: true`"
_CAP_DROP = "`cap_drop: [ALL]`"
_NO_GAIN = "`security_opt: [no-new-privileges:true]`"
_ADD = "Add the lines, with `tmpfs: [/tmp]` or a volume for what it must write, and give back single capabilities."
_REMOVE = "Take it out, and give the container only the one right that it needs (`cap_add`, `devices`)."
_NO_SOCKET = "Take the mount out, or put a socket proxy that lets single calls through in between."


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The findings in a compose file, whatever it is called."""
    try:
        services = services_in(source)
    except Unparsable:
        yield from _by_lines(source)
        return
    by_name = {service.name: service for service in services}
    for service in services:
        if context_of(service) != DEVELOPMENT and isinstance(service.node, Mapping):
            yield from _dangers(service)
            if repository.options_of(source.path, HOOK).level != "danger" and service.replaces:
                yield from _lacks(service, _parts(service, by_name))


def _parts(service: Service, by_name: dict[str, Service]) -> list[Service]:
    """The service and those of the file that it extends, the nearest first."""
    parts = [service]
    while len(parts) < _MOST_PARTS and (extends := parts[-1].node.get("extends")) is not None:
        base = by_name.get(_text(extends) or _text(extends.get("service")))
        if base is None or base in parts or extends.get("file") is not None:
            break
        parts.append(base)
    return parts


def _dangers(service: Service) -> Iterator[Finding]:
    """What gives the host away."""
    node, name = service.node, service.name
    privileged = node.get("privileged")
    if privileged is not None and _text(privileged) in _TRUE:
        yield _finding(service, privileged, f"`{name}` is privileged: root in it is root on the host", _REMOVE)
    for added in _strings(node.get("cap_add")):
        if _text(added).upper() == "ALL":
            yield _finding(service, added, f"`{name}` has every capability: root in it is root on the host", _REMOVE)
    for option in _strings(node.get("security_opt")):
        said = _text(option).replace(":", "=")
        if said in UNCONFINED:
            yield _finding(service, option, f"`{name}` is unconfined: {UNCONFINED[said]}", _REMOVE)
        elif said == "no-new-privileges=false":
            yield _finding(service, option, f"`{name}` may gain privileges through setuid programs", _ADD)
    image = _text(node.get("image")).rpartition("/")[2]
    for mount in _mounts(node.get("volumes")):
        if mount.text.split(":")[0].endswith(SOCKETS) and not image.startswith(SOCKET_PROXIES):
            what = f"`{name}` holds the socket of the container engine: it can start containers as root on the host"
            yield _finding(service, mount, what, _NO_SOCKET)


def _mounts(volumes: Node | None) -> Iterator[Scalar]:
    """Where each volume comes from, in the short form with the rest behind it."""
    for volume in volumes.nodes if isinstance(volumes, Sequence) else ():
        source = volume if isinstance(volume, Scalar) else volume.get("source")
        if isinstance(source, Scalar):
            yield source


def _lacks(service: Service, parts: list[Service]) -> Iterator[Finding]:
    """The three settings that are not there: those set to something else at their value, the others together."""
    if any(part.node.get("extends", "file") is not None for part in parts):
        return  # another file may hold them
    missing: list[str] = []
    for key, wanted, holds in (
        ("read_only", _READ_ONLY, lambda text: text in _TRUE),
        ("cap_drop", _CAP_DROP, lambda text: text.upper() == "ALL"),
        ("security_opt", _NO_GAIN, lambda text: text.replace(":", "=") in _NO_NEW_PRIVILEGES),
    ):
        values = [value for part in parts if (value := part.node.get(key)) is not None]
        said = [_text(scalar) for value in values for scalar in _strings(value)]
        if any(map(holds, said)):
            continue
        if not said:
            missing.append(wanted)
        elif "no-new-privileges=false" not in [text.replace(":", "=") for text in said]:  # found already
            yield _finding(service, values[0], f"`{service.name}` is not hardened: `{key}` lacks {wanted}", _ADD)
    if missing:
        yield _finding(service, service.key, f"`{service.name}` is not hardened: it lacks {', '.join(missing)}", _ADD)


def _finding(service: Service, node: Node, message: str, fix: str) -> Finding:
    return Finding(service.path, node.line, node.column, HOOK, message, fix, last=node.end_line)


def _strings(node: Node | None) -> list[Scalar]:
    return node.strings() if node is not None and node.tag != "!reset" else []


def _text(node: Node | None) -> str:
    """A value with the defaults of its variables, as words are compared: without blanks, booleans in lower case."""
    text = expand(node.text, {}).strip() if isinstance(node, Scalar) else ""
    return text.lower() if text.lower() in _TRUE else text


def _by_lines(source: Source) -> Iterator[Finding]:
    for number, line in enumerate(source.lines, start=1):
        privileged = _PRIVILEGED.match(line)
        if privileged:
            column = privileged.start("value") + 1
            message = "A service is privileged: root in it is root on the host"
            yield Finding(source.path, number, column, HOOK, message, _REMOVE)
