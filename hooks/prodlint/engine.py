"""The slow path: source -> check -> ignores -> sort; `ending` has the rest of it."""

from collections.abc import Iterable
from itertools import chain
from types import ModuleType

from prodlint import HOOKS, allowing, ignore
from prodlint.configuration import Configurations
from prodlint.credentials.hidden import without_credentials
from prodlint.dispatch import check
from prodlint.ending import Trouble, finish
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.generated import is_generated
from prodlint.options import Options
from prodlint.parallel import spread
from prodlint.source import TOO_LONG, Repository, Source

_MUCH = 1_000_000  # bytes to be parsed, from which on more processes are worth their start

Hit = tuple[str, bytes, list[str]]  # path as given, content, ids of the hooks whose needles it holds
Wanted = tuple[Source, list[str]]  # a hit as a source, ids of the hooks


def run(
    modules: dict[str, ModuleType],
    hits: list[Hit],
    troubles: list[Trouble],
    options: Options,
    paths: list[str],
    contents: dict[str, bytes] | None = None,
) -> int:
    """Check the hits among the paths that were given, print what was found, return the exit status."""
    repository = Repository(options, contents)
    findings, more = collect(modules, hits, repository, paths)
    return finish(modules, repository, findings, [*troubles, *more])[0]


def collect(
    modules: dict[str, ModuleType], hits: list[Hit], repository: Repository, paths: Iterable[str] = ()
) -> tuple[list[Finding], list[Trouble]]:
    """The findings of all hooks, sorted and without those that are allowed; and what could not be checked.

    A configuration that is wrong is all that is said. `paths` are those that were given, hits or not.
    """
    configurations = Configurations(repository)
    repository.options_of = configurations.options_of
    every = [(repository.add(Source(repository.relative(path), data)), wanted) for path, data, wanted in hits]
    sources = [
        (source, _here(source.path, wanted, configurations))
        for source, wanted in every
        if not is_generated(source.path, source.data)
    ]
    configurations.of("")
    if configurations.troubles:
        return [], configurations.troubles
    found: set[Finding] = set()
    seen_in: dict[Finding, set[str]] = {}  # of what came up in a look at another file: the paths of those
    beyond: set[Finding] = set()
    troubles: list[Trouble] = []

    def check(checked: Wanted) -> tuple[set[Finding], list[Trouble]]:
        return _check(modules, *checked, repository)

    first, rest = _parted(sources, {hook for hook, module in modules.items() if hasattr(module, "looks_beyond")})
    results = chain(map(check, first), spread(check, rest, pays=sum(map(_size, rest)) > _MUCH))
    for (source, _), (findings, failed) in zip((*first, *rest), results, strict=True):
        found |= findings
        troubles += failed
        for finding in findings:
            if finding.path != source.path:
                seen_in.setdefault(finding, set()).add(source.path)
    for hook in _here(".gitignore", list(modules), configurations):
        module = modules[hook]
        try:
            if hasattr(module, "beyond") and module.looks_beyond(repository):
                beyond.update(_sound(finding, repository) for finding in module.beyond(repository))
        except Exception as error:
            troubles.append((repository.root, f"could not be checked: {_fault(error)} [{hook}]"))
    found |= beyond
    found = {finding for finding in found if _counts(finding, repository)}
    checked = [(source, hook) for source, wanted in sources for hook in wanted]
    found = ignore.apply(found, checked, repository, HOOKS)
    found = allowing.apply(found, configurations, repository, modules, paths)
    # Several services or documents may share a value; of what is said twice the one with edits stays, strict ones last.
    said = sorted(sorted(found), key=lambda finding: not finding.strict)
    by_place = {hook for hook, module in modules.items() if hasattr(module, "ONCE")}
    kept = sorted({finding[: 4 if finding.hook in by_place else 5]: finding for finding in said}.values())
    if repository.options.added_only is not None:
        from prodlint import added

        kept, more = added.only(kept, seen_in, beyond, repository, modules)
        troubles += more
    return ignore.hinted(kept, repository, HOOKS), [*troubles, *configurations.troubles]


