"""Ambassadors in the window: how one customer stands and letting them in or out; what each tier asks."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from parrainage_desktop.ambassadors import service, spelling, wording
from parrainage_desktop.ambassadors.rules import PROOFS, RANGES, Condition, Held, Record, Refused, Standing, Tier
from parrainage_desktop.base.database import Actor, Database, Transaction
from parrainage_desktop.base.errors import InvalidInput, UserError
from parrainage_desktop.base.i18n import _, pgettext
from parrainage_desktop.customers.rules import HIGHEST_TIER
from parrainage_desktop.programme.controls import Typed, show_error
from parrainage_desktop.ui import jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check, Choice
from parrainage_desktop.ui.fields import ElidedLabel, Field, PlainLabel, card, label, rule, sign
from parrainage_desktop.ui.layouts import empty, filled, in_column, in_row
from parrainage_desktop.ui.rows import HEIGHT, Row, RowList

WIDTH = 720


class AmbassadorDialog(QDialog):
    """One customer: the tier they are in, what each tier asks and how they stand by it. Esc closes it."""

    def __init__(self, parent: QWidget, db: Database, actor: Actor, customer_id: int) -> None:
        super().__init__(parent)
        self._db, self._actor, self._id = db, actor, customer_id
        _prepare(self, _("Ambassador"), WIDTH)
        names = [wording.tier_title(tier) for tier in range(1, HIGHEST_TIER + 1)]
        self._name, self._present = ElidedLabel("", "screen"), label("", "body", "text-2", wrap=True)
        self._summary, self._list = label("", "strong", wrap=True), QVBoxLayout()
        self.tiers = Choice(names, _("Tier"))
        self.words = Field(_("In words: what was seen, or why"), large=True)
        self.words.line.setMaxLength(240)
        self.admit, self.leave = Button("", "primary", "check-bold", height=56), Button(_("Take out"), height=56)
        self.close_it = Button(_("Close"), icon="x", key=_("Esc"), height=56)
        self._build()
        self._connect()
        found = self._read()
        self.tiers.choose(min(found.membership.tier, HIGHEST_TIER - 1))
        self._show(found)
        self.words.line.setFocus()

    def note(self, kind: Condition) -> None:
        """Note what was seen, in the words typed."""
        self._do(lambda tx: service.note(tx, self._id, kind, self.words.text()))

    def take_back(self, kind: Condition) -> None:
        """Note that it does not hold any more."""
        self._do(lambda tx: service.take_back(tx, self._id, kind))

    def _tier(self) -> int:
        return self.tiers.index() + 1

    def _read(self) -> Record:
        with self._db.read(self._actor) as tx:
            return service.record(tx, self._id)

    def _do(self, act: Callable[[Transaction], object]) -> None:
        """Do something in one transaction; a refusal and what is wrong are said under the words."""
        try:
            with self._db.write(self._actor) as tx:
                answer, today = act(tx), tx.today
        except (InvalidInput, UserError) as error:
            self._blame(error.message)
            return
        if isinstance(answer, Refused):
            self._blame(wording.refused(answer, today))
            return
        self.words.set_text("")
        self._show(self._read())

    def _blame(self, message: str) -> None:
        self.words.show_error(message)
        self.words.line.setFocus()

    def _show(self, found: Record) -> None:
        standing, now = found.standings[self._tier() - 1], found.membership
        self._name.setText(found.person.name)
        said = wording.present(now)
        self._present.setText(f"{said} · {now.reason}" if now.reason else said)
        self._summary.setText(wording.summary(standing, found.today))
        self.words.show_error("")
        self._show_conditions(standing, found)
        self.admit.setText(wording.admitting(self._tier(), now.tier))
        self.admit.setVisible(now.tier != self._tier())
        self.leave.setVisible(now.tier > 0)

    def _show_conditions(self, standing: Standing, found: Record) -> None:
        empty(self._list)
        for place, held in enumerate(standing.conditions):
            if place:
                self._list.addWidget(rule())
            self._list.addWidget(self._condition(held, found))

    def _condition(self, held: Held, found: Record) -> QWidget:
        mark = sign("check-circle-fill", "brand", 24) if held.met else sign("circle", "text-3", 24)
        mark.setAccessibleName(_("met") if held.met else _("missing"))
        words = in_column(label(wording.asked(held), "strong", wrap=True), gap=0)
        if said := wording.stands(held, found.today):
            words.addWidget(label(said, "small", "text-2", wrap=True))
        row = in_row(mark, (words, 1), gap=16, edges=(24, 8, 12, 8))
        if held.condition in PROOFS:
            row.addWidget(self._noting(held))
        return filled(QWidget(), row)

    def _noting(self, held: Held) -> Button:
        """The button that notes a condition only a person can see, or takes that back."""
        kind, name = held.condition, wording.asked(held)
        said = _("Take back: {name}") if held.met else _("Note: {name}")
        text = pgettext("ambassador", "Take back") if held.met else pgettext("ambassador", "Note")
        button = Button(text, "quiet", name=said.format(name=name))
        act = self.take_back if held.met else self.note
        button.clicked.connect(lambda _on=False: act(kind))
        return button

    def _build(self) -> None:
        self._list.setContentsMargins(0, 8, 0, 8)
        self._list.setSpacing(0)
        head = in_column(self._name, self._present, gap=2)
        foot = in_row(self.leave, ..., self.close_it, self.admit, gap=12)
        parts = (head, self.tiers, self._summary, filled(card(), self._list), self.words, ..., foot)
        self.setLayout(in_column(*parts, gap=16, edges=(24, 24, 24, 20)))

    def _connect(self) -> None:
        self.tiers.chosen.connect(lambda _index: self._show(self._read()))
        self.words.line.textEdited.connect(lambda _text: self.words.show_error(""))
        self.close_it.clicked.connect(self.reject)
        self.admit.clicked.connect(
            lambda: self._do(lambda tx: service.admit(tx, self._id, self._tier(), self.words.text()))
        )
        self.leave.clicked.connect(lambda: self._do(lambda tx: service.leave(tx, self._id, self.words.text())))


class AmbassadorsDialog(QDialog):
    """Who is an ambassador, or who meets everything for a higher tier; `wanted` carries whoever is to be looked at."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget, db: Database, actor: Actor) -> None:
        super().__init__(parent)
        self._db, self._actor = db, actor
        _prepare(self, _("Ambassadors"), WIDTH)
        self.which = Choice([_("Ambassadors"), _("May enter a tier")], _("Whom to show"))
        self.rows, self._said = RowList(_("Ambassadors")), label("", "small", "text-2", wrap=True)
        self.look, self.leave = Button(_("Open"), "primary", height=56), Button(_("Close"), key=_("Esc"), height=56)
        self.rows.setFixedHeight(6 * HEIGHT + 1)
        title, foot = label(_("Ambassadors"), "screen"), in_row(..., self.leave, self.look, gap=12)
        column = in_column(title, self.which, self._said, self.rows, foot, gap=16, edges=(24, 24, 24, 20))
        self.setLayout(column)
        self.which.chosen.connect(lambda _index: self.reload())
        self.rows.opened.connect(self.wanted)
        self.look.clicked.connect(self._open)
        self.leave.clicked.connect(self.reject)
        self.reload()

    def reload(self) -> None:
        """Read them again, off the screen’s thread."""
        self.look.setEnabled(False)
        self._said.setText(_("Looking…"))
        place = self.which.index()
        jobs.start(lambda _progress: (place, self._read(place)), self._take).failed.connect(self._fail)

    def _read(self, place: int) -> list[Row]:
        with self._db.read(self._actor) as tx:
            found = service.may_enter(tx) if place else service.members(tx)
        return [
            Row(one.person.id, one.person.name, wording.listed(one), one.person.initials) for one in found
        ]

    def _take(self, read: tuple[int, list[Row]]) -> None:
        place, found = read
        if place != self.which.index():
            return
        self.rows.show_rows(len(found), lambda offset, count: found[offset : offset + count])
        self._said.setText(wording.counted(len(found), may_enter=bool(place)))
        self.look.setEnabled(bool(found))
        if found:
            self.rows.choose(found[0].key)

    def _fail(self, raised: BaseException) -> None:
        self._said.setText(getattr(raised, "message", _("Something broke in the program itself.")))

    def _open(self) -> None:
        key = self.rows.key()
        if key is not None:
            self.wanted.emit(key)


