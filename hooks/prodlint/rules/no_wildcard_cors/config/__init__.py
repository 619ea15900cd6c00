"""Settings of any format: products by key paths, environment variables by name, options of commands."""

from collections.abc import Iterator
from contextlib import suppress

from prodlint.context import EXAMPLE, of_path
from prodlint.context.settings import Setting, settings_of
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.position import Positions
from prodlint.formats.roots import roots
from prodlint.origins import HEADER, LIST, PATTERNS, SITE, SWITCH, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.code.harmless import is_static
from prodlint.rules.no_wildcard_cors.config import absences, flags, silence
from prodlint.rules.no_wildcard_cors.config.rows import row_of
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.rules.no_wildcard_cors.wildcards import (
    DEFAULT,
    MATCHES_SHARED,
    VALUE,
    any_origin,
    is_true,
    may_mean,
    shares_host,
)
from prodlint.source import Repository, Source
from prodlint.spelling import squeeze
from prodlint.tables.cors_effects import ACTS, STAR

_LETS_IN = {
    VALUE: "every origin in",
    DEFAULT: "every origin in where it is not set",
    MATCHES_SHARED: "in hosts that anyone can register",
}
_MOST_LINES = 20
_TREES = ("yaml", "compose", "workflow", "json", "toml")
_COMMANDS = ("yaml", "compose", "workflow", "json", "toml", "shell", "dockerfile", "makefile", "procfile", "ini")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The settings of a file that let any origin in, once a line."""
    seen: set[int] = set()
    by_absence = _by_absence(source) if source.kind in _TREES else ()
    for opening in (*_in_settings(source), *by_absence, *(_in_commands(source) if source.kind in _COMMANDS else ())):
        if opening.line not in seen:
            seen.add(opening.line)
            yield opening.finding(source.path)


def _in_settings(source: Source) -> Iterator[Opening]:
    settings = settings_of(source)
    if silence.names_development(source, settings):
        return
    template = source.kind == "dotenv" and of_path(source.path.rpartition("/")[2]) == EXAMPLE
    for setting, what in absences.switched(settings):
        if not silence.only_for_development(source, setting):
            yield Opening(setting.line, setting.column, what, statement=(setting.line, setting.last))
    off = silence.switched_off(settings)
    for setting in settings:
        meaning, strict, echoes = _meaning(source, setting)
        if meaning and not silence.is_silent(source, setting, off):
            strict = strict or template or silence.serves_static(setting)
            yield Opening(
                *_place(source, setting),
                f"`{setting.name[:60]}` lets {_LETS_IN[meaning]}",
                ACTS if echoes and _allows_credentials(setting) else STAR,
                statement=(setting.line, setting.last),
                strict=strict or is_static(source.path.rpartition("/")[0]),
            )


def _place(source: Source, setting: Setting) -> tuple[int, int]:
    """Where a value is; of one that is written on several lines, where its star is."""
    for number in range(setting.line + 1, min(setting.last, setting.line + _MOST_LINES) + 1):
        column = source.lines[number - 1].find("*")
        if column >= 0 and "*" not in source.lines[setting.line - 1]:
            return number, column + 1
    return setting.line, setting.column


def _meaning(source: Source, setting: Setting) -> tuple[str, bool, bool]:
    """What a value means where it stands, whether that is for --strict, and whether credentials go along."""
    if not may_mean(setting.text):
        return "", False, False
    row = row_of(setting, source.path)
    if row:
        return row.means(setting.text), row.strict, row.echoes
    held = meaning_of(setting.name)
    if held in (LIST, PATTERNS, HEADER):
        shared = MATCHES_SHARED if shares_host(setting.text) and _allows_credentials(setting) else ""
        return any_origin(setting.text) or shared, False, bool(shared)
    opens = is_true(setting.text) if held == SWITCH else held in (SITE, VARIABLE) and setting.text.strip("\"' ") == "*"
    return VALUE if opens else "", False, False


def _allows_credentials(setting: Setting) -> bool:
    for mapping in setting.around[-3:]:
        for key, value in mapping.pairs:
            if "credentials" in squeeze(key.text) and any(is_true(one.text) for one in value.strings()):
                return True
    return False


def _by_absence(source: Source) -> Iterator[Opening]:
    with suppress(Unparsable):
        for root in roots(source):
            for node, what in absences.missing(root):
                yield Opening(node.line, node.column, what, statement=(node.line, node.end_line))


def _in_commands(source: Source) -> Iterator[Opening]:
    positions = Positions(source.text)
    for name, offset in flags.options(source.text):
        yield Opening(*positions.at(offset), f"`{name[:60]}` lets every origin in")
