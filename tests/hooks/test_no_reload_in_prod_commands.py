"""Which word of a command switches reloading or debugging on."""

from __future__ import annotations

import pytest

from prodlint.formats.shell import split
from prodlint.formats.wrappers import unwrapped
from prodlint.rules.no_reload_in_prod.commands import judge
from prodlint.rules.no_reload_in_prod.package_managers import scripts_of
from prodlint.tables.programs import Program
from prodlint.tables.programs_javascript import JAVASCRIPT
from prodlint.tables.programs_others import OTHERS
from prodlint.tables.programs_python import PYTHON

BAD = """
uvicorn app:app --reload                                    | uvicorn --reload
uvicorn app:app --reload --log-level info                   | uvicorn --reload
python -m uvicorn app:app --reload                          | uvicorn --reload
python3.12 -Xfrozen_modules=off -m fastapi dev app.py       | fastapi dev
fastapi dev                                                 | fastapi dev
fastapi run --reload app.py                                 | fastapi --reload
poetry run gunicorn app:app --reload                        | gunicorn --reload
hypercorn app:app --reload                                  | hypercorn --reload
granian --interface asgi app:app --reload                   | granian --reload
litestar --app shop.app run -r                              | litestar -r
litestar run --pdb                                          | litestar --pdb
litestar run -rd                                            | litestar in development mode
sanic shop.app --dev                                        | sanic --dev
flask --app shop --debug run                                | flask --debug
flask run --reload                                          | flask --reload
flask run --debug --no-debug                                | flask run
php -S 0.0.0.0:8080 -t public                               | php -S
java -Dspring.profiles.active=dev -jar app.jar              | java in development mode
robyn app.py --dev                                          | robyn --dev
quart run --debug                                           | quart --debug
python manage.py runserver 0.0.0.0:80                       | manage.py runserver
./manage.py runserver_plus                                  | manage.py runserver_plus
django-admin runserver --settings shop.settings             | django-admin runserver
python -m django runserver                                  | django runserver
python -m tornado.autoreload app.py                         | tornado.autoreload
python -X dev app.py                                        | python -X dev
python -m debugpy --listen 5678 -m uvicorn app:app          | debugpy
streamlit run app.py --server.runOnSave=true                | streamlit --server.runOnSave
chainlit run app.py -w                                      | chainlit -w
watchfiles "uvicorn app:app"                                | watchfiles
watchmedo auto-restart -- celery worker                     | watchmedo auto-restart
pserve production.ini --reload                              | pserve --reload
uwsgi --py-autoreload 1                                     | uwsgi --py-autoreload
reflex run                                                  | reflex run
node --watch server.js                                      | node --watch
node -r dotenv/config --inspect=0.0.0.0:9229 server.js      | node --inspect
node node_modules/.bin/next dev                             | next dev
npx nodemon server.js                                       | nodemon
npx -y tsx watch src/index.ts                               | tsx watch
ts-node-dev --respawn index.ts                              | ts-node-dev
bun --hot index.ts                                          | bun --hot
deno run -A --watch main.ts                                 | deno --watch
nest start --watch                                          | nest --watch
next                                                        | next
next dev --turbo                                            | next dev
vite --host 0.0.0.0                                         | vite
vite dev                                                    | vite dev
vite preview                                                | vite preview
nuxi dev                                                    | nuxi dev
astro dev --host                                            | astro dev
remix vite:dev                                              | remix vite:dev
gatsby develop                                              | gatsby develop
ng serve --configuration production                         | ng serve
vue-cli-service serve                                       | vue-cli-service serve
webpack serve --mode development                            | webpack serve
cross-env PORT=80 react-scripts start                       | react-scripts start
craco start                                                 | craco start
wrangler dev                                                | wrangler dev
strapi develop                                              | strapi develop
pm2-runtime start app.js --watch                            | pm2-runtime --watch
pm2 start ecosystem.config.js --env development             | pm2 in development mode
php artisan serve --host 0.0.0.0                            | artisan serve
./mvnw spring-boot:run                                      | mvnw spring-boot:run
gradle bootRun                                              | gradle bootRun
java -agentlib:jdwp=transport=dt_socket -jar app.jar        | java -agentlib:jdwp
dotnet watch run                                            | dotnet watch
rails server -e development                                 | rails in development mode
air -c .air.toml                                            | air
CompileDaemon -command=./app                                | compiledaemon
dlv debug --headless                                        | dlv debug
cargo watch -x run                                          | cargo watch
"shop.app:create_app()" --reload                            | the server --reload
sh -c "alembic upgrade head && uvicorn app:app --reload"    | uvicorn --reload
"""

