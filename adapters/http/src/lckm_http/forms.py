"""A form read from a request, within limits, and without losing a word of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from urllib.parse import parse_qsl

import attrs
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from lckm_http.refusals import Refusal, RefusedRequestError

_MULTIPART, _URLENCODED = b"multipart/form-data", b"application/x-www-form-urlencoded"
# For each part: browsers send two or three headers, of a hundred bytes.
_HEADERS, _HEADER_BYTES = 8, 2048
_NAME = 100
# For the words of a form, in bytes: many times what any of its texts may have.
_WORDS = 256_000
# How many bytes are parsed at a time, so that what follows a file waits for room.
_PIECE = 16_384
_READ = "lckm_http.form"
# How many parts more than fields may come: of files that were left empty, or too many.
_MORE_PARTS = 100


@attrs.frozen
class FormLimits:
    """How much a form may bring; sizes in bytes.

    ``body``: all of it; of a form that cannot bring files, at most 256,000 bytes.
    ``fields`` and ``field``: how many, and how long each. ``words``: all of them together, as far
    as that is less than ``body``. ``files`` and ``file``: the same of files.
    """

    body: int = _WORDS
    fields: int = 60
    field: int = _WORDS
    words: int | None = None
    files: int = 0
    file: int = 10_000_000


@attrs.frozen
class FormFile:
    """A file of a form.

    Attributes:
        field: the name of its field.
        name: what the browser calls it, without a folder.
        data: its bytes; empty where it is too large.
        is_too_large: whether it is longer than a file may be.
    """

    field: str
    name: str = attrs.field(repr=False)
    data: bytes = attrs.field(repr=False)
    is_too_large: bool = False


@attrs.frozen
class FormFields:
    """The fields and files of a form, in the order in which they came."""

    values: Mapping[str, Sequence[str]] = attrs.field(factory=dict, repr=False)
    files: Sequence[FormFile] = ()

    def text(self, name: str) -> str:
        """Return the first value of a field, empty where there is none."""
        return next(iter(self.values.get(name, ())), "")

    def texts(self, name: str) -> Sequence[str]:
        """Return all values of a field, such as ticked boxes."""
        return tuple(self.values.get(name, ()))

    def files_of(self, name: str) -> Sequence[FormFile]:
        """Return the files of a field."""
        return tuple(file for file in self.files if file.field == name)


TakeRoom = Callable[[int], Awaitable[bool]]
"""Waits for room for so many bytes more of a form, and gives whether there was any."""
UseFile = Callable[[FormFile], Awaitable[None]]
"""Uses a file of a form, whose bytes are not held any longer than that."""


async def read_form(
    request: Request,
    limits: FormLimits | None = None,
    *,
    take: TakeRoom | None = None,
    on_file: UseFile | None = None,
) -> FormFields:
    """Return the form that a request brings.

    A file field that was left empty brings no file. A file that is too large is listed without its
    bytes, and reading goes on.

    Args:
        request: a request whose body was not read yet.
        limits: by default those of a form without files.
        take: asked before each piece, as :meth:`lckm_http.ArrivalRoom.enter` gives it. Once
            there is no room, files are dropped, and the words alone are read on.
        on_file: given each file as soon as it is whole, before the rest is read. The form has
            none of these files, so no more than one is held at once.

    Raises:
        RefusedRequestError: a limit is passed or the form is damaged; its ``fields`` hold
            what was read, within the limits.
    """
    try:
        fields = await _read(request, limits or FormLimits(), take, on_file)
    except RefusedRequestError as error:
        if error.fields is not None:
            request.scope[_READ] = error.fields, False
        raise
    request.scope[_READ] = fields, True
    return fields


async def read_any_form(
    request: Request, limits: FormLimits | None = None
) -> tuple[FormFields, bool]:
    """Return as much of a form as can be read, and whether that is all of it.

    What :func:`read_form` read of the request before is returned again, whatever the *limits*.
    """
    if _READ not in request.scope:
        with suppress(RefusedRequestError):
            await read_form(request, limits)
    read: tuple[FormFields, bool] = request.scope.get(_READ, (FormFields(), False))
    return read


async def _read(
    request: Request, limits: FormLimits, take: TakeRoom | None, on_file: UseFile | None
) -> FormFields:
    kind, options = parse_options_header(request.headers.get("content-type", "").encode("latin-1"))
    boundary = options.get(b"boundary")
    if kind == _MULTIPART and boundary:
        return await _read_multipart(request, boundary, _Form(limits, on_file), take)
    # A body of another type is read only for its words, which are passed on.
    wrong = None if kind == _URLENCODED else Refusal.WRONG_TYPE
    return await _read_urlencoded(request, limits, wrong)


async def _read_urlencoded(
    request: Request, limits: FormLimits, wrong: Refusal | None
) -> FormFields:
    data = bytearray()

    async def write(piece: bytes) -> None:
        data.extend(piece)

    most = min(limits.body, _WORDS)
    refusal = await _read_body(request, most, write)
    form = _Form(limits)
    # Parse one field more than allowed, to know that there are too many.
    pieces = bytes(data).split(b"&", limits.fields + 1)[: limits.fields + 1]
    # Some programs send letters as they are, in UTF-8.
    text = b"&".join(pieces).decode("utf-8", "replace")
    name = None
    for name, value in parse_qsl(text, keep_blank_values=True, errors="replace"):
        form.add_field(name, value.encode())
    if refusal is Refusal.TOO_LARGE and name is not None:
        form.cut(name, most)
    return form.finished(wrong or refusal)


async def _read_multipart(
    request: Request, boundary: bytes, form: "_Form", take: TakeRoom | None
) -> FormFields:
    parts = _Parts(form)
    try:
        parser = MultipartParser(
            boundary,
            {
                "on_part_begin": parts.begin,
                "on_header_field": parts.header_name,
                "on_header_value": parts.header_value,
                "on_header_end": parts.header_end,
                "on_headers_finished": parts.headers_finished,
                "on_part_data": parts.data,
                "on_part_end": parts.end,
                "on_end": parts.finish,
            },
            max_header_count=_HEADERS,
            max_header_size=_HEADER_BYTES,
        )

        async def has_room(count: int) -> bool:
            return take is None or form.is_crowded or await take(count)

        async def write(piece: bytes) -> None:
            if not await has_room(len(piece)):
                form.drop_files()
            parser.write(piece)
            await form.use_files()

        refusal = await _read_body(request, form.limits.body, write)
    except FormParserError:
        refusal = Refusal.MALFORMED
    if refusal is None and not parts.is_whole:
        refusal = Refusal.MALFORMED
    parts.end_early(is_cut=refusal is Refusal.TOO_LARGE)
    # If the form is damaged later on, the files that came before are complete.
    await form.use_files()
    return form.finished(refusal)


async def _read_body(
    request: Request, most: int, write: Callable[[bytes], Awaitable[None]]
) -> Refusal | None:
    """Pass on each piece of a body; return why it could not be read to its end."""
    count = 0
    try:
        async for received in request.stream():
            for begin in range(0, len(received), _PIECE):
                piece = received[begin : begin + _PIECE]
                count += len(piece)
                if count > most:
                    await write(piece[: len(piece) - (count - most)])
                    return Refusal.TOO_LARGE
                await write(piece)
    except RefusedRequestError as error:
        return error.reason
    except ClientDisconnect:
        return Refusal.MALFORMED
    return None


class _Form:
    """Fields and files as they come, and the first limit that was passed."""

    def __init__(self, limits: FormLimits, on_file: UseFile | None = None) -> None:
        self.limits = limits
        self._on_file = on_file
        self._values: dict[str, list[str]] = {}
        self._files: list[FormFile] = []
        self._fields = self._file_count = self._word_bytes = 0
        self._refusal: Refusal | None = None
        self._cut: str | None = None
        self._most: int | None = None
        self.is_crowded = False

    def add_field(self, name: str, data: bytes) -> None:
        self._fields += 1
        if self._fields > self.limits.fields:
            self.refuse(Refusal.TOO_MANY_FIELDS)
            return
        if len(data) > self.room:
            self.cut(name, self.room)
            data = data[: self.room]
        self._word_bytes += len(data)
        text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\0", "")
        self._values.setdefault(name, []).append(text)

    @property
    def room(self) -> int:
        """How many bytes the next field may have."""
        if self.limits.words is None:
            return self.limits.field
        return min(self.limits.field, self.limits.words - self._word_bytes)

    def add_file(self, field: str, name: str, data: bytes, *, is_too_large: bool) -> None:
        if not name and not data:
            return
        if self.is_crowded:
            return
        if self._file_count >= self.limits.files:
            self.refuse(Refusal.TOO_MANY_FILES)
            return
        self._file_count += 1
        self._files.append(FormFile(field, name, data, is_too_large))

    def takes_files(self) -> bool:
        return not self.is_crowded and self._file_count < self.limits.files

    async def use_files(self) -> None:
        """Pass on the files that came, if they are wanted one by one."""
        while self._on_file is not None and self._files:
            await self._on_file(self._files.pop(0))

    def drop_files(self) -> None:
        """Drop the files that are still held, for there is no room."""
        self.is_crowded = True
        self._files.clear()
        self._refusal = Refusal.CROWDED

    def refuse(self, refusal: Refusal) -> None:
        self._refusal = self._refusal or refusal

    def cut(self, name: str, most: int) -> None:
        """Note that the end of a field is lost, as there was room for so many bytes."""
        if self._cut is None:
            self._cut, self._most = name, most
        self.refuse(Refusal.FIELD_TOO_LONG)

    def finished(self, refusal: Refusal | None) -> FormFields:
        fields = FormFields(
            {name: tuple(values) for name, values in self._values.items()}, tuple(self._files)
        )
        reason = refusal or self._refusal
        if reason is Refusal.TOO_LARGE and self._cut is not None:
            reason = Refusal.FIELD_TOO_LONG
        if reason is not None:
            raise RefusedRequestError(reason, fields, self._cut, self._most)
        return fields


class _Parts:
    """The callbacks of the parser of multipart forms."""

    def __init__(self, form: _Form) -> None:
        self.is_whole = False
        self._form = form
        self._count = 0
        self._name = self._value = b""
        self._begin()

    def _begin(self) -> None:
        self._field: str | None = None
        self._file: str | None = None
        self._disposition = b""
        # Its bytes can be had without a copy.
        self._data = BytesIO()
        self._is_too_large = False

    def begin(self) -> None:
        self._count += 1
        if self._count > self._form.limits.fields + _MORE_PARTS:
            # Stop reading, as every part costs time.
            raise RefusedRequestError(Refusal.TOO_MANY_FIELDS)
        self._begin()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name = self._value = b""

    def headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"name")
        if name is None or len(name) > _NAME:
            raise FormParserError("a part has no name, or one that is too long")
        self._field = name.decode("utf-8", "replace")
        if b"filename" in options:
            self._file = _base_name(options[b"filename"])

    def data(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            # One more than allowed is enough to know that it is too long.
            room = max(0, self._form.room + 1 - self._data.tell())
            self._data.write(data[start : min(end, start + room)])
            return
        is_unwanted = not self._form.takes_files()
        if is_unwanted or self._data.tell() + end - start > self._form.limits.file:
            self._is_too_large = True
        if self._is_too_large:
            self._data = BytesIO()
        else:
            self._data.write(data[start:end])

    def end(self) -> None:
        if self._field is None:
            return
        if self._file is None:
            self._form.add_field(self._field, self._data.getvalue())
        else:
            data = self._data.getvalue()
            self._form.add_file(self._field, self._file, data, is_too_large=self._is_too_large)
        self._begin()

    def end_early(self, *, is_cut: bool) -> None:
        """Keep the words of a field that was cut off; half a file is of no use."""
        if self._field is None or self._file is not None:
            return
        if is_cut:
            self._form.cut(self._field, self._form.limits.body)
        self.end()

    def finish(self) -> None:
        self.is_whole = True


def _base_name(name: bytes) -> str:
    """Return the name of a file without a folder, as some browsers send one."""
    text = name.decode("utf-8", "replace").replace("\\", "/").replace("\0", "")
    return text.rpartition("/")[2][:255]
