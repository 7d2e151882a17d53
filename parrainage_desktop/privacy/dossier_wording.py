"""A dossier in words: its parts, their columns, the program's own words among the values, the journal's acts."""

from collections.abc import Mapping
from datetime import date, datetime

from parrainage_desktop.base.i18n import _, clock_time, day, labelled, money, pgettext
from parrainage_desktop.privacy.rules import Row
from parrainage_desktop.referrals import wording as referral_wording
from parrainage_desktop.referrals.rules import Check, Checked, Result


def sections() -> dict[str, str]:
    """The parts of a dossier, in the order they are read."""
    return {
        "customers": _("Identity and contacts"),
        "consents": _("How the shop may write to you"),
        "cards": _("Cards"),
        "customer_tags": _("Words the shop files you under"),
        "customer_notes": _("Notes"),
        "customer_tiers": _("Ambassador: tiers"),
        "ambassador_notes": _("Ambassador: what was noted"),
        "purchases": _("Purchases"),
        "referrals": _("Referrals"),
        "referral_checks": _("How referrals were checked"),
        "touches": _("What led to a first purchase"),
        "vouchers": _("Vouchers"),
        "counted_purchases": _("Purchases that count for a referral"),
        "gifts": _("Gifts and invitations"),
        "payments": _("Shares of purchases paid out"),
        "shares": _("Shares of friends’ purchases"),
        "redemptions": _("Vouchers used"),
        "reversals": _("Uses taken back"),
        "cancellations": _("Vouchers cancelled"),
        "extensions": _("Vouchers prolonged"),
        "printings": _("Vouchers put on paper"),
        "answers": _("Answers"),
        "answer_absences": _("Answers that did not count for a time"),
        "call_backs": _("Calls owed to you"),
        "review_invitations": _("Invitations to write a review"),
        "card_wishes": _("Wishes for cards to hand out"),
        "imported_answers": _("Files your answers came by"),
        "testimonials": _("What you let the shop publish"),
        "draws": _("Rewards you were drawn for by lot"),
        "asks": _("Days you were asked for your opinion"),
        "campaign_people": _("Surveys you were chosen for"),
        "import_people": _("Files you came by"),
        "merges": _("Records made one"),
        "distinct_people": _("Records told apart"),
        "journal": _("What was written down in the journal"),
    }


