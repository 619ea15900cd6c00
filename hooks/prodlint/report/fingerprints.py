"""By what a finding is known again in another run."""

import hashlib
import re
from collections import Counter

from prodlint.finding import Finding
from prodlint.report.json import unicode


def fingerprints(findings: list[Finding]) -> list[str]:
    """A hash for each of what stays the same when lines move: the hook, the file, what is said, and how often it was
    said before.

    Never of the line itself: it may hold a secret, and a hash of a short one gives it away.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        said = re.sub(r"\d+", "0", finding.message)  # it may name another line
        same = "\0".join((finding.hook, finding.path, said))
        seen[same] += 1
        found.append(hashlib.sha256(unicode(f"{same}\0{seen[same]}").encode()).hexdigest())
    return found
