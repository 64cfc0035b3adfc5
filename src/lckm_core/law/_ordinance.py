"""The body of the ordinance and its first annex, the list of municipal units, as rows."""

from lckm_core.law._provision import Duty, Provision
from lckm_core.text import Message

__all__ = ["DECREE", "UNITS"]

UNITS = (
    ("Centrum Świadczeń Socjalnych w Łodzi", "the social benefits centre"),
    ("Łódzki Ośrodek Geodezji", "the surveying centre"),
    ("Miejski Ośrodek Pomocy Społecznej w Łodzi", "the social welfare centre"),
    ("Miejski Zespół Żłobków w Łodzi", "the municipal nurseries"),
    ("Powiatowy Urząd Pracy w Łodzi", "the labour office"),
    ("Schronisko dla Zwierząt", "the animal shelter"),
    ("Zarząd Dróg i Transportu", "the roads and transport board"),
    ("Zarząd Gospodarowania Odpadami", "the waste management board"),
    ("Zarząd Lokali Miejskich", "the municipal housing board"),
    ("Zarząd Zieleni Miejskiej w Łodzi", "the city greenery board"),
)
"""The units of annex 1 in its order: the name, and what it is in English."""

# One row reads as one paragraph here; the formatter would spread each over a dozen lines.
# fmt: off
_BODY = (
    Provision("zarz. § 1 ust. 1", Duty.MUST, Message(
        "Materiały do systemu przygotowuje kierownik: w Urzędzie kierownik komórki, w jednostce z "
        "załącznika nr 1 kierownik tej jednostki. Każdy w granicach swoich zadań odpowiada za "
        "treść i za jej stałą dostępność.",
        "Material for the system is prepared by heads: of an organisational cell in the Office, or "
        "of a unit listed in annex 1. Each answers, within their remit, for the content and for "
        "keeping it available.")),
    Provision("zarz. § 1 ust. 2", Duty.DEFINES, Message(
        "Szczegółowe zasady zawiera Instrukcja, czyli załącznik nr 2.",
        "The detailed rules stand in the Instruction, which is annex 2."),
        not_for_software=Message(
            "Tylko odsyła do załącznika nr 2; każdy jego przepis ma własny wiersz.",
            "Only points to annex 2; each provision of the annex has a row of its own.")),
    Provision("zarz. § 2", Duty.MUST, Message(
        "Systemem zarządza Dyrektor Wydziału Zarządzania Kontaktami z Mieszkańcami; do niego "
        "należy między innymi zatwierdzenie regulaminu portalu.",
        "The Director of the resident contact department manages the system; approving the portal "
        "terms is one of the tasks that come with it.")),
    Provision("zarz. § 3", Duty.MUST, Message(
        "O utrzymanie i rozwój systemu dba Dyrektor Wydziału Informatyki.",
        "The Director of the IT department maintains and develops the system."),
        not_for_software=Message(
            "Powierza dbanie o instalację osobie na stanowisku; biblioteka tego obowiązku nie "
            "wykona.",
            "Gives an office holder the care of the installation; a library cannot carry out that "
            "duty.")),
    Provision("zarz. § 4", Duty.MUST, Message(
        "Zarządzenie wykonują kierownicy: w Urzędzie kierownicy komórek, poza nim kierownicy "
        "jednostek z wykazu.",
        "Heads carry the ordinance out: heads of cells in the Office, and heads of the units on "
        "the list."),
        not_for_software=Message(
            "Wskazuje, kto wykonuje całość; poszczególne czynności obsłużono tam, gdzie są "
            "nazwane.",
            "Says who is charged with the ordinance as a whole; single acts are served where "
            "named.")),
    Provision("zarz. § 5", Duty.DEFINES, Message(
        "Przestaje obowiązywać zarządzenie nr 805/VIII/19 wraz z późniejszymi zmianami.",
        "Ordinance 805/VIII/19 and its amendments cease to apply."),
        not_for_software=Message(
            "Kończy wcześniejsze zarządzenie; według jego zasad niczego się nie czyta ani nie "
            "ocenia.",
            "Repeals the earlier ordinance; nothing is read or judged by the repealed rules.")),
    Provision("zarz. § 6", Duty.DEFINES, Message(
        "Zasady obowiązują od dnia wydania zarządzenia, to jest od 19 stycznia 2023 r.",
        "The rules apply from the day the ordinance was issued, 19 January 2023.")),
)

_UNIT_LIST = Provision("zał. 1", Duty.MUST, Message(
    f"Wykaz jednostek miejskich, które muszą szykować materiały do systemu. Jest ich {len(UNITS)}.",
    f"The list of the municipal units that must prepare material for the system: {len(UNITS)} of "
    "them."))
# fmt: on

DECREE: tuple[Provision, ...] = (
    *_BODY,
    _UNIT_LIST,
    *(
        Provision(
            f"zał. 1 pkt {n}",
            Duty.DEFINES,
            Message(f"Na wykazie: {name}.", f"On the list: {name}, {gloss}."),
        )
        for n, (name, gloss) in enumerate(UNITS, start=1)
    ),
)
"""Rows of the body (``zarz. § …``) and of annex 1 (``zał. 1 …``), in the ordinance's order."""
