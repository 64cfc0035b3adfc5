"""Procedures over REST: as they are shown, checked, handed in and moved on."""

import json
import threading

import attrs
import pytest
from api_city import (
    API_KEYS,
    CELL,
    HANDOVER,
    SAMPLES,
    SECRETS,
    UNIT,
    City,
    kind_of,
    plain_sample,
)

from lckm_api import ApiKey
from lckm_core import Audience, Procedure, UpdateRequest
from lckm_core.amendments import compare
from lckm_core.calendar import civil_day
from lckm_core.organisation import OFFICE, Role
from lckm_core.ports import EditionChange

NUMBER = "KA-01189"
PATH = f"/procedures/{NUMBER}"


def procedure(name=NUMBER):
    data = plain_sample(f"procedures/{name}.yaml", Procedure)
    # The call centre's own field is not its owner's, and related procedures are not there.
    data["call_centre"].pop("other", None)
    return {key: value for key, value in data.items() if key != "related"}


def files_of(folder):
    return [("files", (file.name, file.read_bytes())) for file in sorted(folder.iterdir())]


def hand_in(city, name=NUMBER, headers=(), **changes):
    """Hand a sample in with its files, for its own cell."""
    own = procedure(name)
    handover = {**HANDOVER, "unit": own["unit"], "cell": own["cell"]}
    form = {"procedure": {**own, **changes}, "handover": handover}
    return city.ask(
        "POST",
        "/editions",
        "monitoring",
        data={"form": json.dumps(form)},
        files=files_of(SAMPLES / "files" / name),
        headers=dict(headers),
    )


def handed_in(city, name=NUMBER, **changes):
    response = hand_in(city, name, **changes)
    assert response.status_code == 201, response.text
    return response


def moved(city, move, who="monitoring", tag=None, **more):
    tag = tag or newest_tag(city)
    body = {"move": move, **more}
    return city.ask("POST", f"{PATH}/moves", who, json=body, headers={"If-Match": tag})


def newest_tag(city):
    editions = city.ask("GET", f"{PATH}/editions", "monitoring").json()["editions"]
    path = f"{PATH}/editions/{editions[-1]['edition']}"
    return city.ask("GET", path, "monitoring").headers["etag"]


def published(city):
    handed_in(city)
    for move in ("confirm", "publish"):
        response = moved(city, move)
        assert response.status_code == 200, response.text


# ── handing in and moving on ────────────────────────────────────────────────────────────────────


def test_the_whole_life_of_a_procedure(city):
    response = handed_in(city)
    assert response.headers["location"] == f"http://testserver{PATH}/editions/1"
    assert response.json()["state"] == "received"
    (act,) = response.json()["acts"]
    assert (act["by"], act["role"]) == ("monitoring", Role.MONITORING_STAFF.value)
    assert city.ask("GET", PATH).status_code == 404
    confirmed = moved(city, "confirm")
    assert confirmed.json()["state"] == "checked"
    assert moved(city, "publish").json()["acts"][-1]["by"] == "monitoring"
    assert city.ask("GET", PATH).json()["title"] == procedure()["title"]
    request = plain_sample("updates/KA-01189.request.yaml", UpdateRequest)
    updated = city.ask(
        "POST",
        "/update-requests",
        "monitoring",
        data={"form": json.dumps({"request": request, "handover": HANDOVER})},
        files=files_of(SAMPLES / "updates" / "files" / NUMBER),
        headers={"If-Match": newest_tag(city)},
    )
    assert (updated.status_code, updated.json()["edition"]) == (201, 2)
    assert updated.json()["acts"][0]["role"] == Role.MONITORING_STAFF.value
    corrected = city.ask(
        "POST",
        f"{PATH}/corrections",
        "monitoring",
        json={
            "procedure": NUMBER,
            "base": {"produced_on": "2026-11-12"},
            "changes": [
                {"field": "/title", "remove": procedure()["title"], "insert": "Zaświadczenie"}
            ],
        },
        headers={"If-Match": newest_tag(city)},
    )
    assert corrected.json()["state"] == "corrected", corrected.text
    # Each answer has the version that the next move is of.
    agreed = moved(city, "agree", "head", tag=corrected.headers["etag"])
    assert agreed.json()["state"] == "checked", agreed.text
    assert moved(city, "publish", tag=agreed.headers["etag"]).json()["state"] == "published"
    assert city.ask("GET", PATH).json()["title"] == "Zaświadczenie"
    withdrawn = moved(city, "withdraw", because="Prawo się zmieniło.")
    assert withdrawn.json()["state"] == "withdrawn"
    assert withdrawn.json()["acts"][-1]["note"] == "Prawo się zmieniło."
    assert city.ask("GET", PATH).status_code == 404


