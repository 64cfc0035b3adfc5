"""A form within limits; what was read of one that passes them is handed over."""

import contextlib
from functools import partial
from urllib.parse import quote

import anyio
import pytest
from hypothesis import given, settings, strategies as st
from starlette.requests import Request

from lckm_http import FormFields, FormFile, FormLimits, Refusal, RefusedRequestError, read_form
from tests.helpers.processor_time import takes_less_than

LIMITS = FormLimits(body=2_000_000, files=5, file=100_000)
B = "granica"
URLENCODED = "application/x-www-form-urlencoded"


def part(name: str, data: bytes | str, *, file: str | None = None, more: str = "") -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"'
    if file is not None:
        head += f'; filename="{file}"\r\nContent-Type: image/jpeg'
    data = data.encode() if isinstance(data, str) else data
    return f"--{B}\r\n{head}{more}\r\n\r\n".encode() + data + b"\r\n"


def whole(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{B}--\r\n".encode()


def read(
    body: bytes,
    limits: FormLimits = LIMITS,
    *,
    kind: str = f"multipart/form-data; boundary={B}",
    piece: int = 4096,
    **options,
) -> FormFields:
    pieces = [body[at : at + piece] for at in range(0, len(body), piece)] or [b""]
    events = [
        {"type": "http.request", "body": one, "more_body": at < len(pieces)}
        for at, one in enumerate(pieces, start=1)
    ]

    async def receive():
        return events.pop(0) if events else {"type": "http.disconnect"}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
    return anyio.run(partial(read_form, Request(scope, receive), limits, **options))


def refused(body: bytes, limits: FormLimits = LIMITS, **options) -> RefusedRequestError:
    with pytest.raises(RefusedRequestError) as caught:
        read(body, limits, **options)
    return caught.value


@pytest.mark.parametrize("piece", [1, 7, 4096])
def test_fields_and_files_are_read(piece):
    form = read(
        whole(
            part("opis", "Dziura\r\nw jezdni, ul. Żwirki"),
            part("kind", "a"),
            part("kind", "b"),
            part("foto", b"\xff\xd8\r\n--gran", file="C:\\Zdj\\a.jpg"),
            part("foto", b"", file=""),
        ),
        piece=piece,
    )
    assert form.text("opis") == "Dziura\nw jezdni, ul. Żwirki"
    assert form.texts("kind") == ("a", "b")
    assert form.text("brak") == ""
    assert form.files_of("foto") == (FormFile("foto", "a.jpg", b"\xff\xd8\r\n--gran"),)


def test_a_form_without_files_is_read():
    form = read(
        b"opis=dziura+w%20jezdni%C5%BC&kind=a&kind=b&pusty=",
        kind="application/x-www-form-urlencoded",
    )
    assert form.text("opis") == "dziura w jezdniż"
    assert form.texts("kind") == ("a", "b")
    assert form.texts("pusty") == ("",)


@pytest.mark.parametrize("count", [60, 61])
@pytest.mark.parametrize("multipart", [True, False])
def test_sixty_fields_are_read(count, multipart):
    names = [f"f{at}" for at in range(count)]
    body = (
        whole(*(part(name, "x") for name in names))
        if multipart
        else "&".join(f"{name}=x" for name in names).encode()
    )
    kind = (
        f"multipart/form-data; boundary={B}" if multipart else ("application/x-www-form-urlencoded")
    )
    if count == 60:
        assert len(read(body, kind=kind).values) == 60
    else:
        error = refused(body, kind=kind)
        assert error.reason is Refusal.TOO_MANY_FIELDS
        assert error.fields is not None
        assert len(error.fields.values) == 60


def test_a_sixth_file_is_refused_and_the_words_after_it_are_kept():
    error = refused(
        whole(*(part("f", b"abc", file=f"{at}.jpg") for at in range(6)), part("opis", "słowa"))
    )
    assert error.reason is Refusal.TOO_MANY_FILES
    assert error.fields is not None
    assert len(error.fields.files) == 5
    assert error.fields.text("opis") == "słowa"


def test_a_file_that_is_too_large_is_named_and_the_rest_is_read():
    form = read(
        whole(
            part("f", b"a" * 100_001, file="duży.mp4"),
            part("f", b"b" * 100_000, file="dobry.jpg"),
            part("opis", "słowa"),
        )
    )
    large, good = form.files
    assert large == FormFile("f", "duży.mp4", b"", is_too_large=True)
    assert len(good.data) == 100_000
    assert form.text("opis") == "słowa"


def test_a_body_that_is_too_large_hands_over_what_came_first():
    error = refused(
        whole(part("opis", "słowa"), part("f", b"a" * 90_000, file="a.jpg"), part("x", "y")),
        FormLimits(body=50_000, files=5),
    )
    assert (error.reason, error.status_code) == (Refusal.TOO_LARGE, 413)
    assert error.fields is not None
    assert error.fields.text("opis") == "słowa"
    assert error.fields.files == ()


@pytest.mark.parametrize("multipart", [True, False])
def test_a_field_that_is_too_long_is_cut_and_named(multipart):
    body = (
        whole(part("a", "x" * 65_000), part("b", "y"))
        if multipart
        else (b"a=" + b"x" * 65_000 + b"&b=y")
    )
    kind = f"multipart/form-data; boundary={B}" if multipart else URLENCODED
    error = refused(body, FormLimits(field=64_000), kind=kind)
    assert (error.reason, error.status_code) == (Refusal.FIELD_TOO_LONG, 413)
    assert (error.cut, error.most) == ("a", 64_000)
    assert "10000 znaków" in error.message.pl
    assert "10000 characters" in error.message.en
    assert error.fields is not None
    assert error.fields.text("a") == "x" * 64_000
    assert error.fields.text("b") == "y"


def test_words_of_many_times_what_a_text_may_have_are_kept():
    words = 40_000 * "ż" + "KONIEC"
    assert read(whole(part("opis", words), part("b", "y"))).text("opis") == words
    quoted = quote(words).encode()
    assert read(b"opis=" + quoted + b"&b=y", kind=URLENCODED).text("opis") == words


def test_what_is_as_long_as_it_may_be_is_read_and_one_byte_more_is_not():
    name, file = "n" * 100, "f" * 255
    body = whole(part(name, "x" * 500), part("f", b"a" * 900, file=f"C:\\Zdj/{file}f"))
    form = read(body, FormLimits(body=len(body), field=500, files=1, file=900))
    assert form.text(name) == "x" * 500
    assert form.files == (FormFile("f", file, b"a" * 900),)
    error = refused(body, FormLimits(body=len(body) - 1, field=500, files=1, file=900))
    assert error.reason is Refusal.TOO_LARGE


def test_the_first_limit_that_was_passed_is_told():
    limits = FormLimits(body=2_000_000, fields=2, field=5, files=1)
    long, other = part("a", "x" * 6), part("b", "y" * 6)
    files = part("f", b"1", file="a"), part("f", b"2", file="b")
    for parts, reason in (
        ((long, *files, other), Refusal.FIELD_TOO_LONG),
        ((*files, long), Refusal.TOO_MANY_FILES),
        ((part("a", "x"), part("b", "y"), part("c", "z"), *files), Refusal.TOO_MANY_FIELDS),
    ):
        error = refused(whole(*parts), limits)
        assert error.reason is reason
        assert error.cut == ("a" if long in parts else None)


@pytest.mark.parametrize("multipart", [True, False])
def test_all_words_of_a_form_have_a_limit_of_their_own(multipart):
    limits = FormLimits(body=2_000_000, field=8, words=10)
    kind = f"multipart/form-data; boundary={B}" if multipart else URLENCODED
    for last, cut in (("y" * 2, None), ("y" * 3, "b")):
        texts = {"a": "x" * 8, "b": last}
        body = (
            whole(*(part(name, text) for name, text in texts.items()))
            if multipart
            else "&".join(f"{name}={text}" for name, text in texts.items()).encode()
        )
        if cut is None:
            assert read(body, limits, kind=kind).text("b") == last
            continue
        error = refused(body, limits, kind=kind)
        assert (error.reason, error.cut) == (Refusal.FIELD_TOO_LONG, cut)
        assert error.fields == FormFields({"a": ("x" * 8,), "b": ("y" * 2,)})


@pytest.mark.parametrize("spelling", ["content-disposition", "CONTENT-DISPOSITION"])
def test_the_name_of_a_header_is_read_in_any_letters(spelling):
    body = whole(part("opis", "słowa"), part("f", b"a", file="a.jpg"))
    form = read(body.replace(b"Content-Disposition", spelling.encode()))
    assert (form.text("opis"), form.files) == ("słowa", (FormFile("f", "a.jpg", b"a"),))


@pytest.mark.parametrize(
    "name", ["a.jpg", "C:\\Zdj\\a.jpg", "Zdj\\a.jpg", "..\\a.jpg", "/zdj/a.jpg", "zdj/../a.jpg"]
)
def test_a_file_is_named_without_its_folder(name):
    assert [file.name for file in read(whole(part("f", b"a", file=name))).files] == ["a.jpg"]


def test_what_programs_other_than_browsers_send_is_read():
    body = whole(part("opis", "słowa"), part("f", b"abc", file=""))
    body = body.replace(b"Content-Disposition", b"content-disposition")
    form = read(body)
    assert form.text("opis") == "słowa"
    assert form.files == (FormFile("f", "", b"abc"),)


@pytest.mark.parametrize("multipart", [True, False])
def test_a_field_that_the_body_cuts_is_named(multipart):
    words = 300_000 * "x"
    body = whole(part("a", "b"), part("opis", words)) if multipart else f"a=b&opis={words}".encode()
    kind = f"multipart/form-data; boundary={B}" if multipart else URLENCODED
    error = refused(body, FormLimits(), kind=kind)
    assert (error.reason, error.cut) == (Refusal.FIELD_TOO_LONG, "opis")
    assert error.most == 256_000
    assert error.fields is not None
    assert error.fields.text("opis").startswith("x" * 255_000)
    assert error.fields.text("a") == "b"


@pytest.mark.parametrize("piece", [b"a=&", b"&", b"a&", b"%", b"%41=", b"=", b"+", b";"])
def test_a_long_form_of_short_fields_takes_no_time(piece):
    body = piece * (8_000_000 // len(piece))
    limits = FormLimits(body=51_000_000)
    assert takes_less_than(0.5, lambda: refused(body, limits, kind=URLENCODED, piece=65_536))


def test_many_parts_take_no_time():
    body = whole(*[part("a", "")] * 150_000)
    limits = FormLimits(body=51_000_000, files=5)
    error = refused(body, limits, piece=65_536)
    assert error.reason is Refusal.TOO_MANY_FIELDS
    assert takes_less_than(0.5, lambda: refused(body, limits, piece=65_536))
    assert error.fields is not None
    assert len(error.fields.texts("a")) == 60


@pytest.mark.parametrize("multipart", [True, False])
def test_a_character_that_no_database_stores_is_left_out(multipart):
    words = "dziura\0 w jezdni"
    body = whole(part("opis", words)) if multipart else f"opis={quote(words)}".encode()
    kind = f"multipart/form-data; boundary={B}" if multipart else URLENCODED
    assert read(body, kind=kind).text("opis") == "dziura w jezdni"


def test_letters_that_are_not_quoted_are_read():
    assert read("opis=dziura w moście&b=%C5%BC".encode(), kind=URLENCODED).values == {
        "opis": ("dziura w moście",),
        "b": ("ż",),
    }


@pytest.mark.parametrize("kind", ["text/plain", "", "multipart/form-data"])
def test_the_words_of_a_form_of_another_type_are_handed_over(kind):
    error = refused(b"opis=dziura&b=c", kind=kind)
    assert error.reason is Refusal.WRONG_TYPE
    assert error.fields is not None
    assert error.fields.text("opis") == "dziura"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--granica",
        b"--inna\r\n\r\nx\r\n--inna--\r\n",
        part("opis", "słowa"),
        part("opis", "słowa") + b"--granica",
        part("opis", "słowa")[:-7],
        f"--{B}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--{B}--\r\n".encode(),
        f"--{B}\r\n\r\nx\r\n--{B}--\r\n".encode(),
        f"--{B}\r\nContent-Disposition form-data\r\n\r\nx\r\n--{B}--\r\n".encode(),
        whole(part("x" * 101, "y")),
        whole(part("a", "b", more="\r\nX-Long: " + "h" * 3000)),
        whole(part("a", "b", more="".join(f"\r\nX-{at}: y" for at in range(20)))),
        b"\0" * 1000,
    ],
)
def test_a_damaged_form_is_refused(body):
    assert refused(body).reason is Refusal.MALFORMED


