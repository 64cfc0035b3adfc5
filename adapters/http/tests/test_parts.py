"""Assets, catalogues, threads and rates."""

import sys
import threading
from datetime import UTC, datetime, timedelta
from functools import partial

import anyio
import httpx2
import pytest
from hypothesis import given, settings, strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from lckm_http import Assets, GuessLimits, Rate, Throttle, in_thread, protect, read_translations
from lckm_http.threads import SENDING_THREADS
from lckm_http.translations import _read_file

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PO = """\
# A catalogue.
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: pages/form.html:3
msgid "Send"
msgstr "Wyślij"
msgid "Broken "
"lamp"
msgstr ""
"Nie świeci, "
"\\"wcale\\""

#, fuzzy
msgid "Later"
msgstr "Nie wiadomo"

msgid "Empty"
msgstr ""

# In a comment, fuzzy is a word as any other.
msgid "Last"
msgstr "Ostatni"
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with assets and one catalogue."""
    folder = tmp_path / "site_of_a_test"
    (folder / "assets" / "inner").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "assets" / "style.css").write_text("p { color: black }", "utf-8")
    (folder / "assets" / "inner" / "form.js").write_text("export {}", "utf-8")
    catalogue = folder / "locale" / "pl" / "LC_MESSAGES"
    catalogue.mkdir(parents=True)
    (catalogue / "site_of_a_test.po").write_text(PO, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    # Texts are remembered by the name of a package, which all tests share.
    _read_file.cache_clear()
    yield folder
    sys.modules.pop("site_of_a_test", None)


def test_an_asset_is_kept_for_ever_at_an_address_of_its_content(package):
    assets = Assets("site_of_a_test", "assets")

    async def page(request):
        return PlainTextResponse(assets.url(request, "style.css"))

    app = protect(Starlette(routes=[Route("/", page), assets.route]), languages=("pl", "en"))
    client = TestClient(Starlette(routes=[Mount("/zgloszenia", app)]))
    address = client.get("/zgloszenia/").text
    assert address == client.get("/zgloszenia/en/").text
    assert address.startswith("/zgloszenia/static/style.")
    answer = client.get(address, headers={"accept-encoding": "identity"})
    assert answer.text == "p { color: black }"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    compressed = client.get(address, headers={"accept-encoding": "gzip"})
    assert compressed.headers["content-encoding"] == "gzip"
    assert compressed.text == answer.text
    # Else a cache hands the compressed one to who cannot read it.
    assert answer.headers["vary"] == compressed.headers["vary"] == "Accept-Encoding"
    (package / "assets" / "style.css").write_text("p { color: white }", "utf-8")
    assert Assets("site_of_a_test", "assets").path("style.css") not in address
    assert Assets("site_of_a_test", "assets").path("inner/form.js").endswith(".js")


@pytest.mark.parametrize(
    "path", ["style.css", "../__init__.py", "..%2f__init__.py", "style.0000000000000000.css", ""]
)
def test_there_is_nothing_else_among_assets(package, path):
    app = Starlette(routes=[Assets("site_of_a_test", "assets").route])
    assert TestClient(app).get(f"/static/{path}").status_code == 404


def test_an_asset_that_is_missing_is_told(package):
    with pytest.raises(KeyError):
        Assets("site_of_a_test", "assets").path("other.css")
    with pytest.raises(FileNotFoundError):
        Assets("site_of_a_test", "other")


def test_a_catalogue_is_read_without_what_is_empty_or_fuzzy(package):
    assert read_translations("site_of_a_test", "pl") == {
        "Send": "Wyślij",
        "Broken lamp": 'Nie świeci, "wcale"',
        "Last": "Ostatni",
    }


def test_a_language_without_a_catalogue_has_no_texts(package):
    assert read_translations("site_of_a_test", "uk") == {}


@pytest.mark.parametrize(
    "line",
    ["msgstr", 'msgid_plural "a"', "msgid Send", '"Send"', 'msgid "a" b', 'msgid "\\x"', "<<<<<<<"],
)
def test_a_damaged_catalogue_is_told_with_its_line(package, line):
    path = package / "locale" / "pl" / "LC_MESSAGES" / "site_of_a_test.po"
    path.write_text(f"\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_translations("site_of_a_test", "pl")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_are_read_while_all_that_was_sent_waits_for_one_writer(method):
    """As where another program holds the database for long: each thread for writing waits."""
    free, waiting = threading.Event(), threading.Semaphore(0)

    def write():
        waiting.release()
        assert free.wait(30)

    async def app(scope, receive, send):
        await in_thread(write if scope["method"] == method else free.is_set)
        await PlainTextResponse("ok")(scope, receive, send)

    async def send_many(client):
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(partial(client.request, method, "/"))
            for _ in range(SENDING_THREADS):
                await anyio.to_thread.run_sync(waiting.acquire)
            try:
                with anyio.fail_after(20):
                    answers = [await client.get("/") for _ in range(3)]
            finally:
                free.set()
        return [answer.status_code for answer in answers]

    async def run():
        transport = httpx2.ASGITransport(protect(app))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await send_many(client)

    assert anyio.run(run) == [200, 200, 200]


def test_verbs_run_in_threads_eight_at_once():
    running, most, lock = 0, 0, threading.Lock()

    def verb(wait, *, value):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(wait)
        with lock:
            running -= 1
        return value

    async def call(found, at):
        found.append(await in_thread(verb, 0.05, value=at))

    async def many():
        found = []
        async with anyio.create_task_group() as group:
            for at in range(30):
                group.start_soon(call, found, at)
        return found

    for _ in range(2):  # a second event loop has a limiter of its own
        assert sorted(anyio.run(many)) == list(range(30))
    assert 1 < most <= 8


def test_what_a_verb_raises_is_raised():
    with pytest.raises(ZeroDivisionError):
        anyio.run(in_thread, lambda: 1 / 0)


def test_rates_of_a_network_are_kept():
    throttle = Throttle(Rate(3, 60), Rate(5, 3600))
    assert [throttle.admit("a", now=NOON) for _ in range(4)] == [0, 0, 0, 60]
    assert throttle.admit("b", now=NOON) == 0
    assert throttle.admit("a", now=NOON + 0.5 * MINUTE) == 30
    assert throttle.admit("a", now=NOON + MINUTE) == 0
    assert throttle.admit("a", now=NOON + MINUTE) == 0
    assert throttle.admit("a", now=NOON + 2 * MINUTE) == 3600 - 120
    assert throttle.admit("a", now=NOON + HOUR) == 0


@pytest.mark.parametrize("later", [MINUTE, 13 * HOUR])
def test_what_is_given_back_is_not_counted(later):
    throttle = Throttle(Rate(1, 86_400))
    throttle.give_back("a")
    throttle.admit("a", now=NOON)
    throttle.admit("b", now=NOON + later)
    throttle.give_back("a")
    assert not throttle.knows("a")
    assert throttle.admit("a", now=NOON + later) == 0
    assert throttle.admit("a", now=NOON + later) > 0


def test_who_is_refused_does_not_wait_longer_for_asking():
    throttle = Throttle(Rate(1, 60))
    throttle.admit("a", now=NOON)
    for _ in range(1000):
        assert throttle.admit("a", now=NOON + timedelta(seconds=59)) == 1
    assert throttle.admit("a", now=NOON + MINUTE) == 0


def test_no_network_is_kept_and_the_key_changes_each_day():
    throttle = Throttle(Rate(1, 10 * 86_400))
    throttle.admit("203.0.113.9", now=NOON)
    before = dict(vars(throttle))
    assert "203.0.113.9" not in repr(before)
    kept = set(before["_times"])
    throttle.admit("203.0.113.9", now=NOON + 24 * HOUR)
    assert set(vars(throttle)["_times"]).isdisjoint(kept)


def test_a_wait_goes_on_over_midnight():
    throttle = Throttle(Rate(2, 3600))
    late = datetime(2026, 5, 4, 23, 50, tzinfo=UTC)
    assert [throttle.admit("a", now=late + at * MINUTE) for at in range(2)] == [0, 0]
    assert throttle.knows("a")
    assert throttle.wait("b", now=late + 20 * MINUTE) == 0
    assert throttle.knows("a")
    assert throttle.admit("a", now=late + 20 * MINUTE) == 40 * 60
    assert throttle.admit("a", now=late + HOUR) == 0


def test_attempts_before_and_after_midnight_count_together():
    throttle = Throttle(Rate(3, 3600))
    late = datetime(2026, 5, 4, 23, 50, tzinfo=UTC)
    waits = [throttle.admit("a", now=late + at * MINUTE) for at in (0, 5, 15, 20)]
    assert waits == [0, 0, 0, 40 * 60]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["admit", "wait", "give back"]),
            st.sampled_from("ab"),
            st.sampled_from([0, 1, 29, 30, 31, 3599, 3600, 40_000]),
        ),
        max_size=30,
    )
)
def test_a_throttle_counts_as_a_list_of_attempts_does(steps):
    rates = Rate(2, 30), Rate(3, 3600), Rate(6, 86_400)
    throttle, now = Throttle(*rates), NOON
    attempts = {"a": [], "b": []}
    for act, network, later in steps:
        now += timedelta(seconds=later)
        counted = attempts[network]
        counted[:] = [at for at in counted if now - at < timedelta(days=1)]
        if act == "give back":
            throttle.wait(network, now=now)
            throttle.give_back(network)
            del counted[-1:]
            continue
        wait = 0
        for rate in rates:
            recent = [at for at in counted if now - at < timedelta(seconds=rate.seconds)]
            if len(recent) >= rate.times:
                free = recent[-rate.times] + timedelta(seconds=rate.seconds)
                wait = max(wait, (free - now).total_seconds())
        assert getattr(throttle, act)(network, now=now) == wait
        if act == "admit" and not wait:
            counted.append(now)


