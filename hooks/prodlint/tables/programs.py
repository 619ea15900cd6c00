"""What a row says in the tables of programs that reload, debug or serve for development."""

from prodlint.light_typing import NamedTuple

RELOADS, SERVER, DEBUGS, DEBUGGER, MODE = "reloads", "server", "debugs", "debugger", "mode"


class Program(NamedTuple):
    """One way to call a program; words within a field are parted by blanks.

    `on` are options that switch reloading or debugging on. `--x=false` and a later `--no-x` switch `--x` off.
    `dev` are sub-commands that do so by themselves ("*": the program itself, with any sub-command but `safe`),
    unless an option in `off` follows. `values` are options that take the next word; an option in both `on` and
    `values` is on unless that word says no. `modes` are options whose value names an environment.
    `instead` is a command, with `{}` for the application that this one names, or words that begin with "the".
    """

    names: str
    on: str = ""
    dev: str = ""
    safe: str = ""
    off: str = ""
    values: str = ""
    only: str = ""  # the sub-commands to which `on` belongs; empty: all
    modes: str = ""
    ends: bool = False  # options end at the first word that is none: the rest belongs to the script
    does: str = RELOADS
    instead: str = ""


# Images that serve what is copied into them, with no CMD of its own: github.com/tiangolo, `/start.sh` there.
SERVING_IMAGES = {
    "uwsgi-nginx-flask": "uwsgi", "uwsgi-nginx": "uwsgi", "meinheld-gunicorn": "gunicorn",
    "meinheld-gunicorn-flask": "gunicorn", "uvicorn-gunicorn": "gunicorn", "uvicorn-gunicorn-fastapi": "gunicorn",
    "uvicorn-gunicorn-starlette": "gunicorn",
}  # fmt: skip


class Started(NamedTuple):
    """What the entrypoint of an image puts in front of a CMD that begins with an option or one of `verbs`."""

    program: str
    verbs: frozenset[str] = frozenset()


# A first word of a command that starts for development, whatever the image: keycloak.org/server/configuration.
DEVELOPING = frozenset(("start-dev",))

# The docker-entrypoint.sh of github.com/denoland/deno_docker, github.com/oven-sh/bun and github.com/nodejs/docker-node;
# keycloak.org/server/containers.
STARTED_BY = {
    "deno": Started("deno", frozenset("run task serve test eval repl compile".split())),
    "bun": Started("bun", frozenset("run x dev start test".split())),
    "node": Started("node"),
    "keycloak": Started("kc.sh", DEVELOPING),
}
