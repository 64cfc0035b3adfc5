"""Each field of the annex's own form, as clerks write it, is the data of a YAML file."""

import time
from datetime import date

import printed_forms
import pytest
import word_documents as documents
from printed_forms import HANDS, Hand, explanation, form, packed, paragraph

from lckm_core import to_data
from lckm_core.calendar import read_day
from lckm_word import read_word
from tests.helpers.rows import in_one_test, some_in_every_change

PROCEDURE = documents.sample("KA-01478")
DATA = to_data(PROCEDURE)
LABEL = "Najważniejsze etapy realizacji procedury:"
CASES = [
    (
        "steps",
        ["krok 1 – Złożenie wniosku @", "komentarz: online", "krok 2 - Odbierz kartę"],
        [
            {"name": "Złożenie wniosku", "comment": "online", "online": True},
            {"name": "Odbierz kartę"},
        ],
    ),
    (
        "steps",
        ["1. Złóż wniosek @ – komentarz: online", "2. Czekaj (komentarz: 30 dni)"],
        [
            {"name": "Złóż wniosek", "comment": "online", "online": True},
            {"name": "Czekaj", "comment": "30 dni"},
        ],
    ),
    (
        "steps",
        ["Etap I: Wniosek", "Komentarz – mail na adres lckm@uml.lodz.pl", "Etap II: Odbiór"],
        [{"name": "Wniosek", "comment": "mail na adres lckm@uml.lodz.pl"}, {"name": "Odbiór"}],
    ),
    *(
        (
            "steps",
            ["krok 1 – złóż wniosek", *below, "krok 2 – odbierz kartę"],
            [
                {"name": "złóż wniosek", "comment": "e-mailem", "online": True},
                {"name": "odbierz kartę"},
            ],
        )
        for label in (
            "Etap możliwy bez wizyty w urzędzie (@): tak",
            "– etap możliwy bez wizyty w urzędzie: TAK.",
            "Etap możliwy bez wizyty w urzędzie (@)",
            "możliwy bez wizyty @",
        )
        for below in ([label, "komentarz: e-mailem"], ["komentarz: e-mailem", label])
    ),
    (
        "steps",
        ["1. Złóż wniosek", "Etap możliwy bez wizyty w urzędzie (@): nie", "2. Zapłać@"],
        [{"name": "Złóż wniosek"}, {"name": "Zapłać", "online": True}],
    ),
    (
        "related",
        ["KA-00044", "KA-01238 – Zgłoszenie wysypiska (wymagana)"],
        [{"id": "KA-00044"}, {"id": "KA-01238", "kind": "required"}],
    ),
    ("related", ["brak"], None),
    ("valid_from", ["–"], None),
    ("valid_to", ["nie dotyczy"], None),
    ("produced_on", ["28 listopada 2026 r."], "2026-11-28"),
    ("internal", ["☐ tak ☒ nie"], False),
    ("internal", ["tak ☒ nie ☐"], True),
    ("online_activities", ["złożenie wniosku; zapłata"], ["złożenie wniosku", "zapłata"]),
    (
        "useful_info",
        ["• bez opłat,", "• wizyta po rezerwacji."],
        ["bez opłat", "wizyta po rezerwacji"],
    ),
    ("deadline", ["do 30 dni"], {"terms": [{"amount": 30, "unit": "days"}]}),
    ("deadline", ["W ciągu dwóch miesięcy."], {"terms": [{"amount": 2, "unit": "months"}]}),
    (
        "deadline",
        ["wydanie duplikatu: 7 dni roboczych", "Termin może się wydłużyć."],
        {
            "terms": [{"amount": 7, "unit": "working_days", "case": "wydanie duplikatu"}],
            "text": "Termin może się wydłużyć.",
        },
    ),
    (
        "places",
        [
            "Wydział Geodezji, ul. Piotrkowska 104, 90-926 Łódź, pok. 12, tel. (42) 638-44-44, "
            "e-mail: geodezja@uml.lodz.pl"
        ],
        [
            {
                "cell": "Wydział Geodezji",
                "address": "ul. Piotrkowska 104, 90-926 Łódź",
                "rooms": ["12"],
                "phones": ["(42) 638-44-44"],
                "emails": ["geodezja@uml.lodz.pl"],
            }
        ],
    ),
    (
        "places",
        ["Żłobek nr 5", "pokój nr 12, I piętro", "tel./fax 42 638-44-44, 42 638-44-45"],
        [
            {
                "unit": "Żłobek nr 5",
                "rooms": ["12, I piętro"],
                "phones": ["42 638-44-44", "42 638-44-45"],
            }
        ],
    ),
    (
        "deadline",
        ["Sprawę załatwiamy w terminie do 14 dni od złożenia wniosku"],
        {
            "terms": [{"amount": 14, "unit": "days"}],
            "text": "Sprawę załatwiamy w terminie do 14 dni od złożenia wniosku",
        },
    ),
    (
        "deadline",
        ["Termin może się wydłużyć o 7 dni"],
        {"text": "Termin może się wydłużyć o 7 dni"},
    ),
    (
        "places",
        ["Wydział Zdrowia, Łódź, ul. Sienkiewicza 5"],
        [{"cell": "Wydział Zdrowia", "address": "Łódź, ul. Sienkiewicza 5"}],
    ),
    (
        "places",
        ["Wydział Map", "Telefony: 42 638-44-44 (informacja); 42 638-45-45"],
        [{"cell": "Wydział Map", "phones": ["42 638-44-44 (informacja)", "42 638-45-45"]}],
    ),
    ("appointments", ["Nie dotyczy."], "nie dotyczy"),
    (
        "appointments",
        ["Rezerwacja online: https://wizyty.uml.lodz.pl/", "Umówienie wizyty jest niezbędne."],
        {"ways": [{"link": "https://wizyty.uml.lodz.pl/"}], "mandatory": True},
    ),
    ("fees", ["Brak."], "brak"),
    (
        "fees",
        ["Opłata skarbowa – 17 zł, rachunek 50 1240 1037 1111 0011 0925 0073"],
        [
            {
                "rows": [
                    {
                        "kind": "Opłata skarbowa",
                        "amount": "17.00",
                        "account": "50 1240 1037 1111 0011 0925 0073",
                    }
                ]
            }
        ],
    ),
    *(
        (
            "fees",
            [f"Opłata skarbowa – {amount}"],
            [{"rows": [{"kind": "Opłata skarbowa", "amount": "17.00"}]}],
        )
        for amount in ("17,00 zł", "17,– zł", "17,- zł", "17 złotych", "17 PLN")
    ),
    (
        "fees",
        ["Opłata skarbowa – 1\u00a0082\u00a0zł"],
        [{"rows": [{"kind": "Opłata skarbowa", "amount": "1082.00"}]}],
    ),
    (
        "fees",
        ["1 500,50 zł – kaucja (zwrotna)", "Nr konta: 50124010371111001109250073", "Odbiorca: UMŁ"],
        [
            {
                "rows": [{"kind": "kaucja (zwrotna)", "amount": "1500.50"}],
                "account": "50124010371111001109250073",
                "recipient": "UMŁ",
            }
        ],
    ),
    (
        "submission",
        ["- listownie:", "  Urząd Miasta Łodzi", "  90-926 Łódź", "- elektronicznie:", "  - ePUAP"],
        [
            {"way": "by_post", "places": ["Urząd Miasta Łodzi, 90-926 Łódź"]},
            {"way": "electronically", "places": ["ePUAP"]},
        ],
    ),
    (
        "submission",
        ["osobiście w Urzędzie Miasta Łodzi", "elektronicznie przez ePUAP", "sprawy@uml.lodz.pl"],
        [
            {"way": "in_person", "places": ["w Urzędzie Miasta Łodzi"]},
            {"way": "electronically", "places": ["ePUAP"]},
            {"way": "email", "places": ["sprawy@uml.lodz.pl"]},
        ],
    ),
    (
        "submission_deadline",
        ["papierowo: do 31 marca", "elektronicznie: do 15 kwietnia"],
        [
            {"text": "do 31 marca", "way": "by_post"},
            {"text": "do 15 kwietnia", "way": "electronically"},
        ],
    ),
    (
        "required_documents",
        [
            "1) do złożenia:",
            "a) wniosek (wniosek.docx, przykład: wzor.pdf)",
            "ePUAP: https://epuap.gov.pl/wniosek",
            "b) pełnomocnictwo – jeśli działasz przez pełnomocnika",
            "2) do wglądu: dowód osobisty",
        ],
        {
            "to_submit": [
                {
                    "name": "wniosek",
                    "file": "wniosek.docx",
                    "example": "wzor.pdf",
                    "e_forms": [{"platform": "ePUAP", "url": "https://epuap.gov.pl/wniosek"}],
                },
                {"name": "pełnomocnictwo", "circumstance": "jeśli działasz przez pełnomocnika"},
            ],
            "to_present": [{"name": "dowód osobisty"}],
        },
    ),
    (
        "other_documents",
        ["Klauzula informacyjna – klauzula.pdf", "Regulamin"],
        [{"name": "Klauzula informacyjna", "file": "klauzula.pdf"}, {"name": "Regulamin"}],
    ),
    (
        "legal_basis",
        ["1) Kodeks pracy (t.j. Dz. U. z 2023 r. poz. 1465 ze zm.),", "2) zarządzenie z 2023 r."],
        [
            {"title": "Kodeks pracy", "journal": "t.j. Dz. U. z 2023 r. poz. 1465 ze zm."},
            {"title": "zarządzenie z 2023 r."},
        ],
    ),
    ("appeal", ["BRAK."], "brak"),
    ("reuse_terms", ["–"], None),
    ("authors", ["Jan Testowy, Ewa Próbna"], [{"name": "Jan Testowy"}, {"name": "Ewa Próbna"}]),
    (
        "coordinators",
        ["Jan Testowy (Oddział Map)"],
        [{"name": "Jan Testowy", "cell": "Oddział Map"}],
    ),
    (
        "coordinators",
        ["Jan Testowy - kierownik Oddziału Map"],
        [{"name": "Jan Testowy - kierownik Oddziału Map", "cell": PROCEDURE.cell}],
    ),
    ("coordinators", ["Jan Testowy"], [{"name": "Jan Testowy", "cell": PROCEDURE.cell}]),
    (
        "fees",
        [
            "1. Opłata skarbowa – 10 zł",
            "2. Pełnomocnictwo 17 zł (nie dotyczy małżonka)",
            "Konto: 50 1240 1037 1111 0011 0925 0073, Bank Pekao S.A.",
        ],
        [
            {
                "rows": [
                    {"kind": "Opłata skarbowa", "amount": "10.00"},
                    {
                        "kind": "Pełnomocnictwo",
                        "amount": "17.00",
                        "remarks": "nie dotyczy małżonka",
                    },
                ],
                "account": "50 1240 1037 1111 0011 0925 0073",
                "remarks": "Bank Pekao S.A.",
            }
        ],
    ),
    (
        "appointments",
        ["Wizytę można umówić pod numerem 42 638-44-44 w godz. 8–16."],
        {
            "ways": [{"phone": "42 638-44-44"}],
            "text": "Wizytę można umówić pod numerem 42 638-44-44 w godz. 8–16.",
        },
    ),
    (
        "appointments",
        ["[umów wizytę](https://wizyty.uml.lodz.pl/a), [napisz](mailto:mapy@uml.lodz.pl)"],
        {
            "ways": [{"link": "https://wizyty.uml.lodz.pl/a"}, {"email": "mapy@uml.lodz.pl"}],
            "text": "umów wizytę https://wizyty.uml.lodz.pl/a, napisz mapy@uml.lodz.pl",
        },
    ),
    (
        # Blanks and hyphens at which Word breaks no line, and those that come with a page's text.
        "appointments",
        [
            "tel. 42\u202f638\u201044\u201044",
            "42\u00a0638\u201145\u201145",
            "42\u2009638\u221246\u221246",
        ],
        {
            "ways": [
                {"phone": "42 638-44-44"},
                {"phone": "42 638-45-45"},
                {"phone": "42 638-46-46"},
            ]
        },
    ),
    (
        "appointments",
        ["Wnioski papierowe - wyłącznie po umówieniu wizyty:", "https://wizyty.uml.lodz.pl/."],
        {
            "ways": [
                {
                    "link": "https://wizyty.uml.lodz.pl/",
                    "note": "Wnioski papierowe - wyłącznie po umówieniu wizyty",
                }
            ],
            "mandatory": True,
        },
    ),
    (
        "other_documents",
        ["Klauzula informacyjna: klauzula RODO.pdf", "Regulamin [regulamin.pdf]"],
        [
            {"name": "Klauzula informacyjna", "file": "klauzula RODO.pdf"},
            {"name": "Regulamin", "file": "regulamin.pdf"},
        ],
    ),
    ("unit", ["Urząd Miasta Łodzi,"], "Urząd Miasta Łodzi"),
    *(
        ("related", lines, wanted)
        for lines, wanted in (
            (["Wydanie karty parkingowej"], [{"title": "Wydanie karty parkingowej"}]),
            (["„Wydanie karty”", "Duplikat"], [{"title": "Wydanie karty"}, {"title": "Duplikat"}]),
            (
                ["Wydanie karty; Zajęcie pasa drogowego"],
                [{"title": "Wydanie karty"}, {"title": "Zajęcie pasa drogowego"}],
            ),
            (["– Wydanie karty (wymagana)"], [{"title": "Wydanie karty", "kind": "required"}]),
            (["1) Wydanie karty – procedura powiązana"], [{"title": "Wydanie karty"}]),
            (
                ["KA-01238", "Wydanie zaświadczenia o wymaganych wpłatach"],
                [{"id": "KA-01238"}, {"title": "Wydanie zaświadczenia o wymaganych wpłatach"}],
            ),
            (["Wpis, zmiana, wykreślenie"], [{"title": "Wpis, zmiana, wykreślenie"}]),
            (["• Przyjęcie psa – i kota"], [{"title": "Przyjęcie psa – i kota"}]),
            (["Kontener (na gruz)"], [{"title": "Kontener (na gruz)"}]),
            (
                ["KA-00044; KA-01238 – wymagana"],
                [{"id": "KA-00044", "kind": "required"}, {"id": "KA-01238", "kind": "required"}],
            ),
        )
    ),
    *(
        (
            "places",
            [unit, team, "ul. Lecznicza 6, 93-173 Łódź", "pok. 12", "tel. (42) 256-55-70"],
            [
                {
                    "unit": unit,
                    "cell": team,
                    "address": "ul. Lecznicza 6, 93-173 Łódź",
                    "rooms": ["12"],
                    "phones": ["(42) 256-55-70"],
                }
            ],
        )
        for unit, team in (
            ("Miejski Ośrodek Pomocy Społecznej w Łodzi", "Miejski Zespół ds. Orzekania"),
            ("Urząd Miasta Łodzi", "Centrum Kontaktu z Mieszkańcami"),
            ("Urząd Miasta Łodzi", "Łódzki Ośrodek Wsparcia"),
            ("Zarząd Zieleni Miejskiej w Łodzi", "Ogród Botaniczny"),
            ("Urząd Miasta Łodzi", "Miejska Pracownia Urbanistyczna"),
            ("Urząd Miasta Łodzi", "Wydział Geodezji"),
        )
    ),
    (
        "places",
        [
            "Urząd Miasta Łodzi, ul. Piotrkowska 104, 90-926 Łódź, tel. 42 638 44 44",
            "Zarząd Dróg i Transportu, ul. Piotrkowska 173, 90-447 Łódź, tel. 42 272 46 40",
        ],
        [
            {
                "unit": "Urząd Miasta Łodzi",
                "address": "ul. Piotrkowska 104, 90-926 Łódź",
                "phones": ["42 638 44 44"],
            },
            {
                "unit": "Zarząd Dróg i Transportu",
                "address": "ul. Piotrkowska 173, 90-447 Łódź",
                "phones": ["42 272 46 40"],
            },
        ],
    ),
    *(
        (
            "places",
            [f"Wydział Map, ul. Tuwima 1, 90-002 Łódź, {written}"],
            [{"cell": "Wydział Map", "address": "ul. Tuwima 1, 90-002 Łódź", "rooms": rooms}],
        )
        for written, rooms in (
            ("pok. 5 i 6", ["5", "6"]),
            ("pokój 5 oraz 6a", ["5", "6a"]),
            ("pok. 5 i 6 i 7", ["5", "6", "7"]),
            ("pok. 5", ["5"]),
            ("pok. 5, I piętro", ["5, I piętro"]),
            ("pok. 5 i kasa", ["5 i kasa"]),
        )
    ),
    (
        "places",
        ["Łódzki Ośrodek Geodezji – ul. Traugutta 21/23, 90-113 Łódź – (42) 272-68-00"],
        [
            {
                "unit": "Łódzki Ośrodek Geodezji",
                "address": "ul. Traugutta 21/23, 90-113 Łódź",
                "phones": ["(42) 272-68-00"],
            }
        ],
    ),
    (
        "appointments",
        ["Sekretariat ––– (42) 272-68-01"],
        {"ways": [{"phone": "(42) 272-68-01", "note": "Sekretariat"}]},
    ),
    ("owner", ["J. Testowy"], {"name": "J. Testowy"}),
    ("authors", ["I. Testowa"], [{"name": "I. Testowa"}]),
    ("useful_info", ["o wizytę trzeba prosić"], ["o wizytę trzeba prosić"]),
    ("title", ["Wydanie karty 2. stopnia"], "Wydanie karty 2. stopnia"),
    ("produced_on", ["28. 11. 2026 r."], "2026-11-28"),
    ("in_edms", ["Nie"], False),
]


