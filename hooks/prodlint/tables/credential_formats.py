"""The forms of server credentials: what a value looks like when it must not be published.

Sources, by letter at the end of a row: G gitleaks (config/gitleaks.toml at b58d3f10), B betterleaks
(config/betterleaks.toml at 6381fa4), S detect-secrets 1.5.0 (detect_secrets/plugins), V what the vendor hands out.
"""

from prodlint.light_typing import NamedTuple


class Format(NamedTuple):
    """One form. `kind` is how a message calls it, with its article; `marker` a text that every match holds.

    `pattern` is a regular expression with bounded repetition. Where `vendors` are given the form says too
    little by itself, and counts only if the variable's name, without its separators, holds one of them.
    """

    kind: str
    marker: str
    pattern: str
    vendors: tuple[str, ...] = ()


_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

# The first row that matches names the kind: rows with vendors stand before a general row of the same form.
FORMATS = (
    # language models
    Format("an Anthropic key", "sk-ant-", r"sk-ant-[a-z]{3,5}[0-9]{2}-[\w-]{80,120}"),  # G B
    Format("an OpenRouter key", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),  # B
    Format("an OpenAI key", "sk-", r"sk-(?:proj|svcacct|admin)-[\w-]{40,250}"),  # G B S
    Format("an OpenAI key", "T3BlbkFJ", r"sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}"),  # G B S
    Format("a DeepSeek key", "sk-", r"sk-[0-9a-f]{32}", ("deepseek",)),  # B
    Format("a Stability AI key", "sk-", r"sk-[A-Za-z0-9]{48}", ("stability",)),  # B
    Format("a Moonshot key", "sk-", r"sk-[A-Za-z0-9]{48}", ("moonshot", "kimi")),  # B
    Format("an ElevenLabs key", "sk_", r"sk_[0-9a-f]{48}", ("elevenlabs", "xilabs")),  # B
    Format("a Gemini key", "AQ.Ab8RN6", r"AQ\.Ab8RN6[\w-]{40,50}"),  # B
    Format("a Gemini key", "AIza", r"AIza[\w-]{35}", ("gemini", "generative", "googleai", "palm")),  # G B
    Format("a Groq key", "gsk_", r"gsk_[A-Za-z0-9]{52}"),  # B
    Format("an xAI key", "xai-", r"xai-[A-Za-z0-9_]{70,120}"),  # B
    Format("a Replicate token", "r8_", r"r8_[A-Za-z0-9]{37}"),  # B
    Format("a Perplexity key", "pplx-", r"pplx-[A-Za-z0-9]{48}"),  # G B
    Format("an NVIDIA key", "nvapi-", r"nvapi-[\w-]{60,70}"),  # B
    Format("a Cerebras key", "csk-", r"csk-[a-z0-9]{48}"),  # B
    Format("a LangSmith key", "lsv2_", r"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),  # B
    Format("a Hugging Face token", "hf_", r"hf_[A-Za-z0-9]{34}"),  # G B
    Format("a Tavily key", "tvly-", r"tvly-(?:dev-|prod-)?[A-Za-z0-9]{32,40}"),  # V
    Format("a Pinecone key", "pcsk_", r"pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{60,66}"),  # V
    # data and hosting
    Format("a Supabase secret key", "sb_secret_", r"sb_secret_[\w-]{31,36}"),  # B
    Format("a Supabase access token", "sbp_", r"sbp_[0-9a-f]{40}"),  # B
    Format("an AWS access key id", "", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"),  # G B
    Format(
        "an AWS secret access key", "", r"(?<![/+=])[A-Za-z0-9/+]{40}(?![/+=])", ("awssecret", "secretaccesskey")
    ),  # B
    Format("an Azure account key", "Key=", r"(?:Account|SharedAccess)Key=[A-Za-z0-9+/]{42,86}={1,2}"),  # S
    Format("a Microsoft Entra client secret", "8Q~", r"[\w~.-]{3}8Q~[\w~.-]{31,34}"),  # G B
    Format("a Google OAuth client secret", "GOCSPX-", r"GOCSPX-[\w-]{28}"),  # V
    # developers.cloudflare.com/fundamentals/api/get-started/token-formats: 40 characters and a checksum
    Format("a Cloudflare token", "cf", r"cf(?:ut|at|k)_[A-Za-z0-9]{40,60}"),  # V
    Format("a Cloudflare token", "", r"(?<![_-])[\w-]{40}(?![_-])", ("cloudflare",)),  # G B
    Format("a Turnstile secret key", "0x4AAAA", r"0x4AAAA[\w-]{26,30}"),  # V
    Format("a Vercel token", "vc", r"vc[pkair]_[A-Za-z0-9]{24,60}"),  # B
    Format("a Netlify token", "nfp_", r"nfp_[A-Za-z0-9]{36,40}"),  # V
    Format("a Neon key", "napi_", r"napi_[a-z0-9]{32,64}"),  # B
    Format("a PlanetScale credential", "pscale_", r"pscale_(?:tkn|pw|oauth)_[\w.=-]{32,64}"),  # G B
    Format("a DigitalOcean token", "_v1_", r"do[opr]_v1_[0-9a-f]{64}"),  # G B
    Format("a Fly.io token", "fm", r"fm[12][ar]?_[A-Za-z0-9+/=_-]{80,500}"),  # G B
    Format("a Fly.io token", "fo1_", r"fo1_[\w-]{43}"),  # G
    Format("a Render key", "rnd_", r"rnd_[A-Za-z0-9]{24,40}"),  # V
    Format("a Docker token", "dckr_", r"dckr_(?:pat|oat)_[\w-]{20,40}"),  # docs.docker.com/security/access-tokens
    Format("a Tailscale key", "tskey-", r"tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{16,64}"),
    # tailscale.com/docs/reference/key-prefixes
    Format("a 1Password service account token", "ops_eyJ", r"ops_eyJ[A-Za-z0-9+/_-]{100,2000}={0,3}"),  # G
    Format("a HashiCorp Vault token", "hv", r"hv[sb]\.[\w-]{90,300}"),  # G B
    Format("a Terraform Cloud token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}"),  # G B
    Format("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-[0-9])?"),  # G B
    Format("a Pulumi token", "pul-", r"pul-[0-9a-f]{40}"),  # G B
    Format("a Doppler token", "dp.", r"dp\.(?:st|pt|ct|sa|scim)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}"),  # G B
    Format("an age private key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),  # G B
    Format("a dotenv-vault login", "me_", r"me_[0-9a-f]{64}", ("dotenv",)),  # V
    # payment and shops
    Format("a Clerk secret key", "sk_", r"sk_(?:live|test)_[A-Za-z0-9]{32,60}", ("clerk",)),  # G B S
    Format("a Paystack secret key", "sk_", r"sk_(?:live|test)_[0-9a-f]{40}"),  # V
    Format("a Stripe secret key", "_live_", r"[sr]k_live_[A-Za-z0-9]{10,200}"),  # G B S
    Format("a Stripe secret key (test mode)", "_test_", r"[sr]k_test_[A-Za-z0-9]{10,200}"),  # G B
    Format("a webhook signing secret", "whsec_", r"whsec_[A-Za-z0-9+/=]{32,100}"),  # V
    Format("a Square OAuth secret", "sq0csp-", r"sq0csp-[\w-]{43}"),  # S
    Format("a Shopify access token", "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),  # G B
    Format("a Flutterwave secret key", "FLWSECK", r"FLWSECK(?:_TEST)?-[0-9a-hA-H]{12,40}-X"),  # G B
    # code hosts and registries
    Format("a GitHub token", "gh", r"gh[pousr]_[A-Za-z0-9]{36,255}"),  # G B S
    Format("a GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),  # G B
    Format("a GitLab token", "gl", r"gl(?:pat|dt|rt|ptt|soat|agent)-[\w-]{20,50}(?:\.[0-9a-z.]{8,20})?"),  # G B S
    Format("a GitLab token", "gl", r"gl(?:ft|cbt|imt|oas)-[\w-]{20,64}"),  # S
    Format("a GitLab runner token", "GR1348941", r"GR1348941[\w-]{20,50}"),  # S
    Format("an Artifactory key", "AKC", r"AKC[A-Za-z0-9]{60,80}"),  # S
    Format("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),  # G B
    Format("a PyPI token", "pypi-AgE", r"pypi-AgE[\w-]{70,250}"),  # G B S
    # messages
    Format("a Slack token", "xox", r"xox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{20,250}"),  # G B S
    Format("a Slack token", "xapp-", r"xapp-[0-9]-[A-Z0-9]{8,15}-[0-9]{8,15}-[0-9a-f]{40,80}"),  # G B
    Format(
        "a Slack webhook address",
        "hooks.slack.com/",
        r"hooks\.slack\.com/(?:services|workflows|triggers)/[A-Z0-9]{8,15}/[A-Z0-9]{8,20}/[A-Za-z0-9]{20,80}",
    ),  # G B S
    Format(
        "a Discord webhook address", "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[\w-]{60,80}"
    ),  # V
    Format("a Discord bot token", ".", r"[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38}"),  # S
    Format("a Telegram bot token", ":AA", r"(?:bot)?[0-9]{8,10}:AA[\w-]{33}"),  # S
    Format("a SendGrid key", "SG.", r"SG\.[\w-]{22}\.[\w-]{43}"),  # G B S
    Format("a Resend key", "re_", r"re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),  # V
    Format("a Brevo key", "xkeysib-", r"xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),  # G B
    Format("a Mailchimp key", "", r"[0-9a-f]{32}-us[0-9]{1,2}"),  # S
    Format("a Twilio key", "SK", r"SK[0-9a-f]{32}"),  # S
    Format("a Mailgun key", "key-", r"key-[0-9a-f]{32}", ("mailgun",)),  # G B
    # everything else
    Format("a Mapbox secret token", "sk.eyJ", r"sk\.eyJ[\w-]{20,200}\.[\w-]{20,40}"),  # V
    Format("a PostHog personal key", "phx_", r"phx_[A-Za-z0-9]{41,49}"),  # B
    Format("a LaunchDarkly SDK key", "sdk-", r"sdk-" + _UUID),  # V
    Format("a DevCycle server key", "dvc_server_", r"dvc_server_[A-Za-z0-9_]{20,80}"),  # B
    Format("a Sanity token", "sk", r"sk[A-Za-z0-9]{80,180}", ("sanity",)),  # V
    Format("a Notion token", "ntn_", r"ntn_[A-Za-z0-9]{40,50}"),  # G B
    Format("an Airtable token", "pat", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),  # G B
    Format("a Linear key", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),  # G B
    Format("a Figma token", "figd_", r"figd_[\w-]{38,42}"),  # B
    Format("a Sentry token", "sntryu_", r"sntryu_[0-9a-f]{64}"),  # G B
    Format("a Sentry token", "sntrys_eyJ", r"sntrys_eyJ[A-Za-z0-9+/]{20,400}={0,2}_[A-Za-z0-9+/]{43}"),  # G B
    Format("a Grafana token", "glc_", r"glc_[A-Za-z0-9+/]{32,400}={0,3}"),  # G B
    Format("a New Relic key", "NRAK-", r"NRAK-[A-Z0-9]{27}"),  # G B
    Format("a Grafana token", "glsa_", r"glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}"),  # G B
)


class MailProvider(NamedTuple):
    """A provider whose app passwords are letters only, which count where one of its `marks` stands in the same file."""

    marks: tuple[str, ...]
    pattern: str


# Sources: support.google.com/accounts/answer/185833, help.yahoo.com/kb/SLN15241, support.apple.com/102654,
# help.aol.com/articles/create-and-manage-app-password
MAIL_PROVIDERS = (
    MailProvider(
        ("smtp.gmail.com", "@gmail.com", "imap.gmail.com", "smtp-relay.gmail.com", "@googlemail.com"),
        r"[a-z]{4}(?:([ -]?)[a-z]{4})(?:\1[a-z]{4}){2}",
    ),
    MailProvider(("mail.yahoo.com", "@yahoo.", "smtp.aol.com"), r"[a-z]{4}(?:([ -]?)[a-z]{4})(?:\1[a-z]{4}){2}"),
    MailProvider(("mail.me.com", "@icloud.com", "@me.com"), r"[a-z]{4}(?:-[a-z]{4}){3}"),
)
