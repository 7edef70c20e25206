"""Make the one masthead, so that every page has a name from the first minute."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_masthead(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the row unless it is there."""
    apps.get_model("articles", "Masthead").objects.get_or_create(pk=1, defaults={"name": "Newsroom"})


class Migration(migrations.Migration):
    """The masthead is data that the schema counts on."""

    dependencies = (("articles", "0001_first_edition"),)
    operations = (migrations.RunPython(make_masthead, migrations.RunPython.noop),)
