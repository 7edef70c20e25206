"""What an article and a gallery have in common: both are pieces, which are written, published and withdrawn."""

from typing import TypeAlias

from articles.models.galleries import Gallery
from articles.models.stories import Article

Piece: TypeAlias = Article | Gallery
