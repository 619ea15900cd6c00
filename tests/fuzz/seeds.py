"""Where fuzzing begins: the texts of the labelled cases, and the words that bring readers and rules into play."""

from __future__ import annotations

from collections.abc import Iterator

import casefile

# The patterns that rules read out of configuration, each with a text.
_REGEXES = (
    b"^https://.*\\.example\\.com$\nhttps://a.example.com",
    b"(?i)(?:a|b+?)[^c-e]{2,3}(?=x)\\d\nabxy1",
    b"(?P<name>\\w*)\\s|(?!a)[]a-]+\\Z\na b",
)
_IGNORES = (b".env\n!.env.example\n**/*.pem\nsub/**/.env*\n[^a-c]?\n#x\n", b"**\n!src\n/a//b/../c/\n\\!x\n**x[")
_WORDS = (
    "services:", "environment:", "command:", "ports:", "image:", "build:", "FROM ", "RUN ", "CMD ", "ENV ", "ARG ",
    "COPY --from=", "<<EOF", "EOF", "server {", "add_header ", "location ", "import ", "from ", "require(",
    "process.env.", "os.environ", "NEXT_PUBLIC_", "DEBUG", "SECRET_KEY", "allow_origins", "cors", "origin", "*",
    "uvicorn", "--reload", "postgres://", "sslmode=", "http://", "0.0.0.0", "prodlint: ignore[", "[tool.", "{{", "}}",
    "{%", "${", "$(", "`", "=>", "...", "async ", "lambda ", "if ", "else", "def ", "class ", "function ", "return ",
    "&a", "*a", "<<: ", "!!", "|", "---", "/*", "*/", "//", "<!--", "<script>", "</script>", "-----BEGIN", "eyJ",
)  # fmt: skip


def of_kinds(kinds: tuple[str, ...]) -> list[bytes]:
    """The texts of all files of the cases that are of these kinds, each once."""
    if kinds == ("regex",):
        return list(_REGEXES)
    if kinds == ("ignore",):
        return list(_IGNORES)
    if kinds == ("path",):
        return ["\n".join(sorted(case["files"])).encode() for case in _cases()][::7]
    from prodlint.kinds import kind_of

    files = ((path, text) for case in _cases() for path, text in case["files"].items())
    return list(dict.fromkeys(_bytes(text) for path, text in files if kind_of(path) in kinds))


def of_hook(hook: str) -> list[bytes]:
    """The cases of a hook, all files of one in one input, as `targets.files_of` reads them."""
    from targets import SEPARATOR

    return [
        SEPARATOR.join(path.encode() + b"\n" + _bytes(text) for path, text in case["files"].items())
        for case in casefile.load(hook)
    ]


def words() -> list[bytes]:
    """Words that a mutation may put anywhere."""
    return [word.encode() for word in _WORDS] + [b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xa8", b"\xed\xb3\xbf"]


def _cases() -> Iterator[casefile.Case]:
    for folder in sorted(casefile.CASES.iterdir()):
        yield from casefile.load(folder.name)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
