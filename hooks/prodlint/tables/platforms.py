"""Files that tell a platform what to run: where in each the commands and the variables are."""

from prodlint.light_typing import NamedTuple


class Platform(NamedTuple):
    """`file` matches the whole path, lower-cased. A file without the key `needs` is another one's.

    Paths are keys parted by dots; `*` is every key or item, `|` parts keys that mean the same.
    """

    name: str
    file: str
    commands: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    needs: str = ""
    holds: str = ""  # a word without which the file is not worth parsing


_IN_APPS = "services|workers|jobs.*"  # DigitalOcean
_IN_PROJECTS = "projects.*.environments.*.services.*"  # Render
_BEANSTALK = "aws:elasticbeanstalk:application:environment"

PLATFORMS = (
    # fly.io/docs/reference/configuration
    Platform("Fly", r"(?:.*/)?fly[\w.-]*\.toml", ("processes.*", "experimental.cmd|entrypoint|exec"), ("env",)),
    # render.com/docs/blueprint-spec
    Platform("Render", r"(?:.*/)?render\.ya?ml",
        ("services.*.startCommand|dockerCommand", f"{_IN_PROJECTS}.startCommand|dockerCommand"),
        ("services.*.envVars", "envVarGroups.*.envVars", f"{_IN_PROJECTS}.envVars")),
    # docs.railway.com/reference/config-as-code
    Platform("Railway", r"(?:.*/)?railway[\w.-]*\.(?:toml|json)",
        ("deploy.startCommand", "environments.production.deploy.startCommand"), ("variables",)),
    # cloud.google.com/appengine/docs/standard/reference/app-yaml
    Platform("App Engine", r"(?:.*/)?[\w.-]*app[\w.-]*\.ya?ml", ("entrypoint",), ("env_variables",), "runtime"),
    # docs.aws.amazon.com/apprunner/latest/dg/config-file-ref.html
    Platform("App Runner", r"(?:.*/)?apprunner\.ya?ml", ("run.command",), ("run.env",)),
    # docs.digitalocean.com/products/app-platform/reference/app-spec
    Platform("App Platform", r"(?:.*/)?\.do/[\w.-]+\.ya?ml",
        (f"{_IN_APPS}.run_command", f"spec.{_IN_APPS}.run_command"),
        ("envs", f"{_IN_APPS}.envs", "spec.envs", f"spec.{_IN_APPS}.envs")),
    # devcenter.heroku.com/articles/build-docker-images-heroku-yml, .../app-json-schema
    Platform("Heroku", r"(?:.*/)?heroku\.ya?ml", ("run.*", "run.*.command"), ("setup.config",)),
    Platform("Heroku", r"(?:.*/)?app\.json", (), ("env",), "env"),
    # kamal-deploy.org/docs/configuration; config/deploy.staging.yml is for `kamal -d staging`
    Platform("Kamal", r"(?:.*/)?config/deploy[\w.-]*\.ya?ml", ("servers.*.cmd",),
        ("env", "env.clear", "servers.*.env", "servers.*.env.clear"), "image", "service"),
    # nixpacks.com/docs/configuration/file, zeabur.com/docs/guides/zbpack
    Platform("Nixpacks", r"(?:.*/)?nixpacks\.(?:toml|json)", ("start.cmd",), ("variables",)),
    Platform("Zeabur", r"(?:.*/)?zbpack[\w.-]*\.json", ("start_command",)),
    # docs.aws.amazon.com/AmazonECS: task definitions, alone (also as Dockerrun) or in CloudFormation
    Platform("ECS", r".*\.json", ("containerDefinitions.*.command|entryPoint",),
        ("containerDefinitions.*.environment",), "containerDefinitions"),
    Platform("ECS", r".*\.json", ("taskDefinition.containerDefinitions.*.command|entryPoint",),
        ("taskDefinition.containerDefinitions.*.environment",), "taskDefinition"),
    Platform("CloudFormation", r".*\.(?:ya?ml|json|template)",
        ("Resources.*.Properties.ContainerDefinitions.*.Command|EntryPoint",),
        ("Resources.*.Properties.ContainerDefinitions.*.Environment",), "Resources", "ContainerDefinitions"),
    # docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html
    Platform("Elastic Beanstalk", r"(?:.*/)?\.ebextensions/.*", (),
        ("option_settings", f"option_settings.{_BEANSTALK}"), "option_settings"),
)  # fmt: skip
