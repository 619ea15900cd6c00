"""Dockerfiles: what the stages that ship hold and need not."""

import posixpath
from collections.abc import Iterator

from prodlint.context.build_contexts import contexts_of
from prodlint.context.builds import targets_of
from prodlint.context.compositions import has_production_sibling
from prodlint.context.stages import shipping
from prodlint.context.tracked import folder_of
from prodlint.finding import Finding
from prodlint.formats import dockerfile
from prodlint.formats.dockerfile import Stage, effective
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.word import Word
from prodlint.rules.lean_images.commands import Started, started
from prodlint.rules.lean_images.installs import NODE, PYTHON
from prodlint.rules.lean_images.manifests import package_json
from prodlint.rules.lean_images.next import is_standalone, starts_next
from prodlint.rules.lean_images.stages import Held, Image, Walk
from prodlint.rules.lean_images.whole_context import along
from prodlint.source import Repository, Source
from prodlint.tables.installers import COMPILERS

HOOK = "lean-images"

_CI = frozenset((".github", "ci", ".ci", ".circleci", ".devcontainer"))
_SWITCHES = {
    "npm": "`npm ci --omit=dev`", "pnpm": "`pnpm install --prod`", "yarn": "`yarn workspaces focus --production`",
    "bun": "`bun install --production`", "poetry": "`poetry install --only main`", "uv sync": "`uv sync --no-dev`",
    "uv run": "`uv run --no-sync`", "pip": "Install the requirements of production alone",
    "pipenv": "`pipenv install --deploy` without `--dev`",
}  # fmt: skip
_SHOWN = 14  # characters of a name
_STAGE = "install them in a stage of its own and copy only what it builds."
_FIX_MODULES = "Take this COPY out: the standalone build holds the modules that it needs."
_FIX_START = "Copy `.next/standalone`, `.next/static` and `public` alone, and start it with `node server.js`."
_FIX_COMPILER = "Build in a stage of its own, or take the compiler out again in the same RUN."


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The stages of a Dockerfile that ship more than production needs."""
    if has_production_sibling(source.path, repository) or not _CI.isdisjoint(source.path.split("/")):
        return
    read = source.read(dockerfile.read)
    context = next((one.folder for one in contexts_of(source.path, repository)), folder_of(source.path))
    walk = Walk(read, context, source.text, repository)
    places: set[int] = set()
    for stage in shipping(read, targets_of(source.path, repository)):
        force = effective(stage)
        if force.cmd is None and force.entrypoint is None:
            continue
        image = walk.image(stage)
        run = started(force, image.folders.behind(image.workdir), source.path, repository)
        if run.for_development:
            continue
        for finding in _of_stage(stage, image, run, source, repository):
            if finding.line not in places:
                places.add(finding.line)
                yield finding


def _of_stage(stage: Stage, image: Image, run: Started, source: Source, repository: Repository) -> Iterator[Finding]:
    node, python = image.held.get(NODE), image.held.get(PYTHON)
    is_next = starts_next(run.text)
    folder = image.folders.behind(image.workdir)
    if node is not None:
        yield _held(node, source)
    elif one := _beside_standalone(image):
        message = "all of node_modules is copied beside the standalone build, which holds what it needs"
        yield _finding(source, one.words[0], one.line, one.end_line, message, _FIX_MODULES)
    elif is_next and run.word is not None and folder is not None and package_json(folder, repository) is not None:
        said = is_standalone(folder, repository)
        if said is not None:
            message = "`next start` ships all modules: the standalone build needs only those that it uses"
            yield _finding(source, run.word, run.word.line, run.word.line, message, _FIX_START, strict=not said)
    if python is None and run.python_again is not None and folder is not None:
        groups = run.python_again.groups_in(folder, repository)
        if groups and run.word is not None:
            message = f"`uv run` installs {_listed(groups, 'group')} at every start"
            fix = "Say `uv run --no-sync` (or `--no-dev`), or start the program in `.venv/bin` itself."
            again = run.python_again
            word, path = (again.word, again.script) if again.script else (run.word, source.path)
            yield Finding(path, word.line, word.column, HOOK, message, fix)
    elif python is not None:
        yield _held(python, source)
    yield from _compilers(stage, source)
    yield from _along(stage, source, repository)


def _beside_standalone(image: Image) -> Instruction | None:
    """The last copy of the node_modules that a standalone build was made with; another folder's may be a tool's."""
    built = [f"{folder}/" for folder in image.standalone]
    copied = (one for folder, one in reversed(image.modules) if any(own.startswith(f"{folder}/") for own in built))
    return next(copied, None)


def _held(held: Held, source: Source) -> Finding:
    effect = held.effect
    if effect.ecosystem == NODE:
        first = [name for name in held.names if len(name) < _SHOWN][:2]
        shown = f" ({', '.join(first)}{' ...' if len(held.names) > len(first) else ''})" if first else ""
        is_many = len(held.names) > 1
        what = f"{len(held.names)} devDependenc{'ies' if is_many else 'y'}{shown}"
    elif effect.tool in ("poetry", "uv sync", "uv run"):
        what, is_many = _listed(list(held.names), "group"), len(held.names) > 1
    else:
        what, is_many = ", ".join(f"`{name}`" for name in held.names[:3]), len(held.names) > 1
    verb = "are" if is_many else "is"
    if held.copied_from:
        message = f"{what} {verb} copied from stage `{held.copied_from}` into what ships"
    elif effect.ignores_mode:
        message = f"{what} {verb} installed: {effect.tool} does not look at NODE_ENV"
    else:
        message = f"{what} {verb} installed in what ships"
    fix = f"{_SWITCHES.get(effect.tool, _SWITCHES['npm'])}, or {_STAGE}"
    return _finding(source, held.word, held.instruction.line, held.instruction.end_line, message, fix)


def _listed(names: list[str], noun: str) -> str:
    """`the dev group`, `the dev and test groups`."""
    return f"the {' and '.join(names[:3])} {noun}{'s' if len(names) > 1 else ''}"


def _compilers(stage: Stage, source: Source) -> Iterator[Finding]:
    """Compilers that a shipped stage installs and keeps, for `--strict`."""
    for one in (one for part in stage.chain for one in part.instructions if one.keyword == "RUN"):
        text = one.text.text
        if "purge" in text or "autoremove" in text or "--virtual" in text or "apk del" in text:
            continue
        for command in one.commands():
            words = [word.text for word in command.words]
            if "install" in words or "add" in words:
                found = next((word for word in command.words if word.text in COMPILERS), None)
                if found is not None:
                    message = f"{found.text} stays in the image that ships"
                    yield _finding(source, found, one.line, one.end_line, message, _FIX_COMPILER, strict=True)
                    return


def _along(stage: Stage, source: Source, repository: Repository) -> Iterator[Finding]:
    """The whole context, with the history of the repository or its tests in it, for `--strict`."""
    for one in along(stage, source.path, repository):
        names = " and ".join(f"`{name}`" for name in one.names)
        ignore = one.context.ignore_file or posixpath.join(one.context.folder, ".dockerignore")
        why = f"{ignore} lets {'them' if len(one.names) > 1 else 'it'} in" if one.context.ignore_file else ""
        message = f"this copies {names} into the image: {why or 'there is no .dockerignore'}"
        lines = " and ".join(f"`{name}`" if name == ".git" else f"`**/{name}`" for name in one.names)
        fix = f"Write {lines} into {ignore}, or copy only what the program needs."
        yield _finding(source, one.copy.words[0], one.copy.line, one.copy.end_line, message, fix, strict=True)


def _finding(
    source: Source, word: Word, first: int, last: int, message: str, fix: str, strict: bool = False
) -> Finding:
    return Finding(source.path, word.line, word.column, HOOK, message, fix, strict, first, last)
