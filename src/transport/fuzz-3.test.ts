import { fuzzOperations } from "#app/testing/fuzzed-operations.ts";

fuzzOperations(2, 4);
