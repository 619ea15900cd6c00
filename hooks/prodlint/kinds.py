"""What kind of file a path names, from the name alone."""

# No re, no identify here: this module is on the clean path of every hook.

# What a file may be for (`context.of_path`) where nothing of it is served.
NOT_PRODUCTION = ("development", "documentation", "test", "vendored")

_EXTENSIONS = {
    "py": "python", "pyi": "python", "pyw": "python",
    "js": "javascript", "mjs": "javascript", "cjs": "javascript", "jsx": "javascript", "tsx": "javascript",
    "ts": "typescript", "mts": "typescript", "cts": "typescript",
    "vue": "sfc", "svelte": "sfc", "astro": "sfc",
    "html": "html", "htm": "html", "ejs": "html", "hbs": "html", "yml": "yaml", "yaml": "yaml",
    "json": "json", "jsonc": "json", "json5": "json",
    "toml": "toml", "env": "dotenv", "sql": "sql",
    "sh": "shell", "bash": "shell", "zsh": "shell", "ksh": "shell",
    "ps1": "shell", "bat": "shell", "cmd": "shell",
    "mk": "makefile", "conf": "conf", "cnf": "conf", "nginx": "nginx", "vhost": "conf", "htaccess": "apache",
    "ini": "ini", "cfg": "ini", "service": "ini", "container": "ini", "properties": "properties",
    "java": "java", "kt": "kotlin", "kts": "kotlin", "groovy": "groovy", "scala": "groovy", "ex": "elixir",
    "exs": "elixir", "go": "go", "rb": "ruby", "ru": "ruby", "php": "php", "cs": "csharp", "rs": "rust", "dart": "dart",
    "tf": "terraform", "tfvars": "terraform", "hcl": "terraform", "bicep": "bicep", "nix": "nix",
    "xml": "xml", "config": "xml",
    "md": "documentation", "mdx": "documentation", "rst": "documentation", "adoc": "documentation",
    "ipynb": "documentation", "txt": "text",
}  # fmt: skip

_NAMES = {
    "procfile": "procfile", "makefile": "makefile", "gnumakefile": "makefile", "justfile": "makefile",
    "caddyfile": "caddy", "nginx.conf": "nginx", ".htaccess": "apache", "httpd.conf": "apache",
    "apache2.conf": "apache", "haproxy.cfg": "haproxy", "supervisord.conf": "ini", "supervisor.conf": "ini",
    "_headers": "headers", "config.ru": "ruby", "gemfile": "ruby", "jenkinsfile": "groovy",
}  # fmt: skip

# Written by tools, long, and never ours to judge.
_GENERATED = (
    "-lock.json", ".lock.json", "-lock.yaml", "shrinkwrap.json", "coverage-final.json", ".min.js", ".min.mjs",
    ".bundle.js", ".pb.go", "_pb.ts", "_pb.js", "_pb.d.ts", "_pb2.py", "_pb2_grpc.py", ".pb.gw.go",
)  # fmt: skip
_MAY_BE_GENERATED = frozenset(("cjs", *(ending[ending.rfind(".") + 1 :] for ending in _GENERATED)))
_BUNDLES = ("min", "bundle", "chunk")  # before a hash: redoc.min.3f2a91c0.js
_LEAST_HASH, _LEAST_DIGEST = 6, 8

# Called like a Dockerfile, but of another kind.
_NO_DOCKERFILES = tuple("ignore .ex .exs .tmpl .lock .map .svg .png .bak .old .backup backup.txt".split())

# Folders whose JSON and YAML files, and modules called after a language, are texts for users, in which every word of
# ours turns up.
TRANSLATIONS = ("/locales/", "/locale/", "/translations/", "/i18n/", "/lang/")

_TEMPLATES = (".template", ".tmpl", ".tpl", ".j2", ".jinja", ".jinja2", ".dist", ".sample", ".example", ".in", ".erb")


# Languages that `formats.tree` reads.
TREES = ("go", "java", "kotlin", "php", "ruby", "csharp", "rust", "elixir")
_PROGRAMS = ("python", "javascript", "typescript", "sfc", *TREES)
TEST_FOLDERS = frozenset("test tests testing __tests__ __mocks__ e2e spec specs testdata testutils cypress".split())
_TEST_MARKS = (".test", ".spec", ".stories", ".cy", ".e2e")  # before the extension
_TEST_ENDS = ("_test.go", "_tests.go", "_test.rb", "_tests.rb", "_spec.rb", "_test.exs")
_ROUTED = ("/functions/", "/pages/api/", "/route.")  # what platforms and frameworks serve by its place


