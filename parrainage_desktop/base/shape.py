"""Whether a store has the shape this program knows, and what is done when it has not."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from parrainage_desktop.base import migrations, store_files
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _


def bring_up_to_date(engine: Engine, path: Path | None) -> None:
    """Give an older store today’s shape, after copying its file; leave the newest alone.

    Raises UserError: foreign, or of a newer program.
    """
    found = _revision(engine)
    if found == migrations.HEAD:
        return
    if found > migrations.HEAD:
        raise _newer(found, migrations.HEAD)
    from parrainage_desktop.base.migrations import runner

    if path:
        store_files.copy_before_migration(path, found)
    runner.upgrade(engine.url.render_as_string(hide_password=False))


def refuse_changed(found: str, known: str) -> None:
    """Let nothing be written into a store that has another shape than when it was opened. Raises UserError."""
    if found > known:
        raise _newer(found, known)
    if found < known:
        message = _("Another store was put in the place of this one. Close the program and open it again.")
        raise UserError("store_changed", message)


def _newer(found: str, known: str) -> UserError:
    said = _(
        "This store was written by a newer version of the program ({found}, this one knows {known}). "
        "Install the newer version."
    )
    return UserError("store_newer", said.format(found=found, known=known))


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        if not inspect(connection).has_table("store_info"):
            raise UserError("store_foreign", _("This is not a store of this program. Choose another one."))
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
