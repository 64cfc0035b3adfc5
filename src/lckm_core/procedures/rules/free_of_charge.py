"""What texts say of a matter that is free of charge, or paid, against „Opłaty”."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.fees import Fees, fee_rows, only_proxy_fees
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import EmptyWord, Message

_WHOLLY = r"(?:całkowicie\s+|zupełnie\s+|w\s+pełni\s+)?"
_FREE = r"(?:bezpłatn\w+|nieodpłatn\w+|darmow\w+|za\s+darmo|bez\s+opłat\w*|woln\w+\s+od\s+opłat\w*)"
# A sentence that says no more than this, for „pierwszy odpis jest bezpłatny” speaks of a part.
_FREE_MATTER = (
    r"(?:(?:cał[ay]\s+|ta\s+)?(?:spraw[aęy]|procedur[aęy]|usług[aęi]|załatwienie(?:\s+sprawy)?"
    rf"|całość|wszystko)\s+(?:jest|są|załatwiamy|załatwisz|załatwia\s+się)\s+{_WHOLLY}{_FREE}"
    r"|(?:za\s+(?:to|nią|sprawę)\s+)?nic\s+(?:za\s+(?:to|nią|sprawę)\s+)?nie\s+(?:płacisz|zapłacisz"
    r"|kosztuje)"
    r"|(?:(?:to|ta\s+sprawa|sprawa)\s+)?nic\s+(?:cię\s+)?nie\s+(?:będzie\s+)?kosztuje"
    r"|(?:za\s+(?:to|sprawę)\s+)?nie\s+(?:pobieramy|pobiera\s+się|wnosi\s+się|płaci\s+się|płacisz)"
    r"(?:\s+(?:za\s+to|żadn\w+))?(?:\s+opłat\w*)?"
    r"|(?:(?:ta\s+)?(?:sprawa|procedura|usługa)\s+)?nie\s+wymaga\s+(?:żadnych\s+)?opłat\w*"
    rf"|{_FREE}|brak\s+opłat\w*)"
)
_FREE_PAPER = (
    rf"(?:wyda(?:jemy|my|je\s+się)|otrzymasz|dostaniesz)\s+(?:ją|je|go|to)\s+{_WHOLLY}{_FREE}"
    rf"|(?:ją|je|go)\s+wydajemy\s+{_WHOLLY}{_FREE}"
)
"""„Wydajemy je bezpłatnie”, which a fee for something besides does not contradict."""
_FREE_HINTS = (
    *("ezpłatn", "odpłatn", "darm", "bez opłat", "od opłat", "rak opłat", "ez opłat"),
    *("ic nie", "ic za ", "ic cię", "ie pobier", "ie wnosi", "ie płac", "wymaga opł", "wymaga ż"),
)
"""Of these each sentence of a matter that is free has one."""
_IN_SOME_CASES = (
    r"\b(?:jeśli|jeżeli|gdy|kiedy|chyba|tylko|wyłącznie|ewentualn|w\s+przypadku|w\s+razie)"
    r"|duplikat|wtórnik|kolejn|ponown|dodatkow|opóźni|po\s+terminie"
)
_BESIDE = r"odpis|wypis|kopi|kserokopi|wysył|przesył|ekspres|przyspiesz|pobyt|wyżywieni"
_ABOUT_A_FEE = ("zwrot", "nadpła", "umorz", "rozłoż", "odrocz", "uiszcz", "zapłat", "wpłat")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_PAY_A_FEE = (
    r"(?:wnieś|uiść|zapłać|opłać|ureguluj|wpłać|wniesienie|uiszczenie|zapłata|wpłata)\s+"
    r"opłat[aęyę]?(?:\s+(?:skarbow\w+|administracyjn\w+|ewidencyjn\w+))?"
    r"(?:\s+za\s+(?:wydanie|decyzję|zaświadczenie|zezwolenie|pozwolenie|wpis|licencję)\b.*)?"
)
_PROOF_OF_A_FEE = (
    r"(?:potwierdzenie|dow[oó]d)\s+(?:\w+\s+)?(?:wniesienia|uiszczenia|zapłaty|wpłaty|dokonania"
    r"|zapłacenia)?\s*(?:wpłaty\s+|zapłaty\s+)?opłaty(?:\s+(?:skarbowej|administracyjnej))?"
)
_NOT_OF_THE_MATTER = (
    r"\b(?:jeśli|jeżeli|gdy|tylko|ewentualn|w\s+razie|w\s+przypadku)|pełnomoc|kaucj|wadium|decyzj"
    r"|wezwani|notari|sąd"
)


@rule(
    "LCKM-R062",
    "zał. 2 § 9 ust. 2",
    "opis mówi o opłatach co innego niż pole „Opłaty”",
    WARNING,
    part="summary steps",
)
def texts_agree_on_fees(
    title: str,
    summary: str | None,
    steps: tuple[parts.Step, ...],
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    required_documents: parts.RequiredDocuments,
) -> RuleFaults:
    """The summary says that nothing is paid, or a step that a fee is, and “fees” another thing."""
    if isinstance(fees, EmptyWord):
        if not _is_about_a_fee_paid(title):
            yield from _fees_without_a_fee(steps, required_documents)
    elif summary and any(map(summary.__contains__, _FREE_HINTS)):
        for pattern, exceptions in (
            (_FREE_MATTER, _IN_SOME_CASES),
            (_FREE_PAPER, rf"{_IN_SOME_CASES}|{_BESIDE}"),
        ):
            start = _sentence_start(summary, pattern)
            if start is not None and _is_due(fees, exceptions):
                yield ("summary",), _IS_FREE, start
                return


_IS_FREE = Message(
    "Skrócony opis mówi, że się nie płaci, a w polu „Opłaty” są opłaty. Popraw jedno z nich.",
    "The summary says that nothing is paid, and “fees” lists fees. Fix one of them.",
)
_IS_PAID = Message(
    "Jest tu mowa o wniesieniu opłaty, a w polu „Opłaty” jest „brak”. Popraw jedno z nich.",
    "This is about paying a fee, and “fees” says „brak”. Fix one of them.",
)


def _is_due(fees: Fees, exceptions: str) -> bool:
    """Return whether a fee is due in every case, as far as its words tell."""
    groups = fees if isinstance(fees, tuple) else ()
    return any(
        not compiled(exceptions).search(" ".join(filter(None, (row.kind, row.rule, row.remarks))))
        and not only_proxy_fees((parts.FeeGroup(rows=(row,)),))
        for group in groups
        if not compiled(exceptions).search(group.remarks or "")
        for row in fee_rows((group,))
    )


def _sentence_start(text: str, pattern: str) -> int | None:
    """Return where a sentence begins that a pattern matches whole; ``None`` if there is none."""
    start = 0
    for sentence in _SENTENCE_END.split(text):
        may_match = any(map(sentence.__contains__, _FREE_HINTS))
        if may_match and compiled(pattern).fullmatch(sentence.strip(" –-*_")):
            return start + len(sentence) - len(sentence.lstrip())
        start += len(sentence) + 1
    return None


def _fees_without_a_fee(
    steps: tuple[parts.Step, ...], documents: parts.RequiredDocuments
) -> Iterator[tuple[tuple[str | int, ...], Message]]:
    """Yield the steps and the documents that are of paying a fee."""
    for index, step in enumerate(steps):
        if "płat" in step.name or "płać" in step.name:
            words = f"{step.name} {step.comment or ''}"
            if compiled(_PAY_A_FEE).fullmatch(step.name) and not _is_of_else(words):
                yield ("steps", index, "name"), _IS_PAID
    for key in ("to_submit", "to_present"):
        for index, document in enumerate(getattr(documents, key)):
            if (
                "opłaty" in document.name
                and document.circumstance is None
                and compiled(_PROOF_OF_A_FEE).fullmatch(document.name)
            ):
                yield ("required_documents", key, index, "name"), _IS_PAID


def _is_about_a_fee_paid(title: str) -> bool:
    """Return whether a matter is about a fee of another one, whose proof it may ask for."""
    title = title.lower()
    return "opłat" in title and any(word in title for word in _ABOUT_A_FEE)


def _is_of_else(words: str) -> bool:
    return compiled(_NOT_OF_THE_MATTER).search(words) is not None