def is_test(path: str) -> bool:
    """Whether a program is a test by its name or a folder, so that nothing but a configuration makes it production.

    Says yes to no more than `context.of_path` does.
    """
    kind = kind_of(path)
    if kind not in _PROGRAMS:
        return False
    *folders, base = path.split("/")
    if base == "conftest.py" or (base.startswith("test_") and kind == "python") or base.endswith(_TEST_ENDS):
        return True
    if base[: base.rfind(".")].endswith(_TEST_MARKS):
        return True
    top = path[len("src/") :] if path.startswith("src/") else path
    is_routed = top.startswith(("api/", "functions/")) or any(place in "/" + path for place in _ROUTED)
    return not is_routed and not TEST_FOLDERS.isdisjoint(folder.lower() for folder in folders)


# What runs an application, and an env file for production is called after: `.env.railway`.
PLATFORMS = (
    "vercel", "netlify", "render",  # vercel.com/docs, docs.netlify.com, render.com/docs: environment variables
    "railway", "koyeb", "coolify",  # docs.railway.com, koyeb.com/docs, coolify.io/docs: the same
    "heroku", "dokku", "cloudrun",  # devcenter.heroku.com, dokku.com/docs, cloud.google.com/run/docs: the same
    "fly", "flyio", "digitalocean",  # fly.io/docs/apps/secrets, docs.digitalocean.com/products/app-platform
    "ec2", "hetzner", "vps",  # rented machines: docs.aws.amazon.com/ec2, docs.hetzner.com
)  # fmt: skip
# The plainest words of `tables/places.py`, which says where they are from; a test holds the two together.
_OF_DEVELOPERS = frozenset("dev devel develop development local test tests testing e2e".split())
_BEFORE_THEM = frozenset("docker compose stack ci test run start build db api web backend frontend".split())
# With one of these in its name, a file may be for anything.
_OTHERWISE = frozenset(
    "not non example examples sample template tmpl tpl dist schema skel prod prd production release live stag stage "
    "staging preprod preproduction deploy deployment deployed swarm stack".split()
)
_SETTLED = ("compose", "shell", "yaml", "json", "toml", "ini", "properties")


def is_for_developers(path: str) -> bool:
    """Whether settings or a script are for development by their name: no more of them than `context.of_path` says."""
    if kind_of(path) not in _SETTLED or any(place in "/" + path for place in _ROUTED) or "}}" in path:
        return False
    base = path[path.rfind("/") + 1 :].lower()
    parts = [part.replace("_", "-").split("-") for part in base.split(".")]
    if not _OTHERWISE.isdisjoint(word for part in parts for word in part):
        return False
    is_override = base.startswith(("compose", "docker-compose")) and base.endswith((".override.yml", ".override.yaml"))
    before = (part[:-1] for part in parts if part[-1] in _OF_DEVELOPERS)
    return is_override or ["ci"] in parts or any(map(_BEFORE_THEM.issuperset, before))


# Kinds of which the extension tells everything; PHP may be a translation.
_TOLD = ("python", "sfc", "html", "sql", "toml", *(tree for tree in TREES if tree != "php"))
_known: "dict[str, str]" = {}  # every hook asks for the kind of every path


def kind_of(path: str) -> str:
    """The kind of file: "python", "dockerfile", "compose", "dotenv" ...

    Names are compared without regard to case; a template (`default.conf.template`) is of the kind of what is
    made from it. "other" is a name without an extension, which may still turn out to be a script by its first
    line (`Source.kind` looks at that); "unknown" is one with an extension that says nothing to us.
    """
    kind = _known.get(path)
    if kind is None:
        low = path.lower()
        kind = _kind_of(low)
        while kind == "unknown" and low.endswith(_TEMPLATES):
            low = low[: low.rfind(".")]
            kind = _kind_of(low)
        _known[path] = kind
    return kind


