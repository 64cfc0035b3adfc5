"""Files to download: type by content, state, names, and whose file is whose.

Real ones are in tests/files.
"""

import gzip
import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import attrs
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings, strategies as st

from lckm_core.findings import Severity, kinds
from lckm_core.procedures import check_attachments, check_file, from_data, named_files
from lckm_core.procedures._documents.file_check import MAX_FILE_BYTES
from lckm_core.procedures._documents.file_types.detect import sniff
from lckm_core.procedures._documents.file_types.model import FileType
from lckm_core.procedures.parts import OtherDocument, RequiredDocument, RequiredDocuments
from tests.helpers.processor_time import takes_less_than
from tests.helpers.tiers import examples

FILES = Path(__file__).parents[2] / "files"
REAL = FILES / "attachments"
REJECTED = FILES / "rejected"
PROCEDURE = from_data(
    yaml.safe_load((REJECTED / "LCKM-F012" / "procedure.yaml").read_text("utf-8"))
)
SCANNED = {"LCKM-F015", "LCKM-F016"}
"""What scanners find, and not the file's own bytes: tests/test_rejected.py shows them to one."""
CODES = [
    sort.code for sort in kinds() if sort.code.startswith("LCKM-F0") and sort.code not in SCANNED
]


def real(name):
    return (REAL / name).read_bytes()


def codes(name, data, purpose, **more):
    return [finding.code for finding in check_file(name, data, purpose, **more)]


def procedure(to_submit=(), to_present=(), other=()):
    return attrs.evolve(
        PROCEDURE,
        required_documents=RequiredDocuments(tuple(to_submit), tuple(to_present)),
        other_documents=tuple(other),
    )


class TestTypeByContent:
    @pytest.mark.parametrize(
        ("name", "file_type"),
        [
            ("informacja.pdf", FileType.PDF),
            ("informacja-strumienie.pdf", FileType.PDF),
            ("zlinearyzowany.pdf", FileType.PDF),
            ("wniosek.doc", FileType.DOC),
            ("wniosek.docx", FileType.DOCX),
            ("wniosek.rtf", FileType.RTF),
            ("wniosek-z-edytora.rtf", FileType.RTF),
            ("wniosek.odt", FileType.ODT),
            ("makra.docm", FileType.DOCM),
            ("zaszyfrowany.docx", FileType.OFFICE),
            ("tabela.xlsx", FileType.XLSX),
            ("tabela.xls", FileType.XLS),
            ("skan.jpg", FileType.JPEG),
            ("skan.png", FileType.PNG),
            ("strona.html", FileType.HTML),
            ("przekierowanie.html", FileType.LINK),
            ("skrot.url", FileType.LINK),
            ("skrot.webloc", FileType.LINK),
        ],
    )
    def test_real_files(self, name, file_type):
        assert sniff(real(name)).type is file_type

    @pytest.mark.parametrize(
        ("data", "file_type"),
        [
            (b"MZ\x90\x00\x03", FileType.PROGRAM),
            (b"MZK to dawna nazwa MPK", FileType.TEXT),
            (b"#!/bin/sh\nls\n", FileType.PROGRAM),
            (b"7z\xbc\xaf\x27\x1c\x00\x04", FileType.ARCHIVE),
            (b"GIF89a", FileType.PICTURE),
            (b"RIFF\x10\x00\x00\x00WEBPVP8 ", FileType.PICTURE),
            (b"L\x00\x00\x00\x01\x14\x02\x00" + b"\0" * 60, FileType.LINK),
            (b"bplist00\xd1\x01\x02SURL_\x10", FileType.LINK),
            (b"[Desktop Entry]\nName=BIP\nType=Link\nURL=https://a.pl\n", FileType.LINK),
            ("[InternetShortcut]\r\nURL=https://a.pl".encode("utf-16"), FileType.LINK),
            (b"  https://bip.uml.lodz.pl/wniosek.pdf \n", FileType.LINK),
            (b"<script>location.href = 'https://a.pl'</script>", FileType.LINK),
            (b"\xef\xbb\xbf<!-- a --><html lang='pl'>", FileType.HTML),
            (b"MIME-Version: 1.0\r\n", FileType.HTML),
            ("Zażółć gęślą jaźń https://a.pl".encode(), FileType.TEXT),
            (b"\x00\x01\x02\x03", FileType.UNKNOWN),
        ],
    )
    def test_beginnings(self, data, file_type):
        assert sniff(data).type is file_type

    def test_a_pdf_may_have_bytes_before_its_header(self):
        assert (
            codes(
                "a.pdf",
                b"Content-Type: application/pdf\r\n\r\n" + real("informacja.pdf"),
                "document",
            )
            == []
        )

    def test_the_main_part_may_have_another_name(self):
        data = rezip(
            real("wniosek.docx"),
            lambda name, part: (
                name.replace("word/document.xml", "word/document2.xml"),
                part.replace(b"/word/document.xml", b"/word/document2.xml"),
            ),
        )
        assert codes("wniosek.docx", data, "form") == []

    def test_a_template_is_no_document(self):
        data = rezip(
            real("wniosek.docx"),
            lambda name, part: (
                name,
                part.replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main"),
            ),
        )
        assert sniff(data).type is FileType.WORD_TEMPLATE

    def test_a_word_document_within_a_sheet_does_not_make_it_one(self):
        assert sniff(real("tabela.xls") + "WordDocument".encode("utf-16-le")).type is FileType.XLS


