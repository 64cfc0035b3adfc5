"""Finer points of PDF, each on the good file changed in one place (ISO 32000-2; ISO 14289-1)."""

import io

import pikepdf
import pytest
from made_files import FILES
from pikepdf import Array, Dictionary, Name, String

from lckm_documents.inspection import examine_file
from lckm_documents.pdf.content import Budget
from lckm_documents.pdf.fonts import font_name, is_readable
from lckm_documents.pdf.objects import items
from lckm_documents.pdf.structure import read_structure
from lckm_documents.result import BeyondLimitError

BASE = (FILES / "dobry-typst.pdf").read_bytes()


def found(change):
    return [
        f"{one.code.removeprefix('LCKM-')} {one.path}".strip() for one in examined(change).findings
    ]


def examined(change):
    with pikepdf.open(io.BytesIO(BASE)) as pdf:
        change(pdf)
        written = io.BytesIO()
        pdf.save(written)
    return examine_file("a.pdf", written.getvalue(), "document")


def of_type(pdf, *types):
    return [
        one
        for one in pdf.objects
        if isinstance(one, Dictionary) and "/S" in one and "/P" in one and str(one.S)[1:] in types
    ]


@pytest.mark.parametrize("before", [b"", b"\r\n" * 100])
def test_a_head_may_have_bytes_before_it(before):
    """As programs read it (ISO 32000-1, annex H): within the first 1024."""
    file = examine_file("a.pdf", before + BASE, "document")
    assert (file.format, [*file.findings]) == ("PDF", [])


@pytest.mark.parametrize("tag", ["pl", "pl-PL", "PL-pl", "pol", "sr-Latn-RS", "de-1996"])
def test_a_language_is_a_tag(tag):
    def change(pdf):
        pdf.Root.Lang = String(tag)

    assert found(change) == []
    assert f"język: {tag}" in [fact.pl for fact in examined(change).facts]


@pytest.mark.parametrize(
    "words", ["pl_PL", "polski", "polish", "pl PL", "pl-", "-pl", "p", "pl-PL;en", "pl-PL\n1"]
)
def test_a_language_in_other_words_or_with_more_behind_it_is_none(words):
    def change(pdf):
        pdf.Root.Lang = String(words)

    assert found(change) == found(lambda pdf: pdf.Root.__delattr__("Lang")) != []


class TestStructure:
    def test_a_type_of_ones_own_is_what_it_is_mapped_to(self):
        def change(pdf):
            pdf.Root.StructTreeRoot.RoleMap = Dictionary(Tytul=Name.Naglowek, Naglowek=Name.H1)
            for one in of_type(pdf, "H1"):
                one.S = Name.Tytul

        assert found(change) == []

    def test_a_role_that_maps_to_itself_ends(self):
        def change(pdf):
            pdf.Root.StructTreeRoot.RoleMap = Dictionary(A=Name.B, B=Name.A, H1=Name.H1)
            for one in of_type(pdf, "H2"):
                one.S = Name.A

        assert found(change) == ["F111 /pages/1"]

    def test_elements_without_one_around_all_are_read_in_their_order(self):
        def change(pdf):
            root = pdf.Root.StructTreeRoot
            (document,) = of_type(pdf, "Document")
            root.K = document.K

        assert found(change) == []

    def test_elements_in_a_circle_are_read_once(self):
        def change(pdf):
            table = of_type(pdf, "Table")[0]
            table.K.append(table.P)
            table.K.append(table)

        assert found(change) == []

    def test_what_a_picture_says_in_words_is_an_alternative(self):
        def change(pdf):
            for one in of_type(pdf, "Figure"):
                del one.Alt
                one.ActualText = String("Ł")

        assert found(change) == []

    def test_a_picture_made_of_described_ones_needs_no_words_of_its_own_unless_it_draws_too(self):
        def around(more):
            def change(pdf):
                (inner,) = of_type(pdf, "Figure")
                outer = pdf.make_indirect(
                    Dictionary(
                        Type=Name.StructElem,
                        S=Name.Figure,
                        P=inner.P,
                        Pg=inner.Pg,
                        K=Array([inner, *more]),
                    )
                )
                parent = inner.P
                parent.K = Array([outer if one.objgen == inner.objgen else one for one in parent.K])
                inner.P = outer

            return change

        assert found(around([])) == []
        assert found(around([77])) == ["F108 /pages/0"]

    def test_a_table_that_is_a_picture_of_one_has_no_headers(self):
        def change(pdf):
            for one in of_type(pdf, "THead"):
                one.K = Array([])

        assert found(change) == ["F109 /pages/1"]

    def test_each_table_without_headers_is_named_by_its_place_among_all(self):
        """The clerk counts tables in the document, and not those that are bad."""

        def change(pdf):
            (table,) = of_type(pdf, "Table")
            bad = [
                pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=table.P))
                for _ in range(2)
            ]
            others = [one for one in items(table.P.K) if one.objgen != table.objgen]
            table.P.K = Array([*others, bad[0], table, bad[1]])

        file = examined(change)
        places = [finding.message.split(" (")[0] for finding in file.findings]
        assert places == ["Tabela 1", "Tabela 3"]

    @pytest.mark.parametrize("kind", [Name.MCR, Name.OBJR])
    def test_content_belongs_to_the_element_however_it_is_referred_to(self, kind):
        """A form may have fields alone, which are objects."""
        content = Dictionary(Type=kind, MCID=0, Obj=Dictionary())

        with pikepdf.open(io.BytesIO(BASE)) as pdf:
            root = pdf.Root.StructTreeRoot
            form = Dictionary(Type=Name.StructElem, S=Name.Form, P=root, K=Array([content]))
            root.K = Array([pdf.make_indirect(form)])
            structure = read_structure(pdf)
        assert [(node.type, node.marks) for node in structure.nodes] == [("Form", 1)]
        assert structure.is_tagged


