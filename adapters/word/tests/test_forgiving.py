"""What clerks do to a document, and what is read of it all the same."""

import re
from decimal import Decimal
from xml.sax.saxutils import quoteattr

import attrs
import pytest
import word_documents as documents
from word_documents import W, controls, edited, make, paragraph, sample, type_into

from lckm_core import Procedure, check, to_data
from lckm_core.procedures import from_data
from lckm_core.procedures.parts import Fee, FeeGroup
from lckm_word import read_word, template, write
from lckm_word.body_reader import Para, Walk
from lckm_word.forms import all_nodes
from lckm_word.numbering import FieldLists, Numbering
from lckm_word.package import open_package
from lckm_word.values import parse_value
from tests.helpers.rows import some_in_every_change
from tests.helpers.signs import DIRECTION_SIGNS

SAMPLES = sorted(
    path.name.split(".")[0]
    for path in (documents.SAMPLES / "procedures").glob("*.yaml")
    if path.name.count(".") == 1
)
PROCEDURE = sample("KA-01478")
DATA = to_data(PROCEDURE)


def own(reading):
    return [finding.code for finding in reading.findings if finding.code.startswith("LCKM-W")]


WRITTEN, EMPTY = write(PROCEDURE), template()


def read_edited(change, procedure=None):
    return read_word(edited(write(procedure) if procedure else WRITTEN, change))


def read_template(change):
    return read_word(edited(EMPTY, change))


def after(body, tag):
    """Return where in the body the block after a control goes."""
    return list(body).index(documents.block_of(body, controls(body, tag)[0])) + 1


class TestControls:
    @pytest.mark.parametrize(
        "number", some_in_every_change(SAMPLES, 0, 5, 9, reason="each sample; three stand for all")
    )
    def test_without_any_the_labels_are_enough(self, number):
        procedure = sample(number)
        reading = read_edited(documents.without_controls, procedure)
        assert from_data(reading.data) == procedure
        assert own(reading) == []

    def test_an_empty_template_without_any_is_empty(self):
        assert read_template(documents.without_controls).data == {}

    def test_text_behind_a_control_belongs_to_it(self):
        def change(body):
            control = controls(body, "title")[0]
            documents.parents(body)[control].append(
                make('<w:r><w:t xml:space="preserve"> (dopisek)</w:t></w:r>')
            )

        assert read_edited(change).data == {**DATA, "title": f"{PROCEDURE.title} (dopisek)"}

    def test_a_paragraph_below_a_control_belongs_to_it(self):
        def change(body):
            body.insert(after(body, "how_to"), paragraph("Drugi akapit."))
            body.insert(after(body, "how_to") + 1, paragraph("Trzeci akapit."))

        reading = read_edited(change)
        assert reading.data["how_to"] == f"{PROCEDURE.how_to}\n\nDrugi akapit.\n\nTrzeci akapit."
        assert own(reading) == []

    def test_text_pasted_in_place_of_a_control_is_its_value(self):
        def change(body):
            block = documents.block_of(body, controls(body, "summary")[0])
            body[list(body).index(block)] = paragraph("Wklejone zamiast pola.")

        assert read_edited(change).data == {**DATA, "summary": "Wklejone zamiast pola."}

    def test_text_typed_on_after_the_hint_is_the_value(self):
        def change(body):
            hint = next(
                one for one in body.iter(f"{W}p") if "Limit: 650" in "".join(one.itertext())
            )
            hint.append(make('<w:r><w:t xml:space="preserve"> Treść za podpowiedzią.</w:t></w:r>'))

        assert read_template(change).data == {"summary": "Treść za podpowiedzią."}

    @pytest.mark.parametrize("empty", [False, True])
    def test_a_hint_of_another_edition_of_the_template_is_no_value(self, empty):
        """An amendment changes a hint; forms made before it have the old one, and it is told,
        for something may stand after it.
        """

        def change(body):
            (hint,) = (one for one in body.iter(f"{W}t") if "Limit: 160" in (one.text or ""))
            hint.text = hint.text.replace("160", "120")

        reading = read_template(change) if empty else read_edited(change)
        assert reading.data == ({} if empty else DATA)
        assert own(reading) == ["LCKM-W007"]

    def test_a_hint_that_called_the_field_optional_before_is_still_one(self):
        """Forms are out there that say „Nieobowiązkowe” of what the check asks for."""

        def change(body):
            (hint,) = (one for one in body.iter(f"{W}t") if "opisach Urzędu" in (one.text or ""))
            hint.text = hint.text.replace("Wymagane w opisach Urzędu.", "Nieobowiązkowe.")

        reading = read_edited(change)
        assert (reading.data, own(reading)) == (DATA, [])

    def test_a_control_moved_elsewhere_is_still_itself(self):
        def change(body):
            block = documents.block_of(body, controls(body, "summary")[0])
            body.remove(block)
            body.insert(after(body, "in_edms"), block)

        assert read_edited(change).data == DATA

    def test_a_value_typed_beside_its_label_is_read_where_nothing_else_is(self):
        def change(body):
            body[:] = [
                paragraph("Nazwa procedury: Wydanie karty"),
                paragraph("Opłaty: BRAK."),
                body[-1],
            ]

        assert read_template(change).data == {"title": "Wydanie karty", "fees": "brak"}


