"""Terraform and Nix: what the containers and units that a file declares run and set."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import comments
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, block
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.source import Repository, Source

_STRING = expression(r'"((?:[^"\\\n]|\\.){0,999})"')
_NEVER = expression(r"(?!)")
# Nix: `${pkgs.nodejs}/bin/npm` is a path; what stands within may hold blanks and is of no interest.
_INTERPOLATED = expression(r"\$\{[^{}\n]*\}")


class _Language(NamedTuple):
    """What tells that a file deploys something, lists of words, variables with their values, blocks of such pairs, and
    commands: `line` for one, `text` for a script."""

    name: str
    deploys: re.Pattern[str]
    words: re.Pattern[str]
    variable: re.Pattern[str]
    block: re.Pattern[str] = _NEVER
    pair: re.Pattern[str] = _NEVER
    started: re.Pattern[str] = _NEVER


_LANGUAGES = {
    # registry.terraform.io: aws, google, azurerm, kubernetes
    "terraform": _Language(
        "Terraform",
        expression(
            r"\bcontainer_definitions\b|\"(?:google_cloud_run\w*|kubernetes_\w+|azurerm_container_\w+|aws_ecs_\w+)\""
        ),
        expression(r"^[ \t]*\"?(?:command|entry[pP]oint|args)\"?[ \t]*[=:][ \t]*\[([^][]{0,2000})\]", re.MULTILINE),
        expression(
            r"\"?name\"?\s{0,99}[=:]\s{0,99}\"(?P<name>\w+)\"\s{0,99}(?:,\s{0,99})?\"?value\"?\s{0,99}[=:]\s{0,99}\"(?P<value>[^\"\n]*)\"",
            re.IGNORECASE,
        ),
    ),
    # search.nixos.org/options: systemd.services.<name>.serviceConfig, .script, .environment; oci-containers' cmd
    "nix": _Language(
        "NixOS",
        expression(r"\bsystemd\.(?:user\.)?services\b|\boci-containers\b"),
        expression(r"\b(?:cmd|entrypoint)\s*=\s*\[([^][]{0,2000})\]"),
        expression(r"\benvironment\.(?P<name>\w+)\s*=\s*\"(?P<value>[^\"\n]*)\""),
        expression(r"\benvironment\s*=\s*\{([^{}]{0,9999})\}"),
        expression(r"(?<!\w)(?P<name>\w{1,99})\s*=\s*\"(?P<value>[^\"\n]*)\""),
        expression(
            r"\b(?:ExecStart(?:Pre|Post)?|script)\s*=\s*(?:\"(?P<line>(?:[^\"\\]|\\.){0,2000})\"|''(?P<text>(?:[^']|'(?!')){0,9999})'')"
        ),
    ),
}  # fmt: skip


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What reloads or debugs in what a file declares."""
    language, text = _LANGUAGES[source.kind], comments.blank(source.text, source.kind)
    if language.deploys.search(text):
        if source.kind == "nix":
            text = _INTERPOLATED.sub(lambda found: "x" * len(found[0]), text)
        yield from _steps(language, block(text), start(source.path, repository, language.name))


def _steps(language: _Language, whole: Word, scene: Scene) -> Iterator[Step]:
    for found in language.started.finditer(whole.text):
        name = found.lastgroup or "line"
        yield Launch(split(whole.slice(*found.span(name))), scene._replace(script=name == "text"))
    for found in language.words.finditer(whole.text):
        words = (whole.slice(*string.span(1)) for string in _STRING.finditer(whole.text, *found.span(1)))
        yield Launch([Command(tuple(words))], scene)
    inside = (
        pair for one in language.block.finditer(whole.text) for pair in language.pair.finditer(whole.text, *one.span(1))
    )
    for pair in (*inside, *language.variable.finditer(whole.text)):
        yield from variable(pair["name"], whole.slice(*pair.span("value")), scene, custom=True)
