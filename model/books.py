"""temporary"""
def check(e): pass
