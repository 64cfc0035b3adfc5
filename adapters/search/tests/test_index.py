"""An index is changed whole or not at all, and only where something changed; what it was made
with is known.
"""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from asking import shown

from lckm_core import Audience
from lckm_core.publication import Edition, publication_of
from lckm_search import AUDIENCES, Replaced, SearchAdapter, SearchIndex
from lckm_search.errors import (
    IndexUnavailableError,
    NoAnalyserError,
    NoIndexError,
    OtherIndexError,
)
from lckm_search.polish import analyser
from lckm_search.stores import tables as layouts
from lckm_search.stores.postgresql import PostgresStore
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.postgres import on_either

PORTAL = Audience.PORTAL
TODAY = date(2026, 3, 4)


@pytest.fixture
def procedures():
    return list(knowledge_base(12))


@pytest.fixture
def projections(procedures):
    return shown(procedures, PORTAL)


def rows(index, audience=PORTAL):
    """What lies in the index, by number: the row and the digest."""
    with index.store.reading(audience) as tables:
        ids = sorted(tables.digests())
        return {id: (tables.by_ids([id])[0], tables.digests()[id]) for id in ids}


def whole(index, audience=PORTAL):
    """All that is kept of an audience, in comparable form."""
    with index.store.reading(audience) as tables:
        terms = sorted(tables.run("SELECT term, entries, titles FROM {p}_terms").fetchall())
        return (
            tables.digests(),
            terms,
            set(tables.run("SELECT form, term FROM {p}_forms").fetchall()),
        )


def test_what_is_unchanged_is_not_written_again(index, procedures, projections):
    assert index.replace({PORTAL: projections}) == {PORTAL: Replaced(12, 0, 0)}
    before = rows(index)
    changed = [
        attrs.evolve(procedures[0], title="Wydanie czegoś zupełnie innego"),
        *procedures[1:-1],
    ]
    assert index.replace({PORTAL: shown(changed, PORTAL)}) == {PORTAL: Replaced(1, 1, 10)}
    after = rows(index)
    assert {id for id in after if after[id] == before[id]} == {one.id for one in procedures[1:-1]}
    assert after.keys() == before.keys() - {procedures[-1].id}


@on_either("place")
def test_an_entry_with_the_word_in_its_title_is_ranked_first(index, procedures):
    told, named, *others = procedures
    told = attrs.evolve(told, summary="Gdy przyjdzie żubr.")
    named = attrs.evolve(named, title="Zgłoszenie: żubr")
    index.replace({PORTAL: shown([told, named, *others], PORTAL)})
    with index.store.reading(PORTAL) as tables:
        terms = tables.terms_of(["zubr"])["zubr"]
        assert tables.candidates([terms], 1) == tables.by_ids([named.id])


def test_a_typing_error_is_corrected_by_the_words_that_are_there_now(index, procedures):
    index.replace({PORTAL: shown(procedures, PORTAL)})
    assert index.find("alpakk", audience=PORTAL) == []
    changed = [attrs.evolve(procedures[0], title="Rejestracja alpaki"), *procedures[1:]]
    index.replace({PORTAL: shown(changed, PORTAL)})
    assert [hit.id for hit in index.find("alpakk", audience=PORTAL)] == [procedures[0].id]


def test_of_a_long_question_the_first_words_count(index, procedures, monkeypatch):
    monkeypatch.setattr("lckm_search.query.MOST_WORDS", 2)
    changed = [attrs.evolve(procedures[0], title="Rejestracja alpaki"), *procedures[1:]]
    index.replace({PORTAL: shown(changed, PORTAL)})
    asked = ["qxaqx alpaki", "qxaqx qxbqx alpaki"]
    assert [len(index.find(one, audience=PORTAL)) for one in asked] == [1, 0]


def test_another_day_alone_changes_nothing(index, projections):
    index.replace({PORTAL: projections})
    tomorrow = [attrs.evolve(one, on=one.on.replace(day=5)) for one in projections]
    assert index.replace({PORTAL: tomorrow}) == {PORTAL: Replaced(0, 0, 12)}


