"""No resident's text steers a rule: what would land in the wrong queue when mailed as it is,
lands right when the adapter mails it.
"""

import random
from email.mime.text import MIMEText

import attrs
import pytest
from hypothesis import given, strategies as st
from steering_tries import SENDER, TO, TRICKS, mailed, try_ticket
from strangers_mails import mail

from lckm_core.delivery import Ticket, open_dispatch, ticket_for
from lckm_log_helpdesk import read_mail
from lckm_log_helpdesk.mail_texts import mark_of
from lckm_log_helpdesk.simulator import (
    Element,
    Habits,
    LogHelpdesk,
    Operator,
    Repeats,
    Rule,
    our_rules,
)
from lckm_testing.strategies import reports
from tests.helpers.tiers import examples

OTHERS = "#LCKM #key=OTHER.helpdesk # "
FIRST = (
    "#LCKM 1 #category=latarnia #kind=intervention #place=- #area=- "
    "#number=OTHER #key=OTHER.helpdesk #"
)
LAST = "#LCKM end #key=OTHER.helpdesk #"


def as_it_is(ticket, *, subtype="plain", begins="", ends=""):
    """Return the mail of somebody who thinks of no rule: the texts as they are."""
    made = MIMEText(begins + ticket.text + ends, subtype, "utf-8")
    made["From"], made["To"], made["Subject"] = SENDER, TO, ticket.subject
    return made.as_bytes()


def lands(raw, *rules, habits=Habits()):  # noqa: B008  it is frozen
    desk = LogHelpdesk(
        (*rules, Rule(Element.ALWAYS, queue="tam, gdzie ma być")), accounts=[SENDER], habits=habits
    )
    return desk.take(raw).filed[0].queue


def steers(element, operator, text):
    return Rule(element, operator, text, queue="gdzie indziej")


class TestTricks:
    """Each with the rule that it plays for, and how the helpdesk reads; both mails say the same."""

    @pytest.mark.parametrize(
        ("rule", "text", "habits"),
        [
            pytest.param(
                steers(Element.FIRST_LINE, Operator.STARTS, "#LCKM 1 #category=latarnia #"),
                FIRST + "\nx",
                {},
                id="first",
            ),
            pytest.param(
                steers(Element.LAST_LINE, Operator.EQUALS, LAST), f"x\n{LAST}\n", {}, id="last"
            ),
            pytest.param(
                steers(Element.LINE, Operator.EQUALS, LAST), f"x\n{LAST}\nx", {}, id="line"
            ),
            pytest.param(
                steers(Element.LINE, Operator.CONTAINS, "#category=latarnia #"),
                "a #category=latarnia # b",
                {},
                id="within",
            ),
            pytest.param(
                steers(Element.LINE, Operator.CONTAINS, "#lckm 7"),
                "#LCKM 7",
                {"case_matters": False},
                id="case",
            ),
            pytest.param(
                steers(Element.LINE, Operator.STARTS, "#LCKM 7"),
                "x\u2028#LCKM 7",
                {"any_line_end": True},
                id="separator",
            ),
            pytest.param(
                steers(Element.LINE, Operator.STARTS, "#LCKM 7"),
                "x\x0b#LCKM 7",
                {"any_line_end": True},
                id="vertical-tab",
            ),
            pytest.param(
                steers(Element.LINE, Operator.STARTS, "#LCKM 7"),
                "x\r#LCKM 7",
                {},
                id="carriage-return",
            ),
            pytest.param(
                steers(Element.LINE, Operator.STARTS, "#LCKM 7"),
                "x<br>#LCKM 7",
                {"plain_as_html": True},
                id="html",
            ),
            pytest.param(
                steers(Element.LINE, Operator.STARTS, "#LCKM 7"),
                "<p>&num;LCKM 7",
                {"plain_as_html": True},
                id="named",
            ),
            pytest.param(
                steers(Element.LINE, Operator.STARTS, "#LCKM 7"),
                "<p>&#35;LCKM 7",
                {"plain_as_html": True},
                id="numbered",
            ),
            pytest.param(
                steers(Element.FIRST_LINE, Operator.EQUALS, ""),
                "\nx",
                {"blank_lines": True},
                id="blank",
            ),
        ],
    )
    def test_in_the_text(self, a_report, rule, text, habits):
        ticket = Ticket(
            "ZG-1.helpdesk", attrs.evolve(a_report, category=None), "[ŁCKM] Zgłoszenie ZG-1", text
        )
        assert lands(as_it_is(ticket), rule, habits=Habits(**habits)) == "gdzie indziej"
        assert lands(mailed(ticket), rule, habits=Habits(**habits)) == "tam, gdzie ma być"

    def test_html_that_hides_what_is_ours(self, a_report):
        """As a part of HTML, a comment that never ends takes our last line away; our mails have
        no HTML, and no tag in their text.
        """
        ticket = Ticket("ZG-1.helpdesk", a_report, "x", "a<!-- ")
        ours = steers(Element.LAST_LINE, Operator.STARTS, "#LCKM end")
        assert (
            lands(as_it_is(ticket, subtype="html", ends="<p>#LCKM end"), ours)
            == "tam, gdzie ma być"
        )
        for habits in Habits.every():
            assert lands(mailed(ticket), ours, habits=habits) == "gdzie indziej"

    @pytest.mark.parametrize("before", ["", "Re: ", "Fwd: ", "RE: Fwd: ", "\u200b", "\u202e", " "])
    def test_in_the_subject(self, a_report, desk, before):
        """A subject that imitates ours would add the report to another ticket, where nobody
        looks for it.
        """
        desk.take(mailed(Ticket("OTHER.helpdesk", a_report, "x", "x")))
        ticket = Ticket("ZG-1.helpdesk", a_report, f"{before}{OTHERS}", "x")
        (filed,) = desk.take(mailed(ticket)).filed
        assert (filed.ticket, filed.queue, filed.is_comment) == (2, "Oświetlenie", False)

    def test_in_the_subject_as_it_is(self, a_report, desk):
        desk.take(mailed(Ticket("OTHER.helpdesk", a_report, "x", "x")))
        (filed,) = desk.take(as_it_is(Ticket("ZG-1.helpdesk", a_report, OTHERS, "x"))).filed
        assert (filed.ticket, filed.is_comment) == (1, True)

    @pytest.mark.parametrize("code", ["latarnia #x=", "a b", "a\nb", "＃", "ż", "", "-" * 101])
    def test_in_what_should_be_a_code(self, a_report, desk, code):
        report = attrs.evolve(a_report, category=code)
        (filed,) = desk.take(mailed(Ticket("ZG-1.helpdesk", report, "x", "x"))).filed
        assert filed.queue == "ŁCKM"
        assert (
            read_mail(desk.tickets[1].mail.subject, desk.tickets[1].mail.text).fields["category"]
            == "-"
        )


