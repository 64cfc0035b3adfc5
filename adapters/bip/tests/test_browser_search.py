"""The portal's own search answers residents' questions, with the words that staff have.

It is asked in a browser, as it has no other place to run in. The questions are lckm-search's;
nothing here was tuned by them.
"""

import contextlib
import functools
import http.server
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_bip import SiteExporter, SiteSettings
from lckm_core import Edition, read
from lckm_core.errors import InvalidSettingError
from lckm_core.publication import Audience, publication_of
from lckm_search import SearchIndex
from lckm_testing.knowledge_base import knowledge_base

HERE = Path(__file__).parent
QUESTIONS = HERE.parents[1] / "search/tests"
SAMPLES = HERE.parents[2] / "samples/procedures"
DAY = date(2026, 3, 4)
FIRST = 5
MARGIN = 0.025
AS_STAFF = {"held_out": 0.959, "second_sealed": 0.957}
"""Of each set for how many questions the first found was staff's first, last."""
MEASURED = {
    "tuned": 0.984,
    "held_out": 1.0,
    "after": 0.967,
    "second_open": 1.0,
    "second_sealed": 1.0,
    "third": 1.0,
    "fourth": 0.95,
    "third_author_open": 0.9875,
    "third_author_sealed": 0.938,
    "fourth_author": 0.822,
    "fifth_author": 0.96,
}
"""Of each set what was answered last."""
FEW = ["held_out", "second_sealed"]
"""The sets that are asked in every run."""
ASK = """asked => {
    const box = document.getElementById("q"), form = document.getElementById("szukaj");
    return asked.map(words => {
        box.value = words;
        form.requestSubmit();
        return [...document.querySelectorAll("#wyniki a")].slice(0, 5)
            .map(link => [link.getAttribute("href").replace(".html", ""), link.textContent]);
    });
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


def questions() -> dict[str, list[dict[str, Any]]]:
    """Return the labelled questions by set."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(QUESTIONS.glob("questions*.yaml")):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def editions(count: int) -> list[Edition]:
    """Return the samples and generated procedures as published."""
    procedures = [read(path.read_bytes()).procedure() for path in sorted(SAMPLES.glob("*.yaml"))]
    return [
        Edition(procedure=procedure, published_by="Ewa Pokazowa", published_on=date(2026, 3, 2))
        for procedure in [*procedures, *knowledge_base(count)]
    ]


def write(target: Path, count: int = 618) -> Path:
    """Write the portal of the samples and generated procedures; return its folder."""
    exporter = SiteExporter(SiteSettings(target=str(target), audiences=("portal",)))
    exporter.export(lambda: publication_of(editions(count), exporter.audiences, on=DAY))
    return target / "current/portal"


def index(count: int, at: Path) -> SearchIndex:
    """Return the index of the same procedures as staff search it."""
    found = SearchIndex(str(at))
    publication = publication_of(editions(count), [Audience.PORTAL], on=DAY)
    found.replace({Audience.PORTAL: publication.projections(Audience.PORTAL)})
    return found


@contextlib.contextmanager
def search_page(browser: Any, folder: Path) -> Iterator[Any]:
    """Open the search page of a portal in a browser."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        opened = browser.new_page()
        opened.goto(f"http://127.0.0.1:{server.server_port}/szukaj.html?q=KA-01379")
        opened.locator("#wyniki a").first.wait_for()
        yield opened
        opened.close()
        server.shutdown()


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The search page of a portal of 632 procedures."""
    folder = write(tmp_path_factory.mktemp("portal"))
    with search_page(browser, folder) as opened:
        yield opened
    shutil.rmtree(folder.parents[1], ignore_errors=True)


@pytest.mark.slow(
    reason="asks sets of questions; those of test_browser.py stand for them", weekly=True
)
@pytest.mark.browser
def test_as_many_questions_are_answered_as_when_it_was_measured(page: Any, long_run: bool) -> None:
    sets = questions()
    assert sorted(sets) == sorted(MEASURED)
    shares = {}
    for name in sets if long_run else FEW:
        answers = page.evaluate(ASK, [one["asks"] for one in sets[name]])
        right = [
            one
            for one, found in zip(sets[name], answers, strict=True)
            if {word for pair in found for word in pair} & set(one["finds"])
        ]
        shares[name] = len(right) / len(sets[name])
        print(f"{name}: {shares[name]:.1%} of {len(sets[name])}")
    assert {name: share for name, share in shares.items() if share < MEASURED[name] - MARGIN} == {}


