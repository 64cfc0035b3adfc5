"""„Warunki ponownego wykorzystywania” are given only when wider than those in BIP."""

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import Message

_SUBJECT = (
    r"(?:warunki\s+)?(?:ponownego\s+wykorzyst\w+\s+)?"
    r"(?:informacji\s+(?:publicznej|sektora\s+publicznego)\s+)?(?:są\s+|jest\s+)?"
)
_SAME = (
    r"(?:tak(?:ie|i)(?:\s+same|\s+sam)?,?\s+(?:jak|co)|t[ea]\s+sam[ea],?\s+(?:co|jak)|identyczne"
    r"\s+(?:jak|z)|(?:tożsam|zgodn)\w+\s+ze?|zgodnie\s+ze?|według|wg|jak|stosuje\s+się|obowiązują"
    r"|na(?=\s+(?:zasadach|warunkach))|nie\s+są\s+szersze\s+(?:niż|od)|nie\s+różnią\s+się\s+od"
    r"|(?=określon|opisan|wskazan|podan|zawart|zamieszczon))"
)
_WHICH = (
    r"(?:\s*\b(?:(?:warunk|zasad|reguł|określon|opisan|wskazan|podan|zawart|zamieszczon|ogłoszon"
    r"|opublikowan|obowiązując)\w+|ogóln\w+|tymi|tych|te|w|na|stronie|stronach|dla|są)\b){0,7}"
)
_IN_BIP = (
    r"\s+(?:bip(?:-?ie)?|biuletyn\w*(?:\s+informacji\s+publicznej)?)"
    r"(?:\s+(?!oraz\b|i\b|a\b|ale\b|lub\b|także\b|bez\b|z\b|ponadto\b)\w+){0,4}"
)
_BIP = r"(?:BIP|Biuletyn\w*)\b"
_MAY_BE_USED = (
    r"(?:(?:te\s+)?(?:informacj|dan|treści|opis)\w*\s+(?:można|wolno|możesz)\s+(?:ponownie\s+)?"
    r"wykorzyst\w+\s+)?"
)
_ALIKE = (
    r"(?:(?:na\s+)?(?:takich\s+samych|tych\s+samych|tych|takich)\s+(?:zasadach|warunkach)"
    r"|takie(?:\s+same)?|te\s+same)"
)
# A whole text alone: more words may tell what is wider.
_AS_IN_BIP = (
    rf"{_MAY_BE_USED}{_ALIKE},?\s+(?:jak|któr|co)\w*\s+(?:\w+\s+){{0,2}}{_BIP}[^.\n]{{0,30}}\.?"
    r"|(?:warunki|zasady)(?:\s+ponownego\s+wykorzyst\w+)?\s+(?:określa|podaje|podano|określono"
    rf"|zawiera)\s+(?:w\s+)?{_BIP}[^.\n]{{0,50}}\.?"
    rf"|{_MAY_BE_USED}(?:na\s+zasadach\s+ogólnych|zgodnie\s+z\s+\w+\s+\w+\s+w\s+"
    rf"{_BIP}[^.\n]{{0,30}})\.?"
    rf"|{_SUBJECT}(?:{_SAME}{_WHICH}{_IN_BIP}|bez\s+zmian|(?:ogólne|standardowe)"
    r"|(?:na\s+)?zasad(?:ach|y)\s+ogóln(?:ych|e))\.?"
    r"|(?:zasady|warunki)\s+(?:ponownego\s+wykorzyst\w+\s+)?(?:informacji\s+(?:publicznej\s+)?)?"
    r"(?:są\s+)?(?:określon|podan|opublikowan|dostępn)\w*\s+(?:są\s+)?(?:w|na)\b[^.\n]{0,60}"
    r"\b(?:BIP|Biuletyn\w*\s+Informacji\s+Publicznej)[^.\n]{0,30}\.?"
    r"|zgodnie\s+z\s+ustawą[^.\n]{0,40}\bo\s+(?:otwartych\s+danych|ponownym\s+wykorzyst)[^\n]{0,90}"
    r"|(?:zgodni\w+\s+z|według|wg|na|takie?\s+(?:same\s+)?jak|jak|obowiązują)\b[^.\n]{0,90}"
    r"\b(?:BIP|Biuletyn\w*\s+Informacji\s+Publicznej)[^.\n]{0,30}\.?"
)
_WIDER = (
    r"(?<!nie są )szersz|dodatkow|ponadto|bez\s+ogranicz|dowoln|komercyjn|CC[\s-]"
    r"|\b(?:lecz|ale|oprócz)\b"
)


@rule(
    "LCKM-R052",
    "wzór: Warunki ponownego wykorzystywania informacji publicznej",
    "warunki takie same jak w BIP",
    WARNING,
)
def reuse_terms_are_wider(reuse_terms: str | None) -> RuleFaults:
    """The terms of reuse are those of the bulletin, which hold without being given."""
    terms = (reuse_terms or "").strip()
    if compiled(_AS_IN_BIP).fullmatch(terms) and not compiled(_WIDER).search(terms):
        yield (
            ("reuse_terms",),
            Message(
                "Podaje się tu tylko warunki szersze niż ogólne w BIP. Usuń ten wpis albo napisz, "
                "na co więcej pozwalasz.",
                "Only terms wider than the general ones of BIP are given here. Remove the entry, "
                "or say what more is allowed.",
            ),
        )
