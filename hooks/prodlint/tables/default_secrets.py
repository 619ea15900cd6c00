"""Keys that sign or encrypt, first passwords of administrators and servers: their names, and the calls that take them.

Sources: docs.djangoproject.com ref/settings (SECRET_KEY), flask.palletsprojects.com/config, itsdangerous, starlette.io
middleware, pyjwt.readthedocs.io, cryptography.io/fernet, READMEs of express-session, cookie-session, cookie-parser,
iron-session, jsonwebtoken, nextauthjs.org, better-auth.com, docs.nestjs.com, docs.strapi.io, laravel.com/docs,
guides.rubyonrails.org/security; the pages of the images on Docker Hub. Names as 166 public repositories spell them.
"""

from prodlint.light_typing import NamedTuple

# What a name of a key ends in, in words; `*` is one word that is none of `NO_KEY_BEFORE`.
KEYS = (
    "secret key", "secretkey", "secret key base", "encryption key", "encrypt key", "fernet key", "signing key",
    "hmac key", "jwt key", "app keys", "password salt", "token salt", "jwt secret", "jwtsecret", "session secret",
    "cookie secret",
    "auth secret", "nextauth secret", "token secret", "refresh secret", "csrf secret", "hmac secret", "signing secret",
    "encryption secret", "webhook secret", "cron secret", "payload secret", "internal secret", "admin secret",
    "* secret",
)  # fmt: skip
# The end of a name that is a key only where a constant or a setting is called so in full.
BARE = frozenset(("secret",))

# Folders of what fills a database for those who try or measure it, and words of paths whose administrators people make
# by hand, or migrations for a test: read off the files of those repositories.
SEEDS = frozenset("seed seeds seeder seeders seeding bench benchmark benchmarks".split())
TEMPLATES = frozenset("template templates example examples sample samples skeleton ci localdev".split())  # of files
MADE_BY_HAND = SEEDS | frozenset("demo cli script scripts tool tools fixture fixtures migrations".split())

# First passwords of administrators: the words before `password`, `pass` or `pwd`; and whole names of images.
ADMINISTRATORS = (
    "admin", "administrator", "superuser", "root user", "default user", "initial", "bootstrap", "operator",
    "initial user", "superadmin",
)  # fmt: skip
ADMINISTRATOR_NAMES = frozenset(
    """
    GF_SECURITY_ADMIN_PASSWORD KC_BOOTSTRAP_ADMIN_PASSWORD KEYCLOAK_ADMIN_PASSWORD PGADMIN_DEFAULT_PASSWORD
    DJANGO_SUPERUSER_PASSWORD _AIRFLOW_WWW_USER_PASSWORD NEXTCLOUD_ADMIN_PASSWORD
    """.split()
)
# Words of servers whose first administrator is not made by the code that reads the password: it is their client.
CLIENTS = frozenset(
    """
    opensearch elastic elasticsearch db database postgres postgresql pg mysql mariadb mongo mongodb redis neo4j couchdb
    rabbitmq clickhouse grafana influx influxdb minio keycloak kafka solr cassandra rabbit mssql oracle sql
    """.split()
)
# Words around the password with which a program logs in to a database.
DATABASES = frozenset(
    "datasource database db redis rabbitmq mongodb mongo postgres postgresql pg mysql mariadb mssql clickhouse".split()
)
# Tools that people start beside the application while they develop it.
TOOLS = frozenset(("PGADMIN_DEFAULT_PASSWORD",))

