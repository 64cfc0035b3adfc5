"""What became of a report: ``lckm reports outcome``, ``reopen``, ``reclassify`` and ``status``."""

import io
import json
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import product

import click
import pytest

from lckm_core import first_clean_day
from lckm_core.calendar import civil_day
from lckm_core.organisation import Role
from lckm_core.text import Message
from lckm_operations.words_file import read_words
from lckm_testing import PersonalDataCanary


@pytest.fixture
def write_words(tmp_path):
    """What writes words for the reporter into a file."""

    def write(words, encoding="utf-8"):
        path = tmp_path / "words.txt"
        path.write_bytes(words if isinstance(words, bytes) else words.encode(encoding))
        return path

    return write


@pytest.fixture
def one(city):
    """A report, and a city to look at it."""
    city.register("ZG-1", {"description": "Nie świeci latarnia."}, category="oswietlenie")
    return city


def test_who_types_words_is_told_how_to_end_beside_the_output(monkeypatch, capsys):
    keyboard = io.StringIO("Naprawiono.")
    monkeypatch.setattr(keyboard, "isatty", lambda: True)
    assert read_words(keyboard, Message("Co zrobiono", "What was done"), "pl") == "Naprawiono."
    assert capsys.readouterr() == ("", "Co zrobiono; koniec: Ctrl-D w pustym wierszu.\n")


@pytest.mark.parametrize(("lang", "way"), [("pl", "standardowe wejście"), ("en", "standard input")])
def test_without_words_both_languages_name_the_same_ways_to_give_them(lang, way):
    with pytest.raises(click.UsageError, match=rf"--words (?:PLIK|FILE)\) (?:albo|or) {way}\.$"):
        read_words(io.StringIO(" \n"), Message("Co", "What"), lang, required_by="--words")


def test_an_outcome_is_recorded_shown_and_told(one, run, write_words):
    words = write_words("\ufeffWymieniono żarówkę.\nTel. 601 234 567.\n")
    done = run("reports", "outcome", "ZG-1", "--is", "done", "--words", words, "--as", "Anna Nowak")

    assert done.exit_code == 0
    assert done.output.startswith("ZG-1  ")
    assert "wynik: Załatwione.\n  Wymieniono żarówkę.\n" in done.output
    assert "601 234 567" not in done.output
    shown = run("reports", "show", "ZG-1").output
    assert "Obsługa:\n" in shown
    assert "Tel. [usunięto: telefon]." in shown
    told = run("reports", "status", "ZG-1").output
    assert told.splitlines()[0] == "ZG-1: Zakończone."
    assert "Wynik: Załatwione.\n" in told
    assert "latarnia" not in told
    trail = json.loads(run("audit", "--format", "json").output)
    [event] = [one for one in trail if one["verb"] == "note_outcome"]
    assert (event["by"], event["role"]) == ("Anna Nowak", "pracownik Oddziału Call Center")
    assert "żarówkę" not in run("audit").output


def test_words_come_from_the_keyboard_as_well(one, run):
    done = run("reports", "outcome", "ZG-1", "--is", "not-found", input="Nie ma tam latarni.")
    assert (done.exit_code, "Nie ma tam latarni." in done.output) == (0, True)


def test_repeated_it_does_no_harm_and_another_needs_reopening(one, run, write_words):
    words = write_words("Wymieniono żarówkę.")
    given = ("reports", "outcome", "ZG-1", "--words", words, "--role", "staff-of-unit")
    assert [run(*given, "--is", "done").exit_code for _ in range(2)] == [0, 0]
    refused = run(*given, "--is", "not-ours")
    assert (refused.exit_code, "ma już wynik" in refused.output) == (2, True)
    why = write_words("Znowu nie świeci.")
    reopened = run("reports", "reopen", "ZG-1", "--words", why)
    assert (reopened.exit_code, "otwarto na nowo" in reopened.output) == (0, True)
    assert "Wymieniono żarówkę." not in reopened.output, "the newest act alone"
    assert run(*given, "--is", "not-ours").exit_code == 0
    shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
    assert [act["kind"] for act in shown["history"]] == ["outcome", "reopened", "outcome"]


