"""What is published of headers that stay is what is published of all editions read anew."""

import gc
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from weakref import ref

import attrs
from hypothesis import given, settings, strategies as st

from lckm_core import ContactCentre, build
from lckm_core.ports import EditionChange
from lckm_core.procedures import Related
from lckm_core.publication import (
    Audience,
    Edition,
    EditionAct,
    ProcedureHeaders,
    Publication,
    State,
    Transition,
    publication_of,
)
from lckm_sql import SqlAdapter
from lckm_sql.procedures import SqlProcedures
from lckm_testing.contracts import samples
from tests.helpers.tiers import examples

NUMBERS = ("KA-00001", "KA-00002", "KA-00003")
FIRST = date(2026, 3, 2)
STEPS = ("publish", "withdraw", "note", "hide", "relate", "limit")


def published(number: str, edition: int, day: date, **text: object) -> Edition:
    at = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    plain = {"valid_from": None, "valid_to": None, "internal": False}
    procedure = attrs.evolve(samples.procedure(number), **{**plain, **text})
    return Edition(
        procedure=procedure,
        number=edition,
        published_on=day,
        acts=(EditionAct(verb=Transition.PUBLISH, at=at, by="Ewa Pokazowa"),),
    )


def save(store: SqlProcedures, number: str, step: str, day: date) -> None:
    """Do a step to the newest edition of a procedure, or publish another."""
    editions = store.editions(number)
    if not editions or step in ("publish", "hide", "relate", "limit"):
        text: dict[str, object] = {
            "title": f"Tytuł {day.day}",
            "internal": step == "hide",
            "related": (Related(id=NUMBERS[0]),) if step == "relate" else (),
            "valid_to": day + timedelta(days=1) if step == "limit" else None,
        }
        changes = [
            EditionChange(attrs.evolve(edition, state=State.REPLACED, ended_on=day), edition)
            for edition in editions
            if edition.state is State.PUBLISHED
        ]
        new = published(number, len(editions) + 1, day, **text)
        store.save([*changes, EditionChange(new)])
    elif step == "note":
        store.save([EditionChange(editions[-1].with_note(f"Dnia {day}."), editions[-1])])
    else:
        ended = attrs.evolve(editions[-1], state=State.WITHDRAWN, ended_on=day)
        store.save([EditionChange(ended, editions[-1])])


def shown(editions: Iterable[Edition | ProcedureHeaders], day: date) -> tuple[object, ...]:
    """Return everything that is published, with what each page shows."""
    publication: Publication = publication_of(editions, Audience, on=day)
    projections = [
        [version.projection() for version in (page, *page.history)]
        for audience in Audience
        for page in publication.pages[audience]
    ]
    return publication, projections


@settings(max_examples=examples(200))
@given(
    st.lists(
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(STEPS), st.integers(0, 2)),
        min_size=2,
        max_size=8,
    )
)
def test_after_any_changes(steps: list[tuple[str, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        adapter = SqlAdapter(url=f"sqlite:///{Path(folder)}/lckm.sqlite")
        store, day = adapter.procedures, FIRST
        for number, step, days in steps:
            day += timedelta(days=days)
            save(store, number, step, day)
            assert shown(store.headers(), day) == shown(store.all_editions(), day)
        adapter.close()


def test_a_centre_that_is_let_go_leaves_nothing(tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/lckm.sqlite")
    adapter.procedures.save([EditionChange(published(number, 1, FIRST)) for number in NUMBERS])
    centre = ContactCentre(build(adapter))
    for page in centre.publication([Audience.BIP], on=FIRST).pages[Audience.BIP]:
        page.projection()
    adapter.close()
    store = ref(adapter.procedures)
    del centre, adapter, page
    gc.collect()
    assert store() is None
