"""Bytes of files to download, made by hand so that one thing is wrong with them at a time, or
nothing just yet.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from lckm_core import Procedure
from lckm_core.procedures import check_attachments, check_file, from_data
from lckm_core.procedures._documents.file_types import pdf, zip_archive as archive
from lckm_core.procedures._documents.file_types.detect import sniff
from lckm_core.procedures._documents.file_types.model import FileType

# ── compound files (DOC, XLS), after [MS-CFB] ─────────────────────────────────────────────────────

FREE, END, FAT_SECTOR, LIST_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
WORD = struct.pack("<H8xH", 0xA5EC, 0)


class Compound:
    """A compound file whose sectors are.

    The directory, then each stream, then the table, then the lists of its sectors.
    """

    def __init__(self, streams: dict[str, bytes], *, shift: int = 9, small: bytes = b"") -> None:
        self.size = 1 << shift
        self.sectors: list[bytes] = []
        self.next: list[int] = []
        self.entries = [self.entry("Root Entry", 5, child=1)]
        directory_sectors = -(-(len(streams) + 1) * 128 // self.size)
        self.add(bytes(directory_sectors * self.size))
        if small:  # the stream in which small ones lie
            self.entries[0] = self.entry(
                "Root Entry", 5, child=1, start=self.add(small), size=len(small)
            )
        self.starts = {}
        for number, (name, data) in enumerate(streams.items(), start=1):
            start = 0 if small and len(data) < 4096 else self.add(data)
            self.starts[name] = start
            right = number + 1 if number < len(streams) else FREE
            self.entries.append(self.entry(name, 2, right=right, start=start, size=len(data)))

    def entry(
        self,
        name: str,
        kind: int,
        *,
        left: int = FREE,
        right: int = FREE,
        child: int = FREE,
        start: int = END,
        size: int = 0,
    ) -> bytearray:
        encoded = name.encode("utf-16-le")
        head = encoded.ljust(64, b"\0") + struct.pack(
            "<HBxIII", len(encoded) + 2, kind, left, right, child
        )
        return bytearray(head.ljust(116, b"\0") + struct.pack("<II4x", start, size))

    def add(self, data: bytes) -> int:
        first, count = len(self.sectors), -(-len(data) // self.size)
        self.sectors += [
            data[at : at + self.size].ljust(self.size, b"\0")
            for at in range(0, len(data), self.size)
        ]
        self.next += [*range(first + 1, first + count), END]
        return first

    def bytes(self) -> bytes:
        directory = b"".join(self.entries)
        for number in range(-(-len(directory) // self.size)):
            self.sectors[number] = directory[number * self.size :][: self.size].ljust(
                self.size, b"\0"
            )
        a_sector = self.size // 4
        tables = lists = 0
        while tables * a_sector < len(self.next) + tables + lists:
            tables += 1
            lists = max(0, -(-(tables - 109) // (a_sector - 1)))
        first = len(self.sectors)
        table = [*self.next, *[FAT_SECTOR] * tables, *[LIST_SECTOR] * lists]
        table += [FREE] * (tables * a_sector - len(table))
        places = list(range(first, first + tables))
        head, rest = places[:109], places[109:]
        listed = b""
        for number in range(lists):
            part = rest[number * (a_sector - 1) :][: a_sector - 1]
            part += [FREE] * (a_sector - 1 - len(part))
            listed += struct.pack(
                f"<{a_sector}I", *part, first + tables + number + 1 if number < lists - 1 else END
            )
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(30, b"\0")
        header += struct.pack("<H12xII4x4x4x", self.size.bit_length() - 1, tables, 0).ljust(
            38, b"\0"
        )
        header += struct.pack("<II", first + tables if lists else END, lists)
        header += struct.pack("<109I", *head, *[FREE] * (109 - len(head)))
        return (
            header.ljust(self.size, b"\0")
            + b"".join(self.sectors)
            + struct.pack(f"<{len(table)}I", *table)
            + listed
        )


def doc(length: int = 5000, **more: object) -> Compound:
    """Return a Word document with a text of so many bytes and a table."""
    return Compound({"WordDocument": WORD.ljust(length, b"x"), "1Table": b"t" * 4096}, **more)  # type: ignore[arg-type]


class TestCompound:
    @pytest.mark.parametrize("shift", [9, 12])
    @pytest.mark.parametrize("length", [4096, 4097, 5119, 5120, 5121, 8192, 70_000])
    def test_a_word_document_of_any_length(self, shift, length):
        content = sniff(doc(length, shift=shift).bytes())
        assert (content.type, content.damage, content.encrypted) == (FileType.DOC, None, False)

    def test_one_so_long_that_its_table_is_listed_outside_the_header(self):
        content = sniff(doc(9_000_000).bytes())
        assert (content.type, content.damage) == (FileType.DOC, None)

    def test_what_the_list_outside_the_header_names_must_be_there(self):
        data = doc(9_000_000).bytes()
        assert sniff(data[:-512]).damage

    @pytest.mark.parametrize("shift", [8, 10, 11, 13])
    def test_other_sectors_are_no_compound_file(self, shift):
        content = sniff(doc(shift=shift).bytes())
        assert content.type is FileType.OFFICE
        assert content.damage

    @pytest.mark.parametrize("length", [8, 31, 511, 512])
    def test_a_header_alone_is_damaged(self, length):
        assert sniff(doc().bytes()[:length]).damage

    @pytest.mark.parametrize(("length", "small"), [(4095, 4096), (100, 512), (64, 64)])
    def test_a_small_stream_lies_within_the_root(self, length, small):
        text = WORD.ljust(length, b"x")
        content = sniff(Compound({"WordDocument": text}, small=text.ljust(small, b"\0")).bytes())
        assert (content.type, content.damage) == (FileType.DOC, None)

    @pytest.mark.parametrize(("start", "damaged"), [(7, False), (8, True), (9, True), (800, True)])
    def test_a_small_stream_beyond_the_root_is_damage(self, start, damaged):
        file = Compound({"WordDocument": WORD.ljust(64, b"x")}, small=(WORD.ljust(64, b"x")) * 8)
        file.entries[1][116:120] = struct.pack("<I", start)
        assert bool(sniff(file.bytes()).damage) == damaged

    @pytest.mark.parametrize("name", ["WordDocument", "1Table"])
    @pytest.mark.parametrize("beyond", [0, 1, 200, 1_000_000, 0xFFFFFF00])
    def test_a_stream_that_leaves_the_file_is_damage(self, name, beyond):
        file = doc()
        file.next[file.starts[name]] = 128 + beyond  # the table of this file has 128 numbers
        assert sniff(file.bytes()).damage

    @pytest.mark.parametrize("name", ["WordDocument", "1Table"])
    def test_a_stream_that_ends_early_or_never_is_damage(self, name):
        file = doc()
        start = file.starts[name]
        assert not sniff(file.bytes()).damage
        file.next[start] = END
        assert sniff(file.bytes()).damage
        file.next[start] = start
        assert sniff(file.bytes()).damage

    def test_a_stream_that_is_said_to_be_longer_than_its_sectors_is_damage(self):
        for length, damaged in ((5120, False), (5121, True), (5631, True), (90_000, True)):
            file = doc(5000)
            file.entries[1][120:124] = struct.pack("<I", length)
            assert bool(sniff(file.bytes()).damage) == damaged, length

    def test_a_stream_without_a_sector_is_damage(self):
        file = doc()
        file.entries[1][116:120] = struct.pack("<I", END)
        assert sniff(file.bytes()).damage

    @pytest.mark.parametrize(
        ("cut", "damaged"), [(0, False), (12, False), (13, True), (511, True), (512, True)]
    )
    def test_a_last_sector_may_be_short_but_hold_what_it_must(self, cut, damaged):
        # The table of references lies last in the file; here the text does, 500 bytes of it in its
        # last sector.
        file = Compound({"WordDocument": WORD.ljust(4096 + 500, b"x")})
        data = file.bytes()
        table, text = data[-512:], data[1024:-512]
        moved = struct.unpack("<128I", table)
        count = len(file.sectors) - 1
        numbers = [moved[0], FAT_SECTOR, *range(3, 2 + count), END]
        data = data[:76] + struct.pack("<I", 1) + data[80:1024]
        data += struct.pack("<128I", *numbers, *[FREE] * (128 - len(numbers))) + text
        at = 512 + 128 + 116
        data = data[:at] + struct.pack("<I", 2) + data[at + 4 :]
        assert bool(sniff(data[: len(data) - cut]).damage) == damaged

    @pytest.mark.parametrize(("at", "what"), [(44, "sectors of the table"), (72, "lists of them")])
    def test_more_than_the_file_can_hold_is_damage(self, at, what):
        data = bytearray(doc().bytes())
        data[at : at + 4] = struct.pack("<I", len(data))
        assert sniff(bytes(data)).damage, what

    @pytest.mark.parametrize("number", [1, 3, 4, 100, FREE])
    def test_a_directory_may_name_an_entry_twice_or_one_that_is_not_there(self, number):
        file = doc()
        file.entries[2][68:72] = struct.pack("<I", number)
        assert sniff(file.bytes()).type is FileType.DOC

    @pytest.mark.parametrize(
        ("name", "file_type"),
        [
            ("Workbook", FileType.XLS),
            ("Book", FileType.XLS),
            ("PowerPoint Document", FileType.POWERPOINT),
            ("WORDDOCUMENT", FileType.DOC),
            ("Contents", FileType.UNKNOWN),
        ],
    )
    @pytest.mark.parametrize("before", [0, 2, 6])
    def test_the_type_is_told_by_a_name_at_the_top(self, name, file_type, before):
        others = {f"Other {number}": b"o" * 4096 for number in range(before)}
        assert sniff(Compound(others | {name: WORD.ljust(4096, b"\0")}).bytes()).type is file_type

    def test_what_is_not_word_at_its_beginning_is_damage(self):
        assert sniff(Compound({"WordDocument": b"x" * 4096}).bytes()).damage
        assert (
            sniff(
                Compound({"WordDocument": struct.pack("<H8xH", 0xA5DC, 0).ljust(4096)}).bytes()
            ).damage
            is None
        )

    def test_the_flag_of_encryption(self):
        for flags, encrypted in ((0x0100, True), (0xFEFF, False), (0xFFFF, True)):
            text = struct.pack("<H8xH", 0xA5EC, flags).ljust(4096, b"\0")
            assert sniff(Compound({"WordDocument": text}).bytes()).encrypted == encrypted


# ── archives (DOCX, ODT) ──────────────────────────────────────────────────────────────────────────

MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = b'<Types><Override PartName="/word/document.xml" ContentType="%s"/></Types>'
DOCX = {"[Content_Types].xml": TYPES % MAIN, "word/document.xml": b"<w:document/>" * 3000}


def zipped(
    parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    """Return an archive of these parts, each with a comment and a field of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as new:
        new.comment = comment
        for name, data in parts.items():
            part = zipfile.ZipInfo(name)
            part.compress_type, part.comment, part.extra = (
                method,
                b"comment",
                struct.pack("<HH3s", 0xCAFE, 3, b"abc"),
            )
            new.writestr(part, data)
    return made.getvalue()