def strays(reading):
    return [one.text("en") for one in reading.findings if one.code.startswith("LCKM-W")]


def forms_of(cases):
    """Yield the cases as forms in which each field is written in one way."""
    left = list(cases)
    while left:
        filled = {}
        for case in left:
            filled.setdefault(case[0], case)
        yield {key: (lines, wanted) for key, lines, wanted in filled.values()}
        left = [case for case in left if filled[case[0]] is not case]


@pytest.mark.parametrize(
    "hand",
    some_in_every_change(
        HANDS[:2], 0, reason="another hand; test_printed_form.py has each in every change"
    ),
    ids=lambda hand: hand.name,
)
def test_a_field_is_the_data_of_a_yaml_file(hand):
    wrong, tried = [], 0
    for filled in forms_of(CASES):
        reading = read_word(form(hand, PROCEDURE, {key: one[0] for key, one in filled.items()}))
        assert not strays(reading), filled
        for key, (lines, wanted) in filled.items():
            tried += 1
            if reading.data.get(key) != wanted:
                wrong.append((key, lines, reading.data.get(key)))
        rest = {one: value for one, value in DATA.items() if one not in filled}
        assert {one: reading.data.get(one) for one in rest} == rest
    assert (wrong, tried) == ([], len(CASES))


@pytest.mark.parametrize(
    ("key", "written", "read", "told"),
    [
        ("owner", "Ewa Próbna (tel. 42 638 47 16)", {"name": "Ewa Próbna"}, "tel. 42 638 47 16"),
        ("owner", "Ewa Próbna, tel. 42 638 47 16", {"name": "Ewa Próbna"}, "tel. 42 638 47 16"),
        ("owner", "Ewa Próbna 42 638 47 16 wew. 5", {"name": "Ewa Próbna"}, "42 638 47 16 wew. 5"),
        (
            "owner",
            "Ewa Próbna, tel. 42\u00a0638 47\u00a016",
            {"name": "Ewa Próbna"},
            "tel. 42",
        ),
        ("owner", "Ewa Próbna – e@uml.lodz.pl", {"name": "Ewa Próbna"}, "e@uml.lodz.pl"),
        ("owner", "Próbna Ewa; e-mail: e@uml.lodz.pl", {"name": "Próbna Ewa"}, "e-mail: e@uml.lod"),
        ("authors", "Ewa Próbna, tel. 42 638 47 16", [{"name": "Ewa Próbna"}], "tel. 42 638 47 16"),
        ("authors", "Ewa Próbna (e@uml.lodz.pl)", [{"name": "Ewa Próbna"}], "e@uml.lodz.pl"),
        (
            "coordinators",
            "Ewa Próbna, tel. 42 638 47 16, Oddział Map",
            [{"name": "Ewa Próbna", "cell": "Oddział Map"}],
            "tel. 42 638 47 16",
        ),
        (
            "coordinators",
            "Ewa Próbna (Oddział Map), 42 638 47 16",
            [{"name": "Ewa Próbna", "cell": "Oddział Map"}],
            "42 638 47 16",
        ),
    ],
)
def test_a_contact_beside_a_name_is_no_part_of_it(key, written, read, told):
    reading = read_word(form(HANDS[0], PROCEDURE, {key: [written]}))
    assert reading.data[key] == read
    (finding,) = strays(reading)
    assert told in finding


