"""Whether the places of a way of handing in are places of that way."""

from collections.abc import Callable

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.organisation import Directory
from lckm_core.procedures import parts
from lckm_core.procedures.parts import Way
from lckm_core.procedures.rules.addresses import (
    begins_with_a_street,
    is_a_choice,
    is_email,
    is_platform,
    is_section,
    is_telephone,
    may_tell_a_place,
    names_a_street,
    names_no_location,
)
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.telephones import telephone_fault, telephones
from lckm_core.text import EmptyWord, Message

_NO_LETTERBOX = (is_email, is_platform, is_telephone)
_NOT_OF: dict[Way, tuple[Callable[[str], bool], ...]] = {
    Way.BY_POST: (*_NO_LETTERBOX, is_section),
    Way.IN_PERSON: _NO_LETTERBOX,
    Way.ELECTRONICALLY: (is_section, is_telephone),
}
"""What cannot be a place of a way; an e-mail address for the electronic way is LCKM-R048."""
_BESIDE_WORDS = (
    r"(?=.*[^\W\d_]{4}).*?"
    r"(?:(?<!\d)(?:9\d\d|112|11[68]\s?\d{3}|19\s?\d{3})(?!\d)|\d(?:[\s().–-]{0,2}\d){8})"
)
"""A number that may stand among words of all kinds, „Straż Miejska 986”."""
_AT_A_SCREEN = r"kiosk|komputer|tablet|puap|platform|skryt"
"""What makes an address one where a form is filled in electronically."""
_SYSTEM = KeywordPattern(
    "system generator portal platform aplikacj stron formularz skrzynk internet doręcze",
    r"(?:(?:w|we|na|do|przez|poprzez|za\s+(?:pośrednictwem|pomocą))\s+)?"
    r"(?:(?:elektroniczn|internetow|miejsk|informatyczn|teleinformatyczn)\w+\s+)?"
    r"(?:system(?:ie|u|em)?|generator(?:ze|a|em)?|portal(?:u|em)?|platform(?:a|y|ę|ie|ą)"
    r"|aplikacj(?:a|i|ę|ą)|stron(?:a|y|ę|ie)\s+(?:internetow\w+|www)"
    r"|formularz(?:a|u|em)?\s+(?:elektroniczn\w+|internetow\w+|on-?line"
    r"|(?:na|w)\s+(?:stronie|portalu|platformie|systemie|internecie))"
    r"|(?:(?:elektroniczn|internetow)\w+\s+|e-?)formularz(?:a|u|em)?"
    r"|elektroniczn\w+\s+skrzynk(?:a|i|ę|ą)|internet(?:u|em|owo)?|e-?doręczeni(?:a|ami))"
    r"(?:\s+[^\s,;\d]+){0,6}",
)
_IS_A_PLACE = (
    r"wydruk|drukowan|papier|kancelari|sekretaria|punk|siedzib|okienk|kiosk|komputer"
    r"|stanowisk|kopert|skrzynce\s+przed|\bbudyn(?:ek|ku)\b"
    # „System Urzędu” is one of the Office's, and no place in it.
    r"|\burząd\b|\bw\s+(?:\w+\s+)?(?:urzędzie|biurze)\b|\b(?:przy|obok|koło|naprzeciw\w*)\s"
    r"|\bna\s+(?!internetow|elektroniczn|miejsk)\w+(?:skiej|ckiej|owej|nej)\b"
    r"|\bcaf[eé]\b|platform\w+\s+(?:widokow|peronow|startow)|\binformacji\s+miejskiej"
)
_LONGEST = 60
"""No longer text is one e-mail address, telephone, platform or room alone."""
_LOCATED = (Way.BY_POST, Way.IN_PERSON)
_LONGEST_NAME = 120
_WHERE = {
    Way.BY_POST: Message("listownie – na adres pocztowy", "by post, to a postal address"),
    Way.IN_PERSON: Message("osobiście – w miejscu z adresem", "in person, at a place"),
    Way.ELECTRONICALLY: Message("elektronicznie – na platformie", "electronically, on a platform"),
}


