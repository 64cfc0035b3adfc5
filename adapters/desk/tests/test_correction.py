"""The form of a correction: fields, rows, the changes shown, and two editors at once."""

from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from desk_site import OWN, SAMPLES, Desk, foreign_scripts, newest, people_and_states
from hypothesis import HealthCheck, given, settings

from lckm_core.amendments import compare
from lckm_core.errors import StoreUnavailableError
from lckm_core.fields import fields_of
from lckm_core.forms import to_data
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange
from lckm_core.procedures import Procedure, analyse, read
from lckm_core.procedures.parts import Fee, FeeGroup
from lckm_core.publication import State, Transition
from lckm_desk._corrections import views
from lckm_desk._corrections.controls import controls_of, label_of, sections_of
from lckm_desk._corrections.correction import merge, typed_rows
from lckm_desk._corrections.fields import structure_of, texts_of, unknown_fields, without_blank_rows
from lckm_http import FormFields
from lckm_testing.strategies import procedures
from tests.helpers.tiers import examples

CLERK, PATH = Role.MONITORING_STAFF, "/procedura/poprawki"
STATES = ("received", "faulty", "returned", "corrected", "checked", "published", "newer")


def opened(desk, who=CLERK):
    return desk.visitor(who).get(PATH, numer=OWN)


def press(visitor, words="Sprawdź", **typed):
    return visitor.press(words, **typed)


def do(visitor, act, **typed):
    """Press the button of an act, with what is typed into the form."""
    form = visitor.page.xpath("//main//form")[0]
    return visitor.post(form.get("action"), **{**sent_by(form), "zrob": act, **typed})


def sent_by(form):
    """Return what a form sends that nobody touched."""
    areas = {area.get("name") for area in form.xpath(".//textarea")}
    return {
        name: value.removeprefix("\n") if name in areas else value
        for name, value in form.form_values()
    }


def value(visitor, name):
    """Return what is in a field, ``None`` where there is none."""
    found = visitor.page.xpath("//*[@name=$name]", name=name)
    if not found:
        return None
    if found[0].tag == "textarea":
        return found[0].text_content().removeprefix("\n")
    if found[0].tag == "select":
        return found[0].value
    return found[0].get("value")


def correct_elsewhere(desk, because=None, **values):
    """Correct the newest edition as a colleague does."""
    was = newest(desk).procedure
    request = compare(was, attrs.evolve(was, **values))
    desk.centre.correct(request, because=because, role=CLERK, by="Jan Drugi", now=desk.now)


# ── fields ────────────────────────────────────────────────────────────────────────────────────────


def as_browser_sends(procedure):
    """Return the fields of the form of a procedure, by name."""
    fields = {}
    for control in controls_of(sections_of(to_data(procedure))):
        if control.kind in ("group", "rows"):
            if control.word and control.text:
                fields[control.name] = control.text
        elif control.kind not in ("row", "shown"):
            fields[control.name] = control.text
    return fields


def require_same_again(procedure):
    """Fail unless the form of a procedure makes that very procedure."""
    kept = attrs.evolve(procedure.call_centre, other=None)
    procedure = attrs.evolve(procedure, call_centre=kept)
    fields = as_browser_sends(procedure)
    assert unknown_fields(list(fields)) == []
    structure, faults = structure_of(fields)
    assert faults == []
    made = analyse({**without_blank_rows(structure), "id": procedure.id}).procedure
    assert made == procedure
    filled = {name: text for name, text in fields.items() if text}
    assert dict(texts_of(to_data(procedure))) == filled


@given(procedures())
@settings(deadline=None, suppress_health_check=list(HealthCheck))
def test_the_form_of_any_procedure_makes_that_procedure(procedure):
    require_same_again(procedure)


