"""Update requests: what they say, how they are made, what is wrong with them (zał. 2 § 9 ust.

2).
"""

import copy
import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core.amendments import (
    Base,
    Change,
    ItemChange,
    Phrase,
    UpdateRequest,
    amend,
    check_request,
    compare,
    request_to_data,
)
from lckm_core.amendments._locate import LocatedEdit, apply_edits
from lckm_core.amendments._model import End, distinct_names, names, request_from_data
from lckm_core.amendments._text_edits import find_phrases, rewrite
from lckm_core.errors import AmendmentConflictError
from lckm_core.findings import InvalidProcedureError
from lckm_core.forms import judge, to_data, to_yaml
from lckm_core.procedures import from_data, read
from lckm_core.procedures.template import Procedure

MINIMAL = Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml"
LAW = (
    "Wniosek składa się w ciągu trzech dni od zdarzenia. "
    "Urząd rozpatruje sprawę w terminie trzech dni od złożenia wniosku. "
    "Decyzję wysyłamy pocztą.\n\nW razie pytań zadzwoń."
)


def data(**fields: Any) -> dict[str, Any]:
    made = judge({**yaml.safe_load(MINIMAL.read_text("utf-8")), **fields}, Procedure)
    assert not made.findings
    return made.data


def procedure(**fields: Any) -> Procedure:
    return from_data(data(**fields))


def faulty(**fields: Any) -> Procedure:
    """Return a procedure as a page older than the checker may be.

    Steps are given by their names.
    """
    if "steps" in fields:
        fields["steps"] = [{"name": name} for name in fields["steps"]]
    return from_data({**data(), **fields})


def request(*changes: Change, **fields: Any) -> UpdateRequest:
    return UpdateRequest(procedure="KA-00001", changes=changes, **fields)


def changed(old: Procedure, new: Procedure) -> dict[str, Any]:
    """The changes of a request as data, by field; the request is proved exact on the way."""
    made = compare(old, new)
    assert amend(old, made) == new
    assert not check_request(made, old).errors
    return {
        change["field"]: {key: change[key] for key in change if key != "field"}
        for change in to_data(made).get("changes", ())
    }


class TestWholeValues:
    """Data to remove and data to put in, field by field."""

    def test_equal_editions_have_no_changes(self):
        assert compare(procedure(), procedure()).changes == ()

    def test_a_value(self):
        assert changed(procedure(), procedure(cell="Wydział A")) == {
            "/cell": {"remove": "Wydział Gospodarki Komunalnej", "insert": "Wydział A"}
        }

    def test_a_value_that_was_not_given(self):
        assert changed(procedure(), procedure(valid_to="2027-01-31")) == {
            "/valid_to": {"insert": "2027-01-31"}
        }
        assert changed(procedure(valid_to="2027-01-31"), procedure()) == {
            "/valid_to": {"remove": "2027-01-31"}
        }

    def test_a_default_is_named(self):
        assert changed(procedure(), procedure(internal=True)) == {
            "/internal": {"remove": False, "insert": True}
        }

    def test_an_empty_word(self):
        ways = {"ways": [{"phone": "986"}]}
        assert changed(procedure(), procedure(appointments=ways)) == {
            "/appointments": {"remove": "nie dotyczy", "insert": ways}
        }
        assert changed(procedure(), procedure(fees="brak"))["/fees"]["insert"] == "brak"

    def test_a_part_by_its_fields(self):
        old, new = (
            procedure(call_centre={"notes": "a"}),
            procedure(call_centre={"notes": "b", "other": "c"}),
        )
        assert changed(old, new) == {
            "/call_centre/notes": {"remove": "a", "insert": "b"},
            "/call_centre/other": {"insert": "c"},
        }

    def test_a_part_that_was_left_out(self):
        assert changed(procedure(), procedure(call_centre={"notes": "b"})) == {
            "/call_centre/notes": {"insert": "b"}
        }
        assert changed(procedure(call_centre={"notes": "b"}), procedure()) == {
            "/call_centre/notes": {"remove": "b"}
        }

    def test_the_edition_is_told_by_its_dates(self):
        assert compare(procedure(), procedure()).base is None
        assert compare(procedure(produced_on="2026-01-02"), procedure()).base == Base(
            produced_on=date(2026, 1, 2)
        )

    @pytest.mark.parametrize("flag", ["tak", "TAK", "true", True])
    def test_a_flag_as_a_clerk_writes_it(self, flag):
        assert (
            amend(procedure(), request(Change("/internal", remove="nie", insert=flag))).internal
            is True
        )

    def test_a_number_as_a_reader_takes_it(self):
        done = amend(
            procedure(),
            request(Change("/deadline/terms/0/amount", of=("7",), remove="7", insert="14")),
        )
        assert done.deadline.terms[0].amount == 14
        done = amend(procedure(), request(Change("/places/0/rooms", insert=[12])))
        assert done.places[0].rooms == ("12",)
        amounts = Change("/fees/0/rows/0/amount", of=("opłata skarbowa",), remove=17.0, insert=18.5)
        assert (
            to_data(amend(procedure(), request(amounts)))["fees"][0]["rows"][0]["amount"] == "18.50"
        )

    def test_a_default_written_out_is_the_same(self):
        step = {"name": "Złóż wniosek", "online": "nie", "comment": None}
        done = amend(procedure(), request(Change("/steps", items=(ItemChange(remove=step),))))
        assert [step.name for step in done.steps] == ["Odbierz zaświadczenie"]


