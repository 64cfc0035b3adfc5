"""wzór: *: what has a star never reaches the public, whatever the procedure.

A word is planted in every starred field, found by its mark at any depth and not by name; it must
never turn up in
anything the portal or BIP gets, and must turn up for the call centre, so that the planting is known
to work.
"""

import json
from datetime import date, timedelta
from functools import cache

import jsonschema
from hypothesis import HealthCheck, given, settings, strategies as st

from lckm_core.fields import fields_of, object_shape
from lckm_core.forms import build
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure
from lckm_core.publication import Announcement, Audience, Notice, project_announcement
from lckm_core.publication._projection.projection import project, projection_schema
from lckm_pages import render, render_notice
from lckm_testing.strategies import procedure_data

SLOW = settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
PUBLIC = (Audience.PORTAL, Audience.BIP)
CANARY = "Kanarek"
CANARY_DAYS = ("1987-06-05", "2187-06-05")
TRACES = (CANARY, *CANARY_DAYS, "5 czerwca 1987 r.", "5 czerwca 2187 r.")
ON = date(2026, 5, 4)


def canary(shape):
    """Return plain data of *shape* with the word in every text of it."""
    match shape.form:
        case "text" | "any":
            return CANARY
        case "list":
            return [canary(shape.element)]
        case "object":
            return {field.key: canary(field.shape) for field in fields_of(shape.model)}
        case "day":
            return CANARY_DAYS[0]
        case "choice":
            return shape.choices[0]
        case "flag":
            return True
        case "integer":
            return 1987


def plant(shape, data):
    """Return plain *data* with the word in every starred field, and in every starred field of their
    parts.
    """
    if shape.form == "list" and isinstance(data, list):
        return [plant(shape.element, item) for item in data]
    if shape.form != "object" or not isinstance(data, dict):
        return data
    planted = {}
    for field in fields_of(shape.model):
        if field.mark.starred:
            planted[field.key] = canary(field.shape)
        elif field.key in data:
            planted[field.key] = plant(field.shape, data[field.key])
    return planted


def planted(data):
    """Return the procedure with the word planted, shown on the day ON.

    The window ends late, nothing is internal.
    """
    return from_data(
        plant(object_shape(Procedure), data) | {"internal": False, "valid_to": CANARY_DAYS[1]}
    )


def as_text(projection):
    """Return a projection in every form it leaves in: JSON, and the HTML page."""
    return json.dumps(projection.to_data(), ensure_ascii=False) + page(projection)


def page(projection):
    html = render_notice(projection) if isinstance(projection, Notice) else render(projection)
    return html.replace("\u00a0", " ").replace("&nbsp;", " ")


@cache
def validator(audience):
    return jsonschema.Draft202012Validator(projection_schema(audience))


STARRED = {field.key: field.mark.label for field in fields_of(Procedure) if field.mark.starred}


def test_there_are_starred_fields_to_look_for():
    assert set(STARRED) >= {
        "internal",
        "valid_from",
        "valid_to",
        "call_centre",
        "owner",
        "coordinators",
        "in_edms",
    }


@SLOW
@given(data=procedure_data())
def test_nothing_starred_reaches_the_public(data):
    subject = planted(data)
    for audience in PUBLIC:
        projection = project(subject, audience, on=ON)
        text = as_text(projection)
        assert not [trace for trace in TRACES if trace in text]
        shown = {
            entry.key.partition(".")[0]: entry.label
            for section in projection.sections
            for entry in section.entries
        }
        assert not shown.keys() & STARRED.keys()
        assert not set(shown.values()) & set(STARRED.values())
        validator(audience).validate(projection.to_data())


@SLOW
@given(data=procedure_data())
def test_everything_starred_reaches_the_call_centre(data):
    projection = project(planted(data), Audience.CALL_CENTRE, on=ON)
    text = as_text(projection)
    assert text.count(CANARY) >= 8
    assert "5 czerwca 1987 r." in text
    shown = {
        entry.key.partition(".")[0] for section in projection.sections for entry in section.entries
    }
    assert shown >= STARRED.keys()
    validator(Audience.CALL_CENTRE).validate(projection.to_data())


@SLOW
@given(data=procedure_data())
def test_an_internal_procedure_never_reaches_the_public(data):
    """Interpretation I2."""
    internal = from_data(data | {"internal": True, "valid_from": None, "valid_to": None})
    assert [project(internal, audience, on=ON) for audience in PUBLIC] == [None, None]


@SLOW
@given(
    data=procedure_data(),
    hidden=st.sampled_from(
        [
            {"internal": True},
            {"valid_from": (ON + timedelta(days=1)).isoformat()},
            {"valid_to": (ON - timedelta(days=1)).isoformat()},
        ]
    ),
)
def test_a_related_procedure_that_is_hidden_that_day_is_not_named(data, hidden):
    related = {"related": [{"id": "KA-99999"}, {"id": "KA-88888"}]}
    open_days = {"internal": False, "valid_from": None, "valid_to": None}
    subject = from_data(data | open_days | related)
    secret = from_data(data | open_days | hidden | {"id": "KA-99999", "title": CANARY})
    named = from_data(data | open_days | {"id": "KA-88888", "title": "Widoczna procedura"})
    for audience in PUBLIC:
        text = as_text(project(subject, audience, on=ON, known=[secret, named]))
        assert CANARY not in text
        assert "KA-99999" not in text
        assert "Widoczna procedura" in text


def test_nothing_starred_in_an_announcement_reaches_the_public():
    given_data = {
        "id": "OG-0001",
        "title": "Zmiana godzin pracy",
        "text": "Sala będzie czynna krócej.",
        "unit": "Urząd Miasta Łodzi",
        "produced_on": "2026-05-01",
    }
    data = plant(object_shape(Announcement), given_data) | {"valid_to": CANARY_DAYS[1]}
    announcement = build(data, Announcement)
    public = as_text(project_announcement(announcement, Audience.PORTAL, on=ON))
    assert not [trace for trace in TRACES if trace in public]
    assert CANARY in as_text(project_announcement(announcement, Audience.CALL_CENTRE, on=ON))
