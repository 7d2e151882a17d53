"""What one side earns: its kind, and what that kind needs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.programme.controls import NONE, Control, Stepper, Typed
from parrainage_desktop.programme.kind_editors import (
    CreditEditor,
    InKindEditor,
    StepsEditor,
    bare,
    pairs,
    pass_on,
)
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import filled, in_column, in_row
from parrainage_desktop.ui.picker import Picker

NOTHING, FIXED, SHARE, STEPS, CREDIT, GIFT, BENEFIT = range(7)


class RewardEditor(Control):
    """What a side earns, of any kind; each kind keeps its figures while another is chosen."""

    def __init__(self, name: str, hint: str, currency: str) -> None:
        super().__init__()
        self.kind = Picker(
            [
                _("Nothing"), _("Amount"), _("Share of the purchase"), _("Growing amount"), _("Credit on a service"),
                _("Gift"), _("Experience or benefit"),
            ],
            name,
        )  # fmt: skip
        self.kind.setMinimumWidth(220)
        self.cents = Stepper(_("{name}: amount").format(name=name), currency, 100)
        self.share = Typed(_("{name}: share of the purchase, in percent").format(name=name), width=92, sign="%")
        self.floor = Stepper(_("{name}: at least").format(name=name), currency, 100, open_end="–", plain=True)
        self.cap = Stepper(_("{name}: at most").format(name=name), currency, 100, open_end="–", plain=True)
        self.steps = StepsEditor(name, currency, "5.00")
        self.credit = CreditEditor(name, currency)
        self.gift = InKindEditor(name, currency, stocked=True)
        self.benefit = InKindEditor(name, currency, stocked=False)
        self.error = label("", "small", "err-text", wrap=True)
        self.error.hide()
        self._share_row = self._shares()
        self._fill_in()
        self._build(name, hint)
        self._show_kind(NOTHING)
        self.kind.chosen.connect(self._choose)
        pass_on(self, self.cents, self.share, self.floor, self.cap, self.steps, self.credit, self.gift, self.benefit)

    def text(self) -> str:
        """The reward as a terminal is told it."""
        kind = self.kind.index()
        if kind == SHARE:
            share = bare(self.share.text())
            bounds = [
                f" {word} {bare(control.text())}"
                for word, control in (("min", self.floor), ("max", self.cap))
                if control.text() != NONE
            ]
            return share + "".join(bounds)
        if kind == NOTHING:
            return NONE
        editors: dict[int, Control] = {
            FIXED: self.cents, STEPS: self.steps, CREDIT: self.credit, GIFT: self.gift, BENEFIT: self.benefit,
        }  # fmt: skip
        return editors[kind].text()

    def set_text(self, text: str) -> None:
        """Show a reward."""
        kind = _kind_of(text)
        if kind == SHARE:
            self._show_share(text)
        elif kind != NOTHING:
            editors: dict[int, Control] = {
                FIXED: self.cents, STEPS: self.steps, CREDIT: self.credit, GIFT: self.gift, BENEFIT: self.benefit,
            }  # fmt: skip
            editors[kind].set_text(text)
        self.kind.choose(kind)

    def _fill_in(self) -> None:
        """The figures that a kind begins with when it is first chosen."""
        self.cents.set_text("5.00")
        self.share.set_text("10 %")
        for bound in (self.floor, self.cap):
            bound.set_text(NONE)
        self.steps.set_text("1:5.00 3:8.00")
        self.credit.set_text(f"credit:{NONE}:20.00")
        self.gift.set_text(f"gift:{NONE}:0.00:0")
        self.benefit.set_text(f"experience:{NONE}:0.00")

    def _show_share(self, text: str) -> None:
        share, *bounds = text.split()
        found = dict(zip(bounds[::2], bounds[1::2], strict=True))
        self.share.set_text(share)
        self.floor.set_text(found.get("min", NONE))
        self.cap.set_text(found.get("max", NONE))

    def _choose(self, kind: int) -> None:
        self._show_kind(kind)
        self.changed.emit()
        self.left.emit()

    def _show_kind(self, kind: int) -> None:
        parts = (self.cents, self._share_row, self.steps, self.credit, self.gift, self.benefit)
        for place, part in enumerate(parts, start=FIXED):
            part.setVisible(place == kind)

    def _build(self, name: str, hint: str) -> None:
        words = in_column(label(name, "strong"), label(hint, "small", "text-2", wrap=True), gap=0)
        top = in_row((words, 1), self.kind, gap=16)
        column = in_column(
            top,
            (self.cents, Qt.AlignmentFlag.AlignRight),
            self._share_row,
            self.steps,
            self.credit,
            self.gift,
            self.benefit,
            self.error,
            gap=8,
            edges=(0, 8, 0, 8),
        )
        self.setLayout(column)

    def _shares(self) -> QWidget:
        row = pairs((_("share"), self.share), (_("at least"), self.floor), (_("at most"), self.cap))
        return filled(QWidget(), in_column(row))


def _kind_of(text: str) -> int:
    """Which kind a reward is, as a terminal is told it."""
    word = text.partition(":")[0]
    named = {NONE: NOTHING, "credit": CREDIT, "gift": GIFT, "experience": BENEFIT}
    if word in named:
        return named[word]
    if ":" in text:
        return STEPS
    return SHARE if "%" in text else FIXED
