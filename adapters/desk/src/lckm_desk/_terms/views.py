"""The portal terms: all versions, one of them, the form of a draft, and its approval."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from lckm_core.calendar import civil_day
from lckm_core.organisation import Act, DeskAct
from lckm_core.publication import PortalTerms, terms_in_force
from lckm_desk import _labels as labels
from lckm_desk._long_texts import lines_difference, text_markup
from lckm_desk._pages import Fault, View
from lckm_desk._permissions import Permission, may_do
from lckm_desk._terms.versions import digest, last_before, state_words, typed_prose
from lckm_http import FormFields
from lckm_sign_in import StaffSession

_DRAFTED = "Zapisano projekt. Nie obowiązuje, dopóki Dyrektor go nie zatwierdzi."


def _done_words(terms: PortalTerms, done: str, today: date) -> str:
    """Return the message on what was just done to a version; empty for nothing."""
    if done != "terms-approve":
        return _DRAFTED if done == "terms-draft" else ""
    if terms.valid_from <= today:
        return "Zatwierdzono. Obowiązuje od dziś; strony dla mieszkańców pokażą go za chwilę."
    return f"Zatwierdzono. Strony dla mieszkańców pokażą go od {labels.day(terms.valid_from)}."


def _approval(terms: PortalTerms) -> str:
    if terms.approved_by is None or terms.approved_on is None:
        return "jeszcze nie"
    return f"{terms.approved_by.name}, {labels.day(terms.approved_on)}"


def list_view(
    versions: Sequence[PortalTerms], staff: StaffSession, *, discarded: str = "", now: datetime
) -> View:
    """Return the page of all versions, with the one in force today.

    *discarded* is the version whose draft was just removed; empty for none.
    """
    current = terms_in_force(versions, civil_day(now))
    rows = [
        (terms.version, state_words(terms, current), _approval(terms)) for terms in versions[::-1]
    ]
    return View(
        template="terms",
        title="Regulamin portalu",
        here="terms",
        context={
            "done": f"Usunięto projekt, wersja {discarded}." if discarded else "",
            "rows": rows,
            "current": current,
            "text": text_markup(current.text) if current else Markup(),
            "may_draft": bool(may_do(staff, DeskAct.DRAFT_TERMS, now=now)),
        },
    )


def version_view(
    versions: Sequence[PortalTerms],
    terms: PortalTerms,
    staff: StaffSession,
    *,
    done: str,
    discards: bool,
    now: datetime,
) -> View:
    """Return the page of one version, with what it changes and what may be done.

    Args:
        versions: all versions.
        terms: the version shown.
        staff: who looks at it.
        done: what was just done; empty for nothing.
        discards: whether drafts can be removed.
        now: the moment, aware.
    """
    pages: Sequence[tuple[str, str, Act | DeskAct]] = (
        ("terms-draft", "Popraw projekt", DeskAct.DRAFT_TERMS),
        ("terms-approve", "Zatwierdź", Act.APPROVE_TERMS),
        *([("terms-discard", "Usuń projekt", DeskAct.DRAFT_TERMS)] if discards else []),
    )
    return View(
        template="terms_version",
        title=f"Regulamin, wersja {terms.version}",
        here="terms",
        context={
            **_version_context(versions, terms),
            "state": state_words(terms, terms_in_force(versions, civil_day(now))),
            "approval": _approval(terms),
            "actions": [
                (page, text) for page, text, act in pages if may_do(staff, act, terms, now=now)
            ],
            "done": _done_words(terms, done, civil_day(now)),
        },
    )


def _version_context(versions: Sequence[PortalTerms], terms: PortalTerms) -> dict[str, Any]:
    last = last_before(versions, terms.version)
    return {
        "terms": terms,
        "first_day": labels.day(terms.valid_from),
        "text": text_markup(terms.text),
        "before": last.version if last else "",
        "changes": lines_difference(last.text, terms.text) if last else [],
    }


def discard_view(
    terms: PortalTerms, permission: Permission, *, faults: Sequence[Fault] = (), status: int = 200
) -> View:
    """Return the page that asks whether a draft is to be removed.

    Args:
        terms: the draft.
        permission: that to remove it.
        faults: why it is refused.
        status: the HTTP status.
    """
    return View(
        template="terms_discard",
        title=f"Usuń projekt regulaminu, wersja {terms.version}",
        here="terms",
        status=status,
        faults=faults,
        context={
            "terms": terms,
            "text": text_markup(terms.text),
            "seen": digest(terms),
            "permission": permission,
        },
    )


def draft_view(
    versions: Sequence[PortalTerms],
    terms: PortalTerms | None,
    fields: FormFields,
    permission: Permission,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
    now: datetime,
) -> View:
    """Return the form of a draft: of a new one with the text in force, or with what was typed.

    Args:
        versions: all versions.
        terms: the draft to correct, ``None`` for a new one.
        fields: what was typed; without any, the form is opened.
        permission: that to write it.
        faults: why it is refused.
        status: the HTTP status.
        now: the moment, aware.
    """
    today = civil_day(now)
    start = terms or terms_in_force(versions, today)
    text = start.text if start else ""
    is_again = "tekst" in fields.values
    last = last_before(versions, terms.version if terms else "")
    typed_text = typed_prose(fields) if is_again else text
    return View(
        template="terms_draft",
        title=f"Projekt regulaminu, wersja {terms.version}" if terms else "Nowy projekt regulaminu",
        here="terms",
        status=status,
        faults=faults,
        context={
            "terms": terms,
            "version": fields.text("wersja") if is_again else _free_version(versions, today),
            "valid_from": fields.text("od") if is_again else _first_day(terms),
            "typed": typed_text,
            "seen": digest(terms),
            "permission": permission,
            "before": last.version if last else "",
            "changes": lines_difference(last.text, typed_text) if last and is_again else None,
        },
    )


def _first_day(terms: PortalTerms | None) -> str:
    return terms.valid_from.isoformat() if terms else ""


def _free_version(versions: Sequence[PortalTerms], today: date) -> str:
    """Return the name of a new version: its day, like those of the others."""
    taken = {terms.version for terms in versions}
    return next(name for name in _names(today) if name not in taken)


def _names(today: date) -> Iterator[str]:
    yield today.isoformat()
    number = 2
    while True:
        yield f"{today.isoformat()}/{number}"
        number += 1


def approve_view(
    versions: Sequence[PortalTerms],
    terms: PortalTerms,
    permission: Permission,
    *,
    faults: Sequence[Fault] = (),
    status: int = 200,
    now: datetime,
) -> View:
    """Return the page on which the Director approves exactly what it shows."""
    first = max(terms.valid_from, civil_day(now))
    return View(
        template="terms_approve",
        title=f"Zatwierdź regulamin, wersja {terms.version}",
        here="terms",
        status=status,
        faults=faults,
        context={
            **_version_context(versions, terms),
            "in_force_from": labels.day(first),
            "seen": digest(terms),
            "permission": permission,
        },
    )
