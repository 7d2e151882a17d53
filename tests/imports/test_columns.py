"""What columns hold is seen from their headings, in French and in English, however they are spelt."""

import pytest

from parrainage_desktop.imports.columns import doubled, mapped, names_nobody, recognised
from parrainage_desktop.imports.rules import Field, split_full_name

SEEN = {
    "Nom|Prénom|Portable|Tél.|Courriel|Ville|CP|Adresse|Date de création|Dernier achat|Montant|Langue|Tags": (
        "family_name given_name phone other_phone email city postcode street since last_purchase_on"
        " last_purchase_amount language tags"
    ),
    "NOM|PRENOM|TEL PORTABLE|TEL FIXE|ADRESSE MAIL|Code Postal|VILLE|Client depuis|Étiquettes|Remarques": (
        "family_name given_name phone other_phone email postcode city since tags note"
    ),
    "Nom complet|Téléphone|E-mail|Consentement e-mail|Consentement SMS|Courrier accepté": (
        "name phone email consent_email consent_sms consent_post"
    ),
    "Nom|Téléphone": "name phone",
    "First Name|Last Name|Mobile|Email Address|Zip Code|City|Created at|Last order|Total spent|Opt-in email": (
        "given_name family_name phone email postcode city since last_purchase_on last_purchase_amount consent_email"
    ),
    "First name|Last name|Phone|E-mail|Street|Postcode|Town|Language|Tags|Card|Customer since|Bought before the scheme"
    "|E-mail allowed since|Text messages allowed since|Post allowed since": (
        "given_name family_name phone email street postcode city language tags card since known_before"
        " consent_email consent_sms consent_post"
    ),
    "N° client|Civilité|Name|Phone Number|Date de naissance|Pays": "nothing nothing name phone nothing nothing",
    "Adresse 1|Adresse 2|Complément d’adresse|Nom": "street street street name",
}


@pytest.mark.parametrize("headings", SEEN)
def test_headings_are_recognised(headings: str) -> None:
    found = recognised(headings.split("|"))
    assert " ".join(column.field.value for column in found) == SEEN[headings]
    assert doubled(found) is None


def test_every_field_is_recognised_by_its_own_word() -> None:
    for field in set(Field) - {Field.OTHER_PHONE, Field.FAMILY_NAME}:
        assert recognised([field.value])[0].field is field


def test_a_meaning_given_by_hand_is_taken_from_the_column_that_had_it() -> None:
    columns = mapped(recognised(["Nom", "Téléphone", "Autre numéro"]), {2: (Field.PHONE, None)})
    assert [column.field for column in columns] == [Field.NAME, Field.NOTHING, Field.PHONE]
    assert names_nobody(recognised(["Ville", "x"]))


@pytest.mark.parametrize(("text", "names"), [
    ("Élodie Martin", ("Élodie", "Martin")),
    ("MARTIN Élodie", ("Élodie", "MARTIN")),
    ("DE LA TOUR Jean", ("Jean", "DE LA TOUR")),
    ("Martin, Élodie", ("Élodie", "Martin")),
    ("Mme Élodie Martin", ("Élodie", "Martin")),
    ("M. Karim Haddad", ("Karim", "Haddad")),
    ("MARTIN ELODIE", ("MARTIN", "ELODIE")),
    ("Zoé", ("Zoé", "")),
    ("", ("", "")),
])  # fmt: skip
def test_a_whole_name_is_split_as_people_write_it(text: str, names: tuple[str, str]) -> None:
    assert split_full_name(text) == names
