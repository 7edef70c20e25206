"""The readers' addresses; docs/reference/addresses.md lists them."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from articles.site import feeds, media, views

app_name = "site"


class IdConverter(IntConverter):
    """A row's id: no longer than a database can count."""

    regex = r"\d{1,18}"


register_converter(IdConverter, "id")

urlpatterns = [
    path("", views.home, name="home"),
    path("feed/", feeds.PaperFeed(), name="feed"),
    path("bilder-sitemap.xml", views.picture_sitemap, name="picture_sitemap"),
    path("impressum/", views.imprint, name="imprint"),
    path("media/__processed__/<path:path>", media.rendition, name="rendition"),
    path("media/originals/<path:path>", media.original, name="original"),
    path("thema/<slug:slug>/", views.topic, name="topic"),
    path("thema/<slug:slug>/feed/", feeds.TopicFeed(), name="topic_feed"),
    path("autor/<slug:slug>/", views.author, name="author"),
    path("autor/<slug:slug>/feed/", feeds.AuthorFeed(), name="author_feed"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:slug>/feed/", feeds.SectionFeed(), name="section_feed"),
    path("<slug:section>/bilder/<slug:slug>-<id:pk>/", views.gallery_start, name="gallery_start"),
    path("<slug:section>/bilder/<slug:slug>-<id:pk>/<id:number>/", views.gallery, name="gallery"),
    path("<slug:section>/<slug:slug>-<id:pk>/", views.article, name="article"),
]
