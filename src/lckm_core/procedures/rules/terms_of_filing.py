"""Terms of handing in, and the event that a time is before or after."""

import re
from typing import NamedTuple

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.stated_terms import IS_DONE, stems
from lckm_core.procedures.rules.terms_by_clause import AT_LEAST, ClauseTerm

_PAPERS = (
    r"\b(?:wnios(?:ek|ki|ku|ków|kiem)|zgłosze(?:nie|nia|ń)|podani[ea]|deklaracj[ęeai]|ofert[ęyę]?"
    r"|dokument(?:y|ów)|zawiadomieni[ea])\b"
)
_FILES = (
    r"\b(?:trafić|wpłynąć|dotrzeć|zdąży(?:ć|sz)|zgłoś\s+się|złóż(?:cie)?|złoży[ćsł]\w*|składa\w*"
    r"|złożeni\w+|wyślij|wysłać|prześlij|przesłać"
    r"|przyjmuje(?:my)?|dostarcz\w*|termin\w*\s+składania)\b"
)
_PHRASE_OF_FILING = (
    rf"^(?:wniosek|wnioski|zgłoszenie|podanie)\s+(?:(?:najpóźniej|{AT_LEAST})\s+){{1,2}}…"
)
"""A phrase without a verb, „wniosek co najmniej 14 dni przed imprezą”."""
_FILES_OR_PHRASE = rf"{_FILES}|{_PHRASE_OF_FILING}"
_APPLICATION_FOR = r"\bwnios\w+\s+(?P<of>o\s+(?P<what>[^\W\d_]{4,}(?:\s+[^\W\d_]{4,})?))"
_WITH_PAPERS = r"\s+(?:i|oraz|z|wraz\s+z)\s+(?:wymaganymi\s+)?(?:załącznik|dokument)\w+"
_SOME_PAPERS = (
    r"\b(?:przedłuż|now[yaeą]\b(?!\s+(?:właściciel|nabyw|najem|użytkown))|ponown|kolejn|korekt"
    r"|uzupełn|odwołan|opłat|zapła|uzgod"
    r"|odb[ió]|kopi|wycof|policj"
    r"|jeśli|jeżeli|gdy|dla\b|przypadk|razie|awari|załącz|oryginał|wnios\w+\s+o\b|zmianę\b"
    r"|nie\s+(?:musi|trzeba)|zwrot|pełnomocn\w+\s+składa|sprawozda|rozlicz)"
)
_EARLIER = r"\s*(?:wyprzedzeniem|wcześniej)\b"
_EVENT = (
    r"\s*(?:kalendarzow\w+\s+)?(?P<side>przed|od|po)\s+(?:dnia,\s+w\s+którym\s+)?"
    r"(?P<event>[^,;()]{3,80})"
)
_OF_ANY_EVENT = r"\b(?:planowan|dni|dat|sam|termin|ich|jego|jej|każd|zamier)\w*\s+"
_SAME_EVENTS = {"impr": "wyda", "końc": "zako", "zamk": "zako"}
"""Beginnings of words for one event: „impreza” is a „wydarzenie”, „koniec” a „zakończenie”."""


class Event(NamedTuple):
    """An event, and whether a time is before it.

    ``stems`` are the beginnings of its words and ``first`` is that of the first of them; both are
    empty for an event without a name.
    """

    before: bool
    stems: frozenset[str]
    first: str


def event_of(after: str) -> Event | None:
    """Return the event that the words behind a time name, „przed rozpoczęciem robót”.

    That of „wcześniej” and of „z tygodniowym wyprzedzeniem” has no name.
    """
    if compiled(_EARLIER).match(after):
        return Event(before=True, stems=frozenset(), first="")
    found = compiled(_EVENT).match(after)
    if found is None:
        return None
    words = re.findall(r"[^\W\d_]{4,}", compiled(_OF_ANY_EVENT).sub("", found["event"]).lower())
    beginnings = (word.replace("ó", "o")[:4] for word in words)
    events = [_SAME_EVENTS.get(beginning, beginning) for beginning in beginnings]
    if not events:
        return None
    return Event(found["side"].lower() == "przed", frozenset(events), events[0])


_OF_ANYTHING = {
    *("złoż", "wnio", "wpły", "otrz", "dorę", "odeb", "odbi", "wyda", "decy", "wezw", "podp"),
    *("zapł", "zako", "rozp", "zawi", "ogło"),
}
"""Beginnings of events that many times are counted from, not that for handing in alone."""
_OF_ANOTHER_ACT = (
    rf"{IS_DONE}|decyzj|odwoł|zażal|sprzeciw|skarg|płac|opłat|ważn|wygas|\bkar[aęy]\b|grzywn"
    r"|mandat|przechow|wypła|zwr[aoó]|rozlicz|sprawozd|odbi[eoó]r|odebr|wezw|czeka|\bdopiero\b"
    r"|\btrwa|ubezpiecz|gwaranc|umow[aęy]|kto\b|chyba|inacz|\bnie\b"
)


def is_counted_from_it_alone(term: ClauseTerm, event: Event) -> bool:
    """Return whether a time can be that for handing in by its event, whatever its clause says.

    „14 dni od nabycia pojazdu” is, where no other act is spoken of; „14 dni od złożenia wniosku”
    may be the time of anything.
    """
    return (
        bool(event.first)
        and event.stems.isdisjoint(_OF_ANYTHING)
        and compiled(_OF_ANOTHER_ACT).search(term.about) is None
        and compiled(_SOME_PAPERS).search(term.about) is None
    )


