"""What texts say of a power of attorney, or of a proxy, for which nothing is paid."""

from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.fees import Fees, fee_rows
from lckm_core.procedures.rules.prices_of_powers import Price, said_of_powers
from lckm_core.procedures.rules.replies import question_answered
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.procedures.template import CallCentre

OF_RELATIVES = (
    r"\b(?:małżon|współmałż|mąż|męż|żon|rodzi[cn]|rodzeńst|wstępn|zstępn|dziec|dziad|wnu[kc]"
    r"|ojca|ojciec|matk|bra(?:t|ci)|si[oó]str|syn|c[oó]r[ek])"
)
_BESIDE_A_PROXY = r"(?:,|\s(?:lub|albo|oraz|i))\s+(?:jego\s+|jej\s+|ich\s+)?pełnomocnik\b"
_SAYS_A_SUM = r"\d\s*zł\b|\bpłac[ią]|\bwnosz[ąę]|\bpobieramy\b"
_IN_SOME_CASES = (
    r"\b(?:tylko|wyłącznie|jedynie|kolejn|drugi|nieujawni|poświadcz|odpis|jeśli|jeżeli|w\s+razie)"
)
_CONDITION = r"\b(?:gdy|jeśli|jeżeli|kiedy|dla|w\s+(?:razie|przypadku|sprawach))\b"
_REST_PAYS = r"\b(?:inn[eyai]|innych|pozosta\w+|reszta|od\s+innych|chyba|z\s+wyjątkiem|poza\b)"


def is_of_relatives(text: str) -> bool:
    """Return whether a text may speak of the power of attorney of relatives, which is free.

    Relatives who file beside a proxy, „rodzic, opiekun lub pełnomocnik”, need none.
    """
    return any(
        compiled(OF_RELATIVES).search(sentence) and not compiled(_BESIDE_A_PROXY).search(sentence)
        for _, sentence in sentences_of(text)
    )


def free_power_start(text: str) -> int | None:
    """Return where a text says that a power of attorney is free; ``None`` if it does not."""
    if "ełnomoc" not in text or is_of_relatives(text):
        return None
    sentences = [(start, words.strip(MARKS)) for start, words in sentences_of(text)]
    for index, (start, words) in enumerate(sentences):
        if "ełnomoc" not in words:
            continue
        parted = [words]
        if not compiled(_CONDITION).search(words):
            parted += compiled(r",\s+(?:a|i|ale)\s+").split(words)[1:]
        if not any(said_of_powers(part) is Price.FREE for part in parted):
            continue
        others = sentences[:index] + sentences[index + 1 :]
        of_power = any(
            "ełnomoc" in other and compiled(_SAYS_A_SUM).search(other) for _, other in others
        )
        behind = sentences[index + 1][1] if index + 1 < len(sentences) else ""
        return None if of_power or compiled(_REST_PAYS).search(behind) else start
    return None


def power_is_paid_for(fees: Fees) -> bool:
    """Return whether a fee with a sum is for any power of attorney, but that of relatives."""
    return any(
        "ełnomocnictw" in row.kind
        and row.amount is not None
        and not compiled(_IN_SOME_CASES).search(f"{row.kind}; {row.remarks or ''}")
        for row in fee_rows(fees)
    )


def texts_with_free_powers(
    fees: Fees, call_centre: CallCentre | None, texts: Texts
) -> Iterator[tuple[Path, int]]:
    """Yield the texts that say that a power of attorney is free for which a fee is listed."""
    if not power_is_paid_for(fees):
        return
    fields = ("summary", "steps", "how_to", "additional_info", "call_centre")
    for path, text in texts.holding(("ełnomoc",), *fields):
        if path[0] == "call_centre":
            question = question_answered(path, call_centre)
            if question is None or compiled(OF_RELATIVES).search(question.question):
                continue
        start = free_power_start(text)
        if start is not None:
            yield path, start
