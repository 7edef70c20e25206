"""All rows of the newsroom. Each noun has a module; this page is the index."""

from articles.models.galleries import Gallery, GalleryPicture
from articles.models.journal import AppendOnly, JournalEntry
from articles.models.masthead import THE_MASTHEAD, Masthead, Profile, Section
from articles.models.people import Agency, Author, author_from_name
from articles.models.pictures import Picture
from articles.models.presence import Presence
from articles.models.releases import Release, ReleaseAuthor, ReleaseLink, ReleaseTag
from articles.models.reviews import Annotation, PreviewLink
from articles.models.schedules import Schedule
from articles.models.staff import StaffMember
from articles.models.status import Change, Status
from articles.models.stories import Article, Contribution, RelatedLink
from articles.models.tags import Tag, TaggedArticle, TaggedGallery
from articles.models.versions import ImportedDocument, Version

__all__ = [
    "THE_MASTHEAD",
    "Agency",
    "Annotation",
    "AppendOnly",
    "Article",
    "Author",
    "Change",
    "Contribution",
    "Gallery",
    "GalleryPicture",
    "ImportedDocument",
    "JournalEntry",
    "Masthead",
    "Picture",
    "Presence",
    "PreviewLink",
    "Profile",
    "RelatedLink",
    "Release",
    "ReleaseAuthor",
    "ReleaseLink",
    "ReleaseTag",
    "Schedule",
    "Section",
    "StaffMember",
    "Status",
    "Tag",
    "TaggedArticle",
    "TaggedGallery",
    "Version",
    "author_from_name",
]
