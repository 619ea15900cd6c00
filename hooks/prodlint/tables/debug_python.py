"""What switches debugging or reloading on in Python: callables, attributes, module variables and names.

A callable is its top package and its own name ("uvicorn.run" for `uvicorn.main.run`), a method that of its class
and its name ("flask.Flask.run"). "*.run" is the method of an object that is called like an application, but whose
class the file does not tell. Tried: flask 3.1.3, quart 0.22, sanic 25.12, litestar 2.25, starlette 1.10, tornado
6.6, uvicorn 0.54, granian 2.8, hypercorn 0.18, gunicorn 27; the others by their manuals.
"""

from prodlint.light_typing import NamedTuple

DEBUGGER, ERRORS, RELOADS = "debugger", "errors", "reloads"


class Switch(NamedTuple):
    """A parameter that switches something on: its name, what that does, its place among the positional ones.

    `default` is what it is when not given; `beside` is another one that must be given. Not
    `anywhere`: it counts only where production gets to the call, not
    under `__main__` or in a function that nobody is known to call.
    """

    parameter: str
    does: str
    position: int | None = None
    default: bool = False
    anywhere: bool = True
    beside: str = ""


_ASGI_RELOAD = (Switch("reload", RELOADS, anywhere=False),)
_ERROR_PAGE = (Switch("debug", ERRORS),)
_FLASK = (
    Switch("debug", DEBUGGER, position=2),  # run(host, port, debug)
    Switch("use_debugger", DEBUGGER),
    Switch("use_reloader", RELOADS),
)
_DASH = (
    Switch("debug", DEBUGGER),
    Switch("dev_tools_ui", DEBUGGER),
    Switch("dev_tools_hot_reload", RELOADS),
    Switch("use_reloader", RELOADS),
)
_SANIC = (Switch("dev", ERRORS), Switch("debug", ERRORS), Switch("auto_reload", RELOADS))

SWITCHES: dict[str, tuple[Switch, ...]] = {
    **dict.fromkeys(("flask.Flask.run", "flask.current_app.run"), _FLASK),
    **dict.fromkeys(("flask_socketio.SocketIO.run", "*.run"), tuple(one._replace(position=None) for one in _FLASK)),
    **dict.fromkeys(("*.run_server", "dash.Dash.run", "dash.Dash.run_server"), _DASH),
    "dash.Dash.enable_dev_tools": (Switch("debug", DEBUGGER, position=0, default=True),),
    # quart: run(host, port, debug, use_reloader=True)
    "quart.Quart.run": (
        Switch("debug", ERRORS, position=2),
        Switch("use_reloader", RELOADS, position=3, default=True, anywhere=False),
    ),
    **dict.fromkeys(("sanic.Sanic.run", "sanic.Sanic.prepare"), _SANIC),
    "litestar.Litestar": (Switch("debug", ERRORS), Switch("pdb_on_exception", DEBUGGER)),
    **dict.fromkeys(("starlite.Starlite", "fastapi.FastAPI", "starlette.Starlette", "fasthtml.FastHTML"), _ERROR_PAGE),
    # django: without addresses to serve it is a script that only uses the database
    "django.configure": (Switch("DEBUG", ERRORS, beside="ROOT_URLCONF"),),
    "fasthtml.fast_app": (Switch("debug", ERRORS), Switch("live", RELOADS)),
    "fasthtml.serve": (Switch("reload", RELOADS, default=True, anywhere=False),),
    "tornado.Application": (Switch("debug", ERRORS), Switch("autoreload", RELOADS)),
    "werkzeug.run_simple": (Switch("use_debugger", DEBUGGER, position=4), Switch("use_reloader", RELOADS, position=3)),
    **dict.fromkeys(("bottle.run", "bottle.Bottle.run"), (Switch("reloader", RELOADS), Switch("debug", ERRORS))),
    "bottle.debug": (Switch("mode", ERRORS, position=0, default=True),),
    "waitress.serve": (Switch("expose_tracebacks", ERRORS),),
    **dict.fromkeys(("uvicorn.run", "uvicorn.Config", "granian.Granian"), _ASGI_RELOAD),
    "nicegui.run": (Switch("reload", RELOADS, default=True, anywhere=False),),
    "shiny.run_app": (Switch("reload", RELOADS, anywhere=False),),
    "panel.serve": (Switch("autoreload", RELOADS, anywhere=False),),
}

