"""Tiles of a map: within their area and zooms, from a folder or a server, hostile or not."""

import os
import queue
import socket
import threading
import time
from itertools import pairwise
from pathlib import Path

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lckm_core.reports import Area
from lckm_http import Tiles, in_thread, protect
from lckm_http.missing_tiles import MissingTiles
from lckm_http.tile_cache import TileCache
from lckm_http.tile_fetcher import TileFetcher
from lckm_http.tile_sources import TilePlace
from lckm_http.tiles import _Range
from tests.helpers.http_server import HttpServer

CITY = Area(51.68, 19.32, 51.87, 19.65)
PNG = b"\x89PNG\r\n\x1a\n" + b"a tile"
# In the middle of the city, at zoom 14.
Z, X, Y = 14, 9077, 5428
HERE = f"/kafelki/{Z}/{X}/{Y}"
HANGING = 60.0
"""Seconds that no load makes anything take."""


def client(source, **options):
    tiles = Tiles(str(source), **{"area": CITY, "zooms": (11, 18), **options})
    return TestClient(protect(Starlette(routes=[tiles.route])))


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "tiles" / str(Z) / str(X)
    place.mkdir(parents=True)
    (place / f"{Y}.png").write_bytes(PNG)
    (tmp_path / "tiles" / "secret.png").write_bytes(b"secret")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return tmp_path / "tiles"


def give(data=PNG, status=200, **headers):
    def answer(peer):
        peer.send_response(status)
        for name, value in {"Content_Length": str(len(data)), **headers}.items():
            peer.send_header(name.replace("_", "-"), value)
        peer.end_headers()
        peer.wfile.write(data)

    return answer


class TileHost(HttpServer):
    """A server of tiles that does what a test wants."""

    def __init__(self, answer):
        super().__init__()
        self.asked, self.answer = [], answer

    @property
    def pattern(self):
        return f"{self.origin}/wmts/{{z}}/{{x}}/{{y}}.png?key=k"

    def respond(self, request, body):
        self.asked.append((request.path, dict(request.headers)))
        self.answer(request)


def is_grey(response):
    return response.headers["content-type"] == "image/png" and len(response.content) == 67


def test_a_tile_of_a_folder(folder):
    response = client(folder).get(HERE)
    assert (response.status_code, response.content) == (200, PNG)
    assert response.headers["content-type"] == "image/png"
    assert response.headers["cache-control"] == "public, max-age=86400"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(("suffix", "media_type"), [
    ("webp", "image/webp"), ("jpg", "image/jpeg"), ("svg", "image/svg+xml"),
])  # fmt: skip
def test_a_tile_may_be_of_another_type_and_is_never_a_page_of_ours(folder, suffix, media_type):
    (folder / str(Z) / str(X) / f"{Y}.png").rename(folder / str(Z) / str(X) / f"{Y}.{suffix}")
    response = client(folder).get(HERE)
    assert response.headers["content-type"] == media_type
    assert "sandbox" in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_one_that_is_not_there_is_grey_and_not_kept(folder):
    response = client(folder).get(f"/kafelki/{Z}/{X}/{Y + 1}")
    assert response.status_code == 404
    assert is_grey(response)
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "14/9077/../../secret.png",
        "14/9077/..%2f..%2fsecret",
        "14/..%2f..%2f/secret",
        "..%2f/x/secret",
        "14/9077/5428.png",
        "14/9077/5428%00",
        "14/9077/٥٤٢٨",
        "14/9077/-5428",
        "14/9077/+5428",
        "14/9077/5428 ",
        "14/9077/" + "9" * 5000,
        "14/9077/1e3",
        "10/567/338",
        "19/290528/173408",
        "99/0/0",
        "14/0/0",
        "14/16383/16383",
        "14/9077/99999",
    ],
)
def test_what_is_no_tile_of_the_city_is_not_looked_for(folder, path):
    asked = []
    site = client(folder)
    response = site.get(f"/kafelki/{path}")
    assert response.status_code == 404
    assert b"secret" not in response.content
    with TileHost(lambda peer: asked.append(peer.path)) as server:
        assert client(server.pattern, cache=str(folder)).get(f"/kafelki/{path}").status_code == 404
    assert asked == []


