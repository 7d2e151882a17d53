"""A dossier as data for programs, and to take elsewhere."""

import json
from datetime import date, datetime
from pathlib import Path

from parrainage_desktop.base.whole_file import replacing
from parrainage_desktop.privacy.rules import Dossier

FORM = "parrainage-dossier-1"


def write(path: Path | str, dossier: Dossier) -> None:
    """Write it for programs: the tables’ own names, days and instants in ISO 8601, amounts in cents.

    Raises UserError("file_unwritable").
    """
    data = {
        "format": FORM,
        "made_at": dossier.made_at,
        "shop": {"name": dossier.shop.name, "address": dossier.shop.address, "phone": dossier.shop.phone},
        "person": dossier.person.id,
        "held": dossier.sections,
    }
    with replacing(Path(path)) as beside:
        text = json.dumps(data, ensure_ascii=False, indent=1, default=_spelt)
        beside.write_text(text + "\n", "utf-8", "surrogatepass", newline="\n")


def _spelt(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
