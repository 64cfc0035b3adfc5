"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    (
        "Zapisuje procedury, które tego dnia widać w BIP, jako otwarte dane połączone: CPSV-AP "
        "(Turtle, JSON-LD), opis zbioru DCAT-AP i plik dla dane.gov.pl. Pliki bez zmian zostawia. "
        "Błędów w procedurach nie szuka: robi to lckm check. Kod wyjścia 2: któregoś pliku nie da "
        "się odczytać albo ustawienie jest złe; wtedy niczego nie zapisuje.",
        "Stores the procedures that BIP shows on a day as linked open data: CPSV-AP (Turtle, "
        "JSON-LD), the description of the data set in DCAT-AP and the file for dane.gov.pl. Files "
        "without a change are left. It looks for no errors in procedures: lckm check does. Exit "
        "code 2: a file cannot be read or a setting is wrong; then nothing is stored.",
    ),
    ("Adres https, pod którym dane będą dostępne.", "The https address at which the data will be."),
    (
        "Dokąd zapisać; bez tej opcji linked-data.",
        "Where to store; linked-data without this option.",
    ),
    (
        "Kto udostępnia; bez tej opcji Urząd Miasta Łodzi.",
        "Who publishes; Urząd Miasta Łodzi without this option.",
    ),
    ("Dokąd pisać z pytaniami o dane.", "Where to write with questions about the data."),
    ("Strona, na której czyta się procedury.", "The page on which the procedures are read."),
    (
        "Adres https plików procedur; bez tej opcji bez odnośników do nich.",
        "The https address of the procedures' files; without this option there are no links to "
        "them.",
    ),
    (
        "CC0, CC_BY_4_0 albo CC_BYSA_4_0; bez tej opcji CC0.",
        "CC0, CC_BY_4_0 or CC_BYSA_4_0; CC0 without this option.",
    ),
)
