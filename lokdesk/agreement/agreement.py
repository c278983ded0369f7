"""The agreement: everything that the parties' common document says."""

from pydantic import Field

from lokdesk.agreement.answer import Day, Line, StatusWord, Text
from lokdesk.agreement.circulation import Circulation, Workshop
from lokdesk.agreement.follow_up import AdditionalAnswer, Appendix, FollowUp
from lokdesk.agreement.goals import Goal, Perspective
from lokdesk.agreement.mapping import JointMapping, TargetGroup
from lokdesk.agreement.organisation import Organisation
from lokdesk.agreement.parties import Collaborator, Party
from lokdesk.agreement.processes import (
    AdultEducation,
    DuaModel,
    InformationFlow,
    JobTrack,
    Process,
    Resource,
)
from lokdesk.agreement.validity import LegalReference, Signing, Validity
from lokdesk.agreement.value import Items, Value


class Agreement(Value):
    """A local agreement on cooperation (överenskommelse om samverkan), complete or under way."""

    title: Line = None
    marking: Line = None
    status: StatusWord = None
    version: Line = None
    version_date: Day = None
    parties: Items[Party] = ()
    collaborators: Items[Collaborator] = ()
    background: Text = None
    legal_references: Items[LegalReference] = ()
    mapping: JointMapping = Field(default_factory=JointMapping)
    target_groups: Items[TargetGroup] = ()
    goals: Items[Goal] = ()
    perspectives: Items[Perspective] = ()
    organisation: Organisation = Field(default_factory=Organisation)
    processes: Items[Process] = ()
    job_tracks: Items[JobTrack] = ()
    dua: DuaModel = Field(default_factory=DuaModel)
    resources: Items[Resource] = ()
    information_flows: Items[InformationFlow] = ()
    adult_education: AdultEducation = Field(default_factory=AdultEducation)
    follow_up: FollowUp = Field(default_factory=FollowUp)
    validity: Validity = Field(default_factory=Validity)
    signing: Signing = Field(default_factory=Signing)
    appendices: Items[Appendix] = ()
    additional_answers: Items[AdditionalAnswer] = ()
    economy: Text = None
    circulations: Items[Circulation] = ()
    workshops: Items[Workshop] = ()
