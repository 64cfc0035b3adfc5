"""The resident's pages, in short forms: no form is lost or doubled while ``lckm serve`` is killed,
and every figure of the session ``web`` can be measured.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from promises.web.residents import different_residents
from promises.web.slow import rows

Run = Callable[..., dict[str, Any]]
LONG = pytest.mark.slow(
    reason="minutes of killing; eight forms and a kill stand for it", weekly=True
)
MEASURED = pytest.mark.slow(
    reason="each part starts a server; the forms amid kills do so too", weekly=True
)


@pytest.fixture
def run(run_promise: Run) -> Run:
    """Return the figures of a run in which nothing is found wrong."""

    def run_web(*arguments: str) -> dict[str, Any]:
        result = run_promise("web", *arguments)
        assert (result["code"], result["faults"]) == (0, [])
        figures: dict[str, Any] = result["figures"]
        return figures

    return run_web


def killed(run: Run, forms: int, kills: int, database: str = "sqlite") -> dict[str, Any]:
    arguments = ["--database", database, "--forms", str(forms), "--kills", str(kills)]
    figures = run("kills", *arguments)
    assert sum(figures["kills"].values()) == kills
    assert figures["acknowledged"] == figures["registered"] == figures["delivered"] == forms
    names = ("lost", "doubled", "files missing", "files of no report after the sweep")
    bytes_left = ("bytes found after withdrawal", "bytes found after the term")
    assert [figures[name] for name in (*names, *bytes_left)] == [0] * 6
    assert figures["files of reports"] > 0
    return figures


def test_no_two_residents_have_a_word_in_common() -> None:
    # The first seed that was seen to give two the same telephone number.
    residents = different_residents(445892678, 160)
    needles = [needle for resident in residents for needle in resident.needles]
    assert len(residents) == 160
    assert len(needles) == len(set(needles))


@pytest.mark.slow(
    reason="the connections are given seconds to settle; a full run counts such pages, too",
    weekly=True,
)
def test_pages_refused_beside_slow_connections_are_counted() -> None:
    opened = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal opened
        opened += 1
        status = "200 OK" if opened < 100 else "503 Service Unavailable"
        # Slow connections end in the middle of a head.
        with suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    async def measure() -> list[dict[str, str]]:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
            return await rows(server.sockets[0].getsockname()[1], 0.1, 100)

    refused = asyncio.run(measure())[2]
    assert (refused["found"], refused["reached"]) == ("9", "no")


def test_eight_forms_and_a_kill(run: Run) -> None:
    killed(run, 8, 1)


@LONG
def test_eighty_forms_and_five_kills(run: Run) -> None:
    assert killed(run, 80, 5)["lost answers, repeated"] > 0


@LONG
def test_twenty_four_forms_and_two_kills_on_a_server(run: Run) -> None:
    killed(run, 24, 2, "postgresql")


@MEASURED
@pytest.mark.parametrize(
    ("part", "arguments", "count"),
    [
        ("pages", ["--length", "0.3"], 11),
        ("sending", ["--length", "0.3"], 3),
        ("photos", ["--length", "0.3"], 7),
        ("open311", ["--reports", "30", "--length", "0.3"], 2),
        ("slow", ["--length", "0.3"], 4),
        ("abuse", ["--length", "0.3", "--posts", "30"], 4),
        ("malformed", ["--cases", "30"], 2),
        pytest.param("chromium", ["--length", "1"], 9, marks=pytest.mark.browser),
    ],
)
def test_a_part_is_measured(run: Run, part: str, arguments: list[str], count: int) -> None:
    rows = run(part, *arguments)["rows"]
    assert len(rows) == count
    assert all(row["found"] for row in rows)
