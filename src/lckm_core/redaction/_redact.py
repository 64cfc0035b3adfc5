"""Finding and redacting personal data in a text (I7)."""

from collections.abc import Container, Iterable, Iterator
from itertools import chain

from lckm_core.redaction._bare_names import bare_names
from lckm_core.redaction._birth_dates import birth_dates
from lckm_core.redaction._corrected_names import corrected_names
from lckm_core.redaction._cyrillic_names import cyrillic_names
from lckm_core.redaction._dictionary import COMMON_NAMES, NameDictionary
from lckm_core.redaction._doers import doers
from lckm_core.redaction._families import families
from lckm_core.redaction._first_names import first_names
from lckm_core.redaction._flat_directions import ways_home
from lckm_core.redaction._home_addresses import home_addresses
from lckm_core.redaction._identity_documents import id_documents, personal_cards
from lckm_core.redaction._introductions import introductions
from lckm_core.redaction._land_registers import land_registers
from lckm_core.redaction._letter_cases import (
    begins_a_sentence,
    has_its_capitals,
    in_other_cases,
)
from lckm_core.redaction._licence_plates import licence_plates
from lckm_core.redaction._names import names
from lckm_core.redaction._names_beside_kin import names_beside_kin
from lckm_core.redaction._names_in_passing import names_in_passing
from lckm_core.redaction._names_on_doors import names_on_doors
from lckm_core.redaction._names_with_details import names_with_details
from lckm_core.redaction._normal_form import found_in_normal_form, in_normal_form
from lckm_core.redaction._numbers import numbers
from lckm_core.redaction._numbers_after_documents import numbers_after_documents
from lckm_core.redaction._online_addresses import emails, online_accounts, social_profiles
from lckm_core.redaction._repeated_names import repeated_names
from lckm_core.redaction._sender_lines import sender_lines
from lckm_core.redaction._signatures import signatures
from lckm_core.redaction._small_first_names import small_first_names
from lckm_core.redaction._spans import (
    PersonalKind,
    PersonalSpan,
    original_spans,
    put_marks,
    shield_marks,
    without_overlaps,
)
from lckm_core.redaction._spelled_phones import spelled_phones
from lckm_core.redaction._surnames_alone import surnames_alone
from lckm_core.redaction._whole_names import whole_names
from lckm_core.redaction._words import plain
from lckm_core.redaction._wrapped_lines import without_wraps


def strike(text: str, *, dictionary: NameDictionary | None = None) -> str:
    """Redact *text*: put a mark in place of each personal datum found.

    Args:
        text: what a resident wrote, in NFC. Marks of an earlier call are left alone, so
            redacting twice changes nothing more.
        dictionary: which words are names; without one, common first names and surnames by their
            endings. ``PolishNames()`` knows the rest. Nothing is loaded unless given, so an
            installed package changes no result.

    Returns:
        The text with marks such as „[usunięto: telefon]”. What is found and what is not:
        docs/redaction.md. Provision: zał. 2 § 6 ust. 5.
    """
    return put_marks(text, personal_spans(text, dictionary=dictionary))


def personal_spans(
    text: str, *, dictionary: NameDictionary | None = None
) -> tuple[PersonalSpan, ...]:
    """Return where personal data stand in *text*, and of which kind.

    Args:
        text: as for :func:`strike`.
        dictionary: as for :func:`strike`.

    Returns:
        The spans, sorted and without overlaps; never the data themselves. Provision:
        zał. 2 § 6 ust. 5.
    """
    known = COMMON_NAMES if dictionary is None else dictionary
    return found_in_normal_form(text, lambda normal: _found(normal, known))


def _found(text: str, dictionary: NameDictionary) -> list[PersonalSpan]:
    spans: list[PersonalSpan] = []
    shielded = shield_marks(text)
    has_capitals = has_its_capitals(shielded)
    # A datum redacted changes what stands around other words, so look again at the text as it
    # will be read, until nothing new is found: only then does redacting twice change nothing.
    while found := without_overlaps(
        chain(
            _detect(shielded, dictionary),
            _detect_in_whole_lines(shielded, dictionary),
            () if has_capitals else _detect_in_other_cases(shielded),
        )
    ) or without_overlaps(repeated_names(text, shielded, spans)):
        spans = sorted([*spans, *original_spans(found, spans)])
        shielded = shield_marks(put_marks(text, spans))
    return spans


