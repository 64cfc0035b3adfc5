"""Reports over REST: sent once, read without their reporters, and acted on in a role."""

import base64
import json
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import attrs
import pytest
from api_city import API_KEYS, FORM, NOW, SECRETS, UNIT, City, kind_of, sqlite_city

from lckm_api import ApiKey
from lckm_api._request_bodies import MOST_BYTES, form_limits
from lckm_core import Role
from lckm_core.delivery import ManualAction, Target
from lckm_core.errors import ErasureDeferredError, InvalidSettingError
from lckm_core.reports import INTAKE_LIMITS, Outcome, withdraw
from lckm_core.text import Message
from tests.helpers.photos import JPEG

PERSONAL = ("Kanarek", "kanarek@", "601 111 222")
TREE = {"category": "drzewo", "attributes": [{"name": "wiek-drzewa", "value": "60"}]}


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def cursor(at, number="ZG-1"):
    return base64.urlsafe_b64encode(f"{at} {number}".encode()).decode().rstrip("=")


def test_a_report_is_registered_once_under_a_key(city):
    first = city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM)
    assert first.status_code == 201
    number = first.json()["number"]
    assert first.headers["location"] == f"http://testserver/reports/{number}"
    city.wait(hours=3)
    again = city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM)
    assert (again.status_code, again.json()) == (200, first.json())
    posted = city.ask("POST", "/reports", "sender", json=FORM, headers={"Idempotency-Key": '"a-1"'})
    assert (posted.status_code, posted.json()) == (200, first.json())
    assert len(city.memory.reports.find_reports(limit=9)) == 1
    # Another system's key of the same name is another report, as is one in other letters.
    other = city.ask("PUT", "/reports/by-key/a-1", "call-centre", json=FORM)
    assert other.json()["number"] != number
    capital = {"Idempotency-Key": "A-1"}
    assert city.ask("POST", "/reports", "sender", json=FORM, headers=capital).status_code == 201


def test_of_two_at_once_there_is_one_report(tmp_path):
    city = sqlite_city(tmp_path)
    numbers = []

    def send():
        response = city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM)
        numbers.append((response.status_code in (200, 201), response.json().get("number")))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(numbers) == {(True, numbers[0][1])}
    assert len(city.centre.plugins.reports.find_reports(limit=9)) == 1


def test_another_report_under_the_same_key_is_a_conflict(city):
    city.sent()
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", json={"description": "Inna."})
    assert kind_of(response) == (409, "conflict")
    # A client has keys to give, and no numbers.
    assert "kluczem" in response.json()["detail"]


def test_a_withdrawal_that_waits_for_the_database_is_accepted(city, monkeypatch):
    def recorded(number, *, now):
        raise ErasureDeferredError(number)

    number = city.memory_report()
    monkeypatch.setattr(city.memory.reports, "erase", recorded)
    response = city.ask("DELETE", f"/reports/{number}/personal", "call-centre")
    assert (response.status_code, response.content) == (202, b"")


def test_the_same_report_after_withdrawal_is_not_registered_anew(city):
    number = city.sent()
    assert city.ask("DELETE", f"/reports/{number}/personal", "call-centre").status_code == 204
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM)
    assert kind_of(response) == (409, "conflict")
    assert city.memory.reports.get(number).is_anonymous


def test_a_post_without_a_key_of_its_own_is_refused(city):
    response = city.ask("POST", "/reports", "sender", json=FORM)
    assert kind_of(response) == (400, "wrong-parameter")
    assert response.json()["parameter"] == "Idempotency-Key"


def test_all_findings_come_at_once_and_quote_nothing(city):
    form = {"category": "Kanarek Kanarek", "reporter": {"imie": "Kanarek"}}
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", json=form)
    assert kind_of(response) == (422, "invalid")
    assert {one["path"] for one in response.json()["findings"]} >= {"/description", "/category"}
    assert "Kanarek" not in response.text
    english = city.ask(
        "PUT",
        "/reports/by-key/a-1",
        "sender",
        json=form,
        headers={"Accept-Language": "en-GB,pl;q=0.5"},
    )
    assert english.headers["content-language"] == "en"
    assert english.json()["title"] == "There are errors"