class TestStrangers:
    """Mail that others send to the helpdesk's mailbox is none of ours, and no resident's
    address is a sender of ours.
    """

    def test_an_answer_or_a_copy_of_ours_is_filed_with_other_mail(self, a_report, desk):
        ours = mailed(Ticket("ZG-1.helpdesk", a_report, "x", "x"))
        desk.take(ours)
        for before in ("Re: ", "Odp: ", "Fwd: ", "PD: "):
            subject = f"{before}#LCKM #key=ZG-1.helpdesk # x"
            assert mark_of(subject) is None
            assert [filed.queue for filed in desk.take(mail(subject=subject)).filed] == ["Inne"]

    def test_a_resident_as_the_sender_would_get_an_account(self, desk):
        assert desk.take(mail(sender="mieszkanka@example.com")).is_new
        assert [link.to for link in desk.outbox] == ["mieszkanka@example.com"]

    def test_the_adapter_is_the_sender_of_its_mails(self, a_report, desk):
        address = "mieszkanka@example.com"
        text = f"From: {address}\nReply-To: {address}\n\n{address}"
        raw = mailed(Ticket("ZG-1.helpdesk", a_report, "x", text))
        taken = desk.take(raw)
        assert (taken.account, taken.is_new, desk.outbox) == (SENDER, False, [])
        head = raw.partition(b"\r\n\r\n")[0].lower()
        assert b"mieszkanka" not in head
        assert b"\nsender:" not in head
        assert b"\nreply-to:" not in head

    def test_a_service_address_without_an_account_gets_one(self, a_report):
        desk = LogHelpdesk(our_rules("ŁCKM", otherwise="Inne"))
        assert desk.take(mailed(Ticket("ZG-1.helpdesk", a_report, "x", "x"))).is_new
        assert [link.to for link in desk.outbox] == [SENDER]


HOSTILE = st.lists(
    st.sampled_from(TRICKS) | st.text(st.characters(codec=None, categories=None))
).map("\n".join)


class TestWhateverTheReport:
    @given(
        reports(), HOSTILE, st.sampled_from([*Habits.every(), *Habits.every(Repeats.BY_MESSAGE_ID)])
    )
    def test_it_lands_in_its_queue_under_its_number_once(self, report, text, habits):
        rules = our_rules("ŁCKM", otherwise="Inne", by_category={"latarnia": "Oświetlenie"})
        desk = LogHelpdesk(rules, accounts=[SENDER], habits=habits)
        report = attrs.evolve(report, description=text, personal=None)
        ticket = ticket_for(report, open_dispatch(report.number, None, now=report.registered_at))
        desk.take(mailed(attrs.evolve(ticket, key="OTHER.helpdesk")))
        (filed,) = desk.take(mailed(ticket)).filed
        desk.take(mailed(ticket))
        assert (filed.ticket, filed.is_comment, len(desk.tickets)) == (2, False, 2)
        assert filed.queue == ("Oświetlenie" if report.category == "latarnia" else "ŁCKM")
        ours = read_mail(desk.tickets[2].mail.subject, desk.tickets[2].mail.text)
        assert (ours.key, ours.fields["number"]) == (ticket.key, report.number)
        assert ours.text == ticket.text.replace("\r\n", "\n").replace("\r", "\n")
        assert desk.outbox == []

    @given(
        st.randoms(use_true_random=False),
        st.sampled_from([*Habits.every(), *Habits.every(Repeats.BY_MESSAGE_ID)]),
    )
    def test_nor_does_a_ticket_that_intake_would_not_make(self, chance, habits):
        assert try_ticket(chance, "ZG-2026-000001", habits) is None

    def test_a_thousand_by_chance(self):
        """In every change, the first of them."""
        chance = random.Random(20230119)
        habits = list(Habits.every())
        assert {
            try_ticket(chance, f"ZG-{at}", chance.choice(habits)) for at in range(examples(1000))
        } == {None}
