"""Findings as comments: each at its paragraph, in a copy that is otherwise the same."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import libreoffice
import pytest
import word_documents as documents
from click.testing import CliRunner
from printed_forms import HANDS, form
from word_documents import W

from lckm_cli.toolkit import BadFileError
from lckm_core import UnreadableFileError, compare, read
from lckm_word import (
    Comment,
    DocumentPosition,
    add_comments,
    check_document,
    read_request,
    read_word,
    redline,
    template,
    write,
)
from lckm_word.commands.word import command
from tests.helpers.rows import some_in_every_change

PROCEDURE = documents.sample("KA-01478")
DOCUMENT = documents.DOCUMENT
MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)


def anchored(source):
    """Return the text of the paragraph at which each comment stands, by number."""
    root = ElementTree.fromstring(documents.parts(source)[DOCUMENT])
    return {
        mark.get(f"{W}id"): "".join(text.text or "" for text in para.iter(f"{W}t"))
        for para in root.iter(f"{W}p")
        for mark in para.iter(f"{W}commentRangeStart")
    }


def comments_of(source):
    """Return the text of each comment, by number."""
    root = ElementTree.fromstring(documents.parts(source)["word/comments.xml"])
    return {
        one.get(f"{W}id"): "".join(text.text or "" for text in one.iter(f"{W}t")) for one in root
    }


def commented(source):
    reading = read_word(source)
    made = [Comment(one.text(), reading.place(one)) for one in reading.findings]
    return reading, add_comments(source, made)


@pytest.mark.parametrize(
    "hand",
    some_in_every_change(HANDS, 0, 3, reason="another hand; two stand for them"),
    ids=lambda hand: hand.name,
)
def test_each_finding_of_the_printed_form_stands_at_its_paragraph(hand):
    faults = {
        "valid_from": ["3/4/2027"],
        "steps": ["krok 1 – Złóż wniosek", f"krok 2 – {'x' * 50}"],
        "owner": ["Pokazowy"],
    }
    reading, made = commented(form(hand, PROCEDURE, faults))
    texts, places = comments_of(made), anchored(made)
    assert list(texts.values()) == [one.text() for one in reading.findings]
    at = {texts[number]: place for number, place in places.items()}
    where = {one.code: at[one.text()] for one in reading.findings}
    assert "3/4/2027" in where["LCKM-P004"]
    assert "x" * 50 in where["LCKM-P101"]
    assert "Pokazowy" in where["LCKM-R028"]
    assert read_word(made).data == reading.data


def test_each_finding_of_our_own_form_stands_at_its_paragraph():
    reading, made = commented(template())
    at = {comments_of(made)[number]: place for number, place in anchored(made).items()}
    where = {one.path: at[one.text()] for one in reading.findings}
    assert where["/title"]
    assert where["/fees"].startswith("Gdy nie ma czego podać")


def test_a_cell_and_an_empty_paragraph_may_have_one():
    source = write(PROCEDURE)
    body = list(documents.body(source).iter(f"{W}p"))
    empty = next(at for at, one in enumerate(body) if not "".join(one.itertext()))
    made = add_comments(
        source,
        [
            Comment("pierwszy\nwiersz", DocumentPosition(anchor=empty)),
            Comment("a", DocumentPosition()),
        ],
    )
    assert anchored(made) == {"0": "", "1": "Opis procedury KA-01478"}
    assert comments_of(made) == {"0": "pierwszywiersz", "1": "a"}
    assert read_word(made).data == read_word(source).data


def by_others(source, text):
    """Return a file with a comment that somebody in the office made."""
    parts = documents.parts(add_comments(source, [Comment(text, DocumentPosition(anchor=3))]))
    parts["word/comments.xml"] = parts["word/comments.xml"].replace(b'"lckm"', b'"Anna"')
    return documents.packed(parts)


def test_comments_of_others_stay_and_their_numbers_are_not_taken():
    twice = add_comments(
        by_others(template(), "wcześniejszy"), [Comment("nowy", DocumentPosition(anchor=3))]
    )
    assert comments_of(twice) == {"0": "wcześniejszy", "1": "nowy"}
    assert set(anchored(twice)) == {"0", "1"}
    parts = documents.parts(twice)
    assert parts["[Content_Types].xml"].count(b"comments+xml") == 1
    assert len(re.findall(b"relationships/comments", parts["word/_rels/document.xml.rels"])) == 1


def test_beside_several_comments_of_others_each_has_its_own_number():
    theirs = by_others(by_others(template(), "pierwszy"), "drugi")
    made = add_comments(theirs, [Comment("nowy", DocumentPosition(anchor=3))])
    assert comments_of(made) == {"0": "pierwszy", "1": "drugi", "2": "nowy"}
    assert set(anchored(made)) == {"0", "1", "2"}


@pytest.mark.parametrize("text", ["a < b & c > d", "<b>x</b>", "&lt;", '"„’', "]]>", "<!--"])
def test_a_comment_may_have_any_signs(text):
    made = add_comments(template(), [Comment(text, DocumentPosition(anchor=3))])
    assert comments_of(made) == {"0": text}


def test_after_comments_of_others_were_deleted_no_number_is_given_twice():
    parts = documents.parts(by_others(template(), "wcześniejszy"))
    for name in (DOCUMENT, "word/comments.xml"):
        parts[name] = parts[name].replace(b'c:id="0"', b'c:id="1"')
    twice = add_comments(documents.packed(parts), [Comment("nowy", DocumentPosition(anchor=3))])
    assert comments_of(twice) == {"1": "wcześniejszy", "2": "nowy"}
    assert set(anchored(twice)) == {"1", "2"}


@pytest.mark.parametrize("hand", HANDS[:3], ids=lambda hand: hand.name)
def test_comments_of_an_earlier_check_give_way_to_those_of_this_one(hand):
    faulty = by_others(form(hand, PROCEDURE, {"title": [], "owner": ["Pokazowy"]}), "ludzki")
    first = check_document(faulty)
    again = check_document(first.copy)
    assert again.findings == first.findings
    assert documents.parts(again.copy) == documents.parts(first.copy)
    without = add_comments(first.copy, [])
    assert documents.parts(without)[DOCUMENT] == documents.parts(faulty)[DOCUMENT]
    assert list(comments_of(without).values()) == ["ludzki"]


def test_a_reference_beside_text_goes_alone():
    source = add_comments(template(), [Comment("stary", DocumentPosition(anchor=1))])
    parts = documents.parts(source)
    mark = re.compile(rb"(<c:r [^>]*>)(<c:commentReference[^>]*>)</c:r>")
    parts[DOCUMENT] = mark.sub(
        rb'\1<c:t xmlns:c="%b">Tekst</c:t>\2</c:r>' % W[1:-1].encode(), parts[DOCUMENT]
    )
    made = documents.parts(add_comments(documents.packed(parts), []))[DOCUMENT]
    assert b"Tekst" in made
    assert b"commentReference" not in made


def test_own_comments_are_no_content_that_was_not_read():
    reading, made = commented(template())
    assert read_word(made).findings == reading.findings
    others = by_others(template(), "uwaga kierownika")
    (told,) = [one for one in read_word(others).findings if one.code == "LCKM-W011"]
    assert "komentarz (liczba: 1)" in told.message


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (b"<!DOCTYPE c [<!ENTITY a 'b'>]><c/>", "LCKM-W005"),
        (b"<c>" + b"<c>" * 200, "LCKM-W002"),
        (b"<c/>", "LCKM-W006"),
        (b"not XML", "LCKM-W006"),
    ],
)
def test_a_hostile_part_of_comments_is_refused(part, code):
    parts = documents.parts(by_others(template(), "x"))
    parts["word/comments.xml"] = part
    with pytest.raises(UnreadableFileError) as refused:
        add_comments(documents.packed(parts), [])
    assert refused.value.finding.code == code


def test_tracked_changes_and_controls_stay_as_they_are():
    old = documents.sample("KA-01379")
    new = read((documents.SAMPLES / "procedures/KA-01379.2027-01-01.yaml").read_bytes()).procedure()
    source = redline(old, compare(old, new), author="Jan Testowy", at=MOMENT)
    assert check_document(source).is_request
    count = documents.parts(source)[DOCUMENT].count(b"</w:p>")
    made = add_comments(
        source, [Comment("uwaga", DocumentPosition(anchor=at)) for at in range(count)]
    )
    old_root, root = (
        ElementTree.fromstring(documents.parts(one)[DOCUMENT]) for one in (source, made)
    )
    for name in ("ins", "del", "sdt", "sdtPr", "p", "tc"):
        assert len(list(root.iter(f"{W}{name}"))) == len(list(old_root.iter(f"{W}{name}"))) > 0
    assert len(anchored(made)) == count
    assert read_request(made).request == read_request(source).request
    assert read_request(made).all_findings == read_request(source).all_findings
    assert documents.parts(add_comments(made, []))[DOCUMENT] == documents.parts(source)[DOCUMENT]


def test_what_is_not_commented_stays_to_the_byte():
    source = template()
    made = add_comments(source, [Comment("uwaga", DocumentPosition(anchor=1))])
    old, new = documents.parts(source), documents.parts(made)
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed == {
        DOCUMENT,
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert documents.parts(add_comments(source, [])) == old


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1250"])
def test_a_document_in_another_encoding_is_commented(encoding):
    source = write(PROCEDURE)
    parts = documents.parts(source)
    text = parts[DOCUMENT].decode()
    declared = re.sub(r"encoding=['\"][^'\"]*['\"]", f'encoding="{encoding}"', text, count=1)
    parts[DOCUMENT] = declared.encode(encoding, "xmlcharrefreplace")
    made = add_comments(documents.packed(parts), [Comment("uwaga", DocumentPosition(anchor=0))])
    assert anchored(made) == {"0": "Opis procedury KA-01478"}


def test_the_command_writes_a_copy_and_never_over_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "opis.docx").write_bytes(form(HANDS[0], PROCEDURE, {"title": []}))
    call = ["read", "opis.docx", "-o", "opis.yaml", "--comments", "uwagi.docx"]
    done = CliRunner().invoke(command, call)
    assert done.exit_code == 1
    (text,) = (
        one
        for one in comments_of((tmp_path / "uwagi.docx").read_bytes()).values()
        if "LCKM-P001" in one
    )
    assert text.startswith("błąd LCKM-P001: Pole „Nazwa procedury”")
    (tmp_path / "opis.yaml").unlink()
    again = CliRunner().invoke(command, ["read", "opis.docx", "--comments", "opis.docx"])
    assert again.exit_code != 0


def test_the_command_writes_a_copy_beside_the_document(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = form(HANDS[0], PROCEDURE, {"title": []})
    (tmp_path / "opis.docx").write_bytes(source)
    done = CliRunner().invoke(command, ["check", "opis.docx"])
    assert done.exit_code == 1
    assert "pole „Nazwa procedury”" in done.stderr
    assert done.stdout == "opis.docx: kopia z komentarzami: opis-uwagi.docx\n"
    made = comments_of((tmp_path / "opis-uwagi.docx").read_bytes()).values()
    assert any("LCKM-P001" in one for one in made)
    assert (tmp_path / "opis.docx").read_bytes() == source

    again = CliRunner().invoke(command, ["check", "opis.docx"])
    assert isinstance(again.exception, BadFileError)
    assert CliRunner().invoke(command, ["check", "opis.docx", "--replace"]).exit_code == 1


def test_the_command_says_when_there_is_nothing_to_say(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "opis.docx").write_bytes(write(PROCEDURE))
    done = CliRunner().invoke(command, ["check", "opis.docx", "--lang", "en"])
    assert (done.exit_code, done.stdout) == (0, "opis.docx: no findings.\n")
    assert not (tmp_path / "opis-uwagi.docx").exists()


def test_a_document_is_never_written_over_with_comments(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "opis.docx").write_bytes(template())
    (tmp_path / "link.docx").hardlink_to(tmp_path / "opis.docx")
    for name in ("opis.docx", "link.docx"):
        call = ["read", "opis.docx", "-o", "o.yaml", "--comments", name, "--replace"]
        done = CliRunner().invoke(command, call)
        assert isinstance(done.exception, BadFileError)
    assert (tmp_path / "opis.docx").read_bytes() == template()


@pytest.mark.slow(reason="LibreOffice once more; a request that it accepts stands for it")
@libreoffice.needed
def test_libreoffice_reads_and_keeps_the_comments(tmp_path):
    _, made = commented(form(HANDS[1], PROCEDURE, {"title": [], "owner": ["Pokazowy"]}))
    saved = libreoffice.resaved(made, tmp_path)
    assert sorted(comments_of(saved).values()) == sorted(comments_of(made).values())


def test_in_a_long_text_each_is_at_the_paragraph_of_the_very_words():
    law = "Sprawę załatwia się na podstawie art. {} ustawy z dnia 20 czerwca 1997 r."

    def change(body):
        control = documents.block_of(body, documents.controls(body, "how_to")[0])
        at = list(body).index(control) + 1
        for text in reversed(["", law.format(11), "Weź dowód.", "", law.format(12)]):
            body.insert(at, documents.paragraph(text))

    reading, copy = commented(documents.edited(write(PROCEDURE), change))
    texts = {one.text() for one in reading.findings if one.code == "LCKM-R012"}
    where = anchored(copy)
    found = [where[number] for number, text in comments_of(copy).items() if text in texts]
    assert found == [law.format(11), law.format(12)]
