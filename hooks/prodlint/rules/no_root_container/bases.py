"""What is known about a base image by its name."""

import re

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple
from prodlint.spelling import words_of
from prodlint.tables import image_users as table

# A mirror keeps the names: docker.1ms.run/library/python, registry.example.com/hub/library/node.
_MIRROR = expression(r"[^/.:]*[.:][^/]*/(?:[^/]+/)*library/(?=[^/]+$)")


class _Base(NamedTuple):
    name: str  # without the registry, of the official images and of those known by their folder
    tag: str
    is_digest: bool  # nothing but a digest says which variant it is


def starts_as_root(image: str) -> bool:
    """Whether a base is known to leave its process to root. False where the name does not tell."""
    base = _base(image)
    if not table.OTHER_TAG_WORDS.isdisjoint(words_of(base.tag)):
        return False
    is_family = any(re.fullmatch(family, base.name) for family in table.ROOT_FAMILIES)
    return (is_family and not base.is_digest) or base.name in table.ROOT_BASES | table.ROOT_REPOSITORIES


def has_no_shell(image: str) -> bool:
    """Whether nothing in a base could create a user."""
    return _base(image).name == "scratch" or "/distroless/" in image


def serves_itself(image: str) -> bool:
    """Whether a base starts a server without a command of the image that is built on it."""
    return _base(image).name in table.SERVING_BASES


def steps_down(image: str) -> bool:
    """Whether the entrypoint of a base starts as root and steps down."""
    base = _base(image)
    return base.name.rpartition("/")[2] in table.STEPPING_BASES and (
        base.name != "php" or not table.OTHER_TAG_WORDS.isdisjoint(words_of(base.tag))
    )


def is_for_development(image: str) -> bool:
    """Whether a base is made for the work on the code."""
    return "devcontainer" in image or "vscode" in image or "gitpod" in image


def _base(image: str) -> _Base:
    reference, at, _ = image.lower().partition("@")
    folder, slash, last = reference.rpartition("/")
    base, _, tag = last.partition(":")
    name = folder + slash + base
    place = next((place for place in table.OFFICIAL_PLACES if name.startswith(place)), "")
    mirror = _MIRROR.match(name)
    return _Base(name[mirror.end() if mirror else len(place) :], tag, bool(at) and not tag)
