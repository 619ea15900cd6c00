"""The JavaScript reader: places, strings, origins, the environment, objects, embedded scripts."""

from __future__ import annotations

import pytest
from tree_sitter import Node

from prodlint.formats import Unparsable
from prodlint.formats.code import known
from prodlint.formats.javascript import Module, read, read_sfc, read_tsx, read_typescript


def marked(module: Module) -> Node:
    """The argument of the call `HERE(...)`."""
    for call in module.of_type("call_expression"):
        if module.text(call).startswith("HERE("):
            return module.arguments(call)[0]
    raise AssertionError("no HERE(...)")


ORIGINS = [
    ("default-import", "import cors from 'cors'; HERE(cors)", "cors"),
    ("named-import", "import { cors } from 'hono/cors'; HERE(cors)", "hono/cors.cors"),
    ("renamed-import", "import { cors as c } from 'hono/cors'; HERE(c)", "hono/cors.cors"),
    ("default-as", "import { default as c } from 'cors'; HERE(c)", "cors"),
    ("namespace", "import * as c from '@koa/cors'; HERE(c)", "@koa/cors"),
    ("namespace-default", "import * as c from 'cors'; HERE(c.default)", "cors"),
    ("namespace-member", "import * as http from 'node:http'; HERE(http.createServer)", "http.createServer"),
    ("type-script-require", "import cors = require('cors'); HERE(cors)", "cors"),
    ("require", "const cors = require('cors'); HERE(cors)", "cors"),
    ("require-itself", "HERE(require('cors'))", "cors"),
    ("require-default", "const c = require('cors').default; HERE(c)", "cors"),
    ("require-destructured", "const { cors: c } = require('hono/cors'); HERE(c)", "hono/cors.cors"),
    ("require-late", "let cors; cors = require('cors'); HERE(cors)", "cors"),
    ("dynamic-import", "const { default: c } = await import('cors'); HERE(c)", "cors"),
    ("alias", "import { cors } from 'hono/cors'; const mine = cors; HERE(mine)", "hono/cors.cors"),
    ("npm", "import { cors } from 'npm:hono@4.1/cors'; HERE(cors)", "hono/cors.cors"),
    ("npm-scoped", "import cors from 'npm:@elysiajs/cors@1'; HERE(cors)", "@elysiajs/cors"),
    ("jsr", "import { Application } from 'jsr:@oak/oak@12'; HERE(Application)", "@oak/oak.Application"),
    ("deno-land", "import { oakCors } from 'https://deno.land/x/cors@v1.2/mod.ts'; HERE(oakCors)", "cors.oakCors"),
    ("esm-sh", "import { cors } from 'https://esm.sh/v135/hono@4/cors?target=es2022'; HERE(cors)", "hono/cors.cors"),
    ("relative", "import { cors } from './cors'; HERE(cors)", "./cors.cors"),
    ("member", "import cors from 'cors'; HERE(cors.foo.bar)", "cors.foo.bar"),
    ("constant-key", "import cors from 'cors'; const k = 'foo'; HERE(cors[k])", "cors.foo"),
    ("unknown-key", "import cors from 'cors'; HERE(cors[k])", None),
    ("parameter-shadows", "import cors from 'cors'; function f(cors) { HERE(cors) }", None),
    ("constant-shadows", "import cors from 'cors'; { const cors = () => 1; HERE(cors) }", None),
    ("var-shadows", "import cors from 'cors'; () => { if (a) { var cors = f() } HERE(cors) }", None),
    ("other-block", "import cors from 'cors'; { const cors = 1 } HERE(cors)", "cors"),
    ("global", "HERE(Response)", "Response"),
    ("global-member", "HERE(process.env.X)", "process.env.X"),
    ("call", "import express from 'express'; HERE(express())", None),
    ("require-shadowed", "function f(require) { HERE(require('cors')) }", None),
    ("circle", "const a = b; const b = a; HERE(a)", None),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in ORIGINS], ids=[row[0] for row in ORIGINS])
def test_origin(code: str, expected: str | None) -> None:
    module = read_tsx(code)
    assert module.qualified_name(marked(module)) == expected


INSTANCES = [
    ("call", "import express from 'express'; const app = express(); HERE(app)", "express"),
    ("new", "import { Hono } from 'hono'; HERE(new Hono())", "hono.Hono"),
    ("fluent", "import { Hono } from 'hono'; const app = new Hono().use(x).get(y); HERE(app)", "hono.Hono"),
    (
        "awaited",
        "import { NestFactory } from '@nestjs/core'; const app = await NestFactory.create<T>(M); HERE(app)",
        "@nestjs/core.NestFactory.create",
    ),
    ("required-call", "const app = require('express')(); HERE(app)", "express"),
    ("module-is-none", "const cors = require('cors'); HERE(cors)", None),
    ("late", "import express from 'express'; let app; app = express(); HERE(app)", "express"),
    ("declared-type", "import { Request } from 'express'; (req: Request) => HERE(req)", "express.Request"),
    ("namespace-type", "import * as e from 'express'; (req: e.Request) => HERE(req)", "express.Request"),
    ("unknown", "(app) => HERE(app)", None),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in INSTANCES], ids=[row[0] for row in INSTANCES])
