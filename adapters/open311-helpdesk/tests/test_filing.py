"""Nothing is sent twice, no doubt is taken for an answer, and nobody is named; the settings."""

import logging
import re
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest
from fake_open311 import API_KEY, JURISDICTION, SECRET

from lckm_core import build
from lckm_core.delivery import Accepted, Answer, MessageAttachment, Refusal, Refused, Unknown
from lckm_core.errors import InvalidSettingError
from lckm_core.reports import Attribute, EventPlace, Point
from lckm_http_client import Server
from lckm_open311_helpdesk import Open311HelpdeskAdapter
from lckm_open311_helpdesk.helpdesk import _halves
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.helpdesk_server import ExchangeTests

PERIOD = ("start_date", "end_date")
FILE = MessageAttachment("ZG-1-1.jpg", "image/jpeg", b"x" * 1000)
MARK = re.compile(r"\nNasz znak: ZG-1\.helpdesk/[a-p]{16}$")
MANY = pytest.mark.slow(reason="hundreds of requests; a short list of twenty stands for it")


def test_a_ticket_becomes_a_request(fake, make, ticket):
    place = EventPlace("ul. Przykładowa 5", Point(51.76870000000001, 19.456900000000003))
    attributes = (Attribute("wiek-drzewa", "60"), Attribute("gatunek", "dąb"))
    helpdesk = make(services={"drzewo": "tree"}, attributes={"drzewo": {"TREE_AGE": "wiek-drzewa"}})
    report = {"category": "drzewo", "place": place, "attributes": attributes}
    assert helpdesk.file(ticket("ZG-1.helpdesk", FILE, **report)) == Accepted("100")
    (sent,) = fake.requests
    description = sent.pop("description")
    del sent["requested_datetime"]
    assert sent == {
        "service_request_id": "100",
        "api_key": API_KEY,
        "jurisdiction_id": JURISDICTION,
        "service_code": "tree",
        "lat": "51.768700",
        "long": "19.456900",
        "address_string": "ul. Przykładowa 5",
        "attribute[TREE_AGE]": "60",
    }
    assert description.startswith("[ŁCKM] Zgłoszenie\n\nTreść\n\nPliki pominięte: 1.\n")
    assert MARK.search(description)
    assert fake.headers[-1]["Idempotency-Key"] == description[-16:]


def test_of_two_categories_each_has_its_own_service_and_attributes(fake, make, ticket):
    attributes = (Attribute("wiek", "60"),)
    helpdesk = make(
        services={"drzewo": "tree", "pies": "dog"},
        attributes={"drzewo": {"TREE_AGE": "wiek"}, "pies": {"DOG_AGE": "wiek"}},
    )
    sent = []
    for number, category in enumerate(("pies", "drzewo", "lampa")):
        given = ticket(f"ZG-{number}.helpdesk", category=category, attributes=attributes)
        assert isinstance(helpdesk.file(given), Accepted)
        made = fake.requests[-1]
        sent.append((made["service_code"], [key for key in made if "attribute[" in key]))
    assert sent == [
        ("dog", ["attribute[DOG_AGE]"]),
        ("tree", ["attribute[TREE_AGE]"]),
        ("other", []),
    ]


def test_what_has_no_category_and_no_place_goes_all_the_same(fake, make, ticket):
    fake.wants_jurisdiction = False
    helpdesk = make(services={"drzewo": "tree"}, jurisdiction="")
    assert helpdesk.file(ticket(place=None)) == Accepted("100")
    (sent,) = fake.requests
    assert (sent["service_code"], sent["address_string"]) == ("other", "nie podano")
    assert not {"lat", "long", "jurisdiction_id"} & set(sent)


def test_nothing_of_a_reporter_goes_along(fake, make, ticket):
    """Even where a ticket came with a personal part, which the centre never gives."""
    canary = PersonalDataCanary()
    report = samples.full_report(canary, "ZG-1")
    made = attrs.evolve(ticket("ZG-1.helpdesk", FILE), report=attrs.evolve(report, category=None))
    assert isinstance(make().file(made), Accepted)
    assert not canary.search(repr(fake.requests))
    assert not {"email", "phone", "first_name", "last_name"} & set(fake.requests[0])