class TestTables:
    def test_a_table_moved_elsewhere_is_still_itself(self):
        def change(body):
            block = documents.block_of(body, controls(body, "steps.name")[0])
            body.remove(block)
            body.insert(after(body, "reuse_terms"), block)

        assert read_edited(change).data == DATA

    def test_its_columns_may_be_swapped(self):
        def change(body):
            documents.without_controls(body)
            table = next(
                one for one in body.iter(f"{W}tbl") if "Nazwa etapu" in "".join(one.itertext())
            )
            for row in table.iter(f"{W}tr"):
                first, second = row.findall(f"{W}tc")[:2]
                at = list(row).index(first)
                row[at], row[at + 1] = second, first

        assert read_edited(change).data == DATA

    def test_a_merged_cell_holds_for_each_of_its_rows(self):
        def change(body):
            documents.without_controls(body)
            table = next(
                one for one in body.iter(f"{W}tbl") if "Nazwa etapu" in "".join(one.itertext())
            )
            first, second = table.findall(f"{W}tr")[1:3]
            for row, mark in ((first, '<w:vMerge w:val="restart"/>'), (second, "<w:vMerge/>")):
                cell = row.findall(f"{W}tc")[1]
                for properties in cell.findall(f"{W}tcPr"):
                    cell.remove(properties)
                cell.insert(0, make(f"<w:tcPr>{mark}</w:tcPr>"))
                if row is second:
                    cell[1:] = [make("<w:p/>")]

        steps = read_edited(change).data["steps"]
        assert steps[0]["comment"] == DATA["steps"][0]["comment"] != DATA["steps"][1]["comment"]
        assert steps[1] == {**DATA["steps"][1], "comment": steps[0]["comment"]}

    def test_a_row_without_any_text_is_no_item(self):
        def change(body):
            documents.without_controls(body)
            table = next(
                one for one in body.iter(f"{W}tbl") if "Nazwa etapu" in "".join(one.itertext())
            )
            table.append(make("<w:tr>" + "<w:tc><w:p/></w:tc>" * 3 + "</w:tr>"))

        assert read_edited(change).data == DATA

    @pytest.mark.parametrize("has_heads", [True, False], ids=["with its heading row", "without"])
    @pytest.mark.parametrize("label", ["Godziny przyjęć", "Forma składania"])
    def test_small_tables_that_have_grown_together_are_parts_of_their_own(self, label, has_heads):
        procedure = sample("KA-02301")
        assert min(len(procedure.places), len(procedure.submission)) > 1

        def change(body):
            documents.without_controls(body)
            first, *others = [
                one
                for one in body.iter(f"{W}tbl")
                if label in (words := "".join(one.itertext())) and "Treść" in words
            ]
            assert others
            for other in others:
                rows = other.findall(f"{W}tr")
                first.extend(rows if has_heads else rows[1:])
                body.remove(other)

        assert from_data(read_edited(change, procedure).data) == procedure


