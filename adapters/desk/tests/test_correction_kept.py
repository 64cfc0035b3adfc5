"""What the form of a correction keeps: of a cut form, and of texts that nobody touched."""

import attrs
import pytest
from test_correction import (
    CLERK,
    PATH,
    correct_elsewhere,
    do,
    names_of_steps,
    newest,
    opened,
    press,
    sent_by,
    value,
)

from lckm_core.findings import Finding, Severity
from lckm_core.ports import EditionChange
from lckm_core.publication import HeldFile
from lckm_core.text import normalise
from lckm_desk._corrections.cut_forms import completed
from lckm_desk._corrections.fields import structure_of
from tests.helpers.rows import some_in_every_change

# Larger than the form as programs send it, that is without files.
TOO_LONG = "x" * 300_000


def form_of(visitor):
    return sent_by(visitor.page.xpath("//main//form")[0])


def store(desk, **values):
    """Store the text of the newest edition with other values, as they may have come in a file."""
    was = newest(desk)
    edition = attrs.evolve(was, procedure=attrs.evolve(was.procedure, **values), number=2)
    desk.memory.procedures.save([EditionChange(edition)])


def shown_changes(visitor):
    return [one.text_content() for one in visitor.page.xpath("//main//del | //main//ins")]


# ── a form that was cut ───────────────────────────────────────────────────────────────────────────


EVERY_CHANGE = ("/fees/0/rows/1/kind", "/title")
LONG_CUT = pytest.mark.slow(reason="a cut in every section; in a row within rows, and in no list")


def cut_names():
    """Return names of fields of each section that has rows, also of rows within rows."""
    return (
        "/call_centre/phones/0/name",
        "/steps/1/comment",
        "/fees/1/remarks",
        "/fees/0/rows/1/kind",
        "/places/0/hours",
        "/required_documents/to_submit/0/name",
        "/title",
    )


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in EVERY_CHANGE else LONG_CUT) for name in cut_names()],
)
def test_a_cut_form_keeps_every_other_text(desk, name):
    desk.procedure()
    visitor = opened(desk)
    before = form_of(visitor)
    visitor.post(PATH, **{**before, name: TOO_LONG, "zrob": "sprawdz"})
    assert visitor.status == 413
    assert "poprzedni tekst" in " ".join(visitor.faults)
    after = form_of(visitor)
    assert {**after, name: before[name]} == {**before, name: before[name]}
    was = newest(desk).procedure
    visitor.post(PATH, **{**after, name: before[name], "/additional_info": "N", "zrob": "sprawdz"})
    press(visitor, "Zapisz", slowa="Dlatego.")
    assert newest(desk).procedure == attrs.evolve(was, additional_info="N")


def test_a_cut_form_keeps_what_was_typed_before_the_cut(desk):
    desk.procedure()
    visitor = opened(desk)
    typed = {"/title": "Nowa nazwa", "/steps/0/name": "Nowy krok", "/summary": ""}
    visitor.post(PATH, **{**form_of(visitor), **typed, "/fees/1/remarks": TOO_LONG})
    for name, text in typed.items():
        assert value(visitor, name) == text


ACTS = ("dodaj /steps", "usun /steps/0", "nizej /steps/0", "usun /fees/0")
LONG_ACT = pytest.mark.slow(reason="every act with every cut; each act with one stands for them")


@pytest.mark.parametrize(
    ("name", "act"),
    [
        pytest.param(name, act, marks=() if (at - row) % 3 == 0 else LONG_ACT)
        for row, name in enumerate(("/steps/1/comment", "/summary", "/places/0/hours"))
        for at, act in enumerate(ACTS)
    ],
)
def test_a_cut_form_with_other_rows_loses_no_row(desk, act, name):
    desk.procedure()
    visitor = do(opened(desk), act, **{"/steps/0/name": "Nowy krok"})
    rows = names_of_steps(visitor)
    visitor.post(PATH, **{**form_of(visitor), name: TOO_LONG, "zrob": "sprawdz"})
    assert visitor.status == 413
    assert "dopisano" in " ".join(visitor.faults)
    stored = [step.name for step in newest(desk).procedure.steps]
    after = names_of_steps(visitor)
    # What came is there, and so is what is stored and did not come.
    assert after == stored if name == "/summary" else {*stored[1:], rows[0]} <= {*after}


