"""What detect-secrets adds to our own table."""

import subprocess
import sys

import pytest

import fakes
from prodlint.credentials.detect import detected_kind
from prodlint.credentials.values import judge

KINDS = [
    (r"[0-9a-f]{32}-us12", "a Mailchimp key"),
    (r"sq0csp-[A-Za-z0-9]{43}", "a Square OAuth secret"),
    (r"SK[0-9a-f]{32}", "a Twilio key"),
    (r"glft-[A-Za-z0-9]{20}", "a GitLab token"),
    (r"GR1348941[A-Za-z0-9]{20}", "a GitLab runner token"),
    (r"AKC[A-Za-z0-9]{64}", "an Artifactory key"),
    (r"M[A-Za-z0-9]{23}\.[A-Za-z0-9]{6}\.[A-Za-z0-9]{27}", "a Discord bot token"),
    (r"http://api\.softlayer\.com/soap/v3/[a-z0-9]{64}", "a SoftLayer key"),
]


@pytest.mark.parametrize(("pattern", "kind"), KINDS, ids=[kind for _, kind in KINDS])
def test_detected(pattern: str, kind: str) -> None:
    value = fakes.matching(pattern)
    assert detected_kind(value) == kind
    assert judge("THING", value) == ("provider", kind, True)


@pytest.mark.parametrize("value", ["", "AC" + fakes.hexadecimal(32), "SK" + "0" * 32, "SK" + "x" * 32, "english-us1"])
def test_not_detected(value: str) -> None:
    assert detected_kind(value) is None


def test_it_is_not_imported_for_other_values() -> None:
    code = (
        "import sys; sys.path.insert(0, 'hooks')\n"
        "from prodlint.credentials.values import judge\n"
        "judge('PORT', '8000'), judge('TASK_ID', 'SKILL-1'), judge('GIT_SHA', '0f938dc4bd6bdceb83257d6960bf2030')\n"
        "assert not any(name.startswith(('detect_secrets', 'requests')) for name in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
