"""What is wrong on the side of Request Tracker is told apart, said once, and never turned into
a second ticket.
"""

import logging
import time

import pytest
from line import Cut

from lckm_core.delivery import (
    Accepted,
    Answer,
    Refusal,
    Refused,
)
from lckm_request_tracker import helpdesk as module
from lckm_request_tracker.errors import KeyNotStoredError
from lckm_request_tracker.queue import Queue


class TestSettings:
    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ({"queue": "Nie ma takiej"}, "There is no queue “Nie ma takiej”"),
            ({"queue": "Bez pola"}, "is not applied to the queue “Bez pola”"),
            ({"field": "Nie ma takiego"}, "The custom field “Nie ma takiego” is not applied"),
            ({"token": "1-14-00000000000000000000000000000000"}, "does not accept the token (401)"),
            ({"user": "lacks SeeQueue"}, "lacks SeeQueue"),
            ({"user": "lacks CreateTicket"}, "lacks SeeQueue or CreateTicket"),
            ({"user": "lacks SeeCustomField"}, "lacks SeeCustomField"),
        ],
    )
    def test_nothing_is_filed_and_what_to_do_is_said_once(
        self, desk, ticket, caplog, settings, said
    ):
        helpdesk = desk.helpdesk(**settings)
        for _ in range(3):
            assert helpdesk.file(ticket()) == Refused(Refusal.NOT_ALLOWED)
        assert caplog.text.count(said) == 1
        assert desk.rt.tokens["files"] not in caplog.text
        assert desk.kept() == []

    def test_what_cannot_be_searched_is_not_said_to_be_absent(self, desk, helpdesk, ticket):
        """To a user who may not see the field, Request Tracker says that a search found nothing."""
        assert isinstance(helpdesk.file(ticket("ZG-1.helpdesk")), Accepted)
        for settings in (
            {"user": "lacks SeeCustomField"},
            {"field": "Nie ma takiego"},
            {"queue": "Nie ma takiej"},
        ):
            assert desk.helpdesk(**settings).find(ticket("ZG-1.helpdesk")) is Answer.NO_ANSWER

    def test_numbers_do_for_names(self, desk, ticket):
        fields = desk.rest("GET", f"/queue/{desk.number}")["TicketCustomFields"]
        (number,) = (str(field["id"]) for field in fields if field["name"] == desk.field)
        helpdesk = desk.helpdesk(queue=str(desk.number), field=number)
        assert isinstance(helpdesk.file(ticket()), Accepted)
        assert [one.key for one in desk.kept()] == ["ZG-1.helpdesk"]

    def test_a_wrong_path_is_no_request_tracker(self, desk, ticket, caplog):
        helpdesk = desk.helpdesk(url=f"{desk.line.url}/nie-tu")
        assert isinstance(helpdesk.file(ticket()), Refused)
        assert helpdesk.find(ticket()) is Answer.NO_ANSWER
        assert "Give the address of its home page" in caplog.text


class TestKeysThatAreDropped:
    """Request Tracker leaves out a value that may not be put into a field, and says nothing."""

    @pytest.mark.parametrize(
        "settings",
        [
            {"user": "lacks ModifyCustomField"},
            {"user": "lacks ShowTicket"},
            {"queue": "Wzorzec", "field": "Wzorzec"},
        ],
    )
    def test_the_first_is_accepted_and_no_other_is_filed_for_a_while(
        self, desk, ticket, caplog, monkeypatch, settings
    ):
        helpdesk = desk.helpdesk(**settings)
        first = helpdesk.file(ticket())
        assert isinstance(first, Accepted)  # it is there, only its key is not
        assert f"Ticket {first.reference} cannot be found by the field" in caplog.text
        for _ in range(2):
            assert helpdesk.file(ticket()) == Refused(Refusal.NOT_ALLOWED)
        assert caplog.text.count("cannot be found by the field") == 1
        later = time.monotonic() + module._PAUSE
        monkeypatch.setattr("lckm_request_tracker.helpdesk.time.monotonic", lambda: later)
        assert isinstance(helpdesk.file(ticket()), Accepted)

    def test_a_pause_may_end_while_another_thread_looks_at_it(self, desk, helpdesk, ticket):
        class Pause(tuple):
            """A pause that is over, and that another thread ends once its length is read."""

            __slots__ = ()

            def __bool__(self):
                helpdesk._paused = None
                return True

        helpdesk._paused = Pause((time.monotonic(), KeyNotStoredError("1", "Klucz")))
        assert isinstance(helpdesk.file(ticket()), Accepted)

    def test_one_whose_look_up_fails_is_accepted_all_the_same(
        self, desk, helpdesk, ticket, monkeypatch
    ):
        """The line breaks after the ticket was made: it is there, and nobody can tell whether
        its key is.
        """
        create = Queue.create

        def breaks(*arguments):
            reply = create(*arguments)
            desk.line.down()
            return reply

        monkeypatch.setattr(Queue, "create", breaks)
        assert isinstance(helpdesk.file(ticket()), Accepted)
        monkeypatch.undo()
        desk.line.up()
        assert isinstance(helpdesk.file(ticket()), Accepted)


class TestComingAndGoing:
    def test_a_fault_is_said_again_after_it_was_gone(self, desk, helpdesk, ticket, caplog):
        caplog.set_level(logging.INFO, "lckm_request_tracker")
        for _ in range(2):
            desk.line.down()
            assert helpdesk.file(ticket()) == Refused(Refusal.UNREACHABLE)
            assert helpdesk.find(ticket()) is Answer.NO_ANSWER
            desk.line.up()
            assert isinstance(helpdesk.file(ticket()), Accepted)
        assert [
            record.levelname for record in caplog.records if record.name == "lckm_request_tracker"
        ] == [
            "ERROR",
            "INFO",
        ] * 2

    def test_a_report_that_is_not_taken_is_named_by_its_number_alone(
        self, desk, helpdesk, ticket, caplog
    ):
        desk.set_queue(Lifecycle="shut")
        assert helpdesk.file(ticket(text="Tajne słowa\n")) == Refused(
            Refusal.CONTENT, permanent=True
        )
        assert "does not take report ZG-2026-000001 (HTTP 400)" in caplog.text
        assert "Tajne" not in caplog.text

    def test_neither_token_nor_words_are_logged_or_shown(self, desk, ticket, caplog):
        caplog.set_level(logging.DEBUG)
        token = desk.rt.tokens["files"]
        helpdesk = desk.helpdesk()
        for cut in Cut:
            desk.line.cut = cut
            result = helpdesk.file(ticket(text="Tajne słowa\n"))
            said = "\n".join([caplog.text, repr(result), repr(helpdesk), repr(vars(helpdesk))])
            assert token not in said
            assert "Tajne" not in said
