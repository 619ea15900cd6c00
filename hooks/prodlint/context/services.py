"""The services of a compose file, and what each is for by the signs in its own definition."""

import posixpath
import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN, of_name, of_path
from prodlint.context.tracked import folder_of, joined
from prodlint.expressions import expression
from prodlint.formats.node import Node, Scalar, text_of
from prodlint.formats.published import image_name
from prodlint.formats.variables import variables_of
from prodlint.light_typing import NamedTuple
from prodlint.spelling import squeeze, words_of
from prodlint.tables.places import STAGE_NAMES
from prodlint.tables.programs import DEVELOPING

_CERTIFYING = frozenset(("certbot", "acme-companion", "docker-letsencrypt-nginx-proxy-companion"))
_HOST_FOLDER = expression(r"\.{1,2}(?:/|$)|\$\{?PWD\}?|\$\{\w+:?-\.|/home/|~/|[A-Za-z][\w-]*/")
_HERE = expression(r"\.{1,2}(?:/|$)")
# Where images keep the source code that they run.
_SOURCE = expression(
    r"/(?:apps?|code|src|srv|usr/src|workspaces?|var/www|home/\w+|opt|projects?|usr/local/app|backend|frontend"
    r"|server|api|web|site|work|workdir|application|repo|go|rails|django|usr/share/nginx|client|ui|build)(?:/|$)"
)
# The last folder of a target that holds source code, wherever it is: `/flask/src`.
_SOURCE_FOLDERS = frozenset("src source code backend frontend server client".split())
# A variable whose name says that it leads to the source code.
_SOURCE_VARIABLE = expression(r"\$\{?\w*(?:SRC|SOURCE|CODE|REPO)(?:_(?:DIR|PATH|FOLDER|ROOT))?\b")
_NO_SOURCE = frozenset(
    "data db database databases config configs conf log logs upload uploads media static storage cert certs ssl secret "
    "secrets key keys cache tmp temp backup backups volume volumes dump dumps output outputs nginx env sqlite "
    "node_modules public models credentials import export downloads files staticfiles".split()
)


class Service(NamedTuple):
    """One service: its name with its place, its definition, and the path of the file."""

    key: Scalar
    node: Node
    path: str

    @property
    def name(self) -> str:
        return self.key.text

    @property
    def replaces(self) -> bool:
        """Whether it says itself what it runs in, and so stands alone: an image, a build or another service."""
        return any(self.node.get(key) is not None for key in ("image", "build", "extends"))


class Mount(NamedTuple):
    """A volume of a service: its place, the folder or name as written, its path in the container."""

    node: Scalar
    source: str
    target: str
    read_only: bool


def services_of(documents: list[Node], path: str) -> list[Service]:
    """The services of a compose file that is read as YAML."""
    services = (pair for document in documents for pair in document.items("services"))
    return [Service(key, node, path) for key, node in services if key.text != "<<"]


def context_of(service: Service) -> str:
    """PRODUCTION, DEVELOPMENT or UNKNOWN by what the definition itself says; the first sign decides.

    What its file is for comes before, and what a sibling file makes of it after.
    """
    profiles = profiles_of(service)
    env_files = [of_path(text.text) for text in env_files_of(service)]
    mode, is_built = _mode(service), service.node.get("build") is not None
    if PRODUCTION in (*profiles, *env_files, mode) or _is_certified(service):
        return PRODUCTION
    target, dockerfile = service.node.get("build", "target"), service.node.get("build", "dockerfile")
    named = [of_name(node.text) for node in (target, dockerfile) if isinstance(node, Scalar)]
    if is_built:
        named += [mode, of_name(build_folder(service).rpartition("/")[2])]
    if DEVELOPMENT in (*profiles, *named, of_name(service.name)) or service.node.get("develop") is not None:
        return DEVELOPMENT
    started = [word for one in service.node.strings("command") for word in one.text.split()]
    if not DEVELOPING.isdisjoint(started[:1]):
        return DEVELOPMENT
    return DEVELOPMENT if mounts_source(service) or _mounts_for_development(service) else UNKNOWN


def profiles_of(service: Service) -> list[str]:
    """What the profiles are for that it starts with alone."""
    return [of_name(text.text) for text in service.node.strings("profiles")]