class TestWords:
    @pytest.mark.parametrize("text", ["brak", "BRAK.", "„BRAK.”", '"Brak"', " brak "])
    def test_the_empty_word_in_its_control(self, text):
        def change(body):
            type_into(controls(body, "fees#")[0], text)

        assert read_template(change).data == {"fees": "brak"}

    def test_the_empty_word_below_the_heading(self):
        def change(body):
            body.insert(after(body, "fees#"), paragraph("BRAK."))

        assert read_template(change).data == {"fees": "brak"}

    @pytest.mark.parametrize(
        ("tag", "typed", "advice"),
        [
            ("fees#", "bezpłatnie", "wpisz samo „brak”, a nie „bezpłatnie”"),
            ("fees#", "Brak opłat", "wpisz samo „brak”, a nie „Brak opłat”"),
            ("appointments#", "Nie trzeba się umawiać", "wpisz samo „nie dotyczy”, a nie"),
        ],
    )
    def test_other_words_for_the_empty_word_are_the_fields(self, tag, typed, advice):
        def change(body):
            body.insert(after(body, tag), paragraph(typed))

        reading = read_template(change)
        assert own(reading) == []
        field = tag.removesuffix("#")
        assert reading.data == {field: typed}
        (found,) = (one for one in reading.findings if one.path == f"/{field}")
        assert advice in found.message

    def test_words_beside_a_filled_table_belong_to_no_field(self):
        def change(body):
            body.insert(after(body, "fees#"), paragraph("zapłać w kasie albo przelewem"))

        reading = read_edited(change)
        assert own(reading) == ["LCKM-W007"]
        assert reading.data == DATA

    @pytest.mark.parametrize(
        ("tag", "typed", "meant"),
        [
            ("fees.recipient", "BRAK.", {"fees": "brak"}),
            ("fees.rows.kind", "BRAK.", {"fees": "brak"}),
            ("submission.places", "Nie dotyczy.", {"submission": "nie dotyczy"}),
        ],
    )
    def test_the_empty_word_in_a_cell_of_the_table(self, tag, typed, meant):
        def change(body):
            type_into(controls(body, tag)[0], typed)

        assert read_template(change).data == meant

    def test_the_empty_word_of_a_text(self):
        def change(body):
            type_into(controls(body, "appeal")[0], "BRAK.")

        reading = read_template(change)
        assert not [one for one in reading.findings if one.path == "/appeal"]

    def test_the_word_beside_what_it_denies_is_told(self):
        def change(body):
            type_into(controls(body, "fees#")[0], "brak")

        reading = read_edited(change)
        assert own(reading) == ["LCKM-W008"]
        assert reading.data == DATA

    @pytest.mark.parametrize(
        ("tag", "typed", "meant"),
        [
            ("id", "KA–01478", "KA-01478"),
            ("id", " „KA-01478” ", "KA-01478"),
            ("id", "KA-\u200b01478", "KA-01478"),
            ("id", f"{DIRECTION_SIGNS}KA-{DIRECTION_SIGNS}01478", "KA-01478"),
            ("produced_on", "2026–01–31", "2026-01-31"),
            ("internal", "Tak.", True),
            ("in_edms", "NIE", False),
            ("unit", "Urząd Miasta Łodzi", "Urząd Miasta Łodzi"),
        ],
    )
    def test_what_word_puts_in_by_itself(self, tag, typed, meant):
        def change(body):
            type_into(controls(body, tag)[0], typed)

        assert read_template(change).data == {tag: meant}

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("17,00 zł", "17.00"),
            ("1\u00a0234,50 zł", "1234.50"),
            ("17 zł.", "17"),
            ("17.00", "17.00"),
            ("około 17", "około 17"),
        ],
    )
    def test_amounts(self, typed, meant):
        def change(body):
            type_into(controls(body, "fees.rows.amount")[0], typed)

        assert read_template(change).data == {"fees": [{"rows": [{"amount": meant}]}]}

    @pytest.mark.parametrize(
        ("typed", "meant"), [("@", True), ("x", True), ("–", False), ("być może", "być może")]
    )
    def test_flags_as_they_are_ticked(self, typed, meant):
        def change(body):
            type_into(controls(body, "steps.online")[0], typed)

        assert read_template(change).data == {"steps": [{"online": meant}]}

    def test_an_address_in_lines(self):
        def change(body):
            controls(body, "places.address")[0].find(f"{W}sdtContent")[:] = [
                make("<w:r><w:t>ul. Smugowa 26a</w:t><w:br/><w:t>91-433 Łódź</w:t></w:r>")
            ]

        reading = read_edited(change)
        assert reading.data["places"][0]["address"] == "ul. Smugowa 26a\n91-433 Łódź"
        assert [finding.code for finding in check(reading.data)] == []

    @pytest.mark.parametrize("typed", ["dni robocze", "Dzień roboczy", "working_days"])
    def test_choices_by_any_of_their_words(self, typed):
        def change(body):
            type_into(controls(body, "deadline.terms.unit")[0], typed)
            type_into(controls(body, "deadline.terms.amount")[0], "30.")

        assert read_template(change).data == {
            "deadline": {"terms": [{"amount": 30, "unit": "working_days"}]}
        }

    def test_typographic_quotes_in_a_text_are_the_text(self):
        procedure = attrs.evolve(PROCEDURE, title="Wydanie „Karty Łodzianina”")
        assert read_word(write(procedure)).data["title"] == "Wydanie „Karty Łodzianina”"


