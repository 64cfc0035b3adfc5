"""A city whose staff have a desk, and browsers in which they are signed in."""

import asyncio
from pathlib import Path

from promises.figures import processor_seconds
from promises.load.lists import SETTINGS
from promises.web.browser import Browser
from promises.web.site import Site

DESK = "/biuro"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
CLERKS = ("teresa", "karol")
"""Logins of those who take calls: staff of the call centre, and their head."""
_LEAST_WARMING, _MOST_WARMING = 8, 200
# Seconds of the processor that show that a process has answered.
_WORKED = 0.05
_SETTINGS = """\
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"
encryption = false
without = {without}

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}
attachments = {{ path = "files" }}
encryption = false
without = ["procedures"]

[[adapter]]
use = "lckm_demo.live.staff:StaffAdapter"

[[adapter]]
use = "promises.web.peers:Peers"
folder = {{ path = "peers" }}

[[adapter]]
use = "lckm_search:SearchAdapter"
index = {{ path = "search" }}
{more}
[serve]
host = "127.0.0.1"
port = {port}
workers = {workers}
trusted_proxies = ["127.0.0.1"]
grace = 5.0

[[face]]
use = "lckm_desk:DeskFace"
at = "/biuro"
keys = ["{key}"]

[face.sign_in]
use = "lckm_sign_in:HeaderSignIn"
header = "Remote-User"

[face.sessions]
fresh_minutes = 0
"""


def desk_site(folder: Path, database: str, *, workers: int = 2, log: str = "") -> Site:
    """Return a site with a desk alone; *log* names a class that has its log of readings."""
    adapter = f'\n[[adapter]]\nuse = "{log}"\n' if log else ""
    without = '["notices", "access_log"]' if log else '["notices"]'
    values = {"more": adapter, "without": without}
    return Site(
        folder,
        database,
        workers=workers,
        settings=_SETTINGS,
        values=values,
        database_settings=SETTINGS,
    )


async def signed_in(port: int, login: str) -> dict[str, str]:
    """Return the headers with which somebody asks for pages once they have signed in."""
    headers = {"Remote-User": login}
    async with Browser(port, headers) as browser:
        answer = await browser.ask(f"{DESK}/logowanie")
    cookie = answer.headers.get("set-cookie", "")
    if answer.status != 303 or not cookie.startswith("lckm="):
        raise SystemExit(f"{login} is not signed in: {answer.status} {answer.body[:500].decode()}")
    return {**headers, "Cookie": cookie.partition(";")[0]}


async def warm(site: Site, headers: dict[str, str], path: str) -> None:
    """Ask for a page until each process that serves has shown it some times.

    A new connection is for whichever process takes it first.
    """
    processes = site.server_workers()
    before = {pid: processor_seconds(pid) for pid in processes}
    for at in range(_MOST_WARMING):
        worked = [processor_seconds(pid) - before[pid] for pid in processes]
        if at >= _LEAST_WARMING and min(worked) >= _WORKED:
            return
        async with Browser(site.port, headers) as browser:
            await browser.ask(DESK + path)


async def whole_answer(port: int, request: bytes) -> bytes:
    """Return every byte of an answer that came, also where the connection broke amid it."""
    data = b""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return data
    try:
        writer.write(request)
        while piece := await reader.read(2**16):
            data += piece
    except OSError:
        pass
    finally:
        writer.close()
    return data
