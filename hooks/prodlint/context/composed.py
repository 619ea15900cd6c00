"""What the compose files of a repository show of a file: that it is for development, or built for production."""

from prodlint.context import DEVELOPMENT, EXAMPLE, PRODUCTION, UNKNOWN, of_path
from prodlint.context.compositions import builds, compositions, siblings_of
from prodlint.context.files import context_of_file
from prodlint.context.platforms import has_part_built_by_platform
from prodlint.context.services import Service, context_of, mounts_of, services_of
from prodlint.context.tracked import ancestors, folder_of, joined, read_tracked
from prodlint.expressions import expression
from prodlint.formats import yaml
from prodlint.formats.node import text_of
from prodlint.formats.published import resolved
from prodlint.grouping import grouped
from prodlint.source import Repository
from prodlint.tables.consoles import CONSOLES
from prodlint.tables.databases import IMAGES

_NEAREST = 3  # folders around a compose file
# What the comment at the top of a compose file says of it.
_FOR_DEVELOPMENT = expression(
    r"\b(?:local|dev(?:elopment)?)[ -](?:development|dev|only|environment|setup|stack|testing|use|config(?:uration)?)\b"
    r"|\bfor (?:local|development|dev)\b|\bdevelopment\b.{0,20}\bcompose\b|\bcompose\b.{0,20}\bdevelopment\b"
    r"|\bnot (?:for|meant for|intended for|suitable for|to be used in) (?:use in )?production\b|\bfor production[ ,:]"
)


def context_of_compose(path: str, repository: Repository) -> str:
    """What a compose file is for, by its path and what it says of itself."""

    def look() -> str:
        context = context_of_file(path, repository)
        return DEVELOPMENT if context in (UNKNOWN, EXAMPLE) and _is_for_development(path, repository) else context

    return repository.once((context_of_compose, path), look)


def is_mounted_for_development(path: str, repository: Repository) -> bool:
    """Whether services mount the file by its own path, and none of them but for development."""
    return set(repository.once(_mounting, lambda: _mounting(repository)).get(path, ())) == {DEVELOPMENT}


def _is_for_development(path: str, repository: Repository) -> bool:
    """Whether a compose file says so in its first comment, or by each service that it builds.

    What a production file beside it is merged onto is a part of production.
    """
    source = repository.source(path)
    if source is not None and _FOR_DEVELOPMENT.search(_first_comment(source.lines).lower()):
        return True
    services = services_of(read_tracked(path, yaml.read, repository) or [], path)
    if _serves_developers(path, services, repository):
        return True
    built = [one for one in services if one.node.get("build") is not None and not _is_backing(_image(one))]
    if not built or any(context_of(service) != DEVELOPMENT for service in built):
        return False
    return not any(_is_merged(service, repository) for service in services)


def _serves_developers(path: str, services: list[Service], repository: Repository) -> bool:
    """Whether a compose file starts only what others built, for those who work on the code around it.

    It stands within a Python package, or all is databases and consoles while a platform runs the application.
    """
    images = [_image(service) for service in services]
    if not all(images) or any(service.node.get("build") is not None for service in services):
        return False
    folders = [*ancestors(folder_of(path))][:_NEAREST]
    if any(folder and joined(folder, "__init__.py") in repository.tracked for folder in folders):
        return True
    return all(map(_is_backing, images)) and has_part_built_by_platform(folder_of(path), repository)


def _image(service: Service) -> str:
    return text_of(service.node.get("image"))


def _is_backing(image: str) -> bool:
    folder, _, last = resolved(image).lower().rpartition("/")
    name = last.partition("@")[0].partition(":")[0]
    return name in IMAGES or name in CONSOLES or f"{folder.rpartition('/')[2]}/{name}" in CONSOLES


def _mounting(repository: Repository) -> dict[str, list[str]]:
    """The files that services mount each by its own path, with what the compose files that do so are for."""
    mounts = (
        (path, mount) for path, _, services in compositions(repository) for one in services for mount in mounts_of(one)
    )
    return grouped(
        (joined(folder_of(path), mount.source), context_of_compose(path, repository)) for path, mount in mounts
    )


def _is_merged(service: Service, repository: Repository) -> bool:
    siblings = (sibling.service for sibling in siblings_of(service, repository))
    return any(sibling is not None and not sibling.replaces for sibling in siblings)


def _first_comment(lines: list[str]) -> str:
    """The comment lines above the first key."""
    comment: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith(("#", "{%")):
            break
        comment.append(line.lstrip("# "))
    return " ".join(comment)


def is_built_for_production(path: str, repository: Repository) -> bool:
    """Whether a production composition builds this Dockerfile, or the folder whose name says development."""
    for dockerfile, build in builds(repository):
        if build.context != PRODUCTION:
            continue
        inside = path.removeprefix(f"{build.folder}/") if build.folder else path
        if path == dockerfile or (inside != path and of_path(inside) != DEVELOPMENT):
            return True
    return False
