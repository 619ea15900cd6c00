"""Which paths lead to the documentation of an API, and what a proxy says about them."""

import re

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.spelling import words_of
from prodlint.tables.api_docs import DOCUMENTATION

HOOK = "no-public-api-docs"

_PATH = expression(rf"(?:^|[/(|^]){DOCUMENTATION}(?=$|[/)|*$?])")
_SITES = frozenset(
    "docs doc documentation mkdocs docusaurus handbook wiki website site static storybook gitbook".split()
)
_FIX = "Restrict it (`allow` your network and `deny all`, or ask for a password), or turn the documentation off."


def is_documentation(path: str) -> bool:
    """Whether the path, prefix or regular expression of a location leads to documentation."""
    return bool(_PATH.search(path.replace("\\", "")))


def is_site(upstream: str) -> bool:
    """Whether an application is a site of documentation by its name, and not the API: `http://docs:3000`."""
    host = re.sub(r"^\w+://", "", upstream).partition("/")[0].partition(":")[0]
    return not _SITES.isdisjoint(words_of(host))


def finding(path: str, line: int, column: int, last: int) -> Finding:
    """A finding about the location or route that begins at a line and column."""
    message = "this hands the documentation of the API to everyone who asks for it"
    return Finding(path, line, column, HOOK, message, _FIX, last=last)
