"""What a customer sees of the kiosk: the question, the thanks, a place to write, the end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from parrainage_desktop.base.i18n import _, language
from parrainage_desktop.surveys.kiosk_ground import ScoreTile, pale, touch_button
from parrainage_desktop.ui.fields import PlainLabel, label
from parrainage_desktop.ui.icons import pixmap
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.theme import font
from parrainage_desktop.ui.touch_keyboard import TouchKeyboard

NAMES = {"fr": "Français", "en": "English"}


class QuestionView(QWidget):
    """The scale: `scored` carries what was touched."""

    scored = Signal(int)
    skipped = Signal()
    language_wanted = Signal(str)

    def __init__(self, question: str, *, anonymous: bool) -> None:
        super().__init__()
        self.tiles = [ScoreTile(value) for value in range(11)]
        for tile in self.tiles:
            tile.clicked.connect(lambda _on=False, value=tile.value: self.scored.emit(value))
        asked = _centred(question, "kiosk", "white")
        asked.setMaximumWidth(860)
        column = in_column(in_row(asked), 36, in_row(*self.tiles, gap=14), _ends(), gap=0)
        column.insertStretch(0, 3)
        column.addStretch(4)
        column.addLayout(self._foot(anonymous))
        self.setLayout(column)

    def _foot(self, anonymous: bool) -> QHBoxLayout:
        said = _("Anonymous answer, kept by the shop.") if anonymous else _("Your answer is kept by the shop.")
        lock = label()
        lock.setPixmap(pixmap("lock-simple", pale(), 22))
        other = "en" if language() == "fr" else "fr"
        speak, skip = touch_button(NAMES[other]), touch_button(_("Skip"))
        speak.clicked.connect(lambda: self.language_wanted.emit(other))
        skip.clicked.connect(self.skipped)
        row = in_row(lock, label(said, "large", "kiosk"), ..., speak, 8, skip, gap=12)
        row.insertStretch(0, 3)
        return row


class ThanksView(QWidget):
    """Thanks, and what one may add."""

    write = Signal()
    call = Signal()
    cards = Signal()
    done = Signal()

    def __init__(self, *, offers_cards: bool) -> None:
        super().__init__()
        acts = [(_("Leave a few words"), self.write), (_("Call me back"), self.call)]
        if offers_cards:
            acts.append((_("I would like cards to hand out"), self.cards))
        buttons = [touch_button(text) for text, _wanted in acts]
        for button, (_text, wanted) in zip(buttons, acts, strict=True):
            button.setMinimumHeight(72)
            button.clicked.connect(wanted)
        thanks, more = _centred(_("Thank you!"), "kiosk", "white"), _("Would you like to add something?")
        column = in_column(thanks, 12, _centred(more, "lead", "kiosk"), 28, in_row(..., *buttons, ..., gap=16), gap=0)
        column.insertStretch(0, 3)
        column.addStretch(4)
        end = touch_button(_("That is all"), filled=True)
        end.clicked.connect(self.done)
        column.addWidget(end, 0, Qt.AlignmentFlag.AlignRight)
        self.setLayout(column)


class SaidView(QWidget):
    """One sentence, and nothing to do."""

    def __init__(self, title: str, detail: str) -> None:
        super().__init__()
        said = _centred(title, "kiosk", "white"), 16, _centred(detail, "lead", "kiosk")
        self.setLayout(in_column(..., *said, ..., gap=0))


class WriteView(QWidget):
    """A line to write with the keys on the screen: `sent` carries it, `touched` says that somebody is at it."""

    sent = Signal(str)
    touched = Signal()
    left = Signal()

    def __init__(self, title: str, *, digits: bool = False, plus: bool = True, note: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setFont(font("lead"))
        self.line.setMinimumHeight(60)
        self.line.setMaxLength(30 if digits else 500)
        self.line.setAccessibleName(title)
        self.keyboard = TouchKeyboard(language(), digits=digits, plus=plus)
        self._trouble = label("", "large-strong", "kiosk-trouble")
        self.send, self.back = touch_button(_("Send"), filled=True), touch_button(_("Back"))
        if digits:
            self.line.setFixedWidth(420)
            self.keyboard.setFixedWidth(420)
        keys = in_row(..., self.keyboard, ...) if digits else self.keyboard
        foot = in_row(..., self.back, self.send, gap=16)
        about = label(note, "large", "kiosk", wrap=True)
        self._head = label(title, "title-large", "white")
        self.setLayout(in_column(24, self._head, 12, self.line, 6, about, self._trouble, ..., keys, 20, foot, gap=0))
        self._connect()

    def _connect(self) -> None:
        self.keyboard.typed.connect(self.line.insert)
        self.keyboard.erased.connect(self.line.backspace)
        self.line.textChanged.connect(self.touched)
        self.line.returnPressed.connect(self._submit)
        self.send.clicked.connect(self._submit)
        self.back.clicked.connect(self.left)

    def ask(self, title: str) -> None:
        """Ask for something else on the same line."""
        self._head.setText(title)
        self.line.setAccessibleName(title)

    def show_trouble(self, message: str) -> None:
        """Say what is wrong with the line."""
        self._trouble.setText(message)

    def _submit(self) -> None:
        self.sent.emit(self.line.text())


def _ends() -> QHBoxLayout:
    return in_row(
        label(_("Not at all"), "lead", "kiosk"),
        ...,
        label(_("Without hesitation"), "lead", "kiosk"),
        edges=(0, 14, 0, 0),
    )


def _centred(text: str, role: str, ink: str) -> PlainLabel:
    made = label(text, role, ink, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    return made
