"""The template, section „Termin i miejsce załatwienia sprawy”."""

import pytest

from lckm_core import Audience, check

PHONES = [
    *("986", "42 638 44 44", "+48 (42) 638-44-44", "42 638-44-44 wew. 12", "19 115", "116 111"),
    *("42 638-44-01 do 05", "42 638-44-01–05", "42 638-44-01/02", "42 638-44-01, 02, 03"),
    *(
        "tel. /42/ 638-44-44",
        "tel. (42) 638-44-44",
        "42 638-44-44 (sekretariat)",
        "42 638-44-44 w godz. 8–16",
    ),
    *("42 638-44-44; 42 638-44-45", "42 638-44-44 lub 42 638-44-45", "Jan Nowak: 42 638-44-44"),
    *("42\u00a0638\u00a044\u00a044", "42\u2009638\u200944\u200944", "+49 30 1234567"),
    *("42 638 44 44 / 500 600 700", "42 638-44-44/638-44-45", "42/638-44-44 / 42/638-44-45"),
    *("986 / 112", "(42) 638-44-44/45", "+48 42 638 44 44 / +48 500 600 700 / 42 638 44 46"),
]
NO_PHONES = [
    *("98", "1" * 33, "telefon", "", 986, "+48", "42 638 44 44 wew. 1234567", "pokój 217"),
    *("42 638-44", "638-44-44", "+48 (42) 638-44", "42 638-44-4", "42 638-44-444"),
    *("42 638-44-44; 42 638-44", "tel. 42 638-44", "42 638 44 44 / 500 600", "42 638 44 / 638 44"),
]
PLACES = [
    *("ul. Piotrkowska 104, 90-926 Łódź", "Park Źródliska, ul. Przędzalniana 67", "Rynek Bałucki"),
    *("Pałac Poznańskich", "Cmentarz Doły", "Stary Rynek 1", "Nowosolna 12", "Plac Wolności"),
    *("ul. Zachodnia 47, II piętro, pok. 3", "Kancelaria, al. Politechniki 32", "Las Łagiewnicki"),
    *("Biuro Parku Krajobrazowego, Skierniewice, przy rynku", "ul. Zachodnia, 10-12 m. 3, Łódź"),
    *("Urząd Miasta Łodzi, ul. Piotrkowska 104", "Oddział w Parku Helenów", "90-926 Łódź"),
    *("Wydział Informatyki, budynek przy placu Komuny", "Piotrkowska 104a", "Dworzec Fabryczny"),
    *("Grotniki, ul. Ustronna", "Zespół pałacowy w Nieborowie", "skrytka pocztowa 15, Łódź 1"),
    *(
        "Al. Kościuszki 10-12 Łódź",
        "Punkt Obsługi, Galeria Łódzka",
        "Ośrodek nad Jeziorem",
        "Biuro w Manufakturze",
        "Oddział Celny, lotnisko Lublinek",
    ),
]
NO_PLACES = [
    *("Wydział Gospodarki Komunalnej", "II Wydział Pracy Środowiskowej", "pok. 602", "Łódź"),
    *("Departament Gospodarowania Majątkiem", "Urząd Miasta Łodzi", "log@log.lodz.pl", "90-11"),
    *("ul. Traugutta 21/23, 90-11 Łódź", "Referat Świadczeń", "pokój 12, 13", "II piętro, pok. 5"),
    *("w Łodzi", "parter", "ePUAP", "www.uml.lodz.pl", "42 638-44-44", "Sekretariat", "UMŁ"),
    *(
        "Urząd Miasta Łodzi, Wydział Informatyki",
        "Referat Płac, pok. 5, Łódź",
        "Biuro Promocji i Obsługi Inwestorów",
        "sala 7",
    ),
]
EMAILS = ["a@b.pl", "lckm@uml.lodz.pl", "a" * 64 + "@b.pl"]
NO_EMAILS = ["a@b", "@b.pl", "a b@c.pl", "a" * 65 + "@b.pl", "ż@b.pl", "", "a@b.pl\nc@d.pl"]
URLS = ["https://lodz.pl", "http://uml.lodz.pl:8080/a?b=c#d", "https://lodz.pl/".ljust(2000, "x")]
NO_URLS = [
    "lodz.pl",
    "ftp://lodz.pl",
    "javascript:alert(1)",
    "https://lodz",
    "https://lodz.pl/ a",
    "https://lodz.pl/".ljust(2001, "x"),
]