def test_what_did_not_change_is_not_projected(index, place, procedures, few_synonyms):
    """A publication of one of ten thousand projects that one, whatever the day."""
    adapter = SearchAdapter(index=place, synonyms=few_synonyms)
    (exporter,) = adapter.contribute_exporters()
    texts = [attrs.evolve(one, internal=False, valid_from=None) for one in procedures]
    editions = [Edition(procedure=text, published_on=TODAY) for text in texts]
    projected = []

    def export(editions, on):
        publication = publication_of(editions, AUDIENCES, on=on)
        pages = {
            audience: [
                attrs.evolve(
                    page,
                    project=lambda page=page: projected.append(page.id) or page.projection(),
                )
                for page in pages
            ]
            for audience, pages in publication.pages.items()
        }
        projected.clear()
        exporter.export(lambda: attrs.evolve(publication, pages=pages))
        return sorted(projected)

    first, *others = editions
    everywhere = sorted(edition.id for edition in editions for _ in AUDIENCES)
    assert export(editions, TODAY) == everywhere
    assert export(editions, TODAY) == []
    assert export(editions, TODAY + timedelta(days=1)) == []
    text = attrs.evolve(first.procedure, title="Zgłoszenie hipopotama")
    newer = attrs.evolve(first, procedure=text, number=2)
    assert export([newer, *others], TODAY) == [first.id, first.id]
    assert adapter.index.find("hipopotam", audience=PORTAL)[0].id == first.id
    by_hand = attrs.evolve(text, title="Zgłoszenie krokodyla")
    assert export([attrs.evolve(newer, procedure=by_hand), *others], TODAY) == [first.id, first.id]
    assert adapter.index.find("krokodyl", audience=PORTAL)[0].id == first.id
    adapter.index.close()


def test_changed_step_by_step_it_is_as_if_made_at_once(index, place, procedures, projections):
    """The counts of terms and their forms leave with the last procedure that has them."""
    other = [
        attrs.evolve(procedures[0], title="Zgłoszenie hipopotama", summary="Hipopotam na ulicy."),
        *procedures[1:],
    ]
    index.replace({PORTAL: shown(other, PORTAL)})
    assert index.find("hipopotamy", audience=PORTAL)
    index.replace({PORTAL: shown(procedures[:5], PORTAL)})
    index.replace({PORTAL: projections})
    assert not index.find("hipopotamy", audience=PORTAL)
    by_steps = whole(index)
    index.replace({PORTAL: []})
    index.replace({PORTAL: projections})
    assert whole(index) == by_steps
    assert not any("hipopotam" in form for form, _ in by_steps[2])


def test_residents_words_stay_when_the_last_text_that_has_them_goes(index, procedures, projections):
    """Else nobody finds „dziura w jezdni” by its other name until the index is made anew."""
    index.replace({PORTAL: projections})
    before = whole(index)
    with_them = attrs.evolve(procedures[0], title="Dziura w drodze", summary="Dziura w jezdni.")
    index.replace({PORTAL: shown([with_them, *procedures[1:]], PORTAL)})
    assert whole(index)[1] != before[1]
    index.replace({PORTAL: projections})
    assert whole(index) == before


def test_whoever_searches_meanwhile_finds_what_was_there(
    index, index_at, place, procedures, projections
):
    index.replace({PORTAL: projections})
    reader, seen = index_at(place), []
    changed = shown([attrs.evolve(one, title=f"Zmiana {one.id}") for one in procedures], PORTAL)

    def meanwhile():
        for projection in changed:
            seen.append([hit.title for hit in reader.find(projection.id, audience=PORTAL)])
            yield projection

    index.replace({PORTAL: meanwhile()})
    assert seen == [[one.title] for one in procedures]
    assert reader.find(procedures[0].id, audience=PORTAL)[0].title == f"Zmiana {procedures[0].id}"
    reader.close()


def test_a_failure_leaves_both_audiences_as_they_were(index, procedures):
    index.replace({audience: shown(procedures, audience) for audience in AUDIENCES})
    before = [whole(index, audience) for audience in AUDIENCES]

    def fails():
        yield from shown(procedures[:3], Audience.CALL_CENTRE)
        raise OSError("cut short")

    with pytest.raises(OSError, match="cut short"):
        index.replace({PORTAL: [], Audience.CALL_CENTRE: fails()})
    assert [whole(index, audience) for audience in AUDIENCES] == before


