"""Who may ask, and by which channel (zał. 2 § 8, § 11, zarz. § 1 ust. 1; interpretation I10)."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from lckm_core.calendar import Window
from lckm_core.findings import Severity, kinds
from lckm_core.organisation import DIRECTORY, OFFICE, Directory, Official, Role, Unit
from lckm_core.organisation._defaults import ANNEX_1
from lckm_core.procedures import Agreement, Channel, Handover, check_handover

DAY = date(2024, 5, 6)
AGREED = Agreement("Barbara Modelowa", DAY)
LATE = Agreement("Barbara Modelowa", date(2024, 5, 7))
HEAD = "Anna Wzorcowa"
UNIT = "Zarząd Dróg i Transportu"
PROVISIONS = {kind.code: kind.cites for kind in kinds()}


def cell(**fields: Any) -> Handover:
    given = {
        "unit": OFFICE,
        "role": Role.HEAD_OF_CELL,
        "channel": Channel.EDMS,
        "received_on": DAY,
        "reference": "WGK.1.2024",
        "cell": "Wydział Gospodarki Komunalnej",
        "asked_by": HEAD,
    }
    return Handover(**given | fields)


def unit(**fields: Any) -> Handover:
    given = {
        "unit": UNIT,
        "role": Role.HEAD_OF_UNIT,
        "channel": Channel.EPUAP,
        "received_on": DAY,
        "reference": "UPP1",
        "asked_by": HEAD,
    }
    return Handover(**given | fields)


def found(
    handover: Handover, first_inclusion: bool = False, **options: Any
) -> list[tuple[str, str]]:
    findings = check_handover(handover, first_inclusion=first_inclusion, **options)
    assert all(finding.cites == PROVISIONS[finding.code] for finding in findings)
    assert all(
        finding.message and finding.message_en not in ("", finding.message) for finding in findings
    )
    return [(finding.code[5:], finding.path) for finding in findings]


@pytest.mark.parametrize("first_inclusion", [True, False])
@pytest.mark.parametrize("handover", [cell(), unit(), *(unit(unit=one.name) for one in ANNEX_1)])
def test_a_head_by_the_right_channel(handover, first_inclusion):
    assert found(handover, first_inclusion) == []


class TestUnits:
    """zarz. § 1 ust. 1"""

    def test_unknown(self):
        assert found(unit(unit="Zarząd Wodociągów")) == [("S001", "/unit")]

    def test_a_typing_error_gets_the_name(self):
        (finding,) = check_handover(unit(unit="Zarzad Dróg i Transportu"), first_inclusion=False)
        assert f"Czy chodzi o „{UNIT}”?" in finding.message
        assert f"Did you mean “{UNIT}”?" in finding.message_en

    def test_a_directory_of_the_host(self):
        assert found(unit(unit="Nowa"), directory=Directory((Unit("Nowa"),))) == []


class TestCells:
    """zarz. § 1 ust. 1: material of the Office is handed in by the heads of its cells."""

    @pytest.mark.parametrize("name", [None, "", "Wydział Nieznany"])
    def test_the_office_names_a_known_cell(self, name):
        whole = Directory((attrs.evolve(DIRECTORY.units[0], lists_all_cells=True),))
        assert found(cell(cell=name), directory=whole) == [("S011", "/cell")]
        by_director = found(cell(cell=name, role=Role.DIRECTOR), directory=whole)
        assert by_director == [("S011", "/cell")]

    @pytest.mark.parametrize("name", [None, ""])
    def test_the_office_names_a_cell(self, name):
        assert found(cell(cell=name)) == [("S011", "/cell")]

    def test_the_built_in_list_lacks_most_cells_of_the_office(self):
        assert found(cell(cell="Wydział Edukacji")) == []

    @pytest.mark.parametrize("name", [None, "Dział Adopcji"])
    def test_a_units_cells_are_its_own(self, name):
        assert found(unit(cell=name)) == []

    def test_a_directory_of_the_host(self):
        directory = Directory((Unit(OFFICE, ("Biuro Nowe",)), Unit(UNIT, ("Dział Ruchu",))))
        assert found(cell(cell="Biuro Nowe"), directory=directory) == []
        assert found(unit(cell="Dział Ruchu"), directory=directory) == []
        assert found(unit(cell="Dział Nieznany"), directory=directory) == [("S011", "/cell")]

    def test_a_near_name_is_suggested(self):
        directory = Directory((Unit(OFFICE, ("Wydział Informatyki",)),))
        (finding,) = check_handover(
            cell(cell="Wydzial Informatyki"), first_inclusion=False, directory=directory
        )
        assert "Czy chodzi o „Wydział Informatyki”?" in finding.message


@pytest.mark.parametrize(
    ("other", "paths"),
    [
        ({"unit": UNIT}, ["/unit"]),
        ({"cell": "Wydział Kosmosu"}, ["/cell"]),
        ({"unit": UNIT, "cell": "Wydział Kosmosu"}, ["/unit"]),
    ],
)
def test_a_text_of_another_unit_or_cell_is_told_once(other, paths):
    handed = cell()
    text = SimpleNamespace(**{"unit": handed.unit, "cell": handed.cell, **other})
    assert found(handed, procedure=text) == [("S003", path) for path in paths]


class TestInclusion:
    """zał. 2 § 8 ust. 2"""

    def test_the_director_with_the_heads_agreement(self):
        assert (
            found(unit(role=Role.DIRECTOR, channel=Channel.EDMS, head_agreement=AGREED), True) == []
        )

    def test_the_director_alone(self):
        assert found(unit(role=Role.DIRECTOR, channel=Channel.EDMS), True) == [
            ("S002", "/head_agreement")
        ]

    def test_the_director_before_the_head_agreed(self):
        handover = unit(role=Role.DIRECTOR, channel=Channel.EDMS, head_agreement=LATE)
        assert found(handover, True) == [("S002", "/head_agreement/agreed_on")]

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.HEAD_OF_UNIT, Role.DIRECTOR}))
    def test_nobody_else(self, role):
        assert found(unit(role=role), True) == [("S002", "/role")]


class TestUpdates:
    """zał. 2 § 8 ust. 3-4"""

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.HEAD_OF_UNIT, Role.DIRECTOR}))
    def test_of_a_units_procedure(self, role):
        assert found(unit(role=role)) == [("S003", "/role")]

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.HEAD_OF_CELL, Role.DIRECTOR}))
    @pytest.mark.parametrize("first_inclusion", [True, False])
    def test_of_a_cells_procedure(self, role, first_inclusion):
        assert found(cell(role=role), first_inclusion) == [("S003", "/role")]

    def test_the_director_may_start_one(self):
        assert found(cell(role=Role.DIRECTOR)) == []
        assert found(unit(role=Role.DIRECTOR, channel=Channel.EDMS)) == []

    def test_the_director_brings_in_no_cells_procedure(self):
        assert found(cell(role=Role.DIRECTOR), True) == [("S004", "/role")]


class TestChannels:
    """zał. 2 § 11"""

    @pytest.mark.parametrize("handover", [cell(channel=Channel.PAPER), unit(channel=Channel.PAPER)])
    def test_paper(self, handover):
        assert found(handover) == [("S005", "/channel")]

    @pytest.mark.parametrize("channel", [Channel.EPUAP, Channel.E_DELIVERY])
    @pytest.mark.parametrize("allow", [True, False])
    def test_a_cell_uses_edms(self, channel, allow):
        assert found(cell(channel=channel), allow_e_delivery=allow) == [("S006", "/channel")]

    @pytest.mark.parametrize("channel", [Channel.EDMS, Channel.E_DELIVERY])
    def test_a_unit_uses_epuap(self, channel):
        assert found(unit(channel=channel)) == [("S007", "/channel")]

    def test_e_delivery_where_the_host_allows_it(self):
        assert found(unit(channel=Channel.E_DELIVERY), allow_e_delivery=True) == []

    @pytest.mark.parametrize("handover", [cell(reference=None), unit(reference="")])
    def test_without_a_number(self, handover):
        assert found(handover) == [("S009", "/reference")]
        assert [item.severity for item in check_handover(handover, first_inclusion=False)] == [
            Severity.WARNING
        ]


class TestEmail:
    """zał. 2 § 11 ust. 2"""

    @pytest.mark.parametrize("made", [cell, unit])
    def test_with_a_reason_after_agreement(self, made):
        handover = made(
            channel=Channel.EMAIL,
            reference=None,
            technical_reason="awaria",
            channel_agreement=AGREED,
        )
        assert found(handover) == []

    def test_without_either(self):
        assert found(cell(channel=Channel.EMAIL)) == [
            ("S008", "/channel_agreement"),
            ("S008", "/technical_reason"),
        ]

    def test_an_agreement_of_the_same_day_is_prior(self):
        """Records hold days, not hours.

        On the day itself the agreement may well have come first.
        """
        for day in (DAY, date(2024, 5, 5)):
            agreed = Agreement("Barbara Modelowa", day)
            assert (
                found(
                    unit(channel=Channel.EMAIL, technical_reason="awaria", channel_agreement=agreed)
                )
                == []
            )

    def test_agreed_too_late(self):
        handover = unit(channel=Channel.EMAIL, technical_reason="awaria", channel_agreement=LATE)
        assert found(handover) == [("S008", "/channel_agreement/agreed_on")]

    @pytest.mark.parametrize("nothing", ["", " ", ".", "-", "x"])
    def test_a_blank_says_nothing(self, nothing):
        handover = cell(
            channel=Channel.EMAIL,
            technical_reason=nothing,
            channel_agreement=Agreement(nothing, DAY),
        )
        assert found(handover) == [
            ("S008", "/channel_agreement/agreed_with"),
            ("S008", "/technical_reason"),
        ]

    @pytest.mark.parametrize("number", [".", " - "])
    def test_nor_does_it_as_a_number(self, number):
        assert found(cell(reference=number)) == [("S009", "/reference")]


class TestByName:
    """zał. 2 § 8 ust. 3: who asks is named, and where the directory has people, is the head of
    whose procedure it is.
    """

    PEOPLE = (
        Official(
            HEAD,
            (Role.HEAD_OF_CELL,),
            cell="Wydział Gospodarki Komunalnej",
            window=Window(date(2024, 1, 1)),
        ),
        Official("Jan Nowak", (Role.HEAD_OF_CELL,), cell="Wydział Informatyki"),
        Official("Maria Jednostkowa", (Role.HEAD_OF_UNIT,), unit=UNIT),
        Official("Olga Wiodąca", (Role.DIRECTOR,)),
        Official("Ewa Pokazowa", (Role.MONITORING_STAFF,)),
        Official("Krzysztof Pokazowy", (Role.STAFF_OF_CELL,), cell="Wydział Gospodarki Komunalnej"),
    )
    LISTED = Directory((Unit(OFFICE), Unit(UNIT)), PEOPLE)

    @pytest.mark.parametrize("name", [None, "", " ", "-"])
    def test_nobody(self, name):
        for directory in (Directory((Unit(OFFICE),)), self.LISTED):
            assert found(cell(asked_by=name), directory=directory) == [("S012", "/asked_by")]

    @pytest.mark.parametrize(
        "handover",
        [
            cell(),
            cell(asked_by="anna wzorcowa"),
            unit(asked_by="Maria Jednostkowa"),
            cell(asked_by="Olga Wiodąca", role=Role.DIRECTOR),
        ],
    )
    def test_the_head_of_whose_it_is(self, handover):
        assert found(handover, directory=self.LISTED) == []

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            (
                {"asked_by": "Jan Nowak"},
                "Jan Nowak nie kieruje komórką ani jednostką, której to dotyczy („Wydział Gosp",
            ),
            (
                {"asked_by": "Maria Jednostkowa"},
                "nie jest dnia 2024-05-06 w roli: kierownik komórki organizacyjnej, lecz: ",
            ),
            ({"asked_by": "Krzysztof Pokazowy"}, "lecz: pracownik komórki organizacyjnej."),
            ({"asked_by": "Ana Wzorcowa"}, "nie ma „Ana Wzorcowa”. Czy chodzi o: Anna Wzorcowa?"),
            ({"asked_by": "Ktoś Inny"}, "Popraw imię i nazwisko."),
            (
                {"received_on": date(2023, 12, 31)},
                "„Anna Wzorcowa” nie pełni dnia 2023-12-31 żadnej roli",
            ),
        ],
    )
    def test_nobody_else(self, fields, said):
        assert found(cell(**fields), directory=self.LISTED) == [("S003", "/asked_by")]
        (finding,) = check_handover(cell(**fields), first_inclusion=False, directory=self.LISTED)
        assert said in finding.message
        assert finding.message_en

    def test_who_heads_another_cell_and_serves_in_this_one_does_not_head_it(self):
        serves = Official("Jan Nowak", (Role.STAFF_OF_CELL,), cell="Wydział Gospodarki Komunalnej")
        directory = attrs.evolve(self.LISTED, people=(*self.PEOPLE, serves))
        assert found(cell(asked_by="Jan Nowak"), directory=directory) == [("S003", "/asked_by")]

    def test_consent_is_of_those_who_may_give_it(self):
        mail = {"channel": Channel.EMAIL, "technical_reason": "awaria EZD"}
        by = {"role": Role.DIRECTOR, "asked_by": "Olga Wiodąca", "channel": Channel.EDMS}
        for name, codes in (
            ("Ewa Pokazowa", []),
            (HEAD, [("S008", "/channel_agreement/agreed_with")]),
        ):
            assert (
                found(cell(**mail, channel_agreement=Agreement(name, DAY)), directory=self.LISTED)
                == codes
            )
        for name, codes in (
            ("Maria Jednostkowa", []),
            (HEAD, [("S002", "/head_agreement/agreed_with")]),
        ):
            assert (
                found(unit(**by, head_agreement=Agreement(name, DAY)), True, directory=self.LISTED)
                == codes
            )

    @pytest.mark.parametrize(("agreed_on", "may"), [(4, False), (5, True)])
    def test_consent_is_of_those_who_might_give_it_on_its_day(self, agreed_on, may):
        """What was agreed holds, even if they left before the material came."""
        day, only = date(2024, 5, agreed_on), Window(date(2024, 5, 5), date(2024, 5, 5))
        gone = ("Ewa Pokazowa", "Maria Jednostkowa")
        people = [
            attrs.evolve(one, window=only) if one.name in gone else one for one in self.PEOPLE
        ]
        directory = attrs.evolve(self.LISTED, people=tuple(people))
        by_mail = cell(
            channel=Channel.EMAIL,
            technical_reason="awaria EZD",
            channel_agreement=Agreement("Ewa Pokazowa", day),
        )
        by_director = unit(
            role=Role.DIRECTOR,
            asked_by="Olga Wiodąca",
            channel=Channel.EDMS,
            head_agreement=Agreement("Maria Jednostkowa", day),
        )
        wrong = [
            found(one, one is by_director, directory=directory) for one in (by_mail, by_director)
        ]
        assert wrong == (
            [[], []]
            if may
            else [
                [("S008", "/channel_agreement/agreed_with")],
                [("S002", "/head_agreement/agreed_with")],
            ]
        )


class TestBeginning:
    """zarz. § 6"""

    @pytest.mark.parametrize(("day", "codes"), [(5, [("S013", "/received_on")]), (6, []), (7, [])])
    def test_what_is_yet_to_come_has_not_come(self, day, codes):
        assert found(cell(), on=date(2024, 5, day)) == codes
        assert found(cell()) == []

    def test_the_first_day(self):
        assert found(cell(received_on=date(2023, 1, 19))) == []
        assert found(cell(received_on=date(2023, 1, 18))) == [("S010", "/received_on")]

    @pytest.mark.parametrize(
        ("requested_on", "codes"),
        [
            (date(2023, 1, 18), ["S010"]),
            (date(2023, 1, 19), []),
            (DAY, []),
            (date(2024, 5, 7), ["S013"]),
            (date(2062, 5, 6), ["S013"]),
            (None, []),
        ],
    )
    def test_the_request_was_made_in_its_time_and_not_after_it_came(self, requested_on, codes):
        for on in (None, date(2024, 5, 8)):
            found = check_handover(cell(), first_inclusion=False, requested_on=requested_on, on=on)
            assert [(one.code, one.path) for one in found] == [
                (f"LCKM-{code}", "/requested_on") for code in codes
            ]
            assert all(
                str(requested_on) in one.message and str(requested_on) in one.message_en
                for one in found
            )
