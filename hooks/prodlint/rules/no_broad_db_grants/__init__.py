"""no-broad-db-grants: Blocks SQL that makes a database role superuser or grants it everything.

An application that reads needs SELECT. A role that may do everything turns one SQL injection, or one leaked
password, into a lost database; a superuser of PostgreSQL also runs programs and reads files on the server.

Blocks, in .sql files: `CREATE` or `ALTER` of a role with SUPERUSER; `GRANT ALL`, also in `ALTER DEFAULT PRIVILEGES`;
`CONTROL` of a server, database or schema; membership in a role of administrators (`rds_superuser`, `sysadmin`,
`db_owner`, `DBA`); the rights to write, to create or to read every table, granted to PUBLIC.

Lets pass: single rights, USAGE, CONNECT, EXECUTE; `REVOKE`, NOSUPERUSER; comments and strings that are not run;
what is granted to the administrator that the server itself comes with; tests and documentation.

Fix: name the rights that the role needs, and the tables.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

_NEEDLES = (b"superuser", b"createuser", b"grant", b"member", b"in role", b"in group")
MODULES = {"sql": ("statements",)}
SILENT = NOT_PRODUCTION


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for an SQL file; None for any other."""
    return _NEEDLES if kind_of(path) in MODULES else None
