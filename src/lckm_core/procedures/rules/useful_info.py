"""Rules of „Przydatne informacje”: keyword phrases, and what contradicts other fields."""

from lckm_core._patterns import compiled
from lckm_core.law import LONGEST_USEFUL_INFO
from lckm_core.procedures import parts
from lckm_core.procedures.rules.appointments import asks_to_book, contradicts_visits
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.fees import A_FEE, Fees, fee_rows, only_proxy_fees
from lckm_core.procedures.rules.free_of_charge import says_that_it_is_free
from lckm_core.procedures.rules.free_powers import free_power_start, power_is_paid_for
from lckm_core.procedures.rules.paid_things import may_be_paid_for
from lckm_core.procedures.rules.places_refused import wrong_sentences
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.stated_fees import is_thing_of
from lckm_core.procedures.rules.stated_terms import stems
from lckm_core.procedures.rules.stated_ways import is_wrong_in_short
from lckm_core.procedures.rules.texts import Texts
from lckm_core.text import CHARACTERS, EmptyWord, Message, counted


@rule(
    "LCKM-R007",
    "wzór: Przydatne informacje",
    "przydatna informacja dłuższa niż hasło",
    WARNING,
    each="useful_info",
)
def useful_info_is_short(info: str) -> RuleFaults:
    """A useful piece of information is longer than a keyword phrase."""
    if len(info) > LONGEST_USEFUL_INFO:
        actual = counted(len(info), CHARACTERS)
        yield (
            (),
            Message(
                f"Przydatna informacja ma {actual.pl}. "
                f"Zapisz ją hasłowo, do {LONGEST_USEFUL_INFO} znaków, a resztę w „Informacjach "
                "uzupełniających”.",
                f"The useful information has {actual.en}. "
                f"Keep it a keyword phrase of up to {LONGEST_USEFUL_INFO}; "
                "the rest belongs in “additional_info”.",
            ),
        )


_ABBREVIATED = (
    r"itp|itd|in|np|min|godz|sek|ul|al|pl|os|zł|gr|r|w|tys|mln|mld|m\.in|pok|p|nr|tel|wew|wewn"
    r"|egz|szt"
    r"|str|s|ust|art|pkt|poz|zał|ww|im|św|ok|dot|ds|kl|kat|woj|pow|gm|dz|obr|sz|t|lic|inż|mgr"
    r"|dr|hab|prof|br|ub|kw|m\.st|tj|tzn|jw|cd|wł|sem|mies|rob"
)
_ABBREVIATION = rf"\b(?:{_ABBREVIATED})\.$"
"""What a full stop belongs to, at the end of a phrase as well: „w 2 egz.”."""


@rule(
    "LCKM-R008",
    "wzór: Przydatne informacje",
    "przydatna informacja zakończona kropką lub średnikiem",
    WARNING,
    each="useful_info",
)
def useful_info_has_no_full_stop(info: str) -> RuleFaults:
    """A useful piece of information ends with a full stop or semicolon."""
    if info.endswith((".", ";", ",")) and not compiled(_ABBREVIATION).search(info):
        yield (
            (),
            Message(
                "Hasło kończy się znakiem „" + info[-1] + "”. Usuń go.",
                f"The phrase ends with “{info[-1]}”. Remove it.",
            ),
        )


