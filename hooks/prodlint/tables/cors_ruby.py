"""Ruby: rack-cors, Action Cable, sinatra-cross_origin."""

from prodlint.tables.cors_code import Opener, Option
from prodlint.tables.cors_effects import ACTS, SOCKET

OPTIONS = (
    # cyu/rack-cors lib/rack/cors/resources.rb: a star anywhere, expressions by =~, a block; `https://*` is a literal
    Option("origins", "star search function", "Rack::Cors rack/cors"),
    # rails action_cable/connection/base.rb: by ===, so that the text "*" matches nobody
    Option("allowed_request_origins", "search", effect=SOCKET),
    Option("disable_request_forgery_protection", "true", effect=SOCKET),
    # britg/sinatra-cross_origin lib/sinatra/cross_origin.rb
    Option("allow_origin", "star search", "cross_origin CrossOrigin", marks="any", effect=ACTS),
)

OPENERS = (
    Opener(
        "cross_origin",
        "`cross_origin` lets every origin in",
        "cross_origin",
        "allow_origin @allow_origin",
        ACTS,
        statement=True,
    ),
    Opener(
        "enable",
        "`enable :cross_origin` lets every origin in",
        "cross_origin",
        "@allow_origin",
        ACTS,
        given="cross_origin",
    ),
)
