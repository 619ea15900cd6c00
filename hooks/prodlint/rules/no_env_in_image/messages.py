"""What is said about an image that holds a secret: never a value, nor a part of one."""

import re

from prodlint.expressions import expression

_NAME = expression(r"\w{1,80}", re.ASCII)

HOOK = "no-env-in-image"

IGNORE = (
    "Leave env files out of the build: add `**/.env*` and, for the templates, `!**/.env.example` to {file};\n"
    "give their values to the container when it starts."
)
OUT = "Take the copy out; give the values to the container when it starts, or to one step with --mount=type=secret."
PULLED = "everybody who pulls the image can read it"
STAYS = "its value stays in the history of the image"
KNOWN = "whoever pulls the image knows it, and the application believes who knows it"
AT_START = (
    "Take it out, so that the container asks for it when it starts; what a step needs goes in front of its command."
)
MOUNT = "Hand it to the step that needs it: `RUN --mount=type=secret,id=...`; or to the container when it starts."
BUILD_SECRETS = "Hand it over under `secrets` of the build, and use it with `RUN --mount=type=secret,id=...`."
ROTATE = "Take it out and change it at its provider: removing it from the repository is not enough.\n" + MOUNT


def named(name: str) -> str:
    """The name of a variable as it can be said: `ARG TOKEN:s3cret` is one word too, and holds the value."""
    return f"`{name}`" if _NAME.fullmatch(name) else "this variable"