class TestSection:
    """wzór, dział: Termin i miejsce załatwienia sprawy: how long, where, and how to book.

    All of it must be given.
    """

    @pytest.mark.parametrize(
        ("key", "code"),
        [("deadline", "LCKM-P013"), ("places", "LCKM-P014"), ("appointments", "LCKM-P015")],
    )
    def test_each_must_be_given(self, without, key, code):
        assert without(key) == [code]


class TestDeadline:
    """wzór: Termin realizacji: so many days, weeks or months, and words where they are needed."""

    @pytest.mark.parametrize("unit", ["days", "working_days", "weeks", "months"])
    @pytest.mark.parametrize("amount", [1, 30, 9999])
    def test_amounts(self, with_field, amount, unit):
        assert with_field("deadline", {"terms": [{"amount": amount, "unit": unit}]}) == []

    @pytest.mark.parametrize(
        ("summary", "found"),
        [
            *(
                (text, [])
                for text in (
                    "Decyzję wydajemy w ciągu 7 dni.",
                    "Zaświadczenie wydamy do 3 miesięcy.",
                    "Zażalenie wniesiesz w terminie 14 dni.",
                    "Wniosek złóż do 30 dni przed imprezą.",
                    "Wydajemy je w ciągu 2 tygodni.",
                    "Decyzję wydajemy w ciągu 14 dni.",
                )
            ),
            *(
                (text, ["LCKM-R051"])
                for text in (
                    "Decyzję wydajemy w ciągu 21 dni.",
                    "Sprawę rozpatrzymy w terminie do 7 miesięcy.",
                    "Odpowiemy do 7 dni roboczych.",
                    "Otrzymasz ją najpóźniej do 30 dni.",
                    # To a pattern that ignores case, „ſ” is an „s”.
                    "Decyzję wydajemy w ciągu ſześciu dni.",
                )
            ),
        ],
    )
    def test_the_summary_tells_no_other(self, minimal, codes, summary, found):
        terms = [{"amount": 7, "unit": "days"}, {"amount": 3, "unit": "months"}]
        deadline = {"terms": terms, "text": "Zwykle 2 tygodnie."}
        assert codes(minimal | {"summary": summary, "deadline": deadline}) == found

    def test_nor_does_a_step(self, minimal):
        deadline = {
            "terms": [
                {"amount": 5, "unit": "working_days", "case": "usunięcie odpadów z ulicy"},
                {"amount": 1, "unit": "months", "case": "rozpatrzenie skargi na wykonawcę"},
            ]
        }
        comment = "z ulicy odpady usuwa wykonawca w ciągu 11 dni roboczych"
        steps = [{"name": "Czekaj na uprzątnięcie ulicy", "comment": comment}]
        (finding,) = check(minimal | {"deadline": deadline, "steps": steps})
        assert (finding.code, finding.path) == ("LCKM-R051", "/steps/0/comment")
        steps[0]["comment"] = comment.replace("11", "5")
        assert not check(minimal | {"deadline": deadline, "steps": steps})

    @pytest.mark.parametrize("amount", [0, -1, 10000, 1.5, "7", True, None])
    def test_no_amounts(self, with_field, amount):
        assert with_field("deadline", {"terms": [{"amount": amount, "unit": "days"}]}) == [
            "LCKM-P013"
        ]

    @pytest.mark.parametrize("unit", ["years", "", None, "dni"])
    def test_no_units(self, with_field, unit):
        assert with_field("deadline", {"terms": [{"amount": 7, "unit": unit}]}) == ["LCKM-P013"]

    @pytest.mark.parametrize(
        "deadline", [{}, {"terms": []}, {"text": None}, "7 dni", [], "brak", {"text": ""}]
    )
    def test_something_must_be_said(self, with_field, deadline):
        assert set(with_field("deadline", deadline)) == {"LCKM-P013"}

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("Niezwłocznie", ["LCKM-R013"]),
            ("W dniu złożenia", []),
            ("Zależy od sprawy", ["LCKM-R013"]),
        ],
    )
    def test_words_alone(self, with_field, text, found):
        assert with_field("deadline", {"text": text}) == found

    def test_words_besides(self, with_field):
        assert (
            with_field(
                "deadline", {"terms": [{"amount": 7, "unit": "days"}], "text": "Zależy od sprawy"}
            )
            == []
        )


