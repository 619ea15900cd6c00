"""What takes a server credential: a variable of any name that ends up there is one."""

SIGNING = "a signing key"

# Constructors and functions, by the last part of their name, the last two, or library and name. The credential is in
# their first argument, a key to sign with the second.
# Sources: each library's README on its API key.
TAKERS = {
    "OpenAI": "an OpenAI key", "OpenAIApi": "an OpenAI key", "ChatOpenAI": "an OpenAI key",
    "OpenAIEmbeddings": "an OpenAI key", "createOpenAI": "an OpenAI key", "AzureOpenAI": "an Azure OpenAI key",
    "Anthropic": "an Anthropic key", "ChatAnthropic": "an Anthropic key", "createAnthropic": "an Anthropic key",
    "GoogleGenerativeAI": "a Gemini key", "GoogleGenAI": "a Gemini key", "ChatGoogleGenerativeAI": "a Gemini key",
    "createGoogleGenerativeAI": "a Gemini key", "Groq": "a Groq key", "ChatGroq": "a Groq key",
    "createGroq": "a Groq key", "MistralClient": "a Mistral key", "Mistral": "a Mistral key",
    "createMistral": "a Mistral key", "CohereClient": "a Cohere key", "HfInference": "a Hugging Face token",
    "InferenceClient": "a Hugging Face token", "HuggingFaceInference": "a Hugging Face token",
    "googleAI": "a Gemini key", "openai.Configuration": "an OpenAI key", "Replicate": "a Replicate token",
    "createOpenRouter": "an OpenRouter key", "Pinecone": "a Pinecone key",
    "Stripe": "a Stripe secret key", "Resend": "a Resend key", "MailService": "a SendGrid key",
    "Octokit": "a GitHub token", "MongoClient": "a database address", "Wallet": "the private key of a wallet",
    "privateKeyToAccount": "the private key of a wallet", "WebClient": "a Slack token", "Telegraf": "a bot token",
    "postgres": "a database address", "neon": "a database address", "Pool": "a database address",
    "jwt.sign": SIGNING, "jwt.verify": SIGNING, "mongoose.connect": "a database address",
    "sgMail.setApiKey": "a SendGrid key", "jsonwebtoken.sign": SIGNING, "jsonwebtoken.verify": SIGNING,
}  # fmt: skip

# Exports by the name of their package, whatever a file calls them; a package alone is its default export
# (`import pay from "stripe"`, `require("stripe")`). Sources: as above.
PACKAGES = {
    "stripe": "a Stripe secret key", "stripe.Stripe": "a Stripe secret key", "openai": "an OpenAI key",
    "@anthropic-ai/sdk": "an Anthropic key", "groq-sdk": "a Groq key", "replicate": "a Replicate token",
    "postgres": "a database address", "@sendgrid/mail.setApiKey": "a SendGrid key",
}  # fmt: skip

# Properties whose value is a server credential whatever it is called.
PROPERTIES = {
    "clientSecret": "a client secret", "client_secret": "a client secret", "secretAccessKey": "an AWS secret key",
    "openAIApiKey": "an OpenAI key", "openaiApiKey": "an OpenAI key", "anthropicApiKey": "an Anthropic key",
    "privateKey": "a private key", "secretKey": "a secret key", "serviceRoleKey": "a service role key",
}  # fmt: skip

# Headers, in lower case, that carry the key of a service.
HEADERS = frozenset({"authorization", "x-api-key", "api-key", "x-goog-api-key", "xi-api-key", "apikey"})

# What a browser SDK takes: they show that the key is a public one.
CLEARERS = frozenset(
    {"loadStripe", "initializeApp", "setPublishableKey", "useLoadScript", "useJsApiLoader", "createBrowserClient"}
)

# An object with this property is a client that its vendor warns of in a browser (openai-node and
# anthropic-sdk-typescript README).
WARNED = "dangerouslyAllowBrowser"

# Hosts that ask for a server credential in a header or in the address.
HOSTS = (
    "api.openai.com", "api.anthropic.com", "generativelanguage.googleapis.com", "api.groq.com", "api.cohere.",
    "openrouter.ai", "api.mistral.ai", "api.deepseek.com", "api.perplexity.ai", "api.together.xyz",
    "api-inference.huggingface.co", "router.huggingface.co", "api.replicate.com", "api.x.ai", "api.stripe.com",
    "api.sendgrid.com", "api.resend.com", "api.elevenlabs.io", "api.stability.ai", "openai.azure.com",
)  # fmt: skip