@pytest.mark.parametrize("body", ["", "[]", '{"description": Kanarek}', '{"a":' * 5000, "\xff"])
def test_what_is_no_json_is_told_without_a_word_of_it(city, body):
    response = city.ask(
        "PUT",
        "/reports/by-key/a-1",
        "sender",
        content=body.encode("latin-1"),
        headers={"Content-Type": "application/json"},
    )
    assert kind_of(response) == (400, "unreadable")
    assert "Kanarek" not in response.text


def test_other_media_types_are_refused(city):
    headers = {"Content-Type": "text/plain"}
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", content=b"{}", headers=headers)
    assert kind_of(response) == (415, "wrong-media-type")


def test_a_body_that_is_too_long_is_refused(city):
    form = {"description": "x" * 1_100_000}
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", json=form)
    assert kind_of(response) == (413, "too-large")


def test_a_body_is_as_long_as_it_may_be_and_one_byte_more_is_refused(city):
    body = json.dumps(FORM).encode().ljust(MOST_BYTES)
    headers = {"Content-Type": "application/json"}
    for more, status in ((b"", 201), (b" ", 413)):
        path = f"/reports/by-key/a-{status}"
        response = city.ask("PUT", path, "sender", content=body + more, headers=headers)
        assert response.status_code == status


@pytest.mark.parametrize("most", [0, 5, 29, 30, 31, 40])
def test_a_form_brings_the_files_of_a_procedure_and_of_a_report(most):
    limits = form_limits(attrs.evolve(INTAKE_LIMITS, most_attachments=most))
    assert limits.files == max(30, most)


def test_each_file_is_in_the_field_of_files(city):
    fields = {"form": json.dumps(FORM)}
    files = [("files", ("a.jpg", JPEG)), ("plik", ("b.jpg", JPEG))]
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", data=fields, files=files)
    assert kind_of(response) == (400, "unreadable")
    assert list(city.memory.reports.reports) == []


def test_fewer_files_than_are_listed_are_refused(city):
    listed = [{"name": name, "size": len(JPEG)} for name in ("a.jpg", "b.jpg")]
    fields = {"form": json.dumps({**FORM, "attachments": listed})}
    for count, status in ((1, 422), (2, 201)):
        files = [("files", (f"{at}.jpg", JPEG)) for at in range(count)]
        response = city.ask("PUT", f"/reports/by-key/a-{count}", "sender", data=fields, files=files)
        assert response.status_code == status, response.text
    assert len(city.memory.attachments.files) == 2


def test_a_file_that_is_too_large_is_told_as_such_and_not_as_an_empty_one(city):
    fields = {"form": json.dumps(FORM)}
    files = {"files": ("a.jpg", bytes(INTAKE_LIMITS.most_bytes + 1))}
    response = city.ask("PUT", "/reports/by-key/a-1", "sender", data=fields, files=files)
    assert kind_of(response) == (413, "too-large")


def test_no_reading_has_a_datum_of_the_reporter(city):
    number = city.sent()
    for path in ("/reports", f"/reports/{number}", f"/reports/{number}/explanation"):
        response = city.ask("GET", path, "reader")
        assert response.status_code == 200
        assert not [trace for trace in PERSONAL if trace in response.text]
        assert '"personal"' not in response.text


def test_a_list_is_read_page_by_page(city):
    numbers = []
    for count in range(5):
        city.wait(minutes=1)
        numbers.append(city.sent(f"a-{count}"))
    found, path = [], "/reports?limit=2"
    while path:
        response = city.ask("GET", path, "reader")
        page = response.json()
        found += [one["report"]["number"] for one in page["reports"]]
        path = page["next"] and f"/reports?limit=2&after={page['next']}"
        link = response.headers.get("link")
        assert (link is None) is (path is None)
        assert path is None or f"after={page['next']}" in link
    assert found == numbers[::-1]


def test_the_head_of_an_answer_is_that_of_its_reading(city):
    city.sent()
    whole = city.ask("GET", "/reports", "reader")
    head = city.client.head("/reports", headers={"Authorization": f"Bearer {SECRETS['reader']}"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]


def test_a_category_that_the_table_lacks_is_refused_but_for_what_was_registered(city):
    number = city.sent("a-1")
    sent = {**FORM, "category": "zly"}
    refused = city.ask("PUT", "/reports/by-key/a-2", "sender", json=sent)
    assert kind_of(refused) == (422, "invalid")
    assert [one["path"] for one in refused.json()["findings"]] == ["/category"]
    empty = attrs.evolve(city.memory.table(), categories=(), routes=())
    city.memory.table = lambda: empty
    again = city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM)
    assert (again.status_code, again.json()["number"]) == (200, number)