class TestPurpose:
    @pytest.mark.parametrize(
        "name", ["informacja.pdf", "informacja-strumienie.pdf", "zlinearyzowany.pdf"]
    )
    def test_a_document_is_pdf(self, name):
        assert codes(name, real(name), "document") == []
        assert codes(name, real(name), "form") == ["LCKM-F002"]

    @pytest.mark.parametrize(
        "name", ["wniosek.doc", "wniosek.docx", "wniosek.rtf", "wniosek-z-edytora.rtf"]
    )
    def test_a_form_is_doc_docx_or_rtf(self, name):
        assert codes(name, real(name), "form") == []
        assert codes(name, real(name), "document") == ["LCKM-F001"]

    @pytest.mark.parametrize(
        "name", ["wniosek.odt", "tabela.xlsx", "tabela.xls", "skan.jpg", "skan.png", "strona.html"]
    )
    def test_other_types_are_neither(self, name):
        assert codes(name, real(name), "document") == ["LCKM-F001"]
        assert codes(name, real(name), "form") == ["LCKM-F002"]

    @pytest.mark.parametrize("name", ["przekierowanie.html", "skrot.url", "skrot.webloc"])
    def test_a_link_is_no_file(self, name):
        assert codes("wniosek.pdf", real(name), "document") == ["LCKM-F010"]
        assert codes("wniosek.docx", real(name), "form") == ["LCKM-F010"]


class TestNameAndContent:
    @pytest.mark.parametrize(
        ("name", "content", "purpose"),
        [
            ("informacja.docx", "informacja.pdf", "document"),
            ("wniosek.doc", "wniosek.docx", "form"),
            ("wniosek.docx", "wniosek.doc", "form"),
            ("wniosek.doc", "wniosek.rtf", "form"),
            ("wniosek.dat", "wniosek.docx", "form"),
        ],
    )
    def test_the_extension_must_agree(self, name, content, purpose):
        assert codes(name, real(content), purpose) == ["LCKM-F003"]

    def test_a_renamed_file_of_a_wrong_type_has_both_findings(self):
        assert codes("wniosek.docx", real("informacja.pdf"), "form") == ["LCKM-F002", "LCKM-F003"]
        assert codes("informacja.pdf", real("skan.jpg"), "document") == ["LCKM-F001", "LCKM-F003"]

    def test_case_of_the_extension_does_not_matter(self):
        assert codes("Informacja.PDF", real("informacja.pdf"), "document") == []

    @pytest.mark.parametrize("name", ["dane.txt", "dane.log"])
    def test_plain_text_may_have_any_extension_that_promises_nothing(self, name):
        assert codes(name, b"tekst", "document") == ["LCKM-F001"]

    @pytest.mark.parametrize(
        "name",
        [
            *("../wniosek.pdf", "a/b.pdf", "a\\b.pdf", "C:wniosek.pdf", "..", "."),
            *(
                "wniosek\u202efdp.pdf",
                "wniosek\u200b.pdf",
                "wnio\nsek.pdf",
                "wniosek.pdf\n",
                "a\x00.pdf",
                "\ud800.pdf",
            ),
            *(
                "con.pdf",
                "LPT1.tar.pdf",
                ".pdf",
                "~wniosek.pdf",
                " a.pdf",
                "a .pdf",
                "a..pdf",
                "",
                "wniosek",
            ),
            *("a" * 155 + ".pdf", "ą" * 140 + ".pdf"),
        ],
    )
    def test_bad_names(self, name):
        found = [
            finding
            for finding in check_file(name, real("informacja.pdf"), "document")
            if finding.code == "LCKM-F011"
        ]
        assert len(found) == 1
        assert found[0].message.isprintable()

    @pytest.mark.parametrize(
        "name", ["a.pdf", "Wniosek o kartę (2023).pdf", "con-wniosek.pdf", "a" * 152 + ".pdf"]
    )
    def test_good_names(self, name):
        assert codes(name, real("informacja.pdf"), "document") == []


