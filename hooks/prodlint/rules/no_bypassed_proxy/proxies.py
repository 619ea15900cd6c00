"""The proxies of a composition: which services are one, whether it is reached, and the files that it reads."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice

from prodlint.context import DEVELOPMENT, TEST, of_path
from prodlint.context.builds import targets_of
from prodlint.context.published import published
from prodlint.context.services import Service, build_folder, build_of, mounts_of
from prodlint.context.stages import shipping
from prodlint.context.tracked import ancestors, folder_of, joined, paths_of, read_tracked
from prodlint.expressions import expression
from prodlint.formats import dockerfile
from prodlint.formats.dockerfile import Stage, expand
from prodlint.formats.node import Node, text_of
from prodlint.formats.published import image_name, is_open, resolved
from prodlint.formats.variables import variables_of
from prodlint.grouping import grouped
from prodlint.kinds import kind_of
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_bypassed_proxy.served import Served, of_source, served
from prodlint.source import Repository
from prodlint.tables.proxies import PROXIES, TUNNELS, Proxy

_CONFIGURED = ("nginx", "conf", "caddy", "haproxy", "apache", "yaml", "toml")
_OF_SITES = expression(r"/(?:html|www|public|static|certs?|ssl|letsencrypt|logs?|media|cache)(?:/|$)")


class Evidence(NamedTuple):
    """What a proxy says that it serves, and the path of the file that says so."""

    served: Served
    path: str


def proxy_of(service: Service, repository: Repository) -> Proxy | None:
    """The proxy that a service runs: by its image, the base of the one that it builds, or its name where another file
    says what it runs."""
    if not service.replaces:
        return PROXIES.get(service.name.lower())
    stage = _stage(service, repository)
    return PROXIES.get(image_name(stage.chain[0].base if stage else text_of(service.node.get("image"))))


def is_reached(service: Service) -> bool:
    """Whether a proxy gets requests from outside: a port that is open, the network of the host, or a tunnel."""
    if text_of(service.node.get("network_mode")) == "host" or image_name(text_of(service.node.get("image"))) in TUNNELS:
        return True
    return any(is_open(opened.address) for _, opened in published(service))


def environment_of(service: Service) -> dict[str, str]:
    """Its `environment`, with the defaults of variables."""
    return {one.name: resolved(one.text or "") for one in variables_of(service.node.get("environment"))}


def evidence(service: Service, proxy: Proxy, documents: list[Node], repository: Repository) -> Iterator[Evidence]:
    """What the files of a proxy say that it serves: those that it mounts, its image copies, or compose holds."""
    environment = environment_of(service)
    for path in dict.fromkeys((*_mounted(service, documents, repository), *_copied(service, repository))):
        source = repository.source(path) if of_path(path) not in (DEVELOPMENT, TEST) else None
        if source is not None:
            yield from (Evidence(one, path) for one in of_source(source, proxy, environment))
    for content in _contents(service, documents):
        yield from (Evidence(one, service.path) for one in served(content, proxy, environment))
    for heredoc in _heredocs(_stage(service, repository)):
        yield from (Evidence(one, service.path) for one in served(heredoc, proxy, environment))
    if "FORWARD_HOST" in environment:  # dtan4/nginx-basic-auth-proxy, beevelop/nginx-basic-auth
        port = environment.get("FORWARD_PORT", "80")
        yield Evidence(Served(environment["FORWARD_HOST"].lower(), int(port[:5]) if port.isdecimal() else 80, 0), "")


def _stage(service: Service, repository: Repository) -> Stage | None:
    """The stage that a service builds and ships."""
    built = build_of(service)
    read = read_tracked(built[0], dockerfile.read, repository) if built else None
    if read is None or built is None:
        return None
    asked = read.stage(built[1]) if built[1] else None
    return asked or next(iter(reversed(shipping(read, targets_of(built[0], repository)))), None)


def _mounted(service: Service, documents: list[Node], repository: Repository) -> Iterator[str]:
    folder = folder_of(service.path)
    for mount in mounts_of(service):
        source = expand(mount.source, {})
        if source.startswith(".") and not _OF_SITES.search(mount.target):
            yield from _below(joined(folder, source), repository)
    for config in _configs(service, documents):
        if file := text_of(config.get("file")):
            yield from _below(joined(folder, file), repository)


def _configs(service: Service, documents: list[Node]) -> Iterator[Node]:
    """The `configs` that a service is given, as the file declares them."""
    for one in service.node.listed("configs"):
        name = text_of(one) or text_of(one.get("source"))
        declared = (document.get("configs", name) for document in documents)
        yield from (config for config in declared if config is not None)


def _contents(service: Service, documents: list[Node]) -> list[str]:
    return [text for config in _configs(service, documents) if (text := text_of(config.get("content")))]


def _copied(service: Service, repository: Repository) -> Iterator[str]:
    stage, folder = _stage(service, repository), build_folder(service)
    for one in (one for part in (stage.chain if stage else ()) for one in part.instructions):
        if one.keyword in ("COPY", "ADD") and not one.flag("from"):
            for word in one.words[:-1]:
                yield from _below(joined(folder, word.text.lstrip("/")), repository)


def _heredocs(stage: Stage | None) -> Iterator[str]:
    for one in (one for part in (stage.chain if stage else ()) for one in part.instructions):
        yield from (heredoc.body.text for heredoc in one.heredocs)


def _below(path: str, repository: Repository) -> list[str]:
    """A tracked file, or the files of a folder that may be configuration."""
    if path in repository.tracked:
        return [path]
    by_folder = repository.once(_by_folder, lambda: grouped(_by_folder(repository)))
    folder, _, base = path.rpartition("/")
    if "*" in base:
        return [one for one in by_folder.get(folder, []) if fnmatchcase(one.rpartition("/")[2], base)]
    return by_folder.get(path, [])


def _by_folder(repository: Repository) -> Iterator[tuple[str, str]]:
    """The files that may be configuration, each with its folder and the three above it."""
    for path in paths_of(repository):
        if kind_of(path) in _CONFIGURED:
            yield from ((folder, path) for folder in islice(ancestors(folder_of(path)), 4))
