"""`--agent`: the end of a coding agent's hook. What it is about stands as JSON on standard input.

| agent | after an edit | when it wants to stop | described in |
| --- | --- | --- | --- |
| Claude Code | PostToolUse, `tool_input.file_path` | Stop, SubagentStop | code.claude.com/docs/en/hooks |
| Cursor | afterFileEdit, `file_path` | stop | cursor.com/docs/agent/hooks |
| Codex | PostToolUse, a patch in `tool_input` | Stop | developers.openai.com/codex/hooks |
| Gemini CLI | AfterTool, `tool_input.file_path` | AfterAgent | geminicli.com/docs/hooks |
| Copilot | postToolUse, `toolArgs` | agentStop | docs.github.com/en/copilot/reference/hooks-reference |
| Windsurf | post_write_code, `tool_info.file_path` | | docs.windsurf.com/windsurf/cascade/hooks |

Status 2 hands what stands on standard error to the agent, and keeps it from stopping; with 1 the person sees it and the
agent goes on: so our errors, which no agent can mend, end with 1, and so does what an agent that was sent back once
already did not mend, or it would never end. Cursor's `stop` takes a message on standard output and nothing else.
"""

import json
import os
import re
import sys
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.light_typing import Any, NamedTuple
from prodlint.options import Options, UsageError
from prodlint.report import complain, emit, leading
from prodlint.report.text import headline, inert
from prodlint.source import Repository, find_root

CLEAN, TO_THE_PERSON, TO_THE_AGENT = 0, 1, 2

_EVENT = ("hook_event_name", "hookEventName", "agent_action_name")
_ENDS = ("Stop", "SubagentStop", "stop", "subagentStop", "AfterAgent", "agentStop", "subagentEnd")
_BEFORE = expression(r"pre[A-Z_]|Pre[A-Z]|before|Before")  # nothing is written yet
_ARGUMENTS = ("tool_input", "toolArgs", "tool_info", "tool_args")
_NAMES = ("file_path", "filePath", "path", "notebook_path", "files", "paths", "target_file")
_IN_PATCH = expression(r"^\*\*\* (?:(?:Add|Update) File|Move to): (.+)$", re.MULTILINE)
_LONGEST_NAME = 4_096
_MOST = 20  # findings that an agent gets at once


class Event(NamedTuple):
    """What an agent tells: from where its paths are, the files that it wrote (none: whatever was changed), whether it
    wants to stop, was sent back before, and takes an answer on standard output alone."""

    folder: str
    paths: list[str]
    ends: bool
    again: bool
    answers: bool


def read(data: bytes) -> Event:
    """The event in what an agent hands over. Raises UsageError where it is none."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise UsageError("--agent reads the JSON of a coding agent's hook from standard input; this is none") from None
    if not isinstance(told, dict):
        raise UsageError("--agent reads a JSON object from standard input; this is another value")
    name = next((told[key] for key in _EVENT if isinstance(told.get(key), str)), "")
    roots = told.get("workspace_roots")
    folders = [told.get("cwd"), *(roots if isinstance(roots, list) else [])]
    folder = next((one for one in folders if isinstance(one, str) and os.path.isdir(one)), os.getcwd())
    ends = name in _ENDS
    named = [] if ends or _BEFORE.match(name) else list(dict.fromkeys(_paths(told)))
    paths = [os.path.normpath(os.path.join(folder, path)) for path in named]
    again = told.get("stop_hook_active") is True or (isinstance(told.get("loop_count"), int) and told["loop_count"] > 0)
    return Event(folder, [path for path in paths if os.path.isfile(path)], ends, again, name == "stop")


def _paths(told: dict[str, Any]) -> Iterator[str]:
    """The names of files in an event, in the places in which agents put them."""
    for part in (told, *(told.get(key) for key in _ARGUMENTS)):
        if isinstance(part, str) and part.lstrip().startswith("{"):  # Copilot writes JSON in JSON
            try:
                part = json.loads(part)
            except (ValueError, RecursionError):
                continue
        for key, value in part.items() if isinstance(part, dict) else ():
            values = value if isinstance(value, list) else [value]
            texts = [one for one in values if isinstance(one, str)]
            if key in _NAMES:
                yield from (text for text in texts if len(text) <= _LONGEST_NAME and "\0" not in text)
            elif part is not told:
                yield from (path.strip() for text in texts for path in _IN_PATCH.findall(text))


def go_there(event: Event) -> list[str]:
    """Make the repository of the event the current folder. The files to look at, none of which git ignores."""
    start = os.path.dirname(event.paths[0]) if event.paths else event.folder
    inside, root = find_root(start)
    if inside or not event.paths:
        os.chdir(root)
    if not event.paths and not event.ends:
        return []
    return _changed(root) if event.ends else _kept(event.paths)


def _kept(paths: list[str]) -> list[str]:
    repository = Repository(Options())
    names = [repository.relative(path) for path in paths]
    if not repository.inside_git:
        return [repository.shown(name) for name in names]
    request = b"".join(os.fsencode(name) + b"\0" for name in names)
    answer = repository.git("check-ignore", "-z", "--stdin", stdin=request, accept=(0, 1)) or b""
    ignored = {os.fsdecode(name) for name in answer.split(b"\0")}
    return [repository.shown(name) for name in names if name not in ignored]


def _changed(root: str) -> list[str]:
    """What differs from the last commit in the work tree and the index, new files too."""
    repository = Repository(Options())
    asked = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all")
    answer = repository.git("--no-optional-locks", *asked) or b""
    names = [os.fsdecode(entry[3:]) for entry in answer.split(b"\0") if entry]
    return [name for name in names if os.path.lexists(os.path.join(root, name))]


def tell(findings: list[Finding], troubles: list[tuple[str, str]], event: Event, repository: Repository) -> int:
    """Say what was found, shortly, to the agent. Returns the exit status."""
    complain(troubles)
    if not findings:
        return TO_THE_PERSON if troubles else CLEAN
    shown = [one._replace(path=_from(event.folder, one.path, repository)) for one in findings]
    text = _text(shown)
    emit(text, sys.stderr)
    if event.again:
        return TO_THE_PERSON
    if event.answers:
        return CLEAN if emit(json.dumps({"followup_message": text}) + "\n", sys.stdout) else TO_THE_PERSON
    return TO_THE_AGENT


def _from(folder: str, path: str, repository: Repository) -> str:
    full = os.path.join(repository.root, path)
    below = os.path.relpath(full, os.path.realpath(folder)).replace(os.sep, "/")
    return full if below.startswith("../") else below


def _text(findings: list[Finding]) -> str:
    lines = [f"prodlint: {len(findings):,} finding{'' if len(findings) == 1 else 's'} in what was written"]
    told = set()
    for finding in findings[:_MOST]:
        lines.append(headline(finding))
        if (finding.hook, finding.fix) not in told:
            lines += ["    " + inert(line) for line in finding.fix.splitlines()]
            told.add((finding.hook, finding.fix))
    rest = {finding.path: None for finding in findings[_MOST:]}
    if rest:
        lines.append(f"and {len(findings) - _MOST:,} more in {', '.join(leading(path) for path in list(rest)[:5])}")
    lines.append("Mend it. Only a person may allow it, by `prodlint: ignore[HOOK-ID] reason` in a comment on its line.")
    return "".join(line + "\n" for line in lines)