def test_a_duplicate_names_the_earlier_report(one, run, write_words):
    one.register("ZG-2")
    words = write_words("To już jest w ZG-1.")
    given = ("reports", "outcome", "ZG-2", "--is", "duplicate", "--words", words)
    assert run(*given).exit_code == 2
    assert run(*given, "--duplicate-of", "ZG-9").exit_code == 2
    assert run(*given, "--duplicate-of", "ZG-1").exit_code == 0
    assert "Zgłoszono to już wcześniej. ZG-1" in run("reports", "status", "ZG-2").output


def test_words_that_do_not_fit_are_refused(one, run, write_words):
    for words in (b"\n", "Żarówka".encode("cp1250"), b"x" * 2001):
        done = run("reports", "outcome", "ZG-1", "--is", "done", "--words", write_words(words))
        assert done.exit_code == 2, words
        assert "Obsługa" not in run("reports", "show", "ZG-1").output, words


def test_another_category_goes_another_way(one, run):
    done = run("reports", "reclassify", "ZG-1", "--category", "odpady", "--as", "Anna Nowak")
    assert done.output == "ZG-1 → odbior@zgo.lodz.pl: trasa 8: Odpady\n"
    one.work()
    assert [path.parent.name for path in one.letters()] == ["odbior@zgo.lodz.pl"]
    shown = run("reports", "show", "ZG-1").output
    assert "zmieniono przyporządkowanie, było: oswietlenie, intervention, -, -\n" in shown
    assert "zmieniono przyporządkowanie lub miejsce: doręczanie zaczęto od nowa\n" in shown


def test_a_delivered_one_is_changed_and_stays_where_it_is(one, run):
    one.work()
    done = run("reports", "reclassify", "ZG-1", "--category", "odpady", "--lang", "en")
    assert (done.exit_code, "with helpdesk already" in done.output) == (0, True)
    assert json.loads(run("reports", "show", "ZG-1", "--format", "json").output)["category"] == (
        "odpady"
    )


def test_attributes_places_and_kinds_are_changed_one_by_one(one, run):
    def changed(*given):
        assert run("reports", "reclassify", "ZG-1", *given).exit_code == 0
        return json.loads(run("reports", "show", "ZG-1", "--format", "json").output)

    first = changed("--category", "drzewo", "--attribute", "wiek-drzewa=12", "--place", "park")
    assert first["attributes"] == [{"name": "wiek-drzewa", "value": "12"}]
    second = changed("--attribute", "gatunek=klon", "--kind", "other", "--area", "gorna")
    assert [one["name"] for one in second["attributes"]] == ["wiek-drzewa", "gatunek"]
    assert (second["kind"], second["place"]["area"], second["place"]["kind"]) == (
        "other",
        "gorna",
        "park",
    )
    third = changed("--attribute", "wiek-drzewa=", "--place", "", "--category", "", "--head")
    assert third["attributes"] == [{"name": "gatunek", "value": "klon"}]
    assert (third["place"], third.get("category")) == ({"area": "gorna"}, None)
    assert third["history"][-1]["role"] == "kierownik Oddziału Call Center"


def test_the_address_is_corrected_with_the_classification(one, run, write_words):
    address = write_words("\ufeffZielona 7, tel. 601 234 567\n")
    given = ("reports", "reclassify", "ZG-1", "--category", "odpady", "--as", "Anna Nowak")
    done = run(*given, "--address", address)
    assert done.output == "ZG-1 → odbior@zgo.lodz.pl: trasa 8: Odpady\n"
    shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
    assert shown["place"] == {"address": "Zielona 7, tel. [usunięto: telefon]"}
    assert shown["history"][0]["corrects_place"]
    trail = json.loads(run("audit", "--format", "json").output)
    [event] = [one for one in trail if one["verb"] == "reclassify"]
    assert (event["by"], event["outcome"]) == ("Anna Nowak", "rerouted")
    assert "Zielona" not in run("audit").output
    one.work()
    [letter] = one.letters()
    read = message_from_bytes(letter.read_bytes(), policy=default)
    assert "Miejsce: Zielona 7, tel. [usunięto: telefon]\n" in read.get_content()