# These take the application as a text ("shop.main:app"), or they do not reload, whatever is asked for (tried).
NEED_IMPORT_STRING = frozenset({"uvicorn.run", "uvicorn.Config"})

# The last names of calls that start a server themselves.
STARTING = frozenset("run run_server run_simple run_app serve prepare start".split())

# Calls that are the switch; what opens a debugger counts anywhere.
CALLS = {
    **dict.fromkeys(
        "werkzeug.DebuggedApplication debugpy.listen ptvsd.enable_attach pydevd.settrace pydevd_pycharm.settrace "
        "aiohttp_debugtoolbar.setup".split(),
        DEBUGGER,
    ),
    **dict.fromkeys(
        "tornado.autoreload.start hupper.start_reloader watchfiles.run_process watchfiles.arun_process".split(), RELOADS
    ),
}

# Functions that start a command, and the program that their words go to ("": the words name it).
STARTERS = {
    **dict.fromkeys(("os.system", "os.popen", "subprocess.run", "subprocess.call", "subprocess.check_call"), ""),
    **dict.fromkeys(("subprocess.Popen", "subprocess.check_output"), ""),
    "uvicorn.main": "uvicorn",
    "uvicorn.main.main": "uvicorn",
    "django.core.management.call_command": "python manage.py",
}

# Classes that are another one in all that counts here.
SAME_AS = {
    **dict.fromkeys(
        "apiflask.APIFlask connexion.App connexion.FlaskApp eve.Eve flask_openapi3.OpenAPI".split(), "flask.Flask"
    ),
    **dict.fromkeys(("dash_extensions.DashProxy", "jupyter_dash.JupyterDash"), "dash.Dash"),
}

# Attributes that switch, by the class of their object.
ATTRIBUTES = {
    **dict.fromkeys(
        "flask.Flask.debug flask.current_app.debug quart.Quart.debug sanic.Sanic.debug fastapi.FastAPI.debug "
        "starlette.Starlette.debug *.debug hypercorn.Config.debug".split(),
        ERRORS,
    ),
    "hypercorn.Config.use_reloader": RELOADS,
}
CONFIG_OWNERS = frozenset({"flask.Flask", "flask.current_app", "quart.Quart", "sanic.Sanic", "*"})

# Module variables that a server reads from its configuration file, by a word of the file's name.
SERVER_FILES = {
    "gunicorn": {"reload": RELOADS, "spew": ERRORS},
    "hypercorn": {"use_reloader": RELOADS, "debug": ERRORS},
}

# Words of a name that mean less than they seem to: Jinja and Django templates, the toolbar's own options.
HARMLESS_WORDS = frozenset("template templates jinja toolbar tb echo propagate print".split())

# Variables that a platform sets by itself: what hangs on them is not left to the one who deploys.
PLATFORM_VARIABLES = frozenset(
    "DYNO RENDER FLY_APP_NAME FLY_ALLOC_ID K_SERVICE GAE_ENV GAE_APPLICATION GAE_INSTANCE GOOGLE_CLOUD_PROJECT VERCEL "
    "VERCEL_ENV RAILWAY_ENVIRONMENT RAILWAY_ENVIRONMENT_NAME KUBERNETES_SERVICE_HOST WEBSITE_HOSTNAME "
    "WEBSITE_SITE_NAME AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME RDS_HOSTNAME SERVER_SOFTWARE PYTHONANYWHERE_DOMAIN "
    "CODESPACES".split()
)

# Words that a name of a class for settings consists of, when its fields alone do not tell.
SETTINGS_WORDS = frozenset("settings setting config configuration conf configs".split())
GENERAL_WORDS = frozenset(
    "app application base default defaults common core global main project server service api web backend flask "
    "django fastapi env environment system general site http my the".split()
)

# Variables of a Django settings module, and of a Flask one.
DJANGO_VARIABLES = frozenset(
    "INSTALLED_APPS ROOT_URLCONF MIDDLEWARE MIDDLEWARE_CLASSES WSGI_APPLICATION ASGI_APPLICATION ALLOWED_HOSTS "
    "TEMPLATE_DIRS STATICFILES_DIRS".split()
)
WEB_WORDS = (
    "flask", "django", "fastapi", "starlette", "secret_key", "sqlalchemy", "database", "cors", "port", "host", "api_"
)  # fmt: skip
