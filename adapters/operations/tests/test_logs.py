"""What may be logged: nothing of a person, by whatever way it gets into a record."""

import io
import json
import logging
import re
import socket
import sqlite3
import sys
import unicodedata
import warnings
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from lckm_core.delivery import DispatchKind, Refusal
from lckm_core.errors import Loggable, StoreUnavailableError, describe_error
from lckm_core.redaction import strike
from lckm_operations import logs
from lckm_operations.logs import (
    JsonLines,
    LimitedRepeats,
    NoForeignInfo,
    NoPersonalData,
    configure_logging,
    vetted,
)
from lckm_sql.report_rows import PersonalDataProblem
from lckm_testing import PersonalDataCanary

SEEDS = [
    "0",
    *(
        pytest.param(
            str(seed), marks=pytest.mark.slow(reason="another person; one stands for them")
        )
        for seed in range(1, 4)
    ),
]


class Log:
    """A function that makes a logger of a name, and the ``stream`` they all write to."""

    def __init__(self, logger, stream):
        self.logger, self.stream = logger, stream

    def __call__(self, name):
        return self.logger(name)


@pytest.fixture
def log():
    """Return a function that makes a logger of that name, and what it wrote."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(NoPersonalData())
    handler.setFormatter(JsonLines())
    made = []

    def logger(name: str) -> logging.Logger:
        one = logging.getLogger(name)
        made.append((one, one.handlers, one.propagate, one.level))
        one.handlers, one.propagate = [handler], False
        one.setLevel(logging.DEBUG)
        return one

    yield Log(logger, stream)
    for one, handlers, propagate, level in reversed(made):
        one.handlers, one.propagate = handlers, propagate
        # At its old level, or each statement of later tests would be logged.
        one.setLevel(level)


@pytest.fixture
def own_log(monkeypatch):
    """Return a function that configures the log of this process, and gives where it is written."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    # A command that ran in this process took warnings over, and a test that ended gave them back.
    logging.captureWarnings(False)

    def configured(form):
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        configure_logging(form)
        return stream

    yield configured
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)


def plain(text):
    """Return a text without its diacritics."""
    return "".join(
        one
        for one in unicodedata.normalize("NFD", text.replace("ł", "l").replace("Ł", "L"))
        if one.isascii()
    )


def data(canary):
    return [
        canary.name,
        canary.email,
        canary.phone,
        canary.phone.replace(" ", ""),
        canary.pesel,
        canary.words,
        canary.description(),
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "name", ["lckm_sql", "lckm_core", "lckm_operations", "sqlalchemy.engine", "urllib3", "root"]
)
def test_no_canary_gets_through(log, name, seed):
    canary = PersonalDataCanary(seed)
    logger = log(name)
    for datum in data(canary):
        logger.error("%s", datum)
        logger.error("report %s of %s", "ZG-1", datum)
        logger.error("%(who)s", {"who": datum})
        logger.error("sent", extra={"report": datum, "anything": datum, "count": [datum]})
        logger.error("too many", datum)
        logger.error("an object: %r", {"who": datum})
        try:
            raise ValueError(datum) from KeyError(datum)
        except ValueError:
            logger.exception("failed")
            logger.error("failed: %s", datum, exc_info=True, stack_info=True)
    assert canary.search(log.stream.getvalue()) == ()


def test_canaries_are_there_to_be_found(log):
    """Without the filter: or the test above would prove nothing."""
    canary = PersonalDataCanary("seen")
    assert canary.search("\n".join(data(canary))) != ()


@pytest.mark.parametrize(
    "said",
    [
        "ZG-2026-000123",
        "LCKM-2026-000123-1",
        "2026-000123",
        "ŁCKM/2026/000123",
        "ŁCKM/2026/000123:helpdesk-notice",
        f"L=CKM-=2026-=000123.a998d830a0.mailbox-notice.{'0f' * 16}",
        "L=CKM-=2026-=000123-1",
        "ZG-2026-000123.a998d830a0",
        "ZG-2026-000123.helpdesk.mailbox-notice",
        "ZG-2026-000123:helpdesk-notice",
        f"ZG-2026-000123.a998d830a0.mailbox-notice.{'0f' * 16}",
        "2027_06_1",
        PersonalDataProblem.MISSING,
        "12, 13, 14",
        "0.25",
        sqlite3.OperationalError.__name__,
        "FileNotFoundError",
        socket.gaierror.__name__,
        Loggable("lckm1.example.org-4711"),
        Refusal.NO_SUCH_ADDRESS,
        DispatchKind.MAILBOX_NOTICE,
    ],
)
def test_what_is_known_to_be_nobodys_gets_through(said):
    assert vetted(said) == said


class Foreign(StrEnum):
    """The words of other people's code."""

    NAME = "Kowalski"


