"""The table of who exported or marked what."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
import opaque_keys.edx.django.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    initial = True

    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("course_key", opaque_keys.edx.django.models.CourseKeyField(max_length=255)),
                (
                    "what",
                    models.CharField(
                        choices=[("mark", "marked as done"), ("list", "list with codes"), ("names", "list with names")], max_length=8
                    ),
                ),
                ("about", models.CharField(max_length=500)),
                ("cohort", models.BigIntegerField(null=True)),
                ("people", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["course_key", "-at"], name="handrail_act_course_at")],
            },
        ),
    ]
