"""The address of a page for reviews: https, a site that can exist, nothing hidden in it."""

from urllib.parse import urlsplit, urlunsplit

from parrainage_desktop.testimonials.review_rules import ADDRESS_LENGTH, AddressProblem


def read(text: str) -> str | AddressProblem:
    """An address as it is printed, or why it cannot be; “g.page/shop” is taken for https."""
    bare = text.strip()
    if not bare:
        return AddressProblem.EMPTY
    if len(bare) > ADDRESS_LENGTH:
        return AddressProblem.TOO_LONG
    if not bare.isprintable() or any(sign.isspace() or sign in "<>\"\\^`{|}" for sign in bare):
        return AddressProblem.NO_SITE
    try:
        parts = urlsplit(bare if "://" in bare else f"https://{bare}")
        site = _site(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return AddressProblem.NO_SITE
    if parts.scheme.lower() != "https":
        return AddressProblem.NOT_HTTPS
    if not site or "@" in parts.netloc:
        return AddressProblem.NO_SITE
    return urlunsplit(("https", site + port, parts.path, parts.query, parts.fragment))


def _site(host: str) -> str:
    """A host with a dot in it, in the letters the network uses; ValueError for what no host can be called."""
    encoded = host.encode("idna").decode("ascii").lower()
    labels = encoded.split(".")
    named = len(labels) >= 2 and not labels[-1].isdigit()
    plain = all(part and not part.startswith("-") and not part.endswith("-") for part in labels)
    letters = all(sign.isalnum() or sign == "-" for part in labels for sign in part)
    return encoded if named and plain and letters else ""
