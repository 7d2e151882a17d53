"""How what a shop may choose is said."""

from parrainage_desktop.base.i18n import _


def colour_name(colour: str) -> str:
    """One of the shop's colours in words."""
    return {
        "bouteille": _("Bottle green"),
        "outremer": _("Ultramarine"),
        "aubergine": _("Aubergine"),
        "garance": _("Madder red"),
        "ardoise": _("Slate"),
        "cafe": _("Coffee"),
    }[colour]
