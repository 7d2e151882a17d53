"""One customer beside the list: who they are, what they earned, what happened."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.customers import sheet, wording
from parrainage_desktop.customers.acts import Act
from parrainage_desktop.customers.rules import Channel
from parrainage_desktop.customers.story_rules import Figure, Goal, Story, Topic
from parrainage_desktop.customers.table_model import HistoryList
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Tabs
from parrainage_desktop.ui.fields import Dot, ElidedLabel, Tag, card, label, rule, show_text, sign
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row
from parrainage_desktop.ui.theme import font

_TOPICS = (None, Topic.PURCHASE, Topic.REFERRAL, Topic.VOUCHER, Topic.ANSWER, Topic.NOTE, Topic.CHANGE)


class PersonPane(QWidget):
    """The person; the signals carry the customer's number, or the letters of their card; `wanted` an act."""

    answer = Signal(int)
    friend = Signal(str)
    cards = Signal(int)
    counter = Signal(int)
    data, statements, ambassador = Signal(int), Signal(int), Signal(int)
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
        self._speaks, self._tier, self._next_tier = card(), label("", "strong"), ElidedLabel("", "small", "text-2")
        self.tiers = Button(_("Ambassador…"), "quiet")
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
        self._show_ambassador(story.ambassador)
        self.menu.actions()[-1].setVisible(story.shares)
        self.call.setVisible(person.call_since is not None)
        self.print.setVisible(person.call_since is None)
        empty(self._remarks)
        for remark in story.remarks:
            tag = Tag(remark.text, remark.tone, remark.icon, remark.shape)
            if not remark.shape:
                tag.let_shrink()
            self._remarks.addWidget(tag)
        self._remarks.addStretch(1)
        self._show_figures(story.figures)
        show_text(self._sum, story.adding_up)
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

    def _show_ambassador(self, standing: Goal | None) -> None:
        self._speaks.setVisible(standing is not None)
        if standing:
            self._tier.setText(standing.said)
            self._next_tier.setText(standing.missing)

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
        self._remarks.setSpacing(8)
        second = in_row((self._remarks, 1), self.call, self.print)
        column = in_column(
            self._head(),
            second,
            self._said_band(),
            self._figures(),
            self._goal_card(),
            self._ambassador_card(),
            self._record_card(),
            (self._history(), 1),
            gap=16,
            edges=(24, 24, 24, 20),
        )
        self.setLayout(column)

    def _head(self) -> QHBoxLayout:
        words = in_column(..., self._name, self._contact, ..., gap=2)
        return in_row(self._badge, 8, (words, 1), 8, self.log, self.more, gap=8)

    def _said_band(self) -> QFrame:
        self._band.setLayout(in_row((self._said, 1), edges=(20, 8, 20, 8)))
        self._band.setFixedHeight(44)
        self._band.hide()
        return self._band

    def _goal_card(self) -> QFrame:
        mark = sign("gift", "accent-text", 24)
        self._goal.setFixedHeight(56)
        row = in_row(mark, self._goal_said, (self._progress, 1), self._goal_missing, gap=16, edges=(24, 0, 24, 0))
        self._goal.setLayout(row)
        return self._goal

    def _ambassador_card(self) -> QFrame:
        mark = sign("megaphone", "accent-text", 24)
        self._speaks.setFixedHeight(64)
        words = in_column(..., self._tier, self._next_tier, ..., gap=0)
        self._speaks.setLayout(in_row(mark, (words, 1), self.tiers, gap=16, edges=(24, 0, 12, 0)))
        return self._speaks

    def _record_card(self) -> QFrame:
        self._pills.setSpacing(8)
        words = in_column(self._pills, self._where, gap=4)
        return filled(card(), in_row((words, 1), self.change, gap=12, edges=(24, 8, 12, 8)))

    def _figures(self) -> QFrame:
        box = card()
        box.setMinimumHeight(84)
        self._cells.setSpacing(0)
        self._sum.setContentsMargins(24, 0, 24, 0)
        box.setLayout(in_column(self._cells, self._sum, gap=6, edges=(0, 12, 0, 12)))
        return box

    def _history(self) -> QFrame:
        head = in_row((ElidedLabel(_("History"), "card"), 1), self.topics, edges=(20, 4, 12, 3))
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return filled(card(), in_column(head, rule(), (self.history, 1), (self._none, 1), gap=0, edges=1))

    def _connect(self) -> None:
        self.topics.chosen.connect(lambda _index: self._show_events())
        self.log.clicked.connect(lambda: self.ask(self.answer))
        self.print.clicked.connect(lambda: self.ask(self.cards))
        self.call.clicked.connect(lambda: self.ask(self.called))
        self.change.clicked.connect(self.edit)
        self.tiers.clicked.connect(lambda: self.ask(self.ambassador))
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
            (_("&Ambassador…"), "Shift+F8", lambda: self.ask(self.ambassador)),
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
