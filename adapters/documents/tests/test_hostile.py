"""Whatever the bytes, there are findings and no exception."""

import struct

import pytest
from hypothesis import given, settings, strategies as st
from made_files import FILES

from lckm_cli.toolkit import SandboxCrashedError, SandboxTimeoutError
from lckm_core.procedures import check_file
from lckm_documents import limits
from lckm_documents.inspection import examine_file, purpose_by_name
from lckm_documents.sandbox import DocumentSandbox
from lckm_documents.word.doc import read_title
from lckm_documents.xml import read_xml
from tests.helpers.tiers import examples

BASES = ("dobry-typst.pdf", "dobry.docx", "z-libreoffice.rtf", "dobry.doc")


@pytest.mark.parametrize("name", BASES)
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_a_file_with_bytes_changed_is_examined(name, data):
    broken = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    end = data.draw(st.sampled_from((len(broken), len(broken) // 2, len(broken) - 20)))
    examine_file(name, bytes(broken[:end]), purpose_by_name(name))


@settings(max_examples=examples(200), deadline=None)
@given(
    start=st.sampled_from(
        (b"%PDF-1.7\n", b"{\\rtf1 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    ),
    rest=st.binary(max_size=2000),
)
def test_bytes_that_only_begin_as_a_document_are_examined(start, rest):
    examine_file("plik.pdf", start + rest, "document")


@settings(max_examples=examples(200), deadline=None)
@given(st.text("\\{}*'0aupldrict -\n1;źń", max_size=400))
def test_any_words_of_rtf_are_examined(text):
    file = examine_file("plik.rtf", (r"{\rtf1 " + text + "}").encode("cp1250", "replace"), "form")
    assert file.format == "RTF"


@pytest.mark.parametrize("purpose", ["document", "form"])
@pytest.mark.parametrize("error", [SandboxCrashedError, SandboxTimeoutError])
def test_a_file_that_was_not_looked_at_to_its_end_is_judged_for_its_purpose(error, purpose):
    class Failing(DocumentSandbox):
        def __call__(self, *arguments):
            raise error

    with Failing() as sandbox:
        result = sandbox.examine("plik.rtf", b"{\\rtf1 x}", purpose)
    assert (result.name, result.purpose, result.format) == ("plik.rtf", purpose, "")
    code = "LCKM-F119" if error is SandboxCrashedError else "LCKM-F120"
    assert [one.code for one in result.findings if "LCKM-F1" in one.code] == [code]
    of_core = check_file("plik.rtf", b"{\\rtf1 x}", purpose)
    assert [one.code for one in of_core] == [one.code for one in result.findings][:-1]


def test_an_entity_is_not_looked_up(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("sekret")
    data = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><x>&a;</x>'.encode()
    with pytest.raises(Exception, match="document type"):
        read_xml(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_document_type_is_found_in_every_encoding(encoding):
    with pytest.raises(Exception, match="document type"):
        read_xml(
            f'<?xml version="1.0" encoding="{encoding[:6].strip("-")}"?><!DOCTYPE x><x/>'.encode(
                encoding
            )
        )


def test_more_elements_than_the_limit_are_refused_by_its_number(monkeypatch):
    monkeypatch.setattr(limits, "ELEMENTS", 10)
    with pytest.raises(Exception, match="10 elements"):
        read_xml(b"<x>" + b"<y/>" * 11 + b"</x>")


class TestApart:
    """The process that looks into files may die or hang; the next file is examined all the same."""

    def test_it_finds_what_is_found_in_this_process(self, files):
        with DocumentSandbox() as apart:
            for name in ("dobry-typst.pdf", "skan-trzech-stron.pdf", "obcy-jezyk.doc"):
                data = (files / name).read_bytes()
                assert apart.examine(name, data, purpose_by_name(name)) == examine_file(
                    name, data, purpose_by_name(name)
                )

    def test_a_file_that_takes_too_long_is_a_finding_that_names_the_limit(self, files):
        with DocumentSandbox(seconds=0) as apart:
            file = apart.examine("a.pdf", (files / "dobry-typst.pdf").read_bytes(), "document")
        assert [(one.code, "0 s" in one.message) for one in file.findings] == [("LCKM-F120", True)]

    def test_a_file_that_wants_too_much_memory_is_a_finding_and_the_next_one_is_examined(
        self, files
    ):
        with DocumentSandbox(memory=60 * 1024**2) as apart:
            for name, codes in (
                ("rozpakowuje-sie-bez-miary.pdf", ["LCKM-F119"]),
                ("dobry-typst.pdf", []),
            ):
                found = apart.examine(name, (files / name).read_bytes(), "document").findings
                assert [one.code for one in found] == codes

    def test_a_killed_process_is_a_finding_and_another_takes_its_place(self, files):
        data = (files / "dobry-typst.pdf").read_bytes()
        with DocumentSandbox() as apart:
            assert not apart.examine("a.pdf", data, "document").findings
            assert apart._process is not None
            apart._process.kill()
            found = apart.examine("a.pdf", data, "document").findings
            assert [one.code for one in found] in (
                [],
                ["LCKM-F119"],
            )  # the death may have been seen before it was asked
            assert not apart.examine("a.pdf", data, "document").findings


class TestSummary:
    """The summary of a DOC is read by hand: the library's way takes as long as the file says."""

    def test_a_summary_that_claims_billions_of_values_is_read_at_once(self):
        head = bytes(44) + struct.pack("<I", 48)
        assert read_title(head + struct.pack("<II", 2**31, 2**32 - 1) + bytes(4000)) == ""

    @given(st.binary(max_size=400))
    def test_any_bytes_give_a_title_or_none(self, data):
        assert isinstance(read_title(data), str)

    @pytest.mark.parametrize(
        ("page", "encoding"), [(1250, "cp1250"), (65001, "utf-8"), (1200, "utf-16-le")]
    )
    def test_a_title_is_read_in_its_code_page(self, page, encoding):
        title = "Wniosek o wydanie źródła".encode(encoding) + b"\0\0"
        places = struct.pack("<IIII", 1, 24, 2, 32)
        values = struct.pack("<IHH", 2, page, 0) + struct.pack("<II", 30, len(title)) + title
        data = bytes(44) + struct.pack("<I", 48) + struct.pack("<II", 0, 2) + places + values
        assert read_title(data) == "Wniosek o wydanie źródła"
