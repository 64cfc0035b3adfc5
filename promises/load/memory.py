"""The memory of the real ``lckm worker`` while it delivers report after report by SMTP."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lckm_sql import SqlAdapter
from promises.chaos import work
from promises.chaos.city import City
from promises.chaos.databases import made
from promises.figures import free_port, resident
from promises.load import sink
from promises.load.filling import fill
from promises.processes import Running


def memory(database: str, count: int, until: float) -> dict[str, Any]:
    """Return the megabytes that the worker held, by how many reports it had delivered."""
    with tempfile.TemporaryDirectory(prefix="lckm-load-") as name:
        city = City(Path(name))
        kept, port = made(database, city.folder), free_port()
        city.build(
            url=kept.url, smtp=port, desk=free_port(), token="1-1-a", mailer="lckm_smtp:SmtpAdapter"
        )
        kept.start()
        logs = city.folder / "logs"
        server = Running("mail server", "sink", logs / "sink.log", sink.serve, port)
        worker = Running("worker", "worker-1", logs / "worker.log", work.worker, city, "worker-1")
        try:
            adapter = SqlAdapter(url=kept.url, encryption=False)  # as the city has it
            fill(adapter, 0, count, datetime.now(UTC), months=1, delivered=False)
            server.start()
            worker.start()
            return _watched(adapter, worker, count, until)
        finally:
            for one in (worker, server):
                one.kill()
            kept.stop()


def _watched(adapter: SqlAdapter, worker: Running, count: int, until: float) -> dict[str, Any]:
    series: list[list[float]] = []
    began, done, step = time.monotonic(), 0, max(count // 100, 1)
    while done < count and time.monotonic() < until:
        time.sleep(0.5)
        if worker.code is not None:
            raise RuntimeError(f"the worker ended with {worker.code}")
        done = count - adapter.reports.waiting_count()
        if not series or done >= series[-1][0] + step or done == count:
            series.append([done, round(resident(worker.pid) / 2**20, 1)])
    adapter.close()
    seconds = time.monotonic() - began
    tenth = [megabytes for at, megabytes in series if at >= done / 10]
    return {
        "dispatches": done,
        "dispatches a second, one worker": round(done / seconds),
        "MB after a tenth": tenth[0],
        "MB at the end": tenth[-1],
        "MB at most after a tenth": max(tenth),
        "series": series,
    }
