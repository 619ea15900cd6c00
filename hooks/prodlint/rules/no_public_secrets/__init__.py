"""no-public-secrets: Blocks server credentials in variables that a build copies into the browser or the app.

Next.js copies every `NEXT_PUBLIC_` variable into the JavaScript that visitors download, Vite every `VITE_`
variable, Expo every `EXPO_PUBLIC_` variable into the app. Whoever opens the developer tools has the value, and
with an OpenAI key or a database password also the bill or the data.

Blocks, by name, value and place together:
- a server credential under a public prefix, of any framework or of the project's own `envPrefix`: in dotenv files
  and their templates, Dockerfiles, compose, Kubernetes, CI, hosting platforms, scripts, declarations and reads;
  whatever the value, also empty, since sooner or later it is the real one;
- a value in the form of a server credential, whatever the name; a public variable that takes a server's
  (`NEXT_PUBLIC_AI: ${{ secrets.OPENAI_API_KEY }}`); one that a server's client takes (`new OpenAI({apiKey: ...})`);
- exposures without a prefix: `env` of next.config, `define` of Vite, webpack and esbuild, `runtimeConfig.public`,
  `expo.extra`, Angular's environment files, `window.ENV`, Flutter's --dart-define and others; the whole environment in
  `define`; a variable of which another file shows what it is, by its use or by what sets it;
- an `envPrefix` that covers the names of server credentials.

Lets pass: keys that are public by design (publishable, anon, site and analytics keys, Firebase, Sentry DSN, Maps),
switches, addresses and limits, tests, documentation, comments and lists of forbidden names.

Fix: rename the variable without the prefix, read it on the server, and rotate the credential if it was ever set.
Allow: `prodlint: ignore[no-public-secrets] reason` in a comment, or `--allow NAME` for a variable.
`--public-prefix PREFIX` adds a prefix of your own.
With --strict: also names that say no more than key or token (`VITE_API_KEY`), and those many teams tolerate.
"""

from prodlint.kinds import kind_of
from prodlint.looks import ROOTS_OF_SECRETS, following, given_to, holds, words_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from prodlint.finding import Finding
    from prodlint.looks import Needles
    from prodlint.source import Repository, Source

# Any language may read a variable of these; beside them, languages of the web read bare PUBLIC_ and rarer prefixes.
_COMMON = (b"vite_", b"next_public_", b"react_app_", b"nuxt_public_", b"expo_public_", b"gatsby_", b"vue_app_")
_WEB = (b"public_", b"vite_", b"_app_", b"_env_", b"gatsby_", b"storybook_", b"wxt_", b"gridsome_")
_WINDOW = (b"window.", b"window.env", b"window._", b"window.config")  # the first is a part of the others
_SCRIPT: "Needles" = ((b"_", *_WEB), b"import.meta.env", _WINDOW)
# Build scripts, by a word of their path, may use a bundler's plugins.
_BUILD_WORDS = ("webpack", "build", "config", "craco", "gatsby", "babel", "script", "gulp", "rollup", "pack", "tool")
_BUILD: "Needles" = (
    (b"plugin", b"defineplugin", b"plugins.define", b"environmentplugin"),
    b"esbuild",
    b"inline-environment",
)

_NEEDLES: "dict[str, Needles]" = {
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "sfc": _SCRIPT,
    "html": _SCRIPT,
    "dotenv": (b"_",),  # a prefix of the project's own may stand before any name
}
for _kind in "dockerfile compose workflow yaml json toml shell makefile procfile terraform".split():
    _NEEDLES[_kind] = (*_WEB, b"--dart-define")
for (
    _kind
) in "python go rust ruby php elixir dart java kotlin groovy csharp ini properties conf nginx xml bicep other".split():
    _NEEDLES[_kind] = _COMMON

# Configurations with exposures that need no prefix: how their names begin, and what every such exposure holds.
_CONFIGS = (
    ("next.config.", (b"env", b"publicruntimeconfig")),
    ("nuxt.config.", (b"public", b"env", b"define")),
    ("vite.config.", (b"env", b"define")),
    ("electron.vite.config.", (b"env", b"define")),
    ("astro.config.", (b"env", b"define")),
    ("svelte.config.", (b"env", b"public", b"define")),
    ("rsbuild.config.", (b"env", b"define")),
    ("rspack.config.", (b"env", b"define")),
    ("tsup.config.", (b"define",)),
    ("docusaurus.config.", (b"customfields",)),
    ("gatsby-config.", (b"sitemetadata",)),
    ("quasar.config", (b"env",)),
    ("app.config.", (b"extra", b"env")),
    ("app.json", (b"extra",)),
    ("settings", (b"public",)),
    ("redwood.toml", (b"includeenvironmentvariables",)),
    ("environment", ()),
    ("root.", (b"env",)),
    ("main.", (b"env",)),
)
_STARTS = tuple(start for start, _ in _CONFIGS)
# The options that make the needles say too little: where a configuration names one, all that is wanted is looked at.
WIDENED_BY = ("public-prefix",)
_CODE = ("javascript", "typescript", "json", "toml")


def wants(path: str) -> "Needles | None":
    """The needles for a file of this name; None where no rule reads such files."""
    kind = kind_of(path)
    needles = _NEEDLES.get(kind)
    if needles is None or kind not in _CODE:
        return needles
    low = path.lower()
    base = low[low.rfind("/") + 1 :]
    if kind in ("javascript", "typescript") and any(word in low for word in _BUILD_WORDS):
        needles += _BUILD
    if not base.startswith(_STARTS):
        return needles
    for start, more in _CONFIGS:
        if base.startswith(start):
            return needles + more if more else _of_environment(low, needles)
    return needles


