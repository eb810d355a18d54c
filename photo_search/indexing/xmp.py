"""An XMP packet -> the simple properties in it (ISO 16684-1)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

_LARGEST = 2_000_000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"

DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
EXIF_EX = "{http://cipa.jp/exif/1.0/}"
AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"


def read_xmp(packet: bytes) -> dict[str, list[str]]:
    """Return the values of each property by its name with the name space in braces; nothing of a damaged packet.

    A list or a choice of languages gives all of its items; structures give nothing.
    """
    text = packet.decode("utf-8", "replace").strip("\0\ufeff \t\r\n")
    # Only a document type can define entities, which may multiply or lead elsewhere; XMP has none.
    if not text or len(text) > _LARGEST or "<!DOCTYPE" in text:
        return {}
    try:
        root = ET.fromstring(text)  # noqa: S314 - no document type, hence no entities
    except (ET.ParseError, ValueError):
        return {}
    properties: dict[str, list[str]] = {}
    for description in root.iterfind(f".//{_RDF}RDF/{_RDF}Description"):
        for name, value in description.attrib.items():
            properties.setdefault(name, []).append(value)
        for element in description:
            items = element.findall(f"*/{_RDF}li") or [element]
            properties.setdefault(element.tag, []).extend(item.text for item in items if item.text)
    return properties
