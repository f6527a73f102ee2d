"""Words become numbers, the same for every spelling of a stem."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rag.index.terms import Numbering, fingerprint, is_stop, numbered
from rag.types import Span
from rag.words import spellings


def test_spellings_of_a_stem_share_a_number_and_stop_words_have_their_own() -> None:
    numbering = Numbering()
    assert numbering["Libraries"] == numbering["library’s"] == numbering["LIBRARY"]
    assert numbering["Will"] == numbering["will’s"] != numbering["wills"]
    assert [term for term in numbering.terms if is_stop(term)] == [" will"], "several wills are documents, not a verb"


def test_fingerprints_stay_as_they_are_on_disk() -> None:
    assert fingerprint("harbour") == 0x04FCB0DB632E24E2
    assert len({fingerprint(term) for term in ("will", " will", "", "\udfff")}) == 4


def test_a_span_holds_the_words_that_begin_in_it() -> None:
    numbering = Numbering()
    text = "Ada met Bo. Bo left."
    numbers, (first, second, both) = numbered(text, [Span(0, 11), Span(12, 20), Span(0, 20)], numbering)
    ada, met, bo, left = (numbering[word] for word in ("Ada", "met", "Bo", "left"))
    assert numbers[first].tolist() == [ada, met, bo]
    assert numbers[second].tolist() == [bo, left]
    assert numbers[both].tolist() == [ada, met, bo, bo, left]


@given(st.text(), st.data())
def test_every_word_of_a_text_is_numbered_once_and_cutting_at_blanks_changes_nothing(
    text: str, data: st.DataObject
) -> None:
    numbering = Numbering()
    blanks = [n for n, character in enumerate(text) if character.isspace() and n]
    cuts = sorted(data.draw(st.sets(st.sampled_from(blanks)))) if blanks else []
    edges = [0, *cuts, len(text)]
    spans = [Span(a, b) for a, b in pairwise(edges) if a < b]
    numbers, slices = numbered(text, spans, numbering)
    assert numbers.tolist() == [numbering[word] for word in spellings(text)]
    assert [numbers[held].tolist() for held in slices] == [
        [numbering[word] for word in spellings(span.of(text))] for span in spans
    ]