NUMBERED = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


class TestWordsOwnThings:
    def test_the_list_of_each_row_begins_at_one(self):
        # Word counts on where somebody copies the list of the row above.
        item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        fees = (FeeGroup((Fee("mapa", Decimal(10)),), remarks="a"),) * 3
        written = write(attrs.evolve(PROCEDURE, fees=fees))

        def change(body):
            for number, remarks in enumerate(controls(body, "fees.remarks"), 1):
                content = remarks.find(f"{W}sdtContent")
                content[:] = [paragraph(f"{number}{letter}", item) for letter in "ab"]

        made = documents.parts(edited(written, change))
        data = read_word(documents.packed({**made, "word/numbering.xml": NUMBERED.encode()})).data
        assert [group["remarks"] for group in data["fees"]] == [
            "1. 1a\n2. 1b",
            "1. 2a\n2. 2b",
            "1. 3a\n2. 3b",
        ]

    def test_lists_of_word_become_those_of_the_text(self):
        numbering = (
            '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt '
            'w:val="bullet"/></w:lvl></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt '
            'w:val="decimal"/></w:lvl></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt '
            'w:val="none"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num '
            'w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num '
            'w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
        )

        def item(text, number):
            return paragraph(
                text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            )

        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [item("nazwę", 1), item("adres", 1), item("Złóż", 2), item("Odbierz", 2)]
            content.append(item("Bez znaku", 3))
            content.append(item("Uwaga.", 0))
            content = controls(body, "useful_info")[0].find(f"{W}sdtContent")
            content[:] = [item("bez opłat", 1), item("bez wizyty", 1)]

        made = documents.parts(edited(WRITTEN, change))
        data = read_word(documents.packed({**made, "word/numbering.xml": numbering.encode()})).data
        # Word gives what was taken out of a list the list of number 0.
        assert data["how_to"] == "- nazwę\n- adres\n1. Złóż\n2. Odbierz\n- Bez znaku\n\nUwaga."
        assert data["useful_info"] == ["bez opłat", "bez wizyty"]

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("formularz", "[formularz](https://lodz.pl/a)"),
            ("https://lodz.pl/a", "https://lodz.pl/a"),
            ("lodz.pl/a", "lodz.pl/a"),
        ],
    )
    def test_a_link_keeps_where_it_leads(self, said, meant):
        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [
                make(
                    "<w:p><w:hyperlink "
                    f'r:id="rId9"><w:r><w:t>{said}</w:t></w:r></w:hyperlink></w:p>'
                )
            ]

        made = documents.parts(edited(WRITTEN, change))
        link = (
            '<Relationship Id="rId9" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
            'Target="https://lodz.pl/a" TargetMode="External"/></Relationships>'
        )
        name = "word/_rels/document.xml.rels"
        made[name] = made[name].replace(b"</Relationships>", link.encode())
        assert read_word(documents.packed(made)).data["how_to"] == meant

    def test_a_bookmark_is_passed_over_and_a_comment_told(self):
        def change(body):
            block = documents.parents(body)[controls(body, "title")[0]]
            block.insert(1, make('<w:commentRangeStart w:id="0"/>'))
            block.append(make('<w:commentRangeEnd w:id="0"/>'))
            block.append(make('<w:r><w:commentReference w:id="0"/></w:r>'))
            block.append(make('<w:bookmarkStart w:id="1" w:name="x"/>'))

        made = documents.parts(edited(WRITTEN, change))
        made["word/comments.xml"] = b"<w:comments/>"
        reading = read_word(documents.packed(made))
        assert reading.data == DATA
        assert own(reading) == ["LCKM-W011"]
        assert "komentarz (liczba: 1)" in reading.own.items[0].message

    def test_a_picture_a_note_and_hidden_text_are_told(self):
        def change(body):
            block = documents.parents(body)[controls(body, "title")[0]]
            block.append(make("<w:r><w:drawing/></w:r>"))
            block.append(make('<w:r><w:footnoteReference w:id="2"/></w:r>'))
            block.append(make("<w:r><w:rPr><w:vanish/></w:rPr><w:t>tajne</w:t></w:r>"))

        reading = read_edited(change)
        assert reading.data == DATA
        assert own(reading) == ["LCKM-W011"] * 3

    def test_of_two_forms_of_one_thing_the_first_is_read(self):
        """Word writes the same once more for older programs."""
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            forms = "".join(
                f"<mc:{name}><w:r><w:t>Złóż {name}.</w:t></w:r></mc:{name}>"
                for name in ("Choice", "Fallback")
            )
            both = f'<mc:AlternateContent xmlns:mc="{mc}">{forms}</mc:AlternateContent>'
            content[:] = [make(f"<w:p>{both}</w:p>")]

        assert read_edited(change).data["how_to"] == "Złóż Choice."

    @pytest.mark.parametrize(
        ("instruction", "codes"),
        [('HYPERLINK "https://lodz.pl"', ["LCKM-W011"]), (r'HYPERLINK \l "a"', []), ("PAGE", [])],
    )
    def test_a_link_within_the_document_is_no_address(self, instruction, codes):
        simple = f"<w:fldSimple w:instr={quoteattr(instruction)}/>"
        cut = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        for field in (simple, cut):

            def change(body, field=field):
                documents.parents(body)[controls(body, "title")[0]].append(make(field))

            assert own(read_edited(change)) == codes

    def test_a_symbol_belongs_to_its_control(self):
        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [make('<w:p><w:r><w:t>a</w:t><w:sym w:char="2713"/></w:r></w:p>')]

        blocks = Walk(open_package(edited(WRITTEN, change)), "accept").blocks()
        (para,) = (one for one in blocks if isinstance(one, Para) and one.text == "a✓")
        assert {text.tag for text in para.texts} == {"how_to"}

    @pytest.mark.parametrize("off", ["0", "false", "off"])
    def test_what_is_hidden_no_more_is_read(self, off):
        """So Word writes a run whose style is hidden, and that is shown."""

        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            run = f'<w:rPr><w:vanish w:val="{off}"/><w:b w:val="{off}"/></w:rPr>'
            content[:] = [make(f"<w:p><w:r>{run}<w:t>Złóż wniosek.</w:t></w:r></w:p>")]

        reading = read_edited(change)
        assert reading.data["how_to"] == "Złóż wniosek."
        assert own(reading) == []

    def test_soft_hyphens_and_breaks(self):
        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [
                make(
                    "<w:p><w:r><w:t>za</w:t><w:softHyphen/><w:t>łatw</w:t><w:noBreakHyphen/><w:t>"
                    "to</w:t><w:br/><w:t>tu</w:t></w:r></w:p>"
                )
            ]

        assert read_edited(change).data["how_to"] == "załatw-to\ntu"

    def test_symbols(self):
        meant = {"2713": "✓", "F0B7": "•", "D83D": "•", "0001": "•", "x": "•"}

        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [
                make(
                    f'<w:p><w:r><w:sym w:font="Wingdings" w:char="{code}"/><w:t> '
                    f"{code}</w:t></w:r></w:p>"
                )
                for code in meant
            ]

        read = read_edited(change).data["how_to"].split("\n")
        assert read == [f"{sign} {code}" for code, sign in meant.items()]

    def test_words_cut_into_many_runs(self):
        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [make("<w:p>" + "<w:r><w:t>ab</w:t></w:r>" * 5_000 + "</w:p>")]

        assert read_edited(change).data["how_to"] == "ab" * 5_000


