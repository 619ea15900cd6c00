"""Looks for silence: takes what must be blocked, changes what should not matter, and asks whether it is blocked still.

    python tests/fuzz/silence.py [--cases FILE.jsonl...] [--kind KIND...] [--show]

For every bad case, each change that fits the kind of the file with the finding: at its beginning, at its end, before
the finding. It is silent where no finding stays and nothing is said to be unreadable. Prints a table of the silent ones
by kind and change; exit status 1 where more than `MOST` of a kind are silent.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS.parent / "hooks"), str(TESTS), str(TESTS / "fuzz")]

from casefile import Case, load  # noqa: E402
from prodlint import HOOKS  # noqa: E402
from prodlint.clean import hook_module, sift  # noqa: E402
from prodlint.engine import collect  # noqa: E402
from prodlint.finding import Finding  # noqa: E402
from prodlint.kinds import kind_of  # noqa: E402
from prodlint.options import split  # noqa: E402
from targets import Memory  # noqa: E402

MOST = 0.02

_CONFLICT = "<<<<<<< HEAD\n{0}\n=======\n{1}\n>>>>>>> topic\n"
# Statements that no parser takes, or none of an older language; a statement of its own each.
BROKEN: dict[str, dict[str, str]] = {
    "python": {
        "except-without-parentheses": "try:\n    pass\nexcept ValueError, TypeError:\n    pass\n",
        "template-string": 'greeting = t"Hello {name}"\n',
        "nested-quotes": 'greeting = f"{names["first"]}"\n',
        "fields-of-lines": 'greeting = f"{\n    names["first"]\n}, {\n    last\n}"\n',
        "backslash-in-f-string": "greeting = f\"{'\\n'.join(names)}\"\n",
        "type-alias": "type Pair[T] = tuple[T, T]\n",
        "type-parameters": "def first[T: int](items: list[T]) -> T:\n    return items[0]\n",
        "lazy-import": "lazy import decimal\n",
        "conflict": _CONFLICT.format("first = 1", "first = 2"),
        "jinja": "{% if cookiecutter.wide %}\nwide = {{ cookiecutter.wide }}\n{% endif %}\n",
        "print": 'print "ready"\n',
        "print-to": 'print >>sys.stderr, "ready"\n',
        "exec": 'exec "ready"\n',
        "python-2": "try:\n    pass\nexcept (ValueError, TypeError), error:\n    raise ValueError, 'x'\n",
        "unclosed": "first = (1,\n",
        "unclosed-string": 'first = "one\n',
        "half-a-statement": "def first(\n",
        "odd-character": "first = 1 ? 2\n",
    },
    "javascript": {
        "conflict": _CONFLICT.format("const first = 1;", "const first = 2;"),
        "half-a-statement": "const first = ;\n",
        "unclosed": "first((1;\n",
        "stray-brace": "}\n",
        "unclosed-string": 'const first = "one;\n',
        "new-syntax": "const first = match (1) { when 1: 2; };\n",
    },
    "yaml": {
        "conflict": _CONFLICT.format("x-first: 1", "x-first: 2"),
        "unclosed": "x-first: [1, 2\n",
        "unclosed-string": 'x-first: "one\n',
        "two-colons": "x-first: one: two\n",
        "tab": "x-first:\n\tone: 1\n",
        "odd-character": "x-first: @one\n",
        "indentation": "x-first:\n    one: 1\n  two: 2\n",
        "bare-word": "x-first\n",
        "alias": "x-first: *\n",
        "document": "---\nx-first: 1\n",
    },
    "json": {
        "conflict": _CONFLICT.format('"xfirst": 1,', '"xfirst": 2,'),
        "no-comma": '"xfirst": 1\n',
        "no-value": '"xfirst": ,\n',
        "bare-value": '"xfirst": one two,\n',
        "comment": "// one\n/* two */\n",
        "unclosed": '"xfirst": [1,\n',
        "unclosed-string": '"xfirst": "one,\n',
        "deep": '"xfirst": ' + "[" * 300 + "]" * 300 + ",\n",
    },
    "toml": {
        "conflict": _CONFLICT.format("xfirst = 1", "xfirst = 2"),
        "no-value": "xfirst =\n",
        "bare-value": "xfirst = one\n",
        "unclosed": "xfirst = [1,\n",
        "unclosed-string": 'xfirst = "one\n',
        "twice": "xfirst = 1\nxfirst = 2\n",
    },
    "dockerfile": {
        "conflict": _CONFLICT.format("LABEL first=1", "LABEL first=2"),
        "unknown": "FIRST one\n",
        "unclosed-string": 'LABEL first="one\n',
    },
    "lines": {"conflict": _CONFLICT.format("FIRST=1", "FIRST=2"), "odd": "@@ ??\n"},
}
_FAMILIES = {
    **dict.fromkeys(("javascript", "typescript", "sfc"), "javascript"),
    **dict.fromkeys(("yaml", "compose", "workflow"), "yaml"),
    **dict.fromkeys(("dotenv", "ini", "properties", "shell"), "lines"),
}
_COMMENT = {"javascript": "//", "json": "//"}


class Changed(NamedTuple):
    """A text that should be judged as before; `change` says what was changed."""

    change: str
    data: bytes


def family_of(path: str) -> str:
    """The key of `BROKEN` for a path; "" where nothing there fits."""
    kind = kind_of(path)
    family = _FAMILIES.get(kind, kind)
    return family if family in BROKEN else ""


def changes(path: str, text: str, line: int) -> Iterator[Changed]:
    """All changes of one text, in which a finding is at `line`."""
    family = family_of(path)
    lines = text.split("\n")
    for name, statement in BROKEN[family].items():
        for where, at in (
            ("begin", _first(family, lines)),
            ("end", len(lines)),
            ("before", _before(family, lines, line)),
        ):
            if at is None or (where == "end" and family == "json") or (where == "before" and name == "document"):
                continue  # there is no such place
            indent = re.match(r"\s*", lines[at] if at < len(lines) else "")[0] if where == "before" else ""  # type: ignore[index]
            if family == "json":
                indent = ""
            added = "".join(
                row if row.startswith(("<<<<<<<", "=======", ">>>>>>>", "---")) else indent + row
                for row in statement.splitlines(keepends=True)
            )
            new = [*lines[:at], added.rstrip("\n"), *lines[at:]]
            yield Changed(f"{name} {where}", "\n".join(new).encode("utf-8", "surrogateescape"))
    yield from harmless(family, lines, line)
    comment = _COMMENT.get(family, "#")
    whole = text.encode("utf-8", "surrogateescape")
    yield Changed("cr-lf", whole.replace(b"\n", b"\r\n"))
    yield Changed("bom", b"\xef\xbb\xbf" + whole)
    if family != "json":
        for name, odd in (("nuls", b"\0" * 40), ("utf-16 mark", b"\xff\xfe\0"), ("latin-1", b"caf\xe9")):
            start, rest = _after_shebang(whole)
            yield Changed(f"{name} in a comment", start + comment.encode() + b" " + odd + b"\n" + rest)
    for encoding in ("utf-16", "utf-16-be", "utf-32"):
        yield Changed(encoding, text.encode(encoding, "surrogatepass"))


def harmless(family: str, lines: list[str], line: int) -> Iterator[Changed]:
    """Changes that no reader of the format minds."""
    comment, text = _COMMENT.get(family, "#"), "\n".join(lines)
    start = _first(family, lines) or 0
    before = _before(family, lines, line)
    if family != "json":
        many = [f"{comment} {row}" for row in ("noted by the team", "TODO: look again", "https://example.com/a?b=c#d")]
        yield _changed("comments", [*lines[:start], *many, *lines[start:], *many])
        at = line - 1
        if (
            at < len(lines)
            and family in ("python", "javascript", "toml")
            and lines[at].rstrip().endswith((")", ",", "]"))
        ):
            yield _changed("comment behind", [*lines[:at], f"{lines[at]}  {comment} as it was", *lines[line:]])
    yield from hidden(family, lines, line)
    yield _changed("blank lines", [*lines[:start], "", "", *lines[start:], "", ""])
    if before is not None and family != "dockerfile":
        yield _changed("blank before", [*lines[:before], "", *lines[before:]])
    if "<<" not in text:
        yield _changed("trailing blanks", [row if row.endswith("\\") or not row else row + "  " for row in lines])
    yield _changed("no last line end", text.rstrip("\n").split("\n"))
    if family in ("python", "javascript", "toml"):
        yield _changed("trailing commas", re.sub(r"([\w\"'\]])(\n[ ]*[\]}])", r"\1,\2", text).split("\n"))
    if family == "python" and not re.search(r"[\"']{3}|f['\"]|\\", text):
        yield _changed("quotes", text.translate(_SWAPPED).split("\n"))
    if family == "javascript" and "`" not in text and "\\" not in text and "<" not in text:
        yield _changed("quotes", text.translate(_SWAPPED).split("\n"))
    if family in ("python", "javascript"):
        yield _changed("aliases", _aliased(family, text).split("\n"))
        yield _changed("semicolons", [_ended(family, row) for row in lines])
    if family == "python" and not re.search(r"\"{3}|'{3}|^from \S+ import \*|^from __future__", text, re.MULTILINE):
        wrapped = ["if True:", *("    " + row if row.strip() else row for row in lines[start:])]
        yield _changed("under a condition that holds", [*lines[:start], *wrapped])
    if family == "yaml" and not re.search(r"^(?:---|<<|\s*[|>])|[|>][-+]?$|\t", text, re.MULTILINE):
        if not re.search(r"^ *- ", text, re.MULTILINE):  # what hangs on a dash is not twice as deep
            yield _changed("deeper indentation", [re.match(r" *", row)[0] + row for row in lines])  # type: ignore[index]
        yield _changed("an end of documents", [*lines, "...", ""])
        yield _changed(
            "an extra key", [*lines, "x-owner: platform", ""] if lines and not lines[0].startswith("-") else lines
        )
        yield _changed(
            "quoted keys", [re.sub(r"^(\s*(?:- )?)([A-Za-z_][\w.-]*):(?=\s|$)", r'\1"\2":', row) for row in lines]
        )
    if family == "json":
        with_blanks = re.sub(r'"(\s*):', r'" :', text)
        yield _changed("blanks before colons", with_blanks.split("\n"))
        try:
            data = json.loads(text)
        except ValueError:
            return
        if isinstance(data, dict):
            yield Changed("in one line", json.dumps(data).encode("utf-8", "surrogateescape"))
            back = dict(reversed(data.items()))
            yield Changed("reordered keys", json.dumps(back, indent="\t").encode("utf-8", "surrogateescape"))
            yield Changed("an extra key", json.dumps({"x": [1], **data}, indent=2).encode("utf-8", "surrogateescape"))


_KEY = re.compile(r"(?P<before>^[ ]*(?:- )?)(?P<key>[A-Za-z_][\w./-]{2,})(?=:(?:\s|$))")
_QUOTED = re.compile(r"""(?P<before>\b\w+)?(?P<q>["'])(?P<text>(?:(?!(?P=q))[^\\\n])*)(?P=q)(?P<key>\s*:)?""")


def hidden(family: str, lines: list[str], line: int) -> Iterator[Changed]:
    """The line of the finding with a character written by its number, and with texts of two pieces."""
    at = min(line, len(lines)) - 1
    row = lines[at]
    if family in ("python", "javascript") and "import" not in row and "require" not in row:
        joints = ('" "', '" + "') if family == "python" else ('" + "',)
        for joint in joints:
            halves = _QUOTED.sub(partial(_halved, joint=joint), row)
            if halves != row:
                yield _changed(f"joined by {joint}", [*lines[:at], halves, *lines[at + 1 :]])
    if family in ("python", "javascript", "json"):
        escaped = _QUOTED.sub(_escaped, row)
        yield _changed("an escape in a text", [*lines[:at], escaped, *lines[at + 1 :]])
    if family == "yaml":
        escaped = _KEY.sub(lambda found: f'{found["before"]}"{_by_number(found["key"])}"', row, count=1)
        yield _changed("an escape in a key", [*lines[:at], escaped, *lines[at + 1 :]])
        outer = next((n for n in range(at, -1, -1) if (found := _KEY.match(lines[n])) and not found["before"]), None)
        if outer is not None:
            key = _KEY.sub(lambda found: f'"{_by_number(found["key"])}"', lines[outer], count=1)
            yield _changed("an escape in the outer key", [*lines[:outer], key, *lines[outer + 1 :]])
    if family == "json":
        keys = re.sub(r'"(\w{3,})"(?=\s*:)', lambda found: f'"{_by_number(found[1])}"', row, count=1)
        yield _changed("an escape in a key", [*lines[:at], keys, *lines[at + 1 :]])


def _halved(found: re.Match[str], joint: str) -> str:
    text, quote = found["text"], found["q"]
    if len(text) < _LEAST or found["before"] or found["key"]:
        return found[0]
    joint, middle = joint.replace('"', quote), len(text) // 2
    halves = f"{quote}{text[:middle]}{joint}{text[middle:]}{quote}"
    return f"({halves})" if found.string[found.end() :].startswith((".", "[", " =", " !")) else halves


def _escaped(found: re.Match[str]) -> str:
    if len(found["text"]) < _LEAST or found["before"]:
        return found[0]
    return found["q"] + _by_number(found["text"]) + found["q"] + (found["key"] or "")


def _by_number(text: str) -> str:
    middle = next((at for at in range(len(text) // 2, len(text)) if text[at].isalpha()), 0)
    return f"{text[:middle]}\\u{ord(text[middle]):04x}{text[middle + 1 :]}"


_LEAST = 4  # characters of a text that has halves
_SWAPPED = str.maketrans("\"'", "'\"")


def _changed(name: str, lines: list[str]) -> Changed:
    return Changed(name, "\n".join(lines).encode("utf-8", "surrogateescape"))


def _aliased(family: str, text: str) -> str:
    """The first import of a name under another name, which is then used in its place."""
    pattern = r"^from (?P<m>[\w.]+) import (?P<n>\w+)$" if family == "python" else r"^import (?P<n>\w+) from"
    found = re.search(pattern, text, re.MULTILINE)
    if found is None:
        return text
    name, other = found["n"], found["n"] + "Lib"
    rest = re.sub(rf"(?<![\w.'\"/-]){name}(?![\w'\"/-])(?!\s*=[^=])", other, text[found.end() :])
    new = f"from {found['m']} import {name} as {other}" if family == "python" else f"import {other} from"
    return text[: found.start()] + new + rest


def _ended(family: str, row: str) -> str:
    return row[:-1] if family == "javascript" and row.endswith(");") else row


def _after_shebang(whole: bytes) -> tuple[bytes, bytes]:
    if whole.startswith((b"#!", b"<", b"# syntax", b"---")):
        first, _, rest = whole.partition(b"\n")
        return first + b"\n", rest
    return b"", whole


def _first(family: str, lines: list[str]) -> int | None:
    if family == "json":
        return next((at + 1 for at, row in enumerate(lines) if row.rstrip().endswith("{")), None)
    if family == "dockerfile":
        return next((at + 1 for at, row in enumerate(lines) if row.startswith("FROM")), None)
    script = next((at + 1 for at, row in enumerate(lines) if "<script" in row), None)
    return script if script else int(lines[0].startswith(("#!", "---", "# syntax", "<")))


def _before(family: str, lines: list[str], line: int) -> int | None:
    """A line before the finding at which a statement can stand: the last that begins one at the outermost level."""
    if family == "json":
        return next((at for at in range(line - 1, -1, -1) if re.match(r'\s*"[^"]*":', lines[at])), None)
    for at in range(min(line, len(lines)) - 1, -1, -1):
        row = lines[at]
        if (
            row[:1].strip()
            and row[0] not in ")]}#*-@"
            and not row.startswith(("else", "elif", "except", "finally", "EOF"))
            and not (at and lines[at - 1].startswith("@"))
        ):
            if family != "dockerfile" or not (at and lines[at - 1].rstrip().endswith("\\")):
                return at
    return None


def status(hook: str, case: Case, path: str, data: bytes) -> tuple[list[Finding], list[tuple[str, str]]]:
    """What a hook says of a case in which the file at `path` holds `data`."""
    options, _ = split([*case.get("args", ())])
    files = {name: (text or "").encode("utf-8", "surrogateescape") for name, text in case["files"].items()}
    files[path] = data
    modules = {hook: hook_module(hook)}
    hits, _ = sift(modules, list(files), contents={os.path.abspath(name): data for name, data in files.items()})
    return collect(modules, hits, Memory(files, options))


def cases_of(files: list[str]) -> Iterator[tuple[str, Case]]:
    """The bad cases of the hooks, or those of other files."""
    if not files:
        yield from ((hook, case) for hook in HOOKS for case in load(hook) if case["label"] == "bad")
    for file in files:
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["label"] == "bad" and case["hook"] in HOOKS:
                yield case["hook"], case


class Place(NamedTuple):
    """A file of a bad case, its text, and a line with a finding."""

    hook: str
    case: Case
    path: str
    text: str
    line: int


def places(files: list[str], families: list[str]) -> Iterator[Place]:
    """One place of each file with a finding that is of one of the families, or of any."""
    for hook, case in cases_of(files):
        seen = set()
        for path, line in case.get("expect", ()):
            text = case["files"].get(path)
            family = family_of(path)
            if text is None or not family or path in seen or (families and family not in families):
                continue
            seen.add(path)
            found, _ = status(hook, case, path, text.encode("utf-8", "surrogateescape"))
            if any(finding.path == path for finding in found):
                yield Place(hook, case, path, text, line or 1)


def is_silent(place: Place, changed: Changed) -> bool:
    """Whether a hook says nothing about a changed file."""
    return not any(status(place.hook, place.case, place.path, changed.data))


def main() -> int:
    """Try them all; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="*", default=[], help="files of cases in JSON lines, instead of our own")
    parser.add_argument("--kind", nargs="*", default=[], choices=BROKEN)
    parser.add_argument("--show", action="store_true", help="name every silent one")
    options = parser.parse_args()
    tried: Counter[tuple[str, str]] = Counter()
    silent: Counter[tuple[str, str]] = Counter()
    for place in places(options.cases, options.kind):
        for changed in changes(place.path, place.text, place.line):
            key = family_of(place.path), changed.change
            tried[key] += 1
            if is_silent(place, changed):
                silent[key] += 1
                if options.show:
                    print(f"{place.hook} {place.case['name']} {place.path}: {changed.change}", flush=True)
    failed = False
    for family in BROKEN:
        keys = [key for key in tried if key[0] == family]
        count, quiet = sum(tried[key] for key in keys), sum(silent[key] for key in keys)
        if count:
            print(f"{family}: {quiet} of {count} silent ({quiet / count:.1%})")
            failed |= quiet > MOST * count
        for key in keys:
            if silent[key]:
                print(f"    {key[1]}: {silent[key]} of {tried[key]}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
