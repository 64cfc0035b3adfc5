"""Every code has a bad file, and says of it what is wrong; hostile files are refused before
they can do anything.
"""

import contextlib
import sys
import tracemalloc

import make_rejected
import pytest
import word_documents as documents
from hypothesis import given, settings, strategies as st

from lckm_core import UnreadableFileError, kinds
from lckm_word import (
    holds_request,
    read_request,
    read_word,
    write,
)
from lckm_word.body_reader import Walk
from lckm_word.finding_kinds import KINDS
from lckm_word.package import (
    DEEPEST,
    MOST_BYTES,
    MOST_ELEMENTS,
    MOST_PARTS,
    MOST_UNPACKED,
    MOST_XML,
    open_package,
)
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples

FILES = sorted(make_rejected.FOLDER.glob("*.docx"))
REFUSED = [path for path in FILES if path.name < "LCKM-W007"]
TOLD = [
    path for path in FILES if "LCKM-W007" <= path.name < "LCKM-W012" or path.name >= "LCKM-W014"
]
SOUND = write(documents.sample("KA-00044"))
LIMITS = {
    "LCKM-W002-bomb": MOST_UNPACKED,
    "LCKM-W002-long-xml": MOST_XML,
    "LCKM-W002-many-elements": MOST_ELEMENTS,
    "LCKM-W002-deep": DEEPEST,
    "LCKM-W002-many-parts": MOST_PARTS,
}
"""The limits that files go beyond."""


def code_of(path):
    return path.name[: len("LCKM-W000")]


def test_every_code_and_limit_has_a_file():
    assert set(LIMITS) <= {path.stem for path in REFUSED}
    assert {code_of(path) for path in FILES} == {kind.code for kind in KINDS}


def test_no_code_is_the_cores():
    assert not {kind.code for kind in KINDS} & {kind.code for kind in kinds()}


@pytest.mark.parametrize(
    "read",
    some_in_every_change(
        [read_word, read_request, holds_request],
        0,
        reason="the same package opened by others; reading a description stands for them",
    ),
)
def test_what_cannot_be_read_is_refused(read):
    for path in REFUSED:
        with pytest.raises(UnreadableFileError) as refused:
            read(path.read_bytes())
        assert refused.value.finding.code == code_of(path), path.stem
        for lang in ("pl", "en"):
            assert refused.value.text(lang).endswith((".", ".)")), path.stem
        if (limit := LIMITS.get(path.stem)) is not None:
            assert f"najwyżej {limit}" in refused.value.text("pl"), path.stem


@pytest.mark.parametrize("mode", ["External", "external", "EXTERNAL", " External "])
def test_what_reaches_outside_is_refused_however_that_is_spelt(mode):
    made = documents.parts(make_rejected.related(SOUND, "attachedTemplate", "https://a.example/x"))
    name = "word/_rels/document.xml.rels"
    made[name] = made[name].replace(b'"External"', f'"{mode}"'.encode())
    with pytest.raises(UnreadableFileError) as refused:
        read_word(documents.packed(made))
    assert refused.value.finding.code == "LCKM-W004"


_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def with_binary_part(kind, content_type, name="printerSettings/printerSettings1.bin", data=b"\0x"):
    """Return a sound file with one more part, its content type and its relationship."""
    made = documents.parts(SOUND)
    of_part = f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'
    link = f'<Relationship Id="rId78" Type="{kind}" Target="{name}"/></Relationships>'
    made[_TYPES] = made[_TYPES].replace(b"</Types>", of_part.encode())
    made[_RELATIONS] = made[_RELATIONS].replace(b"</Relationships>", link.encode())
    return documents.packed({**made, f"word/{name}": data})


def test_settings_of_a_printer_are_no_macro():
    source = with_binary_part(f"{_OFFICE}/printerSettings", f"{_WORDPROCESSING}.printerSettings")
    assert read_word(source).data == read_word(SOUND).data
    assert not read_word(source).own


