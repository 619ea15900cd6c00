"""Roles of databases that may do everything. Names in lower case."""

# Being a member of one makes a role an administrator.
ADMINISTRATING = frozenset(
    (
        "rds_superuser cloudsqlsuperuser alloydbsuperuser azure_pg_admin neon_superuser "  # Amazon, Google, Azure, Neon
        "pg_execute_server_program pg_write_server_files "  # PostgreSQL: as the server
        "sysadmin db_owner dba"  # SQL Server: the server, a database; Oracle
    ).split()
)

# Roles that the server comes with: they own everything anyway.
BUILT_IN = frozenset(
    (
        "postgres root sys system "  # PostgreSQL, MySQL and MariaDB, Oracle
        "supabase_admin service_role "  # Supabase's own superuser, and its server, which passes every policy
        "rdsadmin cloudsqladmin neon_superuser "  # Amazon RDS, Google Cloud SQL, Neon
        "current_user session_user"
    ).split()
)

# What nobody but an owner should be able to do to a table or schema that everybody shares (PostgreSQL: PUBLIC).
WRITING = frozenset(("INSERT", "UPDATE", "DELETE", "TRUNCATE", "CREATE"))

# Kinds of objects on which ALL is one right, to run or to name them: postgresql.org/docs/current/ddl-priv.html.
ONE_RIGHT = frozenset(("FUNCTION", "PROCEDURE", "ROUTINE", "TYPE", "DOMAIN", "LANGUAGE"))