def test_a_text_that_is_too_long_is_cut_and_says_so(fake, make, ticket, sample):
    long = attrs.evolve(ticket(), text="Żółw " * 1000)
    assert make(sample=sample).file(long) == Accepted("101")
    description = fake.requests[1]["description"]
    assert 3990 <= len(description) <= 4000
    assert "[…] Treść skrócono" in description
    assert make(sample=sample).find(long) == Accepted("101")


@pytest.mark.parametrize("files", [(), (FILE,)], ids=["no file", "a file"])
@pytest.mark.parametrize("beyond", [-1, 0, 1, 2, 40, 60, 1000])
def test_a_description_is_as_long_as_the_limit_at_most_and_cut_only_beyond_it(
    fake, make, ticket, files, beyond
):
    helpdesk = make(most_chars=1000)
    # The mark and the note of files at its end count as well.
    helpdesk.file(attrs.evolve(ticket("ZG-1.helpdesk", *files), text=""))
    text = "ż" * (1000 - len(fake.requests[0]["description"]) + beyond)
    helpdesk.file(attrs.evolve(ticket("ZG-2.helpdesk", *files), text=text))
    description = fake.requests[1]["description"]
    assert len(description) == min(1000 + beyond, 1000)
    is_cut = beyond > 0
    assert ("[…] Treść skrócono" in description, text in description) == (is_cut, not is_cut)
    assert "Nasz znak: ZG-2.helpdesk/" in description


def test_a_server_may_leave_out_the_ends_of_a_period(fake, make, ticket, sample):
    fake.leaves_out_ends = True
    helpdesk = make(sample=sample)
    assert helpdesk.file(ticket()) == Accepted("101")
    assert helpdesk.find(ticket()) == Accepted("101")
    assert helpdesk.find(ticket("ZG-2.helpdesk")) is Answer.NOT_THERE


@pytest.mark.parametrize("has_pages", [True, False])
def test_it_is_found_among_many_and_after_months(fake, make, ticket, sample, has_pages):
    """Whether the server has pages or not, and with periods of 90 days at most."""
    fake.has_pages = has_pages
    now = datetime.now(UTC)
    old = ticket(registered_at=now - timedelta(days=200))
    sent = make(sample=sample).file(old)
    assert sent == Accepted("101")
    fake.requests[1]["requested_datetime"] = f"{now - timedelta(days=150):%Y-%m-%dT%H:%M:%SZ}"
    for at in range(700):
        form = {"description": f"Nasz znak: ZG-1.helpdesk/{'a' * 16}", "service_code": str(at)}
        fake.add(form, now - timedelta(days=150, minutes=-at))
    assert make(sample=sample).find(old) == sent
    assert make(sample=sample).find(ticket("ZG-2.helpdesk")) is Answer.NOT_THERE


@pytest.mark.parametrize(
    "most",
    [20, *(pytest.param(one, marks=MANY) for one in (100, 700))],
)
@pytest.mark.parametrize("is_at_once", [True, False])
def test_a_short_list_without_pages_hides_nothing(fake, make, ticket, sample, most, is_at_once):
    """Whatever the length at which the server cuts its list, the newest first."""
    fake.has_pages, fake.most = False, most
    now = datetime.now(UTC)
    fake.requests[0]["requested_datetime"] = f"{now - timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"
    new = ticket(registered_at=now - timedelta(hours=1))
    fake.loses_answers = True
    assert make(sample=sample).file(new) == Unknown()
    fake.loses_answers = False
    for at in range(most + 20):
        moment = now if is_at_once else now + timedelta(seconds=60 + 10 * at)
        fake.add({"description": f"x {at}"}, moment)
    found = make(sample=sample).find(new)
    assert found == Accepted("101") or (is_at_once and found is Answer.NO_ANSWER)
    make(sample=sample).file(new)
    assert sum("Nasz znak: ZG-1." in one["description"] for one in fake.requests) == 1
    if not is_at_once:
        absent = ticket("ZG-2.helpdesk", registered_at=now - timedelta(hours=1))
        assert make(sample=sample).find(absent) is Answer.NOT_THERE


