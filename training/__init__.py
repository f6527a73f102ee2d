"""Training of the models that the package ships: not imported by the package itself."""
