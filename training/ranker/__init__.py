"""Weights of the evidence room: how the ranker, the chance of an answer and the common words were made."""
