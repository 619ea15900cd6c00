"""What keeps the house in order: one set of hooks everywhere, layers, and a clean path that imports nothing."""

from __future__ import annotations

import ast
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from identify.identify import tags_from_filename

import casefile
import manifest
from prodlint import ALL, BY_CHOICE, BY_DEFAULT, HOOKS, kinds
from prodlint.__main__ import HOOKS as IDS
from prodlint.clean import holds, hook_module
from prodlint.help import explanation, summary
from prodlint.tables.severities import SEVERITIES

PACKAGE = manifest.PROJECT / "hooks/prodlint"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES_OF_ALL_KINDS = [
    *(f"{stem}.{extension}" for extension in kinds._EXTENSIONS for stem in ("a", "redis", "postgres")),
    *kinds._NAMES, "Dockerfile", "compose.yaml", ".github/workflows/a.yml", ".env", "nginx/a.conf", "start",
    ".ebextensions/app.config", "ecosystem.config.js", "config/app.php", "config/environments/production.rb",
    "application-prod.properties", "application.conf", "application.groovy",
]  # fmt: skip
README = (manifest.PROJECT / "README.md").read_text()

RUN = "from prodlint.__main__ import main; raise SystemExit(main())"
KEYS = {
    "id", "name", "description", "entry", "language", "files", "types", "require_serial", "stages",
    "minimum_pre_commit_version", "always_run", "exclude",
}  # fmt: skip


def test_manifest_is_the_table_of_hooks() -> None:
    assert tuple(entry["id"] for entry in manifest.raw()) == (ALL, *HOOKS)
    assert set(IDS) == {ALL, *HOOKS}


@pytest.mark.parametrize("hook", HOOKS)
def test_each_kind_that_a_hook_wants_has_a_module_and_each_module_a_kind(hook: str) -> None:
    package = hook_module(hook)
    if not hasattr(package, "MODULES"):
        return
    wanted = {kinds.kind_of(path) for path in NAMES_OF_ALL_KINDS if package.wants(path) is not None}
    scripts = {"shell", "python", "javascript"}  # what a file without a telling name may turn out to be
    assert wanted <= {*package.MODULES, *(["other"] if scripts & package.MODULES.keys() else [])}
    assert package.MODULES.keys() <= wanted | (scripts if "other" in wanted else set())
    for name in chain.from_iterable(package.MODULES.values()):
        assert callable(import_module(f"{package.__name__}.{name}").check)


def test_every_hook_has_a_severity() -> None:
    assert tuple(SEVERITIES) == HOOKS
    assert all(0 < row.score <= 10 and row.weaknesses and row.why for row in SEVERITIES.values())


def test_hooks_by_choice_come_last() -> None:
    assert HOOKS[len(HOOKS) - len(BY_CHOICE) :] == BY_CHOICE


def test_every_hook_has_a_module_cases_and_a_readme_row() -> None:
    for hook in HOOKS:
        module = hook_module(hook)
        assert explanation(hook).startswith(f"{hook}: ")
        assert callable(module.wants)
        assert hasattr(module, "check") or module.MODULES
        assert {case["label"] for case in casefile.load(hook)} == {"bad", "ok"}
        assert README.count(f"\n| [`{hook}`](docs/hooks/{hook}.md) | {summary(hook)} |\n") == 1
    folders = {path.name for path in casefile.CASES.iterdir() if path.is_dir()}
    assert folders == set(HOOKS)


def test_readme_names_each_hook_once_and_in_order() -> None:
    assert tuple(re.findall(r"^\| \[`([\w-]+)`\]", README, re.M)) == HOOKS


@pytest.mark.parametrize("entry", manifest.raw(), ids=lambda entry: entry["id"])
def test_manifest_entry(entry: dict[str, object]) -> None:
    hook, name = str(entry["id"]), str(entry["name"])
    assert set(entry) <= KEYS  # pre-commit accepts keys that it does not know
    assert entry["entry"] == f"python -I -c '{RUN}' {hook}".replace("'", '"')
    assert len(name) <= 50
    assert entry["stages"] == ["pre-commit", "pre-merge-commit", "pre-push", "manual"]
    assert entry["minimum_pre_commit_version"] == "3.2.0"
    assert entry["require_serial"] is True
    assert ("files" in entry) == (hook != ALL)  # which it wants, it tells faster than a long expression
    re.compile(str(entry.get("files", "")))


