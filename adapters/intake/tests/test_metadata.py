"""Nothing of place, device, owner and time is left in a file, and it shows the same."""

import io
import struct
import sys
import zlib

import pikepdf
import pytest
from by_boxes import MAC_TIME, box, film, full, hvcc, made_of_boxes
from canaries import LATITUDE, LONGITUDE, found_in, planted
from documents import document, pdfs
from photos import P3, chunk, jpeg, photos, picture, segment
from PIL import Image, ImageCms, ImageSequence

from lckm_core.reports import IntakeLimits
from lckm_intake import FileRefusedError, RefusalReason, refusals, remove_metadata
from lckm_intake.metadata import heif_properties
from lckm_intake.metadata.boxes import read_boxes
from lckm_intake.metadata.byte_fields import MalformedFileError
from lckm_intake.metadata.colour import rewrite_profile, write_profile
from lckm_intake.metadata.decoder_settings import clean_settings
from lckm_intake.metadata.exif import read_exif
from lckm_intake.metadata.heif_items import read_items
from lckm_intake.metadata.pdf_contents import clean_contents
from lckm_intake.metadata.sample_entries import PICTURES, clean_descriptions

PHOTOS, FILES = photos(), photos() | made_of_boxes() | pdfs()
PLAIN = {name for name in FILES if name.startswith("plain")}


def refusal(data, **options):
    with pytest.raises(FileRefusedError) as caught:
        remove_metadata(data, **options)
    return caught.value


@pytest.mark.parametrize("name", FILES)
def test_nothing_planted_is_left(name):
    assert found_in(FILES[name]) or name in PLAIN
    assert found_in(remove_metadata(FILES[name]).data) == []


@pytest.mark.parametrize("name", made_of_boxes())
def test_no_four_letters_of_a_maker_are_left(name):
    assert b"KANA" in FILES[name]
    assert b"KANA" not in remove_metadata(FILES[name]).data


def test_a_picture_keeps_its_tiles_and_transparency_alone():
    cleaned = remove_metadata(FILES["tiles.heic"]).data
    kept = [number for number in range(1, 10) if bytes((number,)) * 40 in cleaned]
    # The seventh is the transparency.
    assert kept == [1, 2, 3, 4, 7]
    counted = [cleaned.count(kind) for kind in (b"infe", b"grid", b"irot", b"auxl", b"prem")]
    assert counted == [6, 1, 1, 1, 1]


@pytest.mark.parametrize("name", FILES)
def test_a_clean_file_stays_as_it_is(name):
    cleaned = remove_metadata(FILES[name])
    again = remove_metadata(cleaned.data)
    assert again.media_type == cleaned.media_type
    assert again.data == cleaned.data
    assert again.point is None


