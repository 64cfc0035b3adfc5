"""The table of routes: what is said of it, of a choice, and of what a report does not meet."""

from datetime import UTC, date, datetime

import attrs
import pytest
import yaml

from lckm_core import (
    Directory,
    Report,
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    check,
    check_routes,
    read_form,
    route,
)
from lckm_core.calendar import Window
from lckm_core.organisation import Unit
from lckm_core.reports import (
    Attribute,
    Category,
    Condition,
    EventPlace,
    ReportKind,
    Route,
    explain_route,
)
from lckm_core.reports._routing import coverage as covering

REPORT = Report(
    number="ZG-1",
    registered_at=datetime(2026, 11, 25, tzinfo=UTC),
    terms_version="1",
    description="Uschło drzewo.",
    category="drzewo",
    place=EventPlace("ul. Przykładowa 1", kind="park", area="gorna"),
    attributes=(Attribute("wiek", "12"),),
)
MAIL = "zielen@uml.lodz.pl"
DIRECTORY = Directory(
    (
        Unit("Urząd Miasta Łodzi", ("Wydział Gospodarki Komunalnej",)),
        Unit("Zarząd Zieleni", window=Window(date(2020, 1, 1), date(2026, 12, 31))),
    )
)


def table(*rows, categories=("drzewo", "trawa"), domains=("uml.lodz.pl",)):
    return RouteTable(
        categories=tuple(Category(id=name, name=name) for name in categories),
        domains=domains,
        routes=tuple(
            Route(**{"name": f"trasa {at}", "mailbox": MAIL, **row})
            for at, row in enumerate(rows, 1)
        ),
    )


def codes_and_paths(*rows, on=None, **context):
    found = check_routes(table(*rows, **context), DIRECTORY, on=on)
    return [(finding.code, finding.path) for finding in found]


def why(**row):
    (tried,) = explain_route(REPORT, table(row))
    return tried.because


class TestCondition:
    """Bounds are included; a value is a number of at most nine digits, or a word."""

    @pytest.mark.parametrize(
        ("bounds", "holding", "failing"),
        [
            (
                {"at_least": 10},
                ["10", "11", "010", "999999999"],
                [None, "9", "-11", "10.5", "", "x", "1000000000"],
            ),
            ({"at_most": 10}, ["0", "10", "0010"], [None, "11", "-1", "x"]),
            ({"at_least": 3, "at_most": 4}, ["3", "4"], ["2", "5"]),
            ({"one_of": ("lipa", "7")}, ["lipa", "7"], [None, "Lipa", "07", "klon"]),
            ({"one_of": ("7", "x"), "at_most": 10}, ["7"], ["x", "8"]),
            ({"at_least": 0}, ["0"], ["x"]),
        ],
    )
    def test_holds(self, bounds, holding, failing):
        condition = Condition("wiek", **bounds)
        assert [value for value in holding if not condition.holds(value)] == []
        assert [value for value in failing if condition.holds(value)] == []

    def test_words(self):
        words = Condition("wiek", at_least=3, at_most=9, one_of=("5", "7")).words
        assert words.pl == "co najmniej 3, najwyżej 9, jedno z: 5, 7"
        assert words.en == "at least 3, at most 9, one of: 5, 7"


