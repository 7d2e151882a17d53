"""Where the store holds something about people: one declaration that the dossier and the erasure both follow.

A test walks every table and column of the store and fails when one is forgotten here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Holding:
    """A table with something about people.

    `leads` are the columns that lead to the person, directly or through another holding; `apart` those that lead to
    somebody else’s rows. `shown` is what a dossier shows, in order; `inner` what it leaves out: keys, copies, staff.
    An erasure deletes the rows, or empties `emptied`, sparing the reasons in `spared`; `kept` are texts of the program
    or of the ledger that stay.
    """

    leads: tuple[str, ...]
    shown: tuple[str, ...]
    inner: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    deleted: bool = False
    emptied: Mapping[str, object] = field(default_factory=dict)
    spared: frozenset[str] = frozenset()
    kept: tuple[str, ...] = ()


_REFUSALS = frozenset(
    "card_unknown card_dead self already_customer already_referred window_over limit_reached budget_spent"
    " out_of_stock not_allowed not_entitled".split()
)

HOLDINGS: Mapping[str, Holding] = {
    "customers": Holding(
        leads=("id",),
        shown=(
            "id", "given_name", "family_name", "phone", "email", "street", "postcode", "city", "language", "card",
            "since", "active_at", "known_before", "is_referrer", "is_referee", "call_since", "gone",
        ),
        inner=("search_key",),  # the same words once more, folded
        emptied={
            "family_name": "", "phone": "", "email": "", "street": "", "postcode": "", "city": "", "search_key": "",
            "call_since": None,
        },
        kept=("given_name", "language", "card", "gone"),  # the name has become a label by then
    ),
    "cards": Holding(leads=("customer_id",), shown=("code", "state", "created_at"), kept=("code", "state")),
    "consents": Holding(
        leads=("customer_id",), shown=("channel", "granted", "given_at", "origin"), inner=("id",), deleted=True
    ),
    "customer_tags": Holding(leads=("customer_id",), shown=("tag",), deleted=True),
    "customer_notes": Holding(leads=("customer_id",), shown=("at", "text"), inner=("id", "staff"), deleted=True),
    "customer_tiers": Holding(
        leads=("customer_id",), shown=("since", "tier", "reason", "at"), inner=("id", "staff", "till"), deleted=True
    ),
    "ambassador_notes": Holding(
        leads=("customer_id",),
        shown=("noted_on", "kind", "holds", "words"),
        inner=("id", "at", "staff", "till"),
        deleted=True,
    ),
    "purchases": Holding(
        leads=("customer_id",),
        shown=("purchased_on", "amount_cents", "at", "origin", "withdrawn"),
        inner=("id", "staff", "till"),
        kept=("staff", "till", "origin"),
    ),
    "referrals": Holding(
        leads=("referrer_id", "referee_id"),
        apart=("purchase_id",),
        shown=("referrer_id", "referee_id", "card", "state", "claimed_on", "claimed_at", "rewarded_on", "reason"),
        inner=("id", "programme_id"),
        emptied={"reason": ""},
        spared=_REFUSALS,
        kept=("state", "card"),
    ),
    "referral_checks": Holding(
        leads=("referral_id",), shown=("name", "result"), kept=("name", "result")
    ),
    "touches": Holding(
        leads=("referral_id", "by_id"),
        shown=("touched_on", "kind", "by_id", "note", "at"),
        inner=("id", "staff", "till"),
        emptied={"note": ""},
        kept=("kind", "staff", "till"),
    ),
    "vouchers": Holding(
        leads=("holder_id",),
        apart=("referral_id", "purchase_id"),
        shown=(
            "code", "side", "value_cents", "balance_cents", "currency", "minimum_cents", "issued_on", "issued_at",
            "valid_from", "valid_until", "state", "uses", "reason",
        ),
        inner=("id", "programme_id", "staff", "till"),
        emptied={"reason": ""},
        kept=("code", "side", "currency", "state", "staff", "till"),
    ),
    "counted_purchases": Holding(
        leads=("referral_id",), apart=("purchase_id",), shown=("state", "due_on"), kept=("state",)
    ),
    "gifts": Holding(
        leads=("holder_id",),
        apart=("referral_id", "purchase_id"),
        shown=("text", "cost_cents", "side", "earned_on", "earned_at", "until", "state", "given_on", "given_at"),
        inner=("id", "invitation", "programme_id", "staff", "till"),
        kept=("text", "side", "state", "staff", "till"),  # the scheme's own words, not the person's
    ),
    "payments": Holding(
        leads=("holder_id",),
        shown=("month", "base_cents", "due_cents", "paid_on", "at"),
        inner=("id", "staff", "till"),
        kept=("staff", "till"),
    ),
    "shares": Holding(
        leads=("holder_id",),
        apart=("referral_id", "purchase_id", "payment_id"),
        shown=("month", "noted_on", "base_cents", "basis_points"),
        inner=("id",),
    ),
    "printings": Holding(
        leads=("voucher_id",), shown=("printed_at", "at"), inner=("staff", "till"), kept=("staff", "till")
    ),
    "redemptions": Holding(
        leads=("voucher_id",),
        apart=("purchase_id",),
        shown=("redeemed_on", "cents", "at", "sequence"),
        inner=("id", "attempt", "staff", "till"),
        kept=("attempt", "staff", "till"),
    ),
    "reversals": Holding(
        leads=("redemption_id",),
        shown=("reversed_on", "reason", "at"),
        inner=("id", "staff", "till"),
        emptied={"reason": ""},  # the one thing of a ledger that may be taken out
        kept=("staff", "till"),
    ),
    "cancellations": Holding(
        leads=("voucher_id",),
        shown=("cancelled_on", "reason", "at"),
        inner=("staff", "till"),
        emptied={"reason": ""},
        kept=("staff", "till"),
    ),
    "extensions": Holding(
        leads=("voucher_id",),
        shown=("extended_on", "until_before", "until_after", "reason", "at"),
        inner=("id", "staff", "till"),
        emptied={"reason": ""},
        kept=("staff", "till"),
    ),
    "answers": Holding(
        leads=("customer_id",),
        shown=(
            "answered_on", "score", "scale", "comment", "origin", "campaign_id", "call_back", "quotable", "at",
            "excluded",
        ),
        inner=("id", "staff", "till", "excluded_at"),
        emptied={"comment": "", "call_back": False, "quotable": False, "excluded": "forgotten"},
        spared=frozenset({"", "replaced", "answered_twice", "import_undone"}),
        kept=("scale", "origin", "staff", "till", "excluded_at"),
    ),
    "answer_absences": Holding(leads=("answer_id",), shown=("out_at", "back_at"), inner=("id",)),
    # A wish for a call is gone with the one who had it.
    "call_backs": Holding(
        leads=("answer_id",),
        shown=("phone", "due_at", "outcome", "note", "tries", "closed_at"),
        inner=("id", "staff", "till"),
        deleted=True,
    ),
    "review_invitations": Holding(
        leads=("customer_id",),
        shown=("invited_on", "way", "channel_id"),
        inner=("id", "at", "staff", "till"),
        kept=("way", "staff", "till"),
    ),
    "card_wishes": Holding(leads=("answer_id",), shown=("at", "served_at")),
    # The key is a hash: it keeps the same file from bringing the answer again, then without a name.
    "imported_answers": Holding(leads=("answer_id",), shown=("import_id",), inner=("key",), kept=("key",)),
    "campaign_people": Holding(leads=("customer_id",), shown=("campaign_id", "asked_on")),
    "testimonials": Holding(
        leads=("customer_id",),
        shown=(
            "noted_on", "kind", "signed", "why_said", "before_said", "during_said", "tangible_said", "intangible_said",
            "advice_said", "state", "consent_on", "revoked_on", "read_on", "published_on", "at",
        ),
        inner=("id", "language", "staff", "till"),
        deleted=True,
    ),
    "draws": Holding(leads=("customer_id",), shown=("arm",), inner=("programme_id",), deleted=True),
    "asks": Holding(leads=("customer_id",), shown=("asked_on",)),
    "import_people": Holding(
        leads=("customer_id",), shown=("import_id", "added", "before"), emptied={"before": ""}
    ),
    "merges": Holding(
        leads=("kept_id", "other_id"),
        shown=("kept_id", "other_id", "at", "before", "undone_at"),
        inner=("id", "moved", "staff", "till"),
        emptied={"before": "", "moved": ""},
        kept=("staff", "till"),
    ),
    "distinct_people": Holding(leads=("one_id", "other_id"), shown=("one_id", "other_id")),
}  # fmt: skip

SUBJECTS = {
    "customer": "customers",
    "purchase": "purchases",
    "referral": "referrals",
    "touch": "touches",
    "voucher": "vouchers",
    "gift": "gifts",
    "share": "shares",
    "statement": "payments",
    "answer": "answers",
    "call_back": "call_backs",
    "card_wish": "card_wishes",
    "testimonial": "testimonials",
    "review": "review_invitations",
    "merge": "merges",
}
"""Whose numbers the journal’s subjects are, by the first word of the action."""
