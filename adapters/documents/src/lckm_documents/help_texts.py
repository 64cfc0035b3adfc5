"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    ("Pliki do pobrania.", "Files to download."),
    (
        "Sprawdza pliki do pobrania (PDF, DOCX, RTF, DOC): tytuł, język, znaczniki, nagłówki, "
        "tabele, obrazy, skrypty, osadzone obiekty. FOLDER ma w sobie folder plików dla każdej "
        "procedury, jak samples/files; może to być też jeden plik. Brak uwag nie dowodzi "
        "dostępności. Kod wyjścia: 0 bez błędów, 1 błędy, 2 czegoś nie da się odczytać.",
        "Checks files to download (PDF, DOCX, RTF, DOC): title, language, tags, headings, tables, "
        "images, scripts, embedded objects. FOLDER has a folder of files for each procedure, as "
        "samples/files; it may be one file, too. That there are no findings proves no "
        "accessibility. Exit code: 0 no errors, 1 errors, 2 something cannot be read.",
    ),
    (
        "Opisy procedur: mówią, który plik jest drukiem, a który dokumentem. Bez nich mówi o tym "
        "rozszerzenie.",
        "Descriptions of procedures: they say which file is a form and which a document. Without "
        "them the ending says so.",
    ),
    (
        "Uzgodnione odstąpienia (zał. 2 § 9 ust. 3).",
        "Departures that were agreed on (Annex 2, § 9(3)).",
    ),
    (
        "Zapytaj o każdy plik program ClamAV: unix:/run/clamav/clamd.ctl albo host:port.",
        "Ask the program ClamAV about each file: unix:/run/clamav/clamd.ctl or host:port.",
    ),
)
