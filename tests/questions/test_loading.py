"""Loading and dumping the bank: all or nothing, and never over a curator's edit."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from questions.fixture_files import Record, write
from questions.loading import FixtureError, Outcome, load
from questions.models import Category, DatedFact, KeyPoint, Question, Reference
from tests.factories import a_category, a_curator, a_question, a_session, a_user, answered

pytestmark = pytest.mark.django_db
FIXTURES = Path(settings.BASE_DIR) / "fixtures"


class Files:
    """A small bank in a folder: an area, a category, a question with all its parts, a follow-up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: dict[str, Record] = {}
        self.put("category", "area", level="area", name_zh="区", name_en="Area")
        self.put("category", "cat", parent=["area"], name_zh="类", name_en="Category")
        self.put("question", "main", category=["cat"], title_zh="主问题", status="published",
                 full_zh="答案 $x$\n")  # fmt: skip
        self.put("keypoint", "k1", question=["main"], key="k1", text_zh="要点")
        self.put(
            "reference", "ref", question=["main"], title="A paper", year=2023, arxiv="2305.14314"
        )
        self.put("datedfact", "f1", question=["main"], key="f1", claim_zh="事实", claim_en="F",
                 as_of=date(2026, 11, 1), recheck="the vendor's page")  # fmt: skip
        self.put("question", "follow", category=["cat"], parent=["main"], position=1,
                 title_zh="追问")  # fmt: skip

    def put(self, model: str, name: str, **fields: Any) -> None:
        """Add an item, or change fields of one."""
        own = {"slug": name} if model in {"category", "question"} else {}
        record = self.records.setdefault(name, {"model": f"questions.{model}", "fields": own})
        record["fields"].update(fields)

    def load(self) -> Outcome:
        self.write()
        return load(self.folder)

    def write(self) -> None:
        text = yaml.safe_dump(list(self.records.values()), allow_unicode=True)
        (self.folder / "bank.yaml").write_text(text, "utf-8")

    def refusal(self) -> str:
        before = state()
        with translation.override("en"), pytest.raises(FixtureError) as caught:
            self.load()
        assert state() == before, "something was written"
        return str(caught.value)


@pytest.fixture
def files(tmp_path: Path, db: None) -> Files:
    return Files(tmp_path)


def state() -> list[Any]:
    models = (Category, Question, KeyPoint, Reference, DatedFact)
    return [sorted(model._default_manager.values_list()) for model in models]


def dump(folder: Path) -> dict[str, str]:
    call_command("dump_questions", folder, stdout=StringIO())
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}


def places() -> list[dict[str, str]]:
    categories, questions = Category.objects.in_tree_order(), Question.objects.in_bank_order()
    return [dict(rows.values_list("slug", "path")) for rows in (categories, questions)]


def main() -> Question:
    return Question.objects.get(slug="main")


# --- The repository's bank ----------------------------------------------------------------------


def test_loading_and_dumping_the_bank_is_the_identity(tmp_path: Path) -> None:
    outcome = load(FIXTURES)
    assert len(outcome.created) == Question.objects.count() + Category.objects.count()
    call_command("dump_questions", tmp_path, stdout=StringIO())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in FIXTURES.glob("*.yaml")
    }


def test_loading_the_bank_twice_changes_nothing() -> None:
    first = load(FIXTURES)
    before = state()
    assert load(FIXTURES) == Outcome(unchanged=first.created)
    assert state() == before


def test_the_files_are_django_fixtures_that_loaddata_takes() -> None:
    names = sorted(str(path) for path in FIXTURES.glob("*.yaml"))
    call_command("loaddata", *names, verbosity=0)
    assert Question.objects.exclude(seed_id="").count() == 138
    assert not Question.objects.matching("显存").exists()
    call_command("reindex", stdout=StringIO())
    assert Question.objects.matching("显存").count() > 5
    reindexed = places()
    for questions in (Question.objects.exclude(parent=None), Question.objects.all()):
        questions.delete()
    for category in Category.objects.order_by("-path"):
        category.delete()
    load(FIXTURES)
    assert places() == reindexed


# --- What a load does ---------------------------------------------------------------------------


def test_everything_in_the_files_is_in_the_bank(files: Files) -> None:
    assert files.load() == Outcome(created=["area", "cat", "main", "follow"])
    question = Question.objects.for_reading().get(slug="main")
    assert question.category.parent == Category.objects.get(slug="area")
    assert [point.text_zh for point in question.key_points.all()] == ["要点"]
    assert [reference.arxiv for reference in question.references.all()] == ["2305.14314"]
    assert [fact.claim_en for fact in question.dated_facts.all()] == ["F"]
    assert question.follow_ups.get().slug == "follow"
    assert list(Question.objects.matching("答案")) == [question]


