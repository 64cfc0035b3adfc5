"""Whether the steps marked „@” and the activities possible online are the same."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.step_phrases import is_done_without_a_visit, is_marked
from lckm_core.text import Message

_FILE = (
    r"zł[óo]ż|skład|prześl|przesł|przekaz|wyśl|wysł|wysył|dostarcz|dołącz|wypełni|aplik|wystąp"
    r"|nadaj|poproś|zgło(?!\w+\s+się)|zgłasz|zawiad|zapis|rejestr|zameld|zam[óo]w|oświadcz"
    r"|(?:wniesieni\w+|wnieś)\s+(?:skarg|uwag|petycj|ofert)"
    r"|^(?:e-)?(?:wnios(?:ek|k)|formularz|deklarac|ofert)"
)
_ACTS = (
    ("appeal", r"odwołani|zażaleni"),
    (
        "pay",
        r"\b(?:wn(?:ieś|oś|osz|iesieni|oszeni)\w*|uiś\w+|uiszcz\w+|ponie[śs]\w+|z)\s+(?:\w+\s+)?"
        r"(?:opłat|zaliczk|kaucj|wadi|należnoś)"
        r"|^opłat|płać|zapłac|zapłat|wpłat|płatnoś|przelew|opłaceni|wadium",
    ),
    ("book", r"um[óo]w(?:\b|ieni)|umawia|rezerw"),
    ("complete", r"uzupełni"),
    ("check", r"sprawd[źz]"),
    ("sign", r"podpis"),
    ("account", r"rozlicz"),
    ("receive", r"odbi[óe]r|odebr|otrzym|pobierz|pobrani"),
)
"""What is done besides handing in, by the words for it."""
_PROOF = r"(?:dow[oó]d|potwierdzeni)\w*\s+\w+"
_MATTER = r"\s(?:o|w\s+sprawie|dotyczą\w+)\s"
"""Behind it stands what an application is for: „o zwrot opłaty”, „o odpis”."""
_BEFORE_OR_AFTER = (
    r"\b(?:po|przed)\s+(?:[^\W\d_]+(?:[yi]m|ej)\s+)?[^\W\d_]+(?:(?:eni|ani|ęci)(?:u|em)|acj[iąę])\b"
)
"""„Po umówieniu wizyty” is another act than the step's."""
_WAITING = r"\b(?:po|za)?czeka|\boczek"
_EVERYTHING = r"\bcał(?:a|ą|ość|ości)\b|\bwszystk|\bzałatwieni\w+\s+sprawy"
_WITH_A_VISIT = r"\bosobi|\bw\s+urzędzie\b"
_BESIDE_STEPS = (
    r"umówieni|umawiani|rezerwacj|umów\b|zarezerwuj|sprawdz|pobrani|pobieranie|pobierz|wgląd"
    r"|śledzeni|stan\w*\s+spraw|status|kontakt|informacj|uzupełnieni|przegląda|wyszuk|oglądani"
    r"|zapoznani"
)
"""What residents do online beside the stages, such as to book a visit."""


@rule(
    "LCKM-R006",
    "wzór: Czynności możliwe do załatwienia drogą elektroniczną",
    "czynności elektroniczne niezgodne ze znakami „@”",
    WARNING,
)
def online_activities_agree_with_steps(
    steps: tuple[parts.Step, ...], online_activities: tuple[str, ...]
) -> RuleFaults:
    """Steps marked „@” and the activities possible online do not agree."""
    marked = [step for step in steps if is_marked(step)]
    if not online_activities:
        online = (at for at, step in enumerate(steps) if step.online and not _is_by_phone(step))
        if (first := next(online, None)) is not None:
            yield Contradiction(
                ("online_activities",),
                Message(
                    "Są etapy oznaczone „@”, a nie podano czynności możliwych drogą elektroniczną.",
                    "Some steps are marked “@” but no activity possible online is given.",
                ),
                None,
                ("steps", first, "name"),
                quotes=True,
                advice=Message("Wymień te czynności.", "List the activities."),
            )
    elif not marked:
        of_steps = (at for at, act in enumerate(online_activities) if _is_of_a_step(act, steps))
        if (first := next(of_steps, None)) is not None:
            yield Contradiction(
                ("steps",),
                Message(
                    "Podano czynności możliwe drogą elektroniczną, a żaden etap nie ma znaku „@”.",
                    "Activities possible online are given but no step is marked “@”.",
                ),
                None,
                ("online_activities", first),
                quotes=True,
                advice=Message(
                    "Oznacz etapy znakiem „@” (online: tak) albo usuń czynności.",
                    "Mark the steps with “@” (online: true), or remove the activities.",
                ),
            )
    else:
        yield from _marked_alone(steps, online_activities)
        yield from _listed_alone(steps, online_activities)


