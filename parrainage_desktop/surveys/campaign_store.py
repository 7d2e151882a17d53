"""Campaigns, and the people chosen for each."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Named,
    Select,
    String,
    Table,
    TypedColumns,
    column,
    exists,
    func,
    insert,
    select,
    table,
    update,
)

from parrainage_desktop.base import bulk
from parrainage_desktop.base.database import METADATA, Instant, Key, Transaction
from parrainage_desktop.base.owners import hand_over
from parrainage_desktop.surveys.campaign_rules import (
    ASKING,
    CONTACT_DAYS,
    Asked,
    Audience,
    Campaign,
    NewCampaign,
    Response,
)
from parrainage_desktop.surveys.store import ANSWERS, ASKS, CAMPAIGN_PEOPLE, KEPT


class CampaignColumns(TypedColumns):
    """A question asked of some people; `origins` are channels parted by commas, the last columns the audience."""

    id: Named[int] = Column(Key, primary_key=True)
    name: Named[str] = Column(String(120))
    first_on: Named[date]
    last_on: Named[date]
    question_fr: Named[str] = Column(String(240))
    question_en: Named[str] = Column(String(240))
    origins: Named[str] = Column(String(80))
    form_url: Named[str] = Column(String(500))
    seed: Named[int]
    drawn_on: Named[date | None]
    at: Named[datetime] = Column(Instant)
    staff: Named[str] = Column(String(80))
    city: Named[str] = Column(String(120))
    tag: Named[str] = Column(String(40))
    referrers: Named[bool | None]
    referred: Named[bool | None]
    bought_since: Named[date | None]
    sample: Named[int | None]


CAMPAIGNS = Table("campaigns", METADATA, CampaignColumns)


_people = table(
    "customers",
    column("id"), column("gone"), column("city"), column("email"), column("phone"), column("street"),
    column("is_referrer", Boolean), column("is_referee", Boolean),
)  # fmt: skip
_tags = table("customer_tags", column("customer_id"), column("tag"))
_purchases = table(
    "purchases", column("customer_id"), column("purchased_on", Date), column("withdrawn", Boolean)
)
_consents = table("consents", column("id"), column("customer_id"), column("channel"), column("granted", Boolean))
_AT_ONCE = 1_000
_ADDRESS = {"email": _people.c.email, "sms": _people.c.phone, "post": _people.c.street}


def insert_campaign(tx: Transaction, new: NewCampaign, seed: int) -> int:
    """Write a campaign; its number."""
    values = {**_written(new), "seed": seed, "drawn_on": None, "at": tx.now, "staff": tx.actor.staff}
    return int(tx.execute(insert(CAMPAIGNS).values(values).returning(CAMPAIGNS.c.id)).scalar_one())


def change(tx: Transaction, number: int, new: NewCampaign) -> None:
    """Write what a campaign is from now on."""
    tx.execute(update(CAMPAIGNS).where(CAMPAIGNS.c.id == number).values(_written(new)))


def get(tx: Transaction, number: int) -> Campaign | None:
    """A campaign, if there is one of this number."""
    return next(iter(_campaigns(tx, select(CAMPAIGNS).where(CAMPAIGNS.c.id == number))), None)


def newest(tx: Transaction, limit: int) -> list[Campaign]:
    """Campaigns, the newest first."""
    return _campaigns(tx, select(CAMPAIGNS).order_by(CAMPAIGNS.c.first_on.desc(), CAMPAIGNS.c.id.desc()).limit(limit))


def running(tx: Transaction) -> list[Campaign]:
    """Campaigns that are asked today, the newest first."""
    query = select(CAMPAIGNS).where(CAMPAIGNS.c.first_on <= tx.today, CAMPAIGNS.c.last_on >= tx.today)
    return _campaigns(tx, query.order_by(CAMPAIGNS.c.first_on.desc(), CAMPAIGNS.c.id.desc()))


# Whom to ask.


def fitting(tx: Transaction, audience: Audience) -> list[int]:
    """Numbers of the people an audience means, in order."""
    query = select(_people.c.id).where(*_fits(audience)).order_by(_people.c.id)
    return list(tx.execute(query).scalars())


def on_list(tx: Transaction, campaign_id: int) -> set[int]:
    """Who is on a campaign's list, chosen or asked."""
    return set(tx.execute(select(CAMPAIGN_PEOPLE.c.customer_id).where(_of(campaign_id))).scalars())


def asked_lately(tx: Transaction) -> set[int]:
    """Who was asked anything within the days in which nobody is asked again."""
    return set(tx.execute(_lately(tx)).scalars())


