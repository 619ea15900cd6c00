"""The words by which names tell that they are about the origins of web pages, and what of them.

Read from the documentation of the frameworks in `cors_python.py` and `cors_javascript.py`, and from the settings of
public repositories.
"""

ORIGIN = frozenset({"origin", "origins"})
CORS = frozenset({"cors", "crossdomain", "crossorigin"})
ALLOW = frozenset(
    "allow allowed allowable allows permitted accepted trusted whitelist whitelisted allowlist ollama".split()
)  # docs.ollama.com/faq: OLLAMA_ORIGINS
# What a list of CORS may be called instead of origins: `CORS_DOMAINS`, `CORS_URLS`, `CORS_WHITELIST`.
LISTED = frozenset("domain domains url urls host hosts list whitelist whitelisted allowlist from".split())
# docs.medusajs.com/learn/configurations/medusa-config: STORE_CORS, ADMIN_CORS, AUTH_CORS.
SHOPS = frozenset({"store", "admin", "auth", "vendor"})
PATTERN = frozenset("regex regexes regexp regexps regexs pattern patterns pat".split())
ANY = frozenset({"any", "wildcard"})
HEADER = frozenset({"access", "control", "allow"})  # with "origin": Access-Control-Allow-Origin

# Origins that forms may come from: compared with the Origin of a request, and no setting of CORS, as no answer becomes
# readable by them. Names with these words: Django's CSRF_TRUSTED_ORIGINS, BETTER_AUTH_TRUSTED_ORIGINS.
CSRF = (frozenset({"csrf"}), frozenset({"better", "auth"}))
# The keys around them: nextjs.org/docs/app/api-reference/config/next-config-js/serverActions,
# svelte.dev/docs/kit/configuration ("allowed to make cross-origin form submissions").
FORMS = frozenset({"serverActions", "csrf"})
# A name that means them where a package is imported: better-auth.com/docs/reference/security
TRUSTED, TRUSTED_OF = "trustedOrigins", "better-auth"

# One's own site, whose address or origin can only be `*` where CORS reads it: `FRONTEND_URL`, `DASHBOARD_ORIGIN`.
SITE = frozenset("frontend front client webapp web app site ui fe spa dashboard portal".split())
# With an underscore, as the needles of no-wildcard-cors have them.
SITE_URLS = ("client_url", "front_url", "ui_url", "web_url", "webapp_url")

# What names with such words are about otherwise: `CORS_ALLOW_HEADERS`, `Timing-Allow-Origin`, `allowedDevOrigins`.
OTHER = frozenset(
    "methods method headers header credentials credential age control timing frame path paths enable exempt redirect "
    "description send dev whitenoise".split()
)
# Whose origin it is otherwise: that of a message, a repository, a file; HTTP_ORIGIN is the header of a request.
ELSEWHERE = frozenset("target parent opener message git remote upstream repo source media static http".split())

# Names in one word are taken apart by these: `accesscontrolalloworiginlist`, `corsdomain`.
PARTS = (
    "access control allowed allow cors origins origin list regex patterns pattern domains domain urls url whitelisted "
    "whitelist all any permitted accepted trusted frontend client ollama"
).split()
