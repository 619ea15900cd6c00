"""Roles of databases that may do everything. Names in lower case."""

# Being a member of one makes a role an administrator.
ADMINISTRATING = frozenset(
    (
        "rds_superuser cloudsqlsuperuser alloydbsuperuser azure_pg_admin neon_superuser "  # Amazon, Google, Azure, Neon
        "pg_execute_server_program pg_write_server_files pg_write_all_data "  # PostgreSQL: as the server, all tables
        "sysadmin securityadmin db_owner "  # SQL Server: the server (the second is its equal), a database
        "dba super accountadmin"  # Oracle; MySQL's right; Snowflake
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

# SQL Server: what CONTROL is ownership of, as a whole; "" is the database, or with SERVER behind it the server.
CONTROLLED = frozenset(("", "SCHEMA", "DATABASE"))

# Kinds of objects on which ALL is one right, to run or to name them: postgresql.org/docs/current/ddl-priv.html.
ONE_RIGHT = frozenset(("FUNCTION", "PROCEDURE", "ROUTINE", "TYPE", "DOMAIN", "LANGUAGE"))