def _here(path: str, hooks: list[str], configurations: Configurations) -> list[str]:
    """Those of the hooks that are to look at a file, as its configuration says."""
    configuration, options = configurations.of(path), configurations.options_of
    return [
        hook for hook in hooks if configuration.runs(hook, options(path)) and not options(path, hook).excludes(path)
    ]


def _counts(finding: Finding, repository: Repository) -> bool:
    options: Options = repository.options_of(finding.path, finding.hook)
    return not options.excludes(finding.path) and (options.strict or not finding.strict)


def _parted(sources: list[Wanted], here: set[str]) -> tuple[list[Wanted], list[Wanted]]:
    """The smallest file of each kind for each hook, and all others, the largest first.

    What the first ones import and compile, the processes that are forked for the others inherit. Those of the hooks
    `here` are all among the first: they look into the index, and what they read there has to be known at the end.
    """
    seen: set[tuple[str, str]] = set()
    first: list[Wanted] = []
    rest: list[Wanted] = []
    for source, wanted in sorted(sources, key=_size):
        uses = {(source.kind, hook) for hook in wanted}
        (rest if uses <= seen and here.isdisjoint(wanted) else first).append((source, wanted))
        seen |= uses
    return first, rest[::-1]


def _size(wanted: Wanted) -> int:
    return len(wanted[0].data)


def _check(
    modules: dict[str, ModuleType], source: Source, wanted: list[str], repository: Repository
) -> tuple[set[Finding], list[Trouble]]:
    """What the wanted hooks say of one file, and once what of it they could not read."""
    found: set[Finding] = set()
    troubles: list[Trouble] = []
    shown = repository.shown(source.path)
    quiet: dict[str, ModuleType] = {}  # hooks that found nothing
    source.refusal = Unparsable(1, TOO_LONG) if source.is_too_long else source.refusal
    for hook in wanted:
        try:
            own = {_sound(finding, repository) for finding in check(modules[hook], source, repository)}
        except Unparsable as refusal:  # and there is no simpler way to look at it
            source.refusal = source.refusal or refusal
            own = set()
        except Exception as error:  # a fault of ours: said with its kind only, the text may hold a secret
            troubles.append((shown, f"could not be checked: {_fault(error)} [{hook}]"))
            continue
        found |= own
        if not own:
            quiet[hook] = modules[hook]
    if source.is_cut and source.refusal is None:
        source.refusal = Unparsable(1, "too entangled to be followed to all ends")
    if source.refusal and quiet:
        from prodlint.unread import hooks_that_miss

        missing = hooks_that_miss(source, source.refusal, quiet, repository)
        if missing:
            troubles.append((shown, f"{source.refusal} [{', '.join(missing)}]"))
    if source.refusal:  # no edit of what may read otherwise once it is whole
        found = {finding._replace(edits=()) for finding in found}
    source.forget()
    return found, troubles


def _sound(finding: Finding, repository: Repository) -> Finding:
    """The finding at a place that its file has, as what is folded or written with escapes reads longer than it is; and
    without anything that has the form of a credential, which somebody may have written where a name should stand."""
    source = repository.source(finding.path)
    lines = source.lines if source else [""]
    line = min(finding.line, len(lines))
    column = min(finding.column, len(lines[line - 1]) + 1)
    message, fix = without_credentials(finding.message), without_credentials(finding.fix)
    return finding._replace(line=line, column=column, message=message, fix=fix)


def _fault(error: Exception) -> str:
    """The kind of an unexpected error and our own line that raised it; no text of the error, no value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    name = trace.tb_frame.f_globals.get("__name__", "?") if trace else "?"
    return f"{type(error).__name__} in {name}:{trace.tb_lineno if trace else 0}"
