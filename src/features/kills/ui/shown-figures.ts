import type { Outputs } from "#app/transport/client/outputs.ts";

/** A player's figures as their page is told them. */
export type KillFigures = Outputs["kills"]["figures"];
