"""Settings whose value in production is another one: set again, set by a sibling, or refused at the start."""

import ast
import re

from prodlint.context import PRODUCTION, of_name
from prodlint.context.conditions import of_guards
from prodlint.context.tracked import folder_of
from prodlint.expressions import expression
from prodlint.formats.code import Named
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.python import Assignment, Definition, Module
from prodlint.grouping import grouped
from prodlint.source import Repository
from prodlint.spelling import words_of

_CLOSED = expression(r"^CORS_(?:ALLOW_ALL_ORIGINS|ORIGIN_ALLOW_ALL)\s*(?::\s*bool\s*)?=\s*False\b", re.MULTILINE)
_MAX_OTHERS = 20  # of one name; more only occur in generated files


def replaced(module: Module, named: Named) -> bool:
    """Whether the same scope, or a production subclass, gives a name another value afterwards."""
    scope = module.definitions_around(named.node)[-1:]
    for other in module.once(_assigned).get(named.name.rpartition(".")[2], [])[:_MAX_OTHERS]:
        around, guards = module.definitions_around(other.node)[-1:], module.guards(other.node)
        if around == scope and module.line(other.node) > module.line(named.node):
            if not guards or of_guards(guards) == PRODUCTION:
                return True
        if around and scope and _is_production_child(module, around[0], scope[0]):
            return True
    return False


def _assigned(module: Module) -> dict[str, list[Assignment]]:
    names = ((one.target, one) for one in module.assignments)
    plain = ((target.id, one) for target, one in names if isinstance(target, ast.Name))
    members = ((one.target.attr, one) for one in module.assignments if isinstance(one.target, ast.Attribute))
    return grouped((*plain, *members))


def _is_production_child(module: Module, child: Definition, parent: Definition) -> bool:
    if not isinstance(child, ast.ClassDef) or of_name(child.name) != PRODUCTION:
        return False
    return any(module.definition(base) is parent for base in child.bases)


def is_closed_in_production(path: str, repository: Repository) -> bool:
    """Whether the production settings beside a settings module of Django turn the switch off."""
    if of_name(path.rpartition("/")[2]) == PRODUCTION:
        return False
    for name in repository.tracked:
        if name != path and folder_of(name) == folder_of(path) and name.endswith(".py"):
            source = repository.source(name) if of_name(name.rpartition("/")[2]) == PRODUCTION else None
            if source is not None and _CLOSED.search(source.text):
                return True
    return False


def refuses_wildcard(module: Module) -> bool:
    """Whether the file raises, always or in production, when its origins hold a wildcard."""
    return any(_refuses(module.guards(node)) for node in module.nodes if isinstance(node, ast.Raise))


def _refuses(guards: Guards) -> bool:
    asks = [clause for clause in guards if any(_asks_for_star(guard) for guard in clause)]
    others = [clause for clause in guards if clause not in asks]
    return bool(asks) and all(of_guards((clause,)) == PRODUCTION for clause in others)


def _asks_for_star(guard: Guard) -> bool:
    words = frozenset(words_of(guard.subject))
    return "*" in guard.values and guard.holds and bool(words & {"cors", "origin", "origins"})
