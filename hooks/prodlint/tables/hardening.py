"""Compose settings that open the way from a container to its host, and what counts as the socket of an engine.

Sources: docs.docker.com/engine/security and docs.docker.com/reference/compose-file/services.
"""

from __future__ import annotations

# Whoever may write to one of these starts containers as root on the host; read-only mounts change nothing about it.
SOCKETS = ("docker.sock", "podman.sock", "containerd.sock", "crio.sock")

# Images that hold the socket so that others need not, and let through what their settings name.
SOCKET_PROXIES = ("docker-socket-proxy", "socket-proxy", "docker-proxy")

# Entries of `security_opt`, with = for every : in them, each with what it switches off.
UNCONFINED = {
    "seccomp=unconfined": "every system call of the kernel is open to it",
    "apparmor=unconfined": "AppArmor no longer confines it",
    "systempaths=unconfined": "the protected paths of /proc and /sys are open to it",
}
