"""Rules of „Najważniejsze etapy”: the mark „@”, and steps with it or without."""

import re

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.step_phrases import (
    asks_to_come,
    is_done_without_a_visit,
    is_marked,
    is_marked_in_name,
    names_only_visit_or_letter,
)
from lckm_core.text import Message

_MARKED_IN_NAME = Message(
    "Znak „@” nie jest częścią nazwy etapu. Usuń go z niej i zaznacz „Etap możliwy bez wizyty w "
    "urzędzie” (online: tak).",
    "The “@” is no part of a step's name. Remove it there and mark the step (online: true).",
)
_MARKED_TWICE = Message(
    "Znak „@” nie jest częścią nazwy etapu. Usuń go z niej; etap jest już oznaczony jako możliwy "
    "bez wizyty w urzędzie.",
    "The “@” is no part of a step's name. Remove it there; the step is marked already.",
)


@rule(
    "LCKM-R005",
    "wzór: Najważniejsze etapy realizacji procedury",
    "znak „@” w nazwie etapu albo procedury",
    part="title steps",
)
def at_sign_is_a_mark(title: str | None, steps: tuple[parts.Step, ...]) -> RuleFaults:
    """The „@” mark is typed into the name of a step, or of the procedure."""
    if title and is_marked_in_name(title):
        yield (
            ("title",),
            Message(
                "Znak „@” oznacza etap i nie jest częścią nazwy procedury. "
                "Usuń go, a dopisz przy etapie „@” (online: tak).",
                "The “@” marks a step and is no part of the title. Remove it and mark the step "
                "with “@” (online: true).",
            ),
        )
    for index, step in enumerate(steps):
        if is_marked_in_name(step.name):
            yield (
                ("steps", index, "name"),
                _MARKED_TWICE if step.online else _MARKED_IN_NAME,
            )


@rule(
    "LCKM-R046",
    "wzór: Najważniejsze etapy realizacji procedury",
    "etap możliwy bez wizyty, a bez znaku „@”",
    WARNING,
    each="steps",
)
def step_without_a_visit_is_marked(step: parts.Step) -> RuleFaults:
    """A step can be done without a visit, as its comment says, and is not marked „@”."""
    if not is_marked(step) and is_done_without_a_visit(step.name, step.comment or ""):
        yield (
            ("comment" if step.comment else "name",),
            Message(
                "Ten etap można, jak tu napisano, załatwić bez wizyty w urzędzie, a nie ma on "
                "znaku „@”. Jeżeli tak jest, dopisz przy etapie „@” (online: tak).",
                "This step can be done without a visit to the Office, as is said here, and has no "
                "“@”. If so, mark the step with “@” (online: true).",
            ),
        )


_NO_WAY_ONLINE = Message(
    "Znak „@” ma etap, który można załatwić formularzem elektronicznym, e-mailem, telefonicznie "
    "albo na elektroniczną skrzynkę podawczą, a komentarz żadnej z tych form nie podaje.",
    "“@” marks a stage done by electronic form, e-mail, telephone or electronic inbox, and the "
    "comment tells none of these.",
)
_ONLY_IN_PERSON = KeywordPattern(
    "osobiście urzędzie siedzibie kasie stawiennictwo obecność",
    r"\b(?:tylko|wyłącznie|jedynie)\s+(?:i\s+wyłącznie\s+)?(?:osobiście|w\s+(?:urzędzie"
    r"|siedzibie|kasie))|\b(?:wymagan\w+|konieczn\w+|niezbędn\w+"
    r"|obowiązkow\w+)\s+(?:jest\s+)?(?:osobist\w+\s+)?(?:stawiennictwo|obecność)"
    r"|\b(?:musisz|trzeba|należy)\s+(?:się\s+)?(?:przyjść|stawić|zgłosić\s+się)\s+osobiście",
)
_FROM_AFAR = (
    r"\bprzelew|\bblik|internet|\bon-?line|puap|gov\.pl|\belektronicz|mailem\b"
    r"|\bpocztą\b|\blistem\b|\btelefonicznie|aplikac|mobywatel|\bna\s+rachunek|\bzdalnie"
)
"""Beside „gotówką tylko w kasie”: a way that needs no visit."""


