"""The reader of Go, Java, Kotlin, PHP, Ruby, C#, Rust and Elixir: the same questions in every language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Node

from formats.tree_tables import CALLS, GUARDS, READS, TEXTS, VALUES
from prodlint.formats import Unparsable
from prodlint.formats.guards import Guard, Guards
from prodlint.formats.tree import Module, read
from prodlint.kinds import TREES


def here(module: Module) -> Node:
    """The call `HERE(...)`."""
    return next(call for call in module.calls if module.method(call)[1].lower() == "here")


def shown(guards: Guards) -> str:
    """Guards as text: `NODE_ENV=production & (!a | b)`."""

    def one(guard: Guard) -> str:
        values = "=" + ",".join(guard.values) if guard.values else ""
        return ("" if guard.holds else "!") + guard.subject + values

    return " & ".join(" | ".join(one(guard) for guard in clause) for clause in guards)


@pytest.mark.parametrize(
    ("language", "code", "values"),
    [(language, *row) for language, rows in VALUES.items() for row in rows],
)
def test_the_values_an_expression_can_have(language: str, code: str, values: list[str]) -> None:
    module = read(code, language)
    found = []
    for one in module.possible(module.arguments(here(module))[0]):
        guards = "?" + shown(one.guards) if one.guards else ""
        found.append(module.text(one.node) + ("[]" if one.element else "") + guards)
    assert found == values
    assert not module.has_errors


@pytest.mark.parametrize(
    ("language", "code", "guards"),
    [(language, *row) for language, rows in GUARDS.items() for row in rows],
)
def test_the_conditions_under_which_code_runs(language: str, code: str, guards: str) -> None:
    module = read(code, language)
    assert shown(module.guards(here(module))) == guards


@pytest.mark.parametrize(("language", "code", "calls"), CALLS)
def test_what_is_called_with_which_names(language: str, code: str, calls: list[str]) -> None:
    module = read(code, language)
    assert [f"{module.callee(call)}({','.join(module.keywords(call))})" for call in module.calls] == calls


@pytest.mark.parametrize(("language", "code", "text"), TEXTS)
def test_texts_are_unescaped_as_the_language_does(language: str, code: str, text: str) -> None:
    module = read(code, language)
    assert module.string(module.arguments(here(module))[0]) == text


@pytest.mark.parametrize(("language", "code", "name", "default"), READS)
def test_reads_of_the_environment(language: str, code: str, name: str, default: str | None) -> None:
    module = read(code, language)
    found = module.environment(module.arguments(here(module))[0])
    assert found is not None
    assert found.name == name
    assert (module.text(found.default) if found.default is not None else None) == default


def test_a_chain_of_calls_is_one_call_on_the_other() -> None:
    module = read("fn f() { CorsLayer::new().allow_origin(Any).allow_credentials(true); }", "rust")
    outer, inner, root = module.calls
    assert [module.method(call)[1] for call in (outer, inner, root)] == ["allow_credentials", "allow_origin", "new"]
    assert module.method(outer)[0] == inner
    assert module.instance_of(outer) == "CorsLayer.new"


@pytest.mark.parametrize(
    ("language", "code", "kind"),
    [
        ("go", 'import "a/gin"\nfunc f(c *gin.Context) { HERE(c) }', "a/gin.Context"),
        ("java", "import a.Cors;\nclass A { void f() { var c = new Cors(); HERE(c); } }", "a.Cors"),
        ("kotlin", "import a.Cors\nfun f(c: Cors) { HERE(c) }", "a.Cors"),
        ("php", "<?php use A\\Cors; $c = new Cors(); HERE($c);", "A.Cors"),
        ("csharp", "var c = new Cors(); HERE(c);", "Cors"),
        ("rust", "use a::Cors;\nfn f() { let c = Cors::new().x(); HERE(c); }", "a.Cors.new"),
    ],
)
def test_what_a_name_is_an_instance_of(language: str, code: str, kind: str) -> None:
    module = read(code, language)
    assert module.instance_of(module.arguments(here(module))[0]) == kind


def test_named_values_and_placeholders() -> None:
    module = read('class A { @Value("${cors.origins:*}") String o; String p = "*"; void f() { c.x = "y"; } }', "java")
    named = [(one.name, module.string(one.value)) for one in module.named_values()]
    assert named == [("o", "${cors.origins:*}"), ("p", "*"), ("x", "y")]
    assert [(found.name, default) for found, default in module.placeholders] == [("cors.origins", "*")]


def test_columns_count_characters_and_statements_end_where_they_end() -> None:
    module = read("<?php\n$é = 'é'; HERE(\n  '*'\n);", "php")
    argument = module.arguments(here(module))[0]
    assert (module.line(argument), module.column(argument)) == (3, 3)
    assert module.column(here(module)) == 11
    assert module.statement(argument) == (2, 4)


@pytest.mark.parametrize("language", TREES)
def test_errors_leave_the_rest_readable(language: str) -> None:
    start = "<?php\n" if language == "php" else ""
    module = read(start + "<<<<<<< HEAD\n" + 'HERE("*");\n' * 3, language)
    assert module.has_errors
    module.named_values()


@pytest.mark.parametrize("language", TREES)
@settings(max_examples=30, deadline=None)
@given(text=st.text(st.sampled_from(list("{}()[]<>\"'`$@#&|!=:;,.*/\\ \nifesnwx01é"))))
def test_no_text_breaks_the_reader(language: str, text: str) -> None:
    try:
        module = read(text, language)
    except Unparsable:
        return
    for call in module.calls:
        module.callee(call), module.guards(call), module.statement(call), module.instance_of(call)
    for named in module.named_values():
        module.possible(named.value), module.constant(named.value)
    module.texts("x")


@pytest.mark.parametrize("language", TREES)
def test_what_is_nested_deeply_is_not_followed_for_ever(language: str) -> None:
    start = "<?php " if language == "php" else ""
    module = read(start + "f(" * 3000 + ")" * 3000, language)
    for call in module.calls:
        module.guards(call)
    module.named_values()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("csharp", "c.ForMember(d => d.A, o => o.MapFrom(s => s.B));"),
        ("csharp", "var q = list.Where(x => x.A == 1).Select(x => x.B).OrderBy(x => x).ToList();"),
        ("kotlin", "x.map { it.a }.filter { a -> a.b > 1 }.forEach { println(it) }"),
        ("rust", "let x = v.iter().map(|a| a.b()).filter(|a| a.c > 1).collect::<Vec<_>>();"),
        ("ruby", "x = list.map { |a| a.b }.select(&:c).each_with_object({}) { |a, h| h[a] = 1 }"),
    ],
)
def test_calls_without_number_are_read(language: str, line: str) -> None:
    assert len(read("\n".join([line] * 1_000), language).calls) >= 1_000
