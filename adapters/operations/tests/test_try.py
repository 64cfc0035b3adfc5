"""``lckm reports try`` and ``lckm outbox --now``: what is tried at once, and what is said of it."""

import json
import re
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core.delivery import DISPATCH_LIMITS, Refusal

OLD = datetime(2026, 11, 1, 12, tzinfo=UTC)
DOWN = """
[[adapter]]
use = "lckm_smtp:SmtpAdapter"
host = "127.0.0.1"
port = {port}
tls = "none"
sender = "lckm@example.org"
timeout = 1
longest = 5
"""

REFUSING = """
from lckm_core import impl
from lckm_core.delivery import Answer, Refusal, Refused


class Peer:
    def __init__(self, peer):
        self.peer = peer

    def send(self, message):
        return Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)

    def file(self, ticket):
        return Refused(Refusal.UNREACHABLE)

    def find(self, message):
        return Answer.NOT_THERE


class RefusingPeers:
    name = "refusing-peers"

    def __init__(self, folder, slow):
        pass

    @impl
    def provide_mailer(self):
        return Peer("mail.example.org:587")

    @impl
    def provide_helpdesk(self):
        return Peer("helpdesk.example.org:443")
"""


def _numbers(run) -> list[str]:
    return [one["number"] for one in json.loads(run("reports", "list", "--format", "json").stdout)]


@pytest.fixture
def office(city, run):
    """A city whose database is there, and empty."""
    assert run("migrate").exit_code == 0
    return city


class TestTry:
    def test_a_trial_goes_to_a_mailbox_and_nothing_of_it_stays(self, office, run):
        done = run("reports", "try", "--category", "dziura-w-jezdni")
        assert (done.exit_code, done.stderr) == (0, "")
        steps = [line.partition(":")[0] for line in done.stdout.splitlines()]
        assert steps == ["Rejestracja", "Droga", "Doręczenie", "Usunięcie"]
        (letter,) = office.letters()
        assert "PROBA-" in letter.name
        assert _numbers(run) == []
        assert "Razem 0" in run("stats").stdout
        assert run("outbox").stdout.startswith("Czeka: 0")
        assert "remove_trial" in run("audit").stdout
        verified = run("verify")
        assert verified.exit_code == 0, verified.stdout

    def test_without_a_category_it_goes_where_such_reports_go(self, office, run):
        done = run("reports", "try", "--lang", "en")
        assert done.exit_code == 0
        assert "Delivered: in the helpdesk" in done.stdout
        assert len(list((office.folder / "peers" / "helpdesk").glob("*.json"))) == 1

    def test_where_it_fails_it_says_what_to_look_at_and_is_removed(self, office, run):
        (office.folder / "peers" / "helpdesk").touch()  # no folder any more, so nobody answers
        done = run("reports", "try")
        assert done.exit_code == 1
        assert "Doręczenie: nie udało się: helpdesk" in done.stdout
        assert "  Sprawdź: nazwa serwera i port" in done.stdout
        assert done.stdout.splitlines()[-1].startswith("Usunięcie: ")
        assert _numbers(run) == []

    @pytest.mark.parametrize("lang", ["pl", "en"])
    def test_beside_whoever_refuses_stands_where_it_is(self, office, run, lang):
        """The mailbox refuses for good, so the helpdesk is asked, which refuses as well."""
        (office.folder / "refusing_peers.py").write_text(REFUSING, encoding="utf-8")
        settings = (office.folder / "lckm.toml").read_text(encoding="utf-8")
        (office.folder / "lckm.toml").write_text(
            settings.replace("folder_peers:FolderPeers", "refusing_peers:RefusingPeers"),
            encoding="utf-8",
        )
        done = run("reports", "try", "--category", "dziura-w-jezdni", "--lang", lang)
        assert done.exit_code == 1
        word = {"pl": "Doręczenie: ", "en": "Delivered: "}[lang]
        failed = [line for line in done.stdout.splitlines() if line.startswith(word)]
        places = ("mail.example.org:587", "helpdesk.example.org:443")
        assert [re.findall(r"\w+\.example\.org:\d+", line) for line in failed] == [
            [place] for place in places
        ]

    def test_without_terms_it_says_so_and_leaves_nothing(self, office, run):
        (office.folder / "base" / "terms" / "0001.yaml").unlink()
        done = run("reports", "try")
        assert done.exit_code == 1
        assert "Rejestracja: nie udało się" in done.stdout
        assert "  Sprawdź: lckm settings" in done.stdout
        assert _numbers(run) == []

    def test_one_that_was_stopped_before_its_end_is_removed_by_the_next(self, office, run):
        from datetime import UTC, datetime, timedelta

        from lckm_core.reports import trial_form, trial_number

        then = datetime.now(UTC) - timedelta(hours=2)
        office.centre().register(
            trial_form(), number=trial_number(then), now=then, terms_version="1"
        )
        office.register("LCKM-2026-000001")
        office.close()
        assert run("reports", "try").exit_code == 0
        assert _numbers(run) == ["LCKM-2026-000001"]

    def test_one_that_somebody_has_just_begun_is_left_to_them(self, office, run):
        from datetime import UTC, datetime, timedelta

        from lckm_core.reports import trial_form, trial_number

        then = datetime.now(UTC) - timedelta(minutes=30)
        number = trial_number(then)
        office.centre().register(trial_form(), number=number, now=then, terms_version="1")
        office.close()
        assert run("reports", "try").exit_code == 0
        assert _numbers(run) == [number]

    def test_no_other_report_is_ever_removed(self, office):
        office.register("LCKM-2026-000001")
        with pytest.raises(ValueError, match="no trial"):
            office.centre().plugins.reports.remove_trial(
                "LCKM-2026-000001", now=office.centre().plugins.reports.clock()
            )


