"""Rules of „Opłaty”."""

from collections.abc import Iterator

import attrs

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.texts import Path
from lckm_core.text import EmptyWord, Message

Fees = tuple[parts.FeeGroup, ...] | EmptyWord | None
A_FEE = r"opła(?:t\w{0,3}|cie)(?:\s+(?:skarbow|administracyjn)\w+)?"
"""The pattern of „opłata” in any case, with its kind."""


def groups_of(fees: Fees) -> tuple[parts.FeeGroup, ...]:
    """Return the groups of fees; none where „brak” stands for all."""
    return fees if isinstance(fees, tuple) else ()


def fee_rows(fees: Fees) -> list[parts.Fee]:
    """Return every fee of every group; none where „brak” stands for all, or for a group's."""
    return [fee for group in groups_of(fees) for fee in rows_of(group)]


def rows_of(group: parts.FeeGroup) -> tuple[parts.Fee, ...]:
    """Return the fees of a group; none where it says „brak”."""
    return group.rows if isinstance(group.rows, tuple) else ()


POWER_OF_ATTORNEY = KeywordPattern(
    "pełnomocn pelnomocn prokur upoważnieni", r"pe[łl]nomocn|prokur|upoważnieni"
)
"""What a fee is called for a power of attorney, or for whoever acts by one."""


def remarks_on_a_fee(fees: Fees) -> Iterator[tuple[Path, parts.Fee, str]]:
    """Yield the remarks that are on one fee: the place, the fee, the words.

    Those on a group are where it has no other fee.
    """
    for at, group in enumerate(groups_of(fees)):
        rows = rows_of(group)
        for index, row in enumerate(rows):
            if row.remarks:
                yield ("fees", at, "rows", index, "remarks"), row, row.remarks
        # The sum of a power of attorney is read for itself.
        if len(rows) == 1 and group.remarks and not POWER_OF_ATTORNEY.search(group.remarks):
            yield ("fees", at, "remarks"), rows[0], group.remarks


def without_remarks(fees: Fees) -> tuple[parts.FeeGroup, ...]:
    """Return groups of fees without the remarks on each group."""
    return tuple(attrs.evolve(group, remarks=None) for group in groups_of(fees))


def only_proxy_fees(fees: Fees) -> bool:
    """Return whether every fee is one for a power of attorney."""
    return all(POWER_OF_ATTORNEY.search(fee.kind) for fee in fee_rows(fees))


_FREE_OF_CHARGE = (
    r"bezpłatn|nieodpłatn|bez opłat|brak opłat|zwolnion|woln\w+ od|darmow"
    r"|nie (?:pobiera|podlega|wnosi|wymaga|ma opłat|występuj|jest pobieran|są pobieran)"
)


@rule("LCKM-R016", "wzór: Opłaty", "opłata bez numeru konta", each="fees")
def fee_has_an_account(group: parts.FeeGroup) -> RuleFaults:
    """A fee has no account to pay it to, neither its own nor its group's (interpretation I16)."""
    for index, fee in enumerate(rows_of(group)):
        if fee.account or group.account:
            continue
        if fee.amount is not None or not compiled(_FREE_OF_CHARGE).search(fee.rule or ""):
            yield (
                ("rows", index),
                Message(
                    f"Opłata „{fee.kind}” nie ma numeru konta. "
                    "Podaj „Numer rachunku” (account) przy opłacie albo jeden dla całej grupy.",
                    f"The fee “{fee.kind}” has no account. "
                    "Give its number (“account”) with the fee, or one for the whole group.",
                ),
            )


_NOT_TAKEN = (
    r"nie\s+(?:pobiera\s+się|podlega(?:ją)?|wymaga(?:ją)?|wnosi\s+się|ma|występuj[eą]|obowiązuj[eą]"
    r"|(?:jest|są)\s+(?:pobieran|należn|wymagan)\w+)"
)
_ONLY_FREE = (
    r"(?:(?:czynność|sprawa|usługa|procedura)\s+)?(?:jest\s+|są\s+)?"
    rf"(?:bezpłatn\w+|nieodpłatn\w+|darmow\w+|bez\s+{A_FEE}|brak\s+{A_FEE}|0(?:[.,]00?)?\s*zł"
    rf"|woln\w+\s+od\s+{A_FEE}|zwolnion\w+(?:\s+(?:z|od)\s+{A_FEE})?"
    rf"|(?:{A_FEE}\s+)?{_NOT_TAKEN}(?:\s+(?:żadn\w+\s+)?{A_FEE})?"
    rf"|{A_FEE}\s+(?:się\s+)?nie\s+pobiera)\W*"
)
"""A rule in place of an amount that says no more than that nothing is paid."""


