"""The second look: whether what a needle stands in may reload or debug in production. As light as the clean path."""

from prodlint.kinds import PLATFORMS, kind_of
from prodlint.looks import holds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.looks import Needles

# Programs that deploy, or run what they are given on another machine; what actions call the variables of a deployment.
_DEPLOYERS = frozenset(
    b"gcloud az aws eb heroku fly flyctl railway render kubectl oc helm vercel wrangler doctl ibmcloud cf dokku "
    b"scalingo koyeb nomad copilot netlify ssh sshpass".split()
)
_VARIABLES = frozenset(b"env_vars environment_variables environmentvariables env-vars set-env-vars".split())
# The scripts of a package.json that are for development by their name, or that nobody starts in production.
_NOT_STARTED = frozenset(
    b"dev develop development watch debug local build test tests lint deps types typecheck format clean fix check "
    b"prepare postinstall preinstall codegen generate e2e coverage release husky prettier eslint migrate seed "
    b"storybook postcss d dx devsafe _dev migration db orm predev prelint prebuild postbuild android ios eject swizzle "
    b"clear export translations i18n locales email setup envsetup".split()
)
# What makes a development server of a program, and what is one whatever follows.
_IN_SCRIPTS = (
    b"hot", b"python", b".sh", b".py", b"make", b"vite", b"next", b"nuxt", b"parcel",
    b"storybook", b"browser-sync", b"live-server", b"nodemon", b"tsnd", b"expo", b"php", b"jdwp", b"spew", b"pdb",
    b"bootrun", b"jetty:run", b"spring-boot", b"server:", b"testserver", b"craco", b"docusaurus", b"react-scripts",
    b"react-app-rewired",
)  # fmt: skip
_SERVERS = frozenset(
    b"air bacon compiledaemon dlv entr gradio gow guard hupper ipdb pudb realize reflex rerun shotgun flask s serve "
    b"server".split()
)
# What has one letter for it, and with which programs.
_FLAGS = frozenset(b"-w -d -r -p -h".split())
_FLAGGED = frozenset(
    b"litestar sanic chainlit vite-node swc tsup rollup esbuild babel sass tailwindcss nest webpack caddy "
    b"moleculer-runner".split()
)
_HARMLESS = (
    b"next start", b"next build", b"nuxt start", b"nuxt build", b"vite build", b"react-router-serve",
    b"storybook build", b"build-storybook", b".env.local",
)  # fmt: skip
# Of loggers, and words that hold a needle.
_SAID = (
    b"logging.debug", b"logger.debug", b"log.debug", b"log_debug", b'level="debug"', b'level": "debug"', b"def debug_",
    b'/debug"', b"importlib.reload", b".reload(", b"debugging", b" debugger ", b"reloaded", b"reloading", b"reloads",
    b"quarter", b"debug:\n", b"watched", b"watching", b"watches",
)  # fmt: skip
_STARTERS = (b"subprocess", b"system(", b"popen", b"call_command")
_RUNS = (b"run(", b"run'", b'run"', b"run ", b"dev", b"debug")
# Of the paths of settings, which may take others whole.
_SETTINGS = ("settings", "conf", "base", "common", "local", "env", "prod", "prd", "live", "stag", "deploy")
# Of Python, what says something only where one of the others stands in the text.
_ONLY_WITH = {
    **dict.fromkeys((b"flask", b"quart", b"nicegui"), _RUNS),
    **dict.fromkeys((b"watch", b" dev "), (*_STARTERS, b"watchfiles")),
    **dict.fromkeys((b'dev"', b"dev'"), (*_STARTERS, b"settings", b"conf", b"_env")),
}
_TAKING_OTHERS = frozenset(b"extends include start".split())
_FILES = (
    b"python", b".sh", b".py", b"make", b"npm", b"<<", b"testserver", b"server:run", b"spew", b"pdb", b"jetty:run",
    b"storybook",
)  # fmt: skip
_OF_TOOLS = ("mypy.ini", "tox.ini", "pytest.ini", "setup.cfg", "alembic.ini")
_PLATFORMS = ("fly", "railway", "nixpacks", "hypercorn", "pipfile")  # with files in TOML


_TEXTS = frozenset(
    "license licence notice copying codeowners readme changelog authors metadata record mvnw gradlew".split()
)
_HEAD = 1_000  # bytes, of which none of a text is 0
_PRODUCTION = ("prod", "prd", "live", "stag", "release", "deploy", "swarm", "stack")  # of env files that nobody names


