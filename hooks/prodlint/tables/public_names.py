"""Names behind a public prefix: of server credentials, of keys that may be seen, and of those that depend.

Phrases are words joined by `_`, in lower case, and are looked for as whole words. From the names in 500 public
repositories; the statement of the vendor stands beside where there is one.
"""

# Other spellings of one word or phrase, before anything is looked for.
SPELLINGS = {
    "apikey": "api_key", "apikeys": "api_key", "keys": "key", "tokens": "token", "secrets": "secret",
    "apitoken": "api_token", "apisecret": "api_secret", "secretkey": "secret_key", "privatekey": "private_key",
    "publickey": "public_key", "accesskey": "access_key", "accesstoken": "access_token", "authtoken": "auth_token",
    "bottoken": "bot_token", "clientsecret": "client_secret", "sitekey": "site_key", "publishablekey":
    "publishable_key", "servicerole": "service_role", "passwd": "password", "passwords": "password",
    "dbpassword": "db_password", "dbpass": "db_password", "open_ai": "openai", "chat_gpt": "chatgpt",
    "hugging_face": "huggingface", "eleven_labs": "elevenlabs", "open_router": "openrouter", "deep_seek": "deepseek",
    "send_grid": "sendgrid", "git_hub": "github", "git_lab": "gitlab", "anthropic_ai": "anthropic",
}  # fmt: skip

# Secret whatever else the name says.
PRIVATE = {
    "private_key": "a private key", "mnemonic": "a recovery phrase", "seed_phrase": "a recovery phrase",
    "recovery_phrase": "a recovery phrase",
    "service_role": "a service role key, which passes all row level security",  # supabase.com/docs/guides/api/api-keys
    "private_api_key": "a private key", "private_token": "a private token",
    "service_account": "the key of a service account", "application_credentials": "the key of a service account",
    "secret": "a secret", "password": "a password", "passphrase": "a passphrase", "pass_phrase": "a passphrase",
    "passcode": "a passcode", "admin_passkey": "an admin's passkey",
}  # fmt: skip
PRIVATE_LAST = {"pass": "a password", "pwd": "a password", "pw": "a password"}

# A password in such a name is shown on purpose, or is the name of a feature.
SHOWN = frozenset("demo guest dummy sample placeholder".split())
FEATURES = frozenset(
    """
    forgot forgotten reset change update recover confirm signup signin login strength generator manager protected
    protection less
    """.split()
)

# Public by design.
PUBLIC = (
    "publishable", "anon", "site_key", "public_key", "publick_key", "client_id", "client_token", "client_side",
    "client_key", "write_key", "dsn", "vapid", "license", "licence", "key_id", "search_api_key", "search_only",
    "search_key", "docsearch", "public_token", "public_api_key", "mobile_key", "plugin_key", "session_recorder",
    "client_sdk", "browser_key", "frontend_key", "environment_key", "sdk_key", "project_key", "native_app_key",
    "javascript_key", "web_key", "widget_key", "domain_key", "source_token", "ingest", "web_push", "tracking",
    "storefront",  # shopify.dev/docs/api/usage/authentication: public access tokens
    "firebase", "firebase_api_key",  # firebase.google.com/docs/projects/api-keys
    "posthog", "posthog_api_key",  # posthog.com/docs/api: phc_ is public
    "maps", "map", "places", "picker", "directions", "geocoding",  # restricted by referrer
    "mapbox", "maptiler", "thunderforest", "cesium",  # docs.mapbox.com/help/dive-deeper/access-tokens
    "sentry_dsn",  # docs.sentry.io/concepts/key-terms/dsn-explainer
    "recaptcha", "hcaptcha", "turnstile", "friendly_captcha",  # developers.cloudflare.com/turnstile
    "datadog", "dd_client", "rum", "axiom", "better_stack", "logtail", "honeycomb", "logrocket", "bugsnag", "rollbar",
    "app_insights", "appinsights", "application_insights", "instrumentation",
    "amplitude", "mixpanel", "segment", "rudderstack", "plausible", "umami", "heap", "fullstory", "hotjar", "gtm",
    "google_analytics", "intercom", "crisp", "tawk", "drift", "userback", "gleap", "canny", "hypertune", "statsig",
    "configcat", "growthbook", "launchdarkly", "flagsmith", "split_io", "optimizely", "devcycle", "infura",
    "walletconnect", "wallet_connect", "web_3_forms", "emailjs", "formspree", "pusher_key", "pusher_app_key",
    "paddle_token", "paddle_client", "revenuecat", "toss_payments", "kakao", "naver_map", "yotpo", "datadome",
    "liveblocks_public", "trigger_public", "tiny", "tinymce", "ckeditor", "froala", "syncfusion", "mui", "ag_grid",
    "fontawesome", "google_font", "cloudinary", "uploadcare_public", "imagekit_public", "transloadit_key",
    "cloudflare_analytics", "analytics_token", "beacon", "cf_beacon", "clerk_jwt_key",  # a PEM public key
    "iconify", "stream_key", "getstream", "stream_api_key", "agora_app", "onesignal", "branch_key", "appsflyer",
    "storyblok_public", "ga_key", "csrf", "xsrf", "device_token", "push_token", "page_token", "next_token",
    "token_key", "storage_key", "cache_key", "sort_key", "query_key", "local_storage", "partition_key",
    "primary_key", "foreign_key", "shortcut_key", "idempotency_key", "session_key_name", "i_18_n", "translation_key",
)  # fmt: skip