_MATTER = r"(?:(?:cała |ta )?(?:sprawa|czynność|procedura|usługa)|załatwienie sprawy)"
_FREE_OF_FEES = r"(?:nie wymaga opłat|jest bezpłatn|bez opłat)"
_CLAUSE = r"(?:^|[,;:–-]\s*|\b(?:a|i|oraz)\s+)"
_ADJECTIVES = (
    r"(?:(?!dodatkow|inn|odrębn|osobn|kolejn|pierwsz|wstępn|odwoław|reklamac)[^\W\d_]{4,}[aey]\s+"
    r"(?:i\s+)?)"
)
_HAND_IN = (
    r"(?:(?:(?:możesz|można|należy)\s+)?(?:złóż|złoż|składa|wyślij|prześlij|przyjm|rozpatr)\w*\s+"
    r"(?:się\s+)?)"
)
_NO_FEES = (
    rf"{_CLAUSE}(?:(?:cał[ay]|ta|tę|tej|każd[aą])\s+)?(?:(?:spraw[aęy]|procedur[aęy]"
    r"|czynność|załatwienie)\s(?:[^.,;]{0,40}\s)?"
    rf"|usług[aęi]\s(?:(?:w|na|dla|przez)\s[^.,;]{{1,40}}\s)?){_FREE_OF_FEES}"
    rf"|{_CLAUSE}{_ADJECTIVES}{{1,2}}(?:(?:sprawa|procedura|czynność|załatwienie)"
    rf"\s(?:[^.,;]{{0,40}}\s)?|usługa\s){_FREE_OF_FEES}"
    r"|(?<!\bpomożemy )(?<!\bpomagamy )(?<!\bpomoże )\b(?:załatw|zrob|zrób|przeprowadz)\w*\s"
    r"(?:się\s)?(?:(?:całą|tę|każdą|swoją)\s)?(?:sprawę|procedurę|usługę|czynność)"
    r"\s(?:[^.,;]{0,40}\s)?bez opłat|^(?:nie wymaga opłat|bez opłat|brak opłat|bezpłatnie)"
    rf"|^{_MATTER}\s+(?:jest\s+)?(?:nie podlega {A_FEE}|(?:nieod|bez)płatn\w+"
    rf"|(?:zwolnion\w+ (?:z|od)|woln\w+ od) {A_FEE})$"
    rf"|^(?:nie pobiera się (?:żadn\w+ )?{A_FEE}|{A_FEE} (?:się )?nie pobiera(?:my| się)?"
    rf"|{A_FEE} nie (?:jest|są) pobieran\w+|nie podlega {A_FEE})$"
)
_PART_IS_FREE = (
    rf"{_CLAUSE}(?:(?:{_ADJECTIVES}{{1,2}}|{_HAND_IN})"
    r"(?=(?:wniosek|wnioski|podanie|zgłoszenie|wydanie|usług[aę])\b))?"
    r"(?:(?:złożenie|składanie|przyjęcie|rozpatrzenie|rozpatrywanie|wniesienie)\s+)?"
    r"(?P<part>(?:wnios(?:ek|ku|ki)|podani[ea]|zgłoszeni[ea]|wydani[ea]|usług[aęi])"
    r"(?:\s[^.,;]{0,40}?)?)"
    rf"\s{_FREE_OF_FEES}"
)
"""A step is free, „zgłoszenie nie wymaga opłat”: a fee for something else may be due."""
_HAS_FEES = (
    r"(?<!\bnie )wymaga (?:wniesienia )?opłat"
    r"|\b(?:spraw|procedur|usług|wnios|załatwieni|zgłoszeni|wydani)\w*\s"
    r"(?:[\w-]+\s){0,3}?(?<!\bnie )(?:jest|są) (?:od)?płatn"
    rf"|^{_MATTER}\s+(?:od)?płatn[aey]\b"
    r"|(?<!\bnie )\b(?:trzeba|należy|musisz) (?:wpłacić|wnieść|uiścić|zapłacić) opłat"
    r"|(?<!\bnie )\bpodlega(?:ją)? opłac"
    r"|\bopłata (?:skarbowa )?(?:jest )?(?:pobierana|wymagana|obowiązkowa)"
    r"|(?<!\bnie jest )(?<!\bnie )\bwymagan[ae] (?:jest )?(?:wniesienie |uiszczenie )?opłat[ay]"
    r"|\bopłat\w*\s(?:[^\W\d]+:?\s){0,4}?-?\s?(?!0+(?:[.,]0+)?\s*zł)\d[\d ]*(?:[.,]\d{2})?\s*zł"
)
_IS_PAID_FOR = (
    r"(?!kopi|kseroko|odpis|wypis|duplikat|wtórnik)"
    r"(?P<what>[^\W\d_]{4,}(?:\s+(?!nie\b)[^\W\d_]{3,})?)\s+(?:jest\s+|są\s+)?(?:od)?płatn[aey]"
)
"""A phrase without a verb, „przyjęcie zwierzęcia odpłatne”; longer ones are of a part."""
_SUM_IS_PAID = (
    r"za\s+(?P<what>[^\W\d_]{4,}(?:\s+[^\W\d_]{3,})?)\s+(?:(?:zgłaszający|wnioskodawca|mieszkaniec"
    r"|strona)\s+)?(?:za)?płaci(?:sz|my|\s+się)?\s+\d+(?:,\d\d)?\s*zł"
)
"""A phrase on what somebody pays, of whom it may say that it is the applicant."""
_IS_THE_APPLICANT = r"\b(?:zgłaszający|wnioskodawca)\b"
_EXCEPT_FOR = r"\b(?:z(?:a|e)?\s+wyjątkiem|oprócz|poza)\s+(?P<what>.+)"
"""What a phrase leaves out: „nie wymaga opłat, z wyjątkiem zaświadczenia”."""
_EXCEPT = r"wyjątkiem|oprócz|poza|chyba że|pełnomocnictw|notari|\bu\s+\w+|\bw\s+banku"
_OF_A_PART = (
    # „Samo zgłoszenie bez opłat”: what follows it may cost something.
    r"\bsam(?:o|a|ego|ej|ym)\b|\bdopiero\b|\bpóźniej\b|\bz\s+góry\b|\bdo\s+czasu\b|\bpierwsz"
    r"|\b(?:przy|podczas|w\s+(?:chwili|momencie|trakcie)|na\s+etapie|etap\w*|za)\s+(?:\w+\s+)?"
    r"(?:składani|złożeni|zgłoszeni|rejestracj|przyjęci|rozpatrzeni)\w*"
    r"|\bopłat\w+\s+(?:przy|po|za)\s|\bpłat\w+\s+(?:przy|po)\s|\bpłacisz\s+(?:przy|po)\s"
    # Some people or cases.
    r"|\bdla\s+(?!(?:wszystkich\s+)?(?:mieszkańc|łodzian|klient|wnioskodawc))"
    r"|\b(?:szkołom|uczniom|studentom|dzieciom|seniorom|rodzinom)\b|\bi\s+\w+\s+gratis"
    r"|\b(?:jeśli|jeżeli|gdy)\b|\bw\s+(?:przypadku|razie|sprawach)\b"
)
_STAMP_DUTY = r"\bopłat\w*\s+skarbow"
_NO_STAMP_DUTY = (
    r"^(?:podatek|czynsz|mandat|wpisowe|czesne)\b"
    r"|^opłata\s+(?!skarbow)[^\W\d_]+(?:owa|na|cka|ska)\b"
)
_OF_FEES = ("płat", "opłac", "darm", "gratis", "kosztuj", "płaci")
"""Of these each phrase on fees has one."""