def with_second_look(
    text: str, others: Iterable[PersonalSpan], *, ignoring: Container[PersonalKind] = ()
) -> tuple[PersonalSpan, ...]:
    """Return *others* with what redaction finds in *text*, before and once these are redacted.

    Args:
        text: as for :func:`strike`.
        others: spans of the text that are redacted as well; they may overlap.
        ignoring: the kinds that redaction leaves.

    Returns:
        The spans in the text as it is given, sorted and without overlaps.
    """
    first = personal_spans(text)
    redacted = without_overlaps([*(span for span in first if span.kind not in ignoring), *others])
    if redacted == [*first]:
        # Nothing else is redacted, and of that redaction finds no more.
        return first
    struck = put_marks(text, redacted)
    found = [span for span in personal_spans(struck) if span.kind not in ignoring]
    return tuple(sorted([*redacted, *original_spans(found, redacted)]))


def strike_spans(text: str, spans: Iterable[PersonalSpan | tuple[int, int]]) -> str:
    """Redact the *spans* of *text* that a person chose by hand.

    Args:
        text: the text, redacted before or not.
        spans: pairs of code points, start and exclusive end, in any order; they may overlap. A
            :class:`PersonalSpan` keeps its kind, a plain pair gets „[usunięto: dane osobowe]”.

    Returns:
        The text with a mark in place of each span. Provision: zał. 2 § 6 ust. 5.

    Raises:
        ValueError: a span is empty, backward, or goes past the text.
    """
    chosen = [
        span if isinstance(span, PersonalSpan) else PersonalSpan(*span, PersonalKind.OTHER)
        for span in spans
    ]
    for span in chosen:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(
                f"{span.start} to {span.end} is not a span of a text of {len(text)} characters"
            )
    return put_marks(text, without_overlaps(chosen))


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Return where *words* stand in *text* as whole words, outside marks.

    Case, Polish marks and which blanks stand between words make no difference. The places do not
    overlap. Provision: zał. 2 § 6 ust. 5.
    """
    wanted = plain(" ".join(in_normal_form(words).split()))
    found = found_in_normal_form(text, lambda normal: _whole_words(wanted, normal))
    return [(start, end) for start, end, _ in found]


def _whole_words(wanted: str, text: str) -> Iterator[PersonalSpan]:
    """Yield where *wanted*, in small letters without marks, stands in *text* as whole words."""
    # By hand, for `re` would remember a pattern, and with it the words.
    small = plain(shield_marks(text)).replace("\n", " ")
    at = small.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        joined_left = at > 0 and small[at - 1].isalnum() and wanted[0].isalnum()
        joined_right = end < len(small) and small[end].isalnum() and wanted[-1].isalnum()
        if joined_left or joined_right:
            end = at + 1
        else:
            yield PersonalSpan(at, end, PersonalKind.OTHER)
        at = small.find(wanted, end)


def _detect(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield what each detector finds in *text*; spans may overlap."""
    yield from emails(text)
    yield from social_profiles(text)
    yield from online_accounts(text)
    yield from id_documents(text)
    yield from personal_cards(text)
    # Before the numbers, for of two at one place the first gives the kind.
    yield from numbers_after_documents(text)
    yield from numbers(text)
    yield from spelled_phones(text)
    yield from licence_plates(text)
    yield from land_registers(text)
    yield from _detect_in_words(text, dictionary)


def _detect_in_whole_lines(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield what *text* tells with its lines as they were before a mail program broke them."""
    if (whole_lines := without_wraps(text)) is not None:
        yield from _detect(whole_lines, dictionary)


def _detect_in_other_cases(text: str) -> Iterator[PersonalSpan]:
    """Yield what common names tell in *text* as it would be with other capitals.

    What begins with a capital that *text* has is judged as it is written.
    """
    for other in in_other_cases(text):
        for span in _detect_in_words(other, COMMON_NAMES):
            # „Czuć gaz tatrzańska 63 m 18”: what begins the sentence is no street.
            is_no_street = span.kind is PersonalKind.ADDRESS and begins_a_sentence(text, span.start)
            if not is_no_street and (text.isupper() or not text[span.start].isupper()):
                yield span


def _detect_in_words(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    yield from birth_dates(text)
    yield from home_addresses(text)
    yield from ways_home(text)
    yield from names(text, dictionary)
    yield from whole_names(text, dictionary)
    yield from bare_names(text, dictionary)
    yield from introductions(text, dictionary)
    yield from doers(text)
    yield from families(text)
    yield from first_names(text, dictionary)
    yield from small_first_names(text, dictionary)
    yield from surnames_alone(text)
    yield from names_with_details(text, dictionary)
    yield from sender_lines(text, dictionary)
    yield from names_on_doors(text, dictionary)
    yield from cyrillic_names(text)
    yield from names_in_passing(text, dictionary)
    yield from names_beside_kin(text, dictionary)
    yield from corrected_names(text, dictionary)
    yield from signatures(text, dictionary)
