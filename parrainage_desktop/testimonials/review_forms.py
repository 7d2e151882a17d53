"""What is filled in about reviews: whom to invite and how, a page's address, the rule of the shop."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from parrainage_desktop.base.i18n import LANGUAGES, _, language
from parrainage_desktop.testimonials import review_wording
from parrainage_desktop.testimonials.review_rules import Policy, ReviewChannel, Site, Way
from parrainage_desktop.ui.actions import Button
from parrainage_desktop.ui.choices import Choice
from parrainage_desktop.ui.fields import Field, card, label
from parrainage_desktop.ui.layouts import filled, foot, in_column, in_row
from parrainage_desktop.ui.picker import Picker

_WAYS, _SITES = tuple(Way), tuple(Site)


class InviteForm(QWidget):
    """The text to copy, in either language, and whom it goes to."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ("",) * len(LANGUAGES)
        self.tongue = Choice(["Français", "English"], _("Language of the text"))
        self.copy = Button(_("Copy the text"), icon="copy")
        self.said = label("", "body", wrap=True)
        self.who = Field(_("Customer: name, phone or card"))
        self.way = Picker([review_wording.way(one) for one in _WAYS], _("How they are invited"))
        self.invite = Button(_("Note the invitation"), "primary", "check-bold")
        self.error = label("", "strong", "text-2", wrap=True)
        self.tongue.choose(LANGUAGES.index(language()))
        self._build()
        self.tongue.chosen.connect(self._show_text)

    def show_texts(self, texts: tuple[str, ...]) -> None:
        """Show the invitation, one text for each language of the program."""
        self._texts = texts
        self._show_text()

    def chosen_way(self) -> Way:
        """How the customer is invited."""
        return _WAYS[self.way.index()]

    def say(self, text: str) -> None:
        """Say how it went."""
        self.error.setText(text)

    def _show_text(self) -> None:
        self.said.setText(self._texts[self.tongue.index()])

    def _build(self) -> None:
        sunken = filled(card("sunken"), in_column(self.said, edges=(16, 12, 16, 12)))
        about = label(review_wording.everyone(), "small", "text-2", wrap=True)
        _column(self, _row(self.tongue, self.copy), sunken, about, self.who, _row(self.way, self.invite), self.error)


class PageForm(QWidget):
    """A page for reviews; which site it is on is asked only once."""

    def __init__(self) -> None:
        super().__init__()
        self.site = Picker([review_wording.site(one) for one in _SITES], _("Site"))
        self.name = Field(_("Name of the page (optional)"))
        self.address = Field(_("Address of the page (https://…)"))
        self.error = label("", "strong", "text-2", wrap=True)
        self.card = Button(_("See and print the card"), icon="printer")
        self.close_page = Button(_("Use it no longer"), icon="prohibit")
        self.open_page = Button(_("Use it again"), icon="arrow-counter-clockwise")
        self.save = Button(_("Keep the page"), "primary", "check-bold")
        self._build()
        self.show_page(None)

    def show_page(self, page: ReviewChannel | None) -> None:
        """Show one, or an empty form for a new one."""
        self.site.setVisible(page is None)
        self.name.set_text(page.name if page else "")
        self.address.set_text(page.address if page else "")
        self.card.setVisible(page is not None and not page.closed)
        self.close_page.setVisible(page is not None and not page.closed)
        self.open_page.setVisible(page is not None and page.closed)
        self.show_error("", "")

    def chosen_site(self) -> Site:
        """Where a new page is."""
        return _SITES[self.site.index()]

    def show_error(self, field: str, message: str) -> None:
        """Say what is wrong under the field it is about; an empty name takes all such words away."""
        self.name.show_error(message if field == "name" else "")
        self.address.show_error(message if field == "address" else "")
        self.error.setText("" if field in ("name", "address") else message)

    def _build(self) -> None:
        hint = label(_("The program prints this address and never opens it."), "small", "text-2", wrap=True)
        steps = _row(self.card, self.close_page, self.open_page)
        _column(self, _row(self.site), self.name, self.address, hint, steps, foot(self.error, self.save))


class RuleForm(QWidget):
    """Who is invited; what the review sites forbid says so as soon as it is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.who = Choice([_("Everyone"), _("Promoters only")], _("Who is invited"))
        self.again = Field(_("Days before anybody is invited again"))
        self.error = label("", "strong", "text-2", wrap=True)
        self.save = Button(_("Keep the rule"), "primary", "check-bold")
        self._warning, self._usual = card("warning"), label(review_wording.everyone(), "small", "text-2", wrap=True)
        self._shown: Policy | None = None
        self._build()
        self.who.chosen.connect(lambda _index: self._warn())

    def show_rule(self, rule: Policy) -> None:
        """Show the rule of the shop; what is being changed here stays unless the rule itself changed."""
        if rule == self._shown:
            return
        self._shown = rule
        self.who.choose(int(rule.promoters_only))
        self.again.set_text(str(rule.again_after_days))
        self._warn()

    def promoters_only(self) -> bool:
        """Whether nobody but promoters shall be invited."""
        return self.who.index() == 1

    def show_error(self, field: str, message: str) -> None:
        """Say what is wrong, or how it went."""
        self.again.show_error(message if field == "again" else "")
        self.error.setText("" if field == "again" else message)

    def _warn(self) -> None:
        self._warning.setVisible(self.promoters_only())
        self._usual.setVisible(not self.promoters_only())

    def _build(self) -> None:
        inside = in_column(
            label(review_wording.promoters_only_warning(), "body", "on-warn-soft", wrap=True), edges=(16, 12, 16, 12)
        )
        self._warning.setLayout(inside)
        _column(self, _row(self.who), self._warning, self._usual, self.again, foot(self.error, self.save))


def _row(*parts: QWidget) -> QHBoxLayout:
    return in_row(*parts, ..., gap=12)


def _column(inside: QWidget, *parts: QWidget | QHBoxLayout) -> None:
    column = in_column(gap=12, edges=(20, 12, 20, 16))
    inside.setLayout(column)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addStretch(1)
