"""docs/glossary.md pairs what is public, and what forms are made of, with the Polish terms;
each once.
"""

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import lckm_core
from lckm_core import FORMS, Procedure
from lckm_core.fields import fields_of
from lckm_core.procedures.template import CallCentre
from tests.helpers.rows import in_one_test

PAGE = (Path(__file__).parents[1] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [
    row.split("|")[1:-1]
    for row in PAGE.splitlines()
    if row.startswith("| ") and not row.startswith("| identifier")
]
NAMED = [name for row in ROWS for name in re.findall(r"`([^`]+)`", row[0])]
"""The identifiers of the first columns."""
PACKAGES = [
    *(found.name for found in pkgutil.iter_modules(lckm_core.__path__, "lckm_core.")),
    "lckm_core.procedures.parts",
    "lckm_core.procedures.template",
    "lckm_testing",
    "lckm_word",
]
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


RENAMED = re.findall(r"^- `(\w+)` is `", PAGE, re.MULTILINE)
"""The old names that the last section pairs with the present ones."""
PARTS = sorted({part.__name__ for form in FORMS.values() for part in parts(form)})


def pairs(name: str) -> bool:
    """Return whether the page has the identifier, by itself or by one of its members."""
    return name in NAMED or any(other.startswith(f"{name}.") for other in NAMED)


@pytest.mark.parametrize("name", CLASSES)
def test_a_public_class_has_its_term(name):
    assert pairs(name)


@in_one_test("name", PARTS)
def test_a_part_of_a_form_has_its_term(name):
    assert pairs(name)


def template_fields():
    """Yield each field of the template with its name: those of the call centre's section stand
    in it.
    """
    yield from ((field.key, field) for field in fields_of(Procedure))
    yield from ((f"call_centre.{field.key}", field) for field in fields_of(CallCentre))


@in_one_test(("name", "field"), list(template_fields()))
def test_a_field_of_a_procedure_has_the_template_s_own_label(name, field):
    terms = [row[1] for row in ROWS if row[0].strip() == f"`{name}`"]
    assert terms
    assert (
        any(term.strip().rstrip("*").startswith(field.mark.label.split(" (")[0]) for term in terms)
        or field.key == "id"
    )


def test_no_old_name_is_taught():
    assert [name for name in NAMED if name.partition(".")[0] in RENAMED] == []


@in_one_test("name", sorted({name.partition(".")[0] for name in NAMED} - {"None"}))
def test_a_class_that_is_named_is_public(name):
    if name[0].isupper() and not name.isupper():
        modules = [importlib.import_module(package) for package in PACKAGES]
        assert name in PARTS or any(hasattr(module, name) for module in modules)


def test_an_identifier_stands_there_once():
    assert [name for name, count in Counter(NAMED).items() if count > 1] == []


def test_every_row_has_a_term():
    assert [row for row in ROWS if not row[1].strip()] == []
