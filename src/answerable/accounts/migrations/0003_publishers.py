"""Authors and approvers could publish; that is a role of its own now, and who had the right keeps it."""

from typing import Any

from django.db import migrations


def add_role(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("accounts", "Membership").objects.all():
        if {"author", "approver"} & set(row.roles) and "publisher" not in row.roles:
            row.roles = sorted({*row.roles, "publisher"})
            row.save(update_fields=["roles"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_capacities'),
    ]

    operations = [migrations.RunPython(add_role, migrations.RunPython.noop)]
