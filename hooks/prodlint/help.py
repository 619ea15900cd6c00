"""What the command says of itself and of the hooks."""

import json

from prodlint import BY_CHOICE, HOOKS
from prodlint.clean import hook_module
from prodlint.configuration import levels
from prodlint.options import FORMATS

USAGE = """\
usage: prodlint [OPTION...] [--] [PATH...]
       prodlint HOOK-ID [OPTION...] [--] [FILE...]

Keep insecure production settings out of a repository. Without a PATH: all files that git tracks in the
current repository (outside git: all files below the current folder).

hooks:
{hooks}

hooks by choice, which run only when they are named (`HOOK-ID` or `--hook`):
{by_choice}

options:
  --hook=ID,...        run only these hooks; `prodlint` stands for all but those by choice
  --skip=ID,...        leave out these hooks
  --strict             also report what is true but accepted by many teams, and ignores that allow nothing
  --unknown=ignore     no-reload-in-prod: pass places that are neither production nor development
  --prod-files=REGEX   paths that are production, whatever their names say; may be repeated
  --dev-files=REGEX    paths that are development; may be repeated
  --require=NAME       block-env-files: a name that .gitignore must cover; may be repeated
  --level=LEVEL        how much a hook asks for:
{levels}
  --allow=NAME         no-public-secrets: a variable that may be public; may be repeated
  --public-prefix=P    no-public-secrets: a prefix that makes variables public; may be repeated
  --exclude=REGEX      leave out the paths that it is found in, as pre-commit's `exclude` does; may be repeated
  --config=FILE        read this configuration instead of the nearest prodlint.toml or pyproject.toml of each file
  --no-config          read none
  --show-config        print the options that count for PATH (or here), and where each is set
  --no-inline-ignores  comments allow nothing
  --require-reason     comments allow nothing without a reason
  --added-only[=REF]   only findings on lines that the staged changes (or those since REF) add or change
  --staged             look at what git has staged, as a commit would take it; without PATHs at all staged files
  --stdin-filename=F   look at standard input as the content of the file F, for editors
  --agent              for the hooks of coding agents: reads their JSON from standard input, looks at the files
                       that it names, and ends with 2 for findings, with 1 for errors
  --fix                make the changes that are safe, say so, and report the rest
  --diff               print what --fix would change, instead of the findings
  --format=FORMAT      how findings are printed: {formats} (or set PRODLINT_FORMAT)
  --output=FILE        write them to a file instead
  --statistics         print how many findings each hook has, instead of the findings
  --exit-zero          end with 0 also when there are findings
  --explain [HOOK-ID]  print the documentation of the hook (or of all)
  --list               print the hooks, also with --format=json
  -h, --help, -V, --version

exit status: 0 clean, 1 findings, 2 wrong usage or a file that could not be read
"""


def usage() -> str:
    """What `--help` prints."""
    width = max(map(len, HOOKS)) + 2
    lines = {hook: f"  {hook:{width}}{summary(hook)}" for hook in HOOKS}
    return USAGE.format(
        formats=", ".join(FORMATS),
        hooks="\n".join(line for hook, line in lines.items() if hook not in BY_CHOICE),
        by_choice="\n".join(lines[hook] for hook in BY_CHOICE),
        levels="\n".join(f"{'':23}{hook}: {' (default) or '.join(levels(hook))}" for hook in HOOKS if levels(hook)),
    )


def summary(hook: str) -> str:
    """The first line of a hook's documentation."""
    return explanation(hook).split("\n", 1)[0].removeprefix(f"{hook}: ")


def explanation(hook: str) -> str:
    """A hook's documentation; with `python -OO`, which drops it, its id alone."""
    return (hook_module(hook).__doc__ or hook).strip() + "\n"


def listing(format_: str) -> str:
    """What `--list` prints: all hooks, for people or as JSON."""
    if format_ != "json":
        width = max(map(len, HOOKS)) + 2
        by_choice = dict.fromkeys(BY_CHOICE, " (by choice)")
        return "".join(f"{hook:{width}}{summary(hook)}{by_choice.get(hook, '')}\n" for hook in HOOKS)
    hooks = [{"id": hook, "summary": summary(hook), "by_choice": hook in BY_CHOICE} for hook in HOOKS]
    return json.dumps(hooks, indent=1) + "\n"