def test_the_words_of_a_form_that_broke_off_are_kept():
    error = refused(part("a", "pierwsze") + part("b", "drugie i trze")[:-2])
    assert error.fields is not None
    assert error.fields.text("a") == "pierwsze"
    assert error.fields.text("b").startswith("drugie")


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "", "multipart/form-data", "multipart/mixed; boundary=x"],
)
def test_what_is_no_form_is_refused(kind):
    error = refused(b"{}", kind=kind)
    assert (error.reason, error.status_code) == (Refusal.WRONG_TYPE, 415)


def test_a_boundary_that_is_too_long_is_refused():
    assert refused(b"x", kind=f"multipart/form-data; boundary={'b' * 300}").reason is (
        Refusal.MALFORMED
    )


def test_nothing_of_a_form_shows_in_its_representation():
    form = read(whole(part("opis", "kowalska"), part("f", b"kowalska", file="kowalska.jpg")))
    assert "kowalska" not in repr(form)
    error = refused(part("opis", "kowalska"))
    assert "kowalska" not in repr(error) + str(error)


def test_files_are_not_taken_where_none_is_expected():
    error = refused(whole(part("f", b"a", file="a.jpg"), part("opis", "słowa")), FormLimits())
    assert error.reason is Refusal.TOO_MANY_FILES
    assert error.fields is not None
    assert error.fields.files == ()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                f"--{B}".encode(),
                b"--",
                b"\r\n",
                b"\r",
                b"\n",
                b"Content-Disposition: form-data; name=",
                b'"a"',
                b"; filename=",
                b'"\xff\x00.jpg"',
                b"Content-Type: x",
                b":",
                b"x" * 3000,
                b"\xff",
            ]
        ),
        max_size=40,
    ),
    st.integers(1, 50),
)
def test_a_mutated_form_is_read_or_refused(pieces, piece):
    limits = FormLimits(body=50_000, files=2, file=1000)
    with contextlib.suppress(RefusedRequestError):
        assert len(read(b"".join(pieces), limits, piece=piece).files) <= 2