def insert_people(tx: Transaction, campaign_id: int, ids: Sequence[int]) -> None:
    """Write who was chosen."""
    bulk.insert_rows(tx, CAMPAIGN_PEOPLE, ("campaign_id", "customer_id"), [(campaign_id, one) for one in ids])


def mark_drawn(tx: Transaction, campaign_id: int) -> None:
    """Write that the people were chosen today."""
    tx.execute(update(CAMPAIGNS).where(CAMPAIGNS.c.id == campaign_id).values(drawn_on=tx.today))


def to_ask(tx: Transaction, campaign_id: int, channel: str) -> list[int]:
    """Numbers of the chosen people who may be asked today, by a channel they agreed to, or all without one."""
    here = _of(campaign_id), CAMPAIGN_PEOPLE.c.asked_on.is_(None)
    query = select(_people.c.id).join(CAMPAIGN_PEOPLE, CAMPAIGN_PEOPLE.c.customer_id == _people.c.id)
    query = query.where(*here, _people.c.gone == "", _people.c.id.not_in(_lately(tx)), ~_answered())
    if channel:
        query = query.where(_ADDRESS[channel] != "", _agreed(channel))
    return list(tx.execute(query.order_by(_people.c.id)).scalars())


def mark_asked(tx: Transaction, campaign_id: int, ids: Sequence[int], on: date | None = None) -> None:
    """Write that people were asked on a day, today if none is said; whoever was not chosen is from now on."""
    for start in range(0, len(ids), _AT_ONCE):
        _mark_asked(tx, campaign_id, ids[start : start + _AT_ONCE], on or tx.today)


def _mark_asked(tx: Transaction, campaign_id: int, ids: Sequence[int], on: date) -> None:
    these = _of(campaign_id), CAMPAIGN_PEOPLE.c.customer_id.in_(ids)
    chosen = set(tx.execute(select(CAMPAIGN_PEOPLE.c.customer_id).where(*these)).scalars())
    insert_people(tx, campaign_id, [one for one in ids if one not in chosen])
    not_yet = update(CAMPAIGN_PEOPLE).where(*these, CAMPAIGN_PEOPLE.c.asked_on.is_(None))
    tx.execute(not_yet.values(asked_on=on))
    that_day = select(ASKS.c.customer_id).where(ASKS.c.asked_on == on, ASKS.c.customer_id.in_(ids))
    asked = set(tx.execute(that_day).scalars())
    asks = [(one, on.isoformat()) for one in ids if one not in asked]
    bulk.insert_rows(tx, ASKS, ("customer_id", "asked_on"), asks)


def mark_answered(tx: Transaction, campaign_id: int, ids: Sequence[int], on: date) -> None:
    """Write that people who answered on a day were asked, then at the latest, those of whom that is not known."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        asked = select(CAMPAIGN_PEOPLE.c.customer_id).where(
            _of(campaign_id), CAMPAIGN_PEOPLE.c.customer_id.in_(some), CAMPAIGN_PEOPLE.c.asked_on.is_not(None)
        )
        known = set(tx.execute(asked).scalars())
        mark_asked(tx, campaign_id, [one for one in some if one not in known], on)


def unlisted(tx: Transaction, ids: Collection[int]) -> list[tuple[int, int, date]]:
    """Campaigns that these people answered, with whom and when, without being on their lists as asked."""
    listed = exists().where(
        CAMPAIGN_PEOPLE.c.campaign_id == ANSWERS.c.campaign_id, CAMPAIGN_PEOPLE.c.asked_on.is_not(None),
        CAMPAIGN_PEOPLE.c.customer_id == ANSWERS.c.customer_id,
    )  # fmt: skip
    query = select(ANSWERS.c.campaign_id, ANSWERS.c.customer_id, ANSWERS.c.answered_on).where(
        ANSWERS.c.customer_id.in_(ids), ANSWERS.c.campaign_id.is_not(None), KEPT, ~listed
    )
    return [(campaign, customer, on) for campaign, customer, on in tx.execute(query) if campaign and customer]


def _of(campaign_id: int) -> ColumnElement[bool]:
    return CAMPAIGN_PEOPLE.c.campaign_id == campaign_id


def response(tx: Transaction, campaign_id: int) -> Response:
    """How many were asked, and how many answers that count came, on whatever scale."""
    asked = select(func.count()).where(
        _of(campaign_id), CAMPAIGN_PEOPLE.c.asked_on.is_not(None)
    )
    answers = select(func.count()).where(ANSWERS.c.campaign_id == campaign_id, KEPT)
    return Response(int(tx.execute(asked).scalar_one()), int(tx.execute(answers).scalar_one()))


def chosen(tx: Transaction, campaign_id: int) -> int:
    """How many people were chosen."""
    query = select(func.count()).where(_of(campaign_id))
    return int(tx.execute(query).scalar_one())


def asked_list(tx: Transaction, campaign_id: int, skip: int, count: int) -> list[Asked]:
    """The chosen people with what became of it, in the order of their numbers."""
    theirs = (
        (ANSWERS.c.campaign_id == CAMPAIGN_PEOPLE.c.campaign_id)
        & (ANSWERS.c.customer_id == CAMPAIGN_PEOPLE.c.customer_id)
        & KEPT
    )
    query = (
        select(CAMPAIGN_PEOPLE.c.customer_id, CAMPAIGN_PEOPLE.c.asked_on, ANSWERS.c.id)
        .select_from(CAMPAIGN_PEOPLE.outerjoin(ANSWERS, theirs))
        .where(_of(campaign_id))
        .order_by(CAMPAIGN_PEOPLE.c.customer_id)
    )
    return [Asked(*row) for row in tx.execute(query.offset(skip).limit(count))]


def campaigns_of(tx: Transaction, customer_id: int) -> list[int]:
    """The campaigns somebody was chosen for."""
    query = select(CAMPAIGN_PEOPLE.c.campaign_id).where(CAMPAIGN_PEOPLE.c.customer_id == customer_id)
    return list(tx.execute(query).scalars())


def follow(tx: Transaction, from_id: int, to_id: int, only: Sequence[int]) -> list[int]:
    """Let the places of one person in campaigns be another's; which campaigns."""
    return hand_over(tx, CAMPAIGN_PEOPLE, "customer_id", "campaign_id", from_id, to_id, only)