class TestPlaces:
    """wzór: Miejsce załatwienia.

    Every unit and cell that handles the matter, with address and telephone.
    """

    @pytest.mark.parametrize("places", [[], None, "Urząd", {}, "brak", [None], ["Urząd"]])
    def test_at_least_one(self, with_field, places):
        assert set(with_field("places", places)) == {"LCKM-P014"}

    @pytest.mark.parametrize("name", ["unit", "cell"])
    def test_a_unit_or_a_cell(self, with_field, name):
        assert (
            with_field("places", [{name: "Biuro", "address": "ul. A 1", "phones": ["986"]}]) == []
        )

    @pytest.mark.parametrize("name", [{}, {"unit": None}, {"cell": ""}])
    def test_neither(self, with_field, name):
        assert set(with_field("places", [{"address": "ul. A 1", "phones": ["986"], **name}])) == {
            "LCKM-P014"
        }

    @pytest.mark.parametrize(
        ("missing", "code"), [("address", "LCKM-R014"), ("phones", "LCKM-R015")]
    )
    def test_address_and_telephone(self, minimal, codes, missing, code):
        del minimal["places"][0][missing]
        assert codes(minimal) == [code]

    @pytest.mark.parametrize("address", PLACES)
    def test_what_is_an_address(self, with_field, address):
        assert with_field("places", 0, "address", address) == []

    @pytest.mark.parametrize("address", NO_PLACES)
    def test_what_is_none(self, with_field, address):
        assert with_field("places", 0, "address", address) == ["LCKM-R014"]

    @pytest.mark.parametrize("phone", PHONES)
    def test_telephones(self, with_field, phone):
        assert with_field("places", 0, "phones", [phone]) == []

    @pytest.mark.parametrize("phone", NO_PHONES)
    def test_no_telephones(self, with_field, phone):
        assert set(with_field("places", 0, "phones", [phone])) == {"LCKM-P014"}

    @pytest.mark.parametrize("email", EMAILS)
    def test_addresses(self, with_field, email):
        assert with_field("places", 0, "emails", [email]) == []

    @pytest.mark.parametrize("email", NO_EMAILS)
    def test_no_addresses(self, with_field, email):
        assert set(with_field("places", 0, "emails", [email])) & {"LCKM-P014", "LCKM-T005"}

    def test_who_is_responsible_is_among_them(self, with_field):
        assert with_field("places", 0, "cell", "Wydział Informatyki") == ["LCKM-R066"]
        assert with_field("places", 0, "cell", "Oddział Czystości") == []

    def test_it_is_shown(self, shown):
        assert "90-001" in shown(Audience.PORTAL)["places"]


def booking(**way):
    return {"ways": [way]}