def test_a_number_may_be_as_long_as_no_telephone():
    longest = 9_999_999
    for number in (longest, -longest, float(longest)):
        assert vetted(number) == number
        assert vetted(number + (1 if number > 0 else -1)) == "[…]"


ABOUT = (
    Foreign.NAME,
    "jan kowalski",
    "jan",
    "kowalski",
    "zazolc gesla jazn",
    "anna nowak-zielinska, ul. piotrkowska 104 m. 5",
    "JAN KOWALSKI",
    "Jan Kowalski",
    "KowalskiJan",
    "McDonald",
    "jan_kowalski",
    "jan.kowalski",
    "jan-kowalski-1980",
    "jan@example.org",
    "I",
    "RT",
    "object",
    "worker one",
    "mieszkam przy parku",
)
NUMBERS = (
    "+48 600 123 456",
    "600-123-456",
    "600123456",
    "48600123456",
    "44051401359",
    600123456,
    -600123456,
    48600123456,
    44051401359,
    4405140135900,
    600123456.0,
    Decimal(600123456),
    (600123456,),
)


def letters_only(text):
    return "".join(character if character.isalpha() else " " for character in text).split()


@pytest.mark.parametrize("said", ABOUT, ids=range(len(ABOUT)))
def test_of_anything_else_no_word_gets_through(log, said):
    assert (
        letters_only(
            str(vetted(said)).replace("usunięto", "").replace("telefon", "").replace("PESEL", "")
        )
        == []
    )
    logger = log("lckm_sql")
    logger.error("reading %s failed", said)
    logger.error("reading", extra={"task": said, "outcome": said, "worker": said})
    for line in map(json.loads, log.stream.getvalue().splitlines()):
        for word in letters_only(said):
            assert word not in letters_only(
                " ".join(str(line.get(key, "")) for key in ("message", "task", "outcome", "worker"))
            )


@pytest.mark.parametrize("name", ["lckm_sql", "sqlalchemy.engine"])
def test_a_line_put_together_beforehand_is_struck_all_the_same(log, name):
    """It has no arguments, so nothing of it was vetted."""
    canary = PersonalDataCanary("joined")
    logger = log(name)
    data = (canary.email, canary.phone, canary.phone.replace(" ", ""), canary.pesel)
    for datum in data:
        logger.error(f"asking {datum} failed")
        logger.error(f"asking {datum} failed", exc_info=ValueError(datum))
    written = log.stream.getvalue()
    assert len(written.splitlines()) == 2 * len(data)
    assert [datum for datum in data if datum in written] == []
    assert canary.search(written) == ()


@pytest.mark.parametrize("said", NUMBERS, ids=range(len(NUMBERS)))
def test_of_a_telephone_or_pesel_no_digits_get_through(log, said):
    """Neither as a text nor as a number: three in a row are looked for."""
    assert not re.search(r"\d{3}", str(vetted(said)))
    logger = log("lckm_sql")
    logger.error("calling %s failed", said)
    logger.error(
        "calling",
        extra={"task": said, "outcome": said, "worker": said, "count": said, "seconds": said},
    )
    lines = [json.loads(line) for line in log.stream.getvalue().splitlines()]
    assert [line["message"].split()[0] for line in lines] == ["calling", "calling"]
    for line in lines:
        fields = ("message", "task", "outcome", "worker", "count", "seconds")
        assert not re.search(r"\d{3}", " ".join(str(line.get(key, "")) for key in fields))


@pytest.mark.parametrize("form", [str.lower, str.upper, plain, lambda text: plain(text.lower())])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_canary_gets_through_in_other_letters(log, seed, form):
    canary = PersonalDataCanary(seed)
    words = [word for datum in data(canary) for word in letters_only(form(datum)) if len(word) > 1]
    logger = log("lckm_operations")
    for datum in data(canary):
        logger.error("sending %s to %s failed: %s", "ZG-1", form(datum), form(datum))
        logger.error("%s", form(datum), extra={"report": form(datum), "error": form(datum)})
    said = set()
    for line in map(json.loads, log.stream.getvalue().splitlines()):
        said |= set(
            letters_only(" ".join(str(line.get(key, "")) for key in ("message", "report", "error")))
        )
    ours = {
        "sending",
        "ZG",
        "to",
        "failed",
        "usunięto",
        "telefon",
        "e",
        "mail",
        "PESEL",
        "nazwisko",
        "imię",
        "i",
    }
    assert said - ours == set()
    assert words


