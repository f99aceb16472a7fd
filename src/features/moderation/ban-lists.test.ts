import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BanListError, BanListFormat, readBanList, spellingsOf, type WritableBan, writeBanList } from "./ban-lists.ts";

const NOW = new Date("2026-11-21T12:00:00.000Z");
const read = (format: BanListFormat, text: string) => readBanList(format, text, NOW);

describe("readBanList", () => {
  it("reads Minecraft's players and addresses, for ever and for a time", () => {
    const { bans, problems } = read(
      "minecraft-players",
      JSON.stringify([
        {
          uuid: "069A79F444E94726A5BEFCA90E38AAF5",
          name: "Notch",
          created: "2024-03-01 18:22:10 +0100",
          source: "Server",
          expires: "forever",
          reason: "Griefing",
        },
        { uuid: "853c80ef-3c37-49fd-aa49-938b674adae6", name: "jeb_", expires: "2027-01-01 00:00:00 +0000" },
        { uuid: "no uuid", name: "x" },
        { name: "two\nlines" },
        "nobody",
        { name: "late", expires: "tomorrow" },
      ]),
    );
    expect(bans).toEqual([
      {
        name: "Notch",
        platformId: "069a79f4-44e9-4726-a5be-fca90e38aaf5",
        address: null,
        reason: "Griefing",
        startsAt: new Date("2024-03-01T17:22:10.000Z"),
        endsAt: null,
      },
      {
        name: "jeb_",
        platformId: "853c80ef-3c37-49fd-aa49-938b674adae6",
        address: null,
        reason: null,
        startsAt: null,
        endsAt: new Date("2027-01-01T00:00:00.000Z"),
      },
    ]);
    expect(problems.map(({ at }) => at)).toEqual([3, 4, 5, 6]);
    expect(read("minecraft-ips", '[{"ip":"192.0.2.7","expires":"forever"},{"ip":"nowhere"}]')).toMatchObject({
      bans: [{ address: "192.0.2.7", name: null }],
      problems: [{ at: 2 }],
    });
  });

  it("reads Source's users and addresses by minutes", () => {
    const { bans, problems } = read(
      "source-users",
      "// made by hand\r\nbanid 0 STEAM_1:0:1234567\r\nbanid 30.0 [U:1:2469135] kick\nbanid 0 STEAM_x\nquit\n",
    );
    expect(bans).toMatchObject([
      { platformId: "STEAM_1:0:1234567", endsAt: null },
      { platformId: "[U:1:2469135]", endsAt: new Date("2026-11-21T12:30:00.000Z") },
    ]);
    expect(problems.map(({ at }) => at)).toEqual([4, 5]);
    expect(read("source-ips", "addip 0.0 2001:db8::1\n").bans).toMatchObject([{ address: "2001:db8::1" }]);
  });

  it("reads Luanti's addresses with the account that came from them", () => {
    expect(read("luanti-ips", "192.0.2.1|singer\n192.0.2.2|\n|nobody\n")).toMatchObject({
      bans: [
        { address: "192.0.2.1", name: null },
        { address: null, name: "singer" },
        { address: "192.0.2.2", name: null },
      ],
      problems: [{ at: 3 }],
    });
  });

  it("refuses what is no such list", () => {
    for (const text of ["", "{}", "null", "[", "banid 0 STEAM_1:0:1"])
      expect(() => read("minecraft-players", text), text).toThrow(BanListError);
  });

  it("bears any text at all", () => {
    fc.assert(
      fc.property(fc.constantFrom(...BanListFormat.options), fc.string({ unit: "binary" }), (format, text) => {
        try {
          for (const ban of read(format, text).bans) expect(ban.name ?? ban.platformId ?? ban.address).toBeTruthy();
        } catch (error) {
          expect(error).toBeInstanceOf(BanListError);
        }
      }),
    );
  });
});

it("a Steam id is the same in every spelling", () => {
  for (const one of ["STEAM_1:0:1234567", "STEAM_0:0:1234567", "[U:1:2469134]"])
    expect(spellingsOf(one).toSorted()).toEqual(["STEAM_0:0:1234567", "STEAM_1:0:1234567", "[U:1:2469134]"]);
  expect(spellingsOf("069a79f4")).toEqual(["069a79f4"]);
});

describe("writeBanList", () => {
  const ban = (fields: Partial<WritableBan>): WritableBan => ({
    name: null,
    platformId: null,
    address: null,
    reason: "No",
    startsAt: NOW,
    endsAt: null,
    by: "Mira",
    ...fields,
  });

  it("writes what it reads, and says what it cannot say", () => {
    const bans = [
      ban({ name: "Notch", platformId: "069a79f4-44e9-4726-a5be-fca90e38aaf5" }),
      ban({ platformId: "STEAM_1:0:1234567", name: "Gordon" }),
      ban({ address: "192.0.2.7", name: "192.0.2.7" }),
    ];
    for (const format of BanListFormat.options) {
      const { text, leftOut } = writeBanList(format, bans, NOW);
      expect(leftOut, format).toBe(2);
      const again = read(format, text);
      expect(again.problems, format).toEqual([]);
      expect(again.bans, format).toHaveLength(1);
      expect(bans.map(({ platformId, address }) => platformId ?? address)).toContain(
        again.bans[0]!.platformId ?? again.bans[0]!.address,
      );
    }
  });
});
