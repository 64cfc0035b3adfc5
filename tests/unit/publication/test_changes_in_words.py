"""Changes are told in the form's words: no key, no choice of data, no Markdown."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from lckm_core.amendments import compare
from lckm_core.fields import Shape, fields_of, object_shape
from lckm_core.forms import build, to_data
from lckm_core.procedures import Procedure, read
from lckm_core.procedures.parts import (
    BookingWay,
    Deadline,
    Related,
    Relation,
    RequiredDocument,
    RequiredDocuments,
    Step,
    Submission,
    SubmissionDeadline,
    Term,
    TimeUnit,
    Way,
)
from lckm_core.publication import changes_in_words
from lckm_core.text import EmptyWord

SAMPLES = Path(__file__).parents[3] / "samples" / "procedures"
PLAIN = read((SAMPLES / "KA-01238.yaml").read_bytes(), name="KA-01238.yaml").procedure()
RICH = read((SAMPLES / "KA-01189.yaml").read_bytes(), name="KA-01189.yaml").procedure()
TEXT = "Słowo"


def words(old: Procedure, new: Procedure, **titles: str) -> str:
    """Return all words of all changes between two texts."""
    rows = changes_in_words(
        compare(old, new), old, lambda number: titles.get(number.replace("-", "_"))
    )
    return " | ".join(
        " ".join((row.label, *row.of, row.before, row.removed, row.inserted, row.after))
        for row in rows
    )


def machine_words(model: type) -> set[str]:
    """Return the keys and the values of choices of a model and its parts."""
    found: set[str] = set()
    for field in fields_of(model):
        found.add(field.key)
        shape = field.shape.element or field.shape
        found |= set(shape.choices) | set(field.shape.choices)
        if shape.model is not None:
            found |= machine_words(shape.model)
    return found


# What an address may hold is no word of ours: „email” is one of the keys.
MACHINE = re.compile(
    rf"(?<![\w./@-])(?:{'|'.join(sorted(machine_words(Procedure), key=len, reverse=True))}"
    r"|true|false|none|tak|nie)(?![\w./@-])"
)
ALLOWED = re.compile(r"nie zaznaczono|zaznaczono „(?:tak|nie)”|„[^”]*”")


def values_of(shape: Shape, number: int) -> Any:
    """Return a value of a shape; another for another number."""
    match shape.form:
        case "text" if shape.text is not None and shape.text.name == "amount":
            return Decimal(number + 1)
        case "text":
            return f"{TEXT}{number} {TEXT}"
        case "flag":
            return bool(number % 2)
        case "integer":
            return number + 2
        case "day":
            return date(2026, 12, number + 1)
        case "choice":
            return shape.choices[number % len(shape.choices)]
        case "list":
            assert shape.element is not None
            return [values_of(shape.element, number + at) for at in range(2)]
        case _:
            assert shape.model is not None
            return {field.key: values_of(field.shape, number) for field in fields_of(shape.model)}


def changed_data() -> Iterator[tuple[str, Any, Any]]:
    """Yield for each field of the form, and each of its parts, a value and another."""
    for field in fields_of(Procedure):
        if field.key != "id":
            yield field.key, values_of(field.shape, 0), values_of(field.shape, 1)
            if field.shape.form == "list" and field.shape.word is None:
                yield field.key, values_of(field.shape, 0)[::-1], values_of(field.shape, 0)
            yield from changed_parts(field.key, field.shape, values_of(field.shape, 0))


def changed_parts(key: str, shape: Shape, value: Any) -> Iterator[tuple[str, Any, Any]]:
    if shape.form == "list":
        assert shape.element is not None
        if shape.element.model is not None:
            for _, old, new in changed_parts(key, shape.element, value[0]):
                yield key, [old, *value[1:]], [new, *value[1:]]
        yield key, value[:1], value
        yield key, value, value[1:]
        yield key, [value[0], values_of(shape.element, 5), value[1]], [value[1], value[0]]
        yield key, [value[1], value[0]], value
    elif shape.model is not None:
        for field in fields_of(shape.model):
            yield key, value, {**value, field.key: values_of(field.shape, 1)}
            for _, old, new in changed_parts(field.key, field.shape, value[field.key]):
                yield key, {**value, field.key: old}, {**value, field.key: new}


CASES = list(changed_data())


@pytest.mark.parametrize(
    "at", range(len(CASES)), ids=[f"{at}-{c[0]}" for at, c in enumerate(CASES)]
)
def test_no_change_of_any_field_has_a_machine_word(at):
    key, old, new = CASES[at]
    plain = to_data(PLAIN)
    before, after = build({**plain, key: old}, Procedure), build({**plain, key: new}, Procedure)
    told = ALLOWED.sub("", words(before, after))
    assert told or old == new
    assert MACHINE.search(told) is None, told


def test_there_are_cases_for_each_field():
    assert {case[0] for case in CASES} == {field.key for field in fields_of(Procedure)} - {"id"}
    assert object_shape(Procedure).model is Procedure


def test_the_mark_of_a_step_is_told_with_its_label():
    step = PLAIN.steps[0]
    new = attrs.evolve(PLAIN, steps=(attrs.evolve(step, online=not step.online), *PLAIN.steps[1:]))
    (row,) = changes_in_words(compare(PLAIN, new), PLAIN)
    assert row.label.endswith("Etap możliwy bez wizyty w urzędzie (@)")
    assert row.of == (step.name,)
    assert {row.removed, row.inserted} == {"zaznaczono", "nie zaznaczono"}


def test_a_new_step_tells_its_mark():
    new = attrs.evolve(PLAIN, steps=(*PLAIN.steps, Step("Czekaj", None, online=True)))
    assert "Czekaj; zaznaczono: etap możliwy bez wizyty w urzędzie (@)" in words(PLAIN, new)


def test_an_obligatory_visit_is_told():
    old = attrs.evolve(RICH, appointments=EmptyWord.NOT_APPLICABLE)
    ways = RICH.appointments
    new = attrs.evolve(RICH, appointments=attrs.evolve(ways, mandatory=True))
    assert "zaznaczono: umówienie wizyty jest niezbędne" in words(old, new)
    booked = attrs.evolve(new, appointments=attrs.evolve(ways, ways=(BookingWay(phone="112"),)))
    assert "Umówienie wizyty jest niezbędne zaznaczono nie zaznaczono" in " ".join(
        words(new, booked).split()
    )


def test_a_document_says_in_which_group_it_is():
    paper = RequiredDocument("Nowe zaświadczenie")
    groups = RequiredDocuments(to_submit=(paper,), to_present=(paper,))
    old = attrs.evolve(RICH, required_documents=RequiredDocuments())
    rows = changes_in_words(compare(old, attrs.evolve(RICH, required_documents=groups)), old)
    assert [row.label for row in rows] == [
        "Wymagane dokumenty › Do złożenia",
        "Wymagane dokumenty › Do wglądu",
    ]


def test_a_related_procedure_has_its_title():
    new = attrs.evolve(PLAIN, related=(Related("KA-01478", Relation.REQUIRED),))
    told = words(attrs.evolve(PLAIN, related=()), new, KA_01478="Ruch pojazdów")
    assert "KA-01478 „Ruch pojazdów”; wymagana do załatwienia tej sprawy" in told
    assert "KA-01478;" in words(attrs.evolve(PLAIN, related=()), new)


def test_ways_and_terms_that_move_are_called_by_their_words():
    ways = tuple(Submission(way, (f"Miejsce {way.name}",)) for way in Way)
    old = attrs.evolve(PLAIN, submission=ways)
    told = words(old, attrs.evolve(PLAIN, submission=(ways[1], *ways[2:], ways[0])))
    assert "listownie" in told
    assert MACHINE.search(told) is None
    terms = (Term(8, TimeUnit.DAYS), Term(1, TimeUnit.MONTHS), Term(1, TimeUnit.WORKING_DAYS))
    old = attrs.evolve(PLAIN, deadline=Deadline(terms))
    told = words(old, attrs.evolve(PLAIN, deadline=Deadline(terms[::-1])))
    assert "1 miesiąc" in told
    assert "8 dni" in told


def test_the_amount_and_the_unit_of_a_term_are_one_change():
    old = attrs.evolve(PLAIN, deadline=Deadline((Term(14, TimeUnit.DAYS),)))
    new = attrs.evolve(PLAIN, deadline=Deadline((Term(2, TimeUnit.MONTHS),)))
    (row,) = changes_in_words(compare(old, new), old)
    assert (row.removed, row.inserted, row.of) == ("14 dni", "2 miesiące", ())


def test_a_deadline_for_a_way_is_called_by_it():
    rows = (SubmissionDeadline("do 30 kwietnia", Way.EMAIL), SubmissionDeadline("w każdy dzień"))
    old = attrs.evolve(PLAIN, submission_deadline=())
    told = words(old, attrs.evolve(PLAIN, submission_deadline=rows))
    assert "do 30 kwietnia; pocztą elektroniczną" in told


LONG = "Zaświadczenie wydamy po sprawdzeniu akt, a o przedłużeniu karty napiszemy. Potem zadzwoń."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("Potem zadzwoń.", "**Przedłużenie karty.** Potem zadzwoń.")),
        (LONG, LONG.replace("przedłużeniu karty", "**przedłużeniu karty**")),
        (LONG, f"{LONG}\n\n- po pierwsze, [strona](https://lodz.pl/karty)\n- po drugie"),
        ("**Uwaga.** Krótko.", "**Uwaga.** Dłużej."),
        ("Krótko", "**Krótko**"),
    ],
)
def test_no_change_shows_marks_of_markdown(old, new):
    before, after = attrs.evolve(PLAIN, how_to=old), attrs.evolve(PLAIN, how_to=new)
    told = words(before, after)
    assert told
    assert not re.search(r"\*|\]\(|(?:^|\n)- ", told), told
    back = changes_in_words(compare(after, before), after)
    assert [(row.removed, row.inserted) for row in back if not row.in_text] == [
        (row.inserted, row.removed)
        for row in changes_in_words(compare(before, after), before)
        if not row.in_text
    ]


def test_in_one_line_the_same_characters_are_told_as_residents_see():
    title = "Wydanie karty [duplikat] *bez opłat* i odbiór jej w siedzibie Urzędu Miasta Łodzi"
    old = attrs.evolve(PLAIN, title=title)
    new = attrs.evolve(PLAIN, title=title.replace("[duplikat]", "[odpis]"))
    told = words(old, new)
    assert "karty [ duplikat odpis ] *bez" in told


def test_marks_alone_are_told_by_how_they_look():
    old, new = attrs.evolve(PLAIN, how_to="Krótko"), attrs.evolve(PLAIN, how_to="**Krótko**")
    (row,) = changes_in_words(compare(old, new), old)
    assert (row.removed, row.inserted) == ("Krótko (zwykły tekst)", "Krótko (pogrubione)")


@pytest.mark.parametrize("sign", ["2 * 3 * 4", "2*3", "[uchylony]"])
def test_signs_of_no_mark_stay_in_a_phrase(sign):
    old = attrs.evolve(PLAIN, how_to=LONG)
    new = attrs.evolve(PLAIN, how_to=LONG.replace("akt,", f"akt {sign},"))
    assert sign in words(old, new)


def test_without_the_old_text_choices_are_words_all_the_same():
    ways = tuple(Submission(way, (f"Miejsce {way.name}",)) for way in Way)
    old = attrs.evolve(PLAIN, submission=ways)
    new = attrs.evolve(PLAIN, submission=(ways[1], *ways[2:], ways[0]))
    told = " ".join(
        " ".join((row.before, row.inserted, row.after))
        for row in changes_in_words(compare(old, new))
    )
    assert "listownie" in told
    assert MACHINE.search(told) is None
