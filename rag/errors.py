"""The one family of failures; each message tells the reader what happened and what to do next.

What is caught, and where an answer goes on without the failed part, is left to the rooms.
"""

from __future__ import annotations


class OnTheRecordError(Exception):
    """Anything this program refuses or fails at; the message is fit to be shown."""


class InputError(OnTheRecordError):
    """The user gave something that cannot be used."""


class NotIndexedError(InputError):
    """There is no index where one was expected."""


class NoSuchArticleError(InputError):
    """No article has that id or path."""


class IndexBusyError(OnTheRecordError):
    """Another process is writing this index."""


class DamagedIndexError(OnTheRecordError):
    """The catalogue or a part of the index cannot be read or written."""


class VectorsUnavailableError(OnTheRecordError):
    """Vector search cannot answer now; words and statements still can."""


class WeightsError(OnTheRecordError):
    """Model weights are missing or are not the ones expected."""


class PromptError(OnTheRecordError):
    """A prompt file is missing or lacks a placeholder."""


class EndpointError(OnTheRecordError):
    """The language model's endpoint refused, failed or took too long."""