class TestPhrases:
    """Long texts, phrase by phrase."""

    @staticmethod
    def phrases(new: str, old: str = LAW) -> list[dict[str, str]]:
        made = changed(procedure(how_to=old), procedure(how_to=new))
        assert set(made) == {"/how_to"}
        return made["/how_to"]["text"]

    def test_one_word_with_what_is_around_it(self):
        new = LAW.replace("terminie trzech dni", "terminie pięciu dni")
        assert self.phrases(new) == [
            {
                "before": "rozpatruje sprawę w terminie",
                "remove": "trzech",
                "insert": "pięciu",
                "after": "dni od złożenia wniosku",
            }
        ]

    def test_near_changes_are_one_phrase(self):
        assert self.phrases(
            LAW.replace("trzech dni od zdarzenia", "pięciu dni roboczych od zdarzenia")
        ) == [
            {
                "before": "się w ciągu",
                "remove": "trzech dni",
                "insert": "pięciu dni roboczych",
                "after": "od zdarzenia.",
            }
            | {"before": "składa się w ciągu"}
        ]

    def test_a_removed_word_takes_its_space_along(self):
        assert self.phrases(LAW.replace("rozpatruje sprawę w", "rozpatruje w")) == [
            {
                "before": "trzech dni od zdarzenia. Urząd rozpatruje"[-16:],
                "remove": "sprawę",
                "after": "w terminie trzech dni",
            }
        ]

    def test_a_sentence_added_at_the_end(self):
        assert self.phrases(LAW + " Infolinia jest bezpłatna.") == [
            {
                "before": "W razie pytań",
                "remove": "zadzwoń.",
                "insert": "zadzwoń. Infolinia jest bezpłatna.",
                "at": "end",
            }
        ]

    def test_a_sentence_added_at_the_start(self):
        assert self.phrases("Ważne! " + LAW) == [
            {
                "remove": "Wniosek",
                "insert": "Ważne! Wniosek",
                "after": "składa się w ciągu",
                "at": "start",
            }
        ]

    def test_a_sentence_added_between_two_shows_both(self):
        (phrase,) = self.phrases(
            LAW.replace("zdarzenia. Urząd", "zdarzenia. Termin jest stały. Urząd")
        )
        assert phrase["remove"] == "zdarzenia."
        assert phrase["insert"] == "zdarzenia. Termin jest stały."
        assert phrase["after"] == "Urząd"

    def test_a_paragraph_made_of_a_sentence(self):
        (phrase,) = self.phrases(LAW.replace("zdarzenia. Urząd", "zdarzenia.\n\nUrząd"))
        assert phrase["insert"] == "zdarzenia.\n\nUrząd"

    def test_a_text_mostly_new_is_given_whole(self):
        new = (
            "Sprawę prowadzi teraz inny wydział, a o szczegóły zapytaj przez telefon "
            "lub na miejscu, w sali obsługi."
        )
        assert changed(procedure(how_to=LAW), procedure(how_to=new)) == {
            "/how_to": {"remove": LAW, "insert": new}
        }

    def test_a_short_text_is_given_whole(self):
        assert (
            "text"
            not in changed(procedure(how_to="Złóż wniosek."), procedure(how_to="Złóż podanie."))[
                "/how_to"
            ]
        )

    def test_a_long_line_in_a_list_item(self):
        acts = [
            {
                "title": "Ustawa z dnia 16 listopada 2006 r. "
                "o opłacie skarbowej i o zmianie innych ustaw",
                "journal": "Dz. U.",
            }
        ]
        new = copy.deepcopy(acts)
        new[0]["title"] = acts[0]["title"].replace("2006", "2007")
        (change,) = changed(procedure(legal_basis=acts), procedure(legal_basis=new)).values()
        assert change["text"][0]["remove"] == "2006"

    def test_a_repeated_text_gets_enough_around_it(self):
        old = "a b c d e f. " * 6 + "koniec"
        new = old[:39] + old[39:].replace("c", "x", 1)
        (phrase,) = find_phrases(old, new)
        assert rewrite(old, [phrase]) == new
        assert len(phrase.before or "") > len("a b")

    @pytest.mark.parametrize(
        "phrase",
        [
            Phrase(remove="czterech"),
            Phrase(remove="trzech"),  # twice
            Phrase(remove="rzech"),  # inside a word
            Phrase(before="Urząd", remove="trzech"),
            Phrase(remove="zadzwoń", at=End.END),  # a dot follows
            Phrase(remove="Decyzję", at=End.START),
        ],
    )
    def test_what_is_not_there_once_is_a_conflict(self, phrase):
        old = procedure(how_to=LAW)
        with pytest.raises(AmendmentConflictError) as caught:
            amend(old, request(Change("/how_to", text=(phrase,))))
        assert caught.value.field == "/how_to"
        assert caught.value.found == LAW
        assert phrase.remove in caught.value.expected

    def test_a_phrase_without_context_is_enough_when_it_is_unique(self):
        done = amend(
            procedure(how_to=LAW),
            request(Change("/how_to", text=(Phrase(remove="pocztą", insert="na ePUAP"),))),
        )
        assert "wysyłamy na ePUAP." in done.how_to

    def test_two_phrases_of_one_place_are_a_conflict(self):
        both = (
            Phrase(remove="wysyłamy pocztą", insert="a"),
            Phrase(remove="Decyzję wysyłamy", insert="b"),
        )
        with pytest.raises(AmendmentConflictError):
            amend(procedure(how_to=LAW), request(Change("/how_to", text=both)))

    def test_a_text_that_is_not_there(self):
        with pytest.raises(AmendmentConflictError):
            amend(
                procedure(),
                request(Change("/additional_info", text=(Phrase(remove="a", insert="b"),))),
            )

    def test_long_texts_take_no_time(self):
        old = "\n".join(f"wiersz {number} w tekście" for number in range(4000))
        assert rewrite(
            old, find_phrases(old, old.replace("wiersz 77 ", "wers 77 "))
        ) == old.replace("wiersz 77 ", "wers 77 ")
        assert find_phrases("a b " * 20_000, "b a " * 20_000) == ()
        words = [f"w{number}" for number in range(30_000)]
        assert (
            find_phrases(
                " ".join(words),
                " ".join("x" if place % 10 == 5 else word for place, word in enumerate(words)),
            )
            == ()
        )


