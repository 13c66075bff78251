"""Prints what imports cost in milliseconds of CPU time, of Python and of the Node.js that it starts: aws-cdk-lib alone, and with the library."""

import subprocess
import sys

BASE = "from aws_cdk import aws_iam, aws_kms, aws_s3\n"
OURS = "import cdk_s3_encryption\n"
RUNS = 7

# The processes below this one, because Node.js still runs when Python has imported.
MEASURE = """
import os

def ticks(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    children = []
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/children") as file:
            children += file.read().split()
    return int(fields[11]) + int(fields[12]) + sum(ticks(child) for child in children)

print(ticks(os.getpid()) * 1000 // os.sysconf("SC_CLK_TCK"))
"""


def milliseconds(code: str) -> int:
    run = subprocess.run([sys.executable, "-c", code + MEASURE], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return int(run.stdout)


# In turns, and the least of each: what disturbs a run makes it longer, never shorter.
runs = [(milliseconds(BASE), milliseconds(BASE + OURS)) for _ in range(RUNS)]
print(min(base for base, _ in runs), min(both for _, both in runs))
