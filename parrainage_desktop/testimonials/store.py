"""Testimonials."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Named,
    Select,
    String,
    Table,
    TypedColumns,
    insert,
    select,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.joined import PEOPLE, whole_name
from parrainage_desktop.testimonials.rules import Kind, Question, State, Testimonial, Words


class TestimonialColumns(TypedColumns):
    """A testimonial; words are emptied when its customer is erased, the row stays."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int] = Column(Key, ForeignKey("customers.id"), index=True)
    kind: Named[str] = Column(String(12))
    language: Named[str] = Column(String(2))
    signed: Named[str] = Column(String(120))
    why_said: Named[str] = Column(String(2_000))
    before_said: Named[str] = Column(String(2_000))
    during_said: Named[str] = Column(String(2_000))
    tangible_said: Named[str] = Column(String(2_000))
    intangible_said: Named[str] = Column(String(2_000))
    advice_said: Named[str] = Column(String(2_000))
    state: Named[str] = Column(String(10))
    noted_on: Named[date]
    consent_on: Named[date | None]
    revoked_on: Named[date | None]
    read_on: Named[date | None]
    published_on: Named[date | None]
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


TESTIMONIALS = Table(
    "testimonials",
    METADATA,
    TestimonialColumns,
    CheckConstraint("state IN ('draft', 'approved', 'published', 'withdrawn')", name="state"),
    CheckConstraint("state <> 'published' OR consent_on IS NOT NULL", name="consent"),
)


def insert_testimonial(tx: Transaction, customer_id: int, kind: Kind, language: str, words: Words) -> int:
    """Write a draft; its number."""
    values = {
        "customer_id": customer_id, "kind": kind.value, "language": language, **_spelt(words),
        "state": State.DRAFT.value, "noted_on": tx.today, "at": tx.now, "staff": tx.actor.staff, "till": tx.actor.till,
    }  # fmt: skip
    return int(tx.execute(insert(TESTIMONIALS).values(values).returning(TESTIMONIALS.c.id)).scalar_one())


def rewrite(tx: Transaction, number: int, words: Words) -> None:
    """Put other words in the place of these."""
    _set(tx, number, _spelt(words))


def set_state(tx: Transaction, number: int, state: State, **days: date | None) -> None:
    """Let it be in another state, with the days that go with it."""
    _set(tx, number, {"state": state.value, **days})


def set_days(tx: Transaction, number: int, **days: date | None) -> None:
    """Write down the day of a consent, of its end, of a reading."""
    _set(tx, number, days)


def find(tx: Transaction, number: int) -> Testimonial | None:
    """One by its number."""
    row = tx.execute(_query().where(TESTIMONIALS.c.id == number)).one_or_none()
    return _testimonial(row) if row else None


def newest(tx: Transaction, state: State | None, customer_id: int | None, limit: int) -> list[Testimonial]:
    """The newest, all or those in one state, everybody's or one person's."""
    query = _query().order_by(TESTIMONIALS.c.id.desc()).limit(limit)
    if state is not None:
        query = query.where(TESTIMONIALS.c.state == state.value)
    if customer_id is not None:
        query = query.where(TESTIMONIALS.c.customer_id == customer_id)
    return [_testimonial(row) for row in tx.execute(query)]


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None) -> list[int]:
    """Let one person's testimonials be another's; which ones."""
    return hand_over(tx, TESTIMONIALS, "customer_id", "id", from_id, to_id, only)


def _set(tx: Transaction, number: int, values: Mapping[str, object]) -> None:
    tx.execute(update(TESTIMONIALS).where(TESTIMONIALS.c.id == number).values(**values))


def _spelt(words: Words) -> dict[str, str]:
    return {"signed": words.signed, **{f"{one.value}_said": words.of(one) for one in Question}}


def _query() -> Select[Any]:
    name = whole_name()
    return select(TESTIMONIALS, name.label("customer")).join(PEOPLE, PEOPLE.c.id == TESTIMONIALS.c.customer_id)


def _testimonial(row: Any) -> Testimonial:
    return Testimonial(
        row.id, row.customer_id, wording.name(row.customer), Kind(row.kind), row.language,
        Words(row.signed, **{one.value: getattr(row, f"{one.value}_said") for one in Question}),
        State(row.state), row.noted_on, row.consent_on, row.revoked_on, row.read_on, row.published_on,
    )  # fmt: skip
