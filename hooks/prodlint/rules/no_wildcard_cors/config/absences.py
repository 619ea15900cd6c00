"""Products whose default is any origin: CORS is switched on, and no origins are given."""

from collections.abc import Iterator

from prodlint.context.settings import Setting
from prodlint.formats.node import Mapping, Node, Scalar, mappings
from prodlint.rules.no_wildcard_cors.wildcards import is_true
from prodlint.spelling import squeeze

# A switch, and what stands below the same keys where it is not for everyone (micronaut-docs cors.adoc, Grails' guide).
_SWITCHES = ("micronaut/server/cors", "grails/cors")

_INGRESS = "ingress.kubernetes.io/enable-cors"
_WHAT = "{} lets every origin in when `{}` is missing"


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
    """The values and keys that switch CORS on for any origin, each with what it is."""
    for node in mappings(root):
        plugin, config, plugins = node.get("name") or node.get("plugin"), node.get("config"), node.get("plugins")
        # kubernetes.github.io/ingress-nginx: `cors-allow-origin` is `*` by default, with credentials
        for key, value in node.pairs:
            if key.text.endswith(_INGRESS) and isinstance(value, Scalar) and is_true(value.text):
                if not any(other.text.endswith("ingress.kubernetes.io/cors-allow-origin") for other, _ in node.items()):
                    yield value, _WHAT.format("ingress-nginx", "cors-allow-origin")
        # konghq.com: the cors plugin without `origins` answers every origin
        if isinstance(plugin, Scalar) and plugin.text == "cors" and isinstance(config, Mapping):
            if config.get("origins") is None:
                yield plugin, _WHAT.format("Kong's cors plugin", "origins")
        # apisix.apache.org/docs/apisix/plugins/cors: `allow_origins` is `*` by default
        if isinstance(plugins, Mapping) and any(node.get(key) for key in ("uri", "uris", "upstream", "upstream_id")):
            for key, value in plugins.pairs:
                given = [name.text for name, _ in value.pairs] if isinstance(value, Mapping) else ["allow_origins"]
                if key.text == "cors" and not any(name.startswith("allow_origins") for name in given):
                    yield key, _WHAT.format("APISIX", "allow_origins")
