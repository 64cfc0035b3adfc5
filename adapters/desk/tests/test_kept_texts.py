"""What the desk keeps in a browser, what a call was checked by, and forms that failed."""

import asyncio
from datetime import date
from http.cookies import SimpleCookie
from types import SimpleNamespace

import attrs
import pytest
from desk_site import NOW
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.centre import ReportPreview
from lckm_core.findings import Findings
from lckm_core.publication import PortalTerms
from lckm_core.text import Message
from lckm_desk._calls.call import Call
from lckm_desk._cookies import keep_texts, read_texts
from lckm_desk._failed_requests import failed_view
from lckm_desk._reports.act_forms import ACT_FORMS
from lckm_desk._reports.views import form_view
from lckm_http import FormFields

SECONDS = 600


class Browser:
    """The cookies of a desk at an address."""

    def __init__(self, scheme="https", root=""):
        self.jar, self.scheme, self.root = {}, scheme, root

    def request(self, **scope):
        cookies = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        headers = [(b"cookie", cookies.encode()), *scope.pop("headers", ())]
        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", **scope}
        scope["server"] = ("lckm.example.org", 443 if self.scheme == "https" else 80)
        return Request({**scope, "scheme": self.scheme, "root_path": self.root, "headers": headers})

    def keep(self, mark, *texts):
        response = Response()
        keep_texts(self.request(), response, "kept_", mark, texts, seconds=SECONDS)
        found = [SimpleCookie(value) for value in response.headers.getlist("set-cookie")]
        for cookie in found:
            for name, morsel in cookie.items():
                self.jar.pop(name, None)
                if morsel["max-age"] != "0":
                    self.jar[name] = morsel.value
        return [morsel for cookie in found for morsel in cookie.values()]


def test_the_latest_three_are_kept_in_the_order_in_which_they_came():
    browser = Browser()
    for at, kept in ((1, [1]), (2, [1, 2]), (3, [1, 2, 3]), (4, [2, 3, 4]), (5, [3, 4, 5])):
        browser.keep(f"m{at}", "jan", f"słowo ~{at}%;")
        assert sorted(browser.jar) == [f"kept_m{one}" for one in kept]
    assert read_texts(browser.request(), "kept_m4") == ("jan", "słowo ~4%;")
    # Kept anew, it is one of the three all the same, and the latest.
    browser.keep("m3", "jan", "inne")
    assert sorted(browser.jar) == ["kept_m3", "kept_m4", "kept_m5"]
    browser.keep("m6", "jan", "")
    assert sorted(browser.jar) == ["kept_m3", "kept_m5", "kept_m6"]
    assert read_texts(browser.request(), "kept_m6") == ("jan", "")
    assert read_texts(browser.request(), "kept_m1") == ()


@pytest.mark.parametrize(("scheme", "root"), [("https", ""), ("https", "/biurko"), ("http", "/b")])
def test_what_is_kept_is_removed_from_where_it_lies(scheme, root):
    browser = Browser(scheme, root)
    for at in range(4):
        cookies = browser.keep(f"m{at}", "jan")
    kept, removed = cookies
    assert (kept.key, removed.key, removed["max-age"]) == ("kept_m3", "kept_m0", "0")
    assert {one["path"] for one in cookies} == {root or "/"}
    assert (kept["max-age"], kept["httponly"], kept["samesite"]) == (str(SECONDS), True, "lax")
    assert bool(kept["secure"]) == (scheme == "https")


TERMS = PortalTerms(version="1", valid_from=date(2026, 1, 1), text="Regulamin")
PREVIEW = ReportPreview(
    findings=Findings(()),
    receiver="Zarząd Dróg",
    because=Message("trasa 1", "route 1"),
    contact_seen_by="Zarząd Dróg",
    first_clean_day=date(2027, 7, 1),
    terms=TERMS,
)
FORM = {
    "opis": "Dziura.\r\nDuża.",
    "adres": "Piotrkowska 1",
    "imie": "Jan",
    "telefon": "601 111 222",
    "email": "jan@example.org",
    "listy": "Zgierska 2",
    "rodzaj": "intervention",
    "kategoria": "dziura",
}