@rule(
    "LCKM-R009",
    "wzór: Przydatne informacje",
    "przydatna informacja sprzeczna z opłatami",
    WARNING,
    part="title fees",
)
def useful_info_agrees_with_fees(
    title: str | None, fees: tuple[parts.FeeGroup, ...] | EmptyWord, texts: Texts
) -> RuleFaults:
    """Useful information says there is no fee, yet fees are listed, or the other way round."""
    for path, info in texts.holding_in_any_case(_OF_FEES, "useful_info"):
        if not fee_rows(fees):
            paid = compiled(_IS_PAID_FOR).fullmatch(info)
            says_paid = (paid and is_thing_of(paid["what"], title or "")) or _tells_what_is_paid(
                info, title or ""
            )
            wrong = (says_paid or compiled(_HAS_FEES).search(info)) and not (
                compiled(_EXCEPT).search(info)
            )
        else:
            # „…za wyjątkiem pełnomocnictwa” is right as long as no other fee is due.
            says_free = compiled(_NO_FEES).search(info) or _is_of_a_paid_part(
                info, title or "", fees
            )
            wrong = (says_free or says_that_it_is_free(info, title or "", fees)) and not (
                only_proxy_fees(fees)
                or compiled(_OF_A_PART).search(info)
                or _leaves_out_all(info, fees)
                or _is_of_another_duty(info, fees)
            )
            wrong = wrong or (free_power_start(info) is not None and power_is_paid_for(fees))
        if wrong:
            yield Contradiction(
                path,
                Message("To hasło nie zgadza się z opłatami.", "This phrase contradicts the fees."),
                None,
                ("fees",),
            )


