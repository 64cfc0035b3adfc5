"""Register and deliver reports while everything that takes part is killed.

    python -m promises.chaos --database postgresql --reports 20000 --kills 500 --seed 7

In the end no report is lost, doubled or stuck. Whoever takes part keeps books of its own, to
the disk before it answers; at the end they are held against each other.
"""

import random
import shutil
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lckm_cli.settings import open_session, read_settings
from lckm_core import ContactCentre
from lckm_core.ports.optional import Maintenance
from lckm_operations.optional_features import waiting_count
from lckm_sql import IntegrityFindingKind
from promises.chaos import helpdesk, judging, mail, work
from promises.chaos.broken import clients, desks, mailers, workers
from promises.chaos.city import City
from promises.chaos.databases import Database, made
from promises.chaos.kills import SHARES, Kills
from promises.chaos.log_helpdesk import LogDesk
from promises.chaos.real_helpdesk import RealDesk, missing
from promises.chaos.withdrawals import marks_in
from promises.figures import Result, arguments, free_port, needs_linux
from promises.processes import Running

_CLIENTS = 4
_BROKEN = sorted([*mailers.MAILERS, *clients.CLIENTS, *desks.DESKS, workers.TELLS_NOBODY])
_WRONG = {
    "lost": "lost",
    "twice and not marked": "twice",
    "stuck": "stuck",
    "sent after it was noted as sent": "late",
    "with other words or another person's data": "changed",
    "kept of those who withdrew": "kept",
    "told what is not theirs to know": "told",
    "not asked to erase": "not told",
    "in another queue of the helpdesk": "misfiled",
}
"""What is counted, by how the names of such faults begin."""
_ROUNDS = 5
"""How often workers are started anew in the end, so that they read what came back and open
what notices are due.
"""

_QUIET = 3.0
"""Seconds in which nothing waits to be delivered, after which workers are started anew."""


