"""Versions of the scheme."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Named,
    RowMapping,
    String,
    Table,
    Text,
    TypedColumns,
    bindparam,
    case,
    column,
    delete,
    func,
    insert,
    literal,
    select,
    table,
    update,
)

from parrainage_desktop.base.database import METADATA, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.programme import codec
from parrainage_desktop.programme.rewards import Fixed, fixed
from parrainage_desktop.programme.rules import Arm, Programme, Terms


class ProgrammeColumns(TypedColumns):
    """One version; a change adds another and referrals keep the one they were claimed under.

    `parameters` holds as JSON what has no column; what it leaves out is as usual. A side rewarded otherwise than by
    an amount has 0 cents in its column and its reward there. A row with `variant_of` is no version of its own but that
    one with the rewards it is compared with.
    """

    id: Named[int] = Column(primary_key=True)
    effective_from: Named[date]
    currency: Named[str] = Column(String(3))
    referrer_cents: Named[int]
    referee_cents: Named[int]
    purchase_minimum_cents: Named[int]
    voucher_minimum_cents: Named[int]
    lock_days: Named[int]
    valid_months: Named[int]
    claim_window_days: Named[int]
    personal: Named[bool]
    one_per_purchase: Named[bool]
    ends_on: Named[date | None]
    usual_cost_cents: Named[int]
    parameters: Named[str] = Column(Text, server_default="{}")
    variant_of: Named[int | None] = Column(ForeignKey("programmes.id"))


PROGRAMMES = Table(
    "programmes",
    METADATA,
    ProgrammeColumns,
    CheckConstraint("referrer_cents BETWEEN 0 AND 100000000", name="referrer"),
    CheckConstraint("referee_cents BETWEEN 0 AND 100000000", name="referee"),
)


class SpendingColumns(TypedColumns):
    """The cents of vouchers that referrals earned on a shop day, less what was cancelled of them since."""

    day: Named[date] = Column(primary_key=True)
    cents: Named[int] = Column(BigInteger)


SPENDING = Table("spending", METADATA, SpendingColumns)


class DrawColumns(TypedColumns):
    """The half of a version's comparison that a customer was drawn for, once and for all."""

    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), primary_key=True)
    programme_id: Named[int] = Column(ForeignKey("programmes.id"), primary_key=True)
    arm: Named[str] = Column(String(1))


DRAWS = Table(
    "draws", METADATA, DrawColumns, CheckConstraint("arm IN ('a', 'b')", name="arm"), sqlite_with_rowid=False
)
_people = table("customers", column("id"), column("gone"))


_AT_ONCE = 500
"""People asked about in one question."""
_AS_THEY_ARE = (
    "purchase_minimum_cents", "voucher_minimum_cents", "lock_days", "valid_months", "claim_window_days", "personal",
    "one_per_purchase", "ends_on", "usual_cost_cents",
)  # fmt: skip
"""The parameters with a column of their own."""
_SIDES = ("referrer", "referee")
_COLUMNS = list(PROGRAMMES.columns)
_BY_NUMBER = select(*_COLUMNS).where(PROGRAMMES.c.id == bindparam("number"))
_VERSIONS = select(*_COLUMNS).where(PROGRAMMES.c.variant_of.is_(None))
_IN_FORCE = (
    _VERSIONS.where(PROGRAMMES.c.effective_from <= bindparam("today"))
    .order_by(PROGRAMMES.c.effective_from.desc(), PROGRAMMES.c.id.desc())
    .limit(1)
)
_FIRST = _VERSIONS.order_by(PROGRAMMES.c.effective_from, PROGRAMMES.c.id).limit(1)
_SPEND = update(SPENDING).where(SPENDING.c.day == bindparam("on")).values(cents=SPENDING.c.cents + bindparam("added"))
"""Built once, as all that is asked with every friend, purchase or voucher."""


def insert_version(tx: Transaction, effective_from: date, currency: str, terms: Terms) -> Programme:
    """Write a version of the scheme; one that compares, with its other rewards as a row of their own."""
    made = _insert(tx, effective_from, currency, terms, None)
    if terms.variant:
        _insert(tx, effective_from, currency, terms.other, made.id)
    return made


def _insert(tx: Transaction, since: date, currency: str, terms: Terms, variant_of: int | None) -> Programme:
    values = {"effective_from": since, "currency": currency, "variant_of": variant_of, **_written(terms)}
    number = tx.execute(insert(PROGRAMMES).values(values).returning(PROGRAMMES.c.id)).scalar_one()
    return Programme(number, since, currency, terms)