class TestExplaining:
    """Each row held against the report, and what of it the report does not meet."""

    @pytest.mark.parametrize(
        ("row", "pl", "en"),
        [
            ({}, "pasuje", "matches"),
            (
                {"categories": ("trawa", "kosz")},
                "Kategorie: trawa, kosz; w zgłoszeniu jest drzewo",
                "categories: trawa, kosz; the report has drzewo",
            ),
            (
                {"kinds": (ReportKind.OTHER,)},
                "Rodzaje zgłoszeń: other; w zgłoszeniu jest intervention",
                "kinds: other; the report has intervention",
            ),
            (
                {"places": ("las",)},
                "Rodzaje miejsc: las; w zgłoszeniu jest park",
                "places: las; the report has park",
            ),
            (
                {"areas": ("baluty",)},
                "Obszary miasta: baluty; w zgłoszeniu jest gorna",
                "areas: baluty; the report has gorna",
            ),
            (
                {"conditions": (Condition("wiek", at_least=12), Condition("wiek", at_most=11))},
                "cecha wiek: ma być najwyżej 11, a jest 12",
                "attribute wiek: should be at most 11 but has 12",
            ),
            (
                {"conditions": (Condition("gatunek", one_of=("lipa",)),)},
                "cecha gatunek: ma być jedno z: lipa, a nie podano",
                "attribute gatunek: should be one of: lipa but gives none",
            ),
        ],
    )
    def test_why(self, row, pl, en):
        assert why(**row) == (pl, en)

    def test_a_report_without_a_place(self):
        (tried,) = explain_route(
            attrs.evolve(REPORT, place=None), table({"places": ("las",), "areas": ("x",)})
        )
        assert tried.because.pl == "Rodzaje miejsc: las; w zgłoszeniu nie podano"

    def test_a_report_without_a_category_is_held_against_every_row(self):
        tried = explain_route(
            attrs.evolve(REPORT, category=None), table({}, {"helpdesk": True, "mailbox": None})
        )
        assert [(one.row, one.won) for one in tried] == [(1, False), (2, False)]
        assert {one.because.pl for one in tried} == {"zgłoszenie bez kategorii obsługuje helpdesk"}

    def test_rows_after_the_winner_are_not_asked(self):
        tried = explain_route(REPORT, table({"categories": ("trawa",)}, {}, {}))
        assert [(one.row, one.name, one.won) for one in tried] == [
            (1, "trasa 1", False),
            (2, "trasa 2", True),
        ]


class TestChoosing:
    """The first row that matches wins."""

    def test_a_mailbox(self):
        way = route(
            REPORT, table({"unit": "Zarząd Zieleni", "cell": "Dział Drzew", "contact": True})
        )
        assert way == ToMailbox("Zarząd Zieleni", "Dział Drzew", MAIL, way.because, contact=True)
        assert way.because == ("trasa 1: trasa 1", "route 1: trasa 1")

    def test_nobody_gets_contact_data_unless_the_route_asks(self):
        """I15."""
        assert route(REPORT, table({})).contact is False

    def test_the_first_of_two(self):
        assert route(REPORT, table({"mailbox": "a@uml.lodz.pl"}, {})).address == "a@uml.lodz.pl"

    def test_the_helpdesk(self):
        way = route(REPORT, table({"categories": ("trawa",)}, {"helpdesk": True, "mailbox": None}))
        assert way == ToHelpdesk(way.because)
        assert way.because.en == "route 2: trasa 2"

    def test_no_row_and_no_category(self):
        none = table({"categories": ("trawa",)})
        assert route(REPORT, none).because.en.startswith(
            "no route matches this report (category “drzewo”)"
        )
        assert route(attrs.evolve(REPORT, category=None), none).because.en.startswith(
            "it has no category"
        )
        assert (
            route(attrs.evolve(REPORT, category="inna"), table({"places": ("park",)})).address
            == MAIL
        )


