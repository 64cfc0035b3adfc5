"""Whether a title in „Podstawa prawna” names an act."""

import re

from lckm_core._patterns import compiled
from lckm_core.calendar import read_day
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import RuleFaults, rule
from lckm_core.text import Message

_NO_ACT = (
    r"(?:(?:inne|właściwe|obowiązując[ey]|odpowiedni[e]?|stosown[ey]|powszechnie|aktualn[ey])\s+)*"
    r"(?:przepisy|przepis|prawo|akty?\s+prawn[ey]|ustaw[ay]|rozporządzeni[ea]|uchwał[ay]"
    r"|zarządzeni[ea]|regulacje|podstawa\s+prawna)"
    r"(?:\s+(?:obowiązując[ey]|prawa|prawne|miejscow\w+|lokaln\w+|krajow\w+|powszechn\w+|unijn\w+"
    r"|właściw\w+|szczególn\w+|wewnętrzn\w+(?:\s+(?:urzędu|miasta|gminy|jednostki))?"
    r"|w\s+tym\s+zakresie|i|oraz|rozporządzeni[ea]|ustaw[ay]|uchwał[ay]"
    r"|zarządzeni[ea]|wykonawcz\w+))*|wewnętrzn\w+\s+(?:instrukcj\w|wytyczn\w+|ustaleni\w|zasad\w)"
    r"(?:\s+[^\W\d_]+){0,3}|(?:instrukcj[ae]|wytyczne|ustalenia|praktyka)\s+(?:wewnętrzn[aey]\s+)?"
    r"(?:wydziału|referatu|oddziału|biura|kierownika|dyrektora|urzędu)"
    r"|(?:patrz|zob\.?|zobacz|zgodnie\s+z|wg|według)?:?\s*(?:w\s+|na\s+|stron\w+\s+)*"
    r"(?:bip\w*|biuletyn\w*\s+informacji\s+publicznej)"
    r"|(?:(?:patrz|zob\.?|zobacz|link|adres|strona|bip)(?:\s+na)?:?\s*)?"
    r"(?:https?://|www\.)[^\s,;()]{3,2000}"
    r"|(?:(?:strona|portal|serwis|witryna)\s+(?:internetow[ay]\s+)?|ulotka|broszura|poradnik"
    r"|informator|ogłoszenie\s+na\s+stronie|rozmowa|praktyka|zwyczaj|ustalenia\s+z)\b"
    r"(?!.*(?:ustaw|rozporządz|uchwa|zarządz|kodeks|statut|regulamin|\bdz\b|\bdnia\b|\d)).{0,120}"
)
"""A title that says that there is law, and not which act."""
_BEGINNINGS = (
    *("przepisy", "regulacje", "akty", "normy", "inne", "właściwe", "obowiąz", "odpowied"),
    *("stosown", "powszechn", "aktualn", "szczególn"),
)
_GENERAL = tuple(
    written for word in _BEGINNINGS for written in (word, word.capitalize(), word.upper())
)
"""How such a title begins."""
_LAW_ON = (
    r"(?:(?:inne|właściwe|obowiązujące|odpowiednie|stosowne|powszechnie|aktualne|szczególne)\s+)*"
    r"(?:przepisy|regulacje|akty\s+prawne|normy\s+prawne)(?:\s+(?:prawa|prawne|miejscowe(?:go)?"
    r"|krajowe(?:go)?|lokalne(?:go)?|szczególne|obowiązujące))*\s+(?:o|dotyczące|z\s+zakresu"
    r"|w\s+zakresie|w\s+sprawie|regulujące|na\s+temat)\s+(?!.*(?:ustaw|rozporządz|uchwa|zarządz"
    r"|kodeks|statut|regulamin|konwenc|dyrektyw|trakta|\bdz\b|\bdni|\bnr\b|\d|[–—])).*"
)
"""„Przepisy o zwierzętach”: what the law is on, and not which act."""
_ONLY_A_JOURNAL = (
    r"(?:\(?t\.?\s?j\.?\)?:?\s*)?\(?(?:Dz\.?\s?U(?:rz)?\b|Dziennik\w*\s+(?:Ustaw|Urzędow\w+)"
    r"|M\.\s?P\b|Monitor\w*\s+Polsk\w+)"
    r"(?:[\s.,;()/\d-]|\b(?:z|r|roku|nr|numer|poz|pozycja|i|oraz|ze?|późn|późniejszymi|zm|zmianami"
    r"|t|j|woj|województwa|łódzki\w*|ue|l|c|str|rp)\b)*"
)
_JOURNALS = ("Dz", "dz", "DZ", "M.", "Monitor", "monitor", "(", "t.", "tj", "T.")
"""How such a title begins, which takes less to see than the pattern."""
# Of days below the 29th and months below the 13th there is none to doubt.
_DAY = re.compile(
    r"z dn(?:ia|\.)\s*(?P<day>(?:00?|29|[3-9]\d)(?:\s+[^\W\d_]+\s+|\.\d{1,2}\.)\d{4}"
    r"|\d{1,2}\.(?:00?|1[3-9]|[2-9]\d)\.\d{4})"
)
_SUBJECTS = (" o ", " sprawie ", " z dn", " nr ", " Nr ", "odeks")
"""What a title has that names an act."""


@rule(
    "LCKM-R064",
    "wzór: Podstawa prawna",
    "podstawa prawna, która nie wskazuje aktu",
    each="legal_basis",
)
def act_is_named(act: parts.LegalAct) -> RuleFaults:
    """A legal basis names no act, or one of a day that there is not."""
    title = act.title
    is_general = title.startswith(_GENERAL) and compiled(_LAW_ON).fullmatch(title.strip(" ."))
    if is_general or (
        not any(map(title.__contains__, _SUBJECTS))
        and compiled(_NO_ACT).fullmatch(title.strip(" ."))
    ):
        yield (
            ("title",),
            Message(
                f"„{title}” nie wskazuje aktu. Podaj jego nazwę z datą, np. „ustawa z dnia 16 "
                "listopada 2006 r. o opłacie skarbowej”.",
                f"“{title}” names no act. Give its title with its day, such as “ustawa z dnia "
                "16 listopada 2006 r. o opłacie skarbowej”.",
            ),
        )
    elif title.startswith(_JOURNALS) and compiled(_ONLY_A_JOURNAL).fullmatch(title.strip()):
        yield (
            ("title",),
            Message(
                f"„{title}” to publikator, a nie nazwa aktu. Podaj nazwę, a publikator wpisz w "
                "polu „Publikator” (journal).",
                f"“{title}” is a journal reference and no title of an act. Give the title, and the "
                "reference in “journal”.",
            ),
        )
    for found in _DAY.finditer(title) if "z dn" in title else ():
        if read_day(found["day"]) is None:
            yield (
                ("title",),
                Message(
                    f"Nie ma takiego dnia: „{found[0]}”. Sprawdź datę aktu.",
                    f"There is no such day: “{found[0]}”. Check the day of the act.",
                ),
                found.start(),
            )
