"""What stands around every page: the masthead and the sections."""

from typing import NamedTuple

from articles.models.masthead import THE_MASTHEAD, Masthead, Section


class Frame(NamedTuple):
    """The masthead and all sections in the paper's order."""

    masthead: Masthead
    sections: tuple[Section, ...]

    def section(self, slug: str) -> Section | None:
        """Return the section with `slug`, None if there is none."""
        return next((section for section in self.sections if section.slug == slug), None)


def load_frame() -> Frame:
    """Return the frame of a page in one query; a paper without sections costs a second one."""
    sections = tuple(Section.objects.with_masthead())
    if sections:
        return Frame(sections[0].masthead, sections)
    masthead = Masthead.objects.filter(pk=THE_MASTHEAD).first()
    return Frame(masthead or Masthead(pk=THE_MASTHEAD), ())
