"""The tables of the settings file that say how a worker works, and what is said of one that is
wrong.
"""

from datetime import timedelta
from pathlib import Path

import pytest

from lckm_cli.settings import SettingsError, read_settings
from lckm_core import ContactCentre, impl
from lckm_operations.worker import WorkerSettings, worker_settings
from tests.helpers.settings_files import importable, settings

__all__ = ["importable", "settings"]  # fixtures that are used by their names
SMTP = '[[adapter]]\nuse = "lckm_smtp:SmtpAdapter"\nhost = "x"\nsender = "a@example.org"\n'
IMAP = (
    '[[bounces]]\nuse = "lckm_smtp:ImapBounces"\nhost = "x"\nusername = "x"\npassword = "x"\n'
    "sender "
    '= "a@example.org"\n'
)
centre = ContactCentre.__new__(ContactCentre)


def test_the_longest_lease_is_one(settings):
    text = 'centre = "x:y"\n[worker]\nlease = 600\n'
    assert worker_settings(read_settings(settings(text)), ()).lease == 600


def settings_in(path: Path) -> WorkerSettings:
    """Return what a settings file says of the worker."""
    return worker_settings(read_settings(path))


class Slow:
    """One whose attempts take up to five minutes."""

    name = "plain"

    def __init__(self, longest: float = 300.0) -> None:
        self.longest_attempt = longest

    @impl
    def notify_listeners(self) -> "Slow":
        """Hand over itself."""
        return self

    def on_event(self, event: object) -> None:
        """Hear nothing."""


SLOW = f"{__name__}:Slow"


@pytest.mark.parametrize(
    ("lease", "longest", "refused"), [(20, 300, True), (299.5, 300, True), (300, 300, False)]
)
def test_a_lease_shorter_than_an_attempt_may_take_is_refused(settings, lease, longest, refused):
    path = settings(
        f'[[adapter]]\nuse = "{SLOW}"\nlongest = {longest}\n[worker]\nlease = {lease}\n'
    )
    if not refused:
        assert settings_in(path).lease == lease
        return
    with pytest.raises(SettingsError) as error:
        settings_in(path)
    assert (
        f"[worker], lease: {lease:g} s to mniej, niż może trwać jedna próba (plain: 300 s)"
        in error.value.text("pl")
    )
    assert "Give at least 300" in error.value.text("en")


@pytest.mark.parametrize(
    ("table", "longest"),
    [
        (
            'use = "lckm_smtp:SmtpAdapter"\nhost = "mail.example.org"\nsender = '
            '"lckm@example.org"\n',
            300,
        ),
        (
            'use = "lckm_log_helpdesk:LogHelpdeskAdapter"\nhost = "mail.example.org"\nsender = '
            '"lckm@example.org"\n'
            'to = "helpdesk@example.org"\nhonours_keys = true\n',
            300,
        ),
        (
            'use = "lckm_request_tracker:RequestTrackerAdapter"\nurl = "https://rt.example.org"\n'
            'token = "1-2"\nqueue = "q"\n',
            120,
        ),
    ],
    ids=["smtp", "log-helpdesk", "request-tracker"],
)
def test_each_of_our_peers_says_how_long_an_attempt_may_take(settings, table, longest):
    for lease in (longest - 1, longest):
        path = settings(f"[[adapter]]\n{table}[worker]\nlease = {lease}\n")
        if lease < longest:
            with pytest.raises(SettingsError, match=f"{longest} s"):
                settings_in(path)
        else:
            settings_in(path)


def test_times_of_the_worker(settings, tmp_path):
    path = settings(
        f'centre = "{__name__}:centre"\n[worker]\npoll = 2\nlease = 60.5\nheartbeat = "beat.json"\n'
    )
    assert settings_in(path) == WorkerSettings(2, 60.5, str(tmp_path / "beat.json"))


def test_limits_are_in_seconds(settings):
    path = settings(f'centre = "{__name__}:centre"\n[limits]\ngrace = 0.5\nmost_attempts = 3\n')
    limits = settings_in(path).limits
    assert (limits.grace, limits.most_attempts) == (timedelta(seconds=0.5), 3)


@pytest.mark.parametrize("name", ["settings", "worker"])
@pytest.mark.parametrize("line", ["port = 70000", "timeout = 0", 'ca_file = "no.pem"'])
def test_what_the_check_refuses_the_worker_refuses_in_the_same_words(settings, run, name, line):
    path = settings(f"{IMAP}{line}\n{SMTP}")
    with pytest.raises(SettingsError) as refused:
        read_settings(path).bounces()
    done = run(name, "--settings", path, *(["--once"] if name == "worker" else []))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip() == refused.value.text("pl")


TABLE = f'[[adapter]]\nuse = "{SLOW}"\nlongest = 1.0\n'
WRONG = {
    "an unknown setting": (TABLE + "[worker]\npol = 1\n", "[worker], pol", "poll?"),
    "no time": (TABLE + "[worker]\npoll = 0\n", "[worker], poll", "większą od zera"),
    "no end": (TABLE + "[worker]\npoll = inf\n", "[worker], poll", "większą od zera"),
    "no number": (TABLE + "[worker]\nlease = nan\n", "[worker], lease", "większą od zera"),
    "an unknown limit": (TABLE + "[limits]\ngrase = 1\n", "[limits], grase", "grace?"),
    "limits at odds": (TABLE + "[limits]\nfirst_wait = 10\nlongest_wait = 5\n", "[limits]", ""),
    "a lease too long": (TABLE + "[worker]\nlease = 1000\n", "[worker], lease", "600 s"),
    "no table": ("worker = 3\n" + TABLE, "worker", "[worker]"),
}


@pytest.mark.parametrize("which", list(WRONG))
def test_what_is_wrong_is_said_with_the_place_and_what_is_near(which, settings):
    text, place, hint = WRONG[which]
    path = settings(text)
    with pytest.raises(SettingsError) as refused:
        settings_in(path)
    said = refused.value.text("pl")
    assert str(path) in said
    assert place in said
    assert hint in said
    assert refused.value.text("en") != said


@pytest.mark.parametrize("name", ["settings", "worker"])
def test_the_programs_that_work_by_them_refuse_them_in_these_words(settings, run, name):
    path = settings(SMTP + "[worker]\nlease = 20\n")
    with pytest.raises(SettingsError) as refused:
        settings_in(path)
    done = run(name, "--settings", path, *(["--once"] if name == "worker" else []))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.strip() == refused.value.text("pl")
