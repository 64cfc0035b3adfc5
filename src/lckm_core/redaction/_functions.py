"""Acts of an office, and whether a name is in apposition to the post before it."""

from lckm_core.redaction._dictionary import (
    is_first_name,
    is_first_name_itself,
    is_nothing_but_a_surname,
)
from lckm_core.redaction._patterns import compiled

ENDS = r"\)?[^\S\n]?(?:[.;:!?\n]|$)"
_MATTER = r"(?:zg[łl]osz|zawiadomie|skarg|wnios|odwo[łl]|spraw|pism|petycj)\w*"
_PAPER = r"(?:decyz|pism|odpowied|zezwol|pozwol|zgod|nakaz|zalece|um[óo]w|przepust)\w*"
_WORKS = (
    r"(?:odpowied|remont|kosz|[łl]awk|pr[óo]g|wizj|kontrol|bie[żz]ni|lamp|napraw|przyci[ęe]|patrol"
    r"|bada|przegl[ąa]d|map|notatk|protok|termin|\d+\sdrzew)"
)
# What nobody but an office does to somebody's matter: „mówi”, „podpisał petycję” are no such.
ACT = (
    rf"(?i:odpis(?:a[łl]a?|uje)|odpowiedzia[łl]a?|(?:pouczy|zapowiedzia|interweniowa)[łl]a?|milczy"
    r"|nie\s(?:odpowiad|odpowiedz|odbiera|reaguj|przyjecha|widzi\sproblem|odpis)\w*"
    rf"|(?:rozpatrzy|przyj[ęąa]|przekaza|przes[łl]a|odrzuci)[łl]a?\s{_MATTER}"
    rf"|(?:wyda|podpisa|przys[łl]a)[łl]a?\s(?:{_PAPER}|wezwani\w+)"
    r"|(?:obieca|zleci|sporz[ąa]dzi|wyznaczy|spisa)[łl]a?(?:\s(?:mi|nam))?"
    rf"(?:\s{_WORKS}\w*|(?={ENDS}))"
    r"|odm[óo]wi[łl]a?(?=\s(?:wydania|interwencji|naprawy"
    rf"|przyj[ęe]cia\s(?:{_MATTER}|dzieck))|{ENDS})"
    r"|poinformowa[łl]a?\s(?:\w+\s)?o\s(?:termin|kontrol|decyz|strajk)\w*"
    r"|by[łl]a?\s(?:na\sogl[ęe]dzinach|powiadomion\w)|wszcz[ęą][łl]a?\spost\w*"
    r"|prosi\so\suzupe[łl]\w*|poradzi[łl]a?\snapisa[ćc]"
    r"|(?:prowadzi|za[łl]atwia)[łl]?a?\s(?:t[ęe]\s|nasz[ąa]\s|moj[ąa]\s)?spraw[ęe](?=\so\s|"
    rf"{ENDS})|kaza[łl]a?\sczeka[ćc]|m[óo]wi[łl]a?\sw\s(?:radiu|telewizji|wywiad\w+)"
    r"|zapewnia[łl]a?|(?:poinformowa|zawiadomi|przekaza)[łl]a?\s(?:mnie|nas|mi|nam),?\s[żz]e"
    r"|(?:obieca|zapowiedzia)[łl]a?\s(?:mi\s|nam\s)?(?:(?:w|na)\s\w{4,12}\s(?:roku\s)?)?"
    r"(?:popraw|przyjecha|protok|remont|pr[óo]g|napraw|kontrol)\w*"
    r"|wie\so\s(?:tej\s|naszej\s)?spraw\w+|zna\s(?:ten\s|t[ęe]\s)?(?:temat|spraw[ęe])"
    r"|(?:po|z)?robi[łl]a?\szdj[ęe]cia|obejrza[łl]a?|zmierzy[łl]a?)(?!\w)"
)
DOES_AN_ACT = rf"\)?,?\s{ACT}"
GRADE = r"(?i:(?:g[łl][óo]wn|starsz|m[łl]odsz)\w{1,3}\s)?"
_POST_FOLLOWS = rf"(?:(?i:pan\w{{0,2}}|p\.)\s)?{GRADE}$"
_TO = r"(?:\s(?i:mi|nam|mnie|nas|ze\smn[ąa]|[żz]e))?"
# „Decyzję wydał”, „podpisany przez”, „sprawę prowadzi”.
DONE_BY = (
    rf"(?<!\w)(?i:(?:odpis(?:a|ywa)|odpowiedzia|odpowiada|podpisa|odm[óo]wi)[łl]a?"
    rf"|podpisan\w{{1,2}}\sprzez"
    rf"|(?:{_PAPER}|notatk\w+)\s(?:wyda|udzieli|przys[łl]a|sporz[ąa]dzi)[łl]a?"
    rf"|{_MATTER}\s(?:przyj[ęąa]|rozpatrzy)[łl]a?|spraw[ęe]\s(?:prowadzi|za[łl]atwia)[łl]?a?:?"
    rf"|prowadz[ąa]c[ay]\s(?:t[ęe]\s)?spraw[ęe]:?|obs[łl]ugiwa[łl]a?){_TO}\s{_POST_FOLLOWS}"
)
# Kin in every case, neighbours, and whoever reports: named for that, not for a post.
PRIVATE_BEFORE = (
    r"(?<!\w)(?i:(?:syn(?!dyk)|c[óo]r[kc]|m[ąęae]?[żz](?=\w{0,3}(?!\w))|[żz]on|mat[kc]"
    r"|mam(?:a|ą|ę|ie|usi\w)(?!\w)|ojc|ojciec|ojczym|macoch|tat[aąęoyu]|brat|siost|babci|dziad"
    r"|te[śs][cć]|zi[ęe][ćc]|szwag|kuzyn|wuj|cio[ct]|wnu[kc]|chrze[śs]|partner|konkub|narzeczon"
    r"|ch[łl]opak|dziewczyn|rodzin|kole[gżz]|przyjaci|znajom|s[ąa]siad|wsp[óo][łl](?:lok|nik|ma)"
    r"|[śs]wiad(?:ek|k[aiu])|lokator|najemc|petent|klient|poszkodowan|pokrzywdzon|ofiar|zmar[łl]"
    r"|mieszka(?:niec|nk[aięą]|[nń]c(?:a|em|owi)(?!\w))|emeryt|eks(?!\w)|jestem|nazywam)\w*"
    r"|(?:dawn|by[łl])(?:y|a|ego|ej|emu|ym|[ąa])(?!\w))"
    rf"(?:[^.,!?\n]|(?<=\s[pP])\.)*,?\s{_POST_FOLLOWS}"
)
_NOMINATIVE = (
    r"(?i)(?:.*(?:[^aeiouyąęójm.]|czka|[rnts]ka|nica|ista|geodeta)|wojewoda|.*(?:radn|cow|owcz)[ya]"
    r"|przewodnicz[ąa]c[ya]|zast[ęe]p(?:ca|czyni)|z-ca|.*\.)"
)
_GOVERNED = r"(?<!\w)(?i:ze?|do|u|od|dla|o|przy|przez|wed[łl]ug|zdaniem)\s" + _POST_FOLLOWS
# „Szanowna Pani Prezydent Ewa Zet pisała”: addressed in the nominative, nobody is.
GREETS = rf"(?<!\w)(?i:szanown\w{{1,2}}|drog[ia])\s{_POST_FOLLOWS}"
# The endings of a post, and of a first name in the same case.
_CASES = (
    (("em", "ym", "im"), ("m", "ą")),
    (("owi", "emu"), ("owi", "emu", "e", "i", "y")),
    (("ra", "ka", "ta", "za", "ego"), ("a", "i", "y", "o")),
)
_NOT_A_NOMINATIVE = r"(?:owi|em|ego|emu|ej|[ąę]|[óo]w|ach|om|ym)$"


