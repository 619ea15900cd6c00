"""Reverse proxies: the images that run one, and how the files of each name what it serves.

Sources: the configuration reference of each product, named at its row.
"""

from prodlint.light_typing import NamedTuple


class Proxy(NamedTuple):
    """A proxy: its name for messages, and which reader knows its files: nginx, caddy, lines or urls."""

    name: str
    reader: str = "urls"


_NGINX = Proxy("nginx", "nginx")  # nginx.org/en/docs/http/ngx_http_proxy_module.html
_TRAEFIK = Proxy("Traefik")  # doc.traefik.io, file provider
_CADDY = Proxy("Caddy", "caddy")  # caddyserver.com/docs/caddyfile/directives/reverse_proxy
_HTTPD = Proxy("Apache", "lines")  # httpd.apache.org/docs/current/mod/mod_proxy.html

# By the last part of the image's name.
PROXIES = {
    **dict.fromkeys(
        "nginx nginx-unprivileged openresty tengine angie nginx-proxy nginx-proxy-manager swag nginx-basic-auth "
        "https-portal docker-nginx-certbot nginx-certbot".split(),
        _NGINX,
    ),
    "traefik": _TRAEFIK,
    "caddy": _CADDY,
    "caddy-docker-proxy": _CADDY,
    "haproxy": Proxy("HAProxy", "lines"),  # docs.haproxy.org, `server`
    "envoy": Proxy("Envoy"),  # envoyproxy.io, socket_address
    "httpd": _HTTPD,
    "apache": _HTTPD,
    "kong": Proxy("Kong"),  # developer.konghq.com, declarative configuration
    "cloudflared": Proxy("cloudflared"),  # developers.cloudflare.com, ingress rules
}

# They open no port of their own: they call out.
TUNNELS = ("cloudflared",)

# Directives of nginx that hand a request on: ngx_http_{proxy,grpc,fastcgi,uwsgi,scgi}_module.
PASSES = ("proxy_pass", "grpc_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass")

# Lines of HAProxy and Apache that name a server.
LINES = (
    r"^\s*server\s+\S+\s+(?P<address>[\w.-]+:\d+)",
    r"^\s*(?:ProxyPass(?:Match)?\s+(?:\S+\s+)?|BalancerMember\s+)[\"']?(?P<address>(?:https?|wss?|h2c?|fcgi)://[\w.-]+(?::\d+)?)",
)

# Keys whose value is the URL of a server: Traefik's file provider and Kong, cloudflared.
URL_KEYS = ("url", "service")

# How services say themselves that a proxy is to serve them: labels (Traefik; caddy-docker-proxy).
TRAEFIK_PORT = r"traefik\.http\.services\.[^.]+\.loadbalancer\.server\.port"
TRAEFIK_ROUTE = "traefik.http."
TRAEFIK_ENABLE = "traefik.enable"
LOCAL_HOSTS = (".localhost", ".local", ".test")

# How the host is called from a container, and itself.
HOST_NAMES = ("127.0.0.1", "localhost", "host.docker.internal", "172.17.0.1")
