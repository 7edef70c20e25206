"""Who makes the paper: authors and agencies."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """A news or picture agency, or the house itself, printed by its code ("dpa", "news.de")."""

    code = models.CharField(_("code"), max_length=80, help_text=_("As printed in bylines and credits: dpa, AFP."))
    name = models.CharField(_("name"), max_length=200, blank=True)
    url = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(
                Lower("code"),
                name="agency_code_unique",
                violation_error_message=_("There is an agency with this code already."),
            ),
        )

    def __str__(self) -> str:
        return self.code


class AuthorQuerySet(models.QuerySet["Author"]):
    """Authors by what the desk needs to know of them."""

    def stubs(self) -> Self:
        """Return the authors that an import made of bare initials and nobody has completed."""
        return self.filter(family_name="")


class Author(models.Model):
    """A person who writes, edits or photographs, printed by initials ("jat") or by name."""

    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    initials = models.CharField(_("initials"), max_length=20, blank=True, help_text=_("Printed in bylines: jat."))
    slug = models.SlugField(_("address"), max_length=100, unique=True, help_text=_("Part of the author page's URL."))
    email = models.EmailField(_("e-mail"), blank=True)
    bio = models.TextField(_("about"), blank=True)
    portrait = models.ForeignKey(
        "articles.Picture", models.SET_NULL, verbose_name=_("portrait"), blank=True, null=True, related_name="+"
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("user"),
        blank=True,
        null=True,
        related_name="author",
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ("family_name", "given_name", "initials")
        constraints = (
            models.UniqueConstraint(
                Lower("initials"),
                condition=~models.Q(initials=""),
                name="author_initials_unique",
                violation_error_message=_("These initials belong to somebody else already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(initials="", family_name=""),
                name="author_has_initials_or_family_name",
                violation_error_message=_("An author needs initials or a family name."),
            ),
        )

    def __str__(self) -> str:
        if self.initials and self.name:
            return f"{self.name} ({self.initials})"
        return self.name or self.initials

    @property
    def name(self) -> str:
        """Given and family name, "" for a stub."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_stub(self) -> bool:
        """Whether only the initials are known."""
        return not self.family_name


def author_from_name(name: str, **fields: Any) -> Author:
    """Return an unsaved author for a printed name; its last word is taken for the family name."""
    given, _blank, family = name.strip().rpartition(" ")
    return Author(given_name=given, family_name=family, **fields)
