"""no-reload-in-prod: Blocks auto-reload, development servers and debug mode in what a deployment really runs.

A reloader watches the source tree, runs one process and drops requests on every change; a debugger or a debug
page shows source code and settings to whoever causes an error, and Werkzeug's or Node's runs the code they send.

Blocks: `uvicorn --reload`, `fastapi dev`, `flask run`, `runserver`, `next dev`, `vite`, `nodemon` and
their like where production starts: the CMD of a Dockerfile stage that ships, compose, Procfile, systemd,
supervisord, pm2, platform files (Fly, Render, Kamal, ECS ...), Kubernetes, Terraform, Ansible, NixOS, deploy steps.
Also behind a start script, `npm start`, a Makefile target or a Python file that one of those launches; variables
that switch debugging on (`DEBUG=true`, `FLASK_DEBUG=off`, `NODE_ENV=development`; `DEBUG` of a compose service
only where it is built there or the file is production's); debug switches and settings in Python, Go, C#, PHP,
Ruby, Elixir, Java and Kotlin, and in the settings of their frameworks.

Lets pass: files, stages, services and scripts named for development or tests; compose services that mount the
source, and images that only those build, where no script or pipeline starts or ships them; what a production sibling
replaces; branches that are off while their variable is unset; documentation;
`app.run(debug=True)` where production starts the application by a server (with --strict it is a finding).

Fix: start the production form (`uvicorn app:app --workers 4`, `fastapi run`, `next start`), default debug to off.
`--unknown=ignore` passes what neither looks like production nor like development; `--prod-files REGEX` and
`--dev-files REGEX` say which files are which.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.looks import Needles
    from prodlint.source import Repository, Source

# Words that switch reloading or debugging on; the other names are programs that need no such word.
_SWITCHES = (b"reload", b"debug", b"dev", b"watch", b"runserver", b"runonsave", b"inspect", b"jdwp", b"local")
_PROGRAMS = (
    b"npm", b"yarn", b"bun", b"next", b"nuxt", b"vite", b"parcel", b"webpack", b"serve", b"nodemon", b"nest",
    b"react-", b"craco", b"expo", b"docusaurus", b"browser-sync", b"live-server", b"litestar", b"sanic", b"hupper",
    b"gradio", b"chainlit", b"spring-boot", b"bootrun", b"air", b"reflex", b"compiledaemon", b"dlv", b"rerun",
    b"shotgun", b"entr", b"tsc", b"tsup", b"rollup", b"esbuild", b"xdebug", b"ng ", b"hot", b"spew", b"pdb",
    b"quart", b"tsnd", b"babel", b"bacon", b"caddy", b"ember", b"gow", b"guard", b"ionic", b"nativescript", b"tns",
    b"pudb", b"realize", b"rspack", b"sass", b"swc", b"tailwindcss", b"php", b"flask", b"profile",
    b"storybook", b"jetty:run", b"moleculer",
)  # fmt: skip
_RUN = _SWITCHES + _PROGRAMS
_PHP = (
    b"app.debug", b"yii_debug", b"displayerrordetails", b"adderrormiddleware", b"configure::write",
    b"component\\debug", b"errorhandler\\debug",
)  # fmt: skip
_JVM = (b"enablewebsecurity", b"spring.profiles.active", b"setadditionalprofiles", b"io.ktor.development")
_SPRING = (b"stacktrace", b"remote", b"h2", b"ktor")
_LAUNCH = (b"python", b".sh", b".py", b"make", b"start", b"run", b"entrypoint")
# Not every "debug": that of a logger is the most frequent. Of a tuple, the first is a part of all the others.
_PYTHON = (
    (
        b"debug", b"debug=", b"debug =", b"debug  ", b"debug\t", b"debug:", b'debug"', b"debug'", b"debug)",
        b"debug,", b"debug]", b"debugg", b"debugpy", b"debug_", b"debugt",
    ),
    (b"dev", b"dev=", b"dev =", b" dev ", b'dev"', b"dev'"),
    b"reload", b"watch", b"pdb", b"quart", b"flask", b"nicegui", b"fasthtml", b"runserver", b"import *",
    b"django_settings_module",
)  # fmt: skip
_NEEDLES = {
    "dockerfile": (b"cmd", b"entrypoint", b"env"),  # what they launch may be the culprit
    "procfile": (b":",),
    "compose": (*_RUN, *_LAUNCH, b"target", b"build", b"extends", b"command"),
    "yaml": (
        b"containers", b"configmap", b"containerdefinitions", b"docker_container", b"podman_container", b"shell:",
        b"builtin.", b"environment:",
    ),
    "json": (b"containerdefinitions", b"taskdefinition"),
    "toml": _RUN + _LAUNCH,
    "ini": _RUN + _LAUNCH,
    "dotenv": _RUN,
    "workflow": _RUN,
    "shell": _RUN + _LAUNCH,
    "makefile": _RUN + _LAUNCH,
    "other": _RUN + _LAUNCH,
    "go": (b"setmode", (b"debug", b".debug =", b".debug=", b"debug:")),
    "csharp": (
        b"usedeveloperexceptionpage", b"usedatabaseerrorpage", b"usemigrationsendpoint", b"usewebassemblydebugging",
        b"detailederrors", b"includeexceptiondetail", b"environmentname", b"useenvironment",
    ),
    "php": _PHP,
    "ruby": (
        b"show_exceptions", b"showexceptions", b":environment", b"consider_all_requests_local", b"enable_reloading",
        b"cache_classes", b"development_only",
    ),
    "elixir": (b"debug_errors", b"code_reloader", b"plug.debugger", b"codereloader", b"livereloader"),
    "java": _JVM,
    "kotlin": (*_JVM, b"developmentmode"),
    "nix": (b"systemd.", b"oci-containers"),
    "terraform": (b"command", b"entrypoint", b"args", b"value"),
    "python": _PYTHON,
}  # fmt: skip
MODULES = {
    "python": ("reached_files", "served"),
    "javascript": ("pm2",),
    "dockerfile": ("dockerfile", "reached_files"),
    "compose": ("compose",),
    "procfile": ("scripts",),
    "yaml": ("platforms", "kubernetes", "compose", "debug_settings", "ansible", "workflow"),
    "workflow": ("workflow",),
    "json": ("platforms", "named_scripts", "pm2", "reached_files", "debug_settings"),
    "toml": ("platforms", "reached_files"),
    "xml": ("platforms", "debug_settings"),
    **dict.fromkeys(("properties", "conf"), ("debug_settings",)),
    **dict.fromkeys(("go", "csharp", "php", "ruby", "elixir", "java", "kotlin"), ("code",)),
    **dict.fromkeys(("terraform", "nix"), ("declared",)),
    "ini": ("units",),
    "dotenv": ("scripts",),
    **dict.fromkeys(("shell", "makefile"), ("scripts", "reached_files")),
    "other": ("reached_files", "named_scripts"),
}
ONCE = "place"  # of two, the first says more of how production gets there
_PM2 = ("ecosystem", "pm2", "processes")

# JSON and YAML files that say by their name, or a word in their path, that a platform or a chart reads them.
_NAMED = {
    "json": ("package.json", "deno.json", "app.json", "railway", "nixpacks", "zbpack", *_PM2),
    "yaml": ("app", "render", "apprunner", "heroku", "kustomization", "action."),
}
# Files of frameworks, by how they end, each with a part of what the tables have a row for.
_ENDINGS = {
    "config/app.php": (b"debug",),
    "config/general.php": (b"devmode",),
    "index.php": (b"kernel", b"environment", b"display_errors", *_PHP),
    "app.php": (b"kernel", b"environment", *_PHP),
    "wp-config.php": (b"wp_debug", b"display_errors"),
    "bootstrap.php": (b"display_errors", *_PHP),
    "pom.xml": (b"excludedevtools",),
    "application.conf": (b"development",),
    "appsettings.json": (b"detailederrors",),
    "appsettings.production.json": (b"detailederrors",),
    "appsettings.staging.json": (b"detailederrors",),
}
_LAST = tuple(_ENDINGS)
_IN_PATH = tuple("/.do/ values prod prd live stag release deploy swarm stack playbook /tasks/ /handlers/".split())


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    low = path.lower()
    base = low[low.rfind("/") + 1 :]
    kind = kind_of(path)
    if low.endswith(_LAST):
        for ending, needles in _ENDINGS.items():
            if low == ending or low.endswith("/" + ending):
                return needles
    if "/.ebextensions/" in "/" + low or (base.startswith(_PM2) and kind == "javascript"):
        return _RUN + _LAUNCH
    spring = _SPRING if kind in ("properties", "yaml") and base.startswith(("application", "bootstrap")) else ()
    if base.startswith(_NAMED.get(kind, ())) and kind in _NAMED:
        return spring + _RUN + _LAUNCH
    place = "/" + low.replace("production", "prod").replace("product", "")
    if kind == "yaml" and any(word in place for word in _IN_PATH):
        return spring + _RUN + _LAUNCH + _NEEDLES["yaml"]
    return spring + _NEEDLES.get(kind, ()) or None


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a workflow deploys, a script of package.json or a service may be a server that reloads, and Python has
    more than the calls of a logger."""
    from prodlint.rules.no_reload_in_prod.telling import tells

    return tells(path, text, words, _SWITCHES, _PROGRAMS, _PYTHON)


SILENT = NOT_PRODUCTION  # by the name alone


def is_silent(source: "Source", repository: "Repository") -> bool:
    """Whether nothing in a file runs in production."""
    from prodlint.rules.no_reload_in_prod.silence import is_silent

    return is_silent(source, repository)
