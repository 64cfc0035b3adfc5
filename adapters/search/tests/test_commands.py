"""``lckm find`` and ``lckm index``: what they print, their exit codes, and what a wrong call
is told.
"""

import json
import re
from datetime import date
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from lckm_cli.main import cli
from lckm_core import Audience, to_yaml
from lckm_search.commands.index_location import visible_projections
from lckm_search.synonyms import read_synonyms
from lckm_testing.knowledge_base import knowledge_base

SAMPLES = Path(__file__).parents[3] / "samples" / "procedures"
DUMP = SAMPLES / "KA-01238.yaml"
"""The one of the samples that is about wild dumps."""
DAY = ("--on", "2026-03-04")


@pytest.fixture
def run(monkeypatch):
    for name in ("LCKM_SEARCH_INDEX", "LCKM_SEARCH_AUDIENCE", "LCKM_SETTINGS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    return lambda *words: CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture
def few(monkeypatch, few_synonyms):
    """A few synonyms in place of our own, of which 80,000 forms would go into each index."""
    monkeypatch.setattr(
        "lckm_search.index.read_synonyms", lambda _, analyser: read_synonyms(few_synonyms, analyser)
    )


@pytest.fixture(scope="module")
def texts():
    """The first 25 of the generated base, by their numbers."""
    return {one.id: to_yaml(one) for one in knowledge_base(25)}


@pytest.fixture
def folder(tmp_path, texts):
    """They as files."""
    made = tmp_path / "base"
    made.mkdir()
    for number, text in texts.items():
        (made / f"{number}.yaml").write_text(text, encoding="utf-8")
    return made


@pytest.mark.usefixtures("few")
def test_files_are_searched_as_they_are(run):
    done = run("find", "dzikie", "wysypiska", "--from", SAMPLES, *DAY)
    assert done.exit_code == 0
    assert done.output.startswith("KA-01238  Zgłoszenie i usunięcie dzikiego wysypiska śmieci\n")
    assert "Skrócony opis sprawy: Dzikie wysypisko to odpady" in done.output


def test_an_index_is_made_brought_up_to_date_and_searched(run, folder, tmp_path):
    place = tmp_path / "index"
    first = run("index", folder, "--index", place, *DAY)
    assert (first.exit_code, "portal: zapisano 25, usunięto 0, bez zmian 0" in first.output) == (
        0,
        True,
    )
    (folder / "KA-10001.yaml").unlink()
    again = run("index", folder, "--index", place, *DAY)
    assert "call-centre: zapisano 0, usunięto 1, bez zmian 24" in again.output
    done = run("find", "wywóz starej kanapy", "--index", place)
    assert done.exit_code == 0
    assert done.output.startswith("KA-10021  Zgłoszenie odbioru odpadów wielkogabarytowych\n")


@pytest.mark.usefixtures("few")
def test_the_place_may_be_said_once_for_all(run, folder, tmp_path, monkeypatch):
    run("index", folder, "--index", tmp_path / "index", *DAY)
    monkeypatch.setenv("LCKM_SEARCH_INDEX", str(tmp_path / "index"))
    assert run("find", "dowód").exit_code == 0


@pytest.mark.usefixtures("few")
def test_staff_find_what_the_public_does_not(run, monkeypatch):
    """They say who they are each time, or once for all."""
    asked = ("find", "po terminie zgłaszałem dwa tygodnie temu", "--from", DUMP, *DAY)
    staff = run(*asked, "--audience", "call-centre")
    assert "Najczęściej zadawane pytania: " in staff.output
    assert "Najczęściej zadawane pytania: " not in run(*asked).output
    monkeypatch.setenv("LCKM_SEARCH_AUDIENCE", "call-centre")
    assert run(*asked).output == staff.output
    assert "Najczęściej zadawane pytania: " not in run(*asked, "--audience", "portal").output


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Where an office works: its settings name the search, and the procedures of another index
    are not there.
    """
    monkeypatch.chdir(tmp_path)
    write = (tmp_path / "lckm.toml").write_text
    return lambda text: write(f"[[adapter]]\nuse = {text}\n", encoding="utf-8")


@pytest.mark.usefixtures("few")
def test_the_settings_say_where_to_search(run, folder, desk, tmp_path):
    desk('"lckm_search:SearchAdapter"\nindex = "our-index"')
    run("index", folder, "--index", "our-index", *DAY)
    by_place = run("find", "odpady wielkogabarytowe", "--index", "our-index")
    assert by_place.output.startswith("KA-10021")
    assert run("find", "odpady wielkogabarytowe").output == by_place.output
    (tmp_path / "lckm.toml").rename(tmp_path / "other.toml")
    assert (
        run("find", "odpady wielkogabarytowe", "--settings", "other.toml").output == by_place.output
    )


@pytest.mark.usefixtures("few")
def test_a_place_that_is_named_goes_before_the_settings_here_and_settings_that_are_named_before_it(
    run, folder, desk, monkeypatch
):
    desk('"lckm_search:SearchAdapter"\nindex = "our-index"')
    run("index", DUMP, "--index", "our-index", *DAY)
    run("index", folder, "--index", "another", *DAY)
    monkeypatch.setenv("LCKM_SEARCH_INDEX", "another")
    assert run("find", "KA-01238").exit_code == 3
    assert run("find", "KA-01238", "--settings", "lckm.toml").output.startswith("KA-01238")


def test_settings_without_a_search_are_told_what_to_add(run, desk):
    desk('"lckm_bip:BipAdapter"\ntarget = { path = "site" }')
    done = run("find", "pies")
    assert done.exit_code == 2
    assert "lckm.toml: żaden adapter nie szuka" in " ".join(done.output.split())
    assert "lckm_search:SearchAdapter" in done.output


@pytest.mark.usefixtures("few")
def test_json_says_where_the_words_stand(run):
    done = run("find", "dzikie wysypiska", "--from", DUMP, "--json", "--limit", 1, *DAY)
    (hit,) = json.loads(done.output)["hits"]
    assert hit["id"] == "KA-01238"
    marked = [hit["title"][start:end] for start, end in hit["title_spans"]]
    assert marked == ["dzikiego", "wysypiska"]
    assert hit["passages"][0].keys() == {"label", "text", "spans"}


@pytest.mark.usefixtures("few")
def test_on_a_terminal_the_words_found_stand_out(run, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = CliRunner().invoke(cli, ["find", "wysypisko", "--from", str(DUMP), *DAY], color=True)
    marked = re.findall(r"\x1b\[1;33m([^\x1b]+)\x1b\[0m", done.output)
    assert "wysypiska" in marked


@pytest.mark.usefixtures("few")
def test_nothing_found_is_exit_code_3(run):
    done = run("find", "hipopotam", "--from", DUMP, *DAY)
    assert done.exit_code == 3
    assert "Nic nie znaleziono" in done.output


@pytest.mark.usefixtures("few")
def test_a_file_that_cannot_be_read_is_told_of_and_the_others_are_searched(run, folder):
    (folder / "zepsuty.yaml").write_text("id: [", encoding="utf-8")
    done = run("find", "dowód osobisty", "--from", folder, *DAY)
    assert done.exit_code == 2
    assert "zepsuty.yaml" in done.output
    assert "KA-10004  Wydanie dowodu osobistego" in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("find", "pies"), "--index MIEJSCE"),
        (("find", "pies", "--settings", "nie-ma.toml"), "nie-ma.toml: nie ma takiego pliku"),
        (("find", "pies", "--index", "nie-ma"), "lckm index FOLDER --index nie-ma"),
        (("index", SAMPLES), "--index FOLDER"),
        (("find", "pies", "--from", SAMPLES, "--audience", "bip"), "call-centre"),
    ],
)
def test_a_wrong_call_is_told_what_to_do(run, words, told):
    done = run(*words)
    assert done.exit_code == 2
    assert told in done.output


@pytest.mark.usefixtures("few")
def test_a_number_of_editions_count_once(run):
    """KA-01379 has two, of which the later begins in 2027."""
    files = [word for path in SAMPLES.glob("KA-01379*.yaml") for word in ("--from", path)]
    assert len(files) == 4
    hits = json.loads(run("find", "KA-01379", *files, "--json", *DAY).output)["hits"]
    later = json.loads(run("find", "KA-01379", *files, "--json", "--on", "2027-03-04").output)[
        "hits"
    ]
    assert [hit["id"] for hit in hits] == [hit["id"] for hit in later] == ["KA-01379"]


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_editions_the_one_in_force_last_is_shown(order):
    """Whatever order their files come in; one that comes into force later is shown then."""
    days = [None, date(2026, 1, 1), date(2026, 3, 4), date(2026, 3, 5)]
    editions = [
        attrs.evolve(next(knowledge_base(1)), title=f"Od {day}", valid_from=day) for day in days
    ][::order]
    shown = visible_projections(editions, Audience.PORTAL, date(2026, 3, 4))
    assert [one.title for one in shown] == ["Od 2026-03-04"]
