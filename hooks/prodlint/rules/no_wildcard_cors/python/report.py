"""Findings of one Python file."""

from __future__ import annotations

import ast

from prodlint.finding import Finding
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors.messages import ANY, FIX
from prodlint.rules.no_wildcard_cors.opening import Opening


class Report:
    """Makes the findings of a file from its nodes."""

    def __init__(self, path: str, module: Module) -> None:
        self._path = path
        self._module = module

    def finding(self, node: ast.AST, what: str, effect: str = ANY, fix: str = "", *, strict: bool = False) -> Finding:
        """A finding at a node; `what` is a clause that names what was found."""
        module = self._module
        line, column, statement = module.line(node), module.column(node), module.statement(node)
        what = what[:1].upper() + what[1:]
        return Opening(line, column, what, effect, statement, strict, fix or FIX).finding(self._path)