@pytest.mark.parametrize("form", ["text", "json"])
def test_all_that_a_process_logs_goes_through_every_filter(own_log, form):
    canary = PersonalDataCanary(form)
    before = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(before))
    stream = own_log(form)
    logger = logging.getLogger("lckm_sql")
    try:
        raise ValueError(canary.description())
    except ValueError:
        logger.exception("failed", stack_info=True)
    for _ in range(2):
        logger.warning("the database is away")
    logging.getLogger("lckm_smtp").warning("the database is away")
    logger.info("begun")
    logger.debug("%d rows", 3)
    logging.getLogger("alembic").info("begun by others")
    warnings.showwarning(canary.description(), UserWarning, "module.py", 1)
    lines = stream.getvalue().splitlines()
    assert (before.getvalue(), canary.search(stream.getvalue())) == ("", ())
    words = [
        "failed (ValueError in ",
        "the database is away",
        "the database is away",
        "begun",
        "py.warnings, line ",
    ]
    assert len(lines) == len(words)
    assert all(word in line for word, line in zip(words, lines, strict=True))
    assert all(line.startswith("{") == (form == "json") for line in lines)


def test_a_line_of_json_has_its_moment_in_utc():
    record = {"name": "lckm_sql", "levelname": "INFO", "msg": "begun", "created": 1e9}
    assert json.loads(JsonLines().format(logging.makeLogRecord(record))) == {
        "at": "2001-09-09T01:46:40.000+00:00",
        "level": "INFO",
        "logger": "lckm_sql",
        "message": "begun",
    }


def test_moments_and_types_get_through(log):
    log("lckm_sql").error("%s at %s, 100%%", KeyError, datetime(2026, 11, 25, 12, tzinfo=UTC))
    log("lckm_sql").error("100 %, done")
    assert [json.loads(line)["message"] for line in log.stream.getvalue().splitlines()] == [
        "KeyError at 2026-11-25T12:00:00+00:00, 100%",
        "100 %, done",
    ]


def test_the_words_of_our_own_code_get_through(log):
    log("lckm_core").error(
        "asking the mailbox for %s gave a NoneType, and not Accepted or an Answer", "ZG-2026-000123"
    )
    line = json.loads(log.stream.getvalue())
    assert (
        line["message"]
        == "asking the mailbox for ZG-2026-000123 gave a NoneType, and not Accepted or an Answer"
    )


def test_what_was_raised_is_told_by_type_and_place(log):
    try:
        raise OSError("Jan Kowalski") from KeyError("x")
    except OSError:
        log("lckm_sql").exception("the database is away")
    line = json.loads(log.stream.getvalue())
    assert line["message"].startswith("the database is away (OSError from KeyError in ")
    assert "test_logs.test_what_was_raised_is_told_by_type_and_place" in line["message"]
    assert (line["level"], line["logger"]) == ("ERROR", "lckm_sql")


def test_fields_of_our_own_are_kept(log):
    log("lckm_operations").info(
        "sent", extra={"report": "ZG-2026-000123", "seconds": 0.25, "secret": "x"}
    )
    line = json.loads(log.stream.getvalue())
    assert (line["report"], line["seconds"]) == ("ZG-2026-000123", 0.25)
    assert "secret" not in line


def test_no_other_handler_gets_what_was_taken_out():
    """Such as one that sends records to another machine, with all that they have."""
    try:
        raise ValueError("Jan Kowalski")
    except ValueError:
        info = sys.exc_info()
    record = logging.makeLogRecord(
        {"name": "lckm_sql", "msg": "failed", "secret": "x", "stack_info": "x", "exc_info": info}
    )
    record.exc_text = "x"
    assert NoPersonalData().filter(record)
    assert not hasattr(record, "secret")
    assert record.exc_info is record.exc_text is record.stack_info is None


def test_what_foreign_code_says_for_no_fault_is_kept_out():
    assert not NoForeignInfo().filter(
        logging.makeLogRecord({"name": "alembic.runtime", "levelno": logging.INFO})
    )
    assert NoForeignInfo().filter(
        logging.makeLogRecord({"name": "alembic.runtime", "levelno": logging.WARNING})
    )
    assert NoForeignInfo().filter(
        logging.makeLogRecord({"name": "lckm_sql", "levelno": logging.INFO})
    )


def test_foreign_code_says_only_where(log):
    log("urllib3.connectionpool").warning("GET /zgloszenia?kto=Kowalska")
    message = json.loads(log.stream.getvalue())["message"]
    assert message.startswith("urllib3.connectionpool, line ")
    assert "Kowalska" not in message


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("%(who)s", ({"other": "x"},)),
        ("%(who)d", ({"who": "x"},)),
        ("%s and %s", ({"who": "x"},)),
        ("%d", ("x",)),
        ("%c", (10**6 * 9,)),
        ("%q", ("x",)),
    ],
)
def test_a_line_that_does_not_fit_its_arguments_raises_nothing(log, words, arguments):
    log("lckm_sql").error(words, *arguments)
    (line,) = log.stream.getvalue().splitlines()
    assert json.loads(line)["message"] == "[…]"


