"""Changes as word processors write them when a clerk works on a description with Track Changes
on: none is lost or misread in silence.
"""

import copy

import attrs
import pytest
import word_documents as documents
from word_documents import W, controls, make, parents

from lckm_core import amend
from lckm_word import read_request, write
from tests.helpers.rows import some_in_every_change

BY = 'w:id="1" w:author="A" w:date="2026-11-25T00:00:00Z"'
OLD = attrs.evolve(
    documents.sample("KA-02301"),
    how_to="Złóż wniosek.\nZapłać.\nCzekaj.",
    useful_info=("Jedna", "Druga", "Trzecia"),
)
WRITTEN = write(OLD)
NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt '
    'w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt '
    'w:val="decimal"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId '
    'w:val="1"/></w:num></w:numbering>'
)
BULLET, NUMBER = (
    f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{kind}"/></w:numPr>' for kind in (1, 2)
)
GONE, COME = f"<w:rPr><w:del {BY}/></w:rPr>", f"<w:rPr><w:ins {BY}/></w:rPr>"
BOLD = '<w:rPr><w:b/><w:rPrChange w:id="3" w:author="A"><w:rPr/></w:rPrChange></w:rPr>'


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def removed(text, properties=""):
    return (
        f"<w:del {BY}><w:r>{properties}<w:delText "
        f'xml:space="preserve">{text}</w:delText></w:r></w:del>'
    )


def inserted(text, properties=""):
    return f"<w:ins {BY}>{run(text, properties)}</w:ins>"


def moved(text, name):
    return (
        f'<w:{name}RangeStart w:id="7" w:name="m"/><w:{name} '
        f'{BY}>{run(text)}</w:{name}><w:{name}RangeEnd w:id="7"/>'
    )


def paragraph(inner, properties=""):
    # The style of a further line of a text, as the form writes it.
    style = "LckmValueNextLine"
    return make(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>')


def asked(change):
    """Return what a document asks for after a change to its body; it has lists, as a document
    of Word does.
    """
    made = documents.parts(documents.edited(WRITTEN, change))
    return read_request(
        documents.packed({**made, "word/numbering.xml": NUMBERING.encode()}), against=OLD
    )


def becomes(change):
    """Return the procedure that a changed document asks for, and the codes of what is said of
    it.
    """
    found = asked(change)
    codes = {one.code for one in found.all_findings} - {"LCKM-U010"}
    return amend(OLD, found.request), codes


def in_text(*paragraphs, key="how_to"):
    """Return a change that puts paragraphs into the control of a field."""

    def change(body):
        controls(body, key)[0].find(f"{W}sdtContent")[:] = [
            copy.deepcopy(one) for one in paragraphs
        ]

    return change


ROW = f"<w:p>{run('Inaczej.')}</w:p>"
FIRST, SECOND, THIRD = (paragraph(run(text)) for text in OLD.how_to.split("\n"))


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    some_in_every_change([
        ((paragraph(run("Złóż wniosek."), GONE), SECOND, THIRD), "Złóż wniosek.Zapłać.\nCzekaj."),
        ((FIRST, paragraph(removed("Zapłać."), GONE), THIRD), "Złóż wniosek.\nCzekaj."),
        ((FIRST, paragraph(run("Zapłać."), GONE), paragraph(removed("Czekaj."))), "Złóż wniosek.\n"
            "Zapłać."),
        ((paragraph(run("Złóż"), COME), paragraph(run(" wniosek.")), SECOND, THIRD), "Złóż\n "
            "wniosek.\nZapłać.\nCzekaj."),
        (
            (
                paragraph(moved("Złóż wniosek.", "moveFrom"), f"<w:rPr><w:moveFrom {BY}/></w:rPr>"),
                SECOND,
                paragraph(moved("Złóż wniosek.", "moveTo"), f"<w:rPr><w:moveTo {BY}/></w:rPr>"),
                THIRD,
            ),
            "Zapłać.\nZłóż wniosek.\nCzekaj.",
        ),
        (
            (
                paragraph(
                    run("Złóż ", BOLD)
                    + removed("wniosek", BOLD)
                    + inserted("pismo", BOLD)
                    + run(".")
                ),
                SECOND,
                THIRD,
            ),
            "Złóż pismo.\nZapłać.\nCzekaj.",
        ),
        (
            (
                paragraph(
                    f'<w:hyperlink w:anchor="a">{removed("Złóż")}{inserted("Wyślij")}'
                    f'{run(" wniosek.")}</w:hyperlink>'
                ),
                SECOND,
                THIRD,
            ),
            "Wyślij wniosek.\nZapłać.\nCzekaj.",
        ),
        (
            (
                paragraph(
                    f'<w:ins {BY}>{removed("Nigdy")}</w:ins>{run("Złóż wniosek.")}{inserted("!")}'
                ),
                SECOND,
                THIRD,
            ),
            "Złóż wniosek.!\nZapłać.\nCzekaj.",
        ),
        (
            (
                make(
                    f'<w:customXml><w:sdt><w:sdtContent><w:p>{run("Złóż wniosek.")}{inserted("!")}'
                    "</w:p></w:sdtContent></w:sdt></w:customXml>"
                ),
                SECOND,
                THIRD,
            ),
            "Złóż wniosek.!\nZapłać.\nCzekaj.",
        ),
    ], 1, 3, 4, 7, reason="another way to mark a change; four stand for them"),
    ids=[
        "mark", "paragraph", "last", "split", "moved", "two runs", "link", "inserted and removed",
        "wrapped",
    ],
)  # fmt: skip
def test_a_text(paragraphs, text):
    assert becomes(in_text(*paragraphs)) == (attrs.evolve(OLD, how_to=text), set())


