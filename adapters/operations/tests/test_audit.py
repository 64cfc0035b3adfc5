"""``lckm audit`` shows all that was asked for, the newest last, and says where it was cut."""

import json
from datetime import UTC, datetime

import pytest

from lckm_core.organisation import Role
from lckm_core.ports import Event, EventVerb
from lckm_testing import PersonalDataCanary

MANY = 1010


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory, make_for_a_file):
    with make_for_a_file(tmp_path_factory.mktemp("long")) as made:
        made.register("ZG-1")
        (trail,) = made.centre().plugins.listeners
        for at in range(2, MANY + 1):
            verb = "destroy_files" if at in (3, 700) else "withdraw_consent"
            trail.on_event(
                Event(verb=verb, subject=f"ZG-{at}", at=datetime.now(UTC), outcome="anonymised")
            )
    return made.folder


@pytest.fixture
def long(city, long_folder):
    """A trail in which more than a thousand withdrew their consent."""
    city.take_over(long_folder)
    return city


def test_everything_is_shown_and_the_newest_last(long, run):
    lines = run("audit").output.splitlines()
    assert [line.split()[0] for line in lines] == ["wpis", *map(str, range(1, MANY + 1))]
    assert "Dalej" not in lines[-1]
    rows = json.loads(run("audit", "--format", "json").stdout)
    assert [row["id"] for row in rows] == [*range(1, MANY + 1)]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("pl", ("zarejestrowano: do skrzynki", "doręczanie: w skrzynce")),
        ("en", ("registered: to the mailbox", "delivery: in the mailbox")),
    ],
)
def test_what_was_done_is_told_in_words_beside_its_code(city, run, lang, words):
    city.register("ZG-1")
    city.work()
    lines = run("audit", "--subject", "ZG-1", "--lang", lang).output.splitlines()
    for verb, told in zip(("register", "dispatch"), words, strict=True):
        (line,) = [row for row in lines if f" {verb} " in row]
        assert line.endswith(told), line
    # The page of one report is for reading, and has no code.
    shown = run("reports", "show", "ZG-1", "--lang", lang).output.splitlines()
    for told in words:
        assert [row for row in shown if row.endswith(f"  {told}")], shown


def test_what_is_looked_for_is_never_cut(long, run):
    """A restore needs each consent that was withdrawn."""
    lines = run("audit", "--verb", "withdraw_consent").output.splitlines()
    every = [f"ZG-{at}" for at in range(2, MANY + 1) if at not in (3, 700)]
    assert [line.split()[4] for line in lines[1:]] == every
    rows = json.loads(run("audit", "--verb", "withdraw_consent", "--format", "json").stdout)
    assert [row["subject"] for row in rows] == every
    assert (
        json.loads(
            run("audit", "--verb", "withdraw_consent", "--after", MANY, "--format", "json").stdout
        )
        == []
    )


def test_a_list_that_is_cut_says_where_it_goes_on(long, run):
    assert run("audit", "--limit", 2).output.splitlines()[-1] == "Dalej: --after 2"
    assert "Dalej" not in run("audit", "--limit", MANY).output
    done = run("audit", "--limit", 1, "--verb", "destroy_files", "--format", "json")
    assert [row["id"] for row in json.loads(done.stdout)] == [3]
    assert done.stderr == "Dalej: --after 3\n", "apart from what a program reads"
    done = run("audit", "--limit", 1, "--verb", "destroy_files", "--after", 3, "--lang", "en")
    assert (len(done.output.splitlines()), "More" in done.output) == (2, False)


def test_nothing_that_was_done_is_an_empty_list(city, run):
    run("migrate")
    assert (run("audit").output, run("audit", "--format", "json").stdout) == ("", "[]\n")


def test_the_list_for_a_program_is_one_that_is_whole(city, run):
    city.register("ZG-1")
    city.work()
    printed = run("audit", "--format", "json").stdout
    assert printed == json.dumps(json.loads(printed), ensure_ascii=False, indent=2) + "\n"
    assert {"register", "dispatch"} <= {row["verb"] for row in json.loads(printed)}


