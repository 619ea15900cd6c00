"""Which other variables a value takes: `${{ secrets.X }}`, `${X}`, `$(X)`, `process.env.X` and their like."""

import re

from prodlint.expressions import expression

_LOOKED_AT = 4_000  # characters
_REFERENCE = expression(
    r"""
      \$\{\{ \s* [\w-]+ (?: \.([\w-]+) | \[\s*['"]([\w-]+)['"]\s*\] ) \s* (?: \|\| [^{}]{0,200} )? \}\}   # GitHub
    | \$\{\{? [ ]? ([A-Za-z_]\w*) (?: :?[-=?][^{}]{0,200} )? [ ]? \}?\}                                 # shell, compose
    | \$\( ([A-Za-z_]\w*) \)                                                                    # make, Azure
    | (?<![\w$]) \$ ([A-Za-z_]\w*) (?![\w(])                                                    # shell
    | (?<![\w%]) % ([A-Za-z_]\w*) % (?![\w%])                                                   # batch
    | \$env: ([A-Za-z_]\w*)                                                                     # PowerShell
    | \b (?: process\.env | import\.meta\.env | Deno\.env | os\.environ ) (?: \.(\w+) | \[['"](\w+)['"]\] )
    | (?: ^ | [^\w.] ) (?: var | local | data ) \. ([\w.]+)                                        # Terraform
    | \{\{ [^{}]{0,40}? \.(?: Values | Env | secrets ) \.([\w.]+) [^{}]{0,80} \}\}                # Helm, Go
    | ^ @ ([\w-]+) $                                                                            # Vercel
    | credentials \( \s* ['"]([\w-]+)['"] \s* \)                                                # Jenkins
    """,
    re.VERBOSE,
)


def references(value: str) -> tuple[str, ...]:
    """The names that a value refers to, in their order; a path such as `a.b.openaiKey` by its last part."""
    if not any(mark in value for mark in ("$", "%", "env", "{{", "@", "var.", "local.", "data.", "credentials")):
        return ()
    found = (match[match.lastindex] for match in _REFERENCE.finditer(value[:_LOOKED_AT]) if match.lastindex)
    return tuple(name.rpartition(".")[2] for name in found)
