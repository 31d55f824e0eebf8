from collections import Counter
from typing import Any

from django.db import migrations

from answerable.inspections.likeness import stems_of


def list_words(apps: Any, schema_editor: Any) -> None:
    """The words of the findings that were confirmed before there was a list of them."""
    Confirmation, FindingWords, StemOfBody, StemInFinding = (
        apps.get_model("inspections", name) for name in ("Confirmation", "FindingWords", "StemOfBody", "StemInFinding"))
    for body in apps.get_model("accounts", "Body").objects.all():
        last = {row.report_id: row.findings for row in Confirmation.objects.filter(body=body).order_by("id")}
        made = [FindingWords(body=body, report_id=report, finding_id=one["finding_id"],
                             counts=stems_of("\n".join((one["words"], *one["sub_points"]))))
                for report, findings in last.items() for one in findings]
        lists = FindingWords.objects.bulk_create(made, batch_size=500)
        having = Counter(stem for row in lists for stem in row.counts)
        stems = StemOfBody.objects.bulk_create(
            [StemOfBody(body=body, stem=stem, findings=count) for stem, count in sorted(having.items())],
            batch_size=500)
        ids = {row.stem: row.id for row in stems}
        StemInFinding.objects.bulk_create(
            [StemInFinding(body=body, words=row, stem_id=ids[stem]) for row in lists for stem in row.counts],
            batch_size=500)


class Migration(migrations.Migration):

    dependencies = [("inspections", "0002_words_and_recurrences")]

    operations = [migrations.RunPython(list_words, migrations.RunPython.noop)]
