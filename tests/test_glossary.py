"""docs/glossary.md pairs what is public, and what forms are made of, with the Polish terms;
each once.
"""

import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import lckm_core
from lckm_core import FORMS, Procedure
from lckm_core.fields import fields_of
from lckm_core.procedures.template import CallCentre

PAGE = (Path(__file__).parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    row.split("|")[1:-1]
    for row in PAGE.splitlines()
    if row.startswith("| ") and not row.startswith("| identifier")
]
NAMED = [name for row in ROWS for name in re.findall(r"`([^`]+)`", row[0])]
"""The identifiers of the first columns."""
CLASSES = [
    name
    for name in lckm_core.__all__
    if inspect.isclass(found := getattr(lckm_core, name)) and not issubclass(found, Exception)
]


def parts(model: type) -> Iterator[type]:
    """Yield the classes that the fields of a form hold, however deep."""
    for field in fields_of(model):
        shape = field.shape.element or field.shape
        if shape.model is not None:
            yield shape.model
            yield from parts(shape.model)


PARTS = sorted({part.__name__ for form in FORMS.values() for part in parts(form)})


def pairs(name: str) -> bool:
    """Return whether the page has the identifier, by itself or by one of its members."""
    return name in NAMED or any(other.startswith(f"{name}.") for other in NAMED)


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_has_its_term(name):
    assert pairs(name)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_a_form_has_its_term(name):
    assert pairs(name)


def template_fields():
    """Yield each field of the template with its name: those of the call centre's section stand
    in it.
    """
    yield from ((field.key, field) for field in fields_of(Procedure))
    yield from ((f"call_centre.{field.key}", field) for field in fields_of(CallCentre))


@pytest.mark.parametrize(("name", "field"), list(template_fields()))
def test_a_field_of_a_procedure_has_the_template_s_own_label(name, field):
    terms = [row[1] for row in ROWS if row[0].strip() == f"`{name}`"]
    assert terms
    assert (
        any(term.strip().rstrip("*").startswith(field.mark.label.split(" (")[0]) for term in terms)
        or field.key == "id"
    )


def test_an_identifier_stands_there_once():
    assert [name for name, count in Counter(NAMED).items() if count > 1] == []


def test_every_row_has_a_term():
    assert [row for row in ROWS if not row[1].strip()] == []