class TestJudging:
    """What is wrong with a table, and what is not."""

    def test_a_sound_table(self):
        assert codes_and_paths({"categories": ("drzewo",)}, {"categories": ("trawa",)}) == []

    def test_a_category_without_a_route(self):
        assert codes_and_paths({"categories": ("drzewo",)}) == [("LCKM-G012", "/categories/1/id")]
        assert (
            codes_and_paths({"categories": ("drzewo",)}, {"kinds": (ReportKind.INTERVENTION,)})
            == []
        )

    def test_a_row_for_what_is_no_failure_takes_no_failures(self):
        (finding,) = check_routes(
            table({"categories": ("drzewo",)}, {"kinds": (ReportKind.OTHER,)}), DIRECTORY
        )
        assert (finding.code, finding.path) == ("LCKM-G012", "/categories/1/id")
        assert "interwencji kategorii" in finding.text("pl")
        assert "No route takes interventions of" in finding.text("en")

    def test_a_row_that_never_matches_is_a_route_for_nothing(self):
        both = (Condition("wiek", at_least=11), Condition("wiek", at_most=10))
        found = codes_and_paths({"categories": ("drzewo",)}, {"conditions": both})
        assert found == [("LCKM-G012", "/categories/1/id"), ("LCKM-G010", "/routes/1")]

    @pytest.mark.parametrize(
        ("row", "path"),
        [
            (
                {"conditions": (Condition("zarzadca", one_of=("gmina", "zarządca Jan Kowalski")),)},
                "conditions/0/one_of/1",
            ),
            (
                {"conditions": (Condition("zarzadca", one_of=("Jan Kowalski",)),)},
                "conditions/0/one_of/0",
            ),
            ({"conditions": (Condition("jan-kowalski", at_least=1),)}, "conditions/0/attribute"),
            ({"places": ("jan-kowalski",)}, "places/0"),
            ({"areas": ("gorna", "jan-kowalski")}, "areas/1"),
        ],
    )
    def test_what_is_struck_from_a_report_matches_nothing(self, row, path):
        """It is found once, where it stands, and its words are not said again; the route as chosen
        agrees.
        """
        (finding,) = check_routes(table(row, {}), DIRECTORY)
        assert (finding.code, finding.path) == ("LCKM-G018", f"/routes/0/{path}")
        assert "Kowalski" not in finding.text("pl") + finding.text("en")

    def test_a_category_that_is_struck_is_told_as_that(self):
        one = attrs.evolve(table({}), categories=(Category("jan-kowalski", "Pan Jan"),))
        assert [(found.code, found.path) for found in check_routes(one, DIRECTORY)] == [
            ("LCKM-G018", "/categories/0/id")
        ]

    def test_a_category_twice_and_one_that_there_is_not(self):
        found = codes_and_paths(
            {"categories": ("drzewo",)},
            {"categories": ("trawnik",)},
            categories=("drzewo", "drzewo"),
        )
        assert found == [("LCKM-G017", "/categories/1/id"), ("LCKM-G013", "/routes/1/categories/0")]

    @pytest.mark.parametrize(
        ("category", "hint"),
        [
            ("drzewko", "Czy chodzi o „drzewo”?"),
            ("xyz", "Dopisz ją do kategorii albo popraw trasę."),
        ],
    )
    def test_what_may_be_meant(self, category, hint):
        (finding,) = check_routes(table({"categories": (category, "drzewo", "trawa")}), DIRECTORY)
        assert hint in finding.message

    @pytest.mark.parametrize("domain", ["uml.lodz.pl", "UML.Lodz.pl"])
    def test_domains_are_held_against_whatever_their_case(self, domain):
        assert codes_and_paths({"mailbox": f"a@{domain}"}, domains=("Uml.lodz.pl",)) == []

    @pytest.mark.parametrize(
        "mailbox", ["a@lodz.pl", "a@x.uml.lodz.pl", "a@uml.lodz.pl.example.com"]
    )
    def test_a_domain_is_all_of_it(self, mailbox):
        assert codes_and_paths({"mailbox": mailbox}) == [("LCKM-G014", "/routes/0/mailbox")]

    @pytest.mark.parametrize(
        ("row", "is_sound"),
        [
            ({"helpdesk": False}, True),
            ({"helpdesk": True, "mailbox": None}, True),
            ({"contact": True}, True),
            ({"helpdesk": True}, False),
            ({"helpdesk": False, "mailbox": None}, False),
            ({"helpdesk": True, "mailbox": None, "contact": True}, False),
        ],
    )
    def test_a_route_leads_one_way(self, row, is_sound):
        assert codes_and_paths(row) == ([] if is_sound else [("LCKM-G016", "/routes/0")])

    @pytest.mark.parametrize(
        ("row", "on", "path"),
        [
            ({"unit": "Zarząd Zieleni"}, None, None),
            ({"unit": "Zarząd Zieleni", "cell": "Jakikolwiek Dział"}, None, None),
            ({"unit": "Zarząd Zieleni"}, date(2026, 12, 31), None),
            ({"unit": "Zarząd Zieleni"}, date(2027, 1, 1), "unit"),
            ({"unit": "Zarząd Zielni"}, None, "unit"),
            ({"cell": "Wydział Gospodarki Komunalnej"}, None, None),
            ({"cell": "Wydział Gospodarki"}, None, "cell"),
            ({"unit": "Urząd Miasta Łodzi", "cell": "Wydział Gospodarki Komunalnej"}, None, None),
        ],
    )
    def test_units_and_cells(self, row, on, path):
        assert codes_and_paths(row, on=on) == ([("LCKM-G015", f"/routes/0/{path}")] if path else [])

    def test_a_closed_unit_is_told_from_one_that_never_was(self):
        def message(unit, on):
            return next(iter(check_routes(table({"unit": unit}), DIRECTORY, on=on))).message

        assert message("Zarząd Zieleni", date(2027, 1, 1)).startswith(
            "Jednostka Zarząd Zieleni nie działa w dniu 2027-01-01."
        )
        assert message("Zarząd Zielni", date(2027, 1, 1)).endswith("Czy chodzi o: Zarząd Zieleni?")
        assert message("Poczta", None).endswith("Popraw nazwę albo wykaz jednostek.")

    def test_rows_that_never_match_name_those_before_them(self):
        found = check_routes(
            table(
                {"categories": ("trawa",)},
                {"places": ("park",)},
                {"categories": ("drzewo",), "places": ("park",)},
                {},
            ),
            DIRECTORY,
        )
        (finding,) = found
        assert (finding.code, finding.path) == ("LCKM-G010", "/routes/2")
        assert "trasy wcześniejsze (2)" in finding.message

    def test_two_rows_may_hide_a_third_together(self):
        young, old = (
            {"conditions": (Condition("wiek", **bounds),)}
            for bounds in ({"at_most": 10}, {"at_least": 11})
        )
        both = {"conditions": (Condition("wiek", at_least=5, at_most=15),)}
        assert codes_and_paths(young, old, both) == [("LCKM-G010", "/routes/2")]
        assert codes_and_paths(young, both, old) == []
        assert codes_and_paths(young, {"conditions": (Condition("wiek", at_least=12),)}, both) == []

    def test_a_row_that_never_matches_hides_nothing(self):
        park = {"places": ("park",)}
        *_, last = check_routes(
            table(park, park, {"places": ("park",), "areas": ("gorna",)}), DIRECTORY
        )
        assert "trasy wcześniejsze (1)" in last.message

    @pytest.mark.parametrize(
        ("first", "second", "hidden"),
        [
            ({"at_least": 5}, {"at_least": 4}, False),
            ({"at_least": 5}, {"at_least": 5}, True),
            ({"at_least": 5}, {"at_most": 9}, False),
            ({"at_most": 5}, {"at_most": 6}, False),
            ({"at_most": 5}, {"at_most": 5}, True),
            ({"at_least": 0}, {"one_of": ("wiąz",)}, False),
            ({"at_least": 0}, {"one_of": ("7",)}, True),
            ({"at_least": 1}, {"at_most": 5}, False),
            ({"at_least": 7, "at_most": 7}, {"at_least": 7, "at_most": 8}, False),
            # Numbers, whatever their order in the row, and one beside them.
            (
                {"at_least": 9, "at_most": 120},
                {"one_of": tuple(str(number) for number in range(120, 8, -7))},
                True,
            ),
            (
                {"at_least": 9, "at_most": 119},
                {"one_of": tuple(str(number) for number in range(120, 8, -7))},
                False,
            ),
            # Each way to write a seven, and all but the longest.
            (
                {"one_of": tuple("7".zfill(digits) for digits in range(1, 10))},
                {"at_least": 7, "at_most": 7},
                True,
            ),
            (
                {"one_of": tuple("7".zfill(digits) for digits in range(1, 9))},
                {"at_least": 7, "at_most": 7},
                False,
            ),
        ],
    )
    def test_bounds_are_held_against_one_another_to_the_number(self, first, second, hidden):
        rows = [{"conditions": (Condition("wiek", **bounds),)} for bounds in (first, second)]
        assert codes_and_paths(*rows) == ([("LCKM-G010", "/routes/1")] if hidden else [])

    def test_between_two_bounds_a_number_may_be_left(self):
        low, high, rest = ({"at_most": 3}, {"at_least": 5}, {"at_least": 0})
        rows = [{"conditions": (Condition("wiek", **bounds),)} for bounds in (low, high, rest)]
        assert codes_and_paths(*rows) == []

    def test_each_attribute_is_held_against_its_own_bounds(self):
        for first, second in (("obwod", "wiek"), ("wiek", "obwod")):
            rows = [{"conditions": (Condition(name, at_least=5),)} for name in (first, second)]
            assert codes_and_paths(*rows) == []
            assert codes_and_paths(*rows, {"conditions": (Condition(second, at_least=9),)}) == [
                ("LCKM-G010", "/routes/2")
            ]

    def test_what_one_row_leaves_of_another_is_no_more_than_that(self):
        """The first takes the young of both places, and of what is left the third wants only that
        of one.
        """

        def row(*places, **bounds):
            return {"places": places, "conditions": (Condition("wiek", **bounds),)}

        young, old_in_one, all_in_one = (
            row("las", "park", at_most=10),
            row("las", at_least=11),
            row("las", at_least=0),
        )
        assert codes_and_paths(young, old_in_one, all_in_one) == [("LCKM-G010", "/routes/2")]
        assert codes_and_paths(young, old_in_one, row("park", at_least=0)) == []

    @pytest.mark.parametrize(
        ("budget", "found"), [(2, [("LCKM-G010", "/routes/2")]), (1, [("LCKM-G019", "/routes/2")])]
    )
    def test_what_takes_too_long_to_tell_is_told_as_that(self, monkeypatch, budget, found):
        """Two rows take the third in two steps."""
        monkeypatch.setattr(covering, "BUDGET", budget)
        bounds = ({"at_most": 10}, {"at_least": 11}, {"at_least": 5})
        # Of an attribute of its own: what was told of a table is kept.
        rows = [{"conditions": (Condition(f"wiek-{budget}", **one),)} for one in bounds]
        assert codes_and_paths(*rows) == found

    @pytest.mark.parametrize(
        ("budget", "found"),
        [(2, [("LCKM-G011", "/routes/2/areas/0")]), (1, [("LCKM-G019", "/routes/2")])],
    )
    def test_a_value_that_takes_too_long_to_tell_is_told_as_its_row(
        self, monkeypatch, budget, found
    ):
        """Two rows take one of the areas of the third in two steps, and leave it the other."""
        monkeypatch.setattr(covering, "BUDGET", budget)
        first, *others = ReportKind
        area = f"gorna-{budget}"  # What was told of a table is kept.
        rows = (
            {"kinds": (first,), "areas": (area,)},
            {"kinds": tuple(others), "areas": (area,)},
            {"areas": (area, "baluty")},
        )
        assert codes_and_paths(*rows) == found

    def test_who_does_not_give_an_attribute_is_left_to_the_rows_below(self):
        rows = [
            {"conditions": (Condition("wiek", **bounds),)}
            for bounds in ({"at_least": 0}, {"one_of": ("x",)})
        ]
        assert codes_and_paths(*rows, {}) == []

    def test_conditions_that_nothing_meets_at_once(self):
        both = (Condition("wiek", at_least=11), Condition("wiek", at_most=10))
        (finding,) = check_routes(table({}, {"conditions": both}), DIRECTORY)
        assert (
            finding.message
            == "Trasa 2 („trasa 2”) ma warunki, których nic nie spełni naraz. Popraw je."
        )

    def test_a_number_may_be_written_with_zeros(self):
        """So rows that take each number by its usual spelling leave the others to those below."""
        spelled = {"conditions": (Condition("wiek", one_of=("1", "2", "3")),)}
        assert (
            codes_and_paths(spelled, {"conditions": (Condition("wiek", at_least=1, at_most=3),)})
            == []
        )
        assert (
            route(
                attrs.evolve(REPORT, attributes=(Attribute("wiek", "02"),)), table(spelled, {})
            ).because.en
            == "route 2: trasa 2"
        )

    def test_a_value_that_earlier_rows_take(self):
        found = check_routes(
            table({"categories": ("drzewo",)}, {"categories": ("trawa", "drzewo")}), DIRECTORY
        )
        (finding,) = found
        assert (finding.code, finding.path, finding.severity.value) == (
            "LCKM-G011",
            "/routes/1/categories/1",
            "warning",
        )
        assert "1 („trasa 1”)" in finding.message

    def test_of_several_values_each_is_held_against_the_rows_above(self):
        rows = ({"places": ("las", "park")}, {"places": ("ogrod", "park", "las", "skwer")})
        assert codes_and_paths(*rows) == [
            ("LCKM-G011", "/routes/1/places/1"),
            ("LCKM-G011", "/routes/1/places/2"),
        ]


