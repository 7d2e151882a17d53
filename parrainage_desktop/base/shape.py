"""Whether a store has the shape this program knows, and what is done when it has not."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from parrainage_desktop.base import store_files
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.i18n import _


def bring_up_to_date(engine: Engine, path: Path | None) -> None:
    """Give an older store today’s shape, after copying its file; leave the newest alone.

    Raises UserError: foreign, or of a newer program.
    """
    from parrainage_desktop.base.migrations import HEAD

    found = _revision(engine)
    if found == HEAD:
        return
    if found > HEAD:
        raise UserError(
            "store_newer",
            _("This store was written by a newer version of the program ({found}, this one knows {known}). "
              "Install the newer version.").format(found=found, known=HEAD),
        )
    from parrainage_desktop.base.migrations import runner

    if path:
        store_files.copy_before_migration(path, found)
    runner.upgrade(engine.url.render_as_string(hide_password=False))


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        if not inspect(connection).has_table("store_info"):
            raise UserError("store_foreign", _("This is not a store of this program. Choose another one."))
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
