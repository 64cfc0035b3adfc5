"""Nothing starred, internal, not yet or no longer in its window is in any byte: pages, JSON, XML, lists, search, feed, map, notes."""

from datetime import date, timedelta

import attrs
import bip_samples as shared
import planting
import pytest

from lckm_core import Person, Procedure, State, fields_of
from lckm_core.testing.knowledge_base import knowledge_base

DAY = shared.DAY


def written(target, shown):
    """Write a site and return every byte below its folder, names of files included."""
    shared.site(target, shown, base_url="https://www.lodz.example/", files=str(shared.FILES))
    for path in sorted(target.rglob("*")):
        yield str(path.relative_to(target)).encode()
        if path.is_file():
            yield path.read_bytes()


def test_starred_fields_are_nowhere(tmp_path):
    planter = planting.Planter("qv")
    some = [planter.starred(one) for one in (*shared.samples(), *knowledge_base(40))]
    old = shared.edition(attrs.evolve(some[0], title="Dawny tytuł"), state=State.REPLACED, ended_on=date(2026, 11, 1))
    shown = shared.publication([old, shared.edition(some[0], 2, date(2026, 11, 1)), *map(shared.edition, some[1:])])
    every = list(written(tmp_path, shown))
    assert len(planter.words) > 8 * len(some)
    assert planting.found([one.id for one in some], every) == {one.id for one in some}
    assert planting.found(["Dawny tytuł"], every) == {"Dawny tytuł"}
    assert planting.found([*planter.words, *planting.LAST_DAY], every) == set()


HIDDEN = {
    "internal": {"internal": True},
    "no longer in its window": {"valid_to": DAY - timedelta(days=1)},
    "not yet in its window": {"valid_from": DAY + timedelta(days=1)},
}


@pytest.mark.parametrize("why", HIDDEN)
def test_what_is_hidden_that_day_is_nowhere(tmp_path, why):
    """Nor is it left from a day on which it was shown, in either release or the notes beside them."""
    planter = planting.Planter("zq")
    shown = planter.everywhere("KA-99999")
    hidden = attrs.evolve(shown, **HIDDEN[why])
    others = [
        shared.edition(attrs.evolve(shared.samples()[0], related=shown.related)),
        *map(shared.edition, shared.samples()[1:3]),
    ]
    while_shown = list(written(tmp_path / "site", shared.publication([*others, shared.edition(shown)])))
    assert len(planting.found(planter.words, while_shown)) > len(
        [one for one in fields_of(Procedure) if not one.mark.starred]
    )
    after = shared.publication([*others, shared.edition(hidden)])
    for target in (tmp_path / "site", tmp_path / "fresh"):
        assert planting.found(planter.words, written(target, after)) == set()


@pytest.mark.parametrize("state", [State.RECEIVED, State.RETURNED, State.CORRECTED, State.CHECKED])
def test_an_edition_that_is_not_published_is_nowhere(tmp_path, state):
    planter = planting.Planter("zq")
    one = attrs.evolve(
        shared.edition(planter.everywhere("KA-99999")), state=state, published_by=None, published_on=None
    )
    next_one = attrs.evolve(
        shared.editions()[0], number=7, procedure=planter.everywhere(shared.editions()[0].id), state=state
    )
    every = list(written(tmp_path, shared.publication([*shared.editions(), one, next_one])))
    assert planting.found([*planter.words, "KA-99999"], every) == set()


def test_an_earlier_edition_whose_own_window_has_passed_is_nowhere(tmp_path):
    planter = planting.Planter("zq")
    old = planter.everywhere("KA-99999", valid_to=DAY - timedelta(days=1))
    new = attrs.evolve(shared.samples()[1], id="KA-99999")
    first = shared.edition(old, 1, shared.FIRST, state=State.REPLACED, ended_on=shared.SECOND)
    every = list(written(tmp_path, shared.publication([first, shared.edition(new, 2)])))
    assert planting.found(["KA-99999"], every)
    assert planting.found(planter.words, every) == set()


def test_an_announcement_shows_neither_its_window_nor_who_asked_for_it(tmp_path):
    notice = attrs.evolve(
        shared.announcements()[0],
        requested_by=Person("Qvasimir Ukryty"),
        valid_from=planting.FIRST,
        valid_to=planting.LAST,
    )
    shown = shared.publication_of((), shared.BOTH, on=DAY, announcements=[notice])
    every = list(written(tmp_path, shown))
    assert planting.found([notice.title], every)
    assert planting.found(["Qvasimir", "Ukryty", *planting.LAST_DAY, planting.FIRST.isoformat()], every) == set()


def test_a_file_of_a_hidden_procedure_is_not_copied(tmp_path):
    one = next(one for one in shared.samples() if (shared.FILES / one.id).is_dir())
    names = {path.name for path in (shared.FILES / one.id).iterdir()}
    internal = attrs.evolve(one, internal=True)
    shared.site(tmp_path, files=str(shared.FILES))
    shared.site(tmp_path, shared.publication([shared.edition(internal)]), files=str(shared.FILES))
    assert names & {path.name for path in tmp_path.rglob("*")} == set()