@pytest.mark.slow(
    reason="the whole base in a browser; test_browser.py finds in a small one", weekly=True
)
@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("wywóz kanapy", "Zgłoszenie odbioru odpadów wielkogabarytowych"),
        ("wywoz kanpy", "Zgłoszenie odbioru odpadów wielkogabarytowych"),
        ("ciemno na ulicy, lampa nie dziala", "Zgłoszenie niedziałającej latarni ulicznej"),
    ],
)
def test_what_the_page_itself_suggests_is_found(page: Any, asked: str, title: str) -> None:
    (found,) = page.evaluate(ASK, [asked])
    assert title in [name for _, name in found]


@pytest.mark.slow(
    reason="asks sets of questions of both searches; the few procedures stand for it", weekly=True
)
@pytest.mark.browser
def test_the_first_found_is_staffs_first(page: Any, tmp_path: Path) -> None:
    staff, shares = index(618, tmp_path), {}
    for name in FEW:
        asked = [item["asks"] for item in questions()[name]]
        answers = page.evaluate(ASK, asked)
        firsts = [staff.find(words, audience=Audience.PORTAL, limit=1) for words in asked]
        alike = [
            words
            for words, found, hits in zip(asked, answers, firsts, strict=True)
            if found[:1] and found[0][0] == hits[0].id
        ]
        shares[name] = len(alike) / len(asked)
        print(f"{name}: {shares[name]:.1%}")
    assert {name for name, share in shares.items() if share < AS_STAFF[name] - MARGIN} == set()


@pytest.mark.browser
@pytest.mark.parametrize(
    "asked", ["wywóz kanapy", "wywoz kanapy", "wywóz wersalki", "wywóz starej kanapy"]
)
def test_a_small_base_ranks_as_for_staff(browser: Any, tmp_path: Path, asked: str) -> None:
    """The collection of a card is no collection of waste, though few summaries speak of either."""
    folder = write(tmp_path / "site", 0)
    hits = index(0, tmp_path / "index").find(asked, audience=Audience.PORTAL, limit=1)
    with search_page(browser, folder) as opened:
        (found,) = opened.evaluate(ASK, [asked])
    assert found[0][0] == hits[0].id == "KA-01238"


def test_the_index_has_the_offices_words_of_other_texts(tmp_path: Path) -> None:
    words = tmp_path / "words.yaml"
    words.write_text("- {said: [wywózka], means: [wykonawca, pogotowie]}\n", encoding="utf-8")
    target = tmp_path / "site"
    exporter = SiteExporter(
        SiteSettings(target=str(target), audiences=("portal",), synonyms=str(words))
    )
    for count in range(2):
        # With another procedure, the cards of these come from what was kept.
        published = publication_of(editions(count), exporter.audiences, on=DAY)
        exporter.export(functools.partial(lambda known: known, published))
        script = (target / "current/portal/szukaj-indeks.js").read_text(encoding="utf-8")
        rows = json.loads(script.partition("=")[2].partition(";\n")[0])
        said = {row[0]: row[4] for row in rows}
        # „wykonawca” stands in its summary, and other cases of it elsewhere alone.
        assert said["KA-01238"] == "wykonawce"
        assert said["KA-01379"] == ""


def test_without_the_search_package_a_site_has_no_words_of_residents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "lckm_search", None)
    index = (write(tmp_path / "site", 1) / "szukaj-indeks.js").read_text(encoding="utf-8")
    assert "lckmIndex" in index
    assert "lckmWords" not in index


@pytest.mark.parametrize("missing", [True, False])
def test_words_of_residents_that_cannot_be_read_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: bool
) -> None:
    words = tmp_path / "words.yaml"
    words.write_text("- nic", encoding="utf-8")
    if missing:
        monkeypatch.setitem(sys.modules, "lckm_search", None)
    settings = SiteSettings(target=str(tmp_path / "site"), synonyms=str(words))
    exporter = SiteExporter(settings)
    with pytest.raises(InvalidSettingError, match="synonyms"):
        exporter.export(lambda: publication_of([], exporter.audiences, on=DAY))


def test_other_words_of_residents_change_the_site(tmp_path: Path) -> None:
    words = tmp_path / "words.yaml"
    exporter = SiteExporter(
        SiteSettings(target=str(tmp_path / "site"), audiences=("portal",), synonyms=str(words))
    )
    index = tmp_path / "site/current/portal/szukaj-indeks.js"
    for said in ("kanapa", "wersalka"):
        words.write_text(f"- {{said: [{said}], means: [odpady]}}\n", encoding="utf-8")
        exporter.export(lambda: publication_of([], exporter.audiences, on=DAY))
        assert f'"{said}"' in index.read_text(encoding="utf-8")
