"""An outlet file from a home page: what to try as a source, what it is, which to keep, and all that can be guessed.

Pure as the rest of discovery: a `Search` says which addresses it wants and is told what they answered; whoever asks
(`scheduler.surveying`) knows the network. `propose` makes the outlet of it, `outlet_file` the text.
"""
