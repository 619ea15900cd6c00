"""What an open port does, in the words of every message of this hook."""

from prodlint.finding import Edit, Finding

HOOK = "no-public-db-ports"

PUBLISHED = "is published on every interface"
ON_HOST = "shares the network of its host and listens on every interface"
BALANCED = "gets a public address from the load balancer"
ON_NODES = "is open on every node of the cluster"
ON_NODE = "is open on the node that runs it"
UNPROTECTED = "takes commands from everyone: no protected mode, no password, open to all"

BIND = (
    "A published port passes the firewall of the machine by.\n"
    "Bind it to this machine (`127.0.0.1:` in front of the host's port), or publish no port:\n"
    "containers of one network reach each other without."
)
INTERNAL = (
    "Make the service a ClusterIP and reach it with `kubectl port-forward`; or make the load balancer internal,\n"
    "or list who may come in under `loadBalancerSourceRanges`."
)
NO_HOST_PORT = "Take `hostPort` or `hostNetwork` out: other pods reach the database through a service."


def finding(
    path: str, line: int, column: int, database: str, what: str, fix: str, last: int = 0, edits: tuple[Edit, ...] = ()
) -> Finding:
    """A finding of this hook: the database of that name `what` (one of the effects above)."""
    return Finding(path, line, column, HOOK, f"{database} {what}", fix, last=last, edits=edits)
