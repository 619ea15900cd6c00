"""Where Python code runs: what only a development branch sees is nobody's business here."""

from __future__ import annotations

import ast

from prodlint.context import DEVELOPMENT, of_guards, of_name
from prodlint.formats.guards import Guards, all_of, contradict
from prodlint.formats.python import Module


def is_served(module: Module, guards: Guards, *nodes: ast.AST) -> bool:
    """Whether code under these conditions, and the nodes with theirs, can run in production."""
    everything = all_of([guards, *map(module.guards, nodes)])
    if any(of_guards((clause,)) == DEVELOPMENT for clause in everything):
        return False
    if contradict(everything) or _asks_for_star(everything):
        return False
    around = [definition.name for node in nodes for definition in module.definitions_around(node)]
    return all(of_name(name) != DEVELOPMENT for name in around)


def _asks_for_star(guards: Guards) -> bool:
    """Whether a condition asks for a wildcard: then it was written somewhere else."""
    return any(len(clause) == 1 and "*" in clause[0].values for clause in guards)
