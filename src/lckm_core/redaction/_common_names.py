"""The dictionary of names that is always there."""

from lckm_core.redaction._dictionary import NameSense
from lckm_core.redaction._first_names import is_a_word_too, is_first_name
from lckm_core.redaction._surnames import looks_like_a_surname


class CommonNames:
    """The dictionary that is always there: common first names, with or without Polish letters, and surnames by their endings."""

    def sense(self, word: str) -> NameSense:
        """Return whether *word* is a common first name or looks like a surname; of any other word nothing is known."""
        sense = NameSense(0)
        if is_first_name(word):
            sense |= (
                NameSense.FIRST_NAME | NameSense.WORD
                if is_a_word_too(word)
                else NameSense.FIRST_NAME
            )
        if looks_like_a_surname(word):
            sense |= NameSense.SURNAME
        return sense


COMMON_NAMES = CommonNames()
