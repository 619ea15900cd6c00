"""Variables that switch reloading, debugging or a development mode on, each with what its reader takes for on.

Sources: the readers themselves, run: flask 3.1.3, uvicorn 0.54, granian 2.8, litestar 2.25, sanic 25.12,
streamlit 1.40, gunicorn 27; for the other stacks the manuals of the frameworks.
"""

# Flask and Quart: anything else is on, "off" and "disabled" too.
FLASK_OFF = frozenset(("", "0", "false", "no"))
FLASK = frozenset(("FLASK_DEBUG", "QUART_DEBUG"))

# Names that an application of one's own reads; in the image of somebody else they can mean anything.
OWN_RELOADERS = frozenset(
    "RELOAD RELOADER AUTO_RELOAD AUTORELOAD HOT_RELOAD USE_RELOADER USE_RELOAD ENABLE_RELOAD".split()
)
RELOADERS = OWN_RELOADERS | frozenset(
    "UVICORN_RELOAD GRANIAN_RELOAD LITESTAR_RELOAD SANIC_AUTO_RELOAD FLASK_RUN_RELOAD QUART_RUN_RELOAD "
    "STREAMLIT_SERVER_RUN_ON_SAVE HYPERCORN_RELOAD DASH_HOT_RELOAD GUNICORN_RELOAD".split()
)
DEBUGGERS = frozenset(
    "FLASK_RUN_DEBUG FLASK_RUN_DEBUGGER QUART_RUN_DEBUG LITESTAR_DEBUG LITESTAR_PDB SANIC_DEBUG DASH_DEBUG "
    "PYTHONDEVMODE WP_DEBUG WP_DEBUG_DISPLAY WERKZEUG_DEBUG".split()
)

# The option of a program that takes its options from the variable.
OPTIONS = {
    "GUNICORN_CMD_ARGS": ("--reload", "--spew"),
    "NODE_OPTIONS": ("--inspect", "--inspect-brk", "--inspect-wait", "--watch"),
    "UVICORN_ARGS": ("--reload",),
    "UVICORN_OPTS": ("--reload",),
    "JAVA_TOOL_OPTIONS": ("-agentlib:jdwp", "-Xrunjdwp", "-Xdebug"),
    "JDK_JAVA_OPTIONS": ("-agentlib:jdwp", "-Xrunjdwp", "-Xdebug"),
    "_JAVA_OPTIONS": ("-agentlib:jdwp", "-Xrunjdwp", "-Xdebug"),
    "JAVA_OPTS": ("-agentlib:jdwp", "-Xrunjdwp", "-Xdebug"),
    "CATALINA_OPTS": ("-agentlib:jdwp", "-Xrunjdwp", "-Xdebug"),
}

# Values of the variables that choose a mode.
DEVELOPMENT = frozenset("dev devel develop development".split())
MODES = dict.fromkeys(
    "NODE_ENV RAILS_ENV RACK_ENV APP_ENV MIX_ENV FLASK_ENV QUART_ENV DJANGO_ENV SYMFONY_ENV WP_ENV "
    "WP_ENVIRONMENT_TYPE CI_ENVIRONMENT CRAFT_ENVIRONMENT YII_ENV KOA_ENV EXPRESS_ENV HANAMI_ENV "
    "ASPNETCORE_ENVIRONMENT DOTNET_ENVIRONMENT MICRONAUT_ENVIRONMENTS QUARKUS_PROFILE "
    "SPRING_PROFILES_ACTIVE".split(),
    DEVELOPMENT,
) | {"GIN_MODE": frozenset(("debug",))}
# Names that mean this only by custom: asked where a file says production by its name.
CUSTOM_MODES = ("ENV", "ENVIRONMENT")

# A settings module whose name ends in one of these.
MODULES = frozenset(("DJANGO_SETTINGS_MODULE", "DJANGO_CONFIGURATION"))
MODULE_WORDS = frozenset("dev devel develop development local debug".split())

# xdebug.org/docs/all_settings#mode: "off" and "coverage" show nothing to anybody.
XDEBUG = frozenset("debug develop trace profile gcstats".split())

# `<PREFIX>_DEBUG` with one of these words logs more, in a library or a tool, and opens nothing to the outside.
LOGGING_WORDS = frozenset(
    "log logs logging logger sql sqlalchemy query db database mail email smtp sentry posthog soketi auth nextauth "
    "authjs prisma otel grpc http https curl actions step runner buildkit langchain langsmith nx turbo npm bitnami "
    "redis kafka rabbitmq celery worker trace verbose aws s3 stripe webhook socket ws websocket cache git ssh ldap "
    "oauth oidc saml jwt session cookie kernel browser playwright puppeteer selenium electron typeorm sequelize "
    "mongoose knex drizzle litellm ollama openai ai llm agent xpack proxy nginx ssl tls telemetry bash nami".split()
)
# What bundlers copy into the page; it switches nothing on in the server.
PUBLIC_PREFIXES = (
    "NEXT_PUBLIC_", "VITE_", "REACT_APP_", "PUBLIC_", "NUXT_PUBLIC_", "GATSBY_", "EXPO_PUBLIC_", "VUE_APP_",
)  # fmt: skip
# Labels for products that watch: they change what a chart is called.
LABELS = frozenset(("DD_ENV", "SENTRY_ENVIRONMENT", "NEW_RELIC_ENVIRONMENT", "ELASTIC_APM_ENVIRONMENT"))