@pytest.mark.parametrize(
    ("after", "more"),
    [
        ((), ""),
        ((make(f"<w:sdt><w:sdtContent>{ROW}</w:sdtContent></w:sdt>"),), "\n\nInaczej."),
        ((make(f"<w:tbl><w:tr><w:tc>{ROW}</w:tc></w:tr></w:tbl>"),), "\n- Inaczej."),
    ],
    ids=["nothing", "a control", "a table"],
)
def test_a_removed_end_that_no_paragraph_follows_takes_no_words_along(after, more):
    last = paragraph(run("Czekaj."), GONE)
    read = asked(in_text(FIRST, SECOND, last, *after)).after.data["how_to"]
    assert read == OLD.how_to + more


@pytest.mark.parametrize("key", ["produced_on", "how_to"])
def test_a_field_emptied_so_that_it_asks_for_its_value_again(key):
    def change(body):
        (control,) = controls(body, key)
        control.find(f"{W}sdtPr").append(make("<w:showingPlcHdr/>"))
        old = str(getattr(OLD, key)).split("\n")
        asks = inserted("Kliknij i wpisz", '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>')
        content = control.find(f"{W}sdtContent")
        if key == "how_to":
            lines = [paragraph(removed(line), GONE) for line in old]
            content[:] = [*lines, paragraph(asks)]
        else:
            content[:] = [make(removed(old[0])), make(asks)]

    found = asked(change)
    assert found.before.data.get(key) == str(getattr(OLD, key))
    assert found.after.data.get(key) is None
    assert found.after.tracked


class TestLists:
    def test_an_item_put_in_and_one_removed(self):
        first, _, third = (paragraph(run(text), BULLET) for text in OLD.useful_info)
        new = paragraph(inserted("Nowa"), BULLET + COME)
        new_text, codes = becomes(
            in_text(
                first, new, paragraph(removed("Druga"), BULLET + GONE), third, key="useful_info"
            )
        )
        assert (new_text.useful_info, codes) == (("Jedna", "Nowa", "Trzecia"), set())

    def test_what_is_removed_does_not_count_among_those_that_stay(self):
        items = [paragraph(run(text), NUMBER) for text in ("Złóż", "Zapłać", "Czekaj")]
        items[1] = paragraph(removed("Zapłać"), NUMBER + GONE)
        found = asked(in_text(*items))
        assert found.after.data["how_to"] == "1. Złóż\n2. Czekaj"
        assert found.before.data["how_to"] == "1. Złóż\n2. Zapłać\n3. Czekaj"

    @pytest.mark.parametrize(
        "properties",
        [
            f'{BULLET}<w:pPrChange w:id="5" w:author="A"><w:pPr/></w:pPrChange>',
            BULLET.replace("</w:numPr>", f"<w:ins {BY}/></w:numPr>"),
        ],
        ids=["pPrChange", "ins"],
    )
    def test_a_paragraph_that_became_an_item(self, properties):
        text, codes = becomes(in_text(FIRST, paragraph(run("Zapłać."), properties), THIRD))
        assert (text.how_to, codes) == ("Złóż wniosek.\n- Zapłać.\nCzekaj.", set())

    def test_an_item_that_became_a_paragraph(self):
        properties = f'<w:pPrChange w:id="5" w:author="A"><w:pPr>{BULLET}</w:pPr></w:pPrChange>'
        found = asked(in_text(FIRST, paragraph(run("Zapłać."), properties), THIRD))
        assert found.before.data["how_to"] == "Złóż wniosek.\n- Zapłać.\nCzekaj."
        assert (found.after.data["how_to"], found.after.tracked) == (OLD.how_to, True)

    def test_another_indent_alone_is_no_change(self):
        properties = '<w:ind w:left="5"/><w:pPrChange w:id="5" w:author="A"><w:pPr/></w:pPrChange>'
        assert [
            one.code
            for one in asked(in_text(FIRST, paragraph(run("Zapłać."), properties), THIRD)).findings
        ] == ["LCKM-W012"]


