"""What a hook says of itself, and what it finds in the examples, is written into its page, `docs/hooks/<hook-id>.md`,
its row into the README, and its entry into the manifest.

    python tests/pages.py            writes them anew; makes the page of a hook that has none, from its cases, and the
                                     entry of one that has none, from the names that it wants
    python tests/pages.py --check    says what is not up to date; exit status 1 where anything is

By hand are the sources below "Why" and the examples: fenced code with "bad", "good", "strict" (a finding only with
`--strict`) or "with" (a file beside the next example) and a path, perhaps options behind it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import manifest
from casefile import git, load, write
from prodlint import BY_CHOICE, HOOKS, kinds
from prodlint.__main__ import main
from prodlint.clean import hook_module
from prodlint.help import explanation, summary, usage

FOLDER = manifest.PROJECT / "docs/hooks"
SECTIONS = ("What", "Why", "Bad", "Good", "Fix", "Allow", "Options", "Only with `--strict`")
EXAMPLE = re.compile(
    r"^```(\w+) (bad|good|strict|with) (\S+) ?(.*)\n((?s:.*?))^```\n(?:\n```text\n((?s:.*?))^```\n)?", re.M
)
_COMMENTS = {"js": "//", "ts": "//", "tsx": "//", "sql": "--"}
# Names that no extension tells of, each with the pattern for all of its kind.
_NAMES = {
    "Dockerfile": r"(^|/)(docker|container)file[^/]*|\.(docker|container)file",
    "compose.yaml": r"(^|/)[^/]*compose[^/]*\.ya?ml|(^|/)docker-stack[^/]*\.ya?ml",
    ".github/workflows/a.yml": r"(^|/)\.github/workflows/[\s\S]+\.ya?ml",
    ".env": r"(^|/)(\.env[^/]*|env(\.[^/]*)?|\.envs/.+|\.flaskenv|\.dev\.vars[^/]*)|\.env\.[^/]*|-env",
    ".secrets": r"(^|/)\.secrets([._-][^/]*)?",
    "nginx/a": r"nginx.*",
    "Caddyfile": r"(^|/)caddyfile[^/]*",
    "Procfile": r"(^|/)procfile[^/]*",
    "start": r"(^|/)[^/.]+",
}


class Example(NamedTuple):
    """A file that a page shows: its language, verdict and path, the options of the run, and the files beside it."""

    language: str
    verdict: str
    path: str
    args: list[str]
    text: str
    beside: dict[str, str]


def page(hook: str) -> str:
    path = FOLDER / f"{hook}.md"
    return path.read_text(encoding="utf-8") if path.exists() else first_page(hook)


def first_page(hook: str) -> str:
    """What a page begins with: the smallest cases as examples."""
    shown = {}
    for label in ("bad", "good"):
        cases = [
            case for case in load(hook) if case["label"] == label.replace("good", "ok") and len(case["files"]) == 1
        ]
        files = min((case["files"] for case in cases), key=lambda files: len(str(files)))
        ((path, text),) = files.items()
        shown[label] = f"```{path.rpartition('.')[2] if '.' in path else 'text'} {label} {path}\n{text}```\n"
    strict = f"## {SECTIONS[-1]}\n\nNothing of this hook.\n"
    return f"## Bad\n\n{shown['bad']}\n## Good\n\n{shown['good']}\n{strict}"


def sections(text: str) -> dict[str, str]:
    """The bodies of a page by their titles; what stands in front of the first has the title ""."""
    first, *rest = re.split(r"^## (.+)\n", text, flags=re.M)
    return {"": first} | dict(zip(rest[::2], rest[1::2], strict=True))


def examples(text: str) -> Iterator[Example]:
    beside: dict[str, str] = {}
    for language, verdict, path, args, content, _ in EXAMPLE.findall(text):
        if verdict == "with":
            beside[path] = content
            continue
        yield Example(language, verdict, path, args.split(), content, beside)
        beside = {}


def said(hook: str, example: Example, *options: str) -> tuple[int, str]:
    """The exit status of a hook over an example, and what it prints but how to allow it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as output:
        git(Path(folder), "init", "-q")
        write(Path(folder), example.beside | {example.path: example.text})
        git(Path(folder), "add", "-f", "--", ".")
        os.chdir(folder)
        try:
            status = main([hook, *example.args, *options, example.path])
        finally:
            os.chdir(manifest.PROJECT)
    return status, re.split(r"^On purpose\?", output.getvalue(), flags=re.M)[0]


def parts(hook: str) -> dict[str, str]:
    """The parts of a hook's documentation by what they begin with; "" is what stands in front of them."""
    text = explanation(hook).removeprefix(f"{hook}: ")
    first, *rest = re.split(r"^(Blocks|Lets pass|Fix|With|Allow)(?=[:,]| --)", text, flags=re.M)
    found = {"": first}
    for label, body in zip(rest[::2], rest[1::2], strict=True):
        found[label if label != "With" else f"With {body.split('=')[0].split(':')[0].strip()}"] = body.rstrip()
    return found


def allowed(example: Example, hook: str) -> str:
    """The text of an example with comments that allow its findings."""
    lines = example.text.splitlines(keepends=True)
    found = re.findall(rf"^{re.escape(example.path)}:(\d+):", said(hook, example)[1], re.M)
    for line in sorted({int(number) for number in found}, reverse=True):
        blanks = lines[line - 1][: -len(lines[line - 1].lstrip())]
        mark = f"{_COMMENTS.get(example.language, '#')} prodlint: ignore[{hook}] why it is fine here\n"
        lines.insert(line - 1, blanks + mark)
    return "".join(lines)


