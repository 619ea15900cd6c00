"""Ruby, PHP, C#, Rust and XML."""

from __future__ import annotations

from prodlint.rules.no_wildcard_cors.languages.row import ITEMS, STAR, Row
from prodlint.rules.no_wildcard_cors.messages import CREDENTIALS, ECHO

_RACK = "rack-cors lets every origin in"
_RACK_ECHO = "rack-cors sends every origin back"
_CABLE = "Action Cable accepts every origin"
_LIST = "`*` in the allowed origins lets every origin in"
_POLICY = "The CORS policy lets every origin in"
_FUNCTION = "The origin function accepts everyone"

RUBY = (
    # github.com/cyu/rack-cors
    Row(rf"^[ \t]*origins\b[ (]*{ITEMS}{STAR}", _RACK),
    Row(r"^[ \t]*origins\b[ (]*(?:%w[\[(]|\[)[^\n\])]{0,300}?(?P<at>[\s\[(]\*)(?=[\s\])])", _RACK),
    Row(r"^[ \t]*origins\b[ (]*(?P<at>/(?:\\A|\^)?\.\*(?:\\[zZ]|\$)?/)", _RACK_ECHO, ECHO),
    Row(r"^[ \t]*origins\b[^\n]{0,20}?(?:do|\{)\s*(?:\|[^|\n]*\|)?\s*(?P<at>true)\s*(?:end|\})", _RACK_ECHO, ECHO),
    # guides.rubyonrails.org/action_cable_overview.html, github.com/britg/sinatra-cross_origin
    Row(r"\ballowed_request_origins\s*=\s*(?:\[\s*)?(?P<at>/\.\*/|[\"']\*[\"'])", _CABLE),
    Row(r"\bdisable_request_forgery_protection\s*=\s*(?P<at>true)", _CABLE),
    Row(r"\bset\s+:allow_origin,\s*(?P<at>:any|[\"']\*[\"'])", "Sinatra lets every origin in"),
)

PHP = (
    # laravel.com config/cors.php, nelmio, yiiframework.com Cors filter, book.cakephp.org CorsBuilder
    Row(rf"[\"'](?:allowed_?[oO]rigins|allow_origin|Origin)[\"']\s*=>\s*(?:\[|array\s*\()?{ITEMS}{STAR}", _LIST),
    Row(
        r"[\"']allowed_?[oO]rigins_?[pP]atterns[\"']\s*=>\s*(?:\[\s*)?"
        r"(?P<at>[\"'](?:\*|(?P<mark>[/#~@]?)\^?\.\*\$?(?P=mark))[\"'])",
        "A pattern that matches everything lets every origin in",
        ECHO,
    ),
    Row(rf"->(?:allowOrigin|setAllowedOrigins?|withAllowedOrigins)\s*\((?:\s*(?:\[|array\s*\())?{ITEMS}{STAR}", _LIST),
)

CSHARP = (
    # learn.microsoft.com/aspnet/core/security/cors, and that of Web API 2 and Owin
    Row(r"\.AllowAnyOrigin\s*\(\s*\)", "`AllowAnyOrigin()` lets every origin in"),
    Row(
        r"\.SetIsOriginAllowed\s*\(\s*(?:(?:\(\s*)?\w+\s*(?:\)\s*)?=>\s*(?:\{\s*return\s+)?|delegate[^{;]{0,300}\{\s*return\s+)(?P<at>true)\b",
        "`SetIsOriginAllowed` accepts everyone",
        CREDENTIALS,
    ),
    Row(rf"\.WithOrigins\s*\({ITEMS}{STAR}", _POLICY),
    Row(rf"\bEnableCors(?:Attribute)?\s*\(\s*(?:origins\s*:\s*)?{STAR}", _POLICY),
    Row(rf"\.Origins\.Add\s*\(\s*{STAR}", _POLICY),
    Row(r"\bUseCors\s*\(\s*(?P<at>[\w.]*CorsOptions\.AllowAll)", _POLICY, CREDENTIALS),
    Row(r"\bAllowAnyOrigin\s*=\s*(?P<at>true)", "`AllowAnyOrigin` lets every origin in"),
)

RUST = (
    # docs.rs: tower-http cors, actix-cors, rocket_cors, warp, poem, salvo
    Row(r"\bCorsLayer::permissive\s*\(", "`CorsLayer::permissive()` lets every origin in"),
    Row(r"\bCorsLayer::very_permissive\s*\(", "`CorsLayer::very_permissive()` sends the origin back", CREDENTIALS),
    Row(
        r"\.allow_origin\s*\(\s*(?P<at>(?:\w+::)*Any\b|(?:\w+::)*AllowOrigin::any\s*\(|(?:\[\s*)?\"\*\")",
        "`allow_origin(Any)` lets every origin in",
    ),
    Row(r"\bAllowOrigin::mirror_request\s*\(", "`mirror_request()` sends the origin back", ECHO),
    Row(r"\bAllowOrigin::predicate\s*\(\s*(?:move\s*)?\|[^|\n]*\|\s*(?:\{\s*)?(?P<at>true)\b", _FUNCTION, ECHO),
    Row(r"\bCors::permissive\s*\(", "`Cors::permissive()` sends the origin back", CREDENTIALS),
    Row(r"\.allow_any_origin\s*\(", "`allow_any_origin()` lets every origin in"),
    Row(r"\.allowed_origin\s*\(\s*(?P<at>\"\*\")", "actix-cors lets every origin in"),
    Row(r"\.allowed_origin_fn\s*\(\s*(?:move\s*)?\|[^|\n]*\|\s*(?:\{\s*)?(?P<at>true)\b", _FUNCTION, ECHO),
    Row(r"\bAllowedOrigins::(?:all\s*\(|All\b)", "rocket_cors lets every origin in", needs="rocket"),
)

XML = (
    # learn.microsoft.com: IIS customHeaders, the IIS CORS module, API Management policies
    Row(r"name=\"Access-Control-Allow-Origin\"\s+value=(?P<at>\"\*\")", "IIS lets every origin in"),
    Row(
        r"<cors\b[^>]{0,500}>\s*(?:<(?!/cors)[^>]*>\s*){0,20}?<add\s+origin=(?P<at>\"\*\")",
        "IIS lets every origin in",
    ),
    Row(
        r"<allowed-origins>\s*(?:<origin>[^<]*</origin>\s*){0,20}?<origin>\s*(?P<at>\*)\s*</origin>",
        "API Management lets every origin in",
    ),
    # tomcat.apache.org and jetty filters, docs.spring.io mvc:cors, Amazon S3
    Row(
        r"<param-name>\s*(?:cors\.allowed\.origins|cors\.allowOrigin|allowedOrigins)\s*</param-name>"
        r"\s*<param-value>\s*(?P<at>\*)\s*</",
        "The CORS filter lets every origin in",
    ),
    Row(r"\ballowed-origin(?:s|-patterns)=(?P<at>\"\s*\*\s*\")", "Spring lets every origin in"),
    Row(r"<AllowedOrigin>\s*(?P<at>\*)\s*</AllowedOrigin>", "The bucket lets every origin in"),
    Row(r"<add\s+key=\"[^\"]*(?:CorsOrigins?|AllowedOrigins?)\"\s+value=(?P<at>\"\*\")", "It lets every origin in"),
)
