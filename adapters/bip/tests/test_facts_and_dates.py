"""The facts at the top of a page, and the moments at which editions became available."""

import re
from datetime import UTC, date, datetime, timedelta

import attrs
import bip_samples as shared
import pytest

from lckm_bip import SiteSettings
from lckm_bip.builder import _summary
from lckm_bip.pages.changes import PublicChange, change_pages, removed_page
from lckm_bip.pages.dates import available, until
from lckm_bip.pages.history import differences
from lckm_bip.pages.key_facts import key_facts
from lckm_bip.pages.search import found_page
from lckm_bip.sites import AudienceSite
from lckm_core import project
from lckm_core.ports import Hit, Passage, TextSpan
from lckm_core.publication import (
    Audience,
    Bullets,
    Detail,
    Details,
    Entry,
    Link,
    Projection,
    PublicationPeriod,
    Section,
    State,
    Text,
)

# 1 June, half past midnight in Łódź, and still May by UTC.
MOMENT = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)
LOCAL = "2026-06-01T00:30:00+02:00"


@attrs.frozen
class Period:
    """What is asked of the period of an edition."""

    published_at: datetime | None = MOMENT
    first: date | None = None
    published_on: date | None = None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(first=date(2026, 6, 1)), LOCAL),
        (Period(first=date(2026, 5, 31)), LOCAL),
        (Period(), LOCAL),
        (Period(first=date(2026, 6, 2)), "2026-06-02"),
        (Period(published_at=None, first=date(2026, 6, 1)), "2026-06-01"),
        (Period(published_at=None, published_on=date(2026, 5, 30)), "2026-05-30"),
        (Period(published_at=None), None),
    ],
)
def test_an_edition_was_available_from_its_moment_or_its_first_day(
    period: PublicationPeriod, expected: str | None
) -> None:
    assert available(period) == expected


@attrs.frozen
class End:
    """What is asked of the end of a period."""

    ended_at: datetime | None = None
    last: date | None = None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (End(MOMENT, date(2026, 6, 3)), LOCAL),
        (End(last=date(2026, 6, 3)), "2026-06-03"),
        (End(), None),
    ],
)
def test_an_edition_was_visible_until_the_moment_of_an_act_or_its_last_day(
    period: PublicationPeriod, expected: str | None
) -> None:
    assert until(period) == expected


def shown(*entries: Entry) -> Projection:
    """Return a projection of these fields."""
    return Projection(
        audience=Audience.BIP,
        on=date(2026, 6, 1),
        id="KA-00001",
        title="T",
        heading="T",
        online=False,
        sections=(Section("Opłaty", entries),),
    )


def facts(*lines: str | Bullets) -> list[str]:
    """Return the lines of the fees at the top of a page whose fees are these lines."""
    blocks = tuple(Text(line) if isinstance(line, str) else line for line in lines)
    return re.findall(r"<dd[^>]*>([^<]*)", key_facts(shown(Entry("fees", "Opłaty", blocks))))


def test_as_many_lines_as_fit_need_no_hint_and_one_more_does() -> None:
    assert facts("a", "b", "c") == ["a", "b", "c"]
    assert facts("a", "b", "c", "d") == ["a", "b", "c", "więcej poniżej"]


def test_the_items_of_a_list_are_lines() -> None:
    items = tuple(Text(letter) for letter in "abcd")
    assert facts(Bullets(items[:3])) == ["a", "b", "c"]
    assert facts(Bullets(items)) == ["a", "b", "c", "więcej poniżej"]


def test_a_long_line_is_only_hinted_at() -> None:
    assert facts("x" * 120) == ["x" * 120]
    assert facts("x" * 121) == ["więcej poniżej"]
    assert facts("a", "x" * 121) == ["a", "więcej poniżej"]


def form_buttons(*links: Link, label: str = "Formularze elektroniczne") -> list[tuple[str, str]]:
    block = Details("Wniosek", (Detail(label, (Text("opis"), *links)),))
    document = Entry("required_documents.0", "Wniosek", (block,))
    return re.findall(r'<p class="do screen"><a href="([^"]*)">([^<]*)', key_facts(shown(document)))


