"""Whatever a file holds, every row is accounted for, the preview says what happens, and twice is once."""

import shutil
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from parrainage_desktop.base.clock import SetClock
from parrainage_desktop.base.database import Database
from parrainage_desktop.imports.cells import Sign, amount, day, decided, proves
from parrainage_desktop.imports.keys import Keys
from parrainage_desktop.imports.rules import Field, Style
from tests.conftest import NOW
from tests.imports.files import bring, contents, counts, previewed, undo, written
from tests.stores import Till, broken_rules

CELLS = {
    "Prénom": st.sampled_from(["", "Ana", "Zoé", "Karim", "-"]),
    "Nom": st.sampled_from(["", "Roux", "ROUX", "Petit"]),
    "Portable": st.sampled_from(["", "06 39 98 00 01", "0639980002", "+33639980001", "12", "-"]),
    "Courriel": st.sampled_from(["", "ana@orange.fr", "ANA@orange.fr", "zoe@orange.fr", "x@"]),
    "Ville": st.sampled_from(["", "Lyon", "Paris"]),
    "Étiquettes": st.sampled_from(["", "vip", "vip, bio"]),
    "Accepte les SMS": st.sampled_from(["", "oui", "non"]),
}
ROWS = st.lists(st.tuples(*CELLS.values()), min_size=1, max_size=12)


@given(before=ROWS, rows=ROWS)
@settings(max_examples=25, deadline=None)
def test_every_row_is_accounted_for_and_a_second_time_adds_nothing(
    sqlite_template: Path, before: list[tuple[str, ...]], rows: list[tuple[str, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = Path(shutil.copy(sqlite_template, Path(folder) / "shop.db"))
        till = Till(Database.open(shop, SetClock(NOW)), SetClock(NOW))
        try:
            bring(till, written(Path(folder) / "before.csv", tuple(CELLS), *before))
            as_it_was = contents(till)
            path = written(Path(folder) / "rows.csv", tuple(CELLS), *rows)
            ahead = previewed(till, path)
            report = bring(till, path)
            assert counts(ahead) == counts(report)
            assert report.read == sum(any(row) for row in rows)
            again = bring(till, path)
            assert again.added == 0
            undo(till, again)
            undo(till, report)
            assert contents(till) == as_it_was
            assert broken_rules(till) == []
        finally:
            till.db.close()


@given(st.lists(st.tuples(st.text(max_size=6), st.integers(0, 2**32 - 1)), max_size=200))
def test_keys_remember_the_first_number_of_each_text(pairs: list[tuple[str, int]]) -> None:
    keys = Keys()
    known: dict[str, int] = {}
    for text, number in pairs:
        keys.put(text, number)
        known.setdefault(text, number)
    assert {text: keys.get(text) for text in known} == known
    assert len(keys) == len(known)
    assert keys.get("something else") is None


def test_keys_grow() -> None:
    keys = Keys()
    for number in range(50_000):
        keys.put(str(number), number)
    assert all(keys.get(str(number)) == number for number in range(50_000))
    assert keys.get("50000") is None


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_a_day_is_read_back_as_it_was_written(given_day: date) -> None:
    for pattern, style in (("%d/%m/%Y", Style.DAY_FIRST), ("%m/%d/%y", Style.MONTH_FIRST), ("%Y-%m-%d", None)):
        assert day(given_day.strftime(pattern), style) == given_day


@given(st.integers(0, 99_999_999))
def test_an_amount_is_read_back_as_it_was_written(cents: int) -> None:
    english = f"{cents / 100:,.2f}"
    french = english.replace(",", " ").replace(".", ",")
    assert amount(english, Style.DECIMAL_POINT) == amount(french, Style.DECIMAL_COMMA) == cents


def test_a_column_is_read_one_way_or_asked_about() -> None:
    styles = (Style.DAY_FIRST, Style.MONTH_FIRST)
    read = [proves(text, Field.SINCE) for text in ("01/02/2020", "25/12/2020")]
    assert decided(read, styles) is Style.DAY_FIRST
    assert decided([proves("12/25/2020", Field.SINCE)], styles) is Style.MONTH_FIRST
    assert decided([proves("01/02/2020", Field.SINCE)], styles) is None
    assert decided([Sign.FIRST, Sign.SECOND, Sign.EITHER], styles) is Style.PLAIN
    assert day("01/02/2020", Style.PLAIN) is None
    assert amount("1,234", Style.PLAIN) is None
    assert amount("1,234", Style.DECIMAL_POINT) == 123_400
