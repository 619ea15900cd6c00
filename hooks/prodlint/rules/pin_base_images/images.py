"""Which module finds the images of which kind of file, and what is said about each."""

from collections.abc import Iterator
from importlib import import_module

from prodlint.context import DEVELOPMENT, DOCUMENTATION, TEST, VENDORED, of_path
from prodlint.finding import Finding
from prodlint.rules.pin_base_images.references import Image, moves
from prodlint.source import Repository, Source

HOOK = "pin-base-images"

_SILENT = (DEVELOPMENT, DOCUMENTATION, TEST, VENDORED)
_MODULES = {"dockerfile": ("dockerfile",), "compose": ("compose",), "yaml": ("compose", "kubernetes")}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The images of a file that are not pinned as far as the level asks."""
    if of_path(source.path) in _SILENT:
        return
    for name in _MODULES.get(source.kind, ()):
        images: Iterator[Image] = import_module(f"prodlint.rules.pin_base_images.{name}").images(source, repository)
        for image in images:
            found = moves(image.reference, repository.options_of(source.path, HOOK).level)
            if found:
                yield Finding(source.path, image.line, image.column, HOOK, *found, last=image.last)
