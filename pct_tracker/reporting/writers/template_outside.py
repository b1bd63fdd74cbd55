"""What a Word template may not bring along: macros, and whatever is fetched when somebody opens the document made of it."""

import re
from typing import Any
from zipfile import ZipFile

from lxml import etree

from pct_tracker.domain.errors import UserError

_RELATION = "{*}Relationship"
_PARSER: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_ACTIVE_PART = re.compile(r"vbaproject|vbadata|activex|customui", re.IGNORECASE)
_ACTIVE_RELATION = re.compile(r"/(?:oleObject|control|subDocument|frame|aFChunk|vbaProject)$")
_ORIGIN = "/attachedTemplate"
"""The template that a document was once made from: Word would look for it, and no document needs it."""

_SETTINGS = re.compile(r"word/settings\d*\.xml")
_ATTACHED = re.compile(
    rb"<(?:\w+:)?attachedTemplate\b[^>]*?/>|<(?:\w+:)?attachedTemplate\b.*?</(?:\w+:)?attachedTemplate>", re.DOTALL
)
_FETCHING_FIELD = re.compile(
    r"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)


def check_self_contained(package: ZipFile) -> None:
    """Raises UserError word-template.not-self-contained for macros, linked parts, and fields that fetch or run something.

    Links that somebody has to click are none of these.
    """
    for name in package.namelist():
        if _ACTIVE_PART.search(name):
            raise _refused(name)
        if name.endswith(".rels"):
            _check_relations(package.read(name))
        elif name.startswith("word/") and name.endswith(".xml"):
            _check_fields(package.read(name))


def without_origin(name: str, content: bytes) -> bytes:
    """A part without the mention of the template that it was once made from."""
    if _SETTINGS.fullmatch(name):
        return _ATTACHED.sub(b"", content)
    if not name.endswith(".rels") or _ORIGIN.encode() not in content:
        return content
    root = etree.fromstring(content, etree.XMLParser(**_PARSER))
    for relation in root.findall(_RELATION):
        if str(relation.get("Type")).endswith(_ORIGIN):
            root.remove(relation)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _check_relations(content: bytes) -> None:
    for relation in _root(content).iter(_RELATION):
        kind, target = str(relation.get("Type")), str(relation.get("Target"))
        is_outside = relation.get("TargetMode") == "External" and not kind.endswith(("/hyperlink", _ORIGIN))
        if is_outside or _ACTIVE_RELATION.search(kind):
            raise _refused(target)


def _check_fields(content: bytes) -> None:
    """Looks at what each field is told to do, also where its instruction is cut into runs or stands in another field."""
    if b"instrText" not in content and b"fldSimple" not in content:
        return
    told = [""]
    for element in _root(content).iter("{*}fldSimple", "{*}fldChar", "{*}instrText"):
        match str(element.tag).rpartition("}")[2]:
            case "fldSimple":
                _check_field(_attribute(element, "instr"))
            case "instrText":
                told[-1] += element.text or ""
            case _ if _attribute(element, "fldCharType") == "begin":
                told.append("")
            case _ if _attribute(element, "fldCharType") == "end":
                _check_field(told.pop() if len(told) > 1 else "")
    for one in told:
        _check_field(one)


def _check_field(instruction: str) -> None:
    if found := _FETCHING_FIELD.match(instruction):
        raise _refused(found.group().strip())


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _root(content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content, etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as trouble:
        raise UserError("word-template.damaged") from trouble


def _refused(place: str) -> UserError:
    return UserError("word-template.not-self-contained", place=place[:60])
