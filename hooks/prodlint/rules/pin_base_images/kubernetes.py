"""Kubernetes manifests: the images of containers, except those to which Kustomize or Skaffold gives the version."""

from collections.abc import Iterator

from prodlint.context.tracked import read_tracked
from prodlint.formats import yaml
from prodlint.formats.node import Node, mappings, text_of
from prodlint.rules.pin_base_images.references import Image, of_node, pinned
from prodlint.source import Repository, Source

_CONTAINERS = ("containers", "initContainers", "ephemeralContainers")


@pinned
def check(source: Source, repository: Repository) -> Iterator[Image]:
    """The images that the pods of a manifest run."""
    found = [image for document in source.read(yaml.read) for image in _below(document)]
    replaced = repository.once("replaced images", lambda: _replaced(repository)) if found else frozenset()
    for image in found:
        if image.reference.partition("@")[0].partition(":")[0] not in replaced:
            yield image


def _below(root: Node) -> Iterator[Image]:
    """The images of all containers below a node of a manifest."""
    for node in mappings(root) if root.get("apiVersion") is not None else ():
        for key, value in node.pairs:
            for container in value.listed() if key.text in _CONTAINERS else ():
                image = of_node(container.get("image"))
                if image and text_of(container.get("imagePullPolicy")) != "Never":  # built on the node itself
                    yield image


def _replaced(repository: Repository) -> frozenset[str]:
    """The names of the images for which the repository sets a tag or digest elsewhere, or that it builds itself."""
    names: set[str] = set()
    for path in repository.tracked:
        base = path.rpartition("/")[2]
        for document in read_tracked(path, yaml.read, repository) or [] if base in _REPLACING else ():
            names.update(_REPLACING[base](document))
    return frozenset(names)


def _kustomized(document: Node) -> Iterator[str]:
    for entry in document.listed("images"):
        if entry.get("newTag") or entry.get("digest") or entry.get("newName"):
            yield text_of(entry.get("name"))


def _built(document: Node) -> Iterator[str]:
    yield from (text_of(artifact.get("image")) for artifact in document.listed("build", "artifacts"))


# What each file replaces or builds: kubectl.docs.kubernetes.io, skaffold.dev/docs/references/yaml.
_REPLACING = {
    **dict.fromkeys(("kustomization.yaml", "kustomization.yml", "Kustomization"), _kustomized),
    **dict.fromkeys(("skaffold.yaml", "skaffold.yml"), _built),
}
