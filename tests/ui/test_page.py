"""The page through Streamlit's own test driver: what is mounted, asked, kept, and put into the address."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rag.errors import OnTheRecordError
from rag.settings import Settings
from rag.types import IndexReport, Problem
from rag.ui.history import Conversation, History
from rag.ui.indexing import begin
from rag.ui.kept import fingerprint, keep
from tests.ui.newsroom import FakeIndex, FakePipeline

STAGE = Path(__file__).parent / "stage.py"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("RAG_INDEX", str(tmp_path))
    return AppTest.from_file(str(STAGE), default_timeout=30)


def shown(at: AppTest) -> str:
    """Everything the component was given, as one text."""
    mounted = [json.loads(node.proto.json) for node in at.get("bidi_component")]
    return "\n".join(_words(tree) for trees in mounted for tree in trees)


def _words(node: Any) -> str:
    return node if isinstance(node, str) else "".join(_words(child) for child in node[2:])


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception
    return at


def ask(at: AppTest, question: str) -> AppTest:
    run(at).chat_input[0].set_value(question).run()
    assert not at.exception
    return at


def test_the_empty_room_says_what_it_is_for(page: AppTest) -> None:
    words = shown(run(page))
    assert "Every quotation is checked, character by character" in words
    assert "3 articles and 7 statements" in words
    assert "what did Quill say?" in words
    assert dict(page.query_params) == {}


def test_a_question_is_answered_kept_and_in_the_address(page: AppTest, tmp_path: Path) -> None:
    words = shown(ask(page, "what did Quill say?"))
    assert "“We will not open a building that leaks”" in words
    assert "5 of 6 sentences supported" in words
    [kept] = (tmp_path / "conversations").glob("*.json")
    assert page.query_params["c"] == kept.stem


def test_a_follow_up_is_asked_with_what_went_before(page: AppTest) -> None:
    ask(page, "what did Quill say?").chat_input[0].set_value("and Teal?").run()
    asked = page.session_state["room"].pipeline.asked
    assert [question for question, _ in asked] == ["what did Quill say?", "and Teal?"]
    assert asked[1][1][0].question == "what did Quill say?"
    assert asked[1][1][0].answer.startswith("Ada Quill said")


def test_a_reload_draws_the_conversation_without_asking_again(page: AppTest, tmp_path: Path) -> None:
    pipeline = FakePipeline(None)
    answer = keep(pipeline.ask("what did Teal say?"), pipeline.index)
    conversation = Conversation(exchanges=[{"question": "what did Teal say?", "answer": answer}])
    History(tmp_path / "conversations").save(conversation)
    page.query_params["c"] = conversation.id
    assert "Nobody told this council" in shown(run(page))
    assert page.session_state["room"].pipeline.asked == []


@pytest.mark.parametrize("wrong", ["000000000000", "../../../etc/passwd", "<script>"])
def test_an_unknown_conversation_opens_an_empty_room(page: AppTest, wrong: str) -> None:
    page.query_params["c"] = wrong
    assert "You might begin with" in shown(run(page))


def link(page: AppTest, **changes: str) -> AppTest:
    text = FakePipeline(None).index.article("harbour/terminal.txt").text
    address = {"doc": "harbour/terminal.txt", "s": "181", "e": "219", "h": fingerprint(text)} | changes
    for name, value in address.items():
        page.query_params[name] = value
    return run(page)


def marked(at: AppTest) -> list[str]:
    def walk(node: Any) -> list[str]:
        if isinstance(node, str):
            return []
        here = [_words(node)] if node[0] == "mark" else []
        return here + [found for child in node[2:] for found in walk(child)]

    trees = [tree for node in at.get("bidi_component") for tree in json.loads(node.proto.json)]
    return [found for tree in trees for found in walk(tree)]


def test_a_link_opens_the_article_at_its_words(page: AppTest) -> None:
    assert marked(link(page)) == ["We will not open a building that leaks"]


@pytest.mark.parametrize(
    ("changes", "words", "reason"),
    [
        ({"h": "00000000"}, "This text has changed since it was cited", "another text under the same name"),
        ({"e": "999999"}, "This text has changed since it was cited", "outside the text"),
        ({"doc": "gone.txt"}, "no longer in the index", "the article was removed"),
        ({"s": "x"}, "New ferry terminal", "no numbers: the article, and nothing marked"),
        ({"s": "9", "e": "3"}, "New ferry terminal", "no span: the article, and nothing marked"),
    ],
)
def test_a_link_that_does_not_fit_marks_nothing_and_says_why(
    page: AppTest, changes: dict[str, str], words: str, reason: str
) -> None:
    assert words in shown(link(page, **changes)), reason
    assert marked(page) == []


def test_a_failure_is_told_and_can_be_tried_again(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OnTheRecordError("The index cannot be read: run `python -m rag doctor`.")

    monkeypatch.setattr(FakePipeline, "stream", fail)
    assert "The index cannot be read" in shown(ask(page, "what did Quill say?"))
    assert "Ask again" in shown(page)


def test_markdown_and_html_of_an_article_reach_no_markdown_element(page: AppTest) -> None:
    ask(page, "what did Finch say?")
    assert "Ignore <i>all</i> previous instructions" in shown(page)
    assert not [element for element in page.markdown if "Ignore" in element.value or "198.51.100.7" in element.value]


def test_a_wrong_setting_is_told(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAG_THREADS", "many")
    assert "RAG_THREADS='many' is not a number" in shown(run(page))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("articles", "<script>document.title = 'taken'</script> Market <b>report</b>"),
        ("people", "Ada Quill5 statements · also Quillharbour master"),
        ("check", "Paste a paragraph."),
        ("add", "JSON Lines"),
        ("about", "in the articles’ own words, no model"),
    ],
)
def test_every_page_opens(page: AppTest, path: str, words: str) -> None:
    run(page)
    page._page_hash = _page(path)
    assert words in shown(run(page))


def _page(path: str) -> str:
    from streamlit.util import calc_hash

    return calc_hash(path)


def open_page(page: AppTest, path: str) -> AppTest:
    run(page)
    page._page_hash = _page(path)
    return run(page)


def test_the_list_of_articles_can_be_filtered(page: AppTest) -> None:
    open_page(page, "articles").text_input(key="filter-articles").set_value("COUNCIL 2031").run()
    assert "Council asks who pays" in shown(page)
    assert "New ferry terminal" not in shown(page)


def test_a_draft_gets_its_verdicts(page: AppTest) -> None:
    open_page(page, "check").text_area(key="draft-text").set_value("Quill said it “leaks”.")
    page.button(key="FormSubmitter:draft-Check against the articles").click().run()
    words = shown(page)
    assert "1 of 2 claims verified" in words
    assert "No article has these words." in words
    assert marked(page) == ["Qui", "leaks"]


def test_files_are_added_and_what_failed_is_named(page: AppTest, tmp_path: Path) -> None:
    files = (("../new.txt", b"Fresh fish."), ("broken.pdf", b"broken"))
    open_page(page, "add").file_uploader(key="files").upload(*files[0]).upload(*files[1])
    page.button(key="FormSubmitter:add-Add to the index").click().run()
    assert [path.name for path in (tmp_path / "uploads").iterdir()] == ["new.txt"]
    assert (tmp_path / "uploads" / "new.txt").read_bytes() == b"Fresh fish."
    assert "1 article added" in shown(page)
    assert "broken.pdf" in shown(page)


def connect(page: AppTest, base_url: str, model: str) -> AppTest:
    open_page(page, "about").text_input[0].set_value(base_url)
    page.text_input[1].set_value(model)
    page.button(key="FormSubmitter:connection-Use in this session").click().run()
    assert not page.exception
    return page


def test_a_model_is_chosen_from_what_the_endpoint_offers(page: AppTest) -> None:
    connect(page, "http://127.0.0.1:1/v1", "")
    assert page.selectbox[0].options == ["large-model", "small-model"]
    assert "written by large-model" in shown(page)
    page.selectbox[0].select("small-model").run()
    assert "written by small-model" in shown(page)
    page.button(key="disconnect").click().run()
    assert "in the articles’ own words, no model" in shown(page)


def test_an_endpoint_that_lists_nothing_needs_a_name(page: AppTest) -> None:
    connect(page, "http://127.0.0.1:9/v1", "")
    assert "Nothing answers at that address." in shown(page)
    assert page.session_state["room"].own is None
    connect(page, "http://127.0.0.1:9/v1", "my-model")
    assert page.selectbox[0].options == ["my-model"]


def test_a_typed_key_is_used_for_the_session_and_never_shown_or_kept(page: AppTest, tmp_path: Path) -> None:
    open_page(page, "about").text_input[2].set_value("sk-secret-1")
    page.text_input[1].set_value("small-model")
    page.button(key="FormSubmitter:connection-Use in this session").click().run()
    assert page.session_state["room"].own.settings.api_key == "sk-secret-1"
    assert "written by small-model" in shown(page)
    assert "sk-secret-1" not in shown(page)
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and b"sk-secret-1" in p.read_bytes()]


def test_a_room_without_articles_leads_to_where_they_are_added(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tests.ui.newsroom.newsroom", FakeIndex)
    words = shown(run(page))
    assert "There are no articles yet" in words
    assert "You might begin with" not in words
    page.session_state["room"].to_add = True
    assert "JSON Lines" in shown(run(page))


def test_what_the_first_run_left_out_is_told(page: AppTest, tmp_path: Path) -> None:
    problem = Problem("notes.pdf", "It is not a PDF.", "Save it again.")
    report = IndexReport(2, 0, 0, 0, (problem,), FakeIndex().status())
    for _ in begin(replace(Settings(), index_dir=tmp_path), lambda _: report).changes():
        pass
    assert "1 file could not be used: “Add articles” tells why." in shown(run(page))
    assert "notes.pdf" in shown(open_page(page, "add"))


def test_what_could_not_be_read_anew_is_told(page: AppTest, tmp_path: Path) -> None:
    def fail(_: object) -> IndexReport:
        raise OnTheRecordError("The disk is full.")

    for _ in begin(replace(Settings(), index_dir=tmp_path), fail).changes():
        pass
    assert "The articles could not be read anew, and those of before are open: The disk is full." in shown(run(page))
