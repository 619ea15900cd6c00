"""Shell words and commands, the conditions under which they run, and what stands behind wrappers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats.guards import Guard
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, block, joined
from prodlint.formats.wrappers import program, unwrapped
from prodlint.tables.wrappers import WRAPPERS


def texts(commands: list[Command]) -> list[list[str]]:
    return [[word.text for word in command.words] for command in commands]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a b; c && d || e | f & g\nh", ["a b", "c", "d", "e", "f", "g", "h"], id="separators"),
        pytest.param("(a; b) && { c; }", ["a", "b", "c"], id="groups"),
        pytest.param("a \\\n  b", ["a b"], id="continuation"),
        pytest.param("a &&\n b", ["a", "b"], id="newline-behind-and"),
        pytest.param("a # b; c\nd#e", ["a", "d#e"], id="comment"),
        pytest.param("a > f 2>&1 < g >> h &> i b", ["a b"], id="redirections"),
        pytest.param("a 2> /dev/null | b", ["a", "b"], id="redirection-with-number"),
        pytest.param("a <<E b\nc; d\nE\ne", ["a b", "e"], id="heredoc"),
        pytest.param("a <<-'E'; f\n\tc\n\tE\ne", ["a", "f", "e"], id="heredoc-tabs"),
        pytest.param("a <<< b c", ["a c"], id="here-string"),
        pytest.param("for x in a b; do c $x; done; d", ["c $x", "d"], id="for"),
        pytest.param("for x\ndo c; done", ["c"], id="for-newline"),
        pytest.param("while ! a; do b; done < f", ["a", "b"], id="while"),
        pytest.param("((i++)); a", ["((i++))", "a"], id="arithmetic"),
        pytest.param("a $(b; c | d) `e; f` ${g:-h i}", ["a $(b; c | d) `e; f` ${g:-h i}"], id="expansions"),
        pytest.param('a "$(b "c d")" e', ['a $(b "c d") e'], id="quotes-in-expansion"),
        pytest.param("a <(b; c)", ["a <(b; c)"], id="process-substitution"),
        pytest.param("x=(a b); c", ["", "c"], id="array"),
        pytest.param("if a; then b; else c; fi", ["a", "b", "c"], id="if"),
        pytest.param("echo if then", ["echo if then"], id="keywords-as-words"),
        pytest.param("fi; done; } ; esac; a", ["a"], id="closers-of-nothing"),
        pytest.param('exec "$@"', ["exec $@"], id="arguments"),
    ],
)
def test_commands(source: str, expected: list[str]) -> None:
    assert [" ".join(words) for words in texts(split(source))] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("'a b' \"c d\" e\\ f", ["a b", "c d", "e f"], id="quotes"),
        pytest.param("a'b'\"c\"", ["abc"], id="parts"),
        pytest.param("'' \"\"", ["", ""], id="empty"),
        pytest.param('"a\\"b\\$c\\d"', ['a"b$c\\d'], id="escapes-in-double-quotes"),
        pytest.param("'a\\b'", ["a\\b"], id="none-in-single-quotes"),
        pytest.param("$'a\\tb\\'c'", ["a\tb'c"], id="dollar-quotes"),
        pytest.param("--a\\\n-b", ["--a-b"], id="continued-word"),
        pytest.param("a 'b c", ["a", "b c"], id="open-single"),
        pytest.param('a "b c', ["a", "b c"], id="open-double"),
        pytest.param("a $(b c", ["a", "$(b c"], id="open-expansion"),
    ],
)
def test_words(source: str, expected: list[str]) -> None:
    assert texts(split(source)) == [expected]


def test_assignments() -> None:
    (command,) = split('A=b C="d e" F+=g h I=j')
    assert [(name, value.text) for name, value in command.assignments] == [("A", "b"), ("C", "d e"), ("F", "g")]
    assert texts([command]) == [["h", "I=j"]]
    assert command.assignments[1][1][1:3] == (1, 8)


def test_heredoc_body() -> None:
    commands = split("cat <<A <<'B' | tee x\n1 $x\nA\n2\n3\nB\nend", line=10)
    assert [(one.name, one.body.text, one.body.line) for one in commands[0].heredocs] == [
        ("A", "1 $x\n", 11),
        ("B", "2\n3\n", 13),
    ]
    assert commands[-1].words[0][:2] == ("end", 16)


@pytest.mark.parametrize(
    ("source", "word", "expected"),
    [
        ("a --b", "--b", (5, 13)),
        ("a \\\n  --b", "--b", (6, 3)),
        ("a '--b'", "--b", (5, 14)),
        ("a\n'x\ny' --b", "--b", (7, 4)),
        ('sh -c "a && b --b"', "--b", (5, 25)),
        ("sh -c 'a\nb --b'", "--b", (6, 3)),
    ],
)
def test_places(source: str, word: str, expected: tuple[int, int]) -> None:
    commands = [inner for outer in split(source, line=5, column=11) for inner in unwrapped(outer)]
    assert [one[1:3] for command in commands for one in command.words if one.text == word] == [expected]


def test_words_of_pieces() -> None:
    whole = joined([Word("ab", 3, 5), Word("cd", 4, 1), Word("ef", 4, 3)])
    assert whole.text == "abcdef"
    assert [whole.position(offset) for offset in range(6)] == [(3, 5), (3, 6), (4, 1), (4, 2), (4, 3), (4, 4)]
    assert whole.slice(3, 5) == Word("de", 4, 2)
    assert whole.slice(1, 3).position(1) == (4, 1)
    assert joined([]) == Word("")
    assert block("a\nb", 2, 7).position(2) == (3, 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("exec env -i A=b uvicorn x", ["A=b uvicorn x"], id="exec-env"),
        pytest.param("env -u X -C /a A=b x", ["A=b x"], id="env-values"),
        pytest.param("env -S 'a b'", ["a b"], id="env-split"),
        pytest.param('sh -c "cd /a && exec b --c"', ["cd /a", "b --c"], id="sh"),
        pytest.param("/bin/bash -exc 'a'", ["a"], id="bash-cluster"),
        pytest.param("bash -eo pipefail -c a", ["a"], id="bash-pipefail"),
        pytest.param("bash -l -c 'sh -c \"a b\"'", ["a b"], id="nested"),
        pytest.param("sh start.sh", ["sh start.sh"], id="script-file"),
        pytest.param("su app -s /bin/sh -c 'a b'", ["a b"], id="su"),
        pytest.param("su - app", ["su - app"], id="su-alone"),
        pytest.param("sudo -u app -E a", ["a"], id="sudo"),
        pytest.param("gosu app:app tini -s -- a", ["a"], id="gosu-tini"),
        pytest.param("dumb-init -r 15:3 -- a", ["a"], id="dumb-init"),
        pytest.param("timeout -k 5 10 nice -n 3 nohup a", ["a"], id="timeout"),
        pytest.param("stdbuf -oL a", ["a"], id="stdbuf"),
        pytest.param("poetry run a b", ["a b"], id="poetry"),
        pytest.param("poetry install", ["poetry install"], id="another-verb"),
        pytest.param("uv run --env-file .env --no-sync a", ["a"], id="uv"),
        pytest.param("uv --directory x run -m a b", ["python -m a b"], id="uv-module"),
        pytest.param("conda run --no-capture-output -n x a", ["a"], id="conda"),
        pytest.param("npx -y next dev", ["next dev"], id="npx"),
        pytest.param("npx -c 'next dev'", ["next dev"], id="npx-text"),
        pytest.param("npm exec -- vite", ["vite"], id="npm-exec"),
        pytest.param("npm run dev", ["npm run dev"], id="npm-run-stays"),
        pytest.param("pnpm --filter web exec a", ["a"], id="pnpm"),
        pytest.param("dotenv -e .env -- a", ["a"], id="dotenv-cli"),
        pytest.param("dotenv -f .env run -- a", ["a"], id="python-dotenv"),
        pytest.param("dotenvx run -f .env -- a", ["a"], id="dotenvx"),
        pytest.param("doppler run --command='a && b'", ["a", "b"], id="doppler-text"),
        pytest.param("op run --env-file x -- a", ["a"], id="op"),
        pytest.param("cross-env A=b C=d a", ["A=b C=d a"], id="cross-env"),
        pytest.param("./wait-for-it.sh db:5432 -t 3 -- a", ["a"], id="wait-for-it"),
        pytest.param("wait-for-it db:5432", ["wait-for-it db:5432"], id="wait-for-it-alone"),
        pytest.param("dockerize -wait tcp://x -timeout 60s a b", ["a b"], id="dockerize"),
        pytest.param("concurrently -n x,y 'a b' \"c d\" --raw", ["a b", "c d"], id="concurrently"),
        pytest.param("newrelic-admin run-program a", ["a"], id="newrelic"),
        pytest.param("opentelemetry-instrument --traces_exporter console a", ["a"], id="opentelemetry"),
        pytest.param("exec", ["exec"], id="nothing-behind"),
        pytest.param("exec \"$@\"", ["$@"], id="arguments"),
        pytest.param("python3.12 -X dev -m a", ["python3.12 -X dev -m a"], id="python-stays"),
    ],
)  # fmt: skip
def test_peel(source: str, expected: list[str]) -> None:
    found = [inner for outer in split(source) for inner in unwrapped(outer)]
    assert [
        " ".join([*(f"{name}={value.text}" for name, value in one.assignments), *(w.text for w in one.words)])
        for one in found
    ] == expected


def test_peel_keeps_the_conditions() -> None:
    (command,) = split('[ -n "$A" ] && sh -c \'[ "$B" = dev ] && x\'')[1:]
    assert unwrapped(command)[-1].guards == ((Guard("A", (), True),), (Guard("B", ("dev",), True),))


def test_peel_takes_words() -> None:
    assert texts(unwrapped([Word("exec"), Word("a")])) == [["a"]]
    assert texts(unwrapped([])) == [[]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/usr/local/bin/Python3.12", "python"),
        ("node_modules/.bin/next", "next"),
        ("C:\\x\\npm.CMD", "npm"),
        ("pythonic", "pythonic"),
        ("", ""),
    ],
)
def test_program(text: str, expected: str) -> None:
    assert program(Word(text)) == expected


def test_options_in_the_table_look_like_options() -> None:
    for wrapper in WRAPPERS:
        options = f"{wrapper.values} {wrapper.text} {wrapper.module}".split()
        assert all(option[0] in "-+" for option in options), wrapper
        assert all(program(Word(name)) == name for name in wrapper.programs.split())


# fmt: off
PIECES = [
    " ", "\n", "\t", "\r", "\0", "'", '"', "\\", "$", "$(", "${", "$'", "`", "(", ")", "{", "}", "=", "!", "*", "#",
    ";", "&", "|", "<", "<<", ">", "if ", "then ", "fi", "case ", " in ", "esac", "for ", "do ", "done",
    "[ ", " ]", "[[ ", "]]", "a", "--b", "E", "\\t", "é", "sh -c ", "exec ", "env ",
]
# fmt: on
TRICKY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TRICKY | st.text())
def test_nothing_is_refused(source: str) -> None:
    for command in split(source):
        unwrapped(command)


@given(TRICKY.filter(lambda source: "$'" not in source))
def test_words_stand_where_they_say(source: str) -> None:
    lines = [line + "\n" for line in source.split("\n")]
    for command in split(source):
        for word in command.words:
            for offset, character in enumerate(word.text):
                line, column = word.position(offset)
                assert lines[line - 1][column - 1] == character


@pytest.mark.parametrize("piece", ["(", "((", "$(", "'", "a\n", "if [ $X = a ]; then ", "[ $X = a ] || ", "<<E\n"])
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        split(piece * (size // len(piece)))
        return time.process_time() - start

    # Of what is square, every try is too slow; of what is linear, only one that another process gets in the way of.
    assert any(seconds(40_000) < 12 * seconds(10_000) + 0.05 for _ in range(5))
