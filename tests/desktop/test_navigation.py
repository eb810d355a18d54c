"""The places visited: back, forward, up, and words being typed."""

from __future__ import annotations

import pytest

from photo_search.desktop.navigation import EVERYTHING, History, Place, Where, Words, like_file, like_photo

ALL = Where("all")
TRIP = Where("folder", 7, b"/photos/trip")


def at(question: Words, where: Where = ALL) -> Place:
    return Place(where, question)


def typed(history: History, *texts: str) -> None:
    for text in texts:
        history.go(at(Words(text)) if text else EVERYTHING)


def way_back(history: History) -> list[Place]:
    places = [history.current]
    while history.can_go_back:
        places.append(history.back())
    return places


def test_back_and_forward_and_what_lies_beyond() -> None:
    history = History()
    assert (history.can_go_back, history.can_go_forward) == (False, False)
    assert history.back() == history.forward() == EVERYTHING
    history.go(Place(TRIP))
    history.go(at(like_photo(3)))
    assert history.back() == Place(TRIP)
    assert history.can_go_forward
    assert history.forward() == at(like_photo(3))
    history.back()
    history.go(Place(Where("recent")))
    assert (history.can_go_back, history.can_go_forward) == (True, False)
    assert way_back(history) == [Place(Where("recent")), Place(TRIP), EVERYTHING]


def test_going_where_one_is_changes_nothing() -> None:
    history = History()
    history.go(Place(TRIP))
    history.back()
    history.go(EVERYTHING)
    assert history.can_go_forward


def test_words_being_typed_are_one_place() -> None:
    history = History()
    typed(history, "d", "do", "dogg", "dog", "red dog")
    assert way_back(history) == [at(Words("red dog")), EVERYTHING]


@pytest.mark.parametrize("others", [("c", "cat"), ("", "c", "cat")], ids=["written over", "cleared first"])
def test_other_words_are_another_place(others: tuple[str, ...]) -> None:
    history = History()
    typed(history, "d", "dog", *others)
    assert [place for place in way_back(history) if place.question] == [at(Words("cat")), at(Words("dog"))]


def test_words_that_were_meant_stay() -> None:
    history = History()
    typed(history, "dog")
    history.settle()
    typed(history, "dogs", "dogs at the sea")
    assert way_back(history) == [at(Words("dogs at the sea")), at(Words("dog")), EVERYTHING]


def test_words_come_back_to_are_not_typed_over() -> None:
    history = History()
    typed(history, "dog")
    history.go(at(like_photo(1)))
    history.back()
    typed(history, "dogs")
    assert way_back(history) == [at(Words("dogs")), at(Words("dog")), EVERYTHING]


def test_the_same_words_elsewhere_are_another_place() -> None:
    history = History()
    typed(history, "dog")
    history.go(at(Words("dogs"), TRIP))
    assert history.back() == at(Words("dog"))


def test_replacing_leaves_no_trace() -> None:
    history = History()
    history.go(Place(TRIP))
    history.remember("far down")
    history.replace(at(like_file(b"/a.jpg")))
    assert history.recall() is None
    assert way_back(history) == [at(like_file(b"/a.jpg")), EVERYTHING]


def climbed(history: History) -> list[Place]:
    places = []
    while (place := history.up()) is not None:
        history.go(place)
        places.append(place)
    return places


def test_up_leads_step_by_step_from_similar_to_where_it_was_asked_for_then_to_browsing() -> None:
    history = History(Place(TRIP))
    history.go(at(Words("dog"), TRIP))
    for photo_id in (1, 2, 3, 1):
        history.go(at(like_photo(photo_id), TRIP))
    history.go(at(like_file(b"/a.jpg"), TRIP))
    way = [at(like_photo(photo_id), TRIP) for photo_id in (1, 3, 2, 1)]
    assert climbed(history) == [*way, at(Words("dog"), TRIP), Place(TRIP)]


def test_up_from_a_refined_question_leads_step_by_step_too() -> None:
    history = History()
    typed(history, "dog")
    for text in ("dog more:3", "dog more:3,5", "dog more:3,5 -cat"):
        history.settle()
        history.go(at(Words(text)))
    assert climbed(history) == [at(Words("dog more:3,5")), at(Words("dog more:3")), at(Words("dog")), EVERYTHING]


def test_words_typed_for_a_picture_are_one_place_above_which_is_the_picture() -> None:
    history = History()
    history.go(at(like_photo(1)))
    history.settle()
    for text in ("a", "at", "at n"):
        history.go(at(Words(f"{text} similar:1")))
    assert climbed(history) == [at(like_photo(1)), EVERYTHING]


def test_words_typed_for_a_picture_and_taken_back_lead_up_as_before() -> None:
    history = History()
    history.go(at(like_photo(1)))
    history.settle()
    for text in ("a similar:1", "similar:1"):
        history.go(at(Words(text)))
    assert climbed(history) == [EVERYTHING]


def test_up_from_a_picture_handed_over_at_the_start_leads_to_photos() -> None:
    assert climbed(History(at(like_file(b"/a.jpg")))) == [EVERYTHING]


def test_up_from_similar_returns_to_the_words() -> None:
    history = History()
    typed(history, "dog")
    history.go(at(like_photo(1)))
    assert climbed(history) == [at(Words("dog")), EVERYTHING]


def test_up_from_a_picture_that_the_problems_page_was_left_for_leads_to_photos() -> None:
    history = History(Place(Where("problems")))
    history.go(at(like_photo(1)))
    assert history.up() == EVERYTHING


def test_the_grid_s_place_is_found_again() -> None:
    history = History()
    history.remember("row 90")
    typed(history, "d")
    assert history.recall() is None
    history.remember("row 2")
    typed(history, "do")
    assert history.recall() is None, "other photos stand there now"
    history.remember("row 4")
    history.go(at(like_photo(1)))
    up = history.up()
    assert up is not None
    history.go(up)
    assert history.recall() == "row 4"
    typed(history, "")
    assert history.recall() == "row 90"
    typed(history, "do")
    assert history.recall() is None, "typed words begin at the best match"


def test_a_removed_folder_is_no_place_to_go_back_to() -> None:
    history = History()
    history.remember("row 90")
    history.go(Place(TRIP))
    history.go(at(Words("dog"), TRIP))
    history.go(EVERYTHING)
    history.go(Place(Where("recent")))
    history.back()
    history.forget(lambda place: place.where == TRIP)
    assert history.current == EVERYTHING
    assert history.recall() == "row 90"
    assert not history.can_go_back
    assert history.forward() == Place(Where("recent"))


def test_what_is_shown_may_be_forgotten_too() -> None:
    history = History(Place(Where("recent")))
    history.go(Place(TRIP))
    history.forget(lambda place: place.where == TRIP)
    assert way_back(history) == [EVERYTHING, Place(Where("recent"))]


def test_the_way_back_has_an_end() -> None:
    history = History()
    for number in range(1000):
        history.go(at(like_photo(number)))
    assert len(way_back(history)) == 100
