"""Tickets are filed once, whole, whatever breaks; and found again, whatever the clerks do to
them.
"""

import os
import random
import time
from threading import Thread

import pytest
from line import Cut

from lckm_core.delivery import (
    Accepted,
    Answer,
    Refusal,
    Refused,
    Unknown,
)
from lckm_request_tracker.helpdesk import fitting_files, key_of_report
from lckm_testing.contracts.base import at_once
from lckm_testing.contracts.samples import BIG, HOSTILE

_BYTES = bytes(range(256))


class TestOnce:
    def test_what_is_filed_is_found_and_not_filed_again(self, desk, helpdesk, ticket):
        one = ticket()
        first = helpdesk.file(one)
        assert first == helpdesk.find(one) == helpdesk.file(one)
        (kept,) = desk.kept()
        assert first == Accepted(kept.number)
        assert kept.key == one.key

    def test_a_lost_answer_is_settled_by_asking(self, desk, helpdesk, ticket):
        one = ticket()
        desk.line.cut = Cut.BEFORE_ANSWER
        assert helpdesk.file(one) == Unknown()
        desk.line.cut = Cut.NEVER
        assert isinstance(helpdesk.find(one), Accepted)
        assert isinstance(helpdesk.file(one), Accepted)
        assert len(desk.kept()) == 1

    def test_a_request_lost_on_its_way_is_doubt_too(self, desk, helpdesk, ticket):
        one = ticket()
        desk.line.cut = Cut.BEFORE_REQUEST
        assert helpdesk.file(one) == Unknown()
        assert helpdesk.find(one) is Answer.NOT_THERE
        desk.line.cut = Cut.NEVER
        assert isinstance(helpdesk.file(one), Accepted)
        assert len(desk.kept()) == 1

    def test_two_workers_at_the_same_instant_make_two_that_are_key_of_report(
        self, desk, ticket, caplog
    ):
        """No more than a lease prevents it: Request Tracker has no key that is taken once."""
        one = ticket()
        results = at_once(2, lambda _: desk.helpdesk().file(one))
        accepted = [result for result in results if isinstance(result, Accepted)]
        assert len(accepted) == 2
        kept = desk.kept()
        assert {result.reference for result in accepted} <= {one.number for one in kept}
        found = desk.helpdesk().find(one)
        assert found == Accepted(min(kept, key=lambda one: int(one.number)).number)
        if len(kept) > 1:
            assert f"same key {one.key}: merge them" in caplog.text

    def test_request_tracker_killed_and_started_again_has_what_it_said_it_has(
        self, desk, helpdesk, ticket
    ):
        before, after = ticket(), ticket()
        first = helpdesk.file(before)
        desk.rt.stop()
        try:
            assert helpdesk.file(after) == Refused(Refusal.UNREACHABLE)
            assert helpdesk.find(before) is Answer.NO_ANSWER
        finally:
            desk.rt.start()
        assert helpdesk.find(before) == first
        assert helpdesk.find(after) is Answer.NOT_THERE
        assert isinstance(helpdesk.file(after), Accepted)
        assert [one.key for one in desk.kept()] == [before.key, after.key]

    def test_killed_in_the_middle_each_report_ends_once(self, desk, helpdesk, ticket):
        tickets = [ticket() for _ in range(4)]
        results = []
        for at, one in enumerate(tickets):
            filing = Thread(target=lambda one=one: results.append(helpdesk.file(one)))
            filing.start()
            time.sleep(random.Random(at).uniform(0, 0.15))
            desk.rt.stop()
            filing.join()
            desk.rt.start()
        for one, result in zip(tickets, results, strict=True):
            asked = helpdesk.find(one)
            assert isinstance(asked, Accepted) or not isinstance(result, Accepted)
            assert asked is Answer.NOT_THERE or not isinstance(result, Refused)
            assert isinstance(helpdesk.file(one), Accepted)
        assert sorted(one.key for one in desk.kept()) == sorted(one.key for one in tickets)


