"""One header swapped by mitmproxy. The token to send is BENCH_SECRET."""

import os

BEARER = "Bearer " + os.environ["BENCH_SECRET"]


def request(flow):
    flow.request.headers["authorization"] = BEARER