def test_the_whole_area_is_answered_at_each_zoom(folder):
    counts = [
        len(found.columns) * len(found.rows)
        for found in (_Range.of(CITY, zoom) for zoom in range(11, 19))
    ]
    assert counts[0] <= 9
    assert all(2.5 * one < other < 4.5 * one for one, other in pairwise(counts[2:]))


def test_an_area_within_one_tile_has_that_tile(folder):
    small = Area(51.76, 19.45, 51.7601, 19.4501)
    found = _Range.of(small, Z)
    assert (len(found.columns), len(found.rows)) == (1, 1)


def test_a_tile_of_a_server_is_fetched_once_and_the_server_hears_of_nobody(tmp_path):
    with TileHost(give()) as server:
        site = client(server.pattern, cache=str(tmp_path / "cache"))
        headers = {
            "User-Agent": "Kanarek",
            "X-Forwarded-For": "192.0.2.7",
            "Referer": "http://testserver/zgloszenie",
            "Cookie": "kanarek=1",
            "Accept-Language": "uk",
        }
        for _ in range(3):
            response = site.get(f"{HERE}?kanarek=1", headers=headers)
            assert (response.status_code, response.content) == (200, PNG)
            assert response.headers["content-type"] == "image/png"
    ((path, heard),) = server.asked
    assert path == f"/wmts/{Z}/{X}/{Y}.png?key=k"
    assert set(heard) == {"Host", "Accept", "Accept-Encoding", "User-Agent"}
    assert heard["User-Agent"].startswith("lckm-http/")


def test_the_type_is_that_of_the_bytes_and_not_of_the_servers_word(tmp_path):
    with TileHost(give(Content_Type="text/html", Set_Cookie="a=b")) as server:
        response = client(server.pattern, cache=str(tmp_path)).get(HERE)
    assert response.headers["content-type"] == "image/png"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("data", "media_type"),
    [(b"\xff\xd8\xff" + b"photo", "image/jpeg"), (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp")],
)
def test_a_tile_of_a_server_may_be_of_another_type(tmp_path, data, media_type):
    with TileHost(give(data)) as server:
        response = client(server.pattern, cache=str(tmp_path)).get(HERE)
    assert (response.status_code, response.content) == (200, data)
    assert response.headers["content-type"] == media_type


@pytest.mark.parametrize("answer", [
    give(b"<script>alert(1)</script>", Content_Type="image/png"),
    give(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Content_Type="image/svg+xml"),
    give(b""),
    give(PNG, 404),
    give(PNG, 500),
    give(PNG, 302, Location="http://127.0.0.1:1/secret"),
    give(PNG + b"x" * 600_000),
    give(PNG, Content_Length="1000"),
    lambda peer: peer.wfile.write(b"\0" * 100_000),
    lambda peer: peer.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000),
], ids=[
    "page", "drawing", "empty", "404", "500", "redirect", "huge", "cut", "nonsense", "headers",
])  # fmt: skip
def test_what_is_no_tile_is_grey_and_not_kept(tmp_path, answer):
    with TileHost(answer) as server:
        response = client(server.pattern, cache=str(tmp_path / "cache")).get(HERE)
    assert response.status_code == 502
    assert is_grey(response)
    assert response.headers["cache-control"] == "no-store"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def drip(peer):
    """Send a byte at a time, without an end."""
    peer.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + PNG)
    for _ in range(600):
        time.sleep(0.05)
        try:
            peer.wfile.write(b"x")
        except OSError:
            return


def test_a_server_that_drips_is_left_and_then_left_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("lckm_http.tile_fetcher._LONGEST", 0.5)
    with TileHost(drip) as server:
        site = client(server.pattern, cache=str(tmp_path / "cache"))
        began = time.monotonic()
        assert site.get(HERE).status_code == 502
        assert 0.4 < time.monotonic() - began < HANGING / 3
        assert site.get(f"/kafelki/{Z}/{X}/{Y + 1}").status_code == 502
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [500, 502])
def test_one_fault_of_the_server_turns_off_no_other_tile(tmp_path, status):
    def answer(peer):
        give(status=status if peer.path.startswith(f"/wmts/{Z}/{X}/{Y}.") else 200)(peer)

    with TileHost(answer) as server:
        site = client(server.pattern, cache=str(tmp_path))
        assert site.get(HERE).status_code == 502
        for row in range(Y + 1, Y + 4):
            assert site.get(f"/kafelki/{Z}/{X}/{row}").status_code == 200
            assert site.get(HERE).status_code == 502
    # The tile that failed is not asked for at once again.
    assert len(server.asked) == 4


