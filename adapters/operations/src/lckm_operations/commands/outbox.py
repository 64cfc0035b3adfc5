"""``lckm outbox``: what waits: deliveries, confirmations of erasure, files to destroy.

It also lists letters to the helpdesk that came back, since no other receiver follows it.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import attrs
import click

from lckm_cli.settings import Session, open_session, settings_option
from lckm_cli.toolkit import (
    Language,
    PolishCommand,
    either,
    format_option,
    lang_option,
    local_time,
    safe,
    table,
)
from lckm_core.delivery import Dispatch
from lckm_core.ports.optional import ReportAdministration
from lckm_operations.commands.outbox_now import deliver_now
from lckm_operations.delivery_failures import Refusals, refusals
from lckm_operations.delivery_words import (
    KINDS,
    delivery_reason,
    receiver,
    unreadable_lines,
)
from lckm_operations.missing_files import lost_files, missing_files_text
from lckm_operations.optional_features import left_files, peer_of, unconfirmed_pages, unreadable
from lckm_operations.pending_deletions import ADVICE as FILES, NO_STORE
from lckm_operations.serialisation import of_dispatch
from lckm_operations.unprocessed_bounces import (
    ADVICE,
    OTHERS,
    UNSIGNED,
    UnhandledBounces,
    read_bounces,
)

_MOST_SHOWN = 100
"""How many of each are shown unless somebody asks for more or less."""
_MOST_WAITING = 10_000
"""How many waiting deliveries are searched for refusals, the oldest first."""


@click.command(
    "outbox",
    cls=PolishCommand,
    help="Mówi, co czeka na doręczenie, dlaczego, od kiedy i kiedy następna próba; kto ma jeszcze "
    "potwierdzić usunięcie danych; "
    "ile plików jest do zniszczenia, a ilu nie da się odczytać; które listy do helpdesku wróciły "
    "i ile listów w skrzynce zwrotów czeka na człowieka.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    help="Ile najwyżej z każdych; bez tej opcji 100, a z --now wszystkie.",
)
@click.option(
    "--now",
    is_flag=True,
    help="Doręcz od razu to, co czeka, także przed czasem następnej próby, i powiedz, co się z "
    "każdym stało. Kod wyjścia 1: coś nadal czeka.",
)
@format_option("text", "json")
@settings_option
@lang_option
def command(
    limit: int | None, now: bool, format_: str, settings: str | None, lang: Language
) -> int:
    """Say what waits, or deliver it."""
    if now:
        return deliver_now(settings, limit, format_, lang)
    session = open_session(settings)
    box = _read_outbox(session, limit or _MOST_SHOWN)
    if format_ == "json":
        click.echo(json.dumps(_data(box, lang), ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(_lines(box, lang))
    return 0


@attrs.frozen
class _Outbox:
    limit: int
    waiting: Sequence[Dispatch]
    waiting_count: int
    unconfirmed: Sequence[Dispatch]
    unconfirmed_count: int
    files: int
    keeps_files: bool
    lost: Sequence[str]
    unreadable: Sequence[str]
    came_back: UnhandledBounces
    refused: Sequence[Refusals]


def _read_outbox(session: Session, limit: int) -> _Outbox:
    store = session.centre.plugins.reports
    waiting = session.offer(ReportAdministration, "waiting").waiting(limit=limit)
    shown: list[Dispatch] = []
    count = 0
    unreadable_ids = {*unreadable(waiting)}
    for page in unconfirmed_pages(store):
        shown += page[: limit - len(shown)]
        count += len(page)
        unreadable_ids |= {*unreadable(page)}
    return _Outbox(
        limit=limit,
        waiting=waiting,
        waiting_count=session.offer(ReportAdministration, "waiting_count").waiting_count(),
        unconfirmed=shown,
        unconfirmed_count=count,
        files=sum(1 for _ in left_files(store)),
        keeps_files=bool(session.centre.plugins.attachments),
        lost=lost_files(session.centre),
        unreadable=sorted(unreadable_ids),
        came_back=read_bounces(session.centre, session.settings),
        refused=refusals(
            session.offer(ReportAdministration, "waiting").waiting(limit=_MOST_WAITING),
            partial(peer_of, session.centre.plugins),
        ),
    )


def _data(box: _Outbox, lang: Language) -> dict[str, Any]:
    return {
        "waiting_count": box.waiting_count,
        "waiting": [of_dispatch(dispatch, lang) for dispatch in box.waiting],
        "refused": [
            {
                "target": group.target.value,
                "reason": group.reason.value,
                "count": group.count,
                "of": group.of,
                "since": group.oldest_at.isoformat(timespec="seconds"),
                "peer": group.peer,
            }
            for group in box.refused
        ],
        "unconfirmed_count": box.unconfirmed_count,
        "unconfirmed": [of_dispatch(notice, lang) for notice in box.unconfirmed],
        "files_left": box.files,
        "files_not_read": len(box.lost),
        "unreadable": list(box.unreadable),
        "helpdesk_came_back": list(box.came_back.to_helpdesk),
        "bounces_unknown": box.came_back.unknown,
        "bounces_unsigned": box.came_back.other_messages.get("unsigned", 0),
        "bounces_others": box.came_back.other_messages.get("others", 0),
        "bounces_not_read": list(box.came_back.not_read),
    }


def _lines(box: _Outbox, lang: Language) -> Iterator[str]:
    yield from _waiting_lines(box, lang)
    yield from _unconfirmed_lines(box, lang)
    yield from _file_lines(box, lang)
    yield from _bounce_lines(box.came_back, lang)


def _waiting_lines(box: _Outbox, lang: Language) -> Iterator[str]:
    yield either(lang, "Czeka", "Waiting") + f": {box.waiting_count}\n"
    headings = either(
        lang,
        "numer|co|stan|do kogo|od|następna próba|dlaczego",
        "number|what|state|to|since|next attempt|why",
    )
    yield from table(headings.split("|"), [_row(dispatch, lang) for dispatch in box.waiting])
    yield from _cut(box.waiting, box.waiting_count, box, lang)
    yield from unreadable_lines(box.unreadable, lang)
    if box.refused:
        scope = (
            either(lang, " (z {} najdawniejszych)", " (of the {} oldest)")
            if box.waiting_count > _MOST_WAITING
            else ""
        )
        yield "\n" + either(lang, "Odmowy", "Refused") + scope.format(_MOST_WAITING) + ":\n"
        yield from (f"{group.text(lang)}\n" for group in box.refused)


def _unconfirmed_lines(box: _Outbox, lang: Language) -> Iterator[str]:
    unconfirmed = either(lang, "Usunięcia danych nie potwierdził", "Not confirmed")
    yield f"\n{unconfirmed}: {box.unconfirmed_count}\n"
    asked = [
        (
            notice.report_number,
            KINDS[notice.kind].text(lang),
            receiver(notice, lang),
            local_time(notice.opened_at),
        )
        for notice in box.unconfirmed
    ]
    yield from table(either(lang, "numer|co|kto|od", "number|what|who|since").split("|"), asked)
    yield from _cut(asked, box.unconfirmed_count, box, lang)


def _file_lines(box: _Outbox, lang: Language) -> Iterator[str]:
    yield "\n" + either(lang, "Pliki do zniszczenia", "Files to be destroyed") + f": {box.files}\n"
    if box.files and not box.keeps_files:
        yield f"{FILES[NO_STORE].text(lang)}\n"
    elif box.files:
        yield either(
            lang,
            "Które i co z nimi zrobić, mówi lckm verify.\n",
            "lckm verify says which, and what to do.\n",
        )
    if box.lost:
        yield f"\n{missing_files_text(box.lost, lang)}\n"


def _cut(shown: Sequence[object], count: int, box: _Outbox, lang: Language) -> Iterator[str]:
    """Yield how to see the whole table, if the limit has cut it.

    A table may be shorter because of unreadable entries, which are named elsewhere.
    """
    if len(shown) == box.limit < count:
        yield either(
            lang,
            f"Pokazano {len(shown)} z {count}. Wszystkie: --limit {count}\n",
            f"Shown: {len(shown)} of {count}. All: --limit {count}\n",
        )


def _bounce_lines(bounces: UnhandledBounces, lang: Language) -> Iterator[str]:
    """Yield what the mailboxes of bounces hold that needs a person."""
    if bounces.to_helpdesk:
        yield (
            "\n"
            + either(lang, "Wróciło z helpdesku", "Came back from the helpdesk")
            + f": {len(bounces.to_helpdesk)}\n"
        )
        yield from (f"{safe(number)}: {ADVICE.text(lang)}\n" for number in bounces.to_helpdesk)
    if bounces.unknown:
        yield (
            "\n"
            + either(lang, "Zwroty nieznanych listów", "Bounces of no letter that is known")
            + f": {bounces.unknown}\n"
        )
    if unsigned := bounces.other_messages.get("unsigned"):
        heading = either(lang, "Zwroty bez naszego podpisu", "Bounces without our signature")
        yield f"\n{heading}: {unsigned}\n{UNSIGNED.text(lang)}\n"
    if others := bounces.other_messages.get("others"):
        heading = either(
            lang, "Inne listy w skrzynce zwrotów", "Other messages in the mailbox of bounces"
        )
        yield f"\n{heading}: {others}\n{OTHERS.text(lang)}\n"
    for message in bounces.not_read.values():
        yield f"\n{safe(message.text(lang))}\n"


def _row(dispatch: Dispatch, lang: Language) -> Sequence[str]:
    return (
        dispatch.report_number,
        KINDS[dispatch.kind].text(lang),
        dispatch.state.message.text(lang),
        receiver(dispatch, lang),
        local_time(dispatch.since),
        local_time(dispatch.due_at),
        delivery_reason(dispatch, lang),
    )
