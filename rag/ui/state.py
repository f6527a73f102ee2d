"""What one reader has open: a conversation, an article at a place, a person; one object under one key.

It is restored from the address of the page and written back there, so that a reload or a shared link finds it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from rag.contract import Json
from rag.pipeline import Pipeline
from rag.settings import Settings
from rag.types import CheckedClaim, Span
from rag.ui.asking import Asking, under_way
from rag.ui.history import Conversation, History
from rag.ui.indexing import Indexing
from rag.ui.kept import WRONG
from rag.ui.reader_plan import Place

_KEY = "room"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reader shows: places to go through, one after the other, and which of them is open."""

    places: tuple[Place, ...]
    at: int | None = None  # None: the article from its top, no place in particular
    article: str = ""  # whose text, when there is no place to go to
    turn: int | None = None  # the exchange whose citations these are; None: they are no citations

    @property
    def path(self) -> str:
        """The article to show."""
        return self.article or self.places[self.at or 0].article


@dataclass(slots=True)
class Room:
    """One reader's session."""

    history: History
    conversation: Conversation = field(default_factory=Conversation)
    shown: Shown | None = None
    fresh: int | None = None  # the exchange that was answered last in this session
    waiting: bool = False  # the last exchange waits for its answer
    asking: Asking | None = None  # what makes that answer; None: it has not begun
    person: str | None = None  # key of the person whose page is open
    checked: tuple[str, list[CheckedClaim]] | None = None  # a draft and what the articles say of it
    own: Pipeline | None = None  # with the model connection of this session; None: the common one
    models: list[str] = field(default_factory=list)  # what the endpoint of this session offers
    adding: Indexing | None = None  # the last upload; None: nothing was added in this session
    unfolded: set[int] = field(default_factory=set)  # exchanges whose long answer is shown to its end
    more: int = 1  # how many pages of a list are unfolded
    unsaved: bool = False  # the conversation could not be written
    to_chat: bool = False  # the conversation is wanted, whatever page is open
    to_add: bool = False  # so is the page where articles are added
    opened: Pipeline | None = None  # the one that answers; None until the first run has opened it

    @property
    def pipeline(self) -> Pipeline:
        """What answers in this session."""
        if self.opened is None:
            raise RuntimeError("the pipeline is opened before a page is drawn")
        return self.opened

    def start(self, conversation: Conversation | None = None) -> None:
        """Open a conversation, or a new one; what is asked in the one that is left goes on."""
        self.shown, self.fresh, self.to_chat = None, None, True
        self.unfolded = set()
        self.resume(conversation or Conversation())

    def resume(self, conversation: Conversation) -> None:
        """Go on with a conversation, and with the answer that is still being made in it."""
        self.conversation = conversation
        row: Json = conversation.exchanges[-1] if conversation.exchanges else {}
        begun = row and not row.keys() & {"answer", "error", "stopped"}
        self.asking = under_way(conversation.id, row["question"]) if begun else None
        self.waiting = self.asking is not None

    def ask(self, question: str) -> None:
        """Note the question; the page answers it next. Saved first: a reload must not lose it."""
        if question.strip():
            self.stop()
            self.conversation.exchanges.append({"question": " ".join(question.split())})
            self.waiting = self.to_chat = True
            self.save()

    def stop(self) -> None:
        """End what is being asked, and keep what was confirmed of it."""
        if self.asking is not None:
            self.asking.stop()
            self.settle()
        self.waiting = False

    def settle(self) -> None:
        """Keep the failure, or the answer as far as it was confirmed before it was stopped."""
        task, row = self.asking, self.conversation.exchanges[-1]
        if task is None:
            return
        if task.answer is not None:
            row["answer"] = task.kept()
        elif task.error:
            row["error"] = task.error
        if not task.whole and not task.error:
            row["stopped"] = True
        self.waiting, self.asking = False, None
        self.save()

    def save(self) -> None:
        """Keep the conversation; where that fails it goes on unsaved, and the page says so."""
        try:
            self.history.save(self.conversation)
        except OSError:
            self.unsaved = True
        else:
            self.unsaved = False

    def ask_again(self, turn: int) -> None:
        """Answer an exchange of the conversation once more, at its end when others followed."""
        question = self.conversation.exchanges[turn]["question"]
        if turn == len(self.conversation.exchanges) - 1:
            self.conversation.exchanges.pop()
        self.ask(question)

    def cite(self, turn: int, n: int) -> None:
        """Open the reader at a citation of an exchange, with its other citations before and behind."""
        self.shown = Shown(tuple(place_of(c) for c in self.listed(turn, "citations")), n - 1, turn=turn)

    def near(self, turn: int, i: int) -> None:
        """Open the reader at a passage that was read."""
        self.shown = Shown((place_of(self.listed(turn, "evidence")[i]),), 0)

    def mark(self, turn: int, n: int) -> None:
        """Mark a citation of an answer as wrong, or take that back; the mark stays with the conversation."""
        cited = self._kept(turn).get("citations", ())
        if 0 < n <= len(cited):
            if not cited[n - 1].pop(WRONG, False):
                cited[n - 1][WRONG] = True
            self.save()

    def open_citation(self) -> Json | None:
        """The kept citation that the reader is opened at; None where it shows something else."""
        shown = self.shown
        if shown is None or shown.turn is None or shown.at is None:
            return None
        cited = self._kept(shown.turn).get("citations", ())
        own = cited[shown.at] if shown.at < len(cited) else None
        return own if own and place_of(own) == shown.places[shown.at] else None  # asked again, it may be another

    def _kept(self, turn: int) -> Json:
        rows = self.conversation.exchanges
        answer: Json = (rows[turn].get("answer") if 0 <= turn < len(rows) else None) or {}
        return answer

    def listed(self, turn: int, what: str) -> list[Json]:
        """The citations or the evidence of an exchange, as far as they are there: the last may be in the making."""
        making = self.asking if self.waiting and turn == len(self.conversation.exchanges) - 1 else None
        answer = making.kept() if making is not None and making.answer is not None else self._kept(turn)
        return list(answer.get(what, ()))


