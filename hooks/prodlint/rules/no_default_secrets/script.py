"""Shell scripts that an image starts with, or that are named for production: defaults of missing variables, and the
passwords of the superusers that they make."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice

from prodlint.context import DEVELOPMENT, PRODUCTION
from prodlint.context.builds import built_by
from prodlint.context.evidence import context_shown
from prodlint.context.services import context_of, services_of
from prodlint.context.tracked import of_kind
from prodlint.credentials.literals import works
from prodlint.credentials.own_keys import kind_of_name
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable, dockerfile, yaml
from prodlint.formats.dockerfile import effective
from prodlint.rules.no_default_secrets import messages
from prodlint.rules.no_default_secrets.given import given
from prodlint.source import Repository, Source
from prodlint.tables.default_secrets import LOGIN

_DEFAULT = expression(r"""\$\{(?P<name>[A-Za-z_]\w*):?[-=](?P<value>[^{}$"]+)\}""")
_MISSING = expression(r"""if \[\[? -z "?\$\{?(?P<name>\w+)(?::-)?\}?"? \]""")
_ASSIGNED = expression(r"""\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)=(?P<value>"[^"]+"|'[^']+'|[^\s"';]+)""")
# What a script gives a shell of Django: `create_superuser("admin", "admin@shop.com", "admin")`.
_SUPERUSER = expression(r"\bcreate_superuser\((?P<arguments>[^()]{0,500})\)")
_PASSWORD = expression(
    r"""(?:\bpassword\s*=|^(?:[^,=]{0,200},){2})\s*(?P<quote>["'])(?P<value>[^"'$\n]{1,200})(?P=quote)"""
)
_NAME = expression(r"[\w./-]{1,300}")
_MOST_USERS = 20  # that a script makes


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The keys that a launched script gives a default."""
    is_launched = context_shown(source.path, repository) == PRODUCTION or (
        source.path.rpartition("/")[2] in repository.once(_started, lambda: _started(repository))
    )
    if not is_launched:
        return
    yield from _superusers(source)
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


def _superusers(source: Source) -> Iterator[Finding]:
    for call in islice(_SUPERUSER.finditer(source.text), _MOST_USERS):
        found = _PASSWORD.search(call["arguments"])
        before = source.text[: call.start("arguments") + found.start("value")] if found else ""
        if found and works(found["value"]) and not before.rpartition("\n")[2].lstrip().startswith("#"):
            place = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
            what = f"the password of a superuser {messages.LITERAL}"
            yield messages.finding(source.path, place, "shell", what, LOGIN, "DJANGO_SUPERUSER_PASSWORD")


def _started(repository: Repository) -> frozenset[str]:
    """The names of the scripts that images, services, units and processes start with."""
    return frozenset(name.rpartition("/")[2] for text in _commands(repository) for name in _NAME.findall(text))


def _commands(repository: Repository) -> Iterator[str]:
    """The texts of the commands, with files in place of the names that images give them."""
    paths = [path for kind in ("dockerfile", "compose", "ini", "procfile") for path in of_kind(repository, kind)]
    sources = (repository.source(path) for path in paths if context_shown(path, repository) != DEVELOPMENT)
    for source in filter(None, sources):
        with suppress(Unparsable):
            yield from _READERS[source.kind](source, repository) if source.kind in _READERS else (source.text,)


def _of_images(source: Source, _: Repository) -> Iterator[str]:
    for force in map(effective, source.read(dockerfile.read).stages):
        yield from (_outside(one.text.text, force.copied) for one in (force.entrypoint, force.cmd) if one)


def _of_services(source: Source, repository: Repository) -> Iterator[str]:
    for service in services_of(source.read(yaml.read), source.path):
        texts = [one.text for key in ("entrypoint", "command") for one in service.node.strings(key)]
        if texts and context_of(service) != DEVELOPMENT:
            built = built_by(service, repository)
            yield from (_outside(text, effective(built[1]).copied if built else {}) for text in texts)


def _outside(text: str, copied: Mapping[str, str]) -> str:
    return " ".join(copied.get(name.rpartition("/")[2], name) for name in _NAME.findall(text))


_READERS = {"dockerfile": _of_images, "compose": _of_services}