def _fits(audience: Audience) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [_people.c.gone == ""]
    if audience.city:
        found.append(func.lower(_people.c.city) == audience.city.lower())
    if audience.tag:
        found.append(_people.c.id.in_(select(_tags.c.customer_id).where(_tags.c.tag == audience.tag)))
    for wanted, is_one in ((audience.referrers, _people.c.is_referrer), (audience.referred, _people.c.is_referee)):
        if wanted is not None:
            found.append(is_one if wanted else ~is_one)
    if audience.bought_since is not None:
        bought = select(_purchases.c.customer_id).where(_purchases.c.purchased_on >= audience.bought_since)
        found.append(_people.c.id.in_(bought.where(~_purchases.c.withdrawn)))
    return found


def _lately(tx: Transaction) -> Select[int]:
    return select(ASKS.c.customer_id).where(ASKS.c.asked_on > tx.today - timedelta(days=CONTACT_DAYS))


def _answered() -> ColumnElement[bool]:
    """Whether somebody on a list has answered already: one of two records made one may not know it was asked."""
    theirs = ANSWERS.c.campaign_id == CAMPAIGN_PEOPLE.c.campaign_id, ANSWERS.c.customer_id == _people.c.id
    return exists().where(*theirs, KEPT)


def _agreed(channel: str) -> ColumnElement[bool]:
    """Whether the last thing a person said about a channel was yes."""
    said = select(func.max(_consents.c.id)).where(_consents.c.channel == channel).group_by(_consents.c.customer_id)
    yes = select(_consents.c.customer_id).where(_consents.c.id.in_(said), _consents.c.granted)
    return _people.c.id.in_(yes)


def _written(new: NewCampaign) -> dict[str, Any]:
    audience = new.audience
    return {
        "name": new.name, "first_on": new.first, "last_on": new.last, "question_fr": new.question_fr,
        "question_en": new.question_en, "form_url": new.form_url,
        "origins": ",".join(origin.value for origin in ASKING if origin in new.origins),
        "city": audience.city, "tag": audience.tag, "referrers": audience.referrers, "referred": audience.referred,
        "bought_since": audience.bought_since, "sample": audience.sample,
    }


def _campaigns(tx: Transaction, query: Select[*tuple[Any, ...]]) -> list[Campaign]:
    return [
        Campaign(
            row.id, row.name, row.first_on, row.last_on, row.question_fr, row.question_en,
            frozenset(origin for origin in ASKING if origin.value in row.origins.split(",")),
            Audience(row.city, row.tag, row.referrers, row.referred, row.bought_since, row.sample),
            row.form_url, row.seed, row.drawn_on,
        )
        for row in tx.execute(query)
    ]