def test_a_finding_of_a_list_counts_empty_paragraphs_too():
    def change(body):
        content = controls(body, "useful_info")[0].find(f"{W}sdtContent")
        content[:] = [paragraph(text) for text in ("Pierwsza.", "", "Trzecia &lt;b&gt;.")]

    reading = read_edited(change)
    found = next(one for one in reading.findings if one.path == "/useful_info/1")
    assert reading.place(found).paragraph == 3


class TestFormatting:
    BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">ważne</w:t></w:r>'
    PLAIN = '<w:r><w:t xml:space="preserve">To jest </w:t></w:r>'

    def test_bold_of_a_long_text_becomes_markdown(self):
        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            content[:] = [make(f"<w:p>{self.PLAIN}{self.BOLD}</w:p>")]

        reading = read_edited(change)
        assert (reading.data["how_to"], own(reading)) == ("To jest **ważne**", [])

    @pytest.mark.parametrize(
        ("properties", "read"),
        [
            *((f"<w:{bold}/>", "To jest **ważne**") for bold in ("b", 'b w:val="1"')),
            *(
                (f'<w:rStyle w:val="{name}"/>', "To jest **ważne**")
                for name in ("Strong", "strong", "Bold", "bold")
            ),
            *(
                (f"<w:{italic}/>", "To jest *ważne*")
                for italic in ("i", 'rStyle w:val="Emphasis"', 'rStyle w:val="emphasis"')
            ),
            *(
                (f"<w:{plain}/>", "To jest ważne")
                for plain in ('b w:val="0"', 'i w:val="false"', "strike", "dstrike", "u", "caps")
            ),
        ],
    )
    def test_each_way_to_write_emphasis_is_read_as_one(self, properties, read):
        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>ważne</w:t></w:r>"
            content[:] = [make(f"<w:p>{self.PLAIN}{run}</w:p>")]

        assert read_edited(change).data["how_to"] == read

    def test_bold_of_a_word_elsewhere_is_told_where_it_is(self):
        def change(body):
            content = controls(body, "title")[0].find(f"{W}sdtContent")
            content[:] = [make(self.PLAIN), make(self.BOLD)]

        reading = read_edited(change)
        assert (reading.data["title"], own(reading)) == ("To jest ważne", ["LCKM-W014"])
        (found,) = (one for one in reading.findings if one.code == "LCKM-W014")
        assert reading.place(found).field == "Nazwa procedury"

    def test_a_table_pasted_into_a_text_is_a_list_and_told(self):
        cell = '<w:tc><w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>'

        def change(body):
            content = controls(body, "how_to")[0].find(f"{W}sdtContent")
            cells = "".join(cell.format(text) for text in ("karta", "17 zł"))
            content[:] = [
                make(f"<w:p>{self.PLAIN}</w:p>"),
                make(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"),
                make(f"<w:p>{self.PLAIN}</w:p>"),
            ]

        reading = read_edited(change)
        assert reading.data["how_to"].splitlines() == [
            "To jest ",
            "- karta – 17 zł",
            "- karta – 17 zł",
            "",
            "To jest",
        ]
        assert own(reading) == ["LCKM-W014"]


class TestTrackedChanges:
    @staticmethod
    def tracked(body):
        stamp = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
        content = controls(body, "title")[0].find(f"{W}sdtContent")
        content[:] = [
            make("<w:r><w:t>Wydanie </w:t></w:r>".replace("<w:t>", '<w:t xml:space="preserve">')),
            make(f"<w:del {stamp}><w:r><w:delText>karty</w:delText></w:r></w:del>"),
            make(f"<w:ins {stamp}><w:r><w:t>zaświadczenia</w:t></w:r></w:ins>"),
        ]

    def test_undecided_they_are_accepted_and_told(self):
        reading = read_edited(self.tracked)
        assert reading.data["title"] == "Wydanie zaświadczenia"
        assert own(reading) == ["LCKM-W009"]

    @pytest.mark.parametrize(
        ("changes", "title"), [("accept", "Wydanie zaświadczenia"), ("refuse", "Wydanie karty")]
    )
    def test_decided_they_are_as_asked(self, changes, title):
        reading = read_word(edited(WRITTEN, self.tracked), changes=changes)
        assert reading.data["title"] == title
        assert own(reading) == []


class TestFindings:
    def test_a_finding_names_section_table_and_cell(self):
        steps = (attrs.evolve(PROCEDURE.steps[0]), attrs.evolve(PROCEDURE.steps[1], name="x" * 41))
        reading = read_word(write(attrs.evolve(PROCEDURE, steps=steps)))
        found = next(one for one in reading.findings if one.path == "/steps/1/name")
        assert (
            reading.place(found).message.pl
            == "dział „Skrócony opis procedury”, pole „Nazwa etapu”, tabela 2, wiersz 3, kolumna 1"
        )

    def test_a_finding_names_section_and_paragraph(self):
        reading = read_word(
            write(
                attrs.evolve(PROCEDURE, how_to="Zgodnie z art. 5 ustawy z dnia 1 stycznia 2000 r.")
            )
        )
        found = next(one for one in reading.findings if one.path == "/how_to")
        assert (
            reading.place(found).message.pl
            == "dział „Szczegółowy opis procedury”, pole „Sposób załatwienia sprawy”, akapit 1"
        )

    def test_paragraphs_are_counted_in_their_field(self):
        items = ("Pierwsza.", "Druga.", "Trzecia.", "Czwarta <b>.")
        reading = read_word(write(attrs.evolve(PROCEDURE, useful_info=items)))
        found = next(one for one in reading.findings if one.path == "/useful_info/3")
        assert reading.place(found).message.pl.endswith("pole „Przydatne informacje”, akapit 4")

    def test_text_of_no_field_is_told_with_its_place(self):
        def change(body):
            body.insert(
                after(body, "in_edms") - 2,
                make(
                    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Pieczęć "
                    "urzędu</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                ),
            )
            body.insert(0, paragraph("Notatka dla kolegi"))

        reading = read_edited(change)
        assert "LCKM-W007" in own(reading)
        found = next(one for one in reading.findings if "Notatka" in one.message)
        assert reading.place(found).paragraph == 1

    def test_what_is_kept_of_such_text_says_where_it_stands_and_none_of_it(self):
        """What is kept stays for good; what a clerk left in a file may be about anybody."""

        def change(body):
            body[0:0] = [paragraph("Dzwoniła Anna Przykładowa"), paragraph("z ulicy Próżnej")]

        reading = read_edited(change)
        assert [one.code for one in reading.own] == ["LCKM-W007"] * 2
        assert [one.place.pl for one in reading.own] == ["akapit 1", "akapit 2"]
        assert [reading.place(one).paragraph for one in reading.own] == [1, 2]
        for said in ("Anna", "Próżnej"):
            assert said in repr(reading.findings)
            assert said not in repr(reading.own)

    def test_two_such_texts_at_one_place_are_kept_as_one(self):
        def change(body):
            row = next(row for row in body.iter(f"{W}tr") if controls(row, "steps.name"))
            row.append(
                make(
                    "<w:tc><w:p><w:r><w:t>ab</w:t></w:r></w:p><w:p><w:r><w:t>cd</w:t></w:r></w:p>"
                    "</w:tc>"
                )
            )

        reading = read_edited(change)
        assert own(reading) == ["LCKM-W007"] * 2
        assert [one.code for one in reading.own] == ["LCKM-W007"]

    def test_a_field_at_two_places_is_read_once_and_told(self):
        def change(body):
            body.insert(
                after(body, "in_edms"),
                make(
                    "<w:p><w:sdt><w:sdtPr><w:tag "
                    'w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:t>Inna '
                    "nazwa</w:t></w:r></w:sdtContent></w:sdt></w:p>"
                ),
            )

        reading = read_edited(change)
        assert reading.data == DATA
        assert own(reading) == ["LCKM-W008"]
        assert reading.place(
            next(one for one in reading.findings if one.code == "LCKM-W008")
        ).section

    def test_the_same_text_at_two_places_is_no_fault(self):
        title = DATA["title"]

        def change(body):
            control = (
                f'<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:t>{title}'
                "</w:t></w:r></w:sdtContent></w:sdt>"
            )
            body.insert(after(body, "in_edms"), make(f"<w:p>{control}</w:p>"))

        reading = read_edited(change)
        assert reading.data == DATA
        assert own(reading) == []

    @pytest.mark.parametrize(
        ("typed", "value"),
        [
            ("14", 14),
            (" 14. ", 14),
            ("1\u00a0000", 1000),
            ("\u202f14\u2009", 14),
            ("1 000", "1 000"),
            ("14 dni", "14 dni"),
            ("1" * 10, "1" * 10),
        ],
    )
    def test_a_number_may_have_blanks_of_word_in_it(self, typed, value):
        node = next(one for one in all_nodes(Procedure) if one.field.shape.form == "integer")
        assert parse_value(node, typed) == value

    def test_a_list_in_another_row_begins_with_one(self):
        """Word counts on through the whole document."""
        lists, text, other = FieldLists(), ("steps", "comment"), ("appeal",)
        assert [lists.mark(text, f"{at}. ") for at in (4, 5, 6)] == ["1. ", "2. ", "3. "]
        assert lists.mark(other, "7. ") == "1. "
        lists.begin(("steps",))
        assert [lists.mark(text, f"{at}. ") for at in (7, 8)] == ["1. ", "2. "]
        assert lists.mark(other, "9. ") == "3. "
        assert lists.mark(text, "  - ") == "  - "

    def test_a_numbered_heading_is_no_item_of_a_list(self):
        numbering = make(
            '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt '
            'w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
            'w:val="0"/></w:num></w:numbering>'
        )
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        styles = make(
            f'<w:styles><w:style w:styleId="Head"><w:pPr>{number}<w:outlineLvl w:val="0"/></w:pPr>'
            f'</w:style><w:style w:styleId="Item"><w:pPr>{number}</w:pPr></w:style></w:styles>'
        )
        lists = Numbering.of(numbering, styles, "accept")
        marks = [
            lists.mark(make(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'))
            for style in ("Head", "Item", "Head", "Item")
        ]
        assert marks == ["", "1. ", "", "2. "]

    def test_what_is_wrong_stays_in_the_data(self):
        def change(body):
            type_into(controls(body, "id")[0], "1478")
            type_into(controls(body, "deadline.terms.unit")[0], "fortnight")

        data = read_template(change).data
        assert data == {"id": "1478", "deadline": {"terms": [{"unit": "fortnight"}]}}


@pytest.mark.parametrize("where", ["below", "within"])
def test_a_text_with_the_word_that_denies_it_is_a_finding(where):
    """Interpretation I9. It is kept as typed, so that whoever mends it sees both."""

    def change(body):
        (control,) = controls(body, "appeal")
        if where == "below":
            body.insert(after(body, "appeal"), paragraph("Odwołanie nie przysługuje."))
        else:
            type_into(control, "brak. Odwołanie nie przysługuje.")

    reading = read_edited(change, sample("KA-01238"))
    (finding,) = reading.findings.errors
    assert (finding.code, finding.path) == ("LCKM-P026", "/appeal")
    assert "Odwołanie nie przysługuje." in reading.data["appeal"]
    assert "„Tryb odwoławczy”" in reading.place(finding).message.pl


class TestParagraphs:
    """What is typed as a paragraph is one for residents, too, as on the annex's own form."""

    def typed(self, *lines):
        def change(body):
            (control,) = controls(body, "how_to")
            content = control.find(f"{W}sdtContent")
            style = '<w:pPr><w:pStyle w:val="LckmValue"/></w:pPr>'
            runs = [f"<w:r><w:t>{line}</w:t></w:r>" if line else "" for line in lines]
            content[:] = [make(f"<w:p>{style}{run}</w:p>") for run in runs]

        return read_word(edited(WRITTEN, change)).data["how_to"]

    def test_paragraphs_stay_paragraphs(self):
        assert self.typed("Raz.", "Dwa.", "Trzy.") == "Raz.\n\nDwa.\n\nTrzy."

    def test_an_empty_paragraph_between_two_is_no_further_one(self):
        assert self.typed("Raz.", "", "Dwa.") == "Raz.\n\nDwa."

    def test_items_stay_together_and_end_before_a_plain_line(self):
        lines = ("Załącz:", "- plan", "- zgodę", "Następnie zapłać.", "1. Raz", "2. Dwa")
        text = "Załącz:\n- plan\n- zgodę\n\nNastępnie zapłać.\n1. Raz\n2. Dwa"
        assert self.typed(*lines) == text

    def test_lines_that_the_form_was_written_with_stay_lines(self):
        text = "Raz.\nDwa.\n- trzy\nczyli cztery\n\nPięć."
        source = write(attrs.evolve(PROCEDURE, how_to=text))
        assert read_word(source).procedure().how_to == text

    @pytest.mark.parametrize(
        "text", ["Raz.\nDwa.\nTrzy.", "Raz.\nDwa.\n- trzy\nczyli cztery\n\nPięć."]
    )
    def test_lines_of_a_form_of_the_version_before_stay_lines(self, text):
        """Its further lines have the style of the first; they became paragraphs."""
        former = as_written_before(write(attrs.evolve(PROCEDURE, how_to=text)))
        assert read_word(former).procedure().how_to == text

    def test_what_was_pasted_into_a_form_of_the_version_before_is_a_paragraph(self):
        def change(body):
            body.insert(after(body, "how_to"), paragraph("Drugi akapit."))

        former = as_written_before(WRITTEN)
        text = read_word(edited(former, change)).data["how_to"]
        assert text == f"{PROCEDURE.how_to}\n\nDrugi akapit."


def as_written_before(source):
    """Return the form without the styles of further lines, as the version before wrote it."""
    made = documents.parts(source)
    styles = made["word/styles.xml"].decode()
    styles, count = re.subn('<w:style [^>]*NextLine".*?</w:style>', "", styles)
    assert count == 2
    assert "NextLine" not in styles
    document = made[documents.DOCUMENT].replace(b'NextLine"', b'"')
    return documents.packed(
        {**made, "word/styles.xml": styles.encode(), documents.DOCUMENT: document}
    )
