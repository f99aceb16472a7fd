import type { ReactNode } from "react";
import type { MenuItem } from "../menu-props.ts";

/** One column. The first column is the row's name and its link; on a phone `card` tells its place in the row's card. */
export interface Column<Row> {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  /** The server can sort by it, under this id. */
  sortable?: boolean;
  align?: "start" | "end";
  /** False keeps it out of the column menu. */
  hideable?: boolean;
  /** "title" and "status" make the card's first line, "meta" its second; "none" leaves it to the row's own page. */
  card?: "title" | "status" | "meta" | "none";
}

/** A cut through the list by known values, as chips above it. */
export interface Facet {
  id: string;
  label: string;
  /** "menu" for values of which there may be any number: one button in place of the chips. */
  look?: "chips" | "menu";
  options: readonly { value: string; label: ReactNode }[];
}

/** What is chosen for a bulk act: these rows, or all that match the filter. */
export type Selection = { kind: "rows"; keys: readonly string[] } | { kind: "all" };

/** A row's own acts. */
export type RowMenu<Row> = (row: Row) => readonly MenuItem[];
