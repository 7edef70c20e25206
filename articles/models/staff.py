"""Who works where: the sections of the people at the desk. What somebody may do there, their groups say."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.masthead import Section


class StaffMember(models.Model):
    """The sections given to a person. Nobody needs a row who works in every section, or on own pieces only."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name=_("person"),
        primary_key=True,
        related_name="staff_member",
    )
    sections = models.ManyToManyField(Section, verbose_name=_("sections"), blank=True, related_name="staff_members")

    class Meta:
        verbose_name = _("sections of a person")
        verbose_name_plural = _("sections of people")
        default_permissions = ()  # given by who may change the person

    def __str__(self) -> str:
        return str(self.user)