class TestSize:
    @pytest.mark.parametrize("data", [b"", b"\0" * 4096, b" \r\n"])
    def test_empty(self, data):
        assert codes("a.pdf", data, "document") == ["LCKM-F004"]

    def test_the_limit_is_inclusive(self):
        data = real("informacja.pdf")
        assert codes("a.pdf", data, "document", max_bytes=len(data)) == []
        assert codes("a.pdf", data, "document", max_bytes=len(data) - 1) == ["LCKM-F005"]

    def test_the_message_names_the_limit(self):
        (finding,) = check_file("a.pdf", b"x" * (MAX_FILE_BYTES + 1), "document")
        assert "20,1 MB" in finding.message
        assert "20 MB" in finding.message
        assert "20.1 MB" in finding.message_en
        (finding,) = check_file("a.pdf", b"xy", "document", max_bytes=1)
        assert "2 B" in finding.message


class TestEncryption:
    @pytest.mark.parametrize("name", ["tylko-do-odczytu.pdf", "zaszyfrowany-strumienie.pdf"])
    def test_pdf_with_a_table_and_with_a_stream_of_references(self, name):
        assert codes(name, real(name), "document") == ["LCKM-F006"]

    @pytest.mark.parametrize("name", ["zaszyfrowany.doc", "zaszyfrowany.docx"])
    def test_word(self, name):
        assert codes(name, real(name), "form") == ["LCKM-F006"]

    def test_zip(self):
        data = bytearray(real("wniosek.docx"))
        data[data.rindex(b"PK\x01\x02") + 8] |= 1
        assert codes("wniosek.docx", bytes(data), "form") == ["LCKM-F006"]

    def test_the_word_encrypt_elsewhere_is_no_encryption(self):
        data = real("informacja.pdf").replace(b"startxref", b"%/Encrypt 5 0 R\nstartxref")
        assert codes("a.pdf", data, "document") == []
        data = data.replace(
            b"trailer\n<<", b"trailer\n<</Info <</Encrypt (a)>> /X (/Encrypt \\) (b) /Encrypt)"
        )
        assert codes("a.pdf", data, "document") == []
        assert codes(
            "a.pdf", data.replace(b"trailer\n<<", b"trailer\n<</#45ncrypt 5 0 R"), "document"
        ) == ["LCKM-F006"]


class TestMacros:
    @pytest.mark.parametrize("name", ["makra.doc", "makra.docx", "obiekt.rtf"])
    def test_forms(self, name):
        assert codes(name, real(name), "form") == ["LCKM-F007"]

    def test_docm_is_also_of_a_wrong_type(self):
        assert codes("makra.docm", real("makra.docm"), "form") == ["LCKM-F002", "LCKM-F007"]
        assert codes("makra.docx", real("makra.docm"), "form") == [
            "LCKM-F002",
            "LCKM-F003",
            "LCKM-F007",
        ]

    def test_the_content_type_is_enough(self):
        data = rezip(
            real("makra.docx"), lambda name, part: (name.replace("vbaProject", "styles2"), part)
        )
        assert codes("wniosek.docx", data, "form") == ["LCKM-F007"]

    def test_an_escaped_backslash_makes_no_object(self):
        assert codes("a.rtf", rb"{\rtf1 \\objdata \\\\object}", "form") == []
        assert codes("a.rtf", rb"{\rtf1 \\\objdata}", "form") == ["LCKM-F007"]
        assert codes("a.rtf", rb"{\rtf1 \obj\\data}", "form") == []
        assert codes("a.rtf", rb"{\rtf1 \obj\\data}", "form") == []


