#!/bin/sh
# Many random runs of the model of money (2,000, or as the argument says) on a PostgreSQL of its own.
set -eu
cd "$(dirname "$0")/../../../.."
# The Node that the project brings, whatever the machine has.
PATH="$PWD/node_modules/.bin:$PATH"
GOALBEAT_STATE="${GOALBEAT_STATE:-$PWD/.goalbeat/model}"
export GOALBEAT_STATE
./goalbeat up --backing-only
trap './goalbeat down' EXIT
GOALBEAT_MODEL_SEED="${GOALBEAT_MODEL_SEED:-$(date +%s)}"
export GOALBEAT_MODEL_SEED
postgres=$(./goalbeat env | sed -n 's/^GOALBEAT_POSTGRES_URL=//p')
TEST_POSTGRES_ADMIN_URL="${postgres%/*}/postgres" GOALBEAT_MODEL_RUNS="${1:-2000}" node \
  --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js \
  --projects services/payroll-bridge --testMatch '**/money-model.medium.spec.ts' --testPathIgnorePatterns /node_modules/ /dist/ --forceExit
