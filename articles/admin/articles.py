"""Articles at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.i18n import JavaScriptCatalog
from js_asset import Script

from articles.admin.base import FittingInputs, ModelForm, TabularInline
from articles.admin.columns import byline, thumbnail, with_kicker
from articles.admin.filters import ChosenFilter, LanguageFilter, LeadPictureFilter
from articles.admin.inserting import Inserting
from articles.admin.inputs import OneLineArea
from articles.admin.ordered import OrderedInline
from articles.admin.pieces import PieceAdmin
from articles.desk.saving import place_links
from articles.models import Article, Contribution, RelatedLink, TaggedArticle


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


class BylineInline(OrderedInline):
    """The names in the byline, in their order."""

    model = Contribution
    autocomplete_fields = ("author", "agency")
    fields = ("author", "agency", "role", "position")


class RelatedLinkForm(ModelForm):
    """A related link; one that says nothing and leads nowhere is a slip."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not (self.cleaned_data.get("title") or self.cleaned_data.get("target")):
            raise ValidationError(_("Write the title to be printed, or choose an article."))
        return cleaned


class RelatedLinkInline(FittingInputs, TabularInline):
    """The "read also" lines; where they stand is decided in the text."""

    model = RelatedLink
    form = RelatedLinkForm
    fk_name = "article"
    autocomplete_fields = ("target",)
    fields = ("label", "title", "target", "url")
    extra = 0


@admin.register(Article)
class ArticleAdmin(Inserting, PieceAdmin):
    """The article's page and the list of articles."""

    change_form_template = "admin/articles/article/change_form.html"
    list_display = (
        "picture_shown", "headline_shown", "status_shown", "section", "byline_shown", "changed_shown",
    )  # fmt: skip
    list_display_links = ("picture_shown", "headline_shown")
    list_filter = ("status", "section", AuthorFilter, TopicFilter, LeadPictureFilter, LanguageFilter)
    search_fields = ("headline", "kicker", "teaser", "slug")
    search_help_text = gettext_lazy("Searches headline, kicker, teaser and address.")
    date_hierarchy = "published_at"
    autocomplete_fields = ("lead_picture",)
    readonly_fields = ("lead_preview", "reference")
    inlines = (BylineInline, RelatedLinkInline)
    fieldsets = (
        (None, {"fields": ("kicker", "headline", "teaser", "lead_picture", "lead_preview", "body", "section", "tags")}),
        (
            gettext_lazy("Address, language and dates"),
            {
                "classes": ("collapse",),
                "fields": ("slug", "language", "byline_printed", "published_at", "updated_at", "reference"),
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        words = JavaScriptCatalog.as_view(packages=["django_prose_editor"])
        return [
            path("words/", view(words, cacheable=True), name="articles_article_words"),
            *super().get_urls(),
        ]

    @property
    def media(self) -> forms.Media:
        words = Script(reverse(f"{self.admin_site.name}:articles_article_words"))
        page = [f"articles/editor/{name}.js" for name in ("desk", "writing", "byline", "pane")]
        own = forms.Media(css={"all": ["articles/editor/desk.css", "articles/editor/writing.css"]}, js=page)
        return forms.Media(js=[words]) + super().media + own

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        rows = rows.select_related("lead_picture").prefetch_related("contributions__author", "contributions__agency")
        return super().joined(rows)

    @admin.display(description="")
    def picture_shown(self, article: Article) -> SafeString:
        return thumbnail(article.lead_picture)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def headline_shown(self, article: Article) -> SafeString:
        return with_kicker(article.kicker, str(article))

    @admin.display(description=gettext_lazy("byline"))
    def byline_shown(self, article: Article) -> SafeString:
        return byline(article)

    @admin.display(description="")
    def lead_preview(self, article: Article) -> SafeString:
        return format_html(
            '<span class="lead-preview" data-follows="id_lead_picture" data-previews="{}">{}</span>',
            self._address("article", "previews"),
            thumbnail(article.lead_picture) if article.lead_picture else "",
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "headline":
            field.widget = OneLineArea()
        if db_field.name == "body":
            field.widget.attrs["data-story-nodes"] = self.editor_settings(request)
        return field

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Give new related links their place before the article is looked at as a whole."""
        for formset in formsets:
            if formset.model is RelatedLink:
                self.save_formset(request, form, formset, change=change)
                place_links(article=form.instance, links=formset.new_objects)
        super().save_related(request, form, [one for one in formsets if one.model is not RelatedLink], change)