class TestDamage:
    @pytest.mark.parametrize(
        "name", ["wniosek.doc", "wniosek.docx", "wniosek.rtf", "wniosek-z-edytora.rtf"]
    )
    def test_a_form_cut_short_anywhere(self, name):
        data = real(name)
        for part in (0.1, 0.3, 0.5, 0.7, 0.9):
            assert codes(name, data[: int(len(data) * part)], "form") == ["LCKM-F008"], part

    @pytest.mark.parametrize(
        "name", ["informacja.pdf", "informacja-strumienie.pdf", "zlinearyzowany.pdf"]
    )
    def test_a_pdf_cut_short_anywhere(self, name):
        data = real(name)
        for part in (0.3, 0.5, 0.7, 0.9):
            assert codes(name, data[: int(len(data) * part)], "document") == ["LCKM-F008"], part

    def test_a_pdf_without_a_page(self):
        assert codes("a.pdf", real("bez-stron.pdf"), "document") == ["LCKM-F008"]

    def test_pages_may_lie_in_an_object_stream(self):
        data = real("informacja-strumienie.pdf")
        assert b"/Type /Page" not in data.replace(b"/Type /Pages", b"")
        spoilt = data.replace(b"/ObjStm", b"/ObjStX")
        assert codes("a.pdf", spoilt, "document") == ["LCKM-F008"]

    def test_a_pdf_whose_list_of_objects_is_elsewhere(self):
        data = real("informacja.pdf")
        spoilt = data[: data.rindex(b"startxref")] + b"startxref\n17\n%%EOF\n"
        assert codes("a.pdf", spoilt, "document") == ["LCKM-F008"]

    def test_a_changed_byte_in_a_part_of_docx(self):
        data = bytearray(real("wniosek.docx"))
        at = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/styles.xml").header_offset + 100
        data[at] ^= 0xFF
        assert codes("wniosek.docx", bytes(data), "form") == ["LCKM-F008"]

    def test_docx_without_its_text(self):
        data = rezip(
            real("wniosek.docx"),
            lambda name, part: (name.replace("word/document.xml", "word/x.xml"), part),
        )
        assert codes("wniosek.docx", data, "form") == ["LCKM-F008"]

    def test_doc_without_a_word_header(self):
        data = real("wniosek.doc").replace(b"\xec\xa5", b"\0\0", 1)
        assert codes("wniosek.doc", data, "form") == ["LCKM-F008"]


