"""Bytes to text, or a refusal that says why; what the text means is left to others.

UTF-8 first, then what a byte order mark or charset-normalizer says. No newline is translated and nothing is dropped
but the byte order mark: characters that cannot be stored or shown (NUL, lone surrogates) become U+FFFD, one for one.
"""

from __future__ import annotations

import re

from rag.errors import InputError

LIMIT = 25_000_000  # bytes of one article's file
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ud800-\udfff]")
_SAVE_AS = "Save it as UTF-8 text."


class UnreadableError(InputError):
    """A file or row that cannot become an article: `reason` and `remedy` as a Problem shows them."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}. {remedy}")
        self.reason = reason
        self.remedy = remedy


def decode(raw: bytes) -> str:
    """The text of a file; UnreadableError when it is empty, too long, binary or in no known encoding."""
    check_size(len(raw))
    text = storable(_decoded(raw))
    check_text(text)
    return text


def check_size(size: int) -> None:
    """UnreadableError for an empty file and for one too long to be an article."""
    if not size:
        raise UnreadableError("is empty", "Put the article's text into it or remove it.")
    if size > LIMIT:
        raise UnreadableError(
            f"is {size / 1e6:.0f} MB long, more than the {LIMIT / 1e6:.0f} MB of one article",
            "Split it, or give many articles as one .jsonl file.",
        )


def storable(text: str) -> str:
    """The text with NUL and lone surrogates, which no database or screen takes, as U+FFFD, one character for one."""
    return _UNSTORABLE.sub("\ufffd", text) if _UNSTORABLE.search(text) else text


def check_text(text: str) -> None:
    """UnreadableError unless there are words in it and hardly a control character."""
    strange = len(_CONTROL.findall(text))
    if strange > 3 and strange * 50 > len(text):
        raise UnreadableError("does not hold text but binary or damaged content", _SAVE_AS)
    if not any(character.isalpha() for character in text):
        raise UnreadableError("holds no words", "Put the article's text into it or remove it.")


def _decoded(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(raw) or _guessed(raw)
    return text if text.count("\0") * 5 < len(text) else raw.decode(_without_mark(raw), "replace")


def _without_mark(raw: bytes) -> str:
    """UTF-16 without its mark has a NUL in every second byte of English text."""
    return "utf-16-le" if raw[1::2].count(0) > raw[0::2].count(0) else "utf-16-be"


def _mostly_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few damaged bytes: one bad byte must not turn every curly quote of the article into mojibake."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    return text if good >= 3 * bad else None


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = raw[:200_000]
    if sample.count(0) * 5 > len(sample):
        return raw.decode(_without_mark(raw), "replace")
    if _reads_as_western(sample):
        return raw.decode("cp1252", "replace")
    best = from_bytes(sample).best()
    if best is None:
        raise UnreadableError("is in no text encoding that could be recognised", _SAVE_AS)
    try:
        return raw.decode(best.encoding, "replace")
    except (UnicodeError, LookupError) as error:
        raise UnreadableError(f"looks like {best.encoding} but cannot be decoded", _SAVE_AS) from error


_WESTERN = re.compile(
    rb"[\x80\x82\x84\x85\x91-\x97\x99\xa0\xa3\xa7\xa9\xab\xb0\xb1\xb7\xbb-\xbe]"
    rb"|(?<=[A-Za-z ])[\xc0-\xff](?=[A-Za-z ,.])"
)


def _reads_as_western(sample: bytes) -> bool:
    """Mostly ASCII, and every other byte a Windows quotation mark, dash or an accented letter inside a word.

    Statistics need more than the dozen curly quotes of a short article, and then take them for Czech or Icelandic.
    """
    high = sum(byte > 127 for byte in sample)
    return high * 12 < len(sample) and high == len(_WESTERN.findall(sample))