# Vendors whose keys and tokens belong on a server, with what a message calls the key.
VENDORS = {
    "openai": "an OpenAI key",  # help.openai.com: best practices for API key safety
    "chatgpt": "an OpenAI key", "gpt": "an OpenAI key", "anthropic": "an Anthropic key", "claude": "an Anthropic key",
    "gemini": "a Gemini key",  # ai.google.dev/gemini-api/docs/api-key: never expose on the client side
    "google_ai": "a Gemini key", "generative_ai": "a Gemini key", "genai": "a Gemini key", "gen_ai": "a Gemini key",
    "google_gemini": "a Gemini key", "google_studio": "a Gemini key", "palm": "a Gemini key", "bard": "a Gemini key",
    "groq": "a Groq key", "grok": "an xAI key", "xai": "an xAI key", "x_ai": "an xAI key",
    "deepseek": "a DeepSeek key", "cohere": "a Cohere key", "huggingface": "a Hugging Face token",
    "hf": "a Hugging Face token", "mistral": "a Mistral key", "perplexity": "a Perplexity key",
    "together": "a Together key", "togetherai": "a Together key", "replicate": "a Replicate token",
    "openrouter": "an OpenRouter key", "fireworks": "a Fireworks key", "cerebras": "a Cerebras key",
    "nvidia": "an NVIDIA key", "stability": "a Stability key", "elevenlabs": "an ElevenLabs key",
    "moonshot": "a Moonshot key", "kimi": "a Moonshot key", "minimax": "a MiniMax key", "minimaxi": "a MiniMax key",
    "dashscope": "a DashScope key", "qwen": "a DashScope key", "zhipu": "a Zhipu key", "langsmith": "a LangSmith key",
    "langchain": "a LangSmith key", "helicone": "a Helicone key", "portkey": "a Portkey key",
    "pinecone": "a Pinecone key", "qdrant": "a Qdrant key", "weaviate": "a Weaviate key", "tavily": "a Tavily key",
    "serpapi": "a SerpApi key", "serper": "a Serper key", "firecrawl": "a Firecrawl key", "exa": "an Exa key",
    "skyvern": "a Skyvern key", "agenta": "an Agenta key", "assemblyai": "an AssemblyAI key",
    "deepgram": "a Deepgram key", "llm": "the key of a language model", "whisper": "an OpenAI key",
    "resend": "a Resend key",  # resend.com/docs: server side only
    "sendgrid": "a SendGrid key", "mailgun": "a Mailgun key", "postmark": "a Postmark token", "brevo": "a Brevo key",
    "sendinblue": "a Brevo key", "mailchimp": "a Mailchimp key", "twilio": "a Twilio credential",
    "telegram": "a bot token", "discord": "a bot token", "slack": "a Slack token",
    "vonage": "a Vonage key", "nexmo": "a Vonage key", "deepl": "a DeepL key", "azure": "an Azure key",
    "gh": "a GitHub token", "mailerlite": "a MailerLite key",
    "github": "a GitHub token", "gitlab": "a GitLab token", "bitbucket": "a Bitbucket token",
    "vercel": "a Vercel token", "netlify": "a Netlify token", "heroku": "a Heroku key", "render_api": "a Render key",
    "digitalocean": "a DigitalOcean token", "cloudflare_api": "a Cloudflare token", "fly_api": "a Fly.io token",
    "supabase_access": "a Supabase access token", "supabase_service": "a Supabase service role key",
    "upstash": "an Upstash token", "qstash": "a QStash token", "redis_rest": "an Upstash token",
    "turso": "a Turso token", "neon": "a Neon key", "planetscale": "a PlanetScale credential",
    "appwrite": "an Appwrite key",  # appwrite.io/docs: API keys are for server SDKs
    "pinata": "a Pinata key", "notion": "a Notion token", "airtable": "an Airtable token", "linear": "a Linear key",
    "figma": "a Figma token", "hubspot": "a HubSpot token", "jira": "a Jira token", "atlassian": "an Atlassian token",
    "sanity": "a Sanity token",  # sanity.io/help/js-client-browser-token: "usually a really bad idea"
    "strapi": "a Strapi token",  # docs.strapi.io/cms/features/api-tokens: as good as its permissions, on a server
    "directus": "a Directus token",  # docs.directus.io: static tokens act as the user
    "contentful_management": "a Contentful management token", "storyblok_management": "a Storyblok management token",
    "hygraph_management": "a Hygraph management token", "contentstack_management": "a Contentstack management token",
    "datocms_cma": "a DatoCMS management token", "prismic_write": "a Prismic write token",
    "ghost_admin": "a Ghost admin key",  # ghost.org/docs/admin-api: the Content API's keys are public, these are not
    "wordpress_app": "a WordPress application password", "woocommerce_consumer": "a WooCommerce key",
    "ably": "an Ably key",  # ably.com/docs/auth: "never embed an Ably API key in client-side code"
    "lemonsqueezy": "a Lemon Squeezy key", "lemon_squeezy": "a Lemon Squeezy key", "inngest": "an Inngest key",
    "convex_deploy": "a Convex deploy key", "novu_api": "a Novu key", "unkey_root": "an Unkey root key",
    "algolia_admin": "an Algolia admin key",  # algolia.com/doc: the admin key must stay confidential
    "shopify_admin": "a Shopify admin token", "aws_session": "an AWS session token",
    "sentry_auth": "a Sentry auth token", "npm": "an npm token", "vault": "a Vault token",
    "firebase_admin": "a Firebase admin credential", "livekit_api": "a LiveKit key",
    "ai": "the key of a language model",
}  # fmt: skip
CREDENTIAL_WORDS = frozenset("key token pat jwt credential credentials bearer".split())

