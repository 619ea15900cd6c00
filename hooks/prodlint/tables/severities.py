"""How bad it is, a row a hook, as CVSS 3.1 counts (https://www.first.org/cvss/calculator/3.1) for what a finding means
at its likely worst, and the weakness that it is (https://cwe.mitre.org).

GitHub shows 9.0 and more as critical, 7.0 as high, 4.0 as medium, and less as low.
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from prodlint.light_typing import NamedTuple


class Severity(NamedTuple):
    """`score` from 0.1 to 10.0, `weaknesses` are numbers of CWE, `why` says what the score stands for."""

    score: float
    weaknesses: tuple[int, ...]
    why: str


SEVERITIES = {
    "block-env-files": Severity(8.6, (540, 312), "who reads the repository, now or in its history, has the secrets"),
    "no-public-secrets": Severity(9.1, (200, 522), "every visitor has the credential, without a login or a trace"),
    "no-wildcard-cors": Severity(7.1, (942,), "any website reads what its visitor may read, often with his session"),
    "no-reload-in-prod": Severity(7.5, (489, 215), "errors show source and settings, some debuggers run code"),
    "no-env-in-image": Severity(7.5, (538, 522), "who may pull the image reads the secrets in its layers"),
    "no-public-db-ports": Severity(8.6, (668, 284), "whoever finds the port tries passwords, many servers have none"),
    "no-root-container": Severity(5.3, (250,), "needs a hole in the process first, and makes it one in the host"),
    "require-db-tls": Severity(6.8, (319, 295), "who is on the way reads and changes data, and must be on the way"),
    "require-https-urls": Severity(5.9, (319,), "who is on the way reads sessions, and must be on the way"),
    "no-default-secrets": Severity(8.8, (1392, 798, 321), "who knows the repository signs in or forges sessions"),
    "no-public-api-docs": Severity(3.7, (200,), "tells an attacker where to look, gives nothing by itself"),
    "pin-base-images": Severity(3.9, (1357, 494), "needs a taken account or registry, and then reaches every build"),
    "harden-compose": Severity(4.6, (250,), "needs a hole in the process first, and widens it"),
    "no-broad-db-grants": Severity(4.9, (250, 269), "needs the account of the application, and widens what it may do"),
    "no-bypassed-proxy": Severity(5.8, (668, 288), "goes past the login, the limits and TLS of the proxy"),
    "lean-images": Severity(2.9, (1125,), "more code to be attacked, none of it reached by itself"),
}