@pytest.mark.parametrize(
    "name",
    ["Ewa Próbna", "Ewa Próbna-Testowa", "E. Próbna", "Ewa Próbna, inspektor", "Próbna Ewa Maria"],
)
def test_a_name_alone_is_as_it_was(name):
    reading = read_word(form(HANDS[0], PROCEDURE, {"owner": [name]}))
    assert (reading.data["owner"], strays(reading)) == ({"name": name}, [])


@pytest.mark.parametrize(
    ("key", "written", "word"),
    [
        ("fees", "brak opłat", "brak"),
        ("fees", "Sprawa jest bezpłatna.", "brak"),
        ("submission", "nie trzeba składać wniosku", "nie dotyczy"),
    ],
)
def test_what_says_that_there_is_none_is_told_once(key, written, word):
    reading = read_word(form(HANDS[0], PROCEDURE, {key: [written]}))
    (finding,) = (one for one in reading.findings if one.path.startswith(f"/{key}"))
    assert f"wpisz samo „{word}”, a nie „{written}”" in finding.text("pl")
    assert strays(reading) == []


NUMBERED = printed_forms._NUMBERING.replace('"bullet"', '"decimal"')


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["*a", "*b", "*c"], "1. a\n2. b\n3. c"),
        (["*a", "między", "*b"], "1. a\n\nmiędzy\n\n2. b"),
        (["przed", "*a"], "przed\n\n1. a"),
        (["4. typed", "5. typed"], "4. typed\n5. typed"),
    ],
)
def test_the_list_of_a_field_begins_at_one(monkeypatch, written, read):
    # Word counts on from the list of the steps above.
    monkeypatch.setattr(printed_forms, "_NUMBERING", NUMBERED)
    blocks = [paragraph(LABEL, "<w:b/>")]
    blocks += [paragraph(one, list_item=True) for one in ("złóż wniosek", "czekaj", "odbierz")]
    blocks += [paragraph("Sposób załatwienia sprawy:", "<w:b/>")]
    blocks += [paragraph(one.lstrip("*"), list_item=one.startswith("*")) for one in written]
    data = read_word(packed(blocks)).data
    assert len(data["steps"]) == 3
    assert data["how_to"] == read


