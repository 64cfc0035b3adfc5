"""Nothing starred, internal or out of its window is in any output: words are planted there,
and every byte is searched.
"""

import tempfile
from datetime import timedelta
from pathlib import Path

import attrs
import linked_data_planting as planting
import linked_data_samples as shared
import pytest
from hypothesis import HealthCheck, given, settings

from lckm_core import Audience, Procedure, project
from lckm_core.fields import fields_of
from lckm_linked_data import LinkedDataExporter, script_json, service_of
from lckm_linked_data.command import _shown_procedures
from lckm_testing.strategies import procedure_data
from tests.helpers.tiers import examples

DAY = shared.DAY


def outputs(procedures, audience=Audience.BIP):
    """Yield all that is written and embedded of procedures, and the names of the files."""
    with tempfile.TemporaryDirectory() as folder:
        LinkedDataExporter(
            target=folder, **shared.SETTINGS, files="https://bip.lodz.example/pliki"
        ).write(lambda: (_shown_procedures(list(procedures), DAY), DAY))
        for path in sorted(Path(folder).rglob("*")):
            yield path.name.encode()
            if path.is_file():
                yield path.read_bytes()
    for one in procedures:
        shown = project(one, audience, on=DAY, known=procedures)
        if shown is not None:
            yield script_json(shown, shared.ADDRESSES, shared.PUBLISHER).encode()


def hidden():
    """Return procedures that nobody outside may see that day, and the words they are made of."""
    planter = planting.Planter("zq")
    made = [planting.procedure(planter.everywhere(f"KA-9999{number}")) for number in range(3)]
    windows = (
        {"internal": True},
        {"valid_to": DAY - timedelta(days=1)},
        {"valid_from": DAY + timedelta(days=1)},
    )
    return [
        attrs.evolve(one, **window) for one, window in zip(made, windows, strict=True)
    ], planter.words


@pytest.mark.parametrize("audience", [Audience.BIP, Audience.PORTAL])
@settings(
    deadline=None,
    phases=shared.PHASES,
    max_examples=examples(25),
    suppress_health_check=list(HealthCheck),
)
@given(data=procedure_data())
def test_nothing_hidden_is_anywhere(audience, data):
    planter = planting.Planter("qv")
    related = [{"id": f"KA-9999{number}"} for number in range(3)]
    shown = planting.procedure(planter.starred(data | {"id": "KA-00001", "related": related}))
    others, words = hidden()
    assert len(planter.words) >= 8
    written = list(outputs([shown, *others], audience))
    assert planting.found(["KA-00001"], written) == {"KA-00001"}
    secret = [*planter.words, *planting.DAYS, *words, *(one.id for one in others)]
    assert planting.found(secret, written) == set()


def test_the_search_finds_what_is_shown_and_only_that():
    planter = planting.Planter("zq")
    written = list(outputs([planting.procedure(planter.everywhere("KA-00001"))]))
    public = [field for field in fields_of(Procedure) if not field.mark.starred]
    shown = planting.found(planter.words, written)
    assert len(shown) > len(public)  # parts of fields are fields, too
    assert len(set(planter.words) - shown) >= 8


@pytest.mark.parametrize("audience", [Audience.CALL_CENTRE, Audience.EDITORS])
def test_a_projection_for_staff_is_refused(audience):
    shown = project(shared.samples()[0], audience, on=DAY)
    with pytest.raises(ValueError, match=r"for everybody.*" + audience.value):
        service_of(shown)
    with pytest.raises(ValueError, match="for everybody"):
        script_json(shown, shared.ADDRESSES, shared.PUBLISHER)
