"""no-root-container: Blocks images, compose services and pods whose process runs as root.

Root in a container is root of the kernel: with a hole in the runtime, a mounted folder or one capability too many,
who breaks into the process owns the host. A user of its own takes one line.

Blocks: images that ship with `USER root` (or 0, `0:0`, `root:root`, a variable with such a default) as the last one
in the chain of their stages, or without any USER on a base that is known to start as root (`scratch`, distroless
without `nonroot`, distributions, languages, also from mirrors), with a command of their own, of their base or of the
compose service that builds them; supervisord where no program has a user; `user: root` in compose for an image that
is built there; Kubernetes manifests and Helm values in which `runAsUser: 0` or `runAsNonRoot: false` is in force.

Lets pass: root in a stage that only builds; bases that are not known; commands and entrypoints that step down (gosu,
su-exec, nginx); images that nothing starts, or that only a composition for development builds and starts; Lambda
functions and GitHub actions; init containers and privileged pods; files, stages and services for development, tests
or examples.

Fix: create a user, give it what it writes, and switch to it: `USER 10001` as the last USER. Official images of Node
have one: `USER node`.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

_NEEDLES = {
    "dockerfile": (b"cmd", b"entrypoint", b"user", b"copy", b"add", b"run"),  # the command may stand in compose
    "compose": (b"user",),
    "yaml": (b"runasuser", b"runasnonroot"),
}
MODULES = {"dockerfile": ("dockerfile",), "compose": ("compose",), "yaml": ("kubernetes",)}
SILENT = (*NOT_PRODUCTION, "example")


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a compose file has a key that is `user`, and no more than a word with it."""
    return kind_of(path) != "compose" or b"user" in words
