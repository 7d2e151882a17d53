"""What is said about personal data: the parts of a dossier, their columns and values, what an erasure did."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from parrainage_desktop.base.i18n import _, clock_time, day, money, ngettext, number, pgettext
from parrainage_desktop.privacy.rules import Erased, Held, Row
from parrainage_desktop.referrals import wording as referral_wording
from parrainage_desktop.referrals.rules import Check, Checked, Result


def reason() -> str:
    """Why a voucher of an erased person was cancelled."""
    return _("the holder’s data was erased")


def sections() -> dict[str, str]:
    """The parts of a dossier, in the order they are read."""
    return {
        "customers": _("Identity and contacts"),
        "consents": _("How the shop may write to you"),
        "cards": _("Cards"),
        "customer_tags": _("Words the shop files you under"),
        "customer_notes": _("Notes"),
        "purchases": _("Purchases"),
        "referrals": _("Referrals"),
        "referral_checks": _("How referrals were checked"),
        "vouchers": _("Vouchers"),
        "redemptions": _("Vouchers used"),
        "reversals": _("Uses taken back"),
        "cancellations": _("Vouchers cancelled"),
        "extensions": _("Vouchers prolonged"),
        "answers": _("Answers"),
        "asks": _("Days you were asked for your opinion"),
        "import_people": _("Files you came by"),
        "merges": _("Records made one"),
        "distinct_people": _("Records told apart"),
        "journal": _("What was written down in the journal"),
    }


def columns() -> dict[str, str]:
    """What each column is called."""
    return {
        "added": _("new"), "active_at": _("last contact"), "amount_cents": _("amount"), "answered_on": _("day"),
        "asked_on": _("day"), "at": _("at"), "balance_cents": _("left"), "before": _("as it was before"),
        "call_since": _("to call since"), "cancelled_on": _("day"), "card": _("card"), "cents": _("amount"),
        "channel": _("way"), "city": _("town"), "claimed_at": _("at"), "claimed_on": _("arrived on"),
        "code": _("code"), "comment": _("comment"), "created_at": _("given out"), "currency": _("currency"),
        "details": _("details"), "email": _("e-mail"), "excluded": _("left out because"), "extended_on": _("day"),
        "family_name": _("last name"), "given_at": _("at"), "given_name": _("first name"), "gone": _("state"),
        "granted": _("allowed"), "id": _("number"), "import": _("file"), "is_referee": _("was brought by somebody"),
        "is_referrer": _("brought somebody"), "issued_at": _("at"), "issued_on": _("given on"), "kept": _("kept"),
        "known_before": _("bought before the scheme"), "language": _("language"), "minimum_cents": _("minimum"),
        "name": _("check"), "one": _("one"), "origin": _("by way of"), "other": _("other"),
        "phone": _("phone"), "postcode": _("postcode"), "purchased_on": _("day"), "reason": _("reason"),
        "redeemed_on": _("day"), "referee": _("friend"), "referrer": _("referrer"), "result": _("result"),
        "reversed_on": _("day"), "rewarded_on": _("completed on"), "score": _("score"), "sequence": _("use"),
        "side": _("earned as"), "since": _("customer since"), "state": _("state"), "street": _("street"),
        "tag": _("word"), "text": _("note"), "action": _("what"), "undone_at": _("undone"),
        "until_after": _("new last day"), "until_before": _("last day before"), "uses": _("uses"),
        "valid_from": _("valid from"), "valid_until": _("valid until"), "value_cents": _("value"),
        "withdrawn": _("withdrawn"),
    }  # fmt: skip


def words() -> dict[str, str]:
    """The program’s own words among the values."""
    return {
        "active": _("in force"), "already_customer": _("already a customer"), "already_referred": _("already referred"),
        "cancelled": _("cancelled"), "claimed": _("waiting"), "counter": _("at the counter"), "dead": _("dead"),
        "email": _("e-mail"), "en": _("English"), "erased": _("erased"),
        "fail": _("not passed"), "flag": _("looked at"),
        "flagged": _("to check"), "fr": _("French"), "goodwill": _("a gesture"), "import": _("brought in"),
        "imported": _("brought in"), "issued": _("given"), "lapsed": _("lapsed"), "merged": _("made one"),
        "pass": _("passed"), "post": _("post"), "redeemed": _("used"), "referee": _("the friend"),
        "referrer": _("the referrer"), "rejected": _("refused"), "replaced": _("replaced"),
        "rewarded": _("completed"), "self": _("the same person"), "sms": _("text message"),
        "voided": _("taken back"),
    }  # fmt: skip


def acts() -> dict[str, str]:
    """What the journal’s entries about a person tell."""
    return {
        "answer.excluded": _("an answer left out"), "answer.recorded": _("an answer written down"),
        "customer.added": _("became a customer"), "customer.called": _("called"),
        "customer.card_replaced": _("card replaced"), "customer.changed": _("details changed"),
        "customer.consent": _("a yes or no written down"), "customer.erased": _("erased"),
        "customer.merged": _("two records made one"), "customer.noted": _("a note written"),
        "customer.tagged": _("filed under a word"), "customer.told_apart": _("told apart from somebody"),
        "customer.unmerged": _("records parted again"), "customer.untagged": _("a word taken away"),
        "purchase.added": _("a purchase noted"), "purchase.withdrawn": _("a purchase taken back"),
        "referral.claimed": _("a referral began"), "referral.flagged": _("a referral put aside"),
        "referral.lapsed": _("a referral ended without purchase"), "referral.refused": _("a referral refused"),
        "referral.rejected": _("a referral refused"), "referral.reopened": _("a referral waits again"),
        "referral.restored": _("a referral restored"), "referral.rewarded": _("a referral completed"),
        "referral.settled": _("a referral settled"), "referral.unrewarded": _("a reward held back"),
        "referral.voided": _("a referral taken back"), "voucher.cancelled": _("a voucher cancelled"),
        "voucher.extended": _("a voucher prolonged"), "voucher.issued": _("a voucher given"),
        "voucher.redeemed": _("a voucher used"), "voucher.refused": _("a voucher refused"),
        "voucher.reversed": _("the use of a voucher taken back"),
    }  # fmt: skip


def line(row: Row, currency: str) -> list[str]:
    """A row of a dossier as cells to read."""
    if "action" in row:
        details = row.get("details")
        return [
            value("at", row["at"], currency), acts().get(str(row["action"]), str(row["action"])),
            _details(details if isinstance(details, Mapping) else {}, currency),
        ]  # fmt: skip
    return [value(name, found, currency) for name, found in row.items()]


def _details(found: Mapping[str, object], currency: str) -> str:
    names, said = columns(), words()
    parts = []
    for key, one in found.items():
        name = {"cents": _("amount"), "from": _("before"), "consents": _("allowed"), "fields": _("changed")}.get(key)
        text = value(key, one, currency) if isinstance(one, bool | int) else ", ".join(
            said.get(word) or names.get(word, word) for word in str(one or "").split(",")
        )  # fmt: skip
        parts.append(f"{name or names.get(key, key)}: {text}" if text else "")
    return "; ".join(filter(None, parts))


WORDED = frozenset("channel language state side origin gone result reason".split())
"""The columns that hold words of the program."""
TWICE = frozenset({"claimed_at", "issued_at", "currency"})
"""The columns a paper leaves out: they say once more what others say."""


def value(column: str, found: object, currency: str) -> str:
    """A value as people read it; nothing for what is not there."""
    if found is None and column in ("one", "other"):
        return _("somebody else")
    if found is None or found == "":
        return ""
    if isinstance(found, bool):
        return pgettext("dossier", "yes") if found else pgettext("dossier", "no")
    if isinstance(found, int):
        return money(found, currency) if column.endswith("cents") else str(found)
    if isinstance(found, datetime):
        return f"{day(found.date())} {clock_time(found)}"
    if isinstance(found, date):
        return day(found)
    if isinstance(found, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in found.items() if one not in (None, ""))
    if isinstance(found, list | tuple):
        return ", ".join(str(one) for one in found)
    if column == "name" and str(found) in {one.value for one in Check}:
        return referral_wording.check(Checked(Check(str(found)), Result.PASS))
    return words().get(str(found), str(found)) if column in WORDED else str(found)


def erased(done: Erased, name: str) -> Sequence[str]:
    """What an erasure did, in sentences."""
    said = [_("Erased. In their place stands “{name}”.").format(name=name)]
    if done.kept:
        text = ngettext("{count} voucher can still be used by whoever holds it.",
                        "{count} vouchers can still be used by whoever holds them.", done.kept)
        said.append(text.format(count=number(done.kept)))
    if done.cancelled:
        text = ngettext("{count} voucher was cancelled.", "{count} vouchers were cancelled.", done.cancelled)
        said.append(text.format(count=number(done.cancelled)))
    if done.referrals_ended:
        text = ngettext("{count} referral that waited has ended.", "{count} referrals that waited have ended.",
                        done.referrals_ended)
        said.append(text.format(count=number(done.referrals_ended)))
    return said


def held(found: Held, currency: str) -> str:
    """What is still open with a person, or nothing."""
    parts = []
    if found.vouchers:
        text = ngettext("{count} usable voucher, {amount}", "{count} usable vouchers, {amount}", found.vouchers)
        parts.append(text.format(count=number(found.vouchers), amount=money(found.cents, currency)))
    if found.referrals:
        text = ngettext("{count} referral waiting", "{count} referrals waiting", found.referrals)
        parts.append(text.format(count=number(found.referrals)))
    return " · ".join(parts)


def quiet(count: int) -> str:
    """How many people there was no contact with."""
    said = ngettext(
        "{count} person without contact for three years.", "{count} people without contact for three years.", count
    )
    return said.format(count=number(count))


def quiet_held(count: int) -> str:
    """How many more have something open."""
    said = ngettext(
        "{count} more has a usable voucher or an open referral:",
        "{count} more have a usable voucher or an open referral:",
        count,
    )
    return said.format(count=number(count))


def quiet_held_too(count: int) -> str:
    """The same on a screen that does not list them."""
    said = ngettext(
        "{count} more has a usable voucher or an open referral and is left alone.",
        "{count} more have a usable voucher or an open referral and are left alone.",
        count,
    )
    return said.format(count=number(count))
