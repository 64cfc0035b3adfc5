"""Each parameter of a query makes a difference, and each answer says what the store has."""

import json
from datetime import timedelta

import attrs
import pytest
from api_city import (
    API_KEYS,
    CELL,
    FORM,
    HANDOVER,
    NOW,
    SAMPLES,
    SECRETS,
    City,
    kind_of,
    plain_sample,
    read_sample,
    sqlite_city,
)

from lckm_api import ApiKey
from lckm_api._table import ENDPOINTS
from lckm_core.calendar import civil_day
from lckm_core.errors import StoreUnavailableError
from lckm_core.organisation import OFFICE, Role
from lckm_core.ports import EditionChange
from lckm_core.procedures import Procedure, from_data
from lckm_core.publication import Edition, State
from lckm_core.reports import Outcome, category_questions
from lckm_http import Rate

NUMBER = "KA-01189"
EDITIONS = f"/procedures/{NUMBER}/editions"
LATER = (NOW + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
TEXT = {
    key: value
    for key, value in plain_sample(f"procedures/{NUMBER}.yaml", Procedure).items()
    if key != "related"
}
DIFFERENCES = {
    ("list_reports", "words"): ("reader", "/reports", "?words=drzewo"),
    ("list_reports", "category"): ("reader", "/reports", "?category=drzewo"),
    ("list_reports", "closed"): ("reader", "/reports?closed=false", "?closed=true"),
    ("list_reports", "registered_from"): ("reader", "/reports", f"?registered_from={LATER}"),
    ("list_reports", "registered_to"): ("reader", "/reports", f"?registered_to={LATER}"),
    ("list_reports", "acted_from"): ("reader", "/reports", f"?acted_from={LATER}"),
    ("list_reports", "after"): ("reader", "/reports?limit=1", "?limit=1&after={next}"),
    ("list_reports", "limit"): ("reader", "/reports", "?limit=1"),
    ("list_procedures", "audience"): (None, "/procedures", "?audience=call-centre"),
    ("list_procedures", "after"): (None, "/procedures?limit=1", "?limit=1&after={next}"),
    ("list_procedures", "limit"): (None, "/procedures", "?limit=1"),
    ("show_procedure", "audience"): (None, "/procedures/KA-01238", "?audience=bip"),
    ("list_events", "after"): ("operator", "/events", "?after={next}"),
    ("list_events", "subject"): ("operator", "/events", "?subject={report}"),
    ("list_events", "limit"): ("operator", "/events", "?limit=1"),
}
"""For each: who asks, where, and with which value there is another answer."""
_WITH_A_BODY = {("check_procedure", "requested_on"), ("hand_in", "requested_on")}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    made = sqlite_city(tmp_path_factory.mktemp("parameters"))
    first = made.sent("a-0", description="Lampa nie świeci.")
    made.wait(hours=3)
    made.sent("a-1", description="Drzewo się chwieje.", category="drzewo")
    who = {"role": Role.CALL_CENTRE_STAFF, "by": "Ewa Pokazowa", "now": made.now}
    made.centre.note_outcome(first, Outcome.DONE, words="Zrobione.", **who)
    made.wait(hours=1)
    for name, internal in (("KA-01238", False), ("KA-01098", False), ("KA-00044", True)):
        text = attrs.evolve(
            read_sample("procedures/KA-01238.yaml", Procedure),
            id=name,
            related=(),
            internal=internal,
            valid_from=None,
            valid_to=None,
        )
        day = civil_day(made.now)
        edition = Edition(procedure=text, state=State.PUBLISHED, published_on=day)
        made.sql.procedures.save([EditionChange(edition)])
    made.report = first
    return made


def test_each_parameter_of_a_query_is_here():
    of_queries = {
        (endpoint.id, parameter.name)
        for endpoint in ENDPOINTS
        for parameter in endpoint.parameters
        if parameter.place == "query"
    }
    assert of_queries == DIFFERENCES.keys() | _WITH_A_BODY


@pytest.mark.parametrize("parameter", DIFFERENCES, ids="-".join)
def test_it_makes_a_difference(city, parameter):
    who, path, query = DIFFERENCES[parameter]
    if "call-centre" in query:
        who = "call-centre"
    plain = city.ask("GET", path, who)
    values = {"next": plain.json().get("next"), "report": city.report}
    other = city.ask("GET", path.partition("?")[0] + query.format(**values), who)
    assert (plain.status_code, other.status_code) == (200, 200), other.text
    assert plain.json() != other.json()


def test_the_day_of_the_request_counts_for_a_check_and_is_kept(city):
    # The text was made after it was asked for.
    path, early = "/procedures/check", "?requested_on=2024-04-07"
    assert TEXT["produced_on"] == "2024-04-08"
    plain, late = (
        city.ask("POST", path + query, "monitoring", json=TEXT).json()["findings"]
        for query in ("", early)
    )
    assert {one["code"] for one in late} - {one["code"] for one in plain}
    own = City()
    body = {"procedure": TEXT, "handover": HANDOVER}
    made = own.ask("POST", "/editions?requested_on=2026-11-29", "monitoring", json=body)
    assert (made.status_code, made.json()["requested_on"]) == (201, "2026-11-29"), made.text


def test_an_edition_is_told_as_it_is_stored():
    city, days = City(), {"valid_from": "2026-12-01", "valid_to": "2027-01-31"}
    form = json.dumps({"procedure": {**TEXT, **days}, "handover": HANDOVER})
    folder = SAMPLES / "files" / NUMBER
    files = [("files", (file.name, file.read_bytes())) for file in sorted(folder.iterdir())]
    path = "/editions?requested_on=2026-11-29"
    city.ask("POST", path, "monitoring", data={"form": form}, files=files)
    for move in ("confirm", "publish"):
        tag = city.ask("GET", f"{EDITIONS}/1", "monitoring").headers["etag"]
        path, headers = f"/procedures/{NUMBER}/moves", {"If-Match": tag}
        moved = city.ask("POST", path, "monitoring", json={"move": move}, headers=headers)
    (stored,) = city.memory.procedures.editions(NUMBER)
    told = {
        "id": NUMBER,
        "edition": 1,
        "state": "published",
        "title": TEXT["title"],
        "requested_on": "2026-11-29",
        **days,
        "published_on": "2026-12-01",
        "acts": [
            {
                "verb": act.verb.value,
                "at": act.at.isoformat(),
                "role": Role.MONITORING_STAFF.value,
                "by": "monitoring",
                "note": act.note,
            }
            for act in stored.acts
        ],
    }
    assert len(told["acts"]) == 3
    assert moved.json() == told
    assert city.ask("GET", EDITIONS, "monitoring").json() == {"editions": [told]}
    whole = city.ask("GET", f"{EDITIONS}/1", "monitoring").json()
    assert {key: whole[key] for key in told} == told
    assert from_data(whole["procedure"]) == stored.procedure


def test_of_several_withdrawn_at_once_the_newest_is_told():
    city = City()
    text = from_data({**TEXT, "valid_from": None, "valid_to": None})
    later = attrs.evolve(text, valid_from=civil_day(NOW) + timedelta(days=9))
    for number, one in enumerate((text, later), 1):
        edition = Edition(
            procedure=one, number=number, state=State.PUBLISHED, published_on=civil_day(NOW)
        )
        city.memory.procedures.save([EditionChange(edition)])
    tag = city.ask("GET", f"{EDITIONS}/2", "monitoring").headers["etag"]
    path, body = f"/procedures/{NUMBER}/moves", {"move": "withdraw", "because": "Błąd."}
    told = city.ask("POST", path, "monitoring", json=body, headers={"If-Match": tag})
    assert (told.status_code, told.json()["edition"]) == (200, 2), told.text


def test_a_former_cell_has_its_edition_through_the_last_day_in_lodz():
    key = ApiKey("next", "a-key-of-the-next", ["edition:read"], "head-of-cell", OFFICE, "Inny")
    SECRETS[key.name] = key.secret
    for last, seen in ((civil_day(NOW), 200), (NOW.date(), 404)):
        city = City(api_keys=[*API_KEYS, key])
        text = from_data({**TEXT, "valid_from": None, "valid_to": last.isoformat()})
        assert text.cell == CELL
        other = attrs.evolve(text, cell="Inny", valid_to=None)
        for number, one, state in ((1, text, State.PUBLISHED), (2, other, State.RECEIVED)):
            edition = Edition(procedure=one, number=number, state=state)
            city.memory.procedures.save([EditionChange(edition)])
        assert city.ask("GET", EDITIONS, "head").status_code == seen
        assert city.ask("GET", EDITIONS, "next").status_code == 200


def test_a_key_has_its_own_acts_in_the_trail_whatever_its_role_was(tmp_path):
    secret = "secret-of-the-section"
    keys = [ApiKey("section", secret, ["trail:read"], "head-of-monitoring")]
    city = sqlite_city(tmp_path, api_keys=[*API_KEYS, *keys])
    for name in ("section", "somebody"):
        number = city.sent(name)
        who = {"role": Role.CALL_CENTRE_STAFF, "by": name, "now": city.now}
        city.centre.note_outcome(number, Outcome.DONE, words="Zrobione.", **who)
    headers = {"Authorization": f"Bearer {secret}"}
    events = city.ask("GET", "/events", headers=headers).json()["events"]
    assert [(one["verb"], one["by"]) for one in events] == [("note_outcome", "section")]


def test_who_waits_for_a_second_is_refused_as_well():
    city = City(reading_rates=[Rate(2, 1)])
    statuses = [city.ask("GET", "/procedures").status_code for _ in range(2)]
    refused = city.ask("GET", "/procedures")
    assert statuses == [200, 200]
    assert kind_of(refused) == (429, "too-many")
    assert refused.headers["retry-after"] == "2"


def test_what_is_public_is_asked_for_anew_and_what_needs_a_key_is_kept_by_nobody():
    city = City()
    assert city.ask("GET", "/procedures").headers["cache-control"] == "no-cache"
    with_key = city.ask("GET", "/reports", "reader").headers
    assert "authorization" in with_key["vary"].lower()
    assert with_key.get("cache-control", "no-store") == "no-store"


_ACTS = {
    "put_outcome": ("PUT", "outcome", {"outcome": "done", "words": "Zrobione."}),
    "reopen_report": ("POST", "reopening", {"words": "Dalej nie świeci."}),
    "put_classification": ("PUT", "classification", {"category": "drzewo"}),
}


def test_each_act_on_a_report_may_say_which_version_it_is_of():
    assert _ACTS.keys() == {
        endpoint.id
        for endpoint in ENDPOINTS
        for parameter in endpoint.parameters
        if parameter.name == "If-Match" and endpoint.path.startswith("/reports")
    }


@pytest.mark.parametrize("act", _ACTS)
def test_an_act_on_a_report_that_changed_meanwhile_is_refused(act):
    city, (method, name, body) = City(), _ACTS[act]
    path = f"/reports/{city.sent()}"
    before = city.ask("GET", path, "reader").headers["etag"]
    first, other = (
        ("outcome", {"outcome": "done", "words": "Wymieniono lampę."})
        if act == "reopen_report"
        else ("classification", {"category": "odpady"})
    )
    changed = city.ask("PUT", f"{path}/{first}", "call-centre", json=other)
    assert changed.status_code == 200, changed.text
    late = {"If-Match": before}
    refused = city.ask(method, f"{path}/{name}", "call-centre", json=body, headers=late)
    assert kind_of(refused) == (412, "outdated")
    assert city.ask("GET", path, "reader").headers["etag"] == changed.headers["etag"]
    if act == "reopen_report":
        now = {"If-Match": changed.headers["etag"]}
        made = city.ask(method, f"{path}/{name}", "call-centre", json=body, headers=now)
        assert made.status_code == 200, made.text


def test_the_scheme_of_a_key_is_read_in_any_letters():
    city = City()
    for scheme in ("Bearer", "bearer", "BEARER"):
        headers = {"Authorization": f"{scheme} {SECRETS['reader']}"}
        assert city.ask("GET", "/reports", headers=headers).status_code == 200
    refused = city.ask("GET", "/reports", headers={"Authorization": f"Basic {SECRETS['reader']}"})
    assert kind_of(refused) == (401, "unknown-key")


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "Application/JSON", "application/json ;a=b"]
)
def test_a_media_type_may_have_parameters_and_capitals(media_type):
    headers = {"Content-Type": media_type, "Idempotency-Key": "a-1"}
    made = City().ask("POST", "/reports", "sender", content=json.dumps(FORM), headers=headers)
    assert made.status_code == 201, made.text