def _tells_what_is_paid(info: str, title: str) -> bool:
    """Return whether a phrase tells a sum that the applicant pays, or that the matter costs."""
    found = compiled(_SUM_IS_PAID).fullmatch(info)
    return found is not None and (
        compiled(_IS_THE_APPLICANT).search(info) is not None or is_thing_of(found["what"], title)
    )


def _leaves_out_all(info: str, fees: Fees) -> bool:
    """Return whether the exceptions that a phrase names are all that is paid for."""
    found = compiled(_EXCEPT_FOR).search(info)
    named = stems(found["what"]) if found else frozenset()
    return bool(named) and all(not named.isdisjoint(stems(fee.kind)) for fee in fee_rows(fees))


def _is_of_another_duty(info: str, fees: Fees) -> bool:
    """Return whether a phrase is of stamp duty, and all that is paid is called otherwise."""
    return compiled(_STAMP_DUTY).search(info) is not None and all(
        compiled(_NO_STAMP_DUTY).search(fee.kind) for fee in fee_rows(fees)
    )


def _is_of_a_paid_part(info: str, title: str, fees: Fees) -> bool:
    """Return whether a phrase says that a step is free for which a fee may be due."""
    found = compiled(_PART_IS_FREE).search(info)
    return found is not None and may_be_paid_for(found["part"], title, fees)


@rule(
    "LCKM-R010",
    "wzór: Przydatne informacje",
    "przydatna informacja sprzeczna z umawianiem wizyty",
    WARNING,
)
def useful_info_agrees_with_visits(
    appointments: parts.Appointments | EmptyWord, texts: Texts
) -> RuleFaults:
    """Useful information contradicts whether a visit must be booked."""
    is_booked = isinstance(appointments, parts.Appointments)
    mandatory = isinstance(appointments, parts.Appointments) and appointments.mandatory
    keywords = ("umówi", "umawia", "rezerw", "umów", "zapisów", "zapisyw")
    for path, info in texts.holding_in_any_case(keywords, "useful_info"):
        if contradicts_visits(info, mandatory=mandatory) or (
            isinstance(appointments, EmptyWord) and asks_to_book(info)
        ):
            yield Contradiction(
                path,
                Message(
                    "To hasło nie zgadza się z tym, czy trzeba umówić wizytę.",
                    "This phrase contradicts whether a visit has to be booked.",
                ),
                None,
                # „Nie dotyczy” stands for the whole field.
                ("appointments", "mandatory") if is_booked else ("appointments",),
            )


@rule(
    "LCKM-R011",
    "wzór: Przydatne informacje",
    "przydatna informacja sprzeczna z formami składania",
    WARNING,
    part="useful_info",
)
def useful_info_agrees_with_channels(
    useful_info: tuple[str, ...], submission: tuple[parts.Submission, ...] | EmptyWord
) -> RuleFaults:
    """Useful information and the ways of handing in do not agree."""
    listed = () if isinstance(submission, EmptyWord) else submission
    for index, info in enumerate(useful_info):
        if is_wrong_in_short(info, listed) or any(wrong_sentences(info, listed)):
            yield Contradiction(
                ("useful_info", index),
                Message(
                    "To hasło nie zgadza się z formami składania.",
                    "This phrase contradicts the ways of handing in.",
                ),
                None,
                ("submission",),
            )
