"""Compose: the images that services run without building them."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT
from prodlint.context.compositions import services_in
from prodlint.context.services import context_of
from prodlint.formats.node import text_of
from prodlint.rules.pin_base_images.references import Image, of_node, pinned
from prodlint.source import Repository, Source

_LOCAL = ("build", "never")  # values of `pull_policy` that fetch nothing


@pinned
def check(source: Source, repository: Repository) -> Iterator[Image]:
    """The images of a compose file that no service of it builds."""
    services = services_in(source)
    built = {text_of(service.node.get("image")) for service in services if service.node.get("build") is not None}
    for service in services:
        image = of_node(service.node.get("image"))
        is_local = service.node.get("build") is not None or text_of(service.node.get("pull_policy")) in _LOCAL
        if image and not is_local and context_of(service) != DEVELOPMENT:
            if text_of(service.node.get("image")) not in built:
                yield image
