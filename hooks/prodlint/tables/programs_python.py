"""Programs that reload, debug or serve for development: Python."""

from prodlint.tables.programs import DEBUGGER, SERVER, Program

GUNICORN = "gunicorn {} --workers 4"
# They import the application: what its files do under `__main__` never runs.
SERVERS = frozenset(
    "gunicorn uvicorn hypercorn granian waitress-serve waitress daphne uwsgi fastapi flask quart litestar sanic "
    "mod_wsgi-express chaussette circusd bjoern meinheld-gunicorn nginx-unit unitd functions-framework".split()
)

PYTHON = (
    # uvicorn 0.54 main.py: there is no --no-reload; --reload-dir and its like do nothing alone
    Program(
        "uvicorn",
        "--reload",
        values="--host --port --uds --fd --reload-dir --reload-include --reload-exclude --reload-delay --workers --loop"
        " --http --ws --lifespan --interface --env-file --log-config --log-level --root-path --forwarded-allow-ips"
        " --app-dir --header --timeout-keep-alive --limit-concurrency --backlog",
        instead="uvicorn {} --workers 4",
    ),
    # fastapi-cli 0.0.34: `dev` reloads, `run` does not
    Program("fastapi", dev="dev", off="--no-reload", values="--host --port --app --root-path", instead="fastapi run"),
    Program(
        "fastapi", "--reload", only="run", values="--host --port --app --root-path --workers", instead="fastapi run"
    ),
    # gunicorn 27: --reload-engine and --reload-extra-file do nothing alone; --spew traces every line
    Program(
        "gunicorn",
        "--reload --spew",
        values="-b --bind -w --workers -k --worker-class -c --config --log-level -t --timeout -n --name -e --env"
        " --reload-engine --reload-extra-file --access-logfile --error-logfile --chdir --threads -u -g",
        instead=GUNICORN,
    ),
    Program(
        "hypercorn",
        "--reload --debug",
        values="-b --bind -w --workers -k --worker-class -c --config --log-level",
        instead="hypercorn {} --workers 4",
    ),  # hypercorn 0.18
    Program(
        "granian",
        "--reload",
        values="--host --port --interface --workers --reload-paths --log-level --loop",
        instead="granian {} --workers 4",
    ),  # granian 2.8
    # litestar 2.25 cli: also short options
    Program("litestar", "--reload -r --debug -d --pdb -P --use-pdb",
        values="--app --app-dir --host --port -H -p --wc -R -I", only="run", instead="litestar run"),
    # sanic 25.12
    Program("sanic", "--dev -d --debug --reload -r --auto-reload",
        values="--host --port -H -p -w --workers -R --reload-dir", instead="sanic {} --workers 4"),
    # flask 3.1.3: the options of `run`, and --debug in front of it
    Program("flask", "--reload", values="-A --app -e --env-file -h --host -p --port", only="run", instead=GUNICORN),
    Program("flask", "--debug --debugger", values="-A --app -e --env-file -h --host -p --port --cert --key",
        only="run", does=DEBUGGER, instead=GUNICORN),
    # flask.palletsprojects.com/deploying: "do not use the development server when deploying to production"
    Program("flask", dev="run", values="-A --app -e --env-file -h --host -p --port --cert --key", does=SERVER,
        instead=GUNICORN),
    # robyn.tech/documentation: --dev watches the files
    Program("robyn", "--dev", values="--processes --workers --log-level", instead="robyn {}"),
    Program("quart", "--debug --reload", only="run", values="-h --host -p --port", instead="hypercorn {}"),
    # django 5.2 and django-extensions
    Program("manage.py django-admin django", dev="runserver runserver_plus testserver livereload", off="--noreload",
        values="--settings --pythonpath -v --verbosity", does=SERVER,
        instead="the project's wsgi module with `gunicorn`"),
    Program("tornado.autoreload", dev="*", instead="python {}"),
    Program("adev", dev="runserver", does=SERVER, instead="gunicorn {} -k aiohttp.GunicornWebWorker"),
    Program("pserve", "--reload", values="-n --app-name -s --server-name --reload-interval", instead="pserve"),
    Program("bottle bottle.py", "--reload --debug", values="-b --bind -s --server -p -c", instead=GUNICORN),
    Program("streamlit", "--server.runOnSave", only="run", instead="the same without `--server.runOnSave`"),
    Program("chainlit", "-w --watch -d --debug", only="run", values="--host --port", instead="chainlit run"),
    Program("reflex", dev="run", off="--env", instead="reflex run --env prod"),  # reflex.dev
    Program("gradio", dev="*", safe="deploy cc component environment sketch", instead="python {}"),
    Program("celery", "--autoreload", instead="celery worker"),  # gone in celery 4
    Program("watchfiles", dev="*", instead="the command itself"),
    Program("watchmedo", dev="auto-restart shell-command tricks tricks-from", instead="the command itself"),
    Program("hupper", dev="*", instead="the command itself"),
    Program("uwsgi", "--py-autoreload --python-autoreload --py-auto-reload",
        values="--py-autoreload --python-autoreload --py-auto-reload", instead="the same without `py-autoreload`"),
    Program("debugpy", dev="*", does=DEBUGGER, instead="the module itself"),
    Program("pydevd pdb ipdb pudb", dev="*", does=DEBUGGER, instead="the module itself"),
    Program("langgraph", dev="dev", does=SERVER, instead="langgraph up"),
    Program("werkzeug.serving", "--debug --reload", values="-b --bind", does=DEBUGGER, instead=GUNICORN),
    # what the images tiangolo/uvicorn-gunicorn-* hold
    Program("start-reload.sh", dev="*", instead="/start.sh"),
)  # fmt: skip
