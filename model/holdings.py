"""What the economy holds between phases, besides the columns of its agents.

Declared in one place so that a reader sees all state at once: n works rows, m farm rows,
c claims, w claims of works, l links, s suppliers; products (59), sectors (20), regions (105).
Money is mln rub in prices of 1958 unless said otherwise.
"""

from __future__ import annotations

from model.accounts import Accounts
from model.agents.factory_director import FactoryDirector
from model.agents.farm import Farm
from model.agents.farm_sector import FarmSector
from model.agents.household import Household
from model.agents.local_official import LocalOfficial
from model.authorities import Orders, Subordination
from model.books import Closing
from model.claims import Kind
from model.committees import Committees
from model.countryside import Countryside
from model.dwellings import Dwellings
from model.fates import Fates
from model.home import Home
from model.horizon import Horizon
from model.leaders import Leaders
from model.lines import SupplyLines
from model.mechanisms.indicator import Standard
from model.network import Network, Wiring
from model.opening import Opening
from model.plan import Plan
from model.population import Places
from model.releases import Releases, Rivals, Undertaken
from model.rows import Roll
from model.schedules import Schedule
from model.shelves import Shelves
from model.sites import Sites
from model.superiors import Handling, Planning
from model.units import Persons, Quantities, Rows, Rubles, Shares
from model.workload import Workload


