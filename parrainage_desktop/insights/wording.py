"""What the ways of sharing credit are called, and what each means."""

from parrainage_desktop.base.i18n import _, money, ngettext, number, pgettext, share
from parrainage_desktop.insights.rules import HALF_LIFE_DAYS, LOOK_BACK_DAYS, Model


def model(which: Model) -> str:
    """The name of a way of sharing, short enough for the head of a column."""
    return {
        Model.FIRST: pgettext("credit", "First"),
        Model.LAST: pgettext("credit", "Last"),
        Model.LINEAR: pgettext("credit", "Equal"),
        Model.TIME_DECAY: pgettext("credit", "By time"),
        Model.POSITION: "40/20/40",
        Model.W_SHAPED: "30/30/30/10",
        Model.OWN: pgettext("credit", "By kind"),
    }[which]


def explained() -> tuple[str, ...]:
    """What cannot be guessed from the names."""
    return (
        ngettext(
            "By time: credit halves with every {count} day before the purchase.",
            "By time: credit halves with every {count} days before the purchase.", HALF_LIFE_DAYS,
        ).format(count=number(HALF_LIFE_DAYS)),
        _("40/20/40: 40% for the first and the last. 30/30/30/10: 30% for the first, the middle one and the last."),
        ngettext(
            "What is older than {count} day before the purchase, or came after it, gets nothing.",
            "What is older than {count} days before the purchase, or came after it, gets nothing.", LOOK_BACK_DAYS,
        ).format(count=number(LOOK_BACK_DAYS)),
    )  # fmt: skip


def part(cents: int, currency: str | None) -> str:
    """A share: an amount, or hundredths of a percent where no amount is known."""
    return money(cents, currency) if currency else share(cents)
