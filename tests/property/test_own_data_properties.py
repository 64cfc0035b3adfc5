"""zał. 2 § 6 ust. 4 and 5: whatever the reporter gives in the fields, and however they write it
again, it does not stay in the words; all else does.
"""

import unicodedata
from collections import Counter
from datetime import UTC, datetime

from hypothesis import given, settings, strategies as st

from lckm_core import register, strike
from lckm_core.redaction._words import forms, plain, tokens_of
from lckm_core.reports import InvalidReportError
from tests.helpers.tiers import examples

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LETTERS = "aąbcćdeęfghijklłmnńoóprsśtuwyzźżéüøđ"
FIRST_NAMES = "Idalia Jan Nguyễn Minh Olena Đorđe Żaneta Róża Bogumił Łucja Ahmed Zoë Maja Jagoda"
SURNAMES = "Mącik Cebula Róg Latarnia Zielony Nowak-Lis Vân Szczęsny Kiliński Lipa Zgierska Król Do"
WORDS = (
    "nie świeci latarnia przy przystanku, cebula leży na rogu. Od rana dziura w jezdni! "
    "proszę o wodę do"
)
FIRST = st.sampled_from(FIRST_NAMES.split())
LAST = st.sampled_from(SURNAMES.split()) | st.text(LETTERS, min_size=3, max_size=12).map(
    str.capitalize
)
HARMLESS = st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)
CASES = st.sampled_from([str, str.lower, str.upper, str.title])
MARKS = st.sampled_from([str, plain, lambda text: unicodedata.normalize("NFD", text)])
BETWEEN = st.sampled_from([" ", "  ", "\n", ", ", "-", "_", " \u200b", "/"])


def said_with(before, own, after, **reporter):
    """Return the words as they are kept when the reporter, who gave these, says *own* between
    others.
    """
    form = {"description": f"Sprawa: {before} ({own}) {after}", "reporter": reporter}
    report = register(form, number="ZG-1", now=NOW, terms_version="1")
    assert strike(report.description) == report.description, "struck once, and for good"
    assert harmless(f"Sprawa {before} {after}", reporter) <= Counter(
        words_of(report.description)
    ), "all else stays"
    return plain(report.description)


def words_of(text):
    return [piece.plain for piece in tokens_of(text)]


def harmless(text, reporter):
    """Return the words of *text* that are none of the reporter's, in any case."""
    theirs = {
        form for value in reporter.values() for word in words_of(value) for form in forms(word)
    }
    return Counter(word for word in words_of(text) if word not in theirs)


@given(FIRST, LAST, st.booleans(), CASES, MARKS, BETWEEN, HARMLESS, HARMLESS)
def test_no_name_stays(first, last, turned, case, marks, between, before, after):
    own = [last, first] if turned else [first, last]
    left = said_with(before, marks(case(between.join(own))), after, name=f"{first} {last}")
    assert "(" + plain(between.join(own)).replace("\u200b", "") + ")" not in left
    assert "[usunieto: osoba]" in left


@given(
    st.from_regex(r"[a-z]{1,8}([._-][a-z0-9]{1,6}){0,2}", fullmatch=True),
    st.sampled_from(["wp.pl", "poczta.onet.pl", "x-y.com.pl", "gmail.com"]),
    CASES,
    st.sampled_from(["@", " @ ", "(at)", " małpa ", " [at] ", " MAŁPKA "]),
    st.sampled_from([".", " . ", " kropka ", "(dot)"]),
    HARMLESS,
    HARMLESS,
)
def test_no_email_stays(local, domain, case, at, dot, before, after):
    own = case(local).replace(".", dot) + at + case(domain).replace(".", dot)
    left = said_with(before, own, after, email=f"{local}@{domain}")
    assert "usunieto" in left
    assert plain(own) not in left
    assert plain(domain.replace(".", dot)) not in left


