from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from photo_search.errors import UnreadablePhoto
from photo_search.indexing.decoder import MAX_PIXELS, DecodedImage, decode
from tests.indexing.pictures import adobe_profile, adobe_to_srgb, dng, png_claiming, tiff

_RNG = np.random.default_rng(7)
_WHITE = 255


def _decode(data: bytes, short_side: int = 192, name: bytes = b"") -> DecodedImage:
    return decode(data, name=name, model_short_side=short_side)


def _saved(image: Image.Image, file_format: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, file_format, **options)
    return file.getvalue()


def _pixels(image: Image.Image) -> npt.NDArray[np.int16]:
    return np.asarray(image).astype(np.int16)


def _noise(height: int, width: int, channels: int = 3) -> npt.NDArray[np.uint8]:
    return _RNG.integers(0, 256, (height, width, channels), dtype=np.uint8)


def _scene(width: int, height: int) -> Image.Image:
    """Return a smooth picture that looks different from every side."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    return Image.fromarray((np.stack([x, y, x * y], axis=-1) * 255).astype(np.uint8))


# How much is decoded


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_small_jpeg_equals_a_full_decode_bit_for_bit(mode: str) -> None:
    data = _saved(Image.fromarray(_noise(480, 640)).convert(mode), "JPEG", quality=90)
    decoded = _decode(data)
    assert (decoded.format, decoded.width, decoded.height) == ("JPEG", 640, 480)
    assert decoded.image.mode == "RGB"
    assert np.array_equal(_pixels(decoded.image), _pixels(Image.open(io.BytesIO(data)).convert("RGB")))


def test_photos_of_the_benchmark_equal_a_full_decode_bit_for_bit(shared_photos: Path) -> None:
    for path in sorted((shared_photos / "coco-mini").glob("*.jpg"))[::20]:
        with Image.open(path) as picture:
            full = _pixels(picture.convert("RGB"))
        assert np.array_equal(_pixels(_decode(path.read_bytes(), 512).image), full), path.name


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("size", "short_side", "expected"),
    [
        ((4032, 3024), 512, (1008, 756)),
        ((4032, 3024), 768, (2016, 1512)),
        ((6000, 4000), 448, (750, 500)),
        ((4032, 600), 448, (4032, 600)),
        ((4032, 600), 192, (2016, 300)),
        ((600, 4032), 150, (150, 1008)),
        ((1023, 1023), 100, (1023, 1023)),
        ((1025, 1024), 100, (513, 512)),
        ((1, 3000), 100, (1, 3000)),
    ],
)
def test_scale_keeps_enough_on_both_sides(
    file_format: str, size: tuple[int, int], short_side: int, expected: tuple[int, int]
) -> None:
    decoded = _decode(_saved(Image.new("L", size, 77), file_format), short_side)
    assert decoded.image.size == expected
    assert (decoded.width, decoded.height) == size


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_scaled_pixels_are_those_of_the_full_picture(file_format: str) -> None:
    scene = _scene(2048, 1600)
    decoded = _decode(_saved(scene, file_format), 200)
    means = _pixels(scene).reshape(400, 4, 512, 4, 3).mean(axis=(1, 3))
    assert decoded.image.size == (512, 400)
    assert np.abs(_pixels(decoded.image) - means).max() <= 5


@pytest.mark.parametrize("file_format", ["JPEG", "PNG"])
def test_scaled_picture_shows_what_the_full_one_shows(file_format: str) -> None:
    """Also where its sides can't be divided: the last row and column must not squeeze the others."""
    x, y = np.meshgrid(np.linspace(0, 40, 8 * 130 + 1), np.linspace(0, 40, 8 * 110 + 1))
    scene = Image.fromarray((np.sin(np.stack([x, y, x + y], axis=-1)) * 100 + 127).astype(np.uint8))
    full = np.asarray(scene.resize((40, 40), Image.Resampling.BICUBIC)).astype(int)
    decoded = decode(_saved(scene, file_format, quality=95), thumbnail_side=130, model_short_side=110)
    assert decoded.image.size == (131, 111)
    small = np.asarray(decoded.image.resize((40, 40), Image.Resampling.BICUBIC)).astype(int)
    assert np.abs(small - full).max() <= 3


# Size limits


