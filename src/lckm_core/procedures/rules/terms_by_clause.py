"""Terms in sentences, and which of them are those of the matter.

A term is read from its clause: its amount, and what it is for by the verbs and nouns there. A
clause with neither, „najpóźniej 7 dni przed …”, is for what the step, the question or the sentence
before it names.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.replies import question_answered
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK
from lckm_core.procedures.rules.stated_terms import (
    ANSWER,
    ANY_TIME,
    IS_DONE,
    MOST_READ,
    OFFICE,
    OTHER_TIMES,
    WITHIN,
    days_of,
    ends_with_a_question,
    stems,
)
from lckm_core.procedures.rules.texts import PROSE, Text, Texts, step_name
from lckm_core.procedures.template import CallCentre

_CLAUSE_END = (
    r";|(?<!sprawy):\s|\s[–—-]\s"
    r"|,\s+(?:a|ale|lecz|natomiast|zaś|jednak|chyba|potem|inaczej|po\s+czym)\b"
)
_PART_END = rf"{_CLAUSE_END}|,|\s(?:i|oraz|lub|albo)\s"
"""The end of a part of a step's comment, which has no sentences."""
AT_LEAST = r"co\s+najmniej|przynajmniej|minimum|min\.?|na"
_ABOUT = r"(?:(?:około|ok\.|mniej\s+więcej)\s+)"
_ABOUT_ENDS = rf"{_ABOUT}$"
_BARE = (
    r"(?:(?:tak|nie),?\s+)?(?:masz(?:\s+na\s+to)?|na\s+to\s+(?:masz|jest)|jest\s+na\s+to"
    r"|zrób\s+to|(?:trzeba|musisz|należy)\s+to\s+zrobić|termin(?:\s+(?:wynosi|to))?:?|to)?\s*"
    rf"(?:{WITHIN}|(?:najpóźniej|przez|za|{AT_LEAST})\s+)?{_ABOUT}?"
)
"""What stands before a time in a clause that does not say of what it is."""


_NEAR = 300
"""The signs on both sides of a time that are read."""


class ClauseTerm(NamedTuple):
    """A term in a text: its place, the time and its lengths in days, and what is said around it.

    ``before`` and ``after`` are the words of its clause, ``about`` those that say of what it is;
    a ``bare`` one leaves that to others.
    """

    start: int
    time: str
    days: frozenset[int]
    before: str
    after: str
    about: str
    bare: bool

    @property
    def is_about(self) -> bool:
        """Whether the time is told roughly, „około miesiąca”."""
        return compiled(_ABOUT_ENDS).search(self.before) is not None

    @property
    def words(self) -> str:
        """The time with what leads to it."""
        leads = compiled(_LEADS_TO_TIME).search(self.before)
        return " ".join(f"{leads[0] if leads else ''}{self.time}".split())


def texts_with_terms(
    texts: Texts, steps: tuple[parts.Step, ...], call_centre: CallCentre | None
) -> Iterator[tuple[Text, str]]:
    """Yield the texts that residents read, and the answers, in which a time stands.

    Each comes with the name of its step, or with the question that it answers.
    """
    for path, text in texts.holding_in_any_case(ANY_TIME.keywords, *PROSE, "call_centre"):
        if path[0] != "call_centre":
            yield (path, text), step_name(path, steps) if path[-1] == "comment" else ""
        elif question := question_answered(path, call_centre):
            yield (path, text), f"{question.question.rstrip('?. ')}?"


@lru_cache(maxsize=64)  # the rules on each kind of terms read the same texts
def terms_by_clause(text: str, asked: str = "") -> tuple[ClauseTerm, ...]:
    """Return the terms of a text, each with what its clause, or the one before, says of it.

    Args:
        text: the text.
        asked: the question that it answers, or the step whose comment it is.
    """
    return tuple(_terms_in(text, asked))


