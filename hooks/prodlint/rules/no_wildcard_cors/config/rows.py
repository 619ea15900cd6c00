"""Which settings let any origin in, product by product. A new product is a new row.

A row is only needed where the name of the last key does not tell by itself (`origins.meaning_of` knows
`allowedOrigins`, `cors_origins`, `Access-Control-Allow-Origin` and their kin).
"""

import re
from collections.abc import Callable
from functools import cache

from prodlint.context.settings import Setting
from prodlint.expressions import expression
from prodlint.formats.regex import SEARCH
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_wildcard_cors.wildcards import VALUE, any_origin, is_any_regex, is_false, is_true
from prodlint.spelling import squeeze


class Row(NamedTuple):
    """`keys`: the end of a path; keys squeezed, parted by slashes, each a regular expression.

    `means` says VALUE, DEFAULT or "" of a value. `beside`: keys, one of which must stand beside the last one.
    `files`: a regular expression for the path of the file. `echoes`: credentials go along where they are allowed.
    """

    keys: str
    means: Callable[[str], str]
    source: str
    beside: tuple[str, ...] = ()
    files: str = ""
    echoes: bool = False
    strict: bool = False


def _open_prefix(text: str) -> str:
    return VALUE if text.strip() in ("", "http", "https", "http://", "https://") else ""


def _sent(text: str) -> str:
    return VALUE if _SENDS.fullmatch(text.strip()) else ""


def _any_expression(text: str) -> str:
    return VALUE if any_origin(text) or is_any_regex(text, SEARCH) else ""


_SENDS = expression(r"(?:add|set)responseheader=access-control-allow-origin\s*,\s*\*", re.IGNORECASE)
_LIST = r"\w*(?:cors|allow(?:ed)?)\w*origins?(?:patterns?)?"

ROWS = (
    Row("project/alloworigins", any_origin, "chainlit init writes it", files=r"(?:^|/)\.chainlit/", strict=True),
    Row("cors(?:config|policy|rules?|filter|options|settings)?/origins?", any_origin, "serverless, CouchDB, GCS"),
    Row("(?:events/http|events/httpapi|provider/httpapi)/cors", is_true, "serverless.com: `cors: true` is any origin"),
    Row("alloworigin", _any_expression, "NelmioCorsBundle: preg_match without ends", ("originregex",), echoes=True),
    Row("weborigins", any_origin, "keycloak.org ClientRepresentation"),
    Row("origins?", any_origin, "cloud.google.com/storage/docs/cors-configurations",
        beside=("method", "maxageseconds", "responseheader")),
    Row("config/origins", any_origin, "konghq.com cors plugin", echoes=True),
    Row("server/enablecors|streamlitserverenablecors", is_false, "streamlit/config.py: off lets every origin in"),
    Row(f"{_LIST}(?:stringmatch)?/(?:exact|regex|saferegex/regex|value|items)", any_origin,
        "envoyproxy.io and istio.io CorsPolicy, CloudFront response headers policy", echoes=True),
    Row(f"{_LIST}(?:stringmatch)?/prefix", _open_prefix, "istio.io StringMatch", echoes=True),
    Row(r"(?:default)?filters\d*", _sent, "docs.spring.io/spring-cloud-gateway, AddResponseHeader, SetResponseHeader"),
    Row(f"(?:variable|parameters)/{_LIST}/default(?:value)?", any_origin, "Terraform, CloudFormation, ARM"),
)  # fmt: skip


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Row], ...]:
    return tuple((re.compile(rf"(?:^|/)(?:{row.keys})$"), row) for row in ROWS)


def row_of(setting: Setting, file: str) -> Row | None:
    """The first row for a setting in a file of that path."""
    path = "/".join(squeeze(part) for key in setting.keys[-6:] for part in key[-200:].split("."))
    for pattern, row in _patterns():
        if pattern.search(path) and re.search(row.files, file):
            if not row.beside or not setting.beside.isdisjoint(row.beside):
                return row
    return None
