"""A repository that holds whatever may harm who reads it, all at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from casefile import git, write
from fakes import fake, generated, private_key

CORS = (
    "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n"
    'app.add_middleware(CORSMiddleware, allow_origins=["*"])\n'
)

# Names that a shell, a terminal, GitHub's log or our own arguments could take for something else.
NAMES = (
    b"--help", b"--strict", b"-", b"::error file=main.py,line=1::forged.py", b"%0A::warning::forged.py", b"*.py",
    b"new\nline.py", b"return\rline.py", b"escape\x1b[2K\x1b]0;forged\x07.py", b"bidi\xe2\x80\xaeyp.py",
    b"mark\xef\xbb\xbf.py", b"separator\xe2\x80\xa8.py", b"no-utf8\xff\xfe.py", b"##[error]forged.py", b'quote".py',
    b"back\\slash.py", b" blanks .py", b"main.py:1:1: forged [no-wildcard-cors].py", b"$(touch pwned).py",
    b"l" + b"o" * 240 + b"ng.py", b"deep/" * 100 + b"main.py",
)  # fmt: skip

_LINKS = {
    "loop.py": "loop.py", "there.py": "back.py", "back.py": "there.py", "dangling.env": "nowhere", "up": "..",
    "outside.py": "/etc/passwd", "inside.py": "deep.py", "Dockerfile": "up/up/up/Dockerfile",
}  # fmt: skip
_DEEP = 20_000
_TEXTS = {
    "deep.yaml": "[" * _DEEP + "apiVersion: v1\nkind: Pod\n",
    "deeper/compose.yaml": "services:\n" + "".join(" " * depth + "- a:\n" for depth in range(400)),
    "deep.json": '{"origin": ' * _DEEP,
    "vercel.json": '{"headers": [{"key": "Access-Control-Allow-Origin", "value": "*"}',
    "deep.toml": "cors_origins = " + "[" * _DEEP,
    "deep.py": "cors_origins = " + "(" * _DEEP + '"*"' + ")" * _DEEP + "\n",
    "deep.js": "cors(" * _DEEP,
    "broken.js": "const cors = require('cors')\n({a:{A/Y:g(o: ",
    "deep.tf": "cors_origins {" * _DEEP,
    "nginx.conf": "server {" * 2_000 + "add_header Access-Control-Allow-Origin *;",
    "bomb.yaml": "a0: &a0 [cors origin]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 200)),
    "merges/compose.yaml": "services:\n  s0: &s0 {image: postgres, ports: ['5432:5432']}\n"
    + "".join(f"  s{n}: &s{n}\n    <<: *s{n - 1}\n" for n in range(1, 120)),
    "stages/Dockerfile": "".join(f"FROM s{n} AS s{n + 1}\nARG A=$A$A\n" for n in range(400)),
    "arguments/Dockerfile": "ARG A=a\n" + "ARG A=$A$A$A$A\n" * 60 + "FROM $A\n",
    "heredocs/Dockerfile": "FROM a\n" + "RUN <<A <<B\n" * 200,
    "line.js": "const cors = require('cors');" + "app.use(cors());" * 4_000,
    "line.env": "A='" + "x" * 300_000,
    "blanks.env": 'A="b"' + " " * 100_000 + "c\n" * 3,
    "lines.env": "A=b\n" * 5_000,
    "self.sh": "#!/bin/sh\n. ./self.sh\nexec sh -c 'sh -c \"sh ./self.sh\"'\n",
    "Makefile": "all: all\n\t$(MAKE) all\n",
    "package.json": '{"scripts": {"start:prod": "npm run start:prod"}}',
    "regex.py": "from flask_cors import CORS\nCORS(app, origins=r'(a+)+$|((b{9}){9}){2,3')\n",
}


class Hostile(NamedTuple):
    """What git tracks; the names of files with one finding each; every secret; what can only be refused, with why."""

    tracked: list[str]
    names: list[str]
    secrets: list[str]
    refused: dict[str, str]


def make(root: Path) -> Hostile:
    """Write it all into a folder, as far as its file system can hold it, and have git track what it can."""
    git(root, "init", "-q")
    write(root, dict(_TEXTS))
    secrets = _secrets(root)
    names = [*_encodings(root), *(os.fsdecode(name) for name in NAMES if _written(root, name))]
    for module in ("prodlint", "yaml", "re", "sitecustomize", "hooks"):
        (root / f"{module}.py").write_text("open('pwned', 'w')\nraise SystemExit('pwned')\n")
    write(root, {"gone.py": CORS, "replaced.py": CORS})
    for name, target in _LINKS.items():
        (root / name).symlink_to(target)
    git(root, "add", "-f", "--", ".")
    tracked = [os.fsdecode(name) for name in git(root, "ls-files", "-z").split(b"\0") if name]
    for setting in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.editor"):
        git(root, "config", setting, "touch pwned")
    write(root, {"gone.py": None, "replaced.py": None})
    os.mkfifo(root / "replaced.py")  # nobody writes to it
    refused = {"broken.js": "line 2: too broken to be parsed", "replaced.py": "not a regular file"}
    return Hostile(tracked, [name for name in names if name.endswith(".py")], secrets, refused)


def _written(root: Path, name: bytes) -> bool:
    """Whether the file system takes such a name."""
    path = os.path.join(os.fsencode(root), name)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(CORS.encode())
    except (OSError, ValueError):
        return False
    return True


def _secrets(root: Path) -> list[str]:
    stripe, openai, password = fake("a Stripe secret key"), fake("an OpenAI key"), generated(24)
    pem = private_key()
    write(
        root,
        {
            ".env": f"STRIPE_SECRET_KEY={stripe}\nDATABASE_URL=postgres://shop:{password}@db.shop.io:5432/shop\nPEM='{pem}'\n",
            ".env.example": f"OPENAI_API_KEY={openai}\n",
            "web/.env.production": f"NEXT_PUBLIC_STRIPE_SECRET_KEY={stripe}\n",
            "web/app.tsx": f"const key = process.env.NEXT_PUBLIC_OPENAI_API_KEY ?? '{openai}'\n",
            "image/Dockerfile": f"FROM node:20\nENV STRIPE_SECRET_KEY={stripe}\nRUN curl -u shop:{password} https://shop.io\n",
            "db.py": f'import psycopg2\npsycopg2.connect("postgres://shop:{password}@db.shop.io/shop?sslmode=disable")\n',
            "cut.yaml": f"env:\n  - name: NEXT_PUBLIC_STRIPE_SECRET_KEY\n    value: '{stripe}\n  [",
            "prod.sh": f"export NEXT_PUBLIC_STRIPE_SECRET_KEY={stripe} # {openai}\n",
        },
    )
    return [stripe, openai, password, *pem.split("\n")[1:-1]]


def _encodings(root: Path) -> list[str]:
    """Files with the same code in different bytes; their names."""
    encodings = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be")
    files = {f"{name}.py": CORS.encode(name) for name in encodings} | {
        "bytes.py": b"# \xff\xfe\xed\xa0\x80\xc0\xaf\n" + CORS.encode(),
        "ends.py": CORS.replace("\n", "\r").encode() + b"\x0c\r\n\n\r",
        "nul.py": CORS.encode() + b"\0" * 50,
    }
    for name, data in files.items():
        (root / name).write_bytes(data)
    (root / "random.yaml").write_bytes(bytes(range(256)) * 40 + b"origin")
    return list(files)
