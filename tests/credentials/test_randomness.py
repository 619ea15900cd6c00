"""What is generated, and what is words."""

import random
import string

import pytest

from prodlint.credentials.randomness import SHORT, is_random

SHAPES = {
    "letters": (string.ascii_letters, 32),
    "small letters": (string.ascii_lowercase, 28),
    "capitals and digits": (string.ascii_uppercase + string.digits, 20),
    "small letters and digits": (string.ascii_lowercase + string.digits, 16),
    "short": (string.ascii_lowercase + string.digits, 14),
    "short hexadecimal": ("0123456789abcdef", 14),
}
WORDS = """
    prometheus-client-registry us-east-1-availability-zone internationalization kubernetes-dashboard-admin
    setMapStoreSuffix gpt-4o-mini-2024 10gbase-lx4 daniel31x13 postgresql-container-name
    GCP_KMS_KEY_JSON aws-sqs-dlq-prod-xyz
    oauth2.html v1alpha2beta3 verwaltungsgericht contraseñasegurísima qwen2.5-vl-72b
"""


@pytest.mark.parametrize("shape", SHAPES)
def test_generated_values_of_every_shape(shape: str) -> None:
    letters, length = SHAPES[shape]
    pick = random.Random(shape)
    values = ["".join(pick.choices(letters, k=length)) for _ in range(200)]
    assert sum(is_random(value, SHORT) for value in values) >= 175


@pytest.mark.parametrize("value", ["AANNKKS-UM8NLMY-TBX0KJQ-EVTAVET", "k3vq-9zt7-yu2w-8pxl"])
def test_groups(value: str) -> None:
    assert is_random(value)


@pytest.mark.parametrize("value", WORDS.split())
def test_words(value: str) -> None:
    assert not is_random(value)