def test_a_projection_for_another_or_given_twice_is_refused(index, procedures, projections):
    with pytest.raises(ValueError, match="is given for call-centre, to the index for portal"):
        index.replace({PORTAL: shown(procedures[:1], Audience.CALL_CENTRE)})
    with pytest.raises(ValueError, match="is given twice"):
        index.replace({PORTAL: [projections[0], projections[0]]})


def test_one_that_was_never_made_says_so(index, place):
    with pytest.raises(NoIndexError) as caught:
        index.find("zażółć", audience=PORTAL)
    assert "lckm index" in str(caught.value)
    assert "zażółć" not in str(caught.value)


def test_one_made_with_other_words_is_not_searched(index, place, projections, tmp_path):
    index.replace({PORTAL: projections})
    path = tmp_path / "synonyms.yaml"
    path.write_text("- {said: [rura], means: [dowód osobisty]}\n", encoding="utf-8")
    other = SearchIndex(place, synonyms=str(path))
    with pytest.raises(OtherIndexError) as caught:
        other.find("rura", audience=PORTAL)
    assert "od nowa" in str(caught.value)
    assert other.replace({PORTAL: projections}) == {PORTAL: Replaced(12, 0, 0)}
    assert other.find("rury", audience=PORTAL)[0].title == "Wydanie dowodu osobistego"
    other.close()


def tables_at(index, place):
    """The names of all tables at a place, of every layout."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if place.startswith("postgresql"):
        names = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    found = set()
    for audience in AUDIENCES:
        with index.store.reading(audience) as tables:
            found |= {name for (name,) in tables.run(names).fetchall()}
    return found


def in_layout(monkeypatch, step, act):
    """Do it as a program of a layout before (-1) or after (1) this one would."""
    with monkeypatch.context() as other:
        other.setattr(layouts, "LAYOUT", layouts.LAYOUT + step)
        return act()


def test_the_tables_of_an_older_layout_go_when_the_new_are_filled_and_no_earlier(
    index, place, procedures, monkeypatch
):
    given = {audience: shown(procedures, audience) for audience in AUDIENCES}
    in_layout(monkeypatch, -1, lambda: index.replace(given))
    older = in_layout(monkeypatch, -1, lambda: tables_at(index, place))
    with pytest.raises(NoIndexError):
        index.find("dowód osobisty", audience=PORTAL)

    def fails():
        raise OSError("no procedures")

    with pytest.raises(OSError, match="no procedures"):
        index.replace_with(AUDIENCES, fails)
    assert in_layout(monkeypatch, -1, lambda: tables_at(index, place)) == older
    assert in_layout(monkeypatch, -1, lambda: index.find("dowód osobisty", audience=PORTAL))
    index.replace(given)
    left = {name for name in tables_at(index, place) if name.startswith("lckm_")}
    assert left
    assert not left & older
    assert index.find("dowód osobisty", audience=PORTAL)


def test_an_audience_that_was_not_written_keeps_its_older_tables(index, procedures, monkeypatch):
    in_layout(
        monkeypatch, -1, lambda: index.replace({one: shown(procedures, one) for one in AUDIENCES})
    )
    index.replace({PORTAL: shown(procedures, PORTAL)})
    assert in_layout(
        monkeypatch, -1, lambda: index.find("dowód osobisty", audience=Audience.CALL_CENTRE)
    )
    with pytest.raises(NoIndexError):
        in_layout(monkeypatch, -1, lambda: index.find("dowód osobisty", audience=PORTAL))


def test_the_tables_of_a_newer_layout_stay(index, projections, monkeypatch):
    in_layout(monkeypatch, 1, lambda: index.replace({PORTAL: projections}))
    index.replace({PORTAL: projections})
    assert in_layout(monkeypatch, 1, lambda: index.find("dowód osobisty", audience=PORTAL))


@pytest.mark.parametrize(
    "text", ["- rura", "said: [a]", "- {said: rura, means: [b]}", "- {said: [], means: [b]}"]
)
def test_synonyms_of_another_shape_are_refused(index_at, tmp_path, text):
    path = tmp_path / "synonyms.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="said"):
        index_at(tmp_path, synonyms=str(path)).replace({PORTAL: []})


def test_an_unknown_analyser_is_refused_and_one_not_installed_said(monkeypatch):
    with pytest.raises(ValueError, match="is not an analyser"):
        analyser("hunspell")
    monkeypatch.setitem(sys.modules, "morfeusz2", None)
    analyser.cache_clear()
    try:
        with pytest.raises(NoAnalyserError) as caught:
            analyser("morfeusz2")
        assert "pip install lckm-search[morfeusz2]" in str(caught.value)
        assert analyser("best").version.startswith("snowball")
    finally:
        analyser.cache_clear()


def test_a_spoilt_file_is_said_without_a_word_of_the_question(index_at, tmp_path):
    (tmp_path / "portal.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexUnavailableError) as caught:
        index_at(tmp_path).find("tajne", audience=PORTAL)
    assert "tajne" not in str(caught.value)


def test_a_schema_that_is_no_text(index_at, tmp_path, projections):
    """SQLite quotes it in its error, in words that Python cannot read."""
    index = index_at(tmp_path)
    index.replace({PORTAL: projections})
    index.close()
    file = tmp_path / "portal.sqlite"
    content = file.read_bytes()
    assert b"CREATE TABLE" in content
    file.write_bytes(content.replace(b"CREATE TABLE", b"CREATE TABL\xc5"))
    with pytest.raises(IndexUnavailableError):
        index_at(tmp_path).find("odpady", audience=PORTAL)


_WRITES = """
import os, sys, attrs
from datetime import date
from lckm_core import Audience, project
from lckm_testing.knowledge_base import knowledge_base
from lckm_search import SearchIndex
def shown(mark):
    some = (attrs.evolve(one, title=one.title + mark) for one in knowledge_base(12))
    return [project(one, Audience.PORTAL, on=date(2026, 3, 4)) for one in some]
