"""Imports from a terminal."""

from argparse import Namespace
from collections.abc import Sequence

from parrainage_desktop.base import table_files, writing
from parrainage_desktop.base.errors import InvalidInput
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.tables_in import Source
from parrainage_desktop.base.terminal import Answer, Group, Session, refused, whole
from parrainage_desktop.imports import batches, columns, service, wording
from parrainage_desktop.imports.rules import CannotUndo, Choice, Column, Field, Question, Report, Style, Survey

MOST_SHOWN = 20


def add_to(root: Group) -> None:
    """Declare the command that brings a file in."""
    group = root.group("customers", _("add people and find them again"))
    command = group.command("import", import_file, _("bring people in from a CSV, XLSX or vCard file"))
    command.word("FILE", _("the file"), "?")
    command.flag("--dry-run", _("say what would happen and do nothing"))
    command.flag("--strict", _("bring nothing in when a row is wrong"))
    command.flag("--overwrite", _("let the file’s values replace different ones"))
    command.flag("--new-customers", _("the people never bought here before the scheme"))
    command.option(
        "--map", _("COLUMN=FIELD"), _("what a column holds: {fields}").format(fields=_fields()), many=True
    )
    command.option("--undo", _("NUMBER"), _("take the import of this number back"))


def _fields() -> str:
    return ", ".join(field.value for field in Field)


def import_file(session: Session, given: Namespace) -> Answer:
    """Bring a file in, say what would happen, or take an import back."""
    if given.undo is not None:
        return _undo(session, given)
    if given.file is None:
        raise InvalidInput("file", _("Name the file to bring in."))
    survey = _surveyed(session, table_files.open_source(given.file), given.map or ())
    choice = Choice(not given.new_customers, given.overwrite, given.strict)
    if given.dry_run:
        report = batches.look_ahead(session.db, session.actor, survey, choice, session.progress)
        return _answer(report, _("Nothing was written."))
    report = batches.bring_in(session.db, session.actor, survey, choice, session.progress)
    if report.import_id is None:
        data = _data(report) | {"added": 0, "updated": 0, "skipped": 0}
        message = _("Nothing was brought in: there are wrong rows.")
        return refused("wrong_rows", message, *_wrong(report), **data)
    said = _("Import number {id}. To take it back: customers import --undo {id}")
    return _answer(report, said.format(id=report.import_id))


def _undo(session: Session, given: Namespace) -> Answer:
    number = whole("--undo", given.undo, 1, 999_999_999)
    found = batches.undo(session.db, session.actor, number)
    if isinstance(found, CannotUndo):
        return refused(found.obstacle.value, wording.cannot_undo(found), people=found.people)
    data = {"undone": found.import_id, "removed": found.removed, "restored": found.restored}
    return Answer(data, (wording.undone(found.removed, found.restored),))


def _surveyed(session: Session, source: Source, maps: Sequence[str]) -> Survey:
    """The file looked through. Raises InvalidInput for a mapping that makes no sense or a column that is in doubt."""
    wanted = dict(_wanted(source, one) for one in maps)
    mapped = columns.mapped(columns.recognised(source.headings), wanted)
    doubled = columns.doubled(mapped)
    if doubled is not None:
        raise InvalidInput("--map", _("Two columns cannot both be {field}.").format(field=doubled.value))
    if columns.names_nobody(mapped):
        headings = ", ".join(source.headings[:20])
        said = _("No column holds a name, a phone or an e-mail. Say which with --map. The columns are: {headings}")
        raise InvalidInput("--map", said.format(headings=headings))
    survey = service.survey(source, mapped, session.progress)
    if survey.questions:
        raise InvalidInput("--map", " ".join(_asked(survey.columns[one.column], one) for one in survey.questions))
    return survey


def _asked(column: Column, asked: Question) -> str:
    one, other = (f"--map \"{column.heading}={column.field.value}:{style.value}\"" for style in asked.styles)
    return wording.question(asked) + " " + _("Either {one} or {other}").format(one=one, other=other)


def _wanted(source: Source, text: str) -> tuple[int, tuple[Field, Style | None]]:
    """A column's place, and what ``heading=field`` or ``heading=field:style`` says of it. Raises InvalidInput."""
    place, meaning = named_column(source, text)
    name, _colon, style = meaning.partition(":")
    try:
        field = Field(name)
        chosen = Style(style) if style else None
    except ValueError:
        said = _("“{text}” is not one of {choices}.")
        raise InvalidInput("--map", said.format(text=meaning[:40], choices=_fields())) from None
    if chosen is not None and chosen not in columns.styles_of(field):
        raise InvalidInput("--map", _("“{text}” is not one of {choices}.").format(
            text=style[:40], choices=", ".join(one.value for one in columns.styles_of(field)) or "-"
        ))
    return place, (field, chosen)


def named_column(source: Source, text: str) -> tuple[int, str]:
    """The place of the column that ``heading=meaning`` names, and the meaning. Raises InvalidInput."""
    heading, equals, meaning = text.rpartition("=")
    places = [
        i for i, one in enumerate(source.headings)
        if writing.fold(one) == writing.fold(heading) and (writing.fold(one) or one == heading.strip())
    ]
    if not equals or not places:
        said = _("There is no column “{column}”. The columns are: {headings}")
        raise InvalidInput(
            "--map", said.format(column=heading[:60] or text[:60], headings=", ".join(source.headings[:20]))
        )
    return places[0], meaning.strip()


def _answer(report: Report, last: str) -> Answer:
    data = _data(report)
    if report.import_id is not None:
        data["import"] = report.import_id
    return Answer(data, (*wording.counts(report), *_wrong(report), last))


def _data(report: Report) -> dict[str, object]:
    return {
        "read": report.read, "added": report.added, "updated": report.updated, "skipped": report.skipped,
        "wrong": report.wrong,
        "errors": [
            {"row": one.row, "column": one.column, "reason": one.reason.value, "value": one.value}
            for one in report.errors
        ],
    }


def _wrong(report: Report) -> tuple[str, ...]:
    shown = tuple(wording.wrong_cell(one) for one in report.errors[:MOST_SHOWN])
    return (*shown, "…") if len(report.errors) > MOST_SHOWN else shown
