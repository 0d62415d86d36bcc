"""What a template from outside may hold: words, tables, pictures; nothing that runs or fetches.

A Word file is a package of parts. One that carries macros, embedded objects, or asks Word to
fetch something when it is opened is refused, in words that say what was found; so is one that
is packed to burst. The link to another template, which Word leaves in every document that was
made from one, is dropped by `without_links`.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docx.opc.part import XmlPart
from lxml import etree

from rapporteur.domain.errors import UserError

if TYPE_CHECKING:
    from docx.document import Document

_MEGABYTE = 1024 * 1024
_MOST_PACKED = 20 * _MEGABYTE
_MOST_UNPACKED = 60 * _MEGABYTE
_MOST_XML = 3 * _MEGABYTE  # of one part: templates have a tenth of it, and more takes too long
_MOST_PARTS = 1000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"

# What a part may not be, by its name or its type, and how it is called.
_REFUSED_PARTS = (
    (re.compile(rb"macroEnabled|vbaProject|vbaData", re.IGNORECASE), "macros"),
    (re.compile(rb"activeX|keyMapCustomizations|attachedToolbars", re.IGNORECASE), "controls"),
    (re.compile(rb"oleObject|embeddings/|/package\"", re.IGNORECASE), "an embedded object"),
    (re.compile(rb"afchunk|aFChunk", re.IGNORECASE), "a piece of another file"),
    (re.compile(rb"webextension|customUI|ui/extensibility", re.IGNORECASE), "an add-in"),
)
# What a part may not hold, by the local names of elements: a namespace may have two addresses.
_REFUSED_ELEMENTS = {
    "altChunk": ("holds a piece of another file", "template.active"),
    "subDoc": ("holds a piece of another file", "template.active"),
    "mailMerge": ("asks a database for its data", "template.external"),
    "saveThroughXslt": ("is to be changed by another file", "template.external"),
}
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
_VML = frozenset({"urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"})
# The kinds of links that Word follows by itself; a hyperlink waits for a click.
_CLICKED = ("/hyperlink",)
_DROPPED = ("/attachedTemplate",)
# Fields that count, name or refer; every other one may fetch or start something.
_FIELDS = frozenset({
    "ADVANCE", "CREATEDATE", "DATE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK",
    "NOTEREF", "NUMPAGES", "PAGE", "PAGEREF", "PRINTDATE", "REF", "SAVEDATE", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SYMBOL", "TC", "TIME", "TOC", "XE",
})  # fmt: skip


def examine(path: Path) -> None:
    """Raise UserError "template.*" where `path` is no .docx file that may serve as a template."""
    try:
        if path.stat().st_size > _MOST_PACKED:
            raise _refusal(path, "is too big for a template", "template.size")
        with zipfile.ZipFile(path) as package:
            _examine_package(path, package)
    except OSError as error:
        raise _refusal(
            path, f"cannot be read: {error.strerror or type(error).__name__}", "template.unreadable"
        ) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, etree.XMLSyntaxError, ValueError,
            NotImplementedError, RuntimeError, KeyError) as error:  # fmt: skip
        raise unreadable(path) from error


def unreadable(path: Path) -> UserError:
    """The words for what is no Word document, whatever it is called."""
    return _refusal(path, "is no Word document, or it is damaged", "template.no_document")


def without_links(document: Document) -> None:
    """Drop the link to the template that `document` was made from: Word would look for it."""
    for part in document.part.package.iter_parts():
        for key, link in list(part.rels.items()):
            if link.is_external and link.reltype.endswith(_DROPPED):
                for element in document.settings.element.findall(f"{_W}attachedTemplate"):
                    document.settings.element.remove(element)
                del part.rels[key]


def examine_filled(path: Path, document: Document) -> None:
    """The same for the fields of what was made of the template at `path`: its tags may have left
    out the beginning of a field, or put another text into it. Raises UserError "template.*"."""
    for part in document.part.package.iter_parts():
        if part.content_type.endswith("xml"):
            element = part.element if isinstance(part, XmlPart) else _parsed(path, part.blob)
            _refuse_content(path, element)


def _examine_package(path: Path, package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _MOST_UNPACKED:
        raise _refusal(path, "is too big for a template", "template.size")
    for entry in entries:
        _refuse_parts(path, entry.filename.encode())
        named = entry.filename.endswith((".xml", ".rels"))
        if not named and not _looks_like_xml(package, entry):
            continue
        if entry.file_size > _MOST_XML:
            raise _refusal(path, "is too big for a template", "template.size")
        data = package.read(entry)
        if entry.filename == "[Content_Types].xml":
            _refuse_parts(path, data)
            if _TEMPLATE.encode() in data:
                raise _refusal(
                    path, "is a Word template (.dotx)", "template.dotx",
                    "Save it in Word as a document (.docx) and choose that.",
                )  # fmt: skip
            if _DOCUMENT.encode() not in data:
                raise KeyError(_DOCUMENT)
        root = _parsed(path, data)
        if entry.filename == "[Content_Types].xml":
            for one in root:
                _refuse_parts(path, " ".join(map(str, one.attrib.values())).encode())
        elif entry.filename.endswith(".rels"):
            _refuse_links(path, root)
        else:
            _refuse_content(path, root)


def _looks_like_xml(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part is XML whatever it is called: its name is not what makes Word read it."""
    with package.open(entry) as part:
        return part.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _parsed(path: Path, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise _refusal(path, "declares entities, which no Word document does", "template.entities")
    return root


def _refuse_parts(path: Path, text: bytes) -> None:
    for pattern, named in _REFUSED_PARTS:
        if pattern.search(text):
            raise _refusal(path, f"holds {named}", "template.active")


def _refuse_links(path: Path, root: etree._Element) -> None:
    for link in root:
        kind = str(link.get("Type", ""))
        external = str(link.get("TargetMode", "")).casefold() == "external"
        if external and not kind.endswith(_CLICKED + _DROPPED):
            what = kind.rsplit("/", 1)[-1]
            raise _refusal(path, f"fetches something from elsewhere ({what})", "template.external")
        _refuse_parts(path, f"{kind} {link.get('Target', '')}".encode())


def _refuse_content(path: Path, root: etree._Element) -> None:
    """Refuse what fetches, links or starts something: elements, addresses of pictures, fields."""
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.localname in _REFUSED_ELEMENTS:
            raise _refusal(path, *_REFUSED_ELEMENTS[name.localname])
        if name.namespace in _VML:
            for key in ("src", "{urn:schemas-microsoft-com:office:office}href"):
                if _ELSEWHERE.match(str(element.get(key, ""))):
                    raise _refusal(
                        path, "fetches something from elsewhere (picture)", "template.external"
                    )
    for code in _field_codes(root):
        word = code.split(maxsplit=1)[0].upper() if code.strip() else ""
        if word not in _FIELDS:
            raise _refusal(
                path, f"holds the field “{code.strip()[:40]}”, which may fetch or start something",
                "template.field",
            )  # fmt: skip


def _field_codes(root: etree._Element) -> Iterator[str]:
    """The codes of all fields of a part; those of a field in a field stand apart."""
    for simple in root.iter("{*}fldSimple"):
        yield _of(simple, "instr")
    open_codes: list[list[str]] = []
    for element in root.iter("{*}fldChar", "{*}instrText", "{*}delInstrText"):
        if etree.QName(element).localname != "fldChar":
            if not open_codes:
                yield element.text or ""
            else:
                open_codes[-1].append(element.text or "")
        elif _of(element, "fldCharType") == "begin":
            open_codes.append([])
        elif _of(element, "fldCharType") == "end" and open_codes:
            yield "".join(open_codes.pop())
    yield from ("".join(parts) for parts in open_codes)


def _of(element: etree._Element, name: str) -> str:
    """An attribute by its local name."""
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name),
        "",
    )


def _refusal(path: Path, problem: str, code: str, advice: str = "") -> UserError:
    return UserError(
        code,
        f"The template {path.name} {problem}.",
        safe="Nothing was written, and nothing in it was run.",
        advice=advice or "Take the program's own template, or copy it and edit the copy in Word.",
    )
