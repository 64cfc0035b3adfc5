"""Help of this package's commands: each text in Polish and in English."""

TEXTS = (
    ("Zapisany serwis BIP i portalu.", "The stored site of BIP and the portal."),
    (
        "Sprawdza serwis zapisany poleceniem lckm export: czy każdy plik jest i jest taki, jak go "
        "zapisano, czy nie ma obcych, czy odnośniki między stronami prowadzą do plików, czy są "
        "pliki do pobrania, które opisy wymieniają, i czy BIP i portal pokazują te same wersje. "
        "Kod wyjścia: 0 w porządku, 1 coś jest nie tak, 2 to nie jest taki serwis.",
        "Checks a site that lckm export stored: whether each file is there and is as it was "
        "stored, whether there are foreign ones, whether links between pages lead to files, "
        "whether the downloads are there that descriptions name, and whether BIP and the portal "
        "show the same editions. Exit code: 0 all is well, 1 something is wrong, 2 it is no such "
        "site.",
    ),
    (
        "Pokazuje opublikowane procedury, informacje i regulamin tam, gdzie każe plik ustawień "
        "(BIP i portal naraz), tak jak mają być widoczne dzisiaj. Uruchom po każdej publikacji i "
        "codziennie po północy. Powtórzone nie szkodzi, a przerwane zostawia to, co było. Kod "
        "wyjścia: 0 pokazano, 1 któregoś miejsca nie udało się zmienić, 2 złe ustawienia albo "
        "folder.",
        "Shows the published procedures, announcements and terms where the settings file says (BIP"
        " and the portal at once), as they are to be seen today. Run it after each publication and"
        " daily after midnight. Repeating it does no harm, and when broken off it leaves what was "
        "there. Exit code: 0 shown, 1 one of the places could not be changed, 2 the settings or "
        "the folder are wrong.",
    ),
    (
        "Z --to: inny dzień (rrrr-mm-dd) niż dzisiaj.",
        "With --to: another day (yyyy-mm-dd) than today.",
    ),
    (
        "Zapisz BIP i portal w tym folderze, a miejsc z pliku ustawień nie zmieniaj; np. żeby "
        "obejrzeć jutrzejszy dzień.",
        "Store BIP and the portal in this folder, and leave the places of the settings file; e.g. "
        "to look at tomorrow.",
    ),
)