class TestExplosiveArchives:
    """What would grow when unpacked is told by the list of parts, and not unpacked."""

    @pytest.mark.parametrize(
        ("parts", "size"),
        [(1, 200 * 1024**2), (3000, 1), (1, 50 * 1024**2)],
        ids=["size", "parts", "growth"],
    )
    @pytest.mark.usefixtures("small_heap")
    def test_a_bomb_is_refused(self, parts, size):
        data = bomb(parts, size)
        assert codes("wniosek.docx", data, "form") == ["LCKM-F009"]
        assert takes_less_than(1, lambda: codes("wniosek.docx", data, "form"))

    def test_parts_that_lie_over_one_another(self):
        data = bytearray(real("wniosek.docx"))
        at = data.rindex(b"PK\x01\x02")
        struct.pack_into("<I", data, at + 20, len(data))
        assert codes("wniosek.docx", bytes(data), "form") == ["LCKM-F009"]

    def test_a_part_longer_than_it_says(self):
        data = bytearray(
            rezip(
                real("wniosek.docx"), lambda *part: part, extra=("word/a.xml", bytes(8 * 1024**2))
            )
        )
        struct.pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 10)
        document = bytes(data)
        tracemalloc.start()
        try:
            assert codes("wniosek.docx", document, "form") == ["LCKM-F008"]
            assert tracemalloc.get_traced_memory()[1] < 4_000_000
        finally:
            tracemalloc.stop()

    def test_an_object_stream_that_grows(self):
        compressor = zlib.compressobj(9)
        packed = (
            b"".join(compressor.compress(b" " * 1024**2) for _ in range(20)) + compressor.flush()
        )
        body = (
            b"%PDF-1.7\n1 0 obj\n<</Type /ObjStm /Filter /FlateDecode>>\nstream\r\n"
            + packed
            + b"\nendstream\nendobj\n"
        )
        data = body + b"xref\n0 0\ntrailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
        assert codes("a.pdf", data, "document") == ["LCKM-F009"]

    def test_an_ordinary_document_with_much_repetition_passes(self):
        data = rezip(
            real("wniosek.docx"), lambda *part: part, extra=("word/a.xml", b"<w:p/>" * 500_000)
        )
        assert codes("wniosek.docx", data, "form") == []


class TestWhoseFile:
    def test_named_files_come_with_path_and_purpose(self):
        document = RequiredDocument("Wniosek", "a.docx", "b.pdf")
        subject = procedure(
            [document],
            [RequiredDocument("Dowód", "c.pdf", "d.pdf")],
            [OtherDocument("Mapa", "e.pdf")],
        )
        assert list(named_files(subject)) == [
            (("required_documents", "to_submit", 0, "file"), "a.docx", "form"),
            (("required_documents", "to_submit", 0, "example"), "b.pdf", "document"),
            (("required_documents", "to_present", 0, "file"), "c.pdf", "document"),
            (("required_documents", "to_present", 0, "example"), "d.pdf", "document"),
            (("other_documents", 0, "file"), "e.pdf", "document"),
        ]

    def test_all_in_order(self):
        subject = procedure(
            [RequiredDocument("Wniosek", "wniosek.docx")], other=[OtherDocument("Opis", "opis.pdf")]
        )
        files = {"wniosek.docx": real("wniosek.docx"), "opis.pdf": lambda: real("informacja.pdf")}
        assert not check_attachments(subject, files)
        assert not check_attachments(procedure([RequiredDocument("Wniosek")]), {})

    def test_faults_of_a_file_stand_where_it_is_named(self):
        subject = procedure(
            to_present=[RequiredDocument("A"), RequiredDocument("B", example="a.pdf")]
        )
        (finding,) = check_attachments(subject, {"a.pdf": b""})
        assert (finding.code, finding.path) == (
            "LCKM-F004",
            "/required_documents/to_present/1/example",
        )

    def test_missing_orphan_and_shared(self):
        subject = procedure(
            [RequiredDocument("A", "a.rtf"), RequiredDocument("B", "a.rtf")],
            other=[OtherDocument("C", "c.pdf")],
        )
        found = check_attachments(subject, {"a.rtf": real("wniosek.rtf"), "stary.pdf": b""})
        assert [(finding.code, finding.path) for finding in found] == [
            ("LCKM-F013", ""),
            ("LCKM-F012", "/other_documents/0/file"),
            ("LCKM-F014", "/required_documents/to_submit/1/file"),
        ]
        assert "należy już do dokumentu „A” (file)" in found.items[2].message
        assert "belongs to the document “A” (file)" in found.items[2].text("en")

    def test_an_example_may_not_be_the_blank_form(self):
        subject = procedure([RequiredDocument("A", "a.rtf", "a.rtf")])
        (finding,) = check_attachments(subject, {"a.rtf": real("wniosek.rtf")})
        assert (finding.code, finding.path) == (
            "LCKM-F014",
            "/required_documents/to_submit/0/example",
        )

    def test_another_case_is_said(self):
        subject = procedure([RequiredDocument("A", "Wniosek.rtf")])
        missing = next(
            item
            for item in check_attachments(subject, {"wniosek.rtf": b""})
            if item.code == "LCKM-F012"
        )
        assert "wniosek.rtf" in missing.message

    def test_a_name_in_another_case_is_printed_safely(self):
        subject = procedure([RequiredDocument("A", "Wnio\u202esek.rtf")])
        for finding in check_attachments(subject, {"wnio\u202esek.rtf": b""}):
            assert finding.message.isprintable()
            assert finding.text("en").isprintable()

    def test_composed_and_decomposed_letters_are_one_name(self):
        subject = procedure([RequiredDocument("A", "wniosek-ó.rtf")])
        assert not check_attachments(subject, {"wniosek-o\u0301.rtf": real("wniosek.rtf")})
        both = {"wniosek-o\u0301.rtf": real("wniosek.rtf"), "wniosek-ó.rtf": real("wniosek.rtf")}
        assert [finding.code for finding in check_attachments(subject, both)] == ["LCKM-F013"]

    def test_two_documents_may_not_name_one_file_in_composed_and_decomposed_letters(self):
        names = ("wniosek-ó.rtf", "wniosek-o\u0301.rtf")
        subject = procedure([RequiredDocument(name, name) for name in names])
        (finding,) = check_attachments(subject, {names[0]: real("wniosek.rtf")})
        assert (finding.code, finding.path) == (
            "LCKM-F014",
            "/required_documents/to_submit/1/file",
        )

    def test_only_named_files_are_fetched_each_once(self):
        fetched = []

        def fetch(name, content):
            return lambda: fetched.append(name) or real(content)

        subject = procedure([RequiredDocument("A", "a.rtf"), RequiredDocument("B", "b.doc")])
        files = {name: fetch(name, "wniosek" + name[1:]) for name in ("a.rtf", "b.doc", "c.docx")}
        assert [finding.code for finding in check_attachments(subject, files)] == ["LCKM-F013"]
        assert fetched == ["a.rtf", "b.doc"]

    @pytest.mark.parametrize(
        "name", ["https://bip.uml.lodz.pl/a.pdf", "Wniosek (www.uml.lodz.pl/a)", "HTTP://a.pl"]
    )
    def test_a_web_address_is_no_name_of_a_document(self, name):
        subject = procedure(
            [RequiredDocument(name)], [RequiredDocument(name)], [OtherDocument(name)]
        )
        assert [(finding.code, finding.path) for finding in check_attachments(subject, {})] == [
            ("LCKM-F010", "/other_documents/0/name"),
            ("LCKM-F010", "/required_documents/to_present/0/name"),
            ("LCKM-F010", "/required_documents/to_submit/0/name"),
        ]

    def test_a_size_limit_holds_for_each_file(self):
        subject = procedure([RequiredDocument("A", "a.rtf")])
        (finding,) = check_attachments(subject, {"a.rtf": real("wniosek.rtf")}, max_bytes=10)
        assert finding.code == "LCKM-F005"