def test_rows_that_came_whole_are_not_appended_again(desk):
    desk.procedure()
    visitor = do(opened(desk), "usun /steps/0", **{"/steps/1/name": "Nowy krok"})
    rows = names_of_steps(visitor)
    names = list(form_of(visitor))
    later = next(
        name
        for name in names[names.index(f"/steps/{len(rows) - 1}/name") :]
        if name.startswith("/") and not name.startswith("/steps")
    )
    visitor.post(PATH, **{**form_of(visitor), later: TOO_LONG})
    assert visitor.status == 413
    assert names_of_steps(visitor) == rows


def test_a_form_of_rows_in_no_known_order_keeps_all_stored_rows():
    stored = {"steps": [{"name": "A"}, {"name": "B"}], "title": "T"}
    came = {"/title": "T2", "/steps/0/name": "X", "/steps/1/name": "A"}
    texts = completed(came, stored, ["/steps"])
    assert structure_of(texts)[0]["steps"] == [{"name": "X"}, {"name": "A"}, {"name": "B"}]
    assert structure_of(completed({}, stored, ["/steps"]))[0]["steps"] == stored["steps"]
    texts = completed(came, stored, [])
    assert structure_of(texts)[0]["steps"] == [{"name": "X"}, {"name": "A"}]


def test_an_empty_word_that_is_stored_gives_way_to_what_came():
    came = {"/fees/0/rows/0/kind": "Opłata"}
    assert completed(came, {"fees": "brak"}, []) == came
    assert completed({"/title": "T"}, {"fees": "brak"}, []) == {"/fees": "brak", "/title": "T"}


def test_a_cut_form_of_changes_without_an_empty_row_loses_no_row(desk):
    desk.procedure()
    visitor = opened(desk)
    empty = {name: "" for name in form_of(visitor) if name.startswith("/steps/0/")}
    visitor = press(visitor, **empty)
    assert visitor.status == 200
    visitor.post(PATH, **{**form_of(visitor), "/steps/0/comment": TOO_LONG})
    assert visitor.status == 413
    assert {one.name for one in newest(desk).procedure.steps} <= {*names_of_steps(visitor)}


