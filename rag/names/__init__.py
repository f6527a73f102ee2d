"""Names come in, their parts go out, and whether two of them can be the same person's."""

from rag.names.offices import ALIKE, UNDER, holding
from rag.names.parts import Kind, Name, bare, key, parse
from rag.names.same import compatible, matching, organisation_key, same_given, slug, sounds, surnames

__all__ = [
    "ALIKE",
    "UNDER",
    "Kind",
    "Name",
    "bare",
    "compatible",
    "holding",
    "key",
    "matching",
    "organisation_key",
    "parse",
    "same_given",
    "slug",
    "sounds",
    "surnames",
]