def _terms_in(text: str, asked: str) -> Iterator[ClauseTerm]:
    times = list(islice(ANY_TIME.finditer(text), MOST_READ))
    if not times:
        return
    ends = compiled(_PART_END if asked and not asked.endswith("?") else _CLAUSE_END)
    former, start = asked, 0
    for stop in (*STOP_BEFORE_BLANK.finditer(text), None):
        end = stop.start() if stop else len(text)
        inside = [time for time in times if start <= time.start() < end]
        if inside:
            yield from _of_sentence(text, (start, end), inside, former, ends)
        if not asked and text[start:end].strip():
            former = text[start:end][-_NEAR:]
        start = stop.end() if stop else end


def _of_sentence(
    text: str,
    sentence: tuple[int, int],
    times: list[re.Match[str]],
    former: str,
    ends: re.Pattern[str],
) -> Iterator[ClauseTerm]:
    cuts = [sentence[0], sentence[1]]
    for found in ends.finditer(text, *sentence):
        cuts += found.span()
    cuts.sort()
    for time in times:
        start = max(cut for cut in cuts if cut <= time.start())
        end = min(cut for cut in cuts if cut > time.start())
        before = text[max(start, time.start() - _NEAR) : time.start()].lstrip(" \n*_–-,;:")
        after = text[time.end() : min(end, time.end() + _NEAR)].rstrip(" .!?\n")
        bare = compiled(_BARE).fullmatch(before) is not None
        # „Czas realizacji: dwa miesiące” says before the colon of what the time is.
        before_colon = text[sentence[0] : start].rstrip()
        named = before_colon if before_colon.endswith((":", " –", " -")) else former
        about = f"{named[-_NEAR:] if bare else before} … {after}"
        yield ClauseTerm(time.start(), time[0], days_of(time), before, after, about, bare)


_LEADS_TO_TIME = rf"(?:\s|^)(?:{WITHIN}|(?:najpóźniej|{AT_LEAST})\s+)$"


