"""Settings that make the names of server credentials public: `envPrefix: ['VITE_', 'TAURI_']`, `envPrefix: ''`."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.rules.no_public_secrets.exposure import Exposed, Exposures, Setting, is_prefix_config, settings
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.rules.no_public_secrets.sighting import Reason, Sighting
from prodlint.source import Source
from prodlint.tables.public_prefixes import SERVER_PREFIXES, Exposure

_NAME = expression(r"[A-Za-z][A-Za-z0-9_]*\*?")
_INSTEAD = "Use a prefix that no server variable has, such as VITE_APP_ (or TAURI_ENV_ for Tauri)."


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The prefixes of a configuration that cover server credentials."""
    for setting in settings(source.text) if is_prefix_config(source.path) else ():
        reason = _covers(setting)
        if reason:
            name = setting.text if _NAME.fullmatch(setting.text) else "envPrefix"
            exposure = Exposure("", "the build copies all variables of this prefix into the page", _INSTEAD)
            yield Sighting(Exposed(name, "", exposure), setting.line, setting.column, True, reason)


def _covers(setting: Setting) -> Reason | None:
    text = setting.text.rstrip("*")
    if text == "":
        return Reason("empty, which stands for every variable", "an empty one means the whole environment")
    if text in SERVER_PREFIXES:
        return Reason("the prefix of server credentials", "their names begin so")
    if not _NAME.fullmatch(text):
        return None
    grade = grade_of(f"{text}API_KEY" if text.endswith("_") else text)
    return Reason(f"the name of {grade.what}", "servers have it") if grade.level == "secret" else None
