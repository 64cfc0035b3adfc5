"""Who sent a message: the line „Od:” above it, and what a telephone adds under it."""

from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import (
    is_a_building_or_body,
    is_an_institution,
    is_no_name,
)
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_surname_alone,
)
from lckm_core.redaction._foreign_names import is_vietnamese
from lckm_core.redaction._name_cues import RELATIVE
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, SMALL
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan
from lckm_core.redaction._words import plain

_CAP = CAPITALISED
_NAME = rf"(?:{_CAP}|{INITIAL})(?:\s(?:{_CAP}|{INITIAL})){{0,3}}"
# „Od: Wanda Nguyen <wanda@…>”: the header of a message.
_WITH_A_MAILBOX = (
    r"(?:^|\n)[>\s]*(?i:od|from|do|to|dw|cc|nadawca|von|an)\s?:\s*[\"„]?"
    rf"({_NAME})[\"”]?\s?[<\[(]"
    rf"(?:(?i:mailto:))?(?:([\w.+-]{{1,64}})@|{REDACTED})"
)
_LEAST_IN_AN_EMAIL = 4
# „Od: Aneta” above „Temat: …”, and „Od: Adaobi (Erasmus)” as the first line.
_SENDER = (
    r"(?:(?P<first>^)|\n)[>\s]*(?i:od|from|nadawca|von)\s?:\s*[\"„]?"
    rf"(?P<name>(?:(?i:{RELATIVE})\s)?{_NAME}(?:\s(?:i|oraz|and)\s{_CAP})?"
    rf"|(?P<small>{SMALL}(?:\s{SMALL})?))[\"”]?"
    rf"(?=\s?\(|[\s,]*(?:[\w.+-]{{1,64}}@|{REDACTED})|[^\S\n]*(?:\n|$))"
)
_NEXT_HEADER = (
    r"[^\n]*\n[>\s]*(?i:temat|dot|dotyczy|do|data|wys[łl]ano?|subject|to|date|sent|re)\s?[.:]"
)
# „Wysłane z telefonu Sabiny”.
_SENT_FROM = (
    r"(?<!\w)(?i:(?:wys[łl]an|nadan|pisan)[eoay]\s(?:jest\s)?z\s(?:prywatnego\s|mojego\s)?"
    r"(?:telefonu|iphone['’]?a|smartfon[ua]|tabletu?|kom[óo]rki|konta|poczty|skrzynki|komputera"
    rf"|laptopa|maila|adresu)|sent\sfrom)\s(?P<name>(?:(?i:{RELATIVE})\s)?{_CAP}(?:\s{_CAP})?)"
)
_NO_SENDER = any_of("""
    sekretariat* administrac* biuro wspólnota zarząd* dyrekcja księgowość kancelari* portiernia
    recepcja serwis support system newsletter noreply sądu gabinet pracownia redakcja obsługa
    kierownik zarządca dyrektor rada lokatorzy mieszkańcy rodzice sąsiedzi anonim formularz
    nieznany ktoś infolinia kontakt poczta płatności faktury kadry wielka
""")


def sender_lines(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names of who sent *text*, or a message quoted in it."""
    for sender in compiled(_WITH_A_MAILBOX).finditer(text) if "<" in text or "@" in text else ():
        if _is_a_person(sender[1].split(), sender[2] or "", dictionary):
            yield PersonalSpan(*sender.span(1), PersonalKind.NAME)
    for sender in compiled(_SENDER).finditer(text):
        goes_on = compiled(_NEXT_HEADER).match(text, sender.end()) is not None
        if sender["small"]:
            words = sender["small"].split()
            # „od: declan” above „temat: …”.
            is_somebody = goes_on
        else:
            words = [word for word in sender["name"].split() if word[0].isupper()]
            is_known = any(NameSense.FIRST_NAME in dictionary.sense(word) for word in words)
            is_header = goes_on or sender["first"] is not None
            is_somebody = is_known or (is_header and _may_be_a_person(words))
        if is_somebody and not _is_nobodys(words):
            yield PersonalSpan(*sender.span("name"), PersonalKind.NAME)
    for sender in compiled(_SENT_FROM).finditer(text):
        words = [word for word in sender["name"].split() if word[0].isupper()]
        if NameSense.FIRST_NAME in dictionary.sense(words[0]):
            yield PersonalSpan(*sender.span("name"), PersonalKind.NAME)


def _is_nobodys(words: list[str]) -> bool:
    """Return whether one of *words* is of an office, a firm or a letter."""
    return any(
        is_no_name(word)
        or is_an_institution(word)
        or is_a_building_or_body(word)
        or compiled(_NO_SENDER).match(word) is not None
        for word in words
    )


def _may_be_a_person(words: list[str]) -> bool:
    """Return whether *words* that are all of a sender's line may be a name."""
    return len(words) < 3 and all(word.istitle() or "'" in word for word in words)


def _is_a_person(words: list[str], box: str, dictionary: NameDictionary) -> bool:
    """Return whether *words* before an e-mail address, whose first part is *box*, are a name."""
    if _is_nobodys(words):
        return False
    is_known = any(NameSense.FIRST_NAME in dictionary.sense(word) for word in words)
    small = plain(box)
    is_in_the_box = len(words) > 1 and any(
        len(word) >= _LEAST_IN_AN_EMAIL and plain(word) in small for word in words
    )
    return (
        is_known
        or is_vietnamese(words)
        or is_in_the_box
        or (len(words) > 1 and is_a_surname_alone(words[-1]))
    )