def test_telephones_and_questions_for_the_call_centre():
    written = {
        "phones": [
            "Jan Testowy 42 638 44 44, Adam Wzorcowy – 42 638 44 46",
            "Ewa Próbna",
            "tel. 42 638 45 45",
            "42 638 44 47 – Anna Pokazowa",
        ],
        "faq": ["1. Czy mogę mieć dwie karty?", "Nie.", "2. Ile czekam? Do 30 dni."],
        "other": [],
    }
    assert read_word(form(HANDS[0], PROCEDURE, written)).data["call_centre"] == {
        **{key: value for key, value in DATA["call_centre"].items() if key not in written},
        "phones": [
            {"name": "Jan Testowy", "phone": "42 638 44 44"},
            {"name": "Adam Wzorcowy", "phone": "42 638 44 46"},
            {"name": "Ewa Próbna", "phone": "42 638 45 45"},
            {"name": "Anna Pokazowa", "phone": "42 638 44 47"},
        ],
        "faq": [
            {"question": "Czy mogę mieć dwie karty?", "answer": "Nie."},
            {"question": "Ile czekam?", "answer": "Do 30 dni."},
        ],
    }


@pytest.mark.parametrize(
    "asked",
    [
        ("Czy mogę mieć dwie karty? Nie.",),
        ("1. Czy mogę mieć dwie karty?", "Nie."),
        ("Pytanie: Czy mogę mieć dwie karty?", "Odpowiedź: Nie."),
    ],
)
@pytest.mark.parametrize(
    "more", [(), ("Chyba że pierwsza zginie.",), ("Po pierwsze.", "Po drugie.")]
)
def test_an_answer_keeps_each_of_its_paragraphs(asked, more):
    written = {"faq": [*asked, *more, "Ile czekam?", "Do 30 dni."]}
    assert read_word(form(HANDS[0], PROCEDURE, written)).data["call_centre"]["faq"] == [
        {"question": "Czy mogę mieć dwie karty?", "answer": "\n\n".join(("Nie.", *more))},
        {"question": "Ile czekam?", "answer": "Do 30 dni."},
    ]


