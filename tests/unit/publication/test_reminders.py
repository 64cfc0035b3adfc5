"""Reminders: each kind on the day it is due, and not the day before; what to do is said (zarz.

§ 1 ust. 1).
"""

from datetime import UTC, date, datetime
from pathlib import Path
from unicodedata import normalize

import attrs
import pytest

from lckm_core import Directory, Role, read
from lckm_core.calendar import Window
from lckm_core.organisation import DIRECTORY, Official
from lckm_core.procedures import MISSING_FILE, Departure
from lckm_core.procedures.parts import OtherDocument
from lckm_core.publication import (
    Edition,
    EditionAct,
    HeldFile,
    ReminderKind,
    State,
    Transition,
    due_reminders,
)
from lckm_core.publication._reminders import links
from lckm_core.text import EmptyWord

MINIMAL = read(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
PUBLISHED = date(2024, 2, 29)
OWNER = Official(MINIMAL.owner.name, (Role.HEAD_OF_CELL,), window=Window(None, date(2024, 3, 31)))


def edition(number=1, published=PUBLISHED, state=State.PUBLISHED, **changed):
    return Edition(
        procedure=attrs.evolve(MINIMAL, **changed),
        number=number,
        state=state,
        published_on=published,
    )


def kinds(*editions, on, directory=DIRECTORY, **options):
    return [
        (one.kind.value, one.path) for one in due_reminders(editions, directory, on=on, **options)
    ]


def test_a_window_that_ends():
    ends = edition(valid_to=date(2024, 4, 30))
    due = [("window-ends", "/valid_to")]
    assert [kinds(ends, on=date(2024, 3, day)) for day in (30, 31)] == [[], due]
    assert kinds(ends, on=date(2024, 4, 30)) == due
    assert kinds(ends, on=date(2024, 5, 1)) == []
    assert kinds(ends, edition(2, valid_from=date(2024, 5, 1)), on=date(2024, 4, 30)) == []


@pytest.mark.parametrize("state", [State.RECEIVED, State.CORRECTED, State.CHECKED, State.RETURNED])
def test_a_window_that_ends_while_the_next_edition_waits(state):
    found = due_reminders(
        [edition(valid_to=date(2024, 4, 30)), edition(2, None, state)],
        DIRECTORY,
        on=date(2024, 4, 20),
    )
    waits = state is not State.RETURNED
    assert (f"wersja 2 ({state.words})" in found[0].message.pl) is waits
    assert ("edition 2" in found[0].message.en.lower()) is waits
    assert ("Poproś kierownika o nową wersję" in found[0].message.pl) is not waits


def test_the_window_that_ends_is_that_of_the_last_edition_shown():
    first, following = edition(valid_to=date(2024, 3, 10)), {"valid_from": date(2024, 3, 11)}
    second = edition(2, valid_to=date(2024, 9, 30), **following)
    assert kinds(first, second, on=date(2024, 3, 5)) == []
    (ends,) = due_reminders([first, second], DIRECTORY, on=date(2024, 9, 5))
    assert ends.begins_on == date(2024, 9, 30)
    assert kinds(first, edition(2, **following), on=date(2024, 3, 5)) == []


def test_a_unit_and_a_cell_that_are_no_longer_there():
    day = date(2024, 3, 1)
    assert kinds(edition(unit="Zarząd Kosmosu"), on=day) == [("unit-gone", "/unit")]
    both = edition(unit="Zarząd Kosmosu", cell="Wydział Kosmosu")
    assert kinds(both, on=day) == [("unit-gone", "/unit")], "its cells went with it"
    assert kinds(edition(cell="Wydział Kosmosu"), on=day) == []
    whole = Directory((attrs.evolve(DIRECTORY.units[0], lists_all_cells=True),))
    gone = kinds(edition(cell="Wydział Kosmosu"), on=day, directory=whole)
    assert gone == [("unit-gone", "/cell")]
    known = edition(cell=DIRECTORY.units[0].cells[0])
    assert kinds(known, on=day, directory=whole) == []
    closed = attrs.evolve(DIRECTORY.units[0], window=Window(None, date(2024, 2, 29)))
    assert kinds(edition(), on=day, directory=Directory((closed,))) == [("unit-gone", "/unit")]


def test_an_owner_who_left():
    listed = Directory(DIRECTORY.units, (OWNER,))
    assert kinds(edition(), on=date(2024, 3, 31), directory=listed) == []
    assert kinds(edition(), on=date(2024, 4, 1), directory=listed) == [
        ("owner-gone", "/owner/name")
    ]


def act_of(name):
    return (attrs.evolve(MINIMAL.legal_basis[0], title=name),)


def test_a_legal_basis_that_nobody_looked_at_for_a_year():
    due = [("not-looked-at", "/legal_basis"), ("not-looked-at", "/fees")]
    assert [kinds(edition(), on=day) for day in (date(2025, 2, 28), date(2025, 3, 1))] == [[], due]
    other = edition(2, date(2025, 1, 15), summary="Inny opis.")
    assert kinds(edition(), other, on=date(2025, 3, 1)) == due, "something else was changed"
    changed = edition(2, date(2025, 1, 15), legal_basis=act_of("Ustawa z dnia 8 marca 1990 r."))
    assert kinds(edition(), changed, on=date(2025, 3, 1)) == due[1:]
    for word in EmptyWord:
        free = edition(fees=word)
        assert kinds(free, on=date(2025, 3, 1)) == due[:1], "there is no fee to look at"
    again = edition(2, date(2025, 1, 15), produced_on=date(2025, 1, 10))
    assert kinds(edition(), again, on=date(2025, 3, 1)) == [], (
        "the same text again says that it all holds"
    )
    assert kinds(edition(), again, on=date(2026, 1, 15)) == due
    note = attrs.evolve(MINIMAL.call_centre, other="Pytają o to w maju.")
    noted = attrs.evolve(again, procedure=attrs.evolve(again.procedure, call_centre=note))
    assert kinds(edition(), noted, on=date(2025, 3, 1)) == [], "the note is not the head's"
    assert (
        kinds(
            edition(),
            edition(2, None, State.CHECKED, legal_basis=act_of("Ustawa")),
            on=date(2025, 3, 1),
        )
        == due
    ), "it is not published yet"
    later = edition(2, date(2025, 1, 15), valid_from=date(2025, 4, 1), legal_basis=act_of("Ustawa"))
    assert kinds(edition(), later, on=date(2025, 3, 31)) == due, "it is not shown yet"
    assert kinds(edition(), later, on=date(2025, 4, 1)) == due[1:]


def test_links_in_the_form_s_order_those_in_texts_among_them():
    text = "Zobacz [stronę](https://lodz.pl/a), [drugą](http://lodz.pl/b) i [plik](wniosek.docx)."
    procedure = attrs.evolve(MINIMAL, how_to=text)
    found = [(path, url) for path, url in links(procedure) if path == "/how_to"]
    assert found == [("/how_to", "https://lodz.pl/a"), ("/how_to", "http://lodz.pl/b")]


@pytest.mark.parametrize(("typed", "kept"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_a_file_is_there_however_the_letters_of_its_name_are_composed(typed, kept):
    name = "wniosek-żółty.pdf"
    document = OtherDocument("Wniosek", normalize(typed, name))
    one = edition(other_documents=(document,))
    assert kinds(one, on=PUBLISHED) == [("file-missing", "/other_documents/0/file")]
    held = HeldFile(normalize(kept, name), "0" * 64, 1)
    assert kinds(attrs.evolve(one, files=(held,)), on=PUBLISHED) == []


def test_a_file_is_missing_of_what_is_shown_and_of_what_is_on_its_way():
    document = OtherDocument("Wniosek", "wniosek.pdf")
    shown, lacks = edition(), edition(2, None, State.CHECKED, other_documents=(document,))
    missing = ("file-missing", "/other_documents/0/file")
    assert kinds(shown, lacks, on=PUBLISHED) == [missing]
    both = due_reminders([edition(other_documents=(document,)), lacks], DIRECTORY, on=PUBLISHED)
    assert [(one.kind.value, one.path) for one in both] == [missing] * 2
    assert [f"wersja {at}" in one.message.pl for at, one in enumerate(both, 1)] == [True] * 2


def test_a_missing_file_that_was_agreed_on_is_not_asked_for():
    lacks = edition(other_documents=(OtherDocument("Wniosek", "wniosek.pdf"),))
    agreed = Departure(
        procedure=lacks.id,
        code=MISSING_FILE.code,
        agreed_with="Ewa Pokazowa",
        agreed_on=PUBLISHED,
        reference="1/2024",
    )
    others = (attrs.evolve(agreed, procedure="KA-99999"), attrs.evolve(agreed, code="LCKM-F999"))
    missing = [("file-missing", "/other_documents/0/file")]
    assert kinds(lacks, on=PUBLISHED, departures=others) == missing
    assert kinds(lacks, on=PUBLISHED, departures=[agreed]) == []


@pytest.mark.parametrize(("answer", "told"), [(True, 0), (None, 0), (False, 1)])
def test_a_dead_link(answer, told):
    one = edition(additional_info="Zobacz [stronę](https://lodz.pl/a).")
    found = kinds(
        one, on=PUBLISHED, fetch=lambda url: answer if url == "https://lodz.pl/a" else True
    )
    assert found == [("dead-link", "/additional_info")] * told


def test_an_address_that_several_procedures_have_is_looked_up_once():
    words = {"additional_info": "Zobacz [stronę](https://lodz.pl/a)."}
    editions = [edition(id=number, **words) for number in ("KA-00001", "KA-00002")]
    asked = []
    found = kinds(*editions, on=PUBLISHED, fetch=lambda url: asked.append(url) or False)
    assert found.count(("dead-link", "/additional_info")) == 2
    assert asked.count("https://lodz.pl/a") == 1


@pytest.mark.parametrize(
    ("state", "do"),
    [
        (State.RECEIVED, "sprawdź ją"),
        (State.CORRECTED, "poproś kierownika o uzgodnienie"),
        (State.CHECKED, "opublikuj ją"),
        (State.RETURNED, "zapytaj kierownika"),
        (State.WITHDRAWN, None),
        (State.REPLACED, None),
        (State.EXPIRED, None),
    ],
)
def test_an_edition_that_waits(state, do):
    # 23:30 in UTC is the next day in Łódź.
    act = EditionAct(verb=Transition.HAND_IN, at=datetime(2024, 2, 29, 23, 30, tzinfo=UTC))
    waits = attrs.evolve(edition(1, None, state), acts=(act,))
    found = [
        due_reminders([waits], DIRECTORY, on=day) for day in (date(2024, 3, 14), date(2024, 3, 15))
    ]
    assert not found[0]
    assert [(one.kind, one.begins_on) for one in found[1]] == (
        [(ReminderKind.WAITS, date(2024, 3, 1))] if do else []
    )
    assert all(do in one.message.pl for one in found[1])


def test_a_moment_counts_as_its_day_in_lodz_and_must_be_aware():
    act = EditionAct(verb=Transition.HAND_IN, at=datetime(2024, 2, 29, 12, tzinfo=UTC))
    waits = attrs.evolve(edition(1, None, State.RECEIVED), acts=(act,))
    assert kinds(waits, on=datetime(2024, 3, 13, 23, 30, tzinfo=UTC)) == [("waits", "")]
    with pytest.raises(ValueError, match="time zone"):
        due_reminders([waits], DIRECTORY, on=datetime(2024, 3, 14))
