"""Rust: tower-http, actix-cors, rocket_cors, warp, poem, salvo."""

from prodlint.tables.cors_code import Opener, Option
from prodlint.tables.cors_effects import ACTS, ECHO, STAR

_TOWER, _ACTIX, _ROCKET, _WARP, _POEM, _SALVO = "tower_http", "actix_cors", "rocket_cors", "warp", "poem", "salvo"
_WITHOUT = "a CORS middleware without origins lets every origin in"

OPTIONS = (
    # tower-http src/cors/allow_origin.rs: Any, or a single "*"; in a list it panics
    Option("allow_origin", "alone", _TOWER, marks="Any any", effect=STAR),
    Option("predicate async_predicate", "function", "tower_http.cors tower_http::cors"),
    # poem src/middleware/cors.rs: a star is a literal, `allow_origin_regex` is a WildMatch
    Option("allow_origin allow_origins", "none", _POEM),
    Option("allow_origin_regex", "star scheme", _POEM, effect=ACTS),
    Option("allow_origins_fn", "function", _POEM, effect=ACTS),
    # salvo crates/cors/src/allow_origin.rs
    Option("allow_origin", "alone", _SALVO, marks="Any any", effect=STAR),
    Option("dynamic", "function", "salvo.cors salvo::cors"),
    # actix-cors src/builder.rs: a star is an error at the start
    Option("allowed_origin_fn", "function", _ACTIX, effect=ACTS),
    # warp src/filters/cors.rs
    Option("allow_origin allow_origins", "alone", _WARP),
    # rocket_cors src/lib.rs
    Option("allowed_origins", "star", _ROCKET, marks="all All"),
    Option("some_regex", "search pattern", _ROCKET),
)

OPENERS = (
    Opener("CorsLayer.permissive", "`CorsLayer::permissive()` lets every origin in"),
    Opener("CorsLayer.very_permissive", "`CorsLayer::very_permissive()` sends the origin back", effect=ACTS),
    Opener("AllowOrigin.mirror_request", "`mirror_request()` sends the origin back", effect=ECHO),
    Opener("Cors.permissive", "`Cors::permissive()` lets every origin in", _SALVO, "allow_origin"),
    Opener("Cors.very_permissive", "`Cors::very_permissive()` sends the origin back", _SALVO, effect=ACTS),
    Opener(
        "Cors.permissive",
        "`Cors::permissive()` sends the origin back",
        unless="allowed_origin allowed_origin_fn",
        effect=ACTS,
    ),
    Opener(".allow_any_origin", "`allow_any_origin()` lets every origin in"),
    Opener("CorsOptions.default", "`CorsOptions::default()` lets every origin in", _ROCKET, "allowed_origins"),
    Opener("CorsOptions", "`CorsOptions` without origins lets every origin in", _ROCKET, "allowed_origins"),
    Opener("warp.cors", _WITHOUT, _WARP, "allow_origin allow_origins", ACTS),
    Opener("Cors.new", _WITHOUT, _POEM, "allow_origin allow_origins allow_origin_regex allow_origins_fn", ACTS),
)
