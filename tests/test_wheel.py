"""A built package carries what the program reads at run time: resources and compiled catalogues."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = "parrainage_desktop/_data/"


def test_a_package_carries_fonts_colours_and_french(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    files = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    resources = {path.relative_to(ROOT).as_posix() for path in files}
    assert {DATA + name for name in resources} <= names
    assert DATA + "i18n/fr/LC_MESSAGES/parrainage.mo" in names
    assert not [name for name in names if name.endswith((".po", ".pot")) or name.startswith("tests")]
