"""Python that this interpreter cannot parse (Python 2, a template): the clearest forms, line by line."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.rules.no_reload_in_prod import messages

_FIX = "Leave it out, or read it from a variable that is off when unset."
_FORMS = (
    (
        expression(r"^[^#]*\w(?:\(\))?\.run\((?:(?!\.run\()[^#])*\bdebug ?= ?True\b"),
        "app.run(debug=True) runs",
        messages.DEBUGGER,
    ),
    (expression(r"^uvicorn\.run\([^#]*\breload ?= ?True\b"), "uvicorn.run(reload=True) runs", messages.RELOADS),
)
_SETTING = expression(r"DEBUG ?(?:: ?bool ?)?= ?True\b")


def check(path: str, lines: list[str]) -> Iterator[Finding]:
    """The lines that switch debugging or reloading on."""
    is_settings = "settings" in path.lower()
    for number, line in enumerate(lines, 1):
        line = line[:1000]
        for pattern, what, does in _FORMS:
            if pattern.search(line):
                yield messages.finding(path, number, 1, what, does, fix=_FIX)
        if is_settings and _SETTING.match(line):
            yield messages.finding(path, number, 1, "DEBUG is on", messages.DEBUGS, fix=_FIX)
