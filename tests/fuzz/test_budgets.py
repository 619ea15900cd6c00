"""What ends before it has seen everything says so, and a file of data that nobody would look into stops nobody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from prodlint import HOOKS
from prodlint.clean import hook_module
from prodlint.engine import collect
from prodlint.finding import Finding
from prodlint.looks import holds
from prodlint.options import Options
from targets import Memory

MANY = 2_500
FLASK = "from flask_cors import CORS\nx0 = ['https://shop.example']\n"
EXPRESS = "const cors = require('cors');\nconst x0 = ['https://shop.example'];\n"
GO = 'package main\nimport "github.com/rs/cors"\nfunc main() {\nx0 := []string{"https://shop.example"}\n'


def looked_at(path: str, text: str) -> tuple[list[Finding], list[str]]:
    """What all hooks find in a file, and what they say of it that is wrong."""
    data = text.encode()
    needles_of = {hook: hook_module(hook).wants(path) for hook in HOOKS}
    wanted = [hook for hook, needles in needles_of.items() if needles and holds(data.lower(), needles, set())]
    modules = {hook: hook_module(hook) for hook in wanted}
    findings, troubles = collect(modules, [(path, data, wanted)], Memory({path: data}, Options()))
    return findings, [why for _, why in troubles]


def chain(line: str) -> str:
    """A line for each number, which names the one before."""
    return "".join(line.format(number, number - 1) for number in range(1, MANY + 1))


def many(line: str) -> str:
    """A line for each of more values than are looked at."""
    return "".join(map(line.format, range(200)))


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("app.py", FLASK + chain("x{0} = x{1} + [y{0}]\n") + f"CORS(app, origins=x{MANY} + who)\n", "too entangled"),
        (
            "app.js",
            EXPRESS + chain("const x{0} = x{1}.concat(y{0});\n") + f"app.use(cors({{origin: x{MANY}.concat(who)}}));\n",
            "too entangled",
        ),
        (
            "main.go",
            GO + chain("x{0} := append(x{1}, y{0})\n") + f"cors.New(cors.Options{{AllowedOrigins: x{MANY}}})\n}}\n",
            "too entangled",
        ),
        (
            "many.py",
            FLASK + "who = None\n" + many('if A{0}:\n    who = "{0}"\n') + "CORS(app, origins=who)\n",
            "too entangled",
        ),
        (
            "many.js",
            EXPRESS + "let who;\n" + many('if (a{0}) who = "{0}";\n') + "app.use(cors({ origin: who }));\n",
            "too entangled",
        ),
        (
            "many.php",
            '<?php\n$who = "";\n'
            + many('if (a({0})) {{ $who = "{0}"; }}\n')
            + 'header("Access-Control-Allow-Origin: " . $who);\n',
            "too entangled",
        ),
        ("Main.kt", 'val a = "Access-Control-Allow-Origin"\n' + "/*" * 3_000, "too broken"),
        ("A.java", 'String a = "Access-Control-Allow-Origin";\n' + "a => " * 2_000, "too broken"),
        ("A.cs", 'var a = "Access-Control-Allow-Origin";\n' + "%w(" * 3_000, "too broken"),
        ("big.py", "CORS_ALLOW_ALL = a\n" + "x = 1\n" * 130_000, "too large"),
        ("big.ts", "const corsOrigins = a;\n" + "x = 1;\n" * 230_000, "too large"),
        ("big.json", '{"corsOrigins": a,\n"b": [' + "1,\n" * 1_100_000 + "1]}", "too large"),
        ("deep.json", '{"corsOrigins": ' + "[" * 300 + "]" * 300 + "}", ""),
        ("deep.yaml", "corsOrigins: " + "[" * 300 + "]" * 300, ""),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "text",
)
def test_what_ends_early_says_so(path: str, text: str, said: str) -> None:
    findings, troubles = looked_at(path, text)
    assert not findings
    assert len(troubles) == 1
    assert said in troubles[0]


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
from prodlint.__main__ import main
raise SystemExit(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system does not keep to such a limit")
def test_what_is_entangled_takes_no_more_memory_than_other_files(tmp_path: Path) -> None:
    text = GO + chain("x{0} := append(x{1}, y{0})\n") + f"cors.New(cors.Options{{AllowedOrigins: x{MANY}}})\n}}\n"
    (tmp_path / "main.go").write_text(text)
    command = [sys.executable, "-c", LIMITED, "no-wildcard-cors", "main.go"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "entangled" in done.stderr) == (2, True), done.stderr[-500:]


@pytest.mark.parametrize(
    ("path", "before", "line"),
    [
        ("Domains.php", "<?php\nreturn [\n", "    'cors-origins-secret-{}.example',\n"),
        ("domains.js", "export default [\n", '  "cors-origins-secret-{}.example",\n'),
        ("words.py", "WORDS = [\n", '    "cors origins secret {}",\n'),
    ],
)
def test_a_long_list_of_words_stops_nobody(path: str, before: str, line: str) -> None:
    text = before + "".join(map(line.format, range(50_000))) + "];\n"
    assert looked_at(path, text) == ([], [])
