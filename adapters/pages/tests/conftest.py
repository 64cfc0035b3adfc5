"""A procedure as rich as the city's richest, and pages as a parser sees them."""

from datetime import date
from typing import Any

import pytest

from lckm_core.publication import Audience, Notice
from lckm_core.publication._projection.blocks import (
    Bullets,
    Detail,
    Details,
    Entry,
    Link,
    Section,
    Stage,
    Stages,
    Table,
    Text,
)
from lckm_core.publication._projection.projection import Projection

HOW_TO = """Wniosek możesz złożyć **osobiście albo przez pełnomocnika**. Pełnomocnictwo dołącz do \
wniosku w oryginale albo w kopii poświadczonej przez notariusza.

# Kto może złożyć wniosek

- przedsiębiorca, który ma zezwolenie na sprzedaż napojów alkoholowych,
- pełnomocnik przedsiębiorcy:
  - z pełnomocnictwem ogólnym,
  - z pełnomocnictwem szczególnym,
- *prokurent*, jeśli spółka jest wpisana do \
[Krajowego Rejestru Sądowego](https://www.gov.pl/web/krs).

Jeżeli wniosek ma braki, wezwiemy Cię do ich uzupełnienia.

1. Sprawdź, czy opłata została wniesiona.
2. Wypełnij wniosek.
3. Złóż go w wybrany sposób; zapytaj pod adresem \
[licencje.zezwolenia@uml.lodz.pl](mailto:licencje.zezwolenia@uml.lodz.pl).

> Zaświadczenie wydajemy **w ciągu 7 dni** od dnia, w którym wpłynął kompletny wniosek."""