# The variable that sets the password of a server when it first starts, and what its image is called.
SERVERS: dict[str, str] = {
    "POSTGRES_PASSWORD": "postgres postgis timescaledb pgvector supabase pgvecto vectorchord",
    "MYSQL_PASSWORD": "mysql mariadb percona",
    "MYSQL_ROOT_PASSWORD": "mysql mariadb percona",
    "MARIADB_PASSWORD": "mariadb",
    "MARIADB_ROOT_PASSWORD": "mariadb",
    "MONGO_INITDB_ROOT_PASSWORD": "mongo",
    "RABBITMQ_DEFAULT_PASS": "rabbitmq",
    "MINIO_ROOT_PASSWORD": "minio",
    "RUSTFS_SECRET_KEY": "rustfs",
    "ELASTIC_PASSWORD": "elasticsearch",
    "OPENSEARCH_INITIAL_ADMIN_PASSWORD": "opensearch",
    "MSSQL_SA_PASSWORD": "mssql sqlserver azure-sql-edge",
    "SA_PASSWORD": "mssql sqlserver azure-sql-edge",
    "CLICKHOUSE_PASSWORD": "clickhouse",
    "NEO4J_AUTH": "neo4j",
    "COUCHDB_PASSWORD": "couchdb",
    "INFLUXDB_PASSWORD": "influxdb",
    "DOCKER_INFLUXDB_INIT_PASSWORD": "influxdb",
    "MEILI_MASTER_KEY": "meilisearch",
    "LITELLM_MASTER_KEY": "litellm",
    "REDIS_PASSWORD": "bitnami/redis bitnami/valkey",
    "POSTGRESQL_PASSWORD": "bitnami/postgresql",
}
# Options of servers that are followed by the password.
PASSWORD_OPTIONS = ("--requirepass", "--pass")

# Keys of a chart of Bitnami's databases, below `auth`.
CHART_PASSWORDS = frozenset(("postgrespassword", "rootpassword", "password", "adminpassword"))

# What others check: a made-up one opens nothing. Also keys that everybody may see.
OTHERS = frozenset(
    """
    aws amazon google github gitlab bitbucket facebook meta discord slack stripe paypal razorpay twilio sendgrid
    mailgun cloudinary cloudflare turnstile recaptcha captcha hcaptcha openai anthropic sentry okta azure
    microsoft linkedin spotify pusher soketi plaid livekit langfuse smtp mail imap ldap sso saml client consumer oauth
    oidc vapid sqs sns ses s3
    public publishable anon site apple twitter telegram wechat weixin dingtalk feishu lark alipay kakao naver line zoom
    notion jira linear hubspot salesforce shopify square adyen braintree paystack flutterwave mollie supabase firebase
    clerk workos svix minio oss cos qiniu aliyun tencent huawei obs wasabi backblaze binance exchange huggingface
    dropbox box gitea strava fitbit garmin trello asana vk yandex baidu bunny mux vimeo twitch youtube steam epic xero
    quickbooks intuit docusign mapbox algolia intercom zendesk ory keycloak zitadel authentik authelia logto
    """.split()
)  # fmt: skip

# Last words with which a name is about a key, beside those of `secret_names.NEUTRAL_LAST_WORDS`.
ABOUT = frozenset(
    """
    manager existing ref expires store backend class configured generated placeholder title message messages error
    errors note help text env variable var setting store namespace mount engine source status state present missing
    exists set valid invalid changed rotated kind annotation selector resource resources permission permissions policy
    param params parameter parameters query test tests tag input button modal dialog form view page screen section
    """.split()
)
# Names of cookies and entries, every one that was looked at.
NAMES_OF_ENTRIES = frozenset(("token key", "cookie key", "session key", "storage key", "cache key"))
# A name with one of these words in it is a switch, an action or a rule.
SWITCHES = frozenset(
    "has is use not allow show skip hide enable enabled disable disabled require required rotate change "
    "confirm min max validate check seed display masked hint demo mock fake dummy sample example test tests "
    "testing".split()
)
# A word before `secret` with which it is no key of ours.
NO_KEY_BEFORE = frozenset(
    "my the a an your kubernetes k8s docker tls ca cert pull image vault create get new old top".split()
)


class Taker(NamedTuple):
    """A call that takes a key: by position, or by name among its keywords or the entries of an argument.

    `callee` is a regular expression for the whole qualified name; "" with `method`: any object's, where the file
    imports `needs`. `effect` is one of those below.
    """

    callee: str
    position: int | None = None
    names: tuple[str, ...] = ()
    method: str = ""
    needs: str = ""
    effect: str = "sign"
    first: str = ""  # qualified name of the first argument, where that is the class: `add_middleware(X, ..)`


SIGN, DECRYPT, RUN, LOGIN = "sign", "decrypt", "run", "login"

