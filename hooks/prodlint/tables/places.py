"""What a place can be for, and the words by which names say so.

Read off the folders, files, stages and services of 570 public repositories. A word speaks only where it stands for
the whole of a part, or ends one: `orders-dev` is for development, `local-delivery`, `hot-deals` and `test-center` sell
things.
"""

PRODUCTION = "production"
DEVELOPMENT = "development"
TEST = "test"
DOCUMENTATION = "documentation"
EXAMPLE = "example"
VENDORED = "vendored"
UNKNOWN = "unknown"

# Whole names of folders.
FOLDERS = {
    TEST: "test tests testing testfiles testdata testutils testhelpers testcases testbed unittest unittests __tests__ "
    "__mocks__ __fixtures__ __snapshots__ mock mocks stubs fakes e2e spec specs fixtures fixture cypress playwright "
    "selenium molecule benchmark benchmarks loadtest loadtests smoke acceptance testapp testutil systest fuzz fuzzing "
    "testfixtures testlib testkit testsuite testsuites mockserver wiremock evals",
    DOCUMENTATION: "doc docs documentation tutorial tutorials docs_src",
    EXAMPLE: "example examples sample samples demo demos template templates playground boilerplate",
    VENDORED: "node_modules vendored third_party third-party .venv venv site-packages bower_components",
    DEVELOPMENT: ".devcontainer devcontainer .devenv devenv .vscode .idea .storybook storybook devtools devbox "
    "localdev localenv devstack hack localstack minikube k3d vagrant sandbox ci",
}

# Words that are the whole of a part of a name, between dots, colons and slashes: `compose.watch.yml`, `start:hot`.
WHOLE = {
    DEVELOPMENT: "dev devel develop development local localhost debug debugger hot watch test tests testing ci e2e "
    "storybook devcontainer gitpod codesandbox codespaces devfile mock mocks fixtures unittest unittests loadtest "
    "loadtests playwright cypress selenium",
    PRODUCTION: "prod prd production release live stag stage staging preprod preproduction deploy deployment deployed "
    "swarm stack",
}
# Words that end one: `web-dev`, `settings_local`, `DevelopmentConfig`, whatever of `ROLES` stands behind them.
LAST = {
    DEVELOPMENT: "dev devel develop development local localhost debug test tests testing e2e devcontainer mock mocks "
    "fixtures unittest unittests azurite emulator localstack",
    PRODUCTION: "prod prd production stag staging preprod preproduction",
}
# Tools that are for development wherever they are named.
ANYWHERE = {DEVELOPMENT: "devcontainer devcontainers testcontainer testcontainers"}
# What files are called beyond that: `docker-stack.yml`, `go-live.sh`; and how their names begin: `deploy-web.sh`.
LAST_OF_FILE = {PRODUCTION: "live swarm stack deploy deployment"}
FIRST_OF_FILE = {PRODUCTION: "prod prd production deploy"}
# Words with which the name of a Dockerfile, a compose file or a script says so in front, too: `Dockerfile_ci_cuda`,
# `docker-compose.dev-azure.yml`, `test-postgres.sh`.
IN_FRONT = {DEVELOPMENT: "dev devel develop development test tests testing ci e2e"}

# Variables and settings whose value says what a file, a document or a service is for, squeezed.
STAGE_NAMES = frozenset(
    "nodeenv appenv env environment flaskenv railsenv rackenv djangoenv goenv aspnetcoreenvironment "
    "springprofilesactive stage appenvironment pythonenv".split()
)

# What a name is for stands in front of these: `dev-server`, `local_settings`, `TestingConfig`, `test-utils`.
ROLES = frozenset(
    "api app application apps assets backend bench build case cases client cluster compose conf config configs "
    "configuration container containers cors data database db docker dockerfile entrypoint env environment "
    "environments envs frontend harness helper helpers host hosts image instance integration k8s kubernetes "
    "migration migrations mode mongo mysql nginx only origin origins overlay overlays overrides postgres postgresql "
    "profile project projects proxy redis requirements resources run script scripts server servers setting settings "
    "seed seeds setup stack stage start suite suites support tooling tools ui unit up url urls util utils "
    "values web worker".split()
)
# Words before a last one with which it names a thing that is made or sold: `speed-test`, `shop-local`.
_TESTED = frozenset(
    "ab admission allergy antibody antigen aptitude battery blind blood breath career citizenship cognitive "
    "color colour competency covid crash dna driver driving drug emission emissions english entrance exam eye "
    "fertility fitness genetic genetics grammar hearing hiv home hormone intelligence iq knowledge lab "
    "laboratory language level licence license literacy litmus love math maths medical mock online oral patch "
    "paternity pcr pen penetration personality placement practice pregnancy proficiency psychometric quiz "
    "rapid reading saliva screen self skill skills skin sleep soil speed spelling split strength swab taste "
    "theory typing urine vision vocabulary water".split()
)
COMPOUNDS = {
    **dict.fromkeys(("test", "tests"), _TESTED),
    "fixtures": frozenset(
        "bathroom cup football kitchen league light lighting match plumbing sport sports store".split()
    ),
    "testing": _TESTED | {"quality", "usability", "user"},
    "local": frozenset(
        "buy discover drink eat explore find go hire love news shop stay support think visit vote".split()
    ),
    "development": frozenset(
        "app business career child community curriculum economic estate game human land leadership mobile "
        "personal product professional property rural skill skills social software staff talent team urban "
        "web workforce youth".split()
    ),
    "dev": frozenset(("biz", "business")),
}
# A plain word of a condition says so wherever it stands: `ALLOW_DEV_ORIGINS`; one of `LAST` where it ends the name.
IN_CONDITIONS = {
    DEVELOPMENT: frozenset(
        "dev devel develop development debug debugging isdev localhost reload reloading reloader autoreload".split()
    ),
    PRODUCTION: frozenset("prod prd production stag stage staging preprod preproduction deploy deployment deployed "
                          "isprod".split()),
}  # fmt: skip
