import { fuzzOperations } from "#app/testing/fuzzed-operations.ts";

fuzzOperations(3, 4);
