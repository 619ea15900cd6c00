"""What reloading and debugging do to a server in production, in the words of every message of this hook."""

from prodlint.finding import Finding, reasoned

HOOK = "no-reload-in-prod"

RELOADS = "it watches the files and restarts the server on every change"
DEVELOPMENT_SERVER = "it is a development server, slow and open about errors"
DEBUGS = "errors show source code and settings to whoever causes them"
DEBUGGER = "whoever reaches the debugger runs code on the server"
DEVELOPMENT_MODE = "the framework runs in its development mode, with detailed errors and without its caches"

_HEADLINE = 90  # characters

FIX = "Switch it off in what production runs; keep it in a development file, stage or service."


def finding(
    path: str,
    line: int,
    column: int,
    what: str,
    effect: str = RELOADS,
    *,
    fix: str = FIX,
    chain: tuple[str, ...] = (),
    statement: tuple[int, int] = (0, 0),
    strict: bool = False,
) -> Finding:
    """A finding of this hook: `what` is the program and its switch ("uvicorn --reload runs"), never a value.

    `chain` says how production gets there ("CMD", "npm start"). `statement` is the first and the last line of
    the whole statement, where an inline ignore counts.
    """
    way = " -> ".join(chain)
    message = f"{what} in production ({way})" if chain else what
    why = reasoned(effect, fix)
    if len(message) > _HEADLINE:
        message, why = f"{what} in production", reasoned(f"it gets there by {way}", why)
    return Finding(path, line, column, HOOK, message, why, strict, *statement)