def options(hook: str) -> str:
    """The table of the options that are this hook's own."""
    rows = re.findall(rf"^  (--[\w-]+)(\S*) +{hook}: (.+)$", usage(), re.M)
    levels = re.search(rf"^ {{20,}}{hook}: (.+)$", usage(), re.M)
    rows += [("--level", "=LEVEL", levels[1])] if levels else []
    rows += [("--fix", "", "make the change that is safe")] if "With --fix" in parts(hook) else []
    table = "".join(f"| `{name}{value}` | {what.removesuffix('; may be repeated')} |\n" for name, value, what in rows)
    table = f"| option | what it does |\n| --- | --- |\n{table}\n" if table else ""
    others = f"{'And those' if table else 'Those'} of every hook, in the [configuration](../configuration.md) too."
    return f"{table}{others}\n\n"


def rebuilt(hook: str, text: str) -> str:
    """A page with everything that is not written by hand made anew."""
    of, old = parts(hook), sections(text)
    summary, _, why = of[""].partition("\n\n")
    by_choice = "It runs only where it is named. " if hook in BY_CHOICE else ""
    first = next(one for one in examples(text) if one.verdict == "bad")
    new = {
        "": f"# {hook}\n\n{summary}\n\n{by_choice}`prodlint --explain {hook}` prints the gist of this page.\n\n",
        "What": f"\n**Blocks**{of['Blocks']}\n\n**Lets pass**{of['Lets pass']}\n",
        "Why": f"\n{why.strip()}\n\n" + old.get("Why", "")[old.get("Why", "").find("- [") :],
        "Fix": f"\n{of['Fix'][2].upper()}{of['Fix'][3:]}\n\n"
        + (f"With `--fix`{of['With --fix'].removeprefix(' --fix')}\n" if "With --fix" in of else ""),
        "Allow": f"\n```{first.language} good {first.path} {' '.join(first.args)}".rstrip()
        + f"\n{allowed(first, hook)}```\n\nWhere no comment can stand, an entry of the "
        f"[configuration](../configuration.md#allow-a-finding) does it.\n\n",
        "Options": f"\n{options(hook)}",
    }
    titled = {title: new.get(title, old.get(title, "\n")) for title in ("", *SECTIONS)}
    joined = "".join((f"## {title}\n" if title else "") + body.rstrip() + "\n\n" for title, body in titled.items())
    return _with_findings(hook, joined.rstrip() + "\n")


def with_rows(readme: str) -> str:
    """The README with a row for each hook, those by choice in the second table."""
    rows = {hook: f"| [`{hook}`](docs/hooks/{hook}.md) | {summary(hook)} |\n" for hook in HOOKS}
    tables = ("".join(rows[hook] for hook in HOOKS if (hook in BY_CHOICE) == chosen) for chosen in (False, True))
    return re.sub(r"(?:^\| \[`[\w-]+`\]\(docs/hooks/.*\n)+", lambda _: next(tables), readme, flags=re.M)


def with_entries(entries: str) -> str:
    """The manifest with an entry for each hook, in their order: the one that it has, or one by the names it wants."""
    first, *rest = re.split(r"^(?=- id: )", entries, flags=re.M)
    written = {entry.split()[2]: entry for entry in rest}
    every, *_ = written.values()
    return first + every + "".join(written.get(hook) or first_entry(hook, every) for hook in HOOKS)


def first_entry(hook: str, like: str) -> str:
    """An entry with what all of them share."""
    wants = hook_module(hook).wants
    endings = [extension for extension in kinds._EXTENSIONS if wants(f"a.{extension}") is not None]
    patterns = [rf"\.({'|'.join(endings)})"] if endings else []
    patterns += [pattern for name, pattern in _NAMES.items() if wants(name) is not None]
    patterns += [rf"(^|/){re.escape(name)}" for name in kinds._NAMES if wants(name) is not None]
    alternatives, templates = "\n      |".join(patterns), "|".join(map(re.escape, kinds._TEMPLATES))
    files = f"  files: |\n    (?isx)(\n       {alternatives}\n    )({templates})*$\n"
    entry = re.sub(r"\bprodlint$", hook, like, flags=re.M)
    entry = re.sub(r"^  name: .*", f"  name: {hook.replace('-', ' ')}", entry, flags=re.M)
    entry = re.sub(r"^  description: .*", lambda _: f"  description: {json.dumps(summary(hook))}", entry, flags=re.M)
    return re.sub(r"^  types: .*\n  always_run: .*\n", lambda _: files, entry, flags=re.M)


def _with_findings(hook: str, text: str) -> str:
    beside: dict[str, str] = {}

    def shown(match: re.Match[str]) -> str:
        language, verdict, path, args, content, _ = match.groups()
        block = f"```{language} {verdict} {path} {args}".rstrip() + f"\n{content}```\n"
        if verdict == "with":
            beside[path] = content
            return block
        example = Example(language, verdict, path, args.split(), content, dict(beside))
        beside.clear()
        output = said(hook, example, *(["--strict"] if verdict == "strict" else []))[1]
        return block + (f"\n```text\n{output}```\n" if output else "")

    return EXAMPLE.sub(shown, text)


def run(check: bool) -> int:
    texts = {FOLDER / f"{hook}.md": rebuilt(hook, page(hook)) for hook in HOOKS}
    readme = manifest.PROJECT / "README.md"
    texts[readme] = with_rows(readme.read_text(encoding="utf-8"))
    texts[manifest.MANIFEST] = with_entries(manifest.MANIFEST.read_text(encoding="utf-8"))
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(manifest.PROJECT)} is {'not up to date' if check else 'written anew'}")
        if not check:
            path.write_text(texts[path], encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv))