@pytest.mark.parametrize("seconds", [5, 6, 7, 60, 61])
def test_the_halves_of_a_period_leave_no_moment_out(seconds):
    """Though a server leaves out the ends of each, and takes moments to the second."""
    first = datetime(2026, 3, 4, tzinfo=UTC)
    halves = [
        [end.replace(microsecond=0) for end in half]
        for half in _halves(first, first + timedelta(seconds=seconds))
    ]
    for second in range(1, seconds):
        moment = first + timedelta(seconds=second)
        assert any(begin < moment < end for begin, end in halves)


def test_a_list_that_is_too_long_to_be_read_is_asked_for_in_parts(fake, make, ticket, sample):
    """As where a server gives as many rows as it likes, or long descriptions."""
    now = datetime.now(UTC)
    old = ticket(registered_at=now - timedelta(days=40))
    sent = make(sample=sample).file(old)
    for at in range(12):
        fake.add({"description": "x" * 200_000}, now - timedelta(days=36 - 3 * at))
    assert make(sample=sample).find(old) == sent
    absent = ticket("ZG-2.helpdesk", registered_at=now - timedelta(days=40))
    assert make(sample=sample).find(absent) is Answer.NOT_THERE


def test_a_list_with_pages_whose_last_comes_again_is_whole(fake, make, ticket, sample):
    fake.repeats_last_page = True
    for at in range(600):
        fake.add({"description": f"x {at}"}, datetime.now(UTC) - timedelta(minutes=at))
    new = ticket(registered_at=datetime.now(UTC) - timedelta(hours=1))
    assert make(sample=sample).find(new) is Answer.NOT_THERE


def test_a_request_of_somebody_else_does_not_pass_for_ours(fake, make, ticket, sample):
    """Descriptions are public: whoever copies our words cannot make the mark of another report."""
    assert isinstance(make(sample=sample).file(ticket()), Accepted)
    copied = fake.requests[1]["description"]
    for key in ("ZG-2.helpdesk", "ZG-3.helpdesk"):
        fake.add({"description": copied.replace("ZG-1.helpdesk", key)})
        assert make(sample=sample).find(ticket(key)) is Answer.NOT_THERE
    assert make(sample=sample, secret="x" * 32).find(ticket()) is Answer.NO_ANSWER


def _hide(fake, how):
    match how:
        case "lists nothing":
            fake.lists = False
        case "no descriptions":
            fake.shows_descriptions = False
        case "no mark in the sample":
            fake.requests[0]["description"] = "Treść"
        case "another key in the sample":
            words = fake.requests[0]["description"]
            fake.requests[0]["description"] = words.replace("PROBA-1", "PROBA-2")
        case "no moment of the sample":
            fake.requests[0]["requested_datetime"] = ""
        case "no sample":
            fake.requests[0]["service_request_id"] = "7"
        case "too many and no pages":
            fake.has_pages = False
            for _ in range(1000):
                fake.add({"description": "x"})


@pytest.mark.parametrize(
    "how",
    [
        "lists nothing",
        "no descriptions",
        "no mark in the sample",
        "another key in the sample",
        "no moment of the sample",
        "no sample",
        pytest.param("too many and no pages", marks=MANY),
    ],
)
def test_where_a_request_could_be_hidden_nothing_is_not_there(fake, make, ticket, sample, how):
    _hide(fake, how)
    before = len(fake.requests)
    assert make(sample=sample).find(ticket()) is Answer.NO_ANSWER
    assert isinstance(make(sample=sample).file(ticket()), Refused)
    assert len(fake.requests) == before


def test_without_a_sample_it_cannot_be_asked(fake, make, ticket):
    assert make().find(ticket()) is Answer.CANNOT_BE_ASKED
    assert fake.asked == []


