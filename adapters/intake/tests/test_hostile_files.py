"""Any bytes end in a clean file or a refusal, in time that grows with their size."""

import io
import random
import struct
import sys
import tracemalloc
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from by_boxes import box, film, full, heif, made_of_boxes, unplanted
from canaries import found_in
from documents import document, pdfs
from hypothesis import given, strategies as st
from photos import chunk, jpeg, photos, png, segment, webp
from pikepdf import Array, Dictionary, Name, String

from lckm_cli.toolkit import Sandbox
from lckm_intake import FileRefusedError, RefusalReason, remove_metadata
from tests.helpers.processor_time import takes_less_than
from tests.helpers.rows import some_in_every_change
from tests.helpers.tiers import examples

# Whatever a file calls picture or sound is kept, so a change there may turn a message among it into
# picture: nothing is planted within.
FILES = photos() | made_of_boxes(unplanted) | pdfs()
NAMES = sorted(FILES)
CLEAN = {name: remove_metadata(data).data for name, data in FILES.items()}


def outcome(data):
    """Return a clean file, or ``None`` for a refused one."""
    try:
        return remove_metadata(data)
    except FileRefusedError:
        return None


def require_clean(cleaned, name):
    """Require that nothing planted is left, and that cleaning again changes nothing."""
    if cleaned is not None:
        assert found_in(cleaned.data) == [], name
        assert remove_metadata(cleaned.data).data == cleaned.data, name


def mutated(name, chance):
    """Return a file with some bytes changed, removed, or taken from elsewhere in it."""
    changed, clean = bytearray(FILES[name]), CLEAN[name]
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        at = chance.randrange(len(changed))
        match chance.randrange(6):
            case 0 | 1:
                changed[at] = chance.randrange(256)
            case 2:
                changed[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFE, 0xFF))
            case 3:
                del changed[at : at + chance.choice((1, 2, 4, 16))]
            case 4:
                # From a clean file, or something planted may come to lie within the picture.
                start = chance.randrange(len(clean))
                changed[at:at] = clean[start : start + chance.randrange(1, 64)]
            case 5:
                width = chance.choice((2, 4, 8))
                number = chance.choice((0, 1, 8, 2**31, 2 ** (8 * width) - 1, len(changed)))
                changed[at : at + width] = (number % 2 ** (8 * width)).to_bytes(width, "big")
        if not changed:
            return b"\0"
    return bytes(changed)


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_a_changed_file_is_clean_or_refused(name, chance):
    for _ in range(10):
        require_clean(outcome(mutated(name, chance)), name)


@pytest.mark.slow(reason="thousands of files; some are tried in every change")
@pytest.mark.hypothesis
def test_changed_files_by_the_thousand_are_clean_or_refused():
    """The session of properties tries 100,000, which is why it is marked as one."""
    chance, count = random.Random(20261129), examples(100_000)
    seen = Counter()
    for number in range(count):
        # A PDF takes longer than the others together.
        family = NAMES if number % 20 == 0 else [name for name in NAMES if name[-4:] != ".pdf"]
        name = chance.choice(family)
        cleaned = outcome(mutated(name, chance))
        seen[cleaned is not None] += 1
        require_clean(cleaned, name)
    assert min(seen.values()) > count / 20


@given(
    st.sampled_from([data[:size] for data in FILES.values() for size in (4, 12, 16, 32, 200)]),
    st.binary(max_size=300),
)
def test_a_beginning_and_anything_after_it_is_no_crash(beginning, rest):
    outcome(beginning + rest)


@pytest.mark.parametrize("name", NAMES)
def test_each_beginning_of_a_file_is_no_crash(name):
    data = FILES[name]
    step = max(1, len(data) // (40 if name.endswith(".pdf") else 300))
    for length in range(1, len(data), step):
        cleaned = outcome(data[:length])
        assert cleaned is None or found_in(cleaned.data) == []


def steps_of(data):
    """Return how many lines of this package a file takes."""
    count = 0

    def line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, _event, _argument):
        return line if "lckm_intake" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        outcome(data)
    finally:
        sys.settrace(before)
    return count


def _many_segments(count):
    plain = jpeg(plain=True)
    return plain[:2] + segment(0xE5, b"x") * count + plain[2:]


