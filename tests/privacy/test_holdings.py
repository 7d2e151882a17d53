"""Nothing about a person is forgotten: every table and column that leads to customers is declared."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import Column, String
from sqlalchemy import Table as SqlTable

from parrainage_desktop.base.database import METADATA
from parrainage_desktop.privacy import dossier_wording as wording
from parrainage_desktop.privacy.holdings import HOLDINGS, Holding
from parrainage_desktop.privacy.rules import JOURNAL
from parrainage_desktop.privacy.store import PEOPLE, TABLES
from parrainage_desktop.referrals.rules import ReferralReason
from parrainage_desktop.surveys.rules import Excluded

ROOT = Path(__file__).resolve().parents[2]


def of_people(tables: dict[str, SqlTable]) -> set[str]:
    """Tables from which foreign keys lead to customers, in however many steps."""
    found = {PEOPLE}
    while True:
        more = {name for name, table in tables.items() if any(target(c) in found for c in table.columns)} - found
        if not more:
            return found
        found |= more


def target(column: Column[Any]) -> str:
    """The table a column’s foreign key points to, or nothing."""
    return next((key.column.table.name for key in column.foreign_keys), "")


def forgotten(tables: dict[str, SqlTable], holdings: dict[str, Holding]) -> Iterator[str]:
    """What the declaration does not say."""
    people = of_people(tables)
    yield from (f"{name} is not declared" for name in sorted(people - holdings.keys()))
    yield from (f"{name} is no table" for name in sorted(holdings.keys() - people))
    for name in sorted(people & holdings.keys()):
        holding, columns = holdings[name], tables[name].columns
        followed = {*holding.leads, *holding.apart}
        for column in columns:
            if target(column) in people and column.name not in followed:
                yield f"{name}.{column.name} leads to a person"
            if column.name not in {*holding.shown, *holding.inner, *followed}:
                yield f"{name}.{column.name} is neither shown nor left out"
            treated = holding.deleted or column.name in {*holding.emptied, *holding.kept}
            if isinstance(column.type, String) and not treated:
                yield f"{name}.{column.name} is a text that an erasure leaves without a word why"


def all_tables() -> dict[str, SqlTable]:
    """Every table of the program, of features that nothing here knows too."""
    for path in ROOT.glob("parrainage_desktop/*/store.py"):
        importlib.import_module(f"parrainage_desktop.{path.parent.name}.store")
    return dict(METADATA.tables)


def test_every_table_and_column_about_people_is_declared() -> None:
    assert list(forgotten(all_tables(), dict(HOLDINGS))) == []
    assert of_people(all_tables()) <= TABLES.keys()


def test_a_new_table_would_be_noticed() -> None:
    shelves = sqlalchemy.MetaData()
    for table in all_tables().values():
        table.to_metadata(shelves)
    sqlalchemy.Table("letters", shelves, Column("voucher_id", sqlalchemy.ForeignKey("vouchers.id")))
    sqlalchemy.Table("envelopes", shelves, Column("letter_id", sqlalchemy.ForeignKey("letters.voucher_id")))
    shelves.tables[PEOPLE].append_column(Column("nickname", String(9)))
    assert list(forgotten(dict(shelves.tables), dict(HOLDINGS))) == [
        "envelopes is not declared",
        "letters is not declared",
        "customers.nickname is neither shown nor left out",
        "customers.nickname is a text that an erasure leaves without a word why",
    ]


def test_every_part_and_column_of_a_dossier_has_a_name() -> None:
    assert wording.sections().keys() == {*HOLDINGS, JOURNAL}
    shown = {name.removesuffix("_id") for holding in HOLDINGS.values() for name in holding.shown}
    assert shown | {"at", "action", "details"} == wording.columns().keys()


def test_an_erasure_leaves_every_reason_of_the_program_s_own() -> None:
    never_kept = {ReferralReason.CARD_MISREAD}
    assert {one.value for one in set(ReferralReason) - never_kept} <= HOLDINGS["referrals"].spared


def test_an_erasure_leaves_the_program_s_own_words_why_an_answer_was_left_out() -> None:
    assert {one.value for one in Excluded} == {*HOLDINGS["answers"].spared, Excluded.FORGOTTEN.value} - {""}