def test_an_address_comes_from_the_keyboard_and_a_blank_one_is_removed(one, run):
    def corrected(address):
        given = ("reports", "reclassify", "ZG-1", "--address", "-")
        assert run(*given, input=address).exit_code == 0
        return json.loads(run("reports", "show", "ZG-1", "--format", "json").output).get("place")

    assert corrected("Zielona 7\n") == {"address": "Zielona 7"}
    assert run("reports", "reclassify", "ZG-1", "--area", "gorna").exit_code == 0
    assert corrected("\n") == {"area": "gorna"}


@pytest.mark.parametrize("address", ["x" * 201, "Zielona 7\nLipowa 5", "Łąkowa".encode("cp1250")])
def test_an_address_that_does_not_fit_changes_nothing(one, run, write_words, address):
    done = run("reports", "reclassify", "ZG-1", "--address", write_words(address))
    assert done.exit_code == 2
    shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
    assert "history" not in shown


@pytest.mark.parametrize(
    ("lang", "words"),
    [("pl", "z dawnym miejscem: powiadom go"), ("en", "has the old place: tell them")],
)
def test_who_corrects_a_place_is_told_that_the_receiver_has_the_old_one(
    one, run, write_words, lang, words
):
    one.work()
    given = ("reports", "reclassify", "ZG-1", "--lang", lang)
    corrected = run(*given, "--address", write_words("Zielona 7"))
    assert (corrected.exit_code, words in corrected.output) == (0, True)
    assert words not in run(*given, "--address", write_words(" Zielona 7 ")).output
    assert words not in run(*given, "--area", "gorna").output


def test_the_point_of_a_corrected_place_is_told_in_the_history(city, run, write_words):
    point = {"latitude": 51.76871, "longitude": 19.4569}
    form = {"description": "Dziura.", "place": {"address": "Lipowa 5", "point": point}}
    city.register("ZG-1", form)
    assert (
        run("reports", "reclassify", "ZG-1", "--address", write_words("Zielona 7")).exit_code == 0
    )
    assert "miejsce Lipowa 5 (51.768710, 19.456900)\n" in run("reports", "show", "ZG-1").output
    shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
    assert (shown["place"], shown["history"][0]["was_point"]) == ({"address": "Zielona 7"}, point)


def test_a_place_that_was_corrected_is_told_in_the_history(one, run):
    centre = one.centre()
    for address in ("Zielona 7", ""):
        values = centre.plugins.reports.get("ZG-1").classification
        centre.reclassify(
            "ZG-1", values, address=address, role=Role.CALL_CENTRE_STAFF, now=datetime.now(UTC)
        )
    shown = run("reports", "show", "ZG-1").output
    assert "zmieniono przyporządkowanie, było: miejsce -\n" in shown
    assert "zmieniono przyporządkowanie, było: miejsce Zielona 7\n" in shown


def test_values_that_do_not_fit_change_nothing(one, run):
    for given in (("--category", "nieznana"), ("--attribute", "wiek"), ("--place", "Park!")):
        assert run("reports", "reclassify", "ZG-1", *given).exit_code == 2, given
        shown = json.loads(run("reports", "show", "ZG-1", "--format", "json").output)
        assert "history" not in shown, given


def test_one_that_is_not_there_is_exit_code_2(one, run):
    for command in ("outcome --is done", "reopen", "reclassify", "status", "similar"):
        name, *rest = command.split()
        done = run("reports", name, "ZG-9", *rest, input="Słowa.")
        assert (done.exit_code, "ZG-9" in done.output) == (2, True), command


def test_the_status_is_told_before_and_after_the_data_are_gone(one, run):
    every = [
        (lang, form, ("reports", "status", "ZG-1", "--lang", lang, "--format", form))
        for lang, form in product(("pl", "en"), ("text", "json"))
    ]
    before = [run(*given) for _, _, given in every]
    run("erase", "withdraw", "ZG-1")
    for (lang, form, given), earlier in zip(every, before, strict=True):
        after = run(*given)
        assert (earlier.exit_code, after.exit_code) == (0, 0), given
        if form == "json":
            assert json.loads(earlier.output)["state"] == "received"
            assert json.loads(after.output)["first_clean_day"] is None
        else:
            assert {"pl": "już ich nie ma", "en": "gone already"}[lang] in after.output


