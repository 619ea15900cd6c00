"""Settings that only development sees, and answers that were recorded."""

from prodlint.context import DEVELOPMENT, TEST, of_name
from prodlint.context.conditions import of_guards
from prodlint.context.settings import Setting, is_for_development
from prodlint.expressions import expression
from prodlint.formats.guards_by_indent import guards
from prodlint.formats.node import Scalar
from prodlint.rules.no_wildcard_cors.code.harmless import is_static
from prodlint.rules.no_wildcard_cors.wildcards import is_false
from prodlint.source import Source
from prodlint.spelling import squeeze
from prodlint.tables.places import STAGE_NAMES

_SWITCH = expression(r"(.*?)(?:is)?enabled?")
_RECORDED = frozenset(("contentlength", "date", "etag", "setcookie", "cfray"))
_TOLD = frozenset(("interactions", "example", "examples", "description"))
_PACKAGES = frozenset("dependencies devDependencies peerDependencies dev-dependencies overrides resolutions".split())
_PLACES = frozenset(("source", "for", "path", "route", "location", "match", "pathpattern", "glob", "urlpattern"))


def names_development(source: Source, settings: list[Setting]) -> bool:
    """Whether an env file says of itself that it is for development (`APP_ENV=local`)."""
    if source.kind != "dotenv":
        return False
    return any(squeeze(one.name) in STAGE_NAMES and of_name(one.text) == DEVELOPMENT for one in settings)


def is_silent(source: Source, setting: Setting, off: frozenset[str]) -> bool:
    """Whether a setting counts nowhere, or only for development."""
    return _is_no_setting(setting) or _is_off(setting, off) or only_for_development(source, setting)


def only_for_development(source: Source, setting: Setting) -> bool:
    """Whether the setting stands in a part for development: a stage, a service, a profile, a branch."""
    if any(of_name(key) == DEVELOPMENT for key in setting.keys):
        return True
    if source.kind in ("terraform", "bicep"):
        return of_guards(guards(source.lines, setting.line, setting.column)) in (DEVELOPMENT, TEST)
    return any(is_for_development(mapping) for mapping in setting.around)


def switched_off(settings: list[Setting]) -> frozenset[str]:
    """What a file without sections switches off, by how its names begin: `http.cors.enabled: false`."""
    names = ("".join(map(squeeze, one.keys)) for one in settings if is_false(one.text))
    return frozenset(found[1] for found in map(_SWITCH.fullmatch, names) if found and "cors" in found[1])


def _is_off(setting: Setting, off: frozenset[str]) -> bool:
    """Whether a switch beside the setting, or around it, says that it does not count."""
    if off and "".join(map(squeeze, setting.keys)).startswith(tuple(off)):
        return True
    for mapping in setting.around[-2:]:
        for key, value in mapping.pairs:
            found = _SWITCH.fullmatch(squeeze(key.text))
            if found and isinstance(value, Scalar) and is_false(value.text):
                if not found[1] or squeeze(setting.name).startswith(found[1]):
                    return True
    return False


def _is_no_setting(setting: Setting) -> bool:
    """Whether it is a header of a recorded answer, an example in API documentation, or a package called cors."""
    if not setting.around:
        return False
    return not (_TOLD | _PACKAGES).isdisjoint(setting.keys) or not setting.beside.isdisjoint(_RECORDED)


def serves_static(setting: Setting) -> bool:
    """Whether a header is for fonts, images and the like alone."""
    return squeeze(setting.name) == "accesscontrolalloworigin" and any(
        squeeze(key.text) in _PLACES and isinstance(value, Scalar) and is_static(value.text)
        for mapping in setting.around
        for key, value in mapping.pairs
    )