def sections() -> tuple[Section, ...]:
    document = "Wniosek o wydanie zaświadczenia o dokonaniu opłaty"
    return (
        Section(
            "Skrócony opis procedury",
            (
                Entry(
                    "summary",
                    "Skrócony opis sprawy",
                    (
                        Text(
                            "Jeżeli sprzedajesz napoje alkoholowe i potrzebujesz potwierdzenia, "
                            "że opłata za korzystanie "
                            "z zezwolenia została wniesiona, złóż wniosek o wydanie "
                            "zaświadczenia.\n\nZaświadczenie "
                            "przyda się, gdy zmieniasz dostawcę albo ubiegasz się o kolejne "
                            "zezwolenie."
                        ),
                    ),
                ),
                Entry(
                    "steps",
                    "Najważniejsze etapy realizacji procedury",
                    (
                        Stages(
                            (
                                Stage(
                                    1,
                                    "Wnieś opłatę skarbową",
                                    "przelewem albo w kasie Urzędu",
                                    True,
                                ),
                                Stage(2, "Złóż wniosek", "wraz z dowodem opłaty skarbowej", True),
                                Stage(3, "Czekaj na SMS", "", False),
                                Stage(
                                    4,
                                    "Odbierz zaświadczenie w Oddziale Zezwoleń",
                                    "osobiście w pokoju 217, listem poleconym albo na konto "
                                    "ePUAP, jak wolisz",
                                    False,
                                ),
                            )
                        ),
                    ),
                ),
                Entry(
                    "online_activities",
                    "Czynności możliwe do załatwienia drogą elektroniczną",
                    (Bullets((Text("wniesienie opłaty skarbowej"), Text("złożenie wniosku"))),),
                ),
                Entry(
                    "useful_info",
                    "Przydatne informacje",
                    (
                        Bullets(
                            (
                                Text("możliwość złożenia wniosku online"),
                                Text("sprawa możliwa do załatwienia przez pełnomocnika"),
                                Text("wizyta w urzędzie wymaga umówienia się"),
                            )
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Szczegółowy opis procedury",
            (
                Entry("how_to", "Sposób załatwienia sprawy", (Text(HOW_TO),)),
                Entry(
                    "additional_info",
                    "Informacje uzupełniające",
                    (
                        Text(
                            "Zaświadczenie dotyczy jednego punktu sprzedaży. Jeżeli masz ich "
                            "kilka, złóż osobny wniosek "
                            "dla każdego z nich i wnieś osobną opłatę skarbową.\n\nDane o "
                            "opłatach sprawdzamy sami, "
                            "nie musisz więc dołączać potwierdzeń z poprzednich lat."
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Termin i miejsce załatwienia sprawy",
            (
                Entry(
                    "deadline",
                    "Termin realizacji",
                    (Text("7 dni"), Text("Bieg terminu zaczyna się w dniu wpływu.")),
                ),
                Entry(
                    "places",
                    "Miejsce załatwienia",
                    (
                        Details(
                            "Oddział ds. Zezwoleń",
                            (
                                Detail("Jednostka", (Text("Urząd Miasta Łodzi"),)),
                                Detail("Adres", (Text("Al. Politechniki 32, 93-590 Łódź"),)),
                                Detail("Pokój", (Text("217"),)),
                                Detail(
                                    "Telefon",
                                    (
                                        Link("+48 (42) 638-56-29", "tel:+48426385629"),
                                        Link(
                                            "+48 (42) 638-56-30",
                                            "tel:+48426385630",
                                            "w godzinach 8–16",
                                        ),
                                    ),
                                ),
                                Detail(
                                    "E-mail",
                                    (
                                        Link(
                                            "licencje.zezwolenia@uml.lodz.pl",
                                            "mailto:licencje.zezwolenia@uml.lodz.pl",
                                        ),
                                    ),
                                ),
                                Detail(
                                    "Godziny przyjęć",
                                    (Text("poniedziałek, środa–piątek 8–16, wtorek 9–17"),),
                                ),
                            ),
                        ),
                        Details(
                            "Łódzkie Centrum Kontakt z Mieszkańcami",
                            (
                                Detail(
                                    "Adres",
                                    (Text("ul. Piotrkowska 110, wejście od pasażu Schillera"),),
                                ),
                            ),
                        ),
                    ),
                ),
                Entry(
                    "appointments",
                    "Umawianie/rezerwacja wizyty",
                    (
                        Text("Umówienie wizyty jest niezbędne."),
                        Details(
                            "",
                            (
                                Detail(
                                    "Telefon", (Link("+48 (42) 638-44-44", "tel:+48426384444"),)
                                ),
                                Detail(
                                    "Strona rezerwacji",
                                    (Link("wizyty.uml.lodz.pl", "https://wizyty.uml.lodz.pl/"),),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Opłaty",
            (
                Entry(
                    "fees",
                    "Opłaty",
                    (
                        Table(
                            "Opłaty (1 z 2)",
                            ("Rodzaj opłaty", "Wysokość opłaty"),
                            (
                                ("opłata skarbowa za wydanie zaświadczenia", "17,00 zł"),
                                (
                                    "opłata skarbowa za złożenie pełnomocnictwa",
                                    "17,00 zł (nie dotyczy najbliższej rodziny)",
                                ),
                            ),
                        ),
                        Details(
                            "Dane do przelewu (1 z 2)",
                            (
                                Detail(
                                    "Numer rachunku", (Text("50 1240 1037 1111 0011 0925 0073"),)
                                ),
                                Detail("Odbiorca", (Text("Urząd Miasta Łodzi, Bank Pekao S.A."),)),
                            ),
                        ),
                        Table(
                            "Opłaty (2 z 2)",
                            ("Rodzaj opłaty", "Wysokość opłaty", "Numer rachunku", "Uwagi"),
                            (
                                (
                                    "do 4,5 % alkoholu",
                                    "525,00 zł",
                                    "50 1240 1037 1111 0011 0925 0073",
                                    "w trzech ratach",
                                ),
                                (
                                    "powyżej 18 % alkoholu",
                                    "2 100,00 zł",
                                    "50 1240 1037 1111 0011 0925 0073",
                                    "",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Dokumenty",
            (
                Entry(
                    "submission",
                    "Formy i miejsce składania dokumentów",
                    (
                        Details(
                            "",
                            (
                                Detail("listownie", (Text("Al. Politechniki 32, 93-590 Łódź"),)),
                                Detail(
                                    "osobiście",
                                    (Text("pokój 217"), Text("ul. Piotrkowska 110, urna")),
                                ),
                                Detail("elektronicznie", (Text("ePUAP"),)),
                            ),
                        ),
                    ),
                ),
                Entry(
                    "required_documents.to_submit",
                    "Wymagane dokumenty do złożenia",
                    (
                        Details(
                            document,
                            (
                                Detail(
                                    "Druk do pobrania",
                                    (
                                        Link(
                                            f"druk do pobrania: {document}",
                                            "file:wniosek zaświadczenie.pdf",
                                            "PDF",
                                        ),
                                    ),
                                ),
                                Detail(
                                    "Formularz elektroniczny",
                                    (
                                        Link(
                                            f"formularz elektroniczny (ePUAP): {document}",
                                            "https://epuap.gov.pl/wps/portal?a=1&b=2",
                                        ),
                                    ),
                                ),
                            ),
                        ),
                        Bullets((Text("dowód wniesienia opłaty skarbowej"),)),
                    ),
                ),
                Entry(
                    "other_documents",
                    "Pozostałe dokumenty",
                    (
                        Bullets(
                            (
                                Link(
                                    "plik do pobrania: Klauzula informacyjna",
                                    "file:klauzula.pdf",
                                    "PDF",
                                ),
                            )
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Podstawa prawna",
            (
                Entry(
                    "legal_basis",
                    "Podstawa prawna",
                    (
                        Bullets(
                            (
                                Text(
                                    "Ustawa z dnia 26 października 1982 r. o wychowaniu w "
                                    "trzeźwości (Dz. U. z 2023 r. poz. 2151)"
                                ),
                                Text(
                                    "Ustawa z dnia 16 listopada 2006 r. o opłacie skarbowej (Dz. "
                                    "U. z 2023 r. poz. 2111)"
                                ),
                            )
                        ),
                    ),
                ),
                Entry(
                    "appeal",
                    "Tryb odwoławczy",
                    (Text("Zażalenie do Samorządowego Kolegium Odwoławczego w ciągu 7 dni."),),
                ),
                Entry(
                    "related",
                    "Powiązane procedury",
                    (
                        Bullets(
                            (
                                Link(
                                    "Wygaśnięcie zezwolenia na sprzedaż alkoholu",
                                    "procedure:KA-01492",
                                    "załatw najpierw",
                                ),
                            )
                        ),
                    ),
                ),
            ),
        ),
    )


def make_projection(audience: str = "portal", **changes: Any) -> Projection:
    title = (
        "Wydanie zaświadczenia o dokonaniu opłaty za korzystanie z zezwolenia na sprzedaż napojów "
        "alkoholowych"
    )
    held: dict[str, Any] = {
        "audience": Audience(audience),
        "on": date(2026, 11, 25),
        "id": "KA-01478",
        "title": title,
        "heading": f"{title} @" if audience == "bip" else title,
        "online": True,
        "sections": sections(),
        "unit": "Urząd Miasta Łodzi",
        "cell": "Biuro Promocji Zatrudnienia i Obsługi Działalności Gospodarczej",
        "produced_on": date(2023, 1, 19),
        "authors": ("Jan Przykładowy", "Anna Wzorcowa"),
    }
    return Projection(**{**held, **changes})


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: looks at pages in Chromium")


@pytest.fixture(name="projection")
def projection_() -> Any:
    """Makes a projection for an audience, with changes."""
    return make_projection


@pytest.fixture
def announcement() -> Notice:
    text = Text(
        "W Wigilię **nie pracujemy**.\n\n## Dyżury\n- [986](tel:986)\n- zob. "
        "[dyżury](https://uml.lodz.pl/)"
    )
    return Notice(
        "announcement",
        Audience.PORTAL,
        date(2026, 12, 1),
        "OG-0001",
        "Zmiana godzin pracy w Wigilię",
        (
            Section("Informacja", (Entry("text", "Treść", (text,)),)),
            Section("Realizator", (Entry("unit", "Jednostka", (Text("Urząd Miasta Łodzi"),)),)),
        ),
    )
