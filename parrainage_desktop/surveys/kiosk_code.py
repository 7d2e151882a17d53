"""The kiosk's code: chosen before it opens, asked for before it closes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from parrainage_desktop.base.database import Actor, Database
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _, clock_time
from parrainage_desktop.staff import service as staff
from parrainage_desktop.staff.rules import LONGEST, Lock, Opened, Wait, Wrong
from parrainage_desktop.surveys.kiosk_views import WriteView
from parrainage_desktop.ui import jobs


class CodeView(WriteView):
    """Digits that are not shown; the fingerprint is made and compared in another thread. `right` when it is the code.

    With `choosing` there is no code yet: the same one is typed twice, and is the code from then on.
    """

    right = Signal()

    def __init__(self, db: Database, actor: Actor, *, choosing: bool) -> None:
        note = _("You will need it to leave the kiosk: 4 to 8 digits. It cannot be shown again.") if choosing else ""
        title = _("Choose a code for the kiosk") if choosing else _("Code")
        super().__init__(title, digits=True, plus=False, note=note)
        self._db, self._actor, self._choosing = db, actor, choosing
        self._first = ""
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.send.setText(_("Next") if choosing else _("Leave the kiosk"))
        self.send.setAccessibleName(self.send.text())
        self.sent.connect(self._take)

    def _take(self, code: str) -> None:
        if not self._choosing:
            self._work(lambda: staff.open_with(self._db, self._actor, Lock.KIOSK, code))
        elif not self._first:
            self._ask_again(code)
        elif code == self._first:
            self._work(lambda: self._keep(code))
        else:
            self._first = ""
            self.ask(_("Choose a code for the kiosk"))
            self._say(_("These were two different codes. Choose one again."))

    def _ask_again(self, code: str) -> None:
        try:
            staff.check(code)
        except InvalidInput as error:
            self._say(error.message)
            return
        self._first = code
        self.ask(_("The same code once more"))
        self._say("")

    def _keep(self, code: str) -> Opened:
        made = staff.fingerprint(code)
        with self._db.write(self._actor) as tx:
            staff.set_code(tx, Lock.KIOSK, made)
        return Opened()

    def _work(self, work: Callable[[], Opened | Wait | Wrong]) -> None:
        self.send.setEnabled(False)
        job = jobs.start(lambda _progress: work(), self._answer)
        job.failed.connect(self._fail)

    def _answer(self, found: Opened | Wait | Wrong) -> None:
        if isinstance(found, Opened):
            self.right.emit()
        elif isinstance(found, Wait):
            self._say(_("Too many wrong codes. Try again at {time}.").format(time=self._time(found)))
        elif isinstance(found, Wrong):
            again = _("Wrong code. Try again at {time}.").format(time=self._time(found)) if found.until else ""
            self._say(again or _("Wrong code."))

    def _time(self, found: Wrong | Wait) -> str:
        assert found.until
        return clock_time(found.until.astimezone(self._db.zone))

    def _fail(self, raised: BaseException) -> None:
        self._say(getattr(raised, "message", _("Something broke in the program itself.")))

    def _say(self, message: str) -> None:
        self.send.setEnabled(True)
        self.line.clear()
        self.show_trouble(message)
        self.line.setFocus()
