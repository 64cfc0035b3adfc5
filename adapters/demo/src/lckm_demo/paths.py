"""The paths in the demo's folder, and the names of the sites."""

from lckm_core.publication import Audience

STORE, ATTACHMENTS, MAIL, HELPDESK, LOG = "database", "attachments", "mail", "helpdesk", "log.txt"
PLACES = (STORE, ATTACHMENTS, MAIL, HELPDESK)
"""The folders into which what residents send gets."""
DATABASE = f"{STORE}/lckm.sqlite"
PERSONAL = (f"{DATABASE}-months", ATTACHMENTS, MAIL, HELPDESK)
"""Where personal data may lie until the term: the database's files of months only."""
LIVE = "live"
"""What goes on after the demo: neither searched at its end nor compared before the next."""
REPORTS, EVENTS = "reports", "events.txt"
FILES, SITE, LINKED_DATA, SEARCH, WORD = "files", "site", "linked-data", "search", "word"
ACCESSIBILITY = "accessibility.html"
SITES = {
    Audience.PORTAL: f"{SITE}/current/portal",
    Audience.BIP: f"{SITE}/current/bip",
    Audience.CALL_CENTRE: Audience.CALL_CENTRE.value,
}
"""The folder of what each audience is shown."""
NAMES = {Audience.PORTAL: "Portal", Audience.BIP: "BIP", Audience.CALL_CENTRE: "Call Center"}
