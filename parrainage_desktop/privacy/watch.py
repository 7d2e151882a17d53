"""At every opening: whoever was erased stays erased, also in an older copy of the store that was put back."""

from pathlib import Path

from parrainage_desktop.base.database import Database
from parrainage_desktop.privacy import erasures, record


def attend(db: Database) -> None:
    """Keep the fingerprints of erased people beside a store, and erase again whoever an older copy brought back.

    To be called when a store has been opened, before anything of it is shown.
    """
    file = _file(db)
    with db.read() as tx:
        known = erasures.count(tx)
    if record.count(file) > known:
        from parrainage_desktop.privacy import service

        service.erase_again(db, record.read(file))
    elif record.count(file) < known:
        _keep(db, file)
    db.after_commit.append(lambda changed: _keep(db, file) if "erasures" in changed else None)


def is_recorded(db: Database) -> bool:
    """Whether the file beside the store knows everybody who was erased; tills of a server catch up when they open."""
    if db.engine.url.get_backend_name() != "sqlite":
        return True
    with db.read() as tx:
        return erasures.fingerprints(tx) <= record.read(_file(db))


def _file(db: Database) -> Path:
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        return record.place(str(url.database), server=False)
    return record.place(url.render_as_string(), server=True)


def _keep(db: Database, file: Path) -> None:
    with db.read() as tx:
        known = erasures.fingerprints(tx)
    record.write(file, known | record.read(file))
