"""Compose settings that open the way from a container to its host, and what counts as the socket of an engine.

Sources: docs.docker.com/engine/security and docs.docker.com/reference/compose-file/services.
"""

# Whoever may write to one of these starts containers as root on the host; read-only mounts change nothing about it.
SOCKETS = ("docker.sock", "podman.sock", "containerd.sock", "crio.sock")

# Images that hold the socket so that others need not, and let through what their settings name.
SOCKET_PROXIES = ("docker-socket-proxy", "socket-proxy", "docker-proxy")

# Entries of `security_opt`, with = for every : in them, each with what it switches off.
UNCONFINED = {
    "seccomp=unconfined": "every system call of the kernel is open to it",
    "apparmor=unconfined": "AppArmor no longer confines it",
    "systempaths=unconfined": "the protected paths of /proc and /sys are open to it",
    "label=disable": "SELinux no longer confines it",
    "label=type=spc_t": "SELinux no longer confines it",
}

# Capabilities by what they allow: man7.org, capabilities(7). The second ones are often needed, and less than the host.
CAPABILITIES = {
    "SYS_ADMIN": "mount file systems",
    "SYS_MODULE": "load modules into the kernel",
    "SYS_RAWIO": "reach the memory and the devices of the host",
    "DAC_READ_SEARCH": "open any file of the host",
    "BPF": "load programs into the kernel",
    "MAC_ADMIN": "change the policy of the kernel",
    "MAC_OVERRIDE": "pass the policy of the kernel by",
}
LESSER_CAPABILITIES = {
    "SYS_PTRACE": "read the memory of other processes",
    "NET_ADMIN": "change its network",
    "SYS_BOOT": "restart the host",
    "SYS_TIME": "set the clock of the host",
    "SYSLOG": "read the messages of the kernel",
    "PERFMON": "watch the kernel",
}

# Folders and files of the host that give it away, also read-only: docs.docker.com/engine/security. In `SOCKET_FOLDERS`
# lies the socket of the engine.
SOCKET_FOLDERS = ("/run", "/var/run")
HOST_FOLDERS = frozenset(
    "/ /etc /root /boot /dev /proc /sys /var/lib/docker /var/lib/containerd /var/lib/kubelet".split()
)
HOST_FILES = r"/etc/(?:g?shadow|sudoers(?:\.d)?|ssh|cron[\w.]*|systemd|kubernetes)(?:/.*)?|/root/\.ssh(?:/.*)?"
WRITABLE_HOST_FILES = ("/etc/passwd", "/etc/group")
MEASURED_FOLDERS = ("/proc", "/sys")  # read-only, they are for measuring
LESSER_FOLDERS = frozenset("/home /var /usr /lib /opt /var/log".split())

# Devices: the memory and the disks of the host.
HOST_DEVICES = r"/dev/?|/dev/(?:mem|kmem|port|sd\w*|nvme\w*|x?vd\w*|dm-\w*|mapper/.*)"
LESSER_DEVICES = r"/dev/(?:kmsg|fuse)"

# What is shared with the host by these keys matters with --strict only.
SHARED_WITH_HOST = {
    "ipc": "the shared memory of the host",
    "network_mode": "the network of the host, with what listens on its loopback",
    "uts": "the name of the host",
    "userns_mode": "the user ids of the host",
    "cgroup": "the cgroups of the host",
}

# Agents that measure the host, by a word of their image: what they read is what they are for.
AGENTS = (
    "node-exporter node_exporter cadvisor promtail alloy filebeat metricbeat fluent-bit fluentd vector netdata "
    "telegraf datadog newrelic wazuh falco beszel-agent glances otel-collector opentelemetry-collector"
).split()

# Images of VPNs, which have to do with networks and modules of the kernel.
VPNS = "gluetun wireguard wg-easy tailscale openvpn pihole netbird zerotier headscale".split()
VPN_CAPABILITIES = ("NET_ADMIN", "SYS_MODULE")