class TestLists:
    """Lists by what was removed, inserted or moved; items by what changed in them."""

    STEPS = tuple(
        {"name": name} for name in ("Pobierz druk", "Opłać", "Złóż wniosek", "Odbierz dokument")
    )

    def steps(self, *names_: str, **fields: Any) -> Procedure:
        return procedure(steps=[{"name": name} for name in names_], **fields)

    def test_an_item_inserted_is_between_two(self):
        old, new = self.steps("A", "B"), self.steps("A", "X", "B")
        assert changed(old, new) == {
            "/steps": {"items": [{"insert": {"name": "X"}, "after": "A", "before": "B"}]}
        }

    def test_items_at_the_ends(self):
        old, new = self.steps("A", "B"), self.steps("X", "A", "B", "Y", "Z")
        assert changed(old, new)["/steps"]["items"] == [
            {"insert": {"name": "X"}, "before": "A", "at": "start"},
            {"insert": {"name": "Y"}, "after": "B", "at": "end"},
            {"insert": {"name": "Z"}, "after": "B", "at": "end"},
        ]

    def test_an_item_removed(self):
        assert changed(self.steps("A", "B", "C"), self.steps("A", "C")) == {
            "/steps": {"items": [{"remove": {"name": "B"}}]}
        }

    def test_an_item_moved(self):
        assert changed(self.steps("A", "B", "C"), self.steps("C", "A", "B")) == {
            "/steps": {"items": [{"move": "C", "before": "A", "at": "start"}]}
        }

    def test_an_item_changed_and_moved(self):
        old = procedure(steps=[{"name": "A", "comment": "x"}, {"name": "B"}, {"name": "C"}])
        new = procedure(steps=[{"name": "B"}, {"name": "C"}, {"name": "A", "comment": "y"}])
        assert changed(old, new) == {
            "/steps/0/comment": {"of": ["A"], "remove": "x", "insert": "y"},
            "/steps": {"items": [{"move": "A", "after": "C", "at": "end"}]},
        }

    def test_a_field_deep_inside(self):
        fees = [
            {"rows": [{"kind": "odpis", "amount": "5.00"}, {"kind": "wypis", "amount": "5.00"}]}
        ]
        new = copy.deepcopy(fees)
        new[0]["rows"][1]["amount"] = "6.00"
        assert changed(procedure(fees=fees), procedure(fees=new)) == {
            "/fees/0/rows/1/amount": {"of": ["odpis", "wypis"], "remove": "5.00", "insert": "6.00"}
        }

    def test_words_in_a_list(self):
        old, new = procedure(useful_info=["a", "b", "c"]), procedure(useful_info=["a", "bb", "c"])
        assert changed(old, new) == {"/useful_info/1": {"remove": "b", "insert": "bb"}}

    def test_a_list_filled_or_emptied_is_given_whole(self):
        old, new = procedure(), procedure(useful_info=["a"])
        assert changed(old, new) == {"/useful_info": {"insert": ["a"]}}
        assert changed(new, old) == {"/useful_info": {"remove": ["a"]}}

    def test_equal_items_make_the_list_be_given_whole(self):
        old, new = procedure(useful_info=["a", "a"]), procedure(useful_info=["a", "a", "b"])
        assert changed(old, new) == {
            "/useful_info": {"remove": ["a", "a"], "insert": ["a", "a", "b"]}
        }

    def test_an_item_answers_to_as_many_of_its_words_as_needed(self):
        assert names({"unit": "Urząd", "cell": "A", "phones": ["986"]}) == [
            "Urząd",
            "Urząd · A",
            "Urząd · A · 986",
        ]
        assert distinct_names([{"unit": "U", "cell": "A"}, {"unit": "U", "cell": "B"}]) == [
            "U · A",
            "U · B",
        ]
        assert distinct_names([{"unit": "U", "cell": "A"}, {"unit": "U"}]) is None
        assert distinct_names([{"online": True}]) is None

    @pytest.mark.parametrize(
        ("item", "order"),
        [
            (ItemChange(insert={"name": "X"}), "ABCX"),
            (ItemChange(insert={"name": "X"}, at=End.START), "XABC"),
            (ItemChange(insert={"name": "X"}, after="A"), "AXBC"),
            (ItemChange(insert={"name": "X"}, before="C"), "ABXC"),
            (ItemChange(move="C", before="B"), "ACB"),
            (ItemChange(move="A"), "BCA"),
        ],
    )
    def test_places_as_a_clerk_writes_them(self, item, order):
        done = amend(self.steps("A", "B", "C"), request(Change("/steps", items=(item,))))
        assert "".join(step.name for step in done.steps) == order

    @pytest.mark.parametrize(
        "items",
        [
            (ItemChange(remove={"name": "X"}),),
            (ItemChange(move="X"),),
            (ItemChange(insert={"name": "X"}, after="Y"),),
            (ItemChange(insert={"name": "X"}, after="A", before="C"),),
            (ItemChange(insert={"name": "X"}, after="A", at=End.END),),
            (ItemChange(remove={"name": "A"}), ItemChange(insert={"name": "X"}, after="A")),
            (ItemChange(remove={"name": "A"}), ItemChange(move="A", at=End.END)),
        ],
    )
    def test_what_does_not_fit_is_a_conflict(self, items):
        with pytest.raises(AmendmentConflictError) as caught:
            amend(self.steps("A", "B", "C"), request(Change("/steps", items=items)))
        assert caught.value.field == "/steps"

    @pytest.mark.parametrize(
        "change",
        [
            Change("/steps/0/name", of=("X",), remove="A", insert="Y"),
            Change("/steps/7/name", remove="A", insert="Y"),
            Change("/steps/0/name", of=("A",), remove="B", insert="Y"),
            Change("/useful_info/0", remove="x", insert="y"),
            Change("/appointments/text", insert="y"),
            Change("/cell", insert="y"),
            Change("/steps/name", insert="y"),
            Change("/tytul", insert="y"),
            Change("/title", items=(ItemChange(remove="x"),)),
        ],
    )
    def test_a_place_that_is_not_there_is_a_conflict(self, change):
        with pytest.raises(AmendmentConflictError):
            amend(self.steps("A", "B", "C"), request(change))

    @pytest.mark.parametrize(
        ("new", "now", "field"),
        [
            ({"address": "ul. Nowa 2"}, {"address": "ul. Trzecia 3"}, "/places/1/address"),
            ({"phones": ["426384444"]}, {"phones": ["426385555"]}, "/places/1/phones"),
        ],
    )
    def test_what_moved_is_said_to_be_where_it_is_now(self, new, now, field):
        """Else the current text would have something else there than the message quotes."""
        place = {"cell": "Wydział", "address": "ul. Dawna 1", "phones": ["426383333"]}
        asked = compare(faulty(places=[place]), faulty(places=[place | new]))
        current = faulty(places=[{"cell": "Inny wydział", "address": "ul. Inna 1"}, place | now])
        with pytest.raises(AmendmentConflictError) as caught:
            amend(current, asked)
        assert caught.value.field == field


