import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, test } from "vitest";
import { type GeneratedTruth, generateLog, seededRandom } from "../../testing/star-citizen-log.ts";
import { whyNoKills } from "./log-build.ts";
import type { ActorDeath } from "./log-fact.ts";
import { logFact } from "./log-line.ts";
import { newLogReader } from "./log-reader.ts";
import type { LoggedKill, LogReport, VehicleStep } from "./logged-kill.ts";

/** Logs of the real game and of public trackers' tests, where somebody has put them beside the project; they are not part of it. */
const REAL_LOGS = path.resolve("../shared/fixtures/sc");

function read(bytes: Buffer | string, cuts: (length: number) => number = (length) => length) {
  const kills: LoggedKill[] = [];
  const vehicles: VehicleStep[] = [];
  const reader = newLogReader({ kill: (kill) => kills.push(kill), vehicle: (step) => vehicles.push(step) });
  const whole = Buffer.from(bytes as string);
  for (let from = 0; from < whole.length; ) {
    const size = Math.max(1, cuts(whole.length - from));
    reader.push(whole.subarray(from, from + size));
    from += size;
  }
  return { kills, vehicles, report: reader.end() as LogReport };
}

function generated(seed: number, options: { repeats?: number; noise?: number; kills?: number } = {}) {
  const truth: GeneratedTruth = { handle: "Kestrel-9", kills: [], npcOnly: 0 };
  const lines = [...generateLog({ seed, kills: 60, noise: 5, repeats: 6, ...options }, truth)];
  return { truth, lines };
}

function short(kills: LoggedKill[]) {
  return kills.map(({ victim, killer, kind }) => `${kind} ${victim.name} by ${killer?.name ?? ""}`).sort();
}

describe("a log of a known truth", () => {
  test.each([1, 2, 3, 4, 5])("is told as it was, whatever is repeated and wherever it is cut (%i)", (seed) => {
    const { truth, lines } = generated(seed);
    const random = seededRandom(seed);
    for (const text of [lines.join("\n"), `${lines.join("\r\n")}\r\n`]) {
      const { kills, report } = read(text, () => Math.floor(random() * 5_000));
      expect(short(kills)).toEqual(
        truth.kills.map(({ kind, victim, killer }) => `${kind} ${victim} by ${killer}`).sort(),
      );
      expect(report.session).toMatchObject({ handle: truth.handle, version: "4.1.0", changelist: "9650658" });
      expect(report.skipped.npc_only ?? 0).toBe(truth.npcOnly);
      expect(report.lines).toBe(lines.length);
      expect(report.killLines).toBe(kills.length + (report.skipped.repeated ?? 0) + truth.npcOnly);
    }
  });

  it("tells nothing twice however long ago it was", () => {
    const { truth, lines } = generated(9, { repeats: 0 });
    const { kills } = read([...lines, ...lines].join("\n"));
    expect(kills).toHaveLength(truth.kills.length);
  });
});