@pytest.mark.slow(
    reason="a process with a pipe; adapters/cli has another that ends so in every change"
)
def test_a_reader_who_has_seen_enough_ends_it(long):
    """As head does."""
    with long.start_anew("audit", "--format", "json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "[\n"
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 141


class TestVerbs:
    def test_an_unknown_one_is_no_empty_answer(self, city, run):
        city.register("ZG-1")
        for word, lang, said in (
            (
                "withdraw-consent",
                "pl",
                "Nie ma czynności „withdraw-consent”. Czy chodzi o withdraw_consent?",
            ),
            (
                "withdraw-consent",
                "en",
                "There is no verb “withdraw-consent”. Did you mean withdraw_consent?",
            ),
            (
                "replace-directory",
                "en",
                "There is no verb “replace-directory”. Did you mean replace_directory?",
            ),
            ("x", "pl", "Możliwe: hand_in, hand_in_failed, give_back, "),
        ):
            done = run("audit", "--verb", word, "--lang", lang)
            refused = (done.exit_code, done.stdout, said in done.stderr)
            assert refused == (2, "", True), done.output

    def test_one_that_may_stand_in_the_trail_is_an_empty_answer(self, city, run):
        run("migrate")
        for word in (*EventVerb, "restore", "replace_directory", "destroy_damaged_month"):
            done = run("audit", "--verb", word, "--format", "json")
            assert (done.exit_code, done.stdout) == (0, "[]\n"), (word, done.output)

    def test_so_is_a_word_of_an_adapter_s_own_that_stands_there(self, city, run):
        city.register("ZG-1")
        (trail,) = city.centre().plugins.listeners
        trail.on_event(Event(verb="own_word", subject="ZG-1", at=datetime.now(UTC)))
        assert len(run("audit", "--verb", "own_word").output.splitlines()) == 2
        done = run("audit", "--verb", "own_word", "--subject", "ZG-2", "--format", "json")
        assert (done.exit_code, done.stdout) == (0, "[]\n"), done.output


class TestNames:
    """Who did it, where that was told."""

    NAME = "Zofia Kalinowska-Wrona"

    def test_each_command_of_a_person_keeps_who_gave_it(self, city, run):
        city.register("ZG-1", PersonalDataCanary().form())
        city.work()
        city.register("ZG-2")
        by = ("--as", self.NAME)
        run("erase", "withdraw", "ZG-1", *by)
        run("confirm", "ZG-1", *by)
        word = city.centre().plugins.reports.get("ZG-2").description.split()[0]
        (city.folder / "words.txt").write_text(word)
        run("reports", "redact", "ZG-2", "--words", "words.txt", *by)
        rows = json.loads(run("audit", "--format", "json").stdout)
        named = {row["verb"] for row in rows if row["by"] == self.NAME}
        assert named == {"withdraw_consent", "confirm_erasure", "redact"}
        assert {row["verb"] for row in rows if row["by"] is None} >= {"register", "dispatch"}
        assert run("audit").output.count(self.NAME) == 3
        words = ("--words", "words.txt", *by)
        run("reports", "outcome", "ZG-2", "--is", "done", "--role", "staff-of-unit", *words)
        run("reports", "reopen", "ZG-2", "--role", "staff-of-cell", *words)
        run("reports", "reclassify", "ZG-2", "--category", "odpady", "--head", *by)
        table = city.folder / "base" / "routes.yaml"
        table.write_text(table.read_text(encoding="utf-8").replace("odbior@", "nowa@"), "utf-8")
        run("reports", "route-again", "ZG-2", *by)
        run("reports", "settle", "ZG-2", "--has", "helpdesk", "--reason", "told", *by)
        rows = json.loads(run("audit", "--subject", "ZG-2", "--format", "json").stdout)
        assert [(row["verb"], row["role"]) for row in rows if row["by"] == self.NAME][1:] == [
            ("note_outcome", Role.STAFF_OF_UNIT.value),
            ("reopen", Role.STAFF_OF_CELL.value),
            ("reclassify", Role.HEAD_OF_CALL_CENTRE.value),
            ("route_again", None),
            ("settle_by_hand", None),
        ]
        # The photo of the report is nowhere, and nothing else is wrong.
        faults = json.loads(run("verify", "--format", "json").stdout)
        assert {fault["kind"] for fault in faults} == {"files that nobody destroys"}

    @pytest.mark.parametrize(
        "name", ["", "  ", "Zofia\nKalinowska", "\x1b[31mZofia", "Z" * 201], ids=range(5)
    )
    def test_a_name_that_no_trail_can_keep_stops_the_command(self, city, run, name):
        city.register("ZG-1")
        done = run("erase", "withdraw", "ZG-1", "--as", name)
        assert (done.exit_code, "200" in done.stderr) == (2, True), done.output
        assert not city.centre().plugins.reports.get("ZG-1").is_anonymous