def listed(data: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """Return an archive with its last line of the list changed.

    The function is given the bytes and where the line is.
    """
    changed = bytearray(data)
    change(changed, data.rindex(b"PK\x01\x02"))
    return bytes(changed)


def put(offset: int, value: int) -> Callable[[bytearray, int], None]:
    return lambda data, at: struct.pack_into("<I", data, at + offset, value)


class TestArchive:
    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    @pytest.mark.parametrize("comment", [b"", b"x", b"x" * 65_535])
    def test_a_sound_document(self, method, comment):
        noise = zlib.compress(b"".join(b"%d" % (number**7) for number in range(20_000)))
        content = sniff(
            zipped(DOCX | {"word/media/a.bin": noise, "word/empty.xml": b""}, method, comment)
        )
        assert (content.type, content.damage, content.excess, content.macros) == (
            FileType.DOCX,
            None,
            None,
            False,
        )

    def test_an_empty_archive(self):
        content = sniff(zipped({}))
        assert (content.type, content.damage) == (FileType.ZIP, None)

    @pytest.mark.parametrize("cut", [1, 10, 21, 22, 23])
    def test_without_its_last_bytes(self, cut):
        assert sniff(zipped(DOCX)[:-cut]).damage

    def test_without_a_list(self):
        assert sniff(b"PK\x03\x04" + b"\0" * 100).damage

    @pytest.mark.parametrize("mark", [b"PK\x01\x01", b"PK\x01\x03", b"AK\x01\x02"])
    def test_a_list_that_is_none(self, mark):
        def changed(data: bytearray, at: int) -> None:
            data[at : at + 4] = mark

        assert sniff(listed(zipped(DOCX), changed)).damage

    def test_a_list_shorter_than_it_says(self):
        data = bytearray(zipped(DOCX))
        at = data.rindex(b"PK\x05\x06") + 10
        struct.pack_into("<H", data, at, 3)
        assert sniff(bytes(data)).damage

    @pytest.mark.parametrize("mark", [b"PK\x03\x03", b"PK\x03\x05", b"AK\x03\x04"])
    def test_a_part_that_does_not_begin_as_one(self, mark):
        data = bytearray(zipped(DOCX))
        at = data.rindex(b"PK\x03\x04")
        data[at : at + 4] = mark
        assert sniff(bytes(data)).damage

    @pytest.mark.parametrize("begins", [1_000_000, 0xFFFFFFFF])
    def test_a_part_outside_the_file(self, begins):
        assert sniff(listed(zipped(DOCX), put(42, begins))).damage

    @pytest.mark.parametrize("crc", [0, 0xFFFFFFFF])
    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    def test_a_part_with_another_checksum(self, crc, method):
        assert sniff(listed(zipped(DOCX, method), put(16, crc))).damage

    @pytest.mark.parametrize("more", [-1, 1])
    def test_a_part_of_another_length_though_the_checksum_is_right(self, more):
        text = DOCX["word/document.xml"]
        data = listed(zipped(DOCX), put(24, len(text) + more))
        data = listed(data, put(16, zlib.crc32(text[:-1] if more < 0 else text)))
        assert sniff(data).damage

    @pytest.mark.parametrize("method", [1, 7, 9, 99])
    def test_a_part_packed_in_a_way_of_its_own(self, method):
        def changed(data: bytearray, at: int) -> None:
            struct.pack_into("<H", data, at + 10, method)

        assert sniff(listed(zipped(DOCX, zipfile.ZIP_STORED), changed)).damage

    @pytest.mark.parametrize(
        ("parts", "file_type"),
        [
            ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"x"}, FileType.DOCX),
            ({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"x"}, FileType.OFFICE),
            ({"mimetype": b"application/vnd.oasis.opendocument.text"}, FileType.ODT),
            ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, FileType.ODS),
            ({"mimetype": b"application/epub+zip"}, FileType.ZIP),
            ({"a.txt": b"opendocument.text"}, FileType.ZIP),
        ],
    )
    def test_the_type_by_the_parts(self, parts, file_type):
        assert sniff(zipped(parts)).type is file_type

    @pytest.mark.parametrize(
        ("name", "file_type"),
        [
            ("word/document.xml", FileType.DOCX),
            ("[Content_Types].xml", FileType.OFFICE),
            ("a.txt", FileType.ZIP),
        ],
    )
    def test_the_type_of_a_broken_one_is_guessed(self, name, file_type):
        content = sniff(zipped({name: b"x"})[:-1])
        assert content.type is file_type
        assert content.damage

    def test_a_type_of_over_two_hundred_bytes_is_none(self):
        kind = b"application/vnd.oasis.opendocument.text"
        assert sniff(zipped({"mimetype": kind.ljust(200)})).damage is None
        assert sniff(zipped({"mimetype": kind.ljust(201)})).damage


