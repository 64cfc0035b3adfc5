"""Findings as comments: each at its paragraph, in a copy that is otherwise the same."""

import re
from xml.etree import ElementTree

import libreoffice
import pytest
import word_documents as documents
from click.testing import CliRunner
from printed_forms import HANDS, form
from word_documents import W

from lckm_word import Comment, DocumentPosition, add_comments, read_word, template, write
from lckm_word.commands.word import command

PROCEDURE = documents.sample("KA-01478")
DOCUMENT = documents.DOCUMENT


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


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.name)
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


def test_earlier_comments_stay():
    once = add_comments(template(), [Comment("wcześniejszy", DocumentPosition(anchor=3))])
    twice = add_comments(once, [Comment("nowy", DocumentPosition(anchor=3))])
    assert comments_of(twice) == {"0": "wcześniejszy", "1": "nowy"}
    assert set(anchored(twice)) == {"0", "1"}
    parts = documents.parts(twice)
    assert parts["[Content_Types].xml"].count(b"comments+xml") == 1
    assert len(re.findall(b"relationships/comments", parts["word/_rels/document.xml.rels"])) == 1


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


@libreoffice.needed
def test_libreoffice_reads_and_keeps_the_comments(tmp_path):
    _, made = commented(form(HANDS[1], PROCEDURE, {"title": [], "owner": ["Pokazowy"]}))
    saved = libreoffice.resaved(made, tmp_path)
    assert sorted(comments_of(saved).values()) == sorted(comments_of(made).values())
