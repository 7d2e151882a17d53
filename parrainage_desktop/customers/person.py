"""One customer beside the list: who they are, what they earned, what happened."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.customers import sheet, wording
from parrainage_desktop.customers.acts import Act
from parrainage_desktop.customers.rules import Channel, Figure, Goal, Story, Topic
from parrainage_desktop.customers.table_model import HistoryList
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Tabs
from parrainage_desktop.ui.fields import Dot, ElidedLabel, Tag, card, label, rule
from parrainage_desktop.ui.icons import pixmap
from parrainage_desktop.ui.layouts import empty
from parrainage_desktop.ui.theme import colour, font

_TOPICS = (None, Topic.PURCHASE, Topic.REFERRAL, Topic.VOUCHER, Topic.ANSWER, Topic.NOTE, Topic.CHANGE)


class PersonPane(QWidget):
    """The person; the signals carry the customer's number, or the letters of their card; `wanted` an act."""

    answer = Signal(int)
    friend = Signal(str)
    cards = Signal(int)
    counter = Signal(int)
    data, statements = Signal(int), Signal(int)
    called = Signal(int)
    edit = Signal()
    wanted = Signal(object)

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
        self.call = Button(_("Called"), "primary", "check-bold", name=_("This customer was called"))
        self.change = Button(_("Change"), "quiet", name=_("Change the record"))
        self._said, self._band = ElidedLabel("", "strong", "on-brand-soft"), card("band")
        self._goal, self._goal_said, self._goal_missing = card(), label("", "strong"), label("", "body", "text-2")
        self._progress = sheet.Progress()
        self._pills = QHBoxLayout()
        self._where = ElidedLabel("", "small", "text-2")
        self.more = Button("", icon="dots-three-bold", name=_("More"))
        self.menu = QMenu(self)
        names = [
            pgettext("history", "All"), _("Purchases"), pgettext("history", "Referrals"), _("Vouchers"), _("Answers"),
            _("Notes"), _("Changes"),
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
        self._show_record(story)
        self._show_goal(story.goal)
        self.menu.actions()[-1].setVisible(story.shares)
        self.call.setVisible(person.call_since is not None)
        self.print.setVisible(person.call_since is None)
        empty(self._remarks)
        for remark in story.remarks:
            self._remarks.addWidget(Tag(remark.text, remark.tone, remark.icon, remark.shape))
        self._remarks.addStretch(1)
        self._show_figures(story.figures)
        self._sum.setText(story.adding_up)
        self._sum.setVisible(bool(story.adding_up))
        self._show_events()

    def story(self) -> Story | None:
        """Whoever is shown."""
        return self._story

    def say(self, text: str) -> None:
        """Say what was just done for them; nothing for an empty text."""
        self._said.setText(text)
        self._band.setVisible(bool(text))

    def open_menu(self) -> None:
        """Open what else can be done."""
        width = self.menu.sizeHint().width()
        self.menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - width, self.more.height() + 4)))

    def bring_friend(self) -> None:
        """Ask for a referral with their card."""
        if self._story:
            self.friend.emit(self._story.person.card)

    def ask(self, signal: SignalInstance) -> None:
        """Ask elsewhere for something with their number."""
        if self._story:
            signal.emit(self._story.person.id)

    def _show_record(self, story: Story) -> None:
        """Address, tags, and each channel with a yes or a no."""
        empty(self._pills)
        for channel in Channel:
            self._pills.addWidget(sheet.agreement(channel, story.consents.get(channel)))
        for tag in story.tags[:4]:
            self._pills.addWidget(Tag(tag if len(tag) <= 16 else tag[:15] + "…", "accent"))
        self._pills.addStretch(1)
        known = (wording.address(story.person), *wording.agreements(story.consents))
        self._where.setText(" · ".join(filter(None, known)) or _("No address"))

    def _show_goal(self, goal: Goal | None) -> None:
        self._goal.setVisible(goal is not None)
        if goal:
            self._goal_said.setText(goal.said)
            self._goal_missing.setText(goal.missing)
            self._progress.show_part(goal.done / goal.wanted)

    def _show_figures(self, figures: Sequence[Figure]) -> None:
        empty(self._cells)
        for place, figure in enumerate(figures):
            if place:
                self._cells.addWidget(sheet.upright())
            self._cells.addWidget(sheet.cell(figure, 24 if place == 0 else 20), 1)

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
        second.addWidget(self.call)
        second.addWidget(self.print)
        column.addLayout(second)
        column.addWidget(self._said_band())
        column.addWidget(self._figures())
        column.addWidget(self._goal_card())
        column.addWidget(self._record_card())
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

    def _said_band(self) -> QFrame:
        row = QHBoxLayout(self._band)
        row.setContentsMargins(20, 8, 20, 8)
        row.addWidget(self._said, 1)
        self._band.setFixedHeight(44)
        self._band.hide()
        return self._band

    def _goal_card(self) -> QFrame:
        sign = label("")
        sign.setPixmap(pixmap("gift", colour("accent-text"), 24))
        self._goal.setFixedHeight(56)
        row = QHBoxLayout(self._goal)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        row.addWidget(sign)
        row.addWidget(self._goal_said)
        row.addWidget(self._progress, 1)
        row.addWidget(self._goal_missing)
        return self._goal

    def _record_card(self) -> QFrame:
        self._pills.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addLayout(self._pills)
        words.addWidget(self._where)
        box = card()
        row = QHBoxLayout(box)
        row.setContentsMargins(24, 8, 12, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.change)
        return box

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
        head.setContentsMargins(20, 4, 12, 3)
        head.addWidget(ElidedLabel(_("History"), "card"), 1)
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
        self.log.clicked.connect(lambda: self.ask(self.answer))
        self.print.clicked.connect(lambda: self.ask(self.cards))
        self.call.clicked.connect(lambda: self.ask(self.called))
        self.change.clicked.connect(self.edit)
        self.more.clicked.connect(self.open_menu)
        self.menu.setFont(font("body"))
        self.menu.setAccessibleName(_("More"))
        for text, key, act in self._acts():
            action = self.menu.addAction(text)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _on=False, act=act: act())

    def _acts(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        """What the menu offers, each with the key that does it from anywhere on the page."""
        return (
            (_("New &referral"), "F2", self.bring_friend),
            (_("&Log an answer"), "F3", lambda: self.ask(self.answer)),
            (_("&Print cards"), "F4", lambda: self.ask(self.cards)),
            (_("&Change the record…"), "F6", self.edit.emit),
            (_("Record a p&urchase…"), "F7", lambda: self.wanted.emit(Act.PURCHASE)),
            (_("Give a &voucher…"), "F8", lambda: self.wanted.emit(Act.VOUCHER)),
            (_("Add a &note…"), "F9", lambda: self.wanted.emit(Act.NOTE)),
            (_("Replace a l&ost card…"), "Shift+F4", lambda: self.wanted.emit(Act.CARD)),
            (_("Open at the &counter"), "Shift+F5", lambda: self.ask(self.counter)),
            (_("Personal &data…"), "Shift+F6", lambda: self.ask(self.data)),
            (_("&Statements"), "Shift+F7", self._ask_statements),
        )

    def _ask_statements(self) -> None:
        if self._story and self._story.shares:
            self.ask(self.statements)

    def press(self, key: str) -> bool:
        """Do what a key stands for; whether it stands for anything."""
        if key == "F10":
            self.open_menu()
            return True
        if key == "F12" and self._story and self._story.person.call_since:
            self.ask(self.called)
            return True
        acts = {known: act for _text, known, act in self._acts()}
        if self._story is None or key not in acts:
            return False
        acts[key]()
        return True