def columns() -> dict[str, str]:
    """What each column is called."""
    return {
        "added": pgettext("dossier", "new"), "active_at": pgettext("dossier", "last contact"),
        "arm": pgettext("dossier", "reward"),
        "amount_cents": pgettext("dossier", "amount"), "answered_on": pgettext("dossier", "day"),
        "asked_on": pgettext("dossier", "day"), "at": pgettext("dossier", "at"),
        "why_said": pgettext("dossier", "why you came"), "before_said": pgettext("dossier", "how it was before"),
        "during_said": pgettext("dossier", "how it went"), "tangible_said": pgettext("dossier", "what changed"),
        "intangible_said": pgettext("dossier", "how it feels"), "advice_said": pgettext("dossier", "your advice"),
        "signed": pgettext("dossier", "signed"), "consent_on": pgettext("dossier", "agreed on"),
        "revoked_on": pgettext("dossier", "taken back on"), "read_on": pgettext("dossier", "read by you on"),
        "published_on": pgettext("dossier", "published on"),
        "out_at": pgettext("dossier", "left out at"), "back_at": pgettext("dossier", "counted again at"),
        "base_cents": pgettext("dossier", "purchases"), "basis_points": pgettext("dossier", "share in 1/100 %"),
        "cost_cents": pgettext("dossier", "cost"), "due_cents": pgettext("dossier", "due"),
        "due_on": pgettext("dossier", "rewarded from"), "earned_at": pgettext("dossier", "at"),
        "earned_on": pgettext("dossier", "earned on"), "given_on": pgettext("dossier", "handed over on"),
        "month": pgettext("dossier", "month"), "noted_on": pgettext("dossier", "day"),
        "paid_on": pgettext("dossier", "paid on"), "until": pgettext("dossier", "kept until"),
        "balance_cents": pgettext("dossier", "left"), "before": pgettext("dossier", "as it was before"),
        "by": pgettext("dossier", "whose it was"),
        "call_back": pgettext("dossier", "wishes a call"), "campaign": pgettext("dossier", "survey"),
        "call_since": pgettext("dossier", "to call since"), "cancelled_on": pgettext("dossier", "day"),
        "card": pgettext("dossier", "card"), "cents": pgettext("dossier", "amount"),
        "channel": pgettext("dossier", "way"), "city": pgettext("dossier", "town"),
        "claimed_at": pgettext("dossier", "at"), "claimed_on": pgettext("dossier", "arrived on"),
        "code": pgettext("dossier", "code"), "comment": pgettext("dossier", "comment"),
        "created_at": pgettext("dossier", "given out"), "currency": pgettext("dossier", "currency"),
        "details": pgettext("dossier", "details"), "email": pgettext("dossier", "e-mail"),
        "excluded": pgettext("dossier", "left out because"), "extended_on": pgettext("dossier", "day"),
        "family_name": pgettext("dossier", "last name"), "given_at": pgettext("dossier", "at"),
        "given_name": pgettext("dossier", "first name"), "gone": pgettext("dossier", "state"),
        "granted": pgettext("dossier", "allowed"), "id": pgettext("dossier", "number"),
        "import": pgettext("dossier", "file"), "is_referee": pgettext("dossier", "was brought by somebody"),
        "is_referrer": pgettext("dossier", "brought somebody"), "issued_at": pgettext("dossier", "at"),
        "issued_on": pgettext("dossier", "given on"), "kept": pgettext("dossier", "kept"),
        "kind": pgettext("dossier", "kind"), "holds": pgettext("dossier", "holds"),
        "words": pgettext("dossier", "words"),
        "known_before": pgettext("dossier", "bought before the scheme"), "language": pgettext("dossier", "language"),
        "minimum_cents": pgettext("dossier", "minimum"), "name": pgettext("dossier", "check"),
        "note": pgettext("dossier", "note"),
        "one": pgettext("dossier", "one"), "origin": pgettext("dossier", "by way of"),
        "other": pgettext("dossier", "other"), "phone": pgettext("dossier", "phone"),
        "postcode": pgettext("dossier", "postcode"), "purchased_on": pgettext("dossier", "day"),
        "closed_at": pgettext("dossier", "done at"), "invited_on": pgettext("dossier", "day"),
        "way": pgettext("dossier", "by way of"), "due_at": pgettext("dossier", "due"),
        "outcome": pgettext("dossier", "outcome"), "served_at": pgettext("dossier", "taken up at"),
        "tries": pgettext("dossier", "tries"),
        "quotable": pgettext("dossier", "may be quoted"), "scale": pgettext("dossier", "out of"),
        "reason": pgettext("dossier", "reason"), "redeemed_on": pgettext("dossier", "day"),
        "referee": pgettext("dossier", "friend"), "referrer": pgettext("dossier", "referrer"),
        "result": pgettext("dossier", "result"), "reversed_on": pgettext("dossier", "day"),
        "rewarded_on": pgettext("dossier", "completed on"), "score": pgettext("dossier", "score"),
        "sequence": pgettext("dossier", "use"), "side": pgettext("dossier", "earned as"),
        "since": pgettext("dossier", "customer since"), "state": pgettext("dossier", "state"),
        "street": pgettext("dossier", "street"), "tag": pgettext("dossier", "word"),
        "tier": pgettext("dossier", "tier"), "text": pgettext("dossier", "note"), "action": pgettext("dossier", "what"),
        "touched_on": pgettext("dossier", "day"), "printed_at": pgettext("dossier", "printed"),
        "undone_at": pgettext("dossier", "undone"), "until_after": pgettext("dossier", "new last day"),
        "until_before": pgettext("dossier", "last day before"), "uses": pgettext("dossier", "uses"),
        "valid_from": pgettext("dossier", "valid from"), "valid_until": pgettext("dossier", "valid until"),
        "value_cents": pgettext("dossier", "value"), "withdrawn": pgettext("dossier", "withdrawn"),
    }  # fmt: skip


def words() -> dict[str, str]:
    """The program’s own words among the values."""
    return {
        "a": pgettext("dossier", "the usual one"), "b": pgettext("dossier", "the other one"),
        "active": pgettext("dossier", "in force"), "already_customer": pgettext("dossier", "already a customer"),
        "already_referred": pgettext("dossier", "already referred"),
        "answered_twice": pgettext("dossier", "answered again"),
        "cancelled": pgettext("dossier", "cancelled"), "card": pgettext("dossier", "a card given"),
        "claimed": pgettext("dossier", "waiting"), "counter": pgettext("dossier", "at the counter"),
        "dead": pgettext("dossier", "dead"), "email": pgettext("dossier", "e-mail"),
        "en": pgettext("dossier", "English"), "erased": pgettext("dossier", "erased"),
        "event": pgettext("dossier", "an event"), "mention": pgettext("dossier", "a mention"),
        "message": pgettext("dossier", "a message"),
        "fail": pgettext("dossier", "not passed"), "flag": pgettext("dossier", "looked at"),
        "flagged": pgettext("dossier", "to check"), "fr": pgettext("dossier", "French"),
        "form": pgettext("dossier", "a form"), "goodwill": pgettext("dossier", "a gesture"),
        "import": pgettext("dossier", "brought in"),
        "imported": pgettext("dossier", "brought in"), "issued": pgettext("dossier", "given"),
        "import_undone": pgettext("dossier", "the file was taken back"), "kiosk": pgettext("dossier", "the kiosk"),
        "paper": pgettext("dossier", "on paper"), "terminal": pgettext("dossier", "by command"),
        "lapsed": pgettext("dossier", "lapsed"), "merged": pgettext("dossier", "made one"),
        "result": pgettext("dossier", "a measured result"), "promotion": pgettext("dossier", "promotion"),
        "influence": pgettext("dossier", "influence"),
        "pass": pgettext("dossier", "passed"), "post": pgettext("dossier", "post"),
        "redeemed": pgettext("dossier", "used"), "referee": pgettext("dossier", "the friend"),
        "referrer": pgettext("dossier", "the referrer"), "rejected": pgettext("dossier", "refused"),
        "replaced": pgettext("dossier", "replaced"), "rewarded": pgettext("dossier", "completed"),
        "given": pgettext("dossier", "handed over"), "held": pgettext("dossier", "on hold"),
        "on_hold": pgettext("dossier", "on hold"), "owed": pgettext("dossier", "to hand over"),
        "refused": pgettext("dossier", "refused"), "returned": pgettext("dossier", "returned"),
        "not_reached": pgettext("dossier", "not reached"), "reached": pgettext("dossier", "reached"),
        "solved": pgettext("dossier", "solved"), "spared": pgettext("dossier", "not needed"),
        "joined": pgettext("dossier", "part of another call"),
        "self": pgettext("dossier", "the same person"), "sms": pgettext("dossier", "text message"),
        "voided": pgettext("dossier", "taken back"),
    }  # fmt: skip