def test_instance_of(code: str, expected: str | None) -> None:
    module = read_tsx(code)
    assert module.instance_of(marked(module)) == expected


STRINGS = [
    ("single", r"HERE('a')", "a"),
    ("empty", r"HERE('')", ""),
    ("escapes", r"HERE('\x41\u0042\u{43}\n\'\q')", "ABC\n'q"),
    ("bad-code-point", r"HERE('\u{FFFFFF}')", "\ufffd"),
    ("template", "HERE(`a b`)", "a b"),
    ("template-constant", "const x = 'b'; HERE(`a${x}c`)", "abc"),
    ("template-unknown", "HERE(`a${x}`)", None),
    ("plus", "const a = 'x'; HERE(a + '-' + 'y')", "x-y"),
    ("plus-number", "HERE('a' + 1)", None),
    ("cast", "HERE(('a' as const)!)", "a"),
    ("reassigned", "let a = 'x'; a = 'y'; HERE(a)", None),
    ("circle", "const a = b + 'x'; const b = a; HERE(a)", None),
    ("doubling", "const a = b + b + b, b = c + c + c, c = a + a; HERE(a)", None),
    ("number", "HERE(1)", None),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in STRINGS], ids=[row[0] for row in STRINGS])
def test_string(code: str, expected: str | None) -> None:
    module = read_tsx(code)
    assert module.string(marked(module)) == expected


READS = [
    ("member", "HERE(process.env.X)", "X"),
    ("subscript", "HERE(process.env['X'])", "X"),
    ("optional", "HERE(process?.env?.X)", "X"),
    ("vite", "HERE(import.meta.env.VITE_X)", "VITE_X"),
    ("vite-cast", "HERE((import.meta as any).env?.VITE_X)", "VITE_X"),
    ("bun", "HERE(Bun.env.X)", "X"),
    ("deno", "HERE(Deno.env.get('X')!)", "X"),
    ("destructured", "const { X, Y: z = 1 } = process.env; HERE(z)", "Y"),
    ("alias", "const env = import.meta.env; HERE(env.X)", "X"),
    ("named", "const key = process.env.X; HERE(key)", "X"),
    ("node-process", "import { env } from 'node:process'; HERE(env.X)", "X"),
    ("svelte-static", "import { PUBLIC_X as x } from '$env/static/public'; HERE(x)", "PUBLIC_X"),
    ("svelte-dynamic", "import { env } from '$env/dynamic/public'; HERE(env.PUBLIC_X)", "PUBLIC_X"),
    ("with-default", "HERE(process.env.X ?? 'd')", "X"),
    ("method-of-it", "HERE(process.env.X.split(','))", None),
    ("computed", "HERE(process.env[name])", None),
    ("other-env", "HERE(config.env.X)", None),
    ("shadowed", "function g(process) { HERE(process.env.X) }", None),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in READS], ids=[row[0] for row in READS])
def test_environment(code: str, expected: str | None) -> None:
    module = read_tsx(code)
    read = module.environment(marked(module))
    assert (read.name if read is not None else None) == expected


OBJECTS = [
    ("literal", "HERE({a: 1, 'b-c': 2, 3: 4})", ["a=1", "b-c=2", "3=4"], True),
    ("name", "const o = {a: 1}; HERE(o)", ["a=1"], True),
    ("shorthand-and-method", "HERE({a, f() {}})", ["a=a", "f=f() {}"], True),
    ("spread", "const b = {a: 1}; HERE({...b, c: 2})", ["a=1", "c=2"], True),
    ("spread-choice", "HERE({...(x && {a: 1}), ...(y ? {b: 2} : {})})", ["a=1", "b=2"], True),
    ("spread-unknown", "HERE({a: 1, ...props})", ["a=1"], False),
    ("computed-constant", "const k = 'a'; HERE({[k]: 1})", ["a=1"], True),
    ("computed", "HERE({[k]: 1})", [], False),
    ("casts", "const o = ({a: 1} as const) satisfies T; HERE(o!)", ["a=1"], True),
    ("frozen", "const o = Object.freeze({a: 1}); HERE(o)", ["a=1"], True),
    ("assigned", "HERE(Object.assign({}, {a: 1}, {b: 2}))", ["a=1", "b=2"], True),
    ("later", "const o: T = {a: 1}; o.a = 2; o['b'] = 3; HERE(o)", ["a=1", "a=2", "b=3"], True),
    ("function", "function f() { return {a: 1} } HERE(f())", ["a=1"], True),
    ("member", "const c = {cors: {a: 1}}; HERE(c.cors)", ["a=1"], True),
    ("field", "class K { o = {a: 1}; m() { HERE(this.o) } }", ["a=1"], True),
    ("parameter", "o => HERE(o)", [], False),
    ("circle", "const a = {...b, x: 1}, b = {...a}; HERE(a)", ["x=1"], True),
    ("member-circle", "const a = b.x, b = a.x; HERE(a.x)", [], False),
]


