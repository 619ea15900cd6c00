"""Elixir: CORSPlug, Corsica, Phoenix."""

from prodlint.tables.cors_code import Opener, Option
from prodlint.tables.cors_effects import ACTS, SOCKET

OPTIONS = (
    # mschae/cors_plug lib/cors_plug.ex: a star, an expression, a function; `:self` sends back who asks
    Option("origin", "star search function", "CORSPlug cors_plug", marks="self", effect=ACTS),
    # whatyouhide/corsica lib/corsica.ex: a star only by itself, `["*"]` matches nobody
    Option("origins", "plain search function", "Corsica corsica"),
    # phoenix lib/phoenix/socket/transport.ex
    Option("check_origin", "false", effect=SOCKET),
)

OPENERS = (
    Opener(
        "plug",
        "`CORSPlug` without `origin` lets every origin in",
        unless="origin",
        given="CORSPlug",
        settings="cors_plug origin",
    ),
)
