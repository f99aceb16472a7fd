import { describe, expect, it } from "vitest";
import { loadTableQuery } from "./table-query.ts";

const spec = { sort: "name", facets: ["state"] };

describe("loadTableQuery", () => {
  it("gives the defaults for a bare address", async () => {
    expect(await loadTableQuery(spec, Promise.resolve({}))).toEqual({
      q: "",
      sort: "name",
      page: 1,
      facets: { state: [] },
    });
  });

  it("reads filter, sort, page and facets", async () => {
    const asked = { q: "night", sort: "-players", page: "3", state: "running,crashed", other: "x" };
    expect(await loadTableQuery(spec, Promise.resolve(asked))).toEqual({
      q: "night",
      sort: "-players",
      page: 3,
      facets: { state: ["running", "crashed"] },
    });
  });

  it("never asks for a page before the first", async () => {
    expect((await loadTableQuery(spec, Promise.resolve({ page: "-2" }))).page).toBe(1);
    expect((await loadTableQuery(spec, Promise.resolve({ page: "x" }))).page).toBe(1);
  });
});