_OTHER_PAPER = r"\b(?:now[yaeą]\b|ponown|kolejn|korekt|uzupełn|wycof|jeśli|jeżeli)"


def application_of(words: str) -> frozenset[str]:
    """Return the beginnings of what an application that words name is for, „o zmianę wpisu”."""
    found = compiled(_APPLICATION_FOR).search(words)
    return stems(found["what"]) if found else frozenset()


def is_filed_in(term: ClauseTerm) -> bool:
    """Return whether something is handed in within a time, and it is no second paper."""
    return (
        compiled(_FILES).search(term.before) is not None
        and compiled(_OTHER_PAPER).search(term.about) is None
    )


_HAS_TO = (
    r"\b(?:trzeba|należy|musisz|ma(?:sz)?\s+obowiązek)\s+"
    r"(?P<act>(?:za|prze)?(?:rejestr|meld)|zgł[oa][sś])\w+(?:\s+[^\W\d]+){0,4}"
    r"\s+(?:w\s+(?:ciągu|terminie)|do)\s+$"
)
_GIVEN = r"(?:^|\s)(?:ma(?:sz|ją)?|jest)\s+$"
_TO_HAND_IN = (
    r"\s*na\s+(?:(?:złożenie|dostarczenie|przesłanie)\s+(?:wniosku|zgłoszenia|deklaracji)"
    r"|(?P<act>(?:za|prze)?(?:rejestr|meld)|zgłosz)\w+(?:\s+[^\W\d]+)?)$"
)


def is_given_to_hand_in(term: ClauseTerm, title: str) -> bool:
    """Return whether somebody has a time „na złożenie wniosku”, or for what the title calls so."""
    found = compiled(_HAS_TO).search(term.before)
    if found is None and term.after.lstrip().startswith("na "):
        found = compiled(_TO_HAND_IN).match(term.after)
        if not compiled(_GIVEN).search(term.before):
            return False
    if found is None:
        return False
    act = (found["act"] or "").lower().removeprefix("za").removeprefix("prze")
    return act in title.lower() and compiled(_SOME_PAPERS).search(term.before) is None


def is_of_handing_in(term: ClauseTerm, title: str = "") -> bool:
    """Return whether a term is that in which the documents of the matter are handed in.

    Args:
        term: the term.
        title: what the procedure is called, which its application may be named by.
    """
    about = term.about
    of_it = compiled(_APPLICATION_FOR).search(about)
    if of_it and not stems(of_it["what"]).isdisjoint(stems(title)):
        about = about[: of_it.start("of")] + about[of_it.end("of") :]
    about = compiled(_WITH_PAPERS).sub("", about)
    return (
        compiled(_FILES_OR_PHRASE).search(about) is not None
        and compiled(_PAPERS).search(about) is not None
        and compiled(_SOME_PAPERS).search(about) is None
    )


_HANDS_IN = (
    r"(?:(?:(?:winien|powinien|musi|musisz|należy|trzeba|powinno\s+się)\s+)?"
    r"(?:składa(?:j|ć|sz|my|\s+się)?|złóż(?:cie)?|złożyć|złożysz|wpłynąć|wpływa|trafić|dostarczyć"
    r"|wyślij|wysłać|prześlij))"
)
# Whole clauses alone: more words may advise it, or tell of some cases.
_APPLICATION_EARLIER = (
    r"(?:(?:organizator|wnioskodawca|przedsiębiorca|inwestor|strona)\s+)?"
    rf"(?:wniosek\s+{_HANDS_IN}|{_HANDS_IN}\s+wniosek)\s+"
    r"(?:(?:najpóźniej|co\s+najmniej|przynajmniej|minimum|z|na)\s+){0,3}"
)
_STEP_OF_APPLYING = (
    r"(?:złóż|wyślij|prześlij|złożenie|przesłanie)\s+(?:wniosek|wniosku)"
    r"(?:\s+(?:i|oraz|z|wraz\s+z)\s+(?:wymaganymi\s+)?(?:załącznik|dokument)\w+)?"
)
_EARLIER_ALONE = r"\s*(?:wyprzedzeniem|wcześniej)"
_HEADING = r"(?P<case>[^.*:\n]{3,60})(?:[.:]\*\*|\*\*[.:]?)\s+"


def is_of_the_application(term: ClauseTerm, asked: str, known_words: frozenset[str]) -> bool:
    """Return whether a time „wcześniej” is for the application, by its clause or its step.

    A heading before it, „**Roboty planowe.**”, has to be of a case that the deadline names.

    Args:
        term: the time.
        asked: the step whose comment tells it.
        known_words: the beginnings of the words of the title and the deadlines.
    """
    # „Dzień wcześniej umów wizytę” is of something else.
    if term.bare and compiled(_STEP_OF_APPLYING).fullmatch(asked):
        return compiled(_EARLIER_ALONE).fullmatch(term.after) is not None
    heading = compiled(_HEADING).match(term.before)
    if heading and stems(heading["case"]).isdisjoint(known_words):
        return False
    clause = term.before[heading.end() :] if heading else term.before
    return compiled(_APPLICATION_EARLIER).fullmatch(clause) is not None
