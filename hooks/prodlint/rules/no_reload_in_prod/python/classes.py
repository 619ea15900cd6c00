"""Classes that hold settings (pydantic, Flask, dataclasses): fields that are on unless someone switches them off."""

import ast
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, TEST, of_name
from prodlint.finding import Finding
from prodlint.formats.python import Assignment
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.rules.no_reload_in_prod.python.left_on import left_on
from prodlint.rules.no_reload_in_prod.python.modules import FIX
from prodlint.rules.no_reload_in_prod.python.siblings import production_decides
from prodlint.rules.no_reload_in_prod.python.switched_on import is_switch, state
from prodlint.spelling import words_of
from prodlint.tables.debug_python import GENERAL_WORDS, SETTINGS_WORDS

Fields = dict[str, list[Assignment]]


def check(file: PythonFile) -> Iterator[Finding]:
    """The fields of settings classes that are on by default."""
    every = _fields(file)
    production = {class_: fields for class_, fields in every.items() if of_name(class_.name) == PRODUCTION}
    for class_, fields in every.items():
        if of_name(class_.name) in (DEVELOPMENT, TEST):
            continue
        parsed = _reads_environment(file, class_)
        for name, assignments in fields.items():
            does = is_switch(name)
            if does is None or not (parsed or _holds_settings(class_, name, fields)):
                continue
            values = list(left_on(file, assignments, parsed=parsed))
            if not (name.isupper() and _may_be_bool(assignments)):
                values = [on for on in values if not on.misread]
            if not values or _subclass_decides(file, class_, name, production):
                continue
            own = name.upper() if parsed else ""
            if not production_decides(file, name, frozenset(on.variable or own for on in values)):
                for on in values:
                    yield file.finding(on.node, f"{class_.name}.{name} {state(on, name)}", does, FIX)


def _fields(file: PythonFile) -> dict[ast.ClassDef, Fields]:
    """For each class, the assignments to names in its body and to `self.name` in its methods, by name."""
    found: dict[ast.ClassDef, Fields] = {class_: {} for class_ in file.module.classes}
    for assignment in file.module.assignments:
        target = assignment.target
        around = file.module.definitions_around(assignment.node)
        if isinstance(target, ast.Name):
            name, class_ = target.id, around[-1] if around else None
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
            name, class_ = target.attr, around[-2] if len(around) > 1 else None
        else:
            continue
        if isinstance(class_, ast.ClassDef):
            found[class_].setdefault(name, []).append(assignment)
    return found


def _reads_environment(file: PythonFile, class_: ast.ClassDef) -> bool:
    """Whether the class fills its fields from the environment, and parses texts (pydantic's settings)."""
    names = {origin.rpartition(".")[2] for origin in file.module.bases(class_)}
    return any(name.endswith("BaseSettings") or words_of(name)[-1:] == ("settings",) for name in names)


def _holds_settings(class_: ast.ClassDef, name: str, fields: Fields) -> bool:
    """Whether the class is one for a server's settings: `Config`, `AppSettings`, any other one with a port."""
    words = set(words_of(class_.name))
    if not words & SETTINGS_WORDS:
        return False
    if name == "DEBUG" or "port" in fields or of_name(class_.name) == PRODUCTION:
        return True
    return words <= SETTINGS_WORDS | GENERAL_WORDS


def _may_be_bool(assignments: list[Assignment]) -> bool:
    annotations = [one.node.annotation for one in assignments if isinstance(one.node, ast.AnnAssign)]
    return not any(isinstance(annotation, ast.Name) and annotation.id == "str" for annotation in annotations)


def _subclass_decides(
    file: PythonFile, class_: ast.ClassDef, name: str, production: dict[ast.ClassDef, Fields]
) -> bool:
    """Whether a class for production that builds on this one switches the field off."""
    for other, fields in production.items():
        if name in fields and any(file.module.definition(base) is class_ for base in other.bases):
            if not any(True for _ in left_on(file, fields[name])):
                return True
    return False
