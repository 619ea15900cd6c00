"""Settings of platform files, manifests, charts, properties and configurations, by their names."""

import base64
import binascii
import re
from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, TEST, of_name
from prodlint.context.compositions import services_in
from prodlint.context.evidence import context_shown
from prodlint.context.overrides import is_set_again
from prodlint.context.settings import Setting, are_elsewhere, settings_of
from prodlint.credentials.literals import is_told
from prodlint.credentials.own_keys import is_of_client, kind_of_name
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats.node import Scalar
from prodlint.rules.no_default_secrets import compose, messages
from prodlint.rules.no_default_secrets.given import given, kind_of_setting
from prodlint.rules.no_default_secrets.servers import is_server, of_server
from prodlint.source import Repository, Source
from prodlint.spelling import words_of
from prodlint.tables.default_secrets import CHART_PASSWORDS, LOGIN, SERVERS, TEMPLATES

# Resources of Kubernetes that hold values; those of operators hold names of secrets.
_MANIFESTS = frozenset("Secret ConfigMap Deployment StatefulSet DaemonSet Job CronJob Pod List HelmRelease".split())
# Keys that hold no value of a setting, but say where one is, what it may be, or how a form shows it.
_ABOUT = frozenset(
    """
    secretkeyref valuefrom remoteref secretref configmapkeyref properties example examples description help label title
    placeholder schema definitions components messages translations annotations labels secrets encrypteddata matchlabels
    metadata required inputs permissions scripts selector
    """.split()
)
_BESIDE = frozenset(("existingsecret", "secretname", "secretref", "remoteref", "secretkeyref", "existingsecretname"))
# Files that programs are configured with, by a word of their name; any file of these folders, too.
_CONFIGURES = frozenset(
    "application bootstrap appsettings config configuration settings secrets secret values vars env app render "
    "serverless conf service supervisord supervisor production prod default fly wrangler rocket airflow main "
    "all".split()
)
_FOLDERS = frozenset("config conf configs group_vars host_vars k8s kubernetes helm deploy charts vars".split())
# Those of tools for tests, builds and CI; node-config has the names of variables in its own.
_TOOLS = expression(
    r"(?:^|/)(?:tsconfig[^/]*"
    r"|\.[^/]*|[^/]*(?:pipelines?|openapi|swagger|schema|lock)[^/]*"
    r"|(?:cloudbuild|circle|appveyor|buildspec|wercker|codemagic)\.ya?ml|custom-environment-variables\.[^/]*|\.(?:circleci|github|gitlab)/.*)$",
    re.IGNORECASE,
)
# `secretKey: postgresql-password` names an entry of a secret.
_ENTRY = expression(
    r"[a-z]+(?:[-_.][a-z]+)*[-_.](?:password|pass|key|token|secret|username|user|id)|password|token|key|secret|[A-Z]+(?:_[A-Z]+)+"
)
_IN_BRACES = ("terraform", "bicep")
_STACKS = {"properties": "properties", "yaml": "manifest", **dict.fromkeys(_IN_BRACES, "terraform")}


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The settings of a file that are keys or first passwords, written out."""
    if _TOOLS.search(source.path) or not TEMPLATES.isdisjoint(words_of(source.path.rpartition("/")[2])):
        return
    if source.kind == "yaml" and services_in(source):
        yield from compose.check(source, repository)
        return
    settings = settings_of(source)
    if are_elsewhere(settings):
        return
    is_configuration = source.kind in _IN_BRACES or _is_configuration(source.path)
    for one in settings:
        if source.kind in _IN_BRACES and not _is_quoted(one, source):
            continue
        if not one.listed and not _is_about(one) and (is_configuration or one.name.isupper() or _manifest(one)):
            yield from _judged(one, source, repository)


def _is_quoted(one: Setting, source: Source) -> bool:
    """Whether the value is a text, not the name of something: `var.jwt_secret`."""
    return source.lines[one.line - 1][one.column - 1 : one.column] in ('"', "'")


def _is_configuration(path: str) -> bool:
    *folders, base = path.lower().split("/")
    return not _CONFIGURES.isdisjoint(words_of(base)) or not _FOLDERS.isdisjoint(folders)


def _is_about(one: Setting) -> bool:
    if any("".join(words_of(key)) in _ABOUT for key in one.keys[:-1] if key != "secrets" or len(one.keys) > 2):
        return True
    if any(of_name(key) in (DEVELOPMENT, TEST) for key in one.keys):
        return True
    kind = _manifest(one)
    return bool(kind) and kind not in _MANIFESTS


def _manifest(one: Setting) -> str:
    """The kind of the resource of Kubernetes that a setting stands in; "" for none."""
    root = one.around[0] if one.around else None
    kind = root.get("kind") if root is not None and root.get("apiVersion") is not None else None
    return kind.text if isinstance(kind, Scalar) else ""


def _judged(one: Setting, source: Source, repository: Repository) -> Iterator[Finding]:
    name, kind = kind_of_setting(one.keys)
    text = _decoded(one.text) if _manifest(one) == "Secret" and "data" in one.keys[:-1] else one.text
    value = given(text)
    if value is None or words_of(value.text) == words_of(one.name):
        return  # `JWT_SECRET: jwt_secret` says which entry it is
    if source.kind not in ("yaml", "toml") and is_told(value.text, name):
        return
    value = value._replace(default=value.default or one.keys[:1] == ("variable",))
    place = one.line, one.column
    if name in SERVERS and _starts(one, name):
        server = of_server(SERVERS[name])
        yield messages.finding(
            source.path, place, "manifest", f"the password that {server} is started with {value.what}", LOGIN, name
        )
    elif _is_chart_password(one) and context_shown(source.path, repository) == PRODUCTION:
        yield messages.finding(
            source.path, place, "manifest", f"the password that this database is started with {value.what}", LOGIN, name
        )
    elif kind is not None and not (one.beside & _BESIDE) and not _names_entry(name, text):
        if is_set_again(one, source.path, repository):
            return
        stack = _STACKS.get(source.kind, "")
        shown = name if kind_of_name(name) else one.name
        yield messages.finding(source.path, place, stack, f"`{shown}` {value.what}", messages.effect_of(name), name)
    elif kind is None and is_of_client(".".join(one.keys)) and not _manifest(one) and not one.beside & _BESIDE:
        what, variable = f"`{'.'.join(one.keys)}` {value.what}", "_".join(words_of(".".join(one.keys[-2:]))).upper()
        stack = _STACKS.get(source.kind, "")
        yield messages.finding(source.path, place, stack, what, LOGIN, variable, strict=True)


def _starts(one: Setting, name: str) -> bool:
    """Whether a server reads it: entries of secrets, and variables of a container with its image."""
    if _manifest(one) in ("Secret", "ConfigMap"):
        return True
    images = (mapping.get("image") for mapping in reversed(one.around))
    image = next((found for found in images if isinstance(found, Scalar)), None)
    return image is not None and is_server(name, image.text)


def _is_chart_password(one: Setting) -> bool:
    keys = ["".join(words_of(key)) for key in one.keys]
    return len(keys) > 1 and keys[-1] in CHART_PASSWORDS and keys[-2] == "auth" and not one.beside & _BESIDE


def _names_entry(name: str, text: str) -> bool:
    return (
        words_of(name)[-2:] == ("secret", "key") and not name.isupper() and _ENTRY.fullmatch(text.strip()) is not None
    )


def _decoded(text: str) -> str:
    """What base64 holds; "" where it is none."""
    try:
        return base64.b64decode(text.strip(), validate=True).decode("utf-8", "replace").strip()
    except (binascii.Error, ValueError):
        return ""
