"""Debug toolbars: installed by a settings module for production, or shown to everybody."""

import ast
from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.evidence import context_shown
from prodlint.finding import Finding
from prodlint.formats.spelled import spelled
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.switched_on import switched_on
from prodlint.tables.debug_python import ERRORS

_TOOLBAR = "debug_toolbar"  # of Django; its middleware is `debug_toolbar.middleware.DebugToolbarMiddleware`
_FIX = "Install it in the settings for development only."
_FIX_SHOWN = "Leave it out: then the toolbar shows itself only where debugging is on."
# django-debug-toolbar.readthedocs.io/configuration: DEBUG and INTERNAL_IPS decide by default.
_CALLBACK = "SHOW_TOOLBAR_CALLBACK"
# flask-debugtoolbar.readthedocs.io: app.debug decides by default.
_ENABLED = "DEBUG_TB_ENABLED"
_ADDED = frozenset(("append", "insert", "extend"))


def check(file: PythonFile) -> Iterator[Finding]:
    """Where a file installs or shows a toolbar."""
    said = file.source.read(spelled)
    if _TOOLBAR in said and context_shown(file.source.path, file.repository) == PRODUCTION:
        listed = (one for one in file.module.nodes if isinstance(one, ast.Constant) and one.value == _TOOLBAR)
        for node in (one for one in listed if _is_installed(file, one) and not file.for_development(one)):
            yield file.finding(node, "debug_toolbar is installed", ERRORS, _FIX)
    for named in file.module.named_values() if _CALLBACK in said or _ENABLED in said else ():
        if named.name == _CALLBACK and _says_yes(named.value) and not file.for_development(named.value):
            yield file.finding(named.value, "the debug toolbar is shown to everybody", ERRORS, _FIX_SHOWN)
        elif named.name == _ENABLED:
            for on in switched_on(file.module, named.value):
                if not file.for_development(on.node, on.guards):
                    yield file.finding(on.node, "the debug toolbar is on", ERRORS, _FIX_SHOWN)


def _is_installed(file: PythonFile, node: ast.Constant) -> bool:
    """Whether it is an item of a list, or is added to one."""
    parent = file.module.parent(node)
    if isinstance(parent, ast.Call):
        return isinstance(parent.func, ast.Attribute) and parent.func.attr in _ADDED
    return isinstance(parent, ast.List | ast.Tuple)


def _says_yes(value: ast.expr) -> bool:
    return isinstance(value, ast.Lambda) and isinstance(value.body, ast.Constant) and value.body.value is True
