"""Compose: services that run an image of their own as root."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT
from prodlint.context.services import context_of, services_of
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Scalar
from prodlint.rules.no_root_container.users import HOOK, is_root
from prodlint.source import Repository, Source

_MESSAGE = "`user` makes the process of this service root, whatever its image says"
_FIX = "Take `user` out, or name one that is not root; give it the volumes that it writes to."


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The services that are built here and set `user` to root. Images of others may need it: they step down."""
    for service in services_of(source.read(yaml.read), source.path):
        user = service.node.get("user")
        is_own = service.node.get("build") is not None
        if isinstance(user, Scalar) and is_own and is_root(user.text) and context_of(service) != DEVELOPMENT:
            yield Finding(source.path, user.line, user.column, HOOK, _MESSAGE, _FIX, last=user.end_line)
