"""The form of a campaign: question, whom to ask with a count that follows, dates and channels."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parrainage_desktop.base import days
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.surveys.campaign_rules import ASKING, Audience, Campaign, NewCampaign
from parrainage_desktop.surveys.wording import origin_name
from parrainage_desktop.ui.choices import Check
from parrainage_desktop.ui.fields import Field, label
from parrainage_desktop.ui.layouts import in_column, in_row
from parrainage_desktop.ui.picker import Picker

_EITHER = (None, True, False)


class CampaignForm(QWidget):
    """`narrowed` says that other people would be asked."""

    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = Field(_("Name of the campaign"))
        self.french, self.english = Field(_("Question in French")), Field(_("Question in English"))
        self.first, self.last = Field(_("First day of asking")), Field(_("Last day of asking"))
        self.city, self.tag = Field(_("Only in this town")), Field(_("Only with this tag"))
        self.since, self.sample = Field(_("Bought since")), Field(_("Sample: how many at most"))
        self.referrers = Picker([_("Referrers and others"), _("Referrers"), _("No referrers")], _("Referrers"))
        self.referred = Picker([_("Referred or not"), _("Referred customers"), _("Not referred")], _("Referred"))
        self.channels = [Check(origin_name(one)) for one in ASKING]
        self.address = Field(_("Address of your own form (https://…)"))
        self.count = label("", "strong", "brand", wrap=True)
        self._fields = {
            "name": self.name, "question_fr": self.french, "question_en": self.english, "first": self.first,
            "last": self.last, "city": self.city, "tag": self.tag, "bought_since": self.since,
            "sample": self.sample, "form": self.address,
        }  # fmt: skip
        self._build()
        for field in (self.city, self.tag, self.since, self.sample):
            field.left.connect(self.narrowed)
        self.referrers.chosen.connect(self.narrowed)
        self.referred.chosen.connect(self.narrowed)

    def show_campaign(self, one: Campaign | NewCampaign, drawn: bool) -> None:
        """Show a campaign; once its people are chosen, whom it asks stays."""
        audience = one.audience
        texts = (
            one.name, one.question_fr, one.question_en, days.typed(one.first), days.typed(one.last),
            audience.city, audience.tag,
            days.typed(audience.bought_since) if audience.bought_since else "",
            str(audience.sample) if audience.sample else "", one.form_url,
        )  # fmt: skip
        for field, text in zip(self._fields.values(), texts, strict=True):
            field.set_text(text)
            field.show_error("")
        self.referrers.show_index(_EITHER.index(audience.referrers))
        self.referred.show_index(_EITHER.index(audience.referred))
        for check, origin in zip(self.channels, ASKING, strict=True):
            check.setChecked(origin in one.origins)
        for part in (self.city, self.tag, self.since, self.sample, self.referrers, self.referred):
            part.setEnabled(not drawn)

    def audience(self) -> Audience:
        """Whom to ask, as typed. Raises InvalidInput."""
        since, sample = self.since.text().strip(), self.sample.text().strip()
        if sample and not (sample.isascii() and sample.isdigit()):
            raise InvalidInput("sample", _("This is not a whole number."))
        return Audience(
            self.city.text().strip(), self.tag.text().strip(), _EITHER[self.referrers.index()],
            _EITHER[self.referred.index()], days.day("bought_since", since) if since else None,
            int(sample) if sample else None,
        )  # fmt: skip

    def campaign(self) -> NewCampaign:
        """The campaign as typed. Raises InvalidInput."""
        chosen = zip(self.channels, ASKING, strict=True)
        return NewCampaign(
            self.name.text(), days.day("first", self.first.text()), days.day("last", self.last.text()),
            self.french.text(), self.english.text(), frozenset(one for check, one in chosen if check.isChecked()),
            self.audience(), self.address.text().strip(),
        )  # fmt: skip

    def show_error(self, error: InvalidInput) -> bool:
        """Say what is wrong under its field; False when it has none here."""
        for name, field in self._fields.items():
            field.show_error(error.message if name == error.field else "")
        return error.field in self._fields

    def _build(self) -> None:
        channels = in_row(*self.channels, ..., gap=16)
        who = in_row(self.referrers, self.referred, ..., gap=12)
        column = in_column(
            self.name,
            _side_by_side(self.french, self.english),
            _side_by_side(self.first, self.last),
            label(_("Channels"), "small-strong", "text-2"),
            channels,
            self.address,
            _side_by_side(self.city, self.tag),
            _side_by_side(self.since, self.sample),
            who,
            self.count,
            gap=10,
            edges=(20, 4, 20, 4),
        )
        self.setLayout(column)


def _side_by_side(*fields: Field) -> QHBoxLayout:
    return in_row(*((field, 1) for field in fields), gap=16)