class TestTables:
    @staticmethod
    def row(body, number):
        """Return a row of the table of steps."""
        found, above = controls(body, "steps.name")[number], parents(body)
        while found.tag != f"{W}tr":
            found = above[found]
        return found

    def test_a_row_removed(self):
        def change(body):
            self.row(body, 1).find(f"{W}trPr").append(make(f"<w:del {BY}/>"))

        assert becomes(change) == (attrs.evolve(OLD, steps=(OLD.steps[0], *OLD.steps[2:])), set())

    @pytest.mark.parametrize(("mark", "stays"), [("cellDel", "before"), ("cellIns", "after")])
    def test_a_column_removed_or_put_in(self, mark, stays):
        def change(body):
            (table,) = [one for one in body.iter(f"{W}tbl") if controls(one, "steps.comment")]
            for row in table.iter(f"{W}tr"):
                row.findall(f".//{W}tc")[1].find(f"{W}tcPr").append(make(f"<w:{mark} {BY}/>"))

        found = asked(change)
        assert found.after.tracked
        has = {
            view: any("comment" in step for step in getattr(found, view).data["steps"])
            for view in ("before", "after")
        }
        assert has == {"before": stays == "before", "after": stays == "after"}

    def test_cells_made_one_are_told_of(self):
        def change(body):
            self.row(body, 1).findall(f".//{W}tc")[1].find(f"{W}tcPr").append(
                make(f'<w:cellMerge {BY} w:vMerge="cont"/>')
            )

        found = asked(change)
        assert found.after.tracked
        (told,) = (one for one in found.all_findings if one.code == "LCKM-W011")
        assert "śledzone łączenie komórek" in told.message
        assert "tracked merging of cells" in told.message_en


NOT_READ = [
    ('<w:r><w:commentReference w:id="0"/></w:r>', "komentarz", "comment"),
    (f'<w:ins {BY}><w:r><w:footnoteReference w:id="2"/></w:r></w:ins>', "przypis", "note"),
    ('<w:r><w:endnoteReference w:id="2"/></w:r>', "przypis", "note"),
    (
        f"<w:ins {BY}><w:r><w:drawing/></w:r></w:ins>",
        "obraz albo pole tekstowe",
        "picture or text box",
    ),
    ("<w:r><w:pict><w:x/></w:pict></w:r>", "obraz albo pole tekstowe", "picture or text box"),
    ("<w:r><w:object/></w:r>", "osadzony obiekt", "embedded object"),
    ("<w:altChunk/>", "osadzony dokument", "embedded document"),
    ("<w:oMath/>", "wzór matematyczny", "formula"),
    ("<w:r><w:ruby/></w:r>", "adnotacja", "annotation"),
    (inserted("Ukryty", "<w:rPr><w:vanish/></w:rPr>"), "tekst ukryty", "hidden text"),
    (
        '<w:r><w:instrText> HYPERLINK "https://lodz.pl" </w:instrText></w:r>',
        "adres łącza",
        "address of a link",
    ),
    (
        f'<w:fldSimple w:instr="HYPERLINK https://lodz.pl">{run("!")}</w:fldSimple>',
        "adres łącza",
        "address of a link",
    ),
]


@pytest.mark.parametrize("first", [True, False], ids=["each kind", "in another way"])
def test_what_is_not_read_is_told_of_in_both_languages(first):
    kinds = {}
    for said, *told in NOT_READ:
        kinds.setdefault(tuple(told), []).append(said)
    put = {told: said[0] if first else said[-1] for told, said in kinds.items()}
    found = asked(
        in_text(
            paragraph(run("Złóż wniosek.") + "".join(put.values())),
            paragraph(run("Zapłać.") + inserted("!")),
            THIRD,
        )
    )
    told = [
        tuple(text.split(": ", 1)[1].split(".")[0] for text in (one.message, one.message_en))
        for one in found.all_findings
        if one.code == "LCKM-W011"
    ]
    assert sorted(told) == sorted((f"{pl} (liczba: 1)", f"{en} (count: 1)") for pl, en in put)
