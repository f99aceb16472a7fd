import { fuzzOperations } from "#app/testing/fuzzed-operations.ts";

fuzzOperations(0, 4);
