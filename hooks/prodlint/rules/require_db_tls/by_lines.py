"""Source code that cannot be parsed, by its lines: addresses, and checks that are off."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.rules.require_db_tls import messages
from prodlint.rules.require_db_tls.addresses import addresses
from prodlint.rules.require_db_tls.judgement import of_address
from prodlint.source import Source
from prodlint.tables.database_clients import PYTHON

_LONGEST = 5_000  # of a line; in a template of code, a longer one is data
_CERTS_LINE = expression(r"""(?<!\w)ssl_cert_reqs["']?\s*[:=]\s*(?:None|False|ssl\.CERT_NONE|["']none["'])""")


def check(source: Source) -> Iterator[Finding]:
    """Addresses, and checks that are off, in code that cannot be parsed: templates."""
    for number, line in enumerate(source.lines, start=1):
        if len(line) > _LONGEST or line.lstrip().startswith("#"):
            continue
        for address in addresses(line):
            found = of_address(address)
            if found is not None and address.weak:
                yield messages.finding(source.path, number, address.start + 1, found.what, found.means, found.fix)
        off = _CERTS_LINE.search(line)
        if off:
            what = PYTHON.switches["sslcertreqs"].what.format(name="ssl_cert_reqs")
            yield messages.finding(source.path, number, off.start() + 1, what, messages.UNCHECKED, messages.CHECK)
