"""Whether a writer gives data of themselves, or of somebody else."""

from lckm_core.redaction import _name_cues as cues
from lckm_core.redaction._dictionary import COMMON_NAMES, NameDictionary
from lckm_core.redaction._normal_form import in_normal_form
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._redact import personal_spans
from lckm_core.redaction._signatures import is_signed
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_REACH = 80
_CLAUSE_END = r"(?<!\b[Tt]el)(?<!\b[Kk]om)(?<!\b[Nn]r)(?<!\bul)(?<!\bp)[.!?;\n](?=\s|$)"
# Data of these kinds tell how to reach somebody, or who they are.
_OF_A_PERSON = {
    PersonalKind.EMAIL,
    PersonalKind.PHONE,
    PersonalKind.PESEL,
    PersonalKind.IDENTITY_CARD,
    PersonalKind.PASSPORT,
    PersonalKind.ACCOUNT,
    PersonalKind.BIRTH_DATE,
}
_MINE = (
    r"(?<!\w)(?i:m[óo]j\w*|moim|nasz\w*|mnie|mi|mam|prosz\w+|kontakt(?!\w*\s(?:ze?|do)\s)"
    r"|oddzwo\w+|zadzwo\w+|dzwoni[ćc]|pisa[ćc]|odpowied\w+|odpis\w+|ur(?:odzi[łl]\w*|\.)?|jestem"
    r"|mieszkam|mieszkamy|zam\.|zamieszka[łl]\w*|zg[łl]aszaj\w+)(?!\w)"
)
_SOMEBODY_ELSE = (
    rf"(?:{cues.SOMEBODY_ELSE}|(?<!\w)(?i:pana?|pani[ąa]?|jego|jej|ich|on|ona"
    r"|firm\w+|sp[óo][łl]k\w+|zarz[ąa]d\w*|administrac\w+|niejak\w+|pozna[łl]\w+)(?!\w))"
)
_FIRST_PERSON = (
    r"(?<!\w)(?i:mieszkam|mieszkamy|zam\.|zamieszka[łl]\w*|m[óo]j\w*|moim|nasz\w*|u mnie"
    r"|do mnie|jestem|odpowied\w+|zg[łl]aszaj\w+)(?!\w)"
)
_LIVING_HERE = r"[^!?\n]{0,40}?(?<!\w)(?i:(?:gdzie|tam|tu)\smieszkam|to m[óo]j)"


def gives_own_data(text: str, *, dictionary: NameDictionary | None = None) -> bool:
    """Return whether the writer of *text* seems to give data of themselves.

    Args:
        text: as for :func:`strike`, not redacted.
        dictionary: as for :func:`strike`.

    Returns:
        ``True`` for an own name, in a signature too, an own address, and contact data that are not
        said to be somebody else's; ``False`` for „sąsiad Jan Kowalski” and a licence plate.
        Provision: zał. 2 § 6 ust. 4.
    """
    known = COMMON_NAMES if dictionary is None else dictionary
    normal = in_normal_form(text)
    return any(_is_own(normal, span) for span in personal_spans(normal, dictionary=known))


def _is_own(text: str, span: PersonalSpan) -> bool:
    left = text[max(0, span.start - _REACH) : span.start]
    ends = [end.end() for end in compiled(_CLAUSE_END).finditer(left)]
    clause = left[ends[-1] :] if ends else left
    if span.kind is PersonalKind.NAME:
        introduced = any(
            cue.end() == len(left)
            for pattern in (cues.OWN_NAME, cues.INTRODUCTION)
            for cue in compiled(pattern).finditer(left)
        )
        return introduced or is_signed(text, span.start, span.end)
    if span.kind is PersonalKind.ADDRESS:
        here = compiled(_LIVING_HERE).match(text, span.end)
        return here is not None or compiled(_FIRST_PERSON).search(clause) is not None
    if span.kind not in _OF_A_PERSON:
        return False
    # Whoever was spoken of last.
    return _last_offset(_SOMEBODY_ELSE, clause) <= _last_offset(_MINE, clause)


def _last_offset(pattern: str, text: str) -> int:
    return max((found.start() for found in compiled(pattern).finditer(text)), default=-1)
