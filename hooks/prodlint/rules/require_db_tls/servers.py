"""PostgreSQL's own configuration: who may log in without TLS (pg_hba.conf), and whether there is TLS at all.

Source: postgresql.org/docs/current/auth-pg-hba-conf.html and .../runtime-config-connection.html.
"""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.rules.require_db_tls import messages
from prodlint.source import Repository, Source
from prodlint.tables.truth import FALSE

_EVERYWHERE = ("0.0.0.0/0", "::/0", "::0/0", "all", "0.0.0.0")  # noqa: S104
_LOCAL = expression(r"127\.|::1|localhost|samehost")
_SETTING = expression(r"\s*(?P<name>\w+)\s*(?:=\s*|\s)(?P<value>'[^'\n]*'|[^\s#]+)")
_FIX_HBA = "Write `hostssl` instead of `host`, and the networks that clients really come from."
_FIX_SSL = "Set `ssl = on` with `ssl_cert_file` and `ssl_key_file`."


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The lines that let connections in without TLS."""
    base = source.path.rpartition("/")[2].lower()
    if "hba" in base:
        return _of_hba(source)
    return _of_server(source) if "postgres" in base else iter(())


def _of_hba(source: Source) -> Iterator[Finding]:
    for number, line in enumerate(source.lines, start=1):
        kind, *fields = line.partition("#")[0].lower().split() or [""]
        if kind not in ("host", "hostnossl") or len(fields) < 4 or fields[-1] == "reject" or "reject" in fields[3:5]:
            continue
        address = fields[2]
        everywhere = address in _EVERYWHERE
        if everywhere or (kind == "hostnossl" and not _LOCAL.match(address)):
            column = line.lower().index(kind) + 1
            yield messages.finding(
                source.path, number, column, f"`{kind}` lets clients log in without TLS", fix=_FIX_HBA
            )


def _of_server(source: Source) -> Iterator[Finding]:
    settings = {}
    for number, line in enumerate(source.lines, start=1):
        found = _SETTING.match(line)
        if found:
            settings[found["name"].lower()] = (found["value"].strip("'").lower(), number, found.start("value") + 1)
    value, number, column = settings.get("ssl", ("", 0, 0))
    listens = settings.get("listen_addresses", ("*", 0, 0))[0]
    if value in FALSE and not all(_LOCAL.match(one.strip()) for one in listens.split(",") if one.strip()):
        yield messages.finding(source.path, number, column, "`ssl` is off for the whole server", fix=_FIX_SSL)