def place_of(kept: Json) -> Place:
    """Where a kept citation or passage stands."""
    cue = kept.get("cue")
    return Place(
        kept["article"],
        (Span(kept["start"], kept["end"]),),
        str(kept.get("n", "")),
        Span(*cue) if cue else None,
        kept.get("fingerprint"),
        kept.get("speaker"),
    )


def room(settings: Settings) -> Room:
    """The reader's session, begun from the address of the page when it is new."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _begin(settings)
    here: Room = st.session_state[_KEY]
    return here


def _begin(settings: Settings) -> Room:
    begun = Room(History(settings.index_dir / "conversations"))
    begun.resume(begun.history.load(st.query_params.get("c", "")) or begun.conversation)
    begun.person = st.query_params.get("who")
    linked = _linked()
    if linked is not None:
        begun.shown = _in_conversation(begun.conversation, linked) or Shown((linked,), 0)
    elif "doc" in st.query_params:
        begun.shown = Shown((), None, st.query_params["doc"])
    return begun


def _linked() -> Place | None:
    """The place in the address; None when there is none or it makes no sense."""
    asked = st.query_params
    try:
        return Place(asked["doc"], (Span(int(asked["s"]), int(asked["e"])),), print=asked.get("h"))
    except (KeyError, ValueError):
        return None


def _in_conversation(conversation: Conversation, linked: Place) -> Shown | None:
    """The citation of the conversation that an address means, so that next and previous work after a reload."""
    for turn, exchange in reversed(list(enumerate(conversation.exchanges))):
        places = tuple(place_of(c) for c in (exchange.get("answer") or {}).get("citations", ()))
        for at, place in enumerate(places):
            if (place.article, place.spans, place.print) == (linked.article, linked.spans, linked.print):
                return Shown(places, at, turn=turn)
    return None


def write_address(here: Room, *, chatting: bool, people: bool) -> None:
    """What is open into the address, so that it can be reloaded and shared."""
    wanted: dict[str, str] = {}
    if chatting and here.conversation.exchanges:
        wanted["c"] = here.conversation.id
    if people and here.person:
        wanted["who"] = here.person
    if here.shown:
        wanted |= address_of(here.shown)
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def address_of(shown: Shown) -> dict[str, str]:
    """The parameters of a link to what the reader shows."""
    if shown.at is None:
        return {"doc": shown.path}
    place = shown.places[shown.at]
    span = Span(place.spans[0].start, place.spans[-1].end)
    fingerprint = {"h": place.print} if place.print else {}
    return {"doc": place.article, "s": str(span.start), "e": str(span.end), **fingerprint}
