"""Consoles behind a published port: which one it is, and whether anything guards it."""

import re
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.services import Service, env_files_of, mounts_of
from prodlint.context.tracked import folder_of, joined
from prodlint.expressions import expression
from prodlint.finding import Edit, Finding
from prodlint.formats.node import text_of
from prodlint.formats.published import resolved
from prodlint.formats.variables import variables_of
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_public_db_ports import messages
from prodlint.source import Repository
from prodlint.tables.consoles import CONSOLES, LOGIN, MAIL, NONE, Console

_CONFIGURED = expression(r"(?:\.{0,2}/|\$\{?PWD|~/)(?!var/(?:run|lib)/)")  # a file of the host, no named volume
_STATIC = expression(r"(?:^|/)traefik[\w.-]*\.(?:ya?ml|toml)$")
_WHATEVER = "$?"


class Container(NamedTuple):
    """What a container is started with: the words of its command and its environment as `NAME=value`; and whether
    files that are not read may hold more of it."""

    image: str
    settings: tuple[str, ...]
    has_files: bool = False
    around: tuple[str, ...] = ()  # the settings of the other containers of the file


def container_of(service: Service, around: tuple[str, ...], repository: Repository) -> Container:
    """The container of a compose service, with the settings of all services of its file."""
    image = resolved(text_of(service.node.get("image")))
    mounted = [text_of(one) or text_of(one.get("source")) for one in service.node.listed("volumes")]
    has_files = bool(env_files_of(service)) or service.node.get("configs") is not None
    has_files = has_files or any(_CONFIGURED.match(source) for source in mounted)
    return Container(image, (*settings_of(service), *_of_traefik(service, repository)), has_files, around)


def _of_traefik(service: Service, repository: Repository) -> Iterator[str]:
    """What a mounted configuration of Traefik says, as the options that say the same: `--api.insecure=true`."""
    for mount in mounts_of(service):
        path = joined(folder_of(service.path), mount.source)
        source = repository.source(path) if _STATIC.search(path) and path in repository.tracked else None
        if source:
            from prodlint.context import settings  # late: few services mount one

            yield from (f"--{'.'.join(one.keys)}={one.text}" for one in settings.settings_of(source))


def settings_of(service: Service) -> tuple[str, ...]:
    """The words of a service's command, and its environment as `NAME=value`; `$?` is a value that is not known."""
    command = [one for key in ("entrypoint", "command") for one in service.node.strings(key)]
    set_to = variables_of(service.node.get("environment"))
    return (
        *(word for one in command for word in resolved(one.text).split()),
        *(f"{one.name}={_WHATEVER if one.text is None else resolved(one.text)}" for one in set_to),
    )


def console(ports: range, container: Container) -> Console | None:
    """The console behind a container's ports, with what guards it in the end as its `guard`; None where there is none,
    or nothing of it is open."""
    found = _known(container)
    if found is None or not any(port in found.ports for port in ports):
        return None
    guard = _guard(found, container)
    return found._replace(guard=guard) if guard else None


def _known(container: Container) -> Console | None:
    *folders, last = re.split(r"[:@]", container.image.lower())[0].split("/") if container.image else [""]
    if "flower" in container.settings:
        last = "flower"
    return CONSOLES.get("/".join([*folders[-1:], last])) or CONSOLES.get(last)


def _guard(found: Console, container: Container) -> str:
    settings = container.settings
    if _any(found.opens, settings) or _any(found.opens_around, container.around):
        return "" if not found.guard and _any(found.login, settings) else NONE
    if _any(found.login, settings):
        return LOGIN if found.guard else ""
    names, words = found.default
    if names:
        set_to = [one.partition("=")[2] for one in settings if re.fullmatch(names, one.partition("=")[0])]
        is_known = set_to or ("" in words and not container.has_files)
        return NONE if is_known and words and set(set_to) <= set(words) else LOGIN
    if found.guard == NONE and found.login and not found.switch.startswith("--") and container.has_files:
        return LOGIN  # what guards it may stand there
    return found.guard


def _any(pattern: str, settings: tuple[str, ...]) -> bool:
    return bool(pattern) and any(re.fullmatch(pattern, one, re.IGNORECASE) for one in settings)


def finding(
    path: str, place: tuple[int, int], found: Console, context: str, last: int = 0, edits: tuple[Edit, ...] = ()
) -> Finding:
    """The finding of a console that is published; with a login of its own, or of mail outside production, `strict`."""
    subject = {
        NONE: f"{found.name} has {'its default password' if found.default[1] else 'no login'} and",
        MAIL: f"{found.name} shows every mail and",
    }.get(found.guard, found.name)
    fix = messages.BIND.replace("\n", " ")
    fix += f"\nOr ask for a login: `{found.switch}`." if found.switch and found.guard != LOGIN else ""
    is_strict = found.guard == LOGIN or (found.guard == MAIL and context != PRODUCTION)
    said = messages.finding(path, *place, subject, messages.PUBLISHED, fix, last, edits)
    return said._replace(strict=is_strict)
