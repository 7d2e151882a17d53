"""Put compiled catalogues into a package as it is built; a checkout compiles its own through dev.py."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import catalogues

INSIDE = "parrainage_desktop/_data/i18n"


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles every .po and adds the .mo where base.paths looks for it in an installed program."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects files; an editable install reads the checkout instead."""
        folder = Path(self.root) / "i18n"
        catalogues.compile_all(folder)
        if version == "editable":
            return
        for path in catalogues.languages(folder):
            target = f"{INSIDE}/{catalogues.code(path)}/LC_MESSAGES/parrainage.mo"
            build_data["force_include"][str(path.with_suffix(".mo"))] = target
