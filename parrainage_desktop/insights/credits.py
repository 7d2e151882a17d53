"""Every way of sharing credit side by side, in words, as the referrals’ screen shows it."""

from decimal import Decimal

from parrainage_desktop.base import writing
from parrainage_desktop.base.database import Transaction
from parrainage_desktop.base.i18n import decimal
from parrainage_desktop.base.terminal import whole
from parrainage_desktop.insights import service, wording
from parrainage_desktop.insights.rules import Model
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.referrals import service as referrals
from parrainage_desktop.referrals import touch_wording
from parrainage_desktop.referrals.touch_rules import CreditLine, Credits, TouchKind


def credits(tx: Transaction, referral_id: int, value: str = "") -> Credits:
    """Share what was typed, or else the first purchase’s amount. Raises InvalidInput("value", …)."""
    typed = writing.amount("value", value) if value.strip() else None
    shared = service.share(tx, referral_id, typed)
    currency = preferences.shop(tx).currency if shared.value_cents is not None else None
    referral = referrals.find(tx, referral_id)
    assert referral is not None, "its credit was shared in this very transaction"
    lines = tuple(
        CreditLine(
            touch_wording.what(touch),
            touch_wording.whose(touch),
            tuple(wording.part(shared.shares[model][place], currency) for model in Model),
            touch.id,
        )
        for place, touch in enumerate(shared.journey.touches)
    )
    return Credits(
        touch_wording.rewarded(referral),
        wording.explained(),
        tuple(wording.model(model) for model in Model),
        lines,
        "" if shared.value_cents is None else decimal(Decimal(shared.value_cents).scaleb(-2), 2),
        tuple(service.weights(tx).values()),
    )


def weigh(tx: Transaction, typed: dict[TouchKind, str]) -> None:
    """Choose the shop’s own weights as typed. Raises InvalidInput naming the kind."""
    service.set_weights(tx, {kind: whole(kind.value, text, 0, service.HEAVIEST) for kind, text in typed.items()})