def test_a_list_by_category_moment_and_outcome(city):
    lamp = city.sent("a-1")
    city.wait(hours=1)
    tree = city.sent("a-2", **TREE)

    def numbers(query):
        page = city.ask("GET", f"/reports?{query}", "reader").json()
        return [one["report"]["number"] for one in page["reports"]]

    assert numbers("category=drzewo") == [tree]
    assert numbers("category=drzewo&category=oswietlenie") == [tree, lamp]
    assert numbers("registered_to=2026-12-01T00:00:00Z") == [lamp]
    assert numbers("registered_from=2026-12-01T01:00:00%2B01:00") == [tree]
    assert numbers("closed=false") == [tree, lamp]
    assert numbers("closed=true") == []
    city.wait(hours=1)
    note = {"outcome": "done", "words": "Wymieniono żarówkę."}
    assert city.ask("PUT", f"/reports/{lamp}/outcome", "call-centre", json=note).status_code == 200
    assert numbers("closed=true") == numbers("acted_from=2026-12-01T01:30:00Z") == [lamp]
    assert numbers("acted_from=2026-12-01T01:30:01Z") == []


def test_a_list_by_words_tells_how_far_it_looked(city):
    lamp = city.sent("a-1")
    city.wait(hours=1)
    tree = city.sent("a-2", **{**TREE, "description": "Połamane huśtawki przy drzewie."})

    def page(query):
        return city.ask("GET", f"/reports?{query}", "reader").json()

    def numbers(found):
        return [one["report"]["number"] for one in found["reports"]]

    found = page("words=hu%C5%9Btawka%20drzewo")
    assert (numbers(found), found["looked_at"], found["next"]) == ([tree], 2, None)
    assert numbers(page("words=huśtawka&category=oswietlenie")) == []
    assert page("limit=1")["looked_at"] is None
    assert numbers(page("words=huśtawka&closed=true")) == []
    assert numbers(page("")) == [tree, lamp]
    assert numbers(page("words=Kanarek")) == []


def test_a_search_by_words_goes_on_from_page_to_page(city):
    numbers = []
    for count in range(5):
        city.wait(minutes=1)
        numbers.append(city.sent(f"a-{count}", description="Połamane huśtawki."))
    found, path = [], "/reports?limit=2&words=hustawki"
    while path:
        response = city.ask("GET", path, "reader")
        page = response.json()
        found += [one["report"]["number"] for one in page["reports"]]
        assert ("link" in response.headers) is (page["next"] is not None)
        path = page["next"] and f"/reports?limit=2&words=hustawki&after={page['next']}"
    assert found == numbers[::-1]


def test_a_unit_finds_words_in_its_own_reports_alone(city):
    words = {"description": "Połamane huśtawki."}
    city.sent("a-1", **words)
    own, taken = city.sent("a-2", **{**TREE, **words}), city.sent("a-3", **{**TREE, **words})
    city.centre.settle_by_hand(taken, Target.HELPDESK, ManualAction.TOLD, now=city.now)
    page = city.ask("GET", "/reports?words=hustawki", "unit").json()
    assert [one["report"]["number"] for one in page["reports"]] == [own]


@pytest.mark.parametrize(
    "query",
    [
        *("words=", "words=%20", "words=a%20b%20c%20d%20e%20f%20g%20h%20i", "words=%00"),
        *("limit=0", "limit=201", "limit=x", "limit=1&limit=2", "closed=tak", "after=x"),
        *("registered_from=2026-12-01", "registered_to=9999-12-31T23:59:59Z", "category=A B"),
        *("colour=red", "after=MjAyNi0xMi0wMQ", "category=%00"),
        *(f"after={cursor(at)}" for at in ("0001-01-01T00:00:00+23:59", "2026-12-01T11:00:00")),
        f"after={cursor('9999-12-31T23:59:59-23:59')}",
        *(f"after={cursor('2026-12-01T11:00:00Z', number)}" for number in ("", "../x", "a b")),
    ],
)
def test_wrong_parameters_are_refused(city, query):
    assert kind_of(city.ask("GET", f"/reports?{query}", "reader")) == (400, "wrong-parameter")


