"""Polish on pages in other languages: told to be Polish, for whoever hears the page."""

import re
from datetime import date

import attrs
import pytest
from resident_site import DECLARATION, memory, site as make_site, visit_every_page

from lckm_core.memory import MemoryAdapter
from lckm_http import read_translations
from lckm_web._check_summary import CheckSummary
from lckm_web._words import Words
from tests.helpers.photos import JPEG

# Letters that no word of English has, and names of the samples without such.
POLISH = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]|Polesie|Widzew|Ewa Pokazowa|Schronisko|Prezydent")
# What a resident typed, and names in two letterings.
TYPED = "ancestor-or-self::blockquote or ancestor-or-self::textarea"


def unmarked(page):
    """Yield each Polish text of a page that is not told to be Polish."""
    path = f"//body//text()[not(ancestor::*[@lang][1][@lang='pl'])][not(parent::*[{TYPED}])]"
    for text in page.xpath(path):
        if POLISH.search(re.sub(r"\w+ \(\w+\)$", "", text.strip())):
            yield text.strip()


@pytest.mark.parametrize("prefix", ["/en", "/uk"])
def test_polish_is_marked_on_every_page(prefix):
    for name, visitor in visit_every_page(prefix):
        assert list(unmarked(visitor.page)) == [], name


@pytest.mark.parametrize("prefix", ["/en", "/uk"])
def test_what_a_host_says_in_polish_alone_is_marked(prefix):
    table = memory().table()
    categories = tuple(
        attrs.evolve(one, names=(), notice=one.notice[:1]) for one in table.categories
    )
    adapter = MemoryAdapter(table=attrs.evolve(table, categories=categories))
    adapter.notices.save_terms(memory().notices.terms()[0])
    visitor = make_site(
        adapter,
        office={"part": "Wydział Próbny Łódź", "data_protection": "Ewa Pokazowa"},
        declaration=attrs.evolve(
            DECLARATION, assessment="external", auditor="Spółka Próżna", applications="Są dwie."
        ),
        areas={"baluty": "Nowe Bałuty", "polesie": "Polesie"},
        names={"wiek-drzewa": {"pl": "ilość lat"}, "droga-publiczna": {"pl": "droga główna"}},
    ).visitor()
    for path in ("/", "/zgloszenie", "/prywatnosc", "/deklaracja-dostepnosci", "/nie-ma"):
        assert list(unmarked(visitor.get(prefix + path).page)) == [], path
    visitor.get(f"{prefix}/zgloszenie").type(description="x", category="zagrozenie-zycia").press()
    assert list(unmarked(visitor.page)) == []
    for category in ("drzewo", "uszkodzony-chodnik", "bezpanskie-zwierze"):
        visitor.get(f"{prefix}/zgloszenie").type(description="x", area="baluty", category=category)
        for _ in range(3):
            assert list(unmarked(visitor.attach(("a.jpg", JPEG)).press().page)) == [], category
            visitor.files = []


def test_a_polish_page_has_no_such_mark():
    for name, visitor in visit_every_page(""):
        inner = [one.get("lang") for one in visitor.page.xpath("//header//*[@lang]")]
        assert "pl" not in inner, name
        assert not visitor.page.xpath("//span[@lang='pl'][not(parent::blockquote)]"), name


@pytest.mark.parametrize(("prefix", "name", "language"), [
    ("", "Bałuty", None), ("/en", "Bałuty", "pl"), ("/uk", "Балути (Bałuty)", None),
])  # fmt: skip
def test_a_district_is_written_so_that_it_can_be_read(visitor, prefix, name, language):
    [option] = visitor.get(f"{prefix}/zgloszenie").page.xpath("//option[@value='baluty']")
    assert (option.text_content(), option.get("lang")) == (name, language)
    assert name in visitor.to_check(prefix=prefix, area="baluty").words


def test_a_unit_is_marked_where_the_check_page_says_what_changed():
    words = Words("uk", read_translations("lckm_web", "uk"))
    day = date(2027, 1, 2)
    shown = CheckSummary("1", "", "", day).text
    [receiver, seen_by] = CheckSummary("1", "Zarząd <b>", "Straż", day).changes(shown, words)
    assert '<span lang="pl">Zarząd &lt;b&gt;</span>' in receiver
    assert '<span lang="pl">Straż</span>' in seen_by
