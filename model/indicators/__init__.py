"""What the record says of a run: `history/indicators.csv` is the contract.

The statistical office (`office`) writes down months and years (`span`); rules, by theme,
turn what it wrote into levels of the nation, its republics and its regions (`levels`);
`tables` sets them out by year, by month and by region, on the base the contract names.
An indicator that has no rule is one the model does not speak to yet: it is silent, never
filled with a number that means something else.
"""
