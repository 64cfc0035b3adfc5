"""Pictures of a report are shown once it is written down who looks at each, and else not at all."""

from datetime import timedelta

import anyio
import attrs
import pytest
from desk_site import EVERYBODY, JPEG, Desk
from starlette.responses import Response

from lckm_core.organisation import Role
from lckm_core.ports import AccessPurpose, EventVerb
from lckm_core.reports import file_reference
from lckm_desk._form_numbers import FormNumbers
from lckm_desk._pages import PATHS
from lckm_desk._reports import pictures
from lckm_desk._reports.person import FileContent
from lckm_desk._reports.pictures import PictureRoom, picture_response
from lckm_intake import Intake, IssuedNumber

PDF = b"%PDF-1.7 " + b"x" * 40


def shown(visitor, number: str):
    """Come to the page with the pictures of a report."""
    visitor.post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.status == 200
    return visitor.press("Pokaż zdjęcia")


def sources(visitor) -> list[str]:
    return visitor.page.xpath("//main//img/@src")


def readings(desk) -> list[str]:
    """Return the references of the files that somebody was written down to have read."""
    accesses = desk.memory.access_log.accesses
    return [access.subject for access in accesses if access.verb is EventVerb.READ_FILE]


def test_each_picture_is_a_line_before_it_is_shown(desk):
    number = desk.report(files=2)
    visitor = shown(desk.visitor(), number)
    assert visitor.page.findtext(".//h1") == "Zdjęcia"
    assert readings(desk) == []
    assert visitor.page.xpath("//main//img/@alt") == ["Zdjęcie 1", "Zdjęcie 2"]
    assert visitor.page.xpath("//main//img/@loading") == ["lazy", "lazy"]
    first, second = sources(visitor)
    answer = visitor.client.get(first)
    assert answer.content == JPEG
    assert readings(desk) == [file_reference(number, 1)]
    assert desk.memory.access_log.accesses[-1].purpose is AccessPurpose.CALL_BACK
    assert desk.memory.access_log.accesses[-1].by == "Osoba Call_Centre_Staff"
    visitor.client.get(second)
    visitor.client.get(first)
    assert readings(desk) == [file_reference(number, at) for at in (1, 2, 1)]
    trail = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number).words
    assert trail.count("odczytano plik: kontakt ze zgłaszającym") == 3


def test_a_picture_is_no_page_and_is_kept_nowhere(desk):
    visitor = shown(desk.visitor(), desk.report(files=1))
    headers = visitor.client.get(sources(visitor)[0]).headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].endswith("; sandbox")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert visitor.press("Pobierz zdjęcie 1").response.content == JPEG


def test_without_a_line_no_picture_is_shown_however_often_it_is_asked(desk, monkeypatch):
    visitor = shown(desk.visitor(), desk.report(files=1))

    def fail(access):
        raise OSError("no space left for Jan Próbny")

    monkeypatch.setattr(desk.memory.access_log, "note", fail)
    for _ in range(100):
        answer = visitor.client.get(sources(visitor)[0])
        assert answer.status_code == 503
        assert JPEG not in answer.content


PERSONAL = ("person", "file", "pictures", "picture")
"""The pages that show personal data, by the names of their addresses."""


def test_no_personal_data_are_shown_once_the_sign_in_is_no_longer_fresh(desk):
    """Whoever left the desk did not leave pictures and files open."""
    number = desk.report(files=1)
    visitor = shown(desk.visitor(), number)
    (source,) = sources(visitor)
    assert visitor.client.get(source).content == JPEG
    before = readings(desk)
    desk.now += timedelta(minutes=16)
    where = {"numer": number, "plik": file_reference(number, 1), "cel": "call back"}
    tried = []
    for name in PERSONAL:
        for method in ("GET", "POST"):
            address = source if name == "picture" and method == "GET" else PATHS[name]
            headers = {"Sec-Fetch-Site": "same-origin"}
            sent = {"data": where} if method == "POST" else {"params": where}
            sent = {} if address is source else sent
            answer = visitor.client.request(method, address, headers=headers, **sent)
            assert JPEG not in answer.content
            assert "Jan Próbny" not in answer.text
            if answer.status_code != 405:
                tried.append((name, method))
                asks = "ponownie" in answer.headers.get("location", answer.text)
                assert asks, (name, method, answer.status_code)
    assert {name for name, _ in tried} == set(PERSONAL)
    assert readings(desk) == before
    assert visitor.open(number).status == 200


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_read_personal_data_sees_pictures_and_nobody_else(role):
    desk = Desk()
    number = desk.report(files=1)
    visitor = desk.visitor(role).open(number)
    reads = any(one.startswith("Pokaż dane osobowe") for one in visitor.buttons)
    picture = file_reference(number, 1)
    if reads:
        assert visitor.client.get(sources(shown(visitor, number))[0]).content == JPEG
    assert readings(desk) == ([picture] if reads else [])
    where = {"numer": number, "plik": picture, "cel": "call back"}
    assert visitor.client.get("/zgloszenie/zdjecie", params=where).status_code in (403, 404)
    page = visitor.post("/zgloszenie/zdjecia", pliki=where["plik"], **where)
    assert (page.status == 200) is reads
    assert reads or "§ 6" in page.words or page.status == 404