class TestRejectedExamples:
    def test_each_code_has_one(self):
        assert [code for code in CODES if not list(REJECTED.glob(f"{code}*"))] == []

    @pytest.mark.parametrize("code", CODES)
    def test_the_example_has_the_finding(self, code):
        (path,) = REJECTED.glob(f"{code}*")
        if path.is_dir():
            subject = from_data(yaml.safe_load((path / "procedure.yaml").read_text("utf-8")))
            files = {
                item.name: item.read_bytes
                for item in path.iterdir()
                if item.name != "procedure.yaml"
            }
            found = check_attachments(subject, files)
        else:
            packed = path.suffix == ".gz"
            data = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
            name = path.stem if packed else path.name
            form = code == "LCKM-F002" or (
                name.endswith((".doc", ".docx", ".rtf")) and code != "LCKM-F001"
            )
            found = check_file(name, data, "form" if form else "document")
        assert [finding.code for finding in found] == [code]

    def test_a_departure_lifts_type_name_and_belonging_but_no_state_of_a_file(self):
        lifted = {sort.code for sort in kinds() if sort.code in CODES and sort.liftable}
        assert lifted == {f"LCKM-F{number:03}" for number in (1, 2, 3, 12, 13, 14)}

    def test_every_finding_is_an_error_said_in_both_languages(self):
        sorts = [sort for sort in kinds() if sort.code in CODES]
        assert sorts
        for sort in sorts:
            assert sort.severity is Severity.ERROR
            assert sort.about.pl != sort.about.en


