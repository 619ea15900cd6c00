"""The JavaScript reader: the values an expression can have, and the conditions under which code runs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Node

from prodlint.formats.guards import Guard, Guards
from prodlint.formats.javascript import Module, read_sfc, read_tsx, read_typescript


def marked(module: Module) -> Node:
    """The argument of the call `HERE(...)`."""
    for call in module.of_type("call_expression"):
        if module.text(call).startswith("HERE("):
            return module.arguments(call)[0]
    raise AssertionError("no HERE(...)")


def shown(guards: Guards) -> str:
    """Guards as text: `NODE_ENV=production & (!a | b)`."""

    def one(guard: Guard) -> str:
        values = "=" + ",".join(guard.values) if guard.values else ""
        return ("" if guard.holds else "!") + guard.subject + values

    return " & ".join(" | ".join(one(guard) for guard in clause) for clause in guards)


# A value, "[]" behind it if it is an element of a list, its guards behind "?".
VALUES = [
    ("literal", "HERE('*')", ["'*'"]),
    ("constant", "const o = '*'; HERE(o)", ["'*'"]),
    ("or", "HERE(process.env.X || '*')", ["process.env.X", "'*'"]),
    ("nullish", "HERE(process.env.X ?? '*')", ["process.env.X", "'*'"]),
    ("and", "HERE(dev && '*')", ["'*'?dev"]),
    ("ternary", "HERE(dev ? '*' : x)", ["'*'?dev", "x?!dev"]),
    ("casts", "HERE(('*' as string)!)", ["'*'"]),
    ("list", "HERE(['a', '*'])", ["'a'[]", "'*'[]"]),
    ("spread", "const b = ['*']; HERE(['a', ...b])", ["'a'[]", "'*'[]"]),
    ("split", "HERE((process.env.X ?? '*').split(','))", ["process.env.X[]", "'*'[]"]),
    ("map-trim", "HERE('*'.split(',').map(s => s.trim()).filter(Boolean))", ["'*'[]"]),
    ("map-adds", "HERE(['*'].map(s => 'https://' + s))", ["['*'].map(s => 'https://' + s)"]),
    ("filter-drops", "HERE(['*'].filter(s => s !== '*'))", ["['*'].filter(s => s !== '*')"]),
    ("concat", "HERE(['a'].concat('*'))", ["'a'[]", "'*'"]),
    ("push", "const l = ['a']; if (dev) l.push('*'); HERE(l)", ["'a'[]", "'*'[]?dev"]),
    ("set", "HERE([...new Set(['*'])])", ["'*'[]"]),
    ("reassigned", "let o = 'a'; if (dev) { o = '*'; } HERE(o)", ["'a'?!dev", "'*'?dev"]),
    ("parameter-default", "(o = '*') => HERE(o)", ["o", "'*'"]),
    ("parameter", "o => HERE(o)", ["o"]),
    ("destructuring-default", "const { o = '*' } = config; HERE(o)", ["o", "'*'"]),
    ("destructured", "const { o } = { o: '*' }; HERE(o)", ["'*'"]),
    ("unknown-destructured", "const { o } = config; HERE(o)", ["o"]),
    ("template", "const o = '*'; HERE(`${o}`)", ["'*'"]),
    ("function", "function f() { if (dev) return '*'; return 'a' } HERE(f())", ["'*'?dev", "'a'?!dev"]),
    ("arrow", "const f = () => '*'; HERE(f())", ["'*'"]),
    ("function-value", "function f(o) {} HERE(f)", ["function f(o) {}"]),
    ("method", "class K { f() { return '*' } g() { HERE(this.f()) } }", ["'*'"]),
    ("field", "class K { o = '*'; g() { HERE(this.o) } }", ["'*'"]),
    ("field-in-constructor", "class K { constructor() { this.o = '*' } g() { HERE(this.o) } }", ["'*'"]),
    ("static", "class K { static o = '*' } HERE(K.o)", ["'*'"]),
    ("enum", "enum E { Any = '*' } HERE(E.Any)", ["'*'"]),
    ("object-member", "const c = { cors: { o: '*' } }; HERE(c.cors.o)", ["'*'"]),
    ("unknown-member", "HERE(config.o)", ["config.o"]),
    ("getter", "HERE(config.get('X', '*'))", ["config.get('X', '*')", "'*'"]),
    ("getter-generic", "HERE(config.get<string>('X') ?? '*')", ["config.get<string>('X')", "'*'"]),
    ("env-function", "HERE(env('X', '*'))", ["env('X', '*')", "'*'"]),
    ("deno", "HERE(Deno.env.get('X') || '*')", ["Deno.env.get('X')", "'*'"]),
    ("zod", "HERE(z.string().default('*').optional())", ["z.string().default('*').optional()", "'*'"]),
    ("envalid", "HERE(str({ default: '*' }))", ["str({ default: '*' })", "'*'"]),
    ("import-default-is-no-fallback", "HERE(K.default('*'))", ["K.default('*')"]),
    ("circle", "let a = b; let b = a; HERE(a)", []),
    ("two-ways", "const o = '*'; HERE(dev ? o : o)", ["'*'?dev", "'*'?!dev"]),
    ("two-ways-one-always", "const o = '*'; let a = o; HERE([a, ...(dev ? [o] : [o])])", ["'*'[]"]),
    ("two-ways-of-a-circle", "let a = dev ? b : b; let b = a; b = '*'; HERE(a)", ["'*'?dev", "'*'?!dev"]),
    ("two-ways-into-a-circle", "let b = '*'; let a = b; b = a; HERE(dev ? a : b)", ["'*'?dev", "'*'?!dev"]),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in VALUES], ids=[row[0] for row in VALUES])
def test_possible(code: str, expected: list[str]) -> None:
    module = read_typescript(code)
    found = []
    for value in module.possible(marked(module)):
        guards = shown(value.guards)
        found.append(module.text(value.node) + ("[]" if value.element else "") + (f"?{guards}" if guards else ""))
    assert found == expected


PRODUCTION = "const isProd = process.env.NODE_ENV === 'production'; "
GUARDS = [
    ("none", "HERE(1)", ""),
    ("if", "if (process.env.NODE_ENV === 'production') { HERE(1) }", "NODE_ENV=production"),
    ("else", "if (process.env.NODE_ENV == 'production') {} else HERE(1)", "!NODE_ENV=production"),
    ("not-equal", "if (process.env.NODE_ENV !== 'production') HERE(1)", "!NODE_ENV=production"),
    ("reversed", "if ('Production' === process.env.NODE_ENV) HERE(1)", "NODE_ENV=production"),
    ("through-constant", PRODUCTION + "if (!isProd) HERE(1)", "!NODE_ENV=production"),
    ("twice-not", PRODUCTION + "if (!!isProd) HERE(1)", "NODE_ENV=production"),
    ("through-object", "const c = {dev: process.env.A === 'b'}; if (c.dev) HERE(1)", "A=b"),
    ("default-peeled", "if ((process.env.E || 'dev').toLowerCase() === 'dev') HERE(1)", "E=dev"),
    ("environment-constant", "const e = process.env.E ?? 'x'; if (e === 'dev') HERE(1)", "E=dev"),
    ("destructured", "const { NODE_ENV } = process.env; if (NODE_ENV === 'x') HERE(1)", "NODE_ENV=x"),
    ("getter", "if (config.get('NODE_ENV') === 'x') HERE(1)", "NODE_ENV=x"),
    ("vite", "if (import.meta.env.DEV) HERE(1)", "DEV"),
    ("global", "if (__DEV__) HERE(1)", "__DEV__"),
    ("member", "if (config.isDev) HERE(1)", "config.isDev"),
    ("compared-with-true", "if (config.isDev === true) HERE(1)", "config.isDev"),
    ("compared-with-false", "if (config.isDev === false) HERE(1)", "!config.isDev"),
    ("opaque-keeps-name", "const isDev = check(1) > 2; if (isDev) HERE(1)", "isDev"),
    ("opaque", "if (check(1)) HERE(1)", "check(1)"),
    ("includes", "if (['dev', 'Test'].includes(process.env.E)) HERE(1)", "E=dev,test"),
    ("set-has", "const s = new Set(['a']); if (!s.has(process.env.E)) HERE(1)", "!E=a"),
    ("boolean", "if (Boolean(process.env.CI)) HERE(1)", "CI"),
    ("and", "if (a && !b) HERE(1)", "a & !b"),
    ("or", "if (a || b) HERE(1)", "a | b"),
    ("not-and", "if (!(a && b)) HERE(1)", "!a | !b"),
    ("not-or", "if (!(a || b)) HERE(1)", "!a & !b"),
    ("distributed", "if (a || (b && c)) HERE(1)", "a | b & a | c"),
    ("ternary", "a ? HERE(1) : 0", "a"),
    ("short-circuit-and", "a && HERE(1)", "a"),
    ("short-circuit-or", "a || HERE(1)", "!a"),
    ("condition-itself", "if (HERE(a)) {}", ""),
    ("else-if", "if (a) {} else if (b) { HERE(1) }", "!a & b"),
    ("early-return", "function f() { if (!a) return; HERE(1) }", "a"),
    ("early-throw", "function f() { if (a) { log(); throw new E() } HERE(1) }", "!a"),
    ("early-exit", "if (a) process.exit(1); HERE(1)", "!a"),
    ("no-exit", "function f() { if (a) { log() } HERE(1) }", ""),
    ("exit-after", "function f() { HERE(1); if (a) return }", ""),
    ("callback", "if (a) { app.use(() => { HERE(1) }) }", "a"),
    ("case", "switch (process.env.E) { case 'A': HERE(1); break; default: x() }", "E=a"),
    ("case-list", "switch (process.env.E) { case 'a': case 'b': HERE(1) }", "E=a,b"),
    ("case-falls", "switch (e) { case 'a': f(); case 'b': HERE(1) }", "e=a,b"),
    ("case-alone", "switch (e) { case 'a': f(); break; case 'b': HERE(1) }", "e=b"),
    ("default-case", "switch (e) { case 'a': break; case 'b': return; default: HERE(1) }", "!e=a,b"),
    ("case-of-all", "switch (e) { default: HERE(1) }", ""),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in GUARDS], ids=[row[0] for row in GUARDS])
def test_guards(code: str, expected: str) -> None:
    module = read_tsx(code)
    assert shown(module.guards(marked(module))) == expected


SNIPPETS = "\n".join(row[1] for row in (*VALUES, *GUARDS))
PIECES = st.sampled_from(
    "{ } ( ) [ ] => = == ! && || ?? ? : , ; . ?. ... ' ` ${ \\ / < > \n a b this process.env X const let var "
    "function class if else return switch case import from require await new @ \0 \udcff ä <script> --- */ //".split(
        " "
    )
)


def ask_everything(module: Module) -> None:
    for nodes in [module.of_type(name) for name in module.types()]:
        for node in nodes:
            module.possible(node)
            module.is_complete(node)
            module.property(node, "a")
            module.qualified_name(node)
            module.instance_of(node)
            module.environment(node)
            module.literal(node)
            module.guards(node)
            module.condition(node)
            module.fallback(node)
            module.arguments(node)
            module.parameters(node)
            module.answers(node)
            module.enclosing_function(node)
            first, last = module.statement(node)
            assert 1 <= first <= last
            assert module.line(node) >= 1
            assert module.column(node) >= 1


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=200), st.booleans())
def test_random_text_never_raises(text: str, embedded: bool) -> None:
    ask_everything(read_sfc(text) if embedded else read_typescript(text))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SNIPPETS)), st.integers(0, 200), PIECES)
def test_mutated_snippets_never_raise(start: int, length: int, piece: str) -> None:
    window = SNIPPETS[max(0, start - 300) : start]
    ask_everything(read_tsx(window + piece + SNIPPETS[start + length : start + 300]))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("(" * 30_000, id="open-brackets"),
        pytest.param("x = " + "[" * 2_000 + "]" * 2_000, id="lists"),
        pytest.param("x = " + "{a: " * 1_000 + "1" + "}" * 1_000, id="objects"),
        pytest.param("x = a" + " + a" * 2_000, id="sums"),
        pytest.param("if (a) {} else " * 500 + "{}", id="else-if"),
        pytest.param("a" + ".b()" * 500, id="chain"),
        pytest.param(
            "".join(f"const a{i} = {{x: a{i + 1}.x, ...a{i + 1}}};" for i in range(300)), id="objects-of-objects"
        ),
        pytest.param(
            "".join(f"const a{i} = a{i + 1} && a{i + 1} || b;" for i in range(300)), id="constants-of-constants"
        ),
    ],
)
def test_hostile_nesting(text: str) -> None:
    module = read_tsx(text)
    for node in module.of_type("identifier", "object", "array")[:200]:
        module.possible(node)
        module.entries(node) or ()
        module.guards(node)
        module.instance_of(node)
