"""Consoles of administrators: the port on which each listens in its container, and what guards it.

Sources: README and documentation of each product, named at its row; "known" where none was read.
"""

from prodlint.light_typing import NamedTuple

NONE, LOGIN, MAIL = "none", "login", "mail"


class Console(NamedTuple):
    """A console: its name, its ports, and what guards it as it comes ("": nothing is open as it comes).

    The rest are expressions for a whole `NAME=value` of the environment or a word of the command: `login` guards it,
    `opens` opens it, and `opens_around` opens it from any service of the file. `default`: its password's variables,
    and the words that are as good as none, "" first where there is one without a variable. `switch`: what to set.
    """

    name: str
    ports: tuple[int, ...]
    guard: str = NONE
    login: str = ""
    opens: str = ""
    opens_around: str = ""
    default: tuple[str, tuple[str, ...]] = ("", ())
    switch: str = ""


_WEB_CONFIG = r"--web\.config\.file\b.*"
_NO_SECURITY = r"(?:xpack\.security\.enabled=false|plugins\.security\.disabled=true|DISABLE_SECURITY_\w+=true)"
_MAILPIT = Console("Mailpit", (8025,), MAIL, r"MP_UI_AUTH\w*=.+|--ui-auth-file\b.*", switch="MP_UI_AUTH_FILE")
_PORTAINER = Console("Portainer", (9000, 9443), LOGIN)  # portainer/portainer#2475
_KIBANA = Console("Kibana", (5601,), LOGIN, opens_around=_NO_SECURITY)  # known
_JAEGER = Console("Jaeger", (16686,))  # known
_FLOWER_LOGIN = r"--(?:basic[_-]auth|auth)\b.*|FLOWER_(?:BASIC_AUTH|OAUTH2_\w+)=.+"

