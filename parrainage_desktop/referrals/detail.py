"""One referral whole: who and how it stands, its checks, what happened, its vouchers, and what can be decided."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.i18n import _, capital
from parrainage_desktop.referrals import board_wording as wording
from parrainage_desktop.referrals.board_rules import Act, Detail, Reward
from parrainage_desktop.referrals.cards import CardFace
from parrainage_desktop.referrals.reason import ReasonForm
from parrainage_desktop.referrals.rules import Referral, ReferralState
from parrainage_desktop.referrals.touch_view import TouchView
from parrainage_desktop.referrals.wording import state_name
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import ElidedLabel, Tag, card, label, sign
from parrainage_desktop.ui.layouts import Sheet, empty, filled, in_column, in_row, scrolled

_ACTS = {
    ReferralState.CLAIMED: (Act.REFUSE,),
    ReferralState.ON_HOLD: (Act.RETURN, Act.REFUSE),
    ReferralState.FLAGGED: (Act.APPROVE, Act.REFUSE),
    ReferralState.REWARDED: (Act.RETURN, Act.TAKE_BACK),
}


class DetailView(QWidget):
    """The referral. `decided` carries what and why, `person` a customer's number, `tree` a referrer's.

    `handed` carries a gift's number and whether it is handed over now, or was not after all.
    """

    left = Signal()
    asked = Signal(object)
    decided = Signal(object, str)
    person = Signal(int)
    tree = Signal(int)
    opened = Signal(int)
    handed = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self._detail: Detail | None = None
        self.back = Button("", "quiet", "arrow-left", name=_("Back"))
        self._friend, self._by = ElidedLabel("", "person"), ElidedLabel("", "body", "text-2")
        self._state = QHBoxLayout()
        self.buttons = {
            Act.APPROVE: Button(_("Approve"), "primary", "check-bold"),
            Act.REFUSE: Button(_("Refuse…"), icon="prohibit"),
            Act.RETURN: Button(_("Goods returned…"), icon="arrow-counter-clockwise"),
            Act.TAKE_BACK: Button(_("Take back…"), "danger"),
        }
        self.friend = Button(_("Open the friend"), icon="users")
        self.referrer = Button(_("Open the referrer"), icon="users")
        self.whom = Button(_("Who brought whom"), icon="handshake")
        self.reason, self.touches = ReasonForm(), TouchView()
        self._came = label("", "body", "text-2", wrap=True)
        self._checks, self._history, self._rewards, self._others = (QVBoxLayout() for _part in range(4))
        self._scheme = label("", "body", "text", wrap=True)
        self._other_box, self._reward_box = card(), card()
        self._build()
        self._connect()

    @property
    def referral_id(self) -> int | None:
        """Which referral is shown."""
        return self._detail.item.referral.id if self._detail else None

    def show_detail(self, found: Detail, rewards: Sequence[Reward]) -> None:
        """Show a referral; what is being typed as a reason stays while it can still be decided so."""
        referral = found.item.referral
        acts = _ACTS.get(referral.state, ())
        if referral.id != self.referral_id or self.reason.act not in acts:
            self.reason.hide()
        self._detail = found
        self._friend.setText(referral.referee)
        self._by.setText(_("Referrer: {name}").format(name=referral.referrer))
        empty(self._state)
        self._state.addWidget(Tag(capital(state_name(referral.state)), wording.TONES[referral.state]))
        for act, button in self.buttons.items():
            button.setVisible(act in acts)
        self._came.setText(wording.came(found))
        self._scheme.setText(wording.scheme(found.programme))
        self._show_lines(found, rewards)
        self._show_others(found.others)

    def ask(self, act: Act, lines: Sequence[str]) -> None:
        """Ask for the reason of a decision, having said what it would lead to."""
        self.reason.begin(act, _title(act), lines)

    def _show_lines(self, found: Detail, rewards: Sequence[Reward]) -> None:
        for layout in (self._checks, self._history, self._rewards):
            empty(layout)
        for checked in found.checks:
            self._checks.addWidget(_line(*wording.check(checked)))
        newest = len(found.history) - 1
        for place, (at, entry) in enumerate(found.history):
            what, when = wording.happened(at, entry, found.item.referral, place == newest)
            self._history.addWidget(_words(what, when))
        for reward in rewards:
            self._rewards.addWidget(self._reward(reward))
        self._reward_box.setVisible(bool(rewards))

    def _reward(self, reward: Reward) -> QWidget:
        holder = _reward(reward)
        if reward.gift_id is not None:
            button = Button(reward.act, icon="arrow-counter-clockwise" if reward.handed else "gift")
            button.clicked.connect(partial(self._hand, reward.gift_id, not reward.handed))
            layout = holder.layout()
            assert layout is not None
            layout.addWidget(button)
        return holder

    def _hand(self, gift_id: int, over: bool, _checked: bool = False) -> None:
        self.handed.emit(gift_id, over)

    def _show_others(self, others: Sequence[Referral]) -> None:
        empty(self._others)
        for other in others:
            face = CardFace(other.referee, other.referrer, "", wording.dispute(other))
            face.clicked.connect(partial(self._open, other.id))
            self._others.addWidget(face)
        self._other_box.setVisible(bool(others))

    def _open(self, referral_id: int, _checked: bool = False) -> None:
        self.opened.emit(referral_id)

    # Building.

    def _build(self) -> None:
        self.setFocusProxy(self.back)
        columns = in_row((self._left(), 1), (self._right(), 1), gap=16)
        inside = filled(Sheet(), in_column(self.reason, columns, self.touches, ..., gap=16, edges=(0, 0, 16, 0)))
        column = in_column(gap=16, edges=(28, 24, 12, 20))
        self.setLayout(column)
        for row in (self._head(), self._second()):
            row.setContentsMargins(0, 0, 16, 0)
            column.addLayout(row)
        column.addWidget(scrolled(inside), 1)

    def _head(self) -> QHBoxLayout:
        words = in_column(self._friend, self._by, gap=0)
        return in_row(self.back, (words, 1), *self.buttons.values(), gap=8)

    def _second(self) -> QHBoxLayout:
        return in_row(self._state, ..., self.friend, self.referrer, self.whom, gap=8)

    def _left(self) -> QVBoxLayout:
        return in_column(
            _boxed(card(), _("Checks"), self._checks),
            _boxed(card(), _("What happened"), self._came, self._history),
            ...,
            gap=16,
        )

    def _right(self) -> QVBoxLayout:
        scheme = in_column(self._scheme)
        return in_column(
            _boxed(self._reward_box, _("Rewards"), self._rewards),
            _boxed(self._other_box, _("Other cards shown for this friend"), self._others),
            _boxed(card(), _("The scheme it was registered under"), scheme),
            ...,
            gap=16,
        )

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.buttons[Act.APPROVE].clicked.connect(lambda: self.decided.emit(Act.APPROVE, ""))
        for act in (Act.REFUSE, Act.RETURN, Act.TAKE_BACK):
            self.buttons[act].clicked.connect(partial(self._ask, act))
        self.reason.sent.connect(self.decided)
        self.friend.clicked.connect(lambda: self.person.emit(self._shown().referee_id))
        self.referrer.clicked.connect(lambda: self.person.emit(self._shown().referrer_id))
        self.whom.clicked.connect(lambda: self.tree.emit(self._shown().referrer_id))
        self.reason.given_up.connect(self.back.setFocus)

    def _ask(self, act: Act, _checked: bool = False) -> None:
        self.asked.emit(act)

    def _shown(self) -> Referral:
        assert self._detail, "nothing can be pressed before a referral is shown"
        return self._detail.item.referral


def _title(act: Act) -> tuple[str, str]:
    """What is asked, and the words of the button that does it."""
    return {
        Act.REFUSE: (_("Why is it refused?"), _("Refuse")),
        Act.TAKE_BACK: (_("Why is the reward taken back?"), _("Take back")),
        Act.RETURN: (_("The goods came back: why?"), _("Note the return")),
    }[act]


def _boxed(box: QFrame, title: str, *inside: QLayout | QWidget) -> QFrame:
    box.setAccessibleName(title)
    column = in_column(label(title, "card"), gap=10, edges=(20, 16, 20, 16))
    box.setLayout(column)
    for part in inside:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return box


def _line(icon: str, ink: str, text: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(in_row((sign(icon, ink, 20), Qt.AlignmentFlag.AlignTop), (label(text, wrap=True), 1), gap=10))
    return holder


def _words(title: str, detail: str) -> QWidget:
    column = in_column(label(title, "strong", wrap=True), label(detail, "small", "text-2", wrap=True), gap=0)
    return filled(QWidget(), column)


def _reward(reward: Reward) -> QWidget:
    row = in_row((_words(reward.title, reward.detail), 1), Tag(capital(reward.standing), reward.tone), gap=12)
    return filled(QWidget(), row)