def test_items_may_stand_in_any_order(files: Files) -> None:
    files.records = dict(reversed(files.records.items()))
    assert sorted(files.load().created) == ["area", "cat", "follow", "main"]


def test_a_new_version_replaces_what_nobody_has_changed(files: Files) -> None:
    files.load()
    pk = main().pk
    files.put("question", "main", full_zh="更好的答案\n")
    files.put("keypoint", "k1", text_zh="更好的要点")
    assert files.load() == Outcome(updated=["main"], unchanged=["area", "cat", "follow"])
    assert (main().pk, main().full_zh) == (pk, "更好的答案\n")
    assert main().key_points.get().text_zh == "更好的要点"
    files.put("question", "main", full_zh="最好的答案\n")
    assert files.load().updated == ["main"]


def test_a_field_that_leaves_the_file_is_emptied(files: Files) -> None:
    files.load()
    del files.records["main"]["fields"]["full_zh"]
    del files.records["k1"]
    assert files.load().updated == ["main"]
    assert main().full_zh == ""
    assert not main().key_points.exists()


def test_a_default_that_a_hand_leaves_out_is_no_edit(files: Files) -> None:
    files.load()
    assert "kind" not in files.records["main"]["fields"]
    files.put("question", "main", kind="concept", difficulty=2, position=0, title_en="")
    assert files.load().unchanged == ["area", "cat", "main", "follow"]


def test_a_moved_category_takes_its_questions_along(files: Files) -> None:
    files.load()
    files.put("category", "area", position=7)
    assert files.load().updated == ["area"]
    assert main().path == "0007/0000/0000"
    assert main().follow_ups.get().path == "0007/0000/0000/0001"


def test_what_a_curator_made_is_left_alone(files: Files) -> None:
    own = a_question(category=a_category(slug="own"))
    files.load()
    before = model_to_dict(own)
    files.put("question", "main", title_zh="新")
    files.load()
    own.refresh_from_db()
    assert model_to_dict(own) == before
    files.put("question", own.slug, category=["cat"], title_zh="文件的")
    assert files.load().kept == [own.slug]


# --- A curator's edit ---------------------------------------------------------------------------


def test_a_curators_edit_is_never_overwritten_but_reported(files: Files) -> None:
    files.load()
    Question.objects.filter(slug="main").update(title_zh="策展人的标题")
    assert files.load() == Outcome(unchanged=["area", "cat", "main", "follow"])
    files.put("question", "main", title_zh="文件的新标题")
    for _ in range(2):
        assert files.load().kept == ["main"]
    assert main().title_zh == "策展人的标题"


@pytest.mark.parametrize("part", ["key_points", "references", "dated_facts"])
def test_an_edit_of_a_part_is_an_edit(files: Files, part: str) -> None:
    files.load()
    getattr(main(), part).all().delete()
    files.put("question", "main", title_zh="文件的新标题")
    assert files.load().kept == ["main"]


def test_an_edited_category_is_kept_too(files: Files) -> None:
    files.load()
    Category.objects.filter(slug="cat").update(name_zh="策展人的名字")
    files.put("category", "cat", name_zh="文件的名字")
    assert files.load().kept == ["cat"]
    assert Category.objects.get(slug="cat").name_zh == "策展人的名字"


def test_a_curators_edit_dumped_and_loaded_again_is_clean(files: Files, tmp_path: Path) -> None:
    files.load()
    Question.objects.filter(slug="main").update(title_zh="策展人的标题")
    dumped = dump(tmp_path / "dump")
    assert "策展人的标题" in dumped["cat.yaml"]
    assert load(tmp_path / "dump").kept == []
    assert load(tmp_path / "dump") == Outcome(unchanged=["area", "cat", "main", "follow"])
    path = tmp_path / "dump" / "cat.yaml"
    path.write_text(path.read_text("utf-8").replace("策展人的标题", "后来的标题"), "utf-8")
    assert load(tmp_path / "dump").updated == ["main"]


def test_saving_in_the_admin_without_a_change_is_no_edit(files: Files, client: Client) -> None:
    files.put("question", "main", checks="Ran it.\n")
    files.load()
    client.force_login(a_curator())
    address = reverse("admin:questions_question_change", args=[main().pk])
    form = client.get(address).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    sent["full_zh"] = sent["full_zh"].replace("\n", "\r\n")  # as a browser sends it
    for formset in client.get(address).context["inline_admin_formsets"]:
        management = formset.formset.management_form
        sent |= {
            management.add_prefix(name): management[name].value() for name in management.fields
        }
        for row in formset.formset.forms:
            sent |= {row.add_prefix(name): row[name].value() or "" for name in row.fields}
            sent |= (
                {row.add_prefix("position"): row.instance.position}
                if "position" in row.fields
                else {}
            )
    response = client.post(address, sent)
    assert response.status_code == 302, response.context["errors"]
    files.put("question", "main", title_zh="文件的新标题")
    assert files.load().updated == ["main"]


