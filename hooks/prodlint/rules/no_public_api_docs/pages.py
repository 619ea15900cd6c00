"""Pages of documentation that NestJS and Django's drf-spectacular put at an address."""

from collections.abc import Iterator

from prodlint.context import EXAMPLE, PRODUCTION, of_path
from prodlint.context.conditions import of_guards
from prodlint.context.reach import is_reached
from prodlint.context.tracked import of_kind
from prodlint.finding import Finding
from prodlint.formats import python
from prodlint.formats.code import CALL, Code, Node, fields
from prodlint.formats.javascript import reader
from prodlint.grouping import grouped
from prodlint.rules.no_public_api_docs.paths import HOOK
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.api_docs import PAGE_CALLS, SETTING_WORDS, Page


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The calls that serve such a page to everyone, whatever a setting says."""
    if of_path(source.path) == EXAMPLE:
        return
    code: Code = source.read(python.read) if source.kind == "python" else source.read(reader(source.kind))
    for call in code.calls:
        page = PAGE_CALLS.get(code.callee(call) or "")
        if page and _is_served(code, call, page) and not (page.setting and _is_set(page.setting, repository)):
            place = source.path, code.line(call), code.column(call)
            yield Finding(*place, HOOK, page.what, page.fix, False, *code.statement(call))


def _is_served(code: Code, call: Node, page: Page) -> bool:
    """Whether a call runs without a condition, in the file that starts the application, and nothing asks who it is."""
    given = code.keywords(call).keys() | {key for one in code.arguments(call) for key in fields(code.entries(one))}
    if given & page.asks or any(page.login in one for one in code.imports() if page.login):
        return False
    around = next((one for one in code.around(call) if code.kind(one) == CALL), None)
    if page.within and (around is None or code.method(around)[1] not in page.within):
        return False  # `login_required(SpectacularAPIView.as_view())`
    callers = [one for name in code.inside(call) for one in code.once(_by_method).get(name, ())]
    chosen = any(code.guards(one) and of_guards(code.guards(one)) != PRODUCTION for one in (call, *callers))
    return page.starts in code.imports() and not chosen and is_reached(code, (), call)


def _by_method(code: Code) -> dict[str, list[Node]]:
    return grouped((code.method(one)[1], one) for one in code.calls)


def _is_set(setting: str, repository: Repository) -> bool:
    """Whether the settings of some application in the repository have a setting of this name."""

    def look() -> bool:
        paths = [path for path in of_kind(repository, "python") if not SETTING_WORDS.isdisjoint(words_of(path))]
        return any(one is not None and setting in one.text for one in map(repository.source, paths))

    return repository.once((_is_set, setting), look)