@pytest.mark.parametrize(("status", "asked"), [(500, 3), (429, 1), (503, 1)])
def test_a_server_that_fails_for_all_or_is_busy_is_left_alone(tmp_path, status, asked):
    with TileHost(give(status=status)) as server:
        site = client(server.pattern, cache=str(tmp_path))
        for row in range(Y, Y + 6):
            assert site.get(f"/kafelki/{Z}/{X}/{row}").status_code == 502
    assert len(server.asked) == asked


def test_faults_of_the_server_count_only_in_a_row(tmp_path):
    def answer(peer):
        give(status=200 if peer.path.startswith(f"/wmts/{Z}/{X}/{Y + 2}.") else 500)(peer)

    with TileHost(answer) as server:
        site = client(server.pattern, cache=str(tmp_path))
        statuses = [site.get(f"/kafelki/{Z}/{X}/{row}").status_code for row in range(Y, Y + 6)]
    assert statuses == [502, 502, 200, 502, 502, 502]
    assert len(server.asked) == 6


def test_a_server_that_was_left_alone_is_asked_again(tmp_path, monkeypatch):
    with TileHost(give(status=503)) as server:
        site = client(server.pattern, cache=str(tmp_path))
        assert site.get(HERE).status_code == 502
        server.answer = give()
        assert site.get(HERE).status_code == 502
        later = time.monotonic() + 30
        monkeypatch.setattr("lckm_http.tile_fetcher.time.monotonic", lambda: later)
        assert site.get(HERE).status_code == 200
    assert len(server.asked) == 2


@pytest.mark.parametrize("answer", [
    give(status=404), give(status=403), give(b"<p>No tile</p>"), give(b""),
], ids=["404", "403", "page", "empty"])  # fmt: skip
def test_a_tile_that_the_server_does_not_have_is_not_asked_for_again(tmp_path, monkeypatch, answer):
    with TileHost(answer) as server:
        site = client(server.pattern, cache=str(tmp_path))
        for _ in range(4):
            assert site.get(HERE).status_code == 502
        assert len(server.asked) == 1
        now = time.monotonic()
        monkeypatch.setattr("lckm_http.missing_tiles.time.monotonic", lambda: now + 600)
        site.get(HERE)
    assert len(server.asked) == 2


def test_so_many_missing_tiles_are_remembered_and_no_more(monkeypatch):
    monkeypatch.setattr("lckm_http.missing_tiles._MOST", 3)
    missing = MissingTiles()
    for row in range(5):
        missing.add(TilePlace(14, 1, row), 60)
    assert [TilePlace(14, 1, row) in missing for row in range(5)] == [False] * 2 + [True] * 3
    # One that is missing again takes no other's place, and is the newest then.
    missing.add(TilePlace(14, 1, 3), 60)
    assert TilePlace(14, 1, 2) in missing
    for row in (5, 6):
        missing.add(TilePlace(14, 1, row), 60)
    assert [TilePlace(14, 1, row) in missing for row in (2, 3, 4)] == [False, True, False]


def test_one_tile_is_fetched_once_for_all_who_want_it_at_once(tmp_path):
    def slow(peer):
        time.sleep(0.2)
        give()(peer)

    async def ask(tiles):
        async with anyio.create_task_group() as group:
            for _ in range(6):
                group.start_soon(tiles.tile, TilePlace(Z, X, Y))
        return await tiles.tile(TilePlace(Z, X, Y))

    with TileHost(slow) as server:
        assert anyio.run(ask, TileFetcher(server.pattern, str(tmp_path))) == (PNG, "image/png")
    assert len(server.asked) == 1


def test_a_resolver_that_takes_long_holds_up_no_tile(tmp_path, monkeypatch):
    monkeypatch.setattr("lckm_http.tile_fetcher._LONGEST", 0.3)
    is_over = threading.Event()
    was_outlived = queue.SimpleQueue()

    def resolve(*args, **kwargs):
        was_outlived.put(is_over.wait(HANGING))
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    pattern = "http://mapy.example.org/{z}/{x}/{y}"
    tiles = TileFetcher(pattern, str(tmp_path))

    async def ask():
        assert await tiles.tile(TilePlace(Z, X, Y)) is None
        assert await tiles.tile(TilePlace(Z, X, Y + 1)) is None
        is_over.set()

    anyio.run(ask)
    assert was_outlived.get(timeout=HANGING)
    assert was_outlived.empty()


