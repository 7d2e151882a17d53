"""Personal data in the window: one person's dossier and erasure; the shop's papers, list and quiet people."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.i18n import _, day, ngettext, number
from parrainage_desktop.customers import service as customers
from parrainage_desktop.preferences import service as preferences
from parrainage_desktop.privacy import service, wording
from parrainage_desktop.privacy.rules import AlreadyErased, Choice, Erased
from parrainage_desktop.privacy.sheet import PrivacyDialog, Surely, titled
from parrainage_desktop.ui import choices
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.fields import label
from parrainage_desktop.ui.layouts import in_row
from parrainage_desktop.ui.rows import Row, RowList

_CHOICES = (Choice.KEEP, Choice.CANCEL)
_Gone = tuple[Erased | AlreadyErased, str, bool]
"""How an erasure ended, the label that stands for the person, and whether no trace of them is left."""


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

        def work(_progress: object) -> _Gone:
            with self.db.write(self.actor) as tx:
                done, name = service.erase(tx, self._id, choice), customers.get(tx, self._id).name
            return done, name, service.leave_no_trace(self.db)

        self.run(work, _("Erasing…"), self._tell, stops=False)

    def _tell(self, gone: _Gone) -> None:
        done, name, clean = gone
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
        return titled(_("See and hand over"), said, in_row(self.paper, self.data, ..., gap=12))

    def _erasure(self, open_things: str, has_vouchers: bool) -> QFrame:
        said = _(
            "Name, contacts, notes, tags, consents and comments go for good, and the cards stop working. Amounts, "
            "dates and counts stay under a random label."
        )
        parts: list[QWidget | QHBoxLayout] = []
        if open_things:
            parts.append(label(_("Still open: {things}").format(things=open_things), "strong", wrap=True))
        if has_vouchers:
            parts.append(in_row(label(_("Vouchers still usable"), "body"), self.vouchers, ..., gap=12))
        return titled(_("Erase"), said, *parts, self.surely)


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

        self.run(work, _("Looking…"), lambda found: self._show(found, said))

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
        job = self.run(lambda progress: service.erase_many(db, actor, ids, progress), _("Erasing…"), self._erased)
        job.cancelled.connect(self.look)

    def _erased(self, count: int) -> None:
        self.look(ngettext("{count} person erased.", "{count} people erased.", count).format(count=number(count)))

    def _ask(self, signal: SignalInstance, *what: str) -> None:
        signal.emit(*what)
        self.accept()

    def _papers(self) -> QFrame:
        said = _("The register is for the authority, the notice for the wall. The list goes to other programs.")
        rows = in_row(self.registers, self.notices, ..., gap=12), in_row(self.csv, self.xlsx, ..., gap=12)
        return titled(_("Papers and list"), said, *rows)

    def _quiet(self) -> QFrame:
        said = _("Whoever the shop has not met for three years must be forgotten, unless they ask to stay.")
        return titled(_("No contact for three years"), said, self.count, self.people, self.held, self.surely)