def steps_with(label):
    return read_word(form(HANDS[0], PROCEDURE, {"steps": ["krok 1 – złóż wniosek", label]}))


NO_VISIT = "Etap możliwy bez wizyty w urzędzie"


@in_one_test(
    ("label", "values"),
    [
        (f"{NO_VISIT} (@)", {"online": True}),
        (f"{NO_VISIT} (@).", {"online": True}),
        (f"{NO_VISIT} (@): @", {"online": True}),
        (f"{NO_VISIT} (@): ☒", {"online": True}),
        (f"{NO_VISIT} [x]", {"online": True}),
        (f"{NO_VISIT}: ☒ tak ☐ nie", {"online": True}),
        (f"{NO_VISIT}: [x] tak [ ] nie", {"online": True}),
        (f"{NO_VISIT} (@) (x) tak, ( ) nie", {"online": True}),
        (f"{NO_VISIT}: ☒ tak ☐ nie, przez ePUAP", {"online": True, "comment": "przez ePUAP"}),
        (f"{NO_VISIT} „@”: tak", {"online": True}),
        (f"{NO_VISIT}: tak (pismo (ogólne)).", {"online": True, "comment": "pismo (ogólne)"}),
        (f"{NO_VISIT}: tak, pismo (ogólne)", {"online": True, "comment": "pismo (ogólne)"}),
        (f"{NO_VISIT} (tak/nie): tak", {"online": True}),
        (f"{NO_VISIT} – tak", {"online": True}),
        (f"{NO_VISIT} (@): tak, przez ePUAP", {"online": True, "comment": "przez ePUAP"}),
        (f"{NO_VISIT} (@): TAK (przez ePUAP)", {"online": True, "comment": "przez ePUAP"}),
        (f"{NO_VISIT} (@): tak: przez ePUAP", {"online": True, "comment": "przez ePUAP"}),
        (f"{NO_VISIT} (@): nie – przyjdź osobiście", {"comment": "przyjdź osobiście"}),
        (
            f"{NO_VISIT} (@): tak – https://epuap.gov.pl",
            {"online": True, "comment": "https://epuap.gov.pl"},
        ),
        *(
            (f"{NO_VISIT} {answer}", {})
            for answer in (
                "(@):",
                "(@): –",
                "(@): -",
                "(@): —",
                "(@) –",
                "(@): ☐",
                "☐",
                "[ ]",
                "(@): …",
                "(@): ........",
                "(@): ____",
                "(@): nie",
                "(@): NIE.",
                "(@): nie dotyczy",
                "(@): brak",
                "(@): n/d",
                "(@): ☐ tak ☒ nie",
                "(@): [ ] tak [x] nie",
                "(@): ☐ tak ☐ nie",
                "(tak/nie)",
                "(@): tak/nie",
                "(@): (tak / nie)",
            )
        ),
    ],
)
def test_what_a_step_says_of_the_visit(label, values):
    reading = steps_with(label)
    assert reading.data["steps"] == [{"name": "złóż wniosek", **values}]
    assert not strays(reading)


@pytest.mark.parametrize("answer", ["przez ePUAP", "nie trzeba przychodzić"])
def test_an_answer_that_is_neither_yes_nor_no_is_told(answer):
    reading = steps_with(f"{NO_VISIT} (@): {answer}")
    assert reading.data["steps"] == [{"name": "złóż wniosek"}]
    (told,) = strays(reading)
    assert NO_VISIT in told


