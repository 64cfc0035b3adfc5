"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    (
        "Opisy procedur i wnioski o aktualizację w plikach Worda (.docx), w obie strony. Pliki "
        "mają też pola z gwiazdką: są dla tych, którzy pracują nad opisem, a nie dla mieszkańców.",
        "Descriptions of procedures and update requests in Word files (.docx), in both directions."
        " The files have starred fields, too: they are for those who work on the description, not "
        "for residents.",
    ),
    (
        "Sprawdza opis procedury albo wniosek w dokumencie Worda. Uwagi wypisuje i wpisuje jako "
        "komentarze, każdą w swoim miejscu, do kopii obok dokumentu: opis.docx → "
        "opis-uwagi.docx. Sam dokument się nie zmienia. Kod wyjścia: 0 bez błędów, 1 błędy, 2 nie "
        "da się odczytać.",
        "Checks the description of a procedure or a request in a Word document. Findings are "
        "printed, and put as comments, each at its place, into a copy beside the document: "
        "opis.docx → opis-uwagi.docx. The document itself does not change. Exit code: 0 no "
        "errors, 1 errors, 2 cannot be read.",
    ),
    (
        "Odczytuje opis procedury z dokumentu Worda i sprawdza go; wniosek (dokument z działem "
        "„Wniosek o aktualizację”, a z opcją --against każdy ze zmianami śledzonymi) odczytuje "
        "jako wniosek. Wynik: YAML na wyjściu albo w pliku -o; uwagi, z działem, akapitem i "
        "komórką tabeli, osobno. Kod wyjścia: 0 bez błędów, 1 błędy, 2 nie da się odczytać.",
        "Reads the description of a procedure from a Word document and checks it; a request (a "
        "document with the section „Wniosek o aktualizację”, and with --against each that has "
        "tracked changes) is read as a request. Result: YAML on the output or in the file of -o; "
        "findings apart, with section, paragraph and cell. Exit code: 0 no errors, 1 errors, 2 "
        "cannot be read.",
    ),
    ("Zapisz YAML tutaj.", "Store the YAML here."),
    (
        "Zmiany śledzone: accept – czytaj opis po nich, refuse – sprzed nich. Dokument z wnioskiem"
        " czyta się wtedy jak opis procedury.",
        "Tracked changes: accept – read the description after them, refuse – before them. A "
        "document with a request is then read as a description.",
    ),
    (
        "Obecny opis procedury: wniosek powstanie do niego, a uwaga powie, jeśli dokument pokazuje"
        " jako dotychczasowy inny.",
        "The present description of the procedure: the request is made against it, and a finding "
        "tells where the document shows another as the present one.",
    ),
    (
        "Zapisz tu kopię dokumentu, w której każda uwaga jest komentarzem w swoim miejscu.",
        "Store here a copy of the document in which each finding is a comment at its place.",
    ),
    ("Zastąp plik, który już jest.", "Replace a file that is there already."),
    (
        "Zapisuje wniosek o aktualizację jako dokument Worda ze zmianami śledzonymi. Zamiast "
        "wniosku można podać nowy opis: wniosek powstanie z porównania. Kod wyjścia: 0 zapisano, 2"
        " zmian nie da się wprowadzić albo czegoś odczytać.",
        "Stores an update request as a Word document with tracked changes. A new description may "
        "be given in place of a request: the request is made by comparing. Exit code: 0 stored, 2 "
        "the changes cannot be made or something cannot be read.",
    ),
    (
        "Autor zmian; bez tej opcji wnioskodawca z wniosku.",
        "Author of the changes; without this option whoever asks in the request.",
    ),
    (
        "Dzień zmian; bez tej opcji data wniosku, a gdy jej nie ma, dzisiaj.",
        "Day of the changes; without this option the request's date, and where it has none, today.",
    ),
    (
        "Zapisuje pusty wzór opisu procedury z podpowiedziami: pola w kolejności wzoru.",
        "Stores the empty form of a description with hints: fields in the order of the form.",
    ),
    ("Numer procedury, jeśli już go ma.", "Number of the procedure, if it has one."),
    (
        "Zapisuje opis procedury z pliku YAML albo JSON jako dokument Worda na wzorze.",
        "Stores the description from a YAML or JSON file as a Word document on the form.",
    ),
)
