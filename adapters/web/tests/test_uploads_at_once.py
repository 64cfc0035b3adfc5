"""Many large uploads at once: a process holds so many bytes, and the others wait."""

import socket
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import httpx2 as httpx
import lxml.html
import pytest
from resident_site import JPEG, form_values
from served_site import served

from lckm_core.reports import IntakeLimits
from lckm_web import _face

LIMITS = IntakeLimits(most_bytes=200_000)
ONE_FORM = 5 * 200_000
WORDS_UNCOUNTED = 256_000
# A photo is as large as its comment makes it; the comment does not stay.
PHOTO = JPEG[:2] + (b"\xff\xfe\xff\xff" + b"k" * 65_533) * 2 + JPEG[2:]
WORDS = {"description": "Lampa nie świeci.", "street": "ul. Przykładowa 9"}


@pytest.fixture
def held(monkeypatch):
    """Count the bytes of files that were read and are not let go of yet."""
    counts = {"now": 0, "most": 0}
    lock = threading.Lock()

    def change(by):
        with lock:
            counts["now"] += by
            counts["most"] = max(counts["most"], counts["now"])

    read_form = _face.read_form

    async def counted(*arguments, **options):
        fields = await read_form(*arguments, **options)
        for file in fields.files:
            change(len(file.data))
            weakref.finalize(file, change, -len(file.data))
        return fields

    monkeypatch.setattr(_face, "read_form", counted)
    return counts


def upload(url, found, count=5):
    files = [("new_files", (f"{n}.jpg", PHOTO)) for n in range(count)]
    with httpx.Client(timeout=60) as client:
        found.append(client.post(f"{url}/zgloszenie", data=WORDS, files=files))


@contextmanager
def half_sent(url, size=0) -> Iterator[None]:
    """Send *size* bytes of a file in a form that is as large as can be, and no more."""
    place = urlsplit(url)
    head = (
        f"POST /zgloszenie HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {ONE_FORM}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        'Content-Disposition: form-data; name="new_files"; filename="a.jpg"\r\n\r\n'
    )
    with socket.create_connection((place.hostname, place.port)) as connection:
        connection.sendall(head.encode() + b"k" * size)
        # An answer to another tells that this was heard.
        httpx.get(f"{url}/zgloszenie")
        yield


def test_twenty_uploads_hold_the_bytes_of_one_form_and_a_half(held):
    found = []
    with served(limits=LIMITS, trusted_proxies=()) as (url, _):
        senders = [threading.Thread(target=upload, args=(url, found)) for _ in range(20)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    assert [answer.status_code for answer in found] == [200] * 20
    assert all(answer.text.count('name="file"') == 5 for answer in found)
    assert 0 < held["most"] <= 1.5 * ONE_FORM


def test_clients_that_announce_much_and_send_little_hold_up_nobody():
    found = []
    with served(limits=LIMITS) as (url, _site), ExitStack() as slow:
        for _ in range(20):
            slow.enter_context(half_sent(url, 1000))
        began = time.monotonic()
        upload(url, found)
    assert time.monotonic() - began < _face._UPLOAD_WAIT / 2
    [answer] = found
    assert (answer.status_code, answer.text.count('name="file"')) == (200, 5)


def test_who_waited_in_vain_has_every_word_back(monkeypatch, held):
    monkeypatch.setattr(_face, "_UPLOAD_WAIT", 0.2)
    found = []
    with (
        served(limits=LIMITS) as (url, _site),
        # The room that all share, and then the one that is ahead.
        half_sent(url, ONE_FORM // 2 + WORDS_UNCOUNTED - 1000),
        half_sent(url, WORDS_UNCOUNTED + 100_000),
    ):
        upload(url, found)
        # A report without files does not wait for those with files.
        plain = httpx.post(f"{url}/zgloszenie", data=WORDS)
    [answer] = found
    assert (answer.status_code, plain.status_code) == (503, 200)
    assert int(answer.headers["retry-after"]) > 0
    page = lxml.html.document_fromstring(answer.text)
    values = dict(form_values(page.xpath("//main//form")[0]))
    assert {name: values[name] for name in WORDS} == WORDS
    assert "Wszystko, co wpisano" in page.get_element_by_id("bledy").text_content()
    assert held["most"] == 0
