"""Values that stand where a secret will be, in many spellings and languages."""

import re
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.spelling import words_of
from prodlint.tables.placeholders import GENERIC, STRONG, STRONG_ALONE
from prodlint.tables.public_shapes import KNOWN_TEST_KEYS, SHORTEST_TEST_KEY

_LOOKED_AT = 2_000  # characters; a placeholder says so early
_LONGEST_OF_WORDS = 200

_MASK = expression(r"[xX]{4}|\*{3}|\.{3}|…|•|[_#?-]{4}|(?<![^\W_])[xX]{3,}(?![^\W_])")
_WRAPPED = expression(r"<[^<>]*>|\[[^\[\]]*\]|\{[^{}\":]*\}|\([^()]*\)|«[^»]*»|__\w*__|-+[\w ]+-+")
_SEGMENT = expression(r"[a-z]+|[0-9]+")
_MIXED = expression(r"[a-z][0-9]|[0-9][a-z]")
_LEET = str.maketrans("0134578@$!", "oieastbasi")
_MAXIMAL_NUMBER = 4  # digits that are a counter or a year, not a secret


def is_placeholder(value: str, name: str = "") -> bool:
    """Whether a value says, in any of the usual ways, that it is no secret.

    A mask (`xxxx`, `sk-...`), a frame (`<token>`), a sequence (`12345`), a word for it in many languages
    (`changeme`, `sua_chave_aqui`), only generic words and those of its variable's name (`p@ssw0rd`,
    `my-secret-2`), text in another alphabet, or a key that documentation prints.
    """
    value = value.strip().strip("\"'`").strip()
    if not value or is_known_test_key(value):
        return True
    head = value[:_LOOKED_AT]
    if says_placeholder(head) or is_sequence(head):
        return True
    return len(value) <= _LONGEST_OF_WORDS and (
        _WRAPPED.fullmatch(value) is not None or _has_foreign_letters(value) or _is_made_of_words(value, name)
    )


def says_placeholder(text: str) -> bool:
    """Whether a mask or a strong word stands anywhere in the text, also in the middle of a token."""
    low = text.lower()
    return _MASK.search(text) is not None or any(_holds(text, word) for word in STRONG if word in low)


def _holds(text: str, word: str) -> bool:
    """Whether it is in one case throughout, or has a capital in front: in a random token any other is no word."""
    return word in text or word.title() in text or word.upper() in text


def is_known_test_key(value: str) -> bool:
    """Whether this is a key that documentation or an emulator gives to everybody."""
    bare = value[2:].lower() if value[:2] in ("0x", "0X") else value
    if len(bare) < SHORTEST_TEST_KEY:
        return False
    import hashlib  # loads OpenSSL, which takes as long as half an interpreter

    digest = hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:16] in KNOWN_TEST_KEYS


def is_sequence(text: str) -> bool:
    """Whether runs such as `aaaa`, `abcd`, `aabbcc` and `4321` make up more than half of the letters and digits."""
    symbols = [ord(c) for c in text.lower() if c.isalnum()]
    if len(set(symbols)) <= 2:
        return bool(symbols)
    return max(_in_runs(symbols), _in_runs(symbols[::-1])) * 2 > len(symbols)


def _in_runs(symbols: list[int]) -> int:
    """How many of the code points stand in rising runs of three or more."""
    total, length = 0, 1
    for before, after in pairwise(symbols):
        if after - before in (0, 1):
            length += 1
        else:
            total += length if length > 2 else 0
            length = 1
    return total + (length if length > 2 else 0)


def _has_foreign_letters(value: str) -> bool:
    """Words in another alphabet, or with accents, are written for people."""
    return any(ord(c) > 127 and c.isalpha() for c in value)


def _is_made_of_words(value: str, name: str) -> bool:
    own = frozenset(words_of(name))
    plain = _without_accents(value).lower()
    folded = plain.rstrip("0123456789!?.#*").translate(_LEET)
    return _names_a_placeholder(plain) or any(_only_words(text, own) for text in (plain, folded))


def _names_a_placeholder(text: str) -> bool:
    """Whether, among several words and numbers, one is a short word for a placeholder: `tu_clave`, `put 2 here`."""
    words = re.findall(r"[a-z]+", text)
    return len(words) > 1 and not STRONG_ALONE.isdisjoint(words) and not _MIXED.search(text)


def _only_words(text: str, own: frozenset[str]) -> bool:
    segments = _SEGMENT.findall(text)
    words = [segment for segment in segments if segment.isalpha()]
    if any(len(segment) > _MAXIMAL_NUMBER for segment in segments if segment.isdigit()):
        return False
    if not words:
        return bool(segments) or not text
    return all(_is_compound(word, own) for word in words)


def _is_compound(word: str, own: frozenset[str]) -> bool:
    """Whether known words, one behind the other, make up the text: `changethis`, `supersecretkey`."""
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(_is_known(word[start:end], own) for start in reached if end - start <= 20):
            reached.add(end)
    return len(word) in reached


def _is_known(word: str, own: frozenset[str]) -> bool:
    return word in GENERIC or word in STRONG or word in STRONG_ALONE or word in own


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
