"""temporary"""
import numpy as np
from model import data
from model.calendar import year_of
from model.product_table import sector_of_product

def national(record, e):
    made=record.year_made(); o=e.opening
    first=o.output*12/ __import__('model.opening',fromlist=['x']).carry_forward()
    out={}
    for i,p in enumerate(data.PRODUCTS): out["true",p]=float(made[i]/first[i])
    w=[float(r['value_1958_bn_rub_wholesale'] or 0) for r in data.table('industry/products')]
    ga=np.array([float(r['group_a_share'] or 0) for r in data.table('industry/products')])
    s=sector_of_product(); ind=np.array([data.SECTORS[i] not in ('grain','livestock','technical_crops','transport','constr_industrial','constr_housing') for i in s])
    x58=np.array([float(r['output_1958'])/float(r['output_1955']) for r in data.table('industry/products')])*first
    price=np.array(w)/x58
    out["true","A"]=float((made*price*ga*ind).sum()); out["true","B"]=float((made*price*(1-ga)*ind).sum())
    out["true","ind"]=float((made*price*ind).sum())
    used=record._of_year("used"); out["true","NI"]=float(made.sum()-used.sum()); out["true","agri"]=float(made[np.isin(s,[16,17,18])].sum())
    out["true","inv"]=float(record._of_year("invested").sum())
    out["true","unf"]=float(record.months[-1]["unfinished"].sum())
    out["true","K"]=float(e.capital_of_sector().sum())
    for j,n in enumerate(data.SECTORS):
        out["true","K:"+n]=float(e.capital_of_sector()[j]); out["true","X:"+n]=float(made[s==j].sum()); out["true","L:"+n]=float(e.labour[j])
        d=e.directors; m=d.sector==j
        if m.any(): out["true","use:"+n]=float(d.output[m].sum()/e.capacity[m].sum()); out["true","cov:"+n]=float((d.coverage[m]*d.output[m]).sum()/d.output[m].sum()); out["true","ful:"+n]=float(np.median(d.fulfilment[m]))
    sent,asked=record._of_year("sent"),record._of_year("asked")
    out["true","fill_here"],out["true","fill_away"]=map(float,sent/asked)
    out["true","coverage"]=float(np.mean([m["coverage"] for m in record.months[-12:]]))
    out["true","fulfil"]=float(np.median(e.directors.fulfilment)); out["true","inc"]=e.plan.inconsistency
    return out
def regional(record,e): return []
