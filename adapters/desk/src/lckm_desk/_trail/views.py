"""The page of the trail: who did what, to what, when."""

from collections.abc import Collection, Sequence

from lckm_core.organisation import DeskAct, Directory, may
from lckm_core.ports.event_words import VERB_WORDS, outcome_words, verb_words
from lckm_core.ports.optional import AuditEntry, TrailPage, TrailScope
from lckm_desk import _labels as labels
from lckm_desk._list_addresses import next_query
from lckm_desk._pages import View
from lckm_desk._trail.subjects import subject_of
from lckm_desk._trail.trail_list import PAGE, TrailAddress


def trail_view(
    page: TrailPage,
    address: TrailAddress,
    scope: TrailScope | None,
    *,
    menu: Collection[str],
    people: Sequence[str],
) -> View:
    """Return one page of the trail.

    Args:
        page: what was found.
        address: what is asked for.
        scope: whose entries are shown; ``None`` for everybody's.
        menu: the pages of the menu that open for whoever looks.
        people: names to choose from.
    """
    faults = address.faults
    following = next_query(address.query, przed=f"{page.before}") if page.before else ""
    return View(
        template="trail",
        title="Ślad",
        is_continued=address.before is not None,
        here="trail",
        status=400 if faults else 200,
        faults=faults,
        context={
            "address": address,
            "rows": [_row(entry, menu) for entry in page.entries],
            "following": following,
            "is_full": len(page.entries) == PAGE,
            "reached": labels.moment(page.reached) if page.reached else "",
            "verbs": sorted(
                ((verb, words.pl) for verb, words in VERB_WORDS.items()),
                key=lambda pair: pair[1].casefold(),
            ),
            "scope": scope,
            "roles": sorted(role.value for role in scope.roles) if scope else [],
            "people": people,
        },
    )


def people_of(directory: Directory, scope: TrailScope | None) -> Sequence[str]:
    """Return the names of staff in a scope who can act at the desk, sorted."""
    return sorted(
        {
            official.name
            for official in directory.people
            for role in official.roles
            if may(role, DeskAct.SEE_OWN_ACTS) and (scope is None or role in scope.roles)
        }
    )


def _row(entry: AuditEntry, menu: Collection[str]) -> dict[str, object]:
    event = entry.event
    role = event.role.value if event.role is not None else ""
    return {
        "at": labels.moment(event.at),
        "what": verb_words(event.verb, "pl"),
        "outcome": outcome_words(event, "pl"),
        "subject": subject_of(event, menu),
        "who": ", ".join(filter(None, (event.by or "", role))) or "program",
    }
