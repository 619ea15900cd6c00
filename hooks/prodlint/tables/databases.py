"""Databases: the ports on which they listen in their containers, and the images that run them.

Ports: the IANA service registry and each product's manual. Images: Docker Hub and each product's installation page.
"""

# Ports that say by themselves what listens there.
PORTS = {
    5432: "PostgreSQL", 6432: "PgBouncer", 26257: "CockroachDB", 3306: "MySQL", 33060: "MySQL", 1433: "SQL Server",
    1521: "Oracle Database", 6379: "Redis", 26379: "Redis Sentinel", 11211: "Memcached",
    **dict.fromkeys((27017, 27018, 27019), "MongoDB"), **dict.fromkeys((9200, 9300), "Elasticsearch"),
    9042: "Cassandra", 5984: "CouchDB", 7687: "Neo4j", 8529: "ArangoDB", **dict.fromkeys((6333, 6334), "Qdrant"),
    19530: "Milvus", 2379: "etcd",
}  # fmt: skip

# The last part of an image's name; whichever port such a container opens, its data are behind it.
IMAGES = {
    name: product
    for product, names in {
        "PostgreSQL": "postgres postgresql postgresql-repmgr postgis pgvector pgvecto-rs timescaledb timescaledb-ha "
        "citus paradedb pg_mooncake",
        "PgBouncer": "pgbouncer",
        "CockroachDB": "cockroach",
        "YugabyteDB": "yugabyte",
        "MySQL": "mysql mysql-server percona percona-server",
        "MariaDB": "mariadb mariadb-galera",
        "Redis": "redis redis-stack redismod redis-stack-server",
        "Redis Sentinel": "redis-sentinel",
        "Valkey": "valkey",
        "KeyDB": "keydb",
        "Dragonfly": "dragonfly",
        "FalkorDB": "falkordb falkordb-server",
        "Memcached": "memcached",
        "MongoDB": "mongo mongodb mongodb-community-server mongodb-atlas-local percona-server-mongodb",
        "Elasticsearch": "elasticsearch elasticsearch-oss",
        "OpenSearch": "opensearch",
        "Solr": "solr",
        "Meilisearch": "meilisearch",
        "Typesense": "typesense",
        "Vespa": "vespa",
        "Cassandra": "cassandra",
        "ScyllaDB": "scylla",
        "CouchDB": "couchdb",
        "Couchbase": "couchbase",
        "Neo4j": "neo4j",
        "ArangoDB": "arangodb",
        "ClickHouse": "clickhouse clickhouse-server",
        "InfluxDB": "influxdb",
        "QuestDB": "questdb",
        "RethinkDB": "rethinkdb",
        "SurrealDB": "surrealdb",
        "TiDB": "tidb",
        "EdgeDB": "edgedb",
        "Qdrant": "qdrant",
        "Milvus": "milvus",
        "Weaviate": "weaviate",
        "Chroma": "chroma",
        "etcd": "etcd",
    }.items()
    for name in names.split()
}

# What such containers open beside their data: consoles for people, metrics. tcp, in the container.
CONSOLES = frozenset({
    ("FalkorDB", 3000), ("Redis", 8001), ("CockroachDB", 8080), ("Couchbase", 8091), ("YugabyteDB", 15433),
    ("Milvus", 9091),
})  # fmt: skip

# Names that manifests give to ports instead of numbers.
PORT_NAMES = {
    **dict.fromkeys(("postgres", "postgresql", "tcp-postgresql"), "PostgreSQL"), "mysql": "MySQL",
    **dict.fromkeys(("redis", "tcp-redis"), "Redis"), **dict.fromkeys(("mongo", "mongodb"), "MongoDB"),
    "memcached": "Memcached",
}  # fmt: skip

# What applications lean on beside databases: queues, object stores, stand-ins for clouds, mail, telemetry; the last
# part of an image's name, "known" by their installation pages.
HELPERS = frozenset(
    """
    kafka cp-kafka cp-zookeeper cp-schema-registry zookeeper redpanda console rabbitmq nats activemq activemq-artemis
    mosquitto emqx pulsar minio mc seaweedfs localstack azurite fake-gcs-server elasticmq elasticmq-native
    dynamodb-local motoserver google-cloud-cli-emulators firebase-emulator mailcatcher mailcrab smtp4dev greenmail
    wiremock mockserver stripe-mock serverless-redis-http
    opentelemetry-collector opentelemetry-collector-contrib otel-lgtm grafana promtail
    alloy statsd-exporter graphite-statsd postgres-exporter redis-exporter hyperdx-all-in-one
    """.split()
)