def test_of_a_form_that_is_refused_what_was_changed_is_told():
    before = Desk().hand_in().procedure
    fields = FormFields(
        {
            "/title": [before.title],
            "/additional_info": ["Nowe zdanie."],
            "/summary": [" "],
            "slowa": [" Powód. "],
            "wersja": ["1"],
        }
    )
    changed = [label_of("/additional_info"), "Powód"]
    assert [label for label, _ in typed_rows(fields, before)] == changed
    assert [label for label, _ in typed_rows(fields)] == [label_of("/title"), *changed]
    assert typed_rows(fields, before)[-1] == ("Powód", "Powód.")


def test_rows_keep_their_order_however_many_there_are():
    texts = {f"/steps/{at}/name": f"Krok {at}" for at in (11, 2, 0, 10, 1, 9)}
    structure, faults = structure_of(texts)
    assert faults == []
    order = [row["name"] for row in structure["steps"]]
    assert order == [f"Krok {at}" for at in (0, 1, 2, 9, 10, 11)]


@given(procedures())
@settings(deadline=None, max_examples=examples(15), suppress_health_check=list(HealthCheck))
def test_the_page_of_the_form_has_the_texts_to_the_letter(procedure):
    desk = Desk()
    desk.procedure()
    was = newest(desk)
    edition = attrs.evolve(was, procedure=attrs.evolve(procedure, id=OWN), number=2)
    desk.memory.procedures.save([EditionChange(edition)])
    visitor = opened(desk)
    assert visitor.status == 200
    form = visitor.page.xpath("//main//form")[0]
    fields = {name: text for name, text in sent_by(form).items() if name.startswith("/")}
    assert fields == as_browser_sends(edition.procedure)


@pytest.mark.parametrize(
    "path", sorted((SAMPLES / "procedures").rglob("*.yaml")), ids=lambda p: p.stem
)
def test_the_form_of_each_sample_makes_that_sample(path: Path):
    require_same_again(read(path.read_bytes(), name=path.name).procedure())


def test_the_form_has_each_field_of_the_template_with_its_label(desk):
    desk.procedure()
    visitor = opened(desk)
    assert visitor.status == 200
    for field in fields_of(Procedure):
        if field.key == "id":
            continue
        (control,) = visitor.page.xpath("//*[@id=$id]", id=f"/{field.key}")
        labels = visitor.page.xpath("//label[@for=$id]", id=f"/{field.key}")
        label = labels[0] if labels else control.find("legend")
        assert label.text_content().startswith(field.mark.label)
        assert ("tylko dla pracowników" in label.text_content()) is field.mark.starred
        hint = visitor.page.xpath("//*[@id=$id]", id=f"hint-/{field.key}")
        assert f"hint-/{field.key}" in control.get("aria-describedby").split()
        assert hint
        if field.mark.max_chars:
            assert str(field.mark.max_chars) in hint[0].text_content()
    sections = [heading.text_content() for heading in visitor.page.xpath("//form//h2")]
    assert sections == [field.mark.opens for field in fields_of(Procedure) if field.mark.opens]


def test_findings_of_the_present_text_are_at_their_fields(desk):
    desk.procedure("faulty")
    visitor = opened(desk)
    (title,) = visitor.page.xpath("//*[@id='/title']")
    assert title.get("aria-invalid") == "true"
    assert "note-/title" in title.get("aria-describedby")
    (note,) = visitor.page.xpath("//*[@id='note-/title']")
    assert "160" in note.text_content()
    assert visitor.page.xpath("//main//a[@href='#/title']")
    # Nothing was typed yet, so nothing was refused.
    assert visitor.faults == []
    assert not visitor.title.startswith("Błąd")


def test_the_field_of_the_call_centre_is_shown_and_no_correction_changes_it(desk):
    desk.procedure()
    desk.centre.note(OWN, "Nie licz.", role=Role.CALL_CENTRE_STAFF, by="Ewa", now=desk.now)
    visitor = opened(desk)
    assert "Nie licz." in visitor.words
    assert value(visitor, "/call_centre/other") is None
    press(visitor, **{"/title": "Wydanie innego zezwolenia"})
    assert "Nie licz." not in visitor.words
    press(visitor, "Zapisz", slowa="Nowa nazwa.")
    assert newest(desk).procedure.call_centre.other == "Nie licz."
    sent = do(opened(desk), "sprawdz", **{"/call_centre/other": "Moje."})
    assert sent.status == 422
    assert "/call_centre/other" in sent.faults[0]


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────


