"""Compose: secrets that are handed to a build as arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT
from prodlint.context.services import Service, build_of, context_of, services_of
from prodlint.credentials.placeholders import is_placeholder
from prodlint.credentials.values import judge
from prodlint.finding import Finding
from prodlint.formats import Unparsable, dockerfile, yaml
from prodlint.formats.node import Mapping, Node, Scalar
from prodlint.rules.no_env_in_image import messages
from prodlint.rules.no_env_in_image.values import is_handed_secret
from prodlint.source import Repository, Source

_LINE = re.compile(r"\s*(?:-\s*)?[\"']?(?P<name>[A-Za-z_]\w*)[\"']?\s*[:=]\s*[\"']?\$")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The build arguments of a compose file that are secrets by their name or value."""
    try:
        services = services_of(source.read(yaml.read), source.path)
    except Unparsable:
        yield from _by_lines(source)
        return
    for service in services:
        if context_of(service) == DEVELOPMENT:
            continue
        for name, value, node in _arguments(service.node.get("build", "args")):
            if _is_handed_over(name, value) and _is_kept(name, service, repository):
                yield _finding(source.path, name, node.line, node.column, node.end_line)


def _arguments(node: Node | None) -> Iterator[tuple[str, str | None, Node]]:
    """Name, value (None: that of the shell) and place of each argument, in either form."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            text = value.text if isinstance(value, Scalar) and value.text not in ("", "null", "~") else None
            yield key.text, text, value if text else key
        return
    for scalar in node.strings() if node else []:
        name, equal, text = scalar.text.partition("=")
        yield name, text if equal else None, scalar


def _is_handed_over(name: str, value: str | None) -> bool:
    if value is not None and judge(name, value).category in ("provider", "remote url"):
        return True
    return is_handed_secret(name) and (value is None or "$" in value or not is_placeholder(value, name))


def _is_kept(name: str, service: Service, repository: Repository) -> bool:
    """Whether the image keeps the argument: a stage that ships declares it, as far as the Dockerfile can be read."""
    path, target = build_of(service) or ("", "")
    source = repository.source(path) if path in repository.tracked else None
    if source is None:
        return True
    read = source.read(dockerfile.read)
    stage = read.stage(target) if target else read.last
    kept = [pair.name for part in (stage.chain if stage else ()) for one in part.instructions for pair in one.pairs]
    return name in kept


def _by_lines(source: Source) -> Iterator[Finding]:
    """In text that is no YAML: what follows `args:` deeper than it."""
    depth = -1
    for number, line in enumerate(source.lines, 1):
        indent = len(line) - len(line.lstrip())
        if line.strip() == "args:":
            depth = indent
        elif line.strip() and indent <= depth:
            depth = -1
        match = _LINE.match(line) if depth >= 0 else None
        if match and is_handed_secret(match["name"]):
            yield _finding(source.path, match["name"], number, match.start("name") + 1, number)


def _finding(path: str, name: str, line: int, column: int, last: int) -> Finding:
    message = f"{messages.named(name)} is handed over as a build argument: its value stays in the history of the image"
    return Finding(path, line, column, messages.HOOK, message, messages.BUILD_SECRETS, last=last)
