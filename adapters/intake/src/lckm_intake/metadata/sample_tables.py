"""Tables of a track: how many samples it has, how large they are, and where they lie."""

import struct
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from lckm_intake.metadata.boxes import Box, content_of, write_full_box
from lckm_intake.metadata.byte_fields import require, unpack

_MOST_SAMPLES: Final = 500_000
# Tables of times that are kept as they are: bytes of an entry, and of what stands before them.
_TIMES: Final = {b"stts": (8, 8), b"ctts": (8, 8), b"stss": (4, 8), b"elst": (12, 8)}


@attrs.frozen
class Chunk:
    """Samples that lie one after another in the file."""

    offset: int
    sizes: Sequence[int]

    @property
    def end(self) -> int:
        """Where the chunk ends in the file."""
        return self.offset + sum(self.sizes)


def read_chunks(data: bytes, tables: Mapping[bytes, Box]) -> list[Chunk]:
    """Return the chunks of a track.

    Raises:
        MalformedFileError: the tables do not fit together, or the file is too short for them.
    """
    sizes = _sizes(content_of(data, tables.get(b"stsz")), len(data))
    offsets = _offsets(data, tables)
    chunks: list[Chunk] = []
    at = 0
    for offset, count in zip(
        offsets,
        _samples_per_chunk(content_of(data, tables.get(b"stsc")), len(offsets)),
        strict=True,
    ):
        require(holds=count > 0 and at + count <= len(sizes))
        chunk = Chunk(offset, sizes[at : at + count])
        require(holds=chunk.end <= len(data))
        chunks.append(chunk)
        at += count
    require(holds=at == len(sizes))
    return chunks


def read_times(kind: bytes, content: bytes) -> bytes:
    """Return a table of times as it is, if its length is that of its entries.

    Raises:
        MalformedFileError: it is not.
    """
    entry, head = _TIMES[kind]
    if kind == b"elst" and content[:1] == b"\x01":
        entry = 20
    (count,) = unpack(">I", content, 4)
    require(holds=len(content) == head + count * entry)
    return content


def write_sizes(sizes: Sequence[int]) -> bytes:
    """Return the table of sizes of samples."""
    return write_full_box(
        b"stsz", 0, 0, struct.pack(">II", 0, len(sizes)), struct.pack(f">{len(sizes)}I", *sizes)
    )


def write_offsets(offsets: Sequence[int]) -> bytes:
    """Return the table of offsets of chunks."""
    return write_full_box(
        b"stco", 0, 0, struct.pack(">I", len(offsets)), struct.pack(f">{len(offsets)}I", *offsets)
    )


def _sizes(content: bytes, most: int) -> Sequence[int]:
    size, count = unpack(">II", content, 4)
    require(holds=count <= _MOST_SAMPLES)
    if size:
        require(holds=len(content) == 12 and size * count <= most)
        return [size] * count
    require(holds=len(content) == 12 + 4 * count)
    return unpack(f">{count}I", content, 12)


def _offsets(data: bytes, tables: Mapping[bytes, Box]) -> Sequence[int]:
    wide = b"co64" in tables
    content = content_of(data, tables.get(b"co64" if wide else b"stco"))
    (count,) = unpack(">I", content, 4)
    require(holds=len(content) == 8 + count * (8 if wide else 4))
    return unpack(f">{count}{'Q' if wide else 'I'}", content, 8)


def _samples_per_chunk(content: bytes, chunks: int) -> list[int]:
    (count,) = unpack(">I", content, 4)
    require(holds=len(content) == 8 + 12 * count)
    found: list[int] = []
    runs = [unpack(">III", content, 8 + 12 * index) for index in range(count)]
    for index, (first, samples, _) in enumerate(runs):
        following = runs[index + 1][0] if index + 1 < count else chunks + 1
        require(holds=first == len(found) + 1 and first < following <= chunks + 1)
        found += [samples] * (following - first)
    require(holds=len(found) == chunks)
    return found
