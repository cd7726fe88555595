"""The lifeline as a chart: what is drawn where, without anything that draws. Pure Python."""
