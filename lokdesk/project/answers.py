"""The answers of an agreement as readable JSON: one form, in project files and outside them."""

from lokdesk.agreement.agreement import Agreement


def dumps(agreement: Agreement) -> bytes:
    """Return every answer of *agreement*, given or not, as JSON.

    In the order of the model, indented by two spaces, in UTF-8, with a line break at the end: equal
    agreements make equal bytes.
    """
    return (agreement.model_dump_json(indent=2) + "\n").encode()
