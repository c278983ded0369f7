"""What the registers suggest while an answer is typed."""

from lokdesk.handbook import suggestion
from lokdesk.handbook.suggestion import Source
from tests.handbook.shipped import REGISTER


def source(pattern: str) -> Source:
    found = suggestion.source(REGISTER, pattern)
    assert found is not None
    return found


def test_a_party_that_is_picked_brings_its_kind():
    parties = source("parties/*/name")

    assert parties.suggestions("växj")[0] == "Växjö kommun"
    assert parties.answers("Växjö kommun") == {"name": "Växjö kommun", "kind": "kommun"}


def test_an_act_that_is_picked_brings_its_number():
    acts = source("legal_references/*/act")

    assert acts.suggestions("kommunallag") == ("Kommunallag", "Kommunallag (1991:900)")
    assert acts.answers("Kommunallag") == {"act": "Kommunallag", "sfs": "2017:725"}
    assert acts.answers("Kommunallag (1991:900)")["sfs"] == "1991:900"


def test_an_act_is_found_by_number_and_short_name():
    acts = source("legal_references/*/act")

    assert acts.suggestions("2022:811") == ("Förordning med instruktion för Arbetsförmedlingen",)
    assert acts.suggestions("finsam") == ("Lag om finansiell samordning av rehabiliteringsinsatser",)


def test_every_act_can_be_suggested():
    acts = source("legal_references/*/act")

    for act in REGISTER.acts.acts:
        offered = acts.suggestions(act.sfs)
        assert act.sfs in {acts.answers(name)["sfs"] for name in offered}


def test_free_text_brings_nothing_and_other_fields_have_no_source():
    assert source("parties/*/name").answers("Kvarteret i samverkan") == {}
    assert source("legal_references/*/act").suggestions(" ") == ()
    assert suggestion.source(REGISTER, "goals/*/title") is None
