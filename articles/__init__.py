"""The newsroom itself: articles, galleries and pictures, from the desk to the reader."""
