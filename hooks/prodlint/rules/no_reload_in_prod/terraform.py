"""Terraform: the commands and variables of containers, in `jsonencode`d task definitions and in resources."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import comments
from prodlint.formats.shell import Command
from prodlint.formats.word import Word, block
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.source import Repository, Source

# What holds containers that are deployed (registry.terraform.io: aws, google, azurerm, kubernetes).
_CONTAINERS = expression(
    r"\bcontainer_definitions\b|\"(?:google_cloud_run\w*|kubernetes_\w+|azurerm_container_\w+|aws_ecs_\w+)\""
)
_LIST = expression(
    r"^[ \t]*\"?(?:command|entryPoint|entrypoint|args)\"?[ \t]*[=:][ \t]*\[([^][]{0,2000})\]", re.MULTILINE
)
_STRING = expression(r'"((?:[^"\\\n]|\\.){0,999})"')
_NAMED = expression(
    r"\"?name\"?\s{0,99}[=:]\s{0,99}\"(?P<name>\w+)\"\s{0,99}(?:,\s{0,99})?\"?value\"?\s{0,99}[=:]\s{0,99}\"(?P<value>[^\"\n]*)\"",
    re.IGNORECASE,
)


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What the containers of a file run and set."""
    whole = block(comments.blank(source.text, source.kind))
    if _CONTAINERS.search(whole.text):
        yield from _steps(whole, start(source.path, repository, "Terraform"))


def _steps(whole: Word, scene: Scene) -> Iterator[Step]:
    for found in _LIST.finditer(whole.text):
        words = (whole.slice(*string.span(1)) for string in _STRING.finditer(whole.text, *found.span(1)))
        yield Launch([Command(tuple(words))], scene)
    for found in _NAMED.finditer(whole.text):
        yield from variable(found["name"], whole.slice(*found.span("value")), scene, custom=True)
