"""The registers of changes and of removed procedures, and the entries of the feed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple

from markupsafe import Markup

from lckm_bip.pages.dates import available, moment_markup, until
from lckm_bip.release.manifest import Card, Change
from lckm_bip.sites import CHANGES, POLISH, REMOVED, AudienceSite
from lckm_bip.templates_environment import filled
from lckm_core.publication import PublicationPeriod, State
from lckm_pages import escaped, plain_page

_LATEST: Final = 50
_MONTHS: Final = (
    *("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec"),
    *("lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"),
)


class PublicChange(NamedTuple):
    """A change: when and to which procedure, what was done and by whom.

    *href* is where it can be seen, empty where it cannot; *edition* is the one published, 0
    for an end.
    """

    at: str
    id: str
    title: str
    what: str
    by: str | None = None
    href: str = ""
    edition: int = 0


def public_changes(
    cards: Mapping[str, Card], register: Sequence[PublicationPeriod]
) -> list[PublicChange]:
    """Return every public change, the newest first: publications, withdrawals and other ends.

    What can no longer be seen is listed by its number alone; an edition that was replaced
    has no end
    of its own.
    """
    found = []
    for period in register:
        begun, gone = available(period), _end_moment(period)
        place, change = _change_seen(cards.get(period.id), period.edition, begun)
        title, href = (
            _title_and_address(period, cards[period.id], place)
            if change
            else (f"Procedura {period.id}", "")
        )
        if begun is not None:
            by = _doer_words("wprowadził(a)", period.published_by)
            what = _publication_words(period, change)
            found.append(
                PublicChange(
                    at=begun,
                    id=period.id,
                    title=title,
                    what=what,
                    by=by,
                    href=href,
                    edition=period.edition,
                )
            )
        if gone is not None and (period.state is State.WITHDRAWN or not period.followed):
            by = _doer_words(
                "wycofał(a)" if period.state is State.WITHDRAWN else "zastąpił(a)", period.ended_by
            )
            found.append(
                PublicChange(
                    at=gone, id=period.id, title=title, what=why_removed(period), by=by, href=href
                )
            )
    found.reverse()  # of one moment, what comes later in the register is the newer
    return sorted(found, key=attrgetter("at"), reverse=True)


def _change_seen(card: Card | None, edition: int, at: str | None) -> tuple[int, Change | None]:
    """Return the place and the change of an edition among those that can still be seen."""
    changes = card.changes if card else ()
    for place, change in reversed([*enumerate(changes)]):
        if change.edition == edition and change.at == at:
            return place, change
    return 0, None


def _title_and_address(period: PublicationPeriod, card: Card, place: int) -> tuple[str, str]:
    """Return title and address of a visible edition: the current one, or one in the archive."""
    if place:
        return f"{card.heading} (wersja {period.edition})", f"{period.id}/{period.edition}.html"
    return card.heading, f"{period.id}.html"


def _publication_words(period: PublicationPeriod, change: Change | None) -> str:
    """Return the words for a publication, with the fields that differ from the one before."""
    if change is None or change.changed is None:
        return "nowa" if period.edition == 1 else f"wersja {period.edition}"
    return f"wersja {period.edition}: " + (
        ", ".join(change.changed) or "bez zmian widocznych w opisie"
    )


def _doer_words(did: str, name: str | None) -> str | None:
    return f"{did} {name}" if name else None


def _end_moment(period: PublicationPeriod) -> str | None:
    """Return when an edition disappeared: at the act that ended it, or after its last day."""
    if period.ended_at is None and period.last is not None:
        return (period.last + timedelta(days=1)).isoformat()
    return until(period)


def why_removed(period: PublicationPeriod) -> str:
    """Return how the time of an edition ended, for the register."""
    match period.state:
        case State.WITHDRAWN:
            return "wycofana z publikacji"
        case State.REPLACED:
            return "zastąpiona wersją, która nie jest tu pokazywana"
        case _:
            return "zakończył się okres publikacji"


def change_pages(site: AudienceSite, changes: Sequence[PublicChange]) -> Iterator[tuple[str, str]]:
    """Yield the pages of the register of changes: the latest ones, then one for each month."""
    months: dict[str, list[PublicChange]] = {}
    for change in changes:
        months.setdefault(change.at[:7], []).append(change)
    links = [(_month(month), f"zmiany-{month}.html", len(some)) for month, some in months.items()]
    title = "Rejestr zmian" if site.is_bip else "Co nowego"
    yield CHANGES, _page(site, title, changes[:_LATEST], links, here=CHANGES)
    for month, some in months.items():
        yield (
            f"zmiany-{month}.html",
            _page(
                site,
                f"{title}: {_month(month)}",
                some,
                (),
                path=f"zmiany-{month}.html",
                trail=[(title, CHANGES)],
            ),
        )


def removed_page(site: AudienceSite, removed: Sequence[PublicationPeriod]) -> str:
    """Return the register of removed procedures: their numbers, ends and reasons only."""
    ordered = sorted(
        removed, key=lambda period: (_end_moment(period) or "", period.id), reverse=True
    )
    rows = [(period.id, until(period), why_removed(period)) for period in ordered]
    body = filled(
        "removed.html", rows=rows, trail=filled("trail.html", trail=[("Początek", "index.html")])
    )
    frame = site.frame(REMOVED, description=_REMOVED)
    return plain_page("Rejestr usuniętych", body, site=site.page_site, frame=frame)


_REMOVED: Final = "Procedury, które tu były, a których już nie ma: numer, dzień i powód."


def _page(
    site: AudienceSite,
    title: str,
    some: Sequence[PublicChange],
    months: Sequence[tuple[str, str, int]],
    *,
    here: str = "",
    path: str = "",
    trail: Sequence[tuple[str, str]] = (),
) -> str:
    led = filled("trail.html", trail=[("Początek", "index.html"), *trail])
    body = filled("changes.html", title=title, lines=_lines(site, some), months=months, trail=led)
    description = f"{title} w opisach spraw – {site.page_site.name}."
    frame = site.frame(here, path=path, description=description)
    return plain_page(title, body, site=site.page_site, frame=frame)


def _lines(site: AudienceSite, some: Iterable[PublicChange]) -> Markup:
    """Return the lines of a register, written in Python, as there may be ten thousand."""
    lines = (_line(change.at, change.title, change.href, _note(change, site)) for change in some)
    return Markup("\n".join(lines))  # noqa: S704  (each part escaped)


def _note(change: PublicChange, site: AudienceSite) -> str:
    note = f"{change.id} · {change.what}"
    return f"{note} · {change.by}" if site.is_bip and change.by else note


@lru_cache(maxsize=65536)  # a register is made anew whenever one of its lines changes
def _line(at: str, title: str, href: str, note: str) -> str:
    what = (
        f'<a href="{escaped(href)}"{POLISH}>{escaped(title)}</a>'
        if href
        else f"<b{POLISH}>{escaped(title)}</b>"
    )
    when = f'<span class="when">{moment_markup(at)}</span>'
    return f'<li>{when} {what}\n<span class="note">{escaped(note)}</span></li>'


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{_MONTHS[int(number) - 1]} {year}"
