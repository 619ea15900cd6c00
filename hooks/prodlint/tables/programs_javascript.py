"""Programs that reload, debug or serve for development: JavaScript and TypeScript."""

from prodlint.tables.programs import DEBUGGER, RELOADS, SERVER, Program

STATIC = "the built files behind a web server"
NODE = "node {}"

JAVASCRIPT = (
    # node --help: its options stand before the script
    Program(
        "node nodejs",
        "--watch --watch-path",
        values="-r --require --import --loader --experimental-loader"
        " --env-file --env-file-if-exists --conditions -C --input-type --max-old-space-size --title",
        ends=True,
        instead=NODE,
    ),
    Program("node nodejs", "--inspect --inspect-brk --inspect-wait",
        values="-r --require --import --loader --env-file -C", ends=True, does=DEBUGGER, instead=NODE),
    Program("nodemon node-dev ts-node-dev tsnd babel-watch node-watch", dev="*", instead=NODE),
    Program("tsx", "--watch", dev="watch", values="--tsconfig --env-file -r --import", ends=True, instead=NODE),
    Program("tsx ts-node", "--inspect --inspect-brk", values="--tsconfig --env-file -r -P --project", ends=True,
        does=DEBUGGER, instead=NODE),
    Program("vite-node", "--watch -w", ends=True, instead=NODE),
    Program("swc tsc tsup rollup esbuild babel sass tailwindcss", "--watch -w", instead="the build without `--watch`"),
    # bun.sh/docs/cli/run, docs.deno.com/runtime/reference/cli/run
    Program("bun", "--watch --hot", values="--cwd --env-file --filter -F -p --port", instead="bun {}"),
    Program("bun", "--inspect --inspect-brk --inspect-wait", values="--cwd", does=DEBUGGER, instead="bun {}"),
    Program("deno", "--watch --watch-hmr", only="run serve", values="--config -c --port", instead="deno run {}"),
    Program("deno", "--inspect --inspect-brk --inspect-wait", does=DEBUGGER, instead="deno run {}"),
    Program("nest", "--watch -w --debug -d", only="start", values="-c --config -p --path -e --exec", instead=NODE),
    Program("next", dev="* dev", safe="start build export lint info telemetry", does=SERVER,
        values="-p --port -H --hostname", instead="next start"),
    # vite.dev/guide/cli: no sub-command, dev and serve are the same server; vite.dev/guide/static-deploy: preview "is
    # not meant as a production server"
    Program("vite", dev="* dev serve preview", safe="build optimize", does=SERVER,
        values="--port -c --config --base -l --logLevel -m --mode", instead=STATIC),
    Program("nuxt nuxt-edge", dev="* dev",
        safe="start build generate preview analyze cleanup prepare typecheck info init add module upgrade devtools",
        does=SERVER, instead="node .output/server/index.mjs"),
    Program("nuxi", dev="dev", does=SERVER, instead="node .output/server/index.mjs"),
    Program("astro", dev="dev", does=SERVER, instead=STATIC),
    Program("remix", dev="dev vite:dev watch", does=SERVER, instead="remix-serve build/server/index.js"),
    Program("react-router", dev="dev", does=SERVER, instead="react-router-serve build/server/index.js"),
    Program("gatsby", dev="develop", does=SERVER, instead=STATIC),
    Program("ng", dev="serve s dev", does=SERVER, instead=STATIC),
    Program("vue-cli-service", dev="serve", does=SERVER, instead=STATIC),
    Program("webpack rspack", dev="serve server s dev", does=SERVER, values="-c --config --mode", instead=STATIC),
    Program("webpack", "--watch -w", values="-c --config --mode", instead=STATIC),
    Program("webpack-dev-server", dev="*", does=SERVER, instead=STATIC),
    Program("react-scripts craco react-app-rewired react-scripts-ts", dev="start", does=SERVER, instead=STATIC),
    Program("parcel", dev="* serve watch", safe="build help", does=SERVER, instead=STATIC),
    Program(
        "rsbuild farm snowpack vinxi solid-start svelte-kit quasar blitz redwood rw keystone mastra sst waku"
        " netlify vercel vike modern umi storybook start-storybook payload honox",
        dev="dev",
        does=SERVER,
        instead="the build",
    ),
    Program("ember ionic nativescript tns", dev="serve server s", does=SERVER, instead=STATIC),
    Program("wrangler", dev="dev", does=SERVER, instead="wrangler deploy"),
    Program("strapi medusa", dev="develop dev watch-admin", does=SERVER, instead="strapi start"),
    Program("docusaurus expo", dev="start", safe="export build serve", does=SERVER, instead=STATIC),
    Program("ace ace.js", dev="serve", does=SERVER, instead="node bin/server.js"),  # adonisjs.com
    Program("live-server browser-sync", dev="*", does=SERVER, instead=STATIC),
    Program("start-storybook", dev="*", does=SERVER, instead=STATIC),
    Program("moleculer-runner", "--hot -H", does=RELOADS, instead="moleculer-runner"),
    # pm2.keymetrics.io/docs/usage/pm2-doc-single-page
    Program("pm2 pm2-runtime pm2-docker", "--watch",
        values="--name -n -i --interpreter -o -e -l --log --cwd --node-args", modes="--env",
        instead="pm2-runtime start"),
    Program("pm2-dev", dev="*", instead="pm2-runtime start"),
)  # fmt: skip
