#!/bin/sh
# Paragon, TRL's code in TorchSharp and TRL's code in PyTorch (Debian: apt-get install python3-torch libopenblas0-openmp) on the same
# numbers: ratios with their spread, memory, and what the machine can do. Arguments are those of Comparison/Program.cs.
set -eu
cd "$(dirname "$0")/.."
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
exec dotnet run -c Release --project benchmarks/Comparison -- "$@"
