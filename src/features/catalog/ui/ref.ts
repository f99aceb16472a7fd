import type * as z from "zod";
import type { CatalogRef as Schema } from "../schema.ts";

export type CatalogRef = z.output<typeof Schema>;