PYTHON = (
    Taker(r"jwt\.(?:encode|decode)|jose\.jwt\.(?:encode|decode)|jwt\.api_jwt\.(?:encode|decode)", 1, ("key",)),
    Taker(r"authlib\.jose\.(?:jwt|JsonWebToken)\.decode", 1, ("key",)),
    Taker(r"authlib\.jose\.jwt\.encode", 2, ("key",)),
    Taker(r"itsdangerous(?:\.\w+)*\.(?:URLSafeTimedSerializer|URLSafeSerializer|Signer|TimestampSigner|Serializer"
          r"|TimedSerializer|TimedJSONWebSignatureSerializer|JSONWebSignatureSerializer)", 0, ("secret_key",)),
    Taker(r"cryptography\.fernet\.Fernet", 0, ("key",), effect=DECRYPT),
    Taker(r"(?:starlette|fastapi)\.middleware\.sessions\.SessionMiddleware", 1, ("secret_key",)),
    Taker("", None, ("secret_key",), method="add_middleware", needs="starlette fastapi",
          first=r"(?:starlette|fastapi)\.middleware\.sessions\.SessionMiddleware"),
    Taker(r"(?:starlette|fastapi)\.middleware\.Middleware", None, ("secret_key",)),
    Taker(r"fastapi_users(?:\.\w+)*\.JWTStrategy", 0, ("secret",)),
    Taker(r"hmac\.new", 0, ("key",)),
    Taker(r"tornado\.web\.Application", None, ("cookie_secret",)),
    Taker(r"flask_jwt_extended\.JWTManager", None, ("secret_key",)),
)  # fmt: skip

_SECRET = ("secret",)
JAVASCRIPT = (
    Taker(r"jsonwebtoken\.(?:sign|verify)", 1),
    Taker(r"jsonwebtoken\.default\.(?:sign|verify)", 1),
    Taker(r"express-session|koa-session|next-session(?:\.\w+)?", None, _SECRET),
    Taker(r"cookie-session", None, ("secret", "keys")),
    Taker(r"cookie-parser", 0),
    Taker(r"next-auth(?:\.default)?|@auth/\w+(?:\.\w+)?|next-auth/next(?:\.\w+)?", None, _SECRET),
    Taker(r"better-auth(?:/\w+)?\.betterAuth", None, _SECRET),
    Taker(r"@nestjs/jwt\.JwtModule\.register", None, ("secret", "privateKey")),
    Taker(r"(?:express-jwt|koa-jwt)(?:\.\w+)?", None, _SECRET),
    Taker(r"hono/jwt\.(?:jwt|sign|verify)", 1, _SECRET),
    Taker(r"passport-jwt\.Strategy|Strategy|JwtStrategy", None, ("secretOrKey",)),
    Taker(r"iron-session(?:/\w+)?\.(?:getIronSession|withIronSession\w*|sealData|unsealData)", None, ("password",)),
    Taker("", None, _SECRET, method="register", needs="fastify @fastify/jwt @fastify/cookie @fastify/session",
          first=r"@?fastify[/-](?:jwt|cookie|session|secure-session|csrf-protection)"),
    Taker(r"jose(?:/\w+)*\.(?:jwtVerify|jwtDecrypt)", 1),
    Taker("", 0, method="sign", needs="jose"),
    Taker(r"(?:node:)?crypto\.createHmac", 1),
    Taker(r"elysia.*|@elysiajs/jwt\.jwt", None, _SECRET),
)  # fmt: skip