# By the last part of the image's name, or by the last two.
CONSOLES = {
    "adminer": Console("Adminer", (8080,)),  # docker-library/docs
    "phpmyadmin": Console("phpMyAdmin", (80,), LOGIN, opens=r"PMA_PASSWORD=.+"),  # phpmyadmin/docker README
    "pgadmin4": Console(  # pgadmin4 docs, container_deployment.rst
        "pgAdmin", (80, 443), LOGIN, opens=r"PGADMIN_CONFIG_SERVER_MODE=[\"']*False[\"']*"
    ),
    "mongo-express": Console(  # mongo-express config.default.js, docker-library/docs
        "mongo-express", (8081,),
        login=r"ME_CONFIG_BASICAUTH_PASSWORD(?:_FILE)?=(?!pass$).+", opens=r"ME_CONFIG_BASICAUTH=(?:false|0)",
        switch="ME_CONFIG_BASICAUTH_PASSWORD",
    ),
    "redis-commander": Console(  # README
        "Redis Commander", (8081,), login=r"HTTP_PASSWORD\w*=.+", switch="HTTP_PASSWORD"
    ),
    "redisinsight": Console("Redis Insight", (5540, 8001)),  # redis.io, configuration
    "kafka-ui": Console(  # kafbat/kafka-ui application.yml
        "Kafka UI", (8080,), login=r"AUTH_TYPE=(?!DISABLED$).+", switch="AUTH_TYPE"
    ),
    "flower": Console("Flower", (5555,), login=_FLOWER_LOGIN, switch="FLOWER_BASIC_AUTH"),  # docs/auth.rst
    "dozzle": Console(  # dozzle authentication.md
        "Dozzle", (8080,), login=r"DOZZLE_AUTH_PROVIDER=(?!none$).+|DOZZLE_PASSWORD=.+|--auth-provider\b.*",
        switch="DOZZLE_AUTH_PROVIDER",
    ),
    # prometheus/docs security.md
    "prometheus": Console("Prometheus", (9090,), login=_WEB_CONFIG, switch="--web.config.file"),
    "alertmanager": Console("Alertmanager", (9093,), login=_WEB_CONFIG, switch="--web.config.file"),
    "pushgateway": Console("Pushgateway", (9091,), login=_WEB_CONFIG, switch="--web.config.file"),
    "loki": Console("Loki", (3100,)),  # grafana.com/docs/loki: "no included authentication layer"
    "tempo": Console("Tempo", (3200,)),
    "temporalio/ui": Console(  # temporalio/ui-server docker.yaml
        "Temporal UI", (8080,), login=r"TEMPORAL_AUTH_ENABLED=true", switch="TEMPORAL_AUTH_ENABLED"
    ),
    "netdata": Console("Netdata", (19999,)),  # netdata-security.md
    "cadvisor": Console("cAdvisor", (8080,), login=r"--http_auth_file\b.*"),  # docs/web.md
    "traefik": Console(  # operations/dashboard.md; an entry point on :8080 serves others
        "Traefik's dashboard", (8080,), "", opens=r"--api\.insecure(?:=true)?|TRAEFIK_API_INSECURE=true",
        login=r"--entrypoints\.[\w-]+\.address=\S*:8080|TRAEFIK_ENTRYPOINTS_\w+_ADDRESS=\S*:8080",
    ),
    "rabbitmq": Console(  # the image lets guest in from everywhere: its 10-defaults.conf
        "RabbitMQ's console", (15672, 15671), LOGIN, default=("RABBITMQ_DEFAULT_PASS(?:_FILE)?", ("", "guest")),
        switch="RABBITMQ_DEFAULT_PASS",
    ),
    "minio": Console(  # known; 9000 is S3 itself
        "MinIO's console", (9001,), LOGIN,
        default=("(?:MINIO_ROOT_PASSWORD|MINIO_SECRET_KEY)(?:_FILE)?", ("", "minioadmin", "minio123")),
        switch="MINIO_ROOT_PASSWORD",
    ),
    "grafana": Console(  # known
        "Grafana", (3000,), LOGIN, opens=r"GF_AUTH_ANONYMOUS_ORG_ROLE=(?:Admin|Editor)",
        default=("GF_SECURITY_ADMIN_PASSWORD(?:__FILE)?", ("admin",)), switch="GF_SECURITY_ADMIN_PASSWORD",
    ),
    "kibana": _KIBANA,
    "opensearch-dashboards": _KIBANA._replace(name="OpenSearch Dashboards"),
    "portainer": _PORTAINER, "portainer-ce": _PORTAINER, "portainer-ee": _PORTAINER,
    "nginx-proxy-manager": Console("nginx Proxy Manager", (81,), LOGIN),
    "jaegertracing/all-in-one": _JAEGER, "jaegertracing/jaeger": _JAEGER, "jaegertracing/jaeger-query": _JAEGER,
    "zipkin": Console("Zipkin", (9411,)),  # known, as are those below
    "kafdrop": Console("Kafdrop", (9000,)),
    "akhq": Console("AKHQ", (8080,), login=r"(?s:AKHQ_CONFIGURATION=.*security.*)"),
    "pgweb": Console("pgweb", (8081,), login=r"PGWEB_AUTH_PASS=.+|--auth-pass\b.*", switch="PGWEB_AUTH_PASS"),
    "dynamodb-admin": Console("DynamoDB Admin", (8001,)),
    "docker-socket-proxy": Console("The proxy of Docker's socket", (2375,)),
    "cloudbeaver": Console("CloudBeaver", (8978,), LOGIN),
    "dbgate": Console("DbGate", (3000,), LOGIN),
    "mailpit": _MAILPIT,  # mailpit README
    "mailhog": _MAILPIT._replace(name="MailHog", login=r"MH_AUTH_FILE=.+|-auth-file\b.*", switch="MH_AUTH_FILE"),
    "maildev": Console(
        "MailDev", (1080,), MAIL, r"MAILDEV_WEB_PASS=.+|--web-pass\b.*", switch="MAILDEV_WEB_PASS"
    ),
}  # fmt: skip