@given(
    st.from_regex(r"[1-9][0-9]{8}", fullmatch=True),
    st.sampled_from(["", "+48", "+48 ", "0048", "48 ", "(+48) ", "0"]),
    st.sampled_from(["", "+48 "]),
    st.lists(st.sampled_from(["", " ", "-", ".", " - ", "/", ") ", "\n"]), min_size=8, max_size=8),
    st.sampled_from(["", "lampa nr ", "tel. ", "zł "]),
    HARMLESS,
    HARMLESS,
)
def test_no_telephone_stays(digits, code, given_with, gaps, thing, before, after):
    own = code + "".join(map("".join, zip(digits, [*gaps, ""], strict=True)))
    left = said_with(before, thing + own, after, phone=given_with + digits)
    assert digits not in "".join(filter(str.isdecimal, left))


@given(
    st.sampled_from(
        ["Zgierska", "Kościuszki", "11 Listopada", "Armii Krajowej", "św. Teresy", "Żubardzka"]
    ),
    st.sampled_from(["", "ul. ", "al. ", "ulica "]),
    st.sampled_from(["1", "120", "12a", "7/9"]),
    st.sampled_from(["", "5", "12"]),
    st.sampled_from(["/", " m. ", " m ", ", m. ", " lok. ", " mieszkanie nr "]),
    st.sampled_from(["/", " m. ", " m ", "\nlok. ", " mieszkania "]),
    st.sampled_from(["", ", 91-001 Łódź", " 91-001 Łódź"]),
    CASES,
    MARKS,
    HARMLESS,
    HARMLESS,
)
def test_no_line_of_an_address_stays(
    street, kind, house, flat, given_by, said_by, city, case, marks, before, after
):
    own = marks(case(f"{kind}{street} {house}{said_by + flat if flat else ''}"))
    # A house alone may be where it happened, so the text has to say whose it is.
    left = said_with(
        before,
        own if flat else f"mieszkam przy {own}",
        after,
        address=f"{kind}{street} {house}{given_by + flat if flat else ''}{city}",
    )
    assert plain(f"{street} {house}") not in left


SAID_OF_A_PLACE = st.sampled_from(
    [
        "Od {} do szkoły jest ciemno",
        "Między {} a rynkiem",
        "skręt z {} w lewo",
        "{} jest w złym stanie, naprawcie",
        "Dziura na {}, przy {} 7",
        "przed {} 120, od {} w stronę lasu",
    ]
)


@given(FIRST, LAST, st.data(), SAID_OF_A_PLACE, CASES, MARKS)
def test_one_word_of_the_name_stays_where_it_may_be_a_place(first, last, data, said, case, marks):
    form = data.draw(st.sampled_from(sorted(forms(plain(last.split("-")[-1])))))
    text = marks(said.replace("{}", case(form.capitalize())))
    left = kept_of(text, name=f"{first} {last}")
    assert left == strike(unicodedata.normalize("NFC", text))


@given(
    st.sampled_from(["Zgierska", "Kościuszki", "Armii Krajowej", "Nowa"]),
    st.sampled_from(["1", "120", "12a"]),
    st.sampled_from(["", " m. 5", "/5"]),
    st.sampled_from(
        [
            "Przed {} dziura",
            "woda w piwnicy, {}.",
            "Na rogu {} i dalej",
            "Mieszkam obok, dziura jest przy {}",
        ]
    ),
    CASES,
    MARKS,
)
def test_an_own_house_stays_where_it_may_be_the_place(street, house, flat, said, case, marks):
    text = marks(said.replace("{}", case(f"{street} {house}")))
    left = kept_of(text, address=f"{street} {house}{flat}")
    assert left == strike(unicodedata.normalize("NFC", text))


def kept_of(text, **reporter):
    return register(
        {"description": text, "reporter": reporter}, number="ZG-1", now=NOW, terms_version="1"
    ).description


@settings(max_examples=examples(50))
@given(st.text(max_size=60), st.text(max_size=200))
def test_whatever_stands_in_the_field_of_a_name_spoils_nothing(name, text):
    form = {
        "description": f"Coś. {text}",
        "reporter": {"name": f"x{name}".replace("\n", " ")[:200]},
    }
    try:
        report = register(form, number="ZG-1", now=NOW, terms_version="1")
    except InvalidReportError:
        return
    assert strike(report.description) == report.description
