"""Where Python code runs: what only a development branch sees is nobody's business here."""

from __future__ import annotations

import ast

from prodlint.context import DEVELOPMENT, of_guards, of_name
from prodlint.formats.guards import Guards
from prodlint.formats.python import Module


def is_served(module: Module, guards: Guards, *nodes: ast.AST) -> bool:
    """Whether code under these conditions, and the nodes with theirs, can run in production."""
    everything = tuple(dict.fromkeys([*guards, *(clause for node in nodes for clause in module.guards(node))]))
    if any(of_guards((clause,)) == DEVELOPMENT for clause in everything) or _never(everything):
        return False
    around = [definition.name for node in nodes for definition in module.inside(node)]
    return all(of_name(name) != DEVELOPMENT for name in around)


def _never(guards: Guards) -> bool:
    """Whether the conditions exclude each other, or ask for a wildcard: then it was written somewhere else."""
    certain = {clause[0] for clause in guards if len(clause) == 1}
    return any("*" in guard.values or guard._replace(holds=not guard.holds) in certain for guard in certain)
