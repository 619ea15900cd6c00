"""Programs that run another program: how to find its words behind theirs."""

from prodlint.light_typing import NamedTuple


class Wrapper(NamedTuple):
    """One way to call wrapping programs, by their names; a program may have several, tried in order."""

    programs: str
    values: str = ""  # its options that take the next word as value, blank-separated
    verbs: str = ""  # one of these words comes first ("poetry run")
    skip: int = 0  # words before the command that are not options
    text: str = ""  # options whose value is shell text, the command
    texts: bool = False  # every word is shell text, each a command of its own
    dashes: bool = False  # the command stands behind "--" only
    file: bool = False  # without `text` the next word is a script, not a command
    module: str = ""  # options that begin a Python module and its arguments, as `python -m` does


SHELL_TEXT = "-c -ec -xc -lc -ic -exc -euc -euxc -lic -elc -lec -cx -ce -cl -ceu"
SHELL_VALUES = "-o +o -O +O -eo -euo -exo -euxo -uo --rcfile --init-file"
SUDO_VALUES = "-u -g -h -p -C -D -r -R -t -T -U --user --group --host --chdir"
SU_VALUES = "-s --shell -g --group -G --supp-group -w --whitelist-environment -u --user"
OTEL_VALUES = (
    "--traces_exporter --metrics_exporter --logs_exporter --service_name --resource_attributes"
    " --exporter_otlp_endpoint --exporter_otlp_protocol --id_generator --configurator --distro --propagators"
)
RUN_VALUES = "-e --env -f --file --env-file -p --project --path -c --config --token --projectId --workspace-id"

WRAPPERS = (
    # POSIX and bash builtins, coreutils, util-linux: their manuals
    Wrapper("command builtin nohup setsid unbuffer"),
    Wrapper("exec", "-a"),
    Wrapper("time", "-f -o --format --output"),
    Wrapper("eval", texts=True),
    Wrapper("env", "-u --unset -C --chdir", text="-S --split-string"),
    Wrapper("nice", "-n --adjustment"),
    Wrapper("ionice", "-c -n --class --classdata"),
    Wrapper("stdbuf", "-i -o -e --input --output --error"),
    Wrapper("timeout", "-k -s --kill-after --signal", skip=1),
    Wrapper("chroot", skip=1),
    Wrapper("flock", "-w -E", skip=1, text="-c --command"),
    Wrapper("sh bash ash dash zsh", SHELL_VALUES, text=SHELL_TEXT, file=True),
    Wrapper("busybox", verbs="sh ash", text=SHELL_TEXT, file=True),
    # changing the user: sudo(8), su(1), runuser(1), github.com/tianon/gosu, github.com/ncopa/su-exec, s6, runit
    Wrapper("sudo", SUDO_VALUES),
    Wrapper("doas", "-u -C"),
    Wrapper("su runuser", SU_VALUES, skip=2, text="-c --command"),
    Wrapper("gosu su-exec s6-setuidgid", skip=1),
    Wrapper("setpriv", "--reuid --regid --groups --inh-caps --ambient-caps --bounding-set"),
    Wrapper("with-contenv"),
    Wrapper("chpst", "-u -U -b -e -/ -n -l -L -P -m -d -o -p -f -c"),
    # init processes: github.com/krallin/tini, github.com/Yelp/dumb-init, github.com/openSUSE/catatonit
    Wrapper("tini tini-static docker-init", "-p -e"),
    Wrapper("dumb-init", "-r --rewrite"),
    Wrapper("catatonit"),
    # Python environments: the reference of each tool's command line
    Wrapper("poetry", "-C --directory -P --project", verbs="run"),
    Wrapper(
        "uv",
        "--directory --project --config-file --cache-dir --extra --group --only-group --no-group --with"
        " --with-editable --with-requirements --env-file --package -p --python --index --default-index",
        verbs="run",
        module="-m --module",
    ),
    Wrapper("pipenv", "--python", verbs="run"),
    Wrapper("pdm", "-p --project -c --config", verbs="run"),
    Wrapper("hatch", "-e --env -p --project --config", verbs="run"),
    Wrapper("rye", "--pyproject -f --env-file", verbs="run"),
    Wrapper("pixi", "--manifest-path -e --environment", verbs="run"),
    Wrapper("conda mamba", "-n --name -p --prefix --cwd", verbs="run"),
    Wrapper("micromamba", "-n --name -p --prefix --cwd -r --root-prefix -a --attach -e --env", verbs="run"),
    # JavaScript package managers: docs.npmjs.com/cli, pnpm.io/cli, yarnpkg.com/cli, bun.sh/docs/cli
    Wrapper("npx", "-p --package -w --workspace --prefix", text="-c --call"),
    Wrapper("npm", "-p --package -w --workspace --prefix -C", verbs="exec x", text="-c --call"),
    Wrapper("pnpm", "-F --filter -C --dir --package", verbs="exec dlx"),
    Wrapper("pnpx", "--package"),
    Wrapper("yarn", "-p --package --cwd", verbs="exec dlx"),
    Wrapper("bunx", "-p --package"),
    Wrapper("bun", "--cwd --env-file", verbs="x"),
    Wrapper("corepack", verbs="yarn pnpm npm"),
    Wrapper("bundle", verbs="exec"),
    Wrapper("mise", "-C --cd -E --env", verbs="exec x", dashes=True),
    # variables from files and vaults: the README of each
    Wrapper("dotenv", "-f --file -q --quote", verbs="run"),  # python-dotenv
    Wrapper("dotenv", "-e -v -p"),  # dotenv-cli
    Wrapper("dotenvx", "-f --env-file -fk --env-keys-file -e --env -fv --env-vault-file", verbs="run"),
    Wrapper("env-cmd", "-f --file -e --environments -r --rc-file"),
    Wrapper("cross-env"),
    Wrapper("cross-env-shell", texts=True),
    Wrapper("doppler infisical", RUN_VALUES, verbs="run", text="--command"),
    Wrapper("op", "--env-file --account --environment", verbs="run"),
    Wrapper("chamber", "-b --backend -r --retries", verbs="exec", dashes=True),
    Wrapper("aws-vault", "-d --duration", verbs="exec", dashes=True),
    Wrapper("teller", "-c --config", verbs="run"),
    Wrapper("summon", "-p -f -D -e --provider --environment"),
    Wrapper("envdir", skip=1),
    # waiting for a service: vishnubob/wait-for-it, eficode/wait-for, jwilder/dockerize
    Wrapper("wait-for-it wait-for-it.sh wait-for wait-for.sh", dashes=True),
    Wrapper(
        "dockerize",
        "-wait -timeout -wait-http-header -wait-retry-interval -template -stdout -stderr -env -env-section -delims",
    ),
    # several at once: github.com/open-cli-tools/concurrently
    Wrapper(
        "concurrently",
        "-n --names -c --prefix-colors -p --prefix -l --prefix-length -s --success -m --max-processes"
        " --restart-tries --restart-after --kill-signal --hide --default-input-target -t --timestamp-format",
        texts=True,
    ),
    # displays and agents: xvfb-run(1), opentelemetry-python-contrib, ddtrace, New Relic's Python agent
    Wrapper("xvfb-run", "-e -f -n -p -s -w --error-file --auth-file --server-num --server-args --wait"),
    Wrapper("opentelemetry-instrument", OTEL_VALUES),
    Wrapper("ddtrace-run"),
    Wrapper("newrelic-admin", verbs="run-program"),
)
