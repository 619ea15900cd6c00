"""prodlint keeps insecure production settings out of a repository."""

__version__ = "0.2.0"

# The ids of all hooks, in the order in which they are shown.
HOOKS = (
    "block-env-files", "no-public-secrets", "no-wildcard-cors", "no-reload-in-prod", "no-env-in-image",
    "no-public-db-ports", "no-root-container", "require-db-tls", "require-https-urls", "no-default-secrets",
    "no-public-api-docs", "pin-base-images", "harden-compose", "no-broad-db-grants", "no-bypassed-proxy", "lean-images",
)  # fmt: skip
# Hooks that ask for more than most teams want: they run only when they are named.
BY_CHOICE = (
    "no-public-api-docs", "pin-base-images", "harden-compose", "no-broad-db-grants", "no-bypassed-proxy", "lean-images",
)  # fmt: skip
# Those that the id `ALL` runs, in one process.
BY_DEFAULT = tuple(hook for hook in HOOKS if hook not in BY_CHOICE)
ALL = "prodlint"
