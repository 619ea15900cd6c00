"""The exposures into the bundle that need no prefix."""

import re

from prodlint.expressions import expression
from prodlint.light_typing import NamedTuple
from prodlint.tables.public_prefixes import APP, BACKEND, LOADER, NEXT, NUXT, Exposure


class Block(NamedTuple):
    """A property of a configuration whose keys and values are published.

    `file` matches the base name in lower case. `key` is the property; `under` the property right around it, "" for
    none at all, None for any. `empty`: an empty value still declares the variable, another file fills it.
    """

    file: re.Pattern[str]
    key: str
    under: str | None
    exposure: Exposure
    empty: bool = False


class Settings(NamedTuple):
    """A part of a JSON or TOML file that is published: by its keys, or by its items where the exposure lists names."""

    file: re.Pattern[str]
    path: tuple[str, ...]
    exposure: Exposure


def _named(names: str) -> re.Pattern[str]:
    return re.compile(names)


NEXT_ENV = Exposure("", "`env` of next.config puts it into the JavaScript of every visitor, prefix or not", NEXT)
NEXT_RUNTIME = Exposure("", "publicRuntimeConfig is sent to every visitor", NEXT)
NUXT_PUBLIC = Exposure("", "`runtimeConfig.public` is in the payload of every page", NUXT)
NUXT_ENV = Exposure("", "`env` of nuxt.config puts it into the JavaScript of every visitor", NUXT)
DEFINE = Exposure("", "`define` writes it into the JavaScript of every visitor", BACKEND)
DEFINE_PLUGIN = Exposure("", "DefinePlugin writes it into the JavaScript of every visitor", BACKEND)
ENVIRONMENT_PLUGIN = Exposure("", "EnvironmentPlugin writes it into the JavaScript of every visitor", BACKEND)
BABEL = Exposure("", "transform-inline-environment-variables writes it into the JavaScript of every visitor", BACKEND)
ANGULAR = Exposure("", "Angular compiles its environment files into the JavaScript of every visitor", BACKEND)
EMBER = Exposure("", "Ember writes config/environment into a tag of index.html", BACKEND)
WINDOW = Exposure("", "what is assigned to the window is in the page of every visitor", LOADER)
LOADER_ENV = Exposure("", "the loader's ENV is sent to every visitor", LOADER)
ASTRO_CLIENT = Exposure("", "a client field of Astro's env schema is in the JavaScript of every visitor", BACKEND)
CUSTOM_FIELDS = Exposure("", "`customFields` of Docusaurus are in the JavaScript of every visitor", BACKEND)
SITE_METADATA = Exposure("", "`siteMetadata` of Gatsby is in the JavaScript of every visitor", BACKEND)
QUASAR = Exposure("", "`build.env` of Quasar is in the JavaScript of every visitor", BACKEND)
STORYBOOK = Exposure("", "`env` of Storybook is in the pages that it builds", BACKEND)
METEOR = Exposure("", "Meteor sends `public` of its settings to every visitor", BACKEND)
EXPO = Exposure("", "`extra` of an Expo app is shipped with the app in plain text", APP)

DART_DEFINE = Exposure("", "--dart-define compiles it into the app", APP)

_DEFINING = r"(?:electron\.)?(?:vite|astro|nuxt|rsbuild|rspack|tsup|modern|farm|svelte|wxt|tsdown|rolldown)[.\w-]*\..*"

# Sources: vercel/next.js 05-config/01-next-config-js/env.mdx; nuxt/nuxt 10.runtime-config.md and v2.nuxt.com/docs/
# configuration-glossary/configuration-env; vitejs/vite docs/config/shared-options.md#define; rsbuild.rs/config/source/
# define; docusaurus.io/docs/api/docusaurus-config#customFields; docs.expo.dev/versions/latest/config/app/#extra;
# gatsbyjs.com/docs/reference/config-files/gatsby-config; quasar.dev/quasar-cli-vite/handling-process-env;
# storybook.js.org/docs/api/main-config/main-config-env
BLOCKS = (
    Block(_named(r"next\.config\..*"), "env", "", NEXT_ENV),
    Block(_named(r"next\.config\..*"), "publicRuntimeConfig", None, NEXT_RUNTIME),
    Block(_named(r"nuxt\.config\..*"), "public", "runtimeConfig", NUXT_PUBLIC, empty=True),
    Block(_named(r"nuxt\.config\..*"), "publicRuntimeConfig", None, NUXT_PUBLIC, empty=True),
    Block(_named(r"nuxt\.config\..*"), "env", "", NUXT_ENV),
    Block(_named(_DEFINING), "define", None, DEFINE),
    Block(_named(r"docusaurus\.config\..*"), "customFields", "", CUSTOM_FIELDS),
    Block(_named(r"gatsby-config\..*"), "siteMetadata", "", SITE_METADATA),
    Block(_named(r"quasar\.conf(?:ig)?\..*"), "env", "build", QUASAR),
    Block(_named(r"app\.config\..*"), "extra", None, EXPO),
    Block(_named(r"main\.[cm]?[jt]s"), "env", "", STORYBOOK),
)

# docs.meteor.com/api/meteor#Meteor-settings; redwoodjs/redwood docs/docs/environment-variables.md
SETTINGS = (
    Settings(_named(r"app\.json5?"), ("expo", "extra"), EXPO),
    Settings(_named(r"app\.json5?"), ("extra",), EXPO),
    Settings(_named(r"settings[\w.-]*\.json"), ("public",), METEOR),
    Settings(
        _named(r"redwood\.toml"),
        ("web", "includeEnvironmentVariables"),
        Exposure("includeEnvironmentVariables", "includeEnvironmentVariables hands it to the web side", BACKEND),
    ),
)

# What a page gives to its scripts: `window.ENV = {...}` (reactrouter.com/how-to, remix.run/docs/guides/envvars).
WINDOW_OBJECT = expression(r"window\._{0,2}(?:env|config|runtime_?(?:config|env)|app_?config)_{0,2}", re.IGNORECASE)