OK = """
uvicorn app:app --workers 4
uvicorn app:app --reload-dir src --reload-exclude *.log
uvicorn app:app --log-level debug
fastapi dev --no-reload
fastapi run app.py
gunicorn app:app --reload-engine poll --reload-extra-file x
gunicorn -c gunicorn.conf.py --log-level debug app:app
granian app:app --reload --no-reload
flask --debug --app shop routes
python manage.py runserver --noreload
python manage.py migrate
python app.py --reload --debug
python -c "import debugpy"
litestar run --app-dir debug
sanic app --workers 4
streamlit run app.py --server.runOnSave=false
streamlit run app.py -- --server.runOnSave=true
celery -A shop worker --loglevel=debug
uwsgi --py-autoreload 0 --touch-reload x
reflex run --env prod
watchmedo --help
node server.js --watch --inspect
node --env-file watch server.js
tsx src/index.ts --watch
deno run main.ts
nest start
next start
next build
vite build --mode development
nuxt start
astro build
ng build --watch
react-scripts build
wrangler deploy
pm2-runtime start app.js
php artisan queue:work
mvn package
java -jar app.jar --debug
dotnet app.dll
rails server -e production
cargo run --release
echo uvicorn app:app --reload
shop.app:app --workers 4
nginx -g "daemon off;"
"""


def first(line: str) -> str | None:
    """What the first verdict on a command line says."""
    for command in split(line):
        for inner in unwrapped(command):
            if verdict := judge(inner.words):
                return verdict.what
    return None


@pytest.mark.parametrize("line", BAD.strip().split("\n"))
def test_reloads_or_debugs(line: str) -> None:
    command, _, what = line.rpartition("|")
    assert first(command.strip()) == f"{what.strip()} runs"


@pytest.mark.parametrize("line", OK.strip().split("\n"))
def test_neither_reloads_nor_debugs(line: str) -> None:
    assert first(line) is None


def test_the_word_to_change() -> None:
    (command,) = split("uvicorn app:app --host 0.0.0.0 --reload", line=7, column=10)
    verdict = judge(command.words)
    assert verdict is not None
    assert (verdict.word.line, verdict.word.column) == (7, 41)
    assert "uvicorn app:app --workers 4" in verdict.fix


@pytest.mark.parametrize("row", [*PYTHON, *JAVASCRIPT, *OTHERS], ids=lambda row: row.names)
def test_every_row_can_be_on_and_says_what_to_do(row: Program) -> None:
    assert row.on or row.dev or row.modes
    assert row.instead


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("npm start", ["start"]),
        ("npm run dev -- --host", ["dev"]),
        ("npm --prefix web run dev", ["dev"]),
        ("npm run build:prod --workspace web", ["build:prod"]),
        ("npm ci", []),
        ("npm", []),
        ("yarn", []),
        ("yarn dev", ["dev"]),
        ("yarn install --frozen-lockfile", []),
        ("yarn workspace web start", ["start"]),
        ("pnpm --filter web dev", ["dev"]),
        ("pnpm -C web run start", ["start"]),
        ("pnpm install --prod", []),
        ("bun run start", ["start"]),
        ("bun index.ts", []),
        ("node --run dev", ["dev"]),
        ("deno task dev", ["dev"]),
        ("turbo run dev --filter=web", ["dev"]),
        ("npm-run-all --parallel api web", ["api", "web"]),
        ('concurrently "npm:api" "npm:web"', ["api", "web"]),
        ("gunicorn app:app", []),
    ],
)
def test_scripts_that_are_asked_for(line: str, expected: list[str]) -> None:
    found = [script.name for command in split(line) for one in unwrapped(command) for script in scripts_of(one.words)]
    assert found == expected
