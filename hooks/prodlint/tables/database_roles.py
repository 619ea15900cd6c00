"""Roles of databases that may do everything. Names in lower case."""

# Being a member of one makes a role an administrator.
ADMINISTRATING = frozenset(
    (
        "rds_superuser",  # Amazon RDS, Aurora
        "cloudsqlsuperuser",  # Google Cloud SQL
        "alloydbsuperuser",  # Google AlloyDB
        "azure_pg_admin",  # Azure Database for PostgreSQL
        "neon_superuser",  # Neon
        "pg_execute_server_program",  # PostgreSQL: runs programs as the server
        "pg_write_server_files",  # PostgreSQL: writes files as the server
        "sysadmin",  # SQL Server, the server
        "db_owner",  # SQL Server, a database
        "dba",  # Oracle
    )
)

# Roles that the server comes with: they own everything anyway.
BUILT_IN = frozenset(
    (
        "postgres",  # PostgreSQL
        "root",  # MySQL, MariaDB
        "sys",  # Oracle
        "system",  # Oracle
        "supabase_admin",  # Supabase's own superuser
        "service_role",  # Supabase's server, which passes every policy
        "rdsadmin",  # Amazon RDS
        "cloudsqladmin",  # Google Cloud SQL
        "neon_superuser",  # Neon
        "current_user",
        "session_user",
    )
)

# What nobody but an owner should be able to do to a table or schema that everybody shares (PostgreSQL: PUBLIC).
WRITING = frozenset(("INSERT", "UPDATE", "DELETE", "TRUNCATE", "CREATE"))

# Kinds of objects on which ALL is one right, to run or to name them: postgresql.org/docs/current/ddl-priv.html.
ONE_RIGHT = frozenset(("FUNCTION", "PROCEDURE", "ROUTINE", "TYPE", "DOMAIN", "LANGUAGE"))
