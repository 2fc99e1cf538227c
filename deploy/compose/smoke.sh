#!/usr/bin/env bash
# Carries one made-up release through the running suite, from a token to its receipt and its audit proof. Exit code 0 if all is well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
read -ra compose <<<"${COMPOSE:-docker compose}"
exec "${compose[@]}" --profile smoke run --rm --no-deps -T smoke
