"""The search index: FTS5 on SQLite, a tsvector on PostgreSQL; the same tokens in both."""

from __future__ import annotations

from django.db import connection

from questions import tokens

TITLE_WEIGHT = 10  # a hit in a title counts as ten in an answer
LIMIT = 20_000  # far more questions than a bank has; a filter names them all


def index(pk: int, titles: str, body: str) -> None:
    """Put a question's words into the index, in place of what was there."""
    title_tokens, body_tokens = tokens.of_document(titles), tokens.of_document(body)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO questions_search (id, words) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (id) DO UPDATE SET words = excluded.words",
                [pk, _tsvector(title_tokens, body_tokens)],
            )
        else:
            cursor.execute("DELETE FROM questions_search WHERE rowid = %s", [pk])
            cursor.execute(
                "INSERT INTO questions_search (rowid, titles, body) VALUES (%s, %s, %s)",
                [pk, " ".join(title_tokens), " ".join(body_tokens)],
            )


def forget(pk: int) -> None:
    column = "id" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM questions_search WHERE {column} = %s", [pk])  # noqa: S608


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM questions_search")


def matches(query: str) -> dict[int, float]:
    """The ids of the questions that hold every term of the query, with a rank (lower is better)."""
    terms = tokens.of_query(query)
    if not terms:
        return {}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            wanted = " & ".join(_tsquery_term(term) for term in terms)
            cursor.execute(
                "SELECT id, -ts_rank('{0, 0.1, 0, 1}', words, q) FROM questions_search, "
                "CAST(%s AS tsquery) AS q WHERE words @@ q ORDER BY 2, 1 LIMIT %s",
                [wanted, LIMIT],
            )
        else:
            wanted = " AND ".join(_fts_term(term) for term in terms)
            cursor.execute(
                "SELECT rowid, bm25(questions_search, %s, 1) FROM questions_search "
                "WHERE questions_search MATCH %s ORDER BY 2, 1 LIMIT %s",
                [TITLE_WEIGHT, wanted, LIMIT],
            )
        return dict(cursor.fetchall())


# Tokens are letters and digits only (see questions.tokens), so that quoting them is enough.


def _fts_term(term: tokens.Term) -> str:
    return f'"{" ".join(term.tokens)}"' + ("*" if term.prefix else "")


def _tsquery_term(term: tokens.Term) -> str:
    return (
        "("
        + " <-> ".join(f"'{token}'" + (":*" if term.prefix else "") for token in term.tokens)
        + ")"
    )


def _tsvector(title_tokens: list[str], body_tokens: list[str]) -> str:
    """A tsvector literal: titles weigh A, the body C; PostgreSQL keeps positions up to 16,383."""
    places: dict[str, list[str]] = {}
    gap = len(title_tokens) + 2  # no phrase runs from the titles into the body
    for weight, start, words in (("A", 1, title_tokens), ("C", gap, body_tokens)):
        for place, word in enumerate(words, start):
            if place < 16_384:
                places.setdefault(word, []).append(f"{place}{weight}")
    return " ".join(f"'{word}':{','.join(spots[:256])}" for word, spots in places.items())
