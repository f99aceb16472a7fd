import { ImageResponse } from "next/og.js";
import { afterEach, expect, it, vi } from "vitest";
import { drawableText } from "./drawable-text.ts";
import { PICTURE_SIZE, SharePicture } from "./share-picture.tsx";

afterEach(() => vi.unstubAllGlobals());

it("what the font does not have is written as near as it can be", () => {
  expect(drawableText("Zażółć-Élan_42")).toBe("Zażółć-Élan_42");
  expect(drawableText("ﬁsh ｗide")).toBe("fish wide");
  expect(drawableText("狐🦊")).toBe("??");
  expect(drawableText("x".repeat(60))).toBe(`${"x".repeat(39)}…`);
});

it("a picture is drawn without asking anybody for letters, whatever players are called", async () => {
  const asked: string[] = [];
  const own = globalThis.fetch;
  vi.stubGlobal("fetch", (address: unknown) => {
    // What the renderer has in itself it reads in this way too.
    if (/^(data|file):/.test(String(address))) return own(String(address));
    asked.push(String(address));
    return Promise.reject(new Error("Nobody is asked."));
  });
  const picture = new ImageResponse(
    SharePicture({
      brand: "Gamekeeper",
      first: "狐🦊 Ζεύς",
      second: "Ünicode <b>&amp; ".repeat(6),
      act: "killed",
      weapon: "P4-AR “Custom”",
      place: null,
      evidence: "Claimed",
      at: "21 Nov 2026",
    }),
    PICTURE_SIZE,
  );
  const bytes = new Uint8Array(await picture.arrayBuffer());
  expect([...bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe("PNG");
  // Width and height stand in the first chunk.
  const view = new DataView(bytes.buffer);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([PICTURE_SIZE.width, PICTURE_SIZE.height]);
  expect(asked).toEqual([]);
});
