"""The arguments of the programs, the machine they ran on, and the file of their figures."""

import argparse
import json
import os
import platform
import random
import socket
import sqlite3
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import attrs

ROOT = Path(__file__).parents[1]


def arguments(doc: str | None, *, seconds: float) -> argparse.ArgumentParser:
    """Return a parser of what every program takes."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=random.SystemRandom().randrange(2**32),
        help="repeats the choices",
    )
    parser.add_argument(
        "--seconds", type=float, default=seconds, help="how long it may take, more or less"
    )
    parser.add_argument("--to", type=Path, help="the JSON file that the figures go to")
    return parser


@attrs.define
class Result:
    """The figures of one run, and what was found wrong."""

    promise: str
    asked: dict[str, Any]
    figures: dict[str, Any] = attrs.field(factory=dict)
    faults: list[str] = attrs.field(factory=list)
    load: float = attrs.field(factory=lambda: os.getloadavg()[0])
    began: float = attrs.field(factory=time.monotonic)

    @classmethod
    def of(cls, promise: str, asked: argparse.Namespace) -> Self:
        """Begin a result, and say the seed at once, so that it is known whatever happens."""
        given = {key: value for key, value in vars(asked).items() if key != "to"}
        print(
            f"{promise}: " + ", ".join(f"{key} {value}" for key, value in given.items()), flush=True
        )
        return cls(promise, given)

    def end(self, to: Path | None) -> int:
        """Print and write the figures; return the exit code, 1 when anything was wrong."""
        seconds = time.monotonic() - self.began
        for name, value in flat(self.figures):
            print(
                f"  {name}: {value:,}" if isinstance(value, int | float) else f"  {name}: {value}"
            )
        print(f"  {seconds:.0f} s, load {self.load:.1f} to {os.getloadavg()[0]:.1f}")
        for fault in self.faults[:20]:
            print(f"  FAULT: {fault}")
        print(f"  faults: {len(self.faults)}", flush=True)
        if to is not None:
            whole = {
                "promise": self.promise,
                "on": datetime.now(UTC).date().isoformat(),
                "machine": machine(),
                "load": [round(self.load, 1), round(os.getloadavg()[0], 1)],
                "seconds": round(seconds, 1),
                "asked": self.asked,
                "figures": self.figures,
                "faults": self.faults,
            }
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return 1 if self.faults else 0


def flat(figures: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    """Return nested figures as lines, each with its whole name; series are left to the file."""
    found = []
    for key, value in figures.items():
        if isinstance(value, dict):
            found += flat(value, f"{above}{key}, ")
        elif not isinstance(value, list):
            found.append((above + key, value))
    return found


def machine() -> dict[str, Any]:
    """Return what the figures depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        "unknown",
    )


def resident(pid: int) -> int:
    """Return how many bytes of memory a process holds now; only Linux says."""
    text = Path(f"/proc/{pid}/statm").read_text(encoding="ascii")
    return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def processor_seconds(pid: int) -> float:
    """Return how long a process has worked; only Linux says."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def needs_linux() -> None:
    """Leave where processes cannot be looked at and killed as these programs do."""
    if sys.platform != "linux":
        sys.exit("this runs on Linux only")
