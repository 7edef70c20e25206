"""The paper as a whole: its masthead and its sections."""

from typing import NamedTuple, Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

THE_MASTHEAD = 1  # the primary key of the only row


class Profile(NamedTuple):
    """One of the house's accounts elsewhere."""

    network: str
    url: str


def parse_profiles(text: str) -> tuple[Profile, ...]:
    """Return the profiles in `text`, one a line: the network's name, then the address.

    Raises:
        ValidationError: a line has no name or no http(s) address; the message quotes it.
    """
    check = URLValidator(schemes=["http", "https"])
    profiles = []
    for line in filter(None, map(str.strip, text.splitlines())):
        network, _blank, url = line.rpartition(" ")
        try:
            check(url)
        except ValidationError:
            network = ""
        if not network:
            raise ValidationError(
                _("“%(line)s” is not a profile. Write the name and the address: Mastodon https://example.org/@us"),
                params={"line": line},
            )
        profiles.append(Profile(network.strip(), url))
    return tuple(profiles)


def check_profiles(text: str) -> None:
    """Refuse a text that `parse_profiles` cannot read."""
    parse_profiles(text)


class Masthead(models.Model):
    """What the whole paper says of itself. There is exactly one, made by a migration."""

    name = models.CharField(_("name"), max_length=100, default="Newsroom")
    claim = models.CharField(_("claim"), max_length=200, blank=True)
    agency = models.ForeignKey(
        "articles.Agency",
        models.PROTECT,
        verbose_name=_("house's agency code"),
        blank=True,
        null=True,
        related_name="+",
        help_text=_("Printed last in the bylines of the house's own texts."),
    )
    editor_responsible = models.CharField(_("editor responsible"), max_length=200, blank=True)
    imprint = models.TextField(_("imprint"), blank=True, help_text=_("Blank lines make paragraphs."))
    social_profiles = models.TextField(
        _("social profiles"),
        blank=True,
        validators=[check_profiles],
        help_text=_("One a line, the name and the address: Mastodon https://example.org/@us"),
    )

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("masthead")
        constraints = (models.CheckConstraint(condition=models.Q(pk=THE_MASTHEAD), name="masthead_is_one"),)

    def __str__(self) -> str:
        return self.name

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The social profiles in the order written."""
        return parse_profiles(self.social_profiles)


# First parts of addresses that are not sections.
RESERVED_SLUGS = frozenset(
    {"admin", "autor", "feed", "i18n", "impressum", "konto", "media", "sitemap", "static", "suche", "thema", "vorschau"}
)


def not_reserved(slug: str) -> None:
    """Refuse a section's address that is taken by a page of another kind."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is the address of another page. Choose another."), params={"slug": slug})


class SectionQuerySet(models.QuerySet["Section"]):
    """Sections in the paper's order."""

    def with_masthead(self) -> Self:
        """Return the sections with the masthead joined: all that a page's frame needs, in one query."""
        return self.select_related("masthead").order_by("position", "name")


class Section(models.Model):
    """A part of the paper: Politik, Hafen, Sport."""

    masthead = models.ForeignKey(
        Masthead,
        models.PROTECT,
        verbose_name=_("masthead"),
        default=THE_MASTHEAD,
        editable=False,
        related_name="sections",
    )
    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True, validators=[not_reserved])
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "name")
        permissions = (("work_in_every_section", _("Works in every section")),)

    def __str__(self) -> str:
        return self.name
