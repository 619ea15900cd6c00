"""no-bypassed-proxy: Asks that what a reverse proxy serves is reachable through the proxy alone.

TLS, logins, limits and logs of a proxy count for nothing where the service behind it is published on every interface
as well: who asks its port passes all of them by, and Docker's rules come before those of ufw.

Blocks, in compose: a service with an open port that a proxy serves. What it serves is read from the files that the
proxy mounts or its image copies (nginx, Caddy, HAProxy, Apache, Envoy, Traefik, Kong, cloudflared), from the labels of
Traefik and Caddy, and from VIRTUAL_HOST; a service in the network of the host that listens on every address counts.
In Kubernetes: a Service of type LoadBalancer or NodePort that an Ingress, a route of a gateway or of Istio names.

Lets pass: ports bound to 127.0.0.1 or a private address; other ports of the service; proxies and databases; services
that only share a network with a proxy or are named in `depends_on`; load balancers of AWS and Google that need node
ports, internal ones and those with source ranges; files, services and profiles for development or tests.

Fix: take `ports` out: services of one network reach each other without; or put `127.0.0.1:` in front.
With --fix: puts it there; not for ranges, swarms and variables that may hold anything.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

_NEEDLES = {"compose": (b"ports", b"network_mode"), "yaml": (b"services", b"loadbalancer", b"nodeport")}
MODULES = {"compose": ("compose",), "yaml": ("compose", "kubernetes")}
SILENT = NOT_PRODUCTION


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))
