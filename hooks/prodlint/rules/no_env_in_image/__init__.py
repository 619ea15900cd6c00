"""no-env-in-image: Blocks Dockerfiles and builds that put env files or secrets into the image.

Who can pull an image can read every layer of it and its history: a file that a later layer removes, the value of
each build argument. `COPY . .` takes along whatever lies in the build context, the .env of whoever builds too.

Blocks: a copy of the whole context, or of a folder, that reaches the shipped image (itself, behind `COPY --from=`, or
as part of Next's `.next/standalone`) while a template, a tracked env file or an `env_file` of compose says that there
are env files and no rule of the .dockerignore leaves them out; `COPY .env`, private keys and files of logins (`.npmrc`,
`pip.conf`, `auth.json`, `NuGet.config` with one in them); secrets in ENV, ARG, RUN and heredocs, and any literal in the
ENV of what ships for a key of the application itself (`SECRET_KEY`, `JWT_SECRET`); build arguments that are secrets by
their name, in Dockerfiles, compose and workflows.

Lets pass: copies that only a build stage sees; templates; env files without a secret that are committed; placeholders
for what others check; secret mounts; Dockerfiles and stages for development, tests or examples.

Fix: write a .dockerignore with `**/.env*` and `!**/.env.example`; hand secrets to the build with
`RUN --mount=type=secret`, and to the container when it starts.
With --fix: adds the env files to the .dockerignore in force, unless the build names them or is that of a frontend.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of
from prodlint.looks import ROOTS_OF_SECRETS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prodlint.finding import Finding
    from prodlint.source import Repository, Source

_NEEDLES = {
    "dockerfile": (b"copy", b"add", b"env", b"arg", b"run"),
    "compose": (b"build",),
    "workflow": (b"build-arg",),
}


SILENT = (*NOT_PRODUCTION, "example")


def is_silent(source: "Source", repository: "Repository") -> bool:
    """Whether a file is for development or an example by the team's word or its name, whatever builds it."""
    from prodlint.context.files import context_of_file

    return context_of_file(source.path, repository) in SILENT


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a Dockerfile, compose file or workflow; `()` for ignore and env files, which change what others
    copy."""
    low = path.lower()
    base = low[low.rfind("/") + 1 :]
    if base.endswith((".dockerignore", ".containerignore")):
        return ()
    kind = kind_of(path)
    if kind == "dotenv" and (".env" in base or ".dev.vars" in base):
        return ()
    return _NEEDLES.get(kind)


def check(source: "Source", repository: "Repository") -> "Iterable[Finding]":
    """What gets into images by this file, or by the Dockerfiles that it bears upon."""
    from prodlint.rules.no_env_in_image.dockerfiles import check

    return check(source, repository)


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a compose file has the key that all is about, and an argument in a workflow the name of a secret."""
    kind = kind_of(path)
    if kind == "workflow":
        return any(one in argument for argument in _arguments(text) for one in ROOTS_OF_SECRETS)
    return kind != "compose" or b"args" in words


def _arguments(text: bytes) -> "Iterator[bytes]":
    """The lines about arguments of a build: those of the option, and what stands below the key."""
    depth = -1  # of the last key or option
    after = 0  # an option may be followed by its argument in the next line
    for line in text.split(b"\n"):
        own = len(line) - len(line.lstrip())
        if b"build-arg" in line:
            depth, after = own, 2
        if after or (depth >= 0 and own > depth):
            yield line
        elif line.strip():
            depth = -1
        after = max(0, after - 1)
