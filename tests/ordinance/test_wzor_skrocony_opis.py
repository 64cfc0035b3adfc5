"""The template, section „Skrócony opis procedury”."""

import pytest

from lckm_core import Audience

EMOJI = "😀"


EVERY_WAY = {
    "submission": [
        {"way": "by_post", "places": ["ul. Piotrkowska 104, 90-926 Łódź"]},
        {"way": "in_person", "places": ["ul. Piotrkowska 104, pok. 151"]},
        {"way": "email", "places": ["lckm@uml.lodz.pl"]},
        {"way": "phone", "places": ["+48 (42) 638-44-44"]},
        {"way": "electronically", "places": ["ePUAP"]},
    ]
}
"""Where no way that a step names is missing among those of handing in (LCKM-R069)."""


class TestSection:
    """wzór, dział: Skrócony opis procedury: the gist, briefly.

    What is short has limits, what may be long has none.
    """

    def test_long_texts_stand_elsewhere(self, with_field):
        assert with_field("summary", "x" * 651) == ["LCKM-P007"]
        assert with_field("how_to", "x" * 651) == []


class TestSummary:
    """wzór: Skrócony opis sprawy.

    The gist in a few sentences, at most 650 characters of plain text.
    """

    @pytest.mark.parametrize(
        "text",
        [
            "x" * 650,
            "x" * 650 + " \n",
            "x" + EMOJI * 649,
            "z\u0307" * 650,
            "x" * 324 + "\n\n" + "x" * 324,
            "x" * 325 + "\r\n" + "x" * 324,
            "**" + "x" * 650 + "**",
            "# " + "x" * 650,
            "- " + "x" * 324 + "\n- " + "x" * 325,
            "[" + "x" * 400 + "](https://lodz.pl/" + "y" * 300 + ") " + "x" * 249,
        ],
    )
    def test_650_characters(self, with_field, text):
        assert with_field("summary", text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "x" * 651,
            "x" + EMOJI * 650,
            "x" * 325 + "\n" + "x" * 325,
            "x" * 325 + "\r\n" + "x" * 325,
            "**" + "x" * 651 + "**",
            "# " + "x" * 651,
            "* " + "x" * 651,
            "[" + "x" * 400 + "](https://lodz.pl/) " + "x" * 250,
            "x" * 649 + " *",
            "x" + "\\" * 650,
        ],
    )
    def test_651_characters(self, with_field, text):
        assert with_field("summary", text) == ["LCKM-P007"]

    @pytest.mark.parametrize("text", ["", " ", None, 1, ["Opis"], "brak", "Nie dotyczy."])
    def test_it_must_say_something(self, with_field, text):
        assert "LCKM-P007" in with_field("summary", text)

    def test_it_must_be_given(self, without):
        assert without("summary") == ["LCKM-P007"]


def step(**fields):
    return [{"name": "Złóż wniosek", **fields}]