def names_of_steps(visitor):
    found = visitor.page.xpath("//*[starts-with(@name, '/steps/')]")
    return [one.get("value") for one in found if one.get("name").endswith("/name")]


def focused(visitor):
    (one,) = visitor.page.xpath("//*[@autofocus]")
    return one.get("id")


def test_rows_come_in_the_order_of_their_numbers(desk):
    desk.procedure()
    visitor = opened(desk)
    steps = names_of_steps(visitor)
    assert len(steps) > 1
    form = visitor.page.xpath("//main//form")[0]
    sent = {"zrob": "dodaj /steps", **sent_by(form)}
    visitor.post(form.get("action"), **dict(reversed(sent.items())))
    assert names_of_steps(visitor) == [*steps, ""]


def test_rows_are_added_moved_and_removed_and_nothing_is_stored(desk):
    desk.procedure()
    visitor = opened(desk)
    steps = names_of_steps(visitor)
    do(visitor, "dodaj /steps", **{"/title": "Nowa nazwa"})
    assert names_of_steps(visitor) == [*steps, ""]
    assert focused(visitor) == f"/steps/{len(steps)}/name"
    assert value(visitor, "/title") == "Nowa nazwa"
    last = len(steps)
    do(visitor, f"wyzej /steps/{last}", **{f"/steps/{last}/name": "Odbierz"})
    assert names_of_steps(visitor) == [*steps[:-1], "Odbierz", steps[-1]]
    assert focused(visitor) == f"wyzej-/steps/{last - 1}"
    do(visitor, "nizej /steps/0")
    do(visitor, "wyzej /steps/1")
    assert focused(visitor) == "nizej-/steps/0"
    do(visitor, f"nizej /steps/{last - 1}")
    assert names_of_steps(visitor) == [*steps, "Odbierz"]
    assert focused(visitor) == f"wyzej-/steps/{last}"
    do(visitor, "usun /steps/0")
    assert names_of_steps(visitor) == [*steps[1:], "Odbierz"]
    assert focused(visitor) == "dodaj-/steps"
    assert len(desk.memory.procedures.editions(OWN)) == 1


def test_what_is_wrong_stays_at_its_field_while_rows_change_but_for_new_rows(desk):
    desk.procedure("faulty")
    visitor = do(opened(desk), "dodaj /steps", **{"/produced_on": "wczoraj"})
    assert visitor.status == 200
    links = visitor.page.xpath("//section[@aria-labelledby='uwagi']//a/@href")
    assert links == ["#/title", "#/produced_on"]
    assert not visitor.title.startswith("Błąd")
    do(visitor, "wyzej /steps/1")
    assert visitor.page.xpath("//section[@aria-labelledby='uwagi']//a/@href") == links


def test_rows_within_rows_come_where_there_were_none(desk):
    desk.procedure()
    visitor = opened(desk)
    do(visitor, "dodaj /required_documents/to_submit")
    at = len(newest(desk).procedure.required_documents.to_submit)
    place = f"/required_documents/to_submit/{at}/e_forms"
    do(visitor, f"dodaj {place}", **{f"/required_documents/to_submit/{at}/name": "Wniosek"})
    assert focused(visitor) == f"{place}/0/platform"
    typed = {f"{place}/0/platform": "ePUAP", f"{place}/0/url": "https://epuap.gov.pl/wniosek"}
    do(visitor, "sprawdz", **typed)
    assert "ePUAP" in visitor.words
    press(visitor, "Zapisz", slowa="E-formularz.")
    added = newest(desk).procedure.required_documents.to_submit[at]
    assert [form.platform for form in added.e_forms] == ["ePUAP"]


def test_rows_into_which_nothing_was_typed_are_left_out(desk):
    desk.procedure()
    visitor = do(do(opened(desk), "dodaj /steps"), "dodaj /call_centre/faq")
    do(visitor, "sprawdz")
    assert visitor.status == 422
    assert visitor.faults == ["Nic nie zmieniono. Popraw pole albo wróć do procedury."]


