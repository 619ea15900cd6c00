"""Databases: the ports on which they listen in their containers, and the images that run them.

Ports: the IANA service registry and each product's manual. Images: Docker Hub and each product's installation page.
"""

# Ports that say by themselves what listens there.
PORTS = {
    5432: "PostgreSQL",
    6432: "PgBouncer",
    26257: "CockroachDB",
    3306: "MySQL",
    33060: "MySQL",
    1433: "SQL Server",
    1521: "Oracle Database",
    6379: "Redis",
    26379: "Redis Sentinel",
    11211: "Memcached",
    27017: "MongoDB",
    27018: "MongoDB",
    27019: "MongoDB",
    9200: "Elasticsearch",
    9300: "Elasticsearch",
    9042: "Cassandra",
    5984: "CouchDB",
    7687: "Neo4j",
    8529: "ArangoDB",
    6333: "Qdrant",
    6334: "Qdrant",
    19530: "Milvus",
    2379: "etcd",
}

# The last part of an image's name; whichever port such a container opens, its data are behind it.
IMAGES = {
    "postgres": "PostgreSQL",
    "postgresql": "PostgreSQL",
    "postgresql-repmgr": "PostgreSQL",
    "postgis": "PostgreSQL",
    "pgvector": "PostgreSQL",
    "timescaledb": "PostgreSQL",
    "timescaledb-ha": "PostgreSQL",
    "pgbouncer": "PgBouncer",
    "cockroach": "CockroachDB",
    "yugabyte": "YugabyteDB",
    "mysql": "MySQL",
    "mysql-server": "MySQL",
    "mariadb": "MariaDB",
    "mariadb-galera": "MariaDB",
    "percona": "MySQL",
    "percona-server": "MySQL",
    "redis": "Redis",
    "redis-stack": "Redis",
    "redismod": "Redis",
    "redis-stack-server": "Redis",
    "redis-sentinel": "Redis Sentinel",
    "valkey": "Valkey",
    "keydb": "KeyDB",
    "dragonfly": "Dragonfly",
    "falkordb": "FalkorDB",
    "falkordb-server": "FalkorDB",
    "memcached": "Memcached",
    "mongo": "MongoDB",
    "mongodb": "MongoDB",
    "mongodb-community-server": "MongoDB",
    "mongodb-atlas-local": "MongoDB",
    "percona-server-mongodb": "MongoDB",
    "elasticsearch": "Elasticsearch",
    "elasticsearch-oss": "Elasticsearch",
    "opensearch": "OpenSearch",
    "solr": "Solr",
    "meilisearch": "Meilisearch",
    "typesense": "Typesense",
    "vespa": "Vespa",
    "cassandra": "Cassandra",
    "scylla": "ScyllaDB",
    "couchdb": "CouchDB",
    "couchbase": "Couchbase",
    "neo4j": "Neo4j",
    "arangodb": "ArangoDB",
    "clickhouse": "ClickHouse",
    "clickhouse-server": "ClickHouse",
    "influxdb": "InfluxDB",
    "questdb": "QuestDB",
    "rethinkdb": "RethinkDB",
    "surrealdb": "SurrealDB",
    "tidb": "TiDB",
    "edgedb": "EdgeDB",
    "qdrant": "Qdrant",
    "milvus": "Milvus",
    "weaviate": "Weaviate",
    "chroma": "Chroma",
    "etcd": "etcd",
}

# What such containers open beside their data: consoles for people, metrics. tcp, in the container.
CONSOLES = frozenset(
    (
        3000,  # FalkorDB browser
        8001,  # RedisInsight in redis-stack
        8080,  # CockroachDB's console
        8091,  # Couchbase's console
        9091,  # Milvus metrics
        15433,  # YugabyteDB's console
    )
)

# Names that manifests give to ports instead of numbers.
PORT_NAMES = {
    "postgres": "PostgreSQL",
    "postgresql": "PostgreSQL",
    "tcp-postgresql": "PostgreSQL",
    "mysql": "MySQL",
    "redis": "Redis",
    "tcp-redis": "Redis",
    "mongo": "MongoDB",
    "mongodb": "MongoDB",
    "memcached": "Memcached",
}

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
