"""Personal data in the window: one person's dossier and erasure; the shop's papers, list and quiet people."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _, day, ngettext, number
from parrainage_desktop.customers import service as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import service, wording
from parrainage_desktop.privacy.rules import Choice, Erased
from parrainage_desktop.ui import choices, jobs
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import Field, card, label
from parrainage_desktop.ui.jobs import Job, Work
from parrainage_desktop.ui.rows import Row, RowList

WIDTH = 640
_CHOICES = (Choice.KEEP, Choice.CANCEL)


class Surely(QWidget):
    """A word to type before something is done that cannot be undone, and the button that does it."""

    meant = Signal()

    def __init__(self, act: str) -> None:
        super().__init__()
        self._word = _("ERASE")
        self.field = Field(_("To be sure, type {word}").format(word=self._word))
        self.button = Button(act, "danger", "eye-slash", _("Enter"))
        self.button.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.field, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        self.field.line.textChanged.connect(lambda _text: self.button.setEnabled(self._is_sure()))
        self.field.line.returnPressed.connect(self._press)
        self.button.clicked.connect(self._press)

    def _is_sure(self) -> bool:
        return self.field.text().strip().casefold() == self._word.casefold()

    def _press(self) -> None:
        if self._is_sure() and self.isEnabled():
            self.meant.emit()


class PrivacyDialog(QDialog):
    """A sheet over the window: a title, cards, what was done or went wrong, and the way out by Esc."""

    def __init__(self, parent: QWidget, db: Database, actor: Actor, title: str) -> None:
        super().__init__(parent)
        self.db, self.actor = db, actor
        self._working = False
        self.setWindowTitle(_("Personal data"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "bg")
        self.setMinimumWidth(WIDTH)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._said = label("", "strong", wrap=True)
        self._said.hide()
        self.stop, self.leave = Button(_("Stop"), icon="x"), Button(_("Close"), icon="x", key=_("Esc"))
        self.stop.hide()
        self.leave.clicked.connect(self.reject)
        self.title = label(title, "screen", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.title)
        column.addLayout(self.body)
        column.addWidget(self._said)
        column.addStretch(1)
        column.addLayout(_row(None, self.stop, self.leave))

    def say(self, text: str, ink: str = "text") -> None:
        """Say what was done, or why it was not."""
        self._said.setProperty("ink", ink)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self.fit()

    def fit(self) -> None:
        """Be as high as what is shown."""
        layout = self.layout()
        if layout and self.isVisible():
            layout.invalidate()
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin as high as what is shown."""
        super().showEvent(event)
        self.fit()

    def run(self, work: Work[object], busy: str, *, stops: bool = True) -> Job:
        """Do long work; meanwhile the dialog can be neither closed nor pressed, but the work be stopped if it can."""
        self.say(busy)
        self._rest(working=True, stops=stops)
        job = jobs.start(work)
        job.progress.connect(lambda done, total, _what: self.say(f"{busy} {number(done)} / {number(total)}"))
        self.stop.clicked.connect(job.cancel)
        job.done.connect(lambda _result: self._rest(working=False))
        job.cancelled.connect(self._stopped)
        job.failed.connect(self._fail)
        return job

    def reject(self) -> None:
        """Close, unless work is under way."""
        if not self._working:
            super().reject()

    def _rest(self, *, working: bool, stops: bool = False) -> None:
        self._working = working
        for place in range(self.body.count()):
            item = self.body.itemAt(place)
            widget = item.widget() if item else None
            if widget:
                widget.setEnabled(not working)
        self.stop.setVisible(stops)
        self.leave.setVisible(not working)

    def _stopped(self) -> None:
        self._rest(working=False)
        self.say(_("Stopped. Nothing was left half done."))

    def _fail(self, raised: BaseException) -> None:
        self._rest(working=False)
        if not isinstance(raised, UserError):
            self.say(_("It could not be done: something broke in the program itself."), "err-text")
            raise raised
        self.say(raised.message, "err-text")


class PersonDialog(PrivacyDialog):
    """One person: their dossier as a paper or as data (`dossier` carries the number and .pdf or .json), and erasing.

    `erased` carries the number.
    """

    dossier = Signal(int, str)
    erased = Signal(int)

    def __init__(self, parent: QWidget, db: Database, actor: Actor, customer_id: int) -> None:
        with db.read(actor) as tx:
            person, held = customers.get(tx, customer_id), service.held(tx, customer_id)
            open_things = wording.held(held, preferences.shop(tx).currency)
        super().__init__(parent, db, actor, _("Personal data of {name}").format(name=person.name))
        self._id = customer_id
        self.paper = Button(_("Dossier (PDF)"), "primary", "file-pdf")
        self.data = Button(_("Data (JSON)"), icon="table")
        self.vouchers = choices.Choice([_("Keep them good"), _("Cancel them")], _("Vouchers still usable"))
        self.surely = Surely(_("Erase this person"))
        self._boxes = self._access(), self._erasure(open_things, bool(held.vouchers))
        for box in self._boxes:
            self.body.addWidget(box)
        self.paper.clicked.connect(lambda: self._ask(".pdf"))
        self.data.clicked.connect(lambda: self._ask(".json"))
        self.surely.meant.connect(self._erase)
        self.paper.setFocus()

    def _ask(self, suffix: str) -> None:
        self.dossier.emit(self._id, suffix)
        self.accept()

    def _erase(self) -> None:
        choice = _CHOICES[self.vouchers.index()]

        def work(_progress: object) -> tuple[object, str, bool]:
            with self.db.write(self.actor) as tx:
                done, name = service.erase(tx, self._id, choice), customers.get(tx, self._id).name
            return done, name, service.leave_no_trace(self.db)

        self.run(work, _("Erasing…"), stops=False).done.connect(self._tell)

    def _tell(self, result: tuple[object, str, bool]) -> None:
        done, name, clean = result
        said = [*wording.erased(done, name)] if isinstance(done, Erased) else [_("This person is erased already.")]
        said += [] if clean else [wording.traces()]
        self.title.setText(_("Personal data"))
        for box in self._boxes:
            box.hide()
        self.say(" ".join(said))
        self.leave.setFocus()
        self.erased.emit(self._id)

    def _access(self) -> QFrame:
        said = _("Everything the shop holds about this person, to hand over. Other people appear with an initial only.")
        return _card(_("See and hand over"), said, _row(self.paper, self.data, None))

    def _erasure(self, open_things: str, has_vouchers: bool) -> QFrame:
        said = _(
            "Name, contacts, notes, tags, consents and comments go for good, and the cards stop working. Amounts, "
            "dates and counts stay under a random label."
        )
        parts: list[QWidget | QHBoxLayout] = []
        if open_things:
            parts.append(label(_("Still open: {things}").format(things=open_things), "strong", wrap=True))
        if has_vouchers:
            parts.append(_row(label(_("Vouchers still usable"), "body"), self.vouchers, None))
        return _card(_("Erase"), said, *parts, self.surely)


