"""What the frame of the account's pages shows."""

from django import template
from django.contrib import admin

register = template.Library()


@register.simple_tag
def paper_name() -> str:
    """Return the name of the paper, as the desk has it. One query."""
    return str(admin.site.site_header)