def handed_over(body: bytes, limits: FormLimits = LIMITS, **options) -> list[FormFile]:
    """Return the files that a form hands over one by one; it has none of them itself."""
    files = []

    async def use(file: FormFile) -> None:
        files.append(file)

    with contextlib.suppress(RefusedRequestError):
        assert read(body, limits, on_file=use, **options).files == ()
    return files


@pytest.mark.parametrize("piece", [1, 7, 4096])
def test_files_are_handed_over_one_by_one(piece):
    body = whole(part("f", b"a" * 30, file="a"), part("x", "słowa"), part("f", b"b", file="b"))
    assert handed_over(body, piece=piece) == [
        FormFile("f", "a", b"a" * 30),
        FormFile("f", "b", b"b"),
    ]


def test_a_file_is_handed_over_before_the_rest_is_read():
    class Ended(Exception):
        pass

    async def use(file: FormFile) -> None:
        raise Ended

    # What follows is more than may come.
    body = part("f", b"a" * 5000, file="a") + part("x", "x" * LIMITS.body)
    with pytest.raises(Ended):
        read(body, on_file=use)


def test_the_whole_files_of_a_damaged_form_are_handed_over():
    body = part("f", b"a", file="a") + part("f", b"b", file="b")[:-3]
    assert handed_over(body) == [FormFile("f", "a", b"a")]
    # The fault and the file that came before it are in one piece.
    nameless = f"--{B}\r\nContent-Type: text/plain\r\n\r\nx\r\n".encode()
    assert handed_over(part("f", b"a", file="a") + nameless) == [FormFile("f", "a", b"a")]


