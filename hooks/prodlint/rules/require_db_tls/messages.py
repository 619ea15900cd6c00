"""What an open connection means, in the words of every message of this hook."""

from prodlint.finding import Finding, reasoned

HOOK = "require-db-tls"

OPEN = "whoever is on the way can read the password and the data, or change them"
UNCHECKED = "it is encrypted to whoever answers, so somebody in between can read it"

REQUIRE = "Use `sslmode=require`, better `verify-full` with the certificate of the server's CA."


def allows(name: str, mode: str, *, by_default: bool = False) -> str:
    """The headline of a mode, one of those that the table knows, in which a connection may go without TLS."""
    return f"`{name}` is `{mode}`{' by default' * by_default}: connections without TLS are allowed"


def check(ca: str) -> str:
    """What to do where the check is off; `ca` is what takes the certificate of the server's CA."""
    return f"Check the certificate: give the server's CA ({ca}) instead of turning the check off."


CHECK = check("`ca`, `ssl_ca_certs`")


def finding(
    path: str,
    line: int,
    column: int,
    what: str,
    effect: str = OPEN,
    fix: str = REQUIRE,
    *,
    statement: tuple[int, int] = (0, 0),
    strict: bool = False,
) -> Finding:
    """A finding of this hook: `what` names the construct, never a value."""
    return Finding(path, line, column, HOOK, what, reasoned(effect, fix), strict, *statement)
