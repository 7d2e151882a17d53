"""What customers think: the score and what stands behind it, the answers one by one, and the asking."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.surveys import (
    callback_list,
    campaign_view,
    campaigns,
    figures,
    overview,
    promoters_view,
    service,
    told,
)
from parrainage_desktop.surveys.answer_list import MOST, AnswersView
from parrainage_desktop.surveys.callback_list import CallsView
from parrainage_desktop.surveys.campaign_view import CampaignsView
from parrainage_desktop.surveys.figure_wording import period as period_name
from parrainage_desktop.surveys.groups_view import GroupsView
from parrainage_desktop.surveys.overview import Overview
from parrainage_desktop.surveys.paper_stack import PaperStack
from parrainage_desktop.surveys.periods import Lately, Period, looked
from parrainage_desktop.surveys.promoters_view import PromotersView
from parrainage_desktop.surveys.rules import AlreadyAnswered, Origin
from parrainage_desktop.surveys.wording import answered_again
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.chips import Tabs
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.page import Page
from parrainage_desktop.ui.picker import Picker

Ask = Callable[[Transaction], object]
_INVITING = 5
_USUAL = 2
"""The last twelve months."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read, for which turn of asking, and what shows it."""

    turn: int
    show: Callable[[object], None]
    value: object


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood."""

    period: int
    part: int
    search: str


class SatisfactionPage(Page):
    """`answer_requested` asks the counter to log an answer, `kiosk_requested` for the customers' own screen.

    `person_requested` names a customer, `cards_requested` those whose cards to print; `import_requested` asks for the
    screen that brings the answers of a form in.
    """

    shows = frozenset(
        "answers answer_counts asks campaigns campaign_people customers customer_tags call_backs".split()
    )
    answer_requested = Signal()
    kiosk_requested = Signal()
    person_requested = Signal(int)
    cards_requested = Signal(list)
    import_requested = Signal()

    def __init__(self, db: Database, actor: Actor) -> None:
        super().__init__(db, actor)
        self._turn, self._periods = 0, tuple[Period, ...]()
        self.period = Picker([""], _("Period"))
        self.kiosk = Button(_("Open the kiosk"), icon="monitor")
        self.bring = Button(_("Import a form’s answers"), "quiet", "download-simple")
        self.log = Button(_("Log an answer"), "primary", "plus-bold", "F3")
        self.overview, self.answers, self.groups = Overview(), AnswersView(), GroupsView()
        self.paper, self.asking = PaperStack(db, actor), CampaignsView(db, actor)
        self.promoters, self.calls = PromotersView(), CallsView(db, actor)
        self._parts = (
            self.overview, self.answers, self.groups, self.paper, self.asking, self.promoters, self.calls
        )  # fmt: skip
        parts = [
            pgettext("part of the screen", "Score"), _("Answers"), _("Groups"), _("Paper forms"), _("Campaigns"),
            _("To invite"), _("To call"),
        ]  # fmt: skip
        self.tabs = Tabs(parts, _("Part of the screen"))
        self._views = QStackedWidget()
        self._build()
        self._connect()
        self._read_periods()
        self.period.show_index(_USUAL)
        self.reload()

    def reload(self) -> None:
        """Read again what is in sight, beside the screen: a store of a million answers takes its time."""
        self._read_periods()
        self._turn += 1
        turn, ask = self._turn, self._asking()
        show = cast("Callable[[object], None]", self._parts[self.tabs.index()].show_read)
        jobs.start(lambda _progress: _Found(turn, show, self._read(ask)), self._show)

    def memory(self) -> _Memory:
        """The period, the part and the search."""
        return _Memory(self.period.index(), self.tabs.index(), self.answers.search.text())

    def remember(self, memory: object) -> None:
        """Look at the same again."""
        if isinstance(memory, _Memory):
            self.period.show_index(min(memory.period, len(self._periods) - 1))
            self.answers.search.setText(memory.search)
            self.tabs.choose(memory.part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A slash or Ctrl+F searches the comments, Esc goes back to the score."""
        with_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.text() == "/" or (event.key() == Qt.Key.Key_F and with_control):
            self.tabs.choose(1)
            self.answers.search.setFocus()
        elif event.key() == Qt.Key.Key_Escape and self.tabs.index():
            if self._views.currentWidget() is not self.asking or not self.asking.give_up():
                self.tabs.choose(0)
        else:
            super().keyPressEvent(event)

    def take_scan(self, text: str) -> bool:
        """A card scanned while a stack of paper is logged is whose form comes next."""
        if self._views.currentWidget() is not self.paper:
            return False
        self.paper.take_code(text)
        return True

    def _asking(self) -> Ask:
        """What the view in sight needs, as a question that any thread may put."""
        period = self._periods[self.period.index()]
        view = self._views.currentWidget()
        if view is self.answers:
            wanted = self.answers.wanted
            with self.db.read(self.actor) as tx:
                found = wanted(looked(period, tx.today).span)
            return lambda tx: told.read(tx, found, MOST)
        if view is self.asking:
            campaign = self.asking.campaign_id
            return lambda tx: campaign_view.read(tx, campaign)
        if view is self.promoters:
            return promoters_view.read
        if view is self.calls:
            return callback_list.read
        if view is self.paper:
            return lambda tx: service.running_campaign(tx, Origin.PAPER)
        if view is self.groups:
            segment = self.groups.segment
            return lambda tx: figures.segments(tx, looked(period, tx.today).span, segment)
        category = self.overview.category
        return lambda tx: overview.read(tx, looked(period, tx.today), category)

    def _read(self, ask: Ask) -> object:
        with self.db.read(self.actor) as tx:
            return ask(tx)

    def _show(self, found: _Found) -> None:
        """Show what was read, unless something else was asked for since."""
        if found.turn == self._turn:
            found.show(found.value)

    def _read_periods(self) -> None:
        with self.db.read(self.actor) as tx:
            found = (*Lately, *campaigns.newest(tx))
        if found != self._periods:
            here = self.period.index()
            self._periods = found
            self.period.offer([period_name(one) for one in found], min(here, len(found) - 1))

    def _leave_out(self, answer_id: int, reason: str) -> None:
        try:
            with self.db.write(self.actor) as tx:
                service.exclude(tx, answer_id, reason)
        except (InvalidInput, UserError) as error:
            self.answers.show_trouble(error.message)
        else:
            self.answers.forget_reason()
            self.reload()

    def _take_back(self, answer_id: int) -> None:
        try:
            with self.db.write(self.actor) as tx:
                done = service.include(tx, answer_id)
        except (InvalidInput, UserError) as error:
            self.answers.show_trouble(error.message)
            return
        if isinstance(done, AlreadyAnswered):
            self.answers.show_trouble(answered_again(done))
        else:
            self.reload()

    def _show_part(self, index: int) -> None:
        """Show a part; the period is chosen only where it says what is seen."""
        self._views.setCurrentIndex(index)
        self.period.setVisible(self._parts[index] in (self.overview, self.answers, self.groups))

    def _see_comments(self) -> None:
        self.answers.kinds.choose(self.overview.kinds.index())
        self.tabs.choose(1)
        self.answers.search.setFocus()

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = in_row(label(_("Satisfaction"), "screen"), self.period, ..., self.kiosk, self.log, gap=16)
        for view in self._parts:
            self._views.addWidget(view)
        parts = in_row(self.tabs, ..., self.bring)
        self.setLayout(in_column(head, parts, (self._views, 1), gap=10, edges=(28, 24, 28, 20)))

    def _connect(self) -> None:
        self.kiosk.clicked.connect(self.kiosk_requested)
        self.bring.clicked.connect(self.import_requested)
        self.log.clicked.connect(self.answer_requested)
        self.period.chosen.connect(self.reload)
        self.tabs.chosen.connect(self._show_part)
        self.tabs.chosen.connect(self.reload)
        for view in self._parts:
            view.narrowed.connect(self.reload)
        self.overview.all_wanted.connect(self._see_comments)
        self.overview.invited.connect(lambda: self.tabs.choose(_INVITING))
        for people in (self.promoters, self.calls):
            people.person_wanted.connect(self.person_requested)
        self.promoters.cards_wanted.connect(self.cards_requested)
        self.answers.left_out.connect(self._leave_out)
        self.answers.taken_back.connect(self._take_back)
        self.answers.person_wanted.connect(self.person_requested)
