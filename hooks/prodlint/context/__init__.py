"""Does production get there: what a place, a name and a condition are for.

It says what a place *is*; each hook says for itself where it is silent.
"""

from prodlint.context.names import of_name
from prodlint.context.paths import of_path
from prodlint.tables.places import DEVELOPMENT, DOCUMENTATION, EXAMPLE, PRODUCTION, TEST, UNKNOWN, VENDORED

__all__ = [
    "DEVELOPMENT", "DOCUMENTATION", "EXAMPLE", "PRODUCTION", "TEST", "UNKNOWN", "VENDORED",
    "of_name", "of_path",
]  # fmt: skip
