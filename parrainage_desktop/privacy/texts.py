"""The words of the register of processing and of the notice for customers, with the shop’s own name and address."""

from dataclasses import dataclass

from parrainage_desktop.base.i18n import _
from parrainage_desktop.preferences.rules import Shop

_FRENCH = frozenset("FR GP MQ GF RE YT PM BL MF WF PF NC TF".split())
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper: paragraphs, then points, then names, `left` pixels wide, with what belongs to them."""

    title: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    rows: Rows = ()
    left: float = 190


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper before it is laid out; `foot` stands on every page."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: str


def notice(shop: Shop) -> Paper:
    """What customers are told (GDPR, articles 13 and 14)."""
    opening = _(
        "{shop} keeps some information about the people in its referral program. This page says what, why and for "
        "how long, and what you can ask for."
    ).format(shop=shop.name)
    parts = (
        _responsible(shop), _what_is_kept(), _why(), _how_long(), _who_sees(shop), _brought(), _rights(),
        _complaint(shop),
    )  # fmt: skip
    foot = _("Information under articles 13 and 14 of the General Data Protection Regulation (GDPR).")
    return Paper(_("Your data and our referral program"), (opening,), parts, foot)


def register(shop: Shop) -> Paper:
    """The record of what is done with personal data (GDPR, article 30)."""
    opening = _(
        "What {shop} does with personal data in its referral program. Keep this record up to date, complete the dotted "
        "lines by hand, and show it to the authority when asked."
    ).format(shop=shop.name)
    parts = (_keeper(shop), _scheme(), _messages(), _opinions(), _traces(), _safety(), _requests())
    foot = _("Record of processing activities under article 30 of the General Data Protection Regulation (GDPR).")
    return Paper(_("Register of processing"), (opening,), parts, foot)


def authority(country: str) -> str:
    """Whom a customer may complain to, by the shop’s country (ISO 3166)."""
    if country in _FRENCH:
        return _(
            "the CNIL (Commission nationale de l’informatique et des libertés), 3 place de Fontenoy, TSA 80715, 75334 "
            "Paris Cedex 07, www.cnil.fr"
        )
    known = {
        "BE": _("the Data Protection Authority, rue de la Presse 35, 1000 Brussels, www.autoriteprotectiondonnees.be"),
        "LU": _("the CNPD, 15 boulevard du Jazz, 4370 Belvaux, www.cnpd.lu"),
        "CH": _("the Federal Data Protection and Information Commissioner (FDPIC), 3003 Bern, www.edoeb.admin.ch"),
        "GB": _("the Information Commissioner’s Office, www.ico.org.uk"),
        "IE": _("the Data Protection Commission, www.dataprotection.ie"),
    }
    return known.get(country, _("the data protection authority of your country"))


# The notice.


def _responsible(shop: Shop) -> Part:
    where = ", ".join(filter(None, (shop.name, shop.address)))
    phone = _("Phone: {phone}.").format(phone=shop.phone) if shop.phone else ""
    ask = _("Ask at the counter: whoever is there passes your request on.")
    return Part(_("Who is responsible"), (" ".join(filter(None, (f"{where}.", phone, ask))),))


def _what_is_kept() -> Part:
    points = (
        _("your name, and what you chose to give: phone, e-mail, address, language;"),
        _("your referral card, who brought you, and the friends you brought;"),
        _("the days of your purchases, and an amount where one was noted for reference;"),
        _("your vouchers and their use;"),
        _("your answers when we ask whether you would recommend us;"),
        _("notes about serving you well, and what you allowed us to send you, since when."),
    )
    return Part(_("What we keep"), points=points)


def _why() -> Part:
    rows = (
        (_("Running the program: cards, referrals, vouchers"), _("what we agreed with you (contract)")),
        (_("Keeping a voucher from being used twice"), _("our legitimate interest in preventing misuse")),
        (_("Knowing whether you are satisfied"), _("our legitimate interest; you are free not to answer")),
        (_("Writing to you by e-mail, text message or post"), _("your consent, which you can take back at any time")),
        (_("Proof of vouchers given and used"), _("our duties as a business (accounts)")),
    )
    return Part(_("Why, and on what legal ground"), rows=rows, left=340)


def _how_long() -> Part:
    points = (
        _("As long as you are a customer, then three years after our last contact."),
        _("Amounts and dates stay after that without your name, for the accounts: ten years."),
    )
    return Part(_("For how long"), points=points)


def _who_sees(shop: Shop) -> Part:
    first = _("The people who work at {shop}. Your data is neither sold nor lent.").format(shop=shop.name)
    second = _("The program that holds it sends nothing over the internet by itself.")
    third = _("Whoever brought you learns that the referral succeeded, never what you bought.")
    return Part(_("Who sees it"), (f"{first} {second} {third}",))


def _brought() -> Part:
    said = _("Your friend gave you a card and told us nothing about you: what we know comes from you, at the counter.")
    return Part(_("If a friend brought you"), (said,))


def _rights() -> Part:
    points = (
        _("See everything we hold about you, and have a copy on paper or as a file to take elsewhere."),
        _("Have it corrected, or its use limited."),
        _("Have it erased. Vouchers you still hold can then be used without a name, or are cancelled, as you prefer."),
        _("Take back a consent, and object to what rests on our legitimate interest."),
    )
    said = _("We answer within one month, free of charge. We may ask who you are when we are not sure.")
    return Part(_("What you can ask for"), (said,), points)


def _complaint(shop: Shop) -> Part:
    said = _("Tell us first, we would like to put it right. You may also complain to {authority}.")
    return Part(_("If you are not satisfied"), (said.format(authority=authority(shop.country)),))


# The register.


def _keeper(shop: Shop) -> Part:
    blank = "." * 60
    rows = (
        (_("Name"), shop.name),
        (_("Address"), shop.address or blank),
        (_("Phone"), shop.phone or blank),
        (_("Person in charge"), blank),
        (_("Data protection officer"), _("none is required for a shop of this kind; if there is one: {blank}").format(
            blank="." * 30)),
        (_("Authority"), authority(shop.country)),
    )
    return Part(_("Who is responsible"), rows=rows)


def _scheme() -> Part:
    rows = (
        *_processing(
            _("Running the referral program: cards, referrals, rewards, vouchers and their use"),
            _("contract (article 6.1.b); accounts: legal duty (6.1.c); against misuse: legitimate interest (6.1.f)"),
            _("customers, and friends who come with a card"),
            _("name, phone, e-mail, address, language, tags and notes; card; who brought whom; days of purchases and "
              "an amount for reference; vouchers and their use"),
        ),
        (_("Source"), _("the person, at the counter; the shop’s earlier customer file, when it was brought in")),
        (_("Kept for"), _("the relation with the customer, then three years after the last contact; amounts and dates "
                          "without a name: ten years")),
    )  # fmt: skip
    return Part(_("1. The referral program"), rows=rows)


def _messages() -> Part:
    rows = (
        *_processing(
            _("Writing to customers by e-mail, text message or post"),
            _("consent (article 6.1.a), one for each way, never ticked in advance"),
            _("customers who said yes"),
            _("the way, the yes or the later no, the day, and who wrote it down"),
        ),
        (_("Kept for"), _("as long as the customer’s record; a later no is kept too, so that it is respected")),
    )
    return Part(_("2. Messages to customers"), rows=rows)


def _opinions() -> Part:
    rows = (
        *_processing(
            _("Asking whether customers would recommend the shop, and making it better"),
            _("legitimate interest (article 6.1.f); nobody has to answer"),
            _("customers who were asked or who answered"),
            _("the day they were asked; a score from 0 to 10 and a comment, if they wrote one"),
        ),
        (_("Kept for"), _("as long as the customer’s record; the score stays without a name, the comment goes")),
    )
    return Part(_("3. Satisfaction"), rows=rows)


def _traces() -> Part:
    rows = (
        *_processing(
            _("Knowing who did what, because vouchers are worth money"),
            _("legitimate interest (article 6.1.f)"),
            _("the people who work at the counter"),
            _("the name they gave, the till, the act and its moment; no name and no contact of a customer"),
        ),
        (_("Kept for"), _("ten years with the accounts; the journal is a chain that cannot be rewritten unseen")),
    )
    return Part(_("4. The journal of the program"), rows=rows)


def _processing(purpose: str, ground: str, people: str, data: str) -> Rows:
    return (
        (_("Purpose"), purpose),
        (_("Legal ground"), ground),
        (_("People"), people),
        (_("Data"), data),
        (_("Who receives it"), _("those who work at the shop; the program passes nothing on, in Europe or elsewhere")),
    )


def _safety() -> Part:
    points = (
        _("The store is one file that only its owner’s account can read, or a server of the shop’s choice."),
        _("What is deleted is overwritten in that file. Screens and papers show short names where others can look."),
        _("Every change is written in the journal with who made it. The program sends nothing over the internet by "
          "itself."),
        _("What protects the computer (password, disk encryption, copies elsewhere): {blank}").format(blank="." * 60),
    )  # fmt: skip
    return Part(_("How the data is protected"), points=points)


def _requests() -> Part:
    points = (
        _("Access: the program writes everything held about one person to a PDF or a file."),
        _("Erasure: name, contacts, notes, tags, consents, comments and the reasons typed for a voucher go; amounts, "
          "dates and counts stay under a random label. A copy restored later is cleaned again when it is opened."),
        _("Copies made before an erasure still hold the person until they are thinned out; they are used for restoring "
          "only."),
        _("After three years without contact people are listed, and can be erased in one go."),
    )  # fmt: skip
    return Part(_("How requests are answered"), points=points)
