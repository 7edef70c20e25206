"""What is said of picture files that cannot be taken, kept or read, in the language of the page."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from articles.imaging.opening import Reason, Unusable


def in_words(error: Unusable, name: str = "") -> str:
    """Return the sentence for why a file cannot be taken, with what to do.

    Args:
        error: what is wrong with it.
        name: what the file is called, "" where that is not known or already said.
    """
    values: dict[str, Any] = {key: value for key, value in error.values.items() if isinstance(value, str | int)}
    values.setdefault("format", _("picture file"))
    values["file"] = _("“%(name)s”") % {"name": name} if name else _("The file")
    return _SENTENCES[error.reason](values)


def _empty(values: dict[str, Any]) -> str:
    return _("%(file)s is empty: 0 bytes arrived. Upload it again.") % values


def _too_many_bytes(values: dict[str, Any]) -> str:
    shown = {key: filesizeformat(values.get(key, 0)) for key in ("size", "limit")}
    return _(
        "%(file)s has %(size)s, and at most %(limit)s are taken. Save it with a higher compression, or smaller."
    ) % (values | shown)


def _too_many_pixels(values: dict[str, Any]) -> str:
    limit = f"{values.get('limit', 0) // 1_000_000}"
    if not values.get("width") or not values.get("height"):
        return _("%(file)s has more than %(limit)s million pixels, which is too many. Make it smaller first.") % (
            values | {"limit": limit}
        )
    return _(
        "%(file)s has %(width)s × %(height)s pixels, and at most %(limit)s million are taken of a %(format)s. "
        "Make it smaller first."
    ) % (values | {"limit": limit})


def _not_a_picture(values: dict[str, Any]) -> str:
    return (
        _("%(file)s is no picture, whatever its name says. Upload a JPEG, PNG, WebP, AVIF or GIF that opens.") % values
    )


def _format_not_taken(values: dict[str, Any]) -> str:
    return (
        _(
            "%(file)s is a file of the kind %(format)s, which is not taken. "
            "Save it as JPEG, PNG, WebP or AVIF and upload that."
        )
        % values
    )


def _broken(values: dict[str, Any]) -> str:
    return _("%(file)s is a %(format)s that is broken inside. Export the picture again and upload that.") % values


def _truncated(values: dict[str, Any]) -> str:
    return (
        _("%(file)s is a %(format)s that breaks off before its end. Copy it again from where it came and upload it.")
        % values
    )


def _overloaded(values: dict[str, Any]) -> str:
    return (
        _(
            "%(file)s is a %(format)s made of more pieces than any camera or program writes. "
            "Export the picture again and upload that."
        )
        % values
    )


_SENTENCES = {
    Reason.EMPTY: _empty,
    Reason.TOO_MANY_BYTES: _too_many_bytes,
    Reason.TOO_MANY_PIXELS: _too_many_pixels,
    Reason.NOT_A_PICTURE: _not_a_picture,
    Reason.FORMAT_NOT_TAKEN: _format_not_taken,
    Reason.BROKEN: _broken,
    Reason.TRUNCATED: _truncated,
    Reason.OVERLOADED: _overloaded,
}