def test_a_correction_is_of_the_procedure_of_its_address(city):
    other = "KA-01238"
    handed_in(city)
    handed_in(city, other)
    before = city.ask("GET", f"/procedures/{other}/editions", "monitoring").json()
    change = {"field": "/title", "remove": procedure(other)["title"], "insert": "Inny tytuł"}
    body = {"procedure": other, "base": {"produced_on": "2026-11-12"}, "changes": [change]}
    headers = {"If-Match": newest_tag(city)}
    response = city.ask("POST", f"{PATH}/corrections", "monitoring", json=body, headers=headers)
    assert kind_of(response) == (422, "invalid")
    assert city.ask("GET", f"/procedures/{other}/editions", "monitoring").json() == before


def test_handing_in_may_be_repeated(city):
    first = handed_in(city)
    again = hand_in(city)
    assert (again.status_code, again.json()) == (200, first.json())
    changed = {"title": "Inny tytuł", "headers": {"If-Match": newest_tag(city)}}
    second = hand_in(city, **changed)
    repeated = hand_in(city, **changed)
    assert (second.status_code, repeated.status_code) == (201, 200)
    assert second.json()["edition"] == repeated.json()["edition"] == 2


def test_the_day_of_the_request_is_the_one_that_is_named(city):
    own = procedure()
    form = {"procedure": own, "handover": {**HANDOVER, "unit": own["unit"], "cell": own["cell"]}}
    for day, stored in (("2026-11-27", "2026-11-27"), (None, "2026-11-30")):
        other = City()
        answer = other.ask(
            "POST",
            "/editions" + (f"?requested_on={day}" if day else ""),
            "monitoring",
            data={"form": json.dumps(form)},
            files=files_of(SAMPLES / "files" / NUMBER),
        )
        assert answer.json()["requested_on"] == stored


def test_of_several_that_were_withdrawn_the_newest_is_told(city):
    published(city)
    later = {"title": "Inny", "valid_from": "2027-01-01"}
    assert hand_in(city, headers={"If-Match": newest_tag(city)}, **later).status_code == 201
    for move in ("confirm", "publish"):
        assert moved(city, move).status_code == 200
    states = [one.state.value for one in city.memory.procedures.editions(NUMBER)]
    assert states == ["published", "published"]
    answer = moved(city, "withdraw")
    assert (answer.status_code, answer.json()["edition"]) == (200, 2)
    assert answer.json()["state"] == "withdrawn"


def test_an_edition_that_nobody_saw_is_not_replaced(city):
    handed_in(city)
    unseen = hand_in(city, title="Inny tytuł")
    assert kind_of(unseen) == (428, "no-version")
    assert unseen.json()["newest"] == 1
    tag = {"If-Match": newest_tag(city)}
    seen = hand_in(city, headers=tag, title="Inny tytuł")
    assert (seen.status_code, seen.json()["edition"]) == (201, 2)
    late = hand_in(city, headers=tag, title="Jeszcze inny tytuł")
    assert kind_of(late) == (412, "outdated")
    assert late.json()["newest"] == 2
    assert late.json()["difference"]["changes"][0]["field"] == "/title"


def update(city, tag, insert="Zaświadczenie"):
    """Request an update of the title."""
    change = {"field": "/title", "remove": procedure()["title"], "insert": insert}
    request = {
        "procedure": NUMBER,
        "base": {"produced_on": procedure()["produced_on"]},
        "changes": [change],
    }
    form = {"request": request, "handover": HANDOVER}
    headers = {} if tag is None else {"If-Match": tag}
    return city.ask("POST", "/update-requests", "monitoring", json=form, headers=headers)