# Of these pre-commit should say that there is nothing to check.
UNWANTED = "logo.png yarn.lock README.md"
# Which paths reach a hook beyond those of its cases, and which do not.
PATHS = {
    "block-env-files": (
        ".env .ENV .env.local a/b/.env.production prod.env .env~ .env.bak .envrc .flaskenv .dev.vars .env.keys "
        ".envs/.production/.django local.settings.json .gitignore sub/.gitignore env .env.txt",
        "environment.py main.py Dockerfile package.json README.md src/environments/environment.ts prod.environment",
    ),
    "no-public-secrets": (
        ".env .env.example frontend/.env.local Dockerfile api.dockerfile compose.yaml .github/workflows/ci.yml "
        "src/app.tsx src/main.py next.config.mjs vite.config.ts app.json vercel.json main.tf Makefile deploy.sh "
        "src/App.vue index.html env.d.ts netlify.toml build.ps1 k8s/web.yaml lib/main.dart src/lib.rs",
        "logo.png package-lock.json yarn.lock styles.css README.md docs/a.mdx",
    ),
    "no-wildcard-cors": (
        "app/main.py server.js server.ts next.config.mjs nginx.conf nginx/api.conf default.conf.template Caddyfile "
        "k8s/ingress.yaml docker-compose.yml serverless.yml template.json main.tf application.properties "
        "src/Main.java main.go config/cors.php Program.cs web.config .htaccess _headers .env config.ru src/main.rs "
        "netlify.toml haproxy.cfg Dockerfile deploy.sh src/Kt.kt cors.rb",
        "logo.png styles.css yarn.lock README.md package-lock.json",
    ),
    "no-reload-in-prod": (
        "Dockerfile Dockerfile.prod api.dockerfile Containerfile docker-compose.yml compose.prod.yaml Procfile "
        "api.service supervisord.conf ecosystem.config.js fly.toml render.yaml railway.json package.json "
        "app/main.py settings/production.py gunicorn.conf.py .env.production k8s/api.yaml Makefile start.sh "
        ".github/workflows/deploy.yml uwsgi.ini .ebextensions/app.config task-definition.json entrypoint .flaskenv "
        "cmd/main.go Program.cs config/app.php config/prod.exs config/environments/production.rb config.ru src/Main.kt "
        "src/main/resources/application.properties src/main/resources/application.conf appsettings.json",
        "logo.png styles.css yarn.lock README.md src/app.tsx src/util.ts",
    ),
    "no-env-in-image": (
        "Dockerfile api.dockerfile Dockerfile.prod Containerfile .dockerignore web/.dockerignore "
        "Dockerfile.dockerignore "
        "compose.yaml docker-compose.prod.yml .env .env.example web/.env.production.example prod.env .dev.vars",
        "logo.png styles.css yarn.lock README.md package.json src/app.tsx main.py deploy.sh k8s/api.yaml .gitignore",
    ),
    "no-public-db-ports": (
        "compose.yaml docker-compose.prod.yml deploy/stack.yml k8s/db.yaml charts/db/values.yaml deploy.sh Makefile "
        "bin/start db.service redis.conf conf/redis-prod.conf",
        "logo.png styles.css yarn.lock README.md package.json src/app.tsx main.py .env",
    ),
    "no-root-container": (
        "Dockerfile api.dockerfile Dockerfile.prod Containerfile compose.yaml docker-compose.prod.yml k8s/api.yaml "
        "charts/api/values.yaml",
        "logo.png styles.css yarn.lock README.md package.json src/app.tsx main.py deploy.sh .env .dockerignore",
    ),
    "require-db-tls": (
        ".env .env.production a/.env.example app/db.py src/db.ts server.js compose.yaml k8s/api.yaml "
        "charts/values.yaml "
        "Dockerfile api.dockerfile app.toml config/default.json alembic.ini application.properties deploy.sh Makefile "
        "Procfile .github/workflows/ci.yml postgres/pg_hba.conf postgresql.conf api.service main.go src/Db.java db.exs "
        "infra/rds.tf main.bicep Web.config persistence.xml schema.sql conf/application.conf",
        "logo.png styles.css yarn.lock package-lock.json README.md",
    ),
    "require-https-urls": (
        ".env .env.production frontend/.env.local app/main.py server.ts server.js compose.yaml charts/values-prod.yaml "
        "Dockerfile Dockerfile.prod netlify.toml vercel.json fly.toml app.ini build.sh .github/workflows/deploy.yml "
        "main.go Cors.java Cors.kt config/cors.php cors.rb Program.cs main.rs config/prod.exs infra/bucket.tf",
        "logo.png public/a.svg styles.css yarn.lock package-lock.json README.md",
    ),
    "no-default-secrets": (
        "app/main.py src/auth.ts server.js src/App.vue compose.yaml docker-compose.prod.yml k8s/secret.yaml "
        "charts/web/values.yaml render.yaml fly.toml Api/appsettings.json application.properties api.service "
        ".env.production deploy/app.env entrypoint.sh entrypoint",
        "logo.png styles.css yarn.lock package-lock.json README.md",
    ),
    "no-public-api-docs": (
        "app/main.py src/main.ts nginx.conf site.conf nginx/default.conf.template Caddyfile Caddyfile.prod",
        "logo.png styles.css yarn.lock README.md package.json compose.yaml .env Dockerfile",
    ),
    "pin-base-images": (
        "Dockerfile api.dockerfile Dockerfile.prod Containerfile compose.yaml docker-compose.prod.yml k8s/api.yaml",
        "logo.png styles.css yarn.lock README.md package.json src/app.tsx main.py deploy.sh .env",
    ),
    "harden-compose": (
        "compose.yaml docker-compose.prod.yml deploy/stack.yml",
        "logo.png yarn.lock README.md package.json src/app.tsx main.py Dockerfile deploy.sh .env",
    ),
    "no-broad-db-grants": (
        "init.sql db/migrations/0001_roles.SQL",
        "logo.png yarn.lock README.md package.json src/app.tsx main.py Dockerfile compose.yaml .env",
    ),
    "no-bypassed-proxy": (
        "compose.yaml docker-compose.prod.yml deploy/stack.yml k8s/service.yaml",
        "logo.png yarn.lock README.md package.json src/app.tsx main.py Dockerfile deploy.sh .env nginx.conf",
    ),
    "lean-images": (
        "Dockerfile api.dockerfile Dockerfile.prod Containerfile Dockerfile.j2",
        "logo.png yarn.lock README.md package.json src/app.tsx main.py compose.yaml deploy.sh .env",
    ),
}


