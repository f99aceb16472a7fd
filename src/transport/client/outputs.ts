import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "../trpc.ts";

/** What each operation answers, by its path: `Outputs["servers"]["list"]["items"][number]`. */
export type Outputs = inferRouterOutputs<AppRouter>;
