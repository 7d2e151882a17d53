"""What a customer sees of the kiosk: the question, the thanks, a place to write, the end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

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
        column = _column(self)
        column.addStretch(3)
        asked = _centred(question, "kiosk", "white")
        asked.setMaximumWidth(860)
        column.addLayout(in_row(asked))
        column.addSpacing(36)
        column.addLayout(in_row(*self.tiles, gap=14))
        column.addLayout(_ends())
        column.addStretch(4)
        column.addLayout(self._foot(anonymous))

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
        column = _column(self)
        column.addStretch(3)
        column.addWidget(_centred(_("Thank you!"), "kiosk", "white"))
        column.addSpacing(12)
        column.addWidget(_centred(_("Would you like to add something?"), "lead", "kiosk"))
        column.addSpacing(28)
        acts = [(_("Leave a few words"), self.write), (_("Call me back"), self.call)]
        if offers_cards:
            acts.append((_("I would like cards to hand out"), self.cards))
        row = in_row(..., gap=16)
        for text, wanted in acts:
            button = touch_button(text)
            button.setMinimumHeight(72)
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(4)
        end = touch_button(_("That is all"), filled=True)
        end.clicked.connect(self.done)
        column.addWidget(end, 0, Qt.AlignmentFlag.AlignRight)


class SaidView(QWidget):
    """One sentence, and nothing to do."""

    def __init__(self, title: str, detail: str) -> None:
        super().__init__()
        column = _column(self)
        column.addStretch(1)
        column.addWidget(_centred(title, "kiosk", "white"))
        column.addSpacing(16)
        column.addWidget(_centred(detail, "lead", "kiosk"))
        column.addStretch(1)


class WriteView(QWidget):
    """A line to write with the keys on the screen: `sent` carries it, `touched` says that somebody is at it."""

    sent = Signal(str)
    touched = Signal()
    left = Signal()

    def __init__(self, title: str, *, digits: bool = False, note: str = "") -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setFont(font("lead"))
        self.line.setMinimumHeight(60)
        self.line.setMaxLength(30 if digits else 500)
        self.line.setAccessibleName(title)
        self.keyboard = TouchKeyboard(language(), digits=digits)
        self._trouble = label("", "large-strong", "kiosk-trouble")
        self.send = touch_button(_("Send"), filled=True)
        back = touch_button(_("Back"))
        self.keyboard.typed.connect(self.line.insert)
        self.keyboard.erased.connect(self.line.backspace)
        self.line.textChanged.connect(self.touched)
        self.line.returnPressed.connect(self._submit)
        self.send.clicked.connect(self._submit)
        back.clicked.connect(self.left)
        column = _column(self)
        column.addSpacing(24)
        column.addWidget(label(title, "title-large", "white"))
        column.addSpacing(12)
        if digits:
            self.line.setFixedWidth(420)
        column.addWidget(self.line)
        column.addSpacing(6)
        column.addWidget(label(note, "large", "kiosk", wrap=True))
        column.addStretch(1)
        if digits:
            self.keyboard.setFixedWidth(420)
            column.addWidget(self.keyboard, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            column.addWidget(self.keyboard)
        column.addSpacing(20)
        column.addLayout(in_row((self._trouble, 1), back, self.send, gap=16))

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


def _column(view: QWidget) -> QVBoxLayout:
    column = in_column(gap=0)
    view.setLayout(column)
    return column


def _centred(text: str, role: str, ink: str) -> PlainLabel:
    made = label(text, role, ink, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
    return made
