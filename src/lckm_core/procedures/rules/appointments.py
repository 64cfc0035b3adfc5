"""What other fields, and its own text, say against „Umawianie/rezerwacja wizyty”."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.booking_ways import ways_not_listed
from lckm_core.procedures.rules.bookings import Booking, said_of_booking
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_STEP_OF_BOOKING = (
    r"(?:um[óo]w|zarezerwuj|umówienie|rezerwacja|zarezerwowanie)\s+(?:się\s+na\s+)?wizyt[ęyę]"
    r"(?:\s+w\s+(?:urzędzie|wydziale|sali\s+obsługi)\b.*)?"
)
_ACTIVITY_OF_BOOKING = (
    r"(?:umówieni[ea]|umawianie|(?:za)?rezerwowanie|rezerwacj[ae])\s+(?:się\s+na\s+)?"
    r"(?:(?:terminu|daty|godziny)\s+)?wizyt[ęy]?"
    r"(?:\s+(?:w\s+(?:urzędzie|wydziale|siedzibie|sali\s+obsługi)|on-?line|elektronicznie"
    r"|przez\s+internet|telefonicznie|e-?mailem))*"
)
"""The same among the activities possible online."""


def contradicts_visits(phrase: str, *, mandatory: bool) -> bool:
    """Return whether a short *phrase* says another thing of booking than the field does.

    Source: wzór: Przydatne informacje.
    """
    said = said_of_booking(phrase)
    return said is (Booking.NOT_NEEDED if mandatory else Booking.NEEDED)


def asks_to_book(phrase: str) -> bool:
    """Return whether a short *phrase* asks to book a visit, and says no more."""
    return said_of_booking(phrase) is Booking.SPOKEN_OF


_NOT_AT_THE_OFFICE = (
    r"\b(?:u|w\s+banku|lekarz\w*|notari\w+|rzeczozn\w+|doradc\w+|sąd\w*|jeśli|jeżeli|gdy"
    r"|ewentualn\w*|możesz|można|najlepiej|nieobowiązkow\w+|dla\s+chętnych)\b"
)
_PART_END = re.compile(r"[.!?](?=\s|$)|[;:\n]")
"""The end of a part of a text that is read by itself."""
_KEYWORDS = ("umów", "umaw", "rezerw", "zapis")
_YES_OR_NO = r"^(?:tak|nie),\s+(?:(?:ale|bo)\s+)?"
_ASKS_OF_SOME_VISITS = (
    r"\b(?:odbi[oóe]r|odebr|skarg|konsultacj|porad|oględzin|ślub|adopc|z\s+kierowni)"
)


def _start_of_contradiction(text: str, appointments: parts.Appointments | EmptyWord) -> int | None:
    """Return where a text begins to say another thing of booking; ``None`` if it does not."""
    for start, part in sentences_of(text, _PART_END):
        said = said_of_booking(compiled(_YES_OR_NO).sub("", part.strip(MARKS)))
        if said is Booking.SPOKEN_OF:
            differs = not isinstance(appointments, parts.Appointments)
        elif isinstance(appointments, parts.Appointments) and appointments.mandatory:
            differs = said is Booking.NOT_NEEDED
        else:
            differs = said is Booking.NEEDED
        if differs:
            return start
    return None


@rule(
    "LCKM-R063",
    "zał. 2 § 9 ust. 2",
    "opis sprzeczny z umawianiem wizyty",
    WARNING,
    part="steps online_activities call_centre",
)
def texts_agree_on_visits(
    steps: tuple[parts.Step, ...],
    online_activities: tuple[str, ...],
    appointments: parts.Appointments | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text says another thing of booking a visit than the field for it."""
    other: Path = ("appointments",)
    if isinstance(appointments, parts.Appointments):
        yield from _of_other_ways(appointments, texts)
        differing = _NOT_MANDATORY if appointments.mandatory else _MANDATORY
        other = _MANDATORY_FIELD
    else:
        differing = _NOT_APPLICABLE
        for index, step in enumerate(steps):
            books = "wizyt" in step.name and compiled(_STEP_OF_BOOKING).fullmatch(step.name.strip())
            if books and not compiled(_NOT_AT_THE_OFFICE).search(step.comment or ""):
                yield Contradiction(("steps", index, "name"), differing, None, other)
        for index, activity in enumerate(online_activities):
            if "wizyt" in activity and compiled(_ACTIVITY_OF_BOOKING).fullmatch(
                activity.strip(" .;")
            ):
                yield Contradiction(("online_activities", index), differing, None, other)
    fields = ("summary", "steps", "how_to", "additional_info")
    for path, text in texts.holding_in_any_case(_KEYWORDS, *fields):
        where = None if path[-1] == "name" else _start_of_contradiction(text, appointments)
        if where is not None:
            yield Contradiction(path, differing, where, other)
    for path, question in questions_of(call_centre):
        if compiled(_ASKS_OF_SOME_VISITS).search(question.question):
            continue
        if _start_of_contradiction(answer_in_words(question), appointments) is not None:
            yield Contradiction(path, differing, None, other)


_MANDATORY_FIELD = ("appointments", "mandatory")


def _of_other_ways(appointments: parts.Appointments, texts: Texts) -> RuleFaults:
    """Yield the field's own words against its mark, and the ways of texts that it does not list."""
    start = _start_of_contradiction(appointments.text or "", appointments)
    if start is not None:
        path = ("appointments", "text")
        yield Contradiction(path, _OTHER_THAN_MANDATORY, start, _MANDATORY_FIELD)
    for key in ("how_to", "additional_info"):
        for start, way in ways_not_listed(texts.typed(key), appointments):
            yield _not_listed((key,), way, start)


_OTHER_THAN_MANDATORY = Message(
    "To wyjaśnienie mówi co innego niż zaznaczono.",
    "This explanation says another thing than the field for it.",
)
_NOT_MANDATORY = Message(
    "Według tego tekstu nie trzeba umawiać wizyty, a zaznaczono, że trzeba.",
    "No visit has to be booked by this, and the field for it says that one has to.",
)
_MANDATORY = Message(
    "Według tego tekstu trzeba umówić wizytę, a nie zaznaczono, że jest to niezbędne.",
    "A visit has to be booked by this, and the field for it does not say that one has to.",
)
_NOT_APPLICABLE = Message(
    "Jest tu mowa o umówieniu wizyty, a opis nie podaje, jak ją umówić.",
    "This is about booking a visit, and nothing says how to book one.",
)


def _not_listed(path: Path, way: str, start: int) -> Contradiction:
    message = Message(
        f"Wizytę umawia się, jak tu napisano, przez „{way}”, a tego sposobu nie podano.",
        f"A visit is booked by “{way}”, as is said here, and that way is not listed.",
    )
    advice = Message(
        "Dodaj tam ten sposób albo usuń go stąd.", "Add the way there, or remove it here."
    )
    return Contradiction(path, message, start, ("appointments",), quotes=True, advice=advice)
