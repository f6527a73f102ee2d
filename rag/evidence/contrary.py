"""Two wordings to whether the one says the contrary of the other: by a negation or by an opposite word.

What the two have in common beyond that is left to `rag.evidence.paraphrases`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.words import fold, negations, same_polarity, spellings, stem, stems

# Pairs that news argues with; a word of the left against any of the right. Forms of a word are one by their stem.
_OPPOSITES = """
accept agree approve welcome : reject refuse disagree disapprove decline
support back endorse favour favor : oppose
confirm acknowledge admit : deny
rise increase grow climb soar surge gain expand jump : fall drop decrease shrink decline plunge sink slump
raise lift : lower cut reduce
win victory success succeed successful : lose lost defeat loss failure fail
strong strengthen strength powerful : weak weaken weakness weaker
better improve improvement best : worse worsen worst deteriorate
more : less fewer
most : least
easy easier simple simply : hard difficult challenging tough difficulty
cheap cheaper affordable : expensive costly
high higher : low lower
fast quick quickly rapid : slow slowly
safe safety secure : dangerous unsafe risky danger
true right correct accurate real : false wrong incorrect fake faked myth inaccurate
legal lawful : illegal unlawful
allow permit let legalise legalize : ban forbid prohibit bar block
begin start open launch : end stop close halt
remain stay continue keep : leave quit abandon resign
join : leave quit
help benefit : hurt harm damage
good great excellent : bad terrible awful poor
praise : criticize criticise condemn blame
love like : hate dislike
trust : distrust mistrust doubt
guilty : innocent
friend ally partner : enemy foe rival adversary
peace : war
rich wealthy : poor
always : never
early earlier soon : late later
calm : angry furious
hope hopeful optimistic confident : fear hopeless pessimistic
positive : negative
pleased happy glad delighted : disappointed unhappy sad
disappointing : strong pleased great
temporary : permanent
public : private secret
buy : sell
same : different
major big huge large : minor small tiny
limit limits : unlimited limitless boundless
"""
_NOT_ONLY = re.compile(r"\b(?:not|n't) (?:just|only|merely|simply)\b", re.IGNORECASE)
_WHETHER = re.compile(r"\bwhether or not\b|(?<=\bor )not(?=[.,;]|$)", re.IGNORECASE)  # leaves open what it is about
_LITOTES = re.compile(
    r"(?:\bnot|n't|\bnever)((?: \w+){0,3}) (?:bad|unwelcome|unhappy|unusual|uncommon)\b", re.IGNORECASE
)
_DOUBTED = re.compile(
    r"\b(?:supposed|alleged|purported|ostensible|seeming|apparent)ly[ -]\w+|\b(?:so-called|would-be)[ -]\w+",
    re.IGNORECASE,
)  # a "supposedly endless" patience is not called endless
_NOT_SURE = re.compile(r"\bun(?=(?:sure|aware|able|willing|certain|clear|likely|known|convinced)\b)", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\s+(?=(?:that|which|who) "
    r"(?:can|could|will|would|is|are|was|were|has|have|had|does|do|did|must|may|might)(?:not|n't)?\b)",
    re.IGNORECASE,
)  # "a power that cannot be left out" is a power all the same
_CLAUSE = re.compile(r"[,;:.!?]")
_IN_COMMON = 2  # words of the text that a clause which denies has to hold
_COMPARED = re.compile(r"(?:i?er|i?est)$")
_UNLIKE = re.compile(r"(?:un|in|im|il|ir|dis|non-?)(?=\w{4})")


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for line in _OPPOSITES.strip().splitlines():
        left, right = ([stem(w) for w in side.split()] for side in line.split(":"))
        pairs.update((a, b) for a in left for b in right)
    return frozenset(pairs | {(b, a) for a, b in pairs})


def contrary(text: str, source: str) -> bool:
    """Whether a text contradicts that part of a source which it is nearest to.

    >>> contrary("prices will fall", "Prices are going to rise."), contrary("he is sure", "He is unsure.")
    (True, True)
    >>> contrary("prices will climb", "Prices are going to rise."), contrary("not sure", "He is unsure.")
    (False, False)
    """
    plain, other = _plainly(text), _plainly(source)
    if not same_polarity(plain, _RELATIVE.sub(", ", other)) and not _denied_jointly(plain, other):
        return True
    wanted, there = _bare(plain), _bare(other)
    said = {stem(w) for w in there}
    return any(opposite(a, b) for a in wanted if stem(a) not in said for b in there)


def _denied_jointly(text: str, source: str) -> bool:
    """Whether a source denies in one clause what a text denies of two things at once.

    >>> _denied_jointly("he cannot sing and row the boat", "If he sings, he can't be rowing the boat.")
    True
    """
    folded = fold(text)
    if " and " not in folded or not negations(spellings(folded)):
        return False
    wanted = set(stems(text))
    clauses = [spellings(clause) for clause in _CLAUSE.split(fold(source))]
    shared = [wanted & {stem(w) for w in clause} for clause in clauses]
    denied = [held for held, clause in zip(shared, clauses, strict=True) if negations(clause)]
    return any(len(held) >= _IN_COMMON for held in denied) and len(set().union(*shared)) > max(map(len, denied))


def _plainly(text: str) -> str:
    """A text without words that only look like a denial."""
    for pattern, put in (
        (_WHETHER, "whether"),
        (_NOT_ONLY, ""),
        (_LITOTES, r"\1 good"),
        (_DOUBTED, ""),
        (_NOT_SURE, "not "),
    ):
        text = pattern.sub(put, text)
    return text


def _bare(text: str) -> list[str]:
    return [fold(word).removesuffix("'s") for word in spellings(text)]


@lru_cache(maxsize=100_000)
def opposite(a: str, b: str) -> bool:
    """Whether two folded words say the contrary.

    >>> opposite("supports", "opposed"), opposite("likely", "unlikely"), opposite("limits", "limitless")
    (True, True, True)
    """
    if any((x, y) in _opposites() for x in _plain(a) for y in _plain(b)):
        return True
    return any(_denies(x, y) for x, y in ((a, b), (b, a)))


def _plain(word: str) -> set[str]:
    """The stem of a word, and of what it compares: "poorer" is "poor"."""
    return {stem(word), stem(_COMPARED.sub("", word)) if len(word) > 5 else stem(word)}


def _denies(bare: str, denied: str) -> bool:
    behind = _UNLIKE.match(denied)
    if behind and stem(denied[behind.end() :]) == stem(bare):
        return True
    return denied.endswith("less") and len(denied) > 7 and stem(denied[:-4]) == stem(bare)