class TestContent:
    def test_text_in_a_form_within_an_element_belongs_to_it(self):
        assert found(lambda pdf: with_form(pdf, b"/P <</MCID 0>> BDC /Fm Do EMC")) == []

    def test_text_in_a_form_outside_of_any_does_not(self):
        assert found(lambda pdf: with_form(pdf, b"/Fm Do")) == ["F105 /pages/1"]

    def test_decoration_needs_no_element(self):
        assert found(lambda pdf: with_form(pdf, b"/Artifact BMC /Fm Do EMC")) == []

    def test_a_form_that_draws_itself_ends(self):
        assert found(
            lambda pdf: with_form(pdf, b"/Fm Do", inner=b"/Fm Do BT /F 9 Tf (a) Tj ET", itself=True)
        ) == ["F105 /pages/1"]

    def test_an_empty_page_is_no_scan(self):
        def change(pdf):
            pdf.pages[1].Contents = pdf.make_stream(b"")

        assert found(change) == []

    def test_a_recognised_scan_has_a_text_layer(self):
        def change(pdf):
            with_form(
                pdf,
                b"/P <</MCID 0>> BDC BI /W 1 /H 1 /CS /G /BPC 8 ID a EI /Fm Do EMC",
                inner=b"BT 3 Tr /F 9 Tf (a) Tj ET",
            )

        assert found(change) == []

    def test_as_many_operations_as_are_allowed_are_read_and_no_more(self):
        budget = Budget(left=2)
        budget.spend(2)
        with pytest.raises(BeyondLimitError):
            budget.spend(1)

    def test_more_marks_closed_than_opened_are_no_matter(self):
        assert found(lambda pdf: with_form(pdf, b"EMC EMC /P <</MCID 0>> BDC /Fm Do EMC EMC")) == []