NEVER_MET = {"conditions": (Condition("wiek", at_least=11), Condition("wiek", at_most=10))}


@pytest.mark.parametrize(
    ("row", "pl", "en"),
    [
        (
            {"categories": ("drzewko",)},
            "Nie ma kategorii „drzewko”. Czy chodzi o „drzewo”?",
            "There is no category “drzewko”. Did you mean “drzewo”?",
        ),
        (
            {"categories": ("xyz",)},
            "Nie ma kategorii „xyz”. Dopisz ją do kategorii albo popraw trasę.",
            "There is no category “xyz”. Add it to the categories or fix the route.",
        ),
        (
            NEVER_MET,
            "Trasa 3 („trasa 3”) ma warunki, których nic nie spełni naraz. Popraw je.",
            "Route 3 (“trasa 3”) has conditions that nothing meets at once. Fix them.",
        ),
        (
            {"categories": ("drzewo",), "places": ("las",)},
            "Trasa 3 („trasa 3”) nigdy nie pasuje: wszystko, co do niej pasuje, zabierają "
            "trasy wcześniejsze (1, 2). "
            "Przesuń ją wyżej albo usuń.",
            (
                "Route 3 (“trasa 3”) never matches: earlier routes (1, 2) take all that it "
                "would. Move it up or remove it."
            ),
        ),
        (
            {"places": ("park", "las")},
            "„las” w trasie 3 („trasa 3”) nigdy nie pasuje: zabierają to wcześniejsze trasy: "
            "1 („trasa 1”), 2 („trasa 2”). "
            "Usuń je stąd albo przesuń trasę wyżej.",
            "“las” in route 3 (“trasa 3”) never matches: earlier routes take it: 1 („trasa "
            "1”), 2 („trasa 2”). Remove it "
            "here, or move the route up.",
        ),
        (
            {"mailbox": "a@example.com"},
            (
                "Adres a@example.com nie należy do dozwolonych domen: uml.lodz.pl, lodz.pl. "
                "Popraw adres albo dopisz domenę."
            ),
            (
                "a@example.com is in none of the allowed domains: uml.lodz.pl, lodz.pl. Fix the "
                "address or add the domain."
            ),
        ),
        (
            {"helpdesk": True},
            "Trasa 3 ma prowadzić albo do skrzynki (mailbox), albo do helpdesku (helpdesk: "
            "tak); o dane do kontaktu może "
            "prosić tylko skrzynka.",
            "Route 3 should lead either to a mailbox or to the helpdesk (helpdesk: true); "
            "only a mailbox may ask for "
            "contact data.",
        ),
        (
            {"unit": "Zarząd Zielni"},
            "Nie ma jednostki „Zarząd Zielni”. Czy chodzi o: Zarząd Zieleni?",
            "There is no unit “Zarząd Zielni”. Did you mean Zarząd Zieleni?",
        ),
        (
            {"unit": "Poczta"},
            "Nie ma jednostki „Poczta”. Popraw nazwę albo wykaz jednostek.",
            "There is no unit “Poczta”. Fix the name or the directory.",
        ),
        (
            {"unit": "Zarząd Zieleni"},
            (
                "Jednostka Zarząd Zieleni nie działa w dniu 2027-01-01. Wskaż tę, która przejęła "
                "jej zadania."
            ),
            "Zarząd Zieleni is closed on 2027-01-01. Name the unit that took over its tasks.",
        ),
        (
            {"cell": "Wydział Gospodarki Komunalne"},
            (
                "Urząd Miasta Łodzi nie ma komórki „Wydział Gospodarki Komunalne”. Czy chodzi o: "
                "Wydział Gospodarki Komunalnej?"
            ),
            (
                "Urząd Miasta Łodzi has no cell “Wydział Gospodarki Komunalne”. Did you mean "
                "Wydział Gospodarki Komunalnej?"
            ),
        ),
        (
            {"cell": "Poczta"},
            "Urząd Miasta Łodzi nie ma komórki „Poczta”. Popraw nazwę albo wykaz.",
            "Urząd Miasta Łodzi has no cell “Poczta”. Fix the name or the directory.",
        ),
    ],
)
def test_a_finding_says_what_is_wrong_where_and_what_to_do(row, pl, en):
    """The rows before take what is in the wood, of one category and then of any. Rows are counted
    from 1.
    """
    rows = ({"categories": ("drzewo", "trawa"), "places": ("las",)}, {"places": ("las",)}, row)
    found = check_routes(
        table(*rows, domains=("uml.lodz.pl", "lodz.pl")), DIRECTORY, on=date(2027, 1, 1)
    )
    assert [(finding.text("pl"), finding.text("en")) for finding in found] == [(pl, en)]


