"""Each import contract of pyproject.toml breaks when somebody breaks it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# A little house that breaks every contract once.
HOUSE = {
    "base/database.py": "",
    "base/i18n.py": "",
    "ui/fields.py": "",
    "customers/rules.py": "from parrainage_desktop.base import i18n\nimport sqlalchemy\nimport PySide6\n",
    "customers/store.py": "from parrainage_desktop.customers import service\n",
    "customers/service.py": "from parrainage_desktop.vouchers import service\n",
    "customers/page.py": "from parrainage_desktop.customers import store\n",
    "vouchers/service.py": "",
    "vouchers/page.py": "from parrainage_desktop.customers import page\n",
    "vouchers/store.py": "from parrainage_desktop.customers import store\n",
}


def lint(folder: Path) -> str:
    """What import-linter says about the package in a folder, in one line of words."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return " ".join(done.stdout.split())


def test_every_contract_can_break(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in HOUSE.items():
        file = tmp_path / "parrainage_desktop" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        (file.parent / "__init__.py").touch()
    (tmp_path / "parrainage_desktop" / "__init__.py").touch()
    said = lint(tmp_path)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    kept = [contract["name"] for contract in contracts if f"{contract['name']} BROKEN" not in said]
    assert kept == [], said
