"""One line to whether it describes or credits a picture."""

from __future__ import annotations

import re

NEWS_AGENCY = (
    r"(?:The )?(?:Associated Press|AP|Reuters|REUTERS|AFP|Agence France-Presse|Bloomberg|Xinhua|TASS|Tass|Sputnik|DPA"
    r"|ANSA|Kyodo|UPI)"
)
_AGENCY = (
    rf"(?:{NEWS_AGENCY}|Getty Images?|Getty|EPA(?:-EFE)?|NurPhoto|Shutterstock|Alamy|ZUMA(?: Press)?|Kremlin|Pool)"
)
_PICTURE = r"(?:image|photo|picture|photograph|video|file photo|illustration|graphic|caption)s?"

_OPENING = re.compile(
    rf"\W*(?:{_PICTURE}(?: credits?| source)?(?: by| courtesy(?: of)?)?\s*[:|©]|{_PICTURE} (?:by|courtesy|credit)\b"
    r"|(?:credit|source)s?: ?|FILE(?: PHOTO)?\s*[-–—:]|!\[).*",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT_AT_END = re.compile(
    r"(?:\((?:"
    r"[^()]{0,40}\b(?:[Cc]redit|[Pp]hoto|[Ii]mage|[Pp]icture)s?(?: ?:| by| courtesy| via)[^()]{0,80}"
    rf"|(?:[^()]{{0,60}}(?:/ ?|via ))?{_AGENCY}(?: (?:[Pp]hoto|file)[^()]{{0,30}})?"
    rf")\)|/ ?{_AGENCY}(?:[ /]\S+){{0,3}}|\bvia {_AGENCY})\W*$"
)
_BARE = re.compile(
    rf"\W*(?:archiv(?:al|e|es)|file|{_PICTURE})(?: (?:{_PICTURE}|archive|footage))?\W*|\W*{_AGENCY}(?:/{_AGENCY})*\W*",
    re.IGNORECASE,
)


def is_caption(line: str) -> bool:
    """Whether the line says so at its start ("Photo: ...") or ends with a credit ("... A. Writer/Getty Images")."""
    if len(line) > 400:
        return False
    if _OPENING.fullmatch(line):
        return True
    tail = line[-160:]
    return any(mark in tail for mark in ("/", "(", "via ")) and bool(_CREDIT_AT_END.search(tail))


def is_bare_credit(line: str) -> bool:
    """Whether the line is nothing but a credit, left over from a caption: "archival", "AFP"."""
    return len(line) < 60 and bool(_BARE.fullmatch(line))
