"""Where things lie on this computer."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_APP = "parrainage"


def resource(*parts: str) -> Path:
    """A file that ships with the program: fonts, icons, tokens."""
    return _shipped("resources").joinpath(*parts)


def catalogues() -> Path:
    """The folder of compiled translation catalogues."""
    return _shipped("i18n")


def data_dir() -> Path:
    """The person's own folder for the shop's store; made on demand by whoever writes there."""
    import platformdirs

    return platformdirs.user_data_path(_APP, appauthor=False)


def default_store() -> str:
    """The store when none is named: PARRAINAGE_STORE (path or URL), else the file in the person's own folder."""
    return os.environ.get("PARRAINAGE_STORE") or str(data_dir() / "shop.db")


def documents_dir() -> Path:
    """Where people look for the PDFs they made."""
    import platformdirs

    return platformdirs.user_documents_path()


def _shipped(folder: str) -> Path:
    beside = _PACKAGE.parent / folder
    return beside if beside.is_dir() else _PACKAGE / "_data" / folder
