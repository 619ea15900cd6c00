"""Python: TLS contexts that check nothing, and whether one goes to a database.

docs.python.org/3/library/ssl.html: with CERT_NONE any certificate is taken; `_create_unverified_context` begins so.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from prodlint.formats.code import Named
from prodlint.formats.guards import Guards
from prodlint.formats.python import Module
from prodlint.formats.python.syntax import target_name, text_of
from prodlint.tables.database_tls import PYTHON_CONTEXTS, PYTHON_PACKAGES

TELLS = re.compile(r"CERT_NONE|_create_unverified_context")

# With one of these in a condition it is asked for: by a switch, by a mode (libpq's `require` checks nothing either),
# or because there is no CA.
ASKED = frozenset(
    "verify verified insecure selfsigned self signed skip trust local localhost require required prefer allow "
    "ca cafile cadata capath cert certs certificate rootcert sslrootcert bundle".split()
)
_DATABASE_KEYS = frozenset("database dbname db dsn".split())
_MAKERS = frozenset(("ssl.create_default_context", "ssl.SSLContext"))
_UNVERIFIED = "ssl._create_unverified_context"
_LEVELS = 3  # functions of the file that hand a context on


def goes_to_database(module: Module, named: Named) -> bool:
    """Whether a keyword or an entry gives a TLS context to the driver of a database."""
    if named.name not in PYTHON_CONTEXTS:
        return False
    node = named.node
    if isinstance(node, ast.Call):
        return (module.qualified_name(node.func) or "").partition(".")[0] in PYTHON_PACKAGES
    if isinstance(node, ast.Dict):
        names = _DATABASE_KEYS.intersection(map(text_of, node.keys))
        return bool(names) or _is_options(_name_of(module, node))
    target = node.targets[0] if isinstance(node, ast.Assign) else None  # `connect_args["ssl"] = context`
    return isinstance(target, ast.Subscript) and _is_options(target_name(target.value))


def unchecked(module: Module, value: ast.expr, levels: int = _LEVELS) -> Iterator[tuple[ast.expr, Guards]]:
    """Where the checks of the contexts that a value can be are turned off, and under which conditions.

    A context that is given another `verify_mode` anywhere is left out.
    """
    for leaf in module.possible(value):
        call = leaf.node
        if not isinstance(call, ast.Call):
            continue
        modes = _modes(module, call)
        made_by = module.qualified_name(call.func)
        own = module.definition(call.func)
        if isinstance(own, (ast.FunctionDef, ast.AsyncFunctionDef)) and levels:
            for returned in module.returns(own):
                for place, guards in unchecked(module, returned, levels - 1):
                    yield place, (*leaf.guards, *guards)
        elif made_by in _MAKERS and modes and all(_checks_nothing(module, mode) for mode in modes):
            yield modes[0], (*leaf.guards, *module.guards(modes[0]))
        elif made_by == _UNVERIFIED and not modes and not module.keywords(call).keys() & {"cert_reqs", "**"}:
            yield call, (*leaf.guards, *module.guards(call))


def _modes(module: Module, made: ast.Call) -> list[ast.expr]:
    """What is assigned to the `verify_mode` of the context that a call makes."""
    targets = (one for one in module.assignments if isinstance(one.target, ast.Attribute))
    return [
        one.value
        for one in targets
        if isinstance(one.target, ast.Attribute) and one.target.attr == "verify_mode"
        if any(leaf.node is made for leaf in module.possible(one.target.value))
    ]


def _checks_nothing(module: Module, mode: ast.expr) -> bool:
    return all((module.qualified_name(leaf.node) or "").endswith("CERT_NONE") for leaf in module.possible(mode))


def _name_of(module: Module, node: ast.Dict) -> str:
    """The name that a dictionary is given: of a keyword, a variable, a key."""
    around = module.parent(node)
    if isinstance(around, ast.keyword):
        return around.arg or ""
    if isinstance(around, ast.Assign):
        return target_name(around.targets[0])
    if isinstance(around, ast.AnnAssign):
        return target_name(around.target)
    if isinstance(around, ast.Dict):
        return next((text_of(key) for key, one in zip(around.keys, around.values, strict=True) if one is node), "")
    return ""


def _is_options(name: str) -> bool:
    return name.lower().endswith("connect_args")
