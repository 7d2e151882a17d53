"""The parameters of the scheme in plain groups; only what matters with the rest as it is, is offered."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.customers.rules import HIGHEST_TIER
from parrainage_desktop.programme.controls import NONE, Control, Pick, Row, Stepper, Typed, show_error
from parrainage_desktop.programme.kind_editors import ShareOfSales, StepsEditor
from parrainage_desktop.programme.reward_editor import RewardEditor
from parrainage_desktop.programme.rewards import IN_MONEY, Experience, Gift
from parrainage_desktop.programme.rules import Friends, Terms, Trigger
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import card, label, rule
from parrainage_desktop.ui.layouts import in_column

EFFECTIVE_FROM = "effective_from"


class Form(QWidget):
    """Every parameter's control by its name; `changed` while one changes, `left` with the name of one done with."""

    changed = Signal()
    left = Signal(str)

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.controls: dict[str, Control] = {}
        self._rows: dict[str, Row | RewardEditor] = {}
        self.tiers = Button(_("What each tier asks…"), "quiet")
        self._column = in_column(gap=16)
        self.setLayout(self._column)
        self._rewards()
        self._comparison()
        self._vouchers()
        self._people()
        self._bounds()
        self._shop()
        self._column.addStretch(1)

    def words(self) -> dict[str, str]:
        """What every control says, by the parameter's name."""
        return {key: control.text() for key, control in self.controls.items()}

    def show_words(self, words: Mapping[str, str]) -> None:
        """Show the parameters, silently."""
        self.blockSignals(True)
        for key, control in self.controls.items():
            if key in words:
                control.set_text(words[key])
        self.blockSignals(False)
        self.show_errors({})

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say beside each parameter what is wrong with it, and nothing beside the others."""
        for key, row in self._rows.items():
            self.show_error(key, errors.get(key, ""), row)

    def show_error(self, key: str, message: str, row: Row | RewardEditor | None = None) -> None:
        """Say what is wrong with one parameter; an empty message takes it away."""
        row = row or self._rows[key]
        if isinstance(row, Row):
            row.show_error(message)
        else:
            show_error(row.error, row, message)
        if message:
            row.show()
            self._using.setVisible(self._using.isVisible() or self._using.isAncestorOf(row))

    def complaints(self) -> list[str]:
        """The parameters beside which something wrong is being said."""
        return [key for key, row in self._rows.items() if row.error.text()]

    def show_what_matters(self, terms: Terms) -> None:
        """Hide what has no meaning with the rest as it is."""
        buys = terms.trigger is not Trigger.REGISTRATION
        sides = (terms.referrer, terms.referee)
        vouchers = bool(terms.milestones) or any(isinstance(side, IN_MONEY) for side in sides)
        kept = any(isinstance(side, Gift | Experience) for side in sides)
        visible = {
            "inactive_months": terms.friends is Friends.INACTIVE,
            "budget_since": terms.budget is not None,
            "trigger_purchases": terms.trigger is Trigger.EACH_PURCHASE,
            "purchase_minimum": buys or terms.purchase_minimum_cents > 0,
            "claim_window_days": buys,
            "return_days": buys,
            **dict.fromkeys(("variant_referrer", "variant_referee"), terms.variant is not None),
            **dict.fromkeys(("valid_months", "valid_days"), vouchers or kept),
            **dict.fromkeys(("lock_days", "voucher_minimum", "one_per_purchase", "part_use", "personal"), vouchers),
        }
        for key, shown in visible.items():
            self._rows[key].setVisible(shown or bool(self._rows[key].error.text()))
        self._using.setVisible(vouchers or kept)

    def _propose_months(self) -> None:
        """Being away is for some months: a year unless somebody says otherwise."""
        if self.controls["friends"].text() == Friends.INACTIVE.value and self.controls["inactive_months"].text() == "0":
            self.controls["inactive_months"].set_text("12")

    def _propose_several(self) -> None:
        """Several purchases are three unless somebody says otherwise; any other way of earning counts one."""
        several = self.controls["trigger"].text() == Trigger.EACH_PURCHASE.value
        if several == (self.controls["trigger_purchases"].text() == "1"):
            self.controls["trigger_purchases"].set_text("3" if several else "1")

    def _propose_the_same(self) -> None:
        """Another reward begins as the usual one, to be changed from there."""
        theirs = self.controls["variant_referrer"], self.controls["variant_referee"]
        if self.controls["variant_until"].text() != NONE and all(one.text() == NONE for one in theirs):
            for one, usual in zip(theirs, ("referrer", "referee"), strict=True):
                one.set_text(self.controls[usual].text())

    def focus_on(self, key: str) -> None:
        """Put the cursor on a parameter."""
        self.controls[key].take_focus()

    def _rewards(self) -> None:
        group = self._group(_("Rewards"))
        self._side(group, "referrer", _("The referrer gets"), _("for each friend who counts"))
        self._side(group, "referee", _("The friend gets"), _("at the same time"))
        what = Pick(
            _("It is earned by"),
            {"first_purchase": _("A purchase"), "each_purchase": _("Several"), "registration": _("Registering")},
        )
        what.changed.connect(self._propose_several)
        self._add(group, "trigger", _("It is earned by"), _("what the friend does"), what)
        several = Stepper(_("For how many purchases"))
        self._add(group, "trigger_purchases", _("For how many purchases"), _("each of the first ones earns"), several)
        least = Stepper(_("Least first purchase"), self._currency, 500)
        self._add(group, "purchase_minimum", _("Least first purchase"), _("below it, the referral waits"), least)
        bonuses = StepsEditor(_("Bonus"), self._currency, "10.00")
        self._add(group, "milestones", _("Bonuses"), _("for the referrer, besides"), bonuses)
        sales = ShareOfSales(_("Share of the friend’s purchases, in percent"))
        self._add(group, "revenue_share", _("Share of purchases"), _("by a statement each month"), sales)
        back = Stepper(_("Days for returning a purchase"))
        self._add(group, "return_days", _("On hold for"), _("days in which a purchase may be returned"), back)

    def _comparison(self) -> None:
        group = self._group(_("Compare with another reward"))
        until = Typed(_("Last day of the comparison"), _("no comparison"))
        until.changed.connect(self._propose_the_same)
        hint = _("half of the customers, drawn by lot, get the other; such as {day}").format(day="31/12/2027")
        self._add(group, "variant_until", _("Until"), hint, until)
        self._side(group, "variant_referrer", _("The referrer gets instead"), _("in the other half"))
        self._side(group, "variant_referee", _("The friend gets instead"), _("at the same time"))

    def _vouchers(self) -> None:
        group = self._group(_("Using the vouchers"))
        self._using = self._newest
        lock = Stepper(_("Usable after days"))
        self._add(group, "lock_days", _("Usable after"), _("days; never on the purchase that earned it"), lock)
        self._add(group, "valid_months", _("Valid for"), _("months"), Stepper(_("Valid for months")))
        self._add(group, "valid_days", _("and"), _("days more"), Stepper(_("Valid for days more")))
        least = Stepper(_("Least purchase with a voucher"), self._currency, 500)
        self._add(group, "voucher_minimum", _("Least purchase with a voucher"), "", least)
        one = _yes_or_no(_("One voucher per purchase"))
        self._add(group, "one_per_purchase", _("One voucher per purchase"), "", one)
        parts = _yes_or_no(_("May be used in several goes"))
        self._add(group, "part_use", _("May be used in several goes"), _("what is left stays on the voucher"), parts)
        own = _yes_or_no(_("For its holder only"))
        self._add(group, "personal", _("For its holder only"), _("otherwise it may be passed on"), own)

    def _people(self) -> None:
        group = self._group(_("Who brings whom"))
        friends = Pick(
            _("Who may be brought"),
            {"never_bought": _("Never bought"), "new": _("Unknown here"), "inactive": _("Long away")},
        )
        friends.changed.connect(self._propose_months)
        self._add(group, "friends", _("Who may be brought"), "", friends)
        away = Stepper(_("Months without a purchase"))
        self._add(group, "inactive_months", _("Long away means"), _("months without a purchase"), away)
        tiers = Pick(
            _("Ambassadors only"), {"none": _("No"), **{str(n): f"{n}+" for n in range(1, HIGHEST_TIER)}, "3": "3"}
        )
        self._add(group, "referrer_tier", _("Ambassadors only"), _("referrers of this tier or higher"), tiers)
        group.addWidget(self.tiers, 0, Qt.AlignmentFlag.AlignRight)
        months = Stepper(_("Referrers are customers for months"), step=6)
        self._add(group, "referrer_months", _("Referrers are customers for"), _("months or more"), months)
        score = Stepper(_("Last score of a referrer"), open_end=_("any"))
        self._add(group, "referrer_nps", _("Their last score"), _("or more, out of 10"), score)
        window = Stepper(_("Days for the first purchase"), step=30)
        self._add(group, "claim_window_days", _("Time for the first purchase"), _("days from showing the card"), window)
        by = Pick(_("Approval"), {"automatic": _("Automatic"), "manual": _("By hand")})
        self._add(group, "approval", _("Approval"), _("by hand, every referral waits for a manager"), by)

    def _bounds(self) -> None:
        group = self._group(_("Limits"))
        for key, name in (
            ("limit_day", _("Friends a day")),
            ("limit_month", _("Friends a month")),
            ("limit_year", _("Friends a year")),
            ("limit_total", _("Friends in all")),
        ):
            self._add(group, key, name, _("rewarded for one referrer"), Stepper(name, open_end=_("no limit")))
        budget = Stepper(_("Budget"), self._currency, 10_000, open_end=_("no limit"))
        self._add(group, "budget", _("Budget"), _("of vouchers; the scheme stops before it is passed"), budget)
        day = _("such as {day}").format(day="31/12/2027")
        self._add(group, "budget_since", _("Budget counted from"), day, Typed(_("Budget counted from"), _("today")))
        self._add(group, "ends_on", _("Last day of the scheme"), day, Typed(_("Last day of the scheme"), _("no end")))

    def _shop(self) -> None:
        group = self._group(_("To compare with"))
        usual = Stepper(_("Usual cost of a new customer"), self._currency, 100)
        self._add(group, "usual_cost", _("Usual cost of a new customer"), _("leaflets, advertisements…"), usual)
        margin = Typed(_("Margin"), width=92, sign="%")
        self._add(group, "margin", _("Margin"), _("what stays of a purchase, in percent"), margin)
        words = self._group(_("Name and printed words"))
        for key, name, hint in (
            ("name_fr", _("Name in French"), _("of the scheme, on papers")),
            ("name_en", _("Name in English"), ""),
            ("text_fr", _("Terms in French"), _("printed below the usual ones")),
            ("text_en", _("Terms in English"), ""),
        ):
            self._add(words, key, name, hint, Typed(name, _("none"), 300))
        start = self._group(_("In force"))
        today = _("such as {day}").format(day="31/12/2027")
        self._add(start, EFFECTIVE_FROM, _("In force from"), today, Typed(_("In force from")))

    def _group(self, title: str) -> QVBoxLayout:
        box: QFrame = card()
        column = in_column(label(title, "card"), 10, gap=0, edges=(24, 16, 24, 10))
        box.setLayout(column)
        self._column.addWidget(box)
        self._newest = box
        return column

    def _add(self, group: QVBoxLayout, key: str, name: str, hint: str, control: Control) -> None:
        row = Row(key, name, hint, control)
        self._keep(key, control, row)
        group.addWidget(row)

    def _side(self, group: QVBoxLayout, key: str, name: str, hint: str) -> None:
        editor = RewardEditor(name, hint, self._currency)
        self._keep(key, editor, editor)
        group.addWidget(rule())
        group.addWidget(editor)

    def _keep(self, key: str, control: Control, row: Row | RewardEditor) -> None:
        self.controls[key], self._rows[key] = control, row
        control.changed.connect(self.changed)
        control.left.connect(lambda: self.left.emit(key))


def _yes_or_no(name: str) -> Pick:
    return Pick(name, {"yes": _("Yes"), "no": _("No")})