# --- What is no longer in the files --------------------------------------------------------------


def test_what_has_gone_from_the_files_is_deleted(files: Files) -> None:
    files.load()
    for name in ("follow", "k1", "ref", "f1", "main", "cat"):
        del files.records[name]
    outcome = files.load()
    assert sorted(outcome.deleted) == ["cat", "follow", "main"]
    assert not Question.objects.exists()
    assert not Question.objects.matching("答案").exists()


def practised(files: Files) -> None:
    """`main` is practised, then gone from the files."""
    files.load()
    answered(a_session(a_user(), now=timezone.now()))
    for name in ("follow", "k1", "ref", "f1", "main"):
        del files.records[name]


def test_what_was_practised_is_retired_and_never_deleted(files: Files) -> None:
    practised(files)
    for _ in range(2):
        outcome = files.load()
        assert (outcome.retired, outcome.kept) == (["main"], [])
    assert main().status == Question.Status.RETIRED
    assert main().attempts.count() == 1


def test_what_was_retired_comes_back_with_its_file(files: Files) -> None:
    whole = dict(files.records)
    practised(files)
    files.load()
    files.records = whole
    assert files.load().updated == ["main"]
    assert main().status == Question.Status.PUBLISHED
    assert main().attempts.count() == 1


def test_what_a_curator_edited_stays_when_it_goes_from_the_files(files: Files) -> None:
    files.load()
    Question.objects.filter(slug="follow").update(title_zh="策展人的")
    Category.objects.filter(slug="area").update(name_zh="策展人的")
    files.records = {}
    files.put("category", "other", level="area", name_zh="别", name_en="Other")
    outcome = files.load()
    assert set(outcome.kept) == {"follow", "main", "cat", "area"} - set(outcome.retired)
    assert Question.objects.filter(slug="follow", title_zh="策展人的").exists()
    assert Category.objects.filter(slug="area").exists()


# --- A load that is refused ----------------------------------------------------------------------


def changed(model: str, name: str, **fields: Any) -> Any:
    return lambda files: files.put(model, name, **fields)


REFUSED: dict[str, tuple[Any, str]] = {
    "unknown model": (
        lambda files: files.records["k1"].update(model="auth.user"),
        "bank.yaml: item 4: knows no model 'auth.user'",
    ),
    "unknown field": (
        changed("question", "main", colour="red"),
        "bank.yaml: item 3: questions.question has no field 'colour'",
    ),
    "no category": (
        lambda files: files.records["main"]["fields"].pop("category"),
        "bank.yaml: main: has no category",
    ),
    "missing category": (
        changed("question", "main", category=["nowhere"]),
        "bank.yaml: main: category ['nowhere'] is not in the files",
    ),
    "missing parent of a category": (
        changed("category", "cat", parent=["nowhere"]),
        "bank.yaml: cat: parent ['nowhere'] is not in the files",
    ),
    "cycle of categories": (
        changed("category", "area", parent=["cat"]),
        "bank.yaml: area: is, by its parents, below itself",
    ),
    "follow-up of a follow-up": (
        changed("question", "third", category=["cat"], parent=["follow"], title_zh="再追问"),
        "bank.yaml: third: parent ['follow'] is not in the files",
    ),
    "follow-up elsewhere": (
        changed("question", "follow", category=["area"]),
        "bank.yaml: follow: is not in the category of the question that it follows",
    ),
    "seed id twice": (
        lambda files: [files.put("question", name, seed_id="s1.1") for name in ("main", "follow")],
        "bank.yaml: follow: seed_id s1.1 is also that of main",
    ),
    "wrong choice": (changed("question", "main", kind="riddle"), "bank.yaml: main: kind: "),
    "wrong level": (changed("keypoint", "k1", level="perhaps"), "bank.yaml: main: level: "),
    "wrong difficulty": (
        changed("question", "main", difficulty=6),
        "bank.yaml: main: difficulty: ",
    ),
    "no title": (
        lambda files: files.records["main"]["fields"].pop("title_zh"),
        "bank.yaml: main: title_zh: ",
    ),
    "bad slug": (changed("question", "not a slug", category=["cat"], title_zh="问"), "slug: "),
    "too long": (changed("category", "cat", name_zh="长" * 121), "bank.yaml: cat: name_zh: "),
    "bad formula": (
        changed("question", "main", full_en=r"$\frac{a}{$"),
        r"bank.yaml: main: full_en: formula '\\frac{a}{'",
    ),
    "bad arXiv id": (changed("reference", "ref", arxiv="23.1"), "bank.yaml: main: arxiv: "),
    "bad DOI": (changed("reference", "ref", arxiv="", doi="11.1/x"), "bank.yaml: main: doi: "),
    "two identifiers": (
        changed("reference", "ref", doi="10.1000/182"),
        "bank.yaml: main: -: ",
    ),
    "no identifier": (
        changed("reference", "ref", arxiv=""),
        "bank.yaml: main: -: ",
    ),
    "no year": (
        lambda files: files.records["ref"]["fields"].pop("year"),
        "bank.yaml: main: year: ",
    ),
    "key used twice": (
        changed("keypoint", "k2", question=["main"], key="k1", text_zh="又"),
        "bank.yaml: main: has two parts with the same key",
    ),
    "fact without a date": (
        lambda files: files.records["f1"]["fields"].pop("as_of"),
        "bank.yaml: main: as_of: ",
    ),
}


