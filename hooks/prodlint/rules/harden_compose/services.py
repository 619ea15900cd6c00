"""What each service lacks."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT
from prodlint.context.compositions import services_in
from prodlint.context.services import Service, context_of
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Mapping
from prodlint.rules.harden_compose.dangers import ADD, HOOK, TRUE, bound_volumes, dangers, finding, strings, text
from prodlint.source import Repository, Source

_MOST_PARTS = 20  # services that extend one another; nobody goes so far
_NO_NEW_PRIVILEGES = ("no-new-privileges", "no-new-privileges=true")

_READ_ONLY = "`read_only: true`"
_CAP_DROP = "`cap_drop: [ALL]`"
_NO_GAIN = "`security_opt: [no-new-privileges:true]`"


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The findings in a compose file, whatever it is called."""
    services = services_in(source)
    by_name = {service.name: service for service in services}
    bound = bound_volumes(source.read(yaml.read)) if services else {}
    for service in services:
        if context_of(service) != DEVELOPMENT and isinstance(service.node, Mapping):
            yield from dangers(service, bound)
            if repository.options_of(source.path, HOOK).level != "danger" and service.replaces:
                yield from _lacks(service, _parts(service, by_name))


def _parts(service: Service, by_name: dict[str, Service]) -> list[Service]:
    """The service and those of the file that it extends, the nearest first."""
    parts = [service]
    while len(parts) < _MOST_PARTS and (extends := parts[-1].node.get("extends")) is not None:
        base = by_name.get(text(extends) or text(extends.get("service")))
        if base is None or base in parts or extends.get("file") is not None:
            break
        parts.append(base)
    return parts


def _lacks(service: Service, parts: list[Service]) -> Iterator[Finding]:
    """The three settings that are not there: those set to something else at their value, the others together."""
    if any(part.node.get("extends", "file") is not None for part in parts):
        return  # another file may hold them
    missing: list[str] = []
    for key, wanted, holds in (
        ("read_only", _READ_ONLY, lambda said: said in TRUE),
        ("cap_drop", _CAP_DROP, lambda said: said.upper() == "ALL"),
        ("security_opt", _NO_GAIN, lambda said: said.replace(":", "=") in _NO_NEW_PRIVILEGES),
    ):
        values = [value for part in parts if (value := part.node.get(key)) is not None]
        said = [text(scalar) for value in values for scalar in strings(value)]
        if any(map(holds, said)):
            continue
        if not said:
            missing.append(wanted)
        elif "no-new-privileges=false" not in [one.replace(":", "=") for one in said]:  # found already
            yield finding(service, values[0], f"`{service.name}` lacks {wanted}", ADD)
    if missing:
        yield finding(service, service.key, f"`{service.name}` lacks {', '.join(missing)}", ADD)
