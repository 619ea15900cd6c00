"""lean-images: Asks that images ship without development dependencies.

Test runners, compilers and linters make an image larger, slower to start and easier to attack: each brings packages
that nobody watches in production. A switch leaves them out, or a stage of its own that only builds.

Blocks, in the stages that ship and start something: npm, pnpm, yarn, bun, poetry, uv and pipenv where they install
development dependencies and the manifest names some, each by its own rules (pnpm 10, yarn 4 and bun do not look at
NODE_ENV; `uv run` installs the dev group again), through the chain of stages and where a whole node_modules or .venv is
copied from a builder; requirement files, extras and tools for developers with pip; a whole node_modules beside Next's
standalone build, and `next start` where the configuration makes one. With --strict: compilers that stay, `next start`,
`COPY .` while no .dockerignore covers `.git` or a folder of tests.

Lets pass: what is pruned or installed again for production; single packages and built files of a builder; stages that
do not ship; images whose command is a development server (no-reload-in-prod speaks there) or runs tests; folders whose
manifest is not here; files and stages for development, tests or CI.

Fix: the tool's own switch (`npm ci --omit=dev`, `uv sync --no-dev`), or install them in a stage of its own and copy
only what it builds.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

# Each installer by its name; `next` is that of `next start`, which npm or node may run from package.json.
_NEEDLES = {
    "dockerfile": (
        b"npm", b"pip", b"poetry", b"uv", b"yarn", b"bun", b"next", b"gcc", b"g++", b"build", b"clang", b"copy", b"add",
    ),
}  # fmt: skip
MODULES = {"dockerfile": ("dockerfile",)}
SILENT = NOT_PRODUCTION


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))