@pytest.mark.parametrize(("spoil", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_one_bad_item_refuses_the_whole_load(files: Files, spoil: Any, reason: str) -> None:
    files.load()
    files.put("question", "main", title_zh="否则会更新")
    spoil(files)
    assert reason in files.refusal()


def test_bad_yaml_and_a_slug_in_two_files_refuse_the_whole_load(files: Files) -> None:
    files.load()
    other = files.folder / "other.yaml"
    other.write_text("- model: [\n")
    assert "other.yaml: -: is not YAML" in files.refusal()
    other.write_text(write([files.records["main"]]))
    assert "other.yaml: main: is also in bank.yaml" in files.refusal()


# --- The commands ---------------------------------------------------------------------------------


def test_the_command_tells_what_it_did(files: Files) -> None:
    files.load()
    Question.objects.filter(slug="main").update(title_zh="策展人的标题")
    files.put("question", "main", title_zh="文件的")
    files.write()
    out = StringIO()
    call_command("load_questions", files.folder, stdout=out)
    assert "0 created, 0 updated, 3 unchanged, 1 kept, 0 retired, 0 deleted" in out.getvalue()
    assert "kept as a curator left it: main" in out.getvalue()


def test_the_command_tells_what_it_retired(files: Files) -> None:
    practised(files)
    files.write()
    out = StringIO()
    call_command("load_questions", files.folder, stdout=out)
    assert "retired: main" in out.getvalue()


def test_the_command_fails_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("- 1")
    with pytest.raises(CommandError, match=r"Nothing was loaded\. bad\.yaml: item 1: "):
        call_command("load_questions", tmp_path)


def test_a_dump_removes_the_file_of_a_category_that_is_gone(files: Files, tmp_path: Path) -> None:
    files.load()
    dump(tmp_path / "dump")
    (tmp_path / "dump" / "gone.yaml").write_text("[]")
    assert set(dump(tmp_path / "dump")) == {"areas.yaml", "cat.yaml"}


def test_a_dump_holds_everything_wherever_a_curator_put_it(files: Files, tmp_path: Path) -> None:
    files.load()
    area = Category.objects.get(slug="area")
    section = a_category(parent=Category.objects.get(slug="cat"), level="section")
    inner = a_category(parent=section, level="section")
    for category in (area, section, inner, a_category(level="section", parent=area)):
        a_question(category=category)
    a_question(category=a_category(parent=None))
    before = Question.objects.count(), Category.objects.count()
    dump(tmp_path / "dump")
    outcome = load(tmp_path / "dump")
    assert len(outcome.unchanged) == sum(before)
    assert Question.objects.filter(parent=None).exclude(slug="main").delete()[0] == 5
    assert len(load(tmp_path / "dump").created) == 5


def test_a_seed_question_with_a_new_slug_stays_the_same_question(tmp_path: Path) -> None:
    (tmp_path / "bank.yaml").write_text(RENAMED.format(slug="old-name"), "utf-8")
    load(tmp_path)
    before = Question.objects.get(slug="old-name")
    (tmp_path / "bank.yaml").write_text(RENAMED.format(slug="new-name"), "utf-8")
    outcome = load(tmp_path)
    assert outcome.updated == ["new-name"]
    assert Question.objects.get(slug="new-name").pk == before.pk
    assert Question.objects.count() == 1


RENAMED = """
- model: questions.category
  fields: {{slug: area, level: area, position: 1, name_zh: 域, name_en: Area}}
- model: questions.question
  fields: {{slug: {slug}, category: [area], position: 1, title_zh: 问？, kind: concept,
    difficulty: 1, status: published, seed_id: s01.1, seed_text: 问}}
"""