def test_phone_jpeg_of_200_megapixels() -> None:
    decoded = _decode(_saved(Image.new("L", (16384, 12288), 120), "JPEG"), 512)
    assert (decoded.width, decoded.height) == (16384, 12288)
    assert decoded.image.size == (2048, 1536)


@pytest.mark.parametrize("size", [(100_000, 100_000), (12_000, 10_001), (2**31 - 1, 1)])
def test_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MAX_PIXELS
    with pytest.raises(UnreadablePhoto, match=f"too large to read: {size[0]:,} x {size[1]:,} pixels"):
        _decode(png_claiming(*size))


def test_limits_of_pillow_are_left_as_they_were() -> None:
    before = Image.MAX_IMAGE_PIXELS
    with pytest.raises(UnreadablePhoto):
        _decode(png_claiming(100_000, 100_000))
    _decode(_saved(_scene(8, 8), "PNG"))
    assert before == Image.MAX_IMAGE_PIXELS


# Orientation

_TO_STORED: dict[int, Callable[[npt.NDArray[np.uint8]], npt.NDArray[np.uint8]]] = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.transpose(1, 0, 2),
    6: lambda a: a.transpose(1, 0, 2)[::-1],
    7: lambda a: a[::-1, ::-1].transpose(1, 0, 2),
    8: lambda a: a.transpose(1, 0, 2)[:, ::-1],
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("file_format", ["PNG", "TIFF", "WEBP"])
def test_orientation_is_applied_once(file_format: str, orientation: int) -> None:
    upright = _noise(30, 50)
    stored = Image.fromarray(np.ascontiguousarray(_TO_STORED[orientation](upright)))
    exif = Image.Exif()
    exif[0x0112] = orientation
    decoded = _decode(_saved(stored, file_format, exif=exif, lossless=True))
    assert np.array_equal(np.asarray(decoded.image), upright)
    assert (decoded.width, decoded.height) == (50, 30)
    assert decoded.embedded.orientation == orientation


@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
@pytest.mark.parametrize("orientation", [0, *range(2, 9)])
def test_orientation_of_photos(shared_photos: Path, shape: str, orientation: int) -> None:
    expected = _decode((shared_photos / "orientation" / f"{shape}_1.jpg").read_bytes())
    decoded = _decode((shared_photos / "orientation" / f"{shape}_{orientation}.jpg").read_bytes())
    assert (decoded.width, decoded.height) == (expected.width, expected.height)
    # They differ in the digit that is painted in the middle.
    assert np.abs(_pixels(decoded.image) - _pixels(expected.image)).mean() < 4


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_impossible_orientation_is_ignored(value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    decoded = _decode(_saved(_scene(50, 30), "PNG", exif=exif))
    assert (decoded.width, decoded.height, decoded.embedded.orientation) == (50, 30, 1)


def test_size_is_that_of_the_upright_picture_also_when_scaled() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    decoded = _decode(_saved(_scene(2000, 1500), "JPEG", exif=exif))
    assert (decoded.width, decoded.height) == (1500, 2000)
    assert decoded.image.size == (750, 1000)


# Depth and modes


@pytest.mark.parametrize(("file_format", "mode"), [("TIFF", "I;16"), ("TIFF", "I;16B"), ("PNG", "I;16")])
def test_sixteen_bit_grey_is_scaled(file_format: str, mode: str) -> None:
    grey = _RNG.integers(0, 65536, (40, 50), dtype=np.uint16)
    stored = grey.astype(">u2" if mode == "I;16B" else "<u2").tobytes()
    decoded = _decode(_saved(Image.frombytes(mode, (50, 40), stored), file_format))
    assert np.array_equal(_pixels(decoded.image)[..., 1], np.floor(grey / 257 + 0.5))


def test_twelve_bit_grey_is_scaled_by_its_own_white() -> None:
    numbers = np.array([0, 16, 2048, 4095], np.int16)
    pairs = [f"{left:03x}{right:03x}" for left, right in numbers.reshape(2, 2)]
    tags = [(256, 4, 4), (257, 4, 1), (258, 3, 12), (259, 3, 1), (262, 3, 1), (277, 3, 1), (278, 4, 1)]
    decoded = _decode(tiff(tags, bytes.fromhex("".join(pairs))))
    assert _pixels(decoded.image)[0, :, 0].tolist() == [0, 1, 128, 255]


def test_sixteen_bit_tiff_that_counts_from_white() -> None:
    grey = np.array([[0, 65535, 257 * 200]], np.uint16)
    tags = [(256, 4, 3), (257, 4, 1), (258, 3, 16), (259, 3, 1), (262, 3, 0), (277, 3, 1), (278, 4, 1)]
    decoded = _decode(tiff(tags, grey.tobytes()))
    assert _pixels(decoded.image)[0, :, 0].tolist() == [255, 0, 55]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (np.array([[0.0, 0.25, 1.0]], np.float32), [0, 64, 255]),
        (np.array([[0.0, 100.0, 255.0]], np.float32), [0, 100, 255]),
        (np.array([[-1.0, 0.0, 3.0]], np.float32), [0, 64, 255]),
        (np.array([[5.0, 5.0, 5.0]], np.float32) * 1e6, [0, 0, 0]),
        (np.array([[0, 257, 65535]], np.int32), [0, 1, 255]),
        (np.array([[0, 100, 255]], np.int32), [0, 100, 255]),
        (np.array([[0, 500_000, 1_000_000]], np.int32), [0, 128, 255]),
    ],
)
def test_numbers_of_32_bits(numbers: npt.NDArray[np.generic], expected: list[int]) -> None:
    decoded = _decode(_saved(Image.fromarray(numbers), "TIFF"))
    assert _pixels(decoded.image)[0, :, 0].tolist() == expected


