"""What is measured on: the bundled example, and the same many times as long."""

from pathlib import Path
from typing import Any

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.schema import ListOf
from lokdesk.word.template import Template, load

ROOT = Path(__file__).resolve().parent.parent


def template() -> Template:
    """Return the shipped template."""
    folder = ROOT / "templates"
    return load((folder / "grundmall.docx").read_bytes(), (folder / "grundmall.toml").read_text("utf-8"))


def example() -> Agreement:
    """Return the bundled example."""
    return Agreement.model_validate_json((ROOT / "resources/examples/kronoberg.json").read_text("utf-8"))


def grown(agreement: Agreement, times: int) -> Agreement:
    """Return *agreement* with every outermost list *times* as long: each copy with fresh ids."""
    return _grown(agreement, times)


def _grown(value: Any, times: int) -> Any:
    update: dict[str, Any] = {}
    for name, field in schema.fields(type(value)).items():
        held = getattr(value, name)
        if isinstance(field, ListOf):
            copies = (at.fresh(item) for _ in range(times - 1) for item in held)
            update[name] = (*held, *copies)
        elif isinstance(field, schema.GroupOf):
            update[name] = _grown(held, times)
    return value.model_copy(update=update)


def reworded(agreement: Agreement, word: str) -> Agreement:
    """Return *agreement* with *word* after every answer of one line, so that no figure is as it was."""
    return _reworded(agreement, word)


def _reworded(value: Any, word: str) -> Any:
    update: dict[str, Any] = {}
    for name, field in schema.fields(type(value)).items():
        held = getattr(value, name)
        if isinstance(field, ListOf):
            update[name] = tuple(_reworded(item, word) for item in held)
        elif isinstance(field, schema.GroupOf):
            update[name] = _reworded(held, word)
        elif field.kind == "line" and held is not None:
            update[name] = f"{held} {word}"
    return value.model_copy(update=update)


def revised(agreement: Agreement) -> Agreement:
    """Return *agreement* with changes of every sort: worded otherwise, new, gone and moved."""
    goals, forums = agreement.goals, agreement.organisation.forums
    assert agreement.background is not None, "the example has a background"
    text = agreement.background.text.replace("samverkan", "samarbete")
    changed = at.replace(agreement, "background", f"{text}\nEtt nytt stycke sist.")
    changed = at.replace(changed, "title", "Lokal överenskommelse om samverkan i Kronobergs län")
    changed = at.replace(changed, f"goals/{goals[0].id}/title", "Fler unga i arbete eller studier")
    changed = at.remove(changed, f"goals/{goals[1].id}")
    new = at.fresh(goals[0], at.ids(changed)).model_copy(update={"title": "Ett nytt mål"})
    changed = at.insert(changed, "goals", new)
    changed = at.remove(changed, f"parties/{agreement.parties[5].id}")
    return at.move(changed, f"organisation/forums/{forums[-1].id}", 0)
