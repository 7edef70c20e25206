"""Whose film or post an address leads to, for those who put one into a text by hand."""

from articles.sources.labels import PROVIDERS


def providers() -> dict[str, str]:
    """Return the names of the providers by their hosts, as the reader of texts knows them: "youtu.be" -> "youtube"."""
    return dict(PROVIDERS)
