"""A month, a year or a list as a file, in whichever form its name asks for."""

from pathlib import Path

from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _
from parrainage_desktop.base.progress import Progress
from parrainage_desktop.reports import exchange, pictures
from parrainage_desktop.reports.owed import Owed
from parrainage_desktop.reports.rules import MonthFigures
from parrainage_desktop.reports.years import YearFigures


def name(year: int, month: int) -> str:
    """What the files of a month are called."""
    return f"report-{year}-{month:02d}"


def write(path: Path, figures: MonthFigures | YearFigures | Owed, reader: str, progress: Progress) -> Path:
    """Write the file; ReportLab is loaded here, by the first report and not by the window. Raises UserError, Cancelled.

    The paper speaks its reader's language; why it could not be written is told in the screen's.
    """
    from parrainage_desktop.reports import document

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if exchange.is_table(path):
            exchange.write(path, figures, reader)
        elif pictures.is_picture(path) and not isinstance(figures, Owed):
            pictures.write(path, figures, reader)
        else:
            document.write(path, figures, reader, progress)
    except (UserError, OSError) as error:
        if isinstance(error, UserError) and error.kind != "file_unwritable":
            raise
        said = _(
            "The file “{name}” could not be written. Close it if another program shows it, make sure that "
            "the disk is not full, or choose another folder."
        )
        raise UserError("file_unwritable", said.format(name=path.name)) from error
    return path
