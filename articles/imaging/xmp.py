"""XMP: the packet of RDF in which programs of today say whose a picture is. Read as foreign XML, by known names.

Positions, edit histories, thumbnails and whatever else a packet holds are not read at all.
"""

from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from articles.imaging.words import tidy

MOST_BYTES: Final = 1_000_000
_MOST_VALUES: Final = 200
_DEEPEST: Final = 6
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://www.metadataworkinggroup.com/schemas/keywords/": "mwg-kw",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
}
_ALL_OF: Final = frozenset({"dc", "photoshop", "Iptc4xmpCore", "xmpRights", "mwg-kw"})
_SOME: Final = frozenset({
    "Iptc4xmpExt:Event", "Iptc4xmpExt:PersonInImage", "Iptc4xmpExt:OrganisationInImageName",
    "Iptc4xmpExt:DigitalSourceType", "Iptc4xmpExt:LocationCreated", "Iptc4xmpExt:LocationShown",
    "Iptc4xmpExt:Sublocation", "Iptc4xmpExt:City", "Iptc4xmpExt:ProvinceState", "Iptc4xmpExt:CountryName",
    "Iptc4xmpExt:CountryCode", "Iptc4xmpExt:WorldRegion", "Iptc4xmpExt:LocationName",
    "plus:CopyrightOwner", "plus:CopyrightOwnerName", "plus:ImageCreator", "plus:ImageCreatorName",
    "plus:ImageSupplier", "plus:ImageSupplierName", "plus:Licensor", "plus:LicensorName", "plus:LicensorURL",
    "plus:CreditLineRequired", "plus:DataMining",
    "xmp:CreateDate", "exif:DateTimeOriginal", "tiff:Artist", "tiff:Copyright", "tiff:ImageDescription",
})  # fmt: skip
# Of photoshop, what is no word about the picture; and how its editor worked.
_NOT: Final = frozenset({"photoshop:DocumentAncestors", "photoshop:TextLayers", "photoshop:History"})


def read_xmp(packet: bytes) -> dict[str, Any]:
    """Return the known properties of `packet` by their usual names ("dc:creator"); {} where it is no sound XML.

    A value is a text, a list of values, or a dictionary for a structure. Of texts in several languages the general
    one is taken, else the German, else the first.
    """
    if not packet or len(packet) > MOST_BYTES:
        return {}
    try:
        root = fromstring(packet.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: dict[str, Any] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in _properties(description, 0).items():
            found.setdefault(name, value)
    return found


def _properties(node: Element, depth: int) -> dict[str, Any]:
    """Return the known properties of a description: its attributes and its children."""
    found: dict[str, Any] = {}
    for key, text in node.attrib.items():
        name = _name(key)
        if name and tidy(text):
            found[name] = tidy(text)
    for child in node[:_MOST_VALUES]:
        name = _name(child.tag)
        if name:
            value = _value(child, depth + 1)
            if value:
                found.setdefault(name, value)
    return found


def _value(node: Element, depth: int) -> Any:
    if depth > _DEEPEST:
        return ""
    for child in node[:1]:
        if child.tag == f"{_RDF}Alt":
            return _in_our_language(child, depth)
        if child.tag in {f"{_RDF}Bag", f"{_RDF}Seq"}:
            return [value for item in child[:_MOST_VALUES] if (value := _value(item, depth + 1))]
        if child.tag == f"{_RDF}Description":
            return _properties(child, depth)
        return _properties(node, depth)
    known = _properties(node, depth)
    return known or tidy(node.text or "")


def _in_our_language(alternatives: Element, depth: int) -> Any:
    texts = [(item.get(_LANGUAGE, "").lower(), _value(item, depth + 1)) for item in alternatives[:_MOST_VALUES]]
    texts = [(language, text) for language, text in texts if text]
    for wanted in ("x-default", "de"):
        for language, text in texts:
            if language == wanted or language.startswith(f"{wanted}-"):
                return text
    return texts[0][1] if texts else ""


def _name(tag: Any) -> str:
    """Return "dc:creator" for a tag of ElementTree that is read, "" for others."""
    if not isinstance(tag, str):  # a comment
        return ""
    space, _, local = tag.removeprefix("{").partition("}")
    prefix = _SPACES.get(space, "")
    name = f"{prefix}:{local}"
    return name if (prefix in _ALL_OF and name not in _NOT) or name in _SOME else ""