def with_form(pdf, content, *, inner=b"BT /F 9 Tf (a) Tj ET", itself=False):
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(content)
    form = pdf.make_stream(inner, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    fonts = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    form.Resources = Dictionary(Font=fonts)
    if itself:
        form.Resources.XObject = Dictionary(Fm=form)
    page.Resources = Dictionary(XObject=Dictionary(Fm=form))


class TestActions:
    @pytest.mark.parametrize("name", ["Launch", "SubmitForm", "ImportData", "JavaScript"])
    def test_one_that_hangs_on_a_page_is_at_that_page(self, name):
        def change(pdf):
            pdf.pages[1].obj.AA = Dictionary(
                O=pdf.make_indirect(Dictionary(S=Name("/" + name), JS=String("1"), F=String("x")))
            )

        assert found(change) == ["F116 /pages/1"]

    def test_one_that_hangs_on_several_pages_is_at_the_first_of_them(self):
        def change(pdf):
            shared = pdf.make_indirect(Dictionary(S=Name.Launch, F=String("x")))
            for page in list(pdf.pages)[:2]:
                page.obj.AA = Dictionary(O=shared)

        assert found(change) == ["F116 /pages/0"]

    @pytest.mark.parametrize("name", ["Launch", "SubmitForm", "ImportData"])
    def test_one_on_opening_the_document_is_of_no_page(self, name):
        def change(pdf):
            pdf.Root.OpenAction = Dictionary(S=Name("/" + name), F=String("x"))

        assert found(change) == ["F116"]

    def test_one_after_another_is_found(self):
        def change(pdf):
            following = Array([Dictionary(S=Name.Launch, F=String("x"))])
            pdf.Root.OpenAction = Dictionary(
                S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=following
            )

        assert found(change) == ["F116"]

    def test_a_script_by_name_is_found(self):
        def change(pdf):
            script = Dictionary(S=Name.JavaScript, JS=String("1"))
            pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))

        assert found(change) == ["F116"]

    def test_going_to_a_page_is_none(self):
        def change(pdf):
            pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

        assert found(change) == []

    @pytest.mark.parametrize(
        ("key", "codes"),
        [
            *((key, ["F117 /pages/1"]) for key in ("O", "C", "E", "X", "Fo", "Bl")),
            *((key, ["F117 /pages/1"]) for key in ("PO", "PC", "PV", "PI")),
            *((key, []) for key in ("U", "D")),
        ],
    )
    def test_an_address_is_one_when_nobody_clicks(self, key, codes):
        def change(pdf):
            doing = pdf.make_indirect(Dictionary(S=Name.URI, URI=String("https://example.com/")))
            following = Dictionary(
                S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([doing])
            )
            doing.Next = doing
            pdf.pages[1].obj.AA = pdf.make_indirect(Dictionary({f"/{key}": following}))

        assert found(change) == codes

    def test_an_address_behind_a_link_is_none(self):
        def change(pdf):
            doing = Dictionary(S=Name.URI, URI=String("https://example.com/"))
            link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=doing)
            pdf.pages[1].obj.Annots, pdf.pages[1].obj.Tabs = (
                Array([pdf.make_indirect(link)]),
                Name.S,
            )

        assert found(change) == []

    def test_a_film_is_told_at_its_page(self):
        def change(pdf):
            pdf.pages[1].obj.Annots = Array(
                [Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))]
            )
            pdf.pages[1].obj.Tabs = Name.S

        assert found(change) == ["F118 /pages/1"]


class TestAttachedFiles:
    @pytest.mark.parametrize("is_tree", [False, True])
    def test_a_file_is_found_right_in_the_list_and_below_it(self, is_tree):
        def change(pdf):
            file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.csv")))
            leaf = pdf.make_indirect(Dictionary(Names=Array([String("a.csv"), file])))
            tree = Dictionary(Kids=Array([leaf])) if is_tree else leaf
            pdf.Root.Names = Dictionary(EmbeddedFiles=tree)

        assert found(change) == ["F118"]


