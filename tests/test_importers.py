"""Which files import a module: what is looked at when a module opens something in others."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import write
from prodlint.context.modules import importers
from prodlint.options import Options
from prodlint.source import Repository

PYTHON = "shop/config.py"
SCRIPT = "src/config.ts"


@pytest.mark.parametrize(
    ("path", "other", "text", "imports"),
    [
        (PYTHON, "shop/main.py", "from shop.config import HOSTS\n", True),
        (PYTHON, "shop/main.py", "from .config import (\n    HOSTS,\n)\n", True),
        (PYTHON, "shop/main.py", "from . import (\n    views,\n    config,\n)\n", True),
        (PYTHON, "shop/main.py", "def f():\n    import shop.config as c\n", True),
        (PYTHON, "shop/api/main.py", "from ..config import HOSTS\n", True),
        (PYTHON, "shop/main.py", "from flask import config\n", False),
        (PYTHON, "shop/main.py", "app.config['x'] = 1\n", False),
        (PYTHON, "shop/main.py", "from shop.configs import config_of\n", False),
        (SCRIPT, "src/main.ts", "import { hosts } from './config'\n", True),
        (SCRIPT, "src/main.ts", "const { hosts } = require('./config.js')\n", True),
        (SCRIPT, "src/api/main.ts", 'import config from "../config"\n', True),
        (SCRIPT, "src/api/main.ts", 'import config from "./config"\n', False),
        (SCRIPT, "src/main.ts", "const config = load('myconfig')\n", False),
        ("src/config/index.ts", "src/main.ts", "import { hosts } from './config'\n", True),
    ],
)
def test_importers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, other: str, text: str, imports: bool
) -> None:
    write(tmp_path, {path: "x = 1\n", other: text})
    monkeypatch.chdir(tmp_path)
    assert [*importers(path, Repository(Options()))] == [other] * imports
