"""One line of an article to whether it is furniture: navigation, sharing, selling, credits and notes about the page.

Everything here is a pattern over a single line. A line that reports speech ("said", "told", "according to") is never
furniture: losing a statement costs more than showing a button's label. Repeated paragraphs are left to `repeats`.
"""

from __future__ import annotations

import re

_THING = r"(?:article|stor(?:y|ies)|post|page|report|piece|column|content)s?"
_NETWORK = (
    r"(?:twitter|facebook|instagram|google news|youtube|tiktok|threads|linkedin|telegram|whatsapp|reddit|flipboard"
    r"|bluesky|x\b|@\w+)"
)
_BUTTON = r"(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|e-?mail|print|copy|share)"

_WHERE_NEXT = (
    r"(?:(?:newer|older|previous|next|related|recommended|latest|popular|more|top|all|other) ){1,2}"
    rf"(?:{_THING}|news|coverage|reading|topics|headlines)\W*",
    r"(?:read|see|learn|find out|discover|watch|hear|view|show|load) (?:more|also|next|on|all|full \w+)"
    r"\s*(?:[:(\[>»…].*|\.{3}|)",
    rf"(?:view|read|see) (?:the )?(?:original|full|complete) {_THING}\W*",
    r"more to (?:read|explore|discover|know)\W*",
    r"more (?:from|on|in|about|by) [^.!?]{2,60}",
    r"(?:related|more|see also|also read|read also|read now|just for subscribers|don[’']t miss|up next)\s*:.*",
    r"up next|read next|keep reading|trending(?: now)?|most (?:read|popular|viewed|commented)|editor[’']s picks?",
    r"you (?:may|might) also like\W*",
    r"(?:continue reading|(?:story|article) continues)\b.*",
    r"(?:back|return) to (?:top|home\w*)|skip to (?:main )?content|jump to (?:content|navigation)",
    r"\S+://\S+(?: \d+/\d+)?",
)
_TALKING_BACK = (
    r"comments?\W*\d*\W*|\d+ comments?",
    r"(?:leave|post|add|write) a (?:comment|reply)\W*",
    r"(?:view|show|hide|read|see) (?:all )?(?:\d+ )?comments?\W*",
    r"join the (?:conversation|discussion)\W*",
    r"(?:share|print|save|e-?mail|tweet|pin|bookmark|copy link|link copied|gift)"
    rf"(?: (?:this|the|{_THING}|link|now))*\W*",
    rf"(?:share|tweet|follow|like|find|join|send)\b[^.!?]{{0,60}}\b(?:on|via|in|with|to) {_NETWORK}.*",
    r"follow\b.*(?:google news|@\w+).*|follow every game\b.*",
    rf"{_BUTTON}(?:[\s,|/·•]+{_BUTTON})*",
)
_SELLING = (
    r"\W*(?:(?:advertisement|advertising|(?:sponsored|promoted)(?: content)?|(?:paid|partner) content)(?:\W+|$))+",
    r"(?:sign|log) (?:up|in)\b.*|subscribe\b.*|(?:already|not) a (?:subscriber|member)\b.*",
    r"(?:subscribe|support|donate|register)(?: (?:now|today|here|us))?\W*",
    r"(?:get|receive|enter|join|want)\b.*\b(?:newsletters?|inbox|e-?mail address|push alerts?)\b.*",
    r"(?:our )?newsletters?\W*",
    r"(?=.{0,120}\b(?:sign up|subscribe)\b.{0,40}\bnewsletter)[^“\"]*",
    r"these articles are for .*subscribers.*|what[’']s everyone talking about\?.*",
    r"(?:download|get) (?:the|our) [\w ]{0,30}app\b.*",
    r"(?:this site|we) uses? cookies.*|accept (?:all )?cookies",
    r"(?:privacy policy|terms of (?:use|service)|contact us|about us)(?:\s*\|.*)?",
)
_ABOUT_ITSELF = (
    rf"(?:a version of )?this {_THING} (?:was )?(?:originally |first )+(?:appeared|ran|published|aired)\b.*",
    rf"this {_THING} (?:has been|was) (?:updated|corrected|republished|produced)\b.*",
    rf"this {_THING} is more than\s+\d+ (?:years?|months?) old\W*",
    r"\d+[ -]min(?:ute)?s?(?: read)?|reading time\b.*|(?:tags?|filed under|topics|categories)\s*:.*",
    r"contributing\s*:.*",
    r"(?:additional )?(?:reporting|writing|editing|compiled|translated|graphics)(?: and \w+)? by\b.*",
    r"with (?:reporting|files|inputs?|agencies|additional reporting)\b[^.!?]{0,80}\.?",
    r"contact .{2,80}(?:@|\bat \(?\d).*|e-?mail: ?\S+@\S+",
    r".{2,60} (?:can|may) be (?:reached|e-?mailed|contacted) (?:at|on|via)\b.*",
    r"our fact-check work is\b.*|our fact-check sources\s*:.*|prices were accurate at\b.*",
    r"(?:copyright\b|©|\(c\) ?\d{4}).*|.{0,120}all rights reserved.*|.*may not be (?:published|reproduced), .*",
    r"(?:abstract|full text)\W*|\[?(?:continued|end)\]?",
    r"[\W_]+",  # ***, ___, a bullet left alone
)
_FURNITURE = re.compile(
    "|".join(f"(?:{form})" for form in (*_WHERE_NEXT, *_TALKING_BACK, *_SELLING, *_ABOUT_ITSELF)),
    re.IGNORECASE | re.DOTALL,
)
# 'Cold snap:What to pack for the week': links set between paragraphs lose the space after the colon when scraped.
_GLUED_LINK = re.compile(r"(?:[\w’'-]+ ){2,}[\w ’'-]*[a-z?’']:[A-Z][^:]*[^.:!”\"]")
_SPEECH = re.compile(r"\b(?:said|says|told|tells|asked|according to|added|stated)\b", re.IGNORECASE)
_CREDITED = re.compile(
    r"[^.!?\n]{2,160}\bcontributed (?:to this|(?:additional )?reporting|from)\b[^.!?\n]{0,80}[.]?", re.IGNORECASE
)
_AGE_NOTICE = re.compile(
    rf"This {_THING} is more than\s+\d+\s+(?:years?|months?)\s+old\.?|(?:Advertisement|ADVERTISEMENT)(?=[“\"A-Z])"
)
_AGE_BEGUN = re.compile(rf"This {_THING} is more than", re.IGNORECASE)
LAST_SENTENCE = re.compile(r"(?<=[.!?”\"’'])\s+(?=\S[^.!?]*[.!?]?$)")


def is_furniture(line: str) -> bool:
    """Whether the line as a whole belongs to the page and not to the article: "Comments 2", "Read More (...)"."""
    if len(line) > 260:
        return False
    if _CREDITED.fullmatch(line):
        return True
    link = len(line) < 200 and _GLUED_LINK.fullmatch(line)
    return bool(link or _FURNITURE.fullmatch(line)) and not _SPEECH.search(line)


def ends_in_age_notice(line: str) -> bool:
    """Whether the line is the first half of a notice that some pages break in two: "This article is more than"."""
    return len(line) < 60 and bool(_AGE_BEGUN.fullmatch(line.strip()))


def glued_at_start(line: str) -> int:
    """How many characters of furniture stick to the start of a paragraph: "... 2 years oldThe minister"; 0: none."""
    found = _AGE_NOTICE.match(line)
    return found.end() if found and found.end() < len(line) else 0


def glued_at_end(line: str) -> int | None:
    """Where a closing credit starts ("... Agencies contributed to this report."); None: the line ends with none."""
    if "contribut" not in line[-120:]:
        return None
    for last in LAST_SENTENCE.finditer(line, max(0, len(line) - 260)):
        if _CREDITED.fullmatch(line, last.end()):
            return last.end()
    return None