def test_numbers_that_are_no_brightness() -> None:
    with pytest.raises(UnreadablePhoto, match="no brightness"):
        _decode(_saved(Image.fromarray(np.full((2, 2), np.nan, np.float32)), "TIFF"))


def _over_white(rgba: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    alpha = rgba[..., 3:] / 255
    return rgba[..., :3] * alpha + _WHITE * (1 - alpha)


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "TIFF"])
def test_transparency_is_laid_over_white(file_format: str) -> None:
    rgba = _noise(40, 50, 4)
    decoded = _decode(_saved(Image.fromarray(rgba), file_format, lossless=True, exact=True))
    assert np.abs(_pixels(decoded.image) - _over_white(rgba)).max() <= 1


def test_transparent_grey() -> None:
    grey = _noise(20, 20, 2)
    decoded = _decode(_saved(Image.fromarray(grey, "LA"), "PNG"))
    rgba = np.concatenate([grey[..., :1].repeat(3, axis=-1), grey[..., 1:]], axis=-1)
    assert np.abs(_pixels(decoded.image) - _over_white(rgba)).max() <= 1


def test_palette_with_a_transparent_colour() -> None:
    image = Image.frombytes("P", (3, 1), bytes([0, 1, 2]))
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90])
    for file_format in ("PNG", "GIF"):
        decoded = _decode(_saved(image, file_format, transparency=1))
        assert _pixels(decoded.image)[0].tolist() == [[10, 20, 30], [255, 255, 255], [70, 80, 90]]


def test_colour_that_stands_for_transparent(shared_photos: Path) -> None:
    path = shared_photos / "odd" / "rgb_trns.png"
    with Image.open(path) as picture:
        pixels, hidden = np.asarray(picture), picture.info["transparency"]
    expected = np.where((pixels == hidden).all(axis=-1, keepdims=True), _WHITE, pixels)
    assert np.array_equal(np.asarray(_decode(path.read_bytes()).image), expected)


def test_black_and_white() -> None:
    bits = Image.fromarray(_noise(9, 9, 1)[..., 0] > 128)
    assert bits.mode == "1"
    decoded = _decode(_saved(bits, "PNG"))
    assert np.array_equal(_pixels(decoded.image)[..., 2], np.asarray(bits) * 255)


def test_cmyk_jpeg() -> None:
    cmyk = Image.new("CMYK", (64, 64), (0, 255, 255, 0))
    pixel = _decode(_saved(cmyk, "JPEG", quality=95)).image.getpixel((30, 30))
    assert np.abs(np.array(pixel) - (255, 0, 0)).max() <= 4