def draw(tx: Transaction, number: int, like: int | None = None) -> int:
    """Draw everybody who is here now for one half of a comparison, either as likely; how many were drawn.

    Whoever was drawn for the version `like` stays in their half.
    """
    # An exact half on both: the lowest bit of SQLite's 64, half of PostgreSQL's evenly spaced fractions of one.
    usual = func.random().op("&")(1) == 0 if tx.on_sqlite else func.random() < 0.5
    arm: ColumnElement[str] = case((usual, Arm.USUAL.value), else_=Arm.OTHER.value)
    if like is not None:
        earlier = DRAWS.alias()
        theirs = select(earlier.c.arm).where(earlier.c.customer_id == _people.c.id, earlier.c.programme_id == like)
        arm = func.coalesce(theirs.scalar_subquery(), arm)
    present = select(_people.c.id, literal(number), arm).where(_people.c.gone == "").order_by(_people.c.id)
    drawn = insert(DRAWS).from_select(["customer_id", "programme_id", "arm"], present)
    return tx.execute(drawn.execution_options(preserve_rowcount=True)).rowcount


def drawn_for_other(tx: Transaction, number: int, people: Sequence[int]) -> set[int]:
    """Whom of these the lot gave the other rewards of a version."""
    found = select(DRAWS.c.customer_id).where(DRAWS.c.programme_id == number, DRAWS.c.arm == Arm.OTHER.value)
    parts = (people[place : place + _AT_ONCE] for place in range(0, len(people), _AT_ONCE))
    return {one for part in parts for one in tx.execute(found.where(DRAWS.c.customer_id.in_(part))).scalars()}


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let draws lead to another person, who keeps their own where they have one; the versions of those that moved."""
    theirs, own = (
        set(tx.execute(select(DRAWS.c.programme_id).where(DRAWS.c.customer_id == one)).scalars())
        for one in (from_id, to_id)
    )
    wanted = theirs - own if only is None else (theirs - own).intersection(only)
    return hand_over(tx, DRAWS, "customer_id", "programme_id", from_id, to_id, wanted) if wanted else []


def forget_draws(tx: Transaction, people: Collection[int]) -> None:
    """Take people’s draws out."""
    tx.execute(delete(DRAWS).where(DRAWS.c.customer_id.in_(people)))


def other(tx: Transaction, number: int) -> Programme:
    """The row with the other rewards of a version that compares."""
    rows = select(*_COLUMNS).where(PROGRAMMES.c.variant_of == number)
    return _programme(tx.execute(rows).mappings().one())


def in_force(tx: Transaction, today: date) -> Programme:
    """The newest version already in effect on a shop day; before there was any, the first."""
    newest = tx.execute(_IN_FORCE, {"today": today}).mappings().one_or_none()
    return _programme(newest or tx.execute(_FIRST).mappings().one())


def version(tx: Transaction, number: int) -> Programme:
    """One version by number."""
    return _programme(tx.execute(_BY_NUMBER, {"number": number}).mappings().one())


def versions(tx: Transaction) -> list[Programme]:
    """Every version in the order they were written."""
    rows = tx.execute(_VERSIONS.order_by(PROGRAMMES.c.id)).mappings()
    return [_programme(row) for row in rows]


def add_spending(tx: Transaction, day: date, cents: int) -> None:
    """Add to what was spent on a shop day, or take away."""
    if not tx.execute(_SPEND, {"on": day, "added": cents}).rowcount:
        tx.execute(insert(SPENDING).values(day=day, cents=cents))


def spent(tx: Transaction, since: date) -> int:
    """Cents spent from a shop day on."""
    query = select(func.coalesce(func.sum(SPENDING.c.cents), 0)).where(SPENDING.c.day >= since)
    return int(tx.execute(query).scalar_one())


def _written(terms: Terms) -> Mapping[str, Any]:
    amounts = {"referrer_cents": terms.referrer_cents, "referee_cents": terms.referee_cents}
    plain = codec.plain(terms)
    for side in _SIDES:
        if isinstance(getattr(terms, side), Fixed):
            del plain[side]
    parameters = {name: value for name, value in plain.items() if name not in _AS_THEY_ARE}
    kept = {name: getattr(terms, name) for name in _AS_THEY_ARE}
    return {**amounts, **kept, "parameters": codec.written(parameters)}


def _programme(row: RowMapping) -> Programme:
    read, named = _parameters(row["parameters"])
    kept: dict[str, Any] = {name: row[name] for name in _AS_THEY_ARE}
    amounts = {side: fixed(row[f"{side}_cents"]) for side in _SIDES if side not in named}
    terms = replace(read, **kept | amounts)
    return Programme(row["id"], row["effective_from"], row["currency"], terms)


@lru_cache(maxsize=64)
def _parameters(text: str) -> tuple[Terms, frozenset[str]]:
    """The terms a text says and which it names; a version is read at every voucher and never changes."""
    values = codec.read(text)
    return codec.terms_of(values), frozenset(values)
