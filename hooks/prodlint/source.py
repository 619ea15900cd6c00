"""One file, and the repository around it.

The upper half (`read_bytes`, `as_utf8`) is on the clean path: it imports nothing but `os`.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from prodlint.formats import Unparsable
    from prodlint.options import Options

    T = TypeVar("T")

_FORMAT_MASK, _REGULAR = 0o170000, 0o100000  # stat.S_IFMT and stat.S_IFREG
_READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # opening a FIFO must not wait for a writer
    | getattr(os, "O_NOFOLLOW", 0)  # what a link points to is not ours to read
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_FOLLOWS = not hasattr(os, "O_NOFOLLOW")  # on Windows, opening a link opens what it points to
# Bytes; nobody wrote a longer file by hand, and the settings of one may take more than the 400 MB that we promise.
MOST = 5_000_000
TOO_LONG = f"longer than {MOST // 1_000_000} MB, and so too large to be read"
_CHUNK = 1 << 20  # bytes of one read
_PROBE = 1024  # how much of a file tells its encoding and its interpreter
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def read_bytes(path: str) -> bytes:
    """The bytes of a regular file. Raises OSError for anything else (a link, a FIFO, a folder) and what is too long."""
    data = read_piece(path)
    if len(data) > MOST:
        raise OSError(TOO_LONG)
    return data


def read_piece(path: str, start: int = 0) -> bytes:
    """The bytes of a regular file from `start` on; of more than `MOST`, one more."""
    if _FOLLOWS and os.path.islink(path):
        raise OSError("not a regular file")
    descriptor = os.open(path, _READ_FLAGS)
    try:
        status = os.fstat(descriptor)
        if status.st_mode & _FORMAT_MASK != _REGULAR:
            raise OSError("not a regular file")
        expected = max(0, status.st_size - os.lseek(descriptor, start, os.SEEK_SET))
        parts = [os.read(descriptor, min(expected, MOST) + 1)]
        while parts[-1] and len(parts[0]) != expected and (left := MOST + 1 - sum(map(len, parts))):
            parts.append(os.read(descriptor, min(left, _CHUNK)))  # it grew or shrank under our hands
        return b"".join(parts)
    finally:
        os.close(descriptor)


def as_utf8(data: bytes) -> bytes:
    """The content as UTF-8, so that needles are found in UTF-16 too, and behind it the bytes as they are: needles are
    looked for in both readings. Costs one look at clean UTF-8."""
    if b"\0" not in data[:_PROBE] and data[:2] not in _MARKS:
        return data.removeprefix(b"\xef\xbb\xbf")
    from prodlint.encodings import encoding_of

    if (encoding := encoding_of(data)) not in _WIDE:
        return data
    return data.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace") + data


class Source:
    """One file: `path` from the root of the repository, with slashes, and its content, read once.

    `text` has no byte order mark, no carriage returns at line ends and no marks of merge conflicts; bytes that are no
    UTF-8 are kept as surrogates. `lines` are without their ends; line n (1-based) is `lines[n - 1]`. Of what is longer
    than `MOST`, `data` is the beginning, and there is no text.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.refusal: Unparsable | None = None
        self._memo: dict[object, object] = {}

    @property
    def is_too_long(self) -> bool:
        return len(self.data) > MOST

    @property
    def text(self) -> str:
        def decode(data: bytes) -> str:
            from prodlint.encodings import encoding_of

            encoding = encoding_of(data)
            text = data.decode(encoding, "replace" if encoding in _WIDE else "surrogateescape").lstrip("\ufeff")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            if "<<<<<<< " in text and "\n=======\n" in text:
                from prodlint.formats.conflicts import both_sides

                text = both_sides(text)
            return text

        return self.once("text", lambda: "" if self.is_too_long else decode(self.data))

    @property
    def lines(self) -> list[str]:
        return self.once("lines", lambda: self.text.split("\n"))

    @property
    def kind(self) -> str:
        """As `kinds.kind_of` says; a file without a telling name is asked for its interpreter."""
        from prodlint.kinds import kind_of

        return self.once("kind", lambda: kind_of(self.path).replace("other", self._interpreter()))

    def _interpreter(self) -> str:
        head = as_utf8(self.data[:_PROBE])
        if not head.startswith(b"#!"):
            return "other"
        line = head.partition(b"\n")[0].decode("utf-8", "replace")
        kinds = (("python", "python"), ("sh", "shell"), ("node", "javascript"))
        return next((kind for word, kind in kinds if word in line), "other")

    def read(self, reader: "Callable[[str], T]") -> "T":
        """What `reader` makes of the text, or of as much of it as it can; each reader runs once, also when it refuses.

        Raises as it does where it can read nothing. What it refuses is kept as `refusal`.
        """
        from prodlint.formats import Unparsable

        def attempt() -> "T | Unparsable":
            try:
                return reader(self.text)
            except Unparsable as refusal:
                return refusal

        result = self.once(reader, attempt)
        if isinstance(result, Unparsable):
            self.refusal = self.refusal or result
            if result.partial is None:
                raise result
            return result.partial  # type: ignore[return-value]
        return result

    @property
    def is_cut(self) -> bool:
        """Whether a search in what was read ended before it had seen everything."""
        return any(getattr(result, "is_cut", False) for result in self._memo.values())

    def once(self, key: object, make: "Callable[[], T]") -> "T":
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]  # type: ignore[return-value]

    def forget(self) -> None:
        """Let go of what was read, which may be a hundred times as large as the file; it can be read again."""
        self._memo.clear()