def test_another_site_shows_none_and_writes_no_line(desk):
    visitor = shown(desk.visitor(), desk.report(files=1))
    for site in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": site}
        answer = visitor.client.get(sources(visitor)[0], headers=headers)
        assert answer.status_code == 404
        assert JPEG not in answer.content
    assert readings(desk) == []
    for site in ("same-origin", "none"):
        answer = visitor.client.get(sources(visitor)[0], headers={"Sec-Fetch-Site": site})
        assert answer.content == JPEG


def test_only_pictures_are_shown(desk):
    number = desk.report(files=2)
    desk.memory.attachments.files[file_reference(number, 2)] = PDF
    desk.memory.reports.reports[number] = with_a_document(desk, number)
    visitor = shown(desk.visitor(), number)
    assert len(sources(visitor)) == 1
    where = {"numer": number, "plik": file_reference(number, 2), "cel": "call back"}
    answer = visitor.client.get("/zgloszenie/zdjecie", params=where)
    assert answer.status_code == 404
    assert PDF not in answer.content
    assert readings(desk) == []


def test_what_another_persons_page_called_a_picture_is_not_read(desk):
    number = desk.report(files=1)
    (source,) = sources(shown(desk.visitor(), number))
    other = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    assert other.client.get(source).status_code == 404
    # Nor does a page list what it was not called.
    where = {"numer": number, "cel": "call back", "pliki": f"{file_reference(number, 1)}~abc"}
    assert sources(other.post("/zgloszenie/zdjecia", **where)) == []
    assert readings(desk) == []


def with_a_document(desk, number):
    """Return a report whose second file is a document."""
    kept = desk.memory.reports.reports[number]
    first, second = kept.attachments
    document = attrs.evolve(second, media_type="application/pdf")
    return attrs.evolve(kept, attachments=(first, document))


def test_what_is_no_file_of_the_report_is_not_shown(desk):
    number, other = desk.report(1, files=1), desk.report(2, files=1)
    visitor = desk.visitor()
    own, theirs = file_reference(number, 1), file_reference(other, 1)
    for reference in (theirs, "x", "", "../../etc/passwd"):
        where = {"numer": number, "plik": reference, "cel": "call back"}
        assert visitor.client.get("/zgloszenie/zdjecie", params=where).status_code == 404
        assert sources(visitor.post("/zgloszenie/zdjecia", pliki=reference, **where)) == []
    assert "To zgłoszenie nie ma zdjęć." in visitor.words
    for purpose in ("", "curiosity"):
        where = {"numer": number, "plik": own, "cel": purpose}
        assert visitor.client.get("/zgloszenie/zdjecie", params=where).status_code == 422
        assert visitor.post("/zgloszenie/zdjecia", **where).status == 422
    assert readings(desk) == []


def test_pictures_that_are_gone_are_not_shown(desk):
    number = desk.report(files=1)
    visitor = shown(desk.visitor(), number)
    desk.centre.withdraw_consent(number, now=desk.now)
    answer = visitor.client.get(sources(visitor)[0])
    assert answer.status_code in (404, 409)
    assert JPEG not in answer.content
    assert "Pokaż zdjęcia" not in desk.visitor().open(number).words


def test_a_report_without_pictures_offers_none(desk):
    visitor = desk.visitor().post("/zgloszenie/dane", numer=desk.report(), cel="call back")
    assert "Pokaż zdjęcia" not in visitor.words


def test_a_browser_that_takes_nothing_holds_its_room(monkeypatch):
    """A server that has all of an answer at once holds it in memory, whoever does not read it."""
    monkeypatch.setattr(pictures, "_AT_ONCE", 1)
    monkeypatch.setattr(pictures, "_WAIT", 0.0)
    picture = FileContent("zdjęcie.jpg", JPEG + b"x" * 1_000_000, "image/jpeg")
    room, busy = PictureRoom(), Response(status_code=503)
    scope = {"type": "http", "headers": [], "asgi": {"spec_version": "2.4"}}

    async def read():
        return picture_response(picture)

    async def status():
        statuses = []

        async def send(message):
            statuses.append(message.get("status"))

        await room.response(read, busy)(scope, None, send)
        return statuses[0]

    async def two_browsers():
        taken, bodies = anyio.Event(), []

        async def send_slowly(message):
            if message["type"] == "http.response.body":
                bodies.append(bytes(message["body"]))
                await taken.wait()

        async with anyio.create_task_group() as group:
            group.start_soon(room.response(read, busy), scope, None, send_slowly)
            while not bodies:
                await anyio.lowlevel.checkpoint()
            assert len(bodies[0]) < 100_000
            assert await status() == 503
            taken.set()
        assert b"".join(bodies) == picture.data
        assert await status() == 200

    anyio.run(two_browsers)


def test_a_mark_proves_no_number(desk):
    keys = [b"k" * 32]
    numbers = FormNumbers(desk.centre, keys)
    mark = numbers.mark("anna:ZG-1/1")
    assert numbers.is_marked("anna:ZG-1/1", mark)
    assert not numbers.is_marked("ewa:ZG-1/1", mark)
    intake = Intake(desk.centre, keys=keys)
    for text in ("anna:ZG-1/1", "mark:anna:ZG-1/1"):
        assert not intake.is_issued(IssuedNumber(text, mark))