class TestMeetingRequests:
    """Two requests against one edition: where they touch, the second conflicts.

    Where they do not, both are made.
    """

    @staticmethod
    def meet(old: Procedure, one: Procedure, two: Procedure) -> Procedure:
        first, second = compare(old, one), compare(old, two)
        done = amend(one, second)
        assert done == amend(two, first)
        return done

    def test_different_fields(self):
        done = self.meet(procedure(), procedure(cell="Wydział A"), procedure(internal=True))
        assert (done.cell, done.internal) == ("Wydział A", True)

    def test_different_sentences(self):
        one, two = LAW.replace("ciągu trzech", "ciągu sześciu"), LAW.replace("pocztą", "na ePUAP")
        done = self.meet(procedure(how_to=LAW), procedure(how_to=one), procedure(how_to=two))
        assert done.how_to == one.replace("pocztą", "na ePUAP")

    def test_different_items(self):
        steps = TestLists.STEPS
        one = [*steps[:3], {**steps[3], "comment": "z dowodem"}]
        two = [{"name": "Zacznij"}, *steps]
        done = self.meet(procedure(steps=list(steps)), procedure(steps=one), procedure(steps=two))
        assert to_data(done)["steps"] == [{"name": "Zacznij"}, *one]

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ({"cell": "Wydział A"}, {"cell": "Wydział B"}),
            (
                {"how_to": LAW.replace("trzech dni od zda", "pięciu dni od zda")},
                {"how_to": LAW.replace("ciągu trzech", "czasie trzech")},
            ),
            ({"how_to": LAW + " A."}, {"how_to": LAW + " B."}),
            ({"how_to": "A. " + LAW}, {"how_to": "B. " + LAW}),
            (
                {"how_to": LAW.replace("pocztą.", "pocztą. A.")},
                {"how_to": LAW.replace("pocztą.", "pocztą. B.")},
            ),
            ({"useful_info": ["a", "x", "b"]}, {"useful_info": ["a", "y", "b"]}),
            ({"useful_info": ["a", "b", "x"]}, {"useful_info": ["a", "b", "y"]}),
            ({"useful_info": ["b"]}, {"useful_info": ["aa", "b"]}),
            ({"additional_info": "a"}, {"additional_info": "b"}),
            ({"other_documents": [{"name": "a"}]}, {"other_documents": [{"name": "b"}]}),
        ],
    )
    def test_one_place(self, one, two):
        base = {"how_to": LAW, "useful_info": ["a", "b"]}
        old, first, second = procedure(**base), procedure(**base | one), procedure(**base | two)
        with pytest.raises(AmendmentConflictError):
            amend(first, compare(old, second))
        with pytest.raises(AmendmentConflictError):
            amend(second, compare(old, first))

    def test_a_request_made_twice(self):
        old, new = procedure(), procedure(cell="Wydział A")
        with pytest.raises(AmendmentConflictError) as caught:
            amend(new, compare(old, new))
        assert (caught.value.field, caught.value.expected, caught.value.found) == (
            "/cell",
            "Wydział Gospodarki Komunalnej",
            "Wydział A",
        )
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


