"""Beside the parameters: how the comparison of two rewards stands, and its verdict once it is over."""

from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _, labelled
from parrainage_desktop.programme.rules import Compared, ComparedHalf
from parrainage_desktop.ui.fields import label, rule, sign
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row


class ComparisonCard(QFrame):
    """Both halves with what they brought, the days left, and the verdict; not there while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._period, self._verdict = label("", "small", "text-2", wrap=True), label("", "strong", wrap=True)
        self._halves = in_column(gap=0)
        said = in_row(sign("info", "brand", 18), (self._verdict, 1), gap=8)
        title = label(_("The comparison"), "card")
        self.setLayout(in_column(title, self._period, 8, self._halves, 8, said, gap=2, edges=(24, 16, 24, 16)))
        self.hide()

    def show_compared(self, found: Compared | None) -> None:
        """Show a comparison in words."""
        self.setVisible(found is not None)
        if found is None:
            return
        self._period.setText(found.period)
        self._verdict.setText(found.verdict)
        empty(self._halves)
        for place, half in enumerate(found.halves):
            if place:
                self._halves.addWidget(rule())
            self._halves.addWidget(_half(half))


def _half(half: ComparedHalf) -> QWidget:
    details = (label(one, "small", "text-2", wrap=True) for one in half.details)
    words = in_column(label(half.name, "strong", wrap=True), *details, gap=0)
    holder = filled(QWidget(), in_row((words, 1), label(half.figure, "figures"), gap=16, edges=(0, 9, 0, 9)))
    holder.setAccessibleName(", ".join((labelled(half.name, half.figure), *half.details)))
    return holder
