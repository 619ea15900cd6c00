"""What a file opens in others: origins in a module of their own, under a name that does not tell."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from prodlint.context.evidence import context_shown
from prodlint.context.modules import importers
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.kinds import NOT_PRODUCTION
from prodlint.source import Repository, Source

_GIVEN = expression(r"""[\[=:|?]\s?["']\*["']""")


def elsewhere(
    source: Source, repository: Repository, findings: Callable[[Source, Repository, str], Iterable[Finding]]
) -> Iterator[Finding]:
    """The findings in files that import this one and are not looked at themselves, which are none without it.

    `findings` are those of a file, where what the file at the path that is given last says is not known.
    """
    for path in importers(source.path, repository) if _GIVEN.search(source.text) else ():
        other = repository.source(path)
        if other is None or b"origin" not in other.data or context_shown(path, repository) in NOT_PRODUCTION:
            continue
        with suppress(Unparsable):
            found = [*findings(other, repository, "")]
            without = set(findings(other, repository, source.path)) if found else ()
            yield from (one for one in found if one not in without)