class Repository:
    """The neighbours of a file: which paths are tracked and what they hold, asked lazily and once. All paths are
    relative to `root`, with slashes. Outside git, that is the current folder and every file below it is tracked.
    """

    def __init__(self, options: "Options", contents: "dict[str, bytes] | None" = None) -> None:
        self.options = options
        self.contents = contents or {}  # by full path: what is not to be read from disk
        self.options_of: Callable[..., Options] = lambda path, hook="": options  # the engine asks configurations, too
        self.inside_git, self.root = find_root(os.getcwd())
        self.arrived: list[str] = []
        self._sources: dict[str, Source | None] = {}
        self._memo: dict[object, object] = {}

    @property
    def tracked(self) -> frozenset[str]:
        """The paths in the index, and those of an intended commit with it."""
        if self.index is None:
            from prodlint.untracked import files_below

            return self.once("walk", lambda: frozenset(files_below(self.root)))
        return self.once("tracked", lambda: frozenset(self.index or ()))

    @property
    def index(self) -> "dict[str, tuple[str, str]] | None":
        """The mode and the object's name of every path in the index ("100644", "e69de29..."); None outside git."""
        return self.once("index", self._read_index)

    def _read_index(self) -> "dict[str, tuple[str, str]] | None":
        listed = self.git("ls-files", "-s", "-z", "--full-name", ":/") if self.inside_git else None
        if listed is None:
            return None
        entries = (entry.split(b"\t", 1) for entry in listed.split(b"\0") if entry)
        return {os.fsdecode(path): (about[:6].decode(), about.split()[1].decode()) for about, path in entries}

    def once(self, key: object, make: "Callable[[], T]") -> "T":
        """What `make` gives, computed once in a run: for what several files of a run share."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]  # type: ignore[return-value]

    def source(self, path: str) -> "Source | None":
        """A file of the working tree; None where there is none that can be read."""
        if path not in self._sources:
            try:
                full = os.path.join(self.root, path)
                data = self.contents.get(full)
                self._sources[path] = Source(path, read_bytes(full) if data is None else data)
            except (OSError, ValueError):
                self._sources[path] = None
        return self._sources[path]

    def add(self, source: "Source") -> "Source":
        """Keep a source that was read already, as one of the files that `arrived`; returns it."""
        self.arrived.append(source.path)
        return self.keep(source)

    def keep(self, source: "Source") -> "Source":
        """Let `source` answer with this one for its path from now on; returns it."""
        self._sources[source.path] = source
        return source

    def relative(self, path: str) -> str:
        """A path as given on the command line, relative to the root. What lies outside stays as it is."""
        full = os.path.abspath(path)
        own = os.path.join(os.path.realpath(os.path.dirname(full)), os.path.basename(full))
        full = own if os.path.islink(full) else os.path.realpath(full)
        root = os.path.join(self.root, "")
        inside = os.path.normcase(full).startswith(os.path.normcase(root))
        return (full[len(root) :] if inside else path).replace(os.sep, "/")

    def shown(self, path: str) -> str:
        """A path from the root as the person who runs us would write it, from the current folder."""
        here = self.once("here", lambda: os.path.realpath(os.getcwd()))
        if here == self.root or os.path.isabs(path):
            return path
        return os.path.relpath(os.path.join(self.root, path), here).replace(os.sep, "/")

    def git(self, *args: str, stdin: bytes = b"", accept: tuple[int, ...] = (0,)) -> "bytes | None":
        """What git prints in the current folder; None where it gives no answer."""
        from prodlint.git import ask

        return ask(*args, stdin=stdin, accept=accept)


def find_root(start: str) -> tuple[bool, str]:
    """Whether `start` is in a git work tree, and its root (else `start` itself)."""
    start = os.path.realpath(start)
    work_tree = os.environ.get("GIT_WORK_TREE")
    if work_tree and os.path.isdir(work_tree):
        return True, os.path.realpath(work_tree)
    folder = start
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:  # git takes the current folder for the work tree of a GIT_DIR that stands elsewhere
            return os.path.isfile(os.path.join(os.environ.get("GIT_DIR") or os.devnull, "HEAD")), start
        folder = parent
    return True, folder
