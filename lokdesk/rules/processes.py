"""Rules for processes, information flows and job tracks."""

from collections.abc import Iterator

from lokdesk.agreement import address as at
from lokdesk.agreement import vocabulary
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.processes import InformationFlow
from lokdesk.rules.context import Context
from lokdesk.rules.parties import repealed
from lokdesk.rules.rule import AGREEMENT, Remark, Rule, words

FLOW = "information_flows/*"
GROUNDS = ("secrecy_ground", "gdpr_ground")

# What Dua's model for newly arrived of 2017 asked of an agreement.
DUA_JOB_TRACKS = 3


def _group_in_no_process(_: Context, __: str, agreement: Agreement) -> Iterator[Remark]:
    served = {group for process in agreement.processes for group in process.target_groups}
    for group in agreement.target_groups:
        if group.id not in served:
            yield Remark(at.join("target_groups", group.id, "name"))


def _flow_without_ground(context: Context, address: str, flow: InformationFlow) -> Iterator[Remark]:
    """Find grounds that are missing for information about individuals.

    A flow is taken to be about individuals unless its level says that it cannot be.
    """
    level, finds = flow.level or "", context.texts.finds
    if finds("levels_without_individuals", level) and not finds("levels_with_individuals", level):
        return
    for ground in GROUNDS:
        if getattr(flow, ground) is None:
            yield Remark(at.join(address, ground))


def _repealed_ground(context: Context, address: str, flow: InformationFlow) -> Iterator[Remark]:
    for ground in GROUNDS:
        for act in context.acts.mentioned(words(getattr(flow, ground))):
            if context.acts.repealed(act, context.on):
                yield repealed(context, at.join(address, ground), act)
                break


def _few_job_tracks(context: Context, _: str, agreement: Agreement) -> Iterator[Remark]:
    if not context.handbook.asks("dua/preset"):
        return
    if agreement.dua.preset == vocabulary.DUA_2017 and len(agreement.job_tracks) < DUA_JOB_TRACKS:
        values = {"least": str(DUA_JOB_TRACKS), "number": str(len(agreement.job_tracks))}
        yield Remark("job_tracks", values=values)


RULES = (
    Rule(
        "target_group_in_no_process",
        "should",
        (AGREEMENT,),
        _group_in_no_process,
        reads=("target_groups", "processes", "status"),
        waits_for="processes",
    ),
    Rule(
        "flow_without_ground",
        "should",
        (FLOW,),
        _flow_without_ground,
        covers=tuple(at.join(FLOW, ground) for ground in GROUNDS),
    ),
    Rule("repealed_ground", "should", (FLOW,), _repealed_ground),
    Rule("few_job_tracks", "should", (AGREEMENT,), _few_job_tracks, reads=("dua", "job_tracks")),
)
