"""On the Record: ask a folder of news articles who said what, when, and where it says so."""
