"""The words of the editor, in the language of the desk: scripts have none of their own."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Return the editor's words by the names that its scripts know them by."""
    return {**_kinds(), **_cards(), **_picking(), **_writing()}


def _kinds() -> dict[str, str]:
    return {
        "picture": _("Picture"),
        "gallery": _("Gallery"),
        "related": _("Related link"),
        "quote": _("Quote"),
        "facts": _("Fact box"),
        "embed": _("Embed"),
        "subhead": _("Subhead"),
        "smallhead": _("Small subhead"),
        "paragraph": _("Paragraph"),
        "list": _("List"),
        "numbers": _("Numbered list"),
    }


def _cards() -> dict[str, str]:
    return {
        "gone": _("It is not there any more. Readers see nothing here."),
        "unreachable": _("The preview could not be loaded. The text is safe."),
        "edit": _("Edit"),
        "nofile": _("There is no file yet."),
        "nocaption": _("No caption yet."),
        "nocredit": _("No credit line yet."),
        "clicked": _("Loaded only when a reader clicks."),
    }


def _picking() -> dict[str, str]:
    return {
        "search": _("Search"),
        "nothing": _("Nothing found."),
        "failed": _("The desk did not answer. Try again."),
        "close": _("Close"),
        "insertIt": _("Insert"),
        "new": _("New…"),
        "inTheList": _("Search in the list…"),
        "dragHint": _("Click to insert, or drag into the text."),
        "choose": _("Choose for a gallery"),
        "chosen": _("Pictures chosen:"),
        "galleryTitle": _("Title of the gallery"),
        "asGallery": _("Insert as a gallery"),
        "asPictures": _("Insert as pictures"),
        "upload": _("Upload…"),
        "uploadTitle": _("Upload pictures"),
        "chooseFiles": _("Choose files, or drop them on the text"),
        "label": _("Label"),
        "readAlso": _("Read also"),
        "orTyped": _("Or write it yourself"),
        "title": _("Title as printed"),
        "address": _("Address"),
        "addressOfEmbed": _("Address of the film or post"),
        "notAnAddress": _("Write an address that begins with https://."),
        "textOfEmbed": _("What it is"),
        "results": _("Found"),
        "newest": _("The newest come first."),
    }


def _writing() -> dict[str, str]:
    return {
        "insert": _("Insert"),
        "toolbar": _("Tools for the text"),
        "text": _("Text"),
        "empty": _("Write, or type / to insert something."),
        "whoSaidIt": _("Who said it?"),
        "titleOfFacts": _("Title of the fact box"),
        "noMatch": _("Nothing to insert by that name."),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "addLink": _("Link"),
        "removeLink": _("Remove the link"),
    }
