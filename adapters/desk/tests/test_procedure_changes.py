"""What pages show as changed: between which editions, and in which order."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import attrs
import lxml.html
import pytest
from desk_site import OWN, SAMPLES, newest
from hypothesis import given, strategies as st

from lckm_core.amendments import compare
from lckm_core.organisation import Role
from lckm_core.procedures import Procedure, read
from lckm_core.procedures.parts import Fee, FeeGroup, LegalAct, Term, TimeUnit
from lckm_core.publication import format_amount
from lckm_desk._pages import _environment
from lckm_desk._procedure_changes import procedure_difference

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_UNIT
WHO = {"role": CLERK, "by": "Ewa Pokazowa"}
SAMPLE = read((SAMPLES / f"procedures/{OWN}.yaml").read_bytes(), syntax="yaml", model=Procedure)
SAMPLE = SAMPLE.procedure()


def correct(desk, because=None, **values):
    desk.now += timedelta(hours=1)
    was = newest(desk).procedure
    request = compare(was, attrs.evolve(was, **values))
    desk.centre.correct(request, because=because, now=desk.now, **WHO)


def agree(desk):
    desk.now += timedelta(hours=1)
    desk.centre.agree(OWN, role=HEAD, by="Osoba Head_Of_Unit", now=desk.now)


def corrected_thrice(desk):
    correct(desk, "Nazwa była myląca.", title="Pierwsza poprawka")
    correct(desk, additional_info="Druga poprawka.")
    correct(desk, "Brakowało uwagi.", how_to="Trzecia poprawka.")


def inserted(visitor):
    return " ".join(one.text_content() for one in visitor.page.xpath("//ins"))


def heading(visitor):
    return visitor.page.findtext(".//h2[@id='zmiany']")


# ── which editions ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["/procedura", "/procedura/uzgodnienie"])
def test_a_head_sees_all_corrections_of_what_they_sent_in(desk, page):
    desk.procedure("published")
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, summary="Nowy skrócony opis.")
    corrected_thrice(desk)
    visitor = desk.visitor(HEAD).get(page, numer=OWN)
    assert heading(visitor) == "Zmiany od wersji 2"
    for words in ("Pierwsza poprawka", "Druga poprawka.", "Trzecia poprawka."):
        assert words in inserted(visitor)
    assert "ostatnią przekazaną" in visitor.words


def test_a_head_sees_what_was_corrected_since_they_agreed(desk):
    desk.procedure()
    correct(desk, title="Pierwsza poprawka")
    agree(desk)
    correct(desk, additional_info="Druga poprawka.")
    correct(desk, how_to="Trzecia poprawka.")
    visitor = desk.visitor(HEAD).get("/procedura/uzgodnienie", numer=OWN)
    assert heading(visitor) == "Zmiany od wersji 2"
    assert "Pierwsza poprawka" not in inserted(visitor)
    assert "Druga poprawka." in inserted(visitor)
    assert "Trzecia poprawka." in inserted(visitor)


def test_an_earlier_correction_is_shown_against_what_was_handed_in(desk):
    desk.procedure()
    corrected_thrice(desk)
    visitor = desk.visitor(HEAD).get("/procedura", numer=OWN, wersja="3")
    assert heading(visitor) == "Zmiany od wersji 1"
    assert "Trzecia poprawka." not in inserted(visitor)


@pytest.mark.parametrize("page", ["/procedura/potwierdzenie", "/procedura/publikacja"])
def test_the_section_compares_with_what_is_published(desk, page):
    desk.procedure("published")
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, title="Zwrócony tytuł")
    desk.centre.give_back(OWN, because="Popraw.", now=desk.now, **WHO)
    desk.now += timedelta(hours=1)
    desk.hand_in(OWN, title="Zwrócony tytuł", additional_info="Nowe zdanie.")
    if page.endswith("publikacja"):
        desk.centre.confirm(OWN, now=desk.now, **WHO)
    visitor = desk.visitor(CLERK).get(page, numer=OWN)
    assert heading(visitor) == "Zmiany od wersji 1"
    assert "Zwrócony tytuł" in inserted(visitor)
    assert "Nowe zdanie." in inserted(visitor)
    assert "teraz pokazywaną" in visitor.words


def test_the_section_compares_with_what_was_handed_in_where_nothing_is_published(desk):
    desk.procedure()
    corrected_thrice(desk)
    agree(desk)
    visitor = desk.visitor(CLERK).get("/procedura/publikacja", numer=OWN)
    assert heading(visitor) == "Zmiany od wersji 1"
    assert "Pierwsza poprawka" in inserted(visitor)
    assert "ostatnią przekazaną" in visitor.words


def test_a_first_version_is_said_to_be_compared_with_nothing(desk):
    desk.procedure()
    visitor = desk.visitor(CLERK).get("/procedura/potwierdzenie", numer=OWN)
    assert "Nie ma wcześniejszej wersji" in visitor.words


# ── the page of the agreement ─────────────────────────────────────────────────────────────────────


def test_a_head_reads_the_reasons_the_findings_and_what_to_do_when_they_disagree(desk):
    desk.procedure()
    correct(desk, "Powód już uzgodniony.", title="Uzgodniona poprawka")
    agree(desk)
    corrected_thrice(desk)
    visitor = desk.visitor(HEAD).get("/procedura/uzgodnienie", numer=OWN)
    assert "Nazwa była myląca." in visitor.words
    assert "Brakowało uwagi." in visitor.words
    assert "Powód już uzgodniony." not in visitor.words
    assert "Nie zgadzasz się" in visitor.words
    assert "Oddziałem ds. Monitoringu" in visitor.words
    warnings = desk.centre.check_edition(newest(desk)).warnings
    assert warnings
    for one in warnings:
        assert one.cites in visitor.words
        assert one.code in visitor.words


# ── order ─────────────────────────────────────────────────────────────────────────────────────────

_NAMES = ("Alfa", "Beta", "Gama", "Delta", "Epsilon", "Zeta", "Kappa")
_lists = st.lists(st.sampled_from(_NAMES), unique=True, min_size=1)


def of_acts(names):
    return attrs.evolve(SAMPLE, legal_basis=tuple(map(LegalAct, names)))


def shown(rows):
    """Return what a page shows of changes, without what was removed."""
    html = str(_environment().get_template("parts.html").module.changes(rows, 1))
    lines = []
    for item in lxml.html.fragment_fromstring(html, create_parent=True).xpath(".//li"):
        for removed in item.xpath(".//del"):
            removed.text = ""
        lines.append(" ".join(item.text_content().partition(":")[2].split()))
    return lines


@given(_lists, _lists)
def test_what_is_shown_stands_in_the_order_of_the_new_list(old, new):
    for line in shown(procedure_difference(of_acts(old), of_acts(new))):
        places = sorted((line.index(name), new.index(name)) for name in new if name in line)
        assert all(left < right for (_, left), (_, right) in pairwise(places)), line


@given(st.permutations(_NAMES), st.data())
def test_what_is_shown_stands_in_the_order_of_the_new_text(words, data):
    old = " ".join(f"Zdanie o {word}: długie i takie samo." for word in words)
    kept = data.draw(st.lists(st.sampled_from(words), unique=True, min_size=1))
    kept.sort(key=words.index)
    new = " ".join(f"Zdanie o {word}: długie i takie samo." for word in kept)
    first = attrs.evolve(SAMPLE, additional_info=old)
    second = attrs.evolve(SAMPLE, additional_info=new)
    for line in shown(procedure_difference(first, second)):
        places = sorted((line.index(name), new.index(name)) for name in kept if name in line)
        assert all(left < right for (_, left), (_, right) in pairwise(places)), line


def test_a_moved_row_is_said_to_be_moved_between_its_neighbours():
    first = of_acts(["Alfa", "Beta", "Gama"])
    rows = procedure_difference(first, of_acts(["Gama", "Alfa", "Beta"]))
    (line,) = shown(rows)
    assert line == "przeniesiono: Gama Alfa …"
    rows = procedure_difference(first, of_acts(["Beta", "Alfa", "Gama"]))
    (line,) = shown(rows)
    assert line == "… Beta przeniesiono: Alfa Gama …"


# ── values ────────────────────────────────────────────────────────────────────────────────────────


def of_terms(*terms):
    return attrs.evolve(SAMPLE, deadline=attrs.evolve(SAMPLE.deadline, terms=terms))


def of_fees(*rows):
    fees = tuple(Fee(kind, Decimal(amount)) for kind, amount in rows)
    return attrs.evolve(SAMPLE, fees=(FeeGroup(rows=fees),))


def test_a_term_is_shown_with_its_unit():
    old, new = of_terms(Term(7, TimeUnit.DAYS)), of_terms(Term(5, TimeUnit.DAYS))
    (row,) = procedure_difference(old, new)
    assert (row.field, row.removed, row.inserted) == (
        "Termin realizacji › Terminy",
        "7 dni",
        "5 dni",
    )
    (row,) = procedure_difference(old, of_terms(Term(7, TimeUnit.WORKING_DAYS)))
    assert (row.removed, row.inserted) == ("7 dni", "7 dni roboczych")
    (row,) = procedure_difference(
        old, of_terms(Term(7, TimeUnit.DAYS), Term(2, TimeUnit.WEEKS, "zimą"))
    )
    assert row.inserted == "2 tygodnie; zimą"


def test_a_day_is_shown_as_elsewhere():
    old = attrs.evolve(SAMPLE, valid_from=None)
    (row,) = procedure_difference(old, attrs.evolve(SAMPLE, valid_from=date(2027, 1, 1)))
    assert row.inserted == "1.01.2027"


def test_an_amount_is_shown_as_elsewhere_below_a_label_without_repetition():
    (row,) = procedure_difference(of_fees(("opłata", "17.00")), of_fees(("opłata", "18")))
    assert (row.field, row.removed, row.inserted) == (
        "Opłaty › Wysokość opłaty (opłata)",
        "17,00 zł",
        "18,00 zł",
    )
    new = of_fees(("opłata", "17.00"), ("kaucja", "2100"))
    (row,) = procedure_difference(of_fees(("opłata", "17.00")), new)
    assert row.inserted == f"kaucja; {format_amount(Decimal(2100))}"


def test_words_that_come_into_another_field_are_a_change():
    # Two equal rows cannot be told apart, so that the list is given whole.
    old, new = (FeeGroup(rows=(fee, fee)) for fee in (Fee("a", rule="b"), Fee("a", remarks="b")))
    first, second = (attrs.evolve(SAMPLE, fees=(group,)) for group in (old, new))
    assert procedure_difference(first, second)


def test_an_amount_typed_in_another_way_is_no_change(desk):
    assert procedure_difference(of_fees(("opłata", "17.00")), of_fees(("opłata", "17"))) == []
    desk.procedure(fees=of_fees(("opłata", "17.00")).fees)
    visitor = desk.visitor(CLERK).get("/procedura/poprawki", numer=OWN)
    visitor.press("Sprawdź", **{"/fees/0/rows/0/amount": "17 złotych"})
    assert visitor.status == 422
    assert "Nic nie zmieniono" in visitor.faults[0]