class TestConsolidated:
    """In specially justified cases the whole text comes in place of the changes."""

    def test_it_is_what_comes_back(self):
        new = procedure(cell="Wydział A")
        assert amend(procedure(), request(consolidated=new, reason="nowa ustawa")) == new

    def test_it_does_not_undo_a_later_edition(self):
        made = request(
            consolidated=procedure(), reason="r", base=Base(produced_on=date(2026, 1, 1))
        )
        current = procedure(produced_on="2026-05-05")
        with pytest.raises(AmendmentConflictError) as caught:
            amend(current, made)
        assert caught.value.field == "/produced_on"
        assert [(finding.code, finding.path) for finding in check_request(made, current)] == [
            ("LCKM-U003", "/consolidated")
        ]

    def test_it_is_of_the_same_procedure(self):
        with pytest.raises(AmendmentConflictError):
            amend(procedure(), request(consolidated=procedure(id="KA-00002"), reason="r"))

    def test_without_a_reason(self):
        made = request(consolidated=procedure(cell="Wydział A"))
        assert [(finding.code, finding.path) for finding in check_request(made, procedure())] == [
            ("LCKM-U001", "/reason")
        ]


class TestResult:
    """What comes back fits the form; content across fields is judged by ``check``."""

    def test_what_does_not_fit_is_refused(self):
        with pytest.raises(InvalidProcedureError) as caught:
            amend(
                procedure(),
                request(Change("/cell", remove="Wydział Gospodarki Komunalnej", insert={"a": "b"})),
            )
        assert [finding.path for finding in caught.value.findings] == ["/cell"]

    @pytest.mark.parametrize(
        "change",
        [
            Change("/title", remove="Wydanie zaświadczenia o niezaleganiu z opłatą"),
            Change("/steps", items=(ItemChange(insert={"name": "X", "nmae": "Y"}),)),
            Change("/steps/0", of=("Złóż wniosek",), remove={"name": "Złóż wniosek"}),
            Change("/internal", insert=7),
        ],
    )
    def test_nothing_is_lost_silently(self, change):
        assert {finding.code for finding in check_request(request(change), procedure())} & {
            "LCKM-U003",
            "LCKM-U004",
        }
        with pytest.raises((InvalidProcedureError, AmendmentConflictError)):
            amend(procedure(), request(change))

    def test_a_fault_older_than_the_request_does_not_stop_it(self):
        old = from_data({**data(), "title": "Wydanie " + "a" * 160})
        assert amend(old, request(Change("/internal", remove=False, insert=True))).internal

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"steps": ["a" * 41]}, {"steps": ["Zadzwoń", "a" * 41]}),
            ({"steps": ["Zadzwoń", "a" * 41]}, {"steps": ["a" * 41]}),
            (
                {"how_to": "Złóż wniosek\u200b osobiście."},
                {"how_to": "Przyjdź. Złóż wniosek\u200b osobiście."},
            ),
        ],
        ids=["down its list", "up its list", "along its text"],
    )
    def test_nor_does_one_that_the_request_moves(self, before, after):
        old, new = faulty(**before), faulty(**after)
        asked = compare(old, new)
        assert amend(old, asked) == new
        assert not check_request(asked, old).errors

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"steps": ["a" * 41]}, {"steps": ["b" * 42, "a" * 41]}),
            ({"steps": ["a" * 41]}, {"steps": ["a" * 41, "a" * 41]}),
            ({"steps": ["a" * 41]}, {"steps": ["a" * 42]}),
            ({"how_to": "Złóż\u200b wniosek."}, {"how_to": "Złóż\u200b wniosek\u200b."}),
            ({"how_to": "Złóż\u200b wniosek."}, {"how_to": "Złóż\u200c wniosek."}),
            (
                {"how_to": "Złóż\u200b wniosek."},
                {"how_to": "Złóż wniosek.", "summary": "Złóż\u200b wniosek."},
            ),
        ],
        ids=[
            "beside it",
            "the same once more",
            "in its place",
            "again in its text",
            "another sign",
            "in another field",
        ],
    )
    def test_a_new_one_of_its_kind_does(self, before, after):
        old = faulty(**before)
        asked = compare(old, faulty(**after))
        with pytest.raises(InvalidProcedureError) as caught:
            amend(old, asked)
        assert len(caught.value.findings) == 1
        assert [finding.code for finding in check_request(asked, old).errors] == ["LCKM-U004"]

    def test_the_procedure_itself_is_left_alone(self):
        old = procedure()
        before = to_data(old)
        amend(old, compare(old, procedure(steps=[{"name": "X"}], call_centre={"notes": "n"})))
        assert to_data(old) == before


