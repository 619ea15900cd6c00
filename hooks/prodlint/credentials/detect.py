"""What detect-secrets knows and our own table does not: its word on a literal under the name of a secret.

Only its precise detectors, those that look for a vendor's form: never the ones that go by keyword or entropy, by IP
address, or by `user:password` in a URL, nor that for JWTs, which takes public ones too. They cost 50 ms to import, so
they are asked last: about a literal that nothing else has decided.
"""

import sys
from functools import cache
from importlib import import_module
from types import ModuleType

from prodlint.credentials.placeholders import is_sequence, says_placeholder
from prodlint.credentials.randomness import SHORT, is_random
from prodlint.light_typing import Any

_SHORTEST, _LONGEST = 16, 1_000  # no form is shorter, and some of their expressions take square time

# Module, class and what a message calls the key. Source: detect_secrets/plugins/*.py of 1.5.0.
_DETECTORS = (
    ("artifactory", "ArtifactoryDetector", "an Artifactory key"),
    ("aws", "AWSKeyDetector", "an AWS key"),
    ("azure_storage_key", "AzureStorageKeyDetector", "an Azure account key"),
    ("cloudant", "CloudantDetector", "a Cloudant credential"),
    ("discord", "DiscordBotTokenDetector", "a Discord bot token"),
    ("github_token", "GitHubTokenDetector", "a GitHub token"),
    ("gitlab_token", "GitLabTokenDetector", "a GitLab token"),
    ("ibm_cloud_iam", "IbmCloudIamDetector", "an IBM Cloud key"),
    ("ibm_cos_hmac", "IbmCosHmacDetector", "an IBM Cloud key"),
    ("mailchimp", "MailchimpDetector", "a Mailchimp key"),
    ("npm", "NpmDetector", "an npm token"),
    ("openai", "OpenAIDetector", "an OpenAI key"),
    ("pypi_token", "PypiTokenDetector", "a PyPI token"),
    ("sendgrid", "SendGridDetector", "a SendGrid key"),
    ("slack", "SlackDetector", "a Slack token"),
    ("softlayer", "SoftlayerDetector", "a SoftLayer key"),
    ("square_oauth", "SquareOAuthDetector", "a Square OAuth secret"),
    ("stripe", "StripeDetector", "a Stripe key"),
    ("telegram_token", "TelegramBotTokenDetector", "a Telegram bot token"),
    ("twilio", "TwilioKeyDetector", "a Twilio key"),
)


def detected_kind(name: str, value: str) -> str | None:
    """What detect-secrets takes the value of a variable for ("a Mailchimp key"), or None. Nothing of it leaves."""
    if not _SHORTEST <= len(value) <= _LONGEST:
        return None
    assignment = f'{name} = "{value}"'
    for detector, kind in _detectors():
        if any(_may_be_a_key(found) for found in detector().analyze_string(assignment)):
            return kind
    return None


@cache
def _detectors() -> list[tuple[Any, str]]:
    """The classes of the detectors, with what they find.

    They would ask a vendor whether a key works; we never do, and what they would ask with is not imported: that takes
    longer than all the rest.
    """
    missing = ModuleType("requests")
    missing.Response = object  # type: ignore[attr-defined]
    given = sys.modules.setdefault("requests", missing)
    try:
        return [
            (getattr(import_module(f"detect_secrets.plugins.{module}"), name), kind)
            for module, name, kind in _DETECTORS
        ]
    finally:
        if given is missing:
            del sys.modules["requests"]


def _may_be_a_key(found: str) -> bool:
    """Some of the detectors take masks and words too."""
    found = found.strip(' "=:')
    return is_random(found, SHORT) and not says_placeholder(found) and not is_sequence(found)