def tells(
    path: str,
    text: bytes,
    words: "frozenset[bytes]",
    switches: "tuple[bytes, ...]",
    programs: "tuple[bytes, ...]",
    python: "Needles",
) -> bool:
    """Whether a workflow deploys, a script of package.json may be a server that reloads, a service of compose starts
    more than what its image does, and Python holds more than the calls of a logger; `switches` are words that switch it
    on, `programs` those that need none, `python` the needles of Python."""
    kind = kind_of(path)
    if kind == "workflow":
        on_server = b"self-hosted" in text and (b"docker" in text or b"podman" in text)
        started = (word + end for word in _DEPLOYERS & words for end in (b" ", b"\n"))
        is_merged = b"<<:" in text or b"<<<<<<<" in text
        return (
            on_server or is_merged or b"ssh" in text or bool(_VARIABLES & words) or any(map(text.__contains__, started))
        )
    base = path[path.rfind("/") + 1 :].lower()
    if kind == "dotenv":
        return not base.startswith(".env") or any(word in path.lower() for word in (*_PRODUCTION, *PLATFORMS))
    if kind == "other":  # a text, or a script; so is a template of what has no extension
        return text.startswith(b"#!") or not ("." in base or base in _TEXTS or b"\0" in text[:_HEAD])
    if base in _OF_TOOLS:
        return False
    if kind == "toml":
        return base.startswith(_PLATFORMS) or "hypercorn" in base
    if kind == "compose":
        return _may_start(path, text, words, switches, programs)
    if base == "package.json":
        return any(_may_reload(script, switches) for script in _scripts_in(text))
    if kind == "python":
        for said in _SAID:
            text = text.replace(said, b"")
        if not any(word in path.lower() for word in _SETTINGS):
            text = text.replace(b"import *", b"")
        for said, with_it in _ONLY_WITH.items():
            if not any(one in text for one in with_it):
                text = text.replace(said, b"")
        return holds(text, python, set())
    return True


def _may_start(
    path: str, text: bytes, words: "frozenset[bytes]", switches: "tuple[bytes, ...]", programs: "tuple[bytes, ...]"
) -> bool:
    """Whether a compose file is for production, names what reloads or debugs, or starts a file that may."""
    if any(word in path.lower() for word in _PRODUCTION) or not _TAKING_OTHERS.isdisjoint(words):
        return True
    if any(one in text for one in _FILES) or any(map(_starts_file, text.split(b"\n"))):
        return True
    named = {word.replace(b"localhost", b"") for word in words}
    if any(one in word for one in switches for word in named):
        return True
    started = {name.strip(b" -") for name in programs}
    return any(word in started or word.partition(b"-")[0] in started for word in named)


def _starts_file(line: bytes) -> bool:
    """Whether a line of a compose file gives a path to start: `command: bin/web`, `- /start`."""
    key, _, value = line.strip().partition(b":")
    return b"/" in value if key in (b"command", b"entrypoint") else key.startswith((b"- /", b'- "/')) and not value


def _scripts_in(text: bytes) -> "list[bytes]":
    """The scripts of a package.json that production may start."""
    start = text.find(b'"scripts"')
    if start < 0:
        return [text] if b"scripts" in text else []
    parts = text[start : text.find(b"}", start) + 1].replace(b'\\"', b"'").split(b'"')
    if any(part.strip() not in (b":", b",", b"}") for part in parts[4::2]):
        return [text]  # it is broken, or more than pairs of texts
    keys, values = parts[3::4], parts[5::4]
    started = zip(keys, values)  # noqa: B905
    return [value for key, value in started if _NOT_STARTED.isdisjoint(key.replace(b"-", b":").split(b":"))]


def _may_reload(script: bytes, switches: "tuple[bytes, ...]") -> bool:
    for one in _HARMLESS:
        script = script.replace(one, b"")
    if any(one in script for one in (*switches, *_IN_SCRIPTS)):
        return True
    for command in script.replace(b";", b"&").replace(b"|", b"&").split(b"&"):
        words = command.split()
        if b"tsc" in words and b"-w" in words:
            return True
        if not (_FLAGS.isdisjoint(words) or _FLAGGED.isdisjoint(word.rpartition(b"/")[2] for word in words)):
            return True
        if not _SERVERS.isdisjoint(words[words[:1] == [b"serve"] :]):  # which alone serves files
            return True
    return False
