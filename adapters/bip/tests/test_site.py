"""What the site holds: BIP's marks, history, archive, registers, lists, files, feed and map;
and the portal without BIP's own.
"""

import json
import os
import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from types import SimpleNamespace

import attrs
import bip_samples as shared
import html5lib
import pytest
from lxml import etree

from lckm_bip import SiteExporter, SiteSettings
from lckm_bip.data.feed import feed
from lckm_bip.pages.changes import PublicChange, _publication_words
from lckm_bip.release.manifest import Change
from lckm_bip.site_check import faults_of
from lckm_core.publication import State, Transition
from tests.helpers.rows import some_in_every_change

NEXT = date(2026, 4, 1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    shared.site(folder, base_url="https://www.lodz.example/")
    return folder


@pytest.fixture(scope="module")
def bip(target):
    return target / "current" / "bip"


@pytest.fixture(scope="module")
def portal(target):
    return target / "current" / "portal"


def words(path):
    """Return the text of a page as a reader has it, white space as one space."""
    tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    for element in (*tree.iter("style"), *tree.iter("script"), *tree.iter("head")):
        element.clear()
    return " ".join(" ".join(tree.itertext()).split())


def marks(path):
    """Return the marks of a page: labels and what they say."""
    tree = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (record,) = (one for one in tree.iter("dl") if one.get("class") == "record")
    rows = [["".join(part.itertext()) for part in row] for row in record.iter("div")]
    return {label: " ".join(value.split()) for label, value in rows}


@pytest.mark.parametrize(
    ("edition", "changed", "words"),
    [
        (1, None, "nowa"),
        (2, None, "wersja 2"),
        (2, ("Opłaty", "Komórka"), "wersja 2: Opłaty, Komórka"),
        (2, (), "wersja 2: bez zmian widocznych w opisie"),
    ],
)
def test_a_publication_says_what_differs_or_that_nothing_does(edition, changed, words):
    change = Change(edition, "2026-03-01", None, changed)
    assert _publication_words(SimpleNamespace(edition=edition), change) == words


class TestMarks:
    """Art. 8 ust. 6 of the act on access to public information: publisher, author, who entered
    it, when made, when made available.
    """

    def test_every_page_of_bip_has_them_all(self, bip):
        pages = [
            path
            for path in bip.rglob("*.html")
            if path.name.startswith("KA-") or path.parent.name.startswith("KA-")
        ]
        assert len(pages) == 12
        for path in pages:
            found = marks(path)
            assert found["Podmiot udostępniający"] == "Urząd Miasta Łodzi"
            assert found["Wprowadził(a) do BIP"] == shared.ENTERED
            assert found["Wytworzył(a) lub odpowiada za treść"] not in ("", "nie zapisano")
            assert found["Czas wytworzenia"] not in ("", "nie zapisano")
            assert re.fullmatch(r"\d+ \w+ 20\d\d r\., godz\. 10:30", found["Czas udostępnienia"])

    def test_the_moment_is_that_of_lodz(self, bip):
        assert '<time datetime="2026-03-02T10:30:00+01:00">' in (bip / "KA-01098.html").read_text(
            encoding="utf-8"
        )

    def test_what_was_published_for_a_later_day_was_made_available_on_that_day(self, tmp_path):
        later = attrs.evolve(shared.samples()[1], valid_from=date(2026, 6, 1), valid_to=None)
        folder = shared.site(tmp_path, shared.publication([shared.edition(later)]))
        assert (
            marks(folder / "bip" / f"{later.id}.html")["Czas udostępnienia"] == "1 czerwca 2026 r."
        )

    def test_what_was_not_recorded_is_said_to_be(self, tmp_path):
        bare = attrs.evolve(
            shared.edition(shared.samples()[1]), published_by=None, published_on=None, acts=()
        )
        bare = attrs.evolve(
            bare, procedure=attrs.evolve(bare.procedure, authors=(), valid_from=None)
        )
        found = marks(shared.site(tmp_path, shared.publication([bare])) / "bip" / f"{bare.id}.html")
        assert found["Wprowadził(a) do BIP"] == found["Czas udostępnienia"] == "nie zapisano"
        assert found["Wytworzył(a) lub odpowiada za treść"] == "nie zapisano"

    def test_the_portal_has_none_of_bips(self, portal):
        for path in (one for one in portal.rglob("*") if one.suffix in {".html", ".json", ".xml"}):
            text = path.read_text(encoding="utf-8")
            assert "Metryka" not in text
            assert shared.ENTERED not in text
            assert "Rejestr usuniętych" not in text
        assert not (portal / shared.AMENDED).exists()

    def test_each_page_has_its_data_beside_it_and_leads_there(self, bip, portal):
        for folder in (bip, portal):
            pages = sorted(folder.rglob("KA-?????.html"))
            assert pages
            for path in pages:
                text = path.read_text(encoding="utf-8")
                for kind in ("json", "xml"):
                    assert path.with_suffix(f".{kind}").is_file()
                    assert f'href="{path.stem}.{kind}">Ta strona jako {kind.upper()}</a>' in text
            assert (folder / "procedure.xsd").is_file()

    def test_only_bip_marks_titles_of_what_is_done_online(self, bip, portal):
        page = f"{shared.AMENDED}.html"
        assert "Karty Dużej Rodziny @</h1>" in (bip / page).read_text(encoding="utf-8")
        assert "@</h1>" not in (portal / page).read_text(encoding="utf-8")


class TestHistory:
    def test_it_says_which_fields_differ(self, bip):
        text = words(bip / f"{shared.AMENDED}.html")
        assert "Zmieniono: Nazwa procedury, Skrócony opis sprawy, Przydatne informacje." in text
        assert "Wersja 2 (aktualna)" in text
        assert "widoczna do: 1 marca 2026 r." in text

    def test_it_says_which_edition_was_withdrawn(self, tmp_path):
        one = shared.samples()[1]
        gone = shared.ended(shared.edition(one, 1, date(2026, 4, 1)), Transition.WITHDRAW, hour=11)
        bip = (
            shared.site(
                tmp_path, shared.publication([gone, shared.edition(one, 2, date(2026, 4, 3))])
            )
            / "bip"
        )
        text = words(bip / f"{one.id}.html")
        assert (
            "widoczna do: 1 kwietnia 2026 r., godz. 13:00 (wycofana z publikacji). Wprowadził(a)"
            in text
        )
        assert text.count("(wycofana z publikacji)") == 1

    def test_an_earlier_edition_has_a_page_that_says_so_and_leads_back(self, bip):
        path = bip / shared.AMENDED / "1.html"
        text = path.read_text(encoding="utf-8")
        assert "Wersja archiwalna" in text
        assert "<h1>Karta Dużej Rodziny w" in text
        assert f'href="../{shared.AMENDED}.html"' in text
        assert '<meta name="robots" content="noindex">' in text
        assert marks(path)["Widoczna do"] == "1 marca 2026 r."
        assert 'href="1/wniosek-o-lodzka-karte.docx"' in text

    def test_one_edition_has_no_archive(self, bip):
        assert not (bip / "KA-01098").exists()
        assert "Pierwsza z wersji" in words(bip / "KA-01098.html")

    def test_first_is_said_only_of_the_first_though_it_is_shown_no_more(self, tmp_path):
        one = shared.samples()[1]
        old = shared.edition(attrs.evolve(one, valid_to=date(2026, 4, 30)), day=date(2026, 4, 1))
        new = shared.edition(attrs.evolve(one, valid_from=date(2026, 5, 1)), 2, date(2026, 4, 1))
        while_old = shared.site(
            tmp_path / "a", shared.publication([old, new], on=date(2026, 4, 30))
        )
        assert "Pierwsza z wersji" in words(while_old / "bip" / f"{one.id}.html")
        text = words(
            shared.site(tmp_path / "b", shared.publication([old, new], on=date(2026, 5, 1)))
            / "bip"
            / f"{one.id}.html"
        )
        assert "Pierwsza z wersji" not in text
        assert "Wcześniejszych wersji nie pokazuje się już w BIP." in text

    def test_an_internal_one_before_it_was_never_shown_there(self, tmp_path):
        one = shared.samples()[1]
        inside = shared.edition(
            attrs.evolve(one, internal=True), state=State.REPLACED, ended_on=date(2026, 4, 1)
        )
        new = shared.edition(one, 2, date(2026, 4, 1))
        folder = shared.site(tmp_path, shared.publication([inside, new]))
        assert "Pierwsza z wersji" in words(folder / "bip" / f"{one.id}.html")

    def test_a_change_of_what_nobody_sees_is_said_to_be_that(self, tmp_path):
        one = shared.samples()[1]
        old = shared.edition(one, state=State.REPLACED, ended_on=date(2026, 4, 1))
        starred = shared.edition(attrs.evolve(one, in_edms=not one.in_edms), 2, date(2026, 4, 1))
        folder = shared.site(tmp_path, shared.publication([old, starred]))
        assert "Zmieniono tylko to, czego nie widać w BIP." in words(
            folder / "bip" / f"{one.id}.html"
        )


class TestTheSameDay:
    """A wrong text put right an hour later is the ordinary case: what could be seen for that
    hour stays known (art. 8 ust. 6).
    """

    @pytest.fixture
    def editions(self):
        one = shared.samples()[1]
        wrong = shared.edition(attrs.evolve(one, title="Zły tytuł"), 1, date(2026, 4, 1))
        wrong = shared.ended(wrong, Transition.REPLACE, hour=11)
        right = attrs.evolve(
            shared.edition(one, 2, date(2026, 4, 1)),
            acts=(attrs.evolve(wrong.acts[0], at=wrong.acts[1].at),),
        )
        return wrong, right

    def test_what_was_replaced_is_in_the_history_the_archive_and_the_register(
        self, tmp_path, editions
    ):
        number = editions[0].id
        bip = shared.site(tmp_path, shared.publication(editions, on=date(2026, 4, 1))) / "bip"
        history = words(bip / f"{number}.html")
        assert (
            "Udostępniona: 1 kwietnia 2026 r., godz. 11:30 , widoczna do: 1 kwietnia 2026 r., "
            "godz. 13:00" in history
        )
        assert history.count("Pierwsza z wersji") == 1
        archive = words(bip / number / "1.html")
        assert (
            "Wersja 1, widoczna od 1 kwietnia 2026 r., godz. 11:30 do 1 kwietnia 2026 r., godz. "
            "13:00" in archive
        )
        assert "Zły tytuł" in archive
        text = words(bip / "zmiany.html")
        assert text.index("wersja 2: Nazwa procedury") < text.index(f"{number} · nowa")
        data = json.loads((bip / number / "1.json").read_bytes())
        assert data["shown_until"] == "2026-04-01T13:00:00+02:00"
        schema = etree.XMLSchema(etree.parse(bip / "procedure.xsd"))
        for path in (bip / f"{number}.xml", bip / number / "1.xml"):
            schema.assertValid(etree.parse(path))

    def test_what_was_withdrawn_is_in_both_registers(self, tmp_path, editions):
        wrong, right = editions
        gone = shared.ended(attrs.evolve(right, number=2), Transition.WITHDRAW, hour=12)
        bip = shared.site(tmp_path, shared.publication([wrong, gone], on=date(2026, 4, 1))) / "bip"
        assert not (bip / f"{wrong.id}.html").exists()
        assert f"{wrong.id} 1 kwietnia 2026 r., godz. 14:00 wycofana z publikacji" in words(
            bip / "usuniete.html"
        )
        assert "1 kwietnia 2026 r., godz. 14:00" in words(bip / "zmiany.html")
        other = shared.edition(shared.samples()[2], 1, date(2026, 4, 1))
        both = (
            shared.site(
                tmp_path / "both", shared.publication([wrong, gone, other], on=date(2026, 4, 1))
            )
            / "bip"
        )
        text = words(both / "zmiany.html")
        assert text.index("wycofana z publikacji") < text.index(f"{other.id} · nowa"), (
            "in the order of their moments"
        )


class TestRegisters:
    def test_changes_come_newest_first_and_by_month(self, bip):
        text = words(bip / "zmiany.html")
        assert (
            text.index("wycofana z publikacji")
            < text.index("wersja 2:")
            < text.index("styczeń 2025")
        )
        assert "7 stycznia 2025" in words(bip / "zmiany-2025-01.html")
        assert "2 marca" not in words(bip / "zmiany-2025-01.html")

    def test_what_was_removed_is_a_number_a_day_and_a_reason(self, bip):
        text = words(bip / "usuniete.html")
        assert f"{shared.WITHDRAWN} 1 maja 2026 r. wycofana z publikacji" in text
        (gone,) = (one for one in shared.samples() if one.id == shared.WITHDRAWN)
        assert all(gone.title.encode() not in content for content in shared.tree(bip).values())


class TestTheRegisterOnlyGrows:
    """What was told of a publication, a withdrawal or an end stays told, whatever happened
    later (art. 8 ust. 6, I19).
    """

    LINES = (
        "{} · nowa · wprowadził(a) Zofia Wpisana",
        "{} · wersja 2 · wprowadził(a) Zofia Wpisana",
        "{} · wycofana z publikacji · wycofał(a) Jan Odejmujący",
        "{} · wersja 3 · wprowadził(a) Zofia Wpisana",
    )

    @pytest.fixture
    def steps(self):
        """Return what is published of a procedure of which two editions are published, the
        second withdrawn, and a third published.
        """
        text, month = shared.samples()[1], [date(2026, 4, day) for day in (1, 8, 15, 22)]
        first = shared.edition(attrs.evolve(text, title="Pierwszy tytuł"), 1, month[0])
        second = shared.edition(attrs.evolve(text, title="Drugi tytuł"), 2, month[1])
        replaced = shared.ended(first, Transition.REPLACE, hour=9, day=month[1])
        replaced = attrs.evolve(
            replaced, acts=(first.acts[0], attrs.evolve(replaced.acts[1], at=second.published_at))
        )
        withdrawn = shared.ended(
            second, Transition.WITHDRAW, hour=12, day=month[2], by="Jan Odejmujący"
        )
        third = shared.edition(text, 3, month[3])
        every = [first], [replaced, second], [replaced, withdrawn], [replaced, withdrawn, third]
        return [shared.publication(some, on=day) for some, day in zip(every, month, strict=True)]

    def test_each_step_stays_in_the_register_its_month_and_the_feed(self, tmp_path, steps):
        number, told = shared.samples()[1].id, set()
        assert len(steps) == len(self.LINES)
        for count, step in enumerate(steps, 1):
            bip = shared.site(tmp_path, step) / "bip"
            for page in ("zmiany.html", "zmiany-2026-04.html"):
                lines = re.findall(
                    r'<li><span class="when">.*?</li>', (bip / page).read_text("utf-8"), re.DOTALL
                )
                assert len(lines) == count
                for line, wanted in zip(reversed(lines), self.LINES, strict=False):
                    what, by = wanted.format(number).rsplit(" · ", 1)
                    assert what in line
                    assert f" · {by}</span>" in line
            assert f"Zmian: {count}" in words(bip / "zmiany.html")
            ids = {
                one.text
                for one in ET.fromstring((bip / "kanal.xml").read_bytes()).findall(
                    f"{ATOM}entry/{ATOM}id"
                )
            }
            assert len(ids) == count
            assert told < ids
            told = ids
            assert faults_of(tmp_path) == []

    def test_while_it_is_off_numbers_alone_are_told_and_no_titles(self, tmp_path, steps):
        bip = shared.site(tmp_path, steps[2]) / "bip"
        text = words(bip / "zmiany.html")
        assert text.count(f"Procedura {shared.samples()[1].id}") == 3
        every = b"".join(shared.tree(bip).values()).decode()
        assert "Drugi tytuł" not in every
        assert "Pierwszy tytuł" not in every
        assert "Nazwa procedury" not in text, "what differed can be seen no more"

    def test_when_it_is_back_only_the_register_of_removed_has_nothing_of_it(self, tmp_path, steps):
        bip = shared.site(tmp_path, steps[3]) / "bip"
        assert "Niczego nie usunięto." in words(bip / "usuniete.html")
        assert "wycofana z publikacji" in words(bip / "zmiany.html")
        assert 'href="' + shared.samples()[1].id + '/2.html"' in (bip / "zmiany.html").read_text(
            "utf-8"
        )

    def test_a_gap_between_two_windows_is_told(self, tmp_path):
        text = shared.samples()[1]
        over = shared.edition(
            attrs.evolve(text, valid_to=date(2026, 4, 9), title="Dawny"), 1, date(2026, 4, 1)
        )
        bip = (
            shared.site(
                tmp_path, shared.publication([over, shared.edition(text, 2, date(2026, 4, 22))])
            )
            / "bip"
        )
        said = words(bip / "zmiany.html")
        assert (
            f"10 kwietnia 2026 r. Procedura {text.id} {text.id} · zakończył się okres publikacji"
            in said
        )
        assert f"Procedura {text.id} {text.id} · nowa · wprowadził(a) Zofia Wpisana" in said
        assert "Dawny" not in said

    def test_a_withdrawal_is_told_even_where_another_came_at_once(self, tmp_path):
        at_once = shared.edition(shared.samples()[1], 2, date(2026, 4, 15))
        gone = shared.ended(
            shared.edition(shared.samples()[1], 1),
            Transition.WITHDRAW,
            hour=12,
            day=date(2026, 4, 15),
        )
        at_once = attrs.evolve(at_once, acts=(attrs.evolve(at_once.acts[0], at=gone.ended_at),))
        shown = shared.publication([gone, at_once])
        assert shown.register[shared.BOTH[1]][0].followed
        said = words(shared.site(tmp_path, shown) / "bip" / "zmiany.html")
        assert said.index("wersja 2") < said.index("wycofana z publikacji") < said.index(" nowa ")

    def test_one_that_an_internal_edition_replaced_is_told_to_have_ended(self, tmp_path):
        text, day = shared.samples()[1], date(2026, 4, 15)
        hidden = shared.edition(attrs.evolve(text, internal=True), 2, day)
        first = shared.ended(
            shared.edition(text), Transition.REPLACE, hour=9, day=day, by="Jan Odejmujący"
        )
        first = attrs.evolve(
            first, acts=(first.acts[0], attrs.evolve(first.acts[1], at=hidden.published_at))
        )
        said = words(
            shared.site(tmp_path, shared.publication([first, hidden])) / "bip" / "zmiany.html"
        )
        assert (
            "zastąpiona wersją, która nie jest tu pokazywana · zastąpił(a) Jan Odejmujący" in said
        )
        assert "wersja 2" not in said

    def test_the_portal_tells_what_is_shown_now_alone_and_nobody_by_name(self, tmp_path, steps):
        portal = shared.site(tmp_path, steps[3]) / "portal"
        said = words(portal / "zmiany.html")
        assert "wersja 3" in said
        assert not {"wycofana", "nowa", "Zofia"} & set(said.split())

    def test_another_who_withdrew_makes_the_register_anew(self, tmp_path, steps):
        shared.site(tmp_path, steps[2])
        (one,) = steps[2].removed[shared.BOTH[1]]
        register = {
            face: [*some[:-1], attrs.evolve(one, ended_by="Ewa Inna")]
            for face, some in steps[2].register.items()
        }
        folder = shared.site(tmp_path, attrs.evolve(steps[2], register=register))
        assert "wycofał(a) Ewa Inna" in words(folder / "bip" / "zmiany.html")


class TestLists:
    def test_letters_are_polish_and_in_order(self, tmp_path):
        titles = ["Źródło", "Zakup", "Łódka", "Lipa", "Ćma", "500 plus"]
        some = [
            attrs.evolve(shared.samples()[1], id=f"KA-0000{n}", title=title)
            for n, title in enumerate(titles, 1)
        ]
        folder = shared.site(tmp_path, shared.publication(map(shared.edition, some))) / "bip"
        text = (folder / "alfabet.html").read_text(encoding="utf-8")
        assert re.findall(r'href="litera-([\w-]+)\.html"', text) == [
            "inne",
            "c-kreska",
            "l",
            "l-kreska",
            "z",
            "z-kreska",
        ]
        assert "Źródło" in words(folder / "litera-z-kreska.html")

    def test_every_procedure_is_in_a_letter_a_cell_and_the_search(self, bip):
        numbers = {path.stem for path in bip.glob("KA-?????.html")}
        for kind in ("litera-*.html", "komorka-*.html"):
            listed = [
                re.findall(r'<li><a href="(KA-\d+)\.html"', path.read_text(encoding="utf-8"))
                for path in bip.glob(kind)
            ]
            assert sorted(chain.from_iterable(listed)) == sorted(numbers)
        assert (
            set(re.findall(r'\["(KA-\d+)"', (bip / "szukaj-indeks.js").read_text(encoding="utf-8")))
            == numbers
        )

    def test_the_first_page_tells_how_many_matters_a_unit_has_in_all_its_cells(self, tmp_path):
        one = attrs.evolve(shared.samples()[1], unit="Urząd Miasta Łodzi")
        some = [
            shared.edition(attrs.evolve(one, id=f"KA-{at:05}", cell=cell))
            for at, cell in enumerate(("Kancelaria", "Kancelaria", "Sekretariat"), 1)
        ]
        folder = shared.site(tmp_path, shared.publication(some))
        assert "Urząd Miasta Łodzi 3 sprawy" in words(folder / "bip" / "index.html")

    def test_cells_of_one_name_have_lists_of_their_own(self, tmp_path):
        one = attrs.evolve(shared.samples()[1], unit="Urząd Miasta Łodzi", cell="Sekretariat")
        other = attrs.evolve(one, id="KA-00007", unit="Zarząd Dróg i Transportu")
        folder = shared.site(
            tmp_path, shared.publication([shared.edition(one), shared.edition(other)])
        )
        assert len(list((folder / "bip").glob("komorka-sekretariat-*.html"))) == 2

    @pytest.mark.parametrize(
        ("count", "said"),
        some_in_every_change(
            [
                (1, "1 sprawa"),
                (2, "2 sprawy"),
                (4, "4 sprawy"),
                (5, "5 spraw"),
                (12, "12 spraw"),
                (13, "13 spraw"),
                (14, "14 spraw"),
                (22, "22 sprawy"),
                (112, "112 spraw"),
            ],
            0,
            1,
            5,
            7,
            reason="another number; four stand for them",
        ),
    )
    def test_matters_are_counted_as_polish_counts(self, tmp_path, count, said):
        some = [
            shared.edition(attrs.evolve(shared.samples()[1], id=f"KA-{n:05}")) for n in range(count)
        ]
        assert f"{said} –" in words(
            shared.site(tmp_path, shared.publication(some)) / "bip" / "index.html"
        )


def damages(folder):
    """Return what an export would put right: not what nobody handed in."""
    return [fault for fault in faults_of(folder) if fault.is_of_export]


class TestDownloads:
    def test_they_are_told_of_by_kind_and_size_and_are_the_very_files(self, bip, portal):
        text = words(bip / f"{shared.AMENDED}.html")
        source = shared.FILES / shared.AMENDED / "wniosek-o-lodzka-karte.docx"
        assert f"(DOCX, {-(-source.stat().st_size // 1000)} kB)" in text
        for face in (bip, portal):
            assert (
                face / "pliki" / shared.AMENDED / source.name
            ).read_bytes() == source.read_bytes()

    def test_those_of_a_withdrawn_procedure_are_not_there(self, bip):
        assert any(one.files for one in shared.editions() if one.id == shared.WITHDRAWN)
        assert not (bip / "pliki" / shared.WITHDRAWN).exists()

    def test_one_that_an_edition_has_not_is_named_and_not_linked(self, tmp_path):
        one = shared.samples()[1]
        folder = shared.site(tmp_path, shared.publication([shared.edition(one, files=())]))
        assert "pliki/" not in (folder / "bip" / f"{one.id}.html").read_text(encoding="utf-8")
        assert one.other_documents[0].name in words(folder / "bip" / f"{one.id}.html")
        assert not (folder / "bip" / "pliki").exists()

    def test_one_that_cannot_be_read_is_named_until_it_can_be(self, tmp_path):
        one = shared.samples()[1]
        some = [
            shared.edition(one, files=shared.held({one.other_documents[0].file: b"%PDF-1.7 x"}))
        ]
        folder = shared.site(tmp_path, shared.publication(some, read=lambda _: None))
        for face in ("bip", "portal"):
            assert "pliki/" not in (folder / face / f"{one.id}.html").read_text(encoding="utf-8")
            assert one.other_documents[0].name in words(folder / face / f"{one.id}.html")
            assert not (folder / face / "pliki").exists()
        shared.site(tmp_path, shared.publication(some))
        assert shared.tree(folder) == shared.tree(
            shared.site(tmp_path / "fresh", shared.publication(some))
        )
        assert damages(tmp_path) == []

    def test_one_that_only_one_face_could_read_is_linked_there_alone(self, tmp_path):
        one = shared.samples()[1]
        some = [
            shared.edition(one, files=shared.held({one.other_documents[0].file: b"%PDF-1.7 x"}))
        ]
        answers = iter([b"%PDF-1.7 x", None])
        folder = shared.site(tmp_path, shared.publication(some, read=lambda _: next(answers)))
        linked = [
            face
            for face in ("portal", "bip")
            if "pliki/" in (folder / face / f"{one.id}.html").read_text("utf-8")
        ]
        assert len(linked) == 1
        assert damages(tmp_path) == []

    def test_two_procedures_of_one_text_have_files_of_their_own(self, tmp_path):
        one = shared.samples()[1]
        name = one.other_documents[0].file
        both = [attrs.evolve(one, id=id, related=()) for id in ("KA-00001", "KA-00002")]
        files = shared.held({name: b"%PDF-1.7 x"})
        some = [shared.edition(each, files=files) for each in both]
        folder = shared.site(tmp_path, shared.publication(some))
        for face in ("bip", "portal"):
            for each in both:
                page = (folder / face / f"{each.id}.html").read_text(encoding="utf-8")
                assert {found[:14] for found in page.split('href="') if found[:6] == "pliki/"} == {
                    f"pliki/{each.id}"
                }

    def test_an_earlier_edition_has_its_own(self, tmp_path):
        one = shared.samples()[1]
        name, other = one.other_documents[0].file, b"%PDF-1.7 newer"
        old = shared.edition(
            one, files=shared.held({name: b"%PDF-1.7 old"}), state=State.REPLACED, ended_on=NEXT
        )
        new = shared.edition(one, 2, NEXT, files=shared.held({name: other}))
        shared.site(
            tmp_path, shared.publication([attrs.evolve(old, state=State.PUBLISHED, ended_on=None)])
        )
        folder = shared.site(tmp_path, shared.publication([old, new]))
        for face in ("bip", "portal"):
            assert (folder / face / "pliki" / one.id / name).read_bytes() == other
        assert (folder / "bip" / one.id / "1" / name).read_bytes() == b"%PDF-1.7 old"
        assert f'href="1/{name}"' in (folder / "bip" / one.id / "1.html").read_text(
            encoding="utf-8"
        )
        assert not (folder / "portal" / one.id).exists()
        assert damages(tmp_path) == []

    def test_one_whose_address_is_known_is_neither_read_nor_written_again(self, tmp_path):
        one = shared.samples()[1]
        files = shared.held({one.other_documents[0].file: b"%PDF-1.7 x"})
        shared.site(tmp_path, shared.publication([shared.edition(one, files=files)]))
        before = inodes(tmp_path / "current")
        changed = attrs.evolve(shared.edition(one, files=files), published_by="Ewa Inna")
        shared.site(
            tmp_path, shared.publication([changed], read=lambda _: pytest.fail("read again"))
        )
        after = inodes(tmp_path / "current")
        served = f"bip/pliki/{one.id}/{files[0].name}"
        assert after[served] == before[served]
        assert after[f"bip/{one.id}.html"] != before[f"bip/{one.id}.html"]
        assert damages(tmp_path) == []


class TestFeedAndMap:
    def test_the_feed_tells_the_newest_first_under_lasting_ids(self, bip, portal, tmp_path):
        feed = ET.fromstring((bip / "kanal.xml").read_bytes())
        entries = feed.findall(f"{ATOM}entry")
        moments = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert moments == sorted(moments, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == moments[0] == "2026-05-02T00:00:00+02:00"
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        links = [entry.find(f"{ATOM}link").get("href") for entry in entries]
        assert f"https://www.lodz.example/bip/{shared.AMENDED}.html" in links
        elsewhere = ET.fromstring((shared.site(tmp_path) / "bip" / "kanal.xml").read_bytes())
        assert [one.findtext(f"{ATOM}id") for one in elsewhere.findall(f"{ATOM}entry")] == ids
        assert shared.WITHDRAWN not in (portal / "kanal.xml").read_text(encoding="utf-8")

    def test_two_ends_of_one_procedure_are_two_entries(self):
        named = SimpleNamespace(name="Portal")
        site = SimpleNamespace(name="portal", address="", publisher="UMŁ", page_site=named)
        days = ("2026-05-02", "2026-04-02")
        changes = [PublicChange(at=day, id="KA-1", title="Sprawa", what="koniec") for day in days]
        entries = ET.fromstring(feed(site, changes).encode()).findall(f"{ATOM}entry/{ATOM}id")
        assert len({one.text for one in entries}) == 2

    @pytest.mark.parametrize("count", [0, 1, 50, 51, 120])
    def test_the_feed_has_the_latest_fifty(self, count):
        named = SimpleNamespace(name="Portal")
        site = SimpleNamespace(name="portal", address="", publisher="UMŁ", page_site=named)
        first = datetime(2026, 1, 1, 9, tzinfo=UTC)
        days = [(first + timedelta(days=at)).isoformat() for at in range(count)]
        changes = [
            PublicChange(at=day, id="KA-1", title="Sprawa", what="nowa", edition=at)
            for at, day in enumerate(days, 1)
        ]
        root = ET.fromstring(feed(site, changes[::-1]).encode())
        told = [entry.text for entry in root.iterfind(f"{ATOM}entry/{ATOM}updated")]
        assert [datetime.fromisoformat(one) for one in told] == [
            datetime.fromisoformat(day) for day in days[::-1][:50]
        ]
        if days:
            assert root.findtext(f"{ATOM}updated") == told[0]

    def test_the_map_has_every_page_that_is_current(self, bip):
        found = ET.fromstring((bip / "sitemap.xml").read_bytes())
        places = {
            one.text.rpartition("/")[2]
            for one in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
        }
        assert places == {path.name for path in bip.glob("*.html")}

    def test_the_map_has_the_day_of_the_edition_shown(self, bip):
        space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        changed = {
            url.findtext(f"{space}loc").rpartition("/")[2]: url.findtext(f"{space}lastmod")
            for url in ET.fromstring((bip / "sitemap.xml").read_bytes())
        }
        shown = {
            path.with_suffix(".html").name: json.loads(path.read_bytes())["available_from"]
            for path in bip.glob("KA-*.json")
        }
        assert {page: day for page, day in changed.items() if day} == shown
        assert f"{shared.AMENDED}.html" in shown

    def test_without_an_address_there_is_no_map(self, tmp_path):
        assert not list(shared.site(tmp_path).rglob("sitemap.xml"))

    def test_faces_may_have_addresses_of_their_own(self, tmp_path):
        folder = shared.site(tmp_path, base_url="https://{audience}.lodz.example")
        assert "https://bip.lodz.example/index.html" in (folder / "bip" / "sitemap.xml").read_text()


class TestPortal:
    def test_announcements_and_terms_are_there(self, portal, bip):
        assert (portal / "OG-0001.html").exists()
        assert (portal / "regulamin.html").exists()
        assert "OG-0001" in words(portal / "informacje.html")
        assert not (bip / "OG-0001.html").exists()

    def test_an_announcement_out_of_its_window_is_not(self, portal):
        assert not (portal / "OG-0002.html").exists()


class TestUnchanged:
    def test_no_page_says_the_day_it_was_made_on(self, bip, portal):
        for folder in (bip, portal):
            contents = shared.tree(folder).values()
            assert contents
            for content in contents:
                assert b"25 listopada 2026" not in content.replace("\u00a0".encode(), b" ")
                assert b"2026-11-25" not in content

    def test_another_day_changes_nothing(self, tmp_path):
        some = shared.editions()[4:8]
        shared.site(tmp_path, shared.publication(some, notices=False))
        before = inodes(tmp_path)
        shared.site(
            tmp_path, shared.publication(some, on=shared.DAY + timedelta(days=1), notices=False)
        )
        assert inodes(tmp_path) == before

    def test_notices_alone_are_changes_too(self, tmp_path):
        some = shared.editions()[4:8]
        without, with_notices = (shared.publication(some, notices=one) for one in (False, True))
        page = shared.site(tmp_path, without) / "portal" / "OG-0001.html"
        assert not page.exists()
        shared.site(tmp_path, with_notices)
        assert page.exists()
        shared.site(tmp_path, without)
        assert not page.exists()

    def test_a_page_that_is_the_same_is_not_written_again(self, tmp_path):
        """Nor are letters, units and files that it is not in: what stays is the very same file
        on the disk.
        """
        shared.site(tmp_path)
        before = inodes(tmp_path / "current" / "bip")
        one = next(one for one in shared.editions() if one.id == "KA-01238")
        new = shared.edition(
            attrs.evolve(one.procedure, appeal="Skarga do sądu."), 2, date(2026, 6, 1)
        )
        old = attrs.evolve(one, state=State.REPLACED, ended_on=date(2026, 6, 1))
        rest = [edition for edition in shared.editions() if edition is not one]
        shared.site(tmp_path, shared.publication([*rest, old, new]))
        after = inodes(tmp_path / "current" / "bip")
        changed = {path for path in before | after if before.get(path) != after.get(path)}
        own = {path for path in changed if path.startswith("KA-01238")}
        assert changed - own == {
            "index.html",
            "kanal.xml",
            "szukaj-indeks.js",
            "zmiany.html",
            "zmiany-2026-03.html",
            "zmiany-2026-06.html",
        }
        assert len(own) == 7
        assert "KA-01238/1/poradnik-jak-opisac-miejsce.pdf" in own

    def test_both_releases_share_their_files(self, tmp_path):
        shared.site(tmp_path)
        assert inodes(tmp_path / "a") == inodes(tmp_path / "b")


class TestSame:
    """The same input gives the same bytes."""

    def test_in_any_order(self, tmp_path):
        one = shared.site(tmp_path / "1", shared.publication())
        other = shared.site(tmp_path / "2", shared.publication(shared.editions()[::-1]))
        assert shared.tree(one) == shared.tree(other)

    def test_whatever_was_there_before(self, tmp_path, long_run):
        """A site that grew by changes, and by going back, is the one that is made at once."""
        every = shared.editions()
        steps = (every, every[3:], every[:5], [], every[::2], every[2:])
        same = shared.exporter(tmp_path / "grown-in-one-process")
        for some in steps if long_run else steps[:3]:
            shared.site(tmp_path / "grown", shared.publication(some))
            same.export(partial(shared.publication, some))
            (tmp_path / "fresh").mkdir(exist_ok=True)
            fresh = shared.site(tmp_path / "fresh" / str(len(some)), shared.publication(some))
            assert shared.tree(tmp_path / "grown" / "current") == shared.tree(fresh)
            assert shared.tree(tmp_path / "grown-in-one-process" / "current") == shared.tree(fresh)
            assert shared.tree(tmp_path / "grown" / "a") == shared.tree(tmp_path / "grown" / "b")
            assert faults_of(tmp_path / "grown") == []

    def test_another_process_between_two_exports_of_one(self, tmp_path):
        """What this process remembers of the site is of the files that are there."""
        every = shared.editions()
        same = shared.exporter(tmp_path / "grown")
        same.export(partial(shared.publication, every[:3]))
        shared.site(tmp_path / "grown", shared.publication(every[2:5]))
        same.export(partial(shared.publication, every[1:4]))
        fresh = shared.site(tmp_path / "fresh", shared.publication(every[1:4]))
        assert shared.tree(tmp_path / "grown" / "current") == shared.tree(fresh)
        assert faults_of(tmp_path / "grown") == []

    @pytest.mark.slow(reason="another process; another order in this one stands for it")
    def test_in_another_process(self, tmp_path):
        import subprocess
        import sys

        here = shared.site(tmp_path / "here")
        program = (
            "import sys; sys.path.insert(0, sys.argv[1]); import bip_samples as s; "
            "s.site(s.Path(sys.argv[2]))"
        )
        command = [sys.executable, "-c", program, str(shared.HERE), str(tmp_path / "there")]
        subprocess.run(
            command, check=True, env={**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}
        )
        assert shared.tree(here) == shared.tree(tmp_path / "there" / "current")

    def test_other_settings_make_all_pages_anew(self, tmp_path):
        shared.site(tmp_path, publisher="Miasto Łódź")
        assert "Miasto Łódź" in words(tmp_path / "current" / "bip" / "KA-01098.html")
        shared.site(tmp_path)
        assert shared.tree(tmp_path / "current") == shared.tree(shared.site(tmp_path / "fresh"))


class TestHostile:
    @pytest.mark.parametrize(
        "word",
        some_in_every_change(
            [
                "<script>alert(1)</script>\"'&",
                "\u202eabc\x00\x1b[31m",
                "]]>\ud800",
                "{{ 7*7 }}",
                "NAME",
            ],
            0,
            1,
            reason="another text; two stand for them",
        ),
    )
    def test_texts_stay_texts(self, tmp_path, word):
        one = attrs.evolve(
            shared.samples()[1], title=word, summary=word, cell=word, unit=word, authors=()
        )
        publisher = attrs.evolve(shared.edition(one), published_by=word)
        folder = shared.site(
            tmp_path, shared.publication([publisher]), publisher=word + "x", linked_data=""
        )
        assert faults_of(tmp_path) == []
        for path in folder.rglob("*"):
            if path.suffix == ".xml":
                ET.fromstring(path.read_bytes())
            elif path.suffix == ".html":
                content = path.read_text(encoding="utf-8")
                assert not {"\u202e", "\x00", "\x1b"} & set(content)
                tree = html5lib.parse(content, namespaceHTMLElements=False)
                assert {one.get("src") for one in tree.iter("script")} <= {"szukaj.js"}
                assert "49" not in words(path).split()

    @pytest.mark.parametrize(
        "name",
        some_in_every_change(
            [
                "../../secret",
                "/etc/passwd",
                "..",
                ".hidden",
                "a\x00b",
                "x" * 300,
                "ż" * 128,
                "\ud800",
            ],
            0,
            4,
            5,
            reason="another name; three stand for them",
        ),
    )
    def test_names_of_files_lead_nowhere_else(self, tmp_path, name):
        one = shared.samples()[1]
        document = attrs.evolve(one.other_documents[0], file=name)
        one = attrs.evolve(one, other_documents=(document,))
        some = [
            shared.edition(
                one, files=(shared.HeldFile(name, shared.DOCUMENTS.keep(b"content of it"), 13),)
            )
        ]
        folder = shared.site(tmp_path / "site", shared.publication(some))
        assert not (folder / "bip" / "pliki").exists()
        assert b"content of it" not in shared.tree(tmp_path).values()
        assert faults_of(tmp_path / "site") == []

    @pytest.mark.parametrize(
        "name", ["x.pdf", "Wniosek o Kartę (1) 50%.pdf", "1", "a#b?c&d.pdf", "ż" * 127]
    )
    def test_names_that_are_unusual_are_served(self, tmp_path, name):
        one = shared.samples()[1]
        one = attrs.evolve(one, other_documents=(attrs.evolve(one.other_documents[0], file=name),))
        folder = shared.site(
            tmp_path, shared.publication([shared.edition(one, files=shared.held({name: b"x"}))])
        )
        assert (folder / "bip" / "pliki" / one.id / name).read_bytes() == b"x"
        assert "pliki/" in (folder / "bip" / f"{one.id}.html").read_text(encoding="utf-8")
        assert faults_of(tmp_path) == []


def inodes(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_exporter_says_who_it_is_for():
    assert SiteExporter(SiteSettings(target="x", audiences=["bip"])).audiences == (shared.BOTH[1],)
