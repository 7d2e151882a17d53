"""The documents: their links lead somewhere, and the French is set as the screens are."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import catalogues
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "parrainage_desktop"
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_leads_to_a_file(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", paper.read_text(encoding="utf-8"))
    assert [link for link in links if not (paper.parent / link).exists()] == []


def test_the_french_guide_keeps_french_typography() -> None:
    guide = (ROOT / "docs" / "guide-fr.md").read_text(encoding="utf-8")
    guide = re.sub(r"`[^`]*`|\]\([^)]*\)|\*In English[^*]*\*|\|---.*", "X", guide)
    lines = [(line, list(catalogues.french(line))) for line in guide.splitlines()]
    assert [found for found in lines if found[1]] == []


def test_every_folder_of_the_map_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = re.findall(r"\| `([a-zA-Z0-9_/]+/)` \|", readme)
    assert len(folders) > 10
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_map_names_every_folder_of_the_program() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = [made.parent.relative_to(ROOT).as_posix() for made in PACKAGE.glob("*/__init__.py")]
    assert [folder for folder in folders if f"| `{folder}/`" not in readme] == []


def test_every_file_a_folder_s_own_map_names_is_there() -> None:
    named = 0
    for place in PACKAGE.glob("*/__init__.py"):
        there = [path.stem for path in place.parent.iterdir()]
        for name in re.findall(r"`([^`]+)`", ast.get_docstring(ast.parse(place.read_bytes())) or ""):
            named += 1
            assert any(fnmatch(file, name) for file in there), f"{place.parent.name}: {name}"
    assert named > 100