class ShopDialog(PrivacyDialog):
    """The shop: its papers, its list as a file (`export` carries .csv or .xlsx), the people not met for three years."""

    register = Signal()
    notice = Signal()
    export = Signal(str)

    def __init__(self, parent: QWidget, db: Database, actor: Actor) -> None:
        super().__init__(parent, db, actor, _("Personal data"))
        self.registers = Button(_("Register of processing"), icon="file-pdf")
        self.notices = Button(_("Notice for customers"), icon="file-pdf")
        self.csv, self.xlsx = Button(_("List (CSV)"), icon="table"), Button(_("List (Excel)"), icon="table")
        self.count, self.held = label("", "strong", wrap=True), label("", "body", "text-2", wrap=True)
        self.people = RowList(_("People without contact for three years"))
        self.people.setFixedHeight(182)
        self.surely = Surely(_("Erase them all"))
        self._ids: list[int] = []
        self.body.addWidget(self._papers())
        self.body.addWidget(self._quiet())
        for button, signal in ((self.registers, self.register), (self.notices, self.notice)):
            button.clicked.connect(lambda _checked=False, signal=signal: self._ask(signal))
        self.csv.clicked.connect(lambda: self._ask(self.export, ".csv"))
        self.xlsx.clicked.connect(lambda: self._ask(self.export, ".xlsx"))
        self.surely.meant.connect(self._erase)
        self.look()

    def look(self, said: str = "") -> None:
        """Look for the people not met for three years."""

        def work(_progress: object) -> tuple[list[int], int]:
            with self.db.read(self.actor) as tx:
                return service.quiet(tx), len(service.quiet(tx, held=True))

        self.run(work, _("Looking…")).done.connect(lambda found: self._show(found, said))

    def _show(self, found: tuple[list[int], int], said: str) -> None:
        ids, held = found
        self._ids = ids
        self.say(said)
        self.count.setText(wording.quiet(len(ids)) if ids else _("There is nobody to erase."))
        self.held.setText(wording.quiet_held_too(held))
        self.held.setVisible(bool(held))
        self.people.setVisible(bool(ids))
        self.surely.setVisible(bool(ids))
        self.surely.field.set_text("")
        self.people.show_rows(len(ids), self._fetch)
        self.fit()

    def _fetch(self, offset: int, many: int) -> Sequence[Row]:
        with self.db.read(self.actor) as tx:
            found = service.described(tx, self._ids[offset : offset + many])
        said = _("last contact {day}")
        return [Row(one.id, one.name, said.format(day=day(one.since)), one.name[:1].upper()) for one in found]

    def _erase(self) -> None:
        db, actor, ids = self.db, self.actor, list(self._ids)
        job = self.run(lambda progress: service.erase_many(db, actor, ids, progress), _("Erasing…"))
        job.done.connect(self._erased)
        job.cancelled.connect(self.look)

    def _erased(self, count: int) -> None:
        self.look(ngettext("{count} person erased.", "{count} people erased.", count).format(count=number(count)))

    def _ask(self, signal: SignalInstance, *what: str) -> None:
        signal.emit(*what)
        self.accept()

    def _papers(self) -> QFrame:
        said = _("The register is for the authority, the notice for the wall. The list goes to other programs.")
        rows = _row(self.registers, self.notices, None), _row(self.csv, self.xlsx, None)
        return _card(_("Papers and list"), said, *rows)

    def _quiet(self) -> QFrame:
        said = _("Whoever the shop has not met for three years must be forgotten, unless they ask to stay.")
        return _card(_("No contact for three years"), said, self.count, self.people, self.held, self.surely)


def _card(title: str, said: str, *parts: QWidget | QHBoxLayout) -> QFrame:
    box = card()
    inner = QVBoxLayout(box)
    inner.setContentsMargins(24, 16, 24, 20)
    inner.setSpacing(12)
    inner.addWidget(label(title, "card"))
    inner.addWidget(label(said, "body", "text-2", wrap=True))
    for part in parts:
        if isinstance(part, QWidget):
            inner.addWidget(part)
        else:
            inner.addLayout(part)
    return box


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row


