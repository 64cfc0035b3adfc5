"""Words for deliveries: their states, kinds, receivers, and why one failed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import click

from lckm_cli.toolkit import Language, either, safe
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    Refusal,
    Target,
    helpdesk_note,
    refusal_note,
)
from lckm_core.text import Message
from lckm_operations.worker.outages import NO_ANSWER

REPORT_STATES = tuple(state for state in DispatchState if state is not DispatchState.VOID)
"""The states that the delivery of a report may have; void is of a receipt alone."""
KINDS = {
    DispatchKind.REPORT: Message("zgłoszenie", "report"),
    DispatchKind.MAILBOX_NOTICE: Message("wezwanie do jednostki", "notice to the unit"),
    DispatchKind.HELPDESK_NOTICE: Message("wezwanie do helpdesku", "notice to the helpdesk"),
    DispatchKind.RECEIPT: Message("potwierdzenie dla zgłaszającego", "receipt for the reporter"),
}
_OUTCOMES = {
    "mailbox": DispatchState.SENT.message,
    "helpdesk": DispatchState.HELPDESK.message,
    # Whatever has not ended.
    "waiting": Message("czeka", "waits"),
}


def outcome_word(outcome: str, lang: Language) -> str:
    """Return where reports stand."""
    return _OUTCOMES[outcome].text(lang)


def states_help(lang: Language = "pl") -> str:
    """Return the codes of states, each with its word in brackets."""
    return ", ".join(f"{state.value} ({state.message.text(lang)})" for state in REPORT_STATES)


def time_word(within: timedelta | None, lang: Language) -> str:
    """Return the longest time as words; ``None`` is longer than the times before it."""
    if within is None:
        return either(lang, "dłużej", "longer")
    seconds = int(within.total_seconds())
    count, unit = next(
        (seconds // size, unit)
        for size, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))
        if seconds % size == 0
    )
    return either(lang, f"do {count} {unit}", f"within {count} {unit}")


def receiver(dispatch: Dispatch, lang: Language) -> str:
    """Return who is to get a delivery, or got it."""
    if dispatch.kind is DispatchKind.RECEIPT:
        return either(lang, "zgłaszający", "reporter")
    if dispatch.target is Target.HELPDESK or dispatch.mailbox is None:
        return either(lang, "helpdesk", "helpdesk")
    return safe(dispatch.mailbox.address)


def delivery_reason(dispatch: Dispatch, lang: Language) -> str:
    """Return why a delivery stands where it does."""
    if (note := helpdesk_note(dispatch)) is not None:
        return " ".join([safe(note.text(lang)), *_why_still(dispatch, lang)])
    text = []
    is_sent = dispatch.state is DispatchState.SENT
    if is_sent and dispatch.routed:
        text.append(safe(dispatch.routed))
    if dispatch.state is DispatchState.VOID and dispatch.mailbox_refusal is None:
        text.append((_MAY_HAVE_ARRIVED if dispatch.in_doubt else _NO_ADDRESS).text(lang))
    if dispatch.mailbox_refusal is not None:
        because = cause_word(Target.MAILBOX, dispatch.mailbox_refusal, lang)
        text.append(
            either(lang, f"odmówiono wcześniej: {because}", f"refused before: {because}")
            if is_sent
            else either(lang, f"ostatnia odmowa: {because}", f"last refused: {because}")
        )
    if dispatch.in_doubt and dispatch.kind is not DispatchKind.RECEIPT:
        text.append(_MAILBOX_MAY_HAVE_IT.text(lang))
    if dispatch.lease is not None:
        text.append(
            either(
                lang,
                f"ma je {safe(dispatch.lease.worker)}",
                f"{safe(dispatch.lease.worker)} has it",
            )
        )
    if not text and dispatch.routed:
        text.append(safe(dispatch.routed))
    return "; ".join(text) or "-"


def _why_still(dispatch: Dispatch, lang: Language) -> Iterator[str]:
    """Yield sentences on why a delivery to the helpdesk has not ended."""
    if dispatch.is_final:
        return
    if dispatch.needs_a_hand:
        # The note says why. What was refused before the last attempt explains nothing any more.
        yield _SETTLE.text(lang)
    elif dispatch.helpdesk_refusal is not None:
        because = cause_word(Target.HELPDESK, dispatch.helpdesk_refusal, lang)
        yield either(
            lang, f"Ostatnia odmowa helpdesku: {because}.", f"The helpdesk last refused: {because}."
        )
    if dispatch.in_doubt and not dispatch.needs_a_hand:
        yield _HELPDESK_MAY_HAVE_IT.text(lang)
    if dispatch.lease is not None:
        yield either(
            lang, f"Ma je {safe(dispatch.lease.worker)}.", f"{safe(dispatch.lease.worker)} has it."
        )


_NO_ADDRESS = Message(
    "adresu zgłaszającego już nie ma", "the reporter's address is not there any more"
)
_MAY_HAVE_ARRIVED = Message(
    "mogło już dojść, więc nie wysłano go drugi raz",
    "it may have arrived, so it was not sent again",
)
# A mailer says that it cannot ask only when it is asked, so the next step is not known before.
_MAILBOX_MAY_HAVE_IT = Message(
    "skrzynka mogła je już dostać; wyjaśni to następna próba, a jeśli się nie da, przejmie je "
    "helpdesk",
    "the mailbox may have it already; the next attempt finds out, and where it cannot, the "
    "helpdesk gets it",
)
_HELPDESK_MAY_HAVE_IT = Message(
    "Helpdesk mógł je już dostać; następna próba to wyjaśni albo powie, że musi to zrobić "
    "człowiek.",
    "The helpdesk may have it already; the next attempt finds out, or says that a person has to.",
)
_SETTLE = Message(
    "Zapisz, kto je ma: lckm reports settle.", "Record who has it: lckm reports settle."
)
NEEDS_A_HAND = Message(
    "Helpdesk mógł to już dostać, a zapytać go się nie da. Sprawdź w nim i rozstrzygnij: lckm "
    "reports settle.",
    "The helpdesk may have this already, and it cannot be asked. Look there, and settle it: lckm "
    "reports settle.",
)


def cause_word(target: Target, cause: str, lang: Language) -> str:
    """Return why a receiver refused a delivery that still waits for it.

    *cause* is a ``Refusal`` or ``NO_ANSWER``. A mailbox's own refusal for good ends the
    wait, so here it is always the mail server that does not let the sender in.
    """
    text = _CAUSES.get((target, cause)) or _ANY_CAUSE.get(cause)
    return text.text(lang) if text else refusal_note(Refusal(cause), target).text(lang)


def target_word(target: Target, lang: Language) -> str:
    """Return who takes deliveries."""
    return (
        either(lang, "Skrzynki", "Mailboxes")
        if target is Target.MAILBOX
        else either(lang, "Helpdesk", "Helpdesk")
    )


_CAUSES: dict[tuple[str, str], Message] = {
    (Target.MAILBOX, Refusal.NOT_ALLOWED): Message(
        "serwer poczty nie wpuszcza nadawcy (login, hasło, certyfikat)",
        "the mail server does not let the sender in (login, password, certificate)",
    ),
}
_ANY_CAUSE: dict[str, Message] = {NO_ANSWER: Message("nie przyszła odpowiedź", "no answer came")}


def print_more(after: object, lang: Language, *, to_stderr: bool = False) -> None:
    """Print the option that continues a cut list, to standard error if *to_stderr*."""
    click.echo(either(lang, f"Dalej: --after {after}", f"More: --after {after}"), err=to_stderr)


def unreadable_lines(names: Sequence[str], lang: Language) -> Iterator[str]:
    """Yield a line for each entry that the list leaves out as unreadable."""
    text = either(
        lang,
        "ten program nie umie tego odczytać. Co robić, mówi lckm verify.",
        "this program cannot read it. lckm verify says what to do.",
    )
    yield from (f"{safe(name)}: {text}\n" for name in names)