def test_of_yes_and_no_of_a_step_the_one_that_is_not_struck_counts():
    struck_by = [(how, *what) for how in ("strike", "dstrike") for what in
                 (("tak", {}), ("nie", {"online": True}))]  # fmt: skip
    for how, struck, values in struck_by:
        runs = [run_of(one, f"<w:{how}/>" if one == struck else "") for one in ("tak", "/", "nie")]
        line = f"<w:p>{run_of(f'{NO_VISIT} (@): ')}{''.join(runs)}</w:p>"
        reading = read_word(packed([paragraph(LABEL, "<w:b/>"), paragraph("krok 1 – złóż"), line]))
        assert reading.data == {"steps": [{"name": "złóż", **values}]}


def test_a_step_may_be_named_as_its_mark_begins():
    assert steps_with("krok 2 – możliwy bez wizyty odbiór").data["steps"][1:] == [
        {"name": "możliwy bez wizyty odbiór"}
    ]
    assert steps_with("możliwy bez wizyty odbiór").data["steps"] == [
        {"name": "złóż wniosek", "comment": "możliwy bez wizyty odbiór"}
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28.11.2026", "2026-11-28"),
        ("28-11-2026 r.", "2026-11-28"),
        ("28 listopada 2026", "2026-11-28"),
        ("28 XI 2026 r.", "2026-11-28"),
        ("dnia 5 maja 2026 roku", "2026-05-05"),
        ("2026.11.28", "2026-11-28"),
        ("28/11/2026", "2026-11-28"),
        ("5/5/2026", "2026-05-05"),
        ("28 Listopad 2026", "2026-11-28"),
        ("3/4/2026", None),
        ("28.11.26", None),
        ("31.02.2026", None),
        ("listopad 2026", None),
        ("1.1.2026 albo 2.1.2026", None),
    ],
)
def test_days_as_people_write_them(text, day):
    assert read_day(text) == day


def test_every_day_of_two_years_is_read_in_each_hand():
    for number in range(730):
        day = date.fromordinal(date(2027, 1, 1).toordinal() + number)
        for hand in HANDS:
            assert read_day(printed_forms.written_day(hand, day)) == day.isoformat()


def test_a_day_that_may_be_two_is_a_finding_with_what_may_be_meant():
    reading = read_word(form(HANDS[0], PROCEDURE, {"valid_from": ["3/4/2027"]}))
    (found,) = (one for one in reading.findings if one.code == "LCKM-P004")
    assert "„3/4/2027”" in found.message
    assert "2027-04-03" in found.message