def is_oblique(post: str, left: str) -> bool:
    """Return whether *post*, behind *left*, is in another case than the nominative."""
    return (
        compiled(_NOMINATIVE).fullmatch(post) is None
        or compiled(_GOVERNED).search(left) is not None
    )


def agrees(name: str, *, oblique: bool, title: str, post: str) -> bool:
    """Return whether *name* and the *title* before it may be in the case of the post."""
    if title.lower() in (("pan",) if oblique else ("pana", "panu", "panem", "panią")):
        return False
    if not is_first_name(name):
        is_nominative = is_nothing_but_a_surname(name)
        is_other = compiled(_NOT_A_NOMINATIVE).search(name) is not None or (
            name.endswith("a") and is_nothing_but_a_surname(name[:-1])
        )
        return not is_nominative if oblique else not is_other
    if not oblique:
        # „Radny Osiedla Ewa Zet zna”.
        is_a_womans = post.lower() == "radny" and name.endswith(("a", "A"))
        return is_first_name_itself(name) and not is_a_womans
    # „Jarosława” is a woman, and of a man.
    is_either = name.endswith("a") and is_first_name_itself(name[:-1])
    endings = next((endings for of_post, endings in _CASES if post.lower().endswith(of_post)), "")
    return (is_either or not is_first_name_itself(name)) and name.lower().endswith(endings)
