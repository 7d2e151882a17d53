"""What is said about people written down twice: why they look like one, what follows, what cannot be undone."""

from parrainage_desktop.base.i18n import _, money, ngettext, number
from parrainage_desktop.duplicates.likeness import Found, Pair, Why
from parrainage_desktop.duplicates.rules import Merged, NoMerge, NoUndo, Outlook, Unmerged
from parrainage_desktop.referrals.rules import ReferralReason, ReferralState, Settled


def field_name(field: str) -> str:
    """The name of a field, as a form shows it."""
    return {
        "given_name": _("First name"),
        "family_name": _("Last name"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "street": _("Street"),
        "postcode": _("Postcode"),
        "city": _("Town"),
        "language": _("Language"),
    }[field]


def why(reason: Why) -> str:
    """What two customers have in common, in few words."""
    return {
        Why.PHONE: _("same phone"),
        Why.EMAIL: _("same e-mail"),
        Why.HOUSEHOLD: _("like name, same address"),
        Why.PHONE_STEM: _("like name, phones one digit or two apart"),
        Why.TOWN: _("like name, same town"),
    }[reason]


def reasons(pair: Pair) -> str:
    """All that two customers have in common."""
    return " · ".join(why(one) for one in pair.why)


def surely(pair: Pair) -> str:
    """How sure a pair is, in a word or two."""
    if pair.family:
        return _("Perhaps a family")
    return _("Surely one person") if pair.sure else _("Perhaps one person")


def found(pairs: Found) -> str:
    """How many pairs there are to look at."""
    count = len(pairs.pairs)
    if pairs.more:
        return _("More than {count} pairs: these first, then look again.").format(count=number(count))
    return ngettext("{count} pair to look at.", "{count} pairs to look at.", count).format(count=number(count))


def no_merge(refused: NoMerge) -> str:
    """Why two records stay two."""
    return {
        NoMerge.SAME: _("This is one and the same record: there is nothing to merge."),
        NoMerge.GONE: _("One of the two is gone already: merged into somebody, or erased."),
    }[refused]


def no_undo(refused: NoUndo) -> str:
    """Why a merge is not undone."""
    return {
        NoUndo.UNKNOWN: _("No merge has this number."),
        NoUndo.UNDONE: _("This merge was undone already."),
        NoUndo.GONE: _("The kept person has been merged into somebody else since, or erased."),
        NoUndo.LATER: _("Another record was merged into the same person since: undo that one first."),
        NoUndo.FORGOTTEN: _("What the records were before is no longer kept: somebody asked to be forgotten."),
    }[refused]


def outlook(ahead: Outlook, currency: str) -> tuple[str, ...]:
    """What will follow to the kept person, each kind in a few words; at least one."""
    worth = money(ahead.left_cents, currency)
    kinds = (
        (ahead.referrals, ngettext("{count} referral, either side", "{count} referrals, either side", ahead.referrals)),
        (ahead.vouchers, ngettext(
            "{count} voucher ({worth} to use)", "{count} vouchers ({worth} to use)", ahead.vouchers
        )),
        (ahead.purchases, ngettext("{count} purchase", "{count} purchases", ahead.purchases)),
        (ahead.answers, ngettext("{count} answer", "{count} answers", ahead.answers)),
        (ahead.notes, ngettext("{count} note", "{count} notes", ahead.notes)),
    )  # fmt: skip
    said = [text.format(count=number(count), worth=worth) for count, text in kinds if count]
    return (*said, _("the cards"))


def settled(one: Settled) -> str:
    """What becomes of a referral that cannot stand, and that a right once given stays."""
    if one.now is ReferralState.FLAGGED:
        return _("They brought each other: the referral waits for a manager.")
    if one.now is ReferralState.LAPSED:
        return _("The earlier referral had run out when the later one came: the later one stands.")
    said = {
        ReferralReason.SELF.value: _("Nobody brings themselves: the referral between the two no longer counts."),
        ReferralReason.ALREADY_REFERRED.value: _("Two people brought this customer: the first referral stands."),
        ReferralReason.ALREADY_CUSTOMER.value: _("Already a customer when brought: the referral no longer counts."),
    }[one.because]
    if one.now is ReferralState.VOIDED:
        return _("{said} Its vouchers stay good unless you cancel them.").format(said=said)
    return said


def merged(done: Merged, kept: str) -> str:
    """Two records became one."""
    count = len(done.moved.vouchers)
    if not count:
        return _("One record now: {name}.").format(name=kept)
    said = ngettext(
        "One record now: {name}. {count} voucher followed.", "One record now: {name}. {count} vouchers followed.", count
    )
    return said.format(name=kept, count=number(count))


def unmerged(parted: Unmerged) -> tuple[str, ...]:
    """Two records again, and what stayed as it is because it changed since."""
    said = [_("Two records again.")]
    if parted.fields:
        fields = ", ".join(field_name(field) for field in parted.fields)
        said.append(_("Changed since and left as it is: {fields}.").format(fields=fields))
    if parted.referrals:
        count = len(parted.referrals)
        left = ngettext(
            "{count} referral went on since and stays as it is.",
            "{count} referrals went on since and stay as they are.",
            count,
        )
        said.append(left.format(count=number(count)))
    return tuple(said)


def value(field: str, kept: str) -> str:
    """A field's value as people read it; a phone is the caller's to spell."""
    if not kept:
        return _("nothing")
    return {"fr": "Français", "en": "English"}.get(kept, kept) if field == "language" else kept