class TestKeys:
    @pytest.mark.parametrize(
        "key", ["CF.helpdesk", "cf.helpdesk", "CF=CF.helpdesk", "CF.CF.helpdesk"]
    )
    def test_what_request_tracker_takes_for_a_field_is_a_key_like_any_other(
        self, desk, helpdesk, ticket, key
    ):
        other = ticket(f"A{key}")
        assert isinstance(helpdesk.file(other), Accepted)
        assert helpdesk.find(ticket(key)) is Answer.NOT_THERE
        filed = helpdesk.file(ticket(key))
        assert (
            helpdesk.find(ticket(key))
            == helpdesk.file(ticket(key))
            == filed
            != helpdesk.find(other)
        )

    def test_capital_letters_make_another_key(self, desk, helpdesk, ticket):
        assert isinstance(helpdesk.file(ticket("ZG-1.helpdesk")), Accepted)
        assert helpdesk.find(ticket("zg-1.helpdesk")) is Answer.NOT_THERE
        assert isinstance(helpdesk.file(ticket("zg-1.helpdesk")), Accepted)
        assert [one.key for one in desk.kept()] == ["ZG-1.helpdesk", "zg-1.helpdesk"]

    @pytest.mark.parametrize(
        "key",
        [
            "it's",
            "' OR id > 0 OR '",
            "a\\",
            "a\\' OR id > 0",
            '"',
            "%",
            "_",
            "50%_",
            "{1}",
            "a) OR (b",
        ],
    )
    def test_nothing_in_a_key_is_read_as_a_query(self, helpdesk, ticket, key):
        assert isinstance(helpdesk.file(ticket("ZG-1.helpdesk")), Accepted)
        assert helpdesk.find(ticket(key)) is Answer.NOT_THERE
        filed = helpdesk.file(ticket(key))
        assert helpdesk.find(ticket(key)) == filed != helpdesk.find(ticket("ZG-1.helpdesk"))


class TestWhatArrives:
    def test_files_arrive_to_the_byte(self, desk, helpdesk, ticket):
        files = [
            ("ZG-1-1.jpg", "image/jpeg", b"\xff\xd8\xff" + _BYTES * 40),
            ("ZG-1-2.pdf", "application/pdf", b"%PDF-1.7\r\n\r\n.\r\nFrom x\n\rend"),
            ("ZG-1-3.mp4", "video/mp4", random.Random(1).randbytes(300_000)),
            ("ZG-1-4.bin", "text/html", b"<script>alert(1)</script>\r\n\x80\xff"),
            ("ZG-1-5.bin", "message/rfc822", b"From: a\r\n\r\nb\r\n"),
            ("ZG-1-6.bin", "image/png\r\nX-Planted: 1", b"0"),
        ]
        assert isinstance(helpdesk.file(ticket(files=files)), Accepted)
        (kept,) = desk.kept()
        assert [(name, data) for name, _, data in kept.files] == [
            (name, data) for name, _, data in files
        ]
        assert [kind for _, kind, _ in kept.files] == [
            *(kind for _, kind, _ in files[:3]),
            *["application/octet-stream"] * 3,
        ]
        assert kept.text == "Treść\n"

    def test_files_that_do_not_fit_are_key_of_report(self, desk, ticket):
        files = [
            ("ZG-1-1.jpg", "image/jpeg", _BYTES),
            ("ZG-1-2.jpg", "image/jpeg", _BYTES * 2),
            ("ZG-1-3.jpg", "image/jpeg", b""),
        ]
        assert isinstance(desk.helpdesk(most_bytes=600).file(ticket(files=files)), Accepted)
        (kept,) = desk.kept()
        assert [name for name, _, _ in kept.files] == ["ZG-1-1.jpg"]
        assert kept.text == "Treść\n\nPliki pominięte, bo nie mieszczą się w zgłoszeniu: 2.\n"

    @pytest.mark.parametrize(
        "text",
        [
            HOSTILE.replace("\r\n", "\n") + "\n",
            BIG,
            "\U0001f573" * 4000 + "\n",
            "<script>alert(1)</script>\n",
            "0",
            "\u202eolleh\u202c\n",
        ],
        ids=["hostile", "big", "emoji", "html", "zero", "bidi"],
    )
    def test_texts_arrive_to_the_character(self, desk, helpdesk, ticket, text):
        assert isinstance(
            helpdesk.file(ticket(text=text, subject=f"[ŁCKM] {text[:40].splitlines()[0]}")),
            Accepted,
        )
        (kept,) = desk.kept()
        assert kept.text == text
        assert kept.subject == f"[ŁCKM] {text[:40].splitlines()[0]}"

    def test_a_subject_stays_on_its_line_and_in_its_column(self, desk, helpdesk, ticket):
        assert isinstance(
            helpdesk.file(
                ticket(subject="a\r\nBcc: zly@example.org\u2028b\x00c" + "\U0001f573" * 300)
            ),
            Accepted,
        )
        (kept,) = desk.kept()
        assert kept.subject == "a Bcc: zly@example.org b c" + "\U0001f573" * 43
        assert len(kept.subject.encode()) == 198

    def test_nobody_is_key_of_report_a_ticket(self, desk, helpdesk, ticket):
        """A requestor would get an automatic reply."""
        filed = helpdesk.file(ticket())
        assert desk.rest("GET", f"/ticket/{filed.reference}")["Requestor"] == []


