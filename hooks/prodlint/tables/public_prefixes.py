"""The prefixes that put an environment variable into what a browser or an app downloads."""

from prodlint.light_typing import NamedTuple


class Exposure(NamedTuple):
    """One way into the bundle.

    `how` is a sentence without its full stop that says what happens to the variable; `instead` says where to
    read a server credential in such a project.
    """

    prefix: str
    how: str
    instead: str


BACKEND = "in a backend or serverless function that calls the service for the browser"
NEXT = "in a route handler, server action or server component"
NUXT = "from runtimeConfig, outside of `public`, in a server route"
ASTRO = "without the prefix in an endpoint or a server-rendered page"
APP = "in a backend that the app calls; an app keeps no secret"
LOADER = "in a loader or action on the server"

EXPOSURES = (
    # vercel/next.js docs/01-app/02-guides/environment-variables.mdx
    Exposure("NEXT_PUBLIC_", "Next.js copies NEXT_PUBLIC_ variables into the JavaScript of every visitor", NEXT),
    # evite.netlify.app/guide/env-and-mode: all of them ship in the archive of the app
    Exposure("RENDERER_VITE_", "electron-vite compiles RENDERER_VITE_ variables into the app", APP),
    Exposure("PRELOAD_VITE_", "electron-vite compiles PRELOAD_VITE_ variables into the app", APP),
    Exposure("MAIN_VITE_", "electron-vite compiles MAIN_VITE_ variables into the app", APP),
    # vitejs/vite docs/guide/env-and-mode.md: "should not contain sensitive information such as API keys"
    Exposure("VITE_", "Vite copies VITE_ variables into the JavaScript of every visitor", BACKEND),
    # facebook/create-react-app docusaurus/docs/adding-custom-environment-variables.md
    Exposure(
        "REACT_APP_", "Create React App copies REACT_APP_ variables into the JavaScript of every visitor", BACKEND
    ),
    # vuejs/vue-cli docs/guide/mode-and-env.md
    Exposure("VUE_APP_", "Vue CLI copies VUE_APP_ variables into the JavaScript of every visitor", BACKEND),
    # nuxt/nuxt docs/3.guide/6.going-further/10.runtime-config.md
    Exposure("NUXT_PUBLIC_", "Nuxt sends NUXT_PUBLIC_ variables in the payload of every page", NUXT),
    Exposure("NUXT_ENV_", "Nuxt 2 copies NUXT_ENV_ variables into the JavaScript of every visitor", NUXT),
    # expo/expo docs/pages/guides/environment-variables.mdx: "in plain-text in your compiled app"
    Exposure("EXPO_PUBLIC_", "Expo writes EXPO_PUBLIC_ variables into the app in plain text", APP),
    # gatsbyjs/gatsby docs/docs/how-to/local-development/environment-variables.md
    Exposure("GATSBY_", "Gatsby copies GATSBY_ variables into the JavaScript of every visitor", BACKEND),
    # redwoodjs/redwood docs/docs/environment-variables.md
    Exposure("REDWOOD_ENV_", "Redwood copies REDWOOD_ENV_ variables into the JavaScript of every visitor", BACKEND),
    # storybook.js.org/docs/configure/environment-variables
    Exposure("STORYBOOK_", "Storybook copies STORYBOOK_ variables into the pages that it builds", BACKEND),
    # docs.plasmo.com/framework/env, wxt.dev/guide/essentials/config/environment-variables
    Exposure("PLASMO_PUBLIC_", "Plasmo compiles PLASMO_PUBLIC_ variables into the extension", APP),
    Exposure("WXT_", "WXT compiles WXT_ variables into the extension", APP),
    # bun.sh/docs/bundler/fullstack (bunfig `env`), waku.gg, umijs.org, docs.taro.zone, dotenv-run, vike.dev/env
    Exposure("BUN_PUBLIC_", "Bun copies BUN_PUBLIC_ variables into the JavaScript of every visitor", BACKEND),
    Exposure("WAKU_PUBLIC_", "Waku copies WAKU_PUBLIC_ variables into the JavaScript of every visitor", BACKEND),
    Exposure("SNOWPACK_PUBLIC_", "Snowpack copies SNOWPACK_PUBLIC_ variables into the JavaScript", BACKEND),
    Exposure("UMI_APP_", "Umi copies UMI_APP_ variables into the JavaScript of every visitor", BACKEND),
    Exposure("TARO_APP_", "Taro compiles TARO_APP_ variables into the app", APP),
    Exposure("NG_APP_", "@ngx-env copies NG_APP_ variables into the JavaScript of every visitor", BACKEND),
    Exposure("GRIDSOME_", "Gridsome copies GRIDSOME_ variables into the JavaScript of every visitor", BACKEND),
    Exposure("PUBLIC_ENV__", "Vike copies PUBLIC_ENV__ variables into the JavaScript of every visitor", BACKEND),
)

PREFIXES = tuple(exposure.prefix for exposure in EXPOSURES)

# SvelteKit, Astro, Rsbuild, Qwik and Hydrogen share this prefix, and other programs use it for other things.
BARE = Exposure("PUBLIC_", "SvelteKit, Astro and Rsbuild copy PUBLIC_ variables into the page of every visitor", ASTRO)

ALL_PREFIXES = (*PREFIXES, BARE.prefix)

# A file of such a name, or such a dependency, says that PUBLIC_ is a framework's prefix in this project.
BARE_CONFIGS = ("svelte.config.", "astro.config.", "rsbuild.config.", "rspack.config.", "hydrogen.config.")
BARE_PACKAGES = (
    "@sveltejs/kit", "astro", "@rsbuild/core", "@builder.io/qwik", "@qwik.dev/core", "@shopify/hydrogen", "rsbuild",
)  # fmt: skip

# Where a project says which prefixes of its own are public.
PREFIX_CONFIGS = (
    "vite.config.", "svelte.config.", "astro.config.", "electron.vite.config.", "vitest.config.", "app.config.",
    "nuxt.config.", "rsbuild.config.",
)  # fmt: skip

# First words of prefixes that cover the names of server credentials, beside those of the vendors.
# TAURI_: CVE-2023-46115, the key that signs updates goes into the bundle.
SERVER_PREFIXES = frozenset({"TAURI_", "TAURI", "NEXT_", "NUXT_", "SECRET_", "DB_", "DATABASE_", "AWS_", "SUPABASE_"})
