"""What texts say of a matter that is free of charge, or paid, against „Opłaty”."""

from collections.abc import Iterator
from itertools import chain

from lckm_core._patterns import compiled, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.charges import (
    Charge,
    answered_of_charges,
    is_said_of_a_fee,
    said_of_charges,
)
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.fees import Fees
from lckm_core.procedures.rules.fees_of_people import people_with_a_fee_said_free
from lckm_core.procedures.rules.free_powers import (
    is_of_relatives,
    texts_with_free_powers,
)
from lckm_core.procedures.rules.paid_things import IN_SOME_CASES
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.stated_fees import (
    FEE_KEYWORDS,
    says_that_it_is_paid,
)
from lckm_core.procedures.rules.statements import Statement, statements
from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_IS_PAID_FOR = r"płac[iąę]|płat[anąęuy]|kosztuj|\d\s*zł\b"
_LONGEST = 120
_FREE_HINTS = with_any_blanks(
    (
        *("ezpłatn", "odpłatn", "darm", "ratis", "od opłat", "rak opłat", "ez opłat", "pobiera"),
        *("ię nie ", "ic nie", "ic za ", "ic cię", "ie wnosi", "ie płac", "ie podleg"),
        *("ie zapłac", "ie wiąże się z", "ie ma opł", "ie ma żadn"),
        *("wymaga opł", "wymaga ż", "wolnion", "olne od"),
    )
)
"""Of these each sentence of a matter that is free has one."""
_OF_NO_FEE = ("opłat", "ezpłat", "płac", "darm", "ratis", "pobiera", "osztuj", "odpłat")
"""Of these, too, and they are fewer."""
_OF_ANY_FEE = r"płat|płac|kosztuj|\bzł\b|pobiera|\b(?:nie|tylko)\b"
_EXTRA_THING = r"odpis|wypis|kopi|wysył|przesył|ekspres|przyspiesz|pobyt|wyżywieni"
_ABOUT_A_FEE = ("zwrot", "nadpła", "umorz", "rozłoż", "odrocz", "uiszcz", "zapłat", "wpłat")
_PAY_A_FEE = (
    r"(?:wnieś|uiść|zapłać|opłać|ureguluj|wpłać|dokonaj|wniesienie|uiszczenie|zapłata|wpłata"
    r"|dokonanie)\s+opłat[aęyę]?(?:\s+(?:skarbow\w+|administracyjn\w+|ewidencyjn\w+))?"
    r"(?:\s+za\s+(?:wydanie|decyzję|zaświadczenie|zezwolenie|pozwolenie|wpis|licencję)\b.*)?"
)
_PROOF_OF_A_FEE = (
    r"(?:wniosek\s+(?:\w+\s+){0,6}z\s+|(?:oryginał|kopia)\s+)?"
    r"(?:potwierdzeni(?:e|a|em)|dow[oó]d(?:u|em)?)\s+(?:\w+\s+)?(?:wniesienia|uiszczenia|zapłaty"
    r"|wpłaty|dokonania|zapłacenia)?\s*(?:wpłaty\s+|zapłaty\s+|należnej\s+)?opłaty"
    r"(?:\s+(?:skarbowej|administracyjnej))?(?:\s+(?:w\s+(?:wysokości|kwocie)\s+)?\d[\d,. ]*zł)?"
)
_OTHER_PAYMENT = (
    r"\b(?:jeśli|jeżeli|gdy|tylko|ewentualn|w\s+razie|w\s+przypadku)|pełnomoc|kaucj|wadium|decyzj"
    r"|wezwani|notari|sąd"
)


