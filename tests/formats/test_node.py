from __future__ import annotations

import pytest

from prodlint.formats import yaml
from prodlint.formats.node import Mapping, Node, Scalar, Sequence, mappings, walk

COMPOSE = """\
x-env: &env
  DEBUG: "false"
  PORT: 80
x-more: &more
  <<: *env
  PORT: 81
services:
  web:
    environment:
      <<: [*more, *env]
      NAME: web
    command: run
    ports: [80, 443]
"""


def one(text: str) -> Node:
    (document,) = yaml.read(text)
    return document


def shown(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.text: shown(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [shown(value) for value in node.nodes]
    return node.text if isinstance(node, Scalar) else None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param(("services", "web", "command"), "run", id="own key"),
        pytest.param(("services", "web", "environment", "DEBUG"), "false", id="merged through two mappings"),
        pytest.param(("services", "web", "environment", "PORT"), "81", id="the first merged mapping wins"),
        pytest.param(("x-more", "PORT"), "81", id="own key wins over a merged one"),
        pytest.param(("services", "Web"), None, id="case counts"),
        pytest.param(("services", "web", "command", "deeper"), None, id="through a scalar"),
        pytest.param(("services", "web", "ports", "0"), None, id="through a sequence"),
        pytest.param(("services", "web", "environment", "<<"), None, id="the merge key is taken last"),
    ],
)
def test_get(path: tuple[str, ...], expected: object) -> None:
    if path[-1] == "<<":
        assert isinstance(one(COMPOSE).get(*path), Sequence)
    else:
        assert shown(one(COMPOSE).get(*path)) == expected


def test_items_apply_merges_once() -> None:
    environment = one(COMPOSE).get("services", "web", "environment")
    assert environment is not None
    assert [(key.text, shown(value)) for key, value in environment.items()] == [
        ("NAME", "web"),
        ("PORT", "81"),
        ("DEBUG", "false"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: one", ["one"], id="string"),
        pytest.param("a: [one, 2]", ["one", "2"], id="list"),
        pytest.param("a: [one, {b: c}]", ["one"], id="list with something else"),
        pytest.param("a: {b: c}", [], id="mapping"),
    ],
)
def test_strings(text: str, expected: list[str]) -> None:
    value = one(text).get("a")
    assert value is not None
    assert [scalar.text for scalar in value.strings()] == expected


def test_repeated_keys_stay_and_the_last_is_got() -> None:
    document = one("a: 1\na: 2\n")
    assert [value.line for _, value in document.items()] == [1, 2]
    assert shown(document.get("a")) == "2"


def test_a_quoted_merge_key_merges_nothing() -> None:
    assert shown(one('"<<": {a: 1}')) == {"<<": {"a": "1"}}


def test_cycles_end() -> None:
    document = one("a: &a\n  <<: *a\n  list: &l [*l, x]\n")
    assert [scalar.text for _, scalar in walk(document)] == ["x"]
    merged = document.get("a")
    assert merged is not None
    assert [key.text for key, _ in merged.items()] == ["list"]
    assert document.get("a", "missing") is None


def test_walk_gives_paths_in_order_and_shared_nodes_once() -> None:
    document = one("a: &a {b: 1}\nc: [x, {d: y}, *a]\ne:\n  <<: *a\n  <<: {f: 2}\n")
    assert [(path, scalar.text) for path, scalar in walk(document)] == [
        (("a", "b"), "1"),
        (("c", 0), "x"),
        (("c", 1, "d"), "y"),
        (("e", "f"), "2"),
    ]


def test_an_alias_bomb_is_harmless() -> None:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 500)]
    document = one("a0: &a0 [x]\n" + "".join(levels))
    assert [scalar.text for _, scalar in walk(document)] == ["x"]


def test_a_long_chain_of_merges_is_cut() -> None:
    chain = [f"a{n}: &a{n}\n  <<: *a{n - 1}\n  k{n}: {n}\n" for n in range(1, 3000)]
    last = one("a0: &a0 {k: 0}\n" + "".join(chain)).get("a2999")
    assert last is not None
    assert 20 < len(last.items()) < 2999


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a: |\n  x\n  yz\n", (3, 4), id="block"),
        pytest.param('a: "x\\nyz"\n', (1, 4), id="escaped"),
    ],
)
def test_a_place_in_a_text_is_one_in_the_file(text: str, place: tuple[int, int]) -> None:
    scalar = one(text).get("a")
    assert isinstance(scalar, Scalar)
    assert scalar.place(2, 2) == place


def test_mappings_come_in_the_order_of_the_text_and_once() -> None:
    root = one("a: &a {x: {y: 1}}\nb: [*a, {z: 2}]\n")
    assert [[key.text for key, _ in node.pairs] for node in mappings(root)] == [["a", "b"], ["x"], ["y"], ["z"]]