class TestFields:
    @pytest.mark.parametrize(
        ("entries", "codes"),
        [
            ({"F": 2}, []),
            ({"FT": Name.Btn, "Ff": 1 << 16, "MK": Dictionary(CA=String("OK"))}, []),
            ({}, ["F113"]),
        ],
    )
    def test_a_hidden_field_and_a_captioned_button_need_no_description(self, entries, codes):
        def change(pdf):
            field = pdf.make_indirect(
                Dictionary(
                    {
                        "/T": String("a"),
                        "/FT": Name.Tx,
                        **{f"/{key}": value for key, value in entries.items()},
                    }
                )
            )
            pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

        assert found(change) == codes

    def test_what_it_is_may_be_said_above_it(self):
        def change(pdf):
            group = pdf.make_indirect(Dictionary(T=String("g"), FT=Name.Btn, Ff=1 << 16))
            button = Dictionary(T=String("a"), MK=Dictionary(CA=String("OK")), Parent=group)
            group.Kids = Array([pdf.make_indirect(button)])
            pdf.Root.AcroForm = Dictionary(Fields=Array([group]))

        assert found(change) == []

    def test_a_description_of_one_of_its_places_is_enough(self):
        def change(pdf):
            bare = pdf.make_indirect(Dictionary(Subtype=Name.Widget))
            kid = pdf.make_indirect(Dictionary(Subtype=Name.Widget, TU=String("Imię")))
            field = Dictionary(T=String("a"), FT=Name.Tx, Kids=Array([bare, kid]))
            pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

        assert found(change) == []

    def test_fields_are_told_in_their_order_and_groups_with_theirs(self):
        def field(pdf, name, *kids):
            made = Dictionary(T=String(name), FT=Name.Tx)
            if kids:
                made.Kids = Array(kids)
            return pdf.make_indirect(made)

        def change(pdf):
            group = field(pdf, "g", field(pdf, "b"), field(pdf, "c"))
            fields = [field(pdf, "a"), group, field(pdf, "d")]
            pdf.Root.AcroForm = Dictionary(Fields=Array(fields))

        told = [one.message for one in examined(change).findings if "F113" in one.code]
        assert [text.partition("„")[2][0] for text in told] == ["a", "b", "c", "d"]

    def test_one_field_named_too_often_ends_at_the_limit(self, monkeypatch):
        monkeypatch.setattr("lckm_documents.limits.OBJECTS", 1000)

        def change(pdf, often):
            field = pdf.make_indirect(Dictionary(T=String("a"), FT=Name.Tx, TU=String("Imię")))
            pdf.Root.AcroForm = Dictionary(Fields=Array([field] * often))

        assert found(lambda pdf: change(pdf, 900)) == []
        (limit,) = examined(lambda pdf: change(pdf, 1100)).findings
        assert "ma ponad 1000 obiektów" in limit.message

    def test_fields_in_a_circle_are_read_once(self):
        def change(pdf):
            field = pdf.make_indirect(Dictionary(T=String("a"), FT=Name.Tx))
            field.Kids = Array([field])
            pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

        assert found(change) == []


IDENTITY = Dictionary(
    CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
)
JAPAN = Dictionary(
    CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Japan1"), Supplement=0)
)


@pytest.mark.parametrize(
    ("font", "readable"),
    [
        (Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica), True),
        (Dictionary(Subtype=Name.TrueType, Encoding=Name.WinAnsiEncoding), True),
        (
            Dictionary(
                Subtype=Name.Type1, Encoding=Dictionary(Differences=Array([32, Name.g12, Name.g13]))
            ),
            False,
        ),
        (
            Dictionary(
                Subtype=Name.Type1,
                Encoding=Dictionary(Differences=Array([32, Name.aogonek, Name.lslash])),
            ),
            True,
        ),
        (
            Dictionary(
                Subtype=Name.Type1,
                Encoding=Dictionary(
                    BaseEncoding=Name.WinAnsiEncoding, Differences=Array([32, Name.g12])
                ),
            ),
            True,
        ),
        (Dictionary(Subtype=Name.Type3), False),
        (
            Dictionary(Subtype=Name.Type3, Encoding=Dictionary(Differences=Array([65, Name.A]))),
            True,
        ),
        (
            Dictionary(
                Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([IDENTITY])
            ),
            False,
        ),
        (
            Dictionary(
                Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([JAPAN])
            ),
            True,
        ),
        (
            Dictionary(
                Subtype=Name.Type0, Encoding=Name("/90ms-RKSJ-H"), DescendantFonts=Array([])
            ),
            True,
        ),
        (
            Dictionary(
                Subtype=Name.Type0, Encoding=Name("/Identity-H"), ToUnicode=Name("/Identity-H")
            ),
            True,
        ),
        (Dictionary(Subtype=Name.Type0), False),
        (None, True),
        (Array([]), True),
    ],
)
def test_a_font_can_be_read_when_its_letters_can_be_told(font, readable):
    assert is_readable(font) is readable


def test_a_font_is_named_without_signs_for_the_terminal():
    assert font_name(Dictionary(BaseFont=Name("/ABCDEF+Lato"))) == "Lato"
    assert font_name(Dictionary(BaseFont=Name("/Lato\x1b[2J"))).isprintable()
    assert font_name(Dictionary()) == "?"