@pytest.mark.parametrize(
    ("method", "path", "who"),
    [
        *(
            ("GET", "/reports?category=drzewo%0A", "reader"),
            ("GET", "/reports?limit=1%0A", "reader"),
        ),
        ("PUT", "/reports/by-key/a%0A", "sender"),
        ("GET", "/reports?registered_from=2026-12-01T11:00:00Z%0A", "reader"),
    ],
)
def test_a_line_break_at_the_end_of_a_value_is_refused(city, method, path, who):
    response = city.client.request(
        method, path, json=FORM, headers={"Authorization": f"Bearer {SECRETS[who]}"}
    )
    assert kind_of(response) == (400, "wrong-parameter")


def test_a_parameter_has_a_hundred_values_at_most(city):
    query = "&".join(["category=drzewo"] * 100)
    assert city.ask("GET", f"/reports?{query}", "reader").status_code == 200
    response = city.ask("GET", f"/reports?{query}&category=drzewo", "reader")
    assert kind_of(response) == (400, "wrong-parameter")


def test_a_parameter_that_there_is_not_is_told_which_there_are(city):
    headers = {"Accept-Language": "en"}
    found = city.ask("GET", "/reports?colour=red", "reader", headers=headers).json()["detail"]
    assert "limit" in found
    found = city.ask("GET", "/routes?colour=red", "operator", headers=headers).json()["detail"]
    assert found == "This address takes no parameters."


def test_an_answer_says_what_it_depends_on(city):
    number = city.sent()
    for path in (f"/reports/{number}", "/reports/none", "/openapi.json", "/procedures"):
        response = city.ask("GET", path, "reader")
        assert response.headers["vary"] == "Accept-Language, Authorization"


def test_a_tag_that_the_client_has_is_answered_without_a_body(city):
    number = city.sent()
    first = city.ask("GET", f"/reports/{number}", "reader")
    tag = first.headers["etag"]
    for asked in (tag, f'"x", W/{tag}', "*"):
        headers = {"If-None-Match": asked}
        again = city.ask("GET", f"/reports/{number}", "reader", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    city.centre.withdraw_consent(number, now=city.now)
    other = city.ask("GET", f"/reports/{number}", "reader", headers={"If-None-Match": '"0-1"'})
    assert other.status_code == 200


def test_there_is_no_such_report(city):
    for number in ("ZG-1", "601 111 222", "a/b/c", "%00", "ŁCKM/2026/1"):
        for suffix in ("", "/explanation"):
            response = city.ask("GET", f"/reports/{number}{suffix}", "reader")
            assert response.status_code in (400, 404)
            assert "601" not in response.text.replace('"status"', "")


def test_a_number_with_slashes(city):
    city.centre.register(FORM, number="ŁCKM/2026/000123", now=NOW)
    report = city.ask("GET", "/reports/ŁCKM/2026/000123", "reader").json()["report"]
    assert report["number"] == "ŁCKM/2026/000123"
    why = city.ask("GET", "/reports/ŁCKM%2F2026%2F000123/explanation", "reader").json()
    assert why["rows"][-1]["won"] is True


def test_an_explanation_names_the_row(city):
    number = city.sent(**TREE)
    why = city.ask("GET", f"/reports/{number}/explanation", "reader").json()
    assert why["receiver"] == why["stored"] == UNIT
    won = [one for one in why["rows"] if one["won"]]
    assert len(won) == 1
    assert str(won[0]["row"]) in why["because"]


def test_an_explanation_shows_other_rows_only_to_who_reads_the_table():
    both = ApiKey("both", "a-key-with-both-scopes", ["report:read", "route:read"])
    SECRETS["both"] = both.secret
    city = City(api_keys=[*API_KEYS, both])
    number = city.sent(**TREE)
    path = f"/reports/{number}/explanation"
    for who in ("reader", "unit"):
        (row,) = city.ask("GET", path, who).json()["rows"]
        assert row["won"] is True
    assert len(city.ask("GET", path, "both").json()["rows"]) > 1


def test_no_answer_to_a_post_has_a_hash_of_what_is_personal(city):
    number = city.sent()
    body = {"purpose": "call back"}
    response = city.ask("POST", f"/reports/{number}/personal/readings", "call-centre", json=body)
    assert "Kanarek" in response.text
    assert "etag" not in response.headers
    posted = city.ask("PUT", "/reports/by-key/a-2", "sender", json=FORM)
    assert "etag" not in posted.headers


def test_a_header_that_came_twice_is_refused(city):
    sent = [("Idempotency-Key", "a-1"), ("Idempotency-Key", "a-2")]
    authorization = ("Authorization", f"Bearer {SECRETS['sender']}")
    response = city.client.post("/reports", json=FORM, headers=[authorization, *sent])
    assert kind_of(response) == (400, "wrong-parameter")
    number = city.sent()
    tag = city.ask("GET", f"/reports/{number}", "call-centre").headers["etag"]
    authorization = ("Authorization", f"Bearer {SECRETS['call-centre']}")
    headers = [authorization, ("If-Match", tag), ("If-Match", '"9-0"')]
    response = city.client.put(
        f"/reports/{number}/outcome", json={"outcome": "done", "words": "Tak."}, headers=headers
    )
    assert kind_of(response) == (400, "wrong-parameter")
    keys = [authorization, authorization]
    assert city.client.get("/reports", headers=keys).status_code == 401


@pytest.mark.parametrize("key", ['"a-1', 'a-1"', '""', '"a"b"', "a-1\n"])
def test_a_key_of_the_client_with_odd_quotes_is_refused(city, key):
    headers = {"Idempotency-Key": key}
    try:
        response = city.ask("POST", "/reports", "sender", json=FORM, headers=headers)
    except ValueError:  # a client need not send it at all
        return
    assert kind_of(response) == (400, "wrong-parameter")


def test_a_report_sent_again_needs_no_terms(city):
    number = city.sent()
    city.memory.notices.terms = tuple
    again = city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM)
    assert (again.status_code, again.json()["number"]) == (200, number)
    other = city.ask("PUT", "/reports/by-key/a-2", "sender", json=FORM)
    assert kind_of(other) == (503, "unavailable")


