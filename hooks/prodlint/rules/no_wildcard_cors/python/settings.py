"""Settings by their names: `CORS_ORIGINS = ["*"]`, `os.getenv("ALLOWED_ORIGINS", "*")`, `cors_origins: str = "*"`."""

import ast
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.formats.code import ASKED, ASSIGNED, Named
from prodlint.formats.python import Module
from prodlint.formats.python.syntax import text_of
from prodlint.formats.regex import FULL, PREFIX
from prodlint.rules.no_wildcard_cors.code.settings import constant_hits, setting_hits, settings
from prodlint.rules.no_wildcard_cors.code.values import asked_default
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.rules.no_wildcard_cors.python.functions import PYTHON
from prodlint.rules.no_wildcard_cors.python.overrides import is_closed_in_production, replaced
from prodlint.source import Repository
from prodlint.tables.cors_effects import ACTS, STAR
from prodlint.tables.cors_python import UNNAMED

# Of django-cors-headers.
_NEW, _OLD = "CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"
_PATTERNS = frozenset({"CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"})  # tried with `re.match`
# A wildcard in these lets nobody in, and the system check refuses it (corsheaders.E013).
_EXACT = frozenset({"CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST"})
_DJANGO = frozenset({"INSTALLED_APPS", "MIDDLEWARE", "ROOT_URLCONF", "WSGI_APPLICATION", "ALLOWED_HOSTS", _NEW, _OLD})
_ALIASES = ("alias", "validation_alias", "env")  # of pydantic's Field


def hits(module: Module, path: str, repository: Repository) -> Iterator[Hit]:
    """The settings that let everyone in when nothing else is configured."""
    variables = [named for named in module.named_values() if named.how == ASSIGNED and named.of is None]
    is_django = any(one.name in _DJANGO for one in variables) or (bool(module.stars) and "settings" in path)
    exact = [module.statement(one.node) for one in variables if is_django and one.name in _EXACT]
    shut = {line for first, last in exact for line in range(first, last + 1)}
    effect = ACTS if is_django and _is_set(module, variables, "CORS_ALLOW_CREDENTIALS", True) else STAR
    row = UNNAMED._replace(star=effect, listed=effect, match=effect, default_credentials=effect == ACTS)
    yield from constant_hits(module)
    for named in settings(module, _more_names(module)):
        if of_name(named.name) == DEVELOPMENT or module.line(named.node) in shut:
            continue
        found = list(setting_hits(module, PYTHON, row, named, PREFIX if named.name in _PATTERNS else FULL))
        if not found or replaced(module, named):
            continue
        # the new name counts more than the old one
        is_old = named.name == _OLD and _is_set(module, variables, _NEW, False)
        if not is_old and not (named.name in (_OLD, _NEW) and is_closed_in_production(path, repository)):
            yield from found


def _is_set(module: Module, variables: list[Named], name: str, value: bool) -> bool:
    return any(module.constant(one.value, unset=True) is value for one in variables if one.name == name)


def _more_names(module: Module) -> Iterator[Named]:
    """Names that `Module.named_values` does not tell: `Field(alias="CORS_ORIGINS")`, `def cors_origins(self)`."""
    for node in module.nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _is_a_setting(node):
            for value in module.answers(node):
                yield Named(node.name, value, value, ASSIGNED)
    for call in module.calls:
        keywords = module.keywords(call)
        default = keywords.get("default", call.args[0] if call.args else None)
        for alias in _ALIASES:
            if alias in keywords and default is not None:
                yield Named(text_of(keywords[alias]), default, call, ASSIGNED)
        for argument in call.args[1:2]:  # `option("-o", "--origins", default="*")`, `get("section", "origins", ...)`
            default = asked_default(module, call) if text_of(argument) else None
            if default is not None and default is not argument:
                yield Named(text_of(argument), default, call, ASKED)


def _is_a_setting(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is but a name for a value: one of origins that is given nothing to work on."""
    asks = {argument.arg for argument in function.args.args} - {"self", "cls"}
    return "origin" in function.name.lower() and not asks