def _marked_alone(steps: tuple[parts.Step, ...], activities: tuple[str, ...]) -> RuleFaults:
    """Yield the steps marked „@” of whose kind no activity is."""
    kinds = [_acts(activity) for activity in activities]
    if not all(kinds):
        return  # one that is not understood may be any
    listed = frozenset().union(*kinds)
    for index, step in enumerate(steps):
        # Looking something up is no activity of the matter.
        acts = _acts(step.name) - {"check"} if step.online else frozenset()
        if not acts or acts & listed or _is_by_phone(step):
            continue
        # „Rozlicz wydatki: prześlij faktury” is „przesłanie faktur”.
        comment = compiled(_BEFORE_OR_AFTER).sub("", step.comment or "")
        if not any(_is_same(_acts(comment), comment, activity) for activity in activities):
            yield (
                ("steps", index, "name"),
                Message(
                    f"Etap „{step.name}” ma znak „@”, a wśród „Czynności możliwych do załatwienia "
                    "drogą elektroniczną” go nie ma. Dopisz tam tę czynność albo usuń znak.",
                    f"The step “{step.name}” is marked “@”, and is not among “online_activities”. "
                    "Add the activity there, or remove the mark.",
                ),
            )


def _listed_alone(steps: tuple[parts.Step, ...], activities: tuple[str, ...]) -> RuleFaults:
    """Yield the steps without „@” that an activity is about, where no step with it is."""
    marked = [step.name for step in steps if is_marked(step)]
    done = frozenset().union(*map(_acts, marked))
    for index, step in enumerate(steps):
        if is_marked(step):
            continue
        acts = _acts(step.name)
        left = acts - done
        # Where its own comment says how it is done online, LCKM-R046 asks for the mark.
        if not acts or is_done_without_a_visit(step.name, step.comment or ""):
            continue
        activity = next(
            (
                item
                for item in activities
                if (left and _is_same(left, step.name, item))
                or (left != acts and _is_of_no_other(acts, step.name, item, marked))
            ),
            None,
        )
        if activity is not None:
            yield (
                ("steps", index, "name"),
                Message(
                    f"Wśród „Czynności możliwych do załatwienia drogą elektroniczną” jest "
                    f"„{activity}”, a etap „{step.name}” nie ma znaku „@”. Dopisz „@” (online: "
                    "tak) albo usuń czynność.",
                    f"“{activity}” is among “online_activities”, and the step “{step.name}” is not "
                    "marked “@”. Mark it (online: true), or remove the activity.",
                ),
            )


def _is_of_no_other(acts: frozenset[str], step: str, activity: str, marked: list[str]) -> bool:
    """Return whether an activity is in the words of a step, and of no marked one as much.

    „Zgłoszenie zakończenia robót” is „Zgłoś zakończenie robót”, though „Złóż wniosek” is handing
    in as well.
    """
    shared = _words_in_common(step, activity)
    return (
        shared > 1
        and _is_same(acts, step, activity)
        and shared > max(_words_in_common(other, activity) for other in marked)
    )


def _is_of_a_step(activity: str, steps: Iterable[parts.Step]) -> bool:
    """Return whether an activity is one of the steps, of which none is marked."""
    acts = _acts(activity)
    if "pay" in acts or compiled(_BESIDE_STEPS).search(activity):
        return any(_is_same(_acts(step.name), step.name, activity) for step in steps)
    return True


def _is_same(acts: frozenset[str], step: str, activity: str) -> bool:
    """Return whether an activity is what a step does, and of the same thing."""
    if compiled(_WITH_A_VISIT).search(activity):
        return False
    of_activity = _acts(activity)
    # „Umówienie wizyty na złożenie wniosku” books, and hands nothing in.
    shared = acts & (of_activity & {"book"} or of_activity)
    return shared == {"pay"} or (bool(shared) and _have_a_word_in_common(step, activity))


@lru_cache(maxsize=512)  # most steps and activities are in the same words
def _acts(words: str) -> frozenset[str]:
    """Return what is done in a step or an activity, as far as its words tell."""
    if compiled(_WAITING).search(words) or compiled(_EVERYTHING).search(words):
        return frozenset()
    words = _before_the_matter(words)
    without_proof = compiled(_PROOF).sub("", words)
    found = {act for act, pattern in _ACTS if _find(pattern, without_proof)}
    if "appeal" not in found and _find(_FILE, words):
        found.add("file")
    return frozenset(found)


def _before_the_matter(words: str) -> str:
    return compiled(_MATTER).split(words, 1)[0]


def _find(pattern: str, words: str) -> bool:
    return compiled(pattern, marks_optional=True).search(words) is not None


def _have_a_word_in_common(step: str, activity: str) -> bool:
    """Return whether two texts have a word with the same first letters, as in another case."""
    return _words_in_common(step, activity) > 0


def _words_in_common(step: str, activity: str) -> int:
    # „Uwag” and „uwagi”, „salę” and „sali”.
    stems = tuple(_stem(word) for word in _words(step))
    return sum(word.startswith(stems) for word in _words(activity))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", _before_the_matter(text).lower())


def _stem(word: str) -> str:
    return word[: max(3, min(4, len(word) - 1))]


def _is_by_phone(step: parts.Step) -> bool:
    """Return whether a stage needs no visit because it is done by telephone."""
    words = f"{step.name} {step.comment or ''}".lower().replace("na telefon", "")
    return ("telefon" in words or "zadzwoń" in words) and not re.search(
        r"e-?mail|online|elektr|internet|epuap|sms|portal|platform|formularz|www|aplikacj", words
    )