def _kind_of(low: str) -> str:
    base = low[low.rfind("/") + 1 :]
    if base in _NAMES:
        return _NAMES[base]
    dot = base.rfind(".")
    extension = base[dot + 1 :] if dot >= 0 else ""
    kind = _EXTENSIONS.get(extension, "unknown" if dot >= 0 else "other")
    if extension in _MAY_BE_GENERATED and (base.endswith(_GENERATED) or _is_hashed_bundle(base)):
        return "unknown"
    if kind in _TOLD:
        return kind
    if kind in ("json", "yaml") and any(folder in "/" + low for folder in TRANSLATIONS):
        return "documentation"
    if kind == "yaml":
        return _yaml_kind(low, base)
    if kind in ("javascript", "typescript", "php"):
        return "documentation" if _is_translation(low) else kind
    if _is_dockerfile(base, kind):
        return "dockerfile"
    if kind in ("other", "unknown", "text", "json") and _is_dotenv(low, base):
        return "dotenv"
    if base.startswith("procfile."):
        return "procfile"
    if "nginx" in low and kind in ("conf", "other", "unknown"):
        return "nginx"
    if "supervisor" in low and kind == "conf":
        return "ini"
    if ("apache" in low or "httpd" in low) and kind == "conf":
        return "apache"
    return kind


def _is_translation(low: str) -> bool:
    """A module of texts: `locales/pt-br/index.ts`, `locales/de.ts`, `lang/fr/texts.php`."""
    for folder in TRANSLATIONS:
        _, found, behind = ("/" + low).rpartition(folder)
        language = behind.partition("/")[0].partition(".")[0]
        if found and len(language) <= len("zh-hans") and (len(language) == 2 or language[2:3] in ("-", "_")):
            return language[:2].isalpha()
    return False


def _is_hashed_bundle(base: str) -> bool:
    if not base.endswith("js"):
        return False
    parts = base.split(".")
    if len(parts) > 2:
        return parts[-3].endswith(_BUNDLES) and _is_hash(parts[-2])
    name, _, end = parts[0].rpartition("-")  # workbox-9f2f79cf.js, as Rollup names what it writes
    return bool(name) and len(end) >= _LEAST_DIGEST and not end.strip("0123456789abcdef") and not end.isdecimal()


def _is_hash(part: str) -> bool:
    return len(part) >= _LEAST_HASH and part.isalnum() and not part.isalpha()


def _yaml_kind(low: str, base: str) -> str:
    if "/.github/workflows/" in "/" + low:
        return "workflow"
    if base.startswith(("docker-compose", "compose", "docker-stack")) or ".compose." in base or "-compose." in base:
        return "compose"
    return _of_github(low, base) if "/.github/" in "/" + low else "yaml"


def _of_github(low: str, base: str) -> str:
    """Configuration of GitHub and its bots, and forms for issues, say nothing of production; actions do."""
    folder = low[: -len(base)].rstrip("/")
    is_own = folder.endswith((".github", "issue_template", "discussion_template"))
    return "documentation" if is_own and not base.startswith("action.") else "yaml"


def _is_dockerfile(base: str, kind: str) -> bool:
    """`Dockerfile`, `Dockerfile.prod`, `api.Dockerfile`, `Containerfile`; no `dockerfile.py`."""
    if base.rpartition(".")[2] in ("dockerfile", "containerfile"):
        return True
    if base.startswith(("dockerfile", "containerfile")):
        return kind in ("other", "unknown", "text", "dotenv") and not base.endswith(_NO_DOCKERFILES)
    return False


def _is_dotenv(low: str, base: str) -> bool:
    if base.startswith((".env", "env.", ".dev.vars")) or base in ("env", ".flaskenv", ".secrets"):
        return True
    if base.startswith((".secrets.", ".secrets_", ".secrets-")) and not base.endswith(".baseline"):
        return True  # what kustomize and act read; the baseline is that of detect-secrets
    return ".env." in base or base.endswith("-env") or "/.envs/" in "/" + low


_ENV_KINDS = ("dotenv", "other", "unknown", "text", "json", "yaml", "shell", "php")


def may_hold_env(path: str) -> bool:
    """Whether a file is called like an env file, a copy of one, or `.gitignore`."""
    low = path.lower()
    base = low[low.rfind("/") + 1 :]
    if base == ".gitignore" or kind_of(path) not in _ENV_KINDS:
        return base == ".gitignore"
    if base.startswith((".envrc", ".dev.vars")) or base == ".flaskenv":
        return True
    if "/.envs/" in "/" + low or "/.kamal/secrets" in "/" + low:  # Kamal reads its secrets as a dotenv file
        return True
    if "local.settings" in base:
        return base.endswith(".json")
    return any(not rest or rest[0] in "._~@+- (#" for rest in ("." + base).split(".env")[1:])