made = [shown(" A"), shown(" B")]
for _ in sys.stdin:
    if os.fork() == 0:
        print(os.getpid(), flush=True)
        index = SearchIndex(sys.argv[1], analyser="snowball", synonyms=sys.argv[2])
        while True:
            for some in made:
                index.replace({Audience.PORTAL: some})
                print("written", flush=True)
    os.wait()
    print("ended", flush=True)
"""
"""For each line that it reads, a process that writes until it is killed."""


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
def test_killed_in_the_middle_it_has_all_of_the_old_or_all_of_the_new(
    place, few_synonyms, long_run
):
    index = SearchIndex(place, analyser="snowball", synonyms=few_synonyms)
    chance = random.Random(102)
    command = [sys.executable, "-c", _WRITES, place, few_synonyms]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1, text=True
    ) as forking:
        for _ in range(6 if long_run else 3):
            print(file=forking.stdin)
            writer = int(forking.stdout.readline())
            assert forking.stdout.readline() == "written\n"
            time.sleep(chance.uniform(0, 0.15))
            os.kill(writer, signal.SIGKILL)
            while forking.stdout.readline() != "ended\n":
                assert forking.poll() is None
            titles = [hit.title for id in rows(index) for hit in index.find(id, audience=PORTAL)]
            assert len(titles) == 12
            assert len({title[-2:] for title in titles}) == 1
        forking.stdin.close()
    index.close()


def test_each_audience_has_a_file_of_its_own(index_at, tmp_path, procedures):
    index = index_at(tmp_path)
    index.replace({audience: shown(procedures, audience) for audience in AUDIENCES})
    assert {path.name for path in Path(tmp_path).iterdir()} >= {
        "portal.sqlite",
        "call-centre.sqlite",
    }


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("postgresql+psycopg://lckm:tajne@db.example.org/find", "find"),
        ("postgresql://lckm:tajne@db.example.org", "postgresql"),
    ],
)
def test_an_index_in_a_database_is_called_by_its_name_and_not_by_its_password(address, place):
    assert PostgresStore(address).place == place
