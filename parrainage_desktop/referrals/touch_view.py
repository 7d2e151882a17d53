"""What led a friend to the shop, and the credit for it shared in every way side by side."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, labelled
from parrainage_desktop.referrals import touch_wording as wording
from parrainage_desktop.referrals.touch_rules import CreditLine, Credits, TouchKind
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Field, label
from parrainage_desktop.ui.keys import is_enter
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row

KINDS = tuple(TouchKind)


class TouchForm(QFrame):
    """`sent` when what was typed shall be kept, `given_up` when not."""

    sent = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self.kinds = Choice([wording.kind(kind) for kind in KINDS], _("What it was"))
        self.day = Field(_("Day"))
        self.by = Field(_("Whose it was: a customer, or nobody for the shop"))
        self.note = Field(_("Note, if you like"))
        self.note.line.setMaxLength(240)
        self.send, self.leave = Button(_("Keep it"), "primary"), Button(_("Change nothing"))
        self._build()
        self.send.clicked.connect(self.sent)
        self.leave.clicked.connect(self.given_up)
        self.hide()

    @property
    def kind(self) -> TouchKind:
        """The kind that is chosen."""
        return KINDS[self.kinds.index()]

    def begin(self, day: str, by: str) -> None:
        """Ask, with the day and the person it most likely was."""
        for field, text in ((self.day, day), (self.by, by), (self.note, "")):
            field.set_text(text)
        self.show_error("", "")
        self.show()
        self.by.line.setFocus()

    def show_error(self, name: str, message: str) -> None:
        """Say what is wrong under the field it is about."""
        for key, field in (("day", self.day), ("by", self.by), ("note", self.note)):
            field.show_error(message if key == name else "")
            if key == name:
                field.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps it, Esc changes nothing."""
        if is_enter(event):
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        fields = in_row(gap=12)
        for field, wide in ((self.day, 2), (self.by, 4), (self.note, 4)):
            fields.addWidget(field, wide, Qt.AlignmentFlag.AlignTop)
        buttons = in_row(self.kinds, ..., self.send, self.leave, gap=12)
        self.setLayout(in_column(fields, buttons, gap=12, edges=(16, 12, 16, 12)))


class TouchView(QFrame):
    """`revalued` when another value shall be shared, `weighed` when the own weights change, `taken_out` of a touch."""

    revalued = Signal()
    weighed = Signal()
    taken_out = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(_("What led to the first purchase"))
        self.add = Button(_("Add what led here"), icon="plus-bold")
        self.form = TouchForm()
        self.value = Field(_("Value to share"))
        self.weights = {kind: Field(wording.kind(kind)) for kind in KINDS}
        self._rewarded = label("", "body", "text", wrap=True)
        self._explained = label("", "small", "text-2", wrap=True)
        self._grid = QGridLayout()
        self._shown: tuple[str, tuple[int, ...]] = ("", ())
        self._build()
        self.value.left.connect(self._revalue)
        for field in self.weights.values():
            field.left.connect(self._weigh)

    def show_credits(self, found: Credits) -> None:
        """Show every touch with its share under each way."""
        self._rewarded.setText(found.rewarded)
        self._explained.setText("\n".join(found.explained))
        self._shown = (found.value, found.weights)
        self.value.set_text(found.value)
        self.value.show_error("")
        for field, weight in zip(self.weights.values(), found.weights, strict=True):
            field.set_text(str(weight))
            field.show_error("")
        self._show_table(found.models, found.lines)

    def show_error(self, name: str, message: str) -> None:
        """Say what is wrong with the value or with a weight."""
        fields = {"value": self.value} | {kind.value: field for kind, field in self.weights.items()}
        fields[name].show_error(message)

    def _show_table(self, models: Sequence[str], lines: Sequence[CreditLine]) -> None:
        empty(self._grid)
        for column, name in enumerate(models, start=1):
            self._grid.addWidget(label(name, "small-strong", "text-2"), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, line in enumerate(lines, start=1):
            self._grid.addWidget(_told(line), row, 0)
            for column, share in enumerate(line.shares, start=1):
                cell = label(share, "small-figures")
                cell.setAccessibleName(labelled(f"{line.what}, {models[column - 1]}", share))
                self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignRight)
            if line.id is not None:
                away = Button("", "quiet", "x", name=_("Take out: {what}").format(what=line.what))
                away.clicked.connect(partial(self._take_out, line.id))
                self._grid.addWidget(away, row, len(models) + 1)

    def _take_out(self, touch_id: int, _checked: bool = False) -> None:
        self.taken_out.emit(touch_id)

    def _revalue(self) -> None:
        if self.value.text().strip() != self._shown[0]:
            self.revalued.emit()

    def _weigh(self) -> None:
        if tuple(field.text().strip() for field in self.weights.values()) != tuple(map(str, self._shown[1])):
            self.weighed.emit()

    def _build(self) -> None:
        head = in_row((label(_("What led to the first purchase"), "card"), 1), self.add)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        column = in_column(
            head,
            self.form,
            self._rewarded,
            self._grid,
            self._explained,
            self._settings(),
            gap=10,
            edges=(20, 16, 20, 16),
        )
        self.setLayout(column)

    def _settings(self) -> QHBoxLayout:
        self.value.setFixedWidth(160)
        said = label(_("What each kind weighs, for “By kind”:"), "small", "text-2", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = in_row((self.value, Qt.AlignmentFlag.AlignTop), 12, (said, 1), gap=12)
        for field in self.weights.values():
            field.setFixedWidth(110)
            field.line.setMaxLength(4)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _told(line: CreditLine) -> QWidget:
    column = in_column(label(line.what, "strong"), label(line.detail, "small", "text-2", wrap=True), gap=0)
    return filled(QWidget(), column)