def test_no_more_files_are_handed_over_than_may_come():
    body = whole(*(part("f", b"a", file=str(count)) for count in range(9)))
    assert [file.name for file in handed_over(body)] == list("01234")


def test_a_file_that_is_too_large_is_handed_over_without_its_bytes():
    body = whole(part("f", b"a" * 100_001, file="a"), part("f", b"b", file="b"))
    assert handed_over(body) == [
        FormFile("f", "a", b"", is_too_large=True),
        FormFile("f", "b", b"b"),
    ]


def test_once_there_is_no_room_no_file_is_handed_over():
    counts = []

    async def take(count: int) -> bool:
        counts.append(count)
        return len(counts) < 4

    body = whole(*(part("f", b"a" * 1500, file=str(count)) for count in range(4)))
    assert [file.name for file in handed_over(body, piece=1000, take=take)] == ["0"]


def test_a_form_that_finds_no_room_keeps_its_words_and_says_so_first():
    room = iter([True] * 10)

    async def take(count: int) -> bool:
        return next(room, False)

    first = part("f", b"1", file="a") + part("a", "x" * 6)
    body = whole(first, part("f", b"2" * 900, file="b"), part("b", "y"))
    limits = FormLimits(body=2_000_000, field=5, files=2)
    error = refused(body, limits, piece=len(first) // 5, take=take)
    assert error.reason is Refusal.CROWDED
    assert error.fields == FormFields({"a": ("xxxxx",), "b": ("y",)})
