"""Under which conditions the commands of a script run, and what it takes for variables that are not set."""

from __future__ import annotations

import pytest

from prodlint.formats.guards import ALWAYS, Guard
from prodlint.formats.shell import split
from prodlint.formats.shell_conditions import denied, either, unknown


def conditions(source: str) -> str:
    """The guards of the command `x`: "," is and, "|" is or, "!" does not hold."""
    (command,) = [one for one in split(source) if one.words and one.words[0].text == "x"]
    return ", ".join("|".join(shown(guard) for guard in clause) for clause in command.guards)


def shown(guard: Guard) -> str:
    values = "=" + "/".join(guard.values) if guard.values else ""
    return ("" if guard.holds else "!") + guard.subject + values


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("x", "", id="none"),
        pytest.param('[ "$E" = "Prod" ] && x', "E=prod", id="and"),
        pytest.param('[ "$E" = prod ] || x', "!E=prod", id="or"),
        pytest.param('[ "$E" = prod ] && a || x', "!E=prod", id="and-or"),
        pytest.param('[ "$E" = prod ] && a; x', "", id="list-ends"),
        pytest.param("a && x", "", id="a-command-is-no-condition"),
        pytest.param("a || x", "", id="a-fallback-is-no-condition"),
        pytest.param("a && [ $E = prod ] && x", "E=prod", id="test-behind-command"),
        pytest.param("test $E != prod && x", "!E=prod", id="test"),
        pytest.param('[[ $E == prod && -n "$D" ]] && x', "E=prod, D", id="double-brackets"),
        pytest.param("[[ $E == prod || $E == live ]] && x", "E=prod|E=live", id="double-brackets-or"),
        pytest.param("[ $E = prod -o $E = live ] && x", "E=prod|E=live", id="o"),
        pytest.param("[[ $E =~ ^(prod|live)$ ]] && x", "E=prod/live", id="regex"),
        pytest.param('[ -z "$D" ] && x', "!D", id="z"),
        pytest.param('[ "$D" = "" ] && x', "!D", id="empty"),
        pytest.param('[ "$D" ] && x', "D", id="word"),
        pytest.param("[ ! -n $D ] && x", "!D", id="not-within"),
        pytest.param("if ! [ -n $D ]; then x; fi", "!D", id="not-outside"),
        pytest.param('[ prod = "${E:-dev}" ] && x', "E=prod", id="default"),
        pytest.param('[ "${E,,}" = prod ] && x', "E=prod", id="lower-case"),
        pytest.param('[ "$1" = --dev ] && x', "1=--dev", id="argument"),
        pytest.param("[ $D -eq 1 ] && x", "D=1", id="number"),
        pytest.param("if [ -f .env ]; then x; fi", "-f .env", id="file"),
        pytest.param("if command -v a >/dev/null; then x; fi", "command -v a", id="unknown"),
        pytest.param("if command -v a; then b; else x; fi", "!command -v a", id="unknown-else"),
        pytest.param("if [ $E = a ]; then x; fi", "E=a", id="if"),
        pytest.param("if [ $E = a ]; then b; else x; fi", "!E=a", id="else"),
        pytest.param("if [ $E = a ]; then b; elif [ $F = c ]; then x; fi", "!E=a, F=c", id="elif"),
        pytest.param("if [ $E = a ]; then b; elif [ $F = c ]; then d; else x; fi", "!E=a, !F=c", id="elif-else"),
        pytest.param("if [ $E = a ] || [ $F = b ]; then c; else x; fi", "!E=a, !F=b", id="else-of-or"),
        pytest.param("if [ $E = a ] && [ $F = b ]; then c; else x; fi", "!E=a|!F=b", id="else-of-and"),
        pytest.param("if [ $E = a ]; then if [ $F ]; then x; fi; fi", "E=a, F", id="nested"),
        pytest.param("if [ $E = a ]; then b; fi; x", "", id="behind-if"),
        pytest.param("if\n[ $E = a ]\nthen\nx\nfi", "E=a", id="if-over-lines"),
        pytest.param("[ $E = a ] && { b; x; }", "E=a", id="group"),
        pytest.param("{ [ $E = a ] || [ $F ]; } && x", "E=a|F", id="group-as-condition"),
        pytest.param("case $E in a|B) x ;; esac", "E=a/b", id="case"),
        pytest.param("case $E in (a) b ;; *) x ;; esac", "!E=a", id="case-default"),
        pytest.param("case $E in a) b;; d*) x;; esac", "!E=a, E=d", id="case-second"),
        pytest.param('case "${1:-web}" in\n web)\n x\n esac', "1=web", id="case-argument"),
        pytest.param("case $E in a) b;; esac; x", "", id="behind-case"),
        pytest.param("if [ $E = a ]; then exec b; fi\nx", "!E=a", id="behind-exec"),
        pytest.param("if [ $E = a ]; then b; else exec c; fi\nx", "E=a", id="behind-exec-in-else"),
        pytest.param("if [ $E = a ]; then exec b; elif [ $F ]; then exec c; fi\nx", "!E=a, !F", id="behind-two"),
        pytest.param("case $E in a) exec b;; esac\nx", "!E=a", id="behind-exec-in-case"),
        pytest.param("[ $E = a ] && exec b\nx", "!E=a", id="behind-and-exec"),
        pytest.param("[ $E = a ] || { b; exit 0; }\nx", "E=a", id="behind-or-exit"),
        pytest.param("[ -z $URL ] && exit 1\nx", "", id="a-check-is-no-mode"),
        pytest.param("[ $E = a ] || exit 1\nx", "E=a", id="a-check-of-the-mode"),
        pytest.param("a || exit 1\nx", "", id="a-failed-command"),
        pytest.param("if [ $E = a ]; then exec > log; fi\nx", "", id="exec-with-nothing"),
        pytest.param("while [ $E = a ]; do x; done", "", id="loop"),
        pytest.param("if [ $E = a ]; then ( exit 0 ); fi; x", "", id="exit-in-subshell"),
    ],
)
def test_conditions(source: str, expected: str) -> None:
    assert conditions(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(': "${E:=dev}" ${F-x}', {"E": "dev", "F": "x"}, id="colon"),
        pytest.param("E=${E:-dev}; E=prod", {"E": "dev"}, id="first-wins"),
        pytest.param("MODE=${1:-web}", {"MODE": "web"}, id="argument"),
        pytest.param('export E="${E:-dev}" F=x', {"E": "dev", "F": "x"}, id="export"),
        pytest.param("E=dev\n[ $1 ] && F=prod", {"E": "dev"}, id="conditional"),
        pytest.param('if [ -z "$E" ]; then E=dev; fi', {"E": "dev"}, id="when-unset"),
        pytest.param('[ "${E:-dev}" = dev ] && x', {"E": "dev"}, id="in-test"),
        pytest.param('case "${E:-dev}" in a) x;; esac', {"E": "dev"}, id="in-case"),
        pytest.param("E=$F E2=$(a) b", {}, id="no-default"),
    ],
)
def test_defaults(source: str, expected: dict[str, str]) -> None:
    assert dict(split(source)[-1].defaults) == expected


def test_functions() -> None:
    commands = split("a() {\n b\n}\nfunction c { d; }\nfunction e() { f; }\ng() ( h )\na")
    assert [(one.words[0].text, one.function) for one in commands] == [
        ("b", "a"),
        ("d", "c"),
        ("f", "e"),
        ("h", "g"),
        ("a", ""),
    ]


def test_conditions_do_not_grow_without_end() -> None:
    many = " || ".join(f"[ $A{number} = a ] && [ $B = b ]" for number in range(40))
    deep = "if [ $A = a ]; then " * 200 + "x"
    assert len(split(f"if {many}; then x; fi")[-1].guards) < 30
    assert len(split(deep)[-1].guards) < 30


def test_guards_combine() -> None:
    one, two = unknown("a"), unknown("b")
    assert denied(denied(one + two)) == one + two
    assert denied(ALWAYS) == ALWAYS
    assert either(one, ALWAYS) == ALWAYS