def test_the_rows_of_a_form_that_was_brought_to_a_newer_edition_are_in_any_place(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    assert value(visitor, "pozycje") == ""
    correct_elsewhere(desk, steps=newest(desk).procedure.steps[1:])
    press(press(visitor, "Zapisz", slowa="Moje."), "Przenieś")
    assert {"/steps", "/fees", "/call_centre/phones"} <= {*value(visitor, "pozycje").split()}


def test_a_field_that_is_too_long_loses_nothing_else(desk):
    desk.procedure()
    visitor = do(opened(desk), "usun /steps/0")
    before = form_of(visitor)
    visitor.upload(PATH, **{**before, "/how_to": TOO_LONG, "zrob": "sprawdz"})
    assert visitor.status == 413
    assert len(visitor.faults) == 1
    after = form_of(visitor)
    assert {**after, "/how_to": ""} == {**before, "/how_to": ""}


def test_names_of_lists_that_no_browser_sends_are_left_out(desk):
    desk.procedure()
    for text in ("/title /x / <b>", " ".join(f"/fees/{at}/rows" for at in range(9000)), ""):
        visitor = opened(desk)
        visitor.post(PATH, **{**form_of(visitor), "pozycje": text, "/summary": TOO_LONG})
        assert visitor.status == 413
        assert "<b>" not in value(visitor, "pozycje")
        assert len(names_of_steps(visitor)) >= len(newest(desk).procedure.steps)


# ── texts that nobody touched ─────────────────────────────────────────────────────────────────────

ODD = [
    ("pierwszy wiersz\ndrugi wiersz", "inny"),
    ("", "inny"),
    ("",),
    ("\u00a0", "inny"),
    ("2\u00a0100 zł", "inny"),
    ("a\r\nb\rc", "inny"),
]


@pytest.mark.parametrize(
    "items",
    some_in_every_change(
        [(items,) for items in ODD], 0, 1, reason="another odd text; of several lines and none stay"
    ),
)
def test_a_list_of_texts_that_nobody_touched_is_the_very_same(desk, items):
    desk.procedure()
    store(desk, useful_info=items)
    visitor = press(opened(desk))
    assert visitor.faults == ["Nic nie zmieniono. Popraw pole albo wróć do procedury."]
    visitor = press(opened(desk), **{"/additional_info": "Nowe."})
    assert shown_changes(visitor) == [newest(desk).procedure.additional_info, "Nowe."]
    press(visitor, "Zapisz", slowa="Dlatego.")
    assert visitor.status == 303
    assert newest(desk).procedure.useful_info == tuple(map(normalise, items))


def test_a_list_of_texts_that_was_touched_has_a_line_for_each(desk):
    desk.procedure()
    store(desk, useful_info=("pierwszy\ndrugi", "inny"))
    visitor = press(opened(desk), **{"/useful_info": "pierwszy\ndrugi\ninny\nnowy"})
    press(visitor, "Zapisz", slowa="Dlatego.")
    assert newest(desk).procedure.useful_info == ("pierwszy", "drugi", "inny", "nowy")


def test_a_line_break_in_a_text_of_one_line_stays(desk):
    desk.procedure()
    store(desk, title="Wydanie\nzezwolenia")
    visitor = opened(desk)
    assert visitor.page.xpath("//textarea[@name='/title']")
    assert value(visitor, "/title") == "Wydanie\nzezwolenia"


def test_a_choice_that_the_form_does_not_offer_stays_chosen(desk):
    desk.procedure()
    visitor = do(opened(desk), "sprawdz", **{"/deadline/terms/0/unit": "lata"})
    assert visitor.status == 422
    assert value(visitor, "/deadline/terms/0/unit") == "lata"


# ── what is too large ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("texts", [["x" * 250_000] * 4, ["ł" * 128_001]])
def test_a_procedure_that_could_not_be_sent_back_is_not_opened(desk, texts):
    desk.procedure()
    first = newest(desk).procedure.steps[0]
    store(desk, steps=tuple(attrs.evolve(first, comment=text) for text in texts))
    visitor = opened(desk)
    assert visitor.status == 413
    assert "1 MB" in visitor.words


# ── findings ──────────────────────────────────────────────────────────────────────────────────────


def test_a_warning_about_the_file_is_told_of_the_corrected_text_too(desk):
    desk.procedure()
    warning = Finding("LCKM-D001", Severity.WARNING, "/title", "Tego nie odczytano.", "zał. 2 § 9")
    edition = attrs.evolve(newest(desk), findings=(warning,), number=2)
    desk.memory.procedures.save([EditionChange(edition)])
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    assert "Tego nie odczytano." in visitor.words


def test_a_warning_that_the_correction_answers_is_told_no_more(desk):
    desk.procedure()
    words = "Data zostaje, choć tekst jest nowy."
    warning = Finding("LCKM-U010", Severity.WARNING, "/produced_on", words, "wzór")
    edition = attrs.evolve(newest(desk), findings=(warning,), number=2)
    desk.memory.procedures.save([EditionChange(edition)])
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    assert words in visitor.words
    visitor = press(opened(desk), **{"/produced_on": "2026-11-30"})
    assert visitor.status == 200
    assert words not in visitor.words


def test_a_file_that_the_corrected_text_names_no_more_is_not_told_of(desk):
    desk.procedure()
    file = HeldFile("wniosek.pdf", desk.memory.documents.keep(b"%PDF-1.4 "), 9)
    edition = attrs.evolve(newest(desk), files=(file,), number=2)
    desk.memory.procedures.save([EditionChange(edition)])
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    assert visitor.status == 200
    assert "wniosek.pdf" not in visitor.words


def test_each_line_of_what_is_wrong_names_its_field(desk):
    desk.procedure()
    typed = {"/valid_from": "kiedyś", "/deadline/terms/0/amount": "dwa"}
    visitor = press(opened(desk), **typed)
    assert visitor.faults[0].startswith("Obowiązuje od: ")
    assert any("1: " in one and "liczba całkowita" in one for one in visitor.faults)
    (note,) = visitor.page.xpath("//*[@id='note-/valid_from']")
    assert "Obowiązuje od:" not in note.text_content()
    again = do(visitor, "dodaj /steps")
    link = again.page.xpath("//section[@aria-labelledby='uwagi']//a[@href='#/valid_from']")[0]
    assert link.text_content().startswith("Obowiązuje od: ")


def test_no_message_has_a_word_of_programs(desk):
    desk.procedure()
    empty = {"/fees/0/rows/0/rule": "", "/fees/0/rows/0/amount": "", "/submission/0/way": ""}
    visitor = press(opened(desk), **empty)
    assert visitor.status == 422
    for word in ("rule", "amount", "by_post"):
        assert word not in visitor.words
    assert any("„Sposób ustalenia wysokości opłaty”." in one for one in visitor.faults)
    assert any("jedno z: pocztą, osobiście" in one for one in visitor.faults)


@pytest.mark.parametrize(
    ("typed", "day"),
    some_in_every_change(
        [
            ("12.11.2027", "2027-11-12"),
            ("12 listopada 2027", "2027-11-12"),
            ("1.1.2027 r.", "2027-01-01"),
            (" 2027-01-01 ", "2027-01-01"),
        ],
        1,
        reason="another way to write a day; one stands for them",
    ),
)
def test_a_day_is_read_as_people_write_it(desk, typed, day):
    desk.procedure()
    visitor = press(opened(desk), **{"/valid_to": typed})
    assert visitor.status == 200, visitor.faults
    press(visitor, "Zapisz", slowa="Dlatego.")
    assert str(newest(desk).procedure.valid_to) == day


# ── the reason, and who was first ─────────────────────────────────────────────────────────────────


def test_a_reason_has_no_characters_that_nobody_sees(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    for text in ("Nazwa\x0b była", "Nazwa\x1b[31m", "Nazwa\u2028była"):
        press(visitor, "Zapisz", slowa=text)
        assert visitor.status == 422
        assert "sterujące" in visitor.faults[0]
    press(visitor, "Zapisz", slowa=" \u202e\u200b ")
    assert "Napisz, dlaczego" in visitor.faults[0]
    press(visitor, "Zapisz", slowa="\u202eNazwa\u00a0była\nmyląca\u2069.")
    assert visitor.status == 303
    assert newest(desk).acts[-1].note == "Nazwa była\nmyląca."


def saved(desk):
    """Return the fields of a form that was stored once."""
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    fields = {**form_of(visitor), "slowa": "Dlatego.", "zrob": "zapisz"}
    assert visitor.post(PATH, **fields).status == 303
    return fields


@pytest.mark.parametrize(
    "why",
    some_in_every_change(
        ["", "Z innego powodu.", "x" * 2001], 1, reason="no reason, which is refused anyway"
    ),
)
def test_an_overtaken_form_without_the_same_reason_is_not_taken_for_sent_twice(desk, why):
    desk.procedure()
    fields = saved(desk)
    visitor = desk.visitor(CLERK).post(PATH, **{**fields, "slowa": why})
    assert visitor.status == 409
    assert newest(desk).number == 2


def test_the_same_correction_of_somebody_else_is_not_taken_for_sent_twice(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    fields = {**form_of(visitor), "slowa": "Dlatego.", "zrob": "zapisz"}
    correct_elsewhere(desk, because="Dlatego.", title="Wydanie innego zezwolenia")
    assert visitor.post(PATH, **fields).status == 409


def test_what_is_stored_in_the_same_moment_is_seen_before_the_correction(desk, monkeypatch):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    correct = type(desk.centre).correct

    def correct_second(self, *values, **named):
        monkeypatch.undo()
        correct_elsewhere(desk, additional_info="Zdanie koleżanki.")
        return correct(self, *values, **named)

    monkeypatch.setattr(type(desk.centre), "correct", correct_second)
    press(visitor, "Zapisz", slowa="Moje.")
    assert visitor.status == 409
    assert "Zdanie koleżanki." in visitor.words
    assert newest(desk).number == 2