ENTITIES = "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "x" * 10}">' for at in range(9)
)


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (503, b"", Refusal.BUSY),
        (429, b"", Refusal.BUSY),
        (401, b"", Refusal.NOT_ALLOWED),
        (403, b"<errors/>", Refusal.NOT_ALLOWED),
        (400, b"<errors/>", Refusal.OTHER),
        (404, b"<html>", Refusal.OTHER),
        (302, b"http://localhost:1/", Refusal.OTHER),
        (200, b"", Refusal.OTHER),
        (200, b"[]", Refusal.OTHER),
        (200, b"<html><body/></html>", Refusal.OTHER),
        (200, b"<errors><error/></errors>", Refusal.OTHER),
        (200, b"<service_requests><request>", Refusal.OTHER),
        (200, b"<service_requests>\xff</service_requests>", Refusal.OTHER),
        (200, b"<a>" * 20_000, Refusal.OTHER),
        (200, b"<service_requests/>", Refusal.NOT_ALLOWED),
        (200, b"<service_requests>1<request/>x</service_requests>", Refusal.NOT_ALLOWED),
        (200, f"<!DOCTYPE s [{ENTITIES}]><s>&a8;</s>".encode(), Refusal.OTHER),
        (200, b"<!DOCTYPE s SYSTEM 'file:///etc/passwd'><s/>", Refusal.OTHER),
        (200, b"<!DOCTYPE service_requests><service_requests/>", Refusal.OTHER),
    ],
)
def test_what_is_no_answer_is_no_answer(fake, make, ticket, sample, status, said, reason):
    fake.answer = (status, said)
    begun = time.monotonic()
    assert make(sample=sample).find(ticket()) is Answer.NO_ANSWER
    assert make(sample=sample).file(ticket()) == Refused(reason)
    assert {method for method, _ in fake.asked} == {"GET"}
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("status", "said", "result"),
    [
        (503, b"", Unknown()),
        (500, b"<errors/>", Unknown()),
        (408, b"", Unknown()),
        (303, b"http://localhost:1/", Unknown()),
        *[(at, b"http://localhost:1/", Refused(Refusal.OTHER)) for at in (301, 302, 307, 308)],
        (200, b"", Unknown()),
        (200, b"[]", Unknown()),
        (200, b"<html><body><request/></body></html>", Unknown()),
        (200, b"<errors><error><code>400</code></error></errors>", Unknown()),
        (200, b"<service_requests/>", Unknown()),
        (429, b"", Refused(Refusal.BUSY)),
        (403, b"<errors/>", Refused(Refusal.NOT_ALLOWED)),
        (400, b"<errors/>", Refused(Refusal.OTHER)),
        (404, b"<errors/>", Refused(Refusal.OTHER)),
        (413, b"", Refused(Refusal.TOO_LARGE)),
        # A service that is a black box takes it and gives no id.
        (200, b"<service_requests><request/></service_requests>", Accepted()),
        (
            201,
            b"<service_requests><request><service_request_id> A-7 </service_request_id></request>"
            b"</service_requests>",
            Accepted("A-7"),
        ),
    ],
)
def test_how_sending_ends(fake, make, ticket, sample, status, said, result):
    """What may have been taken is in doubt; what was surely not is refused for now."""
    fake.answer_to_post = (status, said)
    assert make(sample=sample).file(ticket()) == result
    fake.answer_to_post = None
    assert make(sample=sample).file(ticket()) == Accepted("101")


def test_a_token_is_asked_for_its_id(fake, make, ticket, monkeypatch):
    monkeypatch.setattr("lckm_open311_helpdesk.helpdesk._PAUSE", 0.01)
    fake.gives = "token"
    fake.tokens_take = 2
    assert make().file(ticket()) == Accepted("100")
    assert [path.partition("?")[0] for _, path in fake.asked][1:] == [
        "/open311/v2/tokens/100.xml"
    ] * 3
    fake.tokens_take = 10_000
    begun = time.monotonic()
    assert make(timeout=1).file(ticket("ZG-2.helpdesk")) == Accepted("101")
    assert time.monotonic() - begun < 2


def test_a_token_is_asked_for_no_longer_than_the_ticket_may_take(fake, make, ticket, monkeypatch):
    """However late the server took it: else another worker would send it, too."""
    begun, late, ends = time.monotonic(), [0.0], []
    send = Server.send

    def noted(self, *arguments, end, **named):
        ends.append(end)
        reply = send(self, *arguments, end=end, **named)
        late[0] = 4.9
        return reply

    clock = SimpleNamespace(monotonic=lambda: begun + late[0], sleep=lambda _: None)
    monkeypatch.setattr(Server, "send", noted)
    monkeypatch.setattr("lckm_open311_helpdesk.helpdesk.time", clock)
    fake.gives, fake.tokens_take = "token", 1
    assert make(timeout=5).file(ticket()) == Accepted("100")
    assert len(ends) == 3
    assert max(ends) == ends[0]


