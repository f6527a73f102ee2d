"""PolNeAR articles come in, the weights of the attribution tagger go out: `python -m training.attribution --help`."""
