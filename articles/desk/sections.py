"""Which section a text belongs to that names none."""

from django.conf import settings

from articles.models import Section


def section_for(slug: str | None, *, dry_run: bool) -> str:
    """Return the name of the section with `slug`, or of the house's default section without one.

    A slug that no section has gives a name made of it; the import then makes that section. A dry run does not
    look into the database.
    """
    if not slug:
        return str(settings.NEWSROOM_DEFAULT_SECTION)
    section = None if dry_run else Section.objects.filter(slug=slug).first()
    return section.name if section else slug.replace("-", " ").capitalize()
