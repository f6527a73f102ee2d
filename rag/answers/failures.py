"""What went wrong between us and an endpoint to one sentence for the reader, without a word of the server's.

Whether it is tried again, and when it is too late for that, is `endpoint`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rag.errors import EndpointError

if TYPE_CHECKING:
    import httpx2

FINISHED = "stop"
_STATUS = {
    400: "did not understand the request",
    401: "refused the key: check OPENAI_API_KEY",
    403: "does not allow this key to do that: check what the key may use",
    404: "has no such model or address: check OPENAI_MODEL and OPENAI_BASE_URL",
    408: "took too long",
    413: "finds the request too long",
    429: "is asked too often or the quota is spent: wait, or check the account",
}


def failures() -> tuple[type[BaseException], ...]:
    """Everything the client raises for a reply that is late, refused or not in the protocol's form."""
    import httpx2
    import openai

    return (
        EndpointError,
        openai.OpenAIError,
        httpx2.HTTPError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
    )


def explained(error: BaseException) -> tuple[str, float | None, bool]:
    """What happened in one sentence without a word of the server's, how long to wait, and whether to try again."""
    import httpx2
    import openai

    if isinstance(error.__cause__, EndpointError):
        error = error.__cause__
    if isinstance(error, EndpointError):
        return str(error), None, False
    if isinstance(error, openai.APIStatusError):
        status = error.status_code
        told = _STATUS.get(status, "failed" if status >= 500 else "refused the request")
        return f"The endpoint {told} ({status}).", _retry_after(error.response), status in (408, 429) or status >= 500
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return "The endpoint did not answer in time.", None, False
    if isinstance(error, openai.APIConnectionError | httpx2.ConnectError):
        return "The endpoint cannot be reached: check OPENAI_BASE_URL and whether it runs.", None, True
    if isinstance(error, openai.OpenAIError | httpx2.HTTPError):
        return "The endpoint broke off its reply.", None, False
    return "The endpoint's reply is not in the form it should have.", None, False


def _retry_after(response: httpx2.Response) -> float | None:
    try:
        return max(0.0, float(response.headers.get("retry-after", "")))
    except ValueError:
        return None


def end_of(told: dict[str, Any]) -> str | None:
    """Why a reply ended, in the words of Chat Completions; None: not said yet."""
    if told.get("finish_reason") or told.get("status") == "completed":
        return str(told.get("finish_reason") or FINISHED)
    if told.get("status") == "incomplete":
        why = (told.get("incomplete_details") or {}).get("reason")
        return "length" if why == "max_output_tokens" else why
    return None


def cut_short(reason: str | None) -> str:
    """Why a reply is no whole one, from how it ended; None: it just stopped."""
    if reason == "length":
        return "The model's reply was cut at its length limit."
    if reason == "content_filter":
        return "The endpoint's filter stopped the reply."
    return "The model's reply was cut off."
