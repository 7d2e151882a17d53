"""What one side earns: its kind, and the figures of that kind."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.programme.controls import NONE, Control, Stepper, Typed
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import label

NOTHING, FIXED, SHARE, STEPS = range(4)


class StepsEditor(Control):
    """Amounts from the nth friend on, a line each; a line left empty does not count."""

    def __init__(self, name: str, currency: str, usual: str) -> None:
        super().__init__()
        self._name, self._currency, self._usual = name, currency, usual
        self._lines: list[tuple[Typed, Stepper]] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.add = Button(_("Add a step"), "quiet", "plus-bold")
        self.add.clicked.connect(self._add_another)
        self._rows.addWidget(self.add, 0, Qt.AlignmentFlag.AlignRight)

    def text(self) -> str:
        """The steps as a terminal is told them."""
        typed = [(nth.text(), _bare(amount.text())) for nth, amount in self._lines]
        return " ".join(f"{nth}:{amount}" for nth, amount in typed if nth != NONE) or NONE

    def set_text(self, text: str) -> None:
        """Show steps, a line each."""
        while self._lines:
            nth, amount = self._lines.pop()
            row = nth.parentWidget()
            assert row is amount.parentWidget()
            assert row is not None
            row.hide()
            row.deleteLater()
        for part in text.split() if text != NONE else ():
            nth_text, _colon, amount_text = part.partition(":")
            self._add(nth_text, amount_text)

    def _add_another(self) -> None:
        nth, _amount = self._add("", self._usual)
        nth.line.setFocus()

    def _add(self, nth_text: str, amount_text: str) -> tuple[Typed, Stepper]:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        nth = Typed(_("{name}: from which friend on").format(name=self._name), width=64)
        amount = Stepper(_("{name}: amount").format(name=self._name), self._currency, 100)
        nth.set_text(nth_text or NONE)
        amount.set_text(amount_text)
        row.addStretch(1)
        row.addWidget(label(_("friend number"), "body", "text-2"))
        row.addWidget(nth)
        row.addWidget(amount)
        for control in (nth, amount):
            control.changed.connect(self.changed)
            control.left.connect(self.left)
        self._rows.insertWidget(len(self._lines), holder)
        self._lines.append((nth, amount))
        return nth, amount


class RewardEditor(Control):
    """Nothing, an amount, a share of the purchase, or steps; each keeps its figures while another is chosen."""

    def __init__(self, name: str, hint: str, currency: str) -> None:
        super().__init__()
        self.kind = Choice([_("Nothing"), _("Amount"), _("Share"), _("Steps")], name)
        self.cents = Stepper(_("{name}: amount").format(name=name), currency, 100)
        self.share = Typed(_("{name}: share of the purchase, in percent").format(name=name), width=92, sign="%")
        self.floor = Stepper(_("{name}: at least").format(name=name), currency, 100, open_end="–", plain=True)
        self.cap = Stepper(_("{name}: at most").format(name=name), currency, 100, open_end="–", plain=True)
        self.steps = StepsEditor(name, currency, "5.00")
        self.error = label("", "small", "err-text", wrap=True)
        self.error.hide()
        self._share_row = self._shares()
        self._fill_in()
        self._build(name, hint)
        self.kind.chosen.connect(self._choose)
        for control in (self.cents, self.share, self.floor, self.cap, self.steps):
            control.changed.connect(self.changed)
            control.left.connect(self.left)

    def text(self) -> str:
        """The reward as a terminal is told it."""
        kind = self.kind.index()
        if kind == SHARE:
            share = re.sub(r"\s", "", self.share.text())
            bounds = [
                f" {word} {_bare(control.text())}"
                for word, control in (("min", self.floor), ("max", self.cap))
                if control.text() != NONE
            ]
            return share + "".join(bounds)
        return {NOTHING: NONE, FIXED: self.cents.text(), STEPS: self.steps.text()}[kind]

    def set_text(self, text: str) -> None:
        """Show a reward; one that is not offered here shows as nothing."""
        if text == NONE or text.partition(":")[0] in ("gift", "experience", "credit"):
            kind = NOTHING
        elif ":" in text:
            kind = STEPS
            self.steps.set_text(text)
        elif "%" in text:
            kind = SHARE
            self._show_share(text)
        else:
            kind = FIXED
            self.cents.set_text(text)
        self.kind.choose(kind)

    def _fill_in(self) -> None:
        """The figures that a kind begins with when it is first chosen."""
        self.cents.set_text("5.00")
        self.share.set_text("10 %")
        for bound in (self.floor, self.cap):
            bound.set_text(NONE)
        self.steps.set_text("1:5.00 3:8.00")

    def _show_share(self, text: str) -> None:
        share, *bounds = text.split()
        found = dict(zip(bounds[::2], bounds[1::2], strict=True))
        self.share.set_text(share)
        self.floor.set_text(found.get("min", NONE))
        self.cap.set_text(found.get("max", NONE))

    def _choose(self, kind: int) -> None:
        for place, part in ((FIXED, self.cents), (SHARE, self._share_row), (STEPS, self.steps)):
            part.setVisible(place == kind)
        self.changed.emit()
        self.left.emit()

    def _build(self, name: str, hint: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(name, "strong"))
        words.addWidget(label(hint, "small", "text-2", wrap=True))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(words, 1)
        top.addWidget(self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.cents, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._share_row)
        column.addWidget(self.steps)
        column.addWidget(self.error)

    def _shares(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for words, control in ((_("share"), self.share), (_("at least"), self.floor), (_("at most"), self.cap)):
            row.addWidget(label(words, "small", "text-2"))
            row.addWidget(control)
        return holder


def _bare(text: str) -> str:
    """An amount without the spaces that would part it from its sign."""
    return re.sub(r"\s", "", text)
