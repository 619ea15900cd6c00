"""Files and names of secrets that get built into images."""

# Names of files (lower case, whole, some with their folder) that hold a key or a login, and what they hold.
KEY_FILES = (
    (r"id_(?:rsa|dsa|ecdsa|ed25519)(?:[._-]\w+)?(?<!\.pub)", "an SSH key"),  # ssh-keygen(1)
    (r"\.netrc|_netrc", "logins"),  # curl's manual
    (r"\.git-credentials", "logins"),  # git-credential-store(1)
    (r"\.pypirc", "a login of PyPI"),  # packaging.python.org/specifications/pypirc
    (r"\.htpasswd", "passwords"),
    (r"(?:gcp-|google-|gcloud-)?(?:service[-_]?account|application_default_credentials)[\w-]*\.json", "a Google key"),
    (r"[\w-]*firebase-adminsdk[\w-]*\.json", "a Google key"),
    (r"credentials\.json", "credentials"),
    (r"\.ssh|\.gnupg", "keys"),  # the whole folder
    (r"\.aws(?:/credentials)?", "keys of AWS"),  # docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
    (r"\.docker/config\.json", "logins of registries"),  # docs.docker.com/reference/cli/docker/login
    (r"\.kube/config|kubeconfig(?:\.ya?ml)?|[\w-]+\.kubeconfig", "a login of Kubernetes"),
    (r"master\.key|credentials/production\.key", "the key to all secrets of Rails"),  # guides.rubyonrails.org/security
    (r"[\w.-]+\.(?:p12|pfx)", "a private key"),
    (r"(?:[\w.-]*[._-])?(?:priv|private|privkey|server|tls|ssl|jwt|signing)[\w-]*\.key|privkey\.pem", "a private key"),
    (r"(?:[\w.-]*[._-])?(?:private|private[._-]?key|server[._-]key|key)\.pem", "a private key"),
)

# Configurations of package managers (names in lower case), and the logins that may stand in them. Sources:
# docs.npmjs.com/cli/configuring-npm/npmrc, pip.pypa.io/en/stable/topics/configuration,
# getcomposer.org/doc/articles/authentication-for-private-packages, curl's manual on .netrc,
# learn.microsoft.com/nuget/reference/nuget-config-file.
_ADDRESS_LOGIN = r"://[^\s:/@]*:([^\s@/]+)@"
_NPM = r"(?m)^[^#;\n]*:?_(?:authToken|auth|password)\s*=\s*[\"']?([^\s\"']+)"
_PIP = _ADDRESS_LOGIN
_NUGET = r"(?i)<add\s+key=[\"'](?:ClearText)?Password[\"']\s+value=[\"']([^\"']+)[\"']"
LOGIN_FILES = {
    ".npmrc": _NPM, ".yarnrc": _NPM, ".yarnrc.yml": r"(?m)^\s*npmAuth(?:Token|Ident):\s*[\"']?([^\s\"']+)",
    "pip.conf": _PIP, "pip.ini": _PIP, "uv.toml": _PIP,
    ".pypirc": r"(?m)^\s*password\s*[=:]\s*(\S+)", ".netrc": r"\bpassword\s+(\S+)",
    "auth.json": r"\"(?:password|token)\"\s*:\s*\"([^\"]+)\"|\"(?:[\w-]+\.)+\w+\"\s*:\s*\"([^\"]+)\"",
    "nuget.config": _NUGET,
}  # fmt: skip

# Words of a file's name that say that the key in it opens nothing.
OPEN_KEY_WORDS = frozenset(
    "public pub localhost local dev development test tests example sample snakeoil dummy".split()
)

# Words of names of keys that are published: the fingerprints by which images check what they download.
PUBLISHED_KEY_WORDS = frozenset(("gpg", "pgp"))

# What next build copies into .next/standalone: vercel/next.js packages/next/src/build/index.ts.
NEXT_FILES = (".env", ".env.production")
