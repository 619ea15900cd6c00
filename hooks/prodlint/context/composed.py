"""What a compose file is for, and what it shows of the files that it mounts."""

from prodlint.context import DEVELOPMENT, EXAMPLE, PRODUCTION, UNKNOWN
from prodlint.context.compositions import Composition, compositions, compositions_in, is_of_another_machine, merging
from prodlint.context.files import context_of_file
from prodlint.context.platforms import deploying, runs_by_hand
from prodlint.context.services import Service, build_of, context_of, mounts_of, services_of
from prodlint.context.started import started_by
from prodlint.context.tracked import ancestors, folder_of, joined, read_tracked
from prodlint.expressions import expression
from prodlint.formats import dockerfile, yaml
from prodlint.formats.node import text_of
from prodlint.formats.published import image_name, resolved
from prodlint.grouping import grouped
from prodlint.source import Repository
from prodlint.tables.consoles import CONSOLES
from prodlint.tables.databases import HELPERS, IMAGES

_NEAREST = 3  # folders around a compose file
_FIRST = 300  # characters of a comment, in which it says what the file is for: a long one explains the rest, too
# What the comment at the top of a compose file says of it.
_FOR_DEVELOPMENT = expression(
    r"\b(?:local|dev(?:elopment)?)[ -](?:development|dev|only|environment|setup|stack|testing|use|config(?:uration)?"
    r"|orchestration|infra(?:structure)?|services|topology)\b"
    r"|\bfor (?:local|development|dev)\b|\bdevelopment\b.{0,20}\bcompose\b|\bcompose\b.{0,20}\bdevelopment\b"
    r"|\bnot (?:for|meant for|intended for|suitable for|to be used in) (?:use in )?production\b|\bfor production[ ,:]"
)


def shown_of_compose(path: str, repository: Repository) -> tuple[str, str]:
    """What a compose file is for, and what of the repository or of itself shows it; "" where its path alone does."""
    return repository.once((shown_of_compose, path), lambda: _shown(path, repository))


def _shown(path: str, repository: Repository) -> tuple[str, str]:
    context = context_of_file(path, repository)
    if context == UNKNOWN and (starting := started_by(path, repository)):
        return PRODUCTION, f"`{starting}` starts it"
    because = _why_for_development(path, repository) if context in (UNKNOWN, EXAMPLE) else ""
    if because:
        return DEVELOPMENT, because
    merging = _merged_by(path, repository) if context in (UNKNOWN, EXAMPLE) else ""
    return context, f"`{merging}` is merged onto it" if merging else ""


def _why_for_development(path: str, repository: Repository) -> str:
    """What shows that a compose file is for development: its first comment, or its services; "" where nothing does.

    What a production file beside it is merged onto is a part of production.
    """
    source = repository.source(path)
    if source is not None and _FOR_DEVELOPMENT.search(_first_comment(source.lines).lower(), 0, _FIRST):
        return "its first comment says so"
    services = services_of(read_tracked(path, yaml.read, repository) or [], path)
    built = [one for one in services if one.node.get("build") is not None and not _is_backing(one, repository)]
    if not built:
        return _why_for_developers(path, services, repository)
    contexts = grouped((build_of(service), context_of(service)) for service in built)
    if any(DEVELOPMENT not in of_one for of_one in contexts.values()):
        return ""  # what runs the same image beside a service with mounted source is for the same
    if any(context_of(service) == PRODUCTION for service in services):
        return ""
    return "" if _merged_by(path, repository) else "each service that it builds is for development"


def _merged_by(path: str, repository: Repository) -> str:
    """The production file that is merged onto a service of a compose file; "" where none is."""
    services = services_of(read_tracked(path, yaml.read, repository) or [], path)
    return next(filter(None, (merging(service, repository) for service in services)), "")