def test_of_two_at_once_one_is_new(city):
    """Both find nothing under the key, and one of them comes second."""
    store = city.memory.reports
    own, responses = store.add, []

    def add(*what):
        store.add = own
        city.wait(seconds=1)
        responses.append(city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM))
        return own(*what)

    store.add = add
    responses.append(city.ask("PUT", "/reports/by-key/a-1", "sender", json=FORM))
    assert [one.status_code for one in responses] == [201, 200]
    assert responses[0].json()["number"] == responses[1].json()["number"]


def test_a_table_that_cannot_be_read_is_the_fault_of_the_server(city):
    number = city.sent()

    for error in (InvalidSettingError("routes", Message("źle", "wrong")), OSError("disk")):

        def table(error=error):
            raise error

        city.memory.table = table
        for method, path, who, body in (
            ("GET", f"/reports/{number}/explanation", "reader", None),
            ("PUT", f"/reports/{number}/classification", "call-centre", TREE),
            ("GET", "/routes", "operator", None),
            ("GET", "/categories", "sender", None),
            ("POST", "/routes/try", "operator", TREE),
        ):
            response = city.ask(method, path, who, json=body)
            assert kind_of(response) == (503, "unavailable"), path
            assert "disk" not in response.text


def test_an_outcome_is_recorded_with_words_that_are_redacted(city):
    number = city.sent()
    body = {"outcome": "done", "words": "Wymieniono. Pani Idalia Kanarek wie."}
    response = city.ask("PUT", f"/reports/{number}/outcome", "call-centre", json=body)
    assert response.json()["closed"] is True
    assert "Kanarek" not in response.text
    again = city.ask("PUT", f"/reports/{number}/outcome", "call-centre", json=body)
    assert again.json() == response.json()
    other = {"outcome": "not_ours", "words": "Sprawa spółdzielni."}
    refused = city.ask("PUT", f"/reports/{number}/outcome", "call-centre", json=other)
    assert kind_of(refused) == (409, "conflict")


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("outcome", {"outcome": "nothing_to_do", "words": "Nic tu nie ma."}),
        ("classification", TREE),
    ],
)
def test_whoever_acted_first_is_not_overwritten(city, act, body):
    number = city.sent()
    tag = city.ask("GET", f"/reports/{number}", "call-centre").headers["etag"]
    city.centre.note_outcome(
        number, Outcome.DONE, words="Gotowe.", role=Role.CALL_CENTRE_STAFF, now=city.now
    )
    city.centre.reopen(number, words="Jednak nie.", role=Role.CALL_CENTRE_STAFF, now=city.now)
    response = city.ask(
        "PUT",
        f"/reports/{number}/{act}",
        "call-centre",
        json=body,
        headers={"If-Match": tag},
    )
    assert kind_of(response) == (412, "outdated")


