"""The protocol of code: every reader answers the same question with the same answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from prodlint.formats.code import (
    ASKED,
    ASSIGNED,
    CALL,
    ENTRY,
    FUNCTION,
    LIST,
    MAPPING,
    NAME,
    UNKNOWN,
    Code,
    Node,
    fields,
    given_as,
)
from prodlint.formats.javascript import read_tsx
from prodlint.formats.python import read
from prodlint.formats.tree import read as read_tree
from prodlint.kinds import TREES


class Language(NamedTuple):
    """The same file in one language: an option that may come from the environment is given to a library."""

    read: Callable[[str], Code]
    text: str


LANGUAGES = {
    "python": Language(
        read,
        """
import os
import lib.web
mode = os.environ.get("MODE", "open")
class Site:
    def start(self):
        if DEBUG:
            lib.web.serve({"mode": mode, "prod": {"on": True}})
text = f"a{mode}b"
""",
    ),
    "javascript": Language(
        read_tsx,
        """
import * as web from "lib/web"
const mode = process.env.MODE || "open"
class Site {
  start() {
    if (DEBUG) {
      web.serve({ mode: mode, "prod": { on: true } })
    }
  }
}
const text = `a${mode}b`
""",
    ),
}
CALLED = {"python": "lib.web.serve", "javascript": "lib/web.serve"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def code(language: str) -> Code:
    return LANGUAGES[language].read(LANGUAGES[language].text)


def serving(code: Code) -> Node:
    """The call of the library."""
    return next(call for call in code.calls if code.method(call)[1] == "serve")


def test_calls(code: Code, language: str) -> None:
    call = serving(code)
    assert code.callee(call) == CALLED[language]
    assert len(code.arguments(call)) == 1
    assert code.keywords(call) == {}
    assert [guard.subject for clause in code.guards(call) for guard in clause] == ["DEBUG"]
    assert CALLED[language].removesuffix(".serve") in code.imports()


def test_entries_and_constants(code: Code) -> None:
    options = fields(code.entries(code.arguments(serving(code))[0]))
    assert list(options) == ["mode", "prod"]
    inner = fields(code.entries(options["prod"]))
    assert code.constant(inner["on"]) is True
    assert code.constant(options["prod"]) is UNKNOWN
    assert code.entries(inner["on"]) is None
    assert code.inside(inner["on"]) == ["Site", "start", "prod", "on"]


def test_kinds(code: Code) -> None:
    call = serving(code)
    (options,) = code.arguments(call)
    mode = fields(code.entries(options))["mode"]
    assert [code.kind(node) for node in (call, options, mode)] == [CALL, MAPPING, NAME]
    assert [code.name(node) for node in (mode, options)] == ["mode", ""]
    assert call in list(code.around(mode))


def test_given_as(code: Code) -> None:
    inner = fields(code.entries(fields(code.entries(code.arguments(serving(code))[0]))["prod"]))
    assert [named.name for named in given_as(code, inner["on"], 8)] == ["on", "prod"]


def test_members_that_are_assigned(language: str) -> None:
    code = LANGUAGES[language].read("a.b.c = 1")
    (named,) = code.named_values()
    assert (named.name, named.how, code.name(named.of)) == ("c", ASSIGNED, "b")


def test_patterns(language: str) -> None:
    text = {"python": 'import re\nf(re.compile("^a$"), "^a$")', "javascript": 'f(/^a$/, "^a$")'}[language]
    code = LANGUAGES[language].read(text)
    arguments = next(code.arguments(call) for call in code.calls if code.method(call)[1] == "f")
    assert [code.pattern(argument) for argument in arguments] == ["^a$", None]


def test_environment(code: Code) -> None:
    mode = fields(code.entries(code.arguments(serving(code))[0]))["mode"]
    assert "open" in [code.constant(leaf.node) for leaf in code.possible(mode)]
    assert code.constant(mode) is UNKNOWN
    assert code.constant(mode, unset=True) == "open"
    reads = [code.environment(named.value) for named in code.named_values() if named.name == "mode"]
    assert [(read.name, code.constant(read.default)) for read in reads if read is not None] == [("MODE", "open")]


def test_names(code: Code) -> None:
    found = {(named.name, named.how) for named in code.named_values()}
    assert {("mode", ASSIGNED), ("text", ASSIGNED), ("mode", ENTRY), ("on", ENTRY), ("MODE", ASKED)} <= found


def test_texts(code: Code) -> None:
    assert "a?b" in [text for text, _ in code.texts("?")]


def test_once(code: Code) -> None:
    asked = []

    def ask(whole: Code) -> int:
        asked.append(whole)
        return 7

    assert [code.once(ask), code.once(ask)] == [7, 7]
    assert asked == [code]


# The same function and parts of objects, also in a language of `formats/tree`.
DECIDING = {
    "python": 'def decide(origin, other):\n    return [origin, other["key"], other.part]\nuse(decide)',
    "javascript": 'function decide(origin, other) {\n  return [origin, other["key"], other.part]\n}\nuse(decide)',
    "php": '<?php function decide($origin, $other) {\n  return [$origin, $other["key"], $other->part];\n}',
}


@pytest.mark.parametrize("language", DECIDING)
def test_functions_and_parts(language: str) -> None:
    text = DECIDING[language]
    code: Code = read_tree(text, language) if language in TREES else LANGUAGES[language].read(text)
    (function,) = [node for node in code.of_kind(FUNCTION) if code.parameters(node)]
    assert code.parameters(function) == ["origin", "other"]
    assert function == code.function_behind(function)
    answer = code.answers(function)[0]
    assert answer in code.of_kind(LIST)
    origin, item, member = code.items(answer)
    assert [code.part_of(node)[1] for node in (origin, item, member)] == ["", "key", "part"]
    assert [code.shown(code.part_of(node)[0]) for node in (item, member)] == ["other", "other"]
    assert code.shown(origin) == "origin"
    assert "origin" in code.whole_text


def test_a_function_by_its_name() -> None:
    code = read(DECIDING["python"])
    (call,) = code.calls
    assert code.function_behind(code.arguments(call)[0]) == code.of_kind(FUNCTION)[0]


@pytest.mark.parametrize(
    ("language", "text"), [("python", "host, port = split(x)"), ("javascript", "const { host, port } = split(x)")]
)
def test_parts_of_a_value(language: str, text: str) -> None:
    code = LANGUAGES[language].read(text)
    assert [(name, code.shown(whole)) for name, whole in code.parts()] == [("host", "split(x)"), ("port", "split(x)")]
