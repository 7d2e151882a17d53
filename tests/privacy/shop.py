"""People with everything a shop can hold about them, each word recognisable."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from parrainage_desktop.ambassadors import service as ambassadors
from parrainage_desktop.ambassadors.rules import Condition
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.counter import service as counter
from parrainage_desktop.customers import service as customers
from parrainage_desktop.customers import tiers
from parrainage_desktop.customers.rules import Channel, Customer, NewCustomer
from parrainage_desktop.duplicates.store import DISTINCT_PEOPLE, MERGES
from parrainage_desktop.imports import answer_store
from parrainage_desktop.imports.store import IMPORT_PEOPLE, IMPORTS
from parrainage_desktop.programme import service as programmes
from parrainage_desktop.programme.store import DRAWS
from parrainage_desktop.referrals import claiming, touching
from parrainage_desktop.referrals.rules import Claimed
from parrainage_desktop.referrals.touch_rules import NewTouch, TouchKind
from parrainage_desktop.surveys import at_kiosk, campaigns
from parrainage_desktop.surveys import service as surveys
from parrainage_desktop.surveys.campaign_rules import NewCampaign
from parrainage_desktop.surveys.rules import Given, Recorded
from parrainage_desktop.testimonials import reviews
from parrainage_desktop.testimonials import service as testimonials
from parrainage_desktop.testimonials.review_rules import Site, Way
from parrainage_desktop.testimonials.rules import Kind, Words
from parrainage_desktop.vouchers import printings
from parrainage_desktop.vouchers import service as vouchers
from parrainage_desktop.vouchers.rules import Side, Voucher
from parrainage_desktop.vouchers.store import EXTENSIONS
from tests.stores import Till


@dataclass(frozen=True)
class Known:
    """Somebody much is known of: what all words about them contain, whom they brought, what they earned."""

    person: Customer
    words: Sequence[str]
    friend: Customer
    voucher: Voucher


def known(till: Till, number: int = 0) -> Known:
    """Somebody with every kind of row; `number` makes their words their own. They hold two vouchers."""
    mark = f"q{number:04d}z"
    new = NewCustomer(
        f"Gwen{mark}", f"Ozouf{mark}", f"+3363{number:07d}", f"{mark}@example.org", f"Brest{mark}",
        consents=frozenset(Channel), street=f"3 rue {mark}rue", postcode=f"29{number:03d}",
    )  # fmt: skip
    with till.db.write(till.actor) as tx:
        person = customers.add(tx, new)
        customers.tag(tx, person.id, f"tag{mark}")
        tiers.enter(tx, person.id, 1, f"Tier{mark}")
        ambassadors.note(tx, person.id, Condition.RESULT, f"Result{mark}")
        customers.note(tx, person.id, f"Note{mark} " + f"long{mark} " * 150)
        asked = campaigns.add(tx, NewCampaign("Autumn", tx.today, tx.today))
        given = Given(3, person.id, f"Comment{mark}, unhappy", campaign_id=asked.id, call_back=True, quotable=True)
        kept = surveys.answer(tx, given)
        assert isinstance(kept, Recorded)
        surveys.exclude(tx, kept.answer.id, f"Mistake{mark}")
        surveys.include(tx, kept.answer.id)
        at_kiosk.wish_cards(tx, kept.answer.id)
        page = reviews.add_channel(tx, Site.OWN, "", "https://example.org/reviews")
        reviews.invite(tx, person.id, page.id, Way.COUNTER)
        at_kiosk.call_me(tx, kept.answer.id, new.phone)
        _brought_in(tx, person, mark, kept.answer.id)
        claimed = claiming.claim(tx, person.card, NewCustomer(f"Friend{number}", "Dupont"))
        assert isinstance(claimed, Claimed)
        touch = NewTouch(TouchKind.MENTION, tx.today, person.id, f"Told{mark} at the market")
        touching.record(tx, claimed.referral.id, touch)
        counter.record_purchase(tx, claimed.referral.referee_id, 3_000)
        goodwill = vouchers.issue(tx, programmes.current(tx), Side.GOODWILL, person.id, 500)
        counter.record_purchase(tx, person.id, 1_200)
        friend = customers.get(tx, claimed.referral.referee_id)
        days = {"until_before": tx.today, "until_after": goodwill.valid_until, "extended_on": tx.today}
        by = {"voucher_id": goodwill.id, "at": tx.now, "staff": "Ana", "till": "till 1", "reason": f"Ill{mark}"}
        tx.execute(insert(EXTENSIONS), {**by, **days})
        said = Words(f"Signed{mark}", f"Why{mark}", advice=f"Advice{mark}")
        testimonials.add(tx, person.id, Kind.TESTIMONIAL, said)
        printings.printed(tx, [goodwill.code])
        tx.execute(insert(DISTINCT_PEOPLE), {"one_id": person.id, "other_id": friend.id})
        tx.execute(insert(DRAWS), {"customer_id": person.id, "programme_id": goodwill.programme_id, "arm": "b"})
    return Known(person, (mark, new.phone[1:]), friend, goodwill)


def _brought_in(tx: Transaction, person: Customer, mark: str, answer_id: int) -> None:
    """They came by a file that changed them, and were made one with another record."""
    before = f'{{"city": "before{mark}"}}'
    by = {"at": tx.now, "staff": "Ana", "till": "till 1"}
    counts = {"added": 0, "updated": 1, "skipped": 0, "wrong": 0}
    file = {**by, **counts, "file_name": "people.csv", "fingerprint": "0" * 64}
    number = tx.execute(insert(IMPORTS).values(file).returning(IMPORTS.c.id)).scalar_one()
    came = {"import_id": number, "customer_id": person.id, "added": False, "before": before}
    tx.execute(insert(IMPORT_PEOPLE), came)
    answer_store.insert_all(tx, number, [(answer_id, f"{answer_id:064d}")])
    merged = {**by, "kept_id": person.id, "other_id": person.id, "before": before, "moved": "{}"}
    tx.execute(insert(MERGES), merged)
