"""Values that are public by design or known to everybody."""

# Whole values, as regular expressions. Sources are the vendors' own pages on their keys.
PUBLIC_SHAPES = (
    r"pk_(?:live|test)_[\w=$-]+",  # Stripe, Clerk, Paystack: publishable keys
    r"phc_\w+",  # PostHog project key
    r"pk\.eyJ[\w-]+\.[\w-]+",  # Mapbox public token
    r"sb_publishable_[\w-]+",  # Supabase publishable key
    r"AIza[\w-]{35}",  # Firebase and Google Maps: restricted by referrer, not by secrecy
    r"(?:G|GTM|UA|AW|DC)-[A-Z0-9-]{4,16}",  # Google Analytics, Tag Manager, Ads
    r"6L[\w-]{38}",  # reCAPTCHA: site key (the secret has the same form; its name says SECRET)
    r"0x4AAAA[\w-]{12,18}",  # Turnstile site key; the secret is longer
    r"pub[0-9a-f]{32}",  # Datadog client token
    r"rzp_(?:live|test)_\w{14}",  # Razorpay key id
    r"(?:appl|goog|amzn|rcb)_\w{16,40}",  # RevenueCat SDK keys
    r"FLWPUBK(?:_TEST)?-\w+-X",  # Flutterwave public key
    r"mob-[0-9a-f-]{36}",  # LaunchDarkly mobile key
    r"(?:dvc_client|dvc_mobile|client-)\w+",  # DevCycle, Statsig
    r"(?:live|test)_[a-z0-9]{27}",  # Paddle client-side token
    r"https://[0-9a-f]{32}@[\w.-]+(?::\d+)?/\d+",  # Sentry DSN
    r"B[\w-]{86}=?",  # VAPID public key: an uncompressed point of P-256 in base64url
    r"[0-9]+-[a-z0-9]{32}\.apps\.googleusercontent\.com",  # Google OAuth client id
    r"1:[0-9]{6,}:(?:web|ios|android):[0-9a-f]+",  # Firebase app id
    r"ssh-(?:rsa|ed25519) [\w+/=]+(?: \S+)?",  # an SSH public key
    r"age1[0-9a-z]{58}",  # age recipient
)

# Roles and issuers in the payload of a JWT. Source: supabase.com/docs/guides/api/api-keys; the demo issuer is
# that of the keys printed in Supabase's guides for local work and self-hosting.
PUBLIC_ROLES = frozenset({"anon", "authenticated"})
SERVER_ROLES = frozenset({"service_role", "supabase_admin"})
DEMO_ISSUERS = frozenset({"supabase-demo", "https://example.com", "example"})
DEMO_SUBJECTS = frozenset({"1234567890"})  # jwt.io's sample

# Keys printed in public documentation, as the first 16 digits of their SHA-256 (of the bare lower-case hex for
# wallet keys), so that nothing here has the form of a key.
SHORTEST_TEST_KEY = 20  # characters; none of them is shorter
KNOWN_TEST_KEYS = frozenset(
    {
        "bc1a50966c9e6486",  # Hardhat and Anvil account 0
        "8335c55334821eef",  # Hardhat and Anvil account 1
        "b26ab6529d20ebeb",  # Hardhat and Anvil account 2
        "64034b44c579b335",  # Hardhat and Anvil account 3
        "4d3e46eec8244d1d",  # Hardhat and Anvil account 4
        "0aedba9d586f34f9",  # Hardhat and Anvil account 5
        "28e543d3753fc9d1",  # Hardhat and Anvil account 6
        "f070994a85994785",  # Hardhat and Anvil account 7
        "38e69fdd19aefeb4",  # Hardhat and Anvil account 8
        "967f21586cdf1248",  # Hardhat and Anvil account 9
        "2cafc0970149a84f",  # Stripe's documentation
        "0011cc25eb432071",  # the Azurite storage emulator
        "aa6547439583c3a2",  # the Cosmos DB emulator
        "f5e95c9954635b65",  # reCAPTCHA's test secret
        "986c0dc956dc822b",  # Wikipedia's sample of a UUID
        "a3a9e1ed9732cab2",  # RFC 4122's, as most documentation repeats it
    }
)
