"""Questions to git."""

import os

_PATIENCE = 60  # seconds for one question
_AT_ONCE = 4_096  # bytes that a pipe takes, however small it is, before anybody reads
_CHUNK = 1 << 16
_KILL = 9


def ask(*args: str, stdin: bytes = b"", accept: tuple[int, ...] = (0,)) -> bytes | None:
    """What git prints; None where it is not there, ends with a status that is not accepted, or waits for ever
    (a FIFO that is called .gitignore). Runs in the current folder: GIT_INDEX_FILE, which pre-commit inherits
    from `git commit`, may be relative to it."""
    # Windows must take no git.exe of the current folder (learn.microsoft.com, NeedCurrentDirectoryForExePath), and
    # a partial clone must fetch nothing for us.
    os.environ.update(NODEFAULTCURRENTDIRECTORYINEXEPATH="1", GIT_NO_LAZY_FETCH="1")
    command = ("git", "-c", "core.fsmonitor=false", *args)
    is_short = len(stdin) <= _AT_ONCE and os.name == "posix"
    try:
        status, answer = _spawn(command, stdin) if is_short else _run(command, stdin)
    except OSError:
        return None
    return answer if status in accept else None


def _run(command: tuple[str, ...], stdin: bytes) -> tuple[int, bytes]:
    import subprocess

    try:
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    return done.returncode, done.stdout


def _spawn(command: tuple[str, ...], stdin: bytes) -> tuple[int, bytes]:
    """The same, without the import of `subprocess`, which takes longer than git does."""
    from select import select
    from time import monotonic

    pipes = given, giving, reading, printed = [*os.pipe(), *os.pipe()]
    nowhere = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
    actions = [(os.POSIX_SPAWN_DUP2, given, 0), (os.POSIX_SPAWN_DUP2, printed, 1), nowhere]
    try:
        os.write(giving, stdin)
        process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
        pipes = [reading]
        for end in (given, giving, printed):
            os.close(end)
        parts = []
        last = monotonic() + _PATIENCE
        while select([reading], [], [], max(0, last - monotonic()))[0]:
            parts.append(os.read(reading, _CHUNK))
            if not parts[-1]:
                return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), b"".join(parts)
        os.kill(process, _KILL)
        os.waitpid(process, 0)
        raise TimeoutError
    finally:
        for end in pipes:
            os.close(end)
