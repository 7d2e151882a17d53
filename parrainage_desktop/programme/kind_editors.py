"""What some kinds of reward are set with: steps, a credit, something in kind, a share of purchases."""

import re
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parrainage_desktop.base.i18n import _
from parrainage_desktop.programme.controls import NONE, Control, Stepper, Typed
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_column, in_row


class StepsEditor(Control):
    """Amounts from the nth friend on, a line each; a line left empty does not count."""

    def __init__(self, name: str, currency: str, usual: str) -> None:
        super().__init__()
        self._name, self._currency, self._usual = name, currency, usual
        self._lines: list[tuple[Typed, Stepper]] = []
        self.add = Button(_("Add a step"), "quiet", "plus-bold")
        self.add.clicked.connect(self._add_another)
        self._rows = in_column((self.add, Qt.AlignmentFlag.AlignRight), gap=8)
        self.setLayout(self._rows)

    def text(self) -> str:
        """The steps as a terminal is told them."""
        typed = [(nth.text(), bare(amount.text())) for nth, amount in self._lines]
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
        nth = Typed(_("{name}: from which friend on").format(name=self._name), width=64)
        amount = Stepper(_("{name}: amount").format(name=self._name), self._currency, 100)
        nth.set_text(nth_text or NONE)
        amount.set_text(amount_text)
        holder.setLayout(in_row(..., label(_("friend number"), "body", "text-2"), nth, amount, gap=8))
        for control in (nth, amount):
            control.changed.connect(self.changed)
            control.left.connect(self.left)
        self._rows.insertWidget(len(self._lines), holder)
        self._lines.append((nth, amount))
        return nth, amount


class CreditEditor(Control):
    """A voucher on a service: which one, its price, the share given of it, some of it early, more from a friend on."""

    def __init__(self, name: str, currency: str) -> None:
        super().__init__()
        self.what = Typed(_("{name}: on which service").format(name=name), _("the next service"), 300)
        self.price = Stepper(_("{name}: price of the service").format(name=name), currency, 500, plain=True)
        self.share = _percent(_("{name}: share of the price, in percent").format(name=name))
        self.early = _percent(_("{name}: share on registering, in percent").format(name=name))
        self.nth = Stepper(_("{name}: more from which friend on").format(name=name), open_end="–", plain=True)
        self.later = _percent(_("{name}: share from that friend on, in percent").format(name=name))
        rows = (
            pairs((_("on which service"), self.what)),
            pairs((_("its price"), self.price), (_("share given"), self.share)),
            pairs((_("of it on registering"), self.early)),
            pairs((_("from friend number"), self.nth), (_("share"), self.later)),
        )
        self.setLayout(in_column(*rows, gap=8))
        pass_on(self, self.what, self.price, self.share, self.early, self.nth, self.later)

    def text(self) -> str:
        """The credit as a terminal is told it."""
        what, price = _words(self.what), bare(self.price.text())
        share, early, later = (bare(one.text()) for one in (self.share, self.early, self.later))
        nth = "0" if self.nth.text() == NONE else self.nth.text()
        if (share, early, nth) == ("100%", "0%", "0"):
            return f"credit:{what}:{price}"
        return f"credit:{what}:{price}:{share}:{early}:{nth}:{later}"

    def set_text(self, text: str) -> None:
        """Show a credit; one of a plain amount is all of a price."""
        what, *figures = text.removeprefix("credit:").rsplit(":", 5 if "%" in text else 1)
        figures += ["0.00", "100%", "0%", "0", "0%"][len(figures) :]
        self.what.set_text(what)
        for control, figure in zip((self.price, self.share, self.early, self.nth, self.later), figures, strict=True):
            control.set_text(NONE if control is self.nth and figure == "0" else figure)


class InKindEditor(Control):
    """A gift, or with `stocked` off a benefit: what it is, what it costs, and how many there are."""

    def __init__(self, name: str, currency: str, *, stocked: bool) -> None:
        super().__init__()
        self._stocked = stocked
        hint = _("a jar of jam") if stocked else _("an evening in the workshop")
        self.what = Typed(_("{name}: what it is").format(name=name), hint, 300)
        self.cost = Stepper(_("{name}: what it costs the shop").format(name=name), currency, 100, plain=True)
        self.stock = Stepper(_("{name}: how many there are").format(name=name), open_end=_("many"), plain=True)
        figures = [(_("costs the shop"), self.cost), (_("how many there are"), self.stock)]
        rows = (pairs((_("what it is"), self.what)), pairs(*figures[: 2 if stocked else 1]))
        self.setLayout(in_column(*rows, gap=8))
        pass_on(self, self.what, self.cost, self.stock)

    def text(self) -> str:
        """What is given as a terminal is told it."""
        figures = f"{_words(self.what)}:{bare(self.cost.text())}"
        stock = "0" if self.stock.text() == NONE else self.stock.text()
        return f"gift:{figures}:{stock}" if self._stocked else f"experience:{figures}"

    def set_text(self, text: str) -> None:
        """Show what is given."""
        kind, _colon, rest = text.partition(":")
        what, *figures = rest.rsplit(":", 2 if kind == "gift" else 1)
        cost, stock = (*figures, *("0.00", "0")[len(figures) :])[:2]
        self.what.set_text(what)
        self.cost.set_text(cost)
        self.stock.set_text(NONE if stock == "0" else stock)


class ShareOfSales(Control):
    """A share of the friend's purchases: how much, and of how many; nothing for neither."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.share = _percent(name)
        self.first = Stepper(_("{name}: of how many purchases").format(name=name), open_end=_("all"), plain=True)
        self.setLayout(in_column(pairs(("", self.share), (_("of the first"), self.first))))
        pass_on(self, self.share, self.first)

    def text(self) -> str:
        """The share as a terminal is told it."""
        share = bare(self.share.text())
        if share in ("0%", "%"):
            return NONE
        return share if self.first.text() == NONE else f"{share} {self.first.text()}"

    def set_text(self, text: str) -> None:
        """Show a share."""
        share, _space, first = text.partition(" ")
        self.share.set_text("0%" if text == NONE else share)
        self.first.set_text(first or NONE)


def _percent(name: str) -> Typed:
    return Typed(name, width=92, sign="%")


def _words(line: Typed) -> str:
    """What was typed; nothing is nothing here."""
    return "" if line.text() == NONE else line.text()


def pairs(*parts: tuple[str, QWidget]) -> QHBoxLayout:
    """Words before each control, at the right."""
    worded = [(label(words, "small", "text-2"), control) for words, control in parts]
    return in_row(..., *chain.from_iterable(worded), gap=8)


def pass_on(whole: Control, *parts: Control) -> None:
    """Let a control tell of what changes in its parts."""
    for part in parts:
        part.changed.connect(whole.changed)
        part.left.connect(whole.left)


def bare(text: str) -> str:
    """An amount without the spaces that would part it from its sign."""
    return re.sub(r"\s", "", text)
