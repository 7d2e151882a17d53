"""Referrals on the screen: a board of what waits, a list of all, each one whole, and who brought whom."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.referrals import board
from parrainage_desktop.referrals.board_rules import Act, Outcome
from parrainage_desktop.referrals.overview import Overview
from parrainage_desktop.referrals.overview_desk import OverviewDesk, Sight
from parrainage_desktop.referrals.provider import Earned, Provider
from parrainage_desktop.referrals.said import SaidBand
from parrainage_desktop.ui.layouts import in_column
from parrainage_desktop.ui.page import Page

if TYPE_CHECKING:
    from parrainage_desktop.referrals.detail import DetailView
    from parrainage_desktop.referrals.family import FamilyView
    from parrainage_desktop.referrals.touch_desk import Analyst


@dataclass(frozen=True, slots=True)
class _Memory:
    """Where the screen stood, and the referral looked at."""

    overview: Sight
    referral: int | None


class ReferralsPage(Page):
    """`friend_requested` asks the counter to welcome a friend, `person_requested` for a customer's record."""

    shows = frozenset(
        "customers referrals purchases vouchers redemptions reversals cancellations extensions programmes gifts"
        " counted_purchases touches touch_weights".split()
    )
    friend_requested = Signal(str)
    person_requested = Signal(int)

    def __init__(
        self, db: Database, actor: Actor, provider: Provider, analyst: "Callable[[], Analyst]", earned: Earned
    ) -> None:
        super().__init__(db, actor)
        self._provider, self._analyst = provider, analyst
        self.overview, self.said = Overview(), SaidBand()
        self.desk = OverviewDesk(self.overview, db, actor, earned)
        self._views = QStackedWidget()
        self._came_from: list[QWidget] = []
        self._build()
        self._connect()
        self.reload()

    @cached_property
    def detail(self) -> "DetailView":
        """One referral whole; made when one is first looked at."""
        from parrainage_desktop.referrals.detail import DetailView
        from parrainage_desktop.referrals.touch_desk import TouchDesk

        detail = DetailView()
        self._touches = TouchDesk(detail.touches, self.db, self.actor, self._analyst)
        self._touches.failed.connect(lambda why: self.said.show_failed((_("Nothing was changed."), why)))
        detail.left.connect(self._back)
        detail.asked.connect(self.ask)
        detail.decided.connect(self._act)
        detail.person.connect(self.person_requested)
        detail.handed.connect(self.hand_over)
        detail.tree.connect(self._show_tree)
        detail.opened.connect(self.open)
        self._views.addWidget(detail)
        return detail

    @cached_property
    def family(self) -> "FamilyView":
        """Who brought whom; made when it is first asked for."""
        from parrainage_desktop.referrals.family import FamilyView

        family = FamilyView()
        family.left.connect(self._back)
        family.opened.connect(self.open)
        self._views.addWidget(family)
        return family

    @property
    def _looked_at(self) -> int | None:
        """The referral in sight, if one is."""
        return self.detail.referral_id if self._is_shown("detail") else None

    def _is_shown(self, view: str) -> bool:
        """Whether a view was made and is in sight."""
        return self.__dict__.get(view) is self._views.currentWidget()

    def reload(self) -> None:
        """Read again what is in sight."""
        if self._looked_at is not None:
            self._read_detail(self._looked_at)
        elif self._is_shown("family") and self.family.root is not None:
            self._read_tree(self.family.root)
        else:
            self.desk.read()

    def memory(self) -> _Memory:
        """The month, the view, the group and the search, and the referral looked at."""
        return _Memory(self.desk.memory(), self._looked_at)

    def remember(self, memory: object) -> None:
        """Look at the same again."""
        if not isinstance(memory, _Memory):
            return
        self.desk.remember(memory.overview)
        if memory.referral is not None:
            self.open(memory.referral)

    def open(self, referral_id: int) -> None:
        """Show one referral whole."""
        if self._read_detail(referral_id):
            self._go(self.detail)
            self.detail.back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Page Up and Page Down walk the months, a slash searches."""
        inside = self._views.currentWidget() is not self.overview
        steps = {Qt.Key.Key_PageUp: self.overview.months.earlier, Qt.Key.Key_PageDown: self.overview.months.later}
        if event.key() == Qt.Key.Key_Escape and (inside or self.overview.give_up()):
            if inside:
                self._back()
        elif event.text() == "/":
            self._search()
        elif (arrow := steps.get(Qt.Key(event.key()))) and not inside:
            arrow.click()
        else:
            super().keyPressEvent(event)

    # What is in sight.

    def _read_detail(self, referral_id: int) -> bool:
        with self.db.read(self.actor) as tx:
            found = board.detail(tx, referral_id)
            if found:
                self.detail.show_detail(found, self._provider.rewards(tx, referral_id))
                self._touches.show(tx, referral_id)
        return found is not None

    def _read_tree(self, person_id: int) -> None:
        with self.db.read(self.actor) as tx:
            self.family.show_tree(person_id, board.tree(tx, person_id))

    def _show_tree(self, person_id: int) -> None:
        self._read_tree(person_id)
        self._go(self.family)
        self.family.branches.setFocus()

    def _go(self, view: QWidget) -> None:
        before = self._views.currentWidget()
        if before is not None and before is not view:
            self._came_from.append(before)
            self._views.setCurrentWidget(view)

    def _back(self) -> None:
        self.said.hide()
        view = self._came_from.pop() if self._came_from else self.overview
        self._views.setCurrentWidget(view)
        self.reload()
        if view is self.overview:
            self.overview.take_focus()
        else:
            view.setFocus()

    def _search(self) -> None:
        self._came_from.clear()
        self._views.setCurrentWidget(self.overview)
        self.desk.search()

    # Decisions.

    def approve(self, referral_id: int) -> None:
        """Let a referral count that was put aside."""
        self._decide(lambda tx: self._provider.approve(tx, referral_id))

    def ask(self, act: Act) -> None:
        """Ask why, having said what the decision would lead to."""
        lines: tuple[str, ...] = ()
        if act is not Act.REFUSE and self.detail.referral_id is not None:
            with self.db.read(self.actor) as tx:
                lines = self._provider.taking_back(tx, self.detail.referral_id)
        self.said.hide()
        self.detail.ask(act, lines)

    def _refuse(self, referral_id: int) -> None:
        self.open(referral_id)
        self.ask(Act.REFUSE)

    def _act(self, act: Act, reason: str) -> None:
        referral_id = self.detail.referral_id
        assert referral_id is not None, "a decision is taken about the referral that is shown"
        provider = self._provider
        self._decide({
            Act.APPROVE: lambda tx: provider.approve(tx, referral_id),
            Act.REFUSE: lambda tx: provider.reject(tx, referral_id, reason),
            Act.TAKE_BACK: lambda tx: provider.void(tx, referral_id, reason),
            Act.RETURN: lambda tx: provider.take_return(tx, referral_id, reason),
        }[act])

    def hand_over(self, gift_id: int, over: bool) -> None:
        """Note that a gift was handed over, or was not after all."""
        self._decide(lambda tx: self._provider.hand_over(tx, gift_id, over))

    def _decide(self, act: Callable[[Transaction], Outcome]) -> None:
        try:
            with self.db.write(self.actor) as tx:
                outcome = act(tx)
        except InvalidInput as error:
            if error.field == "reason":
                self.detail.reason.show_error(error.message)
            else:
                self.said.show_failed((error.message,))
            return
        except UserError as error:
            self.said.show_failed((_("Nothing was changed."), error.message))
            return
        looked_at = self._looked_at is not None
        if looked_at:
            # First the cursor: from a form that goes it would wander down, and the page with it.
            self.detail.back.setFocus()
            self.detail.reason.hide()
        if outcome.done:
            self.said.show_done(outcome.said)
        else:
            self.said.show_failed(outcome.said)
            self.reload()

    # Building.

    def _build(self) -> None:
        self.setFocusProxy(self.overview)
        self._views.addWidget(self.overview)
        self.setLayout(in_column((self._views, 1), self.said, gap=0))

    def _connect(self) -> None:
        overview = self.overview
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_F), self, self._search)
        overview.new.clicked.connect(lambda: self.friend_requested.emit(""))
        overview.board.opened.connect(self.open)
        overview.board.approved.connect(self.approve)
        overview.board.refused.connect(self._refuse)
        overview.opened.connect(self.open)