@pytest.mark.parametrize(
    ("kind", "content_type", "data"),
    [
        (f"{_MICROSOFT}/vbaProject", "application/octet-stream", b"\0"),
        (f"{_MICROSOFT}/wordVbaData", "application/octet-stream", b"\0"),
        (f"{_MICROSOFT}/activeXControlBinary", "application/octet-stream", b"\0"),
        (f"{_OFFICE}/control", "application/octet-stream", b"\0"),
        (f"{_OFFICE}/oleObject", "application/octet-stream", b"\0"),
        (f"{_OFFICE}/OLEOBJECT", "application/octet-stream", b"\0"),
        (f"{_OFFICE}/package", "application/octet-stream", b"\0"),
        (f"{_OFFICE}/oleObject ", "application/octet-stream", b"\0"),
        (f"{_MICROSOFT}/vbaProject&#9;", "application/octet-stream", b"\0"),
        (f"{_OFFICE}/printerSettings", "application/vnd.ms-office.vbaProject", b"\0"),
        (f"{_OFFICE}/printerSettings", "application/vnd.ms-office.activeX", b"\0"),
        (f"{_OFFICE}/printerSettings", f"{_WORDPROCESSING}.printerSettings", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_a_macro_is_refused_under_any_name(kind, content_type, data):
    with pytest.raises(UnreadableFileError) as refused:
        read_word(with_binary_part(kind, content_type, data=data))
    assert refused.value.finding.code == "LCKM-W003"


def test_blanks_round_the_type_of_a_relationship_are_no_part_of_it():
    """The type is an ``xsd:anyURI``, whose blanks are collapsed."""
    source = make_rejected.related(SOUND, "hyperlink ", "https://a.example/x")
    assert read_word(source).data == read_word(SOUND).data
    made = documents.parts(SOUND)
    link = f'<Relationship Id="rId79" Type=" {_OFFICE}/comments " Target="c.xml"/></Relationships>'
    made[_RELATIONS] = made[_RELATIONS].replace(b"</Relationships>", link.encode())
    made["word/c.xml"] = f'<w:comments xmlns:w="{documents.W[1:-1]}"/>'.encode()
    assert open_package(documents.packed(made)).comments_part == "word/c.xml"


@pytest.mark.parametrize("path", TOLD, ids=lambda path: path.stem)
def test_what_can_be_read_is_told_of(path):
    assert code_of(path) in {finding.code for finding in read_word(path.read_bytes()).findings}


@pytest.mark.parametrize(
    "path", [path for path in FILES if "W012" in path.name], ids=lambda path: path.stem
)
def test_what_is_no_request_is_told_of(path):
    assert code_of(path) in {finding.code for finding in read_request(path.read_bytes()).findings}


@pytest.mark.parametrize(
    "path", [path for path in FILES if "W013" in path.name], ids=lambda path: path.stem
)
def test_what_was_made_for_another_edition_is_told_of(path):
    found = read_request(path.read_bytes(), against=documents.sample("KA-01238"))
    assert code_of(path) in {finding.code for finding in found.findings}


def test_a_file_too_large_is_refused_by_its_size():
    with pytest.raises(UnreadableFileError, match=f"najwyżej {MOST_BYTES}"):
        read_word(b"PK" + b"\0" * MOST_BYTES)


def test_an_archive_that_lies_about_its_sizes_unpacks_to_no_more_than_the_limit():
    """The directory says a part has ten bytes; what comes out of it is 90 million."""
    source = bytearray(make_rejected.with_part(SOUND, "word/styles.xml", b" " * 90_000_000))
    size = (90_000_000).to_bytes(4, "little")
    assert source.count(size) >= 2
    lying = bytes(source).replace(size, (10).to_bytes(4, "little"))
    tracemalloc.start()
    with pytest.raises(UnreadableFileError):
        read_word(lying)
    assert tracemalloc.get_traced_memory()[1] < 5 * MOST_XML
    tracemalloc.stop()


@pytest.mark.parametrize("last", ["PlaceholderText", ""])
def test_controls_within_controls_are_no_more_work_than_one(last):
    """Each shows its placeholder; what is called is called for each paragraph, and not for
    each at every level.
    """

    def said(style):
        return f'<w:p><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>x</w:t></w:r></w:p>'

    def calls(levels):
        begin = (
            '<w:sdt><w:sdtPr><w:tag w:val="title"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
            * levels
        )
        nested = (
            begin + said("PlaceholderText") * 300 + said(last) + "</w:sdtContent></w:sdt>" * levels
        )
        walk = Walk(
            open_package(
                documents.edited(SOUND, lambda body: body.insert(0, documents.make(nested)))
            ),
            "accept",
        )
        made = []
        sys.setprofile(lambda _frame, event, _of: made.append(event))
        try:
            walk.blocks()
        finally:
            sys.setprofile(None)
        return sum(event in ("call", "c_call") for event in made)

    assert calls(40) < 2 * calls(1)


@pytest.mark.parametrize("level", ["9" * 5_000, "٣", "10", "-1", "x", ""])
def test_a_level_of_a_list_that_is_no_level_ends_in_a_reading(level):
    """Python turns no text of more than 4,300 digits into a number."""
    numbering = (
        "<w:numbering "
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        'w:abstractNumId="0"/>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num '
        'w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )

    def change(body):
        (content,) = (
            one.find(f"{documents.W}sdtContent") for one in documents.controls(body, "how_to")
        )
        item = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        content[:] = [documents.paragraph("punkt", item)]

    source = make_rejected.with_part(
        documents.edited(SOUND, change), "word/numbering.xml", numbering.encode()
    )
    assert read_word(source).data["how_to"].strip() == "- punkt"


@settings(max_examples=examples(150))
@given(
    st.binary(max_size=300)
    | st.tuples(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=8))
)
def test_no_bytes_end_in_anything_but_a_reading_or_a_refusal(damage):
    if isinstance(damage, tuple):
        at, put = damage
        damage = SOUND[:at] + put + SOUND[at + len(put) :]
    with contextlib.suppress(UnreadableFileError):
        read_word(damage)


@settings(max_examples=examples(60))
@given(st.data())
def test_no_shuffled_document_ends_in_anything_but_a_reading(data):
    """Blocks, rows and runs left out, doubled and put elsewhere."""

    def change(body):
        elements = list(body.iter())
        for _ in range(data.draw(st.integers(1, 6))):
            above = documents.parents(body)
            one = data.draw(st.sampled_from(elements[1:]))
            other = data.draw(st.sampled_from(elements))
            if one not in above or other in set(one.iter()):
                continue
            above[one].remove(one)
            other.append(one)

    read_word(documents.edited(SOUND, change))


def test_a_field_beside_another_is_one_of_its_own():
    """Else the end of one would hide the beginning of the next."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    first, second = (
        f"{begin}<w:r><w:instrText>{text}</w:instrText></w:r>{end}"
        for text in ("PAGE", "DDEAUTO c")
    )
    simple = '<w:fldSimple w:instr="DDE c"/>'
    for xml in (second, first + second, first + simple):
        document = make_rejected.with_xml(SOUND, "title", f"<w:smartTag>{xml}</w:smartTag>")
        with pytest.raises(UnreadableFileError) as refused:
            open_package(document)
        assert refused.value.finding.code == "LCKM-W003"


@pytest.mark.parametrize("word", ["instrText", "delInstrText"])
def test_a_field_that_runs_a_program_is_refused_though_it_was_deleted(word):
    """Whoever refuses the change has it back."""
    field = f"<w:p><w:del><w:r><w:{word}>DDEAUTO cmd</w:{word}></w:r></w:del></w:p>"
    source = documents.edited(SOUND, lambda body: body.insert(0, documents.make(field)))
    with pytest.raises(UnreadableFileError, match="DDEAUTO"):
        read_word(source)
