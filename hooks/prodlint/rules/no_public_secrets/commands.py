"""Shell text in any file: `export N=v`, `N=v command`, `--build-arg N`, `echo "N=v" >> .env`, `$env:N = v` ..."""

import re
from collections import Counter
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.node import Scalar
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source
from prodlint.tables.inlining import DART_DEFINE

_COMMENT = expression(r"[ \t]*(?:#|//|::|rem\b|\* |<!--)", re.IGNORECASE)
_SEARCH = expression(
    r"(?:^|[|;&(]|\b(?:if|then|run|!)\b)[ \t!-]*(?:git[ \t]+)?(?:[efrz]?grep|rg|ack|ag|findstr|Select-String)\b"
    r"|\bsed\b[^|;&]{0,300}/d['\"]",
    re.IGNORECASE,
)
_GIVES = expression(
    r"[ \t]*(?:[:?+]?=[ \t]*)"
    r"(?P<value>\"[^\"]*\"|'[^']*'|(?:\$\{\{[^{}]{0,300}\}\}|\$\([^()]{0,300}\)|[^\s\"'`;&|]){0,2000})"
)
_DART_DEFINE = expression(
    r"--dart-define[= ][ ]?[\"']?(?P<name>[A-Za-z_]\w{0,79})="
    r"(?P<value>\"[^\"]*\"|'[^']*'|(?:\$\{\{[^{}]{0,300}\}\}|\$\([^()]{0,300}\)|[^\s\"'`;&|]){0,2000})"
)
_COMPARES = expression(r"[ \t]*(?:==|!=|=~)")
_LINE_OF_YAML = expression(r":[ \t]+(?P<value>\S.*)")
_LOOKED_BACK, _LONGEST_VALUE = 200, 10_000
_TIMES_A_LINE = 3
_NAMES_ONLY = expression(
    r"(?:--build-arg|--env|-e|--set-env-vars|--set-build-env-vars|\bsetx|^\s*(?:export|unexport)"
    r"|(?:vercel|netlify|eas|fly|railway|wrangler)\s[\w: -]*(?:add|set|put|create|env:set|env:create)(?:\s+--name)?"
    r"|SetEnvironmentVariable\()[ =]?['\"]?$"
)


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that a script gives to something."""
    return in_text(Scalar(source.text, 1, 1, end_line=len(source.lines)), exposures)


def in_text(text: Scalar, exposures: Exposures) -> Iterator[Sighting]:
    """The same of a text that stands somewhere in its file."""
    yield from _compiled_in(text, exposures)
    if not exposures.pattern.search(text.text):
        return
    for number, content in enumerate(text.text.split("\n"), 1):
        if _COMMENT.match(content) or _SEARCH.search(content):
            continue
        times = Counter[str]()
        for name in exposures.pattern.finditer(content):
            exposed = exposures.exposed(name[0])
            times[name[0]] += 1
            if exposed is None or times[name[0]] > _TIMES_A_LINE:
                continue
            value = _given(content, name)
            if value is not None:
                yield sighting(exposed, *text.place(number, name.start() + 1), value)


def _compiled_in(text: Scalar, exposures: Exposures) -> Iterator[Sighting]:
    """`flutter build --dart-define=N=value`: docs.flutter.dev, constants of the environment."""
    for number, content in enumerate(text.text.split("\n") if _DART_DEFINE.search(text.text) else (), 1):
        for match in _DART_DEFINE.finditer(content) if not _COMMENT.match(content) else ():
            exposed = exposures.published(match["name"], match["name"], DART_DEFINE)
            place = text.place(number, match.start("name") + 1)
            yield sighting(exposed, *place, match["value"].strip("\"'"))


def _given(content: str, name: re.Match[str]) -> str | None:
    """The value behind the name; "" where the name stands alone behind an option; None where it is only read."""
    before = content[max(0, name.start() - _LOOKED_BACK) : name.start()]
    after = content[name.end() : name.end() + _LONGEST_VALUE]
    if before.endswith(("$", "${", "%", "$(", "secrets.", "vars.")) or _COMPARES.match(after):
        return None
    given = _GIVES.match(after) or (_LINE_OF_YAML.match(after) if not before.strip(" \t\"'-") else None)
    if given:
        return given["value"].strip("\"'")
    return "" if _NAMES_ONLY.search(before) else None
