"""How code reads the Origin of a request, and how its conditions show that it looks at it.

Read from the frameworks in `cors_python.py`, `cors_javascript.py` and `cors_code.py`, and from public repositories. In
expressions, case never counts.
"""

# What the header is called.
ORIGIN = frozenset(("origin", "http_origin", "http-origin", "httporigin", "headerorigin"))
# Methods and functions that give a header by its name, and those that give the origin without one.
GETTERS = (
    r"get|get_?one|get_?values|header|headers|get_?headers?|get_?header_?(?:string|line|array)|get_?first|first|pop|fetch"
    r"|get_?list|get_?(?:http|req|request)_?headers?|values|server|trygetvalue|peek|headerstring|param"
)
GIVERS = ("get_http_origin",)  # WordPress
# Who has headers as items, who has them as members, and who never has any.
HOLDERS = r"header|_SERVER|\benv\b|environ|META|scope|req|ctx|context|call\b|conn\b|websocket"
MEMBERS_OF = r"headers?|req|request|websocket"
SETTINGS = r"conf(?:ig)?\b|settings?\b|options?\b|stor(?:e|age)\b|cache\b|config_?service"
# What else a request brings: whoever writes the link chooses the origin.
INPUT = frozenset(("query", "body", "params", "cookies"))
REQUEST = frozenset(("req", "request", "ctx", "context"))
# What makes another text of an origin (all else that is made of one is a verdict), and what leaves it the same.
MAKES = r"parse|ur[il]|host|split|lower|upper|trim|strip|replace|code|\.get\(|format|str\("
PEELED = frozenset("decode encode lower strip trim tolowercase tostring string".split())

# Compared with these, nothing is asked of an origin but that there is one, or that it has a scheme.
ABSENT = frozenset(("", "null", "nil", "none", "undefined", "*"))
NOTHING = frozenset((*ABSENT, *ORIGIN, "b'origin'", "http", "http://", "https://"))
TRIVIAL = r"""^(?:len|bool|isinstance|hasattr)\(|^typeof |^b?["'](?:http_)?origin["'] (?:not )?in """
# Words that tell of a verdict on an origin, in a condition and anywhere in a file.
VERDICT = (
    r"allow|valid|trust|white_?list|match|permit|known|safe|accept|legit|approved|same.?origin|secur|blocked|denied"
    r"|\bok\b|check|\bin (?!.*(?:headers|request|environ|META|scope))"
)
LOOKS = (
    r"is_?allowed|allow(?:ed)?_?(?:list|origin)|white_?list|trusted|valid(?:ate)?_?origin|check_?origin|origin_?allowed"
)
# The origin as conditions name it: `req.headers.origin`, `request.headers["Origin"]`, `r.Header.Get(HeaderOrigin)`.
WHOLE = (
    r"(?:[\w$]+\.)*(?:(?:req|request|http|incoming|header|raw|caller)s?_?)?origin"
    r"|.*[\[(](?:[\w.$@]+,\s*)?(?:[\"'](?:http_)?origin[\"']|(?-i:[\w.:]*(?:HeaderOrigin|ORIGIN)))[\])]"
    r"|hd\(.*[\"']origin[\"']\)\)"
)
# Who is in a list of these is let in, who is not, is not; but of those that deny it is the other way round.
MEMBER = r"(?:contains|include|in_array|\bhas|exists|allow|trust|known|valid)\w{0,40}[!?]?\(|\w\[| in "
DENIES = r"deny|denied|block|bann|forbid|reject|black|invalid|illegal|unknown|disallow|untrust"