@rule(
    "LCKM-R049",
    "wzór: Opłaty",
    "brak opłat zapisany inaczej niż słowem „brak”",
    WARNING,
    part="fees",
)
def no_fee_is_the_word_none(fees: tuple[parts.FeeGroup, ...] | EmptyWord) -> RuleFaults:
    """Every fee listed is none, where the word „brak” belongs."""
    rows = fee_rows(fees)
    if rows and all(
        row.amount is None and compiled(_ONLY_FREE).fullmatch(row.rule or "") for row in rows
    ):
        yield (
            ("fees",),
            Message(
                "Żadnej opłaty się nie pobiera. Wpisz „brak”, a to, co wyjaśniasz, w uwagach.",
                "No fee is due. Write „brak”, and what you explain in the remarks.",
            ),
        )


_LAW = r"(?:przepis|ustaw|rozporządzeni|uchwa[łl]|zarządzeni|kodeks|ordynacj)\w*|praw(?:o|em|a|ie)"
_BY_LAW = (
    r"(?:(?:opłat|wysokoś|stawk|kwot)\w*\s+){0,3}(?:(?:jest|są|został\w+)\s+)?"
    r"(?:(?:pobieran|ustalan|ustalon|określon|naliczan|wnoszon|wynikając)\w+\s+)?"
    r"(?:w\s+wysokości\s+)?(?:(?:określon|ustalon|wynikając|wskazan|podan|przewidzian)\w+\s+)?"
    r"(?:zgodnie\s+ze?|według|wg|na\s+podstawie|stosownie\s+do|wynika\w*\s+ze?|określa(?:ją)?"
    r"|reguluj\w+|ustala(?:ją)?|w|z|ze|przez)\s+"
    rf"(?:[^\W\d]+\s+){{0,4}}?(?:art\.\s*\d+\w*\s+|§\s*\d+\s+)?(?:{_LAW})\b[^;\n]{{0,160}}"
)
_TELLS_HOW = (
    r"\d\s*(?:zł|%|proc|pln)|zależ|powierzchn|liczb|iloczyn|wartoś|operat|decyzj|indywidualn|mnoż"
    r"|każd|cennik|tabel|kalkulator|metr|krotnoś|procent|bezpłatn|zwolnion|nie\s+pobiera"
)
"""What says how a fee is reckoned, whatever law it stands in."""
_PRICE_LIST = KeywordPattern("cennik taryf tabel", r"cennik|taryf|tabel")
_BY_PRICE_LIST = (
    r"(?:(?:opłat|wysokoś|stawk|kwot|cen)\w*\s+){0,2}(?:zgodnie\s+ze?|według|wg|w/g|na\s+podstawie"
    r"|określa(?:ją)?|podaje|zawiera|wynika\s+z)\s+(?:(?:aktualn|obowiązując|miejsk|bieżąc"
    r"|odrębn)\w+"
    r"\s+){0,2}(?:cennik|taryf|tabel)\w*(?:\s+(?:opłat|usług|cen|stawek|opłat\s+i\s+usług))?\W*"
)
_OF_RATES = ("tawk", "tawek", "płat", "ysokoś", "wot", "woc")
_RATES = (
    r"(?:(?:opłat|wysokoś|kwot)\w*\s+){0,2}(?:zgodnie\s+ze?|według|wg|w/g|na\s+podstawie|po)\s+"
    r"(?:(?:obowiązując|aktualn|bieżąc|ustawow|urzędow|miejsk|właściw|odpowiedni|przyjęt)\w*"
    r"\s+){0,2}(?:stawk|stawek|opłat)\w*"
    r"(?:\s+(?:obowiązując|aktualn|ustawow|urzędow|ministerialn)\w*(?:\s+(?:w\s+dniu|na\s+dzień)"
    r"\s+[^\d,;]{3,40})?|\s+(?:określon|przyjęt|ustalon|ogłoszon)\w*\s+(?:przez|na|w)\s+"
    r"[^\d,;]{3,60})?|(?:w\s+)?(?:obowiązując|ustawow)\w*\s+(?:wysokoś|stawk|kwot)\w*"
    r"|(?:w\s+)?(?:wysokoś|stawk|kwot)\w*\s+(?:obowiązując|ustawow)\w*(?:\s+(?:w\s+dniu|na\s+dzień)"
    r"\s+[^\d,;]{3,40})?"
    # Whom to ask is no amount.
    r"|(?:(?:wysokość|kwot[ęa]|stawk[ęa])(?:\s+opłaty)?)\s+(?:poda(?:je|jemy|my)?|wskaże|zna)\s+"
    r"(?:pracowni|urzędni|kas|w\s+kas|na\s+miejscu|w\s+urzędzie)\w*(?:\s+[^\d,;]{3,30})?"
    r"|informacj[aię]\s+o\s+(?:wysokości|kwocie|stawkach)(?:\s+opłaty?)?\s+(?:u|w|pod|na)\s+"
    r"[^\d,;]{3,40}"
)
"""Whole texts alone: more words may say what the rates are."""
_HOW_IT_IS_PAID = (
    r"(?:opłata\s+)?(?:płatn|opłacan|wnoszon|uiszczan|regulowan|rozliczan)\w+"
    r"(?:(?:,|\s+i|\s+oraz|\s+lub|\s+albo)?\s+(?:z\s+(?:dołu|góry)|przelewem|gotówką|kartą"
    r"|w\s+kasie|co\s+miesiąc|miesięcznie|razem\s+z\s+\w+|na\s+(?:konto|rachunek)"
    r"|do\s+\d{1,2}\.?\s+(?:dnia\s+)?(?:każdego\s+)?miesiąca))+"
)


