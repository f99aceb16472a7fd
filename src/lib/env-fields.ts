import * as z from "zod";

/** A setting of the environment that is on or off; off where it is not given. */
export const flag = z
  .enum(["0", "1", "true", "false", ""])
  .default("0")
  .transform((text) => text === "1" || text === "true");

/** A setting of the environment that may be left out, or left empty. */
export const optional = z
  .string()
  .optional()
  .transform((text) => (text === "" ? undefined : text));
