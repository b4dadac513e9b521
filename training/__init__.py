"""From an annotated corpus to the weights that ship; needs the extra `train`."""
