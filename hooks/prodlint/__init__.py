"""prodlint keeps insecure production settings out of a repository."""

__version__ = "0.1.0"
