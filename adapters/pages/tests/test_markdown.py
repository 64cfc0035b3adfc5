"""The Markdown subset: what it makes, what it leaves alone, and that a page shows what the
limits count.
"""

import html5lib
import pytest
from hypothesis import given, settings, strategies as st

from lckm_core.text import plain
from lckm_pages.markdown import clean, flow
from tests.helpers.processor_time import takes_less_than
from tests.helpers.signs import CONTROLS, DIRECTION_SIGNS


def tree(html):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)


def text_of(html):
    return "".join("".join(tree(html).itertext()).split())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("jedno zdanie", "<p>jedno zdanie</p>"),
        ("a\nb", "<p>a<br>b</p>"),
        ("a\n\n\nb", "<p>a</p><p>b</p>"),
        ("a\r\nb\rc", "<p>a<br>b<br>c</p>"),
        ("**a** i *b*", "<p><strong>a</strong> i <em>b</em></p>"),
        ("***a***", "<p><em><strong>a</strong></em></p>"),
        ("2 * 3 * 4, a*b*c, **, *", "<p>2 * 3 * 4, a*b*c, **, *</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("+ a\n* b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b\n9. c", '<ol><li value="3">a</li><li>b</li><li value="9">c</li></ol>'),
        ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("- a\n  dalej\n\nkoniec", "<ul><li>a<br>dalej</li></ul><p>koniec</p>"),
        ("wstęp:\n- a", "<p>wstęp:</p><ul><li>a</li></ul>"),
        ("> a\n> b\n\n> c\n\nd", "<blockquote><p>a<br>b</p><p>c</p></blockquote><p>d</p>"),
        ("# A\nb\n## C\n# D", "<h4>A</h4><p>b</p><h5>C</h5><h4>D</h4>"),
        ("### A\n# B\n###### C", "<h4>A</h4><h4>B</h4><h5>C</h5>"),
        ("# A\n## B\n### C\n#### D", "<h4>A</h4><h5>B</h5><h6>C</h6><h6>D</h6>"),
        ("-a #b 1.c >d", "<p>-a #b 1.c &gt;d</p>"),
        ("__a__ `b` ~~c~~ <b> &lt; \\*", "<p>__a__ `b` ~~c~~ &lt;b&gt; &amp;lt; \\*</p>"),
        ("[a](https://x.pl/?b=1&c=2)", '<p><a href="https://x.pl/?b=1&amp;c=2">a</a></p>'),
        (
            "**zob. [a *b*](tel:986)**",
            '<p><strong>zob. <a href="tel:986">a <em>b</em></a></strong></p>',
        ),
        ("[a](https://x.pl/*b*/*c*)", '<p><a href="https://x.pl/*b*/*c*">a</a></p>'),
        ("[a](javascript:alert) [b](x.html)", "<p>[a](javascript:alert) [b](x.html)</p>"),
        ("[a] (https://x.pl) [](https://x.pl)", "<p>[a] (https://x.pl) [](https://x.pl)</p>"),
    ],
)
def test_subset(text, html):
    assert flow(text, 4) == html
    tree(html)


def test_lists_are_no_deeper_than_six():
    html = flow("\n".join(" " * 2 * depth + "- a" for depth in range(9)), 4)
    assert html.count("<ul>") == 6
    assert html.startswith("<ul><li>a" * 6 + "</li><li>a" * 3 + "</li></ul>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a", "a"),
        ("a **b**", "a <strong>b</strong>"),
        ("a\nb", "<p>a<br>b</p>"),
        ("# A\nb", "<p><strong>A</strong></p><p>b</p>"),
    ],
)
def test_in_a_cell_there_are_no_headings_and_one_line_stands_bare(text, html):
    assert flow(text) == html


def test_what_a_page_must_not_hold_is_seen_and_does_nothing():
    assert (
        clean("a\x00b\u202ec\ud800d\x85e\ufffff\u2066")
        == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffd"
    )
    assert clean("zażółć\u00a0gęślą\t–\njaźń 💧 \u200d") == "zażółć\u00a0gęślą\t–\njaźń 💧 \u200d"


def test_no_control_or_direction_sign_reaches_a_page():
    assert len(DIRECTION_SIGNS) == 12
    for sign in {*CONTROLS, *DIRECTION_SIGNS} - {"\t", "\n", "\r"}:
        assert clean(f"a{sign}b") == "a\ufffdb", ascii(sign)
        assert sign not in flow(f"- **a{sign}**\n- [{sign}](https://example.org/{sign})", 2)


word = st.text("abcłóZŹ .,;:!?()<>&\"'@/", min_size=1, max_size=12).filter(lambda w: w.strip() == w)
href = st.sampled_from(["https://uml.lodz.pl/a?b=1&c=2", "mailto:a@b.pl", "tel:+48426384444"])
piece = st.one_of(
    word,
    word.map(lambda w: f"**{w}**"),
    word.map(lambda w: f"*{w}*"),
    st.builds(lambda w, h: f"[{w}]({h})", word.filter(lambda w: not set(w) & set("[]")), href),
)
line = st.lists(piece, min_size=1, max_size=4).map(" ".join)
mark = st.sampled_from(["", "", "- ", "  - ", "    * ", "1. ", "12) ", "# ", "### ", "> "])
document = st.lists(
    st.one_of(st.just(""), st.builds(str.__add__, mark, line)), min_size=1, max_size=9
).map("\n".join)


@settings(deadline=None)
@given(document)
def test_page_shows_the_text_whose_length_is_counted(text):
    assert text_of(flow(text, 4)) == "".join(plain(text).split())


@settings(deadline=None)
@given(
    st.text(st.sampled_from("*[]()#->1. \n\tał<&\"'\x00:/h"), max_size=60), st.sampled_from([0, 4])
)
def test_any_text_leaves_sound_html_and_loses_no_letter(text, level):
    shown = text_of(flow(text, level))
    assert [c for c in shown if c in "ałh<&\"':/"] == [c for c in clean(text) if c in "ałh<&\"':/"]


LONG = {
    "stars": "*" * 50_000,
    "strong never closed": "**a" * 20_000,
    "emphasis never closed": "*a" * 30_000,
    "brackets": "[" * 50_000,
    "links never closed": "[a](" * 20_000,
    "links": "[a](https://x.pl/)" * 5_000,
    "marks": "- " * 30_000 + "\n" + "> " * 30_000,
    "lists in lists": "\n".join(" " * depth + "- a" for depth in range(2_000)),
    "empty lines": "a" + "\n" * 100_000 + "b",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_no_text_takes_long(text):
    assert takes_less_than(2, lambda: flow(text, 4))
