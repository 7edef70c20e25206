"""What is said of picture files that cannot be taken, in the language of the page."""

from articles.imaging.opening import Unusable


def in_words(error: Unusable) -> str:
    """Return the sentence for why a file cannot be taken, with what to do."""
    return str(error)
