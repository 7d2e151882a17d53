"""The fingerprints of erased people, kept in a small file beside the store: it outlives a restored older copy."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from parrainage_desktop.base import paths
from parrainage_desktop.base.errors import UserError
from parrainage_desktop.base.whole_file import replacing

_LINE = 65
"""Bytes of one fingerprint: 64 hexadecimal digits and the end of the line."""


def place(store: str, *, server: bool) -> Path:
    """Where the file of a store is: ``shop.erasures`` beside ``shop.db``, in the data folder for a server's."""
    if server:
        return paths.data_dir() / f"{hashlib.sha256(store.encode()).hexdigest()[:16]}.erasures"
    return Path(store).with_suffix(".erasures")


def count(file: Path) -> int:
    """How many fingerprints it holds, from its length alone; none when it is not there."""
    try:
        return file.stat().st_size // _LINE
    except OSError:
        return 0


def read(file: Path) -> frozenset[str]:
    """The fingerprints; a line that is none is passed over."""
    try:
        return frozenset(re.findall(r"^[0-9a-f]{64}$", file.read_text("ascii", "replace"), re.MULTILINE))
    except OSError:
        return frozenset()


def write(file: Path, fingerprints: Iterable[str]) -> bool:
    """Put them there, all or none; False when the folder cannot be written: the next opening tries again."""
    try:
        with replacing(file) as beside:
            beside.write_text("".join(f"{one}\n" for one in sorted(fingerprints)), "ascii", newline="\n")
    except UserError:
        return False
    return True
