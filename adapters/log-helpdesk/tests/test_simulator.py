"""The simulator keeps to what is documented of LOG Helpdesk, and says which ticket, queue and
account came of a mail.
"""

import pytest
from strangers_mails import mail

from lckm_log_helpdesk.simulator import (
    Action,
    Element,
    Habits,
    LogHelpdesk,
    Operator,
    Repeats,
    Rule,
    incoming,
)
from tests.helpers.rows import some_in_every_change

SAID = Habits()


def queues(raw, *rules, habits=SAID):
    """Return where a mail lands, rule by rule."""
    return [filed.queue for filed in LogHelpdesk(rules, habits=habits).take(raw).filed]


def holds(element, operator, text, raw, habits=SAID):
    return queues(raw, Rule(element, operator, text, queue="tu"), habits=habits) == ["tu"]


class TestRules:
    def test_the_first_that_holds_decides(self):
        rules = (
            Rule(Element.SUBJECT, Operator.CONTAINS, "monitor", queue="monitory"),
            Rule(Element.SUBJECT, Operator.CONTAINS, "Druk", queue="drukarki"),
            Rule(Element.ALWAYS, queue="inne"),
        )
        assert queues(mail(), *rules) == ["drukarki"]
        assert queues(mail(), *reversed(rules)) == ["inne"]

    def test_one_may_let_those_after_it_act_as_well(self):
        rules = (
            Rule(Element.ALWAYS, queue="wszystkie", goes_on=True),
            Rule(Element.SUBJECT, Operator.CONTAINS, "Druk", queue="drukarki"),
            Rule(Element.ALWAYS, queue="inne"),
        )
        assert queues(mail(), *rules) == ["wszystkie", "drukarki"]

    def test_a_mail_for_which_none_holds_is_filed_nowhere(self):
        desk = LogHelpdesk([Rule(Element.SUBJECT, Operator.CONTAINS, "monitor", queue="monitory")])
        taken = desk.take(mail())
        assert (taken.filed, taken.is_new, desk.tickets, desk.outbox) == ((), False, {}, [])

    @pytest.mark.parametrize(
        ("operator", "text", "expected"),
        [
            (Operator.EQUALS, "Drukarka", True),
            (Operator.EQUALS, "Druk", False),
            (Operator.DIFFERS, "Druk", True),
            (Operator.DIFFERS, "Drukarka", False),
            (Operator.CONTAINS, "kark", True),
            (Operator.CONTAINS, "monitor", False),
            (Operator.LACKS, "monitor", True),
            (Operator.LACKS, "kark", False),
            (Operator.STARTS, "Druk", True),
            (Operator.STARTS, "karka", False),
            (Operator.ENDS, "karka", True),
            (Operator.ENDS, "Druk", False),
        ],
    )
    def test_operators(self, operator, text, expected):
        assert holds(Element.SUBJECT, operator, text, mail()) is expected

    @pytest.mark.parametrize(
        ("element", "text"),
        [
            (Element.SENDER, "anna@example.com"),
            (Element.FIRST_TO, "pierwszy@uml.lodz.pl"),
            (Element.SUBJECT, "Zażółć"),
            (Element.LINE, "środek"),
            (Element.FIRST_LINE, "początek"),
            (Element.LAST_LINE, "koniec"),
        ],
    )
    def test_elements(self, element, text):
        raw = mail(
            "\npoczątek\nśrodek\nkoniec\n\n",
            sender='"Nie, ta@inna.pl" <Anna@example.com>',
            to="Pierwszy <pierwszy@uml.lodz.pl>, drugi@uml.lodz.pl",
            subject="Zażółć",
        )
        assert holds(element, Operator.EQUALS, text, raw)
        assert not holds(element, Operator.EQUALS, "drugi@uml.lodz.pl", raw)
        assert element is Element.LINE or not holds(element, Operator.EQUALS, "środek", raw)

    def test_a_subject_that_was_folded_is_one_line(self):
        assert holds(Element.SUBJECT, Operator.EQUALS, "a b", b"Subject: a\r\n b\r\n\r\nx")

    def test_a_comment_goes_to_the_first_ticket_of_its_mark(self):
        rules = (
            Rule(Element.SUBJECT, Operator.CONTAINS, "", Action.COMMENT),
            Rule(Element.ALWAYS, queue="jedna", goes_on=True),
            Rule(Element.ALWAYS, queue="druga"),
        )
        desk, raw = LogHelpdesk(rules), mail(subject="#LCKM #key=ZG-1.helpdesk # x")
        assert [filed.ticket for filed in desk.take(raw).filed] == [1, 2]
        assert [(filed.ticket, filed.is_comment) for filed in desk.take(raw).filed] == [(1, True)]

    def test_not_said_of_any_line_means_of_none(self):
        assert not holds(Element.LINE, Operator.LACKS, "drukarka", mail())
        assert holds(Element.LINE, Operator.LACKS, "monitor", mail())


