"""`--show-config`: what counts for a path, and where it is set."""

import json
import os
import sys

from prodlint.configuration import Configurations, keys_of
from prodlint.context import UNKNOWN
from prodlint.context.evidence import evidence
from prodlint.options import Options, PathPattern, printable
from prodlint.report import complain, emit
from prodlint.source import Repository

_SHOWN = ("strict", "exclude", "prod_files", "dev_files", "require_reason")


def show(paths: list[str], hooks: tuple[str, ...], options: Options) -> int:
    """Print the options that count for the first of the paths (or the current folder). Returns the exit status."""
    repository = Repository(options)
    configurations = Configurations(repository)
    given = paths[0] if paths else "."
    path = repository.relative(given)
    if os.path.isdir(given):  # what counts for the files in it
        path = os.path.join("" if os.path.realpath(given) == repository.root else path, "*").replace(os.sep, "/")
    found = configurations.of(path)
    if configurations.troubles:
        complain(configurations.troubles)
        return 2
    running = [hook for hook in hooks if found.runs(hook, configurations.options_of(path))]
    lines = [f"# {path}: {found.path or 'no configuration'}", f"hooks = {_written(running)}"]
    of_hooks = {hook: [key.replace("-", "_") for key in keys_of(hook)] for hook in running}
    for hook, names in (("", _SHOWN), *((hook, (*of_hooks[hook], "exclude", "strict")) for hook in running)):
        merged = configurations.options_of(path, hook)
        own = found.of_hooks.get(hook, {})
        asked = options.given.intersection(of_hooks.get(hook, ()))
        set_here = [name for name in names if not hook or name in own or name in asked]
        lines += [f"[{hook}]"] if hook and set_here else []
        for name in set_here:
            place = found.path if name in (own if hook else found.values) else "default"
            place = "command line" if name in options.given else place
            lines.append(f"{name.replace('_', '-')} = {_written(getattr(merged, name))}  # {place}")
    if not os.path.isdir(given):
        shown = evidence(path, repository)
        place = shown.because or ("its path" if shown.context != UNKNOWN else "nothing tells: read like production")
        lines.insert(1, f"# counts as {shown.context}: {place}")
    for entry in found.allowed:
        lines.append(f"allow {entry.hook} in {_written(entry.path.text)}  # {entry.file}:{entry.line}")
    return 0 if emit("".join(printable(line) + "\n" for line in lines), sys.stdout) else 2


def _written(value: object) -> str:
    texts = [one.text if isinstance(one, PathPattern) else one for one in value] if isinstance(value, list) else value
    return json.dumps(texts)