def test_a_word_stands_in_place_of_rows_and_gives_way_to_them(desk):
    desk.procedure()
    both = do(opened(desk), "sprawdz", **{"/fees": "brak"})
    assert both.status == 422
    assert "brak" in both.faults[0]
    assert value(both, "/fees/0/rows/0/kind")
    rows = {f"{name}": "" for name in as_browser_sends(newest(desk).procedure) if "/fees" in name}
    visitor = do(both, "sprawdz", **{**rows, "/fees": "brak"})
    assert visitor.status == 200, visitor.faults
    press(visitor, "Wróć")
    (box,) = visitor.page.xpath("//input[@name='/fees']")
    assert box.get("checked") is not None
    do(visitor, "dodaj /fees")
    (box,) = visitor.page.xpath("//input[@name='/fees']")
    assert box.get("checked") is None


ACTS_OF_NO_ROW = (
    *("dodaj /x", "dodaj /title", "usun /steps/99"),
    *("usun /steps", "nizej /steps/-1", "usun ", "wyzej /steps/0"),
)


def test_a_row_that_is_not_there_is_told_of(desk):
    desk.procedure()
    visitor = opened(desk)
    form = visitor.page
    found = {}
    for act in ACTS_OF_NO_ROW:
        visitor.page = form
        do(visitor, act, **{"/title": "Nowa nazwa"})
        found[act] = visitor.status, value(visitor, "/title")
    assert {act: was for act, was in found.items() if was != (422, "Nowa nazwa")} == {}


# ── the changes and their reason ──────────────────────────────────────────────────────────────────


def test_changes_are_shown_as_removals_and_insertions_before_they_are_stored(desk):
    desk.procedure()
    old = newest(desk).procedure.title
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    assert visitor.status == 200
    removed, inserted = visitor.page.xpath("//main//del"), visitor.page.xpath("//main//ins")
    assert [one.text_content() for one in removed] == [old]
    assert [one.text_content() for one in inserted] == ["Wydanie innego zezwolenia"]
    assert len(desk.memory.procedures.editions(OWN)) == 1
    press(visitor, "Zapisz")
    assert visitor.status == 422
    assert "Napisz, dlaczego" in visitor.faults[0]
    press(visitor, "Zapisz", slowa="x" * 2001)
    assert "2000" in visitor.faults[0]
    press(visitor, "Zapisz", slowa="Nazwa była myląca.")
    assert visitor.status == 303
    assert "Zapisano poprawki" in visitor.follow().words
    edition = newest(desk)
    assert (edition.number, edition.state) == (2, State.CORRECTED)
    assert edition.procedure.title == "Wydanie innego zezwolenia"
    act = edition.acts[-1]
    assert (act.verb, act.note, act.role) == (Transition.CORRECT, "Nazwa była myląca.", CLERK)
    assert act.by == "Osoba Monitoring_Staff"


def test_faults_are_at_their_fields_and_everything_typed_is_kept(desk):
    desk.procedure()
    typed = {
        "/produced_on": "2026-02-31",
        "/deadline/terms/0/amount": "czternaście",
        "/legal_basis/0/title": "",
        "/legal_basis/0/journal": "",
        "/useful_info": "bez opłat\n<b>nie</b>",
        "/summary": "Nowy opis.\nDruga linia.",
    }
    visitor = press(opened(desk), **typed)
    assert visitor.status == 422
    assert visitor.title.startswith("Błąd:")
    links = visitor.page.xpath("//*[@id='bledy']//a/@href")
    assert {"#/produced_on", "#/deadline/terms/0/amount", "#/useful_info"} <= set(links)
    assert "Wiersz 2" in visitor.page.xpath("//*[@id='note-/useful_info']")[0].text_content()
    for name in ("/produced_on", "/deadline/terms/0/amount", "/useful_info", "/summary"):
        assert value(visitor, name) == typed[name]


