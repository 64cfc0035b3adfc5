"""Terms in which the Office settles the matter, among those that a text tells."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.stated_terms import (
    ANSWER,
    IS_DONE,
    OFFICE,
    OTHER_TIMES,
    WITHIN,
    ends_with_a_question,
    stems,
)
from lckm_core.procedures.rules.terms_by_clause import ABOUT, ClauseTerm

_TIME_OF_THE_MATTER = (
    r"(?:termin|czas)\s+(?:realizacji|wydania|załatwi[ea]nia|rozpatrzenia|oczekiwania)"
)
_DECIDES = (
    r"\b(?<!\bnie\s)[^\W\d_]{3,}(?:my|\s+się)\s+(?:\w+\s+){0,2}"
    r"(?:decyzją|postanowieniem|w\s+(?:drodze|formie)\s+(?:decyzji|postanowienia))\b"
)
"""What is done by a decision, whatever it is: „wygaśnięcie stwierdzamy decyzją”."""
_GETS = (
    rf"{IS_DONE}|{_DECIDES}|\budziel(?:imy|amy)\b|\b(?:po)?czeka(?:sz|m|cie|\s+się)?\b"
    r"|\b(?:dosta(?:nę|ję|nie|je)|otrzymam|odbior[ęą])\b"
    r"|\bna\s+(?:wydanie|przygotowanie|załatwienie|rozpatrzenie)\s+(?:\w+\s+){1,2}(?:mamy|ma)\b"
    r"|\bdo\s+(?:odebrania|odbioru)\b|\bkiedy\s+będzie\b"
    r"|\bgotow[aey]\b|\b(?:(?:po)?trwa|zajmuje|zajmie|następuje|nastąpi)\b|\bwyda(?:cie|jecie)\b"
    rf"|\bwydają\b|\b{_TIME_OF_THE_MATTER}\b"
)
_ASKS_HOW_LONG = (
    rf"\b(?:{_TIME_OF_THE_MATTER}|ile|jak\s+(?:długo|szybko)|kiedy|do\s+kiedy"
    r"|w\s+jakim\s+(?:czasie|terminie))\b"
)
_ASKS_FOR_A_THING = (
    r"\b(?:czeka\w*(?:\s+się)?\s+na|dosta(?:nę|ję|nie|je)|otrzymam|odbior[ęą])\s+"
    r"(?P<thing>[^\W\d_]{4,6})\s*\?"
)
"""A short noun alone: „kartę parkingową” is of another matter."""
_LEADS = (
    rf"(?:^|\s|:)(?:{WITHIN}|(?:termin\s+[^,:]{{3,40}}:|trwa|zajmuje|wynosi|to|mamy|ma"
    rf"|czeka\w*(?:\s+się)?(?:\s+na\s+[^,]{{3,60}})?)\s+){ABOUT}?$"
)
_ENDS = (
    r"\s*(?:(?:\(?licząc\s+)?(?:od|po)\s+(?:dnia\s+|daty\s+|chwili\s+)?(?:złożeni|wpływ|wpłynięci"
    r"|otrzymani|rejestracj|przyjęci)\w+(?:\s+(?:kompletnego\s+|do\s+nas\s+)?"
    r"(?:wnios\w+|zgłoszeni\w+|dokumentów))?)?"
    r"(?:,\s+(?:zależy|zależnie|w\s+zależności)\s+od\s+[^,;]{3,60})?"
)
_OTHER_TIME = (
    rf"\b(?:{OTHER_TIMES}|sąd|bank|numer|sms|upo\b|ważn|ankiet|powiadomi|zaprosz|potwierdzen|okres"
    r"|dzieck|zawiadom|wizyt|archiw|czeka\s+na\s+(?:mnie|ciebie)|inn[aye]|innego|innej|zagran"
    r"|konsul|list\b|uzupełn|brak|opini|uzgodn|telefon|pyta|przedłuż|wydłuż"
    r"|nie\b(?!\s+(?:później|dłużej)\b)|przed\b|po\s+tym|kontrol|oględzin|kolejk|druk|kurs\b"
    r"|na\s+(?:egzamin|miejsce\b)|(?<!do\s)(?<!do\s\s)odbi[oó]r(?!ę\b)|duplikat|wtórnik|skarg)"
)
"""The same in a clause: more of it, for a clause has less that says it is the term."""
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy(?:by)?|dla|przy|razie|przypadk\w*|sprawach|w\s+sprawie"
    r"|sprawy\s+(?:szczególn|zwykł|prost|trudn|skomplik|piln)\w+|tryb\w*|pozostał\w*"
    r"|każd\w+)\b|\*\*"
)
_HEADING = r"(?:^|\n)[^\S\n]*(?:#|\*\*[^*\n]*\*\*[.:]?[^\S\n]*\n|[^.\n]*:[^\S\n]*\n)"
"""A line that stands above what is said of some cases only."""
_LIST_THAT_ENDED = (
    # „Wygaśnięcie stwierdzamy, gdy:” names the cases in its list.
    r"(?:^|\n)(?![^\n]*\b(?:jeśli|jeżeli|gdy|dla|przy|razie|przypadk\w*|spraw\w*|z|ze)\s+\w)"
    r"[^\n]*:[^\S\n]*\n(?:[^\S\n]*\n)?(?:[^\S\n]*(?:[-*•–]|\d+[.)])\s[^\n]*\n){1,40}"
    r"[^\S\n]*\n(?=\S)(?![-*•–]\s|\d+[.)]\s)"
)
"""A list of no case alone, „We wniosku podaj:”, of which the paragraph behind is no part."""
_LISTED = r"(?:^|\n)[^\S\n]*(?:[-*>|–]|\d+[.)])\s[^\n]*$"
_OF_ANOTHER = r"\b(?:wnios\w+|decyzj\w+|zaświadczeni\w+)\s+o\s+(\w+(?:\s+\w+)?)|\bponown"
_ANYTHING = (
    r"\b(?:decyzj[aęą]\b|wydani\w+\s+decyzji|postanowieni[ea]\b|wnios(?:ek|ku|ki)\b"
    r"|\bto\s+(?:po)?trwa\b|\b(?:wpisu|wykreślenia)\s+dokonuj"
    # „Sprawę awarii” is one of many.
    r"|spraw[aęy]\b(?!\s+(?!\s|załatw|rozpatr|rozpozn|trwa|jest|zosta|będzie|się"
    r"|w\b|po\b|do\b|na\w+|zajm"
    r"|maks|szczególn|zwykł|prost|trudn|skompl|piln|złożon|to\b|wynosi|kończ|zakończ|realiz|z?decyd"
    r"|rozstrz|przy)\w+)|sprawie\b|(?:dokument|papier|druk)\s+(?:wyda|otrzym|dosta|będzie|jest)"
    r"|(?:termin|czas)\s+(?:realizacji|załatwi[ea]nia|rozpatrzenia|oczekiwania)\b)"
)
_WAITS_FOR = (
    r"\b(?:termin|czas)\s+(?:realizacji|wydania|załatwi[ea]nia|rozpatrzenia|oczekiwania\s+na)\s+"
    r"(?!wynosi|zwykle|decyzj|wydani|dokument|odpowied|zaświadcz|zezwol|pozwol|wnios|podani"
    r"|zgłosz|spraw|załatw|rozpatrz|realiz|jest\b|około|maks|minim|trwa)(?P<thing>[^\W\d_]{4,})"
)
"""What it is that takes a time, if it is no paper that every matter ends with."""
_NOT_OF_A_BODY = r"(?!\s+(?:posł|senator|radn|wojewod|organizacj|innego|do\s+sądu))"
_MAY_BE_THE_SUBJECT = ("skarg", "opini", "dupli", "wtórn", "dziec")
"""The beginnings of what is of another matter, unless the title has it."""
_FOR_THE_MATTER = (
    r"\s+na\s+(?:(?:wydanie|przygotowanie|załatwienie|rozpatrzenie|rozpoznanie)"
    r"(?:\s+[^\W\d_]{3,}){1,3}|(?:zaświadczenie|decyzję|dokument|odpis|kartę|odpowiedź"
    r"|zezwolenie|pozwolenie))"
)
_HAS_OR_WAITS = (
    rf"\b(?:{OFFICE}\s+(?:ma|mają)|mamy|potrzebujemy|(?:po|za)?czeka(?:j|sz|my|\s+się))\s+"
    rf"(?:{WITHIN})?$"
)
"""„Urząd ma 7 dni na wydanie zaświadczenia”."""
_ANYTHING_OR_IT = rf"{_ANYTHING}|\b(?:dokument|dokumentu|sprawy|wniosku|zgłoszenia)$"
_PRONOUN = r"\b(?:na\s+)?(?:niego|nią|nie|go|ją|je)\b"
_ONE_WAITS = rf"\s*(?:po)?czeka(?:sz|cie|\s+się)\s+(?:tylko\s+)?(?:{WITHIN})?"
"""„Czekasz 7 dni.”, which says nothing more."""
_ANSWERED = (
    r"informac|pytani|odpowied|skarg|petycj|interpelacj|interwencj|reklamacj|opini|wyjaśni"
    r"|stanowisk|interpretacj|zgłoszeni|wnios(?:ek|ki|ków)\s+(?:i\s+|obywatel|mieszkań)|uwag"
)
"""What a title says of a matter that ends with an answer."""
_ACT = r"^\w*(?:[ae]ni|ęci)[ea]\b"
"""The act of a title: „Wydanie odpisu” is of an extract."""


def is_of_the_matter(term: ClauseTerm, title: str, former: str) -> bool:
    """Return whether a term is that in which the Office settles the matter.

    Args:
        term: the term.
        title: the title of the procedure.
        former: the text before the term.
    """
    # „Skarga dotycząca działalności …” is not of what that office does.
    subject = stems(compiled(_ACT).sub("", title.strip()).partition(" dotycząc")[0])
    has_time_for_it = (
        compiled(_FOR_THE_MATTER).fullmatch(term.after) is not None
        and compiled(_HAS_OR_WAITS).search(term.before) is not None
    )
    if not (has_time_for_it or compiled(_ENDS).fullmatch(term.after)):
        return False
    if compiled(_OTHER_TIME).search(_without_the_subject(term.about, subject)):
        return False
    if has_time_for_it:
        return compiled(_ANYTHING_OR_IT).search(term.about) is not None or (
            not subject.isdisjoint(stems(term.about))
        )
    former = compiled(_LIST_THAT_ENDED).sub("\n\n", former)
    return (
        _tells_how_long(term)
        and not compiled(_HEADING).search(former)
        and not compiled(_LISTED).search(former)
        and _is_of_the_subject(term, title, subject, former)
    )


def _tells_how_long(term: ClauseTerm) -> bool:
    """Return whether a clause, or the question before a bare term, is on how long it takes."""
    # Only a question leaves it to its answer how long something takes.
    pattern, words = (_ASKS_HOW_LONG, term.about) if term.bare else (_LEADS, term.before)
    return (
        compiled(pattern).search(words) is not None
        and compiled(_GETS).search(term.about) is not None
    )


def _is_of_the_subject(term: ClauseTerm, title: str, subject: frozenset[str], former: str) -> bool:
    """Return whether what a term is for is what the title names, or any matter."""
    about = term.about
    if compiled(ANSWER).search(about):
        return compiled(_ANSWERED).search(title) is not None and not ends_with_a_question(former)
    thing = compiled(_WAITS_FOR).search(about)
    if thing and stems(thing["thing"]).isdisjoint(subject):
        return False
    another = compiled(_OF_ANOTHER).search(about)
    if another and stems(another[1] or "").isdisjoint(subject):
        return False
    if compiled(_ONE_WAITS).fullmatch(term.before) and not term.after.strip():
        return True
    if compiled(_ANYTHING).search(about) or not subject.isdisjoint(stems(about)):
        return True
    waited = compiled(_ASKS_FOR_A_THING).search(about) if term.bare else None
    if waited and not _short_stems(title).isdisjoint(_short_stems(waited["thing"])):
        return True
    return compiled(_PRONOUN).search(term.before) is not None and not subject.isdisjoint(
        stems(former)
    )


def _short_stems(text: str) -> frozenset[str]:
    """Return the beginnings of the short words of a text: „karta” and „kartę” are one."""
    return frozenset(word[:4] for word in re.findall(r"\b[^\W\d_]{4,6}\b", text.lower()))


def _without_the_subject(words: str, subject: frozenset[str]) -> str:
    """Return words without those that mean another matter, except where the title has them.

    „Odpowiedź na skargę” is of the matter where the title is „Rozpatrzenie skargi”.
    """
    named = [stem for stem in _MAY_BE_THE_SUBJECT if stem in subject]
    return (
        compiled(rf"\b(?:{'|'.join(named)})\w*\b{_NOT_OF_A_BODY}").sub("", words)
        if named
        else words
    )


_NO_OBJECTION = (
    r"nie\s+(?:wniesiemy|wnosimy|zgłosimy|wyrazimy)\s+(?:\w+\s+){0,2}sprzeciwu"
    r"|(?:urząd|wydział|organ|prezydent(?:\s+miasta)?)\s+nie\s+(?:wniesie|zgłosi|wyrazi)\s+"
    r"(?:\w+\s+){0,2}sprzeciwu|nie\s+(?:zostanie|będzie)\s+(?:wniesiony|zgłoszony)\s+sprzeciw"
    r"|nie\s+wydamy\s+decyzji\s+o\s+sprzeciwie"
)
_NO_OBJECTION_AFTER = rf"\s*(?:,?\s*(?:licząc\s+)?od\s+[^,;]{{3,60}}?)?,?\s*(?:{_NO_OBJECTION})"
_NO_OBJECTION_BEFORE = rf"(?:{_NO_OBJECTION})\s+(?:{WITHIN})$"
_OF_A_NOTICE = r"\bzgł[oa]sz|\bzawiadom"
_WAITS = r"(?:po|za)?czekaj\b|oczek"
_COLLECTS = r"(?:odbierz|odbiór)\b"
_AFTER = r"(?:już\s+|najwcześniej\s+)?po\s+(?:około\s+|ok\.\s+)?"
"""„Odbierz kartę: po 7 dniach”; „w ciągu 7 dni” may be how long it lies there."""
_BEGINS_TO_HOLD = (
    r"\b(?:(?:będzie|stanie\s+się)\s+(?:już\s+)?(?:ważn|aktywn|czynn|dostępn)[yae]"
    rf"|zacznie\s+(?:działać|obowiązywać))\s+(?:{WITHIN})$"
)


def settles_in_other_words(term: ClauseTerm, asked: str, title: str) -> bool:
    """Return whether a term is that of the matter, though nothing is issued in it.

    It is where the Office may object to a notice, where one waits for what begins to hold, and
    where one collects what is ready after some time.

    Args:
        term: the term.
        asked: the question that the text answers, or the step whose comment it is.
        title: the title of the procedure.
    """
    if compiled(_COLLECTS).match(asked) and compiled(_AFTER).fullmatch(term.before):
        return compiled(_ENDS).fullmatch(term.after) is not None
    if compiled(_WAITS).match(asked) and compiled(_BEGINS_TO_HOLD).search(term.before):
        return compiled(_ENDS).fullmatch(term.after) is not None
    if "sprzeciw" not in f"{term.before}{term.after}" or not compiled(_OF_A_NOTICE).search(title):
        return False
    return (
        compiled(_NO_OBJECTION_AFTER).match(term.after) is not None
        or compiled(_NO_OBJECTION_BEFORE).search(term.before) is not None
    )


_OF_ITS_OWN = (
    r"\b(?:jeśli|jeżeli|gdy|w\s+razie|w\s+przypadku)\b[^.:\n]{0,80}\b(?:brak|niekompletn|uzupełn)"
    r"[^.:\n]{0,120}\.\s"
    r"|\bopłat[^.:\n]{0,60}:\s*\d[^.:\n]{0,40}\.\s"
)
"""A sentence on what a term behind it is not of: „Jeśli wniosek ma braki, wezwiemy …”."""


def is_of_some_cases(term: ClauseTerm, former: str) -> bool:
    """Return whether the words around a term say that it is of some cases."""
    line = former.rpartition("\n")[2].removesuffix(term.before)
    line = compiled(_OF_ITS_OWN).sub("", line)
    above = compiled(rf"{_TIME_OF_THE_MATTER}(?:\s+na\s+[^:,]{{3,40}})?:").sub("", line)
    return compiled(_OF_SOME).search(f"{line} {term.about}") is not None or ":" in above