def in_the_meantime(city, act, reads=1):
    """Do something once the editions have been read so often."""
    store, left = city.memory.procedures, [reads]
    own = store.editions

    def editions(procedure_id):
        found = own(procedure_id)
        left[0] -= 1
        if left[0] == 0:
            store.editions = own
            act()
        return found

    store.editions = editions


@pytest.mark.parametrize("reads", range(1, 4))
def test_an_update_replaces_no_edition_that_came_meanwhile(city, reads):
    handed_in(city)
    tag = newest_tag(city)
    in_the_meantime(city, lambda: hand_in(city, headers={"If-Match": tag}, title="Inny"), reads)
    late = update(city, tag)
    assert kind_of(late) == (412, "outdated")
    stored = city.memory.procedures.editions(NUMBER)
    assert [one.procedure.title for one in stored] == [procedure()["title"], "Inny"]


@pytest.mark.parametrize("reads", [1, 2])
def test_withdrawing_leaves_what_was_published_meanwhile(city, reads):
    published(city)
    tag = newest_tag(city)

    def publish_another():
        hand_in(city, headers={"If-Match": tag}, title="Inny")
        moved(city, "confirm")
        moved(city, "publish")

    in_the_meantime(city, publish_another, reads)
    late = moved(city, "withdraw", tag=tag)
    assert late.status_code in (409, 412)
    assert city.memory.procedures.editions(NUMBER)[-1].state.value == "published"


def test_handing_in_says_what_was_done_to_the_edition_that_was_seen(city):
    handed_in(city)
    before = newest_tag(city)
    moved(city, "confirm")
    late = hand_in(city, headers={"If-Match": before}, title="Inny")
    assert kind_of(late) == (412, "outdated")
    assert kind_of(update(city, before)) == (412, "outdated")
    assert len(city.memory.procedures.editions(NUMBER)) == 1


def test_a_version_that_never_was_is_refused(city):
    invented = {"If-Match": '"2.999-0"'}
    assert kind_of(hand_in(city, headers=invented)) == (412, "outdated")
    handed_in(city)
    tag = newest_tag(city)
    hand_in(city, headers={"If-Match": tag}, title="Inny")
    assert kind_of(hand_in(city, headers=invented, title="Trzeci")) == (412, "outdated")
    assert kind_of(moved(city, "confirm", tag='"2.999-0"')) == (412, "outdated")


def test_the_text_of_others_is_shown_only_to_who_reads_editions():
    writer = ApiKey("writer", "a-key-of-the-writer", ["edition:write"], "monitoring-staff")
    SECRETS["writer"] = writer.secret
    city = City(api_keys=[*API_KEYS, writer])
    handed_in(city)
    tag = newest_tag(city)
    hand_in(city, headers={"If-Match": tag}, title="Tytuł, którego nie widać")
    form = {"procedure": {**procedure(), "title": "Trzeci"}, "handover": HANDOVER}
    headers = {"If-Match": tag}
    late = city.ask("POST", "/editions", "writer", json=form, headers=headers)
    assert kind_of(late) == (412, "outdated")
    assert late.json()["newest"] == 2
    assert "którego nie widać" not in late.text
    told = city.ask("POST", "/editions", "monitoring", json=form, headers=headers)
    assert "którego nie widać" in told.text


def test_faults_of_a_text_stop_its_confirmation_alone(city):
    handed_in(city, summary="x" * 700)
    refused = moved(city, "confirm")
    assert kind_of(refused) == (422, "invalid")
    assert "/summary" in {one["path"] for one in refused.json()["findings"]}
    back = moved(city, "give-back", because="Za długi opis.")
    assert back.json()["state"] == "returned"


