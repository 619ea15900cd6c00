"""What the file at a path is for, as far as the path tells."""

import re

from prodlint.context.names import of_base_name, of_name
from prodlint.expressions import expression
from prodlint.tables.places import DEVELOPMENT, DOCUMENTATION, EXAMPLE, FOLDERS, TEST, UNKNOWN, VENDORED

_FOLDER_CONTEXT = {name: context for context, names in FOLDERS.items() for name in names.split()}
_TEST_FILE = expression(
    r"(?:^|/)(?:conftest\.py|test_[^/]*\.py|[^/]*_tests?\.(?:go|rb)|[^/]*\.(?:test|spec|stories|cy|e2e)\.[a-z]+"
    r"|[^/]*Tests?\.(?:java|kt|cs|php)|[^/]*_spec\.rb|[^/]*_test\.exs|(?:vitest|jest)[.-]setup\b[^/]*|setupTests?\.[a-z]+"
    r"|(?:[Dd]ockerfile|(?:docker-)?compose)\b[^/]*[.-]integration(?:[.-][^/]*)?"
    r"|^\.(?:github|gitlab|circleci|buildkite)/(?:.*/)?(?:docker-)?compose[^/]*)$"  # what a pipeline starts beside it
)
_TEST_MODULES = ("_test.py", "_tests.py")
# Also the prompts of coding agents: `.gemini/commands/plan.toml`.
_DOCUMENTATION_FILE = expression(r"\.(?:md|mdx|rst|adoc|ipynb)$|(?:^|/)\.\w+/commands/[^/]+\.toml$", re.IGNORECASE)
_EXAMPLE_FILE = expression(
    r"\.(?:example|sample|template|tmpl|tpl|dist|schema|skel)(?:\.|$)|[._-](?:example|sample)\.[a-z]+$", re.IGNORECASE
)
_VENDORED_FILE = expression(r"\.min\.(?:js|css)$|[.-]bundle\.js$|(?:^|/)\.yarn/releases/")
_EXAMPLES = expression(r"[._-]examples?$")
_OVERRIDE = expression(r"(?:docker-)?compose\b.*[.-]override\b", re.IGNORECASE)
# Folders of which each entry is a program that is deployed, whatever it is called: `apps/docs`, `services/sandbox`.
_DEPLOYED = frozenset("apps services microservices sites websites lambdas functions".split())
# What scripts and files say of themselves, while a folder called so holds what is sold or worn.
_OF_SCRIPTS = frozenset(("hot", "watch"))
_NEVER_DEPLOYED = frozenset((TEST,))
# What frameworks and platforms serve by its place (nextjs.org/docs/app, supabase.com/docs/guides/functions,
# docs.netlify.com/functions, vercel.com/docs/functions): a word below says nothing about it.
_ROUTED = expression(r"(?:^|/)(?:supabase/functions|netlify/(?:edge-)?functions|pages/api)/")
_ROUTE = expression(r"/route\.[jt]sx?$")
_PROGRAM = expression(r"\.(?:[jt]sx?|py|go|rb)$")


def of_path(path: str) -> str:
    """What the file at a path from the repository's root is for. The base name beats the folders."""
    path = path[_end_of_generator(path) :]
    routed = _end_of_router(path)
    if routed and not _TEST_FILE.search(path) and "__" not in path:
        path = path[:routed] + "route"
    *folders, base = path.split("/")
    own = DEVELOPMENT if _OVERRIDE.match(base) else of_base_name(base)
    kept = _skipped(path, folders)
    if kept == EXAMPLE and own == DEVELOPMENT:
        return DEVELOPMENT  # `docker-compose-dev.example.yml` is an example of what a developer starts
    if kept != UNKNOWN:
        return kept
    names = (own, *(of_name(one) for one in reversed(folders) if one.lower() not in _OF_SCRIPTS))
    return next((context for context in names if context != UNKNOWN), UNKNOWN)


def _end_of_generator(path: str) -> int:
    """Where the folder ends that becomes the root of a generated project: `template/{{cookiecutter.slug}}/`."""
    named = path.rfind("}}")
    return path.find("/", named) + 1 if named >= 0 else 0


def _end_of_router(path: str) -> int:
    """Where the folder ends below which a path is a route or a function of a platform; 0 where there is none."""
    found = _ROUTED.search(path)
    if found:
        return found.end()
    top = path.removeprefix("src/")
    if top.startswith(("api/", "functions/")) and _PROGRAM.search(path):
        return path.index("/", len(path) - len(top)) + 1
    if _ROUTE.search(path) and (path.startswith("app/") or "/app/" in path):
        return path.index("app/") + len("app/") if path.startswith("app/") else path.index("/app/") + len("/app/")
    return 0


def _skipped(path: str, folders: list[str]) -> str:
    contexts = [context for at in range(len(folders)) if (context := _of_folder(folders, at)) != UNKNOWN]
    # Helm keeps the manifests that it ships in a folder called templates, and a role of Ansible what servers get.
    is_chart = path.endswith((".yaml", ".yml", ".tpl")) and "compose" not in path.rpartition("/")[2]
    is_shipped = is_chart or ("roles" in folders and path.endswith(".j2"))
    if contexts == [EXAMPLE] and "templates" in folders and is_shipped:
        contexts = []
    for pattern, context in (
        (_VENDORED_FILE, VENDORED),
        (_TEST_FILE, TEST),
        (_DOCUMENTATION_FILE, DOCUMENTATION),
        (_EXAMPLE_FILE, EXAMPLE),
    ):
        if pattern.search(path):
            contexts.append(context)
    if path.endswith(_TEST_MODULES) and of_name(path.rpartition("/")[2]) != UNKNOWN:  # `lab_tests.py` is none
        contexts.append(TEST)
    return next((c for c in (VENDORED, TEST, DOCUMENTATION, EXAMPLE, DEVELOPMENT) if c in contexts), UNKNOWN)


def _of_folder(folders: list[str], at: int) -> str:
    name = folders[at].lower()
    context = EXAMPLE if _EXAMPLES.search(name) else _FOLDER_CONTEXT.get(name, UNKNOWN)
    is_deployed = at > 0 and folders[at - 1].lower() in _DEPLOYED and context not in _NEVER_DEPLOYED
    return UNKNOWN if is_deployed else context