class TestNow:
    def test_what_waits_is_delivered_and_each_is_told_of(self, city, run):
        for at in (1, 2):
            city.register(f"LCKM-2026-00000{at}")
        city.close()
        done = run("outbox", "--now")
        assert (done.exit_code, done.stderr) == (0, "")
        lines = done.stdout.splitlines()
        assert re.match("LCKM-2026-000001, zgłoszenie: czeka na wysłanie → w skrzynce, ", lines[0])
        assert lines[-1] == "Doręczono: 2 z 2"
        assert len(city.letters()) == 2

    def test_all_that_waits_is_tried_however_much_it_is(self, city, run, monkeypatch):
        monkeypatch.setattr("lckm_operations.commands.outbox_now._PAGE", 2)
        for at in range(1, 6):
            city.register(f"LCKM-2026-00000{at}")
        # The oldest go nowhere, and fill each page of two.
        for at in (1, 2):
            city.register(f"LCKM-2025-00000{at}", category="nie-ma-takiej", now=OLD)
        (city.folder / "peers" / "helpdesk").touch()
        city.close()
        done = run("outbox", "--now")
        assert done.exit_code == 1
        lines = done.stdout.splitlines()
        assert [line.partition(",")[0] for line in lines[:7]] == [
            *(f"LCKM-2025-00000{at}" for at in (1, 2)),
            *(f"LCKM-2026-00000{at}" for at in range(1, 6)),
        ]
        assert lines[7:] == ["Doręczono: 5 z 7", "Czeka jeszcze: 2"]

    def test_more_than_is_shown_without_a_limit_is_delivered(self, city, run):
        for at in range(1, 104):
            city.register(f"LCKM-2026-{at:06}")
        city.close()
        done = run("outbox", "--now")
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Doręczono: 103 z 103")

    def test_with_a_limit_what_is_left_waits_and_that_is_told(self, city, run):
        for at in (1, 2, 3):
            city.register(f"LCKM-2026-00000{at}")
        city.close()
        done = run("outbox", "--now", "--limit", "2", "--lang", "en")
        assert done.exit_code == 1
        assert done.stdout.splitlines()[2:] == ["Delivered: 2 of 2", "Still waiting: 1"]

    def test_what_waits_for_a_later_attempt_goes_now(self, city, run):
        city.settings(more="")
        city.register("LCKM-2026-000001", category="nie-ma-takiej")
        helpdesk = city.folder / "peers" / "helpdesk"
        helpdesk.touch()
        city.work()
        city.close()
        failed = run("outbox", "--now")
        assert failed.exit_code == 1
        assert "czeka na wysłanie → czeka na wysłanie, helpdesk; " in failed.stdout
        assert "następna próba: " in failed.stdout
        helpdesk.unlink()
        done = run("outbox", "--now", "--format", "json")
        assert done.exit_code == 0
        (one,) = json.loads(done.stdout)
        assert (one["state_before"], one["state"]) == ("pending", "helpdesk")
        assert one["not_tried"] is None

    @pytest.mark.parametrize("category", ["dziura-w-jezdni", "nie-ma-takiej"])
    def test_after_an_outage_all_go_that_failed_during_it(self, city, run, category):
        """What an attempt before this call said of the server holds no longer."""
        for at in (1, 2, 3):
            number = f"LCKM-2026-00000{at}"
            city.register(number, category=category)
            city.centre().plugins.reports.change(number, refused_during_the_outage)
        city.close()
        done = run("outbox", "--now")
        assert done.stdout.splitlines()[-1] == "Doręczono: 3 z 3"

    def test_what_is_in_hand_elsewhere_says_nothing_of_the_server(self, city, run):
        for at in (1, 2):
            number = f"LCKM-2026-00000{at}"
            city.register(number, category="nie-ma-takiej")
            city.centre().plugins.reports.change(number, refused_during_the_outage)
        city.centre().plugins.reports.claim(
            "other",
            now=datetime.now(UTC),
            lasting=timedelta(minutes=5),
            limit=1,
            limits=DISPATCH_LIMITS,
        )
        city.close()
        done = run("outbox", "--now")
        assert done.stdout.splitlines()[-2:] == ["Doręczono: 1 z 2", "Czeka jeszcze: 1"]

    def test_a_server_that_is_away_is_tried_once_and_named(self, city, run, free_port):
        """Or each of a hundred letters would wait for it."""
        settings = (city.folder / "lckm.toml").read_text(encoding="utf-8")
        use = 'use = "folder_peers:FolderPeers"\n'
        (city.folder / "lckm.toml").write_text(
            settings.replace(use, use + 'without = ["mailer"]\n') + DOWN.format(port=free_port),
            encoding="utf-8",
        )
        for at in (1, 2):
            city.register(f"LCKM-2026-00000{at}")
        city.close()
        done = run("outbox", "--now")
        assert done.exit_code == 1
        first, second, *total = done.stdout.splitlines()
        assert "czeka na wysłanie → czeka na wysłanie" in first
        assert second.endswith(
            "nie próbowano: z jego serwerem nie ma połączenia, co okazało się przed chwilą"
        )
        assert total == ["Doręczono: 0 z 2", "Czeka jeszcze: 2"]
        assert f"Skrzynki (127.0.0.1:{free_port}): " in run("outbox").stdout
        worked = run("worker", "--once")
        assert f"letters to mailboxes fail (127.0.0.1:{free_port}): unreachable" in worked.stderr


def refused_during_the_outage(dispatch):
    return attrs.evolve(
        dispatch,
        mailbox_refusal=Refusal.UNREACHABLE if dispatch.because is None else None,
        helpdesk_refusal=None if dispatch.because is None else Refusal.UNREACHABLE,
        attempts=2,
        untried=2 if dispatch.because is None else 0,
        token=2,
    )


@pytest.fixture
def free_port():
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def test_states_have_the_same_word_everywhere(city, run):
    """In lists, statistics, the trail and the help; a state has no second name."""
    city.register("LCKM-2026-000001")
    city.work()
    city.close()
    for arguments in (
        ("reports", "list"),
        ("reports", "show", "LCKM-2026-000001"),
        ("stats",),
        ("audit",),
        ("reports", "list", "--help"),
    ):
        printed = run(*arguments).stdout
        assert "w skrzynce" in " ".join(printed.split()), arguments
        assert "w skrzynkach" not in printed
