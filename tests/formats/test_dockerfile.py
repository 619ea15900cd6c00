"""The Dockerfile reader: instructions, words and their places, stages, what is in force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats.dockerfile import Dockerfile, effective, expand, read
from prodlint.formats.dockerfile_instructions import Instruction, instructions_of
from prodlint.formats.wrappers import unwrapped


def words(instruction: Instruction) -> list[str]:
    return [word.text for word in instruction.words]


def pairs(instruction: Instruction) -> list[tuple[str, str | None]]:
    return [(pair.name, pair.value) for pair in instruction.pairs]


@pytest.mark.parametrize(
    ("text", "keyword", "expected", "is_json"),
    [
        pytest.param("from python:3 as x", "FROM", ["python:3", "as", "x"], False, id="keyword-in-any-case"),
        pytest.param('CMD ["a", "b c"]', "CMD", ["a", "b c"], True, id="array"),
        pytest.param("CMD ['a', 'b']", "CMD", ["['a', 'b']"], False, id="array-in-single-quotes-is-shell"),
        pytest.param('CMD ["a", 1]', "CMD", ['["a", 1]'], False, id="array-with-a-number-is-shell"),
        pytest.param('CMD [ "a\\"b", "\\u0041\\n" ]', "CMD", ['a"b', "A\n"], True, id="array-escapes"),
        pytest.param("ENTRYPOINT []", "ENTRYPOINT", [], True, id="empty-array"),
        pytest.param("CMD a  b", "CMD", ["a  b"], False, id="shell-form-is-one-word"),
        pytest.param("CMD", "CMD", [], False, id="nothing-behind"),
        pytest.param("RUN a \\\n # note\n\n  b", "RUN", ["a   b"], False, id="comment-in-continuation"),
        pytest.param("RUN a \\  \n b", "RUN", ["a  b"], False, id="blanks-behind-the-escape"),
        pytest.param("RUN a \\\\\nUSER b", "RUN", ["a \\\\"], False, id="escaped-escape-continues-nothing"),
        pytest.param("RUN a \\", "RUN", ["a"], False, id="continuation-at-the-end"),
        pytest.param("# escape=`\nRUN a `\n b", "RUN", ["a  b"], False, id="escape-directive"),
        pytest.param("# syntax=x\n# escape=`\nRUN a `\n b", "RUN", ["a  b"], False, id="second-directive"),
        pytest.param("# note\n# escape=`\nRUN a `", "RUN", ["a `"], False, id="directive-too-late"),
        pytest.param('COPY --from=x ["a b", "c"]', "COPY", ["a b", "c"], True, id="copy-array"),
        pytest.param("COPY --from=x --chown=1 a b", "COPY", ["a", "b"], False, id="copy-words"),
        pytest.param("RUN --mount=type=cache,target=/x a b", "RUN", ["a b"], False, id="run-flag"),
        pytest.param("USER  app:app ", "USER", ["app:app"], False, id="user"),
        pytest.param("HEALTHCHECK --interval=3s CMD a b", "HEALTHCHECK", ["CMD", "a b"], False, id="healthcheck"),
        pytest.param("HEALTHCHECK NONE", "HEALTHCHECK", ["NONE"], False, id="healthcheck-none"),
        pytest.param("{{ if x }}", "{{", ["if", "x", "}}"], False, id="unknown-instruction"),
    ],
)
def test_words(text: str, keyword: str, expected: list[str], is_json: bool) -> None:
    first = instructions_of(text)[0]
    assert (first.keyword, words(first), first.json) == (keyword, expected, is_json)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ENV A=b", [("A", "b")], id="one"),
        pytest.param("ENV A=b C=\"d e\" \\\n  F='g'", [("A", "b"), ("C", "d e"), ("F", "g")], id="several"),
        pytest.param("ENV A b  c", [("A", "b  c")], id="old-form"),
        pytest.param('ENV A "b c"', [("A", "b c")], id="old-form-quoted"),
        pytest.param("ENV A=b\\ c", [("A", "b c")], id="escaped-blank"),
        pytest.param('ENV A="b\\"c\\d"', [("A", 'b"c\\d')], id="escapes-in-double-quotes"),
        pytest.param("ENV A=", [("A", "")], id="empty-value"),
        pytest.param("ENV A", [], id="name-alone"),
        pytest.param("ENV A=x=y", [("A", "x=y")], id="equal-sign-in-value"),
        pytest.param("ARG A B=c", [("A", None), ("B", "c")], id="arg"),
        pytest.param('LABEL "a.b"="c d" e=f', [("a.b", "c d"), ("e", "f")], id="label-quoted-name"),
        pytest.param('ENV A="open', [("A", "open")], id="open-quote"),
        pytest.param("ENV A=$B C=${D:-e}", [("A", "$B"), ("C", "${D:-e}")], id="variables-as-written"),
    ],
)
def test_pairs(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(instructions_of(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param('CMD ["uvicorn", \\\n  "--reload"]', "--reload", (2, 4), id="array-over-lines"),
        pytest.param("CMD uvicorn a \\\n # note\n  --reload", "--reload", (3, 3), id="shell-over-lines"),
        pytest.param('CMD ["sh", "-c", "a && b --reload"]', "--reload", (1, 26), id="within-sh"),
        pytest.param("FROM x\n\n  CMD a --reload", "--reload", (3, 9), id="indented"),
        pytest.param("RUN <<EOF\na\nb --reload\nEOF", "--reload", (3, 3), id="heredoc"),
        pytest.param("ONBUILD CMD a \\\n --reload", "--reload", (2, 2), id="onbuild"),
        pytest.param("HEALTHCHECK CMD a \\\n --reload", "--reload", (2, 2), id="healthcheck"),
    ],
)
def test_the_place_of_a_word(text: str, word: str, expected: tuple[int, int]) -> None:
    commands = [inner for outer in instructions_of(text)[-1].commands() for inner in unwrapped(outer)]
    assert [one[1:3] for command in commands for one in command.words if one.text == word] == [expected]


def test_the_place_of_a_pair() -> None:
    found = instructions_of('ENV A=b \\\n  B="c" C=\nENV D  e\nARG F G=h')
    assert [(pair.name, pair.line, pair.column) for one in found for pair in one.pairs] == [
        ("A", 1, 7),
        ("B", 2, 6),
        ("C", 2, 9),
        ("D", 3, 8),
        ("F", 4, 5),
        ("G", 4, 9),
    ]


def test_flags() -> None:
    run = instructions_of('RUN --mount=type=secret,id=a --mount="type=cache" --network=none x --no-flag')[0]
    assert [value.text for value in run.flag("mount")] == ["type=secret,id=a", "type=cache"]
    assert run.flag("mount")[0].position(0) == (1, 13)
    assert run.flag("from") == ()
    assert words(run) == ["x --no-flag"]


@pytest.mark.parametrize(
    ("text", "expected", "next_keyword"),
    [
        pytest.param("RUN <<EOF\na\nEOF\nUSER x", [("EOF", "a\n")], "USER", id="plain"),
        pytest.param("RUN <<-EOF\n\ta\n\tEOF\nUSER x", [("EOF", "\ta\n")], "USER", id="tabs"),
        pytest.param("RUN <<'EOF' sh\na\nEOF\nUSER x", [("EOF", "a\n")], "USER", id="quoted"),
        pytest.param("COPY <<a <<b /x/\n1\na\n2\nb\nUSER x", [("a", "1\n"), ("b", "2\n")], "USER", id="two"),
        pytest.param("ONBUILD RUN <<EOF\na\nEOF\nUSER x", [("EOF", "a\n")], "USER", id="onbuild"),
        pytest.param("CMD <<EOF\nUSER x", [], "USER", id="not-in-cmd"),
        pytest.param("RUN a <<<b\nUSER x", [], "USER", id="here-string"),
        pytest.param("RUN echo '<<EOF'\nUSER x", [], "USER", id="in-quotes"),
        pytest.param("RUN $((1<<2))\nUSER x", [], "USER", id="arithmetic"),
        pytest.param("RUN <<EOF\na\nUSER x", [("EOF", "a\nUSER x\n")], "RUN", id="no-end"),
    ],
)
def test_heredocs(text: str, expected: list[tuple[str, str]], next_keyword: str) -> None:
    found = instructions_of(text)
    assert [(heredoc.name, heredoc.body.text) for heredoc in found[0].heredocs] == expected
    assert found[-1].keyword == next_keyword


def test_lines_of_instructions() -> None:
    text = "# note\nFROM a\n\nRUN b \\\n  c\nRUN <<E\nx\nE\nUSER d\n"
    assert [(one.line, one.end_line) for one in instructions_of(text)] == [(2, 2), (4, 5), (6, 8), (9, 9)]


STAGES = """\
ARG BASE=python
ARG TAG=${BASE}-3
FROM ${TAG} AS Base
ENV A=1 B=1
USER app
CMD ["base"]
FROM base AS own
CMD ["own"]
ENTRYPOINT ["tini"]
FROM base AS cleared
ENTRYPOINT ["tini"]
FROM cleared
ENV B=2
USER root
HEALTHCHECK CMD curl localhost
FROM $UNKNOWN
"""


def in_force(file: Dockerfile, name: str | int) -> tuple[object, ...]:
    stage = file.stage(name)
    assert stage
    found = effective(stage)
    env = {name: pair.value for name, pair in found.env.items()}
    cmd, entrypoint, user = (one and words(one) for one in (found.cmd, found.entrypoint, found.user))
    return cmd, entrypoint, user, env


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("BASE", (["base"], None, ["app"], {"A": "1", "B": "1"}), id="name-in-any-case"),
        pytest.param("own", (["own"], ["tini"], ["app"], {"A": "1", "B": "1"}), id="entrypoint-keeps-own-cmd"),
        pytest.param("cleared", (None, ["tini"], ["app"], {"A": "1", "B": "1"}), id="entrypoint-drops-inherited"),
        pytest.param(3, (None, ["tini"], ["root"], {"A": "1", "B": "2"}), id="by-number-inherits"),
    ],
)
def test_what_is_in_force(name: str | int, expected: tuple[object, ...]) -> None:
    assert in_force(read(STAGES), name) == expected


def test_stages() -> None:
    file = read(STAGES)
    assert [(stage.name, stage.base, stage.line) for stage in file.stages] == [
        ("Base", "python-3", 3),
        ("own", "base", 7),
        ("cleared", "base", 10),
        ("", "cleared", 12),
        ("", "$UNKNOWN", 16),
    ]
    assert [stage.parent and stage.parent.number for stage in file.stages] == [None, 0, 0, 2, None]
    assert file.last is file.stages[4]
    assert file.stage("nowhere") is None
    assert read("").last is None
    assert [stage.parent for stage in read("FROM a AS a\nFROM b").stages] == [None, None]


def test_variables_in_scope() -> None:
    file = read("ARG G=g\nFROM a\nARG G\nARG L=${G}l\nARG N\nENV E=$L F=${X:-d}\nENV L=env\nRUN x\nENV E=late")
    stage = file.stages[0]
    run = stage.instructions[-2]
    assert file.variables(stage, run) == {"G": "g", "L": "env", "E": "gl", "F": "d"}
    assert file.variables(stage)["E"] == "late"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$A-${A}", "a-a"),
        ("$B ${B}", "$B ${B}"),
        ("${B:-d}", "d"),
        ("${B:-${A}}", "a"),
        ("${A:+x}${B:+x}", "x"),
        ("${E:-d}${E-d}", "d"),
        ("${A:?no}${B:?no}", "a"),
        (r"\$A", "$A"),
        ("${A", "${A"),
        ("${A:-", "${A:-"),
        ("$", "$"),
    ],
)
def test_expand(text: str, expected: str) -> None:
    assert expand(text, {"A": "a", "E": ""}) == expected


def test_growth_without_end_is_refused() -> None:
    file = read("ARG A=xxxxxxxxxx\n" + "ARG A=$A$A\n" * 60 + "FROM $A")
    assert len(file.stages[0].base) < 20_000


# fmt: off
PIECES = [
    "FROM a AS b\n", "FROM b\n", "RUN ", "CMD ", "ENV ", "ARG ", "COPY ", "ONBUILD ", "HEALTHCHECK CMD ", "--x=",
    "<<E ", "<<-'E'", "E\n", "[", "]", ",", '"', "'", "\\", "`", "\n", " ", "\t", "#", "# escape=`\n",
    "a", "A=", "${", "$A", "}", "\0", "\r", "é", "\u2028", "\\u00e9", "\\ud800",
]
# fmt: on
TRICKY = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TRICKY | st.text())
def test_nothing_is_refused(text: str) -> None:
    file = read(text)
    end = text.count("\n") + 1
    for stage in file.stages:
        effective(stage)
        file.variables(stage)
    for instruction in file.instructions:
        instruction.commands()
        assert 1 <= instruction.line <= instruction.end_line <= end
        assert all(1 <= word.line <= end for word in instruction.words)


@given(TRICKY)
def test_words_stand_where_they_say(text: str) -> None:
    lines = text.split("\n")
    for instruction in instructions_of(text):
        if not instruction.json:
            for word in instruction.words:
                for offset, character in enumerate(word.text):
                    line, column = word.position(offset)
                    assert lines[line - 1][column - 1] == character


AGREED = [
    "FROM a\nRUN a \\\n # b\n\n c\nRUN <<E <<-'F' x\n1\nE\n2\n\tF\nUSER x\n",
    "# escape=`\nFROM a\nRUN a `\n b \\\nENV A=`\"b C=C:\\ D='e f'\n",
    'FROM a\nENV A=b\\ c D="e \\" f" G=\'h\nENV OLD  the  rest "x"\nLABEL a="b" c=d\nARG X Y=1 Z="2 3"\n',
    'FROM a\nCMD [ "a" , "b\\tc" ]\nCMD ["a"\nENTRYPOINT []\nSHELL ["x"]\nVOLUME /a /b\nCOPY ["a b","c"]\n',
    'FROM a\nONBUILD RUN --mount=type=x,"a b" y\nHEALTHCHECK --retries=3 CMD ["x"]\nHEALTHCHECK NONE\n',
    "FROM a\n\\\nRUN x\nRUN y \\ \t\n z \\\n",
]


@pytest.mark.parametrize("text", AGREED, ids=range(len(AGREED)))
def test_buildkit_agrees(text: str) -> None:
    buildkit = pytest.importorskip("dockerfile", reason="BuildKit's parser (the package dockerfile) is missing")

    def value(instruction: Instruction) -> list[str]:
        if instruction.keyword == "ONBUILD" and instruction.inner:
            return words(instruction.inner)
        if instruction.keyword in ("ENV", "LABEL") and "=" in instruction.words[0].text:
            return [part for word in words(instruction) for part in word.split("=", 1)]
        return words(instruction)

    assert [
        (one.keyword, value(one), [flag.text for flag in one.flags], one.line, one.end_line)
        for one in instructions_of(text)
    ] == [
        (one.cmd.upper(), list(one.value), list(one.flags), one.start_line, one.end_line)
        for one in buildkit.parse_string(text)
    ]
