"""Users of images: which base images start as root, and which programs step down by themselves.

Base images: the `USER` of the Dockerfile of each official image (github.com/docker-library), and of the vendors named.
"""

# Images that leave their process to root, without a program that steps down. By the name without registry.
ROOT_BASES = frozenset(
    """
    adoptopenjdk almalinux alpine amazoncorretto amazonlinux archlinux bash buildpack-deps busybox centos clojure dart
    debian eclipse-temurin elixir erlang fedora golang gradle haskell ibm-semeru-runtimes ibmjava jruby julia maven mono
    node openjdk oraclelinux perl photon php pypy python r-base rockylinux ruby rust sapmachine scratch swift tomcat
    ubuntu
    """.split()
)

# The same outside of the official images: the Dockerfiles of github.com/oven-sh/bun, denoland/deno_docker,
# dotnet/dotnet-docker, astral-sh/uv-docker, microsoft/playwright, microsoft/openjdk-docker, hexpm/bob,
# ContinuumIO/docker-images, conda-forge/miniforge-images, pytorch/pytorch, tensorflow, nikolaik/docker-python-nodejs,
# dunglas/frankenphp, graalvm/container, oracle/container-images; bell-sw.com, azul.com, hub.docker.com/r/nvidia/cuda.
ROOT_REPOSITORIES = frozenset(
    """
    oven/bun denoland/deno astral/uv ghcr.io/astral-sh/uv hexpm/elixir hexpm/erlang nikolaik/python-nodejs
    mcr.microsoft.com/dotnet/aspnet mcr.microsoft.com/dotnet/runtime mcr.microsoft.com/dotnet/runtime-deps
    mcr.microsoft.com/dotnet/sdk mcr.microsoft.com/playwright mcr.microsoft.com/playwright/python
    mcr.microsoft.com/playwright/java mcr.microsoft.com/playwright/dotnet mcr.microsoft.com/openjdk/jdk
    mcr.microsoft.com/azurelinux/base/core mcr.microsoft.com/azurelinux/base/python
    mcr.microsoft.com/azurelinux/base/nodejs mcr.microsoft.com/cbl-mariner/base/core
    bellsoft/liberica-openjdk-alpine bellsoft/liberica-openjdk-debian bellsoft/liberica-runtime-container
    azul/zulu-openjdk azul/zulu-openjdk-alpine azul/zulu-openjdk-debian ghcr.io/graalvm/jdk-community
    nvidia/cuda nvcr.io/nvidia/cuda nvcr.io/nvidia/pytorch nvcr.io/nvidia/tensorflow
    pytorch/pytorch tensorflow/tensorflow continuumio/miniconda3 continuumio/anaconda3 condaforge/miniforge3
    tiangolo/uvicorn-gunicorn tiangolo/uvicorn-gunicorn-fastapi tiangolo/uvicorn-gunicorn-starlette
    tiangolo/meinheld-gunicorn tiangolo/meinheld-gunicorn-flask tiangolo/uvicorn-gunicorn-machine-learning
    dunglas/frankenphp
    container-registry.oracle.com/os/oraclelinux ghcr.io/oracle/oraclelinux
    container-registry.oracle.com/java/openjdk container-registry.oracle.com/java/jdk
    public.ecr.aws/amazonlinux/amazonlinux public.ecr.aws/amazoncorretto/amazoncorretto public.ecr.aws/ubuntu/ubuntu
    public.ecr.aws/debian/debian quay.io/centos/centos quay.io/fedora/fedora quay.io/almalinuxorg/almalinux
    quay.io/rockylinux/rockylinux quay.io/libpod/alpine quay.io/libpod/ubuntu registry.fedoraproject.org/fedora
    opensuse/leap opensuse/tumbleweed registry.opensuse.org/opensuse/leap registry.opensuse.org/opensuse/tumbleweed
    """.split()
)

# Whole families: github.com/GoogleContainerTools/distroless (the tags `nonroot` and `debug-nonroot` are the others),
# catalog.redhat.com (the images of languages beside these have users), registry.suse.com/bci.
ROOT_FAMILIES = (
    r"gcr\.io/distroless/[\w.-]+",
    r"(?:registry\.access\.redhat\.com|registry\.redhat\.io|redhat)/(?:ubi\d+/)?ubi\d*(?:-minimal|-micro)?",
    r"registry\.suse\.com/bci/bci-(?:base|minimal|micro|busybox)",
)

# Those of the above that start a server by themselves, without a command of the image that is built on them.
SERVING_BASES = frozenset(
    """
    tomcat dunglas/frankenphp tiangolo/uvicorn-gunicorn tiangolo/uvicorn-gunicorn-fastapi
    tiangolo/uvicorn-gunicorn-starlette tiangolo/uvicorn-gunicorn-machine-learning tiangolo/meinheld-gunicorn
    tiangolo/meinheld-gunicorn-flask
    """.split()
)

# Where the official images can be had besides Docker Hub. `HOST/library/NAME` is one of them on any mirror.
OFFICIAL_PLACES = (
    "docker.io/library/", "index.docker.io/library/", "registry.hub.docker.com/library/", "library/", "docker.io/",
    "public.ecr.aws/docker/library/", "mirror.gcr.io/library/", "registry-1.docker.io/library/", "index.docker.io/",
    "registry-1.docker.io/", "registry.hub.docker.com/", "mirror.gcr.io/", "docker.1ms.run/", "docker.m.daocloud.io/",
)  # fmt: skip

# Variants of those images whose process steps down or is another user's. php: github.com/docker-library/php. The
# users of Windows are others.
OTHER_TAG_WORDS = frozenset(
    "fpm apache nonroot distroless chiseled chiselled rootless unprivileged nanoserver windowsservercore".split()
)

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
    s6-svscan init runsvdir systemd sshd crond cron postfix dovecot dnsmasq named unbound squid vsftpd
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
