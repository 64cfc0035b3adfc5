"""A workbook that a stranger made to hang, fill or fool whoever imports it is refused with its
reason; nothing of it is kept.
"""

import pytest
from an_office import EVERYWHERE, STAFF
from making_books import book, changed

from lckm_editorial.batch_import import sheets
from tests.helpers.rows import some_in_every_change

CAME = ("--reference", "WZKM.1.2026", "--asked-by", EVERYWHERE, "--as", STAFF)
HEADINGS = ["id", "title"]


@pytest.fixture
def importing_apart(office, run):
    """Import a workbook of one procedure, with something else in a part of it."""

    def done(old, new=b""):
        whole = book(office.folder / "a.xlsx", [HEADINGS, ["KA-00001", "Sprawa"]])
        (office.folder / "b.xlsx").write_bytes(changed(whole, "xl/worksheets/sheet1.xml", old, new))
        return run("import", "b.xlsx", "--dry-run", *CAME)

    return done


@pytest.fixture
def importing(sandboxes_here, importing_apart):
    """Do so with the workbook read in this process."""
    return importing_apart


@pytest.mark.parametrize(
    "number", some_in_every_change(["99999999999", "1048577"], 1, reason="another number")
)
def test_a_row_that_no_sheet_can_have(importing, number):
    dimension = b'<dimension ref="A1:B2"/>'
    done = importing(
        lambda it: it.replace(dimension, b"").replace(b'<row r="2"', f'<row r="{number}"'.encode())
    )
    assert (done.exit_code, "ostatni wiersz arkusza to 1048576" in done.output) == (2, True), (
        done.output
    )


def test_how_large_the_sheet_says_it_is_is_not_believed(importing):
    done = importing(b'<dimension ref="A1:B2"', b'<dimension ref="A1:A1"')
    assert "wiersz 2" in done.output, done.output


def test_elements_without_end(importing, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ELEMENTS", 1000)
    done = importing(b"</sheetData>", b"<row/>" * 1000 + b"</sheetData>")
    assert (done.exit_code, "1000 elementów" in done.output) == (2, True), done.output


@pytest.mark.parametrize(
    ("limit", "most"),
    some_in_every_change(
        [("MAX_ROWS", 1), ("MAX_COLUMNS", 2), ("MAX_TEXT", len("KA-00001Sprawa"))],
        0,
        reason="another limit; rows stand for it",
    ),
)
@pytest.mark.parametrize("less", [0, 1])
def test_as_much_as_may_be_is_taken_and_no_more(importing, monkeypatch, limit, most, less):
    monkeypatch.setattr(sheets, limit, most - less)
    done = importing(b"</sheetData>", b"</sheetData>")
    assert ("Arkusz przekracza granicę" in done.output) is bool(less), done.output


@pytest.mark.parametrize(
    ("length", "refused"),
    some_in_every_change([(32_767, False), (32_768, True)], 1, reason="one that is just taken"),
)
def test_a_cell_with_more_than_office_programs_keep(importing, length, refused):
    done = importing(b"Sprawa", b"x" * length)
    told = f"Wiersz 2, kolumna „title”: komórka ma {length} znaków" in done.output
    assert told == refused, done.output


@pytest.mark.slow(reason="another limit; rows stand for it")
def test_texts_that_are_much_together(importing, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_TEXT", 30)
    done = importing(b"</sheetData>", many(3) + b"</sheetData>")
    assert (done.exit_code, "30 znaków we wszystkich komórkach" in done.output) == (2, True), (
        done.output
    )


def many(rows):
    """Return rows that all say the same."""
    return b"".join(
        b'<row r="%d"><c r="B%d" t="str"><v>powtarzane</v></c></row>' % (at, at)
        for at in range(3, 3 + rows)
    )


@pytest.mark.parametrize(
    "encoding", some_in_every_change(["utf-8", "utf-16", "utf-16-be"], 1, reason="another encoding")
)
def test_a_document_type_definition_in_any_encoding(importing, encoding):
    def recoded(sheet):
        head = '<?xml version="1.0" encoding="utf-16"?>' if encoding != "utf-8" else ""
        mark = "\ufeff" if encoding == "utf-16-be" else ""
        dtd = '<!DOCTYPE worksheet [<!ENTITY b "KA-03999">]>'
        return f"{mark}{head}{dtd}{sheet.decode().replace('KA-00001', '&b;')}".encode(encoding)

    done = importing(recoded)
    assert (done.exit_code, "DTD" in done.output, "KA-03999" in done.output) == (2, True, False), (
        done.output
    )


@pytest.mark.parametrize(
    ("end", "said"),
    some_in_every_change(
        [
            (b"<x>" * 101 + b"</x>" * 101, "100 poziomów"),
            (b"<!--" + b"x" * 1_200_000 + b"-->", "1000000 znaków"),
            (b'<x y="' + b"x" * 1_200_000 + b'"/>', "1000000 znaków"),
            (b"<x>" + b"\n" * 1_000_001 + b"</x>", "1000000 znaków"),
        ],
        0,
        2,
        reason="another way to fill it",
    ),
    ids=["deep", "comment", "attribute", "text"],
)
def test_xml_that_only_fills(importing, end, said):
    done = importing(b"</worksheet>", end + b"</worksheet>")
    assert (done.exit_code, said in done.output) == (2, True), done.output


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [("MAX_SECONDS", 0, "0 s czytania"), ("MAX_MEMORY", 2**25, "32 MB pamięci")],
)
def test_reading_has_an_end_whatever_the_library_does(
    importing_apart, monkeypatch, limit, value, said
):
    monkeypatch.setattr(sheets, limit, value)
    done = importing_apart(b"", b"")
    assert (done.exit_code, said in done.output) == (2, True), done.output


def test_a_heading_far_to_the_right_is_beyond_the_columns(importing):
    done = importing(b'<c r="B1"', b'<c r="XFD1"')
    assert (done.exit_code, "200 kolumn" in done.output) == (2, True), done.output


@pytest.mark.slow(reason="another cell; a heading far to the right stands for it")
def test_a_value_far_to_the_right_belongs_to_no_column(importing):
    done = importing(b"</row></sheetData>", b'<c r="XFD2"><v>1</v></c></row></sheetData>')
    assert "wiersz 2" in done.output, done.output
