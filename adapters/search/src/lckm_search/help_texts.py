"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    (
        "Przygotowuje do szukania procedury z plików i folderów: osobno to, co widać na portalu, i"
        " to, co widzi Call Center. Czego nie ma w plikach, znika z indeksu; co się nie zmieniło, "
        "nie jest zapisywane od nowa.",
        "Prepares procedures from files and folders for the search: apart what the portal shows "
        "and what the Call Centre sees. What is not in the files goes from the index; what has not"
        " changed is not written anew.",
    ),
    (
        "Folder indeksu albo adres postgresql://…; także zmienna LCKM_SEARCH_INDEX.",
        "Folder of the index or an address postgresql://…; also the variable LCKM_SEARCH_INDEX.",
    ),
    (
        "Słownik odmiany: morfeusz2 albo snowball; bez tej opcji lepszy z zainstalowanych.",
        "Dictionary of inflection: morfeusz2 or snowball; without this option the better of those "
        "installed.",
    ),
    (
        "Własny plik synonimów zamiast wbudowanego.",
        "A file of synonyms of your own in place of the built-in one.",
    ),
    (
        "Szuka procedur tak, jak się mówi: w odmianie, bez polskich znaków, z literówkami, słowami"
        " mieszkańców, po numerze procedury albo telefonu. Kod wyjścia 3: nic nie znaleziono.",
        "Searches procedures as people speak: inflected, without Polish letters, with typing "
        "errors, in residents' words, by a procedure's or telephone's number. Exit code 3: nothing"
        " was found.",
    ),
    (
        "Odbiorcy: portal albo call-centre (szuka też w polach z gwiazdką); bez tej opcji zmienna "
        "LCKM_SEARCH_AUDIENCE albo portal.",
        "Audiences: portal or call-centre (which searches starred fields, too); without this "
        "option the variable LCKM_SEARCH_AUDIENCE or portal.",
    ),
    ("Ile najwyżej; bez tej opcji 5.", "How many at most; 5 without this option."),
    (
        "Szuka w tych plikach i folderach zamiast w indeksie.",
        "Searches in these files and folders in place of the index.",
    ),
    (
        "Dzień dla --from (rrrr-mm-dd); bez tej opcji dzisiaj.",
        "Day for --from (yyyy-mm-dd); today without this option.",
    ),
    ("Wypisuje JSON.", "Prints JSON."),
    (
        "Plik ustawień, którego adapter szuka; bez tej opcji i bez miejsca indeksu zmienna "
        "LCKM_SETTINGS albo ./lckm.toml.",
        "Settings file whose adapter searches; without this option and the index's place the "
        "variable LCKM_SETTINGS or ./lckm.toml.",
    ),
)