def test_the_way_back_to_the_form_keeps_what_was_typed_and_the_reason(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    visitor.press("Wróć do formularza", slowa="Dlatego.")
    assert value(visitor, "/title") == "Wydanie innego zezwolenia"
    press(visitor)
    assert value(visitor, "slowa") == "Dlatego."


def test_errors_that_stay_are_told_and_do_not_keep_from_storing(desk):
    desk.procedure("faulty")
    visitor = press(opened(desk), **{"/how_to": "Złóż wniosek w urzędzie."})
    assert visitor.status == 200
    assert "nie da się uzgodnić" in visitor.words
    press(visitor, "Zapisz", slowa="Prościej.")
    assert visitor.status == 303


# ── two who edit at once ──────────────────────────────────────────────────────────────────────────


def test_of_two_editors_the_second_sees_both_differences_and_goes_on(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    correct_elsewhere(desk, additional_info="Zdanie koleżanki.")
    press(visitor, "Zapisz", slowa="Moje poprawki.")
    assert visitor.status == 409
    assert (
        "Zdanie koleżanki."
        in visitor.page.xpath("//section[@aria-labelledby='cudze']")[0].text_content()
    )
    assert (
        "Wydanie innego"
        in visitor.page.xpath("//section[@aria-labelledby='twoje']")[0].text_content()
    )
    assert newest(desk).number == 2
    assert "poprawiono (Jan Drugi)" in visitor.words
    press(visitor, "Przenieś")
    assert visitor.status == 200
    assert value(visitor, "/title") == "Wydanie innego zezwolenia"
    assert value(visitor, "/additional_info") == "Zdanie koleżanki."
    press(visitor)
    inserted = visitor.page.xpath("//main//ins")
    assert [one.text_content() for one in inserted] == ["Wydanie innego zezwolenia"]
    assert value(visitor, "slowa") is not None
    press(visitor, "Zapisz", slowa="Moje poprawki.")
    assert visitor.status == 303
    text = newest(desk).procedure
    assert (text.title, text.additional_info) == ("Wydanie innego zezwolenia", "Zdanie koleżanki.")


def test_where_both_changed_one_place_the_own_text_stays_and_the_form_says_so(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie zezwolenia mojego"})
    correct_elsewhere(desk, title="Wydanie zezwolenia cudzego")
    press(press(visitor, "Zapisz", slowa="Moje."), "Przenieś")
    assert visitor.status == 409
    assert "w tym samym miejscu" in visitor.faults[0]
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#/title"]
    assert value(visitor, "/title") == "Wydanie zezwolenia mojego"
    press(visitor)
    assert [one.text_content() for one in visitor.page.xpath("//main//del")] == [
        "Wydanie zezwolenia cudzego"
    ]


def test_changes_of_other_items_of_one_list_are_joined(desk):
    desk.procedure()
    base = newest(desk).procedure
    own = attrs.evolve(base, useful_info=(*base.useful_info, "moje hasło"))
    theirs = attrs.evolve(base, useful_info=("cudze hasło", *base.useful_info))
    merged = merge(base, theirs, own)
    assert merged.joined == ["useful_info"]
    assert merged.contested == []
    assert merged.structure["useful_info"] == ["cudze hasło", *base.useful_info, "moje hasło"]


def test_a_note_that_the_call_centre_wrote_meanwhile_is_in_the_merged_text(desk):
    desk.procedure()
    was = newest(desk).procedure
    base, noted = (
        attrs.evolve(was, call_centre=attrs.evolve(was.call_centre, other=text))
        for text in ("Stary dopisek.", "Nowy dopisek.")
    )
    merged = merge(base, noted, attrs.evolve(base, title="Nowa nazwa"))
    assert merged.structure["title"] == "Nowa nazwa"
    assert merged.structure["call_centre"]["other"] == "Nowy dopisek."


@given(procedures(), procedures())
@settings(deadline=None, max_examples=examples(20), suppress_health_check=list(HealthCheck))
def test_who_alone_made_changes_has_them_all_after_merging(base, other):
    other = attrs.evolve(other, id=base.id, call_centre=base.call_centre)
    for newer, own in ((base, other), (other, base), (other, other)):
        merged = merge(base, newer, own)
        assert merged.contested == []
        assert merged.structure == to_data(other)


def test_a_form_that_is_sent_twice_is_stored_once(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    form = dict(visitor.page.xpath("//main//form")[0].form_values())
    for _ in range(2):
        visitor.post(PATH, **{**form, "zrob": "zapisz", "slowa": "Dlatego."})
        assert visitor.status == 303
    assert newest(desk).number == 2


def test_an_act_on_the_same_text_is_told_and_the_correction_goes_on(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    desk.centre.confirm(OWN, role=CLERK, by="Jan Drugi", now=desk.now)
    press(visitor, "Zapisz", slowa="Moje.")
    assert visitor.status == 409
    assert "potwierdzono sprawdzenie (Jan Drugi)" in visitor.words
    press(visitor, "Zapisz")
    assert visitor.status == 303
    assert newest(desk).procedure.title == "Wydanie innego zezwolenia"


def test_who_is_overtaken_while_it_is_stored_sees_the_conflict(desk, monkeypatch):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    save = type(desk.memory.procedures).save

    def save_second(self, changes):
        monkeypatch.undo()
        correct_elsewhere(desk, additional_info="Zdanie koleżanki.")
        return save(self, changes)

    monkeypatch.setattr(type(desk.memory.procedures), "save", save_second)
    press(visitor, "Zapisz", slowa="Moje.")
    assert visitor.status == 409
    assert "Zdanie koleżanki." in visitor.words
    assert "Wydanie innego" in visitor.words


# ── who may, and refusals that lose nothing ───────────────────────────────────────────────────────


@people_and_states(STATES, CLERK, each_in="checked")
def test_the_button_is_shown_if_and_only_if_the_verb_is_not_refused(role, state):
    desk = Desk()
    desk.procedure(state)
    page = desk.visitor(role).get("/procedura", numer=OWN)
    is_shown = page.status == 200 and "Popraw tekst" in page.buttons
    visitor = opened(desk, role)
    assert (visitor.status == 200) is is_shown
    fields = as_browser_sends(newest(desk).procedure)
    edition = newest(desk)
    known = {"numer": OWN, "wersja": str(edition.number), "seen": str(len(edition.acts))}
    typed = {"/how_to": "Nowe słowa.", "slowa": "Dlatego.", "zrob": "zapisz"}
    visitor.post(PATH, **{**fields, **known, **typed})
    assert (visitor.status == 303) is is_shown, visitor.words
    if not is_shown:
        assert "Nowe słowa." in visitor.words
        assert any(one in visitor.words for one in ("§", "I26")) or visitor.status == 409


def test_a_form_from_another_site_does_nothing(desk):
    desk.procedure()
    client = desk.visitor(CLERK).client
    data = {**as_browser_sends(newest(desk).procedure), "numer": OWN, "zrob": "zapisz"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        assert client.post(PATH, data=data, headers=headers).status_code == 403
    assert newest(desk).number == 1


def test_a_form_of_somebody_else_is_not_stored(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    form = dict(visitor.page.xpath("//main//form")[0].form_values())
    other = desk.visitor(Role.HEAD_OF_MONITORING)
    other.post(PATH, **{**form, "zrob": "zapisz", "slowa": "Dlatego."})
    assert other.status == 409
    assert value(other, "/title") == "Wydanie innego zezwolenia"
    assert newest(desk).number == 1


def test_an_ended_session_keeps_everything_typed(desk):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})
    form = dict(visitor.page.xpath("//main//form")[0].form_values())
    visitor.client.cookies.clear()
    visitor.post(PATH, **{**form, "zrob": "zapisz", "slowa": "Dlatego."})
    (again,) = visitor.page.xpath("//main//form[@method='post']")
    assert again.get("enctype") == "multipart/form-data"
    assert visitor.get("/logowanie").status == 303
    visitor.post(again.get("action"), **dict(again.form_values()))
    assert visitor.status == 303
    assert newest(desk).procedure.title == "Wydanie innego zezwolenia"


@pytest.mark.parametrize("what", ["procedures", "sessions"])
def test_while_the_store_is_away_everything_typed_is_kept(desk, what, monkeypatch):
    desk.procedure()
    visitor = press(opened(desk), **{"/title": "Wydanie innego zezwolenia"})

    def away(*_, **__):
        raise StoreUnavailableError("x")

    store = getattr(desk.memory, what)
    monkeypatch.setattr(type(store), "editions" if what == "procedures" else "load", away)
    press(visitor, "Zapisz", slowa="Dlatego.")
    assert visitor.status == 503
    monkeypatch.undo()
    press(visitor, "Spróbuj")
    assert visitor.status == 303
    assert newest(desk).acts[-1].note == "Dlatego."


def test_what_came_without_its_end_is_not_sent_again_as_if_it_were_all(desk, monkeypatch):
    desk.procedure()
    visitor = opened(desk)

    def away(*_, **__):
        raise StoreUnavailableError("x")

    monkeypatch.setattr(type(desk.memory.procedures), "editions", away)
    press(visitor, **{"/how_to": "Słowo. " * 40_000})
    assert visitor.status == 503
    assert "nie doszło w całości" in visitor.words
    assert visitor.page.xpath("//main//form") == []


# ── what no browser sends ─────────────────────────────────────────────────────────────────────────


UNKNOWN = (
    *("/nie-ma", "/title/0", "/steps/0", "/steps/x/name", "/steps/00/name", "/steps/99999/name"),
    *("/id", "/", "//", "/steps", "/fees/0/rows/0/kind/0", "/deadline", "/~0", "/" + "x" * 90),
)


def test_a_field_that_the_form_has_not_is_named(desk, long_run):
    desk.procedure()
    visitor = opened(desk)
    form = visitor.page
    found = {}
    for name in UNKNOWN if long_run else UNKNOWN[::4]:
        visitor.page = form
        do(visitor, "sprawdz", **{name: "x", "/title": "Nowa nazwa"})
        is_named = visitor.status == 422 and name[:60] in visitor.faults[0]
        found[name] = is_named and value(visitor, "/title") == "Nowa nazwa"
    assert [name for name, is_told in found.items() if not is_told] == []
    assert newest(desk).number == 1


def send(visitor, fields):
    return visitor.post(PATH, numer=OWN, wersja="1", seen="1", zrob="sprawdz", **fields)


@pytest.mark.parametrize(
    "count",
    [2000, pytest.param(10_000, marks=pytest.mark.slow(reason="2,000 stand for them"))],
)
def test_too_many_rows_are_refused_with_the_limit(desk, count):
    desk.procedure()
    rows = {f"/steps/{at}/name": "Krok" for at in range(count)}
    visitor = send(desk.visitor(CLERK), rows)
    assert visitor.status == 413
    assert "2000" in visitor.faults[0]
    # What did not come is not taken for what was removed.
    assert value(visitor, "/how_to") == newest(desk).procedure.how_to


def test_too_long_a_text_is_refused_with_the_limit(desk):
    desk.procedure()
    visitor = desk.visitor(CLERK)
    files = {"numer": (None, OWN), "/how_to": (None, "x" * 256_001), "/title": (None, "Nowa")}
    headers = {"Sec-Fetch-Site": "same-origin"}
    visitor._show(visitor.client.post(PATH, files=files, headers=headers))
    assert visitor.status == 413
    assert "256 000" in visitor.faults[0]
    files["/how_to"] = (None, "y" * 250_000)
    more = {f"/steps/{at}/name": (None, "z" * 250_000) for at in range(4)}
    visitor._show(visitor.client.post(PATH, files={**files, **more}, headers=headers))
    assert visitor.status == 413
    assert "1 MB" in visitor.faults[0]


def test_too_many_lines_are_refused_with_the_limit_and_kept(desk):
    desk.procedure()
    lines = "\n".join(["<b>"] * 5_000)
    visitor = do(opened(desk), "sprawdz", **{"/useful_info": "\n".join(["bez opłat"] * 500)})
    assert not any("500" in fault for fault in visitor.faults)
    do(visitor, "sprawdz", **{"/useful_info": lines})
    assert visitor.status == 422
    assert "500" in visitor.faults[0]
    assert value(visitor, "/useful_info").startswith("<b>")


def test_a_procedure_of_more_fields_than_the_form_holds_is_told_so(desk):
    steps = newest_with_steps(desk, 700)
    assert steps == 700
    visitor = opened(desk)
    assert visitor.status == 413
    assert "2000" in visitor.words


def newest_with_steps(desk, count):
    desk.procedure()
    step = newest(desk).procedure.steps[0]
    desk.hand_in(steps=(step,) * count)
    return len(newest(desk).procedure.steps)


@pytest.mark.slow(reason="a form of 2,000 fields, three times; too many rows are refused at once")
def test_no_row_is_added_to_a_full_form(desk):
    desk.procedure()
    visitor = opened(desk)
    count = len(visitor.page.xpath("//*[starts-with(@name, '/')]"))
    first = len(names_of_steps(visitor))
    rows = (1980 - count) // 3
    fields = {f"/steps/{first + at}/name": "Krok" for at in range(rows)}
    do(visitor, "dodaj /steps", **fields)
    assert visitor.status == 422
    assert "2000" in visitor.faults[0]
    assert names_of_steps(visitor)[-1] == "Krok"
    assert do(visitor, "usun /steps/0").status == 200
    assert do(visitor, "dodaj /steps").status == 200


def test_a_full_form_comes_back_without_the_row(desk, monkeypatch):
    desk.procedure()
    visitor = opened(desk)
    steps = names_of_steps(visitor)
    full = sum(one.is_field for one in controls_of(sections_of(to_data(newest(desk).procedure))))
    monkeypatch.setattr(views, "_OTHER_FIELDS", views.FORM_LIMITS.fields - full)
    do(visitor, "dodaj /steps")
    assert visitor.status == 422
    assert "2000" in visitor.faults[0]
    assert names_of_steps(visitor) == steps


@pytest.mark.parametrize("number", ["", "X", "KA-99999", "\x00", "x" * 500])
def test_an_unknown_procedure_is_told_so(desk, number):
    visitor = desk.visitor(CLERK).get(PATH, numer=number)
    assert visitor.status == 404
    assert desk.visitor(CLERK).post(PATH, numer=number, zrob="zapisz").status == 404


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "٣"])
def test_what_says_of_which_version_it_is_may_be_anything(desk, seen):
    desk.procedure()
    fields = as_browser_sends(newest(desk).procedure)
    typed = {**fields, "/title": "Nowa nazwa", "numer": OWN, "wersja": seen, "seen": seen}
    visitor = desk.visitor(CLERK).post(PATH, **typed, zrob="zapisz", slowa="x")
    assert visitor.status == 409
    assert newest(desk).number == 1


def test_nothing_typed_is_code(desk):
    desk.procedure()
    hostile = "</textarea><script>alert(1)</script>\"'&{{ 7*7 }}"
    visitor = press(opened(desk), **{"/title": hostile, "/how_to": hostile})
    assert foreign_scripts(visitor.response.text) == []
    assert value(visitor, "/title") == hostile
    assert value(visitor, "/how_to") == hostile


def test_an_amount_written_otherwise_is_no_change_that_somebody_made_before(desk):
    desk.procedure()
    base = newest(desk).procedure

    def with_amount(amount):
        rows = (Fee("opłata skarbowa", Decimal(amount)),)
        return attrs.evolve(base, fees=(FeeGroup(rows),))

    merged = merge(with_amount("17.00"), with_amount("17"), with_amount("18.00"))
    assert (merged.joined, merged.contested) == ([], [])
    assert merged.structure["fees"][0]["rows"][0]["amount"] == "18.00"