def run_of(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr>{printed_forms._t(text)}</w:r>"


class TestHeadings:
    @pytest.mark.parametrize(("struck", "left"), [("nie", True), ("tak", False)])
    def test_of_yes_and_no_the_one_that_is_not_struck_counts(self, struck, left):
        words = [
            run_of(word, "<w:strike/>" if word == struck else "") for word in ("tak", "/", "nie")
        ]
        label = run_of("Procedura wewnętrzna*: (")
        within = f"<w:p>{label}{''.join(words)}{run_of(')')}</w:p>"
        assert read_word(packed([within])).data == {"internal": left}
        below = f"<w:p>{''.join(words)}</w:p>"
        heading = paragraph("Procedura wewnętrzna*:", "<w:b/>")
        assert read_word(packed([heading, below])).data == {"internal": left}

    def test_a_field_behind_the_title_of_its_section(self):
        label = printed_forms.PRINTED["in_edms"]
        title = paragraph("Nazwa procedury: Wydanie karty")
        data = read_word(packed([title, paragraph(f"Dane techniczne: {label} nie")])).data
        assert data == {"title": "Wydanie karty", "in_edms": False}

    def test_labels_within_a_text_are_content(self):
        text = ["Wniosek składa mieszkaniec.", "Opłaty:", "Jednostka: szkoła", "Inne: brak danych"]
        for hand in HANDS:
            if hand.layout == "inline":
                continue
            reading = read_word(form(hand, PROCEDURE, {"how_to": text}))
            assert reading.data["how_to"] == "\n\n".join(text), hand.name
            assert reading.data["fees"] == DATA["fees"]
            assert reading.data["unit"] == DATA["unit"]

    def test_without_a_space_before_the_bracket_or_round_the_stroke(self):
        blocks = [
            paragraph("INFORMACJE UZUPEŁNIAJĄCE(dodatkowe)"),
            paragraph("Karta jest ważna rok."),
            paragraph("Umawianie / rezerwacja wizyty :"),
            paragraph("nie dotyczy"),
        ]
        data = read_word(packed(blocks)).data
        assert data == {"additional_info": "Karta jest ważna rok.", "appointments": "nie dotyczy"}


class TestExplanations:
    def test_alone_they_are_no_content(self):
        blank = documents.sample("KA-01478")
        empty = {key: [] for key in DATA}
        reading = read_word(form(Hand("blank", explained=True), blank, empty))
        assert set(reading.data) <= {"call_centre", "internal"}
        assert not strays(reading)

    def test_text_typed_on_after_one_is_content(self):
        typed = f"{explanation('zaleca')} Wydanie karty"
        data = read_word(packed([paragraph("Nazwa procedury:", "<w:b/>"), paragraph(typed)])).data
        assert data == {"title": "Wydanie karty"}

    def test_one_that_was_changed_is_told_and_not_taken_for_content(self):
        typed = explanation("zaleca").replace("mieszkancow", "wszystkich")
        blocks = [paragraph("Nazwa procedury:", "<w:b/>"), paragraph(typed), paragraph("Karta")]
        reading = read_word(packed(blocks))
        assert reading.data == {"title": "Karta"}
        assert len(strays(reading)) == 1

    @pytest.mark.parametrize("printed", ["Przykładowo", "Przykładowo:", "PRZYKŁADOWO:"])
    @pytest.mark.parametrize("before", [[], ["Złóż wniosek."]])
    @pytest.mark.parametrize("after", [[], ["Przynieś dowód."], ["Czekaj.", "Odbierz kartę."]])
    def test_the_last_word_of_the_print_is_no_content_in_a_line_of_its_own(
        self, printed, before, after
    ):
        lines = ["Sposób załatwienia sprawy:", *before, printed, *after]
        read = read_word(packed([paragraph(lines[0], "<w:b/>"), *map(paragraph, lines[1:])])).data
        assert read.get("how_to", "") == "\n\n".join((*before, *after))

    def test_a_sentence_of_the_clerk_that_begins_alike_stays(self):
        text = "Przykładowo, gdy wniosek jest pusty, sprawa czeka."
        blocks = [paragraph("Sposób załatwienia sprawy:", "<w:b/>"), paragraph(text)]
        assert read_word(packed(blocks)).data == {"how_to": text}


def test_paragraphs_are_counted_in_their_field():
    heads = [
        paragraph(f"{label}:", "<w:b/>")
        for label in ("Skrócony opis sprawy", "Przydatne informacje")
    ]
    blocks = [heads[0], paragraph("Raz."), paragraph("Dwa."), heads[1]]
    items = [paragraph(text) for text in ("Pierwsza.", "Druga.", "Trzecia <b>.")]
    reading = read_word(packed([*blocks, *items]))
    found = next(one for one in reading.findings if one.path == "/useful_info/2")
    assert reading.place(found).message.pl.endswith("pole „Przydatne informacje”, akapit 3")


class TestFormatting:
    HEADING = paragraph("Sposób załatwienia sprawy:", "<w:b/>")

    def test_bold_and_bullets_become_markdown(self):
        bold = (
            '<w:p><w:r><w:t xml:space="preserve">Złóż </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
            "<w:t>wniosek</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"
        )
        items = [paragraph(one, list_item=True) for one in ("raz", "dwa")]
        reading = read_word(packed([self.HEADING, bold, *items]))
        assert reading.data["how_to"] == "Złóż **wniosek**.\n\n- raz\n- dwa"
        assert not strays(reading)

    def test_what_has_an_asterisk_is_not_marked_with_more(self):
        bold = (
            '<w:p><w:r><w:t xml:space="preserve">Opłata: </w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
            "<w:t>17 zł*</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"
        )
        whole = paragraph("Złóż wniosek*", "<w:b/>")
        reading = read_word(packed([self.HEADING, bold, whole]))
        assert reading.data["how_to"] == "Opłata: 17 zł*.\n\nZłóż wniosek*"

    def test_a_table_becomes_a_list_and_is_told(self):
        cells = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in ("karta", "17 zł"))
        table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
        reading = read_word(packed([self.HEADING, paragraph("Ceny:"), table]))
        assert reading.data["how_to"] == "Ceny:\n\n- karta – 17 zł\n- karta – 17 zł"
        (told,) = (one for one in reading.findings if one.code == "LCKM-W014")
        assert reading.place(told).table == 1

    def test_a_word_in_bold_of_a_field_without_markdown_is_told(self):
        bold = (
            '<w:p><w:r><w:t xml:space="preserve">Wydanie </w:t></w:r>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>karty</w:t></w:r></w:p>"
        )
        reading = read_word(packed([paragraph("Nazwa procedury:"), bold]))
        assert reading.data == {"title": "Wydanie karty"}
        assert "LCKM-W014" in {one.code for one in reading.findings}

    def test_fees_may_stand_in_a_table_with_a_head(self):
        rows = [
            ("Rodzaj opłaty", "Kwota", "Nr rachunku"),
            ("opłata skarbowa", "17,00 zł", "50 1240 1037 1111 0011 0925 0073"),
        ]
        table = "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in row) + "</w:tr>"
            for row in rows
        )
        blocks = [paragraph("Opłaty:", "<w:b/>"), f"<w:tbl>{table}</w:tbl>"]
        reading = read_word(packed(blocks))
        assert reading.data["fees"][0]["rows"] == [
            {"kind": "opłata skarbowa", "amount": "17.00", "account": rows[1][2]}
        ]
        assert not strays(reading)


@pytest.mark.parametrize(
    "text",
    some_in_every_change(
        [
            *(sign * 40_000 for sign in ("- ", "a,", "1 ", "( ", "x@")),
            "jeśli " * 15_000,
            "możliwy bez wizyty" + '" ' * 40_000 + "dalej",
        ],
        0,
        6,
        reason="a line of other signs; one of dashes stands for it, and one of a mark's brackets",
    ),
    ids=["dashes", "commas", "digits", "brackets", "signs", "words", "quotes"],
)
def test_no_line_takes_long(text):
    keys = [key for key, lines, _ in CASES if isinstance(lines, list)]
    source = form(HANDS[0], PROCEDURE, {key: [text] for key in keys})
    started = time.process_time()
    read_word(source)
    assert time.process_time() - started < 30


def table_of(rows):
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in row) + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def test_steps_may_stand_in_a_table_within_the_table_of_the_form():
    steps = table_of(
        [("Krok", "Komentarz", "@"), ("Złóż wniosek", "online", "@"), ("Czekaj", "30 dni", "")]
    )
    cells = (paragraph("1."), paragraph(LABEL), steps)
    row = "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"
    head = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in ("Lp.", "Pole", "Treść"))
    reading = read_word(packed([f"<w:tbl><w:tr>{head}</w:tr>{row}</w:tbl>"]))
    assert reading.data == {
        "steps": [
            {"name": "Złóż wniosek", "comment": "online", "online": True},
            {"name": "Czekaj", "comment": "30 dni"},
        ]
    }
    assert not strays(reading)