@rule(
    "LCKM-R060",
    "wzór: Formy i miejsce składania dokumentów",
    "miejsce, które nie pasuje do formy składania",
    part="submission",
)
def places_fit_their_way(submission: tuple[parts.Submission, ...] | EmptyWord) -> RuleFaults:
    """A place of handing in is none of its way, such as a room for the way by telephone."""
    for index, item in enumerate(() if isinstance(submission, EmptyWord) else submission):
        if item.way is Way.PHONE:
            path = ("submission", index, "places")
            if fault := _fault_of_telephones(item):
                yield path, fault
            continue
        unfit = _NOT_OF.get(item.way, ())
        for place, text in enumerate(item.places):
            # Most places are addresses, and no pattern has to look at them.
            if len(text) > _LONGEST:
                continue
            if begins_with_a_street(text):
                is_wrong = item.way is Way.ELECTRONICALLY and not compiled(_AT_A_SCREEN).search(
                    text
                )
            else:
                is_wrong = any(is_unfit(text) for is_unfit in unfit)
            if is_wrong:
                where = _WHERE[item.way]
                yield (
                    ("submission", index, "places", place),
                    Message(
                        f"Dokumenty składa się {where.pl}, a „{text}” takim miejscem nie jest. "
                        "Popraw miejsce albo formę składania.",
                        f"Documents are handed in {where.en}, and “{text}” is no such place. Fix "
                        "the place or the way.",
                    ),
                )


@rule(
    "LCKM-R067",
    "wzór: Formy i miejsce składania dokumentów",
    "forma składania bez miejsca, do którego można trafić",
    WARNING,
    part="submission",
)
def ways_name_a_location(
    submission: tuple[parts.Submission, ...] | EmptyWord, directory: Directory
) -> RuleFaults:
    """A way by post or in person has a unit, a cell or a room, and no address."""
    for index, item in enumerate(() if isinstance(submission, EmptyWord) else submission):
        if item.way not in _LOCATED:
            continue
        texts = item.places if item.note is None else (*item.places, item.note)
        if any(len(text) > _LONGEST_NAME or names_a_street(text) for text in texts):
            continue
        if any(is_unfit(text) for is_unfit in _NOT_OF[item.way] for text in item.places):
            continue
        if not all(names_no_location(text, directory) for text in item.places):
            continue
        if not item.note or _tells_no_place(item.note, directory):
            yield (
                ("submission", index, "places"),
                Message(
                    "Nie wiadomo stąd, dokąd przyjść albo wysłać dokumenty. Podaj ulicę z numerem, "
                    "a gdy składa się je listownie, także kod pocztowy.",
                    "Nobody can tell from this where to come or what to write on the envelope. "
                    "Give the street and number and, by post, the postal code.",
                ),
            )


@rule(
    "LCKM-R085",
    "wzór: Formy i miejsce składania dokumentów",
    "system elektroniczny podany jako miejsce składania na papierze",
    WARNING,
    part="submission",
)
def papers_go_to_no_system(submission: tuple[parts.Submission, ...] | EmptyWord) -> RuleFaults:
    """A place of handing in by post or in person is an electronic system (I31)."""
    for index, item in enumerate(() if isinstance(submission, EmptyWord) else submission):
        if item.way not in _LOCATED or (item.note and may_tell_a_place(item.note)):
            continue
        for place, text in enumerate(item.places):
            if len(text) <= _LONGEST_NAME and _is_a_system(text.strip(" .")):
                yield (
                    ("submission", index, "places", place),
                    Message(
                        f"„{text}” to system, w którym dokumenty składa się elektronicznie, a nie "
                        "miejsce, do którego się je przynosi albo wysyła. Popraw miejsce albo "
                        "formę składania.",
                        f"“{text}” is a system in which documents are handed in electronically, "
                        "and no place to bring or send them to. Fix the place or the way.",
                    ),
                )


def _is_a_system(text: str) -> bool:
    return (
        _SYSTEM.may_match(text)
        and _SYSTEM.compiled.fullmatch(text) is not None
        and not compiled(_IS_A_PLACE).search(text)
        and not any(is_unfit(text) for is_unfit in _NO_LETTERBOX)
    )


def _tells_no_place(note: str, directory: Directory) -> bool:
    """Return whether a note says nothing of where, as „podpisują oboje rodzice” does not."""
    return names_no_location(note, directory) or not (may_tell_a_place(note) or is_a_choice(note))


def _fault_of_telephones(item: parts.Submission) -> Message | None:
    """Return what is wrong where no number can be dialled for the way by telephone."""
    texts = (*item.places, item.note or "")
    if any(telephones(text) or compiled(_BESIDE_WORDS).match(text) for text in texts):
        return None
    faults = (fault for text in item.places if (fault := telephone_fault(text)) is not None)
    if (fault := next(faults, None)) is None:
        return None  # it has no place that is a text, and the shape says so
    return Message(
        f"Składanie telefonicznie: {fault.pl}.",
        f"The way by telephone: {fault.en}.",
    )
