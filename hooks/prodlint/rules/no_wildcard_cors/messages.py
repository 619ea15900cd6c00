"""What a wildcard lets others do, in the words of every message of this hook."""

from prodlint.tables.cors_effects import ACTS, STAR
from prodlint.tables.cors_effects import ECHO as ECHOED
from prodlint.tables.cors_effects import SOCKET as OPENS

HOOK = "no-wildcard-cors"
FIX = "List the origins of your own frontends instead, without a wildcard as the default."

ANY = "any website can read its answers"
ECHO = "every origin is sent back, so any website can read its answers"
CREDENTIALS = "every origin is sent back with credentials allowed, so any website can act as the user"
SOCKET = "any website can open its sockets as the user"

EFFECTS = {STAR: ANY, ECHOED: ECHO, ACTS: CREDENTIALS, OPENS: SOCKET}  # by what the tables of libraries say
