"""MP4, QuickTime and 3GP: pictures and sound in a new file, with no other track or box.

Tracks of positions, of the camera and of time codes are not taken along, nor are user data.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from lckm_intake.metadata.boxes import Box, content_of, read_boxes, write_box, write_brands
from lckm_intake.metadata.byte_fields import require
from lckm_intake.metadata.film_tracks import CleanTrack, Track, read_track
from lckm_intake.metadata.sample_entries import PICTURES, SOUND
from lckm_intake.metadata.sample_tables import Chunk

_MOST_TRACKS: Final = 16
_MOST_SAMPLES: Final = 1_000_000


def clean_mp4(data: bytes) -> bytes:
    """Return a film without metadata.

    Raises:
        MalformedFileError: it is not built as its format says, is written in fragments, or is
            coded in a way that is not known here.
    """
    boxes = list(read_boxes(data, 0, len(data)))
    top = {box.kind: box for box in reversed(boxes)}
    require(holds=b"moov" in top and b"moof" not in top)
    movie = list(read_boxes(data, top[b"moov"].start, top[b"moov"].end))
    tracks = _read_tracks(data, movie)
    _require_apart(
        [chunk for track in tracks for chunk in track.chunks],
        [box for box in boxes if box.kind == b"mdat"],
    )
    tracks_to_write = [CleanTrack.make(data, track) for track in _choose(tracks)]
    samples = _arrange(tracks_to_write)
    brands = write_brands(content_of(data, top.get(b"ftyp")))
    head = next((box for box in movie if box.kind == b"mvhd"), None)
    movie_head = write_box(b"mvhd", _clean_movie_head(content_of(data, head)))

    def film_head(start: int) -> bytes:
        return brands + write_box(
            b"moov", movie_head, *(track.encode(start) for track in tracks_to_write)
        )

    return film_head(len(film_head(0)) + 8) + write_box(b"mdat", samples)


def _read_tracks(data: bytes, movie: Sequence[Box]) -> list[Track]:
    tracks: list[Track] = []
    budget = _MOST_SAMPLES
    for box in movie:
        if box.kind == b"trak":
            track = read_track(data, box)
            budget -= sum(len(chunk.sizes) for chunk in track.chunks)
            tracks.append(track)
            require(holds=budget >= 0 and len(tracks) <= _MOST_TRACKS)
    return tracks


def _require_apart(chunks: Sequence[Chunk], places: Sequence[Box]) -> None:
    """Refuse a file in which two chunks share bytes, or one lies outside the media data."""
    spans = sorted((chunk.offset, chunk.end) for chunk in chunks if chunk.end > chunk.offset)
    require(holds=all(end <= start for (_, end), (start, _) in pairwise(spans)))
    starts = [box.start for box in places]
    for start, end in spans:
        index = bisect_right(starts, start) - 1
        require(holds=index >= 0 and end <= places[index].end)


def _choose(tracks: Sequence[Track]) -> list[Track]:
    """Return the tracks to keep: pictures and sound that can be shown anywhere.

    Telephones write the same sound twice, the second time in a coding of their own.
    """
    tracks_to_write = [track for track in tracks if track.cleaner is not None]
    for handler in (PICTURES, SOUND):
        if any(track.handler == handler for track in tracks):
            require(holds=any(track.handler == handler for track in tracks_to_write))
    require(holds=bool(tracks_to_write))
    return tracks_to_write


def _arrange(tracks: Sequence[CleanTrack]) -> bytes:
    """Give each chunk its place, in the order that they came in, and return them all."""
    ordered = sorted(
        (offset, track, index)
        for track, clean in enumerate(tracks)
        for index, offset in enumerate(clean.came_from)
    )
    samples: list[bytes] = []
    at = 0
    for _, track, index in ordered:
        chunk = tracks[track].chunks[index]
        tracks[track].places[index] = at
        samples.append(chunk)
        at += len(chunk)
    return b"".join(samples)


def _clean_movie_head(content: bytes) -> bytes:
    """Return the head of a film without the times at which it was made and changed."""
    wide = content[:1] == b"\x01"
    require(holds=len(content) == (112 if wide else 100))
    scale_and_length = content[20:32] if wide else content[12:20]
    # Rate, volume, matrix and the next track's number end the box.
    rate_and_volume, matrix, following = content[-80:-74], content[-64:-28], content[-4:]
    times = bytes(16 if wide else 8)
    written = [content[:1], bytes(3), times, scale_and_length, rate_and_volume]
    written += [bytes(10), matrix, bytes(24), following]
    return b"".join(written)
