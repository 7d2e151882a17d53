"""A rotating log in the data folder: what broke and where, never who a customer is."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def to_file(folder: Path) -> Path:
    """Send warnings and worse to `folder`/parrainage.log (1 MB, three kept); return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "parrainage.log"
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    return path
