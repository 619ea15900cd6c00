"""`match` of an allow entry: the lines that say what a finding is about, and none of its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import git, write
from prodlint.__main__ import main

HEADERS = '{ "key": "Access-Control-Allow-Origin", "value": "*" }'
VERCEL = f"""{{
  "headers": [
    {{
      "source": "/api/(.*)",
      "headers": [
        {HEADERS}
      ]
    }},
    {{
      "headers": [
        {HEADERS}
      ],
      "source": "/widget/(.*)"
    }}
  ]
}}
"""
NGINX = """server {
  location /api/ {
    expires 1h;
    add_header Access-Control-Allow-Origin *;
  }
  location /widget/ {
    add_header Access-Control-Allow-Origin *;
  }
}
"""
NETLIFY = """[[headers]]
  for = "/api/*"
  [headers.values]
    Access-Control-Allow-Origin = "*"
[[headers]]
  for = "/widget/*"
  [headers.values]
    Access-Control-Allow-Origin = "*"
"""
CLOUDFLARE = """/api/*
  Access-Control-Allow-Origin: *
/widget/*
  Access-Control-Allow-Origin: *
"""
INGRESS = """apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
  annotations:
    nginx.ingress.kubernetes.io/enable-cors: "true"
    nginx.ingress.kubernetes.io/cors-allow-origin: "*"
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: widget
  annotations:
    nginx.ingress.kubernetes.io/enable-cors: "true"
    nginx.ingress.kubernetes.io/cors-allow-origin: "*"
"""
SERVER = """const cors = require("cors");
const app = require("express")();
app.use("/widget", (req, res) => {
  app.use(cors({ origin: true }));
  app.get("/api", cors({
    origin: true,
  }));
});
"""


@pytest.mark.parametrize(
    ("path", "text", "match", "left"),
    [
        ("vercel.json", VERCEL, "/api/", [11]),
        ("vercel.json", VERCEL, "/widget/", [6]),
        ("vercel.json", VERCEL, "Allow-Origin", []),
        ("vercel.json", VERCEL, "nothing", [6, 11]),
        ("nginx.conf", NGINX, "/api/", [7]),
        ("nginx.conf", NGINX, "/widget/", [4]),
        ("nginx.conf", NGINX, "expires", [4, 7]),
        ("nginx.conf", NGINX, "server", []),
        ("netlify.toml", NETLIFY, "/api/", [8]),
        ("netlify.toml", NETLIFY, "/widget/", [4]),
        ("public/_headers", CLOUDFLARE, "/api/", [4]),
        ("public/_headers", CLOUDFLARE, "/widget/", [2]),
        ("k8s/ingress.yaml", INGRESS, "name: widget", [7]),
        ("server.js", SERVER, "/widget", [4, 6]),  # in code, what stands around may be anything
        ("server.js", SERVER, "/api", [4]),
    ],
)
def test_match(
    path: str,
    text: str,
    match: str,
    left: list[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    git(tmp_path, "init", "-q")
    entry = f"[[allow]]\nhook = 'no-wildcard-cors'\npath = '.'\nmatch = '{match}'\nreason = 'as it is'\n"
    write(tmp_path, {path: text, "prodlint.toml": entry})
    git(tmp_path, "add", "-A")
    monkeypatch.chdir(tmp_path)
    assert main(["no-wildcard-cors", path]) == int(bool(left))
    lines = [line.split(":") for line in capsys.readouterr().out.splitlines() if line.startswith(f"{path}:")]
    assert [int(line[1]) for line in lines] == left
