"""What is said about an import: fields, reasons, counts."""

from parrainage_desktop.base.i18n import _, ngettext, number
from parrainage_desktop.imports.answer_rules import AnswerField, AnswerReport, AnswerSurvey
from parrainage_desktop.imports.rules import CannotUndo, Field, Obstacle, Question, Reason, Report, Style, WrongCell


def field_name(field: Field) -> str:
    """What a column can hold, as a heading."""
    return {
        Field.NAME: _("Full name"),
        Field.GIVEN_NAME: _("First name"),
        Field.FAMILY_NAME: _("Last name"),
        Field.PHONE: _("Phone"),
        Field.OTHER_PHONE: _("Other phone"),
        Field.EMAIL: _("E-mail"),
        Field.STREET: _("Street"),
        Field.POSTCODE: _("Postcode"),
        Field.CITY: _("Town"),
        Field.LANGUAGE: _("Language"),
        Field.TAGS: _("Tags"),
        Field.NOTE: _("Note"),
        Field.CARD: _("Card"),
        Field.SINCE: _("Customer since"),
        Field.KNOWN_BEFORE: _("Bought before the scheme"),
        Field.LAST_PURCHASE_ON: _("Day of the last purchase"),
        Field.LAST_PURCHASE_AMOUNT: _("Amount of the last purchase"),
        Field.CONSENT_EMAIL: _("E-mail allowed since"),
        Field.CONSENT_SMS: _("Text messages allowed since"),
        Field.CONSENT_POST: _("Post allowed since"),
        Field.NOTHING: _("Leave out"),
    }[field]


def style_name(style: Style) -> str:
    """How a column of days or amounts is written."""
    return {
        Style.PLAIN: _("as it is"),
        Style.DAY_FIRST: _("day first: 31/12/2026"),
        Style.MONTH_FIRST: _("month first: 12/31/2026"),
        Style.DECIMAL_COMMA: _("decimal comma: 1.234,50"),
        Style.DECIMAL_POINT: _("decimal point: 1,234.50"),
    }[style]


def reason(reason: Reason) -> str:
    """Why a cell is wrong."""
    return {
        Reason.NOBODY: _("no name, no phone, no e-mail"),
        Reason.TOO_LONG: _("too long"),
        Reason.NOT_A_PHONE: _("cannot be a phone number"),
        Reason.NOT_AN_EMAIL: _("is not an e-mail address"),
        Reason.NOT_A_DAY: _("is not a day"),
        Reason.FUTURE: _("lies in the future"),
        Reason.NOT_AN_AMOUNT: _("is not an amount"),
        Reason.NO_DAY: _("an amount without the day of the purchase"),
        Reason.NOT_A_LANGUAGE: _("the language is fr or en"),
        Reason.NOT_YES_OR_NO: _("is neither yes, no nor a day"),
        Reason.NOT_A_CARD: _("is not a card’s letters"),
        Reason.CARD_TAKEN: _("this card is somebody else’s"),
        Reason.TWO_PEOPLE: _("the phone is one customer’s, the e-mail another’s"),
        Reason.TOO_MANY_CELLS: _("a value without a heading over it"),
        Reason.NO_SCORE: _("no score"),
        Reason.NOT_A_SCORE: _("is not a whole number"),
        Reason.OUT_OF_SCALE: _("lies outside the scale"),
        Reason.ERASED: _("this person asked to be erased"),
        Reason.ALREADY_ANSWERED: _("this person answered the survey already"),
    }[reason]


def wrong_cell(cell: WrongCell) -> str:
    """A wrong cell in one line."""
    where = _("Row {row}, {column}").format(row=number(cell.row), column=cell.column) if cell.column else (
        _("Row {row}").format(row=number(cell.row))
    )
    said = f"{where} – {reason(cell.reason)}"
    return _("{said} (“{value}”)").format(said=said, value=cell.value[:60]) if cell.value else said


def question(asked: Question) -> str:
    """What must be said before a column can be read."""
    return _("“{column}” can be read in two ways, such as “{example}”. Say which.").format(
        column=asked.heading, example=asked.example[:40]
    )


def counts(report: Report) -> tuple[str, ...]:
    """What an import comes to, one line for each count."""
    lines = (
        (ngettext("{count} person added", "{count} people added", report.added), report.added),
        (ngettext("{count} person updated", "{count} people updated", report.updated), report.updated),
        (ngettext("{count} row skipped, already there", "{count} rows skipped, already there", report.skipped),
         report.skipped),
        (ngettext("{count} wrong row", "{count} wrong rows", report.wrong), report.wrong),
    )
    return tuple(said.format(count=number(count)) for said, count in lines)


def answer_counts(report: AnswerReport) -> tuple[str, ...]:
    """What an import of answers comes to, one line for each count."""
    lines = (
        (ngettext("{count} answer added", "{count} answers added", report.added), report.added),
        (ngettext("{count} of them with a name", "{count} of them with a name", report.matched), report.matched),
        (ngettext("{count} row skipped, already there", "{count} rows skipped, already there", report.skipped),
         report.skipped),
        (ngettext("{count} wrong row", "{count} wrong rows", report.wrong), report.wrong),
    )
    return tuple(said.format(count=number(count)) for said, count in lines)


def unsure_scale(survey: AnswerSurvey) -> str:
    """What is said when a file does not show its scale; empty when it does."""
    if survey.scale_sure:
        return ""
    return _("Nothing in the file says whether the scale begins at 0 or at 1. It was read as 0 to 10.")


def answer_field_name(field: AnswerField) -> str:
    """What a column of a form's export can hold, as a heading."""
    return {
        AnswerField.SCORE: _("Score"),
        AnswerField.COMMENT: _("Comment"),
        AnswerField.ON: _("Day of the answer"),
        AnswerField.EMAIL: _("E-mail"),
        AnswerField.PHONE: _("Phone"),
        AnswerField.CARD: _("Card"),
        AnswerField.NUMBER: _("Number of the answer"),
        AnswerField.CALL_BACK: _("Wishes to be called"),
        AnswerField.QUOTABLE: _("May be quoted"),
        AnswerField.NOTHING: _("Leave out"),
    }[field]


def cannot_undo(found: CannotUndo) -> str:
    """Why an import stays."""
    if found.obstacle is Obstacle.UNKNOWN:
        return _("There is no import of this number.")
    if found.obstacle is Obstacle.UNDONE:
        return _("This import has been undone already.")
    said = ngettext(
        "{count} person of this import has been used or changed since: a referral, a voucher, an answer, a purchase, "
        "a note, a tag, a card or the record itself.",
        "{count} people of this import have been used or changed since: a referral, a voucher, an answer, a purchase, "
        "a note, a tag, a card or the record itself.",
        found.people,
    )
    return said.format(count=number(found.people))


def undone(removed: int, restored: int) -> str:
    """An import taken back."""
    out = ngettext("{count} person removed.", "{count} people removed.", removed).format(count=number(removed))
    back = ngettext(
        "{count} person as before.", "{count} people as before.", restored
    ).format(count=number(restored))
    return f"{out} {back}" if restored else out