def test_a_report_is_reopened_and_reclassified(city):
    point = {"latitude": 51.77, "longitude": 19.45}
    number = city.sent(place={"address": "ul. Przykładowa 9", "point": point})
    body = {"outcome": "done", "words": "Wymieniono."}
    city.ask("PUT", f"/reports/{number}/outcome", "call-centre", json=body)
    opened = city.ask(
        "POST", f"/reports/{number}/reopening", "call-centre", json={"words": "Znów ciemno."}
    )
    assert opened.json()["closed"] is False
    moved = city.ask("PUT", f"/reports/{number}/classification", "call-centre", json=TREE)
    assert moved.json()["report"]["category"] == "drzewo"
    assert moved.json()["delivery"]["receiver"] == UNIT
    placed = city.ask(
        "PUT",
        f"/reports/{number}/classification",
        "call-centre",
        json={**TREE, "address": "Zielona 7, Tel. 601 234 567"},
    ).json()["report"]
    assert placed["place"]["address"] == "Zielona 7, Tel. [usunięto: telefon]"
    assert placed["history"][-1]["was_address"] == moved.json()["report"]["place"]["address"]
    assert placed["history"][-1]["was_point"] == point
    assert "point" not in placed["place"]
    long = {**TREE, "address": "x" * 201}
    refused = city.ask("PUT", f"/reports/{number}/classification", "call-centre", json=long)
    assert kind_of(refused) == (422, "invalid")
    unknown = {"category": "nie-ma-takiej"}
    refused = city.ask("PUT", f"/reports/{number}/classification", "call-centre", json=unknown)
    assert kind_of(refused) == (422, "invalid")


def test_a_unit_sees_and_closes_its_own_reports_alone(city):
    lamp, tree = city.sent("a-1"), city.sent("a-2", **TREE)
    page = city.ask("GET", "/reports", "unit").json()
    assert [one["report"]["number"] for one in page["reports"]] == [tree]
    body = {"outcome": "done", "words": "Przycięto."}
    assert city.ask("PUT", f"/reports/{tree}/outcome", "unit", json=body).status_code == 200
    for method, path, data in (
        ("GET", f"/reports/{lamp}", None),
        ("PUT", f"/reports/{lamp}/outcome", body),
        ("GET", f"/reports/{lamp}/explanation", None),
    ):
        assert kind_of(city.ask(method, path, "unit", json=data)) == (404, "not-found")
    refused = city.ask("PUT", f"/reports/{tree}/classification", "unit", json=TREE)
    assert kind_of(refused) == (403, "not-permitted")
    assert "zał. 2 § 6 ust. 2" in refused.json()["detail"]


def test_who_wrote_is_read_only_once_it_is_written_down(city):
    number = city.sent()
    path = f"/reports/{number}/personal/readings"
    response = city.ask("POST", path, "call-centre", json={"purpose": "call back"})
    assert response.json()["personal"]["reporter"]["name"] == "Idalia Kanarek"
    assert response.headers["cache-control"] == "no-store"
    (line,) = city.memory.access_log.accesses
    assert (line.subject, line.by, line.purpose.value) == (number, "call-centre", "call back")
    assert kind_of(city.ask("POST", path, "call-centre", json={})) == (422, "invalid")
    assert len(city.memory.access_log.accesses) == 1


def test_of_a_withdrawal_that_waits_nothing_is_read_and_it_is_told(city):
    number = city.sent()
    kept = city.memory.reports.reports
    kept[number] = withdraw(kept[number], now=city.now)
    path = f"/reports/{number}/personal/readings"
    response = city.ask("POST", path, "call-centre", json={"purpose": "call back"})
    assert response.json() == {"personal": None, "awaits_erasure": True}


def test_a_log_that_cannot_be_written_keeps_who_wrote(city, monkeypatch):
    number = city.sent()

    def fail(access):
        raise OSError("disk of Idalia Kanarek")

    monkeypatch.setattr(city.memory.access_log, "note", fail)
    path = f"/reports/{number}/personal/readings"
    response = city.ask("POST", path, "call-centre", json={"purpose": "call back"})
    assert kind_of(response) == (500, "failed")
    assert "Kanarek" not in response.text