@pytest.mark.parametrize("name", PHOTOS)
def test_each_pixel_and_the_orientation_stay(name):
    cleaned = remove_metadata(PHOTOS[name]).data
    with Image.open(io.BytesIO(PHOTOS[name])) as before, Image.open(io.BytesIO(cleaned)) as after:
        frames = zip(
            ImageSequence.Iterator(before),
            ImageSequence.Iterator(after),
            # The second picture of a telephone with two lenses goes.
            strict=name != "two.jpg",
        )
        for one, other in frames:
            assert (one.size, one.mode) == (other.size, other.mode)
            assert one.convert("RGBA").tobytes() == other.convert("RGBA").tobytes()
        assert before.getexif().get(0x0112, 1) == after.getexif().get(0x0112, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_telephone_held_in_any_way(orientation):
    cleaned = remove_metadata(jpeg(orientation)).data
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.getexif().get(0x0112, 1) == orientation
        assert len(image.getexif()) == (orientation != 1)
    # Marker, length, name, the head of TIFF and one entry.
    assert cleaned.count(b"\xff\xe1\x00\x22Exif\0\0") == (orientation != 1)


@pytest.mark.parametrize(
    "name", ["baseline.jpg", "colour.png", "lossy.webp", "colour.avif", "tiles.heic"]
)
def test_the_place_of_a_photo_is_told_before_it_is_cut(name):
    point = remove_metadata(FILES[name]).point
    assert (point.latitude, point.longitude) == (LATITUDE, LONGITUDE)
    assert repr(LATITUDE) not in repr(remove_metadata(FILES[name]))


@pytest.mark.parametrize("half", [{1: "N", 2: (51.0, 46.0, 0.0)}, {3: "E", 4: (19.0, 27.0, 0.0)}])
def test_half_a_place_is_none(half):
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(half)
    assert read_exif(exif.tobytes()).point is None
    whole = {1: "N", 2: (51.0, 46.0, 0.0), 3: "E", 4: (19.0, 27.0, 0.0)}
    exif.get_ifd(0x8825).update(whole)
    assert read_exif(exif.tobytes()).point is not None


@pytest.mark.parametrize("name", ["baseline.jpg", "colour.png", "lossy.webp", "colour.avif"])
def test_colours_of_telephones_stay_right(name):
    with Image.open(io.BytesIO(remove_metadata(FILES[name]).data)) as image:
        assert image.info["icc_profile"] == P3


def test_a_profile_in_parts_is_put_together_by_their_numbers():
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG")
    head = b"ICC_PROFILE\0"
    parts = [head + b"\x02\x02" + P3[200:], head + b"\x01\x02" + P3[:200]]
    segments = b"".join(segment(0xE2, one) for one in parts)
    photo = b"\xff\xd8" + segments + written.getvalue()[2:]
    with Image.open(io.BytesIO(remove_metadata(photo).data)) as image:
        assert image.info["icc_profile"] == P3


def test_a_profile_of_grey_is_not_written_anew_as_one_of_colours():
    assert rewrite_profile(P3) == P3
    assert rewrite_profile(P3.replace(b"RGB ", b"GRAY", 1)) == b""


@pytest.mark.parametrize(
    ("name", "red"), [("Display P3", (234, 51, 35)), ("Adobe RGB", (219, 0, 0))]
)
def test_a_profile_that_is_written_anew_shows_the_colours_of_its_space(name, red):
    """sRGB's red has these numbers there, as other programs tell."""
    space = ImageCms.ImageCmsProfile(io.BytesIO(write_profile(name)))
    image = Image.new("RGB", (1, 1), red)
    shown = ImageCms.profileToProfile(image, space, ImageCms.createProfile("sRGB"))
    assert all(abs(a - b) <= 4 for a, b in zip(shown.getpixel((0, 0)), (255, 0, 0), strict=True))


@pytest.mark.parametrize("name", [name for name in PHOTOS if name.endswith(".webp")])
def test_the_head_of_a_webp_announces_what_is_left(name):
    cleaned = remove_metadata(PHOTOS[name]).data
    head = cleaned[20] if cleaned[12:16] == b"VP8X" else 0
    announced = {b"ICCP": 0x20, b"EXIF": 0x08, b"XMP ": 0x04}
    assert [kind for kind, flag in announced.items() if head & flag] == [
        kind for kind in announced if kind in cleaned
    ]


def test_a_profile_of_one_device_goes():
    measured = bytearray(P3)
    at = measured.index(b"XYZ \0\0\0\0", measured.index(b"rTRC"))
    at = measured.index(b"XYZ \0\0\0\0", at + 8)
    measured[at + 8 : at + 12] = b"\0\0\x90\0"
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG", icc_profile=bytes(measured))
    assert b"ICC_PROFILE" in written.getvalue()
    assert b"ICC_PROFILE" not in remove_metadata(written.getvalue()).data


def test_the_times_of_a_film_go():
    times = MAC_TIME.to_bytes(4, "big")
    for name in ("film.mp4", "wide.mp4", "telephone.mov"):
        # In the head of the film and in two heads of each of its three tracks.
        assert FILES[name].count(times) == 2 * (1 + 2 * 3)
        assert times not in remove_metadata(FILES[name]).data


def test_a_film_with_sound_in_pieces_of_one_size_keeps_it():
    plain, size = film(), 30
    table = full(b"stsz", struct.pack(">6I", 0, 4, size, size, size + 1, size + 1))
    assert plain.count(table) == 1

    def of_one_size(size, count):
        same = full(b"stsz", struct.pack(">II", size, count))
        return plain.replace(table, same + box(b"free", bytes(8)))

    kept = full(b"stsz", struct.pack(">6I", 0, 4, *4 * [size]))
    assert kept in remove_metadata(of_one_size(size, 4)).data
    for wrong in ((size, 10**6), (10**9, 4)):
        assert refusal(of_one_size(*wrong)).reason is RefusalReason.UNREADABLE


def test_a_last_box_may_go_to_the_end_of_the_file():
    ending = FILES["film.mp4"] + struct.pack(">I4s", 0, b"free") + planted("end")
    assert remove_metadata(ending).data == remove_metadata(FILES["film.mp4"]).data


def test_a_film_keeps_each_sample_of_pictures_and_sound():
    for name in ("film.mp4", "head-first.mp4", "telephone.mov"):
        cleaned = remove_metadata(FILES[name]).data
        for number in (1, 2, 3, 4):
            assert bytes((number,)) * (30 + number) in cleaned
        assert cleaned.count(b"\x21" * 60) == cleaned.count(b"\x22" * 62) == 1
        assert cleaned.count(b"trak") == 2
        # When each begins, and how fast it is shown.
        assert cleaned.count(b"elst") == 2


def test_a_pdf_shows_what_it_showed():
    with pikepdf.open(io.BytesIO(remove_metadata(document()).data)) as pdf:
        page = pdf.pages[0]
        shown = b"".join(
            stream.read_bytes()
            for stream in pdf.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") != "/Image"
        )
        (image,) = page.get_images().values()
        assert b"/I Do" in shown
        # The note's drawing, and the words in the form.
        assert b"1 0 0 rg\n0 0 20 20 re\nf" in shown
        assert b"ulica Piotrkowska" in shown
        assert pikepdf.PdfImage(image).as_pil_image().size == (48, 32)
        assert (page.Rotate, list(page.MediaBox)) == (90, [0, 0, 200, 100])
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/OCProperties"}
        assert "/Info" not in pdf.trailer
        assert "/Annots" not in page


def plain_png():
    written = io.BytesIO()
    picture().save(written, "PNG")
    return written.getvalue()


def _pixels_and(words, *, kind=b"IDAT"):
    data = plain_png()
    end = data.rindex(b"IEND") - 4
    return data[:end] + chunk(kind, words) + data[end:]


def test_what_follows_the_pixels_of_a_png_is_cut():
    plain = plain_png()
    assert remove_metadata(_pixels_and(planted())).data == remove_metadata(plain).data
    at = plain.index(b"IDAT")
    length = int.from_bytes(plain[at - 4 : at], "big")
    packed = plain[at + 4 : at + 4 + length]
    longer = plain[: at - 4] + chunk(b"IDAT", packed + planted()) + plain[at + 8 + length :]
    assert remove_metadata(longer).data == remove_metadata(plain).data
    # More pixels than the picture has.
    more = chunk(b"IDAT", zlib.compress(zlib.decompress(packed) + planted(), 0))
    assert refusal(plain[: at - 4] + more + plain[at + 8 + length :]).reason is (
        RefusalReason.UNREADABLE
    )


def test_pictures_of_an_animation_are_cut_where_there_is_none():
    plain = remove_metadata(plain_png()).data
    assert remove_metadata(_pixels_and(bytes(4) + planted(), kind=b"fdAT")).data == plain
    assert remove_metadata(_pixels_and(planted().ljust(26), kind=b"fcTL")).data == plain


def drawn_by(contents, **entries):
    """Return a PDF of one page that is drawn by something."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(contents)
    page.Resources = pikepdf.Dictionary(entries)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def test_a_photo_among_the_instructions_of_a_pdf_is_refused():
    for head in (b"/W 48 /H 32 /CS /RGB /BPC 8 /F /DCT", b"/F [/AHx /DCTDecode]", b"/F /JPXDecode"):
        data = drawn_by(b"q BI " + head + b" ID " + PHOTOS["baseline.jpg"] + b"\nEI Q")
        assert refusal(data).reason is RefusalReason.UNREADABLE
    data = drawn_by(b"BI /W 1 /KANAREK (" + planted() + b") ID x\nEI")
    assert refusal(data).reason is RefusalReason.UNREADABLE


def test_what_stands_in_a_list_of_a_pdf_is_cleaned():
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], N=1, Author=pikepdf.String("kanarek"))
    ink = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.Ink, pikepdf.Name.DeviceGray, tint])
    data = drawn_by(b"", **{"/ColorSpace": pikepdf.Dictionary(Ink=ink)})
    with pikepdf.open(io.BytesIO(remove_metadata(data).data)) as pdf:
        (*_, cleaned) = pdf.pages[0].Resources.ColorSpace.Ink
        assert set(cleaned.keys()) == {"/FunctionType", "/Domain", "/N"}


ANYWHERE = ("ActualText", "Alt", "E", "Author", "Creator", "Producer", "CreationDate", "ModDate")
"""What PDF calls its texts for people wherever they stand (ISO 32000-2)."""
ELSEWHERE = ("Title", "Subject", "Keywords", "Contents", "T", "TU", "RC", "Desc", "V", "Kanarek")
"""Its texts of some places, and a key of a program's own."""
TEXT_KINDS = {
    "text": lambda: {key: pikepdf.String(planted(key).decode()) for key in ANYWHERE + ELSEWHERE},
    "name": lambda: {key: pikepdf.Name(f"/{planted().decode()}") for key in ANYWHERE},
    "list": lambda: {key: pikepdf.Array([planted().decode()]) for key in ANYWHERE},
}


@pytest.mark.parametrize("place", ["/Font", "/ExtGState", "/Shading", "/Pattern", "/XObject"])
@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_no_text_stays_in_what_a_pdf_draws_with(place, kind):
    """In the dictionary itself, and in those that it holds."""

    def texts():
        return {f"/{key}": text for key, text in TEXT_KINDS[kind]().items()}

    inner = pikepdf.Dictionary({**texts(), "/Registry": "Adobe", "/Ordering": "Identity"})
    held = {"/X": pikepdf.Dictionary({**texts(), "/BaseFont": pikepdf.Name.A, "/Y": inner})}
    data = drawn_by(b"q Q", **{place: pikepdf.Dictionary(held)})
    assert found_in(data)
    cleaned = remove_metadata(data).data
    assert found_in(cleaned) == []
    with pikepdf.open(io.BytesIO(cleaned)) as pdf:
        kept = pdf.pages[0].Resources.get(place).X
        assert set(kept.keys()) == {"/BaseFont", "/Y"}
        assert set(kept.Y.keys()) == {"/Registry", "/Ordering"}


def test_the_instructions_that_draw_a_pdf_stay():
    contents = (
        b"/OC /L BDC EMC\nBI /W 1 /H 1 /CS /G /BPC 8 ID (\nEI\n"
        b"BT\n/F 12 Tf\n[(a(b)\\)) -3.5 <41>] TJ\n(c) '\n1 2 (d) \"\nET\n"
        b"0.1 0 .5 /N scn\n[3 1] 0 d\n10 20 m\n1 1 l\nS\n/G gs\n/S sh"
    )
    with pikepdf.open(io.BytesIO(remove_metadata(drawn_by(contents)).data)) as pdf:
        shown = pdf.pages[0].Contents.read_bytes()
    assert shown == contents.replace(b"BDC EMC", b"BDC\nEMC")


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_cut_short_is_refused(name):
    if name.endswith(".pdf"):
        # Its table is at the end.
        cut = FILES[name][: len(FILES[name]) // 2]
    else:
        cut = remove_metadata(FILES[name]).data[:-10]
    error = refusal(cut)
    assert error.reason is RefusalReason.UNREADABLE


def test_what_is_refused_and_why():
    assert refusal(b"").reason is RefusalReason.EMPTY
    assert refusal(b"GIF89a" + bytes(40)).reason is RefusalReason.OTHER_TYPE
    limited = IntakeLimits(most_bytes=1000, media_types=frozenset({"image/png"}))
    error = refusal(bytes(1001), limits=limited)
    assert (error.reason, error.most_bytes) == (RefusalReason.TOO_LARGE, 1000)
    error = refusal(FILES["plain.jpg"], limits=limited)
    assert (error.reason, error.media_type) == (RefusalReason.OTHER_TYPE, "image/jpeg")


def test_a_protected_pdf_is_refused():
    for protection in (
        pikepdf.Encryption(owner="o", user="u"),
        pikepdf.Encryption(owner="o", user=""),
    ):
        assert refusal(document(encryption=protection)).reason is RefusalReason.ENCRYPTED


def test_pdfs_are_refused_without_the_program_that_cleans_them(monkeypatch):
    monkeypatch.delitem(sys.modules, "lckm_intake.metadata.pdf", raising=False)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    monkeypatch.setattr(refusals, "takes_pdf", refusals.takes_pdf.__wrapped__)
    assert refusal(FILES["letter.pdf"]).reason is RefusalReason.NO_PDF
    assert "PDF" not in refusal(b"text").text("pl"), "nor is a PDF what another file is to be"


@pytest.mark.parametrize("reason", RefusalReason)
@pytest.mark.parametrize("media_type", [None, "image/jpeg", "video/mp4", "application/pdf"])
def test_a_refusal_says_what_to_do_in_both_languages(reason, media_type):
    error = FileRefusedError(reason, media_type, 10_000_000)
    for lang, verbs in (
        ("pl", ("Zrób", "Wyślij", "Nagraj", "Zapisz", "Wybierz", "Dodaj")),
        ("en", ("Take", "Send", "Record", "Save", "Choose", "Add")),
    ):
        assert any(verb in error.text(lang) for verb in verbs)
        assert "()" not in error.text(lang)


def test_parts_that_tell_nothing_known_are_refused_where_they_may_not_stand():
    plain = FILES["plain.jpg"]
    for planted_segment in (
        segment(0xF0, planted("extension")),
        segment(0xDB, planted("as a table")),
        segment(0xC4, planted("as a table")),
        segment(0xDD, planted("as an interval")),
    ):
        assert refusal(plain[:2] + planted_segment + plain[2:]).reason is RefusalReason.UNREADABLE


@pytest.mark.parametrize("written", [0, 2])
def test_a_track_has_as_many_descriptions_as_it_says(written):
    entry = box(b"text", bytes(8))
    content = struct.pack(">B3xI", 0, 1) + entry * written
    with pytest.raises(MalformedFileError):
        clean_descriptions(content, PICTURES)


@pytest.mark.parametrize("bits", [0x00, 0x80, 0x40, 0xC0])
def test_what_a_decoder_of_h265_needs_stays(bits):
    """Whatever the two bits say that stand before the kind of an array."""
    arrays, at = [], 23
    content = bytearray(hvcc())
    for _ in range(content[22]):
        content[at] = content[at] & 0x3F | bits
        (length,) = struct.unpack_from(">H", content, at + 3)
        arrays.append(bytes(content[at : at + 5 + length]))
        at += 5 + length
    cleaned = clean_settings(b"hvcC", bytes(content))
    assert cleaned == bytes(content[:22]) + bytes([3]) + b"".join(arrays[:3])
    assert found_in(cleaned) == []


@pytest.mark.parametrize("kind", [kind for kind, size in heif_properties._KEPT.items() if size])
def test_a_property_of_a_fixed_size_hides_nothing_behind_it(kind):
    """Nor is it kept where it is cut: a photo of such a file is refused."""
    size = heif_properties._KEPT[kind]
    assert heif_properties._rewrite(kind, bytes(size)) == bytes(size)
    for content in (bytes(size) + b"51.77 N", bytes(size - 1), bytes(size + 1)):
        with pytest.raises(MalformedFileError):
            heif_properties._rewrite(kind, content)


@pytest.mark.parametrize("size", range(5))
def test_depths_of_colours_hide_nothing_behind_them(size):
    content = bytes(4) + bytes([size]) + bytes([8]) * size
    if 1 <= size <= 4:
        assert heif_properties._rewrite(b"pixi", content) == content
    for spoilt in (content + b"8", bytes(4) + b"\5" + bytes(5), bytes(5)):
        with pytest.raises(MalformedFileError):
            heif_properties._rewrite(b"pixi", spoilt)


def items_of(count, *, entries=(1,), locations=(1,)):
    """Read a list of items that has these numbers, and says where these are."""
    infe = [full(b"infe", struct.pack(">HH4sx", at, 0, b"hvc1"), version=2) for at in entries]
    places = [struct.pack(">HHHHII", at, 0, 0, 1, 0, count) for at in locations]
    iinf = full(b"iinf", struct.pack(">H", len(infe)), *infe)
    iloc = full(b"iloc", b"\x44\0", struct.pack(">H", len(places)), *places, version=1)
    data = iinf + iloc
    return read_items(data, {found.kind: found for found in read_boxes(data, 0, len(data))})


def test_each_item_is_listed_once_and_is_at_one_place():
    """Of two a program may show the one that was not cleaned."""
    assert [*items_of(4, entries=(1, 2), locations=(1, 2))] == [1, 2]
    for listed in ({"entries": (1, 2, 1)}, {"entries": (1, 1)}, {"locations": (1, 1)}):
        with pytest.raises(MalformedFileError):
            items_of(4, **listed)


@pytest.mark.parametrize("start", [b"", b"1 0 0 RG "])
@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        (b"/P <</A 1>> BDC EMC", b"/P <</A 1"),
        (b"/P <</A <</B 1>> >> BDC EMC", b"/P <</A <</B 1>>"),
        (b"[(a)] TJ", b"[(a)"),
        (b"(a) Tj", b"(a"),
        (b"(a(b)) Tj", b"(a(b)"),
        (b"<41> Tj", b"<41"),
        (b"[<41>] TJ", b"[<41"),
        (b"BI /W 1 ID x\nEI", b"BI /W 1 ID x"),
        (b"BI /W 1 ID x\nEI", b"BI /W 1"),
    ],
)
def test_a_page_that_ends_within_something_is_not_whole(start, whole, cut):
    assert clean_contents(start + whole)
    with pytest.raises(MalformedFileError):
        clean_contents(start + cut)
