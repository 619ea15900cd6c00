"""Variables of settings modules (Django, Flask, a project's own) and of the servers' configuration files."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.python import Assignment
from prodlint.no_reload_in_prod.python.siblings import production_decides
from prodlint.no_reload_in_prod.python.site import Site
from prodlint.no_reload_in_prod.python.states import assigned, left_on
from prodlint.no_reload_in_prod.python.truth import is_switch, state
from prodlint.tables.debug_python import (
    DJANGO_VARIABLES,
    GENERAL_WORDS,
    SERVER_FILES,
    SETTINGS_WORDS,
    WEB_WORDS,
)
from prodlint.words import words_of

FIX = "Make it off by default, and switch it on where you develop (by a variable, or in a development module)."
_OWN_WORDS = frozenset("debug mode is enable enabled use auto hot reload reloader autoreload".split()) | GENERAL_WORDS


def check(site: Site) -> Iterator[Finding]:
    """What the module itself leaves on."""
    *_, folder, base = ("", *site.source.path.split("/"))
    variables = assigned(site)
    for server, switches in SERVER_FILES.items():
        if server in base.lower() or (server == "gunicorn" and "reload" in variables and site.configures_gunicorn()):
            for name in switches.keys() & variables.keys():
                for on in left_on(site, variables[name]):
                    yield site.finding(on.node, f"{name} of {server} {state(on)}", switches[name], FIX)
    settings = is_settings(site, folder, base, variables)
    django = not DJANGO_VARIABLES.isdisjoint(variables) or "settings" in words_of(base)
    for name, assignments in variables.items():
        does = is_switch(name) if name.isupper() and _OWN_WORDS.issuperset(words_of(name)) else None
        if does is None:
            continue
        values = [on for on in left_on(site, assignments) if django or not on.misread]
        if not settings and not (values and _reads(site, assignments)):
            values = []
        if values and not production_decides(site, name):
            for on in values:
                yield site.finding(on.node, f"{name} {state(on)}", does, FIX)


def is_settings(site: Site, folder: str, base: str, variables: dict[str, list[Assignment]]) -> bool:
    """Whether the module holds the settings of a web application."""
    if not DJANGO_VARIABLES.isdisjoint(variables) or "from_object(__name__)" in site.source.text:
        return True
    words = {*words_of(base), *words_of(folder)}
    if "settings" in words:
        return True
    return bool(SETTINGS_WORDS & words) and any(word in site.source.text.lower() for word in WEB_WORDS)


def _reads(site: Site, assignments: list[Assignment]) -> bool:
    """Whether the value comes from the environment, as the settings of a server do."""
    leaves = (leaf for assignment in assignments for leaf in site.module.possible(assignment.value))
    return any(site.module.environment(call) for leaf in leaves for call in leaf.via)
