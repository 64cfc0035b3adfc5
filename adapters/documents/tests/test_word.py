"""Finer points of DOCX and RTF: what clerks do, and what programs write ([ECMA-376-1]; RTF
1.9.1).
"""

import io
import struct
import zipfile
from itertools import product
from xml.sax.saxutils import quoteattr

import pytest
from made_files import FILES

from lckm_documents.inspection import examine_file
from lckm_documents.result import Notes
from lckm_documents.word.accessibility import Picture, Table, _judge_pictures, _judge_tables
from lckm_documents.word.doc_text import _properties
from lckm_documents.word.docx_styles import read_styles
from lckm_documents.word.rtf import Reader
from lckm_documents.word.rtf_tokens import tokens
from lckm_documents.xml import read_xml

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'
BASE = (FILES / "dobry.docx").read_bytes()
RTF = (FILES / "dobry.rtf").read_text("ascii")


def changed(old, new, part="word/document.xml"):
    """What is found in the good form after a change of one part's words."""
    return listed(examine_file("a.docx", with_part(part, old, new), "form"))


def with_part(part, old, new):
    """The good form after a change of one part's words."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BASE)) as parts, zipfile.ZipFile(written, "w") as made:
        for name in parts.namelist():
            data = parts.read(name)
            if name == part:
                assert old in data.decode()
                data = data.decode().replace(old, new).encode()
            made.writestr(name, data)
    return written.getvalue()


def added(paragraph):
    """What is found when *paragraph* stands before the end."""
    return changed("<w:sectPr", f"{paragraph}<w:sectPr")


def linked(target, blank=""):
    """What is found when the text has a link to *target*."""
    kind = blank + "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    type_and_mode = f'Type="{kind}{blank}" TargetMode="External{blank}"'
    link = f'<Relationship Id="rIdX" {type_and_mode} Target="{target}"/>'
    end = "</Relationships>"
    return changed(end, link + end, part="word/_rels/document.xml.rels")


def rtf(old, new):
    """What is found in the good RTF after a change."""
    assert old in RTF
    return listed(examine_file("a.rtf", RTF.replace(old, new).encode("ascii"), "form"))


def listed(file):
    return [f"{one.code.removeprefix('LCKM-')} {one.path}".strip() for one in file.findings]


def cells(count):
    return "<w:tr>" + "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * count + "</w:tr>"


# Groups of an RTF whose words are none of the document.
NOT_TEXT = [
    *("fonttbl", "colortbl", "stylesheet", "info", "listtable", "listoverridetable", "datafield"),
    *("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
    *("themedata", "nonshppict", "generator", "rsidtbl", "xmlnstbl", "latentstyles"),
    *("pgptbl", "userprops", r"*\unheard"),
]
# Pieces of an RTF, and what is read of them.
TEXTS = [
    (r"\u322?x", "łx"),
    (r"\u322 ?x", "łx"),
    (r"\uc0\u322 x", "łx"),
    (r"\uc2\u322 abx", "łx"),
    (r"{\uc2 {\u322 abx}}", "łx"),
    (r"{\uc2 }\u322 ax", "łx"),
    (r"\u322\'3fx", "łx"),
    (r"\uc2\u322\'b3\'3fx", "łx"),
    (r"\uc99\u322 0123456789x", "łx"),
    (r"\uc-1\u322 x", "łx"),
    (r"\u-3913 ?x", "\uf0b7x"),
    (r"\bin3 {a}x", "x"),
    (r"\bin-5 x", "x"),
    (r"\bin x", "x"),
    (r"\'b3x\~y\-z\_\{\}", "łx yz-{}"),
]


# What a field's instruction does, and the finding of it.
INSTRUCTIONS = [
    ("DDE Excel a", "F116"),
    (" ddeauto cmd", "F116"),
    ('INCLUDEPICTURE "https://example.com/x.png"', "F117"),
    ('includetext "a.docx"', "F117"),
    ("INCLUDE a.doc", "F117"),
    ("IMPORT a.png", "F117"),
    ("LINK Excel.Sheet a", "F117"),
    ("DATABASE a", "F117"),
    ('HYPERLINK "file:///s/a.doc"', "F117"),
    (r'HYPERLINK "\\\\server\\share"', "F117"),
    (r"hyperlink \\\\server\\share", "F117"),
    ('HYPERLINK "https://example.com/file:x"', ""),
    (r'HYPERLINK \l "file:x"', ""),
    ("IF 1 = 1", ""),
    ("FORMTEXT", ""),
    ("LINKS a", ""),
    ("", ""),
]


@pytest.mark.parametrize(("instruction", "code"), INSTRUCTIONS)
def test_what_a_field_runs_or_fetches_is_told_in_each_format(instruction, code):
    """Whole, in pieces as Word itself cuts it, and within another field."""
    half = len(instruction) // 2
    codes = [code] if code else []
    for pieces in ([instruction], [instruction[:half], instruction[half:]]):
        texts = "".join(
            f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
            for piece in pieces
        )
        begin, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")
        )
        outer = f'<w:r><w:instrText xml:space="preserve">IF </w:instrText></w:r>{begin}{texts}{end}'
        simple = f"<w:fldSimple w:instr={quoteattr(instruction)}/>"
        for field in (texts, outer, simple):
            found = added(f"<w:p>{begin}{field}{end}</w:p>")
            assert [one.partition(" ")[0] for one in found] == codes
        escaped = [piece.replace("\\", "\\\\") for piece in pieces]
        runs = "".join(f"{{{piece}}}" for piece in escaped)
        assert rtf(r"{\nonshppict", rf"{{\field{{\*\fldinst {runs}}}}}{{\nonshppict") == codes


class TestDocx:
    @pytest.mark.parametrize("tag", ["ins", "del", "moveFrom", "moveTo", "commentReference"])
    def test_each_sign_of_work_that_is_not_finished_is_told(self, tag):
        inner = "" if tag == "commentReference" else "<w:r><w:t>x</w:t></w:r>"
        marked = f'<w:{tag} w:id="1">{inner}</w:{tag}>'
        run = f"<w:r>{marked}</w:r>" if not inner else marked
        assert added(f"<w:p>{run}</w:p>") == ["F123"]

    @pytest.mark.parametrize(
        ("texts", "codes"),
        [
            ("", ["F113"]),
            ('<w:helpText w:val="Imię"/>', []),
            ('<w:statusText w:val="Imię"/>', []),
            ('<w:helpText w:val=" "/><w:statusText w:val="Imię"/>', []),
            ('<w:helpText w:val=" "/><w:statusText w:val=""/>', ["F113"]),
        ],
    )
    def test_an_old_field_has_its_description_in_either_text(self, texts, codes):
        field = f'<w:fldChar w:fldCharType="begin"><w:ffData>{texts}</w:ffData></w:fldChar>'
        found = added(f"<w:p><w:r>{field}</w:r></w:p>")
        assert [one.partition(" ")[0] for one in found] == codes

    @pytest.mark.parametrize(("place", "value"), [(6, 99), (9, 8)], ids=["version", "name"])
    def test_one_that_cannot_be_unpacked_is_said_not_to_have_been_looked_into(self, place, value):
        data = bytearray(BASE)
        entry = data.rindex(b"PK\1\2")
        data[entry + place] |= value
        data[entry + 46] |= 0x80  # in UTF-8 no name begins so
        assert listed(examine_file("a.docx", bytes(data), "form")) == ["F119"]

    @pytest.mark.parametrize(
        ("target", "codes"),
        [
            *((f"{start}C:/Dokumenty/a.docx", ["F117"]) for start in ("file:///", "FILE:///")),
            (r"\\dysk\wspolne\a.docx", ["F117"]),
            *((address, []) for address in ("https://uml.lodz.pl/file:", "mailto:a@example.org")),
        ],
    )
    def test_a_link_leads_to_nobodys_disk(self, target, codes):
        assert linked(target) == codes
        assert linked(target, " ") == codes

    def test_a_document_that_is_put_in_whole_is_embedded_wherever_it_lies(self):
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
        end = "</Relationships>"
        chunk = f'<Relationship Id="rIdX" Type="{kind}" Target="afchunk.html"/>'
        assert changed(end, chunk + end, part="word/_rels/document.xml.rels") == ["F118"]

    @pytest.mark.parametrize(
        ("rows", "columns", "codes"), [(1, 3, []), (3, 1, []), (2, 2, ["F109 /tables/1"])]
    )
    def test_a_frame_of_one_row_or_column_has_nothing_to_head(self, rows, columns, codes):
        assert added(f"<w:tbl>{cells(columns) * rows}</w:tbl>") == codes

    @pytest.mark.parametrize("title", ["wniosek, zał. 1.docx", "WNIOSEK, ZAŁ. 1.DOCX"])
    def test_the_name_of_the_file_is_no_title_in_whatever_letters(self, title):
        data = with_part("docProps/core.xml", "Wniosek o rezerwację placu zabaw", title)
        assert listed(examine_file("Wniosek, zał. 1.docx", data, "form")) == ["F101"]

    def test_rows_in_a_control_are_rows(self):
        assert added(
            f"<w:tbl>{cells(2)}<w:sdt><w:sdtContent>{cells(2)}</w:sdtContent></w:sdt></w:tbl>"
        ) == ["F109 /tables/1"]

    def test_a_table_within_a_table_is_judged_by_itself(self):
        inner = f"<w:tbl>{cells(2) * 2}</w:tbl>"
        assert added(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>") == [
            "F109 /tables/2"
        ]

    @pytest.mark.parametrize(
        ("value", "codes"),
        [("1", []), ("true", []), ("0", ["F109 /tables/0"]), ("off", ["F109 /tables/0"])],
    )
    def test_a_mark_may_say_no(self, value, codes):
        assert changed("<w:tblHeader/>", f'<w:tblHeader w:val="{value}"/>') == codes

    def test_a_heading_may_be_set_in_the_paragraph_itself(self):
        level = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr>'
        assert added(f"<w:p>{level.format(2)}<w:r><w:t>x</w:t></w:r></w:p>") == []
        assert added(f"<w:p>{level.format(5)}<w:r><w:t>x</w:t></w:r></w:p>") == [
            "F111 /paragraphs/12"
        ]
        assert added(f"<w:p>{level.format(9)}<w:r><w:t>x</w:t></w:r></w:p>") == []  # body text

    @pytest.mark.parametrize(
        ("levels", "skipping"),
        [
            ((4,), []),
            ((1, 2, 3, 4), []),
            ((5,), [12]),
            ((1, 3), [13]),  # levels 2 and 3 stood before, in another part
            ((2, 4), [13]),
            ((4, 1, 4), [14]),
            ((1, 3, 1, 2, 4, 1, 3), [13, 16, 18]),
        ],
    )
    def test_a_level_is_skipped_from_the_heading_right_before(self, levels, skipping):
        """The good form ends with a heading of level 3."""
        heading = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        found = added("".join(heading.format(level - 1) for level in levels))
        assert found == [f"F111 /paragraphs/{number}" for number in skipping]

    def test_an_empty_heading_is_none(self):
        assert added('<w:p><w:pPr><w:outlineLvl w:val="7"/></w:pPr></w:p>') == []

    def test_deleted_text_is_not_read(self):
        heading = (
            "<w:p><w:pPr><w:outlineLvl "
            'w:val="7"/></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
        )
        assert added(heading) == ["F123"]  # and no heading

    def test_a_style_is_a_heading_by_what_it_is_based_on(self):
        own = (
            '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:basedOn '
            'w:val="{}"/>{}</w:style>'
        )
        listed = (
            own.format("H", "heading 6", "N", "")
            + own.format("A", "Mój", "H", "")
            + own.format("B", "Mój", "H", BODY)
        )
        styles = read_styles(read_xml(f'<w:styles xmlns:w="{MAIN}">{listed}</w:styles>'.encode()))
        assert [styles.level(name) for name in ("H", "A", "B", "N", "")] == [6, 6, 0, None, None]

    def test_a_style_of_a_level_that_there_is_not_is_no_heading(self):
        style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/></w:style>'
        named = ("heading 0", "heading 1", "heading x", "Heading 9", "my heading 2")
        listed = "".join(map(style.format, named))
        styles = read_styles(read_xml(f'<w:styles xmlns:w="{MAIN}">{listed}</w:styles>'.encode()))
        assert [styles.level(name) for name in named] == [None, 1, None, 9, None]

    def test_a_paragraph_of_a_heading_style_is_one(self):
        paragraph = '<w:p><w:pPr><w:pStyle w:val="Heading6"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        assert added(paragraph) == ["F111 /paragraphs/12"]

    def test_styles_based_on_each_other_end(self):
        style = (
            '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
        )
        assert changed("</w:styles>", style, "word/styles.xml") == []

    @pytest.mark.parametrize(
        ("alt", "codes"), [('alt="Herb Łodzi"', []), ("", ["F108 /pictures/1"])]
    )
    def test_an_old_picture_has_its_alternative_in_alt(self, alt, codes):
        shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" {alt}><v:imagedata/></v:shape>'
        assert added(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>") == codes

    def test_a_copy_for_old_programs_is_no_second_picture(self):
        compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape>'
        assert (
            added(
                "<w:p><w:r><mc:AlternateContent "
                f"{compatible}><mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback>"
                f"</mc:AlternateContent></w:r></w:p>"
            )
            == []
        )

    def test_a_passage_in_another_language_is_that(self):
        passage = '<w:p><w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>{}</w:t></w:r></w:p>'
        assert added(passage.format("A word of welcome")) == []
        assert added(passage.format("Zażółć gęślą jaźń")) == ["F103"]

    def test_a_language_is_polish_however_its_tag_is_written(self):
        passage = '<w:p><w:r><w:rPr><w:lang w:val="{}"/></w:rPr><w:t>Zażółć gęślą jaźń</w:t>'
        for tag in ("PL-PL", "pl", "Pl-pl"):
            assert added(f"{passage.format(tag)}</w:r></w:p>") == [], tag

    def test_a_strict_document_is_read_alike(self):
        strict = '<w:x xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" w:a="1"/>'
        main = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        root = read_xml(strict.encode())
        assert (root.tag, root.attrib) == (f"{main}x", {f"{main}a": "1"})


class TestRtf:
    def test_an_old_letter_for_programs_without_unicode_is_left_out(self):
        assert rtf(r"\pard\s3 Dane kontaktowe", r"\pard\s3 {\uc2 Dane \u322 l?kontaktowe}") == []

    def test_a_letter_for_old_programs_that_is_not_there_takes_none_of_what_comes_after(self):
        read = [word for kind, word, _ in tokens(rb"{a\u322 }b{c\u322 {d}}") if kind == "text"]
        assert read == ["a", "ł", "b", "c", "ł", "d"]

    def test_binary_data_is_passed_over(self):
        assert rtf(r"{\nonshppict", r"{\*\blob \bin6 {{{{{{}{\nonshppict") == []

    def test_headings_by_the_name_of_their_style(self):
        assert (
            rtf(
                r"{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading 2;}",
                r"{\s1 heading 1;}{\s2 Heading 2;}",
            )
            == []
        )

    def test_a_level_in_the_paragraph_comes_before_its_style(self):
        assert rtf(r"\pard\s3 Dane", r"\pard\s3\outlinelevel8 Dane") == ["F111 /paragraphs/3"]

    def test_a_picture_may_have_its_description_in_the_shape_around_it(self):
        shape = (
            r"{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv Herb}}{\sp{\sn pib}{\sv {\pict\pngblip "
            r"00}}}}}"
        )
        assert rtf(r"{\nonshppict", shape + r"{\nonshppict") == []
        assert rtf(
            r"{\nonshppict", shape.replace("wzDescription", "wzOther") + r"{\nonshppict"
        ) == ["F108 /pictures/1"]

    def test_a_text_that_comes_in_pieces_is_judged_whole(self):
        """A letter may be written as a code, which parts the text."""
        title = r"Upowa\u380?nienie do odbioru kluczy}}"
        assert rtf(title, r"podanie\'2edocx}}") == rtf(title, "podanie.docx}}") == ["F101"]
        picture = r"Zielony tr\'f3jk\u261?t: znak placu"
        assert rtf(picture, r"obraz\'2epng") == rtf(picture, "obraz.png") == ["F108 /pictures/0"]

    def test_a_passage_without_a_language_takes_none_from_the_document(self):
        assert rtf(r"{\nonshppict", r"{\lang1024 42 638 44 44}{\nonshppict") == []

    @pytest.mark.parametrize("word", NOT_TEXT)
    def test_what_is_no_text_of_the_document_is_not_read_as_one(self, word):
        group = rf"{{\{word}\lang1033 Za\'bf\'f3\'b3\'e6 g\'ea\'9cl\'b9}}"
        assert rtf(r"{\nonshppict", group + r"{\nonshppict") == []

    def test_a_mark_of_bytes_before_it_makes_it_no_other_file(self):
        marked = examine_file("a.rtf", b"\xef\xbb\xbf" + RTF.encode("ascii"), "form")
        assert (marked.format, listed(marked)) == ("RTF", [])

    def test_plain_ends_a_language(self):
        passage = r"{\lang1033 \plain Zażółć gęślą jaźń\par}".encode("cp1250").decode("latin-1")
        escaped = "".join(sign if sign.isascii() else rf"\'{ord(sign):02x}" for sign in passage)
        assert rtf(r"{\nonshppict", escaped + r"{\nonshppict") == []

    def test_a_table_of_one_row_is_a_table(self):
        row = r"\trowd\cellx1\cellx2\pard\intbl a\cell b\cell\row\pard x\par "
        reader = Reader()
        reader.read((r"{\rtf1 " + row + row + "}").encode())
        tables = reader.content().tables
        assert [(table.rows, table.columns) for table in tables] == [(1, 2), (1, 2)]

    @pytest.mark.parametrize(("data", "text"), TEXTS)
    def test_what_stands_in_for_a_letter_and_what_is_no_text_is_passed_over(self, data, text):
        found = [
            bytes([number]).decode("cp1250") if kind == "byte" else word
            for kind, word, number in tokens(data.encode("cp1250"))
            if kind in ("text", "byte")
        ]
        assert "".join(found) == text

    @pytest.mark.parametrize(
        "comment",
        [
            r"{\*\atnid JP}{\*\atnauthor Jan}\chatn{\*\annotation uwaga}",
            r"{\*\atrfstart 0}x{\*\atrfend 0}\chatn{\*\annotation{\*\atnref 0}uwaga}",
            r"{\*\atnid }",
        ],
    )
    def test_a_comment_is_told_as_programs_write_it(self, comment):
        assert rtf(r"{\nonshppict", comment + r"{\nonshppict") == ["F123"]

    @pytest.mark.parametrize("word", ["revised", "deleted", "atnid"])
    def test_each_sign_of_work_that_is_not_finished_is_told(self, word):
        """Added or deleted words, and a comment; a number of 0 ends such words."""
        assert rtf(r"{\nonshppict", rf"{{\{word} x}}{{\nonshppict") == ["F123"]
        assert rtf(r"{\nonshppict", rf"{{\{word}1 x}}{{\nonshppict") == ["F123"]
        assert rtf(r"{\nonshppict", rf"{{\{word}0 x}}{{\nonshppict") == []

    @pytest.mark.parametrize("count", range(3))
    @pytest.mark.parametrize("template", [False, True])
    @pytest.mark.parametrize("program", [False, True])
    def test_each_thing_fetched_from_elsewhere_is_told_beside_the_others(
        self, count, template, program
    ):
        words = ("INCLUDETEXT", "INCLUDEPICTURE")[:count]
        fields = [f'{word} "https://example.com/a"' for word in words]
        fields += ['DDE a "b"'] * program
        more = "".join(rf"{{\field{{\*\fldinst {one}}}}}" for one in fields)
        more += r"{\*\template https://example.com/x.dotm}" * template
        codes = ["F116"] * program + ["F117"] * (count + template)
        assert sorted(rtf(r"{\nonshppict", more + r"{\nonshppict")) == codes

    def test_two_tables_are_two(self):
        table = (
            r"\trowd\cellx1\cellx2\pard\intbl a\cell b\cell\row\trowd\cellx1\cellx2\pard\intbl "
            r"a\cell b\cell\row\pard x\par "
        )
        assert rtf(r"\pard\s0 {\*\shppict", r"\pard x\par " + table + r"\pard\s0 {\*\shppict") == [
            "F109 /tables/1"
        ]

    def test_a_language_that_says_none_is_none(self):
        assert rtf(r"\deflang1045", r"\deflang1024") == ["F103"]

    def test_the_language_of_a_passage_counts(self):
        assert rtf(r"\deflang1045", r"\deflang1033\lang1045") == []


class TestDoc:
    def test_the_mark_of_a_heading_row_is_found_behind_twelve_columns(self):
        """The columns of a table take one byte for their size up to eleven of them."""
        columns = bytes(1 + 2 * 13 + 20 * 12)
        body = (
            struct.pack("<HH", 0xD608, len(columns) + 1) + columns + struct.pack("<HB", 0x3404, 1)
        )
        assert _properties(body, b"") == {0x3404: 1}


@pytest.mark.parametrize("faulty", list(product((False, True), repeat=3)))
def test_each_table_and_picture_is_named_by_its_place_among_all(faulty):
    """The clerk counts those in the document, and not those that are bad."""
    notes = Notes()
    _judge_tables([Table(2, 2, not is_bad, "x") for is_bad in faulty], notes)
    _judge_pictures([Picture("" if is_bad else "Plac", 0) for is_bad in faulty], notes)
    bad = [at for at, is_bad in enumerate(faulty) if is_bad]
    assert [finding.path for finding in notes.findings] == [
        f"/{kind}/{at}" for kind in ("tables", "pictures") for at in bad
    ]
    assert [finding.message.split(" (")[0] for finding in notes.findings] == [
        f"{word} {at + 1}" for word in ("Tabela", "Obraz") for at in bad
    ]
