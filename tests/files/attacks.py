"""Files made to do harm, by the kind of file and by what they try."""

import io
import re
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

from pct_tracker.importing.readers.package import OLD_OFFICE
from tests.files.packages import Sheet, excel, open_document, word, word_table, zipped

Attacks = dict[str, Callable[[], bytes]]
HEADINGS = ("Date", "Type of Activity", "Content", "Description of the Activity", "Co-organizer(s)", "Location")
HEADINGS += ("Origin of Participants", "Type of Participants", "Number of Participants")
ROW = ("2024-02", "PCT Seminar", "B, C", "National Seminar", "", "Oman (OM)", "Oman (OM)", "Offices", "10")

# Whole small files of each kind


def xliff(inner: str = "") -> bytes:
    """A file of texts for translators."""
    unit = '<unit id="k" name="title"><segment><source>a</source><target>b</target></segment></unit>'
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
    return f'{head}<file id="f">{unit}{inner}</file></xliff>'.encode()


WHOLE: dict[str, Callable[[], bytes]] = {
    ".docx": lambda: word(word_table([HEADINGS, ROW])),
    ".dotx": lambda: word("{{ symbol }}"),
    ".xlsx": lambda: excel(Sheet("S", [HEADINGS, ROW])),
    ".ods": lambda: open_document("S", [HEADINGS, ROW]),
    ".xlf": xliff,
    ".html": lambda: b"<html><body><p>(2024)</p><table><tr><td>a<td>b</table></body></html>",
    ".json": lambda: b'[{"month": "2024-02", "title": "a"}]',
    ".csv": lambda: (",".join(HEADINGS) + "\n" + ",".join(f'"{cell}"' for cell in ROW)).encode(),
    ".pdf": lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]/Count 1>>endobj\n%%EOF",
    ".db": lambda: b"SQLite format 3\x00" + bytes(4080),
}
LIKE = {".xls": ".xlsx", ".xliff": ".xlf", ".htm": ".html", ".tsv": ".csv", ".txt": ".csv"}
PACKAGES = {".docx", ".dotx", ".xlsx", ".xls", ".ods"}
MAIN_PARTS = {
    ".docx": ("word/document.xml", "[Content_Types].xml", "_rels/.rels"),
    ".dotx": ("word/document.xml", "[Content_Types].xml", "_rels/.rels"),
    ".xlsx": ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml"),
    ".ods": ("content.xml", "META-INF/manifest.xml"),
}


def whole(kind: str) -> bytes:
    """A small file of this kind that means no harm."""
    return WHOLE[LIKE.get(kind, kind)]()