@rule(
    "LCKM-R053",
    "wzór: Najważniejsze etapy realizacji procedury",
    "etap ze znakiem „@”, który wymaga stawiennictwa",
    WARNING,
    each="steps",
)
def online_stage_needs_no_visit(step: parts.Step) -> RuleFaults:
    """A stage marked „@” says that one has to come in person, or may only write a letter."""
    if not step.online:
        return
    comment = step.comment or ""
    words_at = ("comment",) if comment else ("name",)
    words = f"{step.name}, {comment}"
    says_only = _ONLY_IN_PERSON.search(words) is not None
    if not says_only and names_only_visit_or_letter(step.name, comment):
        yield Contradiction(("online",), _NO_WAY_ONLINE, None, words_at, quotes=True)
        return
    is_one_way_of_two = compiled(_FROM_AFAR).search(comment) and not re.search(
        r"\bnie\b", comment, re.IGNORECASE
    )
    if (says_only and not is_one_way_of_two) or asks_to_come(words):
        message = Message(
            "Znak „@” ma etap, który nie wymaga stawiennictwa, a opis mówi, że trzeba przyjść "
            "osobiście.",
            "“@” marks a stage that needs no visit, and the text says that one has to come in "
            "person.",
        )
        yield Contradiction(("online",), message, None, words_at, quotes=True)


_FILES = (
    r"(?:(?:wypełnij\s+i\s+)?(?:złóż|wyślij|prześlij|zanieś|dostarcz|przynieś)|złożenie|wysłanie"
    r"|przesłanie)\s+(?:wnios(?:ek|ku)|podani[ea]|formularza?|ofert[ęy]|zgłoszeni[ea]"
    r"|deklaracj[ęi])(?:\s+(?:i|z|ze)\s+[^\W\d_]+){0,2}"
)
_FILES_AS_WELL = r"\b(?:zapis|zarejestr|zgłoś|zgłasz|zadzwoń|aplik|zam[óo]w|wypełni)"
_AFTERWARDS = (
    r"(?:odbierz|odbiór|odebranie|otrzymasz|otrzymanie)\s+(?:(?:swoj|gotow)\w+\s+)?"
    r"(?P<thing>kart\w{1,3}|zaświadczeni\w+|decyzj\w+|zezwoleni\w+|pozwoleni\w+|legitymacj\w+"
    r"|licencj\w+|paszport\w*|dow[oó]d\w*(?:\s+osobist\w+)?)"
    r"|(?:(?:po)?czekaj|oczekuj|oczekiwanie)\s+na\s+(?P<awaited>decyzję|rozpatrzenie"
    r"(?:\s+wniosku)?|zaświadczenie|kart[ęy]|zezwolenie|pozwolenie)"
    r"|(?:wnieś|wniesienie|złóż|złożenie)\s+(?:odwołani[ea]|sprawozdani\w+\s+z\s+dotacji)"
    r"|(?:rozlicz|rozliczenie)\s+dotacj\w+"
)
_FROM_ANOTHER = r"\b(?:sąd|bank|lekarz|szk[oó]ł|notari|spółdzieln|pracodaw|starost|wojew|minister)"


@rule(
    "LCKM-R096",
    "wzór: Najważniejsze etapy realizacji procedury",
    "etap przed złożeniem wniosku, z którego wynika",
    WARNING,
    part="title",
)
def steps_are_in_order(title: str | None, steps: tuple[parts.Step, ...]) -> RuleFaults:
    """A step that follows from the application stands before it."""
    filed = (at for at, step in enumerate(steps) if compiled(_FILES).fullmatch(step.name))
    filing = next(filed, 0)
    if any(compiled(_FILES_AS_WELL).search(step.name) for step in steps[:filing]):
        return
    for index, step in enumerate(steps[:filing]):
        found = compiled(_AFTERWARDS).fullmatch(step.name)
        if found is None or compiled(_FROM_ANOTHER).search(step.comment or ""):
            continue
        # A card or a permit is that of the matter if the title has it.
        thing = found["thing"] or found["awaited"] or "decyzja"
        if re.match("decyzj|rozpatrz", thing) or f" {thing[:4]}" in f" {title}".lower():
            yield (
                ("steps", index, "name"),
                Message(
                    f"Etap „{step.name}” stoi przed etapem „{steps[filing].name}”, a następuje po "
                    "nim. Ustaw etapy w kolejności.",
                    f"The step “{step.name}” stands before “{steps[filing].name}” and follows it. "
                    "Put the steps in their order.",
                ),
            )