def main() -> int:
    """Run it, and return 1 when anything is wrong."""
    needs_linux()
    asked = _parser().parse_args()
    asked.stops = asked.kills // 10 if asked.stops is None else asked.stops
    result = Result.of("chaos", asked)
    folder = Path(tempfile.mkdtemp(prefix="lckm-chaos-"))
    try:
        by_mail, broken = asked.helpdesk == "log", frozenset(asked.broken)
        city = City(
            folder, asked.repeats, asked.lost_answers, asked.seed, broken, by_mail, asked.patient
        )
        run(asked, city, result)
    finally:
        if asked.keep:
            print(f"  the folder: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return result.end(asked.to)


def _parser() -> ArgumentParser:
    parser = arguments(__doc__, seconds=7200)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument(
        "--stops",
        type=int,
        help="how often a worker is told to stop besides; a tenth of --kills unless given",
    )
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument(
        "--repeats",
        action="store_true",
        help="mailboxes take a Message-ID once, so letters may be repeated",
    )
    parser.add_argument(
        "--helpdesk",
        choices=("fake", "real", "installed", "log"),
        default="fake",
        help="a real Request Tracker 5 or a fake one; installed: the real one where there is one; "
        "log: LOG Helpdesk, by mail",
    )
    parser.add_argument(
        "--broken",
        nargs="+",
        choices=_BROKEN,
        default=[],
        help="break the promise, to see that it is noticed",
    )
    parser.add_argument(
        "--victims", nargs="+", choices=sorted(SHARES), default=sorted(SHARES), help="who is killed"
    )
    parser.add_argument(
        "--lost-answers",
        type=float,
        default=0.01,
        help="the share of letters that the mail server takes and leaves unanswered",
    )
    parser.add_argument(
        "--patient",
        action="store_true",
        help="withdraw each consent only once its report is where it goes, as those do that "
        "withdraw last, so that somebody is to be told",
    )
    parser.add_argument("--keep", action="store_true", help="keep the folder, and say where it is")
    return parser


def run(asked: Any, city: City, result: Result) -> None:
    """Do it all."""
    began = time.monotonic()
    database, ports = made(asked.database, city.folder), (free_port(), free_port())
    mailer, real = mailers.mailer_of(city.broken), _real_desk(asked.helpdesk, city)
    log = LogDesk(city) if city.by_mail else None
    port, token = (real.port, real.token) if real else (ports[1], helpdesk.TOKEN)
    city.build(url=database.url, smtp=ports[0], desk=port, token=token, mailer=mailer)
    database.start()
    # Workers make no database, and the first of them may come before the first client.
    open_session(str(city.settings), new=True).offer(Maintenance, "migrate").migrate()
    processes = started(city, asked, ports, real)
    try:
        chance = random.Random(asked.seed)
        kills = Kills(
            processes, database, asked.victims, kills=asked.kills, stops=asked.stops, chance=chance
        )
        kills.go_on(lambda: _share_done(city, asked.reports), began + 0.7 * asked.seconds)
        city.healthy.touch()
        registered = time.monotonic() - began
        settings = read_settings(city.settings)
        centre = settings.centre()
        look = partial(log.lend_a_hand, centre, settings.bounces()[0]) if log else None
        faults = kills.faults
        faults += _finish(city, processes, kills, centre, began + asked.seconds, look)
        verdict = _verdict(asked, city, centre, database, kills, real or log)
        if log:
            log.judge(verdict)
        faults += _found_by_verify(centre)
    finally:
        for one in processes:
            one.kill()
        database.stop()
    if kills.left:
        faults.append(
            f"{kills.left} kills and stops were left when the time was over: give it more --seconds"
        )
    if (acknowledged := verdict.counts["acknowledged registrations"]) < asked.reports:
        faults.append(f"only {acknowledged} reports were registered in the time given")
    result.faults += faults + verdict.faults
    result.figures |= {
        "helpdesk": _desk_words(real, log),
        "kills": sum(kills.counts.values()),
        "killed": judging.plain(kills.counts),
        "told to stop": judging.plain(kills.stops),
        "reports": judging.plain(verdict.counts),
        "seconds of chaos": round(registered),
        "deliveries noted by a clock behind the mail server's": len(verdict.behind),
        "seconds that it was behind at most": round(max(verdict.behind, default=0.0), 4),
        "found wrong": {
            name: sum(verdict.counts[kind] for kind in verdict.counts if kind.startswith(begin))
            for name, begin in _WRONG.items()
            if log or begin != "misfiled"  # the others have one queue
        },
    }


def _finish(
    city: City,
    processes: list[Running | RealDesk],
    kills: Kills,
    centre: ContactCentre,
    until: float,
    lend_a_hand: Callable[[], None] | None,
) -> list[str]:
    """Let healthy workers deliver what is left; return what is wrong with how they end."""
    store, faults = centre.plugins.reports, []
    for _ in range(_ROUNDS):
        # Each reads what came back, and opens notices, when it starts, and later once a minute.
        faults += _end(processes)
        for one in processes:
            if one.role == "worker":
                one.start()
        _drain(city, processes, kills, store, until, lend_a_hand)
        if not is_left(city, store):
            break
    return faults + _end(processes)


def _verdict(
    asked: Any,
    city: City,
    centre: ContactCentre,
    database: Database,
    kills: Kills,
    own_desk: RealDesk | LogDesk | None,
) -> judging.Verdict:
    """Hold the books of everybody who took part against each other."""
    by_database = sum(n for name, n in kills.counts.items() if name.startswith("database"))
    books = judging.Books.opened(
        city,
        centre.plugins.reports,
        _client_names(),
        own_desk.filed() if own_desk else helpdesk.filed(city),
        deaths=kills.counts["worker killed"] + asked.workers * by_database,
        found=marks_in(database.files()),
        committed=database.committed(),
    )
    return judging.judge(books)


def _found_by_verify(centre: ContactCentre) -> list[str]:
    store: Any = centre.plugins.reports
    return [
        f"lckm verify: {one.kind}, {one.subject}"
        for one in store.verify(now=store.clock())
        if one.kind is not IntegrityFindingKind.NOT_DURABLE
    ]


def _desk_words(real: RealDesk | None, log: LogDesk | None) -> str:
    if real:
        return "a real Request Tracker 5"
    return log.words if log else "a fake Request Tracker"


def _client_names() -> list[str]:
    return [f"C{at + 1}" for at in range(_CLIENTS)]


def started(
    city: City, asked: Any, ports: tuple[int, int], real: RealDesk | None
) -> list[Running | RealDesk]:
    """Start everybody: peers, workers, clients."""
    processes: list[Running | RealDesk] = []

    def start(role: str, name: str, target: Any, *given: Any) -> None:
        processes.append(
            Running(role, name, city.folder / "logs" / f"{name}.log", target, city, *given)
        )
        processes[-1].start()

    start("mail server", "mail", mail.serve, ports[0])
    if real:
        processes.append(real)
        real.start()
    elif not city.by_mail:
        start("helpdesk", "desk", helpdesk.serve, ports[1])
    for at, name in enumerate(_client_names()):
        count = asked.reports // _CLIENTS + (at < asked.reports % _CLIENTS)
        start("client", name, work.client, name, count)
    for at in range(asked.workers):
        start("worker", f"worker-{at + 1}", work.worker, f"worker-{at + 1}")
    return processes


def _real_desk(wish: str, city: City) -> RealDesk | None:
    return (
        RealDesk(city.folder) if wish == "real" or (wish == "installed" and not missing()) else None
    )


def _share_done(city: City, reports: int) -> float:
    """Return how much of the work is done, by the sizes of the books alone."""
    line = len("C1-000000\n")
    registered = sum(_size(city.acknowledged(name)) for name in _client_names()) / line
    delivered = _size(city.mails) / 2 / len("1790000000.000000 answered C1-000000.0123456789\n")
    return (registered + delivered) / (2 * reports)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _drain(
    city: City,
    processes: list[Running | RealDesk],
    kills: Kills,
    store: Any,
    until: float,
    lend_a_hand: Callable[[], None] | None,
) -> None:
    """Wait until clients are done, workers are up and nothing waits, or the time is over."""
    for one in processes:
        if isinstance(one, Running) and one.role == "worker":
            one.has_started()
    quiet_at = time.monotonic()
    while time.monotonic() < until:
        kills.look_after()
        clients_done = all(one.code == 0 for one in processes if one.role == "client")
        if clients_done and lend_a_hand is not None:
            lend_a_hand()
        if not clients_done or waiting_count(store):
            quiet_at = time.monotonic()
        elif time.monotonic() - quiet_at > _QUIET or not is_left(city, store):
            return
        time.sleep(0.1)


def is_left(city: City, store: Any) -> bool:
    """Return whether bounces are unread, or notices unopened."""
    return any(any((city.service / name).iterdir()) for name in ("new", "cur")) or bool(
        store.pending_erasure_notices(limit=1)
    )


def _end(processes: list[Running | RealDesk]) -> list[str]:
    """Tell the workers to stop once they have started; return what is wrong with their end."""
    ends = {}
    for one in processes:
        if isinstance(one, Running) and one.role == "worker":
            one.has_started()
            ends[one.name] = one.end(signal.SIGTERM)
    return [f"{name}, told to stop, ended with {code}" for name, code in ends.items() if code != 0]


if __name__ == "__main__":
    sys.exit(main())