def test_pages_of_a_unit_tell_nothing_of_the_reports_of_others(city):
    own = []
    for count in range(6):
        city.wait(minutes=1)
        city.sent(f"lamp-{count}")
        own.append(city.sent(f"tree-{count}", **TREE))
    city.wait(minutes=1)
    last = city.sent("lamp-last")
    found, path = [], "/reports?limit=2"
    while path:
        page = city.ask("GET", path, "unit").json()
        numbers = [one["report"]["number"] for one in page["reports"]]
        assert len(numbers) == 2
        found += numbers
        if page["next"]:
            told = base64.urlsafe_b64decode(page["next"] + "==").decode()
            assert told.endswith(f" {numbers[-1]}")
            assert last not in told
        path = page["next"] and f"/reports?limit=2&after={page['next']}"
    assert found == own[::-1]


def test_what_the_helpdesk_has_taken_over_is_not_of_the_unit(city):
    first, taken = city.sent("a-1", **TREE), city.sent("a-2", **TREE)
    city.centre.settle_by_hand(taken, Target.HELPDESK, ManualAction.TOLD, now=city.now)
    assert city.memory.reports.dispatch(taken).receiver is None
    page = city.ask("GET", "/reports?limit=1", "unit").json()
    assert [one["report"]["number"] for one in page["reports"]] == [first]
    assert page["next"] is None
    assert kind_of(city.ask("GET", f"/reports/{taken}", "unit")) == (404, "not-found")


def test_a_list_goes_on_behind_reports_that_are_of_the_unit_no_more(city):
    own = [city.sent(f"a-{count}", **TREE) for count in range(6)]
    for taken in own[2:5]:
        city.centre.settle_by_hand(taken, Target.HELPDESK, ManualAction.TOLD, now=city.now)
    found, path = [], "/reports?limit=2"
    while path:
        page = city.ask("GET", path, "unit").json()
        found += [one["report"]["number"] for one in page["reports"]]
        path = page["next"] and f"/reports?limit=2&after={page['next']}"
    assert sorted(found) == sorted({*own} - {*own[2:5]})


def test_a_report_of_others_is_no_earlier_one_that_can_be_named(city):
    lamp, first = city.sent("a-1"), city.sent("a-2", **TREE)
    city.now += timedelta(minutes=1)
    tree = city.sent("a-3", **TREE)
    path = f"/reports/{tree}/outcome"
    body = {"outcome": "duplicate", "words": "Było już."}
    unknown = city.ask("PUT", path, "unit", json={**body, "duplicate_of": "API-0000-0000-0000"})
    others = city.ask("PUT", path, "unit", json={**body, "duplicate_of": lamp})
    assert kind_of(others) == (404, "not-found")
    assert others.json() == unknown.json()
    own = city.ask("PUT", path, "unit", json={**body, "duplicate_of": first})
    assert own.status_code == 200
    path = f"/reports/{first}/outcome"
    later = city.ask("PUT", path, "unit", json={**body, "duplicate_of": tree})
    assert kind_of(later) == (422, "invalid")


def test_a_report_that_the_store_cannot_read_is_the_fault_of_the_server(tmp_path):
    city = sqlite_city(tmp_path)
    lamp, tree = city.sent("a-1"), city.sent("a-2", **TREE)
    with closing(sqlite3.connect(tmp_path / "lckm.sqlite")) as database:
        tables = [name for (name,) in database.execute(_TABLES) if "report" in name]
        changed = 0
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            if {"number", "data"} <= {*columns}:
                query = f"UPDATE {table} SET data = ?"
                changed += database.execute(query, ('{"of": "newer"}',)).rowcount
        database.commit()
    assert changed >= 2
    for path in (f"/reports/{lamp}", f"/reports/{tree}", f"/reports/{tree}/explanation"):
        assert kind_of(city.ask("GET", path, "reader")) == (503, "unavailable")
    assert kind_of(city.ask("GET", f"/reports/{tree}", "unit")) == (503, "unavailable")
    assert kind_of(city.ask("GET", f"/reports/{lamp}", "unit")) == (404, "not-found")
    assert kind_of(city.ask("GET", "/reports/API-0000", "reader")) == (404, "not-found")


def test_nobody_answers_for_what_no_adapter_does():
    city = City()
    city.memory.reports.find_reports = None
    response = city.ask("GET", "/reports", "reader")
    assert kind_of(response) == (501, "not-offered")