def acts() -> dict[str, str]:
    """What the journal’s entries about a person tell."""
    return {
        "answer.excluded": _("an answer left out"), "answer.included": _("an answer counted again"),
        "answer.commented": _("words put to an answer"), "answer.named": _("an answer known as theirs"),
        "answer.recorded": _("an answer written down"),
        "call_back.noted": _("a call noted"), "call_back.owed": _("a call owed"),
        "card_wish.noted": _("cards wished for"), "card_wish.served": _("a wish for cards taken up"),
        "customer.added": _("became a customer"), "customer.called": _("called"),
        "customer.card_replaced": _("card replaced"), "customer.changed": _("details changed"),
        "customer.consent": _("a yes or no written down"), "customer.erased": _("erased"),
        "customer.merged": _("two records made one"), "customer.noted": _("a note written"),
        "customer.tagged": _("filed under a word"), "customer.told_apart": _("told apart from somebody"),
        "customer.unmerged": _("records parted again"), "customer.untagged": _("a word taken away"),
        "customer.tier": _("ambassador: another tier"), "customer.proof": _("ambassador: something noted"),
        "gift.cancelled": _("a gift called off"), "gift.given": _("a gift handed over"),
        "gift.promised": _("a gift promised"), "gift.taken_back": _("a gift not handed over after all"),
        "purchase.added": _("a purchase noted"), "purchase.counted": _("a purchase that counts for a reward"),
        "purchase.withdrawn": _("a purchase taken back"),
        "referral.claimed": _("a referral began"), "referral.flagged": _("a referral put aside"),
        "referral.lapsed": _("a referral ended without purchase"), "referral.refused": _("a referral refused"),
        "referral.moved_on": _("goods returned, other purchases still count"),
        "referral.on_hold": _("a referral on hold"), "share.noted": _("a share of a purchase counted"),
        "statement.paid": _("a share of purchases paid"), "statement.unpaid": _("a payment taken back"),
        "referral.rejected": _("a referral refused"), "referral.reopened": _("a referral waits again"),
        "referral.restored": _("a referral restored"), "referral.rewarded": _("a referral completed"),
        "referral.settled": _("a referral settled"), "referral.unrewarded": _("a reward held back"),
        "referral.voided": _("a referral taken back"), "touch.noted": _("what led to a purchase written down"),
        "review.invited": _("invited to write a review"),
        "voucher.cancelled": _("a voucher cancelled"),
        "voucher.extended": _("a voucher prolonged"), "voucher.issued": _("a voucher given"),
        "voucher.print_waived": _("a voucher not wanted on paper"),
        "voucher.print_wanted": _("a voucher to be printed"), "voucher.printed": _("a voucher printed"),
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
        name = {
            "cents": names["cents"], "from": pgettext("dossier", "before"), "was": pgettext("dossier", "before"),
            "consents": names["granted"], "fields": pgettext("dossier", "changed"),
        }.get(key)  # fmt: skip
        text = value(key, one, currency) if isinstance(one, bool | int) else ", ".join(
            said.get(word) or names.get(word, word) for word in str(one or "").split(",")
        )  # fmt: skip
        parts.append(labelled(name or names.get(key, key), text) if text else "")
    return "; ".join(filter(None, parts))


WORDED = frozenset("channel kind language state side origin gone result reason excluded arm".split())
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
        return ", ".join(labelled(key, str(one)) for key, one in found.items() if one not in (None, ""))
    if isinstance(found, list | tuple):
        return ", ".join(str(one) for one in found)
    if column == "name" and str(found) in {one.value for one in Check}:
        return referral_wording.check(Checked(Check(str(found)), Result.PASS))
    return words().get(str(found), str(found)) if column in WORDED else str(found)
