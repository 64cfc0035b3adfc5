"""Whatever stands in the texts of a form, the answer is a page that says so, and no failure."""

import pytest
from desk_site import Desk, standing
from test_permissions import in_state, request_in_state

from lckm_core.organisation import Role
from lckm_desk._pages import PATHS
from tests.helpers.rows import some_in_every_change

CALLS, HEAD, CLERK = Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE, Role.MONITORING_STAFF
SOUND = "Zdanie o sprawie"
ODD = {
    "of no width": "\u200b\u200b",
    "soft hyphens": "\u00ad\u00ad\u00ad",
    "of direction": "\u202e\u202e",
    "one letter among unseen": "\u200ba\u200b",
    "unseen lines": "\u200b\u200b\r\n\u2060\u2060\r\nDziura",
    "line breaks": "\r\n\u2028\u2029\x85\n",
    "controls": "\x00\x01\x1b[2J",
    "a mark alone": "\u0301\u0301",
    "digits of others": "٢٠٢٦-١٢-٠١",
    "a power": "²³",
    "many digits": "9" * 5000,
    "no day": "2027-02-29",
    "a year of none": "0000-00-00",
    "a late year": "9999-12-31",
    "blank": " \t\u3000 ",
    "long": "ż" * 5000,
}


REPORT_FORMS = {
    "wynik": "new",
    "otwarcie": "closed",
    "przyporzadkowanie": "new",
    "rozstrzygniecie": "new",
    "wykreslenie": "new",
}
MOVES = {
    "give-back": "received",
    "withdraw": "published",
    "note": "published",
    "correct": "received",
    "take-in": "published",
}
REQUESTS = {
    "answer": (Role.HEAD_OF_UNIT, "asked"),
    "name-briefer": (Role.HEAD_OF_UNIT, "briefing"),
    "hold-briefing": (HEAD, "named"),
    "readdress": (CALLS, "asked"),
}
NEW = {
    "call": CALLS,
    "ask-data": CALLS,
    "ask-briefing": HEAD,
    "announcement-new": Role.HEAD_OF_MONITORING,
    "terms-draft": CLERK,
    "routes-change": Role.DIRECTOR,
}


def report_form(name):
    def opened(desk):
        number = in_state(desk, REPORT_FORMS[name])
        return desk.visitor(CALLS).get(f"/zgloszenie/{name}", numer=number)

    return opened


def move_form(name):
    def opened(desk):
        number = desk.procedure(MOVES[name])
        who = CALLS if name == "note" else CLERK
        return desk.visitor(who).get(PATHS[name], numer=number)

    return opened


def request_form(name):
    def opened(desk):
        who, state = REQUESTS[name]
        number = request_in_state(desk, state)
        return desk.visitor(who).get(PATHS[name], numer=number)

    return opened


def new_form(name):
    return lambda desk: desk.visitor(NEW[name]).get(PATHS[name])


def announcement_form(name, state):
    return lambda desk: desk.visitor(CLERK).get(PATHS[name], numer=standing(desk, state))


FORMS = {
    **{name: report_form(name) for name in REPORT_FORMS},
    **{name: move_form(name) for name in MOVES},
    **{name: request_form(name) for name in REQUESTS},
    **{name: new_form(name) for name in NEW},
    "announcement-give-back": announcement_form("announcement-give-back", "received"),
    "announcement-withdraw": announcement_form("announcement-withdraw", "published"),
}
_TEXTS = ".//textarea | .//input[not(@type) or @type='text' or @type='search' or @type='date']"
_MOST_ALONE, _MOST_ALONE_OF_MANY, _MANY = 6, 2, 20


def texts_of(form) -> list[str]:
    """Return the names of the fields of a form into which somebody types."""
    return list(dict.fromkeys(field.get("name") for field in form.xpath(_TEXTS)))


def choices_of(form) -> dict[str, str]:
    """Return a choice for each group of a form in which nothing is chosen."""
    chosen = {}
    for radio in form.xpath(".//input[@type='radio']"):
        chosen.setdefault(radio.get("name"), radio.get("value"))
    for field in form.xpath(".//select"):
        values = [value for value in field.xpath(".//option/@value") if value]
        if values:
            chosen.setdefault(field.get("name"), values[-1])
    return chosen


@pytest.mark.parametrize(
    "name",
    some_in_every_change(
        FORMS, 0, 4, 7, 10, 15, 18, reason="another form; one of each kind stands for them"
    ),
)
def test_no_text_makes_a_form_fail(name):
    """All fields have it, and each alone beside sound ones."""
    desk = Desk()
    visitor = FORMS[name](desk)
    assert visitor.status == 200, visitor.words
    (form, *_) = visitor.page.xpath("//main//form[@method='post']")
    fields, choices = texts_of(form), choices_of(form)
    hidden = {
        one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='hidden']")
    }
    buttons = [(one.get("name"), one.get("value")) for one in form.xpath(".//button")]
    assert fields
    alone_at = fields[: _MOST_ALONE_OF_MANY if len(fields) > _MANY else _MOST_ALONE]
    failed = []
    for odd, text in ODD.items():
        ways = [dict.fromkeys(fields, text)]
        ways += [{**dict.fromkeys(fields, SOUND), one: text} for one in alone_at]
        for typed in ways:
            for button, value in buttons[-2:]:
                sent = {**hidden, **choices, **typed, **({button: value} if button else {})}
                if form.get("enctype") == "multipart/form-data":
                    visitor.upload(form.get("action"), **sent)
                else:
                    visitor.post(form.get("action"), **sent)
                if visitor.status >= 500:
                    alone = [key for key in typed if typed[key] == text]
                    failed.append((odd, alone[:3], value))
                if visitor.status == 303:
                    desk = Desk()
                    visitor = FORMS[name](desk)
    assert failed == []