@pytest.mark.parametrize(
    ("code", "expected", "complete"), [row[1:] for row in OBJECTS], ids=[row[0] for row in OBJECTS]
)
def test_properties(code: str, expected: list[str], complete: bool) -> None:
    module = read_tsx(code)
    node = marked(module)
    assert [f"{key}={module.text(found.value)}" for key, found in known(module.entries(node))] == expected
    assert module.is_complete(node) is complete


def test_property_is_the_last_one_written() -> None:
    module = read_tsx("HERE({a: 1, ...{a: 2}})")
    found = module.property(marked(module), "a")
    assert found is not None
    assert module.text(found) == "2"
    assert module.property(marked(module), "b") is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("f(\n  HERE(1),\n);", (1, 3), id="expression"),
        pytest.param("if (\n HERE(1)\n) {\n b;\n}", (1, 3), id="head-of-if"),
        pytest.param("if (a) {\n HERE(1);\n b;\n}", (2, 2), id="inside-if"),
        pytest.param("const a = {\n b: HERE(1),\n};", (1, 3), id="declaration"),
        pytest.param("class A {\n x = HERE(\n 1);\n}", (2, 3), id="field"),
    ],
)
def test_statement(code: str, expected: tuple[int, int]) -> None:
    module = read_tsx(code)
    assert module.statement(marked(module)) == expected


@pytest.mark.parametrize(
    ("code", "place"),
    [
        pytest.param("\n  HERE(a)", (2, 8), id="ascii"),
        pytest.param("/* äöü€ */ HERE(a)", (1, 17), id="umlauts"),
        pytest.param("'😀'; HERE(a)", (1, 11), id="astral"),
        pytest.param("'\udcff\udce4'; HERE(a)", (1, 12), id="surrogates"),
    ],
)
def test_place(code: str, place: tuple[int, int]) -> None:
    module = read_tsx(code)
    node = marked(module)
    assert (module.line(node), module.column(node)) == place


def test_dialects_and_errors() -> None:
    cast = "const a = <any>b;"
    assert not read_typescript(cast).has_errors
    assert read_tsx(cast).has_errors
    assert not read("const a = <b/>;", dialect="tsx").has_errors
    broken = read_tsx("const a = 'x'; ) ( HERE(a)")
    assert broken.has_errors
    assert broken.string(marked(broken)) == "x"


def test_columns_count_characters_beside_what_was_taken_out() -> None:
    """A repair puts one blank in the place of a character, however many bytes it has."""
    line = "const pool = connect(" + "\ufffd" * 30 + '"db");'
    module = read_tsx(line + "\n")
    assert module.has_errors or module.calls
    assert all(module.column(node) <= len(line) for node in module.of_type("string", "call_expression", "arguments"))
    assert [module.column(node) for node in module.of_type("string")] == [line.index('"') + 1]


def test_what_the_parser_never_gets_over_is_refused() -> None:
    with pytest.raises(Unparsable, match="line 2: too broken to be parsed"):
        read_tsx("a\n({a:{A/Y:g(o: ")


def test_functions() -> None:
    module = read_typescript(
        "const f = (a: string, {b}, c = 1, ...d) => { if (a) { return 1 } g(() => 2); return 3; };"
    )
    outer, inner = module.functions()
    assert module.parameters(outer) == ["a", "", "c", ""]
    assert [module.text(node) for node in module.answers(outer)] == ["1", "3"]
    assert [module.text(node) for node in module.answers(inner)] == ["2"]
    assert module.enclosing_function(inner) == outer
    assert module.enclosing_function(outer) is None


EMBEDDED = [
    ("vue", "<template/>\n<script setup lang='ts'>\nHERE(<any>'a')\n</script>\n", (3, 6)),
    ("svelte", "<script context='module'>let x</script><script>HERE('a')</script>{#if x}<p/>{/if}", (1, 53)),
    ("astro", "---\nHERE('a')\n---\n<p>{x}</p>", (2, 6)),
    ("generic", '<script lang="ts" generic="T extends Map<string, X>">\nHERE(\'a\')</script>', (2, 6)),
    ("html", "<!-- <script>HERE('b')</script> --><SCRIPT type=module>HERE('a')</SCRIPT>", (1, 61)),
    ("unclosed", "<p>ä</p><script>HERE('a')", (1, 22)),
    ("data-first", "<script type='application/json'>HERE('b')</script>\n<script>HERE('a')</script>", (2, 14)),
]


@pytest.mark.parametrize(("text", "place"), [row[1:] for row in EMBEDDED], ids=[row[0] for row in EMBEDDED])
def test_embedded(text: str, place: tuple[int, int]) -> None:
    module = read_sfc(text)
    node = marked(module)
    assert (module.line(node), module.column(node), module.string(node)) == (*place, "a")
    assert not module.has_errors
