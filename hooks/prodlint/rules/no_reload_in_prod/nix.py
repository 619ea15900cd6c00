"""Nix: what units and containers of NixOS run and set."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import comments
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, block
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.source import Repository, Source

# search.nixos.org/options: systemd.services.<name>.serviceConfig, .script, .environment; oci-containers' cmd
_DEPLOYS = expression(r"\bsystemd\.(?:user\.)?services\b|\boci-containers\b")
_STARTED = expression(
    r"\b(?:ExecStart(?:Pre|Post)?|script)\s*=\s*(?:\"(?P<line>(?:[^\"\\]|\\.){0,2000})\"|''(?P<text>(?:[^']|'(?!')){0,9999})'')"
)
_LIST = expression(r"\b(?:cmd|entrypoint)\s*=\s*\[(?P<words>[^][]{0,2000})\]")
_STRING = expression(r'"((?:[^"\\\n]|\\.){0,999})"')
_SET = expression(r"\benvironment\s*=\s*\{(?P<pairs>[^{}]{0,9999})\}")
_PAIR = expression(r"(?<!\w)(?P<name>\w{1,99})\s*=\s*\"(?P<value>[^\"\n]*)\"")
_ONE = expression(r"\benvironment\.(?P<name>\w+)\s*=\s*\"(?P<value>[^\"\n]*)\"")
# `${pkgs.nodejs}/bin/npm` is a path; what stands within may hold blanks and is of no interest.
_INTERPOLATED = expression(r"\$\{[^{}\n]*\}")


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What reloads or debugs in the units and containers of a file."""
    if _DEPLOYS.search(source.text):
        text = _INTERPOLATED.sub(lambda found: "x" * len(found[0]), comments.blank(source.text, source.kind))
        yield from _steps(block(text), start(source.path, repository, "NixOS"))


def _steps(whole: Word, scene: Scene) -> Iterator[Step]:
    for found in _STARTED.finditer(whole.text):
        name = found.lastgroup or "line"
        yield Launch(split(whole.slice(*found.span(name))), scene._replace(script=name == "text"))
    for found in _LIST.finditer(whole.text):
        words = (whole.slice(*string.span(1)) for string in _STRING.finditer(whole.text, *found.span("words")))
        yield Launch([Command(tuple(words))], scene)
    for pair in (*_pairs(whole.text), *_ONE.finditer(whole.text)):
        yield from variable(pair["name"], whole.slice(*pair.span("value")), scene, custom=True)


def _pairs(text: str) -> Iterator[re.Match[str]]:
    for found in _SET.finditer(text):
        yield from _PAIR.finditer(text, *found.span("pairs"))
