"""The compose files of a repository: their services, what they build and read, and what one file makes of another."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, EXAMPLE, PRODUCTION, TEST, UNKNOWN, VENDORED
from prodlint.context.names import of_base_name, of_name
from prodlint.context.services import Service, env_files_of, services_of
from prodlint.context.started import context_if_started
from prodlint.context.tracked import folder_of, joined, of_kind, read_tracked
from prodlint.expressions import expression
from prodlint.formats import Unparsable, yaml
from prodlint.formats.node import Node, Scalar, text_of
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.databases import IMAGES

_SKIPPED = (EXAMPLE, TEST, VENDORED)
# Words in the names of compose files that production files are merged onto.
_OF_COMPOSE = frozenset(
    "docker compose stack yml yaml base common shared default core main "
    "services infra infrastructure deps dependencies db dbs database databases".split()
)
# docs.docker.com/reference/compose-file; and the files of platforms that have `services` with a `build` or an `image`.
_KEYS = frozenset(("version", "name", "services", "networks", "volumes", "configs", "secrets", "include", "models"))
_OF_PLATFORMS = expression(r"(?:railway|render|zeabur|zerops|koyeb|northflank|azure|porter|encore|kamal)\.ya?ml.*")


class Composition(NamedTuple):
    """A compose file: what it is for by its path, and its services."""

    path: str
    context: str
    services: tuple[Service, ...]


class Sibling(NamedTuple):
    """What a production file beside a compose file makes of one of its services."""

    path: str
    service: Service | None  # of the same name

    @property
    def keeps(self) -> bool:
        """Whether the command of the base runs on: a merge keeps what the later file does not set."""
        return self.service is not None and not self.service.replaces and not _has_command(self.service)


def services_in(source: Source) -> list[Service]:
    """The services of a compose file, whatever it is called; none where `services` means something else.

    A file of another name is one if each of its services says what it runs, and it has no keys but those of compose.
    Hidden files are not, nor those of platforms: they use the same words.
    Raises Unparsable for a file that is called like a compose file.
    """
    is_called_so = source.kind == "compose"
    try:
        documents = source.read(yaml.read)
    except Unparsable:
        if is_called_so:
            raise
        return []
    services = services_of(documents, source.path)
    return services if is_called_so or _is_composition(source.path, documents, services) else []


def _is_composition(path: str, documents: list[Node], services: list[Service]) -> bool:
    is_hidden = any(part.startswith(".") for part in path.split("/"))
    if is_hidden or _OF_PLATFORMS.fullmatch(path.rpartition("/")[2].lower()):
        return False
    keys = {key.text for document in documents for key, _ in document.items() if not key.text.startswith("x-")}
    images = [image for one in services if (image := one.node.get("image")) is not None]
    are_images = all(isinstance(image, Scalar) for image in images)  # the values of a chart say more
    return keys <= _KEYS and are_images and all(one.replaces for one in services)


def compositions(repository: Repository) -> list[Composition]:
    """The compose files that can be read, but those of examples and tests, in the order of their paths."""
    return repository.once(compositions, lambda: list(_compositions(repository)))


def _compositions(repository: Repository) -> Iterator[Composition]:
    for path in of_kind(repository, "compose"):
        context = context_if_started(path, repository)
        documents = read_tracked(path, yaml.read, repository) if context not in _SKIPPED else None
        if documents is not None:
            yield Composition(path, context, tuple(services_of(documents, path)))


def compositions_in(folder: str, repository: Repository) -> list[Composition]:
    """Those in a folder."""
    placed = ((folder_of(one.path), one) for one in compositions(repository))
    return repository.once(compositions_in, lambda: grouped(placed)).get(folder, [])


def env_files_read(repository: Repository) -> dict[str, str]:
    """The env files that services read, by their paths from the root, each with the compose file that says so: one
    for production if there is one."""
    found: dict[str, str] = {}
    ordered = sorted(compositions(repository), key=lambda one: one.context != PRODUCTION)
    for service in (service for composition in ordered for service in composition.services):
        for named in env_files_of(service):
            path = joined(folder_of(service.path), named.text)
            if "$" not in path and not path.startswith(("/", "..")):
                found.setdefault(path, service.path)
    return found


def siblings_of(service: Service, repository: Repository) -> list[Sibling]:
    """The production compose files in the folder of a service's own, each with its service of the same name.

    None of a service that another machine runs.
    """
    if is_of_another_machine(service):
        return []
    return [
        Sibling(path, next((one for one in services if one.name == service.name), None))
        for path, context, services in _beside(service.path, repository)
        if context == PRODUCTION
    ]


def is_of_another_machine(service: Service) -> bool:
    """Whether its file has a name of its own, and it is started again after a failure."""
    words = {*words_of(service.path.rpartition("/")[2])} - _OF_COMPOSE - IMAGES.keys()
    return bool(words) and service.replaces and text_of(service.node.get("restart")) in ("always", "unless-stopped")


def merging(service: Service, repository: Repository) -> str:
    """The production file beside its own that is merged onto the service; "" where none is."""
    siblings = siblings_of(service, repository)
    return next((one.path for one in siblings if one.service is not None and not one.service.replaces), "")


def bases_of(path: str, repository: Repository) -> list[Composition]:
    """The plain compose files in the same folder, which a production file may be merged onto."""
    return [one for one in _beside(path, repository) if one.context not in (PRODUCTION, DEVELOPMENT)]


def _beside(path: str, repository: Repository) -> list[Composition]:
    return [one for one in compositions_in(folder_of(path), repository) if one.path != path]


def commands_itself(service: Service, repository: Repository) -> bool:
    """Whether compose sets the command of a service, in its own file or in one that this is merged onto."""
    bases = [] if service.replaces else bases_of(service.path, repository)
    merged = (one for base in bases for one in base.services if one.name == service.name)
    return any(map(_has_command, (service, *merged)))


def _has_command(service: Service) -> bool:
    said = (service.node.strings(key) for key in ("command", "entrypoint"))
    return any(words and words[0].text not in ("null", "~") for words in said)


def has_production_sibling(dockerfile: str, repository: Repository) -> bool:
    """Whether a Dockerfile for production stands beside this one, which then is for development.

    `Dockerfile.web.prod` says nothing about `Dockerfile.api`: each has a part of its own.
    """
    holding, telling = repository.once(has_production_sibling, lambda: _production_dockerfiles(repository))
    own = _parts(dockerfile)
    of_all = min((holding.get(key, []) for key in own), key=len, default=[])
    of_any = (one for key in own for one in telling.get(key, ()))
    return any(one != dockerfile and (own <= parts or parts <= own) for one, parts in (*of_all, *of_any))


def _parts(dockerfile: str) -> frozenset[tuple[str, str]]:
    """The words of its name, but for those that say what it is for, each with its folder."""
    folder, _, base = dockerfile.rpartition("/")
    return frozenset((folder, word) for word in words_of(base) if of_name(word) == UNKNOWN)


_ByWord = dict[tuple[str, str], list[tuple[str, frozenset[tuple[str, str]]]]]


def _production_dockerfiles(repository: Repository) -> tuple[_ByWord, _ByWord]:
    """With their parts: by each of them, and by the one that the fewest have."""
    paths = [path for path in of_kind(repository, "dockerfile") if of_base_name(path.rpartition("/")[2]) == PRODUCTION]
    named = [(path, parts) for path in paths if (parts := _parts(path))]
    holding = grouped((key, one) for one in named for key in one[1])
    return holding, grouped((min(one[1], key=lambda key: len(holding[key])), one) for one in named)