class TestSteps:
    """wzór: Najważniejsze etapy realizacji procedury: the steps in order.

    Name up to 40, comment up to 75, „@” a mark.
    """

    @pytest.mark.parametrize("count", [1, 2, 30])
    def test_at_least_one(self, with_field, count):
        assert with_field("steps", step() * count) == []

    @pytest.mark.parametrize(
        ("comment", "found"),
        [
            *((text, ["LCKM-R053"]) for text in ("tylko osobiście", "musisz przyjść osobiście")),
            *((text, []) for text in ("osobiście albo przez ePUAP", "nie trzeba przychodzić")),
        ],
    )
    def test_a_mark_where_nobody_has_to_come(self, minimal, codes, comment, found):
        steps = [{"name": "Odbierz", "comment": comment, "online": True}]
        online = {"steps": steps, "online_activities": ["odbiór"]}
        assert codes(minimal | online) == found
        assert "LCKM-R053" not in codes(minimal | {"steps": [steps[0] | {"online": False}]})

    @pytest.mark.parametrize(
        ("comment", "found"),
        [
            *(
                (text, ["LCKM-R053"])
                for text in (
                    *("osobiście lub pocztą", "osobiście albo listownie", "pocztą lub osobiście"),
                    *("w urzędzie lub pocztą", "osobiście, pocztą tradycyjną", "w kasie urzędu"),
                    *(
                        "w Biurze Strefy lub pocztą",
                        "osobiście w pok. 106",
                        "listem lub w kancelarii",
                    ),
                    *("osobiście lub listem", "w siedzibie lub listownie"),
                )
            ),
            *(
                (text, [])
                for text in (
                    *("osobiście, pocztą lub mailem", "w urzędzie, pocztą albo elektronicznie"),
                    *("osobiście lub pocztą elektroniczną", "pocztą", "przelewem albo w kasie"),
                    *("osobiście lub telefonicznie", "listem albo na skrzynkę ePUAP"),
                    *("elektronicznie, w urzędzie lub pocztą", "w urzędzie lub na biznes.gov.pl"),
                    *(
                        "pocztą lub na elektroniczną skrzynkę",
                        "w serwisie praca.gov.pl",
                        "w biurze podawczym ePUAP",
                        "w kancelarii elektronicznie",
                    ),
                    *("osobiście albo zdalnie", "w aplikacji lub w urzędzie"),
                )
            ),
        ],
    )
    def test_a_mark_where_a_letter_is_the_only_other_way(self, minimal, codes, comment, found):
        steps = [{"name": "Złóż wniosek", "comment": comment, "online": True}]
        online = {"steps": steps, "online_activities": ["złożenie wniosku"]}
        assert codes(minimal | online | EVERY_WAY) == found

    @pytest.mark.parametrize(
        ("comment", "found"),
        [
            *(
                (text, [])
                for text in (
                    *("osobiście lub pocztą, nigdy mailem", "osobiście, z wyjątkiem telefonicznie"),
                    *("w urzędzie, poza pocztą elektroniczną", "tylko osobiście, prócz e-mailem"),
                    *("bez e-maila: osobiście, a nigdy online", "na piśmie, ani mailem"),
                    *("w kancelarii, brak możliwości online", "żadnych wniosków e-mailem"),
                    *("pocztą, a mailem niemożliwe", "wykluczone e-mailem"),
                    "zamiast mailem przyjdź osobiście",
                )
            ),
            # Of a mark it says nothing, and of every other way that there is.
            ("wyłącznie osobiście, online niedostępne", ["LCKM-R069"]),
            *(
                (text, ["LCKM-R046"])
                for text in (
                    *("osobiście lub pocztą albo mailem", "elektronicznie albo w urzędzie"),
                    *("przez ePUAP, bez profilu firmy", "online, bez wychodzenia z domu"),
                    *("e-mailem, bez kolejki", "telefonicznie", "na biznes.gov.pl lub pocztą"),
                    *("przez internet, bez opłat", "mailem ze skanem", "przez stronę urzędu"),
                )
            ),
        ],
    )
    def test_no_mark_where_a_way_is_named_to_be_refused(self, minimal, codes, comment, found):
        assert codes(minimal | {"steps": step(comment=comment)} | EVERY_WAY) == found

    @pytest.mark.parametrize("steps", [[], None, "brak", {}, "Złóż wniosek"])
    def test_none(self, with_field, steps):
        assert with_field("steps", steps) == ["LCKM-P008"]

    def test_they_must_be_given(self, without):
        assert without("steps") == ["LCKM-P008"]

    @pytest.mark.parametrize(
        "name", ["x" * 40, EMOJI * 40, " " + "x" * 40 + " ", "o\u0301" * 40, "x" * 39 + "*"]
    )
    def test_a_name_of_40(self, with_field, name):
        assert with_field("steps", step(name=name)) == []

    @pytest.mark.parametrize(
        "name", ["x" * 41, EMOJI * 41, "*" + "x" * 39 + "*", "", None, 40, "brak"]
    )
    def test_not_a_name_of_41_or_none(self, with_field, name):
        assert with_field("steps", step(name=name)) == ["LCKM-P101"]

    @pytest.mark.parametrize("comment", ["x" * 75, EMOJI * 75, "x" * 75 + "\n", None])
    def test_a_comment_of_75(self, with_field, comment):
        assert with_field("steps", step(comment=comment)) == []

    @pytest.mark.parametrize("comment", ["x" * 76, EMOJI * 76, "", 75])
    def test_not_a_comment_of_76(self, with_field, comment):
        assert with_field("steps", step(comment=comment)) == ["LCKM-P102"]

    @pytest.mark.parametrize(
        "item", ["Złóż wniosek", None, {}, {"comment": "bez nazwy"}, step(online="@")[0]]
    )
    def test_no_step(self, with_field, item):
        assert set(with_field("steps", [item])) <= {"LCKM-P008", "LCKM-P101"}
        assert with_field("steps", [item])

    @pytest.mark.parametrize("name", ["Złóż wniosek @", "@ Złóż wniosek"])
    def test_the_sign_is_no_part_of_the_name(self, with_field, name):
        assert with_field("steps", step(name=name)) == ["LCKM-R005"]

    def test_their_order_is_kept(self, shown):
        steps = [{"name": f"Krok {number}"} for number in (3, 1, 2)]
        blocks = shown(Audience.PORTAL, steps=steps)["steps"]
        assert blocks.index("Krok 3") < blocks.index("Krok 1") < blocks.index("Krok 2")


class TestOnlineActivities:
    """wzór: Czynności możliwe do załatwienia drogą elektroniczną.

    What can be done online, agreeing with the „@” steps.
    """

    @pytest.mark.parametrize("given", [None, []])
    def test_none(self, with_field, given):
        assert with_field("online_activities", given) == []

    @pytest.mark.parametrize(
        "given", ["rezerwacja", [""], [1], [None], {}, ["brak"], "nie dotyczy"]
    )
    def test_no_list_of_texts(self, with_field, given):
        assert set(with_field("online_activities", given)) == {"LCKM-P009"}

    @pytest.mark.parametrize("online", [True, False])
    @pytest.mark.parametrize("activities", [["sprawdzenie stanu sprawy"], []])
    def test_both_or_neither(self, minimal, codes, online, activities):
        steps = step(name="Sprawdź stan sprawy", online=online)
        found = codes(minimal | {"steps": steps, "online_activities": activities})
        assert found == ([] if online is bool(activities) else ["LCKM-R006"])


