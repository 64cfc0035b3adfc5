"""What may be logged: nothing of a person, by whatever way it gets into a record."""

import io
import json
import logging

import pytest

from lckm_core.testing import PersonalDataCanary
from lckm_operations.logs import JsonLines, NoPersonalData, vetted


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
        one.handlers, one.propagate = [handler], False
        one.setLevel(logging.DEBUG)
        made.append(one)
        return one

    logger.stream = stream
    yield logger
    for one in made:
        one.handlers, one.propagate = [], True


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


@pytest.mark.parametrize("seed", [str(seed) for seed in range(4)])
@pytest.mark.parametrize("name", ["lckm_sql", "lckm_core", "lckm_operations", "sqlalchemy.engine", "urllib3", "root"])
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
        "sending ZG-2026-000123 to the mailbox failed: OperationalError",
        "the helpdesk cannot be asked for LCKM/2026/000123, though each has to be",
        "no such address",
        "tickets 12, 13 have the same key ZG-2026-000123.a998d830a0: merge them",
        "listener CityAdapter at register failed: KeyError",
        "lckm_smtp.sender",
    ],
)
def test_our_own_words_get_through(said):
    assert vetted(said) == said


def test_what_was_raised_is_told_by_type_and_place(log):
    try:
        raise OSError("Jan Kowalski") from KeyError("x")
    except OSError:
        log("lckm_sql").exception("the database is away")
    line = json.loads(log.stream.getvalue())
    assert line["message"].startswith("the database is away (OSError from KeyError at ")
    assert "test_logs.test_what_was_raised_is_told_by_type_and_place" in line["message"]
    assert (line["level"], line["logger"]) == ("ERROR", "lckm_sql")


def test_fields_of_our_own_are_kept(log):
    log("lckm_operations").info("sent", extra={"report": "ZG-2026-000123", "seconds": 0.25, "secret": "x"})
    line = json.loads(log.stream.getvalue())
    assert (line["report"], line["seconds"]) == ("ZG-2026-000123", 0.25)
    assert "secret" not in line


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