def test_a_departure_comes_with_a_confirmation_and_is_judged(city):
    handed_in(city, summary="x" * 700)
    (error,) = (one for one in moved(city, "confirm").json()["findings"] if one["cites"])
    departure = {"procedure": NUMBER, "code": error["code"], "agreed_on": "2026-11-30"}
    departure |= {"agreed_with": "Ewa Pokazowa", "reference": "1/2026"}
    refused = moved(city, "confirm", departures=[departure])
    assert kind_of(refused) == (422, "invalid")
    # From that rule nobody departs.
    assert {one["code"] for one in refused.json()["findings"]} == {error["code"], "LCKM-D002"}


@pytest.mark.parametrize(("move", "who"), [("confirm", "monitoring"), ("agree", "head")])
def test_an_agreed_departure_lifts_its_error_for_whichever_move_it_stops(city, move, who):
    _, *files = files_of(SAMPLES / "files" / NUMBER)
    form = {"procedure": procedure(), "handover": HANDOVER}
    data = {"form": json.dumps(form)}
    assert city.ask("POST", "/editions", "monitoring", data=data, files=files).status_code == 201
    if move == "agree":
        changes = [{"field": "/title", "remove": procedure()["title"], "insert": "Zaświadczenie"}]
        body = {"procedure": NUMBER, "base": {"produced_on": "2026-11-12"}, "changes": changes}
        headers = {"If-Match": newest_tag(city)}
        path = f"{PATH}/corrections"
        assert city.ask("POST", path, "monitoring", json=body, headers=headers).status_code == 200
    refused = moved(city, move, who)
    assert kind_of(refused) == (422, "invalid")
    (error,) = (found for found in refused.json()["findings"] if found["severity"] == "error")
    departure = {"procedure": NUMBER, "code": error["code"], "agreed_on": "2026-11-30"}
    departure |= {"agreed_with": "Ewa Pokazowa", "reference": "1/2026"}
    lifted = moved(city, move, who, departures=[departure])
    assert lifted.status_code == 200, lifted.text
    assert lifted.json()["state"] == "checked"


def test_what_is_no_procedure_is_told_with_its_place(city):
    body = {"procedure": {**procedure(), "colour": 1, "steps": 5}, "handover": {"unit": "x"}}
    response = city.ask("POST", "/editions", "monitoring", json=body)
    assert kind_of(response) == (422, "invalid")
    paths = {one["path"] for one in response.json()["findings"]}
    assert {"/procedure/colour", "/procedure/steps", "/handover/role"} <= paths
    for body in ({}, {"procedure": procedure()}, {"procedure": 1, "handover": [], "x": 1}):
        response = city.ask("POST", "/editions", "monitoring", json=body)
        assert kind_of(response) == (422, "invalid")
    body = {"procedure": None, "handover": 5}
    assert kind_of(city.ask("POST", "/editions", "monitoring", json=body))[0] == 422


def test_a_move_says_which_edition_it_is_of(city):
    handed_in(city)
    tag = newest_tag(city)
    body = {"move": "confirm"}
    missing = city.ask("POST", f"{PATH}/moves", "monitoring", json=body)
    assert kind_of(missing) == (428, "no-version")
    assert moved(city, "confirm", tag=tag).status_code == 200
    late = moved(city, "publish", tag=tag)
    assert kind_of(late) == (412, "outdated")
    wrong = city.ask("POST", f"{PATH}/moves", "monitoring", json=body, headers={"If-Match": '"1"'})
    assert kind_of(wrong) == (400, "wrong-parameter")


def test_a_role_moves_what_the_ordinance_lets_it(city):
    handed_in(city)
    refused = moved(city, "confirm", "head")
    assert kind_of(refused) == (403, "not-permitted")
    assert "zał. 2 § 9 ust. 1" in refused.json()["detail"]
    early = moved(city, "publish")
    assert kind_of(early) == (409, "conflict")
    moved(city, "confirm")
    wrong = moved(city, "publish", "head")
    assert kind_of(wrong) == (403, "not-permitted")
    assert "zał. 2 § 12" in wrong.json()["detail"]


def test_a_head_sees_its_own_procedures_alone(city):
    response = handed_in(city, "KA-01238")
    tag = response.headers["etag"]
    for method, path, data in (
        ("GET", "/procedures/KA-01238/editions", None),
        ("GET", "/procedures/KA-01238/editions/1", None),
        ("POST", "/procedures/KA-01238/moves", {"move": "agree"}),
    ):
        refused = city.ask(method, path, "head", json=data, headers={"If-Match": tag})
        assert kind_of(refused) == (404, "not-found")
    assert CELL not in response.text


