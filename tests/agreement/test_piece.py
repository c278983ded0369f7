"""The pieces of an agreement hold all of it, each answer once."""

from hypothesis import given

from lokdesk.agreement import address as at
from lokdesk.agreement import schema
from lokdesk.agreement.agreement import Agreement
from lokdesk.agreement.piece import Piece, owner, pieces_in
from tests import strategies


def pieces(agreement: Agreement) -> list[Piece]:
    return [piece for name in Agreement.model_fields for piece in pieces_in(agreement, name)]


@given(strategies.agreements())
def test_every_answer_is_in_one_piece_and_that_one_owns_it(agreement: Agreement):
    in_pieces = [(address, value) for piece in pieces(agreement) for address, _, value in piece.answers()]
    owned = {address: piece.address for piece in pieces(agreement) for address, _, _ in piece.answers()}

    assert sorted(in_pieces, key=lambda one: one[0]) == sorted(
        ((address, value) for address, _, value in at.answers(agreement)), key=lambda one: one[0]
    )
    assert all(owner(address) == piece for address, piece in owned.items())


@given(strategies.agreements())
def test_what_has_a_pattern_is_found_in_the_pieces_that_own_the_pattern(agreement: Agreement):
    for pattern in schema.patterns():
        in_pieces = [
            one
            for piece in pieces(agreement)
            if piece.pattern == owner(pattern)
            for one in piece.found(pattern)
        ]
        assert in_pieces == list(at.found(agreement, pattern))


@given(strategies.agreements())
def test_a_piece_is_known_by_its_address(agreement: Agreement):
    for piece in pieces(agreement):
        assert piece.value is at.get(agreement, piece.address)
        assert piece.pattern == schema.pattern(piece.address) or piece.pattern.endswith("/*")
        assert owner(piece.address) == piece.address
    assert len({piece.address for piece in pieces(agreement)}) == len(list(pieces(agreement)))


def test_an_edit_touches_few_pieces():
    agreement = Agreement.model_validate(
        {"goals": [{"id": "goal0001"}, {"id": "goal0002"}], "organisation": {"forums": [{"id": "foru0001"}]}}
    )
    after = at.replace(agreement, "goals/goal0001/title", "Fler i arbete")
    before = {piece.address: piece.value for piece in pieces(agreement)}

    touched = [one.address for one in pieces(after) if one.value is not before[one.address]]

    assert touched == ["goals", "goals/goal0001"]


def test_who_owns_what():
    assert owner("title") == "title"
    assert owner("validity/start") == "validity"
    assert owner("goals") == "goals"
    assert owner("goals/goal0001/indicators/indi0001/name") == "goals/goal0001"
    assert owner("organisation/forums") == "organisation"
    assert owner("organisation/forums/foru0001/members") == "organisation/forums/foru0001"
    assert owner("goals/*/indicators/*/name") == "goals/*"
