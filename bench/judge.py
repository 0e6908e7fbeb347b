"""Events per second of CPU time evaluated by the judge. --only NAME runs one case, --quick gives a rough result."""

import argparse
import json
import os
import statistics
import subprocess
import sys

import rig

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--only", default="", help="such as mix or healthyProbeOfAHealthyTarget")
parser.add_argument("--quick", action="store_true", help="one fork and fewer iterations")
options = parser.parse_args()

with open(os.path.join(rig.ROOT, "target", "jmh.classpath")) as file:
    libraries = file.read().strip()
classpath = os.pathsep.join([os.path.join(rig.ROOT, "target", "test-classes"), os.path.join(rig.ROOT, "target", "classes"), libraries])
result = os.path.join(rig.ROOT, "target", "jmh.json")
command = [os.path.join(os.environ["JAVA_HOME"], "bin", "java"), "-cp", classpath, "org.openjdk.jmh.Main",
           "JudgeThroughput." + options.only, "-prof", "gc", "-prof", "io.dogwatch.judge.CpuProfiler", "-rf", "json", "-rff", result]
if options.quick:
    command += ["-f", "1", "-wi", "2", "-i", "3"]
if os.path.exists(result):
    os.remove(result)
before = rig.load()[0]
subprocess.run(command, check=True, stdout=sys.stderr)
with open(result) as file:
    runs = json.load(file)
for run in runs:
    processor = [one for fork in run["secondaryMetrics"]["cpu.throughput"]["rawData"] for one in fork]
    rig.report(what="judge", case=run["benchmark"].rsplit(".", 1)[-1], runs=len(processor),
               least=round(min(processor)), median=round(statistics.median(processor)), most=round(max(processor)),
               by_the_clock=round(run["primaryMetric"]["score"]), bytes_per_event=round(run["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]), load=[before, rig.load()[0]])
