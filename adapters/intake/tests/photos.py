"""Photos with all that telephones and programs write into them, made by Pillow and by hand."""

import io
import struct
import zlib
from functools import cache

from canaries import CANARY, SECONDS, planted
from PIL import Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

from lckm_intake.metadata.colour import write_profile

P3 = write_profile("Display P3")
"""The colour profile of telephones, as it is written anew."""
ORIENTATION = 6


def picture(size=(48, 32), mode="RGB"):
    """Return a picture with edges and colours."""
    image = Image.new("RGB", size, (200, 30, 60))
    image.paste((20, 90, 220), (0, 0, size[0] // 2, size[1] // 3))
    image.paste((240, 240, 10), (size[0] // 3, size[1] // 2, size[0], size[1]))
    if mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize(size))
    return image.convert(mode)


def exif(orientation=ORIENTATION):
    """Return EXIF data with maker, model, program, author, times and a place."""
    found = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x0131, 0x013B, 0x013C, 0x8298):
        found[tag] = planted(f"{tag:x}").decode()
    found[0x9C9D] = CANARY.decode().encode("utf-16-le")
    found[0x0132] = "2026:05:06 07:08:09"
    found[0x0112] = orientation
    details = found.get_ifd(0x8769)
    details[0x9286] = b"ASCII\0\0\0" + planted("comment")
    details[0xA433] = planted("lens").decode()
    details[0x927C] = planted("maker's note") + bytes(60)
    place = found.get_ifd(0x8825)
    place[1], place[2] = "N", (51.0, 45.0, IFDRational(*SECONDS))
    place[3], place[4] = "E", (19.0, 27.0, 20.5)
    place[27] = planted("method")
    return found.tobytes()


def profile():
    """Return the colour profile of telephones with a device's name and a date."""
    named = bytearray(P3)
    named[24:36] = struct.pack(">6H", 2026, 5, 6, 7, 8, 9)
    named[48:56] = CANARY[:4] + CANARY[3:]
    return bytes(named) + planted("profile")


def xmp():
    """Return XMP data."""
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + planted("xmp") + b"</x:xmpmeta>"


def segment(marker, content):
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(orientation=ORIENTATION, mode="RGB", plain=False, **options):
    """Return a JPEG with every segment that is known to tell something."""
    written = io.BytesIO()
    picture(mode=mode).save(written, "JPEG", quality=85, **options)
    data = written.getvalue()
    if plain:
        return data
    thumbnail = io.BytesIO()
    picture((16, 12)).save(thumbnail, "JPEG", comment=planted("thumbnail"))
    second = io.BytesIO()
    picture((24, 16)).save(second, "JPEG", exif=exif(), comment=planted("second picture"))
    planted_segments = (
        segment(0xE0, b"JFXX\0\x10" + thumbnail.getvalue())
        + segment(0xE1, b"Exif\0\0" + exif(orientation).removeprefix(b"Exif\0\0"))
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp())
        + segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + xmp())
        + segment(0xE2, b"ICC_PROFILE\0\x01\x01" + profile())
        + segment(0xEC, b"Ducky" + planted("ducky"))
        + segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + planted("iptc"))
        + segment(0xEF, planted("any"))
        + segment(0xFE, planted("comment"))
    )
    end = 2
    while data[end + 1] >> 4 == 0xE:
        end += 2 + int.from_bytes(data[end + 2 : end + 4], "big")
    trailer = second.getvalue() + planted("trailer") + b"SEFT"
    return data[:end] + planted_segments + data[end:] + trailer


def two_pictures():
    """Return a photo with a second one after it, as telephones with two lenses write it."""
    written = io.BytesIO()
    picture().save(
        written,
        "MPO",
        save_all=True,
        append_images=[picture((24, 16))],
        exif=exif(),
        comment=planted("second"),
    )
    return written.getvalue()


def png(mode="RGB", **options):
    """Return a PNG with every chunk that is known to tell something."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", planted("text").decode())
    texts.add_text("Comment", planted("packed").decode() * 20, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
    texts.add(b"tIME", bytes((7, 234, 5, 6, 7, 8)))
    texts.add(b"prVt", planted("private"))
    written = io.BytesIO()
    image = picture(mode=mode)
    image.save(
        written, "PNG", pnginfo=texts, exif=exif(), icc_profile=profile(), dpi=(300, 300), **options
    )
    data = written.getvalue()
    # A chunk that comes after the picture, and what an earlier, larger file left behind.
    late = chunk(b"tEXt", b"Comment\0" + planted("late"))
    return data[:-12] + late + data[-12:] + planted("trailer")


def chunk(kind, content):
    """Return a chunk of a PNG."""
    checksum = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", checksum)


def webp(mode="RGB", plain=False, **options):
    """Return a WebP with EXIF, XMP, an unknown chunk and a trailer."""
    written = io.BytesIO()
    if not plain:
        options |= {"exif": exif(), "xmp": xmp(), "icc_profile": profile()}
    picture(mode=mode).save(written, "WEBP", **options)
    data = written.getvalue()
    if plain:
        return data
    content = planted("private!")
    data += b"PRIV" + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(data) - 8) + data[8:] + planted("trailer")


def in_first_frame(data, content):
    """Return an animated WebP with an unknown chunk behind the picture of its first frame."""
    at = data.index(b"ANMF")
    (length,) = struct.unpack_from("<I", data, at + 4)
    # A frame ends at an even place, so the chunk may stand right there.
    end = at + 8 + length + length % 2
    more = b"PRIV" + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    frame = data[at + 8 : end] + more
    longer = data[: at + 4] + struct.pack("<I", len(frame)) + frame + data[end:]
    (size,) = struct.unpack_from("<I", data, 4)
    return longer[:4] + struct.pack("<I", size + len(longer) - len(data)) + longer[8:]


def avif(mode="RGB", **options):
    """Return an AVIF with EXIF, XMP and a colour profile."""
    written = io.BytesIO()
    picture((64, 48), mode).save(
        written, "AVIF", exif=exif(), xmp=xmp(), icc_profile=profile(), **options
    )
    data = written.getvalue()
    content = planted("box of a maker")
    return data + struct.pack(">I4s", 8 + len(content), b"uuid") + content


@cache
def photos():
    """Return photos that Pillow opens, by name."""
    frames = [picture(mode="RGBA"), picture(mode="RGBA").rotate(180)]
    return {
        "baseline.jpg": jpeg(),
        "progressive.jpg": jpeg(progressive=True),
        "restarts.jpg": jpeg(restart_marker_blocks=1),
        "grey.jpg": jpeg(mode="L"),
        "four-inks.jpg": jpeg(mode="CMYK"),
        "upright.jpg": jpeg(orientation=1),
        "two.jpg": two_pictures(),
        "plain.jpg": jpeg(plain=True),
        "colour.png": png(),
        "transparent.png": png("RGBA"),
        "palette.png": png("P", transparency=3),
        "grey.png": png("L"),
        "animation.png": png("RGBA", save_all=True, append_images=frames[1:]),
        "lossy.webp": webp(),
        "lossless.webp": webp(lossless=True),
        "transparent.webp": webp("RGBA"),
        "animation.webp": webp("RGBA", save_all=True, append_images=frames[1:]),
        "frame.webp": in_first_frame(
            webp("RGBA", save_all=True, append_images=frames[1:]), planted("within a frame")
        ),
        "plain.webp": webp(plain=True),
        "colour.avif": avif(),
        "transparent.avif": avif("RGBA"),
    }
