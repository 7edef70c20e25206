"""The addresses of previews, below /vorschau/; docs/reference/addresses.md lists them."""

from django.urls import path

from articles.preview import links, views
from articles.site import urls as _site  # noqa: F401 - it knows what an <id> is

app_name = "preview"

urlpatterns = [
    path("sitzung/<uuid:session>/", views.session, name="session"),
    path("sitzung/<uuid:session>/<id:number>/", views.session, name="session_picture"),
    path("artikel/<id:pk>/", views.article, name="article"),
    path("galerie/<id:pk>/", views.gallery, name="gallery"),
    path("galerie/<id:pk>/<id:number>/", views.gallery, name="gallery_picture"),
    path("<str:token>/", links.linked, name="linked"),
    path("<str:token>/kommentar/", links.comment, name="comment"),
    path("<str:token>/<id:number>/", links.linked, name="linked_picture"),
]