def _of_environment(path: str, needles: "Needles") -> "Needles":
    """Angular's and Ember's environment files: all that they hold is published."""
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return () if folder in ("environments", "environment", "config") else needles


def check(source: "Source", repository: "Repository") -> "Iterable[Finding]":
    """The public variables of a file that hold server credentials, each once."""
    from prodlint.rules.no_public_secrets.variables import check

    return check(source, repository)


_PREFIXES = (
    b"next_public_", b"vite_", b"renderer_vite_", b"preload_vite_", b"main_vite_", b"react_app_", b"vue_app_",
    b"nuxt_public_", b"nuxt_env_", b"expo_public_", b"gatsby_", b"redwood_env_", b"storybook_", b"plasmo_public_",
    b"wxt_", b"bun_public_", b"waku_public_", b"snowpack_public_", b"umi_app_", b"taro_app_", b"ng_app_", b"gridsome_",
    b"public_",
)  # fmt: skip
_TELLING_WORDS = frozenset((b"pw", b"pat", b"db", b"conn", b"role", b"servicerole", b"account", b"ai", b"admin"))
# What says that everybody may see it, unless a stronger word says that it is private; and what begins a switch.
_SEEN = (
    b"site_key", b"publishable", b"anon_key", b"client_id", b"turnstile", b"recaptcha", b"posthog", b"sentry_dsn",
    b"measurement_id", b"mapbox", b"firebase_api_key",
)  # fmt: skip
_PRIVATE = (b"secret", b"private", b"pass", b"service_role", b"mnemonic", b"phrase", b"credential", b"account")
_SWITCHES = frozenset(b"disable enable is has use show hide allow require not no skip max min".split())
# What takes a credential whatever the name of the variable is (`tables.uses`).
_TAKING = frozenset(
    b"openai openaiapi chatopenai openaiembeddings createopenai azureopenai anthropic chatanthropic createanthropic "
    b"googlegenerativeai googlegenai chatgooglegenerativeai creategooglegenerativeai groq chatgroq creategroq "
    b"mistralclient mistral createmistral cohereclient hfinference inferenceclient huggingfaceinference googleai "
    b"replicate createopenrouter pinecone stripe resend mailservice octokit mongoclient wallet privatekeytoaccount "
    b"webclient telegraf postgres neon pool".split()
)
_HOLDING = frozenset(
    b"jwt mongoose sgmail sendgrid anthropic-ai groq-sdk jsonwebtoken clientsecret client_secret secretaccesskey "
    b"openaiapikey anthropicapikey privatekey secretkey servicerolekey dangerouslyallowbrowser".split()
)
_OTHERWISE = (b"--dart-define", b"window.env", b"window._", b"window.config", b"import.meta.env")
_SCRIPTS = ("javascript", "typescript", "sfc", "html")
_OF_VITE = ("vite.config.", "electron.vite.config.", "rsbuild.config.", "rspack.config.", "tsup.config.")
_MANY = 100  # names, from which on the file is read: each of them is looked for in all of it
_LEAST, _DIGITS = 16, b"0123456789"  # characters of a value that nobody makes up


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a word with a public prefix may be a credential's name or is given a value that may be one, or in scripts
    may be handed to what takes a credential."""
    kind = kind_of(path)
    base = path[path.rfind("/") + 1 :].lower()
    named = kind in _CODE and base.startswith(_STARTS)
    if base.startswith(_OF_VITE):
        named = not words.isdisjoint((b"define", b"envprefix"))
    if base.startswith(("root.", "main.", "settings")):  # of a frontend, and of Meteor
        named = kind == "json" if base.startswith("settings") else b"env" in words
    if kind == "dotenv" or named or any(needle in text for needle in _OTHERWISE) or holds(text, _BUILD, set()):
        return True
    public = {name for name in (word.lstrip(b"_$-") for word in words) if name.startswith(_PREFIXES)}
    given = given_to if kind in _SCRIPTS else following
    if len(public) > _MANY or any(_says(name) or any(map(_may_be_secret, given(text, name))) for name in public):
        return True
    if not public or kind not in _SCRIPTS:
        return False
    called = (name for name in _TAKING & words if any(name + sign in text for sign in (b"(", b"<", b"'", b'"')))
    return any(called) or not _HOLDING.isdisjoint(words)


def _may_be_secret(value: bytes) -> bool:
    """Whether a value is long and has digits, or names something that is secret."""
    if b"@" in value or any(one in value for one in ROOTS_OF_SECRETS):
        return True
    return any(len(word) >= _LEAST and any(digit in word for digit in _DIGITS) for word in words_in(value) or ())


def _says(name: bytes) -> bool:
    """Whether a name may be that of a credential; the last prefix is what a framework takes off."""
    words = name[max(len(prefix) for prefix in _PREFIXES if name.startswith(prefix)) :].split(b"_")
    if words[0] in _SWITCHES:
        return False
    if any(one in name for one in _SEEN) and not any(one in name for one in _PRIVATE):
        return False
    return any(one in name for one in ROOTS_OF_SECRETS) or not _TELLING_WORDS.isdisjoint(words)