def call(intake=None, **fields):
    return Call(
        centre=None,
        intake=intake,
        fields=FormFields({name: [value] for name, value in {**FORM, **fields}.items()}),
        table=None,
        by="Ewa Pokazowa",
        login="ewa",
        role=None,
        now=NOW,
        may_see=lambda number: True,
    )


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("receiver", None),
        ("because", Message("trasa 2", "route 2")),
        ("contact_seen_by", None),
        ("first_clean_day", date(2027, 7, 2)),
        ("terms", attrs.evolve(TERMS, version="2")),
        ("terms", None),
    ],
)
def test_a_call_was_checked_by_each_part_of_what_would_be_done(part, other):
    checked = call().summary(PREVIEW)
    assert checked == call(opis="Dziura.\nDuża.").summary(PREVIEW)
    assert checked != call().summary(attrs.evolve(PREVIEW, **{part: other}))


@pytest.mark.parametrize("field", FORM)
def test_a_call_was_checked_by_each_field(field):
    other = "other" if field == "rodzaj" else "inne"
    assert call().summary(PREVIEW) != call(**{field: other}).summary(PREVIEW)


def test_the_next_report_of_a_caller_has_how_to_reach_them_and_nothing_else():
    following = call().following.fields
    contact = ("imie", "telefon", "email", "listy")
    assert {name: list(texts) for name, texts in following.values.items()} == {
        name: [FORM[name]] for name in contact
    }


def test_a_report_of_a_call_is_registered_under_the_terms_that_were_read_out():
    asked = {}

    def register(form, files, issued, **options):
        asked.update(options)
        return SimpleNamespace(number=issued.number)

    intake = SimpleNamespace(is_issued=lambda issued: True, register=register)
    assert call(intake, nadany="ZG-2026-1", dowod="x").register("7") == "ZG-2026-1"
    assert asked == {"now": NOW, "by": "Ewa Pokazowa", "role": None, "terms_version": "7"}


@pytest.mark.parametrize(
    ("is_away", "status", "words"), [(True, 503, "Baza nie odpowiada"), (False, 500, "Program")]
)
def test_a_form_that_failed_is_sent_again_to_where_it_was_sent(is_away, status, words):
    request = Browser().request(
        method="POST",
        path="/zgloszenie/wynik",
        query_string=b"numer=ZG%2F1&a=b",
        headers=[(b"content-type", b"application/x-www-form-urlencoded")],
    )

    async def receive():
        return {"type": "http.request", "body": b"slowa=Zrobione.", "more_body": False}

    view = asyncio.run(failed_view(Request(request.scope, receive), is_away=is_away))
    assert view.status == status
    assert view.context["action"] == "/zgloszenie/wynik?numer=ZG%2F1&a=b"
    assert view.context["text"].startswith(words)
    assert "Zrobione." in str(view.context["hidden"])


@pytest.mark.parametrize(
    ("status", "typed", "kept"),
    [
        (200, {}, (2, "v2")),
        (422, {"seen": ["1"], "wersja": ["v1"]}, ("1", "v1")),
        (409, {"seen": ["1"], "wersja": ["v1"]}, (2, "v2")),
    ],
)
def test_a_form_keeps_what_its_reader_saw_until_a_change_is_told(status, typed, kept):
    for form in ACT_FORMS:
        report = SimpleNamespace(number="ZG-2026-1", history=(1, 2))
        record = SimpleNamespace(report=report, dispatch=SimpleNamespace(version="v2"))
        sent = SimpleNamespace(record=record, fields=FormFields(typed), permission=None)
        bare = attrs.evolve(form, context=lambda sent, table: {})
        context = form_view(bare, sent, None, status=status).context
        assert (context["seen"], context["version"]) == kept