@pytest.mark.parametrize("token", ["../requests/1", "x?y", "a b", "ż" * 3, "x" * 200])
def test_a_token_that_is_no_name_is_not_asked_for(fake, make, ticket, token):
    said = f"<service_requests><request><token>{token}</token></request></service_requests>"
    fake.answer_to_post = (200, said.encode())
    assert isinstance(make().file(ticket()), Accepted)
    assert len(fake.asked) == 1


def test_a_search_is_of_the_time_since_the_report(fake, make, ticket, sample):
    moment = datetime.now(UTC) - timedelta(days=2)
    make(sample=sample).find(ticket(registered_at=moment))
    queries = [parse_qs(urlsplit(path).query) for _, path in fake.asked]
    (first, last) = (datetime.fromisoformat(queries[-1][name][0]) for name in PERIOD)
    assert abs(first - moment + timedelta(days=1)) < timedelta(seconds=2)
    assert abs(last - datetime.now(UTC) - timedelta(days=1)) < timedelta(seconds=5)


@pytest.mark.parametrize("hours", [-12, 2, 14])
def test_a_server_that_calls_its_local_time_utc_is_understood(fake, make, ticket, sample, hours):
    fake.loses_answers = True
    new = ticket(registered_at=datetime.now(UTC))
    assert make(sample=sample).file(new) == Unknown()
    fake.loses_answers = False
    moment = datetime.now(UTC) + timedelta(hours=hours)
    fake.requests[1]["requested_datetime"] = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    assert make(sample=sample).find(new) == Accepted("101")


def test_the_log_says_once_what_is_wrong_without_key_and_words(fake, make, ticket, caplog):
    caplog.set_level(logging.DEBUG)
    fake.answer = (403, b"<errors><error><description>Jan Kowalski</description></error></errors>")
    helpdesk = make()
    for _ in range(3):
        helpdesk.file(ticket())
    assert len([one for one in caplog.records if one.name == "lckm_open311_helpdesk"]) == 1
    assert "HTTP 403" in caplog.text
    for word in (API_KEY, SECRET, "Kowalski", "Treść"):
        assert word not in caplog.text + repr(helpdesk) + repr(vars(helpdesk))


class TestExchange(ExchangeTests):
    @pytest.fixture
    def server(self, fake):
        return fake

    @pytest.fixture
    def settings(self, sample):
        return {"sample": sample}


def test_a_reply_without_end_is_not_read(fake, make, ticket, sample):
    fake.answer = (200, b"<service_requests>" + b"<a/>" * (1 << 22) + b"</service_requests>")
    tracemalloc.start()
    try:
        begun = time.process_time()
        assert isinstance(make(sample=sample).file(ticket()), Refused)
        assert time.process_time() - begun < 3
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_plain_http_is_named_where_it_is_missing():
    with pytest.raises(InvalidSettingError, match="plain_http"):
        Open311HelpdeskAdapter(**{**SETTINGS, "url": "http://open311.example.org/v2"})


SETTINGS = {
    "url": "https://open311.example.org/v2",
    "api_key": API_KEY,
    "secret": SECRET,
    "service": "other",
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://open311.example.org/v2"),
        ("url", "https://user:x@open311.example.org"),
        ("url", "https://open311.example.org/?a=b"),
        ("url", "open311.example.org"),
        ("api_key", "VERY secret"),
        ("api_key", ""),
        ("secret", "VERY short"),
        ("service", ""),
        ("sample", "1?2"),
        ("jurisdiction", "a b"),
        ("most_chars", 499),
        ("timeout", 300),
        ("timeout", 5),
        ("connect_timeout", 0),
    ],
)
def test_invalid_settings_are_refused_without_key_and_secret(name, value):
    with pytest.raises(InvalidSettingError) as caught:
        Open311HelpdeskAdapter(**{**SETTINGS, name: value})
    assert "VERY" not in caught.value.text("pl") + caught.value.text("en") + repr(caught.value)


def test_it_fits():
    adapter = Open311HelpdeskAdapter(**SETTINGS)
    assert build(adapter).adapters == ("open311-helpdesk",)
    assert adapter.longest_attempt == 120
    assert adapter.helpdesk.peer == "open311.example.org:443"