def test_a_guesser_waits_for_the_longer_of_both_limits():
    guesses = GuessLimits()
    for at in range(30):
        guesses.count("a", f"ZG-{at % 6}", now=NOON + timedelta(seconds=at))
    # Five guesses at one number end a wait of a minute, thirty at all of them one of ten.
    later = NOON + timedelta(seconds=30)
    assert guesses.wait("a", "ZG-0", now=later) == 600 - 30
    assert guesses.wait("a", "ZG-9", now=later) == 600 - 30
    assert guesses.wait("b", "ZG-0", now=later) == 0
    guesses = GuessLimits()
    for at in range(5):
        guesses.count("b", "ZG-0", now=NOON + timedelta(seconds=at))
    assert guesses.wait("b", "ZG-0", now=later) == 30
    assert guesses.wait("b", "ZG-1", now=later) == 0


def test_nothing_is_kept_of_the_day_before_the_day_before():
    throttle = Throttle(Rate(1, 10 * 86_400))
    throttle.admit("a", now=NOON)
    assert throttle.wait("b", now=NOON + 48 * HOUR) == 0
    assert not throttle.knows("a")
    assert not vars(throttle)["_old_times"]


def test_so_many_networks_are_kept_and_no_more(monkeypatch):
    monkeypatch.setattr("lckm_http.throttle._MOST", 100)
    throttle = Throttle(Rate(1, 60))
    for at in range(300):
        throttle.admit(str(at), now=NOON)
        throttle.admit("again and again", now=NOON)
    assert len(vars(throttle)["_times"]) == 100
    # Those that were seen last.
    assert throttle.knows("299")
    assert throttle.knows("again and again")
    assert not throttle.knows("0")


