"""What an undo needs, as text to keep: one text with what people are called, and one with numbers only."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from parrainage_desktop.customers.rules import Dates
from parrainage_desktop.duplicates.rules import Moved, Record, Snapshot
from parrainage_desktop.referrals.rules import Followed, ReferralState, Settled


def snapshot_text(snapshot: Snapshot) -> str:
    """The kept record before and after, the other's cards and tags: all that erasing a person must blank."""
    return _text({
        "before": _record(snapshot.before),
        "after": _record(snapshot.after),
        "cards": snapshot.cards,
        "tags": snapshot.tags,
    })


def snapshot(text: str) -> Snapshot | None:
    """The same from text; None when it was blanked."""
    if not text:
        return None
    held = json.loads(text)
    before, after = _read_record(held["before"]), _read_record(held["after"])
    return Snapshot(before, after, tuple(held["cards"]), tuple(held["tags"]))


def moved_text(moved: Moved) -> str:
    """The numbers of the rows that moved, the days of asking, and how referrals were settled."""
    return _text({
        "consents": moved.consents,
        "notes": moved.notes,
        "purchases": moved.purchases,
        "answers": moved.answers,
        "campaigns": moved.campaigns,
        "asks": [day.isoformat() for day in moved.asks],
        "vouchers": moved.vouchers,
        "touches": moved.touches,
        "testimonials": moved.testimonials,
        "gifts": moved.gifts,
        "shares": moved.shares,
        "payments": moved.payments,
        "invitations": moved.invitations,
        "draws": moved.draws,
        "apart": moved.apart,
        "tiers": moved.tiers,
        "tiers_written": moved.tiers_written,
        "proofs": moved.proofs,
        "as_referrer": moved.referrals.as_referrer,
        "as_referee": moved.referrals.as_referee,
        "settled": [
            [one.id, one.was.value, one.was_because, one.now.value, one.because] for one in moved.referrals.settled
        ],
    })


def moved(text: str) -> Moved:
    """The same from text; cards and tags are not in it, and nothing is when it was blanked."""
    if not text:
        return Moved()
    held = json.loads(text)
    settled = tuple(
        Settled(number, ReferralState(was), was_because, ReferralState(now), because)
        for number, was, was_because, now, because in held["settled"]
    )
    return Moved(
        consents=tuple(held["consents"]),
        notes=tuple(held["notes"]),
        purchases=tuple(held["purchases"]),
        referrals=Followed(tuple(held["as_referrer"]), tuple(held["as_referee"]), settled),
        answers=tuple(held["answers"]),
        asks=tuple(date.fromisoformat(day) for day in held["asks"]),
        campaigns=tuple(held.get("campaigns", ())),  # merges of before there were any
        vouchers=tuple(held["vouchers"]),
        touches=tuple(held.get("touches", ())),
        testimonials=tuple(held.get("testimonials", ())),
        gifts=tuple(held.get("gifts", ())),
        shares=tuple(held.get("shares", ())),
        payments=tuple(held.get("payments", ())),
        invitations=tuple(held.get("invitations", ())),
        draws=tuple(held.get("draws", ())),
        apart=tuple(held["apart"]),
        tiers=tuple(held.get("tiers", ())),
        tiers_written=tuple(held.get("tiers_written", ())),
        proofs=tuple(held.get("proofs", ())),
    )


def _text(held: Mapping[str, object]) -> str:
    return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _record(record: Record) -> dict[str, object]:
    dates = record.dates
    return {
        "fields": dict(record.fields),
        "known_before": record.known_before,
        "since": dates.since.isoformat(),
        "active_at": dates.active_at.isoformat(),
        "call_since": dates.call_since.isoformat() if dates.call_since else None,
    }


def _read_record(held: Mapping[str, Any]) -> Record:
    call = held["call_since"]
    dates = Dates(
        date.fromisoformat(held["since"]),
        datetime.fromisoformat(held["active_at"]),
        date.fromisoformat(call) if call else None,
    )
    return Record(held["fields"], held["known_before"], dates)
