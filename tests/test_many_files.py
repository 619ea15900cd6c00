"""What decides stands in the last of very many files: none is looked for among the first few alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import git, write
from prodlint.__main__ import main

MANY = 420
LAST = f"z/{MANY}"  # is read last, in whatever order: the last name, the deepest
RUNS = 'FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["./start.sh"]\n'
SUPERVISED = 'FROM debian:12\nCOPY . /etc/supervisor\nCMD ["/usr/bin/supervisord"]\n'
ROUTE = "kind: Ingress\nspec:\n  rules:\n  - http:\n      paths:\n      - backend: {service: {name: %s}}\n"
PROXIED = """\
services:
  web:
    image: nginx:1.27
    ports: ["80:80"]
    volumes: ["./sites:/etc/nginx/conf.d"]
  api:
    image: shop/api
    ports: ["8000:8000"]
"""

# Hook, the file to look at, what it holds, what each of the others is called and holds, the last, and who is found.
TABLE = {
    "readers": (
        "no-public-secrets", ".env.production", "VITE_ACME_API_KEY=\n",
        "{}.ts", "show(import.meta.env.VITE_ACME_API_KEY)\n",
        "new OpenAI({ apiKey: import.meta.env.VITE_ACME_API_KEY })\n", True,
    ),
    "prefixes": (
        "no-public-secrets", "z/.env.production", "SHOP_STRIPE_SECRET_KEY=\n",
        "{}/vite.config.ts", "export default {}\n", "export default { envPrefix: ['SHOP_'] }\n", True,
    ),
    "sites": (
        "no-bypassed-proxy", "compose.yaml", PROXIED,
        "sites/{}.conf", "server { location / { proxy_pass http://other:1; } }\n",
        "server { location / { proxy_pass http://api:8000; } }\n", True,
    ),
    "routes": (
        "no-bypassed-proxy", "k8s/service.yaml", "kind: Service\nmetadata: {name: api}\nspec: {type: LoadBalancer}\n",
        "k8s/{}.yaml", ROUTE % "other", ROUTE % "api", True,
    ),
    "workspaces": (
        "lean-images", "Dockerfile", "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD [\"node\", \"a.js\"]\n",
        "{}/package.json", "{}\n", '{"devDependencies": {"jest": "1"}}\n', True,
    ),
    "scripts": (
        "lean-images", "z/Dockerfile", RUNS,
        "{}/start.sh", "node a.js\n", "npm run dev\n", False,
    ),
    "scripts-as-root": (
        "no-root-container", "Dockerfile", RUNS, "{}/start.sh", "node a.js\n", "exec gosu node node a.js\n", False,
    ),
    "supervised": (
        "no-root-container", "Dockerfile", SUPERVISED, "supervisor/{}.conf", "[program:a]\ncommand=a\n",
        "[program:a]\ncommand=a\nuser=shop\n", False,
    ),
}  # fmt: skip
BESIDE = {
    "workspaces": {"package.json": '{"workspaces": ["*", "z/*"]}\n'},
    "scripts": {"z/package.json": '{"devDependencies": {"vite": "6"}}\n'},
}


@pytest.mark.parametrize("name", TABLE)
def test_the_last_of_many_files_counts(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook, path, text, called, others, last, is_found = TABLE[name]
    many = {called.format(number): others for number in range(100, MANY)}
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {**BESIDE.get(name, {}), path: text, **many})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "--", ".")
    assert main([hook, path]) == (not is_found)
    write(tmp_path, {called.format(LAST if name != "supervised" else MANY): last})
    git(tmp_path, "add", "--", ".")
    assert main([hook, path]) == is_found
