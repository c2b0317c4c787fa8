"""Lessons: predict, run, explain - as data, with every claim checked against the present model.

A lesson is a file in this folder, of this form::

    title    = "The ratchet"
    minutes  = 40
    level    = "upper secondary school and first university years"
    aims     = ["...", "..."]
    intro    = "what happened, in a few paragraphs"
    sources  = ["weitzman1980"]              # keys of model/data/sources.toml

    [[worlds]]                               # what is run beside history
    name     = "no_ratchet"
    layers   = ["no_ratchet"]
    settings = { "ratchet.pass_through" = 0.1 }
    decrees  = { law_1957_05_10 = "never" }
    weather  = "normal"                      # as the layers have it, if not said

    [[steps]]
    title    = "..."
    text     = "what is asked and why"
    predict  = "the question, before anything is run"
    world    = "no_ratchet"                  # one of the worlds; history if not said
    show     = "hidden_reserve"              # the indicator that is looked at
    ledger   = "reported"                    # reported or true
    measure  = "level"                       # level, index or difference
    form     = "chart"                       # chart, table or map
    explain  = "the answer, hidden at first"
    claims   = ["ratchet_hides"]             # what of it is a claim about the model

    [[claims]]
    name      = "ratchet_hides"
    says      = "one sentence"
    world     = "no_ratchet"
    than      = "history"                    # the world it is compared with
    indicator = "hidden_reserve"
    ledger    = "true"                       # reported if not said
    years     = [1960, 1965]                 # the mean from the first to the last
    is        = "lower"                      # lower, higher, equal
    by        = 0.02                         # at least (equal: at most) so much, in its unit
    most      = 0.1                          # no more than this; without it any amount

    [[questions]]
    ask      = "..."
    answer   = "..."

    [[notes]]                                # for whoever leads the lesson
    title    = "..."
    text     = "..."
"""

from __future__ import annotations

from experiments.lessons.read import (
    HISTORY,
    Claim,
    Lesson,
    Part,
    Step,
    World,
    names,
    read,
    worlds,
)

__all__ = ["HISTORY", "Claim", "Lesson", "Part", "Step", "World", "names", "read", "worlds"]
