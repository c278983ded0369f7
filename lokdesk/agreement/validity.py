"""How long the agreement lasts, how it is changed and ended, and which others it stands beside."""

from lokdesk.agreement.answer import AlongsideKind, Day, Line, Scope, SignatureMethod, Text, ValidityKind
from lokdesk.agreement.value import Item, Items, Value


class LegalReference(Item):
    """A provision that the cooperation rests on. Its life span stands in the register of legal acts."""

    act: Line = None
    sfs: Line = None
    provision: Line = None
    meaning: Text = None


class ReplacedAgreement(Item):
    """An earlier agreement that ends when this one begins."""

    title: Line = None
    case_number: Line = None
    date: Day = None


class AlongsideAgreement(Item):
    """An agreement that goes on applying beside this one."""

    title: Line = None
    kind: AlongsideKind = None
    parties: Scope = ()
    note: Text = None


class Supplement(Item):
    """A tilläggsöverenskommelse to this agreement."""

    title: Line = None
    date: Day = None
    content: Text = None


class Validity(Value):
    """The period of the agreement and the rules for changing and ending it."""

    kind: ValidityKind = None
    start: Day = None
    end: Day = None
    extension: Text = None
    change: Text = None
    supplement_rule: Text = None
    supplements: Items[Supplement] = ()
    termination: Text = None
    notice_period: Line = None
    replaces: Items[ReplacedAgreement] = ()
    alongside: Items[AlongsideAgreement] = ()


class Signing(Value):
    """How the agreement is signed and kept."""

    originals: Line = None
    method: SignatureMethod = None
    note: Text = None
