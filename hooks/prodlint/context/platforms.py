"""Does production get there: what beside compositions builds, ships and starts what stands in a repository."""

from prodlint.context import PRODUCTION, UNKNOWN, of_path
from prodlint.context.tracked import ancestors, folder_of, joined, of_kind, paths_of
from prodlint.expressions import expression
from prodlint.source import Repository

# vercel.com/docs/project-configuration, docs.netlify.com/configure-builds: they build the folder that they stand in.
# developers.cloudflare.com/workers/wrangler/configuration
_OF_THE_FOLDER = ("vercel.json", "netlify.toml", "amplify.yml", "wrangler.toml", "wrangler.json", "wrangler.jsonc")
# devcenter.heroku.com/articles/procfile; heroku.yml builds a Dockerfile instead. render.com/docs/blueprint-spec.
_OF_ALL_BELOW = ("Procfile", "render.yaml", "render.yml")
_BUILDS_IMAGES = expression(r"\b(?:runtime|env):\s*[\"']?(?:docker|image)\b")
# Those that start images: beside `tables/platforms.py` clusters and tools that describe what runs in a cloud
# (helm.sh, kustomize.io, skaffold.dev, docs.aws.amazon.com/cdk, pulumi.com, sst.dev, learn.microsoft.com/azure azd).
_STARTS_IMAGES = expression(
    r"(?:^|/)(?:fly[\w.-]*\.toml|heroku\.ya?ml|render\.ya?ml|railway[\w.-]*\.(?:toml|json)|captain-definition|"
    r"apprunner\.ya?ml|app\.ya?ml|Chart\.yaml|kustomization\.ya?ml|skaffold\.ya?ml|cloudbuild\.ya?ml|"
    r"serverless\.ya?ml|samconfig\.toml|cdk\.json|Pulumi\.ya?ml|sst\.config\.[jt]s|azure\.ya?ml|\.do/[^/]+\.ya?ml|"
    r"config/deploy[^/]*\.ya?ml)$|(?:^|/)(?:k8s|kubernetes|helm|charts|kustomize)/.*\.ya?ml$|\.tf$"
)
# What the tools of languages find a project by, and what starts one on a machine: units, process managers, Ansible.
_MANIFEST = expression(
    r"(?:^|/)(?:package\.json|pyproject\.toml|requirements\.txt|Pipfile|manage\.py|pom\.xml|build\.gradle(?:\.kts)?|go\.mod"
    r"|Cargo\.toml|composer\.json|Gemfile|mix\.exs|[^/]*\.csproj)$"
)
_ON_SERVERS = expression(
    r"\.(?:service|container)(?:\.j2)?$|(?:^|/)ecosystem[^/]*\.[cm]?js(?:on)?$|supervisor[^/]*\.(?:conf|ini)$"
    r"|(?:^|/)(?:playbooks?|roles|ansible)/|(?:^|/)[^/]*deploy[^/]*\.sh$"
)
_PIPELINES = expression(
    r"(?:^|/)(?:\.gitlab-ci\.yml|Jenkinsfile|bitbucket-pipelines\.yml|azure-pipelines\.yml|\.drone\.yml|buildspec\.ya?ml"
    r"|\.circleci/config\.yml)$"
)
# What pushes an image to where others start it, or has a cloud build it; pipelines that build one do it to that end.
_PUSHES = expression(
    r"\b(?:docker|podman|buildah|compose|container:)[^\n]{0,80}\bpush\b|\baz (?:acr build|containerapp up)\b"
    r"|\bgcloud (?:builds submit|run deploy)\b|\b(?:fly|flyctl|eb) deploy\b|\brailway up\b|\bkamal (?:deploy|setup)\b"
)
_BUILDS_IN_PIPELINE = expression(
    r"build-push-action|\bkaniko\b|\b(?:docker|podman|buildah)(?: buildx)? (?:build|bud)\b"
)
_COMPOSES = expression(r"\bcompose\b[^\n]{0,200}\bup\b")


def is_built_by_platform(folder: str, repository: Repository) -> bool:
    """Whether a platform runs what is in a folder from its source: no Dockerfile and no composition there ships it."""
    if any(joined(folder, name) in repository.tracked for name in _OF_THE_FOLDER):
        return True
    return any(_builds(joined(one, name), one, repository) for one in ancestors(folder) for name in _OF_ALL_BELOW)


def deploying(folder: str, repository: Repository) -> str:
    """The file by which something else than a composition runs what is in a folder or below; "" where there is none."""
    return repository.once((deploying, folder), lambda: _deploying(folder, repository))


def _deploying(folder: str, repository: Repository) -> str:
    here = [joined(folder, name) for name in _OF_THE_FOLDER]
    above = [joined(one, name) for one in ancestors(folder) for name in _OF_ALL_BELOW]
    found = next((path for path in (*here, *above) if path in repository.tracked), "")
    named = (path for path in paths_of(repository) if path.rpartition("/")[2] in _OF_THE_FOLDER and _counts(path))
    parts = repository.once(_OF_THE_FOLDER, lambda: [*named])
    inside = (one for one in parts if not folder or one.startswith(f"{folder}/"))
    return found or next(inside, "") or starting(repository)


def starting(repository: Repository) -> str:
    """A file by which a platform or a cluster starts images of the repository; "" where there is none."""
    starts = (path for path in paths_of(repository) if _STARTS_IMAGES.search(path) and _counts(path))
    return repository.once(starting, lambda: next(starts, ""))


def runs_by_hand(folder: str, repository: Repository) -> bool:
    """Whether the code of an application is in a folder or around it, which nothing here starts on a server."""
    manifests, on_servers = repository.once(runs_by_hand, lambda: _manifests(repository))
    above = {*ancestors(folder)}
    near = any(one in above or not folder or one.startswith(f"{folder}/") for one in manifests)
    return near and not on_servers


def _manifests(repository: Repository) -> tuple[set[str], bool]:
    """The folders of applications, and whether something starts programs on a machine."""
    folders = {folder_of(path) for path in repository.tracked if _MANIFEST.search(path) and _counts(path)}
    return folders, any(_ON_SERVERS.search(path) and _counts(path) for path in repository.tracked)


def pushes_images(repository: Repository) -> bool:
    """Whether a pipeline or a script of the repository builds an image for others to start."""
    return repository.once(pushes_images, lambda: _pushes_images(repository))


def _pushes_images(repository: Repository) -> bool:
    pipelines = [*of_kind(repository, "workflow"), *filter(_PIPELINES.search, paths_of(repository))]
    scripts = [*of_kind(repository, "shell"), *of_kind(repository, "makefile")]
    for path in (*pipelines, *scripts):
        source = repository.source(path)
        text = source.text if source is not None else ""
        if _PUSHES.search(text) or (path in pipelines and _BUILDS_IN_PIPELINE.search(text)):
            return True
        if "ssh" in text and _COMPOSES.search(text):
            return True
    return False


def _counts(path: str) -> bool:
    return of_path(path) in (UNKNOWN, PRODUCTION)


def _builds(path: str, folder: str, repository: Repository) -> bool:
    source = repository.source(path) if path in repository.tracked else None
    if source is None or any(joined(folder, name) in repository.tracked for name in ("heroku.yml", "heroku.yaml")):
        return False
    return not _BUILDS_IMAGES.search(source.text)
