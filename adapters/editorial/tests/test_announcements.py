"""``lckm announcement``: handed in, published by named staff, withdrawn (zał. 2 § 7, § 12)."""

import json
from datetime import date

import pytest
import yaml
from an_office import CHIEF, DIRECTOR, HEAD, OTHER_HEAD, STAFF

from lckm_core import Audience

CAME = ("--reference", "WGK.7.2026", "--asked-by", HEAD)
TEXT = {
    "title": "Zmiana godzin obsługi",
    "text": "W Wigilię do 12.",
    "unit": "Urząd Miasta Łodzi",
    "cell": "Wydział Gospodarki Komunalnej",
    "requested_by": {"name": HEAD},
}


@pytest.fixture
def write(any_office):
    """What writes an announcement, and returns its name."""

    def write(**changed):
        path = any_office.folder / "informacja.yaml"
        path.write_text(yaml.safe_dump(TEXT | changed, allow_unicode=True), encoding="utf-8")
        return path.name

    return write


def on_portal(office):
    notices = office.centre().publication((Audience.PORTAL,), on=date(2026, 11, 25)).notices
    return [one.id for one in notices[Audience.PORTAL]]


def test_from_its_head_to_the_portal_and_off(any_office, run, write):
    office = any_office
    done = run("announcement", "take-in", write(), *CAME, "--as", STAFF)
    assert (done.exit_code, done.output) == (0, "OG-0001, wersja 1: przyjęta.\n")
    again = run("announcement", "take-in", write(), *CAME, "--as", STAFF)
    assert (again.exit_code, again.output) == (0, done.output)
    assert on_portal(office) == []
    for who in (HEAD, CHIEF, DIRECTOR):
        refused = run("announcement", "publish", "OG-0001", "--as", who)
        assert (refused.exit_code, "zał. 2 § 12" in refused.output) == (1, True), refused.output
    done = run("announcement", "publish", "OG-0001", "--as", STAFF)
    assert (done.exit_code, done.output) == (0, "OG-0001, wersja 1: opublikowana.\n")
    assert on_portal(office) == ["OG-0001"]
    listed = run("announcement", "list").output.splitlines()
    assert listed[1].split() == ["OG-0001", "1", "opublikowana", "-", "-", *TEXT["title"].split()]
    assert listed[2:] == ["Informacji: 1"]
    done = run("announcement", "withdraw", "OG-0001", "--because", "pomyłka", "--as", STAFF)
    assert (done.exit_code, done.output) == (0, "OG-0001, wersja 1: wycofana.\n")
    assert on_portal(office) == []
    done = run("announcement", "list", "--format", "json")
    assert done.exit_code == 0
    (row,) = json.loads(done.output)
    role = "MONITORING_STAFF"
    assert [(act["verb"], act["by"], act["role"], act["note"]) for act in row["acts"]] == [
        ("HAND_IN", STAFF, role, None),
        ("PUBLISH", STAFF, role, None),
        ("WITHDRAW", STAFF, role, "pomyłka"),
    ]
    trail = json.loads(run("audit", "--subject", "OG-0001", "--format", "json").output)
    assert [row["verb"] for row in trail] == ["hand_in", "publish", "withdraw"]


def test_which_other_edition_ends_is_told(any_office, run, write):
    for values in ({}, {"valid_from": "2027-01-01"}, {"text": "Grudzień."}):
        values = {**values, "id": "OG-0001"} if values else {}
        assert run("announcement", "take-in", write(**values), *CAME, "--as", STAFF).exit_code == 0
        done = run("announcement", "publish", "OG-0001", "--as", STAFF)
    assert done.output == (
        "OG-0001, wersja 3: opublikowana.\nWersja 3 zastąpi też wersję 2 od 2027-01-01 bez końca. "
        "Wersji 2 nikt już nie zobaczy, także po wycofaniu wersji 3. Jeśli ma być inaczej, "
        "potrzebna jest wersja z innym dniem „Obowiązuje do”.\n"
    )


def test_what_comes_back_is_told_and_the_old_edition_is_withdrawn_alone(any_office, run, write):
    for values in ({}, {"id": "OG-0001", "valid_to": "2026-12-31"}):
        assert run("announcement", "take-in", write(**values), *CAME, "--as", STAFF).exit_code == 0
        done = run("announcement", "publish", "OG-0001", "--as", STAFF)
    assert done.output == (
        "OG-0001, wersja 2: opublikowana.\nOd 2027-01-01 bez końca wróci wersja 1, bo nikt jej nie "
        "wycofał. Jeśli ma nie wrócić, trzeba wycofać samą wersję 1, gdy już widać wersję 2.\n"
    )
    alone = ("--edition", "1", "--as", STAFF)
    several = run("announcement", "withdraw", "OG-0001", "OG-0002", *alone)
    assert (several.exit_code, "podaj jeden numer" in several.output) == (2, True)
    done = run("announcement", "withdraw", "OG-0001", *alone)
    assert (done.exit_code, done.output) == (0, "OG-0001, wersja 1: wycofana.\n")
    assert on_portal(any_office) == ["OG-0001"]
    missing = run("announcement", "withdraw", "OG-0001", "--edition", "9", "--as", STAFF)
    assert missing.exit_code == 1
    assert on_portal(any_office) == ["OG-0001"]


def test_on_the_initiative_of_the_head_of_monitoring(any_office, run, write):
    done = run("announcement", "take-in", write(), "--asked-by", CHIEF, "--as", STAFF)
    assert (done.exit_code, done.output) == (0, "OG-0001, wersja 1: przyjęta.\n")
    (edition,) = any_office.centre().plugins.notices.announcements()
    assert edition.handover.asked_by == CHIEF


def test_given_back_it_comes_again(any_office, run, write):
    run("announcement", "take-in", write(), *CAME, "--as", STAFF)
    done = run("announcement", "give-back", "OG-0001", "--because", "tytuł", "--as", CHIEF)
    assert (done.exit_code, done.output) == (0, "OG-0001, wersja 1: zwrócona do poprawy.\n")
    (edition,) = any_office.centre().plugins.notices.announcements()
    assert edition.acts[-1].note == "tytuł"
    done = run("announcement", "take-in", write(id="OG-0001"), *CAME, "--as", STAFF)
    assert done.output == "OG-0001, wersja 2: przyjęta.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--asked-by", OTHER_HEAD, "--as", STAFF), "LCKM-S003"),
        (("--asked-by", HEAD, "--channel", "papier", "--as", STAFF), "LCKM-S005"),
        (("--asked-by", HEAD, "--channel", "e-mail", "--as", STAFF), "LCKM-S008"),
        (("--asked-by", HEAD, "--as", OTHER_HEAD), "wnioskuje (zał. 2 § 7, § 11 ust. 1)."),
        (("--as", STAFF), "kierownik Oddziału ds. Monitoringu i Controllingu, zał. 2 § 7)."),
    ],
)
def test_what_is_not_taken_in(any_office, run, write, options, said):
    done = run("announcement", "take-in", write(), *options)
    assert (done.exit_code, said in done.output) == (1, True), done.output
    assert list(any_office.centre().plugins.notices.announcements()) == []


def test_one_that_is_not_there_stops_no_other(any_office, run, write):
    run("announcement", "take-in", write(), *CAME, "--as", STAFF)
    done = run("announcement", "publish", "OG-0009", "OG-0001", "--as", STAFF, "--lang", "en")
    assert (done.exit_code, done.output.splitlines()) == (
        1,
        [
            "OG-0009: No announcement of number OG-0009 was handed in. Check the number.",
            "OG-0001, edition 1: published.",
        ],
    )
