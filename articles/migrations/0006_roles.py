"""Make the roles of the newsroom, name who made the pieces that are there, and let the database guard the journal."""

from collections.abc import Iterable

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_PIECES = ("article", "gallery")


def _all(actions: str, names: str) -> set[str]:
    """Return the permissions of our own models: every one of `actions` on every one of `names`."""
    return {f"articles.{action}_{name}" for action in actions.split() for name in names.split()}


REPORTER = (
    _all("add change view delete", "article gallery relatedlink")
    | _all("add change view", "picture")
    | _all("add view", "tag")
    | _all("view", "agency author section version release")
)
EDITOR = (
    REPORTER
    | _all("publish", "article gallery")
    | _all("add change", "agency author")
    | _all("change", "tag")
    | _all("delete", "picture")
)
PHOTO_DESK = (
    _all("add change view delete", "gallery picture")
    | _all("publish", "gallery")
    | _all("add change view", "agency")
    | _all("add view", "author tag")
    | _all("view", "article relatedlink section version release")
    | {"articles.work_in_every_section"}
)
CHIEF_EDITOR = (
    EDITOR
    | PHOTO_DESK
    | _all("delete", "agency author tag")
    | _all("add change view delete", "section")
    | _all("change view", "masthead")
    | {"articles.override_preflight", "articles.view_journalentry"}
    | {"auth.add_user", "auth.change_user", "auth.view_user", "auth.view_group"}
)
TECHNICIAN = (
    _all("add change view", "agency section")
    | _all("change view", "masthead")
    | {"articles.view_journalentry", "auth.add_user", "auth.change_user", "auth.view_user", "auth.view_group"}
)
ROLES = {
    "Reporter": REPORTER,
    "Editor": EDITOR,
    "Photo desk": PHOTO_DESK,
    "Chief editor": CHIEF_EDITOR,
    "Technician": TECHNICIAN,
}
# What a permission is called on the page of a group, where it is none of Django's own.
NAMES = {
    "publish_article": "Can publish articles in the sections given",
    "override_preflight": "Can publish in spite of a check or an embargo, with a reason",
    "publish_gallery": "Can publish galleries in the sections given",
    "work_in_every_section": "Works in every section",
}
MODELS = {"override_preflight": "article", "work_in_every_section": "section"}


def make_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the groups with their permissions; what somebody has added to a group of that name stays."""
    for name, permissions in ROLES.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*_permissions(apps, sorted(permissions)))


def _permissions(apps: Apps, names: Iterable[str]) -> list[models.Model]:
    """Return the rows of permissions; Django makes them only after all migrations, and takes these as its own."""
    rows = []
    for name in names:
        app, codename = name.split(".")
        action, _blank, model = codename.partition("_")
        kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label=app, model=MODELS.get(codename, model)
        )
        words = NAMES.get(codename) or f"Can {action} {_verbose_name(apps, app, model)}"
        row, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": words}
        )
        rows.append(row)
    return rows


def _verbose_name(apps: Apps, app: str, model: str) -> str:
    return str(apps.get_model(app, model)._meta.verbose_name)


def name_makers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take who saved the first version of a piece for the one who made it."""
    versions = apps.get_model("articles", "Version").objects.exclude(kind="autosave")
    for name in _PIECES:
        first = versions.filter(**{name: models.OuterRef("pk")}).order_by("created_at", "pk").values("by")[:1]
        apps.get_model("articles", name).objects.filter(created_by=None).update(created_by=models.Subquery(first))


SENTENCE = "The journal is append-only."
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER journal_no_change BEFORE UPDATE ON articles_journalentry "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
        "CREATE TRIGGER journal_no_deletion BEFORE DELETE ON articles_journalentry "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER journal_is_append_only BEFORE UPDATE OR DELETE ON articles_journalentry "
        "FOR EACH ROW EXECUTE FUNCTION journal_refuses()",
    ),
}
UNGUARD = {
    "sqlite": ("DROP TRIGGER IF EXISTS journal_no_change", "DROP TRIGGER IF EXISTS journal_no_deletion"),
    "postgresql": (
        "DROP TRIGGER IF EXISTS journal_is_append_only ON articles_journalentry",
        "DROP FUNCTION IF EXISTS journal_refuses()",
    ),
}


def guard_journal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let the database refuse what no code of ours does: to change or delete an entry."""
    for statement in GUARDS.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, params=None)


def unguard_journal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the guard away, for whoever goes back before this migration."""
    for statement in UNGUARD.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Roles are data that the desk counts on; a paper may change their permissions and add roles of its own."""

    dependencies = (
        ("articles", "0005_newsroom_order"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    )
    operations = (
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(name_makers, migrations.RunPython.noop),
        migrations.RunPython(guard_journal, unguard_journal),
    )
