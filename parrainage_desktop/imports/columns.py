"""What a column's heading says it holds, in French or English, however it is spelt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parrainage_desktop.base import writing
from parrainage_desktop.imports.rules import AMOUNTS, DATES, REPEATABLE, Column, Field, Style

_YES = (
    r"(?:consent|accord|accept|autoris|allowed|agree|opt ?in|optin|ok|abonn|subscri|inscri|recevoir|receive|rgpd|gdpr)"
)
_PURCHASE = r"(?:achat|commande|vente|purchase|order|sale|visite|visit|passage)"
_MEANINGS: tuple[tuple[str, Field], ...] = (
    # Whole headings first: what they say is certain. The headings are folded: no accents, no case, no signs.
    (r"(?:id|ref|numero|n|no|num|code|id client|customer id|code client|numero client|n client|ref client)",
     Field.NOTHING),
    (r"(?:nom|noms|last ?name|surname|family ?name|nom de famille|nom usuel|nom d usage|name last|lastname)",
     Field.FAMILY_NAME),
    (r"(?:prenoms?|first ?name|given ?name|forename|firstname|name first)", Field.GIVEN_NAME),
    (r"(?:name|full ?name|display ?name|client|customer|contact|raison sociale|societe|company|customer name"
     r"|nom (?:et )?prenoms?|prenoms? (?:et )?nom|nom complet|nom (?:du )?client|nom affiche|identite|intitule)",
     Field.NAME),
    (r"(?:civilite|titre|title|sexe|genre|gender|pays|country|fax.*|telecopie.*|date de naissance|naissance"
     r"|birth.*|anniversaire|age|siret|siren|iban)", Field.NOTHING),
    # Then words inside a heading, the more telling before the less.
    (rf".*(?:mails?|courriels?)\b.*{_YES}.*|.*{_YES}.*(?:mail|courriel|newsletter).*|newsletter|lettre d information"
     r"|mailing", Field.CONSENT_EMAIL),
    (rf".*(?:sms|texto|text message).*{_YES}.*|.*{_YES}.*(?:sms|texto|text message).*|sms", Field.CONSENT_SMS),
    (rf".*(?:post|poste|postal|courriers?|letters?|papier)\b.*{_YES}.*|.*{_YES}.*\b(?:post|poste|postal"
     r"|courriers?|letters?|papier)\b.*", Field.CONSENT_POST),
    (rf".*(?:montant|amount|total|valeur|value|prix|panier|ca\b|chiffre).*|(?:dernier|derniere|last) {_PURCHASE}"
     r" (?:eur|euros?|ttc)", Field.LAST_PURCHASE_AMOUNT),
    (rf".*\b(?:date|jour|day)\b.*{_PURCHASE}.*|(?:dernier|derniere|last|latest) {_PURCHASE}.*|{_PURCHASE}.*(?:date|on)",
     Field.LAST_PURCHASE_ON),
    (r"client(?:e)? depuis.*|customer since.*|member since.*|depuis|since|(?:date (?:de |d )?)?(?:creation|inscription"
     r"|ajout|entree|adhesion)|(?:created|added|joined|registered|registration|signup)(?: (?:at|on|date))?"
     r"|date (?:added|created|joined)|creation date|cree le|date client|date de creation.*", Field.SINCE),
    (r".*(?:portable|mobile|gsm|cell).*", Field.PHONE),
    (r".*(?:tel\b|tels\b|telephone|phone|fixe|landline).*", Field.OTHER_PHONE),
    (r".*(?:mail|courriel).*|mel", Field.EMAIL),
    (r".*(?:code postal|code post|postcode|post code|postal code|zip).*|cp|c p|npa", Field.POSTCODE),
    (r".*(?:ville|commune|city|town|localite|locality).*", Field.CITY),
    (r".*(?:adresse|address|rue|street|voie|complement).*|adr", Field.STREET),
    (r".*(?:langue|language|lang|locale).*", Field.LANGUAGE),
    (r".*(?:tags?\b|etiquette|label|categor|groupe|group|segment|mots? cles?).*", Field.TAGS),
    (r".*(?:note|comment|remarque|observation|memo|description).*", Field.NOTE),
    (r".*(?:deja client|already|bought before|known before|achetait|client avant|avant le (?:parrainage|programme)).*",
     Field.KNOWN_BEFORE),
    (r"(?:carte|card|code carte|card code|referral card|carte (?:de )?parrain\w*|code (?:de )?parrain\w*)", Field.CARD),
)
_PATTERNS = tuple((re.compile(pattern), field) for pattern, field in _MEANINGS)


def recognised(headings: Sequence[str]) -> tuple[Column, ...]:
    """What each column most likely holds; a meaning that only one column can have goes to the first."""
    meanings = [_meaning(heading) for heading in headings]
    if meanings.count(Field.PHONE) > 1 and Field.OTHER_PHONE not in meanings:
        meanings[len(meanings) - 1 - meanings[::-1].index(Field.PHONE)] = Field.OTHER_PHONE
    if Field.PHONE not in meanings and Field.OTHER_PHONE in meanings:
        meanings[meanings.index(Field.OTHER_PHONE)] = Field.PHONE
    if Field.GIVEN_NAME not in meanings and Field.NAME not in meanings and Field.FAMILY_NAME in meanings:
        # “Nom” alone holds the whole name.
        meanings[meanings.index(Field.FAMILY_NAME)] = Field.NAME
    if Field.GIVEN_NAME in meanings and Field.FAMILY_NAME not in meanings and Field.NAME in meanings:
        meanings[meanings.index(Field.NAME)] = Field.FAMILY_NAME
    return tuple(_once(headings, meanings))


def _once(headings: Sequence[str], meanings: Sequence[Field]) -> Iterator[Column]:
    met: set[Field] = set()
    for heading, field in zip(headings, meanings, strict=True):
        again = field in met and field not in REPEATABLE
        whole = field is Field.NAME and {Field.GIVEN_NAME, Field.FAMILY_NAME} <= set(meanings)
        yield Column(heading, Field.NOTHING if again or whole else field)
        met.add(field)


def _meaning(heading: str) -> Field:
    folded = writing.fold(heading)
    plain = next((field for field in Field if field.value == heading.strip().lower()), None)
    if plain is not None:
        return plain
    return next((field for pattern, field in _PATTERNS if folded and pattern.fullmatch(folded)), Field.NOTHING)


def mapped(columns: Sequence[Column], wanted: Mapping[int, tuple[Field, Style | None]]) -> tuple[Column, ...]:
    """Columns with some meanings given by hand; a column that had such a meaning before gives it up."""
    given = {field for field, _style in wanted.values()} - REPEATABLE
    kept = [replace(column, field=Field.NOTHING) if column.field in given else column for column in columns]
    for place, (field, style) in wanted.items():
        kept[place] = Column(columns[place].heading, field, style)
    return tuple(kept)


def doubled(columns: Sequence[Column]) -> Field | None:
    """A meaning that two columns have and only one can."""
    fields = [column.field for column in columns if column.field not in REPEATABLE]
    return next((field for field in fields if fields.count(field) > 1), None)


def names_nobody(columns: Sequence[Column]) -> bool:
    """Whether no column says who a person is or how to reach them."""
    telling = {Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME, Field.PHONE, Field.EMAIL}
    return not any(column.field in telling for column in columns)


def styles_of(field: Field) -> tuple[Style, ...]:
    """The ways a column of this meaning may be written."""
    if field in AMOUNTS:
        return (Style.DECIMAL_COMMA, Style.DECIMAL_POINT)
    return (Style.DAY_FIRST, Style.MONTH_FIRST) if field in DATES else ()


