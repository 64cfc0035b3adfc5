"""Units of coded pictures (H.264, H.265, AV1), without those that carry free data.

That the units fill a sample exactly also proves that it is a picture and nothing else.
"""

from collections.abc import Callable, Iterator
from typing import Final

from lckm_intake.metadata.byte_fields import MalformedFileError, require

# Messages to the decoder: their kinds of unit in H.264 and in H.265.
_H264_MESSAGE: Final = 6
_H265_MESSAGES: Final = (39, 40)
# Messages that a decoder needs: times of pictures, points to begin at, brightness.
_NEEDED_MESSAGES: Final = frozenset({0, 1, 6, 137, 144, 147})
_LONGEST_MESSAGE: Final = 64
_AV1_METADATA, _AV1_PADDING = 5, 15
_AV1_KINDS: Final = frozenset({*range(1, 9), _AV1_PADDING})
# Units that may fill the rest of a sample, and so need not have a length.
_AV1_FRAMES: Final = (3, 4, 6)
_AV1_FREE_METADATA: Final = 4
_AV1_FIRST_PRIVATE: Final = 6

Cleaner = Callable[[bytes], bytes]


def h264_cleaner(configuration: bytes) -> Cleaner:
    """Return what cleans a sample of H.264, by its decoder configuration (``avcC``)."""
    length_size = _length_size(configuration, 4)
    return lambda sample: _clean_units(sample, length_size, 1, _is_free_h264)


def h265_cleaner(configuration: bytes) -> Cleaner:
    """Return what cleans a sample of H.265, by its decoder configuration (``hvcC``)."""
    length_size = _length_size(configuration, 21)
    return lambda sample: _clean_units(sample, length_size, 2, _is_free_h265)


def clean_av1(sample: bytes) -> bytes:
    """Return a sample of AV1 without free metadata and padding.

    Raises:
        MalformedFileError: its units do not fill it.
    """
    units, at = [], 0
    while at < len(sample):
        start, head = at, sample[at]
        kind = head >> 3 & 15
        # The first and the last bit are always zero.
        require(holds=head & 0x81 == 0 and kind in _AV1_KINDS)
        at += 2 if head & 4 else 1
        size = len(sample) - at
        if head & 2:
            size, at = _leb128(sample, at)
        else:
            require(holds=kind in _AV1_FRAMES)
        require(holds=0 <= size <= len(sample) - at)
        free = kind == _AV1_PADDING
        if kind == _AV1_METADATA:
            message, _ = _leb128(sample, at)
            free = message == _AV1_FREE_METADATA or message >= _AV1_FIRST_PRIVATE
        at += size
        if not free:
            units.append(sample[start:at])
    return b"".join(units)


def _length_size(configuration: bytes, at: int) -> int:
    require(holds=len(configuration) > at)
    return (configuration[at] & 3) + 1


def _clean_units(
    sample: bytes, length_size: int, head: int, is_free: Callable[[bytes], bool]
) -> bytes:
    units = []
    for unit, sized_unit in _units(sample, length_size):
        # The first bit of a unit is always zero.
        require(holds=len(unit) >= head and unit[0] & 0x80 == 0)
        if not is_free(unit):
            units.append(sized_unit)
    require(holds=bool(units) or not sample)
    return b"".join(units)


def _units(sample: bytes, length_size: int) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(sample):
        start = at + length_size
        end = start + int.from_bytes(sample[at:start], "big")
        require(holds=end <= len(sample) and start <= len(sample))
        yield sample[start:end], sample[at:end]
        at = end


def _is_free_h264(unit: bytes) -> bool:
    return unit[0] & 0x1F == _H264_MESSAGE and _has_free_message(unit[1:])


def _is_free_h265(unit: bytes) -> bool:
    return unit[0] >> 1 & 0x3F in _H265_MESSAGES and _has_free_message(unit[2:])


def _has_free_message(unit: bytes) -> bool:
    """Return whether a unit has a message that no decoder needs, or cannot be read."""
    # Bytes that keep a start code from arising are no part of the messages.
    messages = unit.replace(b"\0\0\3", b"\0\0")
    at = 0
    try:
        # The last byte is the end mark.
        while at < len(messages) - 1:
            kind, at = _read_sum(messages, at)
            size, at = _read_sum(messages, at)
            if kind not in _NEEDED_MESSAGES or size > _LONGEST_MESSAGE:
                return True
            at += size
    except MalformedFileError:
        return True
    return at > len(messages)


def _read_sum(messages: bytes, at: int) -> tuple[int, int]:
    """Return a number written as a row of 255 and a last byte, and where it ends."""
    total = 0
    while at < len(messages):
        total += messages[at]
        at += 1
        if messages[at - 1] != 255:
            return total, at
    raise MalformedFileError


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    """Return a number in seven bits a byte, and where it ends."""
    number = 0
    for index in range(8):
        require(holds=at + index < len(data))
        byte = data[at + index]
        number |= (byte & 0x7F) << 7 * index
        if byte & 0x80 == 0:
            return number, at + index + 1
    raise MalformedFileError
