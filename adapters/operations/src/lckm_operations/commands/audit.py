"""``lckm audit``: what was done, to what, when, and how it ended."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from textwrap import indent

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import (
    Language,
    PolishCommand,
    did_you_mean,
    either,
    format_option,
    lang_option,
    local_time,
    safe,
    streamed_table,
)
from lckm_core.ports import Event, EventVerb
from lckm_core.ports.event_words import event_words
from lckm_core.ports.optional import AuditEntry, AuditTrail, offered
from lckm_operations.delivery_words import print_more
from lckm_operations.serialisation import of_event

_PAGE = 1000


@click.command(
    "audit",
    cls=PolishCommand,
    help="Pokazuje ślad działań, najnowsze na końcu: wszystkie, o które pytasz. Nie ma w nim "
    "danych osobowych.",
)
@click.option(
    "--subject",
    metavar="NUMER",
    help="Tylko to zgłoszenie, wezwanie (NUMER:mailbox-notice) albo procedura.",
)
@click.option("--verb", metavar="CZYNNOŚĆ", help="Tylko takie czynności, np. withdraw_consent.")
@click.option("--after", type=click.IntRange(0), default=0, help="Dalsza część: wpisy po tym.")
@click.option(
    "--limit",
    type=click.IntRange(1),
    help="Ile najwyżej, od najdawniejszych; bez tej opcji wszystkie.",
)
@format_option("text", "json")
@settings_option
@lang_option
def command(
    subject: str | None,
    verb: str | None,
    after: int,
    limit: int | None,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """Show the trail."""
    trail = open_session(settings).offer(AuditTrail, "audit")
    if verb is not None:
        _require(verb, trail, lang)
    pages = _pages(partial(trail.audit, subject=subject), after)
    wanted = (entry for entry in chain.from_iterable(pages) if verb in (None, entry.event.verb))
    shown = _SeenEntries(islice(wanted, limit))
    if format_ == "json":
        sys.stdout.writelines(_json(shown))
    else:
        sys.stdout.writelines(_text(shown, lang))
    if next(wanted, None) is not None:
        print_more(shown.last, lang, to_stderr=format_ == "json")
    return 0


def _require(verb: str, trail: AuditTrail, lang: Language) -> None:
    """Refuse an unknown verb: an empty answer would look as if nothing had been done."""
    source = offered(trail, AuditTrail, "verbs")
    known = [*map(str, EventVerb), *(source.verbs() if source else ())]
    # An adapter that is no longer set up may have recorded verbs that are still in the trail.
    if verb in known or any(
        entry.event.verb == verb for entry in chain.from_iterable(_pages(trail.audit, 0))
    ):
        return
    message = either(lang, f"Nie ma czynności „{safe(verb)}”.", f"There is no verb “{safe(verb)}”.")
    near = (
        did_you_mean([verb], known, lang)
        or f" {either(lang, 'Możliwe', 'Possible')}: {', '.join(known)}."
    )
    raise click.UsageError(message + near)


class _SeenEntries:
    """Iterates over entries and remembers the last number: a trail may not fit into memory."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        self._entries = entries
        self.last = 0

    def __iter__(self) -> Iterator[AuditEntry]:
        for entry in self._entries:
            self.last = entry.id
            yield entry


def _pages(read: Callable[..., Sequence[AuditEntry]], after: int) -> Iterator[Sequence[AuditEntry]]:
    """Yield the whole trail after an entry, a page at a time."""
    while page := read(after=after, limit=_PAGE):
        yield page
        after = page[-1].id


def _json(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Yield a JSON list, entry by entry, as ``json.dumps`` with an indent of 2 writes it."""
    between = "[\n"
    for entry in entries:
        row = json.dumps({"id": entry.id} | of_event(entry.event), ensure_ascii=False, indent=2)
        yield between + indent(row, "  ")
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _text(entries: Iterable[AuditEntry], lang: Language) -> Iterator[str]:
    headings = either(
        lang,
        "wpis|kiedy|czynność|kogo lub czego|kto|co zrobiono",
        "entry|when|verb|of what|who|what was done",
    )
    rows = (
        (
            str(entry.id),
            local_time(entry.event.at),
            entry.event.verb,
            safe(entry.event.subject),
            _actor_words(entry.event),
            safe(event_words(entry.event, lang)),
        )
        for entry in entries
    )
    yield from streamed_table(headings.split("|"), rows)


def _actor_words(event: Event) -> str:
    """Return the name and the role of the actor, as far as known."""
    role = event.role.value if event.role else ""
    if event.by is None:
        return role or "-"
    return f"{safe(event.by)} ({role})" if role else safe(event.by)
