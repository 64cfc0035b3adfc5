"""What residents write comes through to the character, and holds nothing that a rule looks for."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from lckm_core.delivery import Ticket, open_dispatch, ticket_for
from lckm_log_helpdesk import read_mail
from lckm_log_helpdesk.mail_texts import mail_text, mark_of
from lckm_log_helpdesk.quotation import (
    MARK,
    quoted,
    quoted_lines,
    unquoted,
    unquoted_lines,
)
from lckm_testing.strategies import reports

ANYTHING = st.text(st.characters(codec=None, categories=None)) | st.text(
    "#LCKM 1end=key<b>&num;‹U+0023›|-\u202e\u2028\r\n\t "
)


class TestOneLine:
    def test_no_sign_of_all_that_looks_like_the_mark_stays(self):
        signs = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
        alike = [one for one in signs if MARK in unicodedata.normalize("NFKD", one)]
        assert len(alike) > 2
        assert not [one for one in alike if one in quoted(one)]

    @given(ANYTHING)
    def test_it_comes_back_to_the_character(self, text):
        assert unquoted(quoted(text)) == text

    @given(ANYTHING)
    def test_nothing_in_it_is_a_mark_a_line_end_or_a_turn(self, text):
        shown = quoted(text)
        assert MARK not in unicodedata.normalize("NFKD", shown)
        assert len(shown.splitlines()) <= 1
        assert {
            unicodedata.category(one) for one in shown if one not in "\t\u200c\u200d"
        }.isdisjoint({"Cc", "Cf", "Cs"})

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            (
                "zażółć „gęślą” 👩\u200d🔧, 3 < 5, R&D: 50%",
                "zażółć „gęślą” 👩\u200d🔧, 3 < 5, R&D: 50%",
            ),
            ("#LCKM 1", "‹U+0023›LCKM 1"),
            ("＃LCKM", "‹U+FF03›LCKM"),
            ("\ufe5fLCKM", "‹U+FE5F›LCKM"),
            ("<b>x</b>", "‹U+003C›b>x‹U+003C›/b>"),
            ("<!-- x", "‹U+003C›!-- x"),
            ("&num;LCKM", "‹U+0026›num;LCKM"),
            ("\u202eabc\x00", "‹U+202E›abc‹U+0000›"),
            ("a\u2028b\x85c\x0bd", "a‹U+2028›b‹U+0085›c‹U+000B›d"),
            ("‹U+0023›", "‹U+2039›U+0023›"),
            ("‹cytat›", "‹cytat›"),
            ("\ud800", "‹U+D800›"),
        ],
    )
    def test_it_reads_as_it_was_written_but_for_what_could_steer(self, text, shown):
        assert quoted(text) == shown

    def test_a_number_beyond_unicode_stays_as_it_is(self):
        assert unquoted("‹U+110000›") == "‹U+110000›"


class TestLines:
    @given(ANYTHING)
    def test_they_come_back_with_line_ends_of_one_kind(self, text):
        assert unquoted_lines(quoted_lines(text)) == text.replace("\r\n", "\n").replace("\r", "\n")

    @given(ANYTHING)
    def test_each_begins_as_no_line_of_ours_does(self, text):
        assert all(
            line == "|" or line.startswith("| ")
            for line in "\n".join(quoted_lines(text)).splitlines()
        )

    def test_blanks_at_the_end_of_an_empty_line_do_no_harm(self):
        """No line of ours needs any, and none that came on the way is taken for text."""
        assert quoted_lines("a\n\nb") == ["| a", "|", "| b"]
        assert unquoted_lines(["| a", "| ", "| b"]) == "a\n\nb"


class TestWords:
    @given(reports())
    def test_every_ticket_that_the_library_makes_can_be_read_back(self, report):
        ticket = ticket_for(report, open_dispatch(report.number, None, now=report.registered_at))
        words = mail_text(ticket)
        ours = read_mail(words.subject, words.text)
        assert (ours.key, ours.subject) == (ticket.key, ticket.subject)
        assert ours.text == ticket.text.replace("\r\n", "\n").replace("\r", "\n")
        assert ours.fields["number"] == report.number
        assert ours.fields["category"] == (report.category or "-")
        assert mark_of(words.subject) == f"#LCKM #key={ticket.key} #"

    def test_the_marks_are_these(self, a_report):
        """Rules that an administrator entered hang on them: a change is another version."""
        words = mail_text(
            Ticket("ZG-1.helpdesk", a_report, "[ŁCKM] Zgłoszenie ZG-1: latarnia", "Nie świeci.\n")
        )
        assert words.subject == "#LCKM #key=ZG-1.helpdesk # [ŁCKM] Zgłoszenie ZG-1: latarnia"
        assert words.text == (
            "#LCKM 1 #category=latarnia #kind=intervention #place=park #area=gorna #number=ZG-1 "
            "#key=ZG-1.helpdesk #\n"
            "| Nie świeci.\n"
            "|\n"
            "#LCKM end #key=ZG-1.helpdesk #\n"
        )

    @pytest.mark.parametrize("key", ["", "a b", "a\nb", "#", "ż", "k" * 152])
    def test_a_key_that_cannot_stand_in_a_subject_is_refused(self, a_report, key):
        with pytest.raises(ValueError, match="key"):
            mail_text(Ticket(key, a_report, "x", "x"))

    @pytest.mark.parametrize(
        ("changed", "to"),
        [
            ("#LCKM 1", "#LCKM 2"),
            ("#LCKM 1", "#Inny 1"),
            ("#LCKM end", "#LCKM End"),
            ("#LCKM end #key=ZG-1", "#LCKM end #key=ZG-2"),
            ("#number=ZG-1 #key=ZG-1", "#number=ZG-1 #key=ZG-2"),
            ("| Nie", "Nie"),
            ("#LCKM end #key=ZG-1.helpdesk #\n", ""),
        ],
    )
    def test_what_is_not_whole_is_not_read(self, a_report, changed, to):
        words = mail_text(Ticket("ZG-1.helpdesk", a_report, "x", "Nie świeci."))
        assert words.text != words.text.replace(changed, to)
        with pytest.raises(ValueError, match="no mail of ours"):
            read_mail(words.subject, words.text.replace(changed, to))

    @given(ANYTHING, ANYTHING)
    def test_what_is_none_of_ours_is_not_read_and_not_broken_over(self, subject, text):
        with pytest.raises(ValueError, match="no mail of ours"):
            read_mail(subject, text)
