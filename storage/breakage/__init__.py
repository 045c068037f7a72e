"""Is an outlet, or our reading of it, silently broken? Figures in, alarms in plain words out. Pure.

Each figure of the last days is compared with the outlet's own four weeks before, never with a number that fits all.
`judgement.judge` is the door.
"""
