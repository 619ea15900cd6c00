"""What is known about a base image by its name."""

from __future__ import annotations

from prodlint.spelling import words_of
from prodlint.tables.image_users import (
    OFFICIAL_PLACES,
    OTHER_TAG_WORDS,
    ROOT_BASES,
    ROOT_REPOSITORIES,
    STEPPING_BASES,
)


def starts_as_root(image: str) -> bool:
    """Whether a base is known to leave its process to root. False where the name does not tell."""
    name, tag = _split(image)
    return name in ROOT_BASES | ROOT_REPOSITORIES and OTHER_TAG_WORDS.isdisjoint(words_of(tag))


def steps_down(image: str) -> bool:
    """Whether the entrypoint of a base starts as root and steps down."""
    name, tag = _split(image)
    return name.rpartition("/")[2] in STEPPING_BASES and (
        name != "php" or not OTHER_TAG_WORDS.isdisjoint(words_of(tag))
    )


def is_for_development(image: str) -> bool:
    """Whether a base is made for the work on the code."""
    return "devcontainer" in image or "vscode" in image or "gitpod" in image


def _split(image: str) -> tuple[str, str]:
    """The name without the registry of the official images, and the tag."""
    reference = image.lower().partition("@")[0]
    folder, slash, last = reference.rpartition("/")
    base, _, tag = last.partition(":")
    name = folder + slash + base
    place = next((place for place in OFFICIAL_PLACES if name.startswith(place)), "")
    return name[len(place) :], tag
