"""Shell scripts that an image starts with, or that are named for production: defaults of missing variables."""

import re
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.context.tracked import of_kind, read_tracked
from prodlint.credentials.own_keys import kind_of_name
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import dockerfile
from prodlint.rules.no_default_secrets import messages
from prodlint.rules.no_default_secrets.given import given
from prodlint.source import Repository, Source

_DEFAULT = expression(r"""\$\{(?P<name>[A-Za-z_]\w*):?[-=](?P<value>[^{}$"]+)\}""")
_MISSING = expression(r"""if \[\[? -z "?\$\{?(?P<name>\w+)(?::-)?\}?"? \]""")
_ASSIGNED = expression(r"""\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)=(?P<value>"[^"]+"|'[^']+'|[^\s"';]+)""")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The keys that a launched script gives a default."""
    is_launched = context_shown(source.path, repository) == PRODUCTION or (
        source.path.rpartition("/")[2] in repository.once(_started, lambda: _started(repository))
    )
    if not is_launched:
        return
    missing, heredoc = "", ""
    for number, line in enumerate(source.lines, start=1):
        if heredoc:  # a file that it writes, for somebody to fill in
            heredoc = "" if line.strip() == heredoc else heredoc
            continue
        if line.lstrip().startswith("#"):
            continue
        opened = re.search(r"<<-?\s*[\"']?(\w+)[\"']?", line)
        heredoc = opened[1] if opened else ""
        assigned = _ASSIGNED.match(line)
        told = [assigned] if assigned and assigned["name"] == missing else []
        for one in [*_DEFAULT.finditer(line)] or told:
            if kind_of_name(one["name"]) and given(one["value"]) is not None:
                place = number, one.start("value") + 1
                what = f"`{one['name']}` {messages.FALLBACK}"
                effect = messages.effect_of(one["name"])
                yield messages.finding(source.path, place, "shell", what, effect, one["name"])
        asked = _MISSING.search(line)
        missing = asked["name"] if asked else "" if line.strip() in ("fi", "else") else missing


def _started(repository: Repository) -> frozenset[str]:
    """The names of the scripts that images start with."""
    names = set[str]()
    for path in of_kind(repository, "dockerfile"):
        read = read_tracked(path, dockerfile.read, repository)
        for one in read.instructions if read is not None else ():
            if one.keyword in ("CMD", "ENTRYPOINT"):
                names.update(
                    re.findall(
                        r"(?<![\w.-])[\w.-]{1,100}\.(?:sh|bash)|(?<![\w.-])[\w-]{0,60}entrypoint[\w-]{0,60}",
                        one.text.text,
                    )
                )
    return frozenset(names)