# Secret under a framework's prefix; any program may have such a name.
GENERIC = {
    "api_token": "an API token", "access_token": "an access token", "auth_token": "an auth token",
    "bot_token": "a bot token", "refresh_token": "a refresh token", "bearer_token": "a bearer token",
    "admin_token": "an admin token", "admin_key": "an admin key", "admin_api_key": "an admin key",
    "root_token": "a root token", "server_key": "a server key", "server_token": "a server token",
    "server_api_key": "a server key", "backend_key": "a backend key", "backend_token": "a backend token",
    "backend_api_key": "a backend key", "encryption_key": "an encryption key", "encrypt_key": "an encryption key",
    "signing_key": "a signing key", "sign_key": "a signing key", "signature_key": "a signing key",
    "master_key": "a master key", "jwt_key": "a signing key", "jwt_signing_key": "a signing key",
    "hmac_key": "a signing key", "webhook_key": "a webhook key", "deploy_key": "a deploy key",
    "service_token": "a service token", "personal_access_token": "a personal access token",
    "crypto_key": "an encryption key", "cipher_key": "an encryption key", "aes_key": "an encryption key",
    "read_write_token": "a token that may write", "bearer": "a bearer token",
}  # fmt: skip

# Beside a word for a credential, these say that it is the server's own.
SERVER_WORDS = frozenset("ops internal superuser backoffice".split())

# Credentials that a browser does get, for a short while: what to do instead of keeping them on the server.
SHORT_LIVED = {
    "turn": "Let the server make a TURN credential for each session (coturn's use-auth-secret, or the provider's API) "
    "and hand out that one"
}

# Connection strings carry a password.
ADDRESSES = ("mongo", "mongodb", "postgres", "postgresql", "mysql", "redis", "rabbitmq", "amqp")
ADDRESS_WORDS = ("uri", "url", "dsn", "connection_string", "connection")
CONNECTIONS = ("connection_string", "conn_str", "db_uri", "database_uri")

# Tolerated by many teams, or decided by the value and the use alone: reported with --strict only.
DEPENDS = (
    "google_api", "tmdb", "omdb", "movie", "youtube", "etherscan", "alchemy", "helius", "birdeye", "subgraph",
    "thegraph", "transak", "kado", "imgbb", "unsplash", "pexels", "pixabay", "giphy", "tenor", "geoapify",
    "openweather", "openweathermap", "weather", "weatherapi", "tolgee", "rapidapi", "rapid_api", "spoonacular", "news",
    "newsapi", "gnews", "finnhub", "alphavantage", "coinmarketcap", "coingecko", "moralis", "opensea", "opencage",
    "ipinfo", "ipstack", "botd", "proxyscotch", "contentful", "storyblok", "prismic", "datocms", "hygraph",
    "graphcms", "delivery", "preview", "aws_access_key", "config_service_key", "app_store_secure", "rpc",
    "lastfm", "nasa", "demo", "guest", "dummy", "sample", "example", "imgur",
)  # fmt: skip
DEPENDING_WORDS = frozenset("key token auth bearer salt credential credentials creds jwt passkey pass pwd".split())
DEPENDING_PHRASES = ("database_url", "db_url")

# What the name says last is a thing about a credential, not the credential; beyond those of every hook.
NEUTRAL_LAST = frozenset(
    """
    project manager store vault placeholder hint error message text title page screen route link icon button form
    field input provider providers enabled status state flow feature mins min max required regexp rule rules strength
    service services tenant realm budget limits usage count balance price symbol supply decimals contract mint chain
    network standard standards list map set kid issuer audience jwks slug env environment mode modes app client
    storage localstorage session visible tab rotation image logo
    """.split()
)
NEUTRAL_FIRST = frozenset(
    "has is use not allow show skip hide num enable disable require no bypass max min with".split()
)
SUFFIXES = frozenset("prod production dev development test testing staging stage live old new local default v".split())
