"""no-public-db-ports: Blocks databases and open consoles whose port everyone who reaches the machine can reach.

A port that Docker publishes without an address is open on every interface, and Docker's own firewall rules come
before those of ufw or firewalld. Databases in containers often have a default password, or none: scanners find an
open Redis or MongoDB within hours.

Blocks: `ports` of a database in compose (short and long form, ranges, variables with their defaults, `0.0.0.0`,
`[::]`, behind merge keys) and `network_mode: host`; Kubernetes services of type LoadBalancer or NodePort, `hostPort`
and `hostNetwork`; `docker run -p` in scripts, Makefiles, units and tasks of Ansible, or over ssh; the same in
accessories of Kamal, Quadlets and the container modules of Ansible; redis.conf without protection and password.
The container's port decides, whatever the host's is, or the image: PostgreSQL, MySQL, SQL Server, Redis, FalkorDB,
MongoDB, Elasticsearch, Cassandra, Neo4j, ClickHouse, etcd, vector databases and their kin. Consoles of
administrators likewise, by their image and port, where nothing asks for a login or the password is the default one:
Adminer, mongo-express, Redis Insight, Kafka UI, Flower, Dozzle, Prometheus, Loki, Jaeger, RabbitMQ with guest, MinIO
with minioadmin, Mailpit in production. With --strict also consoles with a login of their own: Grafana, pgAdmin.

Lets pass: ports bound to 127.0.0.1, `[::1]` or a private address; `expose`; `!reset`; load balancers that are
internal or have source ranges; services of CI jobs; files, services and profiles named for development or tests;
compositions whose source is mounted, and those of databases alone where the application runs by other means.

Fix: put `127.0.0.1:` in front, or leave `ports` out: services of one network reach each other without it.
With --fix: puts it there, in compose and in `docker run`; not for ranges, swarms and variables that may hold anything.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from prodlint.source import Repository, Source

_RUNNERS = (b"docker", b"podman", b"nerdctl")
_IN_YAML = (
    b"services", b"loadbalancer", b"nodeport", b"hostport", b"hostnetwork", b"accessories", b"docker_container",
    b"podman_container", b"docker run", b"podman run", b"nerdctl run",
)  # fmt: skip
_NEEDLES = {
    "compose": (b"ports", b"network_mode"),
    "yaml": _IN_YAML,
    "workflow": (b"ssh",),
    "shell": _RUNNERS,
    "makefile": _RUNNERS,
    "ini": (*_RUNNERS, b"publishport"),
    "other": _RUNNERS,
    "conf": (b"protected-mode",),
}
MODULES = {
    "compose": ("compose",),
    "yaml": ("compose", "kubernetes", "published", "commands"),
    **dict.fromkeys(("workflow", "shell", "makefile"), ("commands",)),
    "ini": ("commands", "published"),
    "conf": ("redis",),
}


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    kind = kind_of(path)
    base = path[path.rfind("/") + 1 :].lower()
    if kind == "other" and "." in base:
        return None
    if kind == "conf" and not any(server in base for server in ("redis", "valkey", "keydb")):
        return None
    return _NEEDLES.get(kind)


# What a manifest, a composition or a play has for a key, or for its value.
_KEYS = (b"services", b"hostport", b"hostnetwork", b"accessories", b"docker_container", b"podman_container")
# Kinds of commands: what publishes a port, or takes the network of the host.
_COMMANDS = ("shell", "makefile", "other", "ini")


def tells(path: str, text: bytes, words: "frozenset[bytes]") -> bool:
    """Whether a command publishes something; the key that it is all about, in compose."""
    kind = kind_of(path)
    if kind == "compose":
        return not words.isdisjoint((b"ports", b"network_mode"))
    if kind == "yaml" and not words.isdisjoint((b"loadbalancer", b"nodeport")):
        return True
    if kind == "yaml" and any(key + end in text for key in _KEYS for end in (b":", b'":', b"':", b" :")):
        return True
    return kind not in (*_COMMANDS, "yaml") or any(map(_publishes, words))


def _publishes(word: bytes) -> bool:
    """`-p`, also among other letters (`-dp`), `--publish`, `--net=host`, `PublishPort`."""
    return (word.startswith(b"-") and b"p" in word) or word.startswith(b"--net") or b"publish" in word


SILENT = NOT_PRODUCTION  # by the name alone


def is_silent(source: "Source", repository: "Repository") -> bool:
    """Whether nothing in a file runs in production: `examples/` is to be read, `compose.example.yml` is copied."""
    from prodlint.context.evidence import context_shown
    from prodlint.context.paths import of_path

    context = context_shown(source.path, repository)
    folder = source.path.rpartition("/")[0]
    return context in NOT_PRODUCTION or (context == "example" and of_path(f"{folder}/compose.yml") == context)