def test_a_dictionary_shown_as_a_whole_is_withheld(log):
    """By "% s", here."""
    canary = PersonalDataCanary("dictionary")
    log("lckm_sql").error("100% sure", {canary.email: 1})
    assert json.loads(log.stream.getvalue())["message"] == "100[…]ure"


def test_the_words_of_a_dictionary_are_vetted(log):
    log("lckm_sql").error("%(count)d of %(report)s", {"count": 3, "report": "ZG-1"})
    assert json.loads(log.stream.getvalue())["message"] == "3 of ZG-1"


def test_the_same_warning_is_said_once_in_ten_minutes_and_then_with_how_many_there_were():
    """While a mail server is away each attempt says so."""
    few, passed = LimitedRepeats(), []

    def log(words, second, level=logging.WARNING):
        record = logging.makeLogRecord(
            {"name": "lckm_smtp", "msg": words, "levelno": level, "created": 1e9 + second}
        )
        if few.filter(record):
            passed.append((second, record.getMessage()))

    for second in range(0, 1201, 13):
        log("the mail server cannot be reached", second)
    log("another", 5)
    log("another", 6, logging.INFO)
    log("another", 7, logging.INFO)
    log("the mail server cannot be reached", -50)  # a clock that went back hides nothing
    assert passed == [
        (0, "the mail server cannot be reached"),
        (611, "the mail server cannot be reached (and 46 more like it)"),
        (5, "another"),
        (6, "another"),
        (7, "another"),
        (-50, "the mail server cannot be reached (and 45 more like it)"),
    ]


def test_errors_are_held_back_as_well_and_for_ten_minutes_sharp():
    few, record = LimitedRepeats(), {"name": "lckm_smtp", "msg": "away", "levelno": logging.ERROR}
    passed = [
        few.filter(logging.makeLogRecord({**record, "created": 1e9 + second}))
        for second in (0, 0, 599, 600, 600)
    ]
    assert passed == [True, False, False, True, False]


def test_the_filter_of_repeats_does_not_grow_for_ever():
    few = LimitedRepeats()
    for at in range(5000):
        few.filter(
            logging.makeLogRecord(
                {"name": "lckm_x", "msg": str(at), "levelno": logging.ERROR, "created": 1e9}
            )
        )
    assert len(few._seen) <= 1000


def test_a_worker_whose_mail_server_is_away_does_not_say_so_at_each_attempt(city):
    peers = city.folder / "noisy.py"
    peers.write_text(
        "import logging\n\nfrom folder_peers import FolderPeers\nfrom lckm_core.delivery import "
        "Refusal, Refused\n\n\n"
        "class Noisy(FolderPeers):\n    def send(self, letter):\n"
        "        logging.getLogger('lckm_smtp').warning('the mail server cannot be reached: %s', "
        "'TimeoutError')\n"
        "        return Refused(Refusal.UNREACHABLE)\n",
        encoding="utf-8",
    )
    path = city.folder / "lckm.toml"
    path.write_text(path.read_text().replace("folder_peers:FolderPeers", "noisy:Noisy"))
    for at in range(5):
        city.register(f"ZG-{at}")
    done = city.lckm("worker", "--once", "--log", "json")
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert [line["message"] for line in lines if line["logger"] == "lckm_smtp"] == [
        "the mail server cannot be reached: TimeoutError"
    ]


def test_what_failed_is_logged_by_types_and_places(log):
    """Or the operator, at night, has nothing to go by."""
    try:
        try:
            raise KeyError("Zofia Testowa")
        except KeyError as error:
            raise StoreUnavailableError from error
    except StoreUnavailableError as error:
        log("lckm_desk").error("%s failed: %s", Loggable("report"), describe_error(error))
    (line,) = log.stream.getvalue().splitlines()
    said, _, place = json.loads(line)["message"].partition(" in ")
    assert said == "report failed: StoreUnavailableError from KeyError"
    assert re.fullmatch(r"[\w.]*test_logs\.test_what_failed\w+:[0-9]+", place)


def test_a_line_of_our_own_words_is_struck_once_and_any_other_each_time(log, monkeypatch):
    struck = []
    monkeypatch.setattr(logs, "strike", lambda text: struck.append(text) or strike(text))
    logs._struck_once.cache_clear()
    logger = log("lckm_http")
    for _ in range(2):
        logger.info("%s %s %s, %s ms", Loggable("GET"), Loggable("/zgloszenie"), 200, 3)
    assert struck == ["GET /zgloszenie 200, 3 ms"]

    for _ in range(2):
        logger.info("%s, %s ms", "Zofia", 3)
    assert struck[1:] == 2 * ["Zofia", "[…], 3 ms"]
    assert logs._struck_once.cache_info().currsize == 1
