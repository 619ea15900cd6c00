"""Where a header does little harm: on the answer to a preflight alone, and on what serves public files."""

import re
from collections.abc import Iterator
from itertools import islice

from prodlint.expressions import expression
from prodlint.formats.code import CALL, FUNCTION, MAPPING, Code, Node, fields, given_as
from prodlint.formats.guards import Guard, Guards

_AROUND_LIMIT = 100
_VERBS = frozenset(("get", "post", "put", "patch", "delete"))
_PREFLIGHTS = frozenset(("OPTIONS", "options", "do_OPTIONS"))  # of Next, Django and Tornado, http.server
_STATIC_SUBJECT = expression(r"\.woff|\.ttf|\.svg|\.well-known|\bfonts?\b", re.IGNORECASE)
_PUBLIC_FILES = "public_file_server"  # guides.rubyonrails.org/configuring.html: headers of what `public` holds
_STATIC_MAKER = expression(r"static|serveStatic|sirv|sendFile|staticFiles", re.IGNORECASE)
_FOLDER = expression(
    r"(?:^|[/^(|\s\"'])(?:web)?(?:fonts?|assets?|static|images?|img|icons?|favicons?|media|videos?|audio|css|js|locales"
    r"|dist|bundles?|build|\.well-known|_next|_nuxt|_astro|image-\w+)(?![\w-])"
)
_EXTENSION = expression(
    r"\.\W{0,6}(?:\w{1,5}\|){0,3}(?:css|js|mjs|woff2?|ttf|ttc|otf|eot|svgz?|png|jpe?g|gif|webp|avif|ico|wasm|map|bmp|cur"
    r"|txt|xml|webmanifest|json|jsonld|md|rss)\b"
)
_API = expression(r"(?<![a-z])apis?(?![a-z])")


def is_static(place: str) -> bool:
    """Whether a path, glob or regular expression of a server names nothing but fonts, images and their like."""
    low = place.lower()
    return bool(_FOLDER.search(low) or _EXTENSION.search(low)) and not _API.search(low)


def answers_preflights(code: Code, node: Node, guards: Guards) -> bool:
    """Whether a node only answers OPTIONS, beside an answer that says nothing: nobody can read that."""
    if any(len(clause) == 1 and _asks_for_options(clause[0]) for clause in guards):
        return True
    return _handles_options(code, node) and code.once(_answers_itself)


def _answers_itself(code: Code) -> bool:
    """Whether a file handles more than OPTIONS."""
    names = {
        name for call in code.calls for name in (code.method(call)[1] if _paths(code, call) else "", *code.inside(call))
    }
    return any(name.lower().removeprefix("do_") in _VERBS for name in names)


def _handles_options(code: Code, node: Node) -> bool:
    inside = node
    for around in islice(code.around(node), _AROUND_LIMIT):
        if code.kind(around) == FUNCTION and _PREFLIGHTS.intersection(code.inside(inside)[len(code.inside(around)) :]):
            return True
        inside = around
    return any(_is_for_options(code, call) for call in _routes(code, node))


def _asks_for_options(guard: Guard) -> bool:
    """`request.method == "OPTIONS"`, `r.Method == http.MethodOptions`."""
    values = {value.rpartition(".")[2].removeprefix("method") for value in guard.values}
    return guard.holds and values == {"options"}


def _routes(code: Code, node: Node) -> Iterator[Node]:
    """The calls that tell a function which requests it answers: those that it is given to, and its decorators.

    What a node stands in front of is none: `app.use(node).route("/assets", ...)`.
    """
    inner = [node]
    for around in islice(code.around(node), _AROUND_LIMIT):
        if code.kind(around) == CALL and any(given in inner for given in code.arguments(around)):
            yield around
        yield from code.notes(around) if code.kind(around) == FUNCTION else ()
        inner.append(around)


def _is_for_options(code: Code, call: Node) -> bool:
    """`app.options("/x", ...)`, `@app.route("/x", methods=["OPTIONS"])`, `@OPTIONS`."""
    name = code.method(call)[1]
    if name.lower() == "options" and (_paths(code, call) or call in code.notes(call)):
        return True
    methods = code.keywords(call).get("methods")
    given = [code.string(leaf.node) for leaf in code.possible(methods)] if methods is not None else []
    return given == ["OPTIONS"]


def _paths(code: Code, call: Node) -> list[str]:
    """The paths of a route."""
    given = [code.string(leaf.node) for first in code.arguments(call)[:1] for leaf in code.possible(first)]
    return [text for text in given if text is not None and text.startswith("/")]


def serves_files(code: Code, node: Node) -> bool:
    """Whether a node only concerns public files: a route to fonts or assets, the options of a static server."""
    if any(_STATIC_SUBJECT.search(guard.subject) for clause in code.guards(node) for guard in clause):
        return True
    names = code.inside(node)  # `setHeaders` is what servers of files call their option
    if any(name == "setHeaders" or (name.startswith("/") and is_static(name)) for name in names):
        return True
    given = next(given_as(code, node, 0), None)
    if given is not None and given.of is not None and code.shown(given.of).endswith(_PUBLIC_FILES):
        return True
    mappings = (around for around in islice(code.around(node), _AROUND_LIMIT) if code.kind(around) == MAPPING)
    if any(_is_for_files(code, mapping) for mapping in mappings):
        return True
    for call in _routes(code, node):
        paths = _paths(code, call)
        if _makes_static(code, call) or (paths and all(map(is_static, paths))):
            return True
        if any(_makes_static(code, argument) for argument in code.arguments(call) if code.kind(argument) == CALL):
            return True
    return False


def _is_for_files(code: Code, mapping: Node) -> bool:
    """Headers beside the path that they are for: `{ source: "/fonts/:path*", headers: [...] }`."""
    options = fields(code.entries(mapping))
    source = options.get("source") or options.get("pathPattern")
    return source is not None and is_static(code.string(source) or "")


def _makes_static(code: Code, call: Node) -> bool:
    return _STATIC_MAKER.fullmatch(code.method(call)[1]) is not None
