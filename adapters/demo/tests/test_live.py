"""The demo that goes on: letters, a clock that can be moved, and a search in every file."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from lckm_cli.settings import read_settings
from lckm_demo.live.adapter import LiveAdapter
from lckm_demo.live.clock import MovableClock
from lckm_demo.live.face import DemoFace
from lckm_demo.live.word_search import find_words
from lckm_demo.test_data import PEOPLE

HERE = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def live(demo: tuple[Path, Any], tmp_path: Path) -> Path:
    """A copy of the folder that the demo left."""
    folder = tmp_path / "live"
    shutil.copytree(demo[0] / "live", folder)
    return folder


@pytest.fixture
def client(live: Path) -> Iterator[TestClient]:
    """A client of the face over a copy, with its worker."""
    settings = read_settings(live / "lckm.toml")
    adapters = settings.adapters()
    centre = settings.centre(adapters)
    face = DemoFace(centre, folder=live)
    with face.running():
        yield TestClient(face.app, base_url="http://127.0.0.1")
    for one in adapters:
        if isinstance(one, LiveAdapter):
            one.close()


def until(client: TestClient, told: str, path: str = "/", **form: str) -> str:
    """Return a page once it has these words."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        text = (client.post(path, data=form, headers=HERE) if form else client.get(path)).text
        if told in text:
            return text
        time.sleep(0.5)
    raise AssertionError(text)


def test_the_settings_make_the_site(live: Path) -> None:
    settings = read_settings(live / "lckm.toml")
    adapters = settings.adapters()
    faces = settings.faces(
        centre=settings.centre(adapters), clock=None, public_url=None, trusted_proxies=()
    )
    assert {at: type(face).__name__ for at, face in faces.items()} == {
        "/": "ResidentFace",
        "/poczta": "DemoFace",
    }


def test_what_was_sent_is_shown_and_after_the_term_no_file_has_the_person(
    client: TestClient,
) -> None:
    page = until(client, "helpdesku (37)")
    assert "Dziura" in page
    assert "[usunięto: telefon]" in page
    assert "<script" not in page
    before = client.post("/szukaj", data={"planted": "1"}, headers=HERE).text
    assert "reports.sqlite-months" in before
    assert "znaleziono w " in before
    words = PEOPLE.others.phone.removeprefix("+48 ")
    assert "znaleziono w " in client.post("/szukaj", data={"words": words}, headers=HERE).text
    moved = client.post("/zegar", headers=HERE, follow_redirects=False)
    assert moved.status_code == 303
    until(client, "nie znaleziono nigdzie", "/szukaj", planted="1")
    until(client, "nie znaleziono nigdzie", "/szukaj", words=words)


@pytest.mark.parametrize("words", ["", "  ", "ab", "<script>alert(1)</script>", "ż" * 5000])
def test_odd_words_are_looked_for_without_harm(live: Path, words: str) -> None:
    client = TestClient(DemoFace(None, folder=live).app)  # type: ignore[arg-type]
    answer = client.post("/szukaj", data={"words": words}, headers=HERE)
    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_nobody_else_s_site_moves_the_clock(live: Path) -> None:
    client = TestClient(DemoFace(None, folder=live).app)  # type: ignore[arg-type]
    assert client.post("/zegar", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/zegar").status_code == 405
    assert not (live / "clock.txt").exists()


def test_the_clock_goes_forward_only(tmp_path: Path) -> None:
    clock = MovableClock(tmp_path)
    began = clock.now()
    clock.move(214)
    assert (clock.now() - began).days == 214
    clock.move(-500)
    assert (MovableClock(tmp_path).now() - began).days == 214
    clock.move(10**9)
    assert clock.now().year < began.year + 101


def test_words_are_found_however_they_are_written(tmp_path: Path) -> None:
    from email.message import EmailMessage

    letter = EmailMessage()
    letter["Subject"] = "Zażółć"
    letter.set_content("telefon 600 100 200, ul. Żwirki " + "ż" * 200)
    letter.add_attachment(b"\xff\xd8 Jan Pokazowy", maintype="image", subtype="jpeg", filename="a")
    (tmp_path / "one.eml").write_bytes(bytes(letter))
    (tmp_path / "two.json").write_text('{"a": "ul. \\u017bwirki"}', "utf-8")
    (tmp_path / "zwirki żwirki.txt").write_text("600-100-200", "utf-8")
    assert find_words(tmp_path, "600100200").paths == ("one.eml", "zwirki żwirki.txt")
    assert find_words(tmp_path, "ŻWIRKI").paths == ("one.eml", "two.json", "zwirki żwirki.txt")
    assert find_words(tmp_path, "jan pokazowy").paths == ("one.eml",)
    assert find_words(tmp_path, "zażółć").paths == ("one.eml",)
    assert find_words(tmp_path, "nikt").paths == ()
