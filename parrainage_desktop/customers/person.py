"""One customer beside the list: who they are, what they earned, what happened."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.customers.rules import Figure, Story, Topic
from parrainage_desktop.customers.table_model import HistoryList
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Tabs
from parrainage_desktop.ui.fields import Dot, ElidedLabel, Tag, card, label, rule
from parrainage_desktop.ui.theme import font

_TOPICS = (None, Topic.PURCHASE, Topic.REFERRAL, Topic.VOUCHER, Topic.ANSWER)


class PersonPane(QWidget):
    """The person; the signals carry the customer's number, or the letters of their card."""

    answer = Signal(int)
    friend = Signal(str)
    cards = Signal(int)
    counter = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._story: Story | None = None
        self._today = date.min
        self._badge = Dot(size=64, role="counter")
        self._name, self._contact = ElidedLabel("", "person"), ElidedLabel("", "body", "text-2")
        self._remarks, self._cells = QHBoxLayout(), QHBoxLayout()
        self._sum = label("", "small", "text-3", wrap=True)
        self.log = Button(_("Log an answer"), icon="chat-centered-text")
        self.print = Button(_("Print cards"), "primary", "printer")
        self.more = Button("", icon="dots-three-bold", name=_("More"))
        self.menu = QMenu(self)
        names = [
            pgettext("history", "All"), _("Purchases"), pgettext("history", "Referrals"), _("Vouchers"), _("Answers"),
        ]  # fmt: skip
        self.topics = Tabs(names, _("What to show"))
        self.history = HistoryList()
        self._none = label(_("Nothing of this kind yet."), "body", "text-2")
        self._build()
        self._connect()

    def show_story(self, story: Story, today: date) -> None:
        """Show somebody's story."""
        self._story, self._today = story, today
        person = story.person
        self._badge.set_text(person.initials)
        self._name.setText(person.name)
        self._contact.setText(" · ".join(filter(None, (story.phone, person.email, person.city))))
        _empty(self._remarks)
        for remark in story.remarks:
            self._remarks.addWidget(Tag(remark.text, remark.tone, remark.icon, remark.shape))
        self._remarks.addStretch(1)
        self._show_figures(story.figures)
        self._sum.setText(story.adding_up)
        self._sum.setVisible(bool(story.adding_up))
        self._show_events()

    def _show_figures(self, figures: Sequence[Figure]) -> None:
        _empty(self._cells)
        for place, figure in enumerate(figures):
            if place:
                self._cells.addWidget(_upright())
            self._cells.addWidget(_cell(figure, 24 if place == 0 else 20), 1)

    def _show_events(self) -> None:
        topic = _TOPICS[self.topics.index()]
        events = [event for event in self._story.events if event.is_about(topic)] if self._story else []
        self.history.show_events(events, self._today)
        self.history.setVisible(bool(events))
        self._none.setVisible(not events)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(self._head())
        second = QHBoxLayout()
        self._remarks.setSpacing(8)
        second.addLayout(self._remarks, 1)
        second.addWidget(self.print)
        column.addLayout(second)
        column.addWidget(self._figures())
        column.addWidget(self._history(), 1)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._contact)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._badge)
        row.addSpacing(8)
        row.addLayout(words, 1)
        row.addSpacing(8)
        row.addWidget(self.log)
        row.addWidget(self.more)
        return row

    def _figures(self) -> QFrame:
        box = card()
        box.setMinimumHeight(84)
        self._cells.setSpacing(0)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(6)
        column.addLayout(self._cells)
        self._sum.setContentsMargins(24, 0, 24, 0)
        column.addWidget(self._sum)
        return box

    def _history(self) -> QFrame:
        head = QHBoxLayout()
        head.setContentsMargins(24, 4, 12, 3)
        head.addWidget(label(_("History"), "card"), 1)
        head.addWidget(self.topics)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = card()
        column = QVBoxLayout(box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self.history, 1)
        column.addWidget(self._none, 1)
        return box

    def _connect(self) -> None:
        self.topics.chosen.connect(lambda _index: self._show_events())
        self.log.clicked.connect(lambda: self._ask(self.answer))
        self.print.clicked.connect(lambda: self._ask(self.cards))
        self.more.clicked.connect(self._open_menu)
        self.menu.setFont(font("body"))
        self.menu.setAccessibleName(_("More"))
        self.menu.addAction(_("New &referral"), self._bring_friend)
        self.menu.addAction(_("Open at the &counter"), lambda: self._ask(self.counter))

    def _open_menu(self) -> None:
        width = self.menu.sizeHint().width()
        self.menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - width, self.more.height() + 4)))

    def _bring_friend(self) -> None:
        if self._story:
            self.friend.emit(self._story.person.card)

    def _ask(self, signal: SignalInstance) -> None:
        if self._story:
            signal.emit(self._story.person.id)


def _cell(figure: Figure, left: int) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(left, 2, 4, 2)
    column.setSpacing(1)
    column.addWidget(ElidedLabel(figure.value, "kpi-person"))
    column.addWidget(ElidedLabel(figure.label, "small-medium", "text-2"))
    return cell


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("ground", "border")
    line.setFixedWidth(1)
    return line


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
