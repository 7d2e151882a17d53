"""Whole-window screens with one thing to say: the store cannot be opened; the sample shop is being built."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, number
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Dot, label
from parrainage_desktop.ui.keys import ENTER
from parrainage_desktop.ui.layouts import in_row

COLUMN = 640


class PlainView(QWidget):
    """An icon, a title, sentences and at most one row of buttons, in the middle of the window."""

    def __init__(self, icon: str, title: str, sentence: str, tone: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.column.addWidget(Dot(icon=icon, size=96, icon_size=48, tone=tone), 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(24)
        self.column.addWidget(label(title, "title-large", wrap=True))
        self.column.addSpacing(12)
        self.column.addWidget(label(sentence, "large", "text-2", wrap=True))
        self.column.addSpacing(32)
        row = QHBoxLayout(self)
        row.addStretch(1)
        middle = QWidget()
        middle.setFixedWidth(COLUMN)
        middle.setLayout(self.column)
        row.addWidget(middle)
        row.addStretch(1)

    def add_buttons(self, *buttons: Button) -> None:
        """Close the column with a row of buttons."""
        self.column.addLayout(in_row(*buttons, ..., gap=12))
        self.column.addStretch(2)


class TroubleView(PlainView):
    """The store cannot be opened: what is wrong, and the ways on."""

    again = Signal()
    another = Signal()
    new_shop = Signal()

    def __init__(self, message: str) -> None:
        super().__init__(
            "warning-circle-fill", _("The shop cannot be opened"), message, ("err-soft", "on-err-soft")
        )
        self._again = Button(_("Try &again"), "primary", "arrow-counter-clockwise", height=56)
        another = Button(_("Choose another &file…"), "secondary", "folder-open", height=56)
        new = Button(_("&New shop…"), "quiet", "storefront", height=56)
        self._again.clicked.connect(self.again)
        another.clicked.connect(self.another)
        new.clicked.connect(self.new_shop)
        self.column.addWidget(label(_("Nothing has been changed."), "large"))
        self.column.addSpacing(24)
        self.add_buttons(self._again, another, new)
        self._again.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, the first one otherwise."""
        if event.key() in ENTER:
            focused = self.focusWidget()
            (focused if isinstance(focused, Button) else self._again).click()
        else:
            super().keyPressEvent(event)


class BuildingView(PlainView):
    """The sample shop is being built."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(
            "storefront", _("A shop to try things in"),
            _("A whole year of an invented shop is being lived through. Nothing you do there touches yours."),
            ("brand-soft", "on-brand-soft"),
        )
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Progress"))
        self._count = label(" ", "body", "text-2")
        stop = Button(_("Cancel"), key=_("Esc"), height=56)
        stop.clicked.connect(self.given_up)
        self.column.addWidget(self._bar)
        self.column.addSpacing(8)
        self.column.addWidget(self._count)
        self.column.addSpacing(24)
        self.add_buttons(stop)

    def show_step(self, done: int, total: int, _what: str) -> None:
        """Show how far the building is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(
            _("{done} of {total} customers").format(done=number(done), total=number(total))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
