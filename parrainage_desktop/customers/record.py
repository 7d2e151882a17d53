"""A customer's record, changed beside the list: names, contacts, address, what they agreed to, tags."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from parrainage_desktop.base.i18n import _, capital, labelled
from parrainage_desktop.base.writing import NAME_LENGTH
from parrainage_desktop.customers import wording
from parrainage_desktop.customers.rules import Channel, NewCustomer
from parrainage_desktop.customers.sheet import consents_card, form, pair
from parrainage_desktop.customers.story_rules import Story
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Check, Choice
from parrainage_desktop.ui.fields import Field, card, label, show_text
from parrainage_desktop.ui.layouts import filled, foot, in_column, in_row

_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Record:
    """A record as typed: the person, the channels they agree to now, the words they are filed under."""

    person: NewCustomer
    consents: Mapping[Channel, bool]
    tags: tuple[str, ...]


class RecordForm(QWidget):
    """The form; `sent` carries the record, `left` says that it was given up."""

    sent = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields = {
            "given_name": Field(_("First name")), "family_name": Field(_("Last name")), "phone": Field(_("Phone")),
            "email": Field(_("E-mail")), "street": Field(_("Street and number")), "postcode": Field(_("Postcode")),
            "city": Field(_("Town")), "tags": Field(_("Tags, with commas between them")),
        }  # fmt: skip
        self.language = Choice([_("French"), _("English")], _("Language"))
        self.known_before = Check(_("Was a customer before the scheme began"))
        self.consents = {channel: Check(capital(wording.channel_name(channel))) for channel in Channel}
        self._title, self._trouble = label("", "screen"), label("", "strong", "err-text", wrap=True)
        self.save = Button(_("Save"), "primary", "check-bold", _("Enter"), 56)
        self.give_up = Button(_("Give up"), icon="x", key=_("Esc"), height=56)
        self._build()
        self.save.clicked.connect(self.submit)
        self.give_up.clicked.connect(self.left)

    def begin(self, story: Story, phone: str) -> None:
        """Show a record as it is; `phone` as people write it."""
        person = story.person
        for name, field in self.fields.items():
            field.set_text(str(getattr(person, name, "")))
            field.show_error("")
        self.fields["phone"].set_text(phone)
        self.fields["tags"].set_text(", ".join(story.tags))
        self.language.choose(_LANGUAGES.index(person.language))
        self.known_before.setChecked(person.known_before)
        for channel, check in self.consents.items():
            said = story.consents.get(channel)
            name = capital(wording.channel_name(channel))
            check.setText(labelled(name, wording.consent(said)).replace("&", "&&"))
            check.setChecked(said is not None and said.granted)
        self._title.setText(_("Change the record"))
        self.show_trouble("")
        self.fields["given_name"].line.setFocus()

    def submit(self) -> None:
        """Send the record."""
        self.show_trouble("")
        for field in self.fields.values():
            field.show_error("")
        self.sent.emit(self.record())

    def record(self) -> Record:
        """The record as typed."""
        texts = {name: field.text() for name, field in self.fields.items()}
        tags = tuple(word.strip() for word in texts.pop("tags").split(",") if word.strip())
        person = NewCustomer(
            texts["given_name"], texts["family_name"], texts["phone"], texts["email"], texts["city"],
            _LANGUAGES[self.language.index()], frozenset(), texts["street"], texts["postcode"],
            self.known_before.isChecked(),
        )  # fmt: skip
        return Record(person, {channel: check.isChecked() for channel, check in self.consents.items()}, tags)

    def show_error(self, name: str, message: str) -> None:
        """Say what is wrong under the field it is about."""
        long_family = len(self.fields["family_name"].text()) > NAME_LENGTH >= len(self.fields["given_name"].text())
        names = {"name": "family_name" if long_family else "given_name", "tag": "tags"}
        shown = self.fields.get(names.get(name, name), self.fields["given_name"])
        shown.show_error(message)
        shown.line.setFocus()

    def show_trouble(self, message: str) -> None:
        """Say that nothing was saved, and why; the form stays as it is."""
        show_text(self._trouble, message)

    def memory(self) -> Record:
        """What was typed."""
        return self.record()

    def remember(self, record: Record) -> None:
        """Type it again."""
        for name, field in self.fields.items():
            field.set_text(str(getattr(record.person, name, "")))
        self.fields["tags"].set_text(", ".join(record.tags))
        self.language.choose(_LANGUAGES.index(record.person.language))
        self.known_before.setChecked(record.person.known_before)
        for channel, check in self.consents.items():
            check.setChecked(record.consents[channel])

    def _build(self) -> None:
        cards = (self._identity(), consents_card(self.consents.values()))
        self.setLayout(form(self._title, cards, foot(self._trouble, self.give_up, self.save)))

    def _identity(self) -> QFrame:
        inner = in_column(gap=8, edges=(24, 12, 24, 10))
        for left, right in (("given_name", "family_name"), ("phone", "email"), ("street", "tags")):
            inner.addLayout(pair(self.fields[left], self.fields[right]))
        inner.addLayout(pair(self.fields["postcode"], self.fields["city"]))
        inner.addLayout(in_row((self.known_before, 1), self.language, gap=16))
        return filled(card(), inner)
