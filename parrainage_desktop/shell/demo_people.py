"""The people of the demonstration shop: plausible, invented, with phone numbers and addresses kept for fiction."""

from random import Random

from parrainage_desktop.customers.rules import Channel, NewCustomer

GIVEN = (
    "Adèle Agathe Alban Alice Amir Anaïs André Anouk Antoine Ariane Arthur Aurélie Axel Baptiste Bastien "
    "Béatrice Benoît Bérénice Bruno Camille Capucine Cécile Céline Charlotte Chloé Claire Clément Colette Côme "
    "Daphné David Delphine Denis Djibril Dominique Édith Élise Élodie Éloïse Émile Emma Éric Estelle Étienne "
    "Eugénie Fabien Fanny Fatou Félix Flavie Florence François Françoise Gabriel Gaëlle Gilles Grégoire "
    "Guillaume Hélène Héloïse Henri Hervé Hugo Ilyès Inès Irène Jade Jean-Noël Jérôme Joël Joséphine Jules "
    "Juliette Karim Laurence Léa Léon Léonie Lilou Louise Luc Lucie Maël Maëlle Malik Manon Marc Margaux Marion "
    "Mathilde Maxime Mélanie Mireille Nadia Nathan Nicolas Noé Océane Odile Olivier Pascal Paul Pénélope "
    "Philippe Pierre Raphaël Rémi Romain Rosalie Sacha Samuel Sarah Sébastien Séverine Simon Sofia Sophie "
    "Stéphane Suzanne Sylvie Théo Thérèse Thierry Thomas Valérie Véronique Victor Vincent Yanis Yasmine Yvonne "
    "Zoé"
).split()
FAMILY = (
    "Allard Aubin Auger Baron Barbier Belkacem Benoist Bernier Besnard Bigot Blanchard Boisson Bonnet Boucher "
    "Bourdon Brault Brunet Carvalho Caillaud Chauvin Chevalier Clément Coulon Courtois Daniel Delaunay Denis "
    "Deschamps Diallo Doucet Dubois Dufour Dumas Dupré Durand Esnault Estève Évrard Faure Ferrand Fontanel "
    "Fournier Gaillard Garnier Gautier Gérard Gicquel Girard Godet Gosselin Grandjean Guérin Guillet Haddad "
    "Hamon Hardy Hérault Hervé Huet Jolivet Joubert Jourdan Kaya Klein Lacombe Lambert Lebreton Lefèvre "
    "Lefebvre Legrand Le_Goff Lemaire Lemoine Leroux Lopez Loiseau Maillard Marchand Marion Martin Masson "
    "Mathieu Ménard Mercier Meunier Michaud Monnier Moreau Morin Nguyen Noël Olivier Ouvrard Pasquier Payet "
    "Pelletier Perrin Petit Picard Pineau Poirier Prévost Quéré Raimbault Renaud Renou Richard Rivière Robin "
    "Rolland Roussel Roy Saïdi Samson Sauvage Schmitt Sylla Tessier Thomas Tournier Traoré Vallée Vasseur "
    "Verdier Vidal Vincent Weber Zeller"
).split()
CITIES = ("Nantes",) * 9 + (
    "Rezé",
    "Saint-Herblain",
    "Orvault",
    "Vertou",
    "Carquefou",
    "Sainte-Luce-sur-Loire",
    "Bouguenais",
)

PRAISE = (
    "Toujours de bon conseil.",
    "L’accueil est parfait, même le samedi.",
    "Je viens pour le café, je repars avec trois adresses.",
    "On prend le temps de m’écouter.",
    "Des produits qu’on ne trouve pas ailleurs.",
    "Très bien conseillé pour un cadeau.",
    "La boutique est belle et les prix sont clairs.",
    "Mes enfants adorent y entrer.",
)
MIXED = (
    "Très bien, mais un peu d’attente.",
    "Bon choix, j’aimerais plus de tailles.",
    "Accueil agréable, stationnement difficile.",
)
REGRETS = (
    "Ouvert trop tard le matin pour passer avant le travail.",
    "Commande arrivée en retard.",
    "Trop de monde le samedi.",
    "Un article abîmé, échangé après deux visites.",
)


def person(chance: Random, number: int) -> NewCustomer:
    """The `number`-th invented person: their phone and e-mail are theirs alone."""
    given, family = chance.choice(GIVEN), chance.choice(FAMILY).replace("_", " ")
    consents = frozenset(channel for channel in Channel if chance.random() < 0.3)
    return NewCustomer(
        given,
        family,
        phone=_phone(number),
        email=_email(number) if chance.random() < 0.7 else "",
        city=chance.choice(CITIES),
        consents=consents,
    )


def comment(chance: Random, score: int) -> str:
    """What somebody who gave `score` might add; mostly nothing."""
    if chance.random() > 0.25:
        return ""
    return chance.choice(PRAISE if score >= 9 else MIXED if score >= 7 else REGRETS)


def _phone(number: int) -> str:
    prefixes = ("063998", "026191", "019900", "035301", "046571", "053649")
    prefix, rest = divmod(number, 10_000)
    return f"{prefixes[prefix % len(prefixes)]}{rest:04d}" if prefix < len(prefixes) else ""


def _email(number: int) -> str:
    return f"client{number:06d}@example.org"
