"""Common nouns to whether they name people or mere events, and how many "the two leaders" are."""

from __future__ import annotations

import re

from rag.names.lexicon import OFFICES
from rag.words import fold

_HUMAN = re.compile(
    r"(?:man|woman|person|ologist|ist|ician|arian|orian|edian|ographer|or|er|eer|spokes\w+|attorney|secretary|cleric|critic)$"
)
_HUMANS = frozenset(
    """
    academic accountant actress advocate agent aide ally alumnus analyst applicant appointee artist assistant
    athlete author autocrat billionaire boss candidate captain chair champion chef chief client coach
    colleague colonel comedian commandant conservative constable consultant contender cop correspondent
    counsel counterpart czar defendant delegate democrat deputy detainee detective diplomat dissident duchess
    economist employee envoy executive expert fellow friend general graduate guard guest guru head heiress
    historian hopeful host husband imam immigrant incumbent independent informant judge king laureate legend
    liberal librarian magnate marine marshal mate mathematician mentor merchant migrant militant mogul monarch
    monk mother musician native nominee novelist nun official oligarch opponent parent participant partner
    patient patriarch physician pilot poet politician pontiff pope president priest prince princess principal
    proponent protege queen rabbi recipient referee refugee representative republican resident retiree rival
    scholar sergeant servant sheriff son spouse standard-bearer star strongman student superintendent surgeon
    survivor teen teenager tenant trustee tsar undersecretary veteran vicar victim whip wife witness""".split()
)
_NOT_HUMAN = frozenset(
    """
    after anger another answer assist automaker banner barrier behavior better bitter border broadcaster butter
    buyer's cancer career carmaker carrier center chamber chapter character clutter color computer consist
    container corner corridor counter cover danger december dinner disaster disorder door earlier editorial
    either encounter error ever exist exterior factor favor filter finger fist flavor floor folder for former
    gender german greater gutter harbor helicopter her higher honor however human humor hunger inferior insist
    insurer interior junior labor larger laser later latter layer lender letter list litter lower major manner
    manufacturer master's matter meter minor mirror mist monitor motor murder neither never newsletter newspaper
    nor november nuclear number october offer or order other over paper per pier poor popper poster power
    premier's primer prior proper quarter rather register regulator resist retailer river roman rumor sector
    semester senior september server shelter shoulder summer super superior tender theater thunder tier tiger
    together tower trailer tumor tutor's twist twitter under upper vapor water weather whether winter wonder
    zero""".split()
)

_EVENTS = frozenset(
    """
    accident act action advance announcement appearance approach arrest arrival assault attack attempt
    backdrop battle breakthrough call celebration ceremony change clash collapse conference conflict congress contest
    conversation crackdown crash crisis cut deal death debacle debate decision defeat delay departure development dinner
    discussion dispute drill election encounter episode event exercise failure fall fanfare fight fighting
    funeral gain gathering gesture glimpse hearing incident increase invasion journey launch look loss lunch
    march massacre meeting momentum move negotiation offensive outbreak outcome pact partnership performance pomp
    practice protest push raid rally reception relationship retreat rise row scandal session setback shift
    shooting siege situation split standoff step stop storm strike success summit surge swing talk tension tie timing
    tour trade training trend trial trip triumph turmoil victory violence visit war welcome win
    withdrawal""".split()
)


_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}


def counted(head: str) -> tuple[int, str] | None:
    """How many of what "the two leaders" are, (2, "leader"); None when no number is told or nobody human is counted."""
    words = fold(head).split()
    number = next((_NUMBERS[w] for w in words[:2] if w in _NUMBERS), 0)
    if not number or words[0] not in ("the", "both", "all", "these", "those") or not words[-1].endswith("s"):
        return None
    noun = words[-1].removesuffix("s")
    rest = [w for w in words[:-1] if w not in _NUMBERS and w not in ("the", "all", "these", "those")]
    return (number, " ".join([*rest, noun])) if is_human(noun) else None


def is_human(noun: str) -> bool:
    """Whether a common noun, folded, says what a person is or does: "spokeswoman", "lawyer", "head"."""
    return (
        noun in OFFICES or noun in _HUMANS or (bool(_HUMAN.search(noun)) and noun not in _NOT_HUMAN and len(noun) > 3)
    )


def is_event(noun: str) -> bool:
    """Whether a common noun, folded, names what happens and cannot speak: "visit", "talks"; reports and polls can."""
    return noun in _EVENTS or noun.removesuffix("s") in _EVENTS
