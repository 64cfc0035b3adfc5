"""What stood in „Inne” is erased from every place in which a history has it."""

from datetime import UTC, datetime

import attrs
import pytest

from lckm_core.amendments import Change, Phrase, UpdateRequest
from lckm_core.publication import (
    Edition,
    EditionAct,
    State,
    Transition,
    earlier_notes,
    without_earlier_notes,
)
from lckm_testing.contracts import samples

MARK, KEPT = "canary-note", "Pytaj o numer."


def edition(state, note, number=1, *before, request=None):
    acts = tuple(
        EditionAct(verb=Transition.NOTE, at=datetime(2026, 3, 4, tzinfo=UTC), by="Anna", note=text)
        for text in before
    )
    made = Edition(
        procedure=samples.procedure(), number=number, state=state, acts=acts, request=request
    )
    return made.with_note(note)


def noted_text(note):
    return edition(State.PUBLISHED, note).procedure


REQUESTS = [
    UpdateRequest("KA-00001", consolidated=noted_text(MARK), reason="Zmiana"),
    UpdateRequest(
        "KA-00001",
        changes=(
            Change(
                field="/call_centre",
                remove={"notes": "Opis", "other": MARK},
                insert={"other": MARK},
            ),
            Change(field="/call_centre/other", remove=MARK, insert=KEPT),
        ),
    ),
]


@pytest.mark.parametrize("request_", [None, *REQUESTS])
@pytest.mark.parametrize("state", [state for state in State if not state.may_be_shown])
def test_no_place_has_what_is_in_no_edition_in_use(state, request_):
    editions = [
        edition(state, MARK, 1, None, MARK, request=request_),
        edition(State.PUBLISHED, KEPT, 2, MARK, KEPT, MARK, request=request_),
    ]
    assert earlier_notes(editions) == (MARK,)
    erased = without_earlier_notes(editions)
    assert MARK not in repr(erased)
    assert erased[0].procedure.call_centre.other == "[usunięto]"
    assert erased[1].procedure == editions[1].procedure
    assert [act.note for act in erased[1].acts] == ["[usunięto]", KEPT, "[usunięto]"]
    assert [act.note for act in erased[0].acts] == [None, "[usunięto]"]
    assert [attrs.evolve(act, note=None) for act in erased[1].acts] == [
        attrs.evolve(act, note=None) for act in editions[1].acts
    ]
    assert earlier_notes(erased) == ()
    assert without_earlier_notes(erased) == erased


def test_what_is_there_now_stays_wherever_it_was():
    editions = [edition(State.REPLACED, KEPT, 1), edition(State.PUBLISHED, KEPT, 2, None, KEPT)]
    assert earlier_notes(editions) == ()
    assert without_earlier_notes(editions) == editions


def test_phrases_of_what_is_in_use_stay_when_something_else_is_erased():
    now = "Pytaj o numer działki i o adres."
    kept = Phrase(before="Pytaj o", remove="numer  działki", insert="adres", after="i o")
    gone = Phrase(before="Pytaj o numer", remove=MARK, insert="adres")
    half = Phrase(remove="adres", insert=f"adres, dzwoni {MARK}")
    change = Change(field="/call_centre/other", text=(kept, gone, half))
    request = UpdateRequest("KA-00001", changes=(change,))
    editions = [
        edition(State.REPLACED, f"Pytaj o numer {MARK}", 1),
        edition(State.PUBLISHED, now, 2, request=request),
    ]
    erased = without_earlier_notes(editions)
    assert erased[1].request.changes[0].text == (kept,)
    assert MARK not in repr(erased)


@pytest.mark.parametrize(
    ("now", "phrase", "stays"),
    [
        ("Pani Anna. Kowalskiego 5.", Phrase(before="Anna", remove="Kowalski", after="5"), False),
        ("Janowo 5.", Phrase(remove="Jan"), False),
        ("Pytaj o plan.", Phrase(remove="plan", insert="lan"), False),
        ("Pytaj o plan, potem o mapę.", Phrase(remove="plan", insert=", potem"), True),
        ("Pytaj o plan.", Phrase(before="Anny Nowak", remove="plan"), False),
        ("Pytaj o plan.", Phrase(remove="plan", after="Anny Nowak"), False),
        ("Pytaj o plan.", Phrase(before="o", remove="plan", after="."), True),
        ("Pytaj (o plan).", Phrase(before="(o", remove="plan", after=")."), True),
    ],
)
def test_a_phrase_is_in_use_where_its_whole_words_are(now, phrase, stays):
    assert phrases_left(phrase, now) == ((phrase,) if stays else ())


def test_a_phrase_made_of_two_texts_in_use_is_in_neither():
    phrase = Phrase(before="Anna", remove="Nowak")
    assert phrases_left(phrase, "Pytaj o Annę. Anna", "Pytaj o numer. Nowak") == ()


def phrases_left(phrase, *in_use):
    """Return the phrases of a change after another text of „Inne” is erased."""
    change = Change(field="/call_centre/other", text=(phrase,))
    request = UpdateRequest("KA-00001", changes=(change,))
    editions = [
        edition(State.PUBLISHED, note, number, request=request)
        for number, note in enumerate(in_use, 2)
    ]
    erased = without_earlier_notes([edition(State.REPLACED, MARK, 1), *editions])
    return erased[-1].request.changes[0].text
