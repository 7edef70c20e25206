"""How wide the pages draw their pictures, so that a browser fetches the rendition it needs and no larger one.

The numbers follow `articles/static/site/paper.css`; tests/browser/test_site_pictures.py measures them there. A page is
92 % of a window's width, and never wider than 84rem.
"""

from typing import Final, NamedTuple


class Layout(NamedTuple):
    """A place for a picture.

    Args:
        shape: what the place shows: "" for the whole picture, else one of the plan: "4x3".
        sizes: for the attribute of that name; a number in brackets, as in "{1.5}rem", grows with width : height.
        most: the widest rendition of use there, in pixels; 0 for no limit.
        blurred: whether a tiny blurred picture stands there meanwhile. It costs 300 bytes of the page.
    """

    shape: str = ""
    sizes: str = "100vw"
    most: int = 0
    blurred: bool = False

    def sizes_for(self, ratio: float) -> str:
        """Return the attribute's value for a picture of that width : height."""
        parts = self.sizes.replace("}", "{").split("{")
        return "".join(f"{float(part) * ratio:.5g}" if place % 2 else part for place, part in enumerate(parts))


# --- whole pictures -------------------------------------------------------------------------------------------

# Never higher than 80 % of the window, however upright they are.
OPENING: Final = Layout(sizes="(min-width: 65rem) min(60rem, {80}vh), min(92vw, {80}vh)", blurred=True)
IN_TEXT: Final = Layout(sizes="(min-width: 40rem) min(36rem, {80}vh), min(92vw, {80}vh)", blurred=True)
# Stages of 3 : 2, inside an article and on a page of their own.
SLIDE: Final = Layout(sizes="(min-width: 55rem) min(50rem, {33.33}rem), min(92vw, {61.3}vw)", blurred=True)
STAGE: Final = Layout(sizes="min(100vw, 72rem, {66.7}vw, {54}rem, max({16}rem, {100}vh - {21}rem))", blurred=True)

# --- cut to a shape -------------------------------------------------------------------------------------------

THUMBNAIL: Final = Layout("4x3", "5.5rem", 320)
PORTRAIT: Final = Layout("1x1", "(min-width: 36rem) 8rem, 22vw", 640)
LEAD: Final = Layout("16x9", "(min-width: 84rem) 54rem, (min-width: 60rem) 59vw, 92vw", blurred=True)
SMALL: Final = Layout("1x1", "(min-width: 60rem) 8vw, (min-width: 32rem) 8rem, 24vw", 640)
ROW: Final = Layout("4x3", "(min-width: 40rem) 16rem, 24vw", 640)
# By the number of columns: those of the first teaser, and of the others, which are small on a narrow page.
_FIRST: Final = {
    1: "(min-width: 84rem) 34rem, (min-width: 40rem) 37vw, 92vw",
    2: "(min-width: 84rem) 20rem, (min-width: 60rem) 21.6vw, (min-width: 40rem) 44vw, 92vw",
    3: "(min-width: 84rem) 40rem, (min-width: 60rem) 43vw, 92vw",
    4: "(min-width: 84rem) 19.5rem, (min-width: 60rem) 20.8vw, (min-width: 40rem) 44vw, 92vw",
    5: "(min-width: 84rem) 15.2rem, (min-width: 60rem) 20.8vw, (min-width: 40rem) 28vw, 92vw",
}
_OTHERS: Final = {
    2: "(min-width: 84rem) 20rem, (min-width: 60rem) 21.6vw, (min-width: 40rem) 44vw, 24vw",
    3: "(min-width: 84rem) 20rem, (min-width: 60rem) 21.5vw, (min-width: 40rem) 44vw, 24vw",
    4: "(min-width: 84rem) 19.5rem, (min-width: 60rem) 20.8vw, (min-width: 40rem) 44vw, 24vw",
    5: "(min-width: 84rem) 15.2rem, (min-width: 60rem) 20.8vw, (min-width: 40rem) 28vw, 24vw",
}


def teaser(size: str, place: int = 1, total: int = 1) -> Layout:
    """Return the layout of a teaser's picture.

    Args:
        size: as in the template: "lead", "small", "row" or "column".
        place: of a column, counted from 1.
        total: of the columns, 1 to 5.
    """
    if size != "column":
        return {"lead": LEAD, "small": SMALL, "row": ROW}[size]
    sizes = (_FIRST if place == 1 else _OTHERS)[min(total, 5)]
    return Layout("16x9" if place == 1 and total == 3 else "4x3", sizes)
