"""harden-compose: Asks for a read-only file system, no capabilities and no new privileges in compose services.

Who breaks into a container should find nothing to write, no rights of root and no way to get them. Three lines a
service do it; `privileged`, the socket of Docker and an unconfined profile undo it, and give the whole host away.

Blocks: services without `read_only: true`, `cap_drop: [ALL]` and `no-new-privileges:true` (also behind merge keys
and `extends`), and `privileged: true`, a mounted docker.sock, `seccomp`, `apparmor` or `systempaths` unconfined,
`cap_add: [ALL]` or one that is nearly as much (SYS_ADMIN), `pid: host`, disks and memory of the host as `devices`,
its folders as volumes (`/`, `/etc`, `/run`), `no-new-privileges:false`. With --level=danger: only what gives the host
away. With --strict also what gives a part of it: its network, NET_ADMIN, `/home`, agents that measure it.

Lets pass: single capabilities given back (`cap_add: [NET_BIND_SERVICE]`); overrides that only change a service of
another file; the socket in a socket proxy; files, services and profiles named for development or tests.

Fix: add the lines, with `tmpfs: [/tmp]` and volumes for what the service must write.
"""

from prodlint.kinds import NOT_PRODUCTION, kind_of

LEVELS = ("full", "danger")

_NEEDLES = {"compose": (b"services",), "yaml": (b"services",)}
MODULES = {"compose": ("services",), "yaml": ("services",)}
SILENT = (*NOT_PRODUCTION, "example")


def wants(path: str) -> "tuple[bytes, ...] | None":
    """The needles for a file of this name; None where no rule reads such files."""
    return _NEEDLES.get(kind_of(path))