class Holdings:
    """Annotations of an economy's state; `model.founding` fills it, phases change it."""

    opening: Opening
    network: Network
    places: Places
    lines: SupplyLines
    plan: Plan
    sites: Sites
    horizon: Horizon
    directors: Roll[FactoryDirector]
    farms: Roll[FarmSector]
    land: Roll[Farm]
    countryside: Countryside
    households: Roll[Household]
    officials: Roll[LocalOfficial]
    committees: Committees
    home: Home
    shelves: Shelves
    dwellings: Dwellings
    accounts: Accounts

    # who is where in the network: fixed at founding
    wiring: Wiring  # what shaped it
    copies: int  # into so many works each of them was divided
    identity: Rows  # (n,) number in the full population
    owner: Rows  # (w,) works row of each works claim
    depots: Rows  # claims of depots
    pooled: Quantities  # (59, 59) one where an input comes from the depot
    pool_weight: Quantities  # (59, 59) units of coverage a depot input makes
    pool_units: Quantities  # (105, 59) units a maker has from depots
    is_crop: Quantities  # (m,) one for produce of one harvest a year
    unit_of: Quantities  # (59,) units of products.csv a mln rub
    is_housing: Rows  # (59,) one for dwellings
    final_share: Shares  # (c,) share of a claim in its kind's use of the good in 1955
    final_claims: dict[Kind, Rows]  # places of each kind of customer among claims
    sector_of_owner: Rows  # (w,) sector of each works claim's works
    outlet_links: Rows  # links to final users who take what is left over
    outlet_supplier: Rows  # their suppliers

    # who stands over whom: changes with the order
    subordination: Subordination  # what an order goes by when it places works under authorities
    orders: Orders  # the orders of this month, each with its regions
    council: Rows  # (105,) council of each region
    body: Rows  # (n,) body over each works
    works_moved: float  # works that passed to another body this year
    workload: Workload  # what bodies have to plan, counted at full number
    planning: Planning | None  # who plans each link; kept until law or links change
    planned_lines: SupplyLines | None  # the links it was worked out for
    handling: Handling | None  # how well claims are planned; kept likewise

    skilled: Rows  # (b,) bodies whose planners had to learn
    skill: Shares  # (b,) part of their hours that counts
    leaders: Leaders  # who leads the bodies, and how hard
    releases: Releases | None  # whose goods move on which link; kept likewise
    withheld: Shares  # (b, 59) part of strangers' orders kept back, by body and good
    withheld_by: Rows  # (b,) those bodies
    let_go: Shares | None  # (l,) orders served over orders, as authorities let them; kept likewise
    rivals: Rivals | None  # links to rivals' works; kept likewise
    undertaken: Undertaken | None  # what suppliers set out to send of contracts; kept likewise
    called_part: Shares  # (c,) last month's orders over contracts

    # opening values that later ones are compared with
    first_capital: Rubles  # (n,)
    farm_first_capital: Rubles  # (m,)
    farm_opening: Rubles  # (m,) a month, in the harvest of 1955 spread over the year
    farm_people: Persons  # (m,)
    opening_employment: Persons  # (n,)
    opening_labour: Persons  # (20,)
    defence_claim: Rubles  # (59,) a month
    stock_norm: Quantities  # (c,) months of need held by norm
    progress: Shares  # (20,) a year

    # what December knows and decides
    achieved: Rubles  # (59,) output of the last year
    last_achieved: Rubles  # (59,) of the year before
    last_growth: Shares  # (59,)
    last_final: Rubles  # (59,) final deliveries of the last year
    last_capacity: Rubles  # (20,) a month, at the last year's end
    mean_capacity: Rubles  # (20,) of the last year
    capacity_growth: Shares  # (20,) of the last year
    claim_growth: float  # of the army's claim
    defence_level: float  # the army's claim over that of January 1956
    trade_level: float  # foreign trade over that of January 1956
    stock_building: Quantities  # (59, 59) requests over use, for stocks that grow along
    stock_factor: Quantities  # (59,) the same in the opening table
    norms: Quantities  # (59, 59) rub a rub that works really need; the plan has its own
    norm_of_claim: Quantities  # (w,) rub a rub
    contract_of_claim: Rubles  # (c,) a month, mean of the year
    drawn: Shares  # (20,) growth that asks for hands
    plant_wanted: Shares  # (59,) plant a year that the path asks for, over what there is

    # the month's plant and people
    labour: Persons  # (20,)
    sector_capital: Rubles | None  # (20,) kept until plant changes
    capacity: Rubles  # (n,) a month, before the month's luck
    able: Rubles  # (n,) a month, luck included
    fates: Fates  # what works of a row share their luck
    luck: Shares  # (f,) draws for luck with plant, in standard deviations
    able_of_fate: Rubles  # (f,) a month, luck included
    planned_of_fate: Rubles  # (f,) what the month sets out to make
    value_of_fate: Shares  # (f,) what the plan counts for a unit made, over what was usual
    farm_capacity: Rubles  # (m,) a month
    planned: Rubles  # (n,) what the month sets out to make
    bids: Rubles  # (f,) a month, what works say in December that they could make
    planned_capital: Rubles  # (n,) plant that the last division knew
    due_so_far: Rubles  # (f,) plan of the year to date
    counted_so_far: Rubles  # (f,) output of the year to date as reported
    corrected_down: Quantities  # (f,) how often the year's plan was cut
    corrected_up: Quantities  # (f,) how often it was raised
    expected: Shares  # (n,) coverage that a works has known, moving mean
    spread: Shares  # (n,) its moving variance
    shortness: Shares  # (n,) share of sorts of inputs that were short, moving mean
    excess: Shares  # (59,) output over plan that was usual in 1955
    custom: Standard  # what was usual in January 1956
    accepted: Standard  # what prices and norms of new goods have taken in since
    chosen: Standard  # of the month, beyond what is accepted
    value: Shares  # (n,) what the plan counts for a unit made, over what was usual
    worth: Shares  # (n,) quality of what was made in the month
    goods_quality: Shares  # (59,) the same by product, national mean
    heaviness: Shares  # (59,) materials used over the norm, less 1, by maker's product
    made_so_far: Rubles  # (f,) output of the year to date

    # what directors remember and do for themselves: i inner claims, works first, then depots
    fill_mean: Shares  # (i,) deliveries over orders, moving mean
    fill_variance: Quantities  # (i,) of the same
    unevenness: Quantities  # (w,) variance between sorts of what came of them, moving mean
    expected_cut: Shares  # (i,) of requests in December
    called: Rubles  # (c,) last month's orders by claim
    stock_wanted: Quantities  # (c,) months of need that orders aim at
    sorts: Rubles  # (k, w) mln rub of stocks of works by kind of sorts
    sorts_ordered: Shares  # (k, w) what last month's orders were made up of
    sorts_apart: Quantities  # (w,) variance between sorts of the part ordered of what is wanted
    insured: Quantities  # (w,) months of need held in 1955 for irregular deliveries
    usual_coverage: Shares  # (n,) output over what plant and hands could do with all inputs, 1955
    usual_left: Shares  # (n,) of capacity, beside the pushers of 1955
    stalls: tuple[Rubles, ...]  # three of (k, w), written anew whenever works go to market
    scheduled: Schedule | None  # what sorts contracts are of; kept while planning is the same
    market: Rows  # (w,) region and good within which works barter
    house_share: Shares  # (w,) of a need that the works' own shop makes
    house_norm: Quantities  # (w,) the same, rub a rub of output
    loss_foreseen: Shares  # (n,) of the month's output that stocks in hand would cost
    loss_mean: Shares  # (n,) of output that short supplies would cost a month, moving mean
    pushers: Persons  # (n,) persons, sent out to get what was not delivered
    closing_share: Shares  # (n,) of a shortage that pushers can close
    output_left: Shares  # (n,) of capacity, beside pushers and own shops
    spot_gained: Rubles  # (c,) got, or given, of input stocks outside all contracts in the month
    spot_sold: Rubles  # (works,) finished goods that left outside all contracts in the month
    bartered: float  # inputs got from other works in the month
    in_house: float  # inputs made for oneself
    needed: float  # inputs that the month's plans need

    closed: Closing | None  # what the books closed with last month

    # the month's flows
    received: Rubles  # (c,)
    used: Rubles  # (w,)
    depot_need: Rubles  # (105, 59) planned use from depots
    depot_use: Rubles  # (d,) use from depots, by depot claim
    pool_term: Quantities  # (105, 59) shortage terms of depot inputs
    served: Rubles  # (c,) final use
    served_in_shops: Rubles  # (c,) of it, what shops sold
    standing: Rubles  # (m,) crops in the field, at the weather of 1955
    grown: Rubles  # (m,) brought in
    harvest_of_year: Rubles  # (m,)
    eaten: Rubles  # (m,) by farm people
    fed: Rubles  # (m,) own seed and feed
    bought: Rubles  # (m,) grain from abroad
    sold_nearby: Rubles  # (m,) animal produce taken to the region's market
    spoiled: Rubles  # (m,)
    procured: Rubles  # (m,) taken by the state of what farms made this month
    imported: Rubles  # (desks,)
    ordered: Rubles  # (l,)
    sent_by_supplier: Rubles  # (s,)
    invested: Rubles  # (210,) by region, then dwellings by region
    commissioned: Rubles  # (105, 22)
    site_years: Quantities  # (2,) years to commissioning times cost, and cost
