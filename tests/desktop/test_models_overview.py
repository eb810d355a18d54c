"""What the page of models tells of each state, and what can be done in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from photo_search.desktop.models_overview import Action, Card, State, cards, read_facts
from photo_search.library import Library
from photo_search.models.catalogue import known_models
from photo_search.records import SpaceRole
from tests.desktop.model_scenes import BEST, DEFAULT, FINE, PHOTOS, SCENES, SMALL, STARTER, facts, status


def shown(name: str) -> dict[str, Card]:
    scene = SCENES[name]
    made = cards(scene.facts, scene.downloads, scene.problems, running=scene.progress is not None)
    assert len({card.name for card in made}) == len(made)
    assert {model.name for model in known_models()} <= {card.name for card in made}
    return {card.name: card for card in made}


@pytest.mark.parametrize(
    ("scene", "name", "state", "actions"),
    [
        ("starter-only", STARTER, State.IN_USE, ()),
        ("starter-only", DEFAULT, State.AVAILABLE, (Action.DOWNLOAD,)),
        ("connecting", DEFAULT, State.DOWNLOADING, (Action.CANCEL,)),
        ("downloading", DEFAULT, State.DOWNLOADING, (Action.PAUSE, Action.CANCEL)),
        ("downloading", FINE, State.DOWNLOADING, (Action.RESUME, Action.CANCEL)),
        ("converting", DEFAULT, State.DOWNLOADING, (Action.CANCEL,)),
        ("failed", DEFAULT, State.FAILED, (Action.DOWNLOAD, Action.REMOVE)),
        ("failed", FINE, State.AVAILABLE, (Action.DOWNLOAD, Action.REMOVE)),
        ("ready", DEFAULT, State.READY, (Action.USE, Action.TRY, Action.REMOVE)),
        ("learning", DEFAULT, State.LEARNING, (Action.STOP,)),
        ("learning-rests", DEFAULT, State.LEARNING, (Action.GO_ON, Action.STOP)),
        ("trial", DEFAULT, State.TRIED, (Action.USE, Action.STOP)),
        ("changed", DEFAULT, State.IN_USE, ()),
        ("changed", STARTER, State.PREVIOUS, (Action.BACK, Action.REMOVE)),
        ("changed", FINE, State.READY, (Action.USE, Action.TRY, Action.REMOVE)),
        ("troubles", STARTER, State.IN_USE, ()),
        ("troubles", BEST, State.DAMAGED, (Action.DOWNLOAD, Action.REMOVE)),
        ("troubles", SMALL, State.AVAILABLE, (Action.DOWNLOAD,)),
        ("troubles", "my-own-model@1a2b3c4d", State.GONE, (Action.REMOVE,)),
    ],
)
def test_a_state_and_what_can_be_done(scene: str, name: str, state: State, actions: tuple[Action, ...]) -> None:
    card = shown(scene)[name]
    assert (card.state, card.actions) == (state, actions)


def test_a_card_says_what_the_model_costs_here() -> None:
    made = shown("starter-only")
    default, fine = made[DEFAULT], made[FINE]
    assert default.recommended
    assert not fine.recommended
    assert default.download_bytes == 789_000_000
    assert default.licence == "Apache-2.0"
    assert default.wanted == PHOTOS
    assert default.seconds is not None
    assert fine.seconds == pytest.approx(4 * default.seconds)
    assert shown("ready")[DEFAULT].seconds == pytest.approx(default.seconds)


def test_what_it_knows_already_costs_nothing() -> None:
    half = cards(facts(status(STARTER, SpaceRole.ANSWERING, PHOTOS), status(DEFAULT, None, PHOTOS // 2)), {}, {})
    whole = cards(facts(status(STARTER, SpaceRole.ANSWERING, PHOTOS), status(DEFAULT)), {}, {})
    seconds = [next(card.seconds for card in made if card.name == DEFAULT) for made in (half, whole)]
    assert seconds[0] is not None
    assert seconds[1] == pytest.approx(2 * seconds[0])


def test_a_tenth_of_a_few_photos_tells_nothing() -> None:
    few = facts(status(STARTER, SpaceRole.ANSWERING, 60), status(DEFAULT, wanted=60), photos=60)
    (card,) = [card for card in cards(few, {}, {}) if card.name == DEFAULT]
    assert card.actions == (Action.USE, Action.REMOVE)


def test_while_one_model_learns_none_can_be_gone_back_to() -> None:
    three = facts(
        status(STARTER, SpaceRole.ANSWERING, PHOTOS),
        status(DEFAULT, SpaceRole.COMING, 10),
        status(SMALL, SpaceRole.PREVIOUS, PHOTOS),
    )
    (card,) = [card for card in cards(three, {}, {}) if card.name == SMALL]
    assert card.actions == (Action.REMOVE,)


def test_who_answers_in_anothers_place_says_so() -> None:
    card = shown("troubles")[STARTER]
    assert "SigLIP Base, English" in card.note
    assert "300 " in shown("learning-rests")[DEFAULT].note


def test_what_a_library_really_says(tmp_path: Path) -> None:
    damaged = tmp_path / "models" / DEFAULT
    damaged.mkdir(parents=True)
    (damaged / "config.json").write_text("{")
    (tmp_path / "models" / "no model").mkdir()
    with Library.open(tmp_path / "library", models=tmp_path / "models") as library:
        made = {card.name: card for card in cards(read_facts(library), {}, {})}
    assert made[STARTER].state is State.IN_USE
    assert made[DEFAULT].state is State.DAMAGED
    assert "config.json" in made[DEFAULT].problem
    assert "no model" not in made
    assert made[FINE].state is State.AVAILABLE
