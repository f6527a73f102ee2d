"""A text to its labelled blocks: headline, byline, dateline, body, caption, furniture.

Labels only, never a cut: the blocks are in order, never overlap, and together cover all but white space. One block is
one line, or one paragraph where a text is wrapped at a fixed width; a line is divided only where furniture or a
dateline is glued to it. What the labels say about headline, author and day is left to `facts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rag.articles import captions, furniture, heads
from rag.articles.repeats import repeated
from rag.types import Block, BlockKind, Span
from rag.words import fold

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_HEAD = 12  # lines in which bylines, datelines and the headline are looked for
_PARAGRAPH = 100  # characters from which a line is a paragraph and not a heading
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")


@dataclass(slots=True)
class _Piece:
    """A line, or part of one; no kind yet means that nothing has claimed it."""

    start: int
    end: int
    words: str
    kind: BlockKind | None = None


def label(
    text: str, headline: str | None = None, author: str | None = None, *, marked: bool = False
) -> tuple[Block, ...]:
    """The blocks of a text whose headline and author are known from its metadata (None: they are not).

    `marked`: the text is Markdown, whose headings begin with #.

    >>> [(b.kind.value, b.span.of("BEIJING (AP) — Talks began.")) for b in label("BEIJING (AP) — Talks began.")]
    [('dateline', 'BEIJING (AP) —'), ('body', 'Talks began.')]
    """
    pieces = _pieces(text)
    _label_alone(pieces)
    _label_metadata(pieces, headline, author)
    _label_head(pieces)
    _label_captions(pieces)
    pieces = _cut_datelines(pieces)
    _label_headings(pieces, marked)
    if not headline:
        _label_first_line(pieces)
    return tuple(_with_repeats(pieces))


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    for start, end in _paragraphs(text):
        cut = furniture.glued_at_start(text[start:end])
        if cut:
            _add(found, text, start, start + cut, BlockKind.FURNITURE)
            start += cut
        credit = furniture.glued_at_end(text[start:end])
        _add(found, text, start, start + credit if credit is not None else end)
        if credit is not None:
            _add(found, text, start + credit, end, BlockKind.FURNITURE)
    return found


def _add(found: list[_Piece], text: str, start: int, end: int, kind: BlockKind | None = None) -> None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if words:
        found.append(_Piece(start, start + len(words), words, kind))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines, or groups of lines where the text is wrapped; the age notice of a web page may run over two lines."""
    lines = [line.span() for line in _LINE.finditer(text) if not line.group().isspace()]
    joined: list[tuple[int, int]] = []
    wrapped = _is_wrapped(text, lines)
    for start, end in lines:
        if joined and (
            (wrapped and not _blank_between(text, joined[-1][1], start))
            or furniture.ends_in_age_notice(text[joined[-1][0] : joined[-1][1]])
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _blank_between(text: str, end: int, start: int) -> bool:
    return text.count("\n", end, start) > 1 or text.count("\r", end, start) > 1


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines break at a fixed width and blank lines part the paragraphs, as in plain e-mail."""
    inner = [
        text[start:end].rstrip()
        for (start, end), (following, _) in pairwise(lines)
        if not _blank_between(text, end, following)
    ]
    if len(inner) < 4 or len(inner) == len(lines) - 1 or max(end - start for start, end in lines) > 100:
        return False
    unfinished = sum(1 for line in inner if len(line) >= 40 and line[-1] not in '.!?:”"')
    return unfinished * 10 >= len(inner) * 6


def _label_alone(pieces: list[_Piece]) -> None:
    for piece in pieces:
        if piece.kind is None:
            if furniture.is_furniture(piece.words):
                piece.kind = BlockKind.FURNITURE
            elif captions.is_caption(piece.words):
                piece.kind = BlockKind.CAPTION


def _label_captions(pieces: list[_Piece]) -> None:
    """A line with nothing but a credit ("archival"), and the short line above it that it belongs to."""
    for i, piece in enumerate(pieces):
        if piece.kind is None and captions.is_bare_credit(piece.words):
            above = pieces[i - 1] if i else None
            if not above and i + 1 < len(pieces):
                continue
            piece.kind = BlockKind.CAPTION
            if above and above.kind is None and len(above.words) < 200 and above.words[0] in "•▪‣*·-–":
                above.kind = BlockKind.CAPTION


def _label_metadata(pieces: list[_Piece], headline: str | None, author: str | None) -> None:
    """Lines at the head that repeat what the metadata says."""
    wanted = _letters(headline or "")
    for i, piece in enumerate(pieces[:_HEAD]):
        if piece.kind is not None:
            continue
        if len(piece.words) > 300:
            continue
        own = _letters(piece.words)
        if author and own.removeprefix("by") == _letters(author):
            piece.kind = BlockKind.BYLINE
        following = _letters(pieces[i + 1].words[:300]) if i + 1 < len(pieces) else ""
        if own and own == wanted:
            piece.kind = BlockKind.HEADLINE
        elif own and following and own + following == wanted:  # a headline broken over two lines
            piece.kind = pieces[i + 1].kind = BlockKind.HEADLINE


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", fold(words))


def _label_head(pieces: list[_Piece]) -> None:
    """Bylines and days of publication, which stand at the head of an article or after its end."""
    for i, piece in enumerate(pieces):
        if piece.kind is not None or _HEAD <= i < len(pieces) - 4:
            continue
        if heads.is_byline(piece.words):
            piece.kind = BlockKind.BYLINE
        elif i < _HEAD and heads.is_outlet(piece.words):
            piece.kind = BlockKind.BYLINE
            above = pieces[i - 1] if i else None
            if above and above.kind is None and heads.is_names(above.words):
                above.kind = BlockKind.BYLINE


def _cut_datelines(pieces: list[_Piece]) -> list[_Piece]:
    cut: list[_Piece] = []
    for i, piece in enumerate(pieces):
        place = heads.dateline(piece.words) if piece.kind is None and i < _HEAD else ""
        if not place:
            cut.append(piece)
            continue
        cut.append(_Piece(piece.start, piece.start + len(place), place, BlockKind.DATELINE))
        rest = piece.words[len(place) :].lstrip()
        if rest:
            cut.append(_Piece(piece.end - len(rest), piece.end, rest))
    return cut


def _label_headings(pieces: list[_Piece], marked: bool) -> None:
    """Short lines between paragraphs: "What happens next"."""
    following = ""  # the next words that nothing has claimed
    for i, piece in reversed(list(enumerate(pieces))):
        if piece.kind is not None:
            continue
        heads_section = i and len(following) >= _PARAGRAPH and looks_like_heading(piece.words, 90)
        if heads_section or (marked and re.match(r"#{1,6}\s", piece.words)):
            piece.kind = BlockKind.HEADLINE
        following = piece.words


def looks_like_heading(words: str, longest: int) -> bool:
    """Whether a line could head an article or a part of it: short, no full stop, no list item, no long quotation."""
    return (
        2 < len(words) <= longest
        and len(words.split()) > 1
        and words[-1] not in ".,;:!…-–—"
        and (words[0].isupper() or words[0].isdigit() or words[0] in "“\"‘'")
        and not re.match(r"\d+[.)]\s|[•▪‣*·–—-]|\W*(?:https?:|www\.)", words)
        and not any(len(quoted.split()) > 4 for quoted in _QUOTED.findall(words))
    )


def _label_first_line(pieces: list[_Piece]) -> None:
    """The first line that nothing has claimed, where an article follows it."""
    first = next((i for i, piece in enumerate(pieces) if piece.kind in (None, BlockKind.HEADLINE)), None)
    if first is None or pieces[first].kind or not looks_like_heading(pieces[first].words, 220):
        return
    after = pieces[first + 1 :]
    if any(piece.kind is None and len(piece.words) >= min(_PARAGRAPH, len(pieces[first].words)) for piece in after[:6]):
        pieces[first].kind = BlockKind.HEADLINE


def _with_repeats(pieces: list[_Piece]) -> list[Block]:
    """The blocks, with paragraphs and cut-off sentences that the article has twice marked as furniture."""
    twice = repeated([(piece.start, piece.words) for piece in pieces if piece.kind is None])
    blocks: list[Block] = []
    for piece in pieces:
        span, again = Span(piece.start, piece.end), twice.get(piece.start)
        if piece.kind is not None or again is None:
            blocks.append(Block(span, piece.kind or BlockKind.BODY))
            continue
        if span.start < again.start:
            kept = piece.words[: again.start - span.start].rstrip()
            blocks.append(Block(Span(span.start, span.start + len(kept)), BlockKind.BODY))
        blocks.append(Block(again, BlockKind.FURNITURE))
    return blocks