SEEDS = sorted(path.name for path in REAL.iterdir() if path.suffix not in (".md", ".webloc"))
HEADERS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf1",
    b"<html",
    b"\xff\xfe",
]
QUICK = settings(
    max_examples=examples(150), deadline=1000, suppress_health_check=[HealthCheck.too_slow]
)


@QUICK
@given(
    st.sampled_from(HEADERS),
    st.binary(max_size=3000),
    st.text(max_size=200),
    st.sampled_from(["document", "form"]),
)
@example(b"", b"", "\ud800", "form")
def test_any_bytes_under_any_name_are_judged(header, data, name, purpose):
    for finding in check_file(name, header + data, purpose):
        assert finding.message.isprintable()
        assert finding.message_en.isprintable()


@QUICK
@given(st.sampled_from(SEEDS), st.data())
def test_real_files_with_changes_are_judged(name, data):
    content = bytearray(real(name))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        piece = data.draw(
            st.binary(max_size=8)
            | st.sampled_from([b"\xff" * 4, b"\0" * 4, b"PK\x05\x06", b"startxref"])
        )
        kept = data.draw(st.sampled_from([len(piece), 0, 700]))
        content[at : at + kept] = piece
    check_file(name, bytes(content), "form")


HOSTILE = {
    "streams": lambda: (
        b"%PDF-1.7\n"
        + b"/Type /ObjStm stream\n" * 900_000
        + b"xref trailer <</Root 1 0 R>> startxref\n18900009\n%%EOF"
    ),
    "depth": lambda: b"%PDF-1.7\nxref trailer" + b"<<" * 9_000_000 + b"startxref\n9\n%%EOF",
    "strings": lambda: b"%PDF-1.7\nxref trailer<<" + b"(" * 9_000_000 + b"startxref\n9\n%%EOF",
    "backslashes": lambda: b"{\\rtf1" + b"\\" * 19_000_000,
    "braces": lambda: b"{\\rtf1" + b"{\\}" * 6_000_000,
    "objects": lambda: b"{\\rtf1" + b"\\\\object" * 2_500_000,
    "parts": lambda: (
        b"PK\x03\x04"
        + b"PK\x01\x02" * 5_000_000
        + b"PK\x05\x06"
        + b"\0" * 6
        + b"\xff\xff"
        + b"\0" * 12
    ),
    "sectors": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0")
        + b"\x09\0"
        + struct.pack("<I", 1) * 5_000_000
    ),
    "comments": lambda: b"<!--" * 5_000_000,
    "entries": lambda: b"[Desktop Entry]" * 1_300_000,
    "zeros": lambda: b"\0" * 20_000_000 + b"x",
}
"""Made when they are tried: together they are 200 MB, which each process of tests would hold."""


@pytest.mark.usefixtures("small_heap")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_of_full_size_takes_less_than_a_second(name):
    data = HOSTILE[name]()
    assert len(data) <= MAX_FILE_BYTES
    assert takes_less_than(1, lambda: check_file("a.pdf", data, "document"))


def rezip(data, change, extra=None):
    """Return an archive anew, each part's name and bytes as *change* returns them, with one more
    part where given.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
        if extra:
            new.writestr(*extra)
    return made.getvalue()


def bomb(parts, size):
    """Return a document with *parts* parts more, each of *size* zero bytes."""
    made = io.BytesIO(real("wniosek.docx"))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(parts):
            with archive.open(f"word/media/{number}.bin", "w") as part:
                for _ in range(max(1, size // 1024**2)):
                    part.write(b"\0" * min(size, 1024**2))
    return made.getvalue()


def test_a_link_on_disk_is_no_file():
    subject = procedure([RequiredDocument("A", "a.rtf")])
    (finding,) = check_attachments(subject, {"a.rtf": None})
    assert (finding.code, finding.path) == ("LCKM-F010", "/required_documents/to_submit/0/file")
    assert "dowiązanie" in finding.message