def test_a_slow_server_holds_up_no_other_page(tmp_path, monkeypatch):
    monkeypatch.setattr("lckm_http.tile_fetcher._LONGEST", HANGING)
    monkeypatch.setattr("lckm_http.tile_fetcher._TURN", 0.3)
    asked, go_on = queue.SimpleQueue(), threading.Event()

    def slow(peer):
        asked.put(1)
        go_on.wait(HANGING)
        give()(peer)

    with TileHost(slow) as server:
        tiles = Tiles(server.pattern, area=CITY, zooms=(11, 18), cache=str(tmp_path / "c"))

        async def other(request):
            return PlainTextResponse(await in_thread(lambda: "ok"))

        app = Starlette(routes=[tiles.route, Route("/other", other)])
        with TestClient(protect(app)) as site:
            statuses = queue.SimpleQueue()
            others = queue.SimpleQueue()
            paths = [f"/kafelki/{Z}/{X}/{row}" for row in range(Y - 6, Y + 6)]
            asking = [
                threading.Thread(target=lambda path=path: statuses.put(site.get(path).status_code))
                for path in paths
            ]
            asking.append(threading.Thread(target=lambda: others.put(site.get("/other").text)))
            for thread in asking[:-1]:
                thread.start()
            for _ in range(4):
                asked.get(timeout=HANGING)
            asking[-1].start()
            try:
                # While the server keeps four of them waiting, a page comes, and the rest give up.
                assert others.get(timeout=HANGING / 2) == "ok"
                assert [statuses.get(timeout=HANGING / 2) for _ in range(8)] == [502] * 8
                assert asked.empty()
            finally:
                go_on.set()
            assert [statuses.get(timeout=HANGING) for _ in range(4)] == [200] * 4
            for thread in asking:
                thread.join(HANGING)


def test_an_old_tile_is_better_than_none(tmp_path):
    with TileHost(give()) as server:
        site = client(server.pattern, cache=str(tmp_path))
        assert site.get(HERE).status_code == 200
        month = time.time() - 40 * 86_400
        os.utime(tmp_path / str(Z) / str(X) / str(Y), (month, month))
        server.answer = give(PNG + b" anew")
        assert site.get(HERE).content == PNG + b" anew"
        os.utime(tmp_path / str(Z) / str(X) / str(Y), (month, month))
    assert site.get(HERE).content == PNG + b" anew"
    assert len(server.asked) == 2


def test_a_tile_that_cannot_be_kept_is_answered_all_the_same(tmp_path):
    (tmp_path / "cache").write_text("no folder")
    with TileHost(give()) as server:
        assert client(server.pattern, cache=str(tmp_path / "cache")).get(HERE).content == PNG


def test_a_damaged_tile_is_fetched_again(tmp_path):
    (tmp_path / str(Z) / str(X)).mkdir(parents=True)
    (tmp_path / str(Z) / str(X) / str(Y)).write_bytes(b"")
    with TileHost(give()) as server:
        assert client(server.pattern, cache=str(tmp_path)).get(HERE).content == PNG


def test_a_tile_of_the_future_is_not_as_good_as_new(tmp_path):
    cache, place = TileCache(tmp_path, most_bytes=1_000_000, days=30), TilePlace(Z, X, Y)
    cache.save(place, PNG)
    path = tmp_path / str(Z) / str(X) / str(Y)
    os.utime(path, (path.stat().st_mtime + 86_400,) * 2)
    assert cache.load(place) == (PNG, False)


@pytest.mark.parametrize(("days", "is_new"), [(29, True), (30, False)])
def test_a_tile_is_as_good_as_new_for_its_days(tmp_path, days, is_new):
    cache, place = TileCache(tmp_path, most_bytes=1_000_000, days=30), TilePlace(Z, X, Y)
    cache.save(place, PNG)
    path = tmp_path / str(Z) / str(X) / str(Y)
    os.utime(path, (path.stat().st_mtime - days * 86_400,) * 2)
    assert cache.load(place) == (PNG, is_new)


def on_disk(folder):
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*"))


