"""Variables of settings modules (Django, Flask, a project's own) and of the servers' configuration files."""

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.python import Assignment
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.left_on import assigned, left_on
from prodlint.rules.no_reload_in_prod.python.siblings import production_decides
from prodlint.rules.no_reload_in_prod.python.switched_on import is_switch, state
from prodlint.spelling import words_of
from prodlint.tables import debug_python as table

FIX = "Make it off by default, and switch it on where you develop (by a variable, or in a development module)."
_OWN_WORDS = table.GENERAL_WORDS.union("debug mode is enable enabled use auto hot reload reloader autoreload".split())


def check(file: PythonFile) -> Iterator[Finding]:
    """What the module itself leaves on."""
    *_, folder, base = ("", *file.source.path.split("/"))
    variables = assigned(file)
    for server, switches in table.SERVER_FILES.items():
        if server in base.lower() or (server == "gunicorn" and "reload" in variables and file.configures):
            for name in switches.keys() & variables.keys():
                for on in left_on(file, variables[name]):
                    yield file.finding(on.node, f"{name} of {server} {state(on)}", switches[name], FIX)
    settings = is_settings(file, folder, base, variables)
    django = not table.DJANGO_VARIABLES.isdisjoint(variables) or "settings" in words_of(base)
    for name, assignments in variables.items():
        does = is_switch(name) if name.isupper() and _OWN_WORDS.issuperset(words_of(name)) else None
        if does is None:
            continue
        values = [on for on in left_on(file, assignments) if django or not on.misread]
        if not settings and not (values and _reads(file, assignments)):
            values = []
        if values and not production_decides(file, name, frozenset(on.variable for on in values)):
            for on in values:
                yield file.finding(on.node, f"{name} {state(on, name)}", does, FIX)


def is_settings(file: PythonFile, folder: str, base: str, variables: dict[str, list[Assignment]]) -> bool:
    """Whether the module holds the settings of a web application."""
    if not table.DJANGO_VARIABLES.isdisjoint(variables) or "from_object(__name__)" in file.source.text:
        return True
    words = {*words_of(base), *words_of(folder)}
    if "settings" in words:
        return True
    return bool(table.SETTINGS_WORDS & words) and any(word in file.source.text.lower() for word in table.WEB_WORDS)


def _reads(file: PythonFile, assignments: list[Assignment]) -> bool:
    """Whether the value comes from the environment, as the settings of a server do."""
    leaves = (leaf for assignment in assignments for leaf in file.module.possible(assignment.value))
    return any(file.module.environment(call) for leaf in leaves for call in leaf.via)