def test_a_cell_of_the_same_name_elsewhere_is_another(city):
    own = procedure()
    key = ApiKey("namesake", "a-key-of-the-namesake", ["edition:read"], "head-of-cell", UNIT, CELL)
    city = City(api_keys=[*API_KEYS, key])
    handed_in(city)
    assert own["cell"] == CELL
    SECRETS["namesake"] = key.secret
    assert city.ask("GET", f"{PATH}/editions", "head").status_code == 200
    assert kind_of(city.ask("GET", f"{PATH}/editions", "namesake")) == (404, "not-found")


def test_the_newest_edition_says_whose_a_procedure_is(city):
    keys = [
        ApiKey(name, f"a-key-of-the-{name}", ["edition:read"], "head-of-cell", OFFICE, cell)
        for name, cell in (("old-cell", CELL), ("new-cell", "Wydział Informatyki"))
    ]
    SECRETS.update({key.name: key.secret for key in keys})
    city = City(api_keys=[*API_KEYS, *keys])
    handed_in(city)
    assert city.ask("GET", f"{PATH}/editions", "old-cell").status_code == 200
    assert city.ask("GET", f"{PATH}/editions", "new-cell").status_code == 404
    stored = city.memory.procedures.editions(NUMBER)[0]
    text = attrs.evolve(stored.procedure, cell="Wydział Informatyki")
    city.memory.procedures.save([EditionChange(attrs.evolve(stored, procedure=text, number=2))])
    assert city.ask("GET", f"{PATH}/editions", "old-cell").status_code == 404
    listed = city.ask("GET", f"{PATH}/editions", "new-cell").json()["editions"]
    assert [one["edition"] for one in listed] == [2]
    assert city.ask("GET", f"{PATH}/editions/1", "new-cell").status_code == 404


def test_while_a_procedure_changes_hands_each_cell_has_its_editions_and_one_head_agrees():
    keys = [
        ApiKey(
            name,
            f"a-key-of-the-{name}",
            ["edition:read", "edition:move", "procedure:call-centre"],
            "head-of-cell",
            OFFICE,
            cell,
        )
        for name, cell in (("former", CELL), ("next", "Wydział Informatyki"))
    ]
    SECRETS.update({key.name: key.secret for key in keys})
    city = City(api_keys=[*API_KEYS, *keys])
    published(city)
    shown = city.memory.procedures.editions(NUMBER)[0]
    text = attrs.evolve(shown.procedure, summary="Kto chce, niech przyjdzie.")
    who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": city.now}
    city.centre.hand_in(text, handover=shown.handover, **who)
    other = attrs.evolve(text, cell="Wydział Informatyki")
    city.centre.correct(compare(text, other), **who)
    path = f"{PATH}/editions"
    for name, numbers in (("former", [1, 2, 3]), ("next", [3])):
        listed = city.ask("GET", path, name).json()["editions"]
        assert [one["edition"] for one in listed] == numbers
        status = 200 if name == "former" else 404
        assert city.ask("GET", f"{path}/1", name).status_code == status
        assert city.ask("GET", f"{PATH}?audience=call-centre", name).status_code == status
    refused = moved(city, "agree", "next")
    assert kind_of(refused) == (403, "not-permitted")
    assert "I40" in refused.json()["detail"]
    assert moved(city, "agree", "former").status_code == 200


def test_starred_fields_are_for_the_unit_whose_they_are():
    keys = [
        ApiKey(name, f"a-key-of-the-{name}", ["procedure:call-centre"], role, *place)
        for name, role, place in (
            ("own", "staff-of-cell", (OFFICE, CELL)),
            ("others", "staff-of-unit", (UNIT,)),
        )
    ]
    SECRETS.update({key.name: key.secret for key in keys})
    city = City(api_keys=[*API_KEYS, *keys])
    published(city)
    path = f"{PATH}?audience=call-centre"
    assert city.ask("GET", path, "own").status_code == 200
    assert kind_of(city.ask("GET", path, "others")) == (404, "not-found")
    listed = "/procedures?audience=call-centre"
    assert len(city.ask("GET", listed, "own").json()["procedures"]) == 1
    assert city.ask("GET", listed, "others").json()["procedures"] == []
    assert city.ask("GET", PATH, "others").status_code == 200


