"""HEIF pictures and films made of boxes by hand, with all that telephones write into them.

Their coded pictures are units of the right shape and of nothing that could be shown.
"""

import struct
from functools import cache

from canaries import LATITUDE, LONGITUDE, planted
from photos import exif, profile, xmp

MAC_TIME = 0xE2D1_C0B1


def box(kind, *contents):
    """Return a box."""
    body = b"".join(contents)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full(kind, *contents, version=0, flags=0):
    """Return a box with a version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *contents)


def h265(number, words):
    """Return a coded picture of H.265: a message of the program, and a slice."""
    message = words("x265 options")
    units = (
        bytes((39 << 1, 1, 5, len(message))) + message + b"\x80",
        bytes((19 << 1, 1)) + bytes((number,)) * (40 + number),
    )
    return b"".join(struct.pack(">I", len(unit)) + unit for unit in units)


def h264(number, words):
    """Return a coded picture of H.264: a message of the program, and a slice."""
    message = words("x264 options")
    units = (
        bytes((6, 5, len(message))) + message + b"\x80",
        bytes((0x65, 0x88)) + bytes((number,)) * (30 + number),
    )
    return b"".join(struct.pack(">I", len(unit)) + unit for unit in units)


def unplanted(words=""):
    """Return a text in which there is nothing to look for."""
    return b"words " + words.encode()


def hvcc():
    """Return a decoder configuration of H.265 with parameter sets and a message."""
    sets = b"".join(
        struct.pack(">BHH", 0x80 | kind, 1, 6) + bytes((kind << 1, 1, 2, 3, 4, 5))
        for kind in (32, 33, 34)
    )
    message = bytes((39 << 1, 1, 5, 20)) + planted("configured")
    sets += struct.pack(">BHH", 0x80 | 39, 1, len(message)) + message
    return bytes((1,)) + bytes(20) + bytes((0x0F, 4)) + sets


def _entry(number, kind, name=b"", flags=0):
    return full(
        b"infe", struct.pack(">HH4s", number, 0, kind) + name + b"\0", version=2, flags=flags
    )


@cache
def heif(major=b"heic", within=planted):
    """Return a picture of four tiles as telephones make it: items 1–4, 5 shows them together.

    6 is a thumbnail, 7 a depth map, 8 EXIF, 9 XMP, 10 the transparency.
    *within* gives the words among coded pictures.
    """
    tiles = [h265(number, within) for number in range(1, 5)]
    extra = [
        h265(9, within),
        h265(8, within),
        struct.pack(">I", 6) + b"Exif\0\0" + exif()[6:],
        xmp(),
        h265(7, within),
    ]
    grid = struct.pack(">BBBBHH", 0, 0, 1, 1, 128, 96)
    entries = [_entry(number, b"hvc1", planted("tile"), flags=1) for number in range(1, 5)]
    entries += [_entry(5, b"grid"), _entry(6, b"hvc1"), _entry(7, b"hvc1"), _entry(8, b"Exif")]
    mime = struct.pack(">HH4s", 9, 0, b"mime") + b"\0application/rdf+xml\0"
    entries += [full(b"infe", mime, version=2), _entry(10, b"hvc1")]
    properties = [
        box(b"colr", b"prof", profile()),
        full(b"ispe", struct.pack(">II", 64, 48)),
        box(b"hvcC", hvcc()),
        full(b"ispe", struct.pack(">II", 128, 96)),
        box(b"irot", b"\x03"),
        full(b"auxC", b"urn:mpeg:hevc:2015:auxid:2\0" + planted("depth")),
        full(b"udes", planted("described") + b"\0"),
        full(b"auxC", b"urn:mpeg:hevc:2015:auxid:1\0" + planted("transparency")),
    ]
    of_items = [(number, (0x83, 2)) for number in range(1, 5)]
    of_items += [(5, (1, 4, 0x85, 7)), (6, (0x83, 2)), (7, (0x83, 2, 6)), (10, (0x83, 2, 8))]
    ipma = struct.pack(">I", len(of_items)) + b"".join(
        struct.pack(f">HB{len(found)}B", number, len(found), *found) for number, found in of_items
    )
    references = full(
        b"iref",
        box(b"dimg", struct.pack(">HH4H", 5, 4, 1, 2, 3, 4)),
        box(b"thmb", struct.pack(">HHH", 6, 1, 5)),
        box(b"auxl", struct.pack(">HHH", 7, 1, 5)),
        box(b"cdsc", struct.pack(">HHH", 8, 1, 5)),
        box(b"auxl", struct.pack(">HHHH", 10, 2, 5, 6)),
        box(b"prem", struct.pack(">HHH", 5, 1, 10)),
        box(b"cdsc", struct.pack(">HHH", 9, 1, 5)),
    )
    outside = [(number, content) for number, content in enumerate(tiles, 1)]
    outside += list(zip((6, 7, 8, 9, 10), extra, strict=True))

    def meta(start):
        locations, at = [], start
        for number, content in outside:
            locations.append(struct.pack(">HHHHII", number, 0, 0, 1, at, len(content)))
            at += len(content)
        locations.insert(4, struct.pack(">HHHHII", 5, 1, 0, 1, 0, len(grid)))
        return full(
            b"meta",
            full(b"hdlr", bytes(4), b"pict", bytes(12), planted("handler") + b"\0"),
            full(b"pitm", struct.pack(">H", 5)),
            full(b"iinf", struct.pack(">H", len(entries)), *entries),
            references,
            box(b"iprp", box(b"ipco", *properties), full(b"ipma", ipma)),
            box(b"idat", grid),
            full(b"iloc", bytes((0x44, 0)), struct.pack(">H", 10), *locations, version=1),
            box(b"grpl", planted("group")),
        )

    head = box(b"ftyp", major, b"KANA", b"mif1", b"heic", b"KANA") + box(b"free", planted("free"))
    start = len(head) + len(meta(0)) + 8
    media = box(b"mdat", *(content for _, content in outside), within("between"))
    return head + meta(start) + media + box(b"mpvd", planted("motion")) + box(b"uuid", planted())


def _track(number, handler, entry, chunks, *, quicktime, wide):
    """Return what makes the box of a track, by the offsets of its chunks."""
    sizes = [len(sample) for chunk in chunks for sample in chunk]
    long, version = ("Q", 1) if wide else ("I", 0)
    times = struct.pack(f">2{long}", MAC_TIME, MAC_TIME)
    length = 40 * len(sizes)

    def made(offsets):
        table = box(
            b"stbl",
            full(b"stsd", struct.pack(">I", 1), entry),
            full(b"stts", struct.pack(">III", 1, len(sizes), 40)),
            full(b"stsc", struct.pack(">IIII", 1, 1, len(chunks[0]), 1)),
            full(b"stsz", struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
            full(b"stco", struct.pack(f">I{len(offsets)}I", len(offsets), *offsets)),
            box(b"udta", planted("table")),
        )
        component = b"mhlr" if quicktime else bytes(4)
        media = box(
            b"mdia",
            full(
                b"mdhd",
                times,
                struct.pack(f">I{long}HH", 1000, length, 0x55C4, 0),
                version=version,
            ),
            full(b"hdlr", component, handler, bytes(12), planted("handler") + b"\0"),
            box(
                b"minf",
                full(b"hdlr", b"dhlr", b"url ", bytes(12), planted("data handler")),
                full(b"gmhd"),
                box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ", planted()))),
                table,
            ),
        )
        head = times + struct.pack(f">II{long}", number, 0, length)
        matrix = struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30)
        return box(
            b"trak",
            full(
                b"tkhd",
                head,
                bytes(8),
                bytes(8),
                matrix,
                struct.pack(">II", 64 << 16, 48 << 16),
                version=version,
                flags=3,
            ),
            box(b"edts", full(b"elst", struct.pack(">IIiI", 1, 40, 0, 65536))),
            media,
            box(b"meta", planted("track")),
            box(b"udta", box(b"name", planted("track's name"))),
        )

    return made


def _pictures_entry(kind, configuration, *more):
    maker = b"KANA" + bytes(8)
    fields = struct.pack(">HHIIIH", 64, 48, 72 << 16, 72 << 16, 0, 1)
    name = bytes((14,)) + planted("coder")[:31].ljust(31, b"\0")
    return box(
        kind,
        bytes(6),
        b"\0\1",
        bytes(4),
        maker,
        fields,
        name,
        struct.pack(">Hh", 24, -1),
        configuration,
        *more,
    )


def _sound_entry(*, quicktime):
    descriptor = full(
        b"esds", b"\x03\x19\0\0\0\x04\x11\x40\x15" + bytes(11) + b"\x05\x02\x12\x10\x06\x01\x02"
    )
    fields = (
        bytes(6)
        + b"\0\1"
        + struct.pack(">HH4sHHHHI", int(quicktime), 0, b"KANA", 2, 16, 0, 0, 48000 << 16)
    )
    if not quicktime:
        return box(b"mp4a", fields, descriptor, box(b"udta", planted()))
    wave = box(
        b"wave",
        box(b"frma", b"mp4a"),
        box(b"mp4a", bytes(4)),
        descriptor,
        box(b"chan", planted("channels")),
        struct.pack(">II", 8, 0),
    )
    return box(b"mp4a", fields, struct.pack(">IIII", 1024, 0, 0, 2), wave)


@cache
def film(
    major=b"mp42",
    *,
    coding=b"avc1",
    head_first=False,
    quicktime=False,
    wide=False,
    within=planted,
):
    """Return a film with sound, a track of positions, and user data everywhere.

    *wide* heads have times of 64 bits; *within* gives the words among coded pictures and sound.
    """
    picture = h264 if coding == b"avc1" else h265
    configuration = (
        box(b"avcC", bytes((1, 66, 0, 30, 0xFF, 0xE0, 0)))
        if coding == b"avc1"
        else box(b"hvcC", hvcc())
    )
    position = f"{LATITUDE:+.4f}{LONGITUDE:+.4f}/".encode()
    tracks = [
        (
            b"vide",
            _pictures_entry(
                coding, configuration, box(b"colr", b"prof", profile()), box(b"btrt", planted())
            ),
            [[picture(number, within) for number in pair] for pair in ((1, 2), (3, 4))],
        ),
        (b"soun", _sound_entry(quicktime=quicktime), [[b"\x21" * 30] * 2, [b"\x22" * 31] * 2]),
        (
            b"meta",
            box(b"mebx", bytes(6), b"\0\1", box(b"keys", planted("key"))),
            [[planted("position 1")], [planted("position 2")]],
        ),
    ]
    makers = [
        _track(number, handler, entry, chunks, quicktime=quicktime, wide=wide)
        for number, (handler, entry, chunks) in enumerate(tracks, 1)
    ]
    ordered = [(track, index) for index in (0, 1) for track in range(len(tracks))]
    gap = within("between chunks")

    def movie(start):
        at, offsets = start, [[], [], []]
        for track, index in ordered:
            offsets[track].append(at)
            at += sum(map(len, tracks[track][2][index])) + len(gap)
        form = ">QQIQIH" if wide else ">IIIIIH"
        head = struct.pack(form, MAC_TIME, MAC_TIME, 1000, 160, 65536, 256)
        matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
        words = box(b"\xa9xyz", struct.pack(">HH", len(position), 0x15C7), position)
        items = full(
            b"meta",
            full(b"hdlr", bytes(4), b"mdta", bytes(13)),
            full(b"keys", struct.pack(">I", 1), box(b"mdta", planted("location.ISO6709"))),
            box(b"ilst", box(b"\0\0\0\1", box(b"data", struct.pack(">II", 1, 0), planted()))),
        )
        return box(
            b"moov",
            full(
                b"mvhd",
                head,
                bytes(10),
                matrix,
                b"KANAREK".ljust(24, b"\0"),
                struct.pack(">I", 4),
                version=int(wide),
            ),
            *(make(offsets[track]) for track, make in enumerate(makers)),
            box(b"udta", words, box(b"\xa9mak", planted("maker")), bytes(4)),
            items,
            box(b"uuid", planted("uuid")),
            box(b"free", planted("free")),
        )

    brands = box(b"ftyp", major, b"KANA", b"isom", b"KANA")
    media = box(
        b"mdat",
        *(b"".join(tracks[track][2][index]) + gap for track, index in ordered),
    )
    spare = box(b"free", planted("spare"))
    last = box(b"skip", planted("skip")) + box(b"udta", planted("last"))
    if head_first:
        start = len(brands) + len(movie(0)) + 8
        return brands + movie(start) + media + last
    return brands + spare + media + movie(len(brands) + len(spare) + 8) + last


@cache
def made_of_boxes(within=planted):
    """Return pictures and films by name; *within* gives the words among coded pictures."""
    return {
        "tiles.heic": heif(within=within),
        "tiles.heif": heif(b"mif1", within=within),
        "film.mp4": film(within=within),
        "head-first.mp4": film(head_first=True, within=within),
        "wide.mp4": film(wide=True, within=within),
        "h265.mp4": film(b"isom", coding=b"hvc1", within=within),
        "telephone.3gp": film(b"3gp5", within=within),
        "telephone.mov": film(b"qt  ", coding=b"hvc1", quicktime=True, within=within),
    }