@rule(
    "LCKM-R050",
    "wzór: Opłaty",
    "opłata, której wysokości nie podano",
    WARNING,
    part="fees other_documents",
)
def fee_tells_what_it_is(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    other_documents: tuple[parts.OtherDocument, ...],
) -> RuleFaults:
    """A fee tells a law, a price list that is not here, or how to pay, and no amount."""
    for number, group in enumerate(groups_of(fees)):
        for index, fee in enumerate(rows_of(group)):
            if fee.amount is not None or not fee.rule:
                continue
            text = fee.rule.strip()
            if (
                _refers_to_law(text)
                or _refers_to_prices(text, other_documents)
                or _refers_to_rates(text)
                or compiled(_HOW_IT_IS_PAID).fullmatch(text.rstrip(" ."))
            ):
                yield (
                    ("fees", number, "rows", index, "rule"),
                    Message(
                        "Mieszkaniec nie dowie się stąd, ile zapłaci. Podaj kwotę albo sposób jej "
                        "obliczenia.",
                        "A resident cannot tell from this what to pay. Give the amount, or how it "
                        "is reckoned.",
                    ),
                )


def _refers_to_prices(text: str, documents: tuple[parts.OtherDocument, ...]) -> bool:
    """Return whether a fee is that of a price list which no document is (I33)."""
    return (
        _PRICE_LIST.may_match(text)
        and compiled(_BY_PRICE_LIST).fullmatch(text) is not None
        and not any(_PRICE_LIST.search(document.name) for document in documents)
    )


def _refers_to_law(text: str) -> bool:
    return compiled(_BY_LAW).fullmatch(text) is not None and not compiled(_TELLS_HOW).search(text)


def _refers_to_rates(text: str) -> bool:
    # Most fees have none of these words, which takes no time to see.
    if text[:1].isdigit() or not any(map(text.__contains__, _OF_RATES)):
        return False
    return compiled(_RATES).fullmatch(text.rstrip(" .")) is not None


@rule("LCKM-R033", "wzór: Opłaty", "„brak” obok opłat", part="fees")
def none_stands_alone(fees: tuple[parts.FeeGroup, ...] | EmptyWord) -> RuleFaults:
    """A group of fees says that there are none, and another lists some."""
    if not fee_rows(fees) or isinstance(fees, EmptyWord):
        return
    other = next(index for index, group in enumerate(fees) if rows_of(group))
    for index, group in enumerate(fees):
        if not rows_of(group):
            yield Contradiction(
                ("fees", index, "rows"),
                Message(
                    "„Brak” znaczy, że opłat nie ma, a inna grupa je wymienia.",
                    "„Brak” says that there are no fees, but another group lists some.",
                ),
                None,
                ("fees", other),
                quotes=True,
                advice=Message(
                    "Usuń tę grupę, a uwagi przenieś do tamtej.",
                    "Remove this group and move its remarks there.",
                ),
            )
