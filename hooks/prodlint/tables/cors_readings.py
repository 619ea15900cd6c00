"""How what reads a text of origins reads it: what is any origin there, beside a `*` that stands alone or in a list."""

from prodlint.light_typing import NamedTuple


class Reading(NamedTuple):
    """`hosts`: a star for the host (`https://*`) stands for every host. `anywhere`: so does any star in the text.
    `globs`: a star stands for a part of a host (`https://*.example.com`).

    `regex`: how a text with signs of a regular expression is applied: "full", "prefix", "search"; "" where it is none.
    `delimited`: a text between slashes or their like is one, too, which is searched for.
    `defaults`: what stands in for a variable (`${X:-*}`) is read too.
    """

    hosts: bool = False
    anywhere: bool = False
    globs: bool = False
    regex: str = ""
    delimited: bool = False
    defaults: bool = False


# `*` and nothing else: rs/cors, Falcon, Quart-CORS, engine.io, express' cors, hono ... (measured: `https://*` lets
# nobody in).
EXACT = Reading()
# starlette/middleware/cors.py: `"*" in allow_origins` looks for a part, where that is a str and no list
TEXT = Reading(anywhere=True)
# litestar/config/cors.py, cornice/cors.py: `*` inside an origin becomes `.*`
GLOB = Reading(hosts=True, globs=True)
# flask_cors/core.py: probably_regex, then `re.match`
REGEX = Reading(regex="prefix")
# A setting, whose reader is not known: gateways, proxies and clouds take one or the other.
SETTING = Reading(hosts=True, regex="full", defaults=True)
# A setting in JavaScript, and socket.io before 3 (`*:*`): expressions are no texts there.
SCRIPT = Reading(hosts=True)