class TestGrowth:
    def test_two_thousand_parts_are_not_too_many(self):
        parts = DOCX | {
            f"word/{number}.xml": b"" for number in range(archive.MAX_PARTS - len(DOCX))
        }
        assert sniff(zipped(parts, zipfile.ZIP_STORED)).excess is None
        content = sniff(zipped(parts | {"word/more.xml": b""}, zipfile.ZIP_STORED))
        assert content.excess.pl == "ma ponad 2000 części"
        assert content.excess.en == "it has more than 2000 parts"

    def test_all_parts_together_are_limited(self):
        others = sum(map(len, DOCX.values())) - len(DOCX["word/document.xml"])
        for unpacked, says in (
            (archive.MAX_UNPACKED - others, "po rozpakowaniu rośnie ponad 100 razy"),
            (archive.MAX_UNPACKED - others + 1, "po rozpakowaniu zajmuje ponad 100 MB"),
        ):
            content = sniff(listed(zipped(DOCX), put(24, unpacked)))
            assert content.type is FileType.DOCX
            assert content.excess.pl == says
        assert content.excess.en == "it unpacks to more than 100 MB"

    def test_growth_is_judged_beyond_five_megabytes(self):
        empty = len(zipped(DOCX | {"word/a.xml": b""}))
        assert empty * archive.MAX_GROWTH < archive.SMALL
        others = sum(map(len, DOCX.values()))
        for unpacked, grows in (
            (archive.SMALL - others, False),
            (archive.SMALL - others + 1, True),
        ):
            assert bool(sniff(zipped(DOCX | {"word/a.xml": b"\0" * unpacked})).excess) == grows

    def test_a_hundredfold_growth_is_allowed(self):
        data = zipped(
            {
                **DOCX,
                "word/a.bin": b"".join(zlib.compress(b"%d" % number) for number in range(9000)),
            },
            0,
        )
        allowed = archive.MAX_GROWTH * len(data)
        assert archive.SMALL < allowed < archive.MAX_UNPACKED
        listed_already = sum(
            part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist()[:-1]
        )
        assert sniff(listed(data, put(24, allowed - listed_already))).excess is None
        assert sniff(listed(data, put(24, allowed - listed_already + 1))).excess