class TestReading:
    def test_html_is_read_before_plain_text(self):
        raw = mail("z tekstu", html="<p>z <b>HTML</b></p>")
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "z HTML", raw)
        assert not holds(Element.LINE, Operator.CONTAINS, "z tekstu", raw)
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "z tekstu", mail("z tekstu"))

    @pytest.mark.parametrize(
        ("html", "lines"),
        [
            ("<p>a</p><p>b</p>", ["a", "b"]),
            ("a<br>b<br/>c", ["a", "b", "c"]),
            ("<table><tr><td>a</td><td>b</td></tr></table>", ["a", "b"]),
            ("<title>x</title><style>p{}</style><script>y()</script>a", ["a"]),
            ("a\n  b &amp; &#35;c", ["a b & #c"]),
            ("<div>a<div>b", ["a", "b"]),
            ("<![if x]>a<![endif]>", ["a"]),
            ("a<!-- <p>b", ["a"]),
            ("a<b", ["a"]),
            ("a < b <3", ["a < b <3"]),
            ("a<!-- b -->c", ["ac"]),
            ("<P>a</P>b", ["a", "b"]),
            ("", []),
        ],
    )
    def test_html_as_a_browser_shows_it(self, html, lines):
        assert incoming(mail(html=html), SAID).text.splitlines() == lines

    @pytest.mark.parametrize(
        "raw",
        some_in_every_change(
            [
                b"",
                b"\n\n",
                b"Subject: =?x?b?!!!?=\n\nx",
                b"Subject: =?nie-ma?q?=FF?=\nFrom: <<<\nTo: ,,\n\nx",
                b"Content-Type: text/plain; charset=nie-ma\n\n\xff",
                b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a\n"
                b"Content-Type: text/html\n\n<p",
                b"Content-Type: message/rfc822\n\nContent-Type: text/html\n\n<b>x",
                b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!!",
                b"Content-Type: text/html\n\n<![x[",
                b"Subject: =?utf-8?b?A?=\n\nx",
                b"From: " + b"(" * 5000 + b"\n\nx",
                b"Content-Type: message/rfc822\n\n" * 3000 + b"x",
                b"".join(
                    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at)
                    for at in range(2000)
                ),
                b"Content-Type: text/html\n\n"
                + b"<!--" * 100_000
                + b"<![" * 100_000
                + b"<a " * 100_000,
                b"From: a@b.pl\x00\nSubject: \xff\xfe\n\n\x00",
            ],
            *range(0, 15, 3),
            reason="another broken mail; every third stands for it",
        ),
    )
    def test_broken_mails_are_taken_too(self, raw):
        assert [
            filed.queue
            for filed in LogHelpdesk([Rule(Element.ALWAYS, queue="inne")]).take(raw).filed
        ] == ["inne"]


class TestHabits:
    """What is not documented can be either way."""

    def test_case(self):
        assert holds(Element.SUBJECT, Operator.CONTAINS, "DRUK", mail(), Habits(case_matters=False))
        assert not holds(
            Element.SUBJECT, Operator.CONTAINS, "DRUK", mail(), Habits(case_matters=True)
        )

    def test_line_ends(self):
        raw = mail("a\u2028b\n")
        assert holds(Element.LAST_LINE, Operator.EQUALS, "b", raw, Habits(any_line_end=True))
        assert not holds(Element.LAST_LINE, Operator.EQUALS, "b", raw, Habits(any_line_end=False))

    def test_blank_lines(self):
        raw = mail("\na\n")
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "", raw, Habits(blank_lines=True))
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "a", raw, Habits(blank_lines=False))

    def test_attached_html(self):
        raw = mail("a", attached_html="<p>b</p>")
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "b", raw, Habits(attached_html=True))
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "a", raw, Habits(attached_html=False))

    def test_plain_text_that_looks_like_html(self):
        raw = mail("<p>a</p>")
        assert holds(Element.FIRST_LINE, Operator.EQUALS, "a", raw, Habits(plain_as_html=True))
        assert holds(
            Element.FIRST_LINE, Operator.EQUALS, "<p>a</p>", raw, Habits(plain_as_html=False)
        )

    def test_every_combination_is_there_once(self):
        assert len(set(Habits.every())) == 2**5
        assert {habits.repeats for habits in Habits.every(Repeats.NOT_AT_ALL)} == {
            Repeats.NOT_AT_ALL
        }


class TestAccounts:
    def test_an_unknown_sender_gets_one_and_a_link_to_set_a_password(self):
        desk = LogHelpdesk([Rule(Element.ALWAYS, queue="inne")], accounts=["Znana@uml.lodz.pl"])
        first = desk.take(mail(sender="Jan <jan@example.com>"))
        again = desk.take(mail(sender="JAN@example.com"))
        known = desk.take(mail(sender="znana@UML.lodz.pl"))
        assert [(one.account, one.is_new) for one in (first, again, known)] == [
            ("jan@example.com", True),
            ("jan@example.com", False),
            ("znana@uml.lodz.pl", False),
        ]
        assert [link.to for link in desk.outbox] == ["jan@example.com"]
        assert desk.tickets[1].reporter == "jan@example.com"

    def test_for_a_comment_as_well(self):
        rules = (Rule(Element.ALWAYS, action=Action.COMMENT), Rule(Element.ALWAYS, queue="inne"))
        desk = LogHelpdesk(rules)
        subject = "#LCKM #key=ZG-1.helpdesk # x"
        desk.take(mail(subject=subject, sender="a@example.com"))
        comment = desk.take(mail(subject=subject, sender="b@example.com"))
        assert (comment.filed[0].is_comment, comment.is_new) == (True, True)
        assert [link.to for link in desk.outbox] == ["a@example.com", "b@example.com"]

    def test_a_mail_without_a_sender_makes_none(self):
        desk = LogHelpdesk([Rule(Element.ALWAYS, queue="inne")])
        taken = desk.take(b"Subject: x\n\nx")
        assert (taken.account, taken.is_new, len(taken.filed), desk.outbox) == (None, False, 1, [])
