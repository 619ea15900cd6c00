"""What detect-secrets adds to our own table."""

import subprocess
import sys

import pytest

import fakes
from prodlint.credentials.detect import detected_kind
from prodlint.credentials.values import judge

KINDS = [
    ("CLOUDANT_PASSWORD", r"[0-9a-f]{64}", "a Cloudant credential"),
    ("IBM_CLOUD_API_KEY", r"[A-Za-z0-9_-]{44}", "an IBM Cloud key"),
    ("ARTIFACTORY_API_KEY", r"AKC[A-Za-z0-9]{20}", "an Artifactory key"),
    ("TWILIO_SECRET", r"SK[0-9a-z]{32}", "a Twilio key"),
    ("NEWS_KEY", r"[0-9a-z]{32}-us12", "a Mailchimp key"),
]


@pytest.mark.parametrize(("name", "pattern", "kind"), KINDS, ids=[name for name, _, _ in KINDS])
def test_detected(name: str, pattern: str, kind: str) -> None:
    assert detected_kind(name, fakes.matching(pattern)) == kind


@pytest.mark.parametrize(
    "value", ["", "AC" + "0" * 32, "SK" + "0" * 32, "SK" + "x" * 32, "english-us1", "APACHE2LICENSES"]
)
def test_not_detected(value: str) -> None:
    assert detected_kind("API_KEY", value) is None


def test_it_decides_about_a_literal_that_nothing_else_has() -> None:
    assert judge("STORE_TOKEN", fakes.matching(r"AKC[A-Za-z0-9]{17}")) == ("provider", "an Artifactory key", True)


def test_it_is_not_imported_for_other_values() -> None:
    code = (
        "import sys; sys.path.insert(0, 'hooks')\n"
        "from prodlint.credentials.values import judge\n"
        "judge('PORT', '8000'), judge('TASK_ID', 'SKILL-1'), judge('GIT_SHA', '0f938dc4bd6bdceb83257d6960bf2030')\n"
        "judge('DB_PASSWORD', 'changeme'), judge('API_KEY', ''), judge('TOKEN', '${TOKEN}')\n"
        "assert not any(name.startswith(('detect_secrets', 'requests')) for name in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
