"""Names in Cyrillic letters: at the end of a message, and of whom it says who they are."""

from collections.abc import Iterator

from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import REDACTED, PersonalKind, PersonalSpan

# „Мій телефон [telefon], Оксана.”: at the end of a line.
_FIRST_NAMES = any_of("""
    олен(а|ка) оксана наталія наталья ірина ирина марія мария анна ганна тетяна татьяна світлана
    светлана юлія юлия катерина екатерина вікторія виктория людмила галина надія надежда любов
    віра вера лариса ольга анастасія анастасия дар'я дарья софія софия елена алёна саша маша іван
    иван андрій андрей олександр александр сергій сергей володимир владимир микола николай петро
    пётр василь василий дмитро дмитрий юрій юрий ігор игорь олег віктор виктор максим богдан
    тарас ярослав михайло михаил роман олексій алексей фёдор федір анна-мария
""")
_WORD = r"[А-ЯЁЄІЇҐ][а-яёєіїґ'’]{2,}"
_WORDS = rf"{_WORD}(?:(?:[ -]|\s(?:и|та|і)\s){_WORD}){{0,2}}"
_ENDS = r"[^\S\n]*[.!]?[^\S\n]*(?:\n|$)"
_AT_THE_END = rf"{REDACTED}(?:[,;]\s|\s[–-]\s|,?\n)(?P<name>(?={_FIRST_NAMES}){_WORDS}){_ENDS}"
# „Дякую, Соломія”, „С уважением, Артём Коваль”: any name.
_CLOSED = (
    r"(?<!\w)(?i:з\sповагою|дякую|с\sуважением|спасибо|заранее\sспасибо|благодарю)"
    rf"[,.!\s–-]{{1,4}}(?P<name>{_WORDS}){_ENDS}"
)
# „Мого сина Данила”, „моя жена Ольга”: whose name it is.
_RELATIVE = any_of("""
    син(а|у|ові|ом|ок|очок)? сын(а|у|ом|ок)? доньк(а|у|и|ою) донечк(а|у) дочк(а|у|и|ою) доч(ь|ка)
    дочер(и|ью) чоловік(а|у|ом|ові)? муж(а|у|ем)? дружин(а|у|и|ою) жен(а|у|ы|ой) мам(а|у|и|ы|ою|ой)
    мат(и|ір|ь|ері) матер(і|и|ью) тат(о|а|ом|ові) пап(а|у|ы|ой) бат(ько|ька|ьком) отец отца
    брат(а|у|ом|ові)? сестр(а|у|и|ы|ою|ой) баб(уся|усю|усі|ушка|ушку) дід(а|уся|усь)? дедушк(а|у)
    сусід(а|ом|ка|ку|ки|кою)? сосед(а|ом|ка|ку|ки|кой)? онук(а|ом)? онучк(а|у)
    внук(а|ом)? внучк(а|у)
    подруг(а|у|ою|ой) друг(а|ом)? звати зовут зовуть ім'я імені имя имени пан(а|у|ом|і|ові|ю)?
""")
_OF_SOMEBODY = rf"(?<!\w){_RELATIVE}(?:\s?[:,(–-])?\s?(?P<name>{_WORD}(?:\s{_WORD})?)"
_CYRILLIC_HINT = r"[а-яіїєґ]{2}"


def cyrillic_names(text: str) -> Iterator[PersonalSpan]:
    """Yield the names in Cyrillic letters that a message ends with, or that are somebody's."""
    if compiled(_CYRILLIC_HINT).search(text) is None:
        return
    for pattern in (_AT_THE_END, _CLOSED, _OF_SOMEBODY):
        for person in compiled(pattern).finditer(text):
            yield PersonalSpan(*person.span("name"), PersonalKind.NAME)
