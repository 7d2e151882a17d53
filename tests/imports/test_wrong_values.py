"""Forty files of well-formed rows with wrong values: each wrong cell is named, the right rows go in."""

from pathlib import Path

import pytest

from parrainage_desktop.customers import service as customers
from tests.imports.files import bring, counts, written, wrong
from tests.stores import Till

RIGHT = "0639980001"
WRONG: list[tuple[str, str, str]] = [
    ("Portable", "12", "not_a_phone"),
    ("Portable", "voir avec Paul", "not_a_phone"),
    ("Portable", "06 39 98", "not_a_phone"),
    ("Portable", "0639980001 / 0472000001", "not_a_phone"),
    ("Portable", "=1+1", "not_a_phone"),
    ("Portable", "<b>06</b>", "not_a_phone"),
    ("Portable", "0" * 60, "not_a_phone"),
    ("Portable", "+999 12 34 56", "not_a_phone"),
    ("Courriel", "zoe", "not_an_email"),
    ("Courriel", "zoe@", "not_an_email"),
    ("Courriel", "@orange.fr", "not_an_email"),
    ("Courriel", "zoe@orange", "not_an_email"),
    ("Courriel", "zoe orange.fr", "not_an_email"),
    ("Courriel", "zoe@@orange.fr", "not_an_email"),
    ("Courriel", "zoe@orange.fr, ana@orange.fr", "not_an_email"),
    ("Courriel", "zoe@orange..fr", "not_an_email"),
    ("Courriel", "x" * 250 + "@orange.fr", "not_an_email"),
    ("Courriel", "=cmd|' /C calc'!A0", "not_an_email"),
    ("Prénom", "x" * 121, "too_long"),
    ("Nom", "x" * 121, "too_long"),
    ("Ville", "x" * 121, "too_long"),
    ("Adresse", "x" * 241, "too_long"),
    ("Code postal", "x" * 17, "too_long"),
    ("Notes", "x" * 2_001, "too_long"),
    ("Étiquettes", "x" * 41, "too_long"),
    ("Client depuis", "31/02/2020", "not_a_day"),
    ("Client depuis", "32/01/2020", "not_a_day"),
    ("Client depuis", "2020-13-01", "not_a_day"),
    ("Client depuis", "hier", "not_a_day"),
    ("Client depuis", "31/12/1899", "not_a_day"),
    ("Client depuis", "31/12/2099", "future"),
    ("Dernier achat", "15/11/2026", "future"),
    ("Dernier achat", "le 14", "not_a_day"),
    ("Montant", "beaucoup", "not_an_amount"),
    ("Montant", "-5,00", "not_an_amount"),
    ("Montant", "12,345,6", "not_an_amount"),
    ("Montant", "99999999999", "not_an_amount"),
    ("Langue", "klingon", "not_a_language"),
    ("Accepte les e-mails", "peut-être", "not_yes_or_no"),
    ("Accepte les SMS", "31/12/2099", "future"),
    ("Déjà client", "peut-être", "not_yes_or_no"),
    ("Carte", "P-AAA-AAA", "not_a_card"),
]
MEANT = {
    "Portable": "0639980002", "Courriel": "ana@orange.fr", "Prénom": "Ana", "Nom": "Roux", "Montant": "12,50",
    "Client depuis": "31/12/2020", "Dernier achat": "31/10/2026", "Langue": "fr", "Accepte les e-mails": "oui",
    "Accepte les SMS": "31/12/2020", "Déjà client": "non",
}  # fmt: skip


def test_there_are_forty_of_them() -> None:
    assert len(WRONG) >= 40


@pytest.mark.parametrize(("column", "value", "reason"), WRONG)
def test_a_wrong_value_is_named_and_only_its_row_is_left_out(
    file_till: Till, tmp_path: Path, column: str, value: str, reason: str
) -> None:
    headings = list(dict.fromkeys((column, "Prénom", "Nom", "Portable", "Dernier achat")))
    right = [MEANT.get(name, "") for name in headings]
    bad = ["Zoé" if name == "Prénom" else "" for name in headings]
    bad[headings.index("Dernier achat")] = "30/10/2026"
    bad[headings.index(column)] = value
    report = bring(file_till, written(tmp_path / "a.csv", headings, right, bad))
    assert counts(report) == (2, 1, 0, 0, 1)
    assert wrong(report) == [(3, column, reason, value[:200])]
    assert file_till.scalar("SELECT given_name FROM customers") == "Ana"


NAMES = [
    "Élodie", "Иван", "Ελένη", "张伟", "たろう", "김민수", "محمد", "שרה", "प्रिया", "สมชาย", "Գոռ", "Ólafía", "Nguyễn",
    "<b>Jean</b>", "<img src=x onerror=alert(1)>", "=HYPERLINK(\"http://x\")", "+33", "@SUM(A1)", "-2+3", "' OR 1=1 --",
    "Robert'); DROP TABLE customers;--", "%s%n{name}", "\u202eevil", "zero\u200bwidth", "J\u0301ean", "😀 Zoé", "& co",
]  # fmt: skip


def test_names_of_every_script_and_every_trick_come_in_as_plain_text(till: Till, tmp_path: Path) -> None:
    rows = [(name, f"063998{number:04}") for number, name in enumerate(NAMES)]
    report = bring(till, written(tmp_path / "a.csv", ("Prénom", "Portable"), *rows))
    assert counts(report) == (len(NAMES), len(NAMES), 0, 0, 0)
    with till.db.read() as tx:
        kept = {one.given_name for one in customers.recent(tx, 0, 100)}
    assert {"<b>Jean</b>", "=HYPERLINK(\"http://x\")", "evil", "zerowidth", "张伟", "+33"} <= kept
    assert not any(sign in name for name in kept for sign in "\u202e\u200b\0")