# ── PDF ───────────────────────────────────────────────────────────────────────────────────────────


def pdf_file(
    body: bytes = b"/Type /Page",
    trailer: bytes = b"<</Root 1 0 R>>",
    *,
    before: bytes = b"",
    after: bytes = b"",
    gap: bytes = b"",
) -> bytes:
    """Return a PDF with this body and trailer, *before* its header, *after* its end, *gap* before
    its end mark.
    """
    head = b"%PDF-1.7\n" + body + b"\n"
    start = b"startxref\n%d\n" % len(head)
    return before + head + b"xref\n0 0\ntrailer " + trailer + b"\n" + start + gap + b"%%EOF" + after


def packed(content: bytes, line_break: bytes = b"\n") -> bytes:
    return (
        b"1 0 obj\n<</Type /ObjStm>>\nstream"
        + line_break
        + zlib.compress(content)
        + b"\nendstream\nendobj\n"
    )


class TestPdf:
    @pytest.mark.parametrize(
        ("length", "damaged"), [(0, False), (2043, False), (2044, True), (4000, True)]
    )
    def test_the_end_mark_stands_within_the_last_two_kilobytes(self, length, damaged):
        assert bool(sniff(pdf_file(after=b"\n" * length)).damage) == damaged

    @pytest.mark.parametrize(
        ("length", "damaged"), [(0, False), (2000, False), (2048, True), (4000, True)]
    )
    def test_the_place_of_the_list_stands_within_two_kilobytes_before_it(self, length, damaged):
        assert bool(sniff(pdf_file(gap=b" " * length)).damage) == damaged

    @pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\n\r\n"])
    def test_the_last_of_several_places_counts(self, before):
        data = pdf_file(body=b"startxref\n17\n%%EOF\n/Type /Page", before=before)
        assert sniff(data).damage is None
        late = data.replace(b"%%EOF", b"%%EOX") + b"\nstartxref\n17\n%%EOF"
        assert sniff(late).damage

    @pytest.mark.parametrize(
        "trailer",
        [
            b"/Root <</Size 1>>",
            b"<</Size 1>> <</Root 1 0 R>>",
            b"<</Info <</Root 1 0 R>>>>",
            b"<</Size 1>> % <</Root 1 0 R>>",
            b"<</Size (/Root)>>",
            b"(/Root)",
        ],
    )
    def test_a_name_elsewhere_than_in_the_trailer_is_none_of_it(self, trailer):
        assert sniff(pdf_file(trailer=trailer)).damage

    @pytest.mark.parametrize(
        "trailer",
        [b"% a\n<</Root 1 0 R>>", b"\n\n <</Info <</A [/B]>> /Root 1 0 R>>", b"<</#52oot 1 0 R>>"],
    )
    def test_what_may_stand_around_the_name(self, trailer):
        assert sniff(pdf_file(trailer=trailer)).damage is None

    @pytest.mark.parametrize("line_break", [b"\n", b"\r\n"])
    @pytest.mark.parametrize("where", [0, 1, 20_000])
    def test_a_page_in_an_object_stream(self, line_break, where):
        assert (
            sniff(pdf_file(body=b"%" * where + b"\n" + packed(b"/Type /Page", line_break))).damage
            is None
        )
        assert sniff(
            pdf_file(body=b"%" * where + b"\n" + packed(b"/Type /Font", line_break))
        ).damage

    def test_an_object_stream_without_its_stream_is_passed_over(self):
        gap = b" " * 20_000
        assert (
            sniff(pdf_file(body=b"<</Type /ObjStm>>" + gap + packed(b"/Type /Page"))).damage is None
        )

    def test_pages_are_looked_for_in_two_hundred_streams(self):
        assert sniff(pdf_file(body=packed(b"x") * pdf.MAX_STREAMS)).damage
        assert sniff(pdf_file(body=packed(b"x") * (pdf.MAX_STREAMS + 1))).damage is None
        assert (
            sniff(
                pdf_file(body=packed(b"x") * (pdf.MAX_STREAMS - 1) + packed(b"/Type /Page"))
            ).damage
            is None
        )

    def test_how_much_they_may_unpack_to(self):
        half = packed(b" " * (pdf.MAX_UNPACKED // 2))
        assert sniff(pdf_file(body=half)).excess is None
        excess = sniff(pdf_file(body=half + half)).excess
        assert excess.pl.endswith("zajmuje ponad 16 MB")
        assert excess.en.endswith("more than 16 MB")

    @pytest.mark.parametrize(
        ("before", "file_type"),
        [(1019, FileType.PDF), (1020, FileType.TEXT), (5000, FileType.TEXT)],
    )
    def test_its_header_stands_within_the_first_kilobyte(self, before, file_type):
        assert sniff(pdf_file(before=b"x" * before)).type is file_type


# ── other beginnings, names, sizes ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "file_type"),
    [
        (b"RIFF\x10\0\0\0WAVEfmt ", FileType.UNKNOWN),
        (b"RIFX\x10\0\0\0WEBPVP8 ", FileType.UNKNOWN),
        (b"bplist00\xd1\x01\x02ABC_\x10", FileType.UNKNOWN),
        (b"URL\x00\x01", FileType.UNKNOWN),
        (b"\xef\xbb\xbf%PDF-1.7\n", FileType.PDF),
        (b"\xef\xbb\xbf{\\rtf1 }", FileType.RTF),
        (b"a\tb\r\nc\fd", FileType.TEXT),
        (b"a\x1fb", FileType.UNKNOWN),
        (b"a b", FileType.TEXT),
    ],
)
def test_what_is_told_from_what_is_like_it(data, file_type):
    assert sniff(data).type is file_type


@pytest.mark.parametrize(
    ("data", "damaged"),
    [
        (rb"{\rtf1 {\bin3 {{{}}", False),
        (rb"{\rtf1 {\bin3 }}}} ", False),
        (rb"{\rtf1 {\bin3 }}}} x", True),
        (rb"{\rtf1 {\bin3 }}}}" + b"\0\r\n\t ", False),
        (rb"{\rtf1 a}}", False),
        (rb"{\rtf1 {a}", True),
        (rb"{\rtf1 \{a}", False),
        (rb"{\rtf1 a\}", True),
    ],
)
def test_rtf_is_whole_when_its_braces_are_closed(data, damaged):
    assert bool(sniff(data).damage) == damaged


@pytest.mark.parametrize(
    ("length", "named"),
    [(79, "a" * 79), (80, "a" * 80), (81, "a" * 80 + "…"), (200, "a" * 80 + "…")],
)
def test_a_long_name_is_cut_in_the_message(length, named):
    (finding, *_) = check_file("a" * length, b"tekst", "document")
    assert f"„{named}”" in finding.message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a/b.pdf", "zawiera ścieżkę"),
        ("..", "zawiera ścieżkę"),
        ("a" * 153, "jest za długa"),
        ("a" * 152, "ma złą postać"),
        ("a" * 153 + ".pdf", "jest za długa"),
        ("ą" * 126 + ".pdf", "jest za długa"),
        ("a\u200b.pdf", "zawiera znaki niewidoczne"),
        ("con.pdf", "zastrzeżona dla urządzenia"),
    ],
)
def test_the_fault_of_a_name_is_said(name, words):
    (finding,) = (
        found for found in check_file(name, pdf_file(), "document") if found.code == "LCKM-F011"
    )
    assert words in finding.message


