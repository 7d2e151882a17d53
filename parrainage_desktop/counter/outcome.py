"""What came of an act is said where the seller is looking, and the counter is ready again."""

from PySide6.QtCore import QObject, Signal

from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.counter.acts import Acts
from parrainage_desktop.counter.new_friend import Filled
from parrainage_desktop.counter.stage import Stage


class Outcome(QObject):
    """Joins the acts to the panels and forms they are done from; `over` asks for the counter to be ready again."""

    over = Signal()

    def __init__(self, stage: Stage, acts: Acts) -> None:
        super().__init__(stage)
        self._stage, self._acts = stage, acts
        stage.friend.sent.connect(self._welcome)
        stage.answering.sent.connect(acts.log)
        stage.person.bought.connect(self._buy)
        stage.person.handed.connect(acts.hand_over)
        stage.ready.undo.connect(acts.undo_last)
        stage.today.undo_newest.connect(acts.undo_last)
        stage.today.undo.connect(acts.undo)
        stage.today.served.connect(acts.serve_wish)
        acts.done.connect(self._tell)
        acts.noted.connect(self._tell_for_good)
        acts.failed.connect(self._fail)
        acts.answered_before.connect(stage.answering.ask_to_replace)

    def _welcome(self, filled: Filled) -> None:
        try:
            self._acts.welcome(filled)
        except InvalidInput as error:
            self._stage.friend.show_error(error.field, error.message)

    def _buy(self, cents: object) -> None:
        if self._acts.seen:
            self._acts.buy(self._acts.seen.id, self._acts.seen.name, cents if isinstance(cents, int) else None)

    def _tell(self, title: str, detail: str) -> None:
        self.over.emit()
        self._stage.ready.band.show_done(title, detail)

    def _tell_for_good(self, title: str, detail: str) -> None:
        self.over.emit()
        self._stage.ready.band.show_done(title, detail, undoable=False)

    def _fail(self, title: str, detail: str) -> None:
        """Say what went wrong; what was typed in a form stays."""
        shown = self._stage.at()
        if shown is self._stage.friend:
            self._stage.friend.show_trouble(f"{title} {detail}")
        elif shown is self._stage.answering:
            self._stage.answering.show_trouble(f"{title} {detail}")
        else:
            self.over.emit()
            self._stage.ready.band.show_failed(title, detail)
