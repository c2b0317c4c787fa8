"""The rooms: each mechanism with its story, equation, parameters, sources and functions.

A room is a pair of files, NAME.py and NAME.toml. Rooms take arrays and give arrays;
they know no agents, no files and no other room. What two rooms share passes through
the year.
"""
