"""no-broad-db-grants: Blocks SQL that makes a database role superuser or grants it everything.

An application that reads needs SELECT. A role that may do everything turns one SQL injection, or one leaked
password, into a lost database; a superuser of PostgreSQL also runs programs and reads files on the server.

Blocks, in .sql files: `CREATE` or `ALTER` of a role with SUPERUSER; `GRANT ALL`, also in `ALTER DEFAULT PRIVILEGES`;
membership in a role of administrators (`rds_superuser`, `sysadmin`, `db_owner`, `DBA`); the rights to write,
to create or to read every table, granted to PUBLIC.

Lets pass: single rights, USAGE, CONNECT, EXECUTE; `REVOKE`, NOSUPERUSER; comments and strings; what is granted to
the administrator that the server itself comes with; tests and documentation.

Fix: name the rights that the role needs, and the tables.
"""

from prodlint.kinds import kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from prodlint.finding import Finding
    from prodlint.source import Repository, Source

_NEEDLES = (b"superuser", b"grant", b"member")


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for an SQL file; None for any other."""
    return _NEEDLES if kind_of(path) == "sql" else None


def check(source: "Source", repository: "Repository") -> "Iterable[Finding]":
    """The statements that give a role more than it can need."""
    from prodlint.rules.no_broad_db_grants.statements import check

    return check(source, repository)
