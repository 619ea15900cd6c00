"""lean-images: Asks that images ship without development dependencies."""

from prodlint.kinds import NOT_PRODUCTION, kind_of

_NEEDLES = {"dockerfile": (b"npm", b"pip", b"poetry", b"uv", b"yarn", b"bun", b"next")}
MODULES: "dict[str, tuple[str, ...]]" = {}
SILENT = NOT_PRODUCTION


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))