# `[]byte(..)`, `.getBytes()` and the like around a key are seen through.
GO = (
    Taker(r"github\.com/gorilla/sessions\.New\w*Store", 0),
    Taker(r"github\.com/gorilla/(?:securecookie\.New|csrf\.Protect)", 0),
    Taker(r"github\.com/gin-contrib/sessions/cookie\.NewStore|cookie\.NewStore", 0),
    Taker("", 0, method="SignedString", needs="github.com/golang-jwt github.com/dgrijalva"),
    Taker(r"(?:crypto/)?hmac\.New", 1),
)  # fmt: skip
JVM = (
    Taker(r"(?:[\w.]+\.)?Keys\.hmacShaKeyFor", 0),
    Taker(r"(?:[\w.]+\.)?Algorithm\.HMAC(?:256|384|512)", 0),
    Taker("", 1, method="signWith", needs="io.jsonwebtoken"),
    Taker("", 0, method="setSigningKey", needs="io.jsonwebtoken"),
    Taker(r"(?:javax\.crypto\.spec\.)?SecretKeySpec", 0, effect="decrypt"),
)  # fmt: skip
CSHARP = (Taker(r"(?:[\w.]+\.)?SymmetricSecurityKey", 0),)
PHP = (
    Taker(r"(?:[\w.\\]+[.\\])?JWT\.(?:encode|decode)", 1),
    Taker(r"Firebase[.\\]JWT[.\\]Key", 0),
)  # fmt: skip
RUBY = (Taker(r"JWT\.(?:encode|decode)", 1),)
RUST = (Taker(r"(?:[\w.]+\.)?(?:EncodingKey|DecodingKey)\.from_secret", 0),)
ELIXIR = (Taker(r"Joken\.Signer\.create", 1),)

TREES = {
    "go": GO, "java": JVM, "kotlin": JVM, "csharp": CSHARP, "php": PHP, "ruby": RUBY, "rust": RUST, "elixir": ELIXIR,
}  # fmt: skip
TAKERS = {**TREES, "python": PYTHON, **dict.fromkeys(("javascript", "typescript", "sfc"), JAVASCRIPT)}

# Attributes, entries and arguments that are keys by their name and what they belong to: of, name.
FLASK_SETTINGS = frozenset(("SECRET_KEY", "JWT_SECRET_KEY", "SECURITY_PASSWORD_SALT", "WTF_CSRF_SECRET_KEY"))
# Entries that are keys wherever they stand (passport-jwt), and attributes of what a library makes.
ENTRIES = frozenset(("secretOrKey",))
ATTRIBUTES = frozenset((("koa", "keys"),))
# Attributes of classes of fastapi-users.
CLASS_ATTRIBUTES = frozenset(("reset_password_token_secret", "verification_token_secret"))

# Settings that a framework is configured with in code, by the last name of what holds them: of Rails, devise,
# CodeIgniter; and the calls that set one, or the default of one, by the name that is their first argument: viper,
# Sinatra.
HOLDERS = {
    "ruby": ("config", frozenset(("secret_key_base", "secret_key", "secret_token", "jwt_secret", "secret"))),
    "php": ("config", frozenset(("encryption_key",))),
}
SETTERS = frozenset(("SetDefault", "setDefault", "set"))
# The key of Laravel, whose framework unserializes what it decrypts (CVE-2018-15133).
LARAVEL = "APP_KEY"

# Calls whose result is what they are given as text, bytes or key; and methods whose result is their object as such.
WRAPPERS = frozenset(
    """
    SecretStr SecretBytes Secret bytes str getBytes GetBytes from b64decode urlsafe_b64decode urlsafe_b64encode
    b64encode
    createSecretKey hmacShaKeyFor SymmetricSecurityKey sha256 byte String from_secret
    """.split()
)
OF_OBJECT = frozenset(
    """
    encode decode strip digest hexdigest padEnd slice substring toString as_bytes to_string to_owned into as_ref
    getBytes
    """.split()
)

# What compares two digests in constant time, and what makes one with a key.
COMPARING = frozenset("timingSafeEqual compare_digest constant_time_compare ConstantTimeCompare Equal".split())
DIGESTING = frozenset("createHmac new New".split())

# What ends a program: functions, and the ends of names of exceptions.
EXITS = frozenset("exit _exit abort Exit Fatal Fatalf Fatalln panic Panic Panicf die bail halt".split())
ERRORS = ("Error", "Exception", "ImproperlyConfigured", "Err")
# Exceptions that answer a request: what is compared there is what somebody sent.
ANSWERS = frozenset("http unauthorized forbidden unauthenticated authentication permission denied bad request".split())
# Words of what somebody sent.
SENT = frozenset(
    """
    request req header headers authorization cookie body provided received given params query signature credentials
    digest hmac compare incoming supplied bearer timing safe
    """.split()
)
