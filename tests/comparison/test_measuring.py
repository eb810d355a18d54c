"""A comparison over real photos says what each model finds and costs, and shows where they differ."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from photo_search.comparison.answers import Answers
from photo_search.comparison.candidates import Candidate
from photo_search.comparison.cost import measure_cost
from photo_search.comparison.measuring import Comparison, compare_models
from photo_search.comparison.report import write_answers, write_report
from photo_search.errors import ComparisonUnusable, ModelUnusable
from photo_search.models.spec import bundled_starter, read_spec
from tests.comparison.conftest import PHOTOS
from tests.models.derived_model import TOWERS, derive_model


def test_what_is_counted(comparison: Comparison) -> None:
    assert (comparison.photos, comparison.captions) == (PHOTOS, 5 * PHOTOS)
    assert comparison.labels > 10
    assert [figures.failed for figures in comparison.figures] == [1, 1]
    assert [figures.spec.dimension for figures in comparison.figures] == [256, 40]


def test_the_starter_finds_more_than_a_coarser_model(comparison: Comparison) -> None:
    starter, coarse = (figures.quality for figures in comparison.figures)
    assert starter.gain is None
    assert coarse.gain is not None
    for name in ("text_to_photo", "photo_to_text"):
        finer, coarser, gain = (getattr(one, name) for one in (starter, coarse, coarse.gain))
        assert [share.value for share in finer] == sorted(share.value for share in finer)
        assert finer[2].value > coarser[2].value
        assert [share.value for share in gain] == pytest.approx(
            [c.value - f.value for c, f in zip(coarser, finer, strict=True)]
        )
    assert starter.mean_precision is not None
    assert coarse.mean_precision is not None
    assert 0 < coarse.mean_precision.value < starter.mean_precision.value <= 1


def test_what_it_costs(comparison: Comparison) -> None:
    for figures in comparison.figures:
        assert min(figures.photo_ms, figures.question_ms, figures.open_ms, figures.answer_ms) > 0
        assert 50e6 < figures.memory_bytes < 1e9
        assert figures.disk_bytes > 10e6
        assert figures.photos_per_s > 0


def test_the_answers_are_told_by_what_they_were_chosen_for(comparison: Comparison) -> None:
    chosen = [each for each in comparison.answers if not each.drawn]
    drawn = [each for each in comparison.answers if each.drawn]
    assert chosen
    assert drawn
    for each in comparison.answers:
        assert all(len(photos) == len(set(photos)) == 8 for photos in each.photos)
        assert each.wanted
        assert {photo for photos in each.photos for photo in photos} <= set(comparison.thumbnails)
    assert all(each.photos[0] != each.photos[1] for each in chosen)
    assert len({each.words for each in comparison.answers}) == len(comparison.answers)


class Page(HTMLParser):
    """Reads a page: its tags, and that each is closed by its own end."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def test_the_report_is_one_file_with_each_picture_once(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(comparison, path)
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    shown = {attrs["class"].split()[0] for tag, attrs in page.tags if tag == "li" and attrs["class"]}
    assert len(shown) == len(comparison.thumbnails)
    assert sorted(re.findall(r"\.(p\d+) \{ background-image: url\(data:image/jpeg;base64,", text)) == sorted(shown)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "b class"}
    assert not re.search(r"https?:", text)
    assert "coarse &lt;b&gt;" in text
    assert "coarse <b>" not in text
    assert sum("wanted" in (attrs.get("class") or "") for _, attrs in page.tags) >= len(comparison.answers)
    write_report(comparison, path)
    assert path.read_text(encoding="utf-8") == text


def test_names_and_words_of_strangers_stay_text(tmp_path: Path, comparison: Comparison) -> None:
    thumbnail = next(iter(comparison.thumbnails.values()))
    names = {1: b'/x/"><img src=x onerror=y>.jpg', 2: b"/x/\xff\xe2\x80\xae.jpg"}
    answers = [Answers("</style><script>", frozenset[int](), ((1, 2, 3), (2, 1, 3)))]
    write_answers(tmp_path / "p.html", answers, ["A", "B"], thumbnails={1: thumbnail, 2: thumbnail}, names=names)
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert not {tag for tag, _ in Page(text).tags} & {"script", "img"}
    assert "\u202e" not in text


def test_a_report_that_cannot_be_written_is_said(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ComparisonUnusable, match="can't be written"):
        write_report(comparison, tmp_path / "absent" / "report.html")


def test_a_model_that_does_not_work_is_said(tmp_path: Path) -> None:
    folder = derive_model(tmp_path / "model", 8)
    (folder / TOWERS[0]).write_bytes(b"no graph")
    with pytest.raises(ModelUnusable, match="vision_model"):
        measure_cost(read_spec(folder))


def test_a_folder_without_photos_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ComparisonUnusable, match="no photo"):
        compare_models(tmp_path / "empty", [Candidate(read_spec(bundled_starter()), "starter")])
