import { fuzzOperations } from "#app/testing/fuzzed-operations.ts";

fuzzOperations(1, 4);