@pytest.mark.parametrize("hook", HOOKS)
def test_manifest_files(hook: str) -> None:
    entry = manifest.hooks()[hook]
    wanted, unwanted = PATHS.get(hook, ("", ""))

    def reaches(path: str) -> bool:
        if re.search(entry["exclude"], path):
            return False
        tags = tags_from_filename(Path(path).name) | {"file"}
        return bool(re.search(entry["files"], path)) and tags >= set(entry["types"])

    assert [path for path in wanted.split() if not reaches(path)] == []
    assert [path for path in f"{UNWANTED} {unwanted}".split() if reaches(path)] == []


@pytest.mark.parametrize("hook", HOOKS)
def test_manifest_cuts_off_nothing_that_the_hook_wants(hook: str) -> None:
    entry, wants = manifest.hooks()[hook], hook_module(hook).wants
    seen = {path for other in HOOKS for case in casefile.load(other) for path in case["files"]}
    listed = {path for pair in PATHS.values() for words in pair for path in words.split()}
    cut = [path for path in seen | listed if wants(path) is not None and not re.search(entry["files"], path)]
    assert cut == []


# What names are made of: folders, beginnings that change the kind, whole names and extensions, endings of templates.
FOLDERS = ("", "", "a/", "nginx/", "nginx/sites-enabled/", ".envs/", ".ebextensions/", ".github/workflows/", "locales/")
STEMS = (
    "", "", "a", "a b", "a\nb", "x.", "nginx", "supervisor", "httpd", "redis", "postgres", "pg_hba", "compose",
    "-compose", "docker-stack", "ecosystem", "pm2", "processes", "dockerfile", "Containerfile", "procfile.", ".env",
    "env.", "a-env", ".envrc", ".flaskenv", ".dev.vars", ".secrets", "local.settings", ".gitignore", ".dockerignore",
)  # fmt: skip
ENDINGS = (
    "", *(f".{extension}" for extension in (*kinds._EXTENSIONS, "zzz", "dockerfile", "containerfile")), *kinds._NAMES,
    *kinds._GENERATED, *kinds._NO_DOCKERFILES, *(f".env{rest}" for rest in (".", "s", "2", "~", "prod", "ironment")),
    *("env", "-env", "_", ")", "(1)", "~", ".dev.vars", "/default"),
)  # fmt: skip
COPIES = ("", "", *kinds._TEMPLATES)


