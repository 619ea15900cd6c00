"""PHP: Laravel, Symfony, Slim and Mezzio, CakePHP, CodeIgniter, Yii."""

from prodlint.tables.cors_code import Lacking, Opener, Option
from prodlint.tables.cors_effects import ACTS

_TUUPOLA, _NEOMERX = "Tuupola", "Neomerx"

OPTIONS = (
    # fruitcake/php-cors CorsService.php: a star in an entry becomes `.*`; patterns are preg_match as written
    Option("allowed_origins", "star comma scheme"),
    Option("allowed_origins_patterns", "delimited search"),
    # CodeIgniter 4 system/HTTP/Cors.php: `['*']` alone; patterns get anchors
    Option("allowedOrigins", "alone star"),
    Option("allowedOriginsPatterns", "full pattern"),
    # tuupola/cors-middleware: a star, and entries by fnmatch
    Option("origin", "star comma scheme", _TUUPOLA),
    # NelmioCorsBundle Configuration.php
    Option("allow_origin", "star search pattern", beside="origin_regex"),
    Option("allow_origin forced_allow_origin_value", "star"),
    # CakePHP src/Http/CorsBuilder.php
    Option("allowOrigin", "star scheme"),
    # Yii 2 framework/filters/Cors.php
    Option("Origin", "star", "yii Cors::class"),
    # WordPress wp-includes/http.php: the filter answers with the origin that is let in
    Option("allowed_http_origin", "none", marks="__return_true", effect=ACTS),
    # neomerx/cors-psr7 Settings.php: texts are literals
    Option("setAllowedOrigins", "none", _NEOMERX),
)

OPENERS = (
    Opener("CorsMiddleware", "`CorsMiddleware` without `origin` lets every origin in", _TUUPOLA, "origin"),
    Opener(".enableAllOriginsAllowed", "`enableAllOriginsAllowed()` lets every origin in", effect=ACTS),
)

# What is made with headers and answers, or sets them: Symfony, Laravel and PSR-7 call theirs so, FOSRestBundle `View`.
ANSWERS = r"^$|respon|header|cors|view|reply|result|\b(?:self|static|parent)$"

LACKING = (
    # laravel/framework LoadConfiguration.php merges its own config/cors.php under the application's: `['*']`
    Lacking(
        "paths allowed_methods",
        "allowed_origins allowed_origins_patterns",
        "`config/cors.php` without `allowed_origins` lets every origin in",
    ),
    # Yii 2 framework/filters/Cors.php: without `cors`, `Origin => ['*']`
    Lacking("class=yii.filters.Cors", "cors", "the filter `Cors` without `cors` lets every origin in"),
)
