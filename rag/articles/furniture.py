"""One line of an article to what it is for, as far as the line alone can tell: furniture, caption, byline, dateline.

Everything here is a pattern over a single line; what needs the neighbours is left to `blocks`. A line that reports
speech ("said", "told", "according to") is never furniture: losing a statement costs more than showing a button's label.
"""

from __future__ import annotations

import re

_NETWORKS = r"(?:twitter|facebook|instagram|google news|youtube|tiktok|threads|linkedin|telegram|whatsapp|reddit|flipboard|bluesky|x\b|@\w+)"
_THING = r"(?:article|stor(?:y|ies)|post|page|report|piece|column|content)s?"

_FURNITURE = re.compile(
    r"(?:"
    # where to go next
    rf"(?:(?:newer|older|previous|next|related|recommended|latest|popular|more|top|all|other) ){{1,2}}(?:{_THING}|news|coverage|reading|topics|headlines)\W*"
    r"|(?:read|see|learn|find out|discover|watch|hear|view|show|load) (?:more|also|next|on|all|full \w+)\s*(?:[:(\[>»…].*|\.{3}|)"
    rf"|(?:view|read|see) (?:the )?(?:original|full|complete) {_THING}\W*"
    r"|more to (?:read|explore|discover|know)\W*|more (?:from|on|in|about|by) [^.!?]{2,60}"
    r"|(?:related|more|see also|also read|read also|read now|just for subscribers|don[’']t miss|up next|our fact-check sources)\s*:.*"
    r"|up next|read next|keep reading|trending(?: now)?|most (?:read|popular|viewed|commented)|editor[’']s picks?|you (?:may|might) also like\W*"
    r"|(?:continue reading|(?:story|article) continues)\b.*|(?:back|return) to (?:top|home\w*)|skip to (?:main )?content|jump to (?:content|navigation)"
    # talking back, passing on
    r"|comments?\W*\d*\W*|\d+ comments?|(?:leave|post|add|write) a (?:comment|reply)\W*|(?:view|show|hide|read|see) (?:all )?(?:\d+ )?comments?\W*|join the (?:conversation|discussion)\W*"
    rf"|(?:share|print|save|e-?mail|tweet|pin|bookmark|copy link|link copied|gift)(?: (?:this|the|{_THING}|link|now))*\W*"
    rf"|(?:share|tweet|follow|like|find|join|send)\b[^.!?]{{0,60}}\b(?:on|via|in|with|to) {_NETWORKS}.*"
    r"|follow\b.*(?:google news|@\w+).*|follow every game\b.*"
    r"|(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|e-?mail|print|copy)(?:[\s,|/·•]+(?:facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|instagram|e-?mail|print|copy|share))*"
    # selling
    r"|(?:\W*(?:advertisement|advertising|sponsored(?: content)?|promoted(?: content)?|paid content|partner content)\W*)+"
    r"|(?:sign|log) (?:up|in)\b.*|subscribe\b.*|(?:already|not) a (?:subscriber|member)\b.*|(?:subscribe|support|donate|register)(?: (?:now|today|here|us))?\W*"
    r"|(?:get|receive|enter|join|want)\b.*\b(?:newsletters?|inbox|e-?mail address|push alerts?)\b.*|(?:our )?newsletters?\W*"
    r"|these articles are for .*subscribers.*|what[’']s everyone talking about\?.*"
    r"|(?:download|get) (?:the|our) [\w ]{0,30}app\b.*|(?:this site|we) uses? cookies.*|accept (?:all )?cookies|(?:privacy policy|terms of (?:use|service)|contact us|about us)(?:\s*\|.*)?"
    # about the article itself
    rf"|(?:a version of )?this {_THING} (?:was )?(?:originally |first )+(?:appeared|ran|published|aired)\b.*|this {_THING} (?:has been|was) (?:updated|corrected|republished|produced)\b.*"
    rf"|this {_THING} is more than\s+\d+ (?:years?|months?) old\W*|\d+[ -]min(?:ute)?s?(?: read)?|reading time\b.*|(?:tags?|filed under|topics|categories)\s*:.*"
    r"|contributing\s*:.*|(?:additional )?(?:reporting|writing|editing|compiled|translated|graphics)(?: and \w+)? by\b.*|with (?:reporting|files|inputs?|agencies|additional reporting)\b[^.!?]{0,80}\.?"
    r"|(?=.{0,120}\b(?:sign up|subscribe)\b.{0,40}\bnewsletter)[^“\"]*"
    r"|contact .{2,80}(?:@|\bat \(?\d).*|.{2,60} (?:can be (?:reached|e-?mailed|contacted)|may be reached) (?:at|on|via)\b.*|e-?mail: ?\S+@\S+"
    r"|(?:our fact-check work is|prices were accurate at)\b.*"
    r"|(?:copyright\b|©|\(c\) ?\d{4}).*|.{0,120}all rights reserved.*|.*may not be (?:published|reproduced), .*"
    r"|(?:abstract|full text)\W*|\[?(?:continued|end)\]?"
    r"|[\W_]+"  # ***, ___, a bullet left alone
    r")",
    re.IGNORECASE | re.DOTALL,
)
_GLUED_LINK = re.compile(r"(?:[\w’'-]+ ){2,}[\w ’'-]*[a-z?’']:[A-Z][^:]*[^.:!”\"]")  # 'Cold snap:What to pack for the week'
_SPEECH = re.compile(r"\b(?:said|says|told|tells|asked|according to|added|stated)\b", re.IGNORECASE)
_CREDITED = re.compile(r"[^.!?\n]{2,160}\bcontributed (?:to this|(?:additional )?reporting|from)\b[^.!?\n]{0,80}[.]?", re.IGNORECASE)
_GLUED = re.compile(
    rf"This {_THING} is more than\s+\d+\s+(?:years?|months?)\s+old\.?|(?:Advertisement|ADVERTISEMENT)(?=[“\"A-Z])|Comments\s?\d+$",
)
_AGE_BEGUN = re.compile(rf"This {_THING} is more than", re.IGNORECASE)
LAST_SENTENCE = re.compile(r"(?<=[.!?”\"’'])\s+(?=\S[^.!?]*[.!?]?$)")

