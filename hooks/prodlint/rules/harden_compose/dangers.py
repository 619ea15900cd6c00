"""What gives the host away: rights, namespaces, devices and folders of it."""

import posixpath
import re
from collections.abc import Iterator

from prodlint.context.services import Service, mounts_of
from prodlint.finding import Finding, reasoned
from prodlint.formats.dockerfile import expand
from prodlint.formats.node import Node, Scalar
from prodlint.tables import hardening as rows

HOOK = "harden-compose"
TRUE = ("true", "yes", "on")  # the booleans of YAML 1.1 alone: compose refuses the other words of `tables.truth`

ADD = "Add the lines, with `tmpfs: [/tmp]` or a volume for what it must write, and give back single capabilities."
REMOVE = "Take it out, and give the container only the one right that it needs (`cap_add`, `devices`)."
_NO_SOCKET = "Take the mount out, or put a socket proxy that lets single calls through in between."
_NO_FOLDER = "Mount only the one folder or file that it needs, read-only where it writes nothing."


def dangers(service: Service, bound: dict[str, str]) -> Iterator[Finding]:
    """The settings of a service that give the host away. `bound`: the named volumes that are folders of the host."""
    privileged = service.node.get("privileged")
    if privileged is not None and text(privileged) in TRUE:
        what = f"`{service.name}` is privileged: root in it is root on the host"
        yield finding(service, privileged, what, REMOVE)
    yield from _namespaces(service)
    yield from _capabilities(service)
    for option in strings(service.node.get("security_opt")):
        said = text(option).replace(":", "=")
        if said in rows.UNCONFINED:
            yield finding(service, option, f"`{service.name}` is unconfined: {rows.UNCONFINED[said]}", REMOVE)
        elif said == "no-new-privileges=false":
            yield finding(service, option, f"`{service.name}` may gain privileges through setuid programs", ADD)
    yield from _devices(service)
    yield from _folders(service, bound)


def bound_volumes(documents: list[Node]) -> dict[str, str]:
    """The named volumes of a file that are bound to a folder or file of the host, each with its path."""
    found: dict[str, str] = {}
    declared = (volumes for document in documents if (volumes := document.get("volumes")) is not None)
    for name, volume in (pair for volumes in declared for pair in volumes.items()):
        device, options = text(volume.get("driver_opts", "device")), text(volume.get("driver_opts", "o"))
        if device.startswith("/") and "bind" in options.split(","):
            found[name.text] = device
    return found


def _namespaces(service: Service) -> Iterator[Finding]:
    pid = service.node.get("pid")
    if pid is not None and text(pid) == "host":
        what = f"`{service.name}` sees every process of the host"
        yield finding(service, pid, what, REMOVE, strict=_is_one_of(rows.AGENTS, service))
    for key, shared in rows.SHARED_WITH_HOST.items():
        value = service.node.get(key)
        if value is not None and text(value) == "host":
            yield finding(service, value, f"`{service.name}` shares {shared}", REMOVE, strict=True)


def _capabilities(service: Service) -> Iterator[Finding]:
    sees_all = text(service.node.get("pid")) == "host"
    for added in strings(service.node.get("cap_add")):
        name = text(added).upper().removeprefix("CAP_")
        if name == "ALL":
            what = f"`{service.name}` has every capability: root in it is root on the host"
            yield finding(service, added, what, REMOVE)
        may = rows.CAPABILITIES.get(name) or rows.LESSER_CAPABILITIES.get(name)
        if may and not (name in rows.VPN_CAPABILITIES and _is_one_of(rows.VPNS, service)):
            is_lesser = name in rows.LESSER_CAPABILITIES and not (sees_all and name == "SYS_PTRACE")
            yield finding(service, added, f"`{service.name}` may {may} ({name})", REMOVE, strict=is_lesser)


def _devices(service: Service) -> Iterator[Finding]:
    for device in strings(service.node.get("devices")):
        path = text(device).partition(":")[0]
        is_lesser = re.fullmatch(rows.LESSER_DEVICES, path) is not None
        if is_lesser or re.fullmatch(rows.HOST_DEVICES, path):
            yield finding(service, device, f"`{service.name}` has a device of the host: {path}", REMOVE, is_lesser)
    for rule in strings(service.node.get("device_cgroup_rules")):
        if re.match(r"a\b|b \*", text(rule)):
            yield finding(service, rule, f"`{service.name}` may use every device of the host", REMOVE)


def _folders(service: Service, bound: dict[str, str]) -> Iterator[Finding]:
    image = text(service.node.get("image")).rpartition("/")[2]
    for mount in mounts_of(service):
        written = expand(mount.source, {})
        path = bound.get(written, written)
        path = posixpath.normpath(path) if path.startswith("/") else path
        if path.endswith(rows.SOCKETS) or mount.target.endswith(rows.SOCKETS):
            if not image.startswith(rows.SOCKET_PROXIES):
                what = f"`{service.name}` holds the socket of the container engine"
                yield finding(
                    service, mount.node, what, reasoned("it can start containers as root on the host", _NO_SOCKET)
                )
        elif held := _held(path, mount.read_only):
            is_measuring = mount.read_only and (path in rows.MEASURED_FOLDERS or _is_one_of(rows.AGENTS, service))
            is_lesser = path in rows.LESSER_FOLDERS or is_measuring
            yield finding(service, mount.node, f"`{service.name}` holds {held}", _NO_FOLDER, is_lesser)


def _held(path: str, read_only: bool) -> str:
    """What a mounted path of the host is, where it gives the host away or much of it."""
    if path == "/":
        return "the whole file system of the host"
    if path in rows.SOCKET_FOLDERS:
        return "the folder of the engine's socket"
    is_known = path in rows.HOST_FOLDERS | rows.LESSER_FOLDERS or re.fullmatch(rows.HOST_FILES, path)
    return f"{path} of the host" if is_known or (path in rows.WRITABLE_HOST_FILES and not read_only) else ""


def _is_one_of(words: list[str], service: Service) -> bool:
    """Whether an image is called so, or its publisher."""
    image = text(service.node.get("image")).partition("@")[0].lower()
    return any(re.search(rf"(?:^|[/_-]){re.escape(word)}(?![a-z])", image) for word in words)


def finding(service: Service, node: Node, message: str, fix: str, strict: bool = False) -> Finding:
    """A finding of this hook at a value of a service."""
    return Finding(service.path, node.line, node.column, HOOK, message, fix, strict, last=node.end_line)


def strings(node: Node | None) -> list[Scalar]:
    """The items of a list that no `!reset` takes back."""
    return node.strings() if node is not None and node.tag != "!reset" else []


def text(node: Node | None) -> str:
    """A value with the defaults of its variables, as words are compared: without blanks, booleans in lower case."""
    said = expand(node.text, {}).strip() if isinstance(node, Scalar) else ""
    return said.lower() if said.lower() in TRUE else said
