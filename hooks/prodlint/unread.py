"""What of a file could not be read, and whether that is to be said."""

import re
from types import ModuleType

from prodlint.context import DOCUMENTATION, EXAMPLE, TEST, VENDORED
from prodlint.context.evidence import context_shown
from prodlint.dispatch import is_silent
from prodlint.expressions import expression
from prodlint.formats import Unparsable
from prodlint.looks import holds
from prodlint.source import Repository, Source

# Nobody runs them as they are, and broken ones are kept on purpose.
_SILENT = (TEST, DOCUMENTATION, EXAMPLE, VENDORED)
_COMMENT = expression(r"^[ \t]*(?:#|//|--|;|/\*|\*\s).*$", re.MULTILINE)
# A list of names, domains or words, in which every word of ours turns up.
_DATA = expression(r"""(?:"[^"\n]*"\s*,\s*){50,}|(?:'[^'\n]*'\s*,\s*){50,}""")
_TEMPLATE = expression(r"(?<!\$)\{\{|\{%|<%")  # what it becomes may be whole, and is not ours to see


def hooks_that_miss(
    source: Source, refusal: Unparsable, quiet: dict[str, ModuleType], repository: Repository
) -> list[str]:
    """Those of the hooks, which found nothing in a file, that look for what stands in the part they could not read."""
    if context_shown(source.path, repository) in _SILENT:
        return []
    if source.is_too_long:  # and holds their needles, as they were asked
        return [hook for hook, module in quiet.items() if not is_silent(module, source, repository)]
    lines = enumerate(source.lines, 1)
    part = "\n".join(line for number, line in lines if not refusal.unread or number in refusal.unread)
    unread = _DATA.sub("", _COMMENT.sub("", part))
    if _TEMPLATE.search(unread):
        return []
    lowered = unread.encode("utf-8", "surrogateescape").lower()
    return [
        hook
        for hook, module in quiet.items()
        if holds(lowered, module.wants(source.path) or (), set()) and not is_silent(module, source, repository)
    ]
