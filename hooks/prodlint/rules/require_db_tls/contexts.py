"""TLS contexts that check nothing, as Python's ssl module makes them."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.code import CALL, Code, Node
from prodlint.formats.guards import Guards
from prodlint.tables.database_clients import Clients

TELLS = expression(r"CERT_NONE|_create_unverified_context")

# With one of these in a condition it is asked for: by a switch, by a mode (libpq's `require` checks nothing either),
# or because there is no CA.
ASKED = frozenset(
    "verify verified insecure selfsigned self signed skip trust local localhost require required prefer allow "
    "ca cafile cadata capath cert certs certificate rootcert sslrootcert bundle".split()
)


def unchecked(code: Code, value: Node, clients: Clients) -> Iterator[tuple[Node, Guards]]:
    """Where the checks of the contexts that a value can be are turned off, and under which conditions.

    A context that is given another `verify_mode` anywhere is left out.
    """
    for leaf in code.possible(value):
        if code.kind(leaf.node) != CALL:
            continue
        modes = _modes(code, leaf.node)
        made_by = code.callee(leaf.node)
        if made_by in clients.makers and modes and all(_checks_nothing(code, mode) for mode in modes):
            yield modes[0], (*leaf.guards, *code.guards(modes[0]))
        elif made_by == clients.unverified and not modes and not code.keywords(leaf.node).keys() & {"cert_reqs", "**"}:
            yield leaf.node, (*leaf.guards, *code.guards(leaf.node))


def _modes(code: Code, made: Node) -> list[Node]:
    """What is assigned to the `verify_mode` of the context that a call makes."""
    return [
        named.value
        for named in code.named_values()
        if named.name == "verify_mode" and named.of is not None
        if any(leaf.node is made for leaf in code.possible(named.of))
    ]


def _checks_nothing(code: Code, mode: Node) -> bool:
    return all(code.name(leaf.node) == "CERT_NONE" for leaf in code.possible(mode))
