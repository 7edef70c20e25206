"""All addresses: the admin, accounts, the language switch, previews, then the readers' pages."""

from django.contrib import admin
from django.urls import include, path

from newsroom.accounts import doors

doors.close(admin.site)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("konto/", include("newsroom.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("vorschau/", include("articles.preview.urls")),
    path("", include("articles.site.urls")),
]

handler404 = "articles.site.views.not_found"
