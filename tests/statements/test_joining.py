from __future__ import annotations

from rag.statements.joining import join_people, speakers_of
from rag.types import Mode, Person, Span, Statement


def said(
    number: int,
    speaker: str | None,
    role: str | None = None,
    candidates: tuple[str, ...] = (),
    called: str | None = None,
    at: int = 0,
) -> Statement:
    return Statement(
        id=f"a{number}:{at}",
        article_id=f"a{number}",
        mode=Mode.INDIRECT,
        content=(Span(0, 1),),
        speaker=speaker,
        role=role,
        candidates=candidates,
        called=called,
    )


def people(*speakers: str | None) -> dict[str, Person]:
    found = join_people([said(i, speaker) for i, speaker in enumerate(speakers)])
    return {p.name: p for p in found}


def test_one_person_under_several_names() -> None:
    found = people("Ann Roe", "Ann Roe", "Ann J. Roe", "Roe")
    assert list(found) == ["Ann Roe"]
    assert found["Ann Roe"].aliases == ("Ann J. Roe", "Roe")
    assert len(found["Ann Roe"].statement_ids) == 4


def test_spellings_of_another_alphabet_join() -> None:
    assert len(people("Olena Zelenska", "Alexei Borodin", "Aleksey Borodin")) == 2


def test_two_of_one_surname_stay_apart_and_a_bare_one_joins_neither() -> None:
    found = people("Ann Roe", "Tom Roe", "Roe")
    assert set(found) == {"Ann Roe", "Tom Roe", "Roe"}


def test_an_office_tells_which_of_two_a_bare_surname_is() -> None:
    found = join_people(
        [said(1, "Ann Roe", "U.S. President"), said(2, "Tom Roe", "a baker"), said(3, "Roe", "President")]
    )
    assert {p.name: len(p.statement_ids) for p in found} == {"Ann Roe": 2, "Tom Roe": 1}


def test_an_initial_that_fits_two_joins_neither() -> None:
    assert set(people("Ann Roe", "Abel Roe", "A. Roe")) == {"Ann Roe", "Abel Roe", "A. Roe"}


def test_nobody_in_particular_is_no_person() -> None:
    assert people("a spokesman", "the report", "two officials", None) == {}


def test_groups_and_organisations_are_sources() -> None:
    found = people("Analysts", "analysts", "Channel Nine News", "the F.B.I.", "FBI", "advisers to Ann Roe", "Ann Roe")
    assert "FBI" in found or "F.B.I." in found
    assert {len(p.statement_ids) for p in found.values()} == {1, 2}
    assert len(found["Ann Roe"].statement_ids) == 1


def test_words_of_two_count_for_both() -> None:
    joint = said(1, "Ann Roe and Tom Low", candidates=("Ann Roe", "Tom Low"))
    assert speakers_of(joint) == ("Ann Roe", "Tom Low")
    assert {p.name: p.statement_ids for p in join_people([joint])} == {"Ann Roe": ("a1:0",), "Tom Low": ("a1:0",)}


def test_candidates_of_an_unresolved_source_get_nothing() -> None:
    assert join_people([said(1, None, candidates=("Ann Roe", "Tom Low"))]) == []


def test_roles_by_article_and_keys() -> None:
    rows = {
        "a1": [said(1, "Ann Roe", "a judge")],
        "a2": [said(2, "Ann Roe", "mayor of Alderbrook")],
        "a3": [said(3, "Ánn Róe III")],
    }
    first, second = join_people({**rows, "a4": [said(4, "Ann Roe II")]})
    assert [(r.article_id, r.text) for r in first.roles] == [("a1", "a judge"), ("a2", "mayor of Alderbrook")]
    assert {first.key, second.key} == {"ann-roe", "ann-roe-ii"} or first.key != second.key


def test_the_order_of_statements_changes_nothing() -> None:
    speakers = ["Ann Roe", "Roe", "Tom Low", "T. Low", "Ann Roe"]
    rows = [said(i, s) for i, s in enumerate(speakers)]
    assert {(p.name, frozenset(p.statement_ids)) for p in join_people(rows)} == {
        (p.name, frozenset(p.statement_ids)) for p in join_people(rows[::-1])
    }


def test_a_joint_name_is_nobodys() -> None:
    found = people("Ann Roe and Tom Low", "Ann Roe", "Kay Poe, Tom Low and Ann Roe", "Sand and Tide")
    assert {name: len(p.statement_ids) for name, p in found.items()} == {
        "Ann Roe": 3,
        "Tom Low": 2,
        "Kay Poe": 1,
        "Sand and Tide": 1,
    }


def test_the_names_of_one_country_join() -> None:
    assert [len(p.statement_ids) for p in people("U.S.", "the United States", "America", "US").values()] == [3]


def test_neither_is_nobody() -> None:
    assert people("Neither man", "none of them") == {}


def test_what_somebody_is_called_describes_them() -> None:
    (roe,) = join_people(
        [
            said(1, "Ann Roe", called="the Norwegian premier"),
            said(2, "Ann Roe", called="The Norwegian premier"),  # the same once more
            said(3, "Ann Roe", called="Norwegian Premier Ann Roe"),  # a name
            said(4, "Ann Roe", called="his lawyer"),  # whose, is not said here
            said(5, "Ann Roe", called="Ms. Roe"),
            said(6, "Ann Roe"),
        ]
    )
    assert [d.lower() for d in roe.descriptions] == ["the norwegian premier"]


def test_what_two_are_called_describes_neither() -> None:
    both = said(1, "Ann Roe and Tom Low", candidates=("Ann Roe", "Tom Low"), called="the two premiers")
    assert [p.descriptions for p in join_people([both])] == [(), ()]


NAMED = [said(1, "Ann Roe", "Norwegian Premier"), said(2, "Ann Roe", at=1), said(2, "Tom Low", "a baker", at=2)]


def test_a_role_the_article_never_explains_is_whose_it_is_elsewhere() -> None:
    found = join_people([*NAMED, said(2, "the Norwegian premier", called="the Norwegian premier", at=9)])
    assert {p.name: p.statement_ids for p in found}["Ann Roe"] == ("a1:0", "a2:1", "a2:9")


def test_a_role_stays_open_where_nobody_or_nothing_tells_whose_it_is() -> None:
    rows = [
        said(3, "the Norwegian premier", called="the Norwegian premier"),  # she is not named in that article
        said(2, "the premier", called="the premier", at=3),  # of which country?
        said(2, "a Norwegian premier", called="a Norwegian premier", at=4),
        said(2, "the Norwegian candidate", called="the Norwegian candidate", at=5),  # of many
        said(2, "the Danish premier", called="the Danish premier", at=6),
    ]
    assert {p.name: len(p.statement_ids) for p in join_people([*NAMED, *rows])} == {"Ann Roe": 2, "Tom Low": 1}


def test_of_two_who_hold_a_role_nobody_is_meant() -> None:
    other = said(2, "Kay Poe", "Norwegian premier", at=3)
    role = said(2, "the Norwegian premier", called="the Norwegian premier", at=9)
    assert all("a2:9" not in p.statement_ids for p in join_people([*NAMED, other, role]))