class TestRequest:
    """What is wrong with a request, and its file."""

    @pytest.mark.parametrize(
        ("made", "expected"),
        [
            (request(), [("LCKM-U002", "/changes")]),
            (request(consolidated=procedure(), reason="r"), [("LCKM-U002", "/consolidated")]),
            (
                request(Change("/how_to", text=(Phrase(remove="składa", insert="składa"),))),
                [("LCKM-U002", "/changes/0/text/0")],
            ),
            (
                request(Change("/steps", items=(ItemChange(after="Złóż wniosek"),))),
                [("LCKM-U002", "/changes/0/items/0")],
            ),
            (request(Change("/cell", remove="X")), [("LCKM-U003", "/changes/0")]),
            (request(Change("/unit", remove="Urząd Miasta Łodzi")), [("LCKM-U004", "/changes/0")]),
            (
                request(Change("/cell", insert="x", text=(Phrase(remove="Wydział", insert="W"),))),
                [("LCKM-U005", "/changes/0")],
            ),
            (
                request(
                    Change(
                        "/steps",
                        items=(ItemChange(remove={"name": "Złóż wniosek"}, move="Złóż wniosek"),),
                    )
                ),
                [("LCKM-U003", "/changes/0"), ("LCKM-U005", "/changes/0/items/0")],
            ),
            (request(Change("/tytul", insert="x")), [("LCKM-U008", "/changes/0/field")]),
        ],
    )
    def test_findings(self, made, expected):
        found = check_request(made, procedure())
        assert sorted((finding.code, finding.path) for finding in found) == expected
        assert all(
            finding.message and finding.message_en and finding.cites == "zał. 2 § 9 ust. 2"
            for finding in found
        )

    def test_contradictions_are_refused(self):
        with pytest.raises(InvalidProcedureError) as caught:
            amend(
                procedure(),
                request(Change("/internal", insert=True), consolidated=procedure(), reason="r"),
            )
        assert [finding.code for finding in caught.value.findings] == ["LCKM-U005"]

    def test_two_changes_of_one_place_are_refused(self):
        twice = request(
            Change("/internal", remove=False, insert=True),
            Change("/internal", remove=False, insert=True),
        )
        assert [finding.code for finding in check_request(twice, procedure())] == ["LCKM-U007"]
        with pytest.raises(InvalidProcedureError):
            amend(procedure(), twice)

    def test_another_procedure(self):
        other = UpdateRequest(procedure="KA-00002")
        assert [finding.code for finding in check_request(other, procedure())] == ["LCKM-U006"]
        with pytest.raises(AmendmentConflictError) as caught:
            amend(procedure(), other)
        assert caught.value.field == "/id"

    def test_its_file(self):
        old = procedure(how_to=LAW, useful_info=["a", "b"])
        made = compare(old, procedure(how_to=LAW + " A.", useful_info=["b", "a", "c"], fees="brak"))
        made = UpdateRequest(
            made.procedure,
            changes=made.changes,
            requested_by="Kierownik",
            requested_on=date(2026, 2, 3),
        )
        assert request_from_data(request_to_data(made)) == made
        judged = judge(yaml.safe_load(to_yaml(made)), UpdateRequest)
        assert not judged.findings
        assert request_from_data(judged.data) == made

    def test_its_file_read_as_a_clerk_may_write_it(self):
        fees = [
            {"rows": [{"kind": "odpis", "amount": "17.00"}, {"kind": "wypis", "amount": "6.50"}]}
        ]
        new = procedure(
            fees=fees, deadline={"terms": [{"amount": 14, "unit": "days"}]}, internal=True
        )
        source = """
            procedure: KA-00001
            changes:
              - {field: /fees, remove: [{rows: [{kind: opłata skarbowa, amount: 17.00}],
                 account: 50 1240 1037 1111 0011 0925 0073}],
                 insert: [{rows: [{kind: odpis, amount: 17.00}, {kind: wypis, amount: 6.50}]}]}
              - {field: /deadline/terms/0/amount, remove: 7, insert: 14}
              - {field: /internal, remove: nie, insert: tak}
        """
        document = read(source, model=UpdateRequest)
        assert amend(procedure(), document.build(UpdateRequest)) == new

    def test_a_consolidated_text_in_its_file(self):
        made = request(consolidated=procedure(), reason="nowa ustawa")
        assert request_from_data(request_to_data(made)) == made


def test_what_reorders_a_list_comes_last():
    """So that the path of every other change stays where it was found."""
    made: list[str] = []
    edits = [
        LocatedEdit((), lambda: made.append("first order"), reorders=True),
        LocatedEdit((), lambda: made.append("text")),
        LocatedEdit((), lambda: made.append("second order"), reorders=True),
        LocatedEdit((), lambda: made.append("another text")),
    ]
    apply_edits(edits)
    assert made == ["text", "another text", "first order", "second order"]


@pytest.mark.parametrize("amount", ["9" * 9, "9" * 10, "9" * 5_000])
def test_a_number_of_any_length_is_judged(amount):
    """Python itself reads no more than 4,300 digits."""
    change = Change(field="/deadline/terms/0/amount", remove=7, insert=amount)
    with pytest.raises(InvalidProcedureError):
        amend(procedure(), request(change))