def _many_fill_bytes(count):
    plain = jpeg(plain=True)
    return plain[:2] + b"\xff" * count + plain[2:]


def _many_chunks(count):
    plain = png()
    return plain[:33] + chunk(b"tEXt", b"") * count + plain[33:]


def _many_riff_chunks(count):
    plain = webp()
    body = plain[12:] + b"JUNK\0\0\0\0" * count
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _many_boxes(count):
    return heif() + box(b"free") * count


def _deep_boxes(count):
    inner = b""
    for _ in range(count):
        inner = box(b"moov", box(b"trak", inner))
    return box(b"ftyp", b"isom", bytes(4)) + inner


def _many_items(count):
    entry = full(b"infe", struct.pack(">HH4sx", 1, 0, b"hvc1"), version=2)
    numbered = b"".join(
        entry[:12] + struct.pack(">H", number) + entry[14:] for number in range(count)
    )
    location = b"".join(struct.pack(">HHHHII", number, 0, 0, 1, 0, 500) for number in range(count))
    return box(b"ftyp", b"heic", bytes(4)) + full(
        b"meta",
        full(b"iloc", b"\x44\0", struct.pack(">H", count), location, version=1),
        full(b"iinf", struct.pack(">H", count), numbered),
        full(b"pitm", b"\0\0"),
        box(b"iprp"),
    )


def _many_properties(count):
    """Return a picture each of whose items has each of as many properties."""
    listed = b"".join(struct.pack(">HB", number, 200) + b"\1" * 200 for number in range(count))
    return box(b"ftyp", b"heic", bytes(4)) + full(
        b"meta",
        full(b"iloc", b"\x44\0", bytes(2), version=1),
        full(b"iinf", bytes(2)),
        full(b"pitm", b"\0\1"),
        box(
            b"iprp",
            box(b"ipco", box(b"irot", b"\0") * count),
            full(b"ipma", struct.pack(">I", count), listed),
        ),
    )


def _many_tracks(count):
    return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"trak") * count)


def _many_samples(count):
    plain = film()
    at = plain.index(b"stsz") - 4
    size = int.from_bytes(plain[at : at + 4], "big")
    huge = full(b"stsz", struct.pack(">II", 1, count))
    return plain[:at] + huge.ljust(size, b"\0") + plain[at + size :]


def _deep_pdf(count):
    return document() + b"[" * count


@pytest.mark.parametrize(
    "made",
    some_in_every_change(
        [
            _many_segments,
            _many_fill_bytes,
            _many_chunks,
            _many_riff_chunks,
            _many_boxes,
            _deep_boxes,
            _many_items,
            _many_properties,
            _many_tracks,
            _many_samples,
            _deep_pdf,
        ],
        *(0, 2, 3, 4, 8, 10),
        reason="another part of a file; one of each format stands for it",
    ),
)
def test_work_grows_with_the_size_of_the_file(made):
    small, large = made(200), made(2000)
    most = 10 * max(len(large) / len(small), 1)
    assert steps_of(large) <= most * steps_of(small)
    # And what it does for a byte is little.
    assert steps_of(large) <= 20_000 + 25 * len(large)


def test_a_table_that_promises_more_than_the_file_has_takes_no_memory():
    tracemalloc.start()
    try:
        for count in (10**5, 2**31, 2**32 - 1):
            assert outcome(_many_samples(count)) is None
        many = _many_items(20_000)
        assert outcome(many) is None
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 20 * len(many)


def test_a_packed_profile_is_unpacked_within_a_limit():
    bomb = b"icc\0\0" + zlib.compress(bytes(50_000_000))
    plain = png()
    data = plain[:33] + chunk(b"iCCP", bomb) + plain[33:]
    tracemalloc.start()
    try:
        assert outcome(data) is not None
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 8_000_000


def test_a_pdf_that_unpacks_without_measure_is_refused():
    bomb = zlib.compress(bytes(60_000_000))
    pdf = pikepdf.new()
    pdf.add_blank_page()
    image = pdf.make_stream(b"")
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.write(bomb, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]))
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
    written = io.BytesIO()
    pdf.save(written)
    with pytest.raises(FileRefusedError) as caught:
        remove_metadata(written.getvalue())
    assert caught.value.reason is RefusalReason.UNREADABLE