def test_of_two_moves_at_once_one_is_made(city):
    handed_in(city)
    moved(city, "confirm")
    tag = newest_tag(city)
    results = []

    def publish():
        results.append(moved(city, "publish", tag=tag).status_code)

    threads = [threading.Thread(target=publish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count(200) == 1
    assert set(results) <= {200, 409, 412}


def test_files_come_along(city):
    handed_in(city)
    files = city.ask("GET", f"{PATH}/editions/1", "monitoring").json()["files"]
    names = {file.name for file in (SAMPLES / "files" / NUMBER).iterdir()}
    assert {one["name"] for one in files} <= names
    assert len(files) == 4


# ── as they are shown ───────────────────────────────────────────────────────────────────────────


def test_starred_fields_are_for_a_key_with_its_scope(city):
    published(city)
    audience = f"{PATH}?audience=call-centre"
    assert kind_of(city.ask("GET", audience)) == (401, "unknown-key")
    assert kind_of(city.ask("GET", audience, "reader")) == (403, "not-in-scope")
    staff = city.ask("GET", audience, "call-centre")
    everybody = city.ask("GET", PATH)
    secret = "Telefony do pracowników"
    assert secret in staff.text
    assert secret not in everybody.text + city.ask("GET", f"{PATH}?audience=bip").text
    assert everybody.headers["cache-control"] == "no-cache"
    assert staff.headers["cache-control"] == "no-store"
    assert kind_of(city.ask("GET", f"{PATH}?audience=editors")) == (400, "wrong-parameter")


def test_a_list_of_procedures_is_read_page_by_page(city):
    names = ["KA-01189", "KA-01387", "KA-01478"]
    for name in names:
        sent = handed_in(city, name)
        for move in ("confirm", "publish"):
            path = f"/procedures/{name}/moves"
            headers = {"If-Match": sent.headers["etag"]}
            sent = city.ask("POST", path, "monitoring", json={"move": move}, headers=headers)
            assert sent.status_code == 200, sent.text
    found, path = [], "/procedures?limit=2"
    while path:
        page = city.ask("GET", path).json()
        found += [one["id"] for one in page["procedures"]]
        path = page["next"] and f"/procedures?limit=2&after={page['next']}"
    shown = city.centre.publication([Audience.PORTAL], on=civil_day(city.now))
    assert found == sorted(page.id for page in shown.pages[Audience.PORTAL])
    assert "KA-01189" in found


# ── checking ────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_checked_with_lines():
    city = City()
    text = (SAMPLES / "procedures/KA-01189.yaml").read_text("utf-8")
    headers = {"Content-Type": "application/yaml"}

    def check(text):
        return city.ask(
            "POST", "/procedures/check", "monitoring", content=text.encode(), headers=headers
        ).json()

    name = "  - name: Wnieś opłatę"
    line = text.splitlines().index(name) + 1
    assert line not in {one["line"] for one in check(text)["findings"]}
    found = check(text.replace(name, f"  - name: {'x' * 60}"))
    assert found["status"] == "findings"
    assert line in {one["line"] for one in found["findings"]}
    assert check("a: [")["status"] == "unreadable"
    assert not city.memory.procedures.editions(NUMBER)


def test_json_is_checked_as_well(city):
    response = city.ask("POST", "/procedures/check", "monitoring", json=procedure())
    assert response.json()["status"] in ("ok", "findings")
    response = city.ask("POST", "/procedures/check", "monitoring", json={"id": 1})
    assert response.json()["status"] == "findings"


@pytest.mark.parametrize("path", ["/procedures/x", "/procedures/KA-00001", f"{PATH}/editions/0"])
def test_what_is_not_there(city, path):
    assert city.ask("GET", path, "monitoring").status_code in (400, 404)