def test_cmyk_photo(shared_photos: Path) -> None:
    """Saved by another program, which stores the colours inverted."""
    path = shared_photos / "odd" / "pil_sample_cmyk.jpg"
    with Image.open(path) as picture:
        c, m, y, k = (np.asarray(band) / 255 for band in picture.split())
    expected = np.stack([(1 - ink) * (1 - k) for ink in (c, m, y)], axis=-1) * 255
    decoded = _decode(path.read_bytes())
    assert np.abs(_pixels(decoded.image) - expected).max() <= 2
    corner = decoded.image.getpixel((0, 0))
    assert np.abs(np.array(corner) - (255, 10, 20)).max() < 10


def test_lab_shows_the_same_picture_as_avif(shared_photos: Path) -> None:
    lab = _decode((shared_photos / "odd" / "hopper.Lab.tif").read_bytes())
    avif = _decode((shared_photos / "odd" / "hopper.avif").read_bytes())
    assert (lab.format, avif.format) == ("TIFF", "AVIF")
    assert np.abs(_pixels(lab.image) - _pixels(avif.image)).mean() < 6


# Colour profiles


def test_profile_is_converted_to_srgb() -> None:
    pixels = _noise(40, 50)
    decoded = _decode(_saved(Image.fromarray(pixels), "PNG", icc_profile=adobe_profile()))
    expected = adobe_to_srgb(pixels).astype(int)
    assert np.abs(_pixels(decoded.image) - expected).max() <= 2
    assert np.abs(pixels - expected).max() > 50


def test_srgb_profile_changes_nothing() -> None:
    pixels = _noise(40, 50)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    decoded = _decode(_saved(Image.fromarray(pixels), "PNG", icc_profile=profile))
    assert np.array_equal(np.asarray(decoded.image), pixels)


@pytest.mark.parametrize("profile", [b"no profile", adobe_profile()[:300], bytes(5000)])
def test_broken_profile_is_ignored(profile: bytes) -> None:
    pixels = _noise(40, 50)
    decoded = _decode(_saved(Image.fromarray(pixels), "PNG", icc_profile=profile))
    assert np.array_equal(np.asarray(decoded.image), pixels)


def test_profile_of_another_mode_is_ignored() -> None:
    grey = Image.fromarray(_noise(40, 50, 1)[..., 0])
    decoded = _decode(_saved(grey, "PNG", icc_profile=adobe_profile()))
    assert np.array_equal(np.asarray(decoded.image)[..., 0], np.asarray(grey))


# Several pictures in one file


@pytest.mark.parametrize("file_format", ["GIF", "TIFF", "PNG", "WEBP", "MPO", "AVIF"])
def test_first_of_several_pictures(file_format: str) -> None:
    red, blue = Image.new("RGB", (32, 32), "red"), Image.new("RGB", (32, 32), "blue")
    decoded = _decode(_saved(red, file_format, save_all=True, append_images=[blue]))
    assert decoded.format == file_format
    assert np.abs(_pixels(decoded.image) - (255, 0, 0)).max() <= 4


# What is refused


def _eps() -> bytes:
    return _saved(_scene(20, 20), "EPS")


@pytest.mark.parametrize(
    "data",
    [
        _eps(),
        b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\x10\0\0\0\x10\0\x08\0\3" + bytes(800),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        b"%PDF-1.7\n" + bytes(100),
        b"Dear diary, this is no photo.\n" * 20,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        bytes(4096),
    ],
    ids=["EPS", "PSD", "FPX", "PDF", "text", "SVG", "zeros"],
)
def test_other_content_under_a_photo_name(data: bytes) -> None:
    with pytest.raises(UnreadablePhoto, match="holds none in a format") as caught:
        _decode(data, name=b"photo.jpg")
    assert not caught.value.transient


def test_empty_file() -> None:
    with pytest.raises(UnreadablePhoto, match="The file is empty"):
        _decode(b"")


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF"])
def test_truncated_file(file_format: str, kept: float) -> None:
    data = _saved(Image.fromarray(_noise(200, 300)), file_format)
    with pytest.raises(UnreadablePhoto, match=r"ends too early|is damaged"):
        _decode(data[: int(len(data) * kept)])


