"""Profiles of people in social media: the account's name in a web address."""

import re
from collections.abc import Iterator

from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_NETWORKS = "facebook|fb|instagram|tiktok|twitter|x|linkedin|threads|youtube"
_NO_PROFILE = "groups?|events?|watch|shares?|photos?|pages?|search|hashtag|reels?|stories|posts?|p|marketplace|company|video|explore|login|home"
_PROFILE = re.compile(
    rf"(?<![\w-])(?:{_NETWORKS})\.(?:com|net|me)/(?:in/|people/|profile\.php\?id=|@)?+(?!(?:{_NO_PROFILE})(?:[/?.]|$|\s))([\w.-]*\w)",
    re.IGNORECASE,
)


def profiles(text: str) -> Iterator[PersonalSpan]:
    """Yield the names of accounts in *text*, such as what follows „facebook.com/”."""
    if "/" in text:
        for found in _PROFILE.finditer(text):
            yield PersonalSpan(*found.span(1), PersonalKind.NAME)
