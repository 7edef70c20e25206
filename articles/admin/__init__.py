"""The desk in the admin. Each thing that is edited has a module; importing this package registers them all."""

from articles.admin import articles, galleries, history, journal, masthead, people, pictures, topics, users

__all__ = ["articles", "galleries", "history", "journal", "masthead", "people", "pictures", "topics", "users"]