@pytest.mark.parametrize("row_count", [100, 1], ids=["one folder", "many folders"])
def test_what_is_kept_stays_within_its_size_and_the_oldest_go(tmp_path, row_count):
    cache = TileCache(tmp_path, most_bytes=200_000, days=30)
    now = time.time()
    for count in range(100):
        place = TilePlace(14, count // row_count, count % row_count)
        cache.save(place, b"x" * 400)
        path = tmp_path / "14" / str(place.column) / str(place.row)
        os.utime(path, (now + count - 200,) * 2)
        # Another process keeps tiles in the same folder and counts for itself.
        TileCache(tmp_path, most_bytes=200_000, days=30).save(TilePlace(15, 2, 0), b"x" * 400)
        assert on_disk(tmp_path) <= 230_000
    assert cache.load(TilePlace(14, 0, 0)) is None
    assert cache.load(place) is not None


def test_of_many_small_tiles_of_one_process_the_space_on_the_disk_counts(tmp_path):
    cache = TileCache(tmp_path, most_bytes=200_000, days=30)
    for count in range(100):
        cache.save(TilePlace(14, 0, count), b"x")
        assert on_disk(tmp_path) <= 230_000


def test_a_tile_that_cannot_be_put_in_its_place_leaves_nothing(tmp_path):
    (tmp_path / "14" / "0" / "1").mkdir(parents=True)
    (tmp_path / "14" / "0" / "1" / "strange").touch()
    cache = TileCache(tmp_path, most_bytes=200_000, days=30)
    with pytest.raises(OSError, match="1"):
        cache.save(TilePlace(14, 0, 1), b"x")
    assert [path.name for path in (tmp_path / "14" / "0").iterdir()] == ["1"]


def test_a_folder_that_holds_no_tile_goes(tmp_path):
    cache = TileCache(tmp_path, most_bytes=1_000_000, days=30)
    for column in range(40):
        cache.save(TilePlace(14 + column % 2, column, 1), b"x" * 400)
    (tmp_path / "17" / "1").mkdir(parents=True)
    newer = TileCache(tmp_path, most_bytes=20_000, days=30)
    newer.save(TilePlace(16, 1, 1), b"x" * 400)
    assert newer.load(TilePlace(16, 1, 1)) is not None
    assert [path for path in tmp_path.rglob("*") if path.is_dir() and not any(path.iterdir())] == []
    assert on_disk(tmp_path) <= 40_000


@pytest.mark.parametrize("pattern", [
    "http://127.0.0.1/{z}/{x}.png",
    "http://127.0.0.1/{z}/{x}/{y}/{host}.png",
    "http://{x}.example.org/{z}/{x}/{y}.png",
    "https://me:word@example.org/{z}/{x}/{y}.png",
    "https://example.org:port/{z}/{x}/{y}.png",
    "https:///{z}/{x}/{y}.png",
    "https://example.org/{z}/{x}/{y}.png HTTP/1.1",
    "https://example.org/{z}/{x}/{y}\r\nHost: other",
    "https://example.org/kafel/ż/{z}/{x}/{y}.png",
    "https://example.org:0/{z}/{x}/{y}.png",
    "/no/such/folder",
])  # fmt: skip
def test_a_source_that_does_not_fit_is_refused(tmp_path, pattern):
    with pytest.raises(ValueError):  # noqa: PT011
        Tiles(pattern, area=CITY, zooms=(11, 18), cache=str(tmp_path))


@pytest.mark.parametrize(
    "zooms", [(-1, 5), (12, 11), (0, 23), (11,), (11, 12, 13), ("11", "18"), (11.0, 18)]
)
def test_zooms_that_do_not_fit_are_refused(folder, zooms):
    with pytest.raises(ValueError, match="zooms"):
        Tiles(str(folder), area=CITY, zooms=zooms)


def test_the_least_and_the_greatest_zoom_are_answered(folder):
    for zooms, status in (((Z, Z), 200), ((0, 22), 200), ((Z + 1, 22), 404), ((0, Z - 1), 404)):
        assert client(folder, zooms=zooms).get(HERE).status_code == status


def test_a_server_wants_a_folder_to_keep_its_tiles_in():
    with pytest.raises(ValueError, match="cache"):
        Tiles("https://example.org/{z}/{x}/{y}.png", area=CITY, zooms=(11, 18))


def test_nobody_listens(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        pattern = f"http://127.0.0.1:{port}/{{z}}/{{x}}/{{y}}"
        assert client(pattern, cache=str(tmp_path)).get(HERE).status_code == 502
    assert Path(tmp_path).is_dir()