_AGENCY_NAMES = r"(?:The )?(?:Associated Press|AP|Reuters|AFP|Agence France-Presse|Getty Images?|Getty|Bloomberg|EPA(?:-EFE)?|Xinhua|TASS|Tass|Sputnik|DPA|ANSA|Kyodo|UPI|NurPhoto|Shutterstock|Alamy|ZUMA(?: Press)?|Kremlin|Pool)"
_CREDIT_END = re.compile(
    rf"(?:\((?:[^()]{{0,40}}\b(?:[Cc]redit|[Pp]hoto|[Ii]mage|[Pp]icture)s?(?: ?:| by| courtesy| via)[^()]{{0,80}}|(?:[^()]{{0,60}}(?:/ ?|via ))?{_AGENCY_NAMES}(?: (?:[Pp]hoto|file)[^()]{{0,30}})?)\)"
    rf"|/ ?{_AGENCY_NAMES}(?:[ /]\S+){{0,3}}|\bvia {_AGENCY_NAMES})\W*$",
)
_CAPTION = re.compile(
    r"\W*(?:(?:image|photo|picture|photograph|video|file photo|illustration|graphic|caption|photos?)(?: credits?| source)?(?: by| courtesy(?: of)?)?\s*[:|©]"
    r"|(?:photo|image|picture|photograph|illustration)s? (?:by|courtesy|credit)\b|(?:credit|source)s?: ?(?=[A-Z])|FILE(?: PHOTO)?\s*[-–—:]|!\[).*",
    re.IGNORECASE | re.DOTALL,
)
BARE_CREDIT = re.compile(
    rf"\W*(?:archiv(?:al|e|es)|file|pictures?|photos?|images?|illustration|graphic|video)(?: (?:photo|picture|image|archive|footage))?\W*|\W*{_AGENCY_NAMES}(?:/{_AGENCY_NAMES})*\W*",
    re.IGNORECASE,
)

