"""Products whose default is any origin: CORS is switched on, and no origins are given."""

from collections.abc import Iterator

from prodlint.context.settings import Setting
from prodlint.formats.node import Mapping, Node, Scalar, mappings
from prodlint.rules.no_wildcard_cors.wildcards import is_true
from prodlint.spelling import squeeze

# A switch, and what stands below the same keys where it is not for everyone (micronaut-docs cors.adoc, Grails' guide).
_SWITCHES = ("micronaut/server/cors", "grails/cors")


def switched(settings: list[Setting]) -> Iterator[tuple[Setting, str]]:
    """The switches of frameworks that let any origin in where no origins are given."""
    paths = [(one, "/".join(squeeze(part) for key in one.keys for part in key.split("."))) for one in settings]
    for setting, path in paths:
        above, _, last = path.rpartition("/")
        if last == "enabled" and above.endswith(_SWITCHES) and is_true(setting.text):
            below = [other.removeprefix(f"{above}/") for _, other in paths if other.startswith(f"{above}/")]
            named = {other.split("/")[1] for other in below if other.startswith("configurations/")}
            given = [other for other in below if "allowedorigins" in other]
            if not given or any(not any(f"/{name}/" in other for other in given) for name in named):
                yield setting, f"`{setting.keys[-1][-60:]}` lets every origin in, as no origins are given"


def missing(root: Node) -> Iterator[tuple[Scalar, str]]:
    """The values that switch CORS on for any origin, each with what it is."""
    for node in mappings(root):
        yield from _of_ingress(node)
        yield from _of_kong(node)
        yield from _of_apisix(node)


def _of_ingress(node: Mapping) -> Iterator[tuple[Scalar, str]]:
    """kubernetes.github.io/ingress-nginx: `cors-allow-origin` is `*` by default, with credentials."""
    for key, value in node.pairs:
        if key.text.endswith("ingress.kubernetes.io/enable-cors") and isinstance(value, Scalar) and is_true(value.text):
            if not any(other.text.endswith("ingress.kubernetes.io/cors-allow-origin") for other, _ in node.items()):
                yield value, "ingress-nginx lets every origin in when `cors-allow-origin` is missing"


def _of_apisix(node: Mapping) -> Iterator[tuple[Scalar, str]]:
    """apisix.apache.org/docs/apisix/plugins/cors: `allow_origins` is `*` by default."""
    plugins = node.get("plugins")
    if isinstance(plugins, Mapping) and any(node.get(key) for key in ("uri", "uris", "upstream", "upstream_id")):
        for key, value in plugins.pairs:
            given = [name.text for name, _ in value.pairs] if isinstance(value, Mapping) else ["?"]
            if key.text == "cors" and not any(name.startswith("allow_origins") or name == "?" for name in given):
                yield key, "APISIX lets every origin in when `allow_origins` is missing"


def _of_kong(node: Mapping) -> Iterator[tuple[Scalar, str]]:
    """konghq.com: the cors plugin without `origins` answers every origin."""
    name = node.get("name") or node.get("plugin")
    config = node.get("config")
    if isinstance(name, Scalar) and name.text == "cors" and isinstance(config, Mapping):
        if config.get("origins") is None:
            yield name, "Kong's cors plugin lets every origin in when `origins` is missing"
