import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { operationList } from "#app/features/registry.ts";
import type { HttpMethod } from "#app/operation/define.ts";
import { publicOperations } from "./rest.ts";
import { RouteTable } from "./route-table.ts";

const table = new RouteTable(publicOperations);

describe("the addresses of the API", () => {
  it("are those of the operations that have one, each found at its own and nowhere else", () => {
    const found = publicOperations.map(({ http }) => table.find(http!.path)!.operations.get(http!.method)!.id);
    expect(found).toEqual(publicOperations.map(({ id }) => id));
    const addresses = publicOperations.map(({ http }) => `${http!.method} ${http!.path.replaceAll(/\{\w+\}/g, "{}")}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it("are served by one handler of Next for all, at each method that there is", () => {
    const handlers = globSync("src/app/api/v1/**/route.ts");
    expect(handlers).toEqual(["src/app/api/v1/[...path]/route.ts"]);
    const methods = new Set<HttpMethod | "HEAD" | "OPTIONS">(publicOperations.map(({ http }) => http!.method));
    const exported = [...readFileSync(handlers[0]!, "utf8").matchAll(/ as ([A-Z]+)/g)].map(([, method]) => method);
    expect(exported.sort()).toEqual([...methods, "HEAD", "OPTIONS"].sort());
  });

  it("are there for everything that a page does", () => {
    const pages = globSync("src/{app,ui,features/*/ui,transport/client}/**/*.{ts,tsx}");
    const code = pages.map((file) => readFileSync(file, "utf8").replaceAll(/\s+/g, "")).join("\n");
    const used = operationList.filter(({ id }) => new RegExp(`\\.${id.replace(".", "\\.")}\\b`).test(code));
    expect(used.length).toBeGreaterThan(60);
    expect(used.filter(({ http }) => !http).map(({ id }) => id)).toEqual([]);
  });

  it("are missing where only a node, the machine's operator or a live connection asks", () => {
    for (const { id, access, http } of operationList) {
      if (http || access.kind === "node" || access.kind === "operator") continue;
      // The doors of nodes and of sign-in by provider, and what is followed over a connection.
      const others = [
        "auth.register",
        // What the payment provider tells comes in its own form, at an address of its own.
        "payments.takeStripeNotice",
        "nodes.enrol",
        "bridge.follow",
        "console.follow",
        "events.follow",
        "servers.follow",
      ];
      expect(others).toContain(id);
    }
  });
});