class TestUsefulInfo:
    """wzór: Przydatne informacje: keywords of about 100 characters, that contradict nothing."""

    @pytest.mark.parametrize("given", [None, [], ["bez rejestracji"], ["x" * 100], [EMOJI * 100]])
    def test_keywords(self, with_field, given):
        assert with_field("useful_info", given) == []

    @pytest.mark.parametrize("info", ["x" * 101, EMOJI * 101])
    def test_more_than_keywords(self, with_field, info):
        assert with_field("useful_info", [info]) == ["LCKM-R007"]

    @pytest.mark.parametrize(
        ("info", "found"),
        [("zgłoszenie bez opłat", ["LCKM-R009"]), ("samo zgłoszenie dziecka bez opłat", [])],
    )
    def test_a_part_may_be_free_of_charge(self, with_field, info, found):
        assert with_field("useful_info", [info]) == found

    @pytest.mark.parametrize("given", ["bez opłat", [""], [7], {}, "brak"])
    def test_no_list_of_texts(self, with_field, given):
        assert set(with_field("useful_info", given)) == {"LCKM-P010"}

    @pytest.mark.parametrize(
        ("info", "found"),
        [("na wniosek", []), ("na wniosek;", ["LCKM-R008"]), ("na wniosek.", ["LCKM-R008"])],
    )
    def test_no_stop_at_the_end(self, with_field, info, found):
        assert with_field("useful_info", [info]) == found

    @pytest.mark.parametrize(("fees", "found"), [("brak", []), (None, ["LCKM-R009"])])
    def test_it_agrees_with_the_fees(self, minimal, codes, fees, found):
        assert (
            codes(minimal | {"useful_info": ["bez opłat"], "fees": fees or minimal["fees"]})
            == found
        )

    @pytest.mark.parametrize(("mandatory", "found"), [(True, []), (False, ["LCKM-R010"])])
    def test_it_agrees_with_the_visits(self, minimal, codes, mandatory, found):
        booking = {"ways": [{"phone": "42 638 44 44"}], "mandatory": mandatory}
        assert (
            codes(minimal | {"useful_info": ["wymaga umówienia wizyty"], "appointments": booking})
            == found
        )

    @pytest.mark.parametrize(("way", "found"), [("electronically", []), ("by_post", ["LCKM-R011"])])
    def test_it_agrees_with_the_channels(self, minimal, codes, way, found):
        place = "ePUAP" if way == "electronically" else "ul. Przykładowa 1, 90-001 Łódź"
        ways = [{"way": way, "places": [place]}]
        assert codes(minimal | {"useful_info": ["wnioski online"], "submission": ways}) == found

    @pytest.mark.parametrize(
        ("info", "found"),
        [
            *(
                (text, ["LCKM-R051"])
                for text in (
                    *("sprawa załatwiana od ręki", "od ręki", "załatwiamy na poczekaniu"),
                    *(
                        "zaświadczenie wydajemy od ręki",
                        "sprawę załatwisz na miejscu",
                        "karta od ręki",
                    ),
                    *("decyzja od ręki", "sprawa jest załatwiana od ręki", "natychmiast"),
                    *("sprawa możliwa do załatwienia od ręki", "odpis wydawany na poczekaniu"),
                )
            ),
            *(
                (text, [])
                for text in (
                    *("wydruk od ręki, jeśli dane są w rejestrze", "kopia od ręki"),
                    *("sprawa nie jest załatwiana od ręki", "zgłoszenie przyjmujemy od ręki"),
                    *("płatność na miejscu", "formularz dostępny na miejscu", "nie od ręki"),
                    *("wniosek można wypełnić na miejscu", "kserokopia na miejscu za 1 zł"),
                    *("decyzja natychmiast wykonalna", "parking na miejscu", "wniosek na miejscu"),
                )
            ),
        ],
    )
    def test_at_once_where_the_term_is_long(self, minimal, codes, info, found):
        month = {"terms": [{"amount": 1, "unit": "months"}]}
        assert codes(minimal | {"useful_info": [info], "deadline": month}) == found

    @pytest.mark.parametrize(
        "deadline",
        [
            {"terms": [{"amount": 1, "unit": "days"}]},
            {"terms": [{"amount": 3, "unit": "working_days"}]},
            {"text": "od ręki"},
            {"terms": [{"amount": 30, "unit": "days"}], "text": "Zwykle od ręki."},
            {"terms": [{"amount": 1, "unit": "days"}, {"amount": 1, "unit": "months"}]},
        ],
    )
    def test_at_once_where_it_may_be(self, minimal, codes, deadline):
        info = {"useful_info": ["sprawa załatwiana od ręki"], "deadline": deadline}
        assert codes(minimal | info) == []