def _notes(pdf, count):
    shown = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    notes = [
        Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=shown))
        for _ in range(count)
    ]
    pdf.pages[0].Annots = Array([pdf.make_indirect(note) for note in notes])


def _notes_of_one_page_on_all(pdf, count):
    _notes(pdf, count)
    for _ in range(100):
        pdf.add_blank_page().Annots = pdf.pages[0].Annots


def _notes_among_names(pdf, count):
    _notes(pdf, count // 50)
    names = {f"/N{at}": pdf.pages[0].Annots[0].AP.N for at in range(10 * count)}
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(names))


def _fields(pdf, count):
    fields = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Ch,
                T=String(f"f{at}"),
                V=String("x"),
                DA=String("/F 1 Tf"),
                Rect=[0, 0, 9, 9],
                F=4,
            )
        )
        for at in range(count // 50)
    ]
    for field in fields:
        field.Opt = pdf.make_indirect(Array([String(str(at)) for at in range(count)]))
    pdf.pages[0].Annots = Array(fields)
    form = Dictionary(Fields=Array(fields), NeedAppearances=True, DA=String("/F 1 Tf"))
    pdf.Root.AcroForm = pdf.make_indirect(form)


def _instructions(pdf, count):
    pdf.pages[0].Contents = pdf.make_stream(b"q 1 2 m Q " * 100 * count)


def _instructions_again_and_again(pdf, count):
    drawn = pdf.make_stream(b"q 1 2 m Q " * 10_000)
    for _ in range(400):
        pdf.add_blank_page().Contents = Array([drawn] * (count // 20))


EACH = pytest.mark.slow(reason="other ways to take long, which are long to make; two stay")


@pytest.mark.parametrize(
    "plant",
    [
        _notes,
        pytest.param(_notes_of_one_page_on_all, marks=EACH),
        pytest.param(_notes_among_names, marks=EACH),
        pytest.param(_fields, marks=EACH),
        pytest.param(_instructions, marks=EACH),
        _instructions_again_and_again,
    ],
)
def test_a_pdf_that_would_take_long_is_refused_at_once(plant):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    plant(pdf, 8000)
    written = io.BytesIO()
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert takes_less_than(1, lambda: refusal(written.getvalue()))
    assert refusal(written.getvalue()) is RefusalReason.UNREADABLE


def refusal(data):
    """Return why a file is refused."""
    with pytest.raises(FileRefusedError) as caught:
        remove_metadata(data)
    return caught.value.reason


@pytest.mark.parametrize("kind", [b"XRef", b"X#52ef"])
def test_a_pdf_of_many_packed_tables_is_refused_at_once(kind):
    packed = zlib.compress(bytes(9_000_000))
    data, before = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n", b""
    for number in range(10, 60):
        start = len(data)
        data += b"%d 0 obj\n<</Type/%s/Size 3000000/W[1 1 1]/Root 1 0 R" % (number, kind)
        data += b"/Filter/FlateDecode/Length %d%s>>\nstream\n" % (len(packed), before)
        data += packed + b"\nendstream\nendobj\n"
        before = b"/Prev %d" % start
    data += b"startxref\n%d\n%%%%EOF" % start
    assert takes_less_than(1, lambda: refusal(data))


def test_it_can_be_done_in_a_process_with_limits():
    with Sandbox(remove_metadata, seconds=60, memory=1 << 31) as remove_in_process:
        for name in ("baseline.jpg", "letter.pdf"):
            assert remove_in_process(FILES[name]) == remove_metadata(FILES[name])
        with pytest.raises(FileRefusedError) as caught:
            remove_in_process(FILES["letter.pdf"][:100])
    assert caught.value.reason is RefusalReason.UNREADABLE
    assert caught.value.media_type == "application/pdf"


def test_pdfs_are_cleaned_in_several_threads_at_once():
    before = pikepdf.settings.set_qpdf_limits()
    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(lambda _: remove_metadata(FILES["letter.pdf"]).data, range(12)))
    assert len(found) == 1
    assert pikepdf.settings.set_qpdf_limits() == before