class TestNotices:
    def test_a_notice_is_a_ticket_that_refers_to_that_of_the_report(self, desk, helpdesk, ticket):
        report, notice = ticket("ZG-1.helpdesk"), ticket("ZG-1.helpdesk.helpdesk-notice")
        first, second = helpdesk.file(report), helpdesk.file(notice)
        assert helpdesk.file(notice) == helpdesk.find(notice) == second != first
        links = desk.rest("GET", f"/ticket/{second.reference}")["_hyperlinks"]
        assert [str(link["id"]) for link in links if link["ref"] == "refers-to"] == [
            first.reference
        ]
        assert len(desk.kept()) == 2

    def test_one_whose_report_went_elsewhere_stands_alone(self, desk, helpdesk, ticket):
        """A mailbox's notice that the mailbox would not take: the helpdesk never had the report."""
        notice = ticket("ZG-1.helpdesk.mailbox-notice")
        filed = helpdesk.file(notice)
        assert helpdesk.find(notice) == filed
        assert not [
            link
            for link in desk.rest("GET", f"/ticket/{filed.reference}")["_hyperlinks"]
            if link["ref"] == "refers-to"
        ]

    def test_keys_say_what_a_notice_tells_of(self):
        assert key_of_report("ZG-1.helpdesk.helpdesk-notice") == "ZG-1.helpdesk"
        assert key_of_report("ZG-1.helpdesk") is key_of_report("ZG-1") is None


class TestWhatClerksDo:
    def test_a_merged_ticket_is_found_as_the_one_it_went_into(self, desk, helpdesk, ticket):
        one, other = ticket(), ticket()
        first, second = helpdesk.file(one), helpdesk.file(other)
        desk.rest("PUT", f"/ticket/{second.reference}", {"MergeInto": first.reference})
        assert helpdesk.find(other) == helpdesk.file(other) == first

    def test_a_ticket_moved_to_where_its_key_is_hidden_leaves_a_doubt(
        self, desk, helpdesk, ticket, caplog
    ):
        """Neither filed again nor taken for filed; one that tells of it is filed without the
        link.
        """
        one = ticket("ZG-1.helpdesk")
        number = helpdesk.file(one).reference
        desk.rest("PUT", f"/ticket/{number}", {"Queue": "Bez pola"})
        assert helpdesk.find(one) is Answer.NO_ANSWER
        assert helpdesk.file(one) == Refused(Refusal.NOT_ALLOWED)
        assert f"Ticket {number} is in a queue where the field" in caplog.text
        assert isinstance(helpdesk.file(ticket("ZG-1.helpdesk.helpdesk-notice")), Accepted)
        assert len(desk.kept()) == 1

    def test_a_field_of_all_queues_shows_the_key_wherever_a_ticket_is_moved(self, desk, ticket):
        helpdesk = desk.helpdesk(field="Wszędzie")
        one = ticket(f"{desk.queue}.helpdesk")
        filed = helpdesk.file(one)
        desk.rest("PUT", f"/ticket/{filed.reference}", {"Queue": "Bez pola"})
        assert helpdesk.find(one) == helpdesk.file(one) == filed

    def test_a_deleted_ticket_is_gone(self, desk, helpdesk, ticket):
        """Request Tracker finds none that is deleted; nobody asks for a key once its ticket was
        accepted.
        """
        one = ticket()
        desk.rest("PUT", f"/ticket/{helpdesk.file(one).reference}", {"Status": "deleted"})
        assert helpdesk.find(one) is Answer.NOT_THERE


class TestChoosingFiles:
    def test_they_go_along_in_their_order_as_long_as_they_fit(self, ticket):
        files = ticket(
            files=[(str(size), "image/png", os.urandom(size)) for size in (5, 9, 3, 2, 0, 1)]
        ).attachments
        assert [file.name for file in fitting_files(files, 10)] == ["5", "3", "2"]
        assert [file.name for file in fitting_files(files, 0)] == []
        assert [file.name for file in fitting_files(files, 20)] == ["5", "9", "3", "2", "1"]
