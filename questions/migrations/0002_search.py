"""The search index, in each database's own kind of table."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE VIRTUAL TABLE questions_search USING fts5(
    titles, body, tokenize = 'unicode61 remove_diacritics 0'
)
"""
POSTGRESQL = """
CREATE TABLE questions_search (
    id bigint PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX questions_search_words ON questions_search USING gin (words) WITH (fastupdate = off);
"""  # without fastupdate = off every query reads the list of pending entries; no foreign key, which
# `flush` could not truncate past: `search.forget` follows a deletion, as on SQLite


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(POSTGRESQL if postgresql else SQLITE)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("DROP TABLE questions_search")


class Migration(migrations.Migration):
    dependencies = [("questions", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