_UNREADABLE = {
    "broken.png": "is damaged",
    "broken_data_stream.png": "is damaged",
    "corrupted.heic": "HEIC",
    "crash-0c7e0e8e11ce787078f00b5b0ca409a167f070e0.tif": "is damaged",
    "crash-2020-10-test.tif": "is damaged",
    "decompression_bomb.gif": "too large",
    "oom-225817ca0f8c663be7ab4b9e717b02c661e66834.tif": "is damaged",
    "truncated.heic": "HEIC",
    "truncated_image.png": "ends too early",
    "truncated_jpeg.jpg": "ends too early",
    "zPug_3.heic": "HEIC",
}


def test_every_odd_file_gives_a_picture_or_a_sentence(shared_photos: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "PIL")
    wrong = []
    for path in sorted((shared_photos / "odd").iterdir()):
        expected = _UNREADABLE.get(path.name, "")
        try:
            image = _decode(path.read_bytes()).image
        except UnreadablePhoto as error:
            if not expected or expected not in str(error):
                wrong.append((path.name, str(error)))
        else:
            if expected or image.mode != "RGB":
                wrong.append((path.name, image))
    assert not wrong


def test_heic_without_its_extra_says_what_to_install() -> None:
    with pytest.raises(UnreadablePhoto, match=r"reading it needs the HEIC extra.*photo_search\[heic\]"):
        _decode(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(1000))


_SEEDS = [
    _saved(_scene(24, 16), file_format, **options)
    for file_format, options in [
        ("JPEG", {"exif": b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"}),
        ("PNG", {"icc_profile": adobe_profile()}),
        ("GIF", {}),
        ("BMP", {}),
        ("WEBP", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {}),
        ("MPO", {"save_all": True, "append_images": [_scene(24, 16)]}),
    ]
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_gives_a_picture_or_a_sentence(data: st.DataObject, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "PIL")
    seed = bytearray(data.draw(st.sampled_from(_SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        seed[data.draw(st.integers(0, len(seed) - 1))] = data.draw(st.integers(0, 255))
    try:
        decoded = _decode(bytes(seed))
    except UnreadablePhoto as error:
        assert str(error).endswith(".")  # noqa: PT017 - either outcome is right
    else:
        assert decoded.image.mode == "RGB"


# Camera RAW


def test_raw_is_developed() -> None:
    pytest.importorskip("rawpy", reason="the RAW extra is not installed")
    decoded = _decode(dng(1200, 800), name=b"IMG_1.DNG")
    assert (decoded.format, decoded.width, decoded.height, decoded.image.size) == ("DNG", 1200, 800, (600, 400))
    left, right = decoded.image.getpixel((100, 200)), decoded.image.getpixel((500, 200))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] - left[2] > 100
    assert right[2] - right[0] > 100
    assert decoded.embedded.exif[0x0110] == "Raw One"


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_raw_gives_its_preview_upright(orientation: int) -> None:
    pytest.importorskip("rawpy", reason="the RAW extra is not installed")
    upright = _scene(*((1200, 800) if orientation < 5 else (800, 1200)))
    stored = Image.fromarray(np.ascontiguousarray(_TO_STORED[orientation](np.asarray(upright))))
    raw = dng(1200, 800, orientation=orientation, preview=_saved(stored, "JPEG", quality=95))
    decoded = _decode(raw, name=b"a.dng")
    assert (decoded.width, decoded.height) == upright.size
    assert decoded.embedded.orientation == orientation
    assert np.abs(_pixels(decoded.image) - _pixels(upright.resize(decoded.image.size))).max() < 8


def test_raw_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rawpy", None)
    with pytest.raises(UnreadablePhoto, match=r"reading it needs the RAW extra.*photo_search\[raw\]"):
        _decode(dng(600, 400), name=b"a.NEF")


def test_raw_name_on_another_picture() -> None:
    pytest.importorskip("rawpy", reason="the RAW extra is not installed")
    assert _decode(_saved(_scene(60, 40), "JPEG"), name=b"a.dng").format == "JPEG"


@pytest.mark.parametrize("kept", [100, 5_000, 200_000])
def test_truncated_raw(kept: int) -> None:
    pytest.importorskip("rawpy", reason="the RAW extra is not installed")
    with pytest.raises(UnreadablePhoto):
        _decode(dng(600, 400)[:kept], name=b"a.dng")