class TestAppointments:
    """wzór: Umawianie/rezerwacja wizyty: every way to book, and whether one must.

    Nie dotyczy where there is none.
    """

    @pytest.mark.parametrize(
        "word", ["nie dotyczy", "Nie dotyczy.", "NIE  DOTYCZY", " nie dotyczy "]
    )
    def test_there_is_none(self, with_field, word):
        assert with_field("appointments", word) == []

    @pytest.mark.parametrize("word", ["brak", "Brak.", "nie", "", None, "telefonicznie", []])
    def test_another_word(self, with_field, word):
        assert with_field("appointments", word) == ["LCKM-P015"]

    @pytest.mark.parametrize(
        "way", [{"phone": "986"}, {"email": "a@b.pl"}, {"link": "https://lodz.pl"}]
    )
    @pytest.mark.parametrize("mandatory", [True, False, "tak", None])
    def test_ways(self, with_field, way, mandatory):
        assert with_field("appointments", booking(**way) | {"mandatory": mandatory}) == []

    @pytest.mark.parametrize(
        "text",
        [
            *("Umówienie wizyty nie jest konieczne.", "Umawianie jest dobrowolne."),
            *(
                "Rezerwacja nie jest wymagana.",
                "Nie trzeba się umawiać.",
                "Nie musisz się umawiać.",
            ),
            *(
                "Wizyta nie wymaga umówienia.",
                "Przyjmujemy bez umówienia.",
                "Rezerwacja jest nieobowiązkowa.",
            ),
            *("Umówienie się nie jest niezbędne.", "Zadzwoń. Nie wymaga umawiania się."),
        ],
    )
    def test_one_must_and_need_not(self, with_field, text):
        given = booking(phone="986") | {"text": text}
        assert with_field("appointments", given | {"mandatory": True}) == ["LCKM-R063"]
        assert with_field("appointments", given | {"mandatory": False}) == []

    @pytest.mark.parametrize(
        "text",
        [
            *("Umówienie wizyty jest niezbędne.", "Rezerwacja terminu jest obowiązkowa."),
            *("Trzeba się umówić.", "Musisz umówić się na wizytę.", "Wizyta wymaga umówienia."),
            *("Przyjmujemy wyłącznie po umówieniu wizyty.", "Wymagamy rezerwacji."),
            *("Wnioski przyjmujemy tylko po wcześniejszym umówieniu.", "Należy się umówić."),
            *("Umawianie jest konieczne", "Zadzwoń. Wcześniejsze umówienie się jest wymagane."),
        ],
    )
    def test_one_need_not_and_must(self, with_field, text):
        given = booking(phone="986") | {"text": text}
        assert with_field("appointments", given | {"mandatory": False}) == ["LCKM-R063"]
        assert with_field("appointments", given | {"mandatory": True}) == []

    @pytest.mark.parametrize(
        "text",
        [
            *("W piątki umówienie wizyty nie jest konieczne.", "Umów się, jeśli chcesz."),
            *("Rezerwacja jest wymagana tylko na śluby w plenerze.", "Można przyjść bez kolejki."),
            "Do złożenia wniosku umówienie nie jest konieczne, do odbioru jest.",
            *("Osoby umówione obsługujemy w pierwszej kolejności.", "Czekamy w pok. 3."),
            *(
                "Bez umówienia przyjmujemy w miarę wolnych stanowisk.",
                "Odwołaj wizytę, gdy nie możesz przyjść.",
            ),
            *("Po odbiór nie trzeba się umawiać.", "Wizyta trwa kwadrans."),
            *("Umówienie wizyty z architektem jest konieczne.", "Umawiamy na pół godziny."),
        ],
    )
    @pytest.mark.parametrize("mandatory", [True, False])
    def test_some_cases_are_no_contradiction(self, with_field, text, mandatory):
        given = booking(phone="986") | {"text": text, "mandatory": mandatory}
        assert with_field("appointments", given) == []

    @pytest.mark.parametrize(
        ("field", "text", "found"),
        [
            *(
                ("steps", name, ["LCKM-R063"])
                for name in ("Umów wizytę", "Zarezerwuj wizytę", "Umów się na wizytę w urzędzie")
            ),
            *(
                ("how_to", text, ["LCKM-R063"])
                for text in (
                    *("Przyjmujemy wyłącznie po umówieniu wizyty.", "Musisz się umówić."),
                    *("Złóż wniosek. Wizyta wymaga umówienia. Weź dowód.", "Należy się umówić."),
                    *("- Trzeba umówić się na wizytę.", "Umówienie wizyty jest konieczne."),
                    "Mieszkańców przyjmujemy tylko po wcześniejszym umówieniu.",
                )
            ),
            *(
                ("steps", name, [])
                for name in (
                    *("Umów wizytę u lekarza", "Umów się z geodetą", "Czekaj na wizytę"),
                    *("Umów termin odbioru", "Przygotuj się do wizyty", "Umów ślub"),
                )
            ),
            *(
                ("how_to", text, [])
                for text in (
                    *("Nie trzeba się umawiać.", "Wizyta nie wymaga umówienia."),
                    *("Lekarz przyjmuje wyłącznie po umówieniu wizyty.", "Umów się z geodetą."),
                    *("Na oględziny umawiamy się telefonicznie.", "Przyjmujemy bez umówienia."),
                    "Jeśli chcesz pomocy, musisz się umówić z doradcą.",
                )
            ),
        ],
    )
    def test_a_visit_to_book_where_there_is_none(self, with_field, field, text, found):
        assert with_field(field, [{"name": text}] if field == "steps" else text) == found

    def test_a_visit_to_book_elsewhere(self, with_field):
        assert with_field("steps", [{"name": "Umów wizytę", "comment": "u lekarza"}]) == []

    @pytest.mark.parametrize(
        "value", [{}, {"ways": []}, booking(), booking(note="przez okno"), {"mandatory": True}]
    )
    def test_no_way(self, with_field, value):
        assert set(with_field("appointments", value)) == {"LCKM-P015"}

    @pytest.mark.parametrize("url", URLS)
    def test_links(self, with_field, url):
        assert with_field("appointments", booking(link=url)) == []

    @pytest.mark.parametrize("url", NO_URLS)
    def test_no_links(self, with_field, url):
        assert with_field("appointments", booking(link=url)) == ["LCKM-P015"]
