"""Which paths of a server hold nothing but static files, where a wildcard does little harm."""

from prodlint.expressions import expression

_FOLDER = expression(
    r"(?:^|[/^(|\s\"'])(?:web)?(?:fonts?|assets?|static|images?|img|icons?|favicons?|media|videos?|audio|css|js|locales"
    r"|dist|bundles?|build|\.well-known|_next|_nuxt|_astro|image-\w+)(?![\w-])"
)
_EXTENSION = expression(
    r"\.\W{0,6}(?:\w{1,5}\|){0,3}(?:css|js|mjs|woff2?|ttf|ttc|otf|eot|svgz?|png|jpe?g|gif|webp|avif|ico|wasm|map|bmp|cur"
    r"|txt|xml|webmanifest|json|jsonld|md|rss)\b"
)
_API = expression(r"(?<![a-z])apis?(?![a-z])")


def is_static(place: str) -> bool:
    """Whether a path, glob or regular expression of a server names nothing but fonts, images and their like."""
    low = place.lower()
    return bool(_FOLDER.search(low) or _EXTENSION.search(low)) and not _API.search(low)
