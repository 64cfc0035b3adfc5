"""Pages whose commands are run: what they print is held against the page, or written to it
with WRITE_DOCS=1.
"""

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lckm_core import civil_day, first_clean_day

ROOT = Path(__file__).parents[3]
README = Path(__file__).parents[1] / "README.md"
OPERATIONS = ROOT / "docs" / "operations.md"
SHOWN = re.compile(r"^\$ (.+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""The moment it is on every page."""
_BLOCK = re.compile(r"^```([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ZONE = ZoneInfo("Europe/Warsaw")


def blocks(text: str, *languages: str) -> list[str]:
    """Return the blocks of a text that are in these languages."""
    return [block for language, block in _BLOCK.findall(text) if language in languages]


def sections(text: str) -> Mapping[str, str]:
    """Return the sections of a page by their headings."""
    _, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return {part.partition("\n")[0]: f"## {part}" for part in parts}


def first_settings(city: Any) -> str:
    """Write the settings of README.md, and return them."""
    settings, *_ = blocks(README.read_text(encoding="utf-8"), "toml")
    (city.folder / "lckm.toml").write_text(settings, encoding="utf-8")
    return settings


def run_all(text: str, city: Any, run: Any, *, ago: timedelta = timedelta()) -> str:
    """Run each command shown in a text, in its order, and return the text with what they print now.

    *ago*: how long before the present moment something was registered; on the page it is as
    long before the page's.
    """
    for block in blocks(text, "shell-session"):
        done = block
        for command, printed in SHOWN.findall(block):
            found = steady(_output(_dated(command), city, run), ago)
            done = done.replace(f"$ {command}\n{printed}", f"$ {command}\n{found}", 1)
        text = text.replace(block, done, 1)
    return text


def _dated(command: str) -> str:
    """Return a command of the page with the term of what is registered now in place of the
    page's, and likewise the day before.
    """
    shown, actual = first_clean_day(TODAY), first_clean_day(datetime.now(UTC))
    for before in (0, 1):
        command = command.replace(
            str(shown - timedelta(days=before)), str(actual - timedelta(days=before))
        )
    return command


def hold(path: Path, shown: str, found: str) -> None:
    """Hold a part of a page against what its commands print now."""
    if os.environ.get("WRITE_DOCS"):
        path.write_text(path.read_text(encoding="utf-8").replace(shown, found, 1), encoding="utf-8")
    else:
        assert found == shown, "run this test with WRITE_DOCS=1"


def _output(command: str, city: Any, run: Any) -> str:
    words = shlex.split(command, comments=True)
    if words[0] == "lckm" and not {"|", ">", "||", "&&", ";"} & set(words):
        if words[1] != "worker":
            return str(run(*words[1:]).output)
        # It takes the logs and signals of its process, and writes its results at the end.
        done = city.lckm(*words[1:])
        return str(done.stderr + done.stdout)
    # What is more than lckm is the shell's.
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=city.folder,
        env=city.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout


def steady(printed: str, ago: timedelta = timedelta()) -> str:
    """Return what was printed with the page's moments, machine and process in place of those
    of this run.
    """
    now = datetime.now(UTC)
    days: dict[date, date] = {}
    for actual, shown in ((now - ago, TODAY - ago), (now, TODAY)):
        days[civil_day(actual)] = civil_day(shown)
        for before in (0, 1):
            days[first_clean_day(actual) - timedelta(days=before)] = first_clean_day(
                shown
            ) - timedelta(days=before)

    def moment(match: re.Match[str]) -> str:
        if match[0].endswith(" 00:00") and (begun := date.fromisoformat(match[0][:10])) in days:
            return f"{days[begun]} 00:00"
        found = datetime.strptime(match[0], "%Y-%m-%d %H:%M").replace(tzinfo=_ZONE)
        long_ago = ago and now - found > ago / 2
        return f"{(TODAY - ago if long_ago else TODAY).astimezone(_ZONE):%Y-%m-%d %H:%M}"

    def day(match: re.Match[str]) -> str:
        found = date.fromisoformat(match[0])
        return str(days.get(found, found))

    def partition(match: re.Match[str]) -> str:
        """The file or table of a month is named by it."""
        found = days.get(date(int(match[1]), int(match[2]), 1))
        return f"{found:%Y_%m}{match[3]}" if found else match[0]

    printed = re.sub(r"(\d{4}-\d\d-\d\d \d\d:\d\d):\d\d\b", r"\1:00", printed)
    printed = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", moment, printed)
    printed = re.sub(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", f"{TODAY:%Y-%m-%dT%H:%M:%S+00:00}", printed
    )
    printed = re.sub(r"\b\d{4}-\d\d-\d\d\b(?![ T]\d\d:)", day, printed)
    printed = re.sub(r"\b(20\d\d)_(\d\d)(_\d+)", partition, printed)
    printed = re.sub(r'"worker": ".*"', '"worker": "lckm1-4711"', printed)
    return re.sub(r'"pid": \d+', '"pid": 4711', printed)
