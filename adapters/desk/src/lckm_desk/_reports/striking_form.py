"""The form that strikes words of a report by hand, after showing what will go."""

from collections.abc import Mapping, Sequence
from typing import Any

from lckm_core.errors import LckmError
from lckm_core.redaction import other_forms, places_of
from lckm_core.reports import Report, RouteTable, doubtful_words, redact_words
from lckm_core.text import Noun, counted, normalise, without_invisible
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault
from lckm_desk._places import Places
from lckm_desk._submissions import TICKED, FaultyFieldsError, ReportSubmission
from lckm_pages import clean

_MOST_WORDS, _SHORTEST = 100, 2
_LINES = Noun("wiersz", "wiersze", "wierszy", "line", "lines")
_SHOWN = "pokazano"
"""The hidden field with the words that the page before showed as struck."""


def strike(sent: ReportSubmission) -> None:
    """Strike the words. Raises :class:`FaultyFieldsError` for none and for ones too short."""
    words = _words(sent)
    sent.centre.redact(sent.number, words, now=sent.now, by=sent.by, role=sent.role)


def is_shown(sent: ReportSubmission, table: RouteTable | None) -> bool:
    """Return whether the form has shown what these words strike.

    Raises what :func:`strike` does, and :class:`WordsNotFoundError`.
    """
    words = _words(sent)
    redact_words(sent.record.report, words)
    return clean(sent.fields.text(_SHOWN)) == _listed(words)


def striking_context(sent: ReportSubmission, table: RouteTable | None) -> Mapping[str, Any]:
    """Return what the page shows: the texts, and what the words that were sent strike."""
    report, places = sent.record.report, sent.places
    context = {
        "texts": texts_of(report, places),
        "doubtful": doubtful_words(report),
        "ticked": sent.fields.texts(TICKED),
        "shown": "",
    }
    if not sent.fields.values:
        return context
    try:
        words = _words(sent)
        struck = redact_words(report, words)
    except (FaultyFieldsError, LckmError):
        return context
    before, after = texts_of(report, places), texts_of(struck, places)
    changed = [
        (name, left, language)
        for (name, text, language), (_, left, _) in zip(before, after, strict=True)
        if left != text
    ]
    where = [
        (word, ", ".join(name for name, text, _ in before if places_of(word, text)))
        for word in words
    ]
    return {
        **context,
        "shown": _listed(words),
        "changed": changed,
        "places": where,
        "staying": other_forms(words, "\n".join(text for _, text, _ in after)),
    }


def texts_of(report: Report, places: Places) -> Sequence[tuple[str, str, str]]:
    """Return the texts in which words may be redacted: label, text and language of each.

    *places* names attributes.
    """
    language = report.language
    texts = [("treść", report.description, language), ("miejsce", report.address or "", language)]
    texts += [
        (places.name(attribute.name), attribute.value, language) for attribute in report.attributes
    ]
    for act in report.history:
        label = labels.act_words(act)
        # Staff write in Polish.
        texts.append((label, act.words or act.was_address or "", "pl"))
        earlier = act.was.attributes if act.was is not None else ()
        texts += [
            (f"{label}, było: {places.name(attribute.name)}", attribute.value, language)
            for attribute in earlier
        ]
    return [text for text in texts if text[1]]


def _listed(words: Sequence[str]) -> str:
    return "\n".join(" ".join(word.split()) for word in words)


def _words(sent: ReportSubmission) -> Sequence[str]:
    """Return the words that were typed and ticked.

    Raises :class:`FaultyFieldsError`.
    """
    lines = [normalise(without_invisible(line)) for line in _lines(sent.fields.text("slowa"))]
    # A line that is not in the report is named by its number.
    words = [*lines, *(word for word in _ticked_words(sent) if word not in lines)]
    if not words:
        how = "Zaznacz albo wpisz" if doubtful_words(sent.record.report) else "Wpisz"
        raise FaultyFieldsError([Fault("slowa", f"{how} słowa do wykreślenia.")])
    if len(words) > _MOST_WORDS:
        text = f"To {counted(len(words), _LINES).pl}, a naraz da się wykreślić {_MOST_WORDS}."
        raise FaultyFieldsError([Fault("slowa", text)])
    if short := [at for at, word in enumerate(lines, start=1) if len(word) < _SHORTEST]:
        text = f"W wierszu {short[0]} jest mniej niż {_SHORTEST} znaki. Wpisz całe słowo."
        raise FaultyFieldsError([Fault("slowa", text)])
    return words


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ticked_words(sent: ReportSubmission) -> Sequence[str]:
    """Return the doubtful words that were ticked, as they stand in the report."""
    report = sent.record.report
    # A browser changes the line break within a value.
    words = {" ".join(word.split()): word for word in doubtful_words(report)}
    ticked = (" ".join(value.split()) for value in sent.fields.texts(TICKED))
    texts = [text for _, text, _ in texts_of(report, sent.places)]
    found = dict.fromkeys(words.get(value, value) for value in ticked)
    # Words that another tab has struck meanwhile are done.
    return [word for word in found if any(places_of(word, text) for text in texts)]
