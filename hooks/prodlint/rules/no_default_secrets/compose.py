"""Compose files: keys and first passwords in the variables of services, and the passwords of the servers they start."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN
from prodlint.context.compositions import siblings_of
from prodlint.context.evidence import context_shown
from prodlint.context.services import Service, context_of, profiles_of, services_of
from prodlint.credentials.own_keys import ADMINISTRATOR, kind_of_name
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Scalar
from prodlint.formats.variables import Variable, variables_of
from prodlint.rules.no_default_secrets import messages
from prodlint.rules.no_default_secrets.given import given
from prodlint.rules.no_default_secrets.servers import is_server, of_server, password_option
from prodlint.source import Repository, Source
from prodlint.tables.default_secrets import LOGIN, SERVERS, TOOLS


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The variables of services that production runs, once for one variable of the environment behind them."""
    context = context_shown(source.path, repository)
    seen: set[tuple[str, str | None]] = set()
    for service in services_of(source.read(yaml.read), source.path):
        own = _context(service, context, repository)
        for one in variables_of(service.node.get("environment")):
            finding = _judged(service, one, own)
            if finding is not None and one[:2] not in seen:
                seen.add(one[:2])
                if not _is_replaced(service, one.name, repository):
                    yield finding
        yield from _of_command(service, own)


def _context(service: Service, of_file: str, repository: Repository) -> str:
    """What a service is for: by its file, its own signs, then by what a production file beside makes of it."""
    if of_file == PRODUCTION:
        return DEVELOPMENT if DEVELOPMENT in profiles_of(service) else PRODUCTION
    own = context_of(service)
    if own != UNKNOWN:
        return own
    siblings = siblings_of(service, repository)
    if any(sibling.service is not None and not sibling.service.replaces for sibling in siblings):
        return PRODUCTION
    return DEVELOPMENT if siblings else UNKNOWN


def _is_replaced(service: Service, name: str, repository: Repository) -> bool:
    """Whether a production file beside sets the variable of the service again."""
    siblings = [one.service for one in siblings_of(service, repository) if one.service is not None]
    set_again = (one for sibling in siblings for one in variables_of(sibling.node.get("environment")))
    return any(one.name == name and one.text is not None for one in set_again)


def _judged(service: Service, one: Variable, context: str) -> Finding | None:
    value = given(one.text or "")
    if value is None:
        return None
    name, place = one.name, (one.node.line, one.column)
    image = service.node.get("image")
    if name in SERVERS and isinstance(image, Scalar) and is_server(name, image.text):
        what = f"the password that {of_server(SERVERS[name])} is started with {value.what}"
        strict = context != PRODUCTION
        return messages.finding(service.path, place, "compose", what, LOGIN, name, strict=strict)
    kind = kind_of_name(name)
    if kind is None:
        return None
    strict = context == DEVELOPMENT or (name in TOOLS and context != PRODUCTION)
    if kind == ADMINISTRATOR and image is None and service.node.get("build") is None:
        strict = strict or context != PRODUCTION
    return messages.finding(
        service.path, place, "compose", f"`{name}` of {service.name} {value.what}", messages.effect_of(name), name,
        strict=strict,
    )  # fmt: skip


def _of_command(service: Service, context: str) -> Iterator[Finding]:
    for texts in (service.node.strings("command"), service.node.strings("entrypoint")):
        found = password_option(" ".join(one.text for one in texts))
        value = given(found["value"]) if found else None
        if found and value is not None:
            at = next((one for one in texts if found["value"] in one.text), texts[0])
            what = f"the password that {service.name} is started with {value.what}"
            yield messages.finding(
                service.path, (at.line, at.column), "compose", what, LOGIN, f"{service.name.upper()}_PASSWORD",
                strict=context != PRODUCTION,
            )  # fmt: skip
