"""A helpdesk that is set up otherwise than its adapter's page asks."""

CLAIMS_KEYS = "claims-keys"
"""The settings say that a mail that comes twice makes one ticket, and it makes two."""
RULES_SWAPPED = "rules-swapped"
"""The rule for all our mails stands before those for the categories that have their own queue."""
DESKS = (CLAIMS_KEYS, RULES_SWAPPED)
