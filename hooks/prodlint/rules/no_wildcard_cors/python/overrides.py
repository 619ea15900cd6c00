"""Settings whose value in production is another one: set again, set by a sibling, or refused at the start."""

import ast

from prodlint.context import PRODUCTION, of_name
from prodlint.context.conditions import of_guards
from prodlint.formats.code import Named
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.python import Assignment, Definition, Module
from prodlint.spelling import words_of

_MAX_OTHERS = 20  # of one name; more only occur in generated files


class Overrides:
    """The assignments of a file by the name that they give a value to."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._assignments: dict[str, list[Assignment]] = {}
        for assignment in module.assignments:
            target = assignment.target
            if isinstance(target, (ast.Name, ast.Attribute)):
                name = target.id if isinstance(target, ast.Name) else target.attr
                self._assignments.setdefault(name, []).append(assignment)

    def replace(self, named: Named) -> bool:
        """Whether the same scope, or a production subclass, gives the name another value afterwards."""
        module = self._module
        scope = module.definitions_around(named.node)[-1:]
        for other in self._assignments.get(named.name.rpartition(".")[2], [])[:_MAX_OTHERS]:
            around = module.definitions_around(other.node)[-1:]
            if around == scope and module.line(other.node) > module.line(named.node):
                guards = module.guards(other.node)
                if not guards or of_guards(guards) == PRODUCTION:
                    return True
            if around and scope and self._is_production_child(around[0], scope[0]):
                return True
        return False

    def _is_production_child(self, child: Definition, parent: Definition) -> bool:
        if not isinstance(child, ast.ClassDef) or of_name(child.name) != PRODUCTION:
            return False
        return any(self._module.definition(base) is parent for base in child.bases)


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