AGENCY_LINE = re.compile(
    rf"(?:{_AGENCY_NAMES}|CNN(?: Business| Sport)?|USA TODAY(?: Sports| Network)?|BBC(?: News)?|NPR|(?:Special|Special report) (?:to|for) .{{2,40}}|(?:[A-Z]\w+ )?(?:Staff|Senior|Political) (?:Writer|Reporter)s?|Staff)",
)
_PLACE = r"[A-Z][\w.’'\-]*(?:[ ,]{1,2}[A-Z][\w.’'\-]*){0,5}"
DATELINE = re.compile(
    rf"(?:{_PLACE},? ?)?(?:\((?:AP|Reuters|REUTERS|AFP|CNN|UPI|Xinhua|Bloomberg|TASS|[A-Z]{{2,6}})\)|CNN(?: Business| Sport)?)(?:\s*[-–—―]+|(?<=\((?:CNN)\))(?=[“\"A-Z]))"
    r"|[A-Z][A-Z.’'\-]+(?: [A-Z][A-Z.’'\-]*){0,3}(?:, [A-Z][\w. ]{1,20}?)?(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)?(?: ?\([\w ./]{2,20}\))?(?: ?[–—―]{1,2}| -{1,2}|--)(?= ?[“\"‘'A-Z0-9])",
)

_NAME = r"[^\W\d_a-z][\w.’'\-]*"
PERSON = rf"{_NAME}(?: (?:(?:de|van|von|der|den|al|bin|ibn|ben|la|el|da|di|del|du) )*{_NAME}){{1,3}}"
PEOPLE = rf"{PERSON}(?:(?:, and |, | and | & ){PERSON})*"
BYLINE = re.compile(
    rf"(?:(?i:by|story by|words by|written by|reported by|author):?) (?P<names>{PEOPLE}|{AGENCY_LINE.pattern})(?P<rest>(?:[,|·•(/–—-]| in | for |\s\d|\s(?i:published|updated)).{{0,90}}|\s*)",
)
POSTED = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|issued|released)\b(?: (?:on|at|date))?:?(?=.*\d).{0,80}"
    r"|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?(?:[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} [^\W\d_]{3,9},? \d{4}|\d{4}-\d\d-\d\d)"
    r"(?:[\s,|·•T/–-]+(?:at )?\d{1,2}[:.h]\d\d.{0,40})?)",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether the line as a whole belongs to the page and not to the article: "Comments 2", "Read More (...)"."""
    if len(line) > 260:
        return False
    if _CREDITED.fullmatch(line):
        return True
    return bool(_FURNITURE.fullmatch(line) or (len(line) < 200 and _GLUED_LINK.fullmatch(line))) and not _SPEECH.search(line)


def is_caption(line: str) -> bool:
    """Whether the line describes or credits a picture: it says so at its start, or ends with a credit."""
    if len(line) > 400:
        return False
    tail = line[-160:]
    return bool(_CAPTION.fullmatch(line)) or (("/" in tail or "via " in tail or "(" in tail) and bool(_CREDIT_END.search(tail)))


def ends_in_age_notice(line: str) -> bool:
    """Whether the line is the first half of a notice that some pages break in two: "This article is more than"."""
    return len(line) < 60 and bool(_AGE_BEGUN.fullmatch(line.strip()))


def glued_at_start(line: str) -> int:
    """How many characters of furniture stick to the start of the line: "2 year oldThe minister" has some; 0: none."""
    found = _GLUED.match(line)
    return found.end() if found and found.end() < len(line) else 0


def glued_at_end(line: str) -> int | None:
    """Where a closing credit starts ("... Agencies contributed to this report."); None: the line ends with none."""
    if "contribut" not in line[-120:]:
        return None
    last = None
    for last in LAST_SENTENCE.finditer(line, max(0, len(line) - 260)):
        if _CREDITED.fullmatch(line, last.end()):
            return last.end()
    return None
