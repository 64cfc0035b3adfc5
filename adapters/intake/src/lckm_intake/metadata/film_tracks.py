"""Tracks of a film: read, and rewritten with only pictures or sound."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from lckm_intake.metadata.boxes import (
    Box,
    content_of,
    single_boxes,
    write_box,
    write_full_box,
    write_handler,
)
from lckm_intake.metadata.byte_fields import MalformedFileError, require
from lckm_intake.metadata.coded_units import Cleaner
from lckm_intake.metadata.sample_entries import (
    PICTURES,
    SOUND,
    UnknownCodingError,
    clean_descriptions,
)
from lckm_intake.metadata.sample_tables import (
    Chunk,
    read_chunks,
    read_times,
    write_offsets,
    write_sizes,
)

_UNDETERMINED_LANGUAGE: Final = struct.pack(">HH", 0x55C4, 0)
_QUICKTIME_MEDIA: Final = b"mhlr"
# Data are in the file itself.
_DATA_PLACE: Final = write_box(
    b"dinf", write_full_box(b"dref", 0, 0, struct.pack(">I", 1), write_full_box(b"url ", 0, 1))
)
_MEDIA_HEADS: Final = {
    PICTURES: write_full_box(b"vmhd", 0, 1, bytes(8)),
    SOUND: write_full_box(b"smhd", 0, 0, bytes(4)),
}
_TIMES: Final = (b"stts", b"ctts", b"stss")


@attrs.frozen
class Track:
    """A track of the file that came.

    Args:
        boxes: its boxes by kind, those of its media and of its tables among them.
        handler: what it holds.
        chunks: where its samples lie.
        descriptions: how they are coded, written anew.
        cleaner: what cleans a sample; ``None`` for a track that is not kept.
    """

    boxes: Mapping[bytes, Box]
    handler: bytes
    chunks: Sequence[Chunk]
    descriptions: bytes = b""
    cleaner: Cleaner | None = None


def read_track(data: bytes, box: Box) -> Track:
    """Return a track of a film.

    Raises:
        MalformedFileError: it is broken.
    """
    boxes = single_boxes(data, box.start, box.end)
    for container in (b"mdia", b"minf", b"stbl", b"edts"):
        if container in boxes:
            inner = boxes[container]
            boxes = single_boxes(data, inner.start, inner.end) | boxes
    handler = content_of(data, boxes.get(b"hdlr"))[8:12]
    chunks = read_chunks(data, boxes)
    if handler not in (PICTURES, SOUND):
        return Track(boxes, handler, chunks)
    try:
        written, cleaner = clean_descriptions(content_of(data, boxes.get(b"stsd")), handler)
    except UnknownCodingError:
        return Track(boxes, handler, chunks)
    return Track(boxes, handler, chunks, written, cleaner)


@attrs.define
class CleanTrack:
    """A track to write: its boxes, and its chunks in their order.

    Args:
        head: the boxes before those of the media.
        media_head: the boxes of the media before its tables.
        handler: what it holds.
        tables: the tables that do not change.
        sizes: the table of sizes.
        chunks: the bytes of each chunk.
        came_from: where each chunk lay in the file that came.
        places: where each lies among all samples.
    """

    head: bytes
    media_head: bytes
    handler: bytes
    tables: bytes
    sizes: bytes
    chunks: Sequence[bytes]
    came_from: Sequence[int]
    places: list[int]

    @classmethod
    def make(cls, data: bytes, track: Track) -> "CleanTrack":
        """Return a track with each sample cleaned.

        Raises:
            MalformedFileError: a box or a sample is broken.
        """
        if track.cleaner is None:
            raise MalformedFileError
        sizes: list[int] = []
        chunks: list[bytes] = []
        for chunk in track.chunks:
            samples, at = [], chunk.offset
            for size in chunk.sizes:
                samples.append(track.cleaner(data[at : at + size]))
                at += size
            sizes += [len(sample) for sample in samples]
            chunks.append(b"".join(samples))
        return cls(
            _track_head(data, track.boxes),
            _media_head(data, track),
            track.handler,
            b"".join(_tables(data, track)),
            write_sizes(sizes),
            chunks,
            [chunk.offset for chunk in track.chunks],
            [0] * len(chunks),
        )

    def encode(self, start: int) -> bytes:
        """Return the box of the track, for samples that begin at *start* of the file."""
        offsets = write_offsets([start + place for place in self.places])
        table = write_box(b"stbl", self.tables, self.sizes, offsets)
        information = write_box(b"minf", _MEDIA_HEADS[self.handler], _DATA_PLACE, table)
        return write_box(b"trak", self.head, write_box(b"mdia", self.media_head, information))


def _track_head(data: bytes, boxes: Mapping[bytes, Box]) -> bytes:
    """Return how a track is shown, without the times at which it was made and changed."""
    content = content_of(data, boxes.get(b"tkhd"))
    wide = content[:1] == b"\x01"
    require(holds=len(content) == (96 if wide else 84))
    number_and_length = content[20:36] if wide else content[12:24]
    # Layer, group, volume, matrix, width and height end the box.
    cleaned = write_box(
        b"tkhd",
        content[:4],
        bytes(16 if wide else 8),
        number_and_length[:4],
        bytes(4),
        number_and_length[8:],
        bytes(8),
        content[-52:-46],
        bytes(2),
        content[-44:],
    )
    if b"elst" not in boxes:
        return cleaned
    edits = read_times(b"elst", content_of(data, boxes[b"elst"]))
    return cleaned + write_box(b"edts", write_box(b"elst", edits))


def _media_head(data: bytes, track: Track) -> bytes:
    content = content_of(data, track.boxes.get(b"mdhd"))
    wide = content[:1] == b"\x01"
    require(holds=len(content) == (36 if wide else 24))
    component = content_of(data, track.boxes.get(b"hdlr"))[4:8]
    return write_box(
        b"mdhd",
        content[:1],
        bytes(3),
        bytes(16 if wide else 8),
        content[20:32] if wide else content[12:20],
        _UNDETERMINED_LANGUAGE,
    ) + write_handler(track.handler, component if component == _QUICKTIME_MEDIA else bytes(4))


def _tables(data: bytes, track: Track) -> Iterator[bytes]:
    yield track.descriptions
    for kind in _TIMES:
        if kind in track.boxes:
            yield write_box(kind, read_times(kind, content_of(data, track.boxes[kind])))
    yield write_full_box(b"stsc", 0, 0, content_of(data, track.boxes.get(b"stsc"))[4:])