def test_blanks_around_a_category_do_not_count():
    assert City().sent(category=" drzewo ")


def test_a_store_that_is_away_is_in_the_log_by_its_kind_alone(caplog):
    city = City()
    city.memory.reports.find_reports = unavailable
    assert kind_of(city.ask("GET", "/reports", "reader")) == (503, "unavailable")
    assert [one.getMessage() for one in caplog.records] == ["API: StoreUnavailableError"]


def unavailable(*_, **__):
    raise StoreUnavailableError("the password is 12345")


def test_what_a_category_asks_is_what_its_routes_do():
    city = City()
    table = city.memory.table()
    rows = (attrs.evolve(row, areas=("centrum", "baluty")) for row in table.routes)
    table = attrs.evolve(table, routes=tuple(rows))
    city.memory.table = lambda: table
    told = {one["id"]: one for one in city.ask("GET", "/categories", "sender").json()["categories"]}
    asked = {category.id: category_questions(table, category.id) for category in table.categories}
    assert any(one.areas for one in asked.values())
    assert any(one.place_kinds for one in asked.values())
    for category in table.categories:
        assert told[category.id] == {
            "id": category.id,
            "name": category.name_in("pl"),
            "notice": category.notice_in("pl"),
            "stops": category.stops,
            "attributes": [
                {"name": one.name, "options": list(one.options)}
                for one in asked[category.id].attributes
            ],
            "place_kinds": list(asked[category.id].place_kinds),
            "areas": list(asked[category.id].areas),
        }


def test_a_try_tells_who_gets_what(city):
    found = set()
    for category in city.centre.plugins.routes.table().categories:
        form = {**FORM, "category": category.id, "description": "Proszę zajrzeć."}
        preview = city.centre.preview_report(form, now=city.now)
        if preview.because is None:
            continue
        told = city.ask("POST", "/routes/try", "operator", json=form).json()
        for name in ("receiver", "contact_seen_by", "files_go_along"):
            assert told[name] == getattr(preview, name)
            found.add((name, bool(told[name])))
    assert {name for name, is_set in found if is_set} == {name for name, _ in found}