def test_no_datum_of_the_reporter_is_in_any_output(city, run, write_words):
    canary = PersonalDataCanary()
    city.register("ZG-1", canary.form() | {"attachments": []})
    words = write_words(f"Dzwoniliśmy: {canary.phone}, {canary.name}, {canary.email}.")
    outputs = [
        run("reports", "outcome", "ZG-1", "--is", "done", "--words", words).output,
        run("reports", "show", "ZG-1").output,
        run("reports", "status", "ZG-1", "--format", "json").output,
        run("audit").output,
    ]
    found = canary.search("\n".join(outputs))
    assert [trace for trace in found if trace.what != "words"] == []


@pytest.mark.parametrize(("lang", "heading"), [("pl", "numer"), ("en", "number")])
def test_earlier_reports_of_the_same_place_are_listed(city, run, lang, heading):
    place = {"address": "ul. Lipowa 5"}
    for number in ("ZG-1", "ZG-2"):
        form = {"description": "Nie świeci latarnia. " * 9, "place": place}
        city.register(number, form, category="oswietlenie")
    found = run("reports", "similar", "ZG-2", "--lang", lang)
    assert found.exit_code == 0
    assert found.output.startswith(heading)
    assert "ZG-1" in found.output
    assert "…" in found.output
    data = json.loads(run("reports", "similar", "ZG-2", "--format", "json").output)
    assert [one["number"] for one in data] == ["ZG-1"]
    assert "personal" not in data[0]
    none = run("reports", "similar", "ZG-1", "--lang", lang)
    assert none.output in ("Nie ma podobnych zgłoszeń.\n", "There are no similar reports.\n")


def test_how_many_days_back_earlier_reports_are_looked_for_is_asked_and_else_30(city, run):
    now, place = datetime.now(UTC), {"address": "ul. Lipowa 5"}
    for number, days in (("ZG-1", 35), ("ZG-2", 25), ("ZG-3", 0)):
        form = {"description": "x" * (60 + (days == 25)), "place": place}
        city.register(number, form, category="oswietlenie", now=now - timedelta(days=days))

    def found(*given):
        return run("reports", "similar", "ZG-3", *given).output.splitlines()[1:]

    assert [line.split()[0] for line in found("--days", 40)] == ["ZG-2", "ZG-1"]
    assert [line.split()[-1] for line in found("--days", 40)] == ["x" * 60 + "…", "x" * 60]
    assert [line.split()[0] for line in found()] == ["ZG-2"]
    assert run("reports", "similar", "ZG-3", "--days", 0).exit_code == 2


def test_a_status_names_days_receiver_and_the_words_of_staff(one, run, write_words):
    one.register("ZG-2", category="dziura-w-jezdni")
    words = write_words("Naprawiono.\nDziękujemy.")
    run("reports", "outcome", "ZG-1", "--is", "done", "--words", words)
    registered = one.centre().plugins.reports.get("ZG-1").registered_at
    today = civil_day(registered).isoformat()
    assert run("reports", "status", "ZG-1").output.splitlines()[1:5] == [
        f"Zarejestrowano: {today}",
        "Odbiorca: helpdesk",
        "Wynik: Załatwione.",
        f"{today}: Naprawiono.",
    ]
    assert "Receiver: Zarząd Dróg i Transportu\n" in (
        run("reports", "status", "ZG-2", "--lang", "en").output
    )
    data = json.loads(run("reports", "status", "ZG-1", "--format", "json").output)
    assert (data["registered_on"], data["acted_on"]) == (today, today)
    assert data["first_clean_day"] == first_clean_day(registered).isoformat()


@pytest.mark.parametrize("command", [("outcome", "ZG-1", "--is", "done"), ("reopen", "ZG-1")])
def test_without_words_the_option_is_named(city, run, command):
    city.register("ZG-1")
    done = run("reports", *command, input=" \n")
    assert done.exit_code == 2
    assert "--words PLIK" in done.stderr
    assert "LCKM-Z021" not in done.stderr
    assert "--words FILE" in run("reports", *command, "--lang", "en", input="").stderr
