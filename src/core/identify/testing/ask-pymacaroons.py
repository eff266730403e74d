# What pymacaroons, the library that PyPI makes its tokens with, says of macaroons. One JSON list of cases in, one of answers out.
import json
import sys

from pymacaroons import MACAROON_V2, Macaroon, Verifier


def answer(case):
    parent = Macaroon(
        location=case["location"], identifier=case["identifier"], key=case["key"], version=MACAROON_V2
    )
    for caveat in case["caveats"]:
        parent.add_first_party_caveat(caveat)
    if "child" not in case:
        return {"parent": parent.serialize()}
    expected = parent.copy()
    for caveat in case["added"]:
        expected.add_first_party_caveat(caveat)
    child = Macaroon.deserialize(case["child"])
    verifier = Verifier()
    verifier.satisfy_general(lambda predicate: True)
    return {
        "serialized": expected.serialize(),
        "caveats": [caveat.caveat_id_bytes.decode() for caveat in child.caveats],
        "signature": child.signature,
        "expected": expected.signature,
        "verified": verifier.verify(child, case["key"]),
    }


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
