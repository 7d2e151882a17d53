"""The steps of a first start: whose shop, what is earned, and whether the scanner works."""

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from parrainage_desktop.base import writing
from parrainage_desktop.base.codes import CodeKind, ForeignCode, MisreadCode, new_code, read_code
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, language, money
from parrainage_desktop.customers.contacts import phone_number
from parrainage_desktop.preferences.service import country_of
from parrainage_desktop.programme.rewards import fixed
from parrainage_desktop.programme.rules import Terms
from parrainage_desktop.shell.first_pictures import WIDTH, Option, Plus, Ticket, TrialVoucher, Verdict
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Field, SearchLine, card, label
from parrainage_desktop.ui.layouts import in_column, in_row

OFFERED = (500, 1_000)
LANGUAGES = ("fr", "en")
ROOM_FOR_ALL = 560
"""Below this height, in pixels, own amounts take the place of the sentence."""
_FIELD_WIDTH = 520


class Step(QWidget):
    """One screen of the first start."""

    def __init__(self, question: str, more: str) -> None:
        super().__init__()
        self.column = in_column(
            label(question, "welcome", wrap=True), 8, label(more, "large", "text-2", wrap=True), 28, gap=0
        )
        self.setLayout(self.column)

    def ready(self) -> bool:
        """Whether one may go on; says in place what is missing."""
        return True

    def take_focus(self) -> None:
        """Give the keyboard to where this step begins."""


