"""Options of commands: `--cors-allowed-origins "*"`, wherever commands are written."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.origins import HEADER, LIST, PATTERNS, SITE, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.wildcards import any_origin, is_false
from prodlint.spelling import squeeze

_FLAG = expression(
    r"""
    (?<![\w-])--?(?P<name>[A-Za-z][\w.-]{0,100})
    (?:=|["']?(?:[ \t]*,)?[ \t]+(?:\\?\n[ \t]*(?:-[ \t]+)?)?|["'],?\n?[ \t]*|["']?\n[ \t]*-[ \t]+)
    (?=(?P<value>"[^"\n]*"|'[^'\n]*'|[^\s"',\]]{1,500}))
    """,
    re.VERBOSE,
)
# An assignment before a command: `CORS_ORIGINS=* node server.js`.
_ASSIGNED = expression(r"""(?<![\w$.-])(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>\\?["']?\*\\?["']?)(?=[\s"'\\]|$)""")
_COMMENT = expression(r"^[ \t]*(?:#|//)[^\n]*", re.MULTILINE)
_WEBSOCKETS = "wsorigins"  # geth.ethereum.org/docs/fundamentals/command-line-options
_STREAMLIT = "serverenablecors"


def options(text: str) -> Iterator[tuple[str, int]]:
    """The options and assignments that let any origin in: each its name and the offset of its value."""
    text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    for found in _FLAG.finditer(text):
        value = found["value"].strip("\"'")
        name = squeeze(found["name"])
        is_list = name == _WEBSOCKETS or meaning_of(found["name"]) in (LIST, PATTERNS, HEADER)
        if (is_list and any_origin(value)) or (name == _STREAMLIT and is_false(value)):
            yield f"--{found['name']}", found.start("value")
    for found in _ASSIGNED.finditer(text):
        if meaning_of(found["name"]) in (LIST, PATTERNS, SITE, VARIABLE):
            yield found["name"], found.start("value")
