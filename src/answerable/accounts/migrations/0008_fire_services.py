"""A fire and rescue service has a place of its own: a body that is a fire authority and nothing else held it elsewhere.

Pages and records call it what they called it before, whichever place it stands in.
"""

from typing import Any

from django.db import migrations


def to_its_place(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("accounts", "BodyNames").objects.filter(fire_name=""):
        if row.capacities == ["fire"]:
            row.fire_name, row.fire_chief_title, row.force_name, row.chief_title = row.force_name, row.chief_title, "", ""
            row.save(update_fields=["fire_name", "fire_chief_title", "force_name", "chief_title"])


def back(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("accounts", "BodyNames").objects.filter(force_name=""):
        row.force_name, row.chief_title = row.fire_name, row.fire_chief_title
        row.fire_name = row.fire_chief_title = ""
        row.save(update_fields=["fire_name", "fire_chief_title", "force_name", "chief_title"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_services'),
    ]

    operations = [migrations.RunPython(to_its_place, back)]
