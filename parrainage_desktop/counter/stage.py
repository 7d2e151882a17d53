"""What stands on the counter's screen, one thing at a time: the desk with its panels, a form, the question."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from parrainage_desktop.base.database import Database
from parrainage_desktop.counter.answering import AnsweringView
from parrainage_desktop.counter.header import Header
from parrainage_desktop.counter.new_friend import NewFriendView
from parrainage_desktop.counter.person import PersonView
from parrainage_desktop.counter.ready import ReadyView
from parrainage_desktop.counter.review_link import ReviewLinkView
from parrainage_desktop.counter.till import Till
from parrainage_desktop.counter.today import TodayList
from parrainage_desktop.counter.verdict import AcceptedView, RefusedView
from parrainage_desktop.ui.fields import rule
from parrainage_desktop.ui.layouts import in_column, in_row

REST_MS = 60_000


class Stage(QWidget):
    """Shows one part; `rested` says that a panel stood for a minute without anybody touching it."""

    rested = Signal()

    def __init__(self, db: Database, till: Till, staff: str, seconds: Callable[[], float]) -> None:
        super().__init__()
        self.ready, self.person = ReadyView(), PersonView()
        self.accepted, self.refused = AcceptedView(db.zone), RefusedView(db.zone)
        self.review = ReviewLinkView()
        self.today = TodayList(db.zone, till.shop.currency)
        self.friend = NewFriendView(till.look, till.shop.language, staff)
        self.answering = AnsweringView(seconds)
        self.header = Header(db)
        self._panels, self._views = QStackedWidget(), QStackedWidget()
        self.minute = QTimer(self)
        self.minute.setSingleShot(True)
        self.minute.setInterval(REST_MS)
        self.minute.timeout.connect(self.rested)
        self.person.touched.connect(self.minute.start)
        self._build()

    def at(self) -> QWidget:
        """What is shown: one of the panels, the friend's form or the question."""
        stack = self._panels if self.is_desk() else self._views
        shown = stack.currentWidget()
        assert shown is not None
        return shown

    def is_desk(self) -> bool:
        """Whether the desk is shown, with one of its panels, rather than a form."""
        return self._views.currentIndex() == 0

    def show_panel(self, panel: QWidget) -> None:
        """Show one of the desk's panels; all but the first go away after a minute, and are read out."""
        self._views.setCurrentIndex(0)
        self._panels.setCurrentWidget(panel)
        if panel is self.ready:
            self.minute.stop()
            self.ready.field.setFocus()
            return
        self.ready.band.hide()
        self.minute.start()
        QAccessible.updateAccessibility(QAccessibleEvent(panel, QAccessible.Event.Alert))

    def show_form(self, form: QWidget) -> None:
        """Show the friend's form or the question, for as long as it takes."""
        self.minute.stop()
        self.ready.band.hide()
        self._views.setCurrentWidget(form)

    def _build(self) -> None:
        for panel in (self.ready, self.accepted, self.refused, self.person, self.review):
            self._panels.addWidget(panel)
        middle = in_column(self.header, (self._panels, 1), gap=14, edges=(28, 24, 28, 20))
        desk = QWidget()
        desk.setLayout(in_row((middle, 1), rule(upright=True), self.today, gap=0))
        for view in (desk, self.friend, self.answering):
            self._views.addWidget(view)
        self.setLayout(in_column(self._views))
