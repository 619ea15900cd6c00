"""Users as Docker reads them, and what is said about root."""

from prodlint.formats.published import resolved

HOOK = "no-root-container"

FIX = (
    "Create a user, give it what the process writes, and switch to it: `USER 10001` as the last USER\n"
    "(the official images of Node have one: `USER node`)."
)
FIX_WITHOUT_SHELL = (
    "`USER 65532` in front of the command: a number needs no entry in /etc/passwd, and there is no shell to make one\n"
    "(the images of distroless have a tag for it: `nonroot`)."
)


def is_root(user: str) -> bool:
    """Whether `user`, `user:group` or a number is root: `root`, `0`, `0:0`, `${USER_ID:-root}`."""
    name = resolved(user).strip().strip("\"'").partition(":")[0]
    return name == "root" or (name.isdecimal() and int(name[:20]) == 0)
