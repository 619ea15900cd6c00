"""What a row of the tables of CORS libraries says, in whatever language they are."""

from prodlint.light_typing import NamedTuple
from prodlint.tables.cors_effects import ACTS, CLOSED, ECHO, STAR
from prodlint.tables.cors_readings import SCRIPT, Reading


class Library(NamedTuple):
    """One callable, where it takes origins, and what the forms of them let in (`cors_effects`).

    `callable` is a qualified name, or "*.name" for a method of whatever object. `options` says where the options are:
    the number of an argument (-1: the last object), then the keys that lead further in; "" for arguments by name.
    """

    callable: str
    options: str = "0"
    keys: tuple[str, ...] = ("origin",)
    name: str = ""  # what messages call it; else the last name of the callable
    at: int | None = None  # the position of the first key, where it can be given without its name
    reads: Reading = SCRIPT
    missing: str = STAR  # no options, or options without a key
    unset: str = CLOSED  # the keys before the last one are missing
    star: str = STAR  # `*`
    listed: str = CLOSED  # `["*"]`
    true: str = ECHO
    false: str = CLOSED
    empty: str = CLOSED  # "", undefined and null
    empty_list: str = CLOSED
    match: str = ECHO  # an expression or a function that accepts everyone, the origin of the request
    how: str = ""  # how an expression is applied, where that differs from the language
    alone: bool = False  # a star counts only if it is all there is
    starred: str = STAR  # STAR with credentials; browsers refuse it where the library does not turn it into an echo
    credentials: str = "credentials"
    default_credentials: bool = False
    strict: bool = False  # what comes from `missing` and `unset` is shown with --strict only
    app: bool = False  # `missing` counts when it is given the application
    config: tuple[str, ...] = ()  # keys of the configuration of the application that hold the origins too
    patterns: tuple[str, ...] = ()  # keys that hold regular expressions
    resources: str = ""  # the key that holds options for each path
    switches: tuple[str, ...] = ()  # keys whose True lets everyone in
    fix: str = ""

    @property
    def shown(self) -> str:
        """What messages call it: its name, or `cors()`, `WebSocketGateway()`."""
        last = self.callable.rpartition("/")[2]
        return self.name or f"{(last if '.' not in last else self.callable).rpartition('.')[2]}()"

    def effect(self, form: str, *, credentials: bool) -> str:
        """What one form of origins lets in: the name of a field (`star`, `listed`, `match` ...), with credentials."""
        found = str(getattr(self, form))
        found = self.starred if credentials and found == STAR else found
        return ACTS if credentials and found == ECHO else found