@rule(
    "LCKM-R062",
    "zał. 2 § 9 ust. 2",
    "opis mówi o opłatach co innego niż pole „Opłaty”",
    WARNING,
    part="steps call_centre",
)
def texts_agree_on_fees(
    title: str,
    steps: tuple[parts.Step, ...],
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    required_documents: parts.RequiredDocuments,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text says that nothing is paid, or that a fee is, and “fees” another thing."""
    if isinstance(fees, EmptyWord):
        if not _is_about_a_fee_paid(title):
            yield from _fees_without_a_fee(steps, required_documents, texts)
            yield from _said_to_be_paid(title, statements(texts, FEE_KEYWORDS, steps, call_centre))
        return
    found: dict[Path, int] = {}
    for path, start in chain(
        texts_with_free_powers(fees, call_centre, texts),
        people_with_a_fee_said_free(fees, texts),
        _said_to_be_free(title, fees, texts, call_centre),
    ):
        if path not in found:
            found[path] = start
            yield Contradiction(path, _IS_FREE, start, ("fees",))


def _free_start(text: str, title: str, fees: Fees) -> int | None:
    """Return where a text begins to say that nothing is paid; ``None`` if it does not."""
    if not any(map(text.__contains__, _OF_NO_FEE)):
        return None
    sentences = _sentences_with_hints(text)
    if not sentences:
        return None
    for start, words in sentences:
        for charge in said_of_charges(words):
            if _is_wrong(charge, text, title, fees):
                # Other sentences may say what costs something after all.
                is_paid = compiled(_IS_PAID_FOR).search(text.replace(words, ""))
                return None if charge.thing and is_paid else start
    return None


def _is_wrong(charge: Charge, text: str, title: str, fees: Fees) -> bool:
    """Return whether a charge is said to be none that is due."""
    if not charge.is_free or charge.people:
        return False
    if "pełnomoc" in charge.thing and is_of_relatives(text):
        return False
    exceptions = f"{IN_SOME_CASES}|{_EXTRA_THING}" if charge.is_issued else IN_SOME_CASES
    return is_said_of_a_fee(charge, title, fees, exceptions)


def _said_to_be_paid(title: str, said: Iterator[Statement]) -> RuleFaults:
    """Yield the texts that say that a fee is paid; of phrases LCKM-R009 tells."""
    found = set()
    for statement in said:
        path = statement.path
        if path in found or path[0] == "useful_info" or path[-1] == "name":
            continue
        # A sum is LCKM-R040, which says how much.
        is_sum = compiled(r"\d\s*zł\b").search(statement.words) and path[0] != "call_centre"
        if not is_sum and says_that_it_is_paid(statement, title):
            found.add(path)
            yield Contradiction(path, _IS_PAID, statement.start, ("fees",))


def _said_to_be_free(
    title: str,
    fees: Fees,
    texts: Texts,
    call_centre: CallCentre | None,
) -> Iterator[tuple[Path, int]]:
    """Yield the texts, comments and answers that say that nothing is paid, each with its place."""
    start = _free_start(texts.typed("summary"), title, fees)
    if start is not None:
        yield ("summary",), start
    for path, text in texts.holding(_OF_NO_FEE, "steps", "how_to", "additional_info"):
        # Most tell what is paid for, and then not all is free.
        start = None if path[-1] == "name" else _free_start(text, title, fees)
        if start is None:
            continue
        others = (
            words
            for _, words in sentences_of(text)
            if not any(map(words.__contains__, _FREE_HINTS))
        )
        if not any(map(compiled(_IS_PAID_FOR).search, others)):
            yield path, start
    found = set()
    for said in statements(texts, FEE_KEYWORDS, (), call_centre, ("call_centre",)):
        if said.path in found or ("ełnomoc" in said.words and is_of_relatives(said.asked)):
            continue
        for charge in answered_of_charges(said):
            if _is_wrong(charge, said.words, title, fees):
                found.add(said.path)
                yield said.path, said.start
                break


_IS_FREE = Message(
    "Tekst mówi, że się nie płaci, a opłaty są.",
    "The text says that nothing is paid, and there are fees.",
)
_IS_PAID = Message(
    "Jest tu mowa o wniesieniu opłaty, a opłat nie ma.",
    "This is about paying a fee, and there are none.",
)


def says_that_it_is_free(phrase: str, title: str, fees: Fees) -> bool:
    """Return whether a short *phrase* says of a thing that is paid for that it is free.

    Args:
        phrase: the phrase.
        title: what the procedure is called, which a fee without a thing of its own is for.
        fees: the fees.

    Source: wzór: Przydatne informacje.
    """
    if not any(map(phrase.__contains__, _FREE_HINTS)):
        return False
    return _free_start(phrase, title, fees) is not None


def _sentences_with_hints(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text that may say that something is free, with their places."""
    return [
        (start, sentence.strip(MARKS))
        for start, sentence in sentences_of(text)
        if len(sentence) <= _LONGEST
        and any(map(sentence.__contains__, _OF_NO_FEE))
        and any(map(sentence.__contains__, _FREE_HINTS))
    ]


def _fees_without_a_fee(
    steps: tuple[parts.Step, ...], documents: parts.RequiredDocuments, texts: Texts
) -> RuleFaults:
    """Yield the steps, activities and documents that are of paying a fee."""
    for path, activity in texts.holding(("płat",), "online_activities"):
        if compiled(_PAY_A_FEE).fullmatch(activity.strip(" .;")):
            yield Contradiction(path, _IS_PAID, None, ("fees",))
    for index, step in enumerate(steps):
        if "płat" in step.name or "płać" in step.name:
            words = f"{step.name} {step.comment or ''}"
            if compiled(_PAY_A_FEE).fullmatch(step.name) and not _is_of_another_payment(words):
                yield Contradiction(("steps", index, "name"), _IS_PAID, None, ("fees",))
    for key in ("to_submit", "to_present"):
        for index, document in enumerate(getattr(documents, key)):
            if (
                "opłaty" in document.name
                and document.circumstance is None
                and compiled(_PROOF_OF_A_FEE).fullmatch(document.name)
            ):
                path = ("required_documents", key, index, "name")
                yield Contradiction(path, _IS_PAID, None, ("fees",))


def _is_about_a_fee_paid(title: str) -> bool:
    """Return whether a matter is about a fee of another one, whose proof it may ask for."""
    title = title.lower()
    return "opłat" in title and any(word in title for word in _ABOUT_A_FEE)


def _is_of_another_payment(words: str) -> bool:
    return compiled(_OTHER_PAYMENT).search(words) is not None
