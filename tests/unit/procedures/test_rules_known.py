"""What the other procedures tell of one.

Which edition carries the finding, where it stands, what it says.
"""

from datetime import date

import pytest

from lckm_core.calendar import Window
from lckm_core.procedures import KnowledgeBase, KnowledgeBaseEntry, check_known, title_key

ID = "KA-00500"


def edition(
    start: str | None,
    end: str | None,
    *,
    id: str = ID,
    related: tuple[str, ...] = (),
    name: str = "",
) -> KnowledgeBaseEntry:
    window = Window(start and date.fromisoformat(start), end and date.fromisoformat(end))
    return KnowledgeBaseEntry(id, window, related, name)


def found(entry: KnowledgeBaseEntry, *others: KnowledgeBaseEntry) -> list[tuple[str, str]]:
    return [
        (finding.code, finding.path)
        for finding in check_known(entry, KnowledgeBase((entry, *others)))
    ]


def only_message(entry: KnowledgeBaseEntry, *others: KnowledgeBaseEntry) -> str:
    (finding,) = check_known(entry, KnowledgeBase((entry, *others)))
    return finding.message


@pytest.mark.parametrize("other", ["KA-00499", "KA-00501"])
def test_a_related_number_is_unknown_whatever_its_order(other):
    entry = edition(None, None, related=(ID, other))
    assert found(entry) == [("LCKM-K001", "/related/1/id")]
    assert found(entry, edition(None, None, id=other)) == []


class TestUnread:
    """A file that cannot be read may hold the procedure that is not found.

    Nobody is told to delete a right relation.
    """

    def message(self, *unread: str) -> list[str]:
        entry = edition(None, None, related=("KA-00499",))
        return [finding.message for finding in check_known(entry, KnowledgeBase((entry,), unread))]

    def test_a_file_named_by_the_number(self):
        assert self.message("opisy/KA-00499.yaml") == []

    def test_another_file(self):
        (message,) = self.message("opisy/drogi.yaml")
        assert message.startswith("Wśród odczytanych plików nie ma procedury KA-00499.")
        assert "opisy/drogi.yaml" in message

    def test_every_file_was_read(self):
        assert self.message() == [
            "Nie ma procedury KA-00499. Przekaż najpierw jej opis, a jeżeli takiej procedury nie "
            "będzie, popraw numer albo usuń powiązanie."
        ]


@pytest.mark.parametrize(
    ("earlier", "later", "path"),
    [
        (("2024-01-01", "2024-12-31"), ("2024-12-31", None), "/valid_from"),
        ((None, "2024-12-31"), ("2024-06-01", None), "/valid_from"),
        (("2024-01-01", "2024-06-30"), ("2024-01-01", "2024-12-31"), "/valid_from"),
        (("2024-01-01", "2024-12-31"), ("2024-01-01", None), "/valid_from"),
        ((None, "2024-06-30"), (None, "2024-12-31"), "/id"),
        ((None, "2024-06-30"), (None, None), "/id"),
    ],
)
def test_the_later_of_two_that_overlap_carries_the_finding(earlier, later, path):
    one, two = edition(*earlier), edition(*later)
    assert found(two, one) == [("LCKM-K003", path)]
    assert found(one, two) == []


def test_the_other_file_is_named_where_it_has_a_name():
    one, two = edition("2024-01-01", None), edition("2024-01-01", None, name="stara.yaml")
    assert "(stara.yaml)" in only_message(one, two)
    assert "(" not in only_message(two, one)


def test_a_gap_is_told_from_its_first_day_to_its_last():
    before, after = edition("2024-01-01", "2024-03-31"), edition("2024-04-11", None)
    assert found(before, after) == [("LCKM-K004", "/valid_to")]
    assert only_message(before, after).startswith("Od 2024-04-01 do 2024-04-10 ")
    (finding,) = check_known(before, KnowledgeBase((before, after)))
    assert finding.text("en").startswith("From 2024-04-01 to 2024-04-10 ")
    assert found(after, before) == []


@pytest.mark.parametrize(
    "others",
    [
        (),
        (edition("2023-01-01", "2023-12-31"),),
        (edition(None, "2023-12-31"),),
        (edition("2024-04-01", None),),
        (edition("2024-04-01", "2024-04-30"), edition("2024-05-01", None)),
    ],
)
def test_no_gap_where_nothing_follows_or_the_next_day_is_covered(others):
    assert found(edition("2024-01-01", "2024-03-31"), *others) == []


def test_the_last_day_there_is_leaves_no_gap():
    assert found(edition("2024-01-01", "9999-12-31"), edition("2020-01-01", "2020-12-31")) == []


def test_of_many_files_of_one_number_a_few_are_named():
    many = [edition("2026-01-01", None, name=f"{index}.yaml") for index in range(300)]
    assert found(many[0], *many[1:]) == [("LCKM-K002", "/id")] * 10
    assert found(many[0], *many[1:5]) == [("LCKM-K002", "/id")] * 4


@pytest.mark.parametrize(
    "title", ["Zgłoszenie szko\u0301d", "ZGŁOSZENIE SZKÓD", "Zgłoszenie  szkód "]
)
def test_a_title_is_known_however_it_is_typed(title):
    assert title_key(title) == title_key("Zgłoszenie szkód")


def test_a_related_procedure_that_nobody_sees_any_more_is_told_from_one_that_never_was():
    number = "KA-00900"
    pointing = edition(None, None, related=(number,))
    (finding,) = check_known(pointing, KnowledgeBase((pointing,), unused=(number,)))
    assert finding.code == "LCKM-K001"
    assert finding.message.startswith(f"Procedury {number} nikt już nie widzi")
    (finding,) = check_known(pointing, KnowledgeBase((pointing,)))
    assert finding.message.startswith(f"Nie ma procedury {number}.")


def titled(id: str, title: str, start: str | None = None) -> KnowledgeBaseEntry:
    window = Window(start and date.fromisoformat(start), None)
    return KnowledgeBaseEntry(id, window, (), title=title)


class TestRenamed:
    """The title of a procedure is that of its newest edition."""

    ASKING = KnowledgeBaseEntry("KA-00001", Window(None, None), ("",), titles=("Karta parkingowa",))

    def test_a_title_that_a_procedure_had_before_is_that_of_the_one_that_has_it_now(self):
        renamed = titled(ID, "Karta parkingowa"), titled(ID, "Karta postoju", "2027-01-01")
        assert found(self.ASKING, *renamed, titled("KA-00600", "Karta parkingowa")) == []
        assert found(self.ASKING, *renamed) == []

    def test_a_title_that_two_have_now_is_ambiguous(self):
        others = titled(ID, "Karta postoju"), titled(ID, "Karta parkingowa", "2027-01-01")
        assert found(self.ASKING, *others, titled("KA-00600", "karta  parkingowa")) == [
            ("LCKM-K005", "/related/0/title")
        ]
