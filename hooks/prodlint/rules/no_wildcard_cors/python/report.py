"""Findings of one Python file."""

from __future__ import annotations

import ast

from prodlint.finding import Finding
from prodlint.formats.python import Module
from prodlint.rules.no_wildcard_cors import messages as effects


class Report:
    """Makes the findings of a file from its nodes."""

    def __init__(self, path: str, module: Module) -> None:
        self._path = path
        self._module = module

    def finding(
        self, node: ast.AST, what: str, effect: str = effects.ANY, fix: str = "", *, strict: bool = False
    ) -> Finding:
        """A finding at a node; `what` is a clause that names what was found."""
        return effects.finding(
            self._path,
            self._module.line(node),
            self._module.column(node),
            what[:1].upper() + what[1:],
            effect,
            statement=self._module.statement(node),
            fix=fix or effects.FIX,
            strict=strict,
        )