def test_a_category_twice_or_without_a_route_is_told_with_what_to_do():
    found = check_routes(
        table({"categories": ("drzewo",)}, categories=("drzewo", "drzewo", "trawa")), DIRECTORY
    )
    assert [(finding.text("pl"), finding.text("en")) for finding in found] == [
        (
            "Kategoria drzewo jest już wyżej. Zostaw jedną.",
            "drzewo stands above. Keep one of the two.",
        ),
        (
            "Żadna trasa nie obejmuje kategorii trawa: wszystkie takie zgłoszenia trafią do "
            "helpdesku. Dodaj trasę albo tak "
            "zostaw.",
            (
                "No route takes trawa: all such reports go to the helpdesk. Add a route, or "
                "leave it so."
            ),
        ),
    ]


class TestFiles:
    """A table in a file is judged whole: its shape, and of what is not at fault there, the rest."""

    def found(self, **fields):
        data = {
            "categories": [{"id": "drzewo", "name": "Drzewo"}],
            "domains": ["uml.lodz.pl"],
            "routes": [{"name": "Drzewa", "categories": ["drzewo"], "mailbox": MAIL}],
            **fields,
        }
        document = read_form(yaml.safe_dump(data, allow_unicode=True))
        assert document.model is RouteTable
        return [(finding.code, finding.path) for finding in check(document, directory=DIRECTORY)]

    def test_sound(self):
        assert self.found() == []

    def test_a_fault_is_told_once(self):
        assert self.found(routes=[{"name": "x", "mailbox": "zielen"}]) == [
            ("LCKM-G003", "/routes/0/mailbox")
        ]

    def test_other_faults_are_told_beside_it(self):
        rows = [{"name": "x", "mailbox": "zielen"}, {"name": "y", "mailbox": "a@example.com"}]
        found = self.found(routes=rows, extra=1)
        assert sorted(found) == [
            ("LCKM-G003", "/routes/0/mailbox"),
            ("LCKM-G010", "/routes/1"),
            ("LCKM-G014", "/routes/1/mailbox"),
            ("LCKM-T006", "/extra"),
        ]

    def test_what_is_told_of_one_place_keeps_nothing_of_another(self):
        rows = [{"name": "x", "categories": ["drzewo"], "mailbox": "zielen"}]
        categories = [{"id": name, "name": name} for name in ("drzewo", "trawa")]
        found = self.found(routes=rows, categories=categories)
        assert sorted(found) == [
            ("LCKM-G003", "/routes/0/mailbox"),
            ("LCKM-G012", "/categories/1/id"),
        ]

    def test_a_row_that_cannot_be_read_is_judged_by_its_shape_and_hides_nothing_of_others(self):
        """It may be a route for anything, so no category is said to be without one."""
        rows = [
            {"mailbox": "a@example.com"},
            {"name": "y", "categories": ["drzewo"], "mailbox": "b@example.com"},
        ]
        found = self.found(
            routes=rows, categories=[{"id": name, "name": name} for name in ("drzewo", "trawa")]
        )
        assert found == [("LCKM-G003", "/routes/0/name"), ("LCKM-G014", "/routes/1/mailbox")]

    def test_without_its_domains_a_table_is_judged_by_its_shape(self):
        assert self.found(domains="uml.lodz.pl") == [("LCKM-G002", "/domains")]

    def test_a_foreign_key_hides_nothing_of_its_row(self):
        """Only that the row leads nowhere is told once, by its shape."""
        rows = [
            {"name": "x", "categories": ["drzewo"], "address": MAIL, "unit": "Nikt", "cell": "x"},
            {"name": "y", "categories": ["drzewo"], "address": MAIL},
        ]
        assert sorted(self.found(routes=rows)) == [
            ("LCKM-G003", "/routes/0"),
            ("LCKM-G003", "/routes/1"),
            ("LCKM-G010", "/routes/1"),
            ("LCKM-G015", "/routes/0/unit"),
            ("LCKM-T006", "/routes/0/address"),
            ("LCKM-T006", "/routes/1/address"),
        ]

    def test_the_directory_is_the_hosts(self):
        row = {"name": "x", "mailbox": MAIL, "unit": "Schronisko dla Zwierząt"}
        assert self.found(routes=[row]) == [("LCKM-G015", "/routes/0/unit")]