def _is_certified(service: Service) -> bool:
    """Whether it serves a domain of its own, or gets the certificates for one: nobody can have them elsewhere."""
    image = image_name(text_of(service.node.get("image")))
    return image in _CERTIFYING or any(mount.source.startswith("/etc/letsencrypt") for mount in mounts_of(service))


def env_files_of(service: Service) -> list[Scalar]:
    """The paths of its env files, as written."""
    node = service.node.get("env_file")
    listed = [*service.node.listed("env_file"), *([node] if node is not None else [])]
    paths = (one if isinstance(one, Scalar) else one.get("path") for one in listed)
    return [path for path in paths if isinstance(path, Scalar)]


def mounts_source(service: Service) -> bool:
    """Whether a folder of the repository is mounted over the code of the image."""
    return any(
        _is_source(mount.source, mount.target) or _is_built(mount, service) or _is_worked_in(mount, service)
        for mount in mounts_of(service)
    )


def _mounts_for_development(service: Service) -> bool:
    """Whether a file that is mounted lies in a folder for development: `./dev/postgres/init.sql`."""
    files = (mount.source for mount in mounts_of(service) if _is_here(mount) and "." in mount.source.rpartition("/")[2])
    return any(of_path(posixpath.normpath(file)) == DEVELOPMENT for file in files)


def mounts_of(service: Service) -> Iterator[Mount]:
    """Its `volumes` that come from somewhere."""
    for one in service.node.listed("volumes"):
        if isinstance(one, Scalar):
            source, *rest = re.split(r":(?![-+?])", one.text)  # `${SOURCE:-.}` is one part
            if rest:
                yield Mount(one, source, rest[0], "ro" in ",".join(rest[1:]).split(","))
        else:
            host, target = one.get("source"), one.get("target")
            if isinstance(host, Scalar) and isinstance(target, Scalar):
                yield Mount(host, host.text, target.text, text_of(one.get("read_only")).lower() == "true")


def build_of(service: Service) -> tuple[str, str] | None:
    """The path of the Dockerfile from the root of the repository, and the target ("": the last stage)."""
    build = service.node.get("build")
    if build is None:
        return None
    path = joined(build_folder(service), text_of(build.get("dockerfile")) or "Dockerfile")
    return path, text_of(build.get("target"))


def build_folder(service: Service) -> str:
    """The folder that its image is built from, from the root of the repository; its file's own by default."""
    folder = text_of(service.node.get("build")) or text_of(service.node.get("build", "context"))
    return joined(folder_of(service.path), folder or ".")


def _mode(service: Service) -> str:
    stages = (one for one in variables_of(service.node.get("environment")) if squeeze(one.name) in STAGE_NAMES)
    modes = {of_name(one.text or "") for one in stages if "$" not in (one.text or "")}
    return next((mode for mode in (PRODUCTION, DEVELOPMENT) if mode in modes), UNKNOWN)


def _is_built(mount: Mount, service: Service) -> bool:
    """Whether the folder that the image is built from, or one around it, is what is mounted, wherever to."""
    if service.node.get("build") is None or not _is_here(mount):
        return False
    whole = joined(folder_of(service.path), mount.source)
    return not whole or (build_folder(service) + "/").startswith(whole + "/")


def _is_worked_in(mount: Mount, service: Service) -> bool:
    """Whether a folder of the repository is mounted where the program is started."""
    working = text_of(service.node.get("working_dir")).rstrip("/")
    return bool(working) and _is_here(mount) and (working + "/").startswith(mount.target.rstrip("/") + "/")


def _is_here(mount: Mount) -> bool:
    return _HERE.match(mount.source) is not None


def _is_source(host: str, target: str) -> bool:
    names = {*words_of(host.rstrip("/").rpartition("/")[2]), *words_of(target.rstrip("/").rpartition("/")[2])}
    last = target.rstrip("/").rpartition("/")[2]
    is_target = _SOURCE.match(target) is not None or last in _SOURCE_FOLDERS
    is_folder = "." not in last and not names & _NO_SOURCE
    return _SOURCE_VARIABLE.match(host) is not None or (bool(_HOST_FOLDER.match(host)) and is_target and is_folder)
