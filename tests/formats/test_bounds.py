from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from casefile import git, write
from prodlint import formats
from prodlint.__main__ import main
from prodlint.formats import (
    Unparsable,
    braces,
    dockerfile,
    dotenv,
    javascript,
    json,
    nginx,
    python,
    shell,
    toml,
    yaml,
)
from prodlint.formats.budget import Budget

READERS = [
    json.read, yaml.read, toml.read, python.read, javascript.read_tsx, shell.split, dotenv.read, dockerfile.read,
    nginx.read, braces.read,
]  # fmt: skip
TIMES: dict[Callable[[str], object], int] = {python.read: 4, javascript.read_tsx: 2}


@pytest.mark.parametrize("read", READERS)
def test_a_huge_text_is_refused_before_it_becomes_a_tree(
    read: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST", 10 * TIMES.get(read, 1))
    read('["abcdefghijklmnop"]')  # a text is a node, however long it is
    for huge in ("[1,23,4567]", '["' + "a" * 40 + '"]'):
        with pytest.raises(Unparsable, match="too large"):
            read(huge)


def _calls(work: Callable[[], object], name: str = "") -> int:
    """How many functions of Python run, or how many of that name."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and name in ("", frame.f_code.co_name)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_long_searches_get_short_once_the_budget_is_spent() -> None:
    budget = Budget(most=100, least=10, total=150)
    budget.spend(10)
    limits = []
    for _ in range(4):
        limits.append(budget.limit)
        budget.spend(budget.limit)
    assert limits == [100, 100, 10, 10]


def test_python_lists_that_grow_with_each_line() -> None:
    lines = 200
    module = python.read('x0 = ["*"]\n' + "".join(f"x{i} = x{i - 1} + x{i - 1}\n" for i in range(1, lines)))
    values = [node for node in module.nodes if isinstance(node, ast.BinOp)]
    asked = _calls(lambda: [module.possible(value) for value in values], "_below")
    assert asked <= 41_000 + 11 * lines
    assert _calls(lambda: [module.possible(value) for value in values], "_below") == 0


def test_javascript_functions_that_call_one_another() -> None:
    lines = 300
    module = javascript.read_tsx("".join(f"function f{i}(o) {{ return f{i + 1}(o) }}\n" for i in range(lines)))
    calls = module.of_type("call_expression")
    assert _calls(lambda: [module.possible(call) for call in calls], "_parts_of") <= 20_500 + 11 * lines


def test_javascript_texts_that_grow_with_each_line() -> None:
    lines = 800
    module = javascript.read_tsx('const x0 = "";' + "".join(f"const x{i}=x{i - 1}+x{i - 1};" for i in range(1, lines)))
    sums = module.of_type("binary_expression")
    assert _calls(lambda: [module.literal(node) for node in sums], "unwrapped") <= 100_500 + 22 * lines


@pytest.mark.parametrize(
    ("hook", "path", "head", "line", "counted"),
    [
        ("no-wildcard-cors", "app.py", "from flask_cors import CORS\n", "CORS(app)\n", "_stores"),
        ("no-env-in-image", "Dockerfile", "FROM a AS s0\n", "FROM s{0} AS s{1}\nCOPY .env /x\n", "_taken"),
    ],
)
def test_four_times_the_lines_are_four_times_the_work(
    hook: str, path: str, head: str, line: str, counted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(lines: int) -> int:
        write(tmp_path, {path: head + "".join(line.format(i, i + 1) for i in range(lines))})
        return _calls(lambda: main([hook, path]), counted)

    monkeypatch.chdir(tmp_path)
    write(tmp_path, {".env": "DB_HOST=db\nDB_PASSWORD=" + "x7Kq" * 5 + "\n"})
    git(tmp_path, "init", "-q")
    assert 0 < work(200) <= 5 * work(50)
