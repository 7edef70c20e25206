"""Pictures with what belongs to them: caption, credit line, rights, crops, and the smaller copies that readers get."""

import datetime
import uuid as uuid_module
from pathlib import PurePosixPath
from typing import Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from articles.models.people import Agency

RENDITIONS = "__processed__"  # the folder of the smaller copies; a web server in front may serve it by itself
DESK_ONLY = "desk-"  # how the tokens of pictures begin whose rights have run out: what lies there is for the desk
_ENDINGS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}


def original_path(picture: "Picture", filename: str) -> str:
    """Return where the original of `picture` is stored: a name that tells nothing of a draft and that nobody works out.

    The UUID of an imported picture follows from its text and caption, and where its renditions are follows from this
    name. So the name is made of the UUID with the secret of the house.
    """
    name = salted_hmac("articles.models.pictures", picture.uuid.hex, algorithm="sha256").hexdigest()[:32]
    return f"originals/{name[:2]}/{name}{PurePosixPath(filename).suffix.lower()}"


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures by what is still to be done about them."""

    def waiting(self) -> Self:
        """Return the pictures whose renditions are still to be made, the oldest first."""
        return self.filter(rendered_at__isnull=True).exclude(file="").order_by("pk")


class Picture(models.Model):
    """A picture. Its file may be missing: a text names its pictures before anybody has them.

    Width and height are those of the picture held upright. The renditions lie under a token that changes whenever they
    are made anew, and that nobody works out: a rendition's address is served for ever.
    """

    uuid = models.UUIDField(_("UUID"), default=uuid_module.uuid4, unique=True, editable=False)
    file = models.FileField(_("file"), upload_to=original_path, blank=True, max_length=200)
    file_type = models.CharField(_("kind of file"), max_length=10, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), blank=True, null=True, editable=False)
    width = models.PositiveIntegerField(_("width"), blank=True, null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), blank=True, null=True, editable=False)
    focal_point = models.CharField(
        _("focal point"),
        max_length=20,
        default="0.5x0.5",
        validators=[RegexValidator(r"\A(0(\.\d+)?|1(\.0+)?)x(0(\.\d+)?|1(\.0+)?)\Z")],
    )
    crops = models.JSONField(
        _("crops"),
        default=dict,
        blank=True,
        help_text=_("By shape, where the focal point is not enough: parts of the whole."),
    )
    caption = models.TextField(_("caption"), blank=True)
    alt_text = models.TextField(
        _("alternative text"), blank=True, help_text=_("What is seen, for those who cannot see it. Not the caption.")
    )
    creator = models.TextField(_("creator"), blank=True)
    credit = models.TextField(_("credit line"), blank=True, help_text=_("As printed: Name/dpa."))
    agencies = models.ManyToManyField(Agency, verbose_name=_("agencies"), blank=True, related_name="pictures")
    copyright = models.TextField(_("copyright"), blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    license_url = models.URLField(_("address of the licence"), max_length=500, blank=True)
    expires_on = models.DateField(
        _("expires on"), blank=True, null=True, help_text=_("From this day on readers do not see it.")
    )
    only_with = models.ForeignKey(
        "articles.Article", models.SET_NULL, verbose_name=_("only with this article"), blank=True, null=True,
        related_name="own_pictures",
    )  # fmt: skip
    place = models.TextField(_("place"), blank=True)
    taken_at = models.DateTimeField(_("taken at"), blank=True, null=True)
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    digest = models.CharField(_("digest"), max_length=64, blank=True, editable=False, db_index=True)
    look = models.CharField(_("look"), max_length=16, blank=True, editable=False, db_index=True)
    placeholder = models.TextField(_("placeholder"), blank=True, editable=False)
    rendition_token = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    renditions = models.JSONField(
        _("renditions"), default=dict, blank=True, editable=False,
        help_text=_("By name: width, height and the formats that were made."),
    )  # fmt: skip
    rendering_since = models.DateTimeField(blank=True, null=True, editable=False)  # claimed by whoever is at it
    rendered_at = models.DateTimeField(_("rendered at"), blank=True, null=True, editable=False)
    render_failure = models.TextField(_("why there are no renditions"), blank=True, editable=False)
    metadata = models.JSONField(_("metadata as found"), default=dict, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("created by"), blank=True, null=True,
        editable=False, related_name="+",
    )  # fmt: skip
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ("-created_at", "-pk")
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="picture_newest"),
            models.Index(
                fields=("id",),
                condition=models.Q(rendered_at__isnull=True) & ~models.Q(file=""),
                name="picture_waiting",
            ),
            models.Index(
                fields=("-created_at", "-id"),
                condition=models.Q(file="") | models.Q(credit="") | models.Q(alt_text=""),
                name="picture_unfinished",
            ),
        )

    def __str__(self) -> str:
        text = self.caption or self.alt_text or self.credit or str(_("Picture without caption"))
        return text if len(text) <= 80 else f"{text[:79].rstrip()}…"

    def rendition(self, name: str, kind: str = "webp") -> str:
        """Return the address of a rendition, "" while it is not there. No query, no look at the disk.

        Args:
            name: of the plan in `articles/imaging/plan.py`: "w960", "16x9-640", "thumb".
            kind: "avif", "webp" or "jpeg".
        """
        made = self.renditions.get(name)
        if not made or kind not in made[2]:
            return ""
        return str(self.file.storage.url(rendition_path(self.rendition_token, name, kind)))

    def nearest(self, width: int, kind: str = "webp") -> str:
        """Return the address of the whole picture at about `width` pixels, "" while there is none. No query."""
        whole = [(made[0], name) for name, made in self.renditions.items() if name.startswith("w")]
        return self.rendition(min(whole, key=lambda one: abs(one[0] - width))[1], kind) if whole else ""

    @property
    def thumb(self) -> str:
        """The address of the small rendition for the desk, "" while there is none."""
        return self.rendition("thumb")

    @property
    def focus(self) -> tuple[float, float]:
        """The focal point: parts of the width from the left, and of the height from the top."""
        x, _by, y = self.focal_point.partition("x")
        return float(x), float(y)


def is_over(expires_on: datetime.date | None, day: datetime.date) -> bool:
    """Return whether rights that end with `expires_on` are over on `day`, which is the first without. None: no end."""
    return expires_on is not None and expires_on <= day


def rendition_path(token: str, name: str, kind: str) -> str:
    """Return where a rendition lies in the storage."""
    return f"{RENDITIONS}/{token[:2]}/{token}/{name}.{_ENDINGS[kind]}"
