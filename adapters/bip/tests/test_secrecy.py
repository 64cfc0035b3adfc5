"""Nothing starred, internal, not yet or no longer in its window is in any byte: pages, JSON,
XML, lists, search, feed, map, notes.
"""

from datetime import date, timedelta

import attrs
import bip_samples as shared
import pytest
import site_planting as planting

from lckm_core import Procedure
from lckm_core.fields import fields_of
from lckm_core.procedures import Person, named_files
from lckm_core.publication import AnnouncementEdition, State
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.rows import some_in_every_change

DAY = shared.DAY


def written(target, shown):
    """Write a site and return every byte below its folder, names of files included."""
    shared.site(target, shown, base_url="https://www.lodz.example/")
    for path in sorted(target.rglob("*")):
        yield str(path.relative_to(target)).encode()
        if path.is_file():
            yield path.read_bytes()


def test_starred_fields_are_nowhere(tmp_path):
    planter = planting.Planter("qv")
    some = [planter.starred(one) for one in (*shared.samples(), *knowledge_base(8))]
    old = shared.edition(
        attrs.evolve(some[0], title="Dawny tytuł"), state=State.REPLACED, ended_on=date(2026, 11, 1)
    )
    shown = shared.publication(
        [old, shared.edition(some[0], 2, date(2026, 11, 1)), *map(shared.edition, some[1:])]
    )
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


def test_what_is_hidden_that_day_is_nowhere(tmp_path):
    """Nor is it left from a day on which it was shown, in either release or the notes beside
    them.
    """
    planters = {
        why: planting.Planter(f"zq{letter}") for why, letter in zip(HIDDEN, "abc", strict=True)
    }
    shown = {why: one.everywhere(f"KA-9999{at}") for at, (why, one) in enumerate(planters.items())}
    related = tuple(other for one in shown.values() for other in one.related)
    others = [
        shared.edition(attrs.evolve(shared.samples()[0], related=related)),
        *map(shared.edition, shared.samples()[1:3]),
    ]
    while_shown = list(
        written(
            tmp_path / "site", shared.publication([*others, *map(shared.edition, shown.values())])
        )
    )
    for planter in planters.values():
        assert len(planting.found(planter.words, while_shown)) > len(
            [one for one in fields_of(Procedure) if not one.mark.starred]
        )
    hidden = [attrs.evolve(one, **HIDDEN[why]) for why, one in shown.items()]
    after = shared.publication([*others, *map(shared.edition, hidden)])
    for target in (tmp_path / "site", tmp_path / "fresh"):
        every = list(written(target, after))
        for why, planter in planters.items():
            assert planting.found(planter.words, every) == set(), why


STATES = (State.RECEIVED, State.RETURNED, State.CORRECTED, State.CHECKED)


def test_an_edition_that_is_not_published_is_nowhere(tmp_path):
    planter, more = planting.Planter("zq"), []
    for at, state in enumerate(STATES):
        one = attrs.evolve(
            shared.edition(planter.everywhere(f"KA-9999{at}")),
            state=state,
            published_by=None,
            published_on=None,
        )
        next_one = attrs.evolve(
            shared.editions()[at],
            number=7,
            procedure=planter.everywhere(shared.editions()[at].id),
            state=state,
        )
        more += [one, next_one]
    every = list(written(tmp_path, shared.publication([*shared.editions(), *more])))
    assert planting.found([*planter.words, "KA-9999"], every) == set()


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
        shared.announcements()[0].announcement,
        requested_by=Person("Qvasimir Ukryty"),
        valid_from=planting.FIRST,
        valid_to=planting.LAST,
    )
    shown = shared.publication_of(
        (), shared.BOTH, on=DAY, announcements=[AnnouncementEdition(announcement=notice)]
    )
    every = list(written(tmp_path, shown))
    assert planting.found([notice.title], every)
    assert (
        planting.found(
            ["Qvasimir", "Ukryty", *planting.LAST_DAY, planting.FIRST.isoformat()], every
        )
        == set()
    )


def with_files(procedure, planter, number=1, day=shared.SECOND, **changes):
    """Return an edition that has every file it names, in each a planted word."""
    files = shared.held({name: planter.word().encode() for _, name, _ in named_files(procedure)})
    assert files
    return shared.edition(procedure, number, day, files=files, **changes)


GONE = {
    "withdrawn": {"state": State.WITHDRAWN, "ended_on": date(2026, 5, 2)},
    "expired": {"state": State.EXPIRED, "ended_on": date(2026, 5, 2)},
    "internal": {},
}


@pytest.mark.parametrize(
    "why", some_in_every_change(GONE, 0, reason="gone in another way; withdrawn stands for it")
)
def test_files_of_what_is_gone_are_in_neither_release(tmp_path, why):
    """Neither what they hold nor what they are called."""
    planter = planting.Planter("zq")
    shown = with_files(planter.everywhere("KA-99999"), planter)
    gone = attrs.evolve(shown, **GONE[why])
    if why == "internal":
        gone = attrs.evolve(gone, procedure=attrs.evolve(shown.procedure, internal=True))
    words = {shared.DOCUMENTS.read(file.address).decode() for file in shown.files}
    before = list(written(tmp_path, shared.publication([*shared.editions()[:3], shown])))
    assert planting.found(words, before) == words
    after = list(written(tmp_path, shared.publication([*shared.editions()[:3], gone])))
    assert planting.found(planter.words, after) == set()


def test_files_of_an_earlier_edition_go_when_its_window_passes(tmp_path):
    planter, kept = planting.Planter("zq"), planting.Planter("qv")
    old = with_files(
        planter.everywhere("KA-99999", valid_to=DAY),
        planter,
        day=shared.FIRST,
        state=State.REPLACED,
        ended_on=shared.SECOND,
    )
    new = with_files(kept.everywhere("KA-99999"), kept, 2)
    words = {shared.DOCUMENTS.read(file.address).decode() for file in old.files}
    assert planting.found(words, written(tmp_path, shared.publication([old, new]))) == words
    every = list(written(tmp_path, shared.publication([old, new], on=DAY + timedelta(days=1))))
    assert (
        planting.found([word for word in planter.words if word.startswith(planter.mark)], every)
        == set()
    )
    assert planting.found(
        [shared.DOCUMENTS.read(file.address).decode() for file in new.files], every
    )


def test_a_file_that_no_document_shown_names_is_nowhere(tmp_path):
    """An edition may have more than its pages link: what only starred fields name, or nothing
    does.
    """
    planter = planting.Planter("zq")
    files = shared.held({"ukryty.pdf": planter.word().encode()})
    every = list(
        written(tmp_path, shared.publication([shared.edition(shared.samples()[1], files=files)]))
    )
    assert planting.found([*planter.words, "ukryty.pdf", files[0].address], every) == set()