describe("hostile and broken logs", () => {
  it("never crash the reader and never make it tell of what no line says", () => {
    const { lines } = generated(7);
    const random = seededRandom(77);
    for (let round = 0; round < 200; round += 1) {
      const bytes = Buffer.from(lines.slice(0, 60).join("\n"));
      for (let flips = 0; flips < 40; flips += 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      const { kills } = read(bytes.subarray(0, Math.floor(random() * bytes.length)));
      expect(kills.length).toBeLessThanOrEqual(lines.length);
    }
  });

  it("a line of many megabytes is walked over, and what follows is read", () => {
    const { lines } = generated(8, { kills: 1, repeats: 0, noise: 0 });
    const { kills } = read(
      [...lines.slice(0, 5), `<Actor Death> ${"x".repeat(5_000_000)}`, ...lines.slice(5)].join("\n"),
      () => 65_536,
    );
    expect(kills).toHaveLength(1);
  });

  it("a player who is called like a line is still one player", () => {
    const { kills } = read(
      "<2025-04-11T15:00:00.000Z> [Notice] <Actor Death> CActor::Kill: 'Ace_201926434272' [201926434299] in zone 'x' killed by 'Bob' [5] using 'w_123456789012' [Class w] with damage type 'Bullet'",
    );
    expect(kills[0]).toMatchObject({ kind: "pvp", victim: { type: "player" }, doubts: ["no_session"] });
  });

  it("lines about a death without a time are skipped and said", () => {
    const { kills, report } = read(
      "<Actor Death> CActor::Kill: 'A-1' [1] in zone 'x' killed by 'B-1' [2] using 'w' [Class w] with damage type 'Bullet'",
    );
    expect(kills).toEqual([]);
    expect(report.skippedLines).toEqual([{ line: 1, reason: "without_time" }]);
  });

  it("a cut line is unreadable, and said so", () => {
    const { report } = read("<2025-04-11T15:00:00.000Z> [Notice] <Actor Death> CActor::Kill: 'A-1' [1] in zo");
    expect(report.skipped).toEqual({ unreadable: 1 });
  });
});

describe("what newer builds tell", () => {
  const head = [
    "<2026-06-02T19:00:00.000Z> Log started on Tue Jun  2 19:00:00 2026",
    "<2026-06-02T19:00:00.000Z> Branch: sc-alpha-4.8.0-hotfix",
    "<2026-06-02T19:00:01.000Z> [Notice] <Legacy login response> [CIG-net] User Login Success - Handle[Kersa] - Time[1] [Team_GameServices][Login]",
  ];
  const body =
    "[Notice] <Adding non kept item [CSCActorCorpseUtils::PopulateItemPortForItemRecoveryEntitlement]> Item 'body_01_noMagicPocket_200128671231 - Class(body_01_noMagicPocket) - Context(Streamable Runtime-spawned) - Socpak()', Recorded data is: Port Name 'Body_ItemPort'";
  const gear = body.replaceAll("body_01_noMagicPocket", "kap_combat_heavy_helmet_02_03_01");
  const dead =
    "[Notice] <[ActorState] Dead> [ACTOR STATE][CSCActorControlStateDead::PrePhysicsUpdate] Actor 'Kersa' [201] ejected from zone 'RSI_Zeus_CL_7838674991315' [1] to zone 'pyro4' [2] due to previous zone being in a destroyed vehicle with detached interior.";

  it("an own death without a killer is inferred, once, with what the signs around it tell", () => {
    const { kills, report } = read(
      [
        ...head,
        `<2026-06-02T19:30:56.875Z> ${dead}`,
        `<2026-06-02T19:30:57.875Z> ${body}`,
        `<2026-06-02T19:30:57.876Z> ${gear}`,
      ].join("\n"),
    );
    expect(kills).toMatchObject([
      {
        evidence: "inferred",
        kind: "unknown",
        killer: null,
        victim: { name: "Kersa" },
        victimShip: { class: "RSI_Zeus_CL", id: "7838674991315" },
        zone: "pyro4",
      },
    ]);
    expect(report).toMatchObject({ kills: 0, inferredDeaths: 1, session: { version: "4.8.0" } });
    expect(whyNoKills(report.session.version)).toContain("writes no kills");
  });

  it("nobody's log has no own deaths", () => {
    const { kills } = read([head[0], `<2026-06-02T19:30:57.875Z> ${body}`].join("\n"));
    expect(kills).toEqual([]);
  });

  it("a message of the screen over several lines is one, and its repeats as well", () => {
    const { report } = read(
      [
        ...head,
        '<2026-06-02T19:31:00.000Z> [Notice] <SHUDEvent_OnNotification> Added notification "Incapacitated: ask others',
        '<2026-06-02T19:31:00.000Z> to revive you." [156] to queue. New queue size: 1',
        '<2026-06-02T19:31:00.100Z> [Notice] <SHUDEvent_OnNotification> Added notification "Incapacitated: ask others to revive you." [156] to queue.',
      ].join("\n"),
    );
    expect(report.incapacitations).toBe(1);
  });

  it("kills in the log of a build that writes none are doubted", () => {
    const { kills } = read(
      [
        ...head,
        "<2026-06-02T19:40:00.000Z> [Notice] <Actor Death> CActor::Kill: 'A-1' [1] in zone 'x' killed by 'Kersa' [2] using 'w' [Class w] with damage type 'Bullet'",
      ].join("\n"),
    );
    expect(kills[0]?.doubts).toEqual(["build_logs_no_kills"]);
  });
});

describe.skipIf(!existsSync(REAL_LOGS))("logs of others, as their own projects read them", () => {
  const folders = existsSync(REAL_LOGS) ? readdirSync(REAL_LOGS) : [];
  test.each(folders)("%s", (folder) => {
    const expected = JSON.parse(readFileSync(path.join(REAL_LOGS, folder, "expected.json"), "utf8"));
    const { kills, vehicles } = read(readFileSync(path.join(REAL_LOGS, folder, "input.log")));
    if (expected.kills !== undefined) {
      expect(
        kills.map(({ at, line, victim, killer, zone, damageType }) => ({
          at,
          line,
          victim: victim.name,
          killer: killer?.name,
          zone,
          damageType,
        })),
      ).toEqual(
        expected.kills.map((kill: Record<string, unknown>) => ({
          at: kill.timestamp,
          line: kill.line,
          victim: kill.victim,
          killer: kill.killer,
          zone: kill.zone,
          damageType: kill.damageType,
        })),
      );
      for (const [index, kill] of expected.kills.entries()) {
        expect(`${kills[index]?.method} ${kills[index]?.kind}`).toBe(
          (
            { FPS_PVE_KILL: "fps pve_kill", PVE_KILL: "ship pve_kill", FPS_PVP_KILL: "fps pvp" } as Record<
              string,
              string
            >
          )[kill.starlogsType],
        );
      }
      expect(vehicles).toHaveLength(expected.vehicleDestructions.length);
    }
    for (const { line, expected: fields } of expected.cases ?? []) {
      if (fields?.victim !== undefined && line !== undefined) {
        const fact = logFact(line)?.fact as ActorDeath;
        expect({ ...fact, victim: fact.victim.name, killer: fact.killer.name }).toMatchObject(
          Object.fromEntries(Object.entries(fields).filter(([name]) => name !== "kind" && name in fact)),
        );
      }
    }
  });
});
