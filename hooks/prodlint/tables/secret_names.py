"""Words of a variable's name that say whether it holds a secret, from the names in 500 public repositories."""

# Say secret whatever else the name says: PUBLIC_MASTER_PRIVATE_KEY is private.
STRONG_SECRET_WORDS = frozenset(
    """
    secret secrets password passwords passwd pass pwd pw passphrase passcode passkey privatekey secretkey
    clientsecret apisecret dbpass dbpassword mnemonic credential credentials creds
    """.split()
)

# What the names of database addresses are made of: DATABASE_URL, MONGODB_URI, REDIS_DSN carry a password.
DATABASE_WORDS = frozenset("database db mongo mongodb postgres postgresql pg mysql mariadb redis rabbitmq amqp".split())
ADDRESS_WORDS = frozenset("url uri dsn".split())

# Words that others are glued to, in front: PGPASSWORD (libpq), MYSQLPASSWORD and MONGOPASSWORD (Railway), JWTSECRET.
# The short ones only behind these: COMPASS and BYPASS are no passwords, OLDPWD (a shell's) is none either.
GLUED = ("password", "passwords", "passwd", "passphrase", "secret", "token", "apikey", "credentials")
GLUED_SHORT = ("pass", "pwd")
BEFORE_SHORT = frozenset(
    """
    db database pg postgres postgresql mysql mariadb mongo mongodb redis rabbit rabbitmq amqp mq sql mssql oracle smtp
    mail email imap pop ftp sftp ssh ldap admin root user app auth proxy http basic jwt es elastic minio zoo sasl
    """.split()
)

# Say secret unless the name says public too.
SECRET_WORDS = frozenset(
    """
    key keys token tokens apikey apikeys accesskey authkey authtoken accesstoken bottoken apitoken auth bearer
    salt salts pepper jwt
    """.split()
)

# What the name says last names a thing about a secret, not the secret.
NEUTRAL_LAST_WORDS = frozenset(
    """
    id ids sha hash hashes digest checksum fingerprint thumbprint arn url urls uri uris endpoint path file files
    dir directory folder name names header headers cookie ttl expire expires expiry expiration minutes seconds
    hours days ms lifetime duration timeout interval age rotation rounds iterations algorithm algorithms alg type
    types length size regex pattern policy enabled disabled required host hostname domain port model count limit
    version prefix suffix format field column columns provider issuer audience scope scopes method mode codes
    level region location bucket address symbol decimals user username email label description tokenizer
    extension template owner alias
    """.split()
)

# A name with one of these is a switch or a number.
FLAG_WORDS = frozenset({"enable", "enabled", "disable", "disabled", "require", "required", "max", "min"})
FLAG_FIRST_WORDS = frozenset({"has", "is", "use", "not", "allow", "show", "skip", "hide", "num"})

# Neighbouring words that name where a secret is kept: an object of Kubernetes, an entry of a store.
HOLDERS = (
    ("k", "8", "s", "secret"), ("kubernetes", "secret"), ("kube", "secret"), ("pull", "secret"), ("pull", "secrets"),
    ("tls", "secret"), ("existing", "secret"), ("secret", "ref"), ("secret", "store"), ("secret", "manager"),
    ("secrets", "manager"), ("secret", "namespace"), ("secret", "resource"), ("secrets", "backend"),
    ("secret", "mount"), ("secret", "engine"), ("certificate", "secret"), ("certificates", "secret"),
    ("cert", "secret"), ("certs", "secret"), ("ca", "secret"), ("ssl", "secret"), ("registry", "secret"),
    ("ingress", "secret"),
)  # fmt: skip

# Neighbouring words that make a key public, or no credential at all.
PUBLIC_PHRASES = (
    ("public", "key"), ("publickey",), ("publishable",), ("anon",), ("site", "key"), ("sitekey",),
    ("client", "id"), ("client", "token"), ("client", "side"), ("write", "key"), ("vapid",), ("license",),
    ("licence",), ("key", "id"), ("measurement", "id"), ("search", "api", "key"), ("search", "only"),
    ("search", "key"), ("docsearch",), ("maps", "api", "key"), ("maps", "key"), ("firebase", "api", "key"),
    ("posthog",), ("emailjs",), ("recaptcha", "key"), ("public", "token"), ("mobile", "key"), ("plugin", "key"),
    ("places", "api", "key"), ("web", "3", "forms"), ("pusher", "key"), ("pusher", "app", "key"),
    ("storefront",), ("web", "push"), ("token", "key"), ("storage", "key"), ("cache", "key"), ("sort", "key"),
    ("partition", "key"), ("primary", "key"), ("foreign", "key"), ("shortcut", "key"), ("idempotency", "key"),
    ("tokenizer",), ("token", "symbol"), ("token", "decimals"), ("token", "address"), ("token", "contract"),
)  # fmt: skip
