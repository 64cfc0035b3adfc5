"""What a page is made of, and that nothing in a text becomes markup."""

import base64
import hashlib
import itertools
import json
from datetime import date

import attrs
import html5lib
import pytest
from hypothesis import given, settings, strategies as st
from markupsafe import Markup

from lckm_core.publication._projection.blocks import (
    Bullets,
    Detail,
    Details,
    Entry,
    Link,
    Section,
    Stage,
    Stages,
    Table,
    Text,
)
from lckm_pages import (
    PORTAL,
    Frame,
    FrameWords,
    page,
    plain_page,
    render,
    render_index,
    render_notice,
    sections_anchors,
    shortened,
)
from lckm_pages.links import Addresses
from lckm_pages.markdown import clean
from lckm_pages.safe_text import bound, day
from tests.helpers.rows import in_one_test

TITLE = 70
"""The characters of a title that lists of results show."""
AUDIENCES = ["portal", "bip", "call-centre", "editors"]


def parse(text):
    """The page's root; a fault in the markup raises."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words(element):
    return " ".join("".join(element.itertext()).split())


def tags(root):
    return [element.tag for element in root.iter() if isinstance(element.tag, str)]


def hrefs(root):
    return {words(a): a.get("href") for a in root.iter("a")}


def ordered(root):
    """Heading levels, which may go down by one step at a time only."""
    levels = [int(tag[1]) for tag in tags(root) if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    assert levels.count(1) == 1
    main = [int(tag[1]) for tag in tags(root.find(".//main")) if tag in {"h1", "h2", "h3", "h4"}]
    assert main[0] == 1
    return all(later <= earlier + 1 for earlier, later in itertools.pairwise(main))


def one(*blocks, key="how_to", label="Sposób załatwienia sprawy"):
    return (Section("Szczegółowy opis procedury", (Entry(key, label, blocks),)),)


def shown(projection, *blocks, **options):
    """The entry of a page that shows these blocks."""
    root = parse(render(projection(sections=one(*blocks)), **options))
    return root.find(".//div[@class='entry']")


class TestPage:
    @pytest.mark.parametrize("audience", AUDIENCES)
    def test_is_sound_html_in_polish_with_landmarks_and_headings_in_order(
        self, projection, audience
    ):
        text = render(projection(audience))
        root = parse(text)
        assert text.startswith('<!doctype html>\n<html lang="pl"')
        assert all(
            len(root.findall(f".//{tag}")) == 1
            for tag in ("header", "nav", "main", "footer", "h1", "title")
        )
        assert ordered(root)
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))

    def test_asks_for_nothing_from_outside_and_runs_nothing(self, projection):
        root = parse(render(projection()))
        assert not {"script", "img", "link", "iframe", "form", "object", "svg", "base"} & set(
            tags(root)
        )
        attributes = {name for element in root.iter() for name in element.attrib}
        assert not {"style", "src", "srcset"} & attributes
        assert not [name for name in attributes if name.startswith("on")]

    @pytest.mark.parametrize("make", [lambda p: render(p()), lambda p: render_index("Spis", [])])
    def test_policy_admits_its_own_style_and_nothing_else(self, projection, make):
        root = parse(make(projection))
        (style,) = root.iter("style")
        digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
        (policy,) = [
            m.get("content")
            for m in root.iter("meta")
            if m.get("http-equiv") == "Content-Security-Policy"
        ]
        assert (
            policy
            == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action "
            "'none'"
        )
        assert "url(" not in style.text
        assert "@import" not in style.text
        head = [element.tag for element in root.find("head")]
        assert head.index("style") > 1, "the policy comes before what it rules"

    @pytest.mark.parametrize("style", [None, "styl.css"])
    @pytest.mark.parametrize("data", ['{"a":"ą\u2028"}', '{"a":"</script><!--<script>"}'])
    def test_policy_admits_the_very_data_of_its_page(self, style, data):
        root = parse(
            plain_page(
                "Spis", Markup("<h1>Spis</h1>"), site=PORTAL, frame=Frame(style=style, data=data)
            )
        )
        (block,) = root.iter("script")
        assert (block.get("type"), json.loads(block.text)) == (
            "application/ld+json",
            json.loads(data),
        )
        digest = base64.b64encode(hashlib.sha256(block.text.encode()).digest()).decode()
        (policy,) = [
            m.get("content")
            for m in root.iter("meta")
            if m.get("http-equiv") == "Content-Security-Policy"
        ]
        site = "'self' " if style else ""
        assert policy.endswith(f"; script-src {site}'sha256-{digest}'")

    def test_contents_and_skip_link_lead_somewhere(self, projection):
        root = parse(render(projection()))
        ids = {element.get("id") for element in root.iter()}
        inner = [href[1:] for href in hrefs(root).values() if href.startswith("#")]
        assert len(inner) == len(projection().sections) + 1
        assert set(inner) <= ids
        assert next(iter(hrefs(root).items())) == ("Przejdź do treści", "#tresc")

    def test_sections_of_one_name_get_their_own_anchors(self, projection):
        twice = one(Text("a")) + one(Text("b")) + (Section("💧", (Entry("x", "y", (Text("c"),)),)),)
        root = parse(render(projection(sections=twice)))
        found = [section.get("id") for section in root.find(".//main").findall("section")]
        assert found == [
            "s-szczegolowy-opis-procedury",
            "s-szczegolowy-opis-procedury-2",
            "s-sekcja",
        ]

    @given(st.lists(st.sampled_from(["", "a", "a-2", "Ą", "A 2", "b"]), max_size=7))
    def test_no_two_sections_have_one_anchor_whatever_they_are_called(self, headings):
        sections = [Section(heading, ()) for heading in headings]
        anchored = sections_anchors(sections)
        assert [section for _, section in anchored] == sections
        assert len({anchor for anchor, _ in anchored}) == len(sections)

    @pytest.mark.parametrize(
        ("audience", "band"),
        [("call-centre", "Widok dla pracowników — nie udostępniać"), ("bip", None)],
    )
    def test_staff_are_told_that_the_view_is_theirs(self, projection, audience, band):
        root = parse(render(projection(audience)))
        aside = root.find(".//aside")
        assert (aside is not None and words(aside)) == (band or False)
        robots = [m.get("content") for m in root.iter("meta") if m.get("name") == "robots"]
        assert robots == (["noindex, nofollow, noarchive"] if band else [])

    def test_bip_marks_stand_at_the_foot(self, projection):
        foot = parse(render(projection("bip"))).find(".//footer")
        assert dict(zip(map(words, foot.iter("dt")), map(words, foot.iter("dd")), strict=True)) == {
            "Podmiot udostępniający": "Urząd Miasta Łodzi",
            "Wytworzył(a) lub odpowiada za treść": "Jan Przykładowy, Anna Wzorcowa",
            "Jednostka": "Urząd Miasta Łodzi",
            "Komórka": "Biuro Promocji Zatrudnienia i Obsługi Działalności Gospodarczej",
            "Data wytworzenia informacji": "19 stycznia 2023 r.",
        }

    def test_foot_and_head_leave_out_what_is_not_given(self, projection):
        bare = projection(
            "bip", unit=None, cell=None, authors=(), produced_on=None, online=False, sections=()
        )
        root = parse(render(bare))
        assert "Data wytworzenia" not in words(root)
        assert "przez internet" not in words(root)
        assert [words(dt) for dt in root.iterfind(".//footer//dt")] == ["Podmiot udostępniający"]
        assert parse(render(projection())).find(".//footer//dl") is None

    def test_site_name_leads_home_when_asked(self, projection):
        assert (
            hrefs(parse(render(projection(), home="index.html")))[
                "Łódzkie Centrum Kontakt z Mieszkańcami Baza Wiedzy"
            ]
            == "index.html"
        )
        assert "javascript" not in render(projection(), home="javascript:alert(1)")


class TestBlocks:
    def test_steps_are_an_ordered_list(self, projection):
        entry = shown(
            projection,
            Stages(
                (Stage(1, "Złóż wniosek", "z dowodem opłaty", True), Stage(2, "Odbierz", "", False))
            ),
        )
        (steps,) = entry.iter("ol")
        assert [words(item) for item in steps] == [
            "Krok 1 Złóż wniosek bez wizyty w urzędzie z dowodem opłaty",
            "Krok 2 Odbierz",
        ]

    def test_table_has_caption_and_headers(self, projection):
        entry = shown(
            projection,
            Table(
                "Opłaty",
                ("Rodzaj opłaty", "Wysokość"),
                (("opłata skarbowa", "17,00 zł"), ("", "5 zł")),
            ),
        )
        assert words(entry.find(".//caption")) == "Opłaty"
        assert entry.find(".//caption").get("class") is None
        assert [(th.get("scope"), words(th)) for th in entry.iter("th")] == [
            ("col", "Rodzaj opłaty"),
            ("col", "Wysokość"),
            ("row", "opłata skarbowa"),
        ]

    def test_wide_table_scrolls_within_a_region_that_takes_focus(self, projection):
        entry = shown(projection, Table("", ("a", "b", "c", "d"), (("1", "2", "3", "4"),)))
        (region,) = entry.iter("section")
        assert region.attrib == {
            "class": "wide",
            "tabindex": "0",
            "aria-label": "Tabela: Sposób załatwienia sprawy",
        }
        assert entry.find(".//caption").get("class") == "unseen", "the heading says it"
        narrow = shown(projection, Table("", ("a", "b", "c"), (("1", "2", "3"),)))
        assert not list(narrow.iter("section"))

    @in_one_test("online", [True, False])
    def test_what_can_be_done_at_home_says_so_below_its_heading(self, projection, online):
        root = parse(render(projection(online=online, sections=())))
        assert ("bez wizyty w urzędzie" in words(root.find(".//main"))) is online

    def test_details_are_labelled_lines_under_their_heading(self, projection):
        entry = shown(
            projection,
            Details("Oddział", (Detail("Telefon", (Link("986", "tel:986"), Text("całą dobę"))),)),
        )
        assert words(entry.find(".//h4")) == "Oddział"
        assert [words(dd) for dd in entry.iter("dd")] == ["986", "całą dobę"]
        assert not list(shown(projection, Details("Oddział", ())).iter("dl"))

    def test_label_equal_to_its_section_is_not_said_twice(self, projection):
        sections = (
            Section(
                "Opłaty",
                (
                    Entry(
                        "fees",
                        "Opłaty",
                        (Details("Dane", (Detail("a", (Text("b"),)),)), Text("# Uwagi\nbrak")),
                    ),
                ),
            ),
        )
        root = parse(render(projection(sections=sections)))
        assert [
            (tag, words(h)) for tag in ("h2", "h3", "h4") for h in root.find(".//main").iter(tag)
        ] == [
            ("h2", "Opłaty"),
            ("h3", "Dane"),
            ("h3", "Uwagi"),
        ]
        assert ordered(root)

    def test_links_say_where_they_go(self, projection):
        items = (
            Link("wizyty.uml.lodz.pl", "https://wizyty.uml.lodz.pl/"),
            Link("formularz", "https://www.epuap.gov.pl/x?a=1&b=2"),
            Link("986", "tel:986", "całą dobę"),
            Link("wew. 12", "tel:+48426384444;ext=12"),
            Link("poczta", "mailto:lckm@uml.lodz.pl"),
            Link("druk", "file:wniosek ąę#1.pdf", "PDF"),
            Link("plik", "file:b.docx"),
            Link("Karta Dużej Rodziny", "procedure:KA-01387"),
        )
        entry = shown(projection, Bullets(items))
        assert hrefs(entry) == {
            "wizyty.uml.lodz.pl": "https://wizyty.uml.lodz.pl/",
            "formularz (epuap.gov.pl)": "https://www.epuap.gov.pl/x?a=1&b=2",
            "986": "tel:986",
            "wew. 12": "tel:+48426384444;ext=12",
            "poczta": "mailto:lckm@uml.lodz.pl",
            "druk (PDF)": "pliki/KA-01478/wniosek%20%C4%85%C4%99%231.pdf",
            "plik (b.docx)": "pliki/KA-01478/b.docx",
            "Karta Dużej Rodziny": "KA-01387.html",
        }
        assert "986 całą dobę" in words(entry)
        assert words(shown(projection, Link("druk", "file:a.pdf", "PDF")).find(".//p")) == (
            "druk (PDF)"
        )

    def test_host_decides_where_files_and_procedures_are(self, projection):
        entry = shown(
            projection,
            Bullets((Link("a", "file:a.pdf", "PDF"), Link("b", "procedure:KA-00001"))),
            file_href=lambda name: f"/static/{name}",
            procedure_href=lambda one: f"https://lckm.uml.lodz.pl/p/{one}",
        )
        assert list(hrefs(entry).values()) == [
            "/static/a.pdf",
            "https://lckm.uml.lodz.pl/p/KA-00001",
        ]

    @pytest.mark.parametrize(
        "href",
        [
            *(
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "//evil.example",
                "/a",
                "",
            ),
            *(
                "https://",
                "https:/x.pl",
                "https:\\\\x.pl",
                "https://uml.lodz.pl@evil.example/",
                'https://x.pl/" onclick="a',
            ),
            *(
                "https://x.pl/a b",
                "https://x.pl/\nb",
                "https://x.pl/<b>",
                "https://łódź.pl/",
                "https://x.pl/\u202egpj",
                " https://x.pl",
            ),
            *(
                "tel:abc",
                "tel:",
                "tel:986 x",
                "https://x.pl/" + "a" * 1988,
                "mailto:",
                "mailto:a@b?bcc=c@d",
                'mailto:a@b"c',
                "file:",
                "file:..",
                "file:../a",
                "file:a/b",
            ),
            *(
                "file:a\\b",
                "procedure:..",
                "procedure:",
                "procedure:a/b",
                "ftp://x.pl",
                "http://x.pl'",
                "java\tscript:alert(1)",
            ),
        ],
    )
    def test_link_that_must_not_be_followed_is_text(self, projection, href):
        entry = shown(projection, Bullets((Link("tekst", href),)), Text(f"[tekst]({href})"))
        assert not list(entry.iter("a"))
        assert "tekst" in words(entry)

    def test_hosts_answer_is_checked_too(self, projection):
        blocks = Bullets((Link("a", "file:javascript:alert(1)"), Link("b", "procedure:x")))
        entry = shown(
            projection,
            blocks,
            file_href=lambda name: name,
            procedure_href=lambda one: f"//evil.example/{one}",
        )
        assert not list(entry.iter("a"))

    @in_one_test(
        ("href", "written"),
        [
            (
                "https://pl.wikipedia.org/wiki/Łódź?a=1&b=%C5%81#x",
                "https://pl.wikipedia.org/wiki/%C5%81%C3%B3d%C5%BA?a=1&b=%C5%81#x",
            ),
            ("https://x.pl/" + "a" * 1987, "https://x.pl/" + "a" * 1987),
            ("procedure:KA 1?ż", "KA%201%3F%C5%BC.html"),
        ],
    )
    def test_letters_in_a_path_are_encoded(self, projection, href, written):
        entry = shown(projection, Link("a", href))
        assert next(entry.iter("a")).get("href") == written


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7}",
    "&lt;b&gt; &amp; &#60; &nbsp",
    "</style></title></main><style>*{display:none}</style>",
    "<!-- --> <![CDATA[x]]> <?php ?>",
    "[x](javascript:alert(1)) **<b>** *<i>* <https://evil.example> ![x](//evil.example/x.png)",
    "ab\u202ecd\u2066ef\x00gh\x1b[31m\ud800\ufffe\x85",
    "`kod` ~~x~~ __a__ | b | \\* &copy;",
]


@in_one_test("text", HOSTILE)
@in_one_test("audience", AUDIENCES)
def test_hostile_text_stays_text_everywhere(projection, audience, text):
    blocks = (
        Text(text),
        Link(text, "https://x.pl/", text),
        Link(text, f"file:{text}", text),
        Bullets((Text(text), Link(text, text, text))),
        Stages((Stage(1, text, text, True),)),
        Table(text, (text, text), ((text, text),)),
        Details(text, (Detail(text, (Text(text), Link(text, "tel:1", text))),)),
    )
    harmless = projection(
        audience, sections=hostile_sections("x", tuple(_plain(block) for block in blocks))
    )
    hostile = projection(
        audience,
        id=text,
        title=text,
        heading=text,
        unit=text,
        cell=text,
        authors=(text,),
        sections=hostile_sections(text, blocks),
    )
    root = parse(render(hostile))
    allowed = set(tags(parse(render(harmless)))) | {"strong", "em"}
    assert set(tags(root)) <= allowed
    attributes = {(element.tag, name) for element in root.iter() for name in element.attrib}
    assert attributes <= {
        (element.tag, name) for element in parse(render(harmless)).iter() for name in element.attrib
    }
    assert all(
        a.get("href").startswith(("#", "https://x.pl/", "tel:1", "pliki/")) for a in root.iter("a")
    )
    expected = " ".join(clean(text).split())
    for place in ("title", "h1", "h3", "h4", "caption", "dt", "ol//strong"):
        found = [words(element) for element in root.iterfind(f".//{place}")]
        wanted = shortened(expected, TITLE).rstrip("…") if place == "title" else expected
        assert any(wanted in said for said in found), place
    if audience == "bip":
        assert [words(dd) for dd in root.iterfind(".//footer//dd")][1:4] == [expected] * 3


def hostile_sections(text, blocks):
    return (Section(text, (Entry("how_to", text + "!", blocks),)),)


def _plain(block):
    """The same block with harmless texts."""
    match block:
        case Text():
            return Text("x")
        case Link():
            return Link("x", "https://x.pl/", "x")
        case Bullets():
            return Bullets((Link("x", "tel:1", "x"),))
        case Stages():
            return Stages((Stage(1, "x", "x", True),))
        case Table():
            return Table("x", ("x", "x"), (("x", "x"),))
        case _:
            return Details("x", (Detail("x", (Text("x"), Link("x", "tel:1", "x"))),))


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_text_leaves_sound_html(text):
    blocks = (
        Text(text),
        Bullets((Text(text),)),
        Table(text, (text,), ((text,),)),
        Details(text, (Detail(text, (Text(text),)),)),
    )
    parse(
        page(
            text,
            one(*blocks, label=text),
            site=PORTAL,
            addresses=Addresses(str, str),
            kind=text,
            foot=[(text, text)],
        )
    )


def test_index_links_what_is_safe(projection):
    groups = [
        ("Procedury", [("Karta", "KA-01379.html", "portal"), ("zła", "javascript:alert(1)", "")])
    ]
    root = parse(render_index("Przykłady", groups, lead="Co **powstało**."))
    assert hrefs(root.find(".//main")) == {"Karta": "KA-01379.html"}
    assert "zła" in words(root)
    assert ordered(root)


def test_index_shows_figures_before_the_links_and_takes_a_heading_for_text():
    svg = Markup('<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>Droga</title></svg>')
    root = parse(render_index("Pokaz", [("Procedury", [])], figures=[("Droga <b>", svg)]))
    first, second = root.findall(".//main/section")
    assert words(first.find("h2")) == "Droga <b>"
    assert words(first.find("div")) == "Droga"
    assert words(second.find("h2")) == "Procedury"
    assert ordered(root)


def test_announcement_shows_its_text_below_the_heading_and_the_rest_after_it(announcement):
    root = parse(render_notice(announcement))
    main = root.find(".//main")
    assert words(main.find(".//h1")) == "Zmiana godzin pracy w Wigilię"
    assert words(main.find(".//p[@class='kind']")) == "Informacja dla mieszkańców"
    assert "Numer: OG-0001 · stan na 1 grudnia 2026 r." in words(main)
    assert [(tag, words(h)) for tag in ("h2", "h3") for h in main.iter(tag)] == [
        ("h2", "Dyżury"),
        ("h2", "Realizator"),
        ("h3", "Jednostka"),
    ]
    assert words(next(main.iter("strong"))) == "nie pracujemy"
    assert all(section.get("aria-labelledby") for section in main.iter("section"))
    assert root.find(".//nav") is None
    assert ordered(root)


def test_a_hostile_number_of_an_announcement_stays_text(announcement):
    page = parse(render_notice(attrs.evolve(announcement, id="<img src=x>")))
    assert "Numer: <img src=x> ·" in words(page)
    assert not list(page.iter("img"))


def test_terms_say_their_version_in_the_heading_only(announcement):
    terms = attrs.evolve(announcement, kind="terms", id="2023-01-19", sections=())
    facts = [words(p) for p in parse(render_notice(terms)).iterfind(".//p[@class='fact']")]
    assert facts == ["stan na 1 grudnia 2026 r."]


def test_contents_of_a_list_lead_to_each_heading():
    groups = [("Zmiany", [("a", "a.html", "")]), ("Zmiany", [])]
    drawn = [("Droga", Markup("<p>obraz</p>"))]
    root = parse(render_index("Pokaz", groups, figures=drawn, contents=True))
    links = [(words(a), a.get("href")) for a in root.iterfind(".//nav//a")]
    assert links == [("Droga", "#s-droga"), ("Zmiany", "#s-zmiany"), ("Zmiany", "#s-zmiany-2")]
    assert [f"#{section.get('id')}" for section in root.iter("section")] == [
        href for _, href in links
    ]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Żłobek", "Żłobek – Łódzkie Centrum Kontakt z Mieszkańcami"),
        ("Przyznanie Łódzkiej Karty Dużej Rodziny", "Przyznanie Łódzkiej Karty Dużej Rodziny"),
        (f"Wydanie {'zaświadczenia ' * 9}", f"Wydanie {'zaświadczenia ' * 4}".rstrip() + "…"),
        ("x" * 99, "x" * 69 + "…"),
    ],
)
def test_a_title_is_as_long_as_lists_of_results_show(heading, title):
    root = parse(plain_page(heading, Markup("<h1>x</h1>"), site=PORTAL))
    assert words(root.find(".//title")) == title
    assert len(title) <= TITLE


def test_the_title_stands_before_the_contents_which_are_folded(projection):
    """On a telephone the contents would fill the first screen."""
    root = parse(render(projection()))
    main = root.find(".//main")
    assert [main.find(".//h1") is not None, main.find("nav/details/ul") is not None] == [True] * 2
    order = [element.tag for element in main.iter() if element.tag in ("h1", "details")]
    assert order == ["h1", "details"]
    assert main.find("nav/details").get("open") is None


def test_a_frame_in_another_language() -> None:
    """A site that has pages in several languages says so, and sends its policy as a header."""
    words = FrameWords("uk", skip="Перейти до змісту", languages="Мова")
    frame = Frame(
        style="styl.css", words=words, languages=(("en", "English", "/en/"),), policy=False
    )
    drawn = plain_page("Форма", Markup("<h1>Форма</h1>"), site=PORTAL, frame=frame)
    assert '<html lang="uk">' in drawn
    assert '<a class="skip" href="#tresc">Перейти до змісту</a>' in drawn
    assert '<nav class="languages" aria-label="Мова">' in drawn
    assert '<a href="/en/" lang="en" hreflang="en">English</a>' in drawn
    assert "Content-Security-Policy" not in drawn


def test_each_month_has_its_name_in_a_day() -> None:
    months = [
        *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
        *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
    ]
    for number, name in enumerate(months, start=1):
        html = day(date(2026, number, 9))
        assert html == (
            f'<time datetime="2026-{number:02}-09">9\u00a0{name}\u00a02026\u00a0r.</time>'
        )


def test_a_word_of_one_letter_stays_with_the_word_after_it() -> None:
    assert bound("W sprawie i o a z u wagi, na co") == (
        "W\u00a0sprawie i\u00a0o\u00a0a\u00a0z\u00a0u\u00a0wagi, na co"
    )
    assert bound("Kto to zrobi sam") == "Kto to zrobi sam"
