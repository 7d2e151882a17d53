"""Pages for reviews, who is invited, and who was."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Named,
    String,
    Table,
    TypedColumns,
    delete,
    func,
    insert,
    select,
    update,
)

from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.testimonials.review_rules import Invitation, Policy, ReviewChannel, Site, Way


class ReviewChannelColumns(TypedColumns):
    """A page for reviews; a closed one stays, for the invitations that led there."""

    id: Named[int] = Column(Key, primary_key=True)
    site: Named[str] = Column(String(10))
    name: Named[str] = Column(String(120))
    address: Named[str] = Column(String(500))
    closed: Named[bool]


REVIEW_CHANNELS = Table("review_channels", METADATA, ReviewChannelColumns)


class ReviewPolicyColumns(TypedColumns):
    """Who is invited; at most one row, none for the usual."""

    id: Named[int] = Column(primary_key=True)
    promoters_only: Named[bool]
    again_after_days: Named[int]


REVIEW_POLICY = Table("review_policy", METADATA, ReviewPolicyColumns)


class InvitationColumns(TypedColumns):
    """Somebody was invited to write a review."""

    id: Named[int] = Column(Key, primary_key=True)
    customer_id: Named[int | None] = Column(Key, ForeignKey("customers.id"))
    channel_id: Named[int] = Column(Key, ForeignKey("review_channels.id"), index=True)
    way: Named[str] = Column(String(10))
    invited_on: Named[date]
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    till: Named[str] = Column(String(80))


INVITATIONS = Table(
    "review_invitations",
    METADATA,
    InvitationColumns,
    Index("ix_review_invitations_customer_id_invited_on", "customer_id", "invited_on"),
)

_CHANNEL = (
    REVIEW_CHANNELS.c.id, REVIEW_CHANNELS.c.site, REVIEW_CHANNELS.c.name, REVIEW_CHANNELS.c.address,
    REVIEW_CHANNELS.c.closed,
)  # fmt: skip
_INVITATION = (
    INVITATIONS.c.id, INVITATIONS.c.customer_id, INVITATIONS.c.channel_id, INVITATIONS.c.way,
    INVITATIONS.c.invited_on, INVITATIONS.c.staff,
)  # fmt: skip


def insert_channel(tx: Transaction, site: Site, name: str, address: str) -> ReviewChannel:
    """Write a page for reviews."""
    values = {"site": site.value, "name": name, "address": address, "closed": False}
    number = tx.execute(insert(REVIEW_CHANNELS).values(values).returning(REVIEW_CHANNELS.c.id)).scalar_one()
    return ReviewChannel(number, site, name, address, False)


def change_channel(tx: Transaction, channel: ReviewChannel) -> None:
    """Write what a page is called now, where it is, and whether it is used."""
    values = {"name": channel.name, "address": channel.address, "closed": channel.closed}
    tx.execute(update(REVIEW_CHANNELS).where(REVIEW_CHANNELS.c.id == channel.id).values(values))


def channels(tx: Transaction) -> list[ReviewChannel]:
    """Every page, those in use first."""
    query = select(*_CHANNEL).order_by(REVIEW_CHANNELS.c.closed, REVIEW_CHANNELS.c.id)
    return [ReviewChannel(row.id, Site(row.site), row.name, row.address, row.closed) for row in tx.execute(query)]


def policy(tx: Transaction) -> Policy:
    """Who is invited."""
    columns = REVIEW_POLICY.c.promoters_only, REVIEW_POLICY.c.again_after_days
    row = tx.execute(select(*columns)).one_or_none()
    return Policy(*row) if row else Policy()


def write_policy(tx: Transaction, wanted: Policy) -> None:
    """Put another policy in the place of the one before."""
    tx.execute(delete(REVIEW_POLICY))
    values = {"promoters_only": wanted.promoters_only, "again_after_days": wanted.again_after_days}
    tx.execute(insert(REVIEW_POLICY), {"id": 1, **values})


def insert_invitation(tx: Transaction, customer_id: int | None, channel_id: int, way: Way) -> Invitation:
    """Write that somebody was invited today."""
    values = {
        "customer_id": customer_id, "channel_id": channel_id, "way": way.value, "invited_on": tx.today, "at": tx.now,
        "staff": tx.actor.staff, "till": tx.actor.till,
    }  # fmt: skip
    number = tx.execute(insert(INVITATIONS).values(values).returning(INVITATIONS.c.id)).scalar_one()
    return Invitation(number, customer_id, channel_id, way, tx.today, tx.actor.staff)


def last_invited(tx: Transaction, customer_id: int) -> date | None:
    """The shop day on which a person was invited last, by whatever page."""
    query = select(func.max(INVITATIONS.c.invited_on)).where(INVITATIONS.c.customer_id == customer_id)
    found: date | None = tx.execute(query).scalar_one()
    return found


def invitations(tx: Transaction, skip: int, count: int) -> list[Invitation]:
    """Invitations, newest first."""
    query = select(*_INVITATION).order_by(INVITATIONS.c.id.desc()).offset(skip).limit(count)
    return [
        Invitation(row.id, row.customer_id, row.channel_id, Way(row.way), row.invited_on, row.staff)
        for row in tx.execute(query)
    ]


def count_invitations(tx: Transaction) -> int:
    """How many times anybody was invited."""
    return int(tx.execute(select(func.count()).select_from(INVITATIONS)).scalar_one())


def follow(tx: Transaction, from_id: int, to_id: int, only: Collection[int] | None = None) -> list[int]:
    """Let one person's invitations be another's; which ones."""
    return hand_over(tx, INVITATIONS, "customer_id", "id", from_id, to_id, only)
