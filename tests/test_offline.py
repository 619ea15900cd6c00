"""What prodlint promises about what it does: no network, no program but git, no file written, no code of theirs run.

Python tells an audit hook of each of these (https://docs.python.org/3/library/audit_events.html), whoever does it:
also a library that we import.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casefile import GIT_ENVIRONMENT, git, load, write
from prodlint import HOOKS

# Runs the command with the arguments that follow, in a process that ends with 3 when a promise is broken.
AUDITED = """
import os, sys

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = (
    "os.chmod os.chown os.link os.mkdir os.remove os.rename os.rmdir os.symlink os.truncate os.utime os.setxattr "
    "os.removexattr os.exec os.spawn os.startfile os.system ctypes.dlopen shutil tempfile "
    "socket.connect socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr socket.getnameinfo socket.sendto "
    "socket.sendmsg ftplib http smtplib telnetlib urllib webbrowser"
).split()

def audit(event, arguments):
    if any(event == name or event.startswith(name + ".") for name in CHANGES):
        broken(event, arguments)
    elif event in ("os.posix_spawn", "subprocess.Popen") and (arguments[0] or arguments[1][0]) != "git":
        broken(event, arguments)
    elif event == "open" and isinstance(arguments[0], str) and arguments[0] != os.devnull:
        if isinstance(arguments[2], int) and arguments[2] & WRITING:
            broken(event, arguments)

def broken(event, arguments):
    os.write(2, f"broken: {event} {arguments}".encode())
    os._exit(3)

sys.addaudithook(audit)
here = os.path.realpath(os.getcwd())
"""
RUN = """
from prodlint.__main__ import command
status = command(sys.argv[1:])
for module in list(sys.modules.values()):
    if (getattr(module, "__file__", None) or "").startswith(here):
        broken("import", module.__name__)
sys.exit(status)
"""


def audited(folder: Path, program: str, *words: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", AUDITED + program, *words],
        cwd=folder,
        env=GIT_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("program", "event"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "socket.connect"),
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')", "urllib.Request"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("os.system('true')", "os.system"),
        ("open('file', 'w')", "open"),
        ("os.mkdir('folder')", "os.mkdir"),
        ("open('file')", ""),
    ],
)
def test_the_audit_notices(program: str, event: str, tmp_path: Path) -> None:
    write(tmp_path, {"file": "x"})
    status, _, errors = audited(tmp_path, program)
    assert (status, errors.partition(" (")[0]) == ((3, f"broken: {event}") if event else (0, ""))


CASES_OF_A_HOOK = 30


def test_all_hooks_keep_the_promises(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    for hook in HOOKS:
        bad = [case for case in load(hook) if case["label"] == "bad"]
        for number, case in enumerate(bad[:: max(len(bad) // CASES_OF_A_HOOK, 1)]):
            write(tmp_path / hook / f"service{number}", case["files"])
    write(tmp_path, dict.fromkeys(("prodlint.py", "yaml.py", "sitecustomize.py"), "raise SystemExit('theirs')\n"))
    git(tmp_path, "add", "-f", "--", ".")
    status, output, errors = audited(tmp_path, RUN, *(f"--hook={hook}" for hook in HOOKS))
    assert status == 2, errors  # some cases are broken on purpose, which is said where a hook has nothing else to say
    assert "could not be checked" not in errors
    assert {hook for hook in HOOKS if f"[{hook}]" in output} == set(HOOKS)
    assert errors.splitlines()[-1].startswith("prodlint: ")