@pytest.mark.parametrize("name", ["a" * 152 + ".pdf", "ą" * 125 + "a.pdf"])
def test_the_longest_names(name):
    assert not list(check_file(name, pdf_file(), "document"))


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (1024**2 - 1, "1048575 B"),
        (1024**2, "1 MB"),
        (1024**2 + 1, "1,1 MB"),
        (2 * 1024**2 - 1, "2 MB"),
    ],
)
def test_a_size_is_rounded_up(size, words):
    (finding,) = check_file("a.pdf", b"x" * size, "document", max_bytes=1)
    assert words in finding.message


class TestBelonging:
    @pytest.mark.parametrize("given", ["aaa.rtf", "zzz.rtf", "wniosek.doc"])
    def test_another_name_is_not_offered_for_a_missing_one(self, given):
        findings = check_attachments(naming("Wniosek.rtf"), {given: b""})
        (missing,) = (finding for finding in findings if finding.code == "LCKM-F012")
        assert "Nie ma pliku „Wniosek.rtf”, który wymienia dokument." in missing.message
        assert given not in missing.message

    @pytest.mark.parametrize(
        "names", [("\u0105.rtf", "a\u0328.rtf"), ("a\u0328.rtf", "\u0105.rtf")]
    )
    def test_of_two_files_with_one_name_the_first_belongs_to_no_document(self, names):
        findings = check_attachments(naming("\u0105.rtf"), dict.fromkeys(names, rb"{\rtf1 a}"))
        (orphan,) = findings
        assert orphan.code == "LCKM-F013"
        assert f"„{names[0]}”" in orphan.message


def naming(file: str) -> Procedure:
    """Return a procedure one of whose documents names this file."""
    minimal = yaml.safe_load(
        (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
    )
    return from_data(
        minimal | {"required_documents": {"to_submit": [{"name": "Wniosek", "file": file}]}}
    )