@pytest.mark.parametrize("hook", HOOKS)
def test_manifest_hands_over_whatever_name_the_hook_wants(hook: str) -> None:
    entry, wants = manifest.hooks()[hook], hook_module(hook).wants
    files, exclude = re.compile(entry["files"]), re.compile(entry["exclude"])
    pick = random.Random(hook).choice
    names = {pick(FOLDERS) + pick(STEMS) + pick(ENDINGS) + pick(COPIES) + pick(COPIES) for _ in range(35_000)}
    paths = {name.removeprefix("/") for name in names if name and not name.endswith("/")}
    wanted = {path for path in paths if wants(path) is not None}
    assert len(wanted) > 100
    assert sorted(path for path in wanted if not files.search(path) or exclude.search(path)) == []


# --- layers ---------------------------------------------------------------------------------------------------------


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, at the top or later."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("prodlint"):
            for alias in node.names:
                inner = PACKAGE.parent.joinpath(*node.module.split("."), alias.name)
                is_module = inner.with_suffix(".py").exists() or inner.is_dir()
                yield f"{node.module}.{alias.name}" if is_module else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("prodlint"))


GROUND = ("tables", "formats", "spelling", "origins", "kinds", "looks")

# What each layer may import, beside itself; "rules" are the hooks.
EVERYWHERE = ("__init__", "expressions", "grouping", "light_typing")  # small helps that know nothing
ALLOWED = {
    "expressions": (),  # everybody may use it
    "light_typing": (),
    "grouping": (),
    "tables": (),
    "spelling": (),
    "origins": ("tables", "spelling"),
    "kinds": (),
    "looks": (),
    "finding": (),
    "options": (),
    "formats": ("tables",),
    "credentials": ("tables", "spelling"),
    "untracked": (),
    "nearest": ("source",),
    "configuration": ("finding", "formats", "nearest", "options", "source"),
    "allowing": ("configuration", "finding", "source"),
    "shown": ("configuration", "options", "report", "source", "context"),
    "encodings": (),
    "excerpt": ("credentials", "finding", "source"),
    "generated": ("kinds", "looks"),
    "source": ("encodings", "formats", "git", "kinds", "options", "untracked"),
    "context": (*GROUND, "credentials", "source", "options"),
    "ignore": ("finding", "source"),
    "report": ("finding", "options", "tables"),
    "unread": ("context", "dispatch", "formats", "looks", "source"),
    "added": ("dispatch", "finding", "formats", "ignore", "options", "source"),
    "parallel": (),
    "rewrite": ("encodings", "finding", "source"),
    "loopback": (*GROUND, "context", "finding", "source"),
    "fixes": ("finding", "options", "report", "rewrite", "source", "unified"),
    "unified": ("encodings", "excerpt", "finding", "options"),
    "dispatch": ("context", "finding", "formats", "source"),
    "engine": (
        "dispatch",
        "added",
        "allowing",
        "configuration",
        "credentials",
        "ending",
        "finding",
        "formats",
        "generated",
        "ignore",
        "options",
        "parallel",
        "source",
        "unread",
    ),
    "ending": ("excerpt", "finding", "fixes", "report", "source"),
    "clean": ("kinds", "looks", "nearest", "source", "engine", "options"),
    "__main__": ("clean", "cli"),
    "help": ("clean", "configuration", "options"),
    "staged": ("options", "source"),
    "agent": ("finding", "options", "report", "source"),
    "cli": (
        "added",
        "agent",
        "clean",
        "configuration",
        "ending",
        "engine",
        "finding",
        "help",
        "nearest",
        "options",
        "parallel",
        "report",
        "shown",
        "source",
        "staged",
    ),
    "rules": (*GROUND, "context", "credentials", "finding", "generated", "loopback", "source"),
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_layers(path: Path) -> None:
    layer, *inner = path.relative_to(PACKAGE).with_suffix("").parts
    if layer == "__init__":
        assert list(imports(path)) == []
        return
    for name in imports(path):
        _, part, *below = [*name.split("."), "__init__"]
        assert part in (*EVERYWHERE, layer, *ALLOWED[layer]), f"{layer} must not know {name}"
        if layer == part == "rules" and inner[0] != "__init__":
            assert below[0] == inner[0], f"a hook must not know another: {name}"


def test_no_imports_run_in_a_circle() -> None:
    """Late ones count: they only hide it. A package that its own modules import from is one, too."""
    graph = {module_name(path): set(imports(path)) for path in MODULES}
    TopologicalSorter({name: needed - {name} for name, needed in graph.items()}).prepare()


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_at_a_sitting(path: Path) -> None:
    if "tables" not in path.parts:
        assert len(path.read_text().splitlines()) <= 260


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_expressions_are_compiled_when_they_are_asked(path: Path) -> None:
    """`expression` instead of `re.compile` in a module: see expressions.py."""
    bodies = [ast.parse(path.read_text())]
    while bodies:
        for node in ast.iter_child_nodes(bodies.pop()):
            assert not isinstance(node, ast.Call) or ast.unparse(node.func) != "re.compile", node.lineno
            if not isinstance(node, (ast.FunctionDef, ast.Lambda)):
                bodies.append(node)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_typing_is_for_type_checkers_alone(path: Path) -> None:
    """What is needed of it while a program runs is in `light_typing`: see there."""
    body = [] if path.name == "light_typing.py" else ast.parse(path.read_text()).body
    modules = {node.module for node in body if isinstance(node, ast.ImportFrom)}
    names = {alias.name for node in body if isinstance(node, ast.Import) for alias in node.names}
    assert "typing" not in modules | names, "import it from prodlint.light_typing"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_annotations_are_put_off_only_where_one_names_what_comes_later(path: Path) -> None:
    text = path.read_text()
    if "from __future__ import annotations" not in text or "TYPE_CHECKING" in text:
        return
    tree = ast.parse(text)
    ends = {node.name: node.end_lineno or 0 for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    arguments = [node for node in ast.walk(tree) if isinstance(node, (ast.arg, ast.AnnAssign))]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    annotations = [node.annotation for node in arguments] + [node.returns for node in functions]
    names = (name for one in annotations if one is not None for name in ast.walk(one) if isinstance(name, ast.Name))
    is_needed = any(ends.get(name.id, 0) >= name.lineno for name in names)
    assert is_needed, "take `from __future__ import annotations` out"


# --- the clean path -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hook", HOOKS)
def test_the_first_of_grouped_needles_is_a_part_of_the_others(hook: str) -> None:
    names = [f"file.{extension}" for extension in kinds._EXTENSIONS] + list(kinds._NAMES)
    needles = {needle for name in names for needle in hook_module(hook).wants(name) or ()}
    for first, *others in (needle for needle in needles if isinstance(needle, tuple)):
        assert others
        assert all(first in other for other in others), first


CLEAN = {
    "main.py": "print('hello')\n",
    "app.tsx": "export const a = 1;\n",
    "compose.yaml": "services:\n  web:\n    image: web\n",
    ".env.example": "PORT=8000\n",
    "Dockerfile": "FROM python:3.12\n",
}


def imported(arguments: list[str], folder: Path) -> set[str]:
    """The modules that an isolated interpreter imports, besides those it needs to come up."""
    command = [sys.executable, "-I", "-X", "importtime", "-m", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


def is_asked_for(hook: str, name: str) -> bool:
    """Whether a hook by choice asks something of every file like this one, so that none of them is clean."""
    needles = hook_module(hook).wants(name) if hook in BY_CHOICE else None
    return holds(CLEAN[name].lower().encode(), needles or (), set())


@pytest.mark.parametrize("id_", [ALL, *HOOKS])
def test_the_clean_path_imports_nothing_but_ours(id_: str, tmp_path: Path) -> None:
    casefile.write(tmp_path, CLEAN)
    hooks = BY_DEFAULT if id_ == ALL else (id_,)
    names = [
        name
        for name in CLEAN
        if not any(hook_module(hook).wants(name) == () or is_asked_for(hook, name) for hook in hooks)
    ]
    extra = imported(["prodlint", id_, *names], tmp_path) - imported(["__hello__"], tmp_path)
    assert extra == {
        "prodlint",
        "prodlint.clean",
        "prodlint.nearest",
        "prodlint.source",
        "prodlint.kinds",
        "prodlint.looks",
        "prodlint.rules",
        *(f"prodlint.rules.{hook.replace('-', '_')}" for hook in hooks),
    }
