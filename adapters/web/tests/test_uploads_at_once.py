"""Many large uploads at once: a process holds so many bytes, and the others wait."""

import socket
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import attrs
import httpx2 as httpx
import lxml.html
import pytest
from resident_site import form_values
from served_site import served

from lckm_core.reports import IntakeLimits
from lckm_http import FormLimits, forms
from lckm_intake import Intake
from lckm_web import _face
from tests.helpers.photos import JPEG

LIMITS = IntakeLimits(most_bytes=200_000)
ONE_FORM = 5 * 200_000
SHARED = 300_000
WORDS_UNCOUNTED = 10_000
# A photo is as large as its comment makes it; the comment does not stay.
PHOTO = JPEG[:2] + (b"\xff\xfe\xff\xff" + b"k" * 65_533) * 2 + JPEG[2:]
WORDS = {"description": "Lampa nie świeci.", "street": "ul. Przykładowa 9"}


@pytest.fixture
def held(monkeypatch):
    """Count the bytes of whole files that are not let go of, and of those being stored."""
    counts = {"now": 0, "most": 0, "storing": 0, "most stored at once": 0}
    lock = threading.Lock()

    def change(by):
        with lock:
            counts["now"] += by
            counts["most"] = max(counts["most"], counts["now"])

    class CountedFile(forms.FormFile):
        def __attrs_post_init__(self):
            change(len(self.data))
            weakref.finalize(self, change, -len(self.data))

    add_file = Intake.add_file

    def counted(intake, name, data, *, now):
        with lock:
            counts["storing"] += len(data)
            counts["most stored at once"] = max(counts["most stored at once"], counts["storing"])
        try:
            time.sleep(0.01)
            return add_file(intake, name, data, now=now)
        finally:
            with lock:
                counts["storing"] -= len(data)

    monkeypatch.setattr(forms, "FormFile", attrs.frozen(CountedFile))
    monkeypatch.setattr(Intake, "add_file", counted)
    # All that is more than a few words waits for room.
    monkeypatch.setattr(_face, "_FIELDS", FormLimits(body=WORDS_UNCOUNTED))
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


@contextmanager
def filled_room(url) -> Iterator[None]:
    """Fill the room that all share, and be the one that is ahead."""
    with (
        half_sent(url, SHARED + WORDS_UNCOUNTED - 1000),
        half_sent(url, WORDS_UNCOUNTED + 100_000),
    ):
        yield


def test_twenty_uploads_hold_two_files_and_a_half(held):
    found = []
    with served(limits=LIMITS, trusted_proxies=()) as (url, _):
        senders = [threading.Thread(target=upload, args=(url, found)) for _ in range(20)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    assert [answer.status_code for answer in found] == [200] * 20
    assert all(answer.text.count('name="file"') == 5 for answer in found)
    assert 0 < held["most"] <= SHARED + LIMITS.most_bytes + 20 * WORDS_UNCOUNTED
    # While it is stored, a file is there four times more.
    assert 0 < held["most stored at once"] <= max(ONE_FORM / 4, len(PHOTO))


def test_clients_that_announce_much_and_send_little_hold_up_nobody(held):
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
        filled_room(url),
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


def test_files_that_were_stored_stay_where_there_is_no_room_for_the_next(monkeypatch, held):
    monkeypatch.setattr(_face, "_UPLOAD_WAIT", 0.2)
    head = 'Content-Disposition: form-data; name="{}"\r\n\r\n'
    words = "".join(f"--x\r\n{head.format(name)}{text}\r\n" for name, text in WORDS.items())
    file = b"--x\r\n" + head.format('new_files"; filename="a.jpg').encode() + PHOTO + b"\r\n"
    # That a file is whole, the beginning of the next part tells.
    first, second = words.encode() + file + file[:10], file[10:] + b"--x--\r\n"
    length = len(first + second)
    with served(limits=LIMITS) as (url, site):
        place = urlsplit(url)
        request = (
            f"POST /zgloszenie HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n"
            f"Content-Length: {length}\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"
        )
        with socket.create_connection((place.hostname, place.port)) as connection:
            connection.sendall(request.encode() + first)
            while not site.memory.drafts.drafts:
                time.sleep(0.01)
            with filled_room(url):
                connection.sendall(second)
                answer = connection.makefile("rb").read().decode()
    assert answer.startswith("HTTP/1.1 503")
    page = lxml.html.document_fromstring(answer.partition("\r\n\r\n")[2])
    values = form_values(page.xpath("//main//form")[0])
    assert dict(values)["description"] == WORDS["description"]
    assert [name for name, _ in values].count("file") == 1
    assert "dodano tylko te" in page.get_element_by_id("bledy").text_content()


def test_a_file_that_was_just_stored_is_not_opened(site, visitor, monkeypatch):
    monkeypatch.setattr(type(site.memory.drafts), "load", None)
    visitor.get("/zgloszenie").type(description="").attach(("a.jpg", JPEG)).press()
    assert "Usuń plik a.jpg" in visitor.words


def test_a_file_too_many_is_not_kept(site, visitor):
    visitor.get("/zgloszenie").type(description="")
    visitor.attach(*((f"{n}.jpg", JPEG) for n in range(4))).press()
    visitor.attach(*((f"{n}.jpg", JPEG) for n in range(3))).press()
    assert len(site.memory.drafts.drafts) == 5
    assert sum("Nie dodano" in fault for fault in visitor.faults) == 2
