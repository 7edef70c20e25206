"""People and roles at the desk: accounts that nobody takes over, and rights that nobody gives who lacks them."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.base import DeskAdmin
from articles.admin.merging import MergingForm
from articles.desk import staff
from articles.desk.rights import EVERY_SECTION
from articles.models import JournalEntry, Section, StaffMember

admin.site.unregister(User)
admin.site.unregister(Group)

# The groups that a migration makes, in the language of the desk; a paper's own are called what it calls them.
ROLES: Final[dict[str, Promise]] = {
    "Reporter": gettext_lazy("Reporter"),
    "Editor": gettext_lazy("Editor"),
    "Photo desk": gettext_lazy("Photo desk"),
    "Chief editor": gettext_lazy("Chief editor"),
    "Technician": gettext_lazy("Technician"),
}
RIGHTS: Final = ("is_active", "is_staff", "groups", "sections")
WORKS_EVERYWHERE: Final = EVERY_SECTION.partition(".")[2]
EVERYWHERE: Final = models.Prefetch("permissions", Permission.objects.filter(codename=WORKS_EVERYWHERE))
SUPERUSERS_RIGHTS: Final = ("is_superuser", "user_permissions")


def role_name(group: Group) -> str:
    """Return the name of a group in the language of the desk."""
    return str(ROLES.get(group.name, group.name))


if TYPE_CHECKING:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField[Any]  # generic in the stubs only
else:
    ModelMultipleChoiceField = forms.ModelMultipleChoiceField


class RolesField(ModelMultipleChoiceField):
    """Groups by their names in the language of the desk."""

    def label_from_instance(self, obj: Any) -> str:
        return role_name(obj)


class PersonForm(MergingForm):
    """An account, with the sections given to the person."""

    groups = RolesField(
        Group.objects.none(), required=False, label=gettext_lazy("Roles"), widget=forms.CheckboxSelectMultiple
    )
    sections = forms.ModelMultipleChoiceField(
        Section.objects.none(),
        required=False,
        label=gettext_lazy("Sections"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Where an editor may change and publish everybody’s pieces."),
    )
    by: Any = None  # who fills the form in; set by the page

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = list(_sections(kwargs["instance"])) if kwargs.get("instance") else []
        super().__init__(*args, **kwargs | {"initial": {"sections": given} | (kwargs.get("initial") or {})})
        if "groups" in self.fields:
            self.fields["groups"].queryset = staff.grantable_groups(self.by)  # type: ignore[attr-defined]
        if "sections" in self.fields:
            self.fields["sections"].queryset = staff.grantable_sections(self.by)  # type: ignore[attr-defined]
            if self.instance.pk and staff.works_in_every_section(self.instance):
                self.fields["sections"].help_text = _("This person works in every section.")
        if "email" in self.fields:
            self.fields["email"].required = self.instance.pk is None
            self.fields["email"].help_text = _("The way to a password of one’s own leads through it.")

    def clean_sections(self) -> list[Section]:
        """Keep the sections that whoever fills this in can neither give nor take."""
        chosen = list(self.cleaned_data["sections"])
        grantable = set(self.fields["sections"].queryset.values_list("pk", flat=True))  # type: ignore[attr-defined]
        return [*chosen, *(one for one in _sections(self.instance) if one.pk not in grantable)]


class StaffedAdmin(DeskAdmin):
    """What the pages of people and of roles share."""

    def address_of(self, row: models.Model) -> str:
        return reverse(f"{self.admin_site.name}:auth_{self.opts.model_name}_change", args=(row.pk,))


@admin.register(User)
class PersonAdmin(StaffedAdmin, auth_admin.UserAdmin):  # type: ignore[type-arg]
    """The account's page and the list of accounts. Nobody changes their own rights, nor those of who holds more."""

    form = PersonForm
    add_form = PersonForm
    add_form_template = None
    list_display = ("username", "name_shown", "email", "roles_shown", "sections_shown", "is_active")
    list_filter = ("is_active", "is_staff", "groups")
    search_help_text = gettext_lazy("Searches user name, name and e-mail.")
    filter_horizontal = ("user_permissions",)
    readonly_fields = ("last_login", "date_joined", "roles_shown", "sections_shown", "password_shown")
    person = (gettext_lazy("Person"), {"fields": ("username", "first_name", "last_name", "email")})

    def joined(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        return rows.prefetch_related(
            models.Prefetch("groups", Group.objects.order_by("name").prefetch_related(EVERYWHERE)),
            "staff_member__sections",
        )

    # --- the form ---------------------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show one's own rights, and those of who holds more, without a way to change them."""
        if obj is None or staff.may_manage(request.user, obj):
            fields: tuple[str, ...] = RIGHTS
        else:
            fields = ("is_active", "is_staff", "roles_shown", "sections_shown")
        if request.user.is_superuser:
            fields += SUPERUSERS_RIGHTS
        sets: list[Any] = [self.person, (gettext_lazy("At the desk"), {"fields": fields})]
        if obj is not None:
            sets.append((gettext_lazy("Signing in"), {"fields": ("password_shown", "last_login", "date_joined")}))
        memory = self.form.memory if self.has_change_permission(request, obj) else ()
        (name, options), *rest = sets
        return [(name, {"fields": (*options["fields"], *memory)}), *rest]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = () if obj is None or staff.may_manage(request.user, obj) else (*RIGHTS[:2], *SUPERUSERS_RIGHTS)
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Return a form with the fields of the page alone: what stands on none is not to be sent by hand either."""
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        shown = {name for _title, options in self.get_fieldsets(request, obj) for name in options["fields"]}
        form.base_fields = {name: field for name, field in form.base_fields.items() if name in shown}
        form.by = request.user
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_staff": True} | dict(super().get_changeform_initial_data(request))

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Make accounts without a password: the person sets one by mail."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        if "sections" in form.cleaned_data:
            given = form.cleaned_data["sections"]
            if given or StaffMember.objects.filter(pk=form.instance.pk).exists():
                StaffMember.objects.get_or_create(user=form.instance)[0].sections.set(given)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002 - Django's
        """Let superusers set a password by hand; everybody else has it set by its owner, through a mail."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    # --- who may ----------------------------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj == request.user or staff.may_manage(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or staff.may_manage(request.user, obj))

    def why_kept(self, row: User) -> str:
        """What somebody has done is told with their name: they are shut out, not deleted."""
        if JournalEntry.objects.filter(by=row).exists():
            sentence = _("“%(person)s” stands in the journal and cannot be deleted. Take the mark at “Active” away.")
            return sentence % {"person": row}
        return super().why_kept(row)

    # --- what is shown ----------------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("name"), ordering="last_name")
    def name_shown(self, person: User) -> str:
        return person.get_full_name()

    @admin.display(description=gettext_lazy("roles"))
    def roles_shown(self, person: User) -> str:
        return ", ".join(role_name(group) for group in person.groups.all()) or "–"

    @admin.display(description=gettext_lazy("sections"))
    def sections_shown(self, person: User) -> str:
        if person.is_superuser or _works_everywhere(person):
            return _("every section")
        return ", ".join(str(section) for section in _sections(person)) or "–"

    @admin.display(description=gettext_lazy("password"))
    def password_shown(self, person: User) -> SafeString:
        there = _("There is one.") if person.has_usable_password() else _("There is none yet.")
        by_mail = _("Its owner sets it through the mail that “Forgotten your password?” on the login page sends.")
        return format_html("{} {}", there, by_mail)


@admin.register(Group)
class RoleAdmin(StaffedAdmin, auth_admin.GroupAdmin):
    """The role's page and the list of roles. Nobody puts into a role, or takes from it, what they do not hold."""

    list_display = ("role_shown",)
    filter_horizontal = ("permissions",)

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def role_shown(self, group: Group) -> str:
        return role_name(group)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _may_give(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_give(request.user, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        if db_field.name == "permissions" and request is not None:
            kwargs["queryset"] = staff.grantable_permissions(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _may_give(user: Any, group: Group | None) -> bool:
    return group is None or staff.grantable_groups(user).filter(pk=group.pk).exists()


def _works_everywhere(person: User) -> bool:
    """Return whether the roles of a row of the list let somebody work in every section; they are prefetched there."""
    return any(one.codename == WORKS_EVERYWHERE for group in person.groups.all() for one in group.permissions.all())


def _sections(person: User) -> Any:
    member = getattr(person, "staff_member", None) if person.pk else None
    return member.sections.all() if member else ()
