"""Where a literal under the name of a key is a default, and where it is a setting that production reads."""

import re

from prodlint.credentials.own_keys import KEY, kind_of_name
from prodlint.expressions import expression
from prodlint.formats.code import ASKED, ASSIGNED, CALL, ENTRY, KEYWORD, NAME, Code, Named, Node
from prodlint.rules.no_default_secrets.values import Literal
from prodlint.source import Source
from prodlint.spelling import words_of
from prodlint.tables.default_secrets import ATTRIBUTES, CLASS_ATTRIBUTES, ENTRIES, FLASK_SETTINGS, HOLDERS

# What reads settings, by the words of a function and its object.
_READERS = frozenset(
    "env environ getenv environment config conf cfg configuration settings setting secrets setdefault".split()
)
_NO_READERS = frozenset("require required must expect check assert ensure setenv putenv patch set write print".split())
_SCHEMAS = frozenset("default catch prefault str string".split())  # zod, joi, envalid
_PHOENIX = frozenset(("secret_key_base", "secret_key"))
_MODULES = frozenset("settings setting config conf configuration configs".split())
_DJANGO = expression(r"^(?:INSTALLED_APPS|ROOT_URLCONF)\b", re.MULTILINE)
_CLASSES = expression(r"(?:Settings|Config|Configuration|Env|Environment)(?:[A-Z]\w*)?$")
_FLASK = frozenset(("flask", "quart"))


class Positions:
    """The positions of one file."""

    def __init__(self, code: Code, source: Source) -> None:
        self._code = code
        self._kind = source.kind
        self._is_python = source.kind == "python"
        base = words_of(source.path.rpartition("/")[2].rpartition(".")[0])
        folder = words_of(source.path.rpartition("/")[0].rpartition("/")[2])
        is_called = not _MODULES.isdisjoint(base) or not {"settings", "config"}.isdisjoint(folder)
        self._is_module = self._is_python and (is_called or _DJANGO.search(source.text) is not None)
        self._has_fields = self._is_python and "pydantic_settings" in source.text
        self._is_flask = self._is_python and any(one.partition(".")[0] in _FLASK for one in code.imports())

    def is_default(self, named: Named) -> bool:
        """Whether the value stands in where a setting or a variable of the environment is missing."""
        if named.how != ASKED:
            return False
        is_call = self._code.kind(named.node) == CALL
        if not is_call or self._code.environment(named.node) is not None:
            return True
        return self._reads(named.node)

    def is_cast_to_secret(self, named: Named) -> bool:
        """Whether what reads the setting says that it is a secret: Starlette's `config("KEY", cast=Secret)`."""
        cast = self._code.keywords(named.node).get("cast") if self._code.kind(named.node) == CALL else None
        return cast is not None and self._code.name(cast) == "Secret"

    def _reads(self, call: Node) -> bool:
        """Whether what is called reads settings by its name, or by that of its object: `config.get`, `envsecret`."""
        owner, method = self._code.method(call)
        if method == "getattr":
            owner = next(iter(self._code.arguments(call)), None)
        words = {*words_of(method), *(words_of(self._code.name(owner)) if owner is not None else ())}
        own = any(word.startswith("env") or word.endswith("env") for word in words)
        return bool(own or words & _READERS) and not words & _NO_READERS

    def is_setting(self, named: Named) -> bool:
        """Whether a literal itself is what production runs with: settings of Django and Flask, fields, constants."""
        if named.name in ENTRIES:
            return True
        if self.is_attribute(named) or self.variable_of(named) or self._is_held(named):
            return True
        if not self._is_python:
            return False
        if named.name in CLASS_ATTRIBUTES and named.how == ASSIGNED:
            return True
        if named.of is not None:
            return self._is_flask_setting(named)
        if named.how == KEYWORD:
            owner, method = self._code.method(named.node)
            is_update = method == "from_mapping" or (method == "update" and owner is not None)
            return (
                is_update and owner is not None and self._code.name(owner) == "config" and named.name in FLASK_SETTINGS
            )
        if named.how != ASSIGNED:
            return False
        is_constant = named.name.isupper() and self._is_module and not self._code.inside(named.node)
        return is_constant or self.is_field(named)

    def is_attribute(self, named: Named) -> bool:
        """Whether it is an attribute that is a key by what its object is: `app.keys` of Koa."""
        return named.of is not None and (self._code.instance_of(named.of), named.name) in ATTRIBUTES

    def is_field(self, named: Named) -> bool:
        """Whether it is a field of a class of settings."""
        inside = self._code.inside(named.node)
        return self._is_python and named.how == ASSIGNED and bool(inside) and _CLASSES.search(inside[-1]) is not None

    def chooses(self, named: Named, literal: Literal) -> bool:
        """Whether a literal among other values of a name is a default: those are read from settings."""
        if named.how not in (ASSIGNED, ENTRY, KEYWORD):
            return False
        if any(self._code.method(call)[1] in _SCHEMAS for call in literal.via):
            return True
        return any(self._is_read_from_settings(one) for one in literal.others)

    def _is_read_from_settings(self, node: Node) -> bool:
        if self._code.environment(node) is not None:
            return True
        if self._code.kind(node) == CALL:
            return self._reads(node)
        chain = self._code.qualified_name(node) if self._code.kind(node) == NAME else None
        return bool(chain and _READERS & set(words_of(chain)))

    def _is_flask_setting(self, named: Named) -> bool:
        if named.how == ENTRY:
            return named.of is not None and self._code.name(named.of) == "config" and named.name in FLASK_SETTINGS
        return self._is_flask and named.name == "secret_key"

    def variable_of(self, named: Named) -> str:
        """The variable that the same name is read from there, too: `except KeyError: SECRET_KEY = "x"`."""
        if named.how != ASSIGNED:
            return ""
        return self._code.once(_read_names).get(_place(self._code, named), "")

    def _is_held(self, named: Named) -> bool:
        """Whether it is a setting by what holds it: `config.secret_key_base = `, `config :app, secret_key_base: `."""
        if self._kind == "elixir":
            return named.how == KEYWORD and self._code.method(named.node)[1] == "config" and named.name in _PHOENIX
        holder, names = HOLDERS.get(self._kind, ("", frozenset()))
        if named.of is None or named.name not in names:
            return False
        of = self._code.name(named.of) or (self._code.method(named.of)[1] if self._code.kind(named.of) == CALL else "")
        return of.lstrip("$") == holder


def _read_names(code: Code) -> dict[tuple[str, ...], str]:
    """The variables that names are read from, by the names and where they are."""
    found = {}
    for named in code.named_values():
        read = code.environment(named.value) if named.how == ASSIGNED else None
        if read is not None and kind_of_name(read.name) == KEY:
            found[_place(code, named)] = read.name
    return found


def _place(code: Code, named: Named) -> tuple[str, ...]:
    return (named.name, *code.inside(named.node))