@pytest.mark.parametrize(
    ("cell", "values"),
    [("tak", {"online": True}), ("tak, e-mailem", {"online": True, "comment": "e-mailem"})]
    + [(cell, {}) for cell in ("nie", "–", "☐", "nie dotyczy", "", " ")],
)
def test_what_a_step_says_of_the_visit_may_stand_in_a_row_of_its_own(cell, values):
    row = table_of([(f"{NO_VISIT} (@)", cell)])
    reading = read_word(packed([paragraph(LABEL, "<w:b/>"), paragraph("krok 1 – złóż"), row]))
    assert reading.data == {"steps": [{"name": "złóż", **values}]}
    assert not strays(reading)


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ((f"{NO_VISIT} (@)",), {"online": True}),
        ((f"{NO_VISIT} (@): tak", ""), {"online": True}),
        (("", f"{NO_VISIT} (@)"), {"online": True}),
        (("1.", f"{NO_VISIT} (@)", ""), {}),
        ((f"{NO_VISIT} (@)", "", ""), {}),
        ((NO_VISIT, ""), {}),
    ],
)
def test_a_label_whose_answer_is_left_empty_says_no(row, values):
    """The label is printed for each step; alone on a line somebody wrote it for this one."""
    table = table_of([row])
    reading = read_word(packed([paragraph(LABEL, "<w:b/>"), paragraph("krok 1 – złóż"), table]))
    assert reading.data == {"steps": [{"name": "złóż", **values}]}
    assert not strays(reading)


GOES_ON = object()
"""A cell that goes on with the one above."""


def merged_table_of(rows):
    """Return a table whose cells all may go on below."""
    cells = {True: "<w:vMerge/>", False: '<w:vMerge w:val="restart"/>'}
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>"
            + "".join(
                f"<w:tc><w:tcPr>{cells[one is GOES_ON]}</w:tcPr>"
                f"{paragraph('' if one is GOES_ON else one)}</w:tc>"
                for one in row
            )
            + "</w:tr>"
            for row in rows
        )
        + "</w:tbl>"
    )


def test_a_merged_cell_holds_for_each_of_its_rows():
    rows = [
        ("Urząd Miasta Łodzi", "ul. Piotrkowska 110, 90-926 Łódź", "42 638-44-44"),
        (GOES_ON, "ul. Zachodnia 47, 91-066 Łódź", GOES_ON),
        (GOES_ON, "ul. Krzemieniecka 2, 94-030 Łódź", "42 638-45-45"),
        ("Miejski Ogród Zoologiczny", "ul. Sienkiewicza 5, 90-009 Łódź", GOES_ON),
    ]
    reading = read_word(packed([paragraph("Miejsce załatwienia:"), merged_table_of(rows)]))
    filled = []
    for row in rows:
        filled.append([filled[-1][at] if one is GOES_ON else one for at, one in enumerate(row)])
    assert reading.data["places"] == [
        {"unit": unit, "address": address, "phones": [phone]} for unit, address, phone in filled
    ]
    assert not strays(reading)


def test_a_label_merged_beside_its_rows_is_no_content_of_theirs():
    rows = [
        ("Miejsce załatwienia:", "Jednostka", "Żłobek nr 5"),
        (GOES_ON, "Adres", "ul. Piotrkowska 110, 90-926 Łódź"),
        (GOES_ON, "Telefon", "42 638-44-44"),
    ]
    apart = [(text if text is not GOES_ON else "", *others) for text, *others in rows]
    reading = read_word(packed([merged_table_of(rows)]))
    assert reading.data == read_word(packed([table_of(apart)])).data


def test_a_long_merged_cell_is_read_once():
    long = "Żłobek nr 5 " * 100
    rows = [(long, "ul. Piotrkowska 110", "42 638-44-44"), (GOES_ON, "ul. Zachodnia 47", "pok. 3")]
    reading = read_word(packed([paragraph("Miejsce załatwienia:"), merged_table_of(rows)]))
    assert str(reading.data["places"]).count("Żłobek") == 100


def test_below_a_long_merged_cell_no_row_gets_the_text_of_the_one_before():
    rows = [
        ("Żłobek nr 1", "ul. Piotrkowska 110", "42 638-44-44"),
        ("Żłobek nr 5 " * 100, "ul. Zachodnia 47", "42 638-45-45"),
        (GOES_ON, "ul. Sienkiewicza 5", "42 638-46-46"),
    ]
    reading = read_word(packed([paragraph("Miejsce załatwienia:"), merged_table_of(rows)]))
    assert str(reading.data["places"]).count("Żłobek nr 1'") == 1


@pytest.mark.parametrize("rest", ["", "30 dni"], ids=["below", "behind"])
@pytest.mark.parametrize("is_first", [False, True], ids=["later", "earlier"])
def test_a_heading_met_again_is_no_part_of_a_value_of_one_line(rest, is_first):
    bold = '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>{}</w:p>'
    behind = f'<w:r><w:t xml:space="preserve"> {rest}</w:t></w:r>' if rest else ""
    cell = [bold.format("Komórka:", ""), paragraph("Wydział Kultury")]
    # The star makes it look most like the form's own heading.
    own = [bold.format("Termin realizacji*:", ""), paragraph("14 dni")]
    again = [bold.format("Termin realizacji:", behind), *([] if rest else [paragraph("30 dni")])]
    reading = read_word(packed([*cell, *again, *own] if is_first else [*own, *cell, *again]))
    assert reading.data == {
        "deadline": {"terms": [{"amount": 14, "unit": "days"}]},
        "cell": "Wydział Kultury",
    }
    found = [one for one in reading.findings if one.code.startswith("LCKM-W")]
    assert sorted(one.code for one in found) == ["LCKM-W007", "LCKM-W008"]
    (twice,) = (one for one in found if one.code == "LCKM-W008")
    assert "pole „Termin realizacji”" in twice.message
