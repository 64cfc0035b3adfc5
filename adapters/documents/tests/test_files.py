"""Every file that was made has the findings of the table, with their places, and no others."""

import re
from functools import cache

import pytest
from made_files import EXPECTED, FILES

from lckm_documents.finding_kinds import INFECTED, KINDS, NOT_SCANNED
from lckm_documents.inspection import examine_file, purpose_by_name
from lckm_documents.result import MAX_PLACES
from tests.helpers.rows import in_one_test

# Its findings are too many for the table; a test of its own counts them.
MANY = "skan-wielu-stron.pdf"


@cache
def examined(name):
    return examine_file(name, (FILES / name).read_bytes(), purpose_by_name(name))


@in_one_test("name", EXPECTED)
def test_a_file_has_the_findings_of_the_table(name):
    found = sorted(
        f"{one.code.removeprefix('LCKM-')} {one.path}".strip() for one in examined(name).findings
    )
    assert found == sorted(EXPECTED[name])


def test_every_file_is_in_the_table_and_the_other_way_round():
    made = {path.name for path in FILES.iterdir()} - {"expected.toml"}
    assert made == {*EXPECTED, MANY}
    assert len(made) >= 40


def test_every_kind_of_finding_has_a_file():
    found = {one.split()[0] for codes in EXPECTED.values() for one in codes}
    assert {kind.code.removeprefix("LCKM-") for kind in KINDS} - found == {
        kind.code.removeprefix("LCKM-")
        for kind in (INFECTED, NOT_SCANNED)  # see test_command.py
    }


def test_all_the_files_together_are_small():
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 2_000_000


def numbers_in(message):
    return sorted(re.findall("[0-9]+", message))


@in_one_test("name", EXPECTED)
def test_a_message_says_in_both_languages_what_is_wrong_and_what_to_do(name):
    findings = examined(name).findings
    assert bool(findings) == bool(EXPECTED[name])
    for one in findings:
        assert one.message != one.message_en != ""
        assert one.message.count(". ") + one.message.count(": ") >= 1, one.message
        assert one.message.isprintable()
        assert numbers_in(one.message) == numbers_in(one.message_en), one.message


@pytest.mark.parametrize("name", ["dobry-typst.pdf", "dobry.docx", "dobry.rtf", "dobry.doc"])
def test_a_good_file_tells_what_it_does_not_prove(name):
    file = examined(name)
    assert (file.format, len(file.findings)) == (name.rpartition(".")[2].upper(), 0)
    assert file.unchecked


@pytest.mark.parametrize(
    ("name", "pictures"), [("dobry.docx", 1), ("dobry.rtf", 1), ("dobry.doc", 0)]
)
def test_a_word_file_is_told_by_its_language_and_what_it_has(name, pictures):
    language, counts = examined(name).facts
    assert (language.pl, language.en) == ("język: pl-PL", "language: pl-PL")
    assert counts.pl == f"nagłówków: 3, tabel: 1, obrazów: {pictures}"
    assert counts.en == f"headings: 3, tables: 1, pictures: {pictures}"


def test_a_doc_says_plainly_what_cannot_be_seen_in_it():
    assert any(
        "DOCX" in what.pl and "alternatyw" in what.pl for what in examined("dobry.doc").unchecked
    )


def test_the_mark_of_pdf_ua_is_told_and_no_finding():
    assert "PDF/UA-1" in " ".join(fact.pl for fact in examined("dobry-typst.pdf").facts)
    assert "nie oznaczono jako PDF/UA" in " ".join(
        fact.pl for fact in examined("drukarka-z-tytulem.pdf").facts
    )


def test_places_beyond_the_first_are_counted_in_one():
    pages = [one for one in examined(MANY).findings if one.code == "LCKM-F106"]
    assert len(pages) == MAX_PLACES + 1
    assert "jeszcze 10" in pages[-1].message


def test_a_file_of_another_kind_is_left_to_the_core():
    file = examine_file("zdjecie.png", b"\x89PNG\r\n\x1a\n" + bytes(30), "document")
    assert (file.format, [one.code for one in file.findings], file.unchecked) == (
        "",
        ["LCKM-F001"],
        (),
    )


@pytest.mark.parametrize("name", ["tabela.xls", "zaszyfrowany.docx", "tabela.xlsx"])
def test_what_is_packed_like_a_word_file_is_not_taken_for_one(name):
    """The core's own files of other Office formats."""
    data = (FILES.parents[3] / "tests" / "files" / "attachments" / name).read_bytes()
    assert examine_file(name, data, "form").format == ""


def test_an_unknown_purpose_is_refused():
    with pytest.raises(ValueError, match="purpose"):
        examine_file("a.pdf", b"x", "picture")  # type: ignore[arg-type]
