"""Users of images: which base images start as root, and which programs step down by themselves.

Base images: the `USER` of the Dockerfile of each official image (github.com/docker-library), and of the vendors named.
"""

from __future__ import annotations

# Images that leave their process to root, without a program that steps down. By the name without registry.
ROOT_BASES = frozenset(
    """
    almalinux alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox centos clojure dart debian
    eclipse-temurin elixir erlang fedora golang haskell ibm-semeru-runtimes ibmjava julia maven mono node
    openjdk oraclelinux perl php pypy python r-base rockylinux ruby rust sapmachine swift ubuntu
    """.split()
)

# The same outside of the official images: hub.docker.com/r/oven/bun and denoland/deno, mcr.microsoft.com/dotnet
# (github.com/dotnet/dotnet-docker), github.com/astral-sh/uv, bell-sw.com, azul.com.
ROOT_REPOSITORIES = frozenset(
    """
    oven/bun denoland/deno mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime mcr.microsoft.com/dotnet/sdk
    ghcr.io/astral-sh/uv bellsoft/liberica-openjdk-alpine azul/zulu-openjdk azul/zulu-openjdk-alpine nvidia/cuda
    """.split()
)

# Where the official images can be had besides Docker Hub.
OFFICIAL_PLACES = (
    "docker.io/library/", "index.docker.io/library/", "registry.hub.docker.com/library/", "library/", "docker.io/",
    "public.ecr.aws/docker/library/", "mirror.gcr.io/library/", "registry-1.docker.io/library/",
)  # fmt: skip

# Variants of those images whose process steps down or is another user's. php: github.com/docker-library/php.
OTHER_TAG_WORDS = frozenset("fpm apache nonroot distroless chiseled chiselled rootless unprivileged".split())

# Bases whose own entrypoint starts as root and steps down; USER root before it is what they need.
STEPPING_BASES = frozenset(
    """
    postgres mysql mariadb mongo redis valkey memcached rabbitmq elasticsearch opensearch cassandra couchdb influxdb
    clickhouse-server nginx httpd haproxy traefik caddy varnish postfix php wordpress nextcloud ghost redmine drupal
    joomla s6-overlay supabase/postgres postgis timescaledb pgvector falkordb neo4j kong registry docker dind vault
    consul mosquitto
    """.split()
)

# Programs that hand over to another user: gosu, su-exec, util-linux, s6, runit, sudo.
STEPPING_PROGRAMS = frozenset(
    "gosu su-exec setpriv su runuser sudo s6-setuidgid setuidgid chpst setuser doas fixuid".split()
)

# Servers that start as root by design, to open ports or files, and run their workers as another user; and init
# systems whose services say their user themselves.
STEPPING_SERVERS = frozenset(
    """
    nginx openresty apache2 apache2ctl apachectl apache2-foreground httpd httpd-foreground php-fpm haproxy varnishd
    supervisord s6-svscan init runsvdir systemd sshd crond cron postfix dovecot dnsmasq named unbound squid vsftpd
    mysqld mariadbd postgres pg_ctl tailscaled dockerd containerd buildkitd openvpn wg-quick smbd unitd
    """.split()
)

SHELLS = frozenset("bash sh zsh ash dash ksh fish".split())

# Commands that keep a container open for a person, or run tests: nothing is served.
IDLE_PROGRAMS = SHELLS | frozenset("sleep tail true pytest tox nox jest vitest playwright cypress".split())

# What starts the command that follows it, and does nothing else.
INITS = frozenset("tini tini-static dumb-init catatonit docker-init".split())

# AWS runs the process of a function as a user of its own: docs.aws.amazon.com/lambda, "container images".
LAMBDA_MARKS = ("awslambdaric", "aws-lambda-rie", "aws-lambda-adapter", "lambda-entrypoint")
