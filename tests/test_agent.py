"""`--agent`: the hooks of coding agents, as processes, with the JSON that an agent hands over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casefile import GIT_ENVIRONMENT, git, write

BAD = 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n'
TOLD = "api/main.py:5:1: "


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, {".gitignore": "scratch/\n.env\n", "clean.py": "x = 1\n", "old.py": BAD})
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    write(tmp_path, {"api/main.py": BAD, "scratch/main.py": BAD, ".env": "SECRET_KEY=x\n"})
    return tmp_path


def agent(folder: Path, told: Any, *words: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    data = told if isinstance(told, bytes) else json.dumps(told).encode()
    command = [sys.executable, "-m", "prodlint", "--agent", *words]
    environment = GIT_ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(command, cwd=folder, env=environment, input=data, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def claude(folder: Path, name: str, tool: str = "Write") -> dict[str, Any]:
    return {
        "session_id": "x",
        "transcript_path": "/tmp/x.jsonl",
        "cwd": str(folder),
        "hook_event_name": "PostToolUse",
        "tool_name": tool,
        "tool_input": {"file_path": str(folder / name), "content": BAD},
        "tool_response": {"filePath": str(folder / name), "success": True},
    }


def test_claude_code(repository: Path) -> None:
    status, output, errors = agent(repository, claude(repository, "api/main.py"))
    assert (status, output) == (2, "")
    lines = errors.splitlines()
    assert lines[0] == "prodlint: 1 finding in what was written"
    assert lines[1].startswith(TOLD)
    assert lines[-1].startswith("Mend it. Only a person may allow it, by `prodlint: ignore[HOOK-ID] reason`")
    assert len(lines) == 4
    assert agent(repository, claude(repository, "clean.py")) == (0, "", "")


@pytest.mark.parametrize("name", ["scratch/main.py", ".env", "gone.py", "api"])
def test_what_git_ignores_and_what_is_no_file(repository: Path, name: str) -> None:
    assert agent(repository, claude(repository, name)) == (0, "", "")


def test_from_another_folder(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    status, _, errors = agent(elsewhere, claude(repository, "api/main.py"))
    assert status == 2
    assert errors.splitlines()[1].startswith(TOLD)
    told = claude(repository, "api/main.py") | {"cwd": str(elsewhere)}
    assert agent(elsewhere, told)[2].splitlines()[1].startswith(f"{repository}/{TOLD}")
    told = claude(repository, "api/main.py") | {"cwd": str(repository / "api")}
    assert agent(elsewhere, told)[2].splitlines()[1].startswith("main.py:5:1: ")


OTHERS = {
    "cursor": {"hook_event_name": "afterFileEdit", "conversation_id": "c", "file_path": "{}", "edits": []},
    "gemini": {"hook_event_name": "AfterTool", "tool_name": "write_file", "tool_input": {"file_path": "{}"}},
    "windsurf": {"agent_action_name": "post_write_code", "tool_info": {"file_path": "{}", "edits": []}},
    "copilot": {"toolName": "edit", "toolArgs": '{"path": "{}"}', "toolResult": {}},
    "vs code": {"hookEventName": "PostToolUse", "tool_input": {"files": ["{}"]}},
    "notebook": {"hook_event_name": "PostToolUse", "tool_input": {"notebook_path": "{}"}},
    "codex": {
        "hook_event_name": "PostToolUse",
        "tool_name": "apply_patch",
        "tool_input": {"command": "*** Begin Patch\n*** Update File: {}\n@@\n-x\n+y\n*** End Patch"},
    },
}


def filled(value: Any, path: str) -> Any:
    if isinstance(value, dict):
        return {key: filled(item, path) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, path) for item in value]
    return value.replace("{}", path)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("relative", [True, False])
def test_other_agents(repository: Path, name: str, relative: bool) -> None:
    path = "api/main.py" if relative else str(repository / "api/main.py")
    told = filled(OTHERS[name], path) | {"workspace_roots": [str(repository)]}
    status, output, errors = agent(repository, told)
    assert (status, output) == (2, "")
    assert errors.splitlines()[1].startswith(TOLD)


def test_before_an_edit_nothing_is_there_to_look_at(repository: Path) -> None:
    for event in ("PreToolUse", "beforeReadFile", "preToolUse", "pre_write_code"):
        assert agent(repository, claude(repository, "api/main.py") | {"hook_event_name": event}) == (0, "", "")
    assert agent(repository, {"hook_event_name": "PostToolUse", "tool_input": {"command": "ls"}}) == (0, "", "")
    assert agent(repository, {"hook_event_name": "UserPromptSubmit", "prompt": "api/main.py"}) == (0, "", "")


def test_stop_looks_at_what_changed(repository: Path) -> None:
    stop = {"hook_event_name": "Stop", "cwd": str(repository), "stop_hook_active": False}
    status, output, errors = agent(repository, stop)
    assert (status, output) == (2, "")
    assert [line.split(":")[0] for line in errors.splitlines() if line.endswith("]")] == ["api/main.py"]
    assert agent(repository, stop | {"stop_hook_active": True})[::2] == (1, errors)  # or the agent would never end
    (repository / "api/main.py").unlink()
    assert agent(repository, stop) == (0, "", "")


def test_stop_of_cursor_answers_on_standard_output(repository: Path) -> None:
    stop = {"hook_event_name": "stop", "workspace_roots": [str(repository)], "status": "completed", "loop_count": 0}
    status, output, errors = agent(repository, stop)
    assert status == 0
    assert json.loads(output) == {"followup_message": errors}
    assert TOLD in errors
    assert agent(repository, stop | {"loop_count": 1}) == (1, "", errors)


@pytest.mark.parametrize("told", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"[" * 100_000, b'"x"'])
def test_what_no_agent_says(repository: Path, told: bytes) -> None:
    status, output, errors = agent(repository, told)
    assert (status, output) == (1, "")
    assert errors.startswith("prodlint: --agent reads ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    "told",
    [
        {"tool_input": {"file_path": "a\0b"}},
        {"tool_input": {"file_path": "\ud800"}},
        {"tool_input": {"file_path": 5, "files": [{}, None]}, "cwd": 7, "workspace_roots": "x"},
        {"toolArgs": "{", "hook_event_name": ["x"]},
    ],
)
def test_odd_values(repository: Path, told: Any) -> None:
    assert agent(repository, told) == (0, "", "")


def test_errors_are_for_the_person(repository: Path) -> None:
    assert agent(repository, claude(repository, "api/main.py"), "--hook=no-such-hook")[0] == 1
    assert agent(repository, claude(repository, "api/main.py"), "api")[0] == 1
    write(repository, {"prodlint.toml": "exclud = []\n"})
    status, _, errors = agent(repository, claude(repository, "api/main.py"))
    assert (status, errors) == (1, "prodlint.toml:1:1: error: no such key: exclud; is exclude meant?\n")


def test_options_and_the_configuration_count(repository: Path) -> None:
    assert agent(repository, claude(repository, "api/main.py"), "--skip=no-wildcard-cors") == (0, "", "")
    assert agent(repository, claude(repository, "old.py"))[0] == 2
    assert agent(repository, claude(repository, "old.py"), "--added-only=HEAD")[0] == 0
    assert agent(repository, claude(repository, "api/main.py"), "--added-only=HEAD")[0] == 2
    write(repository, {"prodlint.toml": 'exclude = ["^api/"]\n'})
    assert agent(repository, claude(repository, "api/main.py")) == (0, "", "")


def test_much_is_cut(repository: Path) -> None:
    write(repository, {f"api/main_{number:02}.py": BAD for number in range(30)})
    errors = agent(repository, {"hook_event_name": "Stop", "cwd": str(repository)})[2]
    assert sum(line.endswith("]") for line in errors.splitlines()) == 20
    assert errors.splitlines()[-2].startswith("and 11 more in api/main_")
    assert len(errors) < 10_000
