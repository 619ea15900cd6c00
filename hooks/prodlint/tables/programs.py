"""What a row says in the tables of programs that reload, debug or serve for development."""

from __future__ import annotations

from typing import NamedTuple

RELOADS, SERVER, DEBUGS, DEBUGGER = "reloads", "server", "debugs", "debugger"


class Program(NamedTuple):
    """One way to call a program; words within a field are parted by blanks.

    `on` are options that switch reloading or debugging on. `--x=false` and a later `--no-x` switch `--x` off.
    `dev` are sub-commands that do so by themselves ("*": the program itself, with any sub-command but `safe`),
    unless an option in `off` follows. `values` are options that take the next word; an option in both `on` and
    `values` is on unless that word says no. `modes` are options whose value names an environment.
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
