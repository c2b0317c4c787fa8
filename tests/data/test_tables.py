"""The tables as copied: shapes, names, order, and that the opening state adds up."""

import subprocess
import sys

import pytest

from model.data import (
    FARM_SECTORS,
    PRODUCTS,
    REGIONS,
    REPUBLIC_OF_REGION,
    REPUBLICS,
    SECTORS,
    fingerprint,
    table,
    table_names,
)

OPENING = {row["sector"]: row for row in table("industry/opening_1956")}
NORMS = {row["supplying_sector"]: row for row in table("industry/opening_1956_coefficients")}
USES = ("household", "defence", "investment", "exports", "stock_change", "farm_use")


def number(sector, column):
    return float(OPENING[sector][column])


def column(name, heading):
    return [row[heading] for row in table(name)]


def test_the_counts_are_those_of_the_model():
    assert (len(SECTORS), len(PRODUCTS), len(REGIONS), len(REPUBLICS)) == (20, 59, 105, 15)
    for names in (SECTORS, PRODUCTS, REGIONS, REPUBLICS):
        assert len(set(names)) == len(names)


def test_the_order_of_sectors_is_that_of_the_opening_and_of_the_norms():
    assert SECTORS[0] == "coal"
    assert SECTORS[-1] == "transport"
    assert set(FARM_SECTORS) < set(SECTORS)
    for name in ("industry/opening_1956_coefficients", "industry/io_coefficients"):
        assert tuple(column(name, "supplying_sector")) == SECTORS
        assert tuple(table(name)[0])[1:] == SECTORS
    assert set(column("industry/sector_parameters", "sector")) == set(SECTORS)
    assert set(column("industry/products", "sector")) == set(SECTORS)


def test_every_file_by_region_has_the_regions_in_one_order():
    assert tuple(column("farms/farms_by_region", "id")) == REGIONS
    assert tuple(column("history/cartogram", "id")) == REGIONS
    assert tuple(column("history/distance", "a")[::105]) == REGIONS


def test_every_region_belongs_to_a_republic_and_councils_of_1957_are_counted_right():
    assert len(REPUBLIC_OF_REGION) == len(REGIONS)
    for row in table("history/republics"):
        assert REPUBLIC_OF_REGION.count(row["id"]) == int(row["councils_1957"])
    assert len({row["enlarged_1963"] for row in table("history/sovnarkhozy")}) == 47


@pytest.mark.parametrize("sector", SECTORS)
def test_an_opening_row_closes(sector):
    supply = number(sector, "gross_output_1955_bn_rub") + number(sector, "imports")
    use = number(sector, "intermediate_sales_1955") + sum(number(sector, use) for use in USES)
    assert supply == pytest.approx(use, abs=1e-5)
    assert all(number(sector, use) >= 0 for use in USES)


@pytest.mark.parametrize("sector", SECTORS)
def test_norms_times_output_give_the_sales_and_purchases_of_a_sector(sector):
    output = {name: number(name, "gross_output_1955_bn_rub") for name in SECTORS}
    sales = sum(float(NORMS[sector][buyer]) * output[buyer] for buyer in SECTORS)
    bought = sum(float(NORMS[seller][sector]) for seller in SECTORS) * output[sector]
    assert sales == pytest.approx(number(sector, "intermediate_sales_1955"), abs=1e-4)
    assert bought == pytest.approx(number(sector, "intermediate_purchases_1955"), abs=1e-4)
    assert bought / output[sector] < 0.8


def test_the_total_row_is_the_sum_of_the_sectors():
    for use in ("gross_output_1955_bn_rub", "imports", "capital_1956_01_01_bn_rub", *USES):
        total = sum(number(sector, use) for sector in SECTORS)
        assert total == pytest.approx(number("total", use), abs=1e-5)


