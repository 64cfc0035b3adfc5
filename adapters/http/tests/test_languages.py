"""Addresses in the language of a page, whichever language is the first."""

import pytest
from starlette.requests import Request

from lckm_http.languages import address_in, address_of_face, enter_language, language_of

LANGUAGES = ["pl", "en", "uk"]


def request_for(path, languages):
    """Return a request for a path of a face that is mounted at ``/bip``."""
    scope = {"type": "http", "path": f"/bip{path}", "root_path": "/bip", "headers": []}
    enter_language(scope, languages)
    return Request(scope)


@pytest.mark.parametrize("first", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_has_no_prefix_in_the_first_language_and_has_one_in_others(first, language):
    languages = sorted(LANGUAGES, key=lambda each: each != first)
    prefix = "" if language == first else f"{language}/"
    request = request_for(f"/{prefix}a", languages)
    assert language_of(request) == language
    assert address_of_face(request, "https://a.example/{language}b") == (
        f"https://a.example/{prefix}b"
    )
    for other in LANGUAGES:
        other_prefix = "" if other == first else f"{other}/"
        assert address_in(request, other) == f"/bip/{other_prefix}a"


def test_an_address_without_a_place_for_the_language_stays():
    assert address_of_face(request_for("/en/a", ["pl", "en"]), "https://a.example/") == (
        "https://a.example/"
    )
