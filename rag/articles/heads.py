"""One line from the head of an article to what it is: byline, day of publication, agency, dateline."""

from __future__ import annotations

import re

from rag.articles.captions import NEWS_AGENCY

_NAME = r"[^\W\d_a-z][\w.’'\-]*"
PERSON = rf"{_NAME}(?: (?:(?:de|van|von|der|den|al|bin|ibn|ben|la|el|da|di|del|du) )*{_NAME}){{1,3}}"
_PEOPLE = rf"{PERSON}(?:(?:, and |, | and | & ){PERSON})*"
_OUTLET = (
    rf"(?:{NEWS_AGENCY}|CNN(?: Business| Sport)?|USA TODAY(?: Sports| Network)?|BBC(?: News)?|NPR"
    r"|(?:Special|Special report) (?:to|for) .{2,40}|(?:[A-Z]\w+ )?(?:Staff|Senior|Political) (?:Writer|Reporter)s?"
    r"|Staff)"
)
BYLINE = re.compile(
    rf"(?:(?i:by|story by|words by|written by|reported by|author):?) (?P<names>{_PEOPLE}|{_OUTLET})"
    r"(?P<rest>(?:\s*[,|·•(/–—-]| in | for |\s\d|\s(?i:published|updated)).{0,90}|\s*)"
)
_AGENCY_LINE = re.compile(_OUTLET)
_NAMES_ALONE = re.compile(_PEOPLE)
_MAY_END_SO = re.compile(r"\b(?:[A-Z]|Jr|Sr|[ap]\.m|Press)\.$")
_DAY = (
    r"(?:[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,9},? \d{4}"
    r"|\d{4}-\d\d-\d\d)"
)
_POSTED = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|issued|released)\b(?: (?:on|at|date))?:?(?=.*\d).{0,80}"
    rf"|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?{_DAY}"
    r"(?:[\s,|·•T/–-]+(?:at )?\d{1,2}[:.h]\d\d.{0,40})?)",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][\w.’'\-]*(?:[ ,]{1,2}[A-Z][\w.’'\-]*){0,5}"
_DATELINE = re.compile(
    # "Seoul, South Korea CNN —", "LONDON (Reuters) -", "(CNN)The"
    rf"(?:{_PLACE},? ?)?(?:\((?:AP|Reuters|REUTERS|AFP|CNN|UPI|Xinhua|Bloomberg|TASS)\)"
    r"|CNN(?: Business| Sport)?)(?:\s*[-–—―]+|(?<=\(CNN\))(?=[“\"A-Z]))"
    # "HELENA, Mont. –", "BEIJING, May 16, 2024 (Xinhua) --"; a place in capitals, and a dash with space before it
    r"|[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]*){0,3}(?:, [A-Z][\w. ]{1,20}?)?"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?(?: ?\([\w ./]{2,20}\))?"
    r"(?: ?[–—―]{1,2}| -{1,2}|--)(?= ?[“\"‘'A-Z0-9])"
)
AGENCY_IN_DATELINE = re.compile(
    r"\((AP|Reuters|REUTERS|AFP|CNN|UPI|Xinhua|Bloomberg|TASS)\)|\b(CNN)(?: Business| Sport)?\W*$"
)


def is_byline(line: str) -> bool:
    """Whether the line names who wrote the article, or when it was published: "By A. Writer | May 16, 2024"."""
    if len(line) > 200:
        return False
    if BYLINE.fullmatch(line):
        return not line.endswith(".") or bool(_MAY_END_SO.search(line))
    return len(line) <= 110 and not line.endswith((".", "”", '"')) and bool(_POSTED.fullmatch(line))


def is_outlet(line: str) -> bool:
    """Whether the line only says for whom the author works: "The Associated Press", "Staff Writer"."""
    return len(line) <= 60 and bool(_AGENCY_LINE.fullmatch(line))


def is_names(line: str) -> bool:
    """Whether the line is made of names alone, as a byline without "By" is."""
    return len(line) <= 120 and bool(_NAMES_ALONE.fullmatch(line))


def dateline(line: str) -> str:
    """The dateline that a line starts with: "HELENA, Mont. –"; empty: it starts with none."""
    found = _DATELINE.match(line)
    return found.group().rstrip() if found else ""
