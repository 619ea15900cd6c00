"""pin-base-images: Asks for a digest on every image that is built on or run, so that nobody else changes it.

A tag can be moved: the next build takes what stands behind it then, unseen, and nobody can tell what ran before.
A digest (`node:22-alpine@sha256:...`) names one content; Renovate and Dependabot keep it fresh.

Blocks, in Dockerfiles (`FROM`, `COPY --from=`, `RUN --mount=from=`), compose and Kubernetes manifests: images
without a digest. With --level=tag: only those without a tag, or with `latest`.

Lets pass: earlier stages, `scratch`, images whose name or version an ARG without a default gives; compose services
that are built here; images whose version the deployment fills in (`${TAG}`, Helm values, Kustomize, Skaffold); files
named for development or tests.

Fix: append the digest that `docker buildx imagetools inspect IMAGE` prints; with --level=tag, name the version.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

LEVELS = ("digest", "tag")

_NEEDLES = {"dockerfile": (b"from",), "compose": (b"image",), "yaml": (b"image",)}
MODULES = {"dockerfile": ("dockerfile",), "compose": ("compose",), "yaml": ("compose", "kubernetes")}
SILENT = NOT_PRODUCTION


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))
