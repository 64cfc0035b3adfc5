"""How Polish offices name provisions, journals and acts: the patterns of citations."""

from lckm_core._patterns import KeywordPattern
from lckm_core.calendar import MONTHS


def _word(beginning: str) -> str:
    """Return the pattern of a word's beginning, with its first letter first.

    The engine then looks only where that letter is, and not at every place.
    """
    first, rest = beginning[0], beginning[1:]
    return rf"(?-i:[{first}{first.upper()}])(?<!\w.){rest}"


# Whose act it is: words with a capital and those that join them, „Ministra Spraw Wewnętrznych i
# Administracji”.
_ISSUER = r"(?:\s+(?:(?-i:[A-ZĄĆĘŁŃÓŚŹŻ(])[\w().-]*|w|i|oraz|do|ds\.|spraw)){0,12}?"
_NUMBER_OR_DAY = (
    r"(?:nr\b|numer\b|\d{1,5}/\d{1,5}|(?-i:[IVXLC]{1,8})/\d{1,5}"
    rf"|z\s+(?:dnia\s+|dn\.\s*)?\d{{1,2}}(?:\s+(?:{'|'.join(MONTHS)})|\.\d{{1,2}}\.\d{{4}})"
    r"|z\s+(?:dnia\s+)?\d{4}(?:\b|-\d))"
)
_STATUTE = r"\b(?:spec)?ustaw(?:a|y|ie|ę|ą|om|ami|ach)\b"
_STATUTES = rf"(?:{_STATUTE}|\bustaw\b|\bust\.)"
"""The same where more words tell; „ustaw” alone is also what one does with a bin."""
_ACTS = r"\b(?:(?:rozporządzen|zarządzen|uchwał|dyrektyw)\w*|(?:rozp|zarz|uchw)\.)"
_COUNCILS = (
    r"(?:rady\s+(?:miejskiej|miasta|gminy|powiatu|ministrów)|sejmiku"
    r"|prezydenta\s+(?:miasta|łodzi)|wojewody|burmistrza)"
)
_NICKNAMES = (
    "śmieciow|antyalkoholow|abonamentow|krajobrazow|hazardow|covidow|kompetencyjn|ustrojow|"
    "samorządow|emerytaln|podatkow|budowlan|oświatow|zdrowotn|repatriacyjn|środowiskow|wodn|"
    "czystościow|planistyczn|uzdrowiskow|drogow|wyborcz|antylichwiarsk|reklamow|metropolitaln|"
    "deweloper|rozwodow|zabytkow|alimentacyjn|mieszkaniow|nowelizując|zmieniając"
)
_LAWS = (
    r"(?:budowlan|wodn|energetyczn|geodezyjn|geologiczn|górnicz|oświatow|farmaceutyczn|łowieck|"
    r"drogow|lotnicz|pocztow|telekomunikacyjn|bankow|prasow|spółdzielcz|upadłościow"
    r"|restrukturyzacyjn|atomow|dewizow|przewozow|wekslow|celn|probiercz|konsularn)\w+"
    r"|ochrony\s+środowiska|zamówień\s+publicznych|własności\s+przemysłowej"
    r"|komunikacji\s+elektronicznej|działalności\s+gospodarczej|przedsiębiorców"
)
_NUMBER = r"\d{1,4}[a-z]{0,3}\b"
_PIECES = r"(?!\s*(?:-\s*)?(?:str\.|stron(?:y|ic\w*)?\b|szt\b|zł\b|kg\b|%))"
_QUANTITY = (
    _PIECES
    + r"(?!\s*(?:znak(?:i|ów|u)?\b|raz[uy]?\b|minut|ml\b|lat\b|grosz|osób\b|dni\b|godz|procent"
    r"|miesi[ąę]c|tygod|egzemplarz|słów\b))"
)
"""After a number: nothing that would make it a quantity, „artykuły 2 razy w roku”."""

