#!/bin/sh
# Starts the sandbox.
set -u

mkdir -p /workspace
exec /root/.jupyter/start-code-interpreter.sh
