"""What a commit costs: each hook over 1, 5, 50 and 500 clean files, and over one file with a finding, against an
interpreter that does nothing."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

import yaml
from measure import ratios, run

COUNTS = (1, 5, 50, 500)
LIMITS = {1: 1.25, 5: 1.25}  # what the design promises on Python 3.12 and later

# Ordinary files of a web product that hold nothing for us: a module, a component, a workflow, a data file, styles.
CLEAN = {
    "module{}.py": 'def total(items: list[float]) -> float:\n    """The sum."""\n    return sum(items)\n' * 40,
    "component{}.tsx": "export function Title(props: { text: string }) {\n  return <h1>{props.text}</h1>;\n}\n" * 40,
    "pipeline{}.yaml": "steps:\n  - name: build\n    run: make build\n" * 40,
    "data{}.json": '{"rows": [1, 2, 3], "title": "numbers"}\n',
    "styles{}.css": "h1 { color: black }\n",
}

BAD = {
    "block-env-files": (".env.local", "PORT=8000\n"),
    "no-public-secrets": ("chat.ts", "new OpenAI({ apiKey: process.env.NEXT_PUBLIC_OPENAI_API_KEY })\n"),
    "no-wildcard-cors": ("main.py", "from flask_cors import CORS\nCORS(app)\n"),
    "no-reload-in-prod": ("Procfile", "web: uvicorn main:app --reload\n"),
    "no-env-in-image": ("Dockerfile", "FROM python:3.12\nCOPY .env .\n"),
    "no-public-db-ports": ("compose.yaml", 'services:\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n'),
    "no-root-container": ("Dockerfile", 'FROM python:3.12\nUSER root\nCMD ["gunicorn", "app:app"]\n'),
    "require-db-tls": ("settings.yaml", "url: postgresql://db.example.com/shop?sslmode=disable\n"),
    "require-https-urls": (".env.production", "NEXT_PUBLIC_API_URL=http://api.shop.example\n"),
    "no-default-secrets": (".env.production", "JWT_SECRET=secret\n"),
    "no-public-api-docs": ("main.py", "from fastapi import FastAPI\napp = FastAPI()\n"),
    "pin-base-images": ("Dockerfile", "FROM python:3.12\n"),
    "harden-compose": ("compose.yaml", "services:\n  api:\n    image: api\n    privileged: true\n"),
    "no-broad-db-grants": ("grants.sql", "GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA public TO web;\n"),
    "no-bypassed-proxy": (
        "compose.yaml",
        "services:\n  traefik:\n    image: traefik:3\n  api:\n    image: api\n    ports: ['8000:8000']\n"
        "    labels: ['traefik.http.services.api.loadbalancer.server.port=8000']\n",
    ),
    "lean-images": ("Dockerfile", 'FROM python:3.12\nRUN pip install pytest\nCMD ["gunicorn", "app:app"]\n'),
    "prodlint": ("main.py", "from flask_cors import CORS\nCORS(app)\n"),
}


def entries(python: str) -> dict[str, list[str]]:
    """The command of each hook, as the manifest gives it to pre-commit, for an interpreter that has prodlint."""
    manifest = yaml.safe_load((Path(__file__).parent.parent / ".pre-commit-hooks.yaml").read_text())
    return {hook["id"]: [python, *shlex.split(hook["entry"])[1:]] for hook in manifest}


def make(folder: Path, count: int) -> list[str]:
    """Write `count` clean files, the kinds in turn; their names."""
    names = []
    for number in range(count):
        template, text = list(CLEAN.items())[number % len(CLEAN)]
        name = template.format(number)
        (folder / name).write_text(text)
        names.append(name)
    return names


def report(python: str, runs: int) -> None:
    """Print the table: for each hook the median and the smallest ratio."""
    floor = [python, "-I", "-c", "pass"]
    print(f"{'hook':20}" + "".join(f"{f'{count} clean':>13}" for count in COUNTS) + "    1 finding")
    for hook, entry in entries(python).items():
        cells = []
        for count in COUNTS:
            with tempfile.TemporaryDirectory() as temporary:
                folder = Path(temporary)
                cells.append(_cell(entry, make(folder, count), floor, folder, runs, LIMITS.get(count, 99), 0))
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            name, text = BAD[hook]
            (folder / name).write_text(text)
            cells.append(_cell(entry, [name], floor, folder, runs, 99, 1))
        print(f"{hook:20}" + "".join(cells), flush=True)
    print("x of `python -I -c pass`, median and smallest; `!` marks what is over the design's limit")


def _cell(
    entry: list[str], names: list[str], floor: list[str], folder: Path, runs: int, limit: float, status: int
) -> str:
    command = [*entry, *names]
    done = run(command, folder)
    if done.status != status:
        raise SystemExit(f"{' '.join(command[4:7])} ... ended with {done.status}, not {status}")
    median, smallest = ratios(command, floor, folder, runs)
    return f"  {median:5.2f} {smallest:4.2f}{'!' if smallest > limit else ' '}"
