"""dalian_plan.py with every system solved by batched LAPACK, as numpy offers it."""

import dalian_plan
import measure

if __name__ == "__main__":
    measure.report("dalian-plan-numpy-direct", **dalian_plan.timed(dalian_plan.options(), dalian_plan.solve_directly))