class TiersDialog(QDialog):
    """What each of the three tiers asks, each number over what is wrong with it."""

    def __init__(self, parent: QWidget, db: Database, actor: Actor) -> None:
        super().__init__(parent)
        self._db, self._actor = db, actor
        _prepare(self, _("What each tier asks"), 1040)
        self.numbers: list[dict[str, Typed]] = []
        self.proofs: list[dict[Condition, Check]] = []
        self._errors: list[dict[str, PlainLabel]] = []
        self._said = label("", "strong", "err-text", wrap=True)
        self.save = Button(_("Save"), "primary", "check-bold", height=56)
        self.leave = Button(_("Change nothing"), key=_("Esc"), height=56)
        with db.read(actor) as tx:
            self._build(service.tiers(tx))
        self.save.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)

    def submit(self) -> None:
        """Write what each tier asks, or say under each number what is wrong with it."""
        found = [spelling.typed(Tier(), self._words(place)) for place in range(HIGHEST_TIER)]
        for place, (_tier, errors) in enumerate(found):
            for name, number in self.numbers[place].items():
                show_error(self._errors[place][name], number, errors.get(name, ""))
        if any(errors for _tier, errors in found):
            return
        try:
            with self._db.write(self._actor) as tx:
                for place, (tier, _errors) in enumerate(found, start=1):
                    service.set_tier(tx, place, tier)
        except UserError as error:
            self._said.setText(error.message)
        else:
            self.accept()

    def _words(self, place: int) -> dict[str, str]:
        words = {name: number.text() for name, number in self.numbers[place].items()}
        return words | {kind.value: "yes" if one.isChecked() else "no" for kind, one in self.proofs[place].items()}

    def _build(self, tiers: tuple[Tier, ...]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(24, 14, 24, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, name in enumerate(wording.names().values(), start=1):
            caption = label(name, "strong")
            caption.setFixedHeight(44)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        for place, tier in enumerate(tiers, start=1):
            self._add_column(grid, place, tier)
        about = _("An empty field asks nothing. Whoever is in a tier stays in it.")
        head = in_column(label(_("What each tier asks"), "screen"), label(about, "body", "text-2", wrap=True), gap=2)
        foot = in_row((self._said, 1), self.leave, self.save, gap=12)
        self.setLayout(in_column(head, filled(card(), grid), ..., foot, gap=16, edges=(24, 24, 24, 20)))

    def _add_column(self, grid: QGridLayout, place: int, tier: Tier) -> None:
        words, names = spelling.spelled(tier), wording.names()
        numbers = {name: Typed(wording.of_tier(names[name], place)) for name in RANGES}
        errors = {name: label("", "small", "err-text", wrap=True) for name in RANGES}
        grid.addWidget(label(wording.tier_title(place), "card"), 0, place)
        for row, (name, number) in enumerate(numbers.items(), start=1):
            asks_nothing = name != "score" and words[name] == "0"
            number.set_text(spelling.NONE if asks_nothing else words[name])
            number.setFixedHeight(44)
            errors[name].hide()
            grid.addLayout(in_column(number, errors[name], ..., gap=4), row, place)
        checks = {kind: Check("") for kind in PROOFS}
        for row, (kind, check) in enumerate(checks.items(), start=len(numbers) + 1):
            check.setChecked(kind in tier.proofs)
            check.setAccessibleName(wording.of_tier(names[kind.value], place))
            grid.addWidget(check, row, place)
        self.numbers.append(numbers)
        self._errors.append(errors)
        self.proofs.append(checks)


def _prepare(dialog: QDialog, title: str, width: int) -> None:
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinimumWidth(width)
    dialog.setProperty("ground", "bg")
