"""Articles at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django.views.i18n import JavaScriptCatalog
from js_asset import Script

from articles.admin.bylines import NamesAdmin
from articles.admin.columns import byline, thumbnail, with_kicker
from articles.admin.filters import (
    ChosenFilter,
    LanguageFilter,
    LeadPictureFilter,
    MineFilter,
    PublishedFilter,
    ToDoFilter,
)
from articles.admin.fromtext import FromText
from articles.admin.history import rendered_text
from articles.admin.inputs import OneLineArea, PictureSelect
from articles.admin.inserting import Inserting
from articles.admin.pieces import PieceAdmin
from articles.admin.previews import valid_key
from articles.admin.writing import ArticleForm
from articles.admin.writingwords import writing_words
from articles.desk.bylines import store_byline
from articles.desk.documents import document_of
from articles.document import Document
from articles.models import Article, Contribution, TaggedArticle


class AuthorFilter(ChosenFilter):
    """By a name in the byline."""

    title = gettext_lazy("author")
    parameter_name = "author"
    relation = Contribution._meta.get_field("author")
    lookup = "contributions__author"


class TopicFilter(ChosenFilter):
    """By a topic."""

    title = gettext_lazy("topic")
    parameter_name = "topic"
    relation = TaggedArticle._meta.get_field("tag")
    lookup = "tags"


@admin.register(Article)
class ArticleAdmin(FromText, NamesAdmin, Inserting, PieceAdmin):
    """The article's page and the list of articles."""

    form = ArticleForm
    places_memory = False  # the page's own template does
    change_form_template = "admin/articles/article/change_form.html"
    list_display = (
        "picture_shown", "headline_shown", "status_shown", "section", "byline_shown", "changed_shown",
    )  # fmt: skip
    list_display_links = ("picture_shown", "headline_shown")
    list_filter = (
        "status", MineFilter, ToDoFilter, "section", AuthorFilter, TopicFilter, LeadPictureFilter, LanguageFilter,
        PublishedFilter,
    )  # fmt: skip
    search_fields = ("headline", "kicker", "teaser", "slug")
    search_help_text = gettext_lazy("Searches headline, kicker, teaser and address.")
    autocomplete_fields = ("lead_picture",)
    readonly_fields = ("lead_preview", "reference")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "kicker",
                    "headline",
                    "teaser",
                    "lead_picture",
                    "lead_preview",
                    "body",
                    "section",
                    "byline",
                    "tags",
                )
            },
        ),
        (
            gettext_lazy("Address, language and dates"),
            {
                "classes": ("collapse",),
                "fields": (
                    "slug",
                    "language",
                    "byline_printed",
                    "embargo_until",
                    "published_at",
                    "updated_at",
                    "reference",
                ),
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        words = JavaScriptCatalog.as_view(packages=["django_prose_editor"])
        return [
            path("names/", view(self.names_view), name="articles_article_names"),
            path("words/", view(words, cacheable=True), name="articles_article_words"),
            *super().get_urls(),
        ]

    @property
    def media(self) -> forms.Media:
        words = Script(reverse(f"{self.admin_site.name}:articles_article_words"))
        page = [f"articles/editor/{name}.js" for name in ("desk", "writing", "byline", "pane")]
        own = forms.Media(
            css={"all": ["articles/editor/desk.css", "articles/editor/writing.css", "articles/editor/conflicts.css"]},
            js=page,
        )
        return forms.Media(js=[words]) + super().media + own

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        rows = rows.select_related("lead_picture").prefetch_related("contributions__author", "contributions__agency")
        return super().joined(rows)

    @admin.display(description=gettext_lazy("picture"))
    def picture_shown(self, article: Article) -> SafeString:
        return thumbnail(article.lead_picture)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, article: Article) -> SafeString:
        return with_kicker(article.kicker, str(article))

    @admin.display(description=gettext_lazy("byline"))
    def byline(self, article: Article) -> SafeString:
        """Stand in for the field of the form where the article is only to be read."""
        return byline(article)

    @admin.display(description=gettext_lazy("byline"))
    def byline_shown(self, article: Article) -> SafeString:
        return byline(article)

    @admin.display(description="")
    def lead_preview(self, article: Article) -> SafeString:
        return format_html(
            '<span class="lead-preview" data-follows="id_lead_picture" data-previews="{}">{}</span>',
            self._view_address("article", "previews"),
            thumbnail(article.lead_picture) if article.lead_picture else "",
        )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form = super().get_form(request, obj, change, **kwargs)
        if "byline" in form.base_fields:
            form.base_fields["byline"].widget.attrs |= {"class": "byline-select", "data-names": self.names_address()}
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "lead_picture":
            key = request.resolver_match.kwargs.get("object_id", "") if request.resolver_match else ""
            kwargs["widget"] = PictureSelect(db_field, self.admin_site, article=key if valid_key(key) else "")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "headline":
            field.widget = OneLineArea()
        if db_field.name == "body":
            field.widget.attrs["data-story-nodes"] = self.editor_settings(request)
        return field

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        article: Article | None = kwargs.get("obj") or (args[3] if len(args) > 3 else None)
        shown = ""
        if article is not None and not self.has_change_permission(request, article):
            shown = rendered_text(document_of(article))
        context |= {"writing_words": writing_words(), "text_shown": shown}
        return super().render_change_form(request, context, *args, **kwargs)

    def typed_document(self, form: Any) -> Document:
        return form.document()  # type: ignore[no-any-return]

    def _stored_document(self, piece: Any) -> Document:
        return document_of(Article.objects.get(pk=piece.pk))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Store the byline before the article is looked at as a whole."""
        if "byline" in form.cleaned_data:
            store_byline(form.cleaned_data["byline"], article=form.instance)
        super().save_related(request, form, formsets, change)