class ShopStep(Step):
    """Language, name, and what is printed on cards and vouchers."""

    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("What is your shop called?"), _("It is the name your customers will read on their cards."))
        self.name = Field(_("Name of the &shop"), large=True)
        self.name.set_text(_("My shop"))
        self.address = Field(_("&Address (optional)"), large=True)
        self.phone = Field(_("&Phone (optional)"), large=True)
        self._speak = Choice(["Français", "English"], _("Language"), height=48)
        self._speak.choose(LANGUAGES.index(language()))
        self._speak.chosen.connect(lambda index: self.language_chosen.emit(LANGUAGES[index]))
        for field in (self.name, self.address, self.phone):
            field.setMaximumWidth(_FIELD_WIDTH)
            self.column.addWidget(field)
            self.column.addSpacing(16)
        self.column.addSpacing(8)
        self.column.addWidget(self._speak, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def ready(self) -> bool:
        """A shop needs a name, and nothing longer than fits on paper."""
        checks = ((self.name, 120, True), (self.address, 240, False), (self.phone, 40, False))
        good = [_accepts(field, longest, required) for field, longest, required in checks]
        return all(good) and self._accepts_phone()

    def _accepts_phone(self) -> bool:
        try:
            phone_number(self.phone.text(), country_of(here()))
        except InvalidInput as error:
            self.phone.show_error(error.message)
            self.phone.line.setFocus()
            return False
        return True

    def take_focus(self) -> None:
        """Begin with the name, ready to be typed over."""
        self.name.line.setFocus()
        self.name.line.selectAll()


def _accepts(field: Field, longest: int, required: bool) -> bool:
    try:
        writing.line("shop", field.text(), longest, required=required)
    except InvalidInput as error:
        field.show_error(error.message)
        field.line.setFocus()
        return False
    field.show_error("")
    return True


class RewardStep(Step):
    """What a referrer and a referred customer earn."""

    def __init__(self) -> None:
        super().__init__(
            _("What do referrer and friend earn?"),
            _("The simplest works best: the same for both."),
        )
        self._options = self._make_options()
        self.referrer = Field(_("For the &referrer"))
        self.referee = Field(_("For the new &customer"))
        self._own = QWidget()
        self._tickets = (Ticket(_("referrer"), "brand", "on-brand"), Ticket(_("new customer"), "accent", "on-accent"))
        self._promise = label(
            _("Vouchers work on a later purchase, from the next day and for 6 months: people come back."),
            "large",
            wrap=True,
        )
        self._build()
        self._group.idToggled.connect(self._follow)
        for field in (self.referrer, self.referee):
            field.set_text(money(OFFERED[0]))
            field.line.textChanged.connect(self._follow)
        self._follow()

    def _make_options(self) -> list[Option]:
        five, ten = OFFERED
        options = [
            Option(_pair(five), _("Recommended"), _("{amount} a new customer").format(amount=money(2 * five))),
            Option(_pair(ten), _("Baskets over {amount}").format(amount=money(5_000, short=True)),
                    _("{amount} a new customer").format(amount=money(2 * ten))),
            Option(_("Other"), _("I choose"), _("Two amounts")),
        ]
        self._group = QButtonGroup(self)
        for index, option in enumerate(options):
            self._group.addButton(option, index)
        options[0].setChecked(True)
        return options

    def _build(self) -> None:
        self.column.addLayout(in_row(*((option, 1) for option in self._options), gap=16))
        self._own.setLayout(in_row(self.referrer, self.referee, gap=16, edges=(0, 16, 0, 0)))
        self.column.addWidget(self._own)
        self.column.addSpacing(24)
        self.column.addWidget(self._panel())
        self.column.addSpacing(24)
        self.column.addWidget(self._promise)
        self.column.addStretch(1)

    def _panel(self) -> QWidget:
        panel = card("sunken")
        panel.setFixedHeight(152)
        panel.setLayout(in_row(..., self._tickets[0], Plus(), self._tickets[1], ..., gap=24, edges=(16, 20, 16, 20)))
        return panel

    @property
    def choice(self) -> int:
        """Which option is chosen; the last one means amounts of one's own."""
        return self._group.checkedId()

    @choice.setter
    def choice(self, index: int) -> None:
        self._options[index].setChecked(True)

    def terms(self) -> Terms:
        """The scheme as chosen. Raises InvalidInput for an amount nobody can read."""
        if self.choice < len(OFFERED):
            return Terms(fixed(OFFERED[self.choice]), fixed(OFFERED[self.choice]))
        referrer = writing.amount("referrer", self.referrer.text())
        return Terms(fixed(referrer), fixed(writing.amount("referee", self.referee.text())))

    def ready(self) -> bool:
        """The two amounts can be read."""
        if self.choice < len(OFFERED):
            return True
        good = [_is_amount(field) for field in (self.referrer, self.referee)]
        return all(good)

    def take_focus(self) -> None:
        """Begin with the option that is chosen."""
        self._options[self.choice].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what can be acted on whole in a low window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        own = self.choice >= len(OFFERED)
        self._own.setVisible(own)
        self._promise.setVisible(not own or self.height() >= ROOM_FOR_ALL)

    def _follow(self, *_event: object) -> None:
        """Show on the tickets what is chosen."""
        self._fit()
        try:
            terms = self.terms()
        except InvalidInput:
            return
        for ticket, cents in zip(self._tickets, (terms.referrer_cents, terms.referee_cents), strict=True):
            ticket.set_amount(money(cents, short=True))


def _is_amount(field: Field) -> bool:
    try:
        writing.amount("amount", field.text())
    except InvalidInput as error:
        field.show_error(error.message)
        field.line.setFocus()
        return False
    field.show_error("")
    return True


def _pair(cents: int) -> str:
    amount = money(cents, short=True)
    return f"{amount} + {amount}"


class TryStep(Step):
    """A voucher on the screen to scan or press: nothing of it is recorded."""

    def __init__(self) -> None:
        super().__init__(
            _("Try it: scan this voucher"), _("Or click it. It is a trial: nothing of it is recorded.")
        )
        self.code = new_code(CodeKind.VOUCHER)
        self.voucher = TrialVoucher(self.code)
        self.line = SearchLine(_("… or type its 17 letters"), _("Code of the trial voucher"), large=True)
        self.line.setMaximumWidth(WIDTH)
        self.verdict = Verdict()
        self.voucher.clicked.connect(lambda: self.judge(self.code))
        self.column.addWidget(self.voucher, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(16)
        self.column.addWidget(self.line)
        self.column.addSpacing(16)
        self.column.addWidget(self.verdict)
        self.column.addStretch(1)

    def ready(self) -> bool:
        """An empty line lets one go on; a code in it is judged first."""
        if not self.line.text().strip():
            return True
        self.judge(self.line.text())
        self.line.clear()
        return False

    def take_focus(self) -> None:
        """Put the cursor where a scanner's letters should land."""
        self.line.setFocus()

    def judge(self, text: str) -> None:
        """Say whether this is the code on the screen."""
        try:
            good = read_code(text).letters == self.code
        except (MisreadCode, ForeignCode):
            good = False
        if good:
            self.verdict.say(_("Valid voucher"), _("The program reads your vouchers. You are ready."), "verdict.ok-bg")
        else:
            self.verdict.say(_("Code misread"), _("Scan again, or click the voucher."), "err")


def here() -> str:
    """The time zone of this computer by name; Paris where it has none with a place in it."""
    found = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return found if "/" in found and not found.startswith("Etc/") else "Europe/Paris"