def test_the_regions_share_out_every_sector():
    regions, farms = table("history/sovnarkhozy"), table("farms/farms_by_region")
    for sector in SECTORS:
        farm = sector in FARM_SECTORS
        shares = [row[f"share_{sector}"] for row in farms] if farm else [r[sector] for r in regions]
        assert sum(map(float, shares)) == pytest.approx(1.0, abs=1e-9)
        assert min(map(float, shares)) >= 0.0


def test_works_add_up_to_the_numbers_of_the_model():
    group = {row["sector"]: row["group"] for row in table("industry/sector_parameters")}
    works = dict.fromkeys(group.values(), 0)
    for row in table("industry/products"):
        works[group[row["sector"]]] += int(float(row["n_works"]))
    assert works["A"] + works["B"] == 46_890
    assert (works["construction"], works["services"]) == (12_800, 2_500)
    farms = table("farms/farms_by_region")
    assert sum(float(row["kolkhozes_1956"]) for row in farms) == 87_400
    assert sum(float(row["sovkhozes_1956"]) for row in farms) == 5_134
    assert sum(float(row["mts_1956"]) for row in farms) == 9_009


def test_distances_are_symmetric_positive_and_shortest_inside_a_region():
    km = {(row["a"], row["b"]): float(row["distance_km"]) for row in table("history/distance")}
    assert len(km) == 105 * 105
    for (here, there), distance in km.items():
        assert distance == km[there, here]
        assert distance >= 50.0
    assert all(km[region, region] <= 300.0 for region in REGIONS)


def test_neighbours_are_mutual_and_everybody_has_one():
    pairs = {(row["a"], row["b"]) for row in table("history/adjacency")}
    assert pairs == {(there, here) for here, there in pairs}
    assert {here for here, _ in pairs} == set(REGIONS)


def test_decrees_presuppose_and_end_only_decrees_that_exist():
    known = set(column("history/decrees", "id"))
    for row in table("history/decrees"):
        assert set(row["presupposes"].replace(";", " ").split()) <= known
        assert set(row["ended_by"].replace(";", " ").split()) <= known


def test_gas_reaches_regions_that_exist():
    items = column("industry/fuel_mix", "item")
    reached = {item.partition(":")[2] for item in items if item.startswith("first_natural_gas")}
    assert reached
    assert reached <= set(REGIONS)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("industry/product", "industry/products"),
        ("products", "industry/products"),
        ("history/decree", "history/decrees"),
    ],
)
def test_an_unknown_table_is_answered_with_the_nearest_name(wrong, right):
    with pytest.raises(KeyError) as said:
        table(wrong)
    assert said.value.args == (f"there is no table {wrong!r}. Did you mean {right!r}?",)


def test_a_name_like_no_other_gets_no_guess():
    with pytest.raises(KeyError) as said:
        table("zzz")
    assert said.value.args == ("there is no table 'zzz'.",)


def test_a_table_cannot_be_reached_outside_the_package():
    with pytest.raises(KeyError):
        table("../data/industry/products")


def test_the_fingerprint_covers_every_file(tmp_path, monkeypatch):
    monkeypatch.setattr("model.data.tables.DIRECTORY", tmp_path)
    (tmp_path / "industry").mkdir()
    seen = set()
    for file, text in (("a.toml", "1"), ("industry/b.csv", "1"), ("industry/b.csv", "2")):
        (tmp_path / file).write_text(text)
        fingerprint.cache_clear()
        seen.add(fingerprint())
    fingerprint.cache_clear()
    assert len(seen) == 3
    assert all(len(print_) == 64 for print_ in seen)


def test_reading_the_data_needs_no_heavy_library():
    heavy = "{'numpy', 'pandas', 'mesa', 'pyarrow', 'scipy'}"
    program = f"import sys, model.data; print(sorted({heavy} & sys.modules.keys()))"
    said = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert said.stdout.strip() == "[]"


def test_every_file_is_plain_utf8_with_rows_of_equal_length():
    for name in table_names():
        for row in table(name):
            assert None not in row, name
            assert None not in row.values(), name
