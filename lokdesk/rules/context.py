"""What rules look at: an agreement on a day, and what they need to know to judge it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import get_args

from lokdesk.agreement import reference, vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.answer import RefersTo
from lokdesk.agreement.draft import Draft
from lokdesk.agreement.version import KeptVersion
from lokdesk.agreement.wording import Wording
from lokdesk.handbook.book import Handbook
from lokdesk.handbook.register import LegalActs
from lokdesk.rules.texts import Texts

DEFAULT_LIMIT = 5


@dataclass(frozen=True)
class Context:
    """An agreement as it is judged on the day *on*.

    *attachments* are the ids of the files that go with it, *versions* those of it that have been kept. Counts
    of persons below *small_count_limit*, zero left aside, are small.
    """

    agreement: Agreement
    on: date
    handbook: Handbook
    acts: LegalActs
    texts: Texts
    attachments: frozenset[str] = frozenset()
    small_count_limit: int = DEFAULT_LIMIT
    versions: tuple[KeptVersion, ...] = ()

    @cached_property
    def stage(self) -> int:
        """How far the agreement has come, as the number of its status (:func:`vocabulary.stage`)."""
        return vocabulary.stage(self.agreement.status)

    @cached_property
    def wording(self) -> Wording:
        """The words for the answers of the agreement."""
        return Wording(self.agreement)

    @cached_property
    def _targets(self) -> Mapping[RefersTo, frozenset[str]]:
        kinds: tuple[RefersTo, ...] = get_args(RefersTo)
        return {kind: frozenset(reference.targets(self.agreement, kind)) for kind in kinds}

    def targets(self, kind: RefersTo) -> frozenset[str]:
        """Return the ids that a reference of *kind* can point at."""
        return self.attachments if kind == "attachment" else self._targets[kind]

    def of(self, agreement: Agreement) -> "Context":
        """Return the same context of another *agreement*."""
        return replace(self, agreement=agreement)

    def differs_in_agreement_only(self, other: "Context") -> bool:
        """Return whether all but the agreement is the same in the *other* context."""
        return (
            self.handbook is other.handbook
            and self.acts is other.acts
            and self.texts is other.texts
            and self.on == other.on
            and self.attachments == other.attachments
            and self.small_count_limit == other.small_count_limit
            and self.versions is other.versions
        )

    @property
    def over(self) -> bool:
        """Whether the agreement has been replaced or has ended, so that its dates lie rightly in the past."""
        return self.stage >= vocabulary.stage(vocabulary.REPLACED)


def of_draft(draft: Draft, on: date, handbook: Handbook, acts: LegalActs, texts: Texts) -> Context:
    """Return what is needed to judge *draft* on the day *on*."""
    return Context(
        agreement=draft.agreement,
        on=on,
        handbook=handbook,
        acts=acts,
        texts=texts,
        attachments=frozenset(attachment.id for attachment in draft.attachments),
        small_count_limit=draft.rule_settings.small_count_limit,
        versions=draft.versions,
    )