CERTAIN = tuple(
    KeywordPattern(keywords, pattern, marks_optional=True)
    for keywords, pattern in (
        # Articles, paragraphs, sections.
        ("art.", rf"\bart\.:?\s*(?:nr\s*)?{_NUMBER}{_PIECES}"),
        ("art", rf"\b(?-i:art|ART)\s+{_NUMBER}{_PIECES}"),
        # Written as a name is, „Art 5” is a citation before another part of one.
        (
            "art",
            rf"{_word('art')}\s*{_NUMBER}\s*(?:,\s*)?(?:ust\b|pkt\b|lit\b|§|ustaw|k\.|kpa|kodeks)",
        ),
        (
            "artyku",
            rf"\bartyku(?:ł|łu|łowi|łem|le|ły|łów|łami|łach):?\s+(?:nr\s*)?{_NUMBER}{_QUANTITY}",
        ),
        ("§", r"§\s*§?\s*\d+"),
        ("par.", rf"\b(?<!\d )(?<!\d)par\.\s*{_NUMBER}"),
        ("paragraf", rf"\bparagraf(?:u|owi|em|ie|y|ów|ami|ach)?\s+(?:nr\s*)?{_NUMBER}(?![”\"»])"),
        ("ust", rf"(?:\b(?:w|z)\s+|,\s*|\d[a-z]?\s+)ust\.?\s*{_NUMBER}{_QUANTITY}"),
        (
            "ust. ustęp ustep",
            rf"\bust(?:\.|ęp\w*)\s*{_NUMBER}\s*(?:,\s*)?"
            r"(?:pkt\b|punkt|lit\.|zd\.|ustaw|uchwał|rozporz|zarządz|art\b|§|niniejsz)",
        ),
        (
            "ustaw uchwa rozporz zarządzen zarzadzen",
            rf"\b(?:pkt|punkt\w*|lit\.?|zd\.|poz\.)\s*\w{{1,4}}\s+(?:{_STATUTE}|uchwał[yaę]\b"
            r"|rozporządzenia\b|zarządzenia\b)",
        ),
        # Journals. For what has its first letter first, see _word.
        ("dz", r"(?-i:D(?<!\wD)[zZ]\.?\s?U(?:[rR][zZ]|st)?\b\.?)"),
        ("dz.", r"\bdz\.\s?u(?:rz)?\.\s*(?:z\s+\d|\d{4}|nr|poz|woj|ue)"),
        ("m.", r"(?-i:M(?<!\wM)\.\s?P\.)\s*(?:z\s+\d|\d{4}|nr|poz)"),
        (
            "dziennik monitor",
            r"\b(?:dziennik\w{0,3}\s+(?:ustaw\b|urzędow\w{1,4})|monitor\w{0,4}\s+polski\w{0,4})"
            r"[^.;\n]{0,80}?\b(?:poz|pozycj\w{1,3}|nr|numer|z\s+\d{4}|\d{4}\s*r)\b",
        ),
        # Statutes: by day, by subject, by title.
        ("ustaw ust.", rf"{_STATUTES}\s+z\s+(?:dnia\b|dn\.|\d)"),
        ("ustaw ust.", rf"{_STATUTES}\s+[„\"]?o\s+(?!\d|pół)\w{{3,}}"),
        (
            "ustaw",
            rf"{_STATUTE}\s+(?:[–—-]\s*)?[„\"]?(?:prawo\b|kodeks\b|ordynacja\b|karta\s+nauczyciela"
            r"|przepisy\s+wprowadzające|prawa\b|kodeksu\b|ordynacji\b|w\s+sprawie\b|nr\b)",
        ),
        ("ustaw", rf"{_STATUTE}\s+(?:{_NICKNAMES})\w*"),
        ("ustaw", rf"{_STATUTE}\s+(?-i:[A-Z]{{2,6}}\b|COVID|PZP|KDR|OOŚ)"),
        ("specustaw", r"\bspecustaw(?:a|y|ie|ę|ą)\b"),
        # Regulations, resolutions, ordinances, directives: by whom, number or day.
        (
            "rozporz rozp. zarządzen zarzadzen zarz. uchwa uchw. dyrektyw",
            rf"{_ACTS}{_ISSUER}\s+{_NUMBER_OR_DAY}",
        ),
        (
            "uchwa zarządzen zarzadzen",
            rf"\b(?:uchwał|zarządzen)\w*\s+{_COUNCILS}{_ISSUER}\s+w\s+sprawie\b",
        ),
        (
            "obwieszczen",
            r"\bobwieszczen\w*\s+(?-i:Marszałka|Ministra|Prezesa|Głównego|Rady)"
            rf"{_ISSUER}\s+{_NUMBER_OR_DAY}",
        ),
        (
            "rozporz rozp.",
            r"\brozp(?:orządzeni\w{1,3}|\.)\s+(?:(?-i:M[A-Z]{1,3}\w*\b|RM\b|PE\b)|ministra"
            r"|rady\s+ministrów|prezesa\s+rady|parlamentu|komisji"
            r"|wojewody|\(?(?:ue|we|ewg)\b|rodo\b|eidas\b|wykonawcz\w+|delegowan\w+"
            r"|w\s+sprawie\b|o\s+ochronie)",
        ),
        (
            "dyrektyw",
            r"\bdyrektyw\w{1,3}\s+(?:parlamentu|rady\b|komisji|\(?(?:ue|we|ewg)\b)",
        ),
        # Codes and statutes known by a title of their own.
        (
            "kodeks",
            r"\bkodeks(?:u|owi|em|ie|y|ów)?\s+(?:post(?:ępowania|\.)\s+(?:adm|cyw|karn"
            r"|w\s+sprawach\s+o)"
            r"|cywiln|karn(?:y|ego|emu|ym)\b|rodzinn|spółek\b|wyborcz|wykrocze|morski|celn|drogow"
            r"|urbanist|pracy\b(?!\s+(?:zespoł|wolontar|własn)))\w*",
        ),
        ("ordynacj", r"\bordynacj(?:a|i|ę|ą|e)\s+(?:podatkow|wyborcz)\w+"),
        (
            "praw",
            rf"{_word('praw')}(?:o|a|u|em|ie)\s+o\s+(?:ruchu|aktach|stowarzyszen|zgromadzen|adwok"
            r"|notar|szkoln|postępow|ustroju|zawod|miar)\w*",
        ),
        ("praw", rf"(?-i:P(?<!\wP)raw(?:o|a|u|em|ie))\s+(?:{_LAWS})"),
        (
            "konstytucj",
            r"(?-i:\bKonstytucj(?:a|i|ę|ą))\s+(?:rp\b|rzeczypospolitej|z\s+(?:dnia|\d))",
        ),
        ("nauczyciela", r"(?-i:\bKart(?:a|y|ą|ę|cie)\s+Nauczyciela)\b"),
        # Their short names. kPa is a unit; „k.w.” may be a land register.
        (
            "k.",
            r"\b(?-i:[kK]\.\s?(?:p\.\s?a|c|k|k\.\s?s|p\.\s?c|p\.\s?k|s\.\s?h"
            r"|r\.\s?(?:i\s)?o)\.(?!\w)|K\.\s?P\.\s?[AC]\.|K\.\s?R\.\s?O\.|K\.\s?S\.\s?H\.)",
        ),
        (
            "kpa kpc kpk ksh kro krio ppsa upea upzp uogn ugn uoo udip pord",
            r"\b(?<!\d )(?<!\d)(?-i:kpa|Kpa|KPA|kpc|Kpc|KPC|kpk|Kpk|ksh|Ksh|KSH|kro|KRO"
            r"|krio|KRiO|ppsa|Ppsa|PPSA|upea|UPEA|upzp|UPZP|uogn|ugn|uooś|udip|UDIP|PoRD|pord)\b",
        ),
        (
            "u.",
            rf"{_word('u')}\.\s?(?:s\.\s?[gp]|o\.\s?s|p\.\s?e\.\s?a|g\.\s?n|p\.\s?z\.\s?p"
            r"|p\.\s?o\.\s?l|d\.\s?i\.\s?p|ś\.\s?r|p\.\s?s|c\.\s?p\.\s?g)\.",
        ),
        ("p.", rf"{_word('p')}\.\s?(?:p\.\s?s\.\s?a|r\.\s?d|z\.\s?p|o\.\s?ś)\."),
        (
            "podst",
            r"\bpodst(?:aw(?:a|ą|ę|y)|\.)\s+pr(?:awn(?:a|ą|ej|e)|\.)\s*"
            r"(?:[:–—]|(?:jest|są|stanowi\w*|to)\b)",
        ),
    )
)
NAMED_AFTER_CUE = tuple(
    KeywordPattern(keywords, pattern, marks_optional=True)
    for keywords, pattern in (
        ("praw", rf"{_word('praw')}(?:o|a|u|em|ie)\s+(?:{_LAWS})"),
        ("rodo", r"\bRODO\b"),
        ("konstytucj konwencj", r"(?-i:\bKon(?:stytucj|wencj)(?:a|i|ę|ą))\b(?!\s+3)"),
        ("pzp kks kpk kc kk", r"(?-i:\b(?:PZP|KKS|KPK|Pzp|KC|Kc|kc|KK|kk)\b)"),
        (
            "uchwa zarządzeni zarzadzeni",
            rf"\b(?:uchwał(?:a|y|ą|ę|ie|ami|ach)|zarządzeni(?:e|a|u|em|ami|ach))\s+{_COUNCILS}",
        ),
    )
)
"""Names of acts that are also names of something else: a cue before them tells."""
VAGUE = KeywordPattern(
    "ustaw dziennik rozporz rozp. dyrektyw",
    rf"{_STATUTE}|\b(?:rozp(?:orządzeni\w{{1,3}}|\.)|dyrektyw\w{{1,3}})\s+unijn\w+"
    r"|\bdziennik\w{0,3}\s+(?:ustaw\b|urzędow\w{1,4})",
    marks_optional=True,
)
VAGUE_AFTER_CUE = KeywordPattern(
    "rozporządzeni rozporzadzeni uchwa zarządzeni zarzadzeni przepis",
    r"\b(?:rozporządzeni(?:e|u|a|em|ami|ach)|uchwał(?:a|y|ą|ę|ie|ami|ach)"
    r"|zarządzeni(?:e|u|a|em|ami|ach)|przepis(?:y|ów|om|ami|ach)\s+o\s+\w{4,})\b",
    marks_optional=True,
)
KEYWORDS = tuple(
    {keyword: None for pattern in (*CERTAIN, *NAMED_AFTER_CUE) for keyword in pattern.keywords}
)