def members(data: bytes) -> dict[str, str | bytes]:
    """What stands in a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


# Attacks on any file


def _ciphered(data: bytes) -> bytes:
    """The package with all members said to be under a password."""
    made = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(sign, at + 4)
    return bytes(made)


def _lying(data: bytes) -> bytes:
    """The package with members said to unpack to five bytes."""
    made = bytearray(data)
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 24 : at + 28] = (5).to_bytes(4, "little")
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def _with(data: bytes, *infos: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        for info, content in infos:
            package.writestr(info, content)
    return stream.getvalue()


def _link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target.encode()


def _nested(data: bytes) -> bytes:
    for _ in range(8):
        data = zipped({"word/document.xml": data, "xl/workbook.xml": data, "content.xml": data})
    return data


PACKAGE_ATTACKS: dict[str, Callable[[bytes], bytes]] = {
    "names that climb out of the folder": lambda data: _with(data, ("../../climbed.txt", b"x"), ("/climbed.txt", b"x")),
    "names of another system": lambda data: _with(data, ("..\\..\\climbed.txt", b"x"), ("C:\\climbed.txt", b"x"), ("con", b"x")),
    "a link in the place of a file": lambda data: _with(data, _link("word/media/a.png", "/etc/passwd"), _link("xl/a", "..")),
    "members under a password": _ciphered,
    "a password around all": lambda _data: OLD_OFFICE + bytes(4_000),
    "sizes that are lies": _lying,
    "packages in packages": _nested,
    "a bomb beside the rest": lambda data: _with(data, ("word/media/a.bin", bytes(60_000_000))),
    "a bomb of one part": lambda data: zipped(members(data) | dict.fromkeys(list(members(data))[-1:], b" " * 40000000)),
    "very many members": lambda data: b"PK\x03\x04" + bytes(30) + (b"PK\x01\x02" + bytes(42)) * 200_000 + data,
    "no members": lambda _data: zipped({}),
    "macros": lambda data: _with(data, ("word/vbaProject.bin", OLD_OFFICE), ("xl/vbaProject.bin", OLD_OFFICE)),
    "cut short": lambda data: data[: len(data) * 2 // 3],
}

# Attacks on markup: what stands before the root, and what stands in it

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
) + "]>"  # fmt: skip
MARKUP_ATTACKS: dict[str, tuple[str, str]] = {
    "laughs in a text": (LAUGHS, "&j;"),
    "laughs in an attribute": (LAUGHS, '<x a="&j;"/>'),
    "one long entity very often": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 20_000),
    "an entity that is a file": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>', "&e;"),
    "an entity in an attribute that is a file": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{secret}">]>', '<x a="&e;"/>'),
    "an entity of the network": ('<!DOCTYPE x [<!ENTITY e SYSTEM "http://localhost:9/">]>', "&e;"),
    "a definition that is a file": ('<!DOCTYPE x SYSTEM "{secret}">', "&e;"),
    "a definition of the network": ('<!DOCTYPE x PUBLIC "-//X//Y" "http://localhost:9/x.dtd">', "&e;"),
    "an entity of the definition": ('<!DOCTYPE x [<!ENTITY % p SYSTEM "{secret}"> %p;]>', "&e;"),
    "an entity that holds itself": ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "an inclusion": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'),
    "a style sheet": ('<?xml-stylesheet type="text/xsl" href="{secret}"?>', "<x/>"),
    "a schema": ("", '<x xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="a {secret}"/>'),
    "elements without end": ("", "<x>" * 100_000),
    "deep elements": ("", "<x>" * 3_000 + "</x>" * 3_000),
    "an attribute of a megabyte": ("", f'<x a="{"a" * 11_000_000}"/>'),
    "very many attributes": ("", "<x " + " ".join(f'a{at}=""' for at in range(50_000)) + "/>"),
    "very many names": ("", "".join(f"<x{at}/>" for at in range(50_000))),
    "very many elements": ("", "<x/>" * 400_000),
    "half a pair": ("", "&#xD800;&#xDFFF;&#0;"),
    "an unknown encoding": ('<?xml version="1.0" encoding="x-nobody"?>', ""),
    "an encoding that hides its brackets": ('<?xml version="1.0" encoding="UTF-7"?>', "+ADw-x/+AD4-"),
}


def spoilt(markup: bytes, attack: str, secret: Path) -> bytes:
    """Markup with an attack before its root and in it."""
    before, inside = (text.replace("{secret}", secret.as_uri()) for text in MARKUP_ATTACKS[attack])
    text = re.sub(r"^<\?xml[^>]*\?>", "", markup.decode())
    end = re.search(r"^\s*<[^>]+[^/]>", text)
    at = end.end() if end else len(text)
    return f"{before}{text[:at]}{inside}{text[at:]}".encode()


# Attacks on texts

JSON_ATTACKS: Attacks = {
    "deep arrays": lambda: b"[" * 200_000,
    "deep objects": lambda: b'{"a":' * 200_000,
    "no number": lambda: b'[{"participants": NaN, "month": Infinity}]',
    "a huge number": lambda: b'[{"participants": ' + b"9" * 4_000 + b', "title": "a", "month": "2024-02"}]',
    "a number beyond reading": lambda: b'[{"participants": ' + b"9" * 400_000 + b"}]",
    "half a pair": lambda: b'[{"title": "\\ud800", "month": "2024-02", "participants": "1"}]',
    "the same name twice": lambda: b'[{"title": "a", "title": {"title": ["a"]}, "month": "2024-02"}]',
    "a cell of many megabytes": lambda: b'[{"title": "' + b"a" * 30_000_000 + b'", "month": "2024-02"}]',
    "a name of many megabytes": lambda: b'[{"' + b"a" * 20_000_000 + b'": 1}]',
    "each object with names of its own": lambda: b"[" + b",".join(b'{"a%d":1}' % at for at in range(20_000)) + b"]",
    "not characters": lambda: b"\xff\xfe\xfd[]",
    "a front page with halves": lambda: b'{"symbol": "\\udfff", "title": {"en": "\\ud800"}, "dated": "9999-99-99"}',
}
TEXT_ATTACKS: Attacks = {
    "a cell of many megabytes": lambda: ",".join(HEADINGS).encode() + b"\n" + b"a" * 30_000_000,
    "very many columns": lambda: b"a," * 900_000 + b"\n" + b"b;" * 900_000,
    "very many lines": lambda: b"a,b\n" * 100_000,
    "an open quotation": lambda: ",".join(HEADINGS).encode() + b'\n"' + b"a,\n" * 100_000,
    "zeros": lambda: bytes(1_000_000) + b"a",
    "a mark of another encoding": lambda: b"\xff\xfe\x00\x00" + b"a" * 1_001,
    "half characters": lambda: b"\xff\xfe" + b"\x00\xd8" * 100_000,
    "gaps without end": lambda: (b"a" + b" " * 500) * 1_000,
    "tabs without end": lambda: b"\ta\n" * 200_000,
}
HTML_ATTACKS: Attacks = {
    "what a browser would fetch": lambda: (
        b"".join(
            b'<%s src="http://localhost:9/" href="//localhost:9/" data="//localhost:9" style="background:url(//localhost:9)">'
            % tag
            for tag in (
                b"img",
                b"script",
                b"iframe",
                b"link",
                b"object",
                b"embed",
                b"video",
                b"input type=image",
                b"base",
                b"body",
            )
        )
        + b'<meta http-equiv="refresh" content="0;url=http://localhost:9/"><table><tr><td>a<td>b</table>'
    ),
    "a definition": lambda: b'<!DOCTYPE html SYSTEM "http://localhost:9/x.dtd" [<!ENTITY a "b">]><table><tr><td>&a;<td>b</table>',
    "deep elements": lambda: b"<div>" * 200_000,
    "deep elements in a cell": lambda: b"<table><tr><td>" + b"<b>" * 50_000 + b"a",
    "deep tables": lambda: b"<table><tr><td>" * 20_000,
    "very many tables": lambda: b"<table><tr><td colspan=200></table>" * 30_000,
    "cells over everything": lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>a" * 5_000,
    "a mark of another encoding": lambda: b'<meta charset="utf-7"><table><tr><td>+ADw-script+AD4-</table>',
    "an encoding that is none": lambda: b'<meta charset="zip"><table><tr><td>a</table>',
    "a comment without end": lambda: b"<!--" * 100_000,
    "an attribute of many megabytes": lambda: b'<p a="' + b"a" * 12_000_000 + b'">',
}
BACKUP_ATTACKS: Attacks = {
    "a log without tables": lambda: b"SQLite format 3\x00" + bytes(4080),
    "no log": lambda: b"x" * 5_000,
    "nothing": lambda: b"",
}
PDF_ATTACKS: Attacks = {
    "a page that holds itself": WHOLE[".pdf"],
    "no pages": lambda: b"%PDF-1.7\n%%EOF",
    "deep arrays": lambda: b"%PDF-1.7\n1 0 obj" + b"[" * 20_000 + b"\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
}
SEGMENT = "<segment><source>{}</source></segment>"
XLIFF_ATTACKS: Attacks = {
    "units in units": lambda: xliff(
        '<unit id="a">' * 200 + "<segment><source>" + "a" * 1_000_000 + "</source></segment>" + "</unit>" * 200
    ),
    "sources in sources": lambda: xliff('<unit id="a">' + SEGMENT.format(SEGMENT.format("a" * 2_000_000)) + "</unit>"),
    "very many used": lambda: xliff('<unit id="a"><notes><note category="used-in">' + "9 " * 10**6 + "</note></notes></unit>"),
}


_BY_KIND: dict[str, Attacks] = {
    ".json": JSON_ATTACKS,
    ".csv": TEXT_ATTACKS,
    ".html": HTML_ATTACKS,
    ".db": BACKUP_ATTACKS,
    ".pdf": PDF_ATTACKS,
    ".xlf": XLIFF_ATTACKS,
}


def attacks_on(kind: str, *, everywhere: bool = True) -> list[str]:
    """The names of all attacks that a file of this kind may carry.

    Those on markup go into every main part of a package, or, if not `everywhere`, each into one of them, in turn.
    """
    like = LIKE.get(kind, kind)
    if kind in PACKAGES:
        parts = MAIN_PARTS[like]
        turns = [parts if everywhere else (parts[at % len(parts)],) for at in range(len(MARKUP_ATTACKS))]
        return [*PACKAGE_ATTACKS, *(f"{one} in {part}" for one, some in zip(MARKUP_ATTACKS, turns, strict=True) for part in some)]
    return [*_BY_KIND[like], *(MARKUP_ATTACKS if like == ".xlf" else ())]


def hostile(kind: str, attack: str, secret: Path) -> bytes:
    """A file of this kind with an attack; `secret` is a file that none may show."""
    like = LIKE.get(kind, kind)
    if kind not in PACKAGES:
        return spoilt(xliff(), attack, secret) if attack in MARKUP_ATTACKS else _BY_KIND[like][attack]()
    if attack in PACKAGE_ATTACKS:
        return PACKAGE_ATTACKS[attack](whole(kind))
    bare, _, part = attack.rpartition(" in ")
    parts = members(whole(kind))
    return zipped(parts | {part: spoilt(bytes(parts[part]), bare, secret)})