def _why_for_developers(path: str, services: list[Service], repository: Repository) -> str:
    """Why a compose file that starts only what others built is for those who work on the code around it.

    It stands within a Python package, or it starts databases, with their like alone, while the application runs by
    other means. What only watches or administers is run in production, too.
    """
    folders = [*ancestors(folder_of(path))][:_NEAREST]
    is_within = any(folder and joined(folder, "__init__.py") in repository.tracked for folder in folders)
    is_foreign = bool(services) and all(text_of(service.node.get("image")) for service in services)
    if is_within and is_foreign and joined(folder_of(path), "Dockerfile") not in repository.tracked:
        return "it stands within a package"
    databases = set(map(_database, services)) - {""}
    if not databases or not all(_is_backing(service, repository) for service in services):
        return ""
    around = _around(path, repository)
    whole = [one for one in around if databases <= set(map(_database, one.services))]
    if whole and not any(map(is_of_another_machine, services)):
        return f"`{whole[0].path}` starts the same with the application"
    if any(folder_of(one.path) == folder_of(path) for one in around):
        return ""  # that application may lean on it
    found = deploying(folder_of(path), repository)
    if found:
        return f"`{found}` runs the application, it only databases and their like"
    beside = folder_of(path) if around else folder_of(folder_of(path))  # `docker/compose.yml`, for `../backend`
    return "the application is started without it" if runs_by_hand(beside, repository) else ""


def _around(path: str, repository: Repository) -> list[Composition]:
    """The other compositions in the folder or around it that start an application."""
    found = (one for folder in ancestors(folder_of(path)) for one in compositions_in(folder, repository))
    return [
        one
        for one in found
        if one.path != path
        and one.context != DEVELOPMENT
        and any(_is_application(service, repository) for service in one.services)
    ]


def _is_application(service: Service, repository: Repository) -> bool:
    """Whether a service is one that leans on others; what has neither image nor build is a part of such a one."""
    is_whole = any(service.node.get(key) is not None for key in ("image", "build"))
    return is_whole and not _is_backing(service, repository)


def _is_backing(service: Service, repository: Repository) -> bool:
    """Whether a service is a database, a console or what else applications lean on, also if it is built on such one."""
    if text_of(service.node.get("image")):
        return _is_known(text_of(service.node.get("image")))
    built = build_of(service)
    read = read_tracked(built[0], dockerfile.read, repository) if built else None
    return read is not None and read.last is not None and _is_known(read.last.chain[0].base)


def _is_known(image: str) -> bool:
    name, folder = image_name(image), resolved(image).lower().rpartition("/")[0].rpartition("/")[2]
    return name in IMAGES or name in HELPERS or name in CONSOLES or f"{folder}/{name}" in CONSOLES


def _database(service: Service) -> str:
    return IMAGES.get(image_name(text_of(service.node.get("image"))), "")


def mounted_for_development(path: str, repository: Repository) -> str:
    """The composition for development that mounts the file, or the folder around it, while none other does; or ""."""
    mounting = repository.once(mounted_for_development, lambda: _mounting(repository))
    found = next((mounting[one] for one in (path, *ancestors(folder_of(path))) if one in mounting), {})
    return next(iter(found.values())) if set(found) == {DEVELOPMENT} else ""


def _mounting(repository: Repository) -> dict[str, dict[str, str]]:
    """The files that services mount, and the folders of configuration, each with what for, and who does.

    Other folders are of source: what is mounted for the work on it goes into images, too.
    """
    found: dict[str, dict[str, str]] = {}
    for path, _, services in compositions(repository):
        context, _ = shown_of_compose(path, repository)
        for mount in (mount for service in services for mount in mounts_of(service)):
            mounted = joined(folder_of(path), mount.source)
            if mount.target.startswith("/etc") or mounted in repository.tracked:
                found.setdefault(mounted, {}).setdefault(context, path)
    return found


def _first_comment(lines: list[str]) -> str:
    """The comment lines above the first key."""
    comment: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith(("#", "{%")):
            break
        comment.append(line.lstrip("# "))
    return " ".join(comment)