_TIME_OF_THE_MATTER = (
    r"(?:termin|czas)\s+(?:realizacji|wydania|załatwi[ea]nia|rozpatrzenia|oczekiwania)"
)
_GETS = (
    rf"{IS_DONE}|\budziel(?:imy|amy)\b|\b(?:po)?czeka(?:sz|m|cie|\s+się)?\b"
    r"|\b(?:dosta(?:nę|ję|nie|je)|otrzymam"
    r"|odbior[ęą])\b"
    r"|\bna\s+(?:wydanie|przygotowanie|załatwienie|rozpatrzenie)\s+(?:\w+\s+){1,2}(?:mamy|ma)\b"
    r"|\bdo\s+(?:odebrania|odbioru)\b|\bkiedy\s+będzie\b"
    r"|\bgotow[aey]\b|\b(?:(?:po)?trwa|zajmuje|zajmie|następuje|nastąpi)\b|\bwyda(?:cie|jecie)\b"
    r"|\bwydają\b"
    rf"|\b{_TIME_OF_THE_MATTER}\b"
)
_ASKS_HOW_LONG = (
    rf"\b(?:{_TIME_OF_THE_MATTER}|ile|jak\s+(?:długo|szybko)|kiedy|do\s+kiedy"
    rf"|w\s+jakim\s+(?:czasie|terminie))\b"
)
_ASKS_FOR_A_THING = (
    r"\b(?:czeka\w*(?:\s+się)?\s+na|dosta(?:nę|ję|nie|je)|otrzymam|odbior[ęą])\s+"
    r"(?P<thing>[^\W\d_]{4,6})\s*\?"
)
"""A short noun alone: „kartę parkingową” is of another matter."""
_LEADS = (
    rf"(?:^|\s|:)(?:{WITHIN}|(?:termin\s+[^,:]{{3,40}}:|trwa|zajmuje|wynosi|to|mamy|ma"
    rf"|czeka\w*(?:\s+się)?(?:\s+na\s+[^,]{{3,60}})?)\s+){_ABOUT}?$"
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
    r"|\bto\s+(?:po)?trwa\b"
    # „Sprawę awarii” is one of many.
    r"|spraw[aęy]\b(?!\s+(?!\s|załatw|rozpatr|rozpozn|trwa|jest|zosta|będzie|się"
    r"|w\b|po\b|do\b|na\w+|zajm"
    r"|maks|szczególn|zwykł|prost|trudn|skompl|piln|złożon|to\b|wynosi|kończ|zakończ|realiz|z?decyd"
    r"|rozstrz|przy)\w+)"
    r"|sprawie\b|(?:dokument|papier|druk)\s+(?:wyda|otrzym|dosta|będzie|jest)"
    r"|(?:termin|czas)\s+(?:realizacji|załatwi[ea]nia|rozpatrzenia|oczekiwania)\b)"
)
_WAITS_FOR = (
    r"\b(?:termin|czas)\s+(?:realizacji|wydania|załatwi[ea]nia|rozpatrzenia|oczekiwania\s+na)\s+"
    r"(?!wynosi|zwykle|decyzj|wydani|dokument|odpowied|zaświadcz|zezwol|pozwol|wnios|podani"
    r"|zgłosz|spraw|załatw|rozpatrz|realiz|jest\b|około|maks|minim|trwa)"
    r"(?P<thing>[^\W\d_]{4,})"
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
    about = term.about
    # „Skarga dotycząca działalności …” is not of what that office does.
    subject = stems(compiled(_ACT).sub("", title.strip()).partition(" dotycząc")[0])
    has_time_for_it = (
        compiled(_FOR_THE_MATTER).fullmatch(term.after) is not None
        and compiled(_HAS_OR_WAITS).search(term.before) is not None
    )
    if not (has_time_for_it or compiled(_ENDS).fullmatch(term.after)):
        return False
    if compiled(_OTHER_TIME).search(_without_the_subject(about, subject)):
        return False
    if has_time_for_it:
        return compiled(_ANYTHING_OR_IT).search(about) is not None or (
            not subject.isdisjoint(stems(about))
        )
    asks_for_it = term.bare and compiled(_ASKS_HOW_LONG).search(about) is not None
    if term.bare:
        # Only a question leaves it to its answer how long something takes.
        if not asks_for_it:
            return False
    elif compiled(_LEADS).search(term.before) is None:
        return False
    if compiled(_GETS).search(about) is None:
        return False
    former = compiled(_LIST_THAT_ENDED).sub("\n\n", former)
    if compiled(_HEADING).search(former):
        return False
    if compiled(_LISTED).search(former):
        return False
    if compiled(ANSWER).search(about):
        return compiled(_ANSWERED).search(title) is not None and not ends_with_a_question(former)
    thing = compiled(_WAITS_FOR).search(about)
    if thing and stems(thing["thing"]).isdisjoint(subject):
        return False
    another = compiled(_OF_ANOTHER).search(about)
    if another and stems(another[1] or "").isdisjoint(subject):
        return False
    if compiled(_ANYTHING).search(about) or not subject.isdisjoint(stems(about)):
        return True
    waited = compiled(_ASKS_FOR_A_THING).search(about) if asks_for_it else None
    if waited and not _short_stems(title).isdisjoint(_short_stems(waited["thing"])):
        return True
    return compiled(_PRONOUN).search(term.before) is not None and not subject.isdisjoint(
        stems(former)
    )


def _short_stems(text: str) -> frozenset[str]:
    """Return the beginnings of the short words of a text: „karta” and „kartę” are one."""
    return frozenset(word[:4] for word in re.findall(r"\b[^\W\d_]{4,6}\b", text.lower()))


def _without_the_subject(words: str, subject: frozenset[str]) -> str:
    """Return words without those that are else of another matter, where the title has them.

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


def is_of_some_cases(term: ClauseTerm, former: str) -> bool:
    """Return whether the words around a term, or those before it, say that it is of some cases."""
    line = former.rpartition("\n")[2].removesuffix(term.before)
    above = compiled(rf"{_TIME_OF_THE_MATTER}(?:\s+na\s+[^:,]{{3,40}})?:").sub("", line)
    return compiled(_OF_SOME).search(f"{line} {term.about}") is not None or ":" in above