def test_the_first_two_forms_are_buttons_each_address_once() -> None:
    epuap = Link("ePUAP: wniosek", "https://epuap.gov.pl/a")
    again, other = attrs.evolve(epuap, text="Inna nazwa"), Link("mCC: wniosek", "https://m.pl/b")
    third = Link("trzeci", "https://m.pl/c")
    assert form_buttons(epuap, again, other, third) == [
        ("https://epuap.gov.pl/a", "Wypełnij ePUAP"),
        ("https://m.pl/b", "Wypełnij mCC"),
    ]
    same = attrs.evolve(other, text="ePUAP: zażalenie")
    assert [text for _, text in form_buttons(epuap, same)] == [
        "Wypełnij ePUAP: wniosek",
        "Wypełnij ePUAP: zażalenie",
    ]
    assert form_buttons(epuap, label="Strona") == []


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:wniosek.pdf", "procedure:KA-00001"])
def test_what_is_no_page_of_the_web_is_no_button(href: str) -> None:
    assert form_buttons(Link("Formularz", href)) == []


def test_an_edition_differs_in_what_is_new_other_and_gone() -> None:
    def projection(heading: str = "T", **fields: str) -> Projection:
        entries = [Entry(key, key.title(), (Text(text),)) for key, text in fields.items()]
        return attrs.evolve(shown(*entries), heading=heading)

    old = projection(fees="1 zł", deadline="7 dni", places="ratusz")
    assert differences(old, old) == ()
    assert differences(old, projection(places="ratusz", summary="opis", fees="2 zł")) == (
        "Summary",
        "Fees",
        "Deadline",
    )
    new = projection("U", fees="1 zł", deadline="7 dni", places="ratusz")
    assert differences(old, new) == ("Nazwa procedury",)


def test_each_place_where_words_were_found_is_shown_with_the_words_marked() -> None:
    site = AudienceSite(Audience.PORTAL, SiteSettings(target="."))
    passages = (
        Passage("Opłaty", "<b> opłata 5 zł & opłata 6 zł", (TextSpan(4, 10), TextSpan(18, 24))),
        Passage("Miejsce", "w ratuszu", ()),
    )
    hit = Hit("KA-00001", "Opłata za psa", title_spans=(TextSpan(0, 6),), passages=passages)
    page = found_page(site, "opłata", [hit, attrs.evolve(hit, id="KA-00002", passages=())])
    assert "Znaleziono: 2." in page
    assert page.count("<mark>Opłata</mark> za psa") == 2
    marked = "Opłaty: &lt;b&gt; <mark>opłata</mark> 5 zł &amp; <mark>opłata</mark> 6 zł"
    assert marked in page
    assert "Miejsce: w ratuszu" in page
    asked = [found_page(site, words, []) for words in ("", "x")]
    assert ["Niczego nie znaleziono." in page for page in asked] == [False, True]


def test_the_register_begins_with_the_latest_and_has_a_page_of_each_month() -> None:
    site = AudienceSite(Audience.BIP, SiteSettings(target="."))
    days = [date(2026, 5, 31) - timedelta(days=number) for number in range(60)]
    changes = [
        PublicChange(f"{day}T10:00:00+02:00", f"KA-{number:05}", "Tytuł", "nowa")
        for number, day in enumerate(days)
    ]
    listed = {
        path: [int(number) for number in re.findall(r"KA-(\d{5})", page)]
        for path, page in change_pages(site, changes)
    }
    first, *months = listed
    assert (first, months) == ("zmiany.html", ["zmiany-2026-05.html", "zmiany-2026-04.html"])
    assert listed[first] == list(range(50))
    assert listed[months[0]] == list(range(31))
    assert listed[months[1]] == list(range(31, 60))


def test_what_was_removed_last_comes_first() -> None:
    site = AudienceSite(Audience.BIP, SiteSettings(target="."))
    removed = [
        PublicationPeriod(
            id=f"KA-0000{number}",
            edition=1,
            first=date(2026, 1, 1),
            last=date(2026, 3, day),
            state=State.EXPIRED,
            published_by=None,
            published_on=None,
            published_at=None,
        )
        for number, day in enumerate((4, 9, 2, 9), 1)
    ]
    found = re.findall(r"KA-0000\d", removed_page(site, removed))
    assert list(dict.fromkeys(found)) == ["KA-00004", "KA-00002", "KA-00001", "KA-00003"]


def test_the_summary_for_search_engines_is_one_line_of_plain_text():
    text = "Wyciąg z **aktu** i [wniosek](https://lodz.example/a).\n\n- *pierwszy*\n- drugi"
    (sample,) = (one for one in shared.samples() if one.id == shared.AMENDED)
    shown = project(attrs.evolve(sample, summary=text), Audience.BIP, on=shared.DAY)
    said = _summary(shown)
    assert "Wyciąg z aktu i wniosek" in said
    assert "pierwszy" in said
    assert [sign for sign in ("**", "[", "](", "\n", "*") if sign in said] == []
