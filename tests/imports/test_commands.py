"""Files brought in from a terminal: JSON as promised, exit codes, a column in doubt asked about."""

from pathlib import Path

import pytest

from parrainage_desktop.base.clock import SetClock
from tests.console import Console, opened
from tests.imports.files import written

HEAD = ("Nom", "Portable", "Client depuis")


@pytest.fixture
def console(tmp_path: Path, clock: SetClock) -> Console:
    return opened(tmp_path, clock)


def test_an_import_says_what_it_did(console: Console, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", HEAD, ("Karim Haddad", "0639980001", "31/12/2020"), ("Zoé", "12", ""))
    error = {"row": 3, "column": "Portable", "reason": "not_a_phone", "value": "12"}
    said = {"read": 2, "added": 1, "updated": 0, "skipped": 0, "wrong": 1, "errors": [error]}
    assert console.ask("customers", "import", str(path), "--dry-run") == said
    assert console.ask("customers", "find", "haddad")["customers"] == []
    assert console.ask("customers", "import", str(path)) == said | {"import": 1}
    assert console.ask("customers", "import", str(path)) == said | {"added": 0, "skipped": 1, "import": 2}
    assert console.ask("customers", "import", "--undo", "2") == {"undone": 2, "removed": 0, "restored": 0}
    assert console.ask("customers", "import", "--undo", "1") == {"undone": 1, "removed": 1, "restored": 0}
    assert console.refused(3, "customers", "import", "--undo", "1")["refused"] == "already_undone"
    assert console.refused(3, "customers", "import", "--undo", "9")["refused"] == "unknown_import"


def test_a_strict_import_is_refused_with_its_errors(console: Console, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", HEAD, ("Karim Haddad", "0639980001", ""), ("Zoé", "12", ""))
    data = console.refused(3, "customers", "import", str(path), "--strict")
    assert data["refused"] == "wrong_rows"
    assert (data["read"], data["added"], len(data["errors"])) == (2, 0, 1)
    assert console.ask("customers", "find", "haddad")["customers"] == []


def test_a_broken_file_ends_with_four_and_its_place(console: Console, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'Nom;Portable\nAna;0639980001\n"Zoe;0639980002\n')
    data = console.refused(4, "customers", "import", str(path))
    assert data["error"] == "quote_unclosed"
    assert "3" in data["message"]
    assert console.refused(4, "customers", "import", str(tmp_path / "b.csv"))["error"] == "file_missing"


def test_a_column_in_doubt_is_asked_about_and_said_with_map(console: Console, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", HEAD, ("Karim Haddad", "0639980001", "01/02/2020"))
    asked = console.refused(2, "customers", "import", str(path))
    assert 'Client depuis=since:day_first' in asked["message"]
    console.ask("customers", "import", str(path), "--map", "client depuis=since:month_first")
    assert console.ask("customers", "show", "0639980001")["since"] == "2020-01-02"


def test_columns_are_said_by_hand(console: Console, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", ("Who", "How"), ("Karim Haddad", "0639980001"))
    assert "Who, How" in console.refused(2, "customers", "import", str(path))["message"]
    for bad in ("Who=nobody", "Whom=name", "Who", "Who=name:day_first"):
        console.refused(2, "customers", "import", str(path), "--map", bad)
    console.refused(2, "customers", "import", str(path), "--map", "Who=phone", "--map", "How=phone")
    done = console.ask("customers", "import", str(path), "--map", "Who=name", "--map", "How=phone")
    assert done["added"] == 1
    assert console.ask("customers", "find", "karim")["customers"][0]["phone"] == "+33639980001"


def test_a_file_must_be_named(console: Console) -> None:
    assert console.refused(2, "customers", "import")["field"] == "file"
