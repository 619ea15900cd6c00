"""Forms that our own table does not know, asked of detect-secrets.

Only its precise detectors, those that look for a vendor's form: never the ones that go by keyword or entropy,
by IP address, or by `user:password` in a URL. It costs 150 ms to import, so it is imported only for a value
that holds the outline of what a detector looks for.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import NamedTuple

from prodlint.credentials.placeholders import is_sequence, says_placeholder

_LONGEST = 20_000
_FEWEST_SYMBOLS = 7


class _Detector(NamedTuple):
    """`outline` is stricter than the detector where that takes account ids for keys, or words for tokens."""

    module: str
    name: str
    outline: str
    kind: str


# Source: detect_secrets/plugins/*.py of 1.5.0.
_DETECTORS = (
    _Detector("artifactory", "ArtifactoryDetector", r"AKC[A-Za-z0-9]{60,80}", "an Artifactory key"),
    _Detector("discord", "DiscordBotTokenDetector", r"[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27}", "a Discord bot token"),
    _Detector("gitlab_token", "GitLabTokenDetector", r"gl(?:ft|cbt|imt|oas)-[\w-]{20,64}", "a GitLab token"),
    _Detector("gitlab_token", "GitLabTokenDetector", r"GR1348941[\w-]{20,50}", "a GitLab runner token"),
    _Detector("mailchimp", "MailchimpDetector", r"[0-9a-f]{32}-us[0-9]{1,2}", "a Mailchimp key"),
    _Detector("softlayer", "SoftlayerDetector", r"api\.softlayer\.com/soap/v3/[a-z0-9]{64}", "a SoftLayer key"),
    _Detector("square_oauth", "SquareOAuthDetector", r"sq0csp-[\w-]{43}", "a Square OAuth secret"),
    _Detector("twilio", "TwilioKeyDetector", r"SK[0-9a-f]{32}", "a Twilio key"),
)


def detected_kind(value: str) -> str | None:
    """What detect-secrets knows the value as ("a Mailchimp key"), or None. Nothing of the value leaves it."""
    if len(value) > _LONGEST:
        return None
    return next((detector.kind for detector in _DETECTORS if _finds(detector, value)), None)


def _finds(detector: _Detector, value: str) -> bool:
    outline = _compiled(detector.outline).search(value)
    if not outline or says_placeholder(outline[0]) or is_sequence(outline[0]):
        return False
    if len(set(outline[0])) < _FEWEST_SYMBOLS:
        return False
    plugin = getattr(import_module(f"detect_secrets.plugins.{detector.module}"), detector.name)()
    return any(True for _ in plugin.analyze_string(value))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{pattern})(?![\w.-])")
