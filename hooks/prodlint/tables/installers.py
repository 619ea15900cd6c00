"""Package managers: what each installs of the development dependencies, and which switches leave them out.

Sources: tried with npm 11, pnpm 8 to 10, yarn 1 and 4, bun 1, poetry 2.5, uv 0.13; docs.npmjs.com, pnpm.io,
yarnpkg.com, bun.sh, python-poetry.org/docs/cli, docs.astral.sh/uv/concepts/projects/sync, pipenv.pypa.io.
"""

from prodlint.light_typing import NamedTuple


class Installer(NamedTuple):
    """A package manager of JavaScript: the verbs that install all, the switches that leave out and take in.

    `environment`: variables that leave them out. `heeds_before`: the version from which on it does not look at
    NODE_ENV any more; 0 where it always does, 1 where it never did.
    """

    verbs: tuple[str, ...]
    leaves: str
    takes: str
    environment: str = ""
    heeds_before: int = 0


INSTALLERS = {
    "npm": Installer(
        ("ci", "install", "i", "clean-install"),
        r"--omit[= ]dev|--production(?:=true)?|--only[= ]prod(?:uction)?",
        r"--include[= ]dev|--production=false|--only[= ]dev",
        r"NPM_CONFIG_OMIT=dev|NPM_CONFIG_PRODUCTION=true",
    ),
    "pnpm": Installer(
        ("install", "i"), r"--prod(?:uction)?(?:=true)?|-P", r"--prod(?:uction)?=false|--dev|-D",
        r"NPM_CONFIG_PRODUCTION=true", 10,
    ),
    "yarn": Installer(("install", ""), r"--prod(?:uction)?(?:=true)?", r"--prod(?:uction)?=false", heeds_before=2),
    "bun": Installer(("install", "i"), r"--production|-p|--omit[= ]dev", r"(?!)", heeds_before=1),
}  # fmt: skip

# Words in the names of groups, extras and requirement files that are for developers; the others of files alone.
DEVELOPER_WORDS = frozenset("dev develop development test tests testing lint linting devel".split())
FILE_WORDS = DEVELOPER_WORDS | {"local", "ci"}

# Tools that nothing in production needs, by name.
DEVELOPER_TOOLS = r"(?:pytest(?:-[\w.-]+)?|black|flake8|mypy|ruff|pylint|isort|pre-commit|tox|debugpy|ipdb)"

# Where Python's packages are in an image, beside the project's own .venv.
PYTHON_PLACES = frozenset(
    ("/usr/local", "/usr/local/lib", "/opt/venv", "/venv", "/root/.local", "/opt/pysetup", "/", "/usr")
)
PYTHON_FOLDERS = frozenset((".venv", "venv", "site-packages", "dist-packages"))

COMPILERS = frozenset("build-essential gcc g++ build-base clang".split())

# Commands that serve developers, or run tests: no-reload-in-prod speaks of them.
DEVELOPMENT_COMMANDS = (
    r"(?<![\w-])(?:next dev|nuxt dev|astro dev|remix dev|turbo (?:run )?dev|nodemon|ts-node-dev|tsx watch|ng serve"
    r"|react-scripts start|craco start|vue-cli-service serve|gatsby develop|webpack(?:-dev-server| serve)|expo start"
    r"|manage\.py runserver|flask run|fastapi dev|nest start --watch|(?:npm|pnpm|yarn|bun)(?: run)? (?:[\w:-]*:)?dev"
    r"|storybook|jest|vitest|pytest|playwright|cypress|tox|nox)(?![\w-])"
    r"|(?:^|[\s&;\"])vite(?:\s+(?:dev|serve)|\s+-|\s*$)|--reload(?![\w-])|--watch(?![\w-])"
)
