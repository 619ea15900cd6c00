"""References to images: `[REGISTRY/]NAME[:TAG][@DIGEST]`, and whether what they name can change.

Source: github.com/distribution/reference.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps

from prodlint.expressions import expression
from prodlint.finding import Finding, reasoned
from prodlint.formats.dockerfile import expand
from prodlint.formats.node import Node, Scalar
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository, Source

HOOK = "pin-base-images"

_UNKNOWN = expression(r"\$|\{\{|<|%")  # a variable, a template, a placeholder
_PINNED = expression(r"@sha(?:256:[0-9a-fA-F]{64}|384:[0-9a-fA-F]{96}|512:[0-9a-fA-F]{128})$")


class Image(NamedTuple):
    """A reference, its variables replaced as far as they are known, and its place (1-based)."""

    reference: str
    line: int
    column: int
    last: int = 0


_DIGEST = "Append `@` and the digest that `docker buildx imagetools inspect {image}` prints."
_VERSION = "Name the version in the tag."


def moves(reference: str, level: str) -> tuple[str, str] | None:
    """What is wrong with a reference at a level ("tag", or else every image needs a digest), and what to do.

    Only the name behind the last slash counts: a registry that is not known says nothing about the version.
    """
    name = reference.rpartition("/")[2]
    if not name or name == "scratch" or _UNKNOWN.search(name) or _PINNED.search(reference):
        return None
    digest = _DIGEST.format(image=name.partition("@")[0] if "@" in reference else reference)
    if "@" in reference:
        return f"`{name}` has no whole digest", reasoned("one is `sha256:` and 64 hexadecimal digits", digest)
    fix = _VERSION if level == "tag" else digest
    tag = name.partition(":")[2]
    if tag in ("", "latest"):
        what = "" if tag else " has no tag, which"
        return f"`{name}`{what} is another image after every release", fix
    why = "a tag can be moved to another image: only a digest cannot"
    return None if level == "tag" else (f"`{name}` names a tag, and no digest", reasoned(why, fix))


def of_node(node: Node | None) -> Image | None:
    """The image that a YAML value names, with the defaults of its variables."""
    if not isinstance(node, Scalar):
        return None
    return Image(expand(node.text, {}), node.line, node.column, node.end_line)


def pinned(
    images: Callable[[Source, Repository], Iterable[Image]],
) -> Callable[[Source, Repository], Iterator[Finding]]:
    """What names the images of a file, as a `check` of those that are not pinned as far as the level asks."""

    @wraps(images)
    def check(source: Source, repository: Repository) -> Iterator[Finding]:
        for image in images(source, repository):
            found = moves(image.reference, repository.options_of(source.path, HOOK).level)
            if found:
                yield Finding(source.path, image.line, image.column, HOOK, *found, last=image.last)

    return check
