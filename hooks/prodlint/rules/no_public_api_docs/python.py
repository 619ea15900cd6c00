"""Python: applications that serve their own documentation."""

import ast
from collections.abc import Iterator

from prodlint.context import EXAMPLE, PRODUCTION, of_path
from prodlint.context.conditions import of_guards
from prodlint.context.reach import excluded, is_reached
from prodlint.finding import Finding
from prodlint.formats.code import UNKNOWN
from prodlint.formats.python import Module, read
from prodlint.rules.no_public_api_docs.paths import HOOK
from prodlint.source import Repository, Source
from prodlint.tables.api_docs import CALLS, PAGES, Served


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The calls that serve documentation to everyone."""
    if of_path(source.path) == EXAMPLE:  # templates of proxies are no examples: their image fills them in
        return
    module = source.read(read)
    for call in module.calls:
        served = CALLS.get(_key(module.qualified_name(call.func)))
        place = _place(module, call, served) if served is not None else None
        if served is not None and place is not None and is_reached(module, (), call):
            statement = module.statement(call)
            yield Finding(
                source.path, module.line(place), module.column(place), HOOK, _message(module, call, served),
                _fix(served), False, *statement,
            )  # fmt: skip


def _key(origin: str | None) -> str:
    """`fastapi.applications.FastAPI` -> `fastapi.FastAPI`."""
    first, _, rest = (origin or "").partition(".")
    return f"{first}.{rest.rpartition('.')[2]}"


def _place(module: Module, call: ast.Call, served: Served) -> ast.expr | None:
    """The value that serves the documentation, or the call where nothing is said; None where it is off or unknown."""
    keywords = module.keywords(call)
    given = keywords.get(served.parameter)
    if served.guard in keywords:
        return None
    if given is None:
        return None if "**" in keywords or any(isinstance(one, ast.Starred) for one in call.args) else call
    leaves = [leaf for leaf in module.possible(given) if not excluded(leaf.guards, module)]
    values = [module.constant(leaf.node) for leaf in leaves]
    if not leaves or not all(values):
        return None
    if len(leaves) == 1 and leaves[0].guards and of_guards(leaves[0].guards) != PRODUCTION:
        return None  # `settings.DOCS and "/openapi.json"`
    is_text = isinstance(given, ast.JoinedStr) or all(value is not UNKNOWN for value in values)
    return given if is_text else None


def _message(module: Module, call: ast.Call, served: Served) -> str:
    keywords = module.keywords(call)
    if served.parameter == "openapi_url" and any(
        page in keywords and module.constant(keywords[page]) is None for page in PAGES
    ):
        who = served.what.partition(" serves ")[0]
        return f"{who} serves the schema of the API to everyone: only `openapi_url=None` turns it off"
    return served.what


def _fix(served: Served) -> str:
    return (
        f"Pass `{served.off}`, or let a setting that is off in production decide.\n"
        "If a proxy restricts the paths, say so in an ignore comment."
    )