def test_who_only_asks_is_not_known():
    throttle = Throttle(Rate(1, 60))
    assert throttle.wait("a", now=NOON) == 0
    assert not throttle.knows("a")


def test_the_last_attempt_is_given_back_and_those_before_it_count():
    throttle = Throttle(Rate(2, 60))
    for at in (0, 50):
        throttle.admit("a", now=NOON + timedelta(seconds=at))
    throttle.give_back("a")
    assert throttle.knows("a")
    assert [throttle.admit("a", now=NOON + timedelta(seconds=at)) for at in (55, 56)] == [0, 4]


def test_each_of_several_processes_admits_its_part_rounded_up(monkeypatch):
    for processes, admitted in (("2", 3), ("0", 5), ("two", 5)):
        monkeypatch.setenv("WEB_CONCURRENCY", processes)
        throttle = Throttle(Rate(5, 60))
        assert [throttle.admit("a", now=NOON) for _ in range(6)].count(0) == admitted


@pytest.mark.parametrize("begins", [NOON, datetime(2026, 5, 4, 23, 59, 59, tzinfo=UTC)])
def test_who_is_counted_late_is_counted(begins):
    """Of many at once, one that came earlier may be counted after another."""
    throttle = Throttle(Rate(2, 60))
    moments = [begins + timedelta(seconds=at) for at in (2, 1, 0, 2, 1, 0)]
    admitted = [throttle.admit("a", now=moment) == 0 for moment in moments]
    assert admitted == [True, True, False, False, False, False]


def test_a_clock_that_was_set_back_keeps_nobody_out():
    throttle = Throttle(Rate(1, 60))
    throttle.admit("a", now=NOON)
    assert throttle.admit("a", now=NOON - HOUR) == 0
