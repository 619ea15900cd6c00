"""XML: IIS, API Management, filters of servlets, Spring and Amazon S3, as rows of constructs."""

import re
from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.comments import blank
from prodlint.formats.position import Positions
from prodlint.rules.no_wildcard_cors.opening import Opening
from prodlint.source import Repository, Source

_ROWS = (
    # learn.microsoft.com: IIS customHeaders, the IIS CORS module, API Management policies
    (r"name=\"Access-Control-Allow-Origin\"\s+value=(?P<at>\"\*\")", "IIS lets every origin in"),
    (r"<cors\b[^>]{0,500}>\s*(?:<(?!/cors)[^>]*>\s*){0,20}?<add\s+origin=(?P<at>\"\*\")", "IIS lets every origin in"),
    (
        r"<allowed-origins>\s*(?:<origin>[^<]*</origin>\s*){0,20}?<origin>\s*(?P<at>\*)\s*</origin>",
        "API Management lets every origin in",
    ),
    # tomcat.apache.org and jetty filters, docs.spring.io mvc:cors, Amazon S3
    (
        r"<param-name>\s*(?:cors\.allowed\.origins|cors\.allowOrigin|allowedOrigins)\s*</param-name>"
        r"\s*<param-value>\s*(?P<at>\*)\s*</",
        "the CORS filter lets every origin in",
    ),
    # eclipse.dev/jetty: CrossOriginFilter.java, the default of allowedOrigins is `*`
    (
        r"<filter>(?:(?!</filter>|allowedOrigins)[\s\S]){0,2000}?<filter-class>\s*(?P<at>[\w.]+\.CrossOriginFilter)\s*<"
        r"(?:(?!</filter>|allowedOrigins)[\s\S]){0,2000}</filter>",
        "the CORS filter lets every origin in without `allowedOrigins`",
    ),
    (r"\ballowed-origin(?:s|-patterns)=(?P<at>\"\s*\*\s*\")", "Spring lets every origin in"),
    (r"<AllowedOrigin>\s*(?P<at>\*)\s*</AllowedOrigin>", "the bucket lets every origin in"),
    (r"<add\s+key=\"[^\"]*(?:CorsOrigins?|AllowedOrigins?)\"\s+value=(?P<at>\"\*\")", "It lets every origin in"),
)


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The places of a file that let any origin in, once a line."""
    text, seen = blank(source.text, source.kind), set[int]()
    positions = Positions(text)
    for pattern, what in _ROWS:
        for found in re.finditer(pattern, text, re.MULTILINE):
            line, column = positions.at(found.start("at"))
            if line not in seen:
                seen.add(line)
                yield Opening(line, column, what).finding(source.path)
