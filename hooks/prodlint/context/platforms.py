"""Does production get there: whether a platform builds and runs what stands in a folder, without an image of ours."""

from prodlint.context import PRODUCTION, UNKNOWN, of_path
from prodlint.context.tracked import ancestors, joined
from prodlint.expressions import expression
from prodlint.source import Repository

# vercel.com/docs/project-configuration, docs.netlify.com/configure-builds: they build the folder that they stand in.
# developers.cloudflare.com/workers/wrangler/configuration
_OF_THE_FOLDER = ("vercel.json", "netlify.toml", "amplify.yml", "wrangler.toml", "wrangler.json", "wrangler.jsonc")
# devcenter.heroku.com/articles/procfile; heroku.yml builds a Dockerfile instead. render.com/docs/blueprint-spec.
_OF_ALL_BELOW = ("Procfile", "render.yaml", "render.yml")
_BUILDS_IMAGES = expression(r"\b(?:runtime|env):\s*[\"']?(?:docker|image)\b")


def is_built_by_platform(folder: str, repository: Repository) -> bool:
    """Whether a platform runs what is in a folder from its source: no Dockerfile and no composition there ships it."""
    if any(joined(folder, name) in repository.tracked for name in _OF_THE_FOLDER):
        return True
    return any(_builds(joined(one, name), one, repository) for one in ancestors(folder) for name in _OF_ALL_BELOW)


def has_part_built_by_platform(folder: str, repository: Repository) -> bool:
    """Whether a platform runs what is in a folder, or in one below it that holds no documentation."""
    if is_built_by_platform(folder, repository):
        return True
    inside = repository.once(_OF_THE_FOLDER, lambda: _built_parts(repository))
    return any(not folder or part.startswith(f"{folder}/") for part in inside)


def _built_parts(repository: Repository) -> list[str]:
    named = (path for path in repository.tracked if path.rpartition("/")[2] in _OF_THE_FOLDER)
    return [path for path in named if of_path(path) in (UNKNOWN, PRODUCTION)]


def _builds(path: str, folder: str, repository: Repository) -> bool:
    source = repository.source(path) if path in repository.tracked else None
    if source is None or any(joined(folder, name) in repository.tracked for name in ("heroku.yml", "heroku.yaml")):
        return False
    return not _BUILDS_IMAGES.search(source.text)
