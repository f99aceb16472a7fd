import { describe, expect, it, test } from "vitest";
import { killLogging, whyNoKills } from "./log-build.ts";
import { newLogReader } from "./log-reader.ts";
import type { LoggedKill, VehicleStep } from "./logged-kill.ts";
import { systemOf } from "./system-of.ts";

const HEAD = [
  "<2025-04-11T15:00:00.000Z> Log started on Fri Apr 11 15:00:00 2025",
  "<2025-04-11T15:00:00.000Z> Branch: sc-alpha-4.1.0",
  "<2025-04-11T15:00:01.000Z> [Notice] <Legacy login response> [CIG-net] User Login Success - Handle[Kestrel] - Time[1] [Team_GameServices][Login]",
];

function read(lines: readonly (string | Buffer)[], end = "\n") {
  const kills: LoggedKill[] = [];
  const vehicles: VehicleStep[] = [];
  const reader = newLogReader({ kill: (kill) => kills.push(kill), vehicle: (step) => vehicles.push(step) });
  for (const line of lines) reader.push(Buffer.concat([Buffer.from(line), Buffer.from(end)]));
  return { kills, vehicles, report: reader.end() };
}

interface Death {
  at?: string;
  victim?: [name: string, id: string];
  zone?: string;
  killer?: [name: string, id: string];
  using?: string;
  weaponClass?: string;
  damage?: string;
}

function death({
  at = "15:10:00.000",
  victim = ["Outlaw-Joe", "201926434301"],
  zone = "OOC_Stanton_2b_Daymar",
  killer = ["Kestrel", "201926434272"],
  using = "behr_rifle_ballistic_01_200000000123",
  weaponClass = "behr_rifle_ballistic_01",
  damage = "Bullet",
}: Death = {}): string {
  return `<2025-04-11T${at}Z> [Notice] <Actor Death> CActor::Kill: '${victim[0]}' [${victim[1]}] in zone '${zone}' killed by '${killer[0]}' [${killer[1]}] using '${using}' [Class ${weaponClass}] with damage type '${damage}' from direction x: 0.1, y: 0.2, z: 0.3 [Team_ActorTech][Actor]`;
}

const one = (told: Death): LoggedKill => {
  const { kills } = read([...HEAD, death(told)]);
  expect(kills).toHaveLength(1);
  return kills[0]!;
};

describe("the same death", () => {
  it("printed 72 times, by several weapons, is one", () => {
    const lines = Array.from({ length: 72 }, (_, index) =>
      death({ at: `15:10:0${index % 3}.${100 + index}`, weaponClass: `weapon_${index % 3}` }),
    );
    const { kills, report } = read([...HEAD, ...lines]);
    expect(kills).toMatchObject([{ lines: 72, weapons: ["weapon_0", "weapon_1", "weapon_2"] }]);
    expect(report).toMatchObject({ killLines: 72, skipped: { repeated: 71 } });
  });

  it("marked as spam, or told in another order than it happened, is one", () => {
    const spam = death().replace("[Notice]", "[SPAM 12][Notice]");
    const { kills } = read([...HEAD, death({ at: "15:10:02.000" }), spam, death({ at: "15:10:01.000" })]);
    expect(kills).toHaveLength(1);
  });

  it("of the same two is another one after more than three seconds, and two victims are two", () => {
    const { kills } = read([
      ...HEAD,
      death(),
      death({ at: "15:10:03.001" }),
      death({ victim: ["Zed", "201926434302"] }),
    ]);
    expect(kills).toHaveLength(3);
  });

  it("out of order far apart is told in the order of what happened within what is held back", () => {
    const { kills } = read([
      ...HEAD,
      death({ at: "15:10:20.000" }),
      death({ at: "15:10:05.000", victim: ["Zed", "9"] }),
    ]);
    expect(kills.map(({ at }) => at)).toEqual(["2025-04-11T15:10:05.000Z", "2025-04-11T15:10:20.000Z"]);
  });
});

describe("who is who", () => {
  test.each([
    ["a player whose handle has 27 letters", ["A-very-long-handle-of-27-abc", "201926434301"], "player"],
    ["a player whose handle ends in digits", ["Ace_201926434272", "201926434999"], "player"],
    ["an NPC, by its own number", ["PU_Pilots-Human-Criminal-Pilot_Light_2597483240720", "2597483240720"], "npc"],
    ["a drone", ["AIModule_Unmanned_PU_Advocacy_2597483240721", "2597483240721"], "drone"],
    ["an animal", ["Kopion_2597483240722", "2597483240722"], "creature"],
    ["numbers of 13 digits", ["Somebody", "2019264343012"], "player"],
  ])("%s", (_what, victim, type) => {
    expect(one({ victim: victim as [string, string] }).victim.type).toBe(type);
  });

  test.each([
    ["nobody at all", ["unknown", "0"], "environmental", null],
    ["an actor whose name was not told", ["unknown", "2597483240720"], "unknown", "unknown"],
    ["a hazard", ["Hazard_hangar_medfrnt_dungeon_exec_rund", "2597483240720"], "environmental", null],
    ["radiation", ["Radiation_Hazard", "2597483240720"], "environmental", null],
    ["a ring of a station", ["RotationSimple-004", "2597483240720"], "environmental", null],
    ["the game's rules", ["GameRules", "2597483240720"], "environmental", null],
    ["wreckage", ["SCItem_Debris_2597483240720_AEGS_Gladius", "2597483240721"], "environmental", null],
    ["a ship", ["AEGS_Gladius_2597483240720", "2597483240720"], "pve_death", "ship"],
    ["an animal", ["Quasigrazer_2597483240720", "2597483240720"], "pve_death", "creature"],
  ])("killed by %s", (_what, killer, kind, type) => {
    const kill = one({ killer: killer as [string, string] });
    expect([kill.kind, kill.killer?.type ?? null]).toEqual([kind, type]);
  });

  it("deaths without any player are counted and told of nobody", () => {
    const npc: [string, string] = ["PU_Human-NineTails-Grunt_2597483240720", "2597483240720"];
    const { kills, report } = read([
      ...HEAD,
      death({ victim: npc, killer: ["Kopion_2597483240722", "2597483240722"] }),
    ]);
    expect([kills, report.skipped]).toEqual([[], { npc_only: 1 }]);
  });
});

describe("what was done", () => {
  test.each<[string, Death, Partial<LoggedKill>]>([
    [
      "one's own hand",
      {
        victim: ["Kestrel", "1"],
        killer: ["Kestrel", "1"],
        using: "Kestrel",
        weaponClass: "Player",
        damage: "Suicide",
      },
      { kind: "suicide", weapons: [], killer: null },
    ],
    [
      "a crash",
      { killer: ["unknown", "0"], using: "unknown", weaponClass: "unknown", damage: "Crash" },
      { kind: "crash", method: "collision", killer: null },
    ],
    [
      "a ship's gun, whose class is not told",
      { using: "KLWE_LaserRepeater_S3_2597483240720", weaponClass: "unknown", damage: "VehicleDestruction" },
      { method: "ship", weapons: ["KLWE_LaserRepeater_S3"] },
    ],
    [
      "a torpedo, by its rack",
      { using: "MRCK_S10_RSI_Polaris_Torpedo_lb_2597483240720", weaponClass: "unknown", damage: "VehicleDestruction" },
      { weapons: ["MRCK_S10_RSI_Polaris_Torpedo_lb"] },
    ],
    ["a takedown by hand", { weaponClass: "unarmed", damage: "TakeDown" }, { method: "melee" }],
    [
      "a grenade",
      { using: "unknown", weaponClass: "unknown", damage: "Explosion" },
      { method: "explosion", weapons: [] },
    ],
    ["a class with a blank in it", { weaponClass: "some thing" }, { weapons: ["some thing"], method: "fps" }],
  ])("%s", (_what, told, expected) => {
    expect(one(told)).toMatchObject(expected);
  });

  it("aboard of a ship: the zone is the victim's ship, with its number", () => {
    expect(one({ zone: "AEGS_Gladius_2456589863667", damage: "VehicleDestruction" })).toMatchObject({
      victimShip: { class: "AEGS_Gladius", id: "2456589863667" },
    });
    expect(one({ zone: "SolarSystem_2456589863667" }).victimShip).toBeNull();
  });

  it("lines with less in them are read as far as they go", () => {
    const at = "<2025-04-11T15:10:00.000Z> ";
    const bare = `${at}<Actor Death> CActor::Kill: 'Zed' [201926434301] killed by 'Kestrel' [201926434272]`;
    const noClass = `${at}[Notice] <Actor Death> CActor::Kill: 'Yan' [201926434302] in zone 'pyro4' killed by 'Kestrel' [] using 'x_201926434303' with damage type 'Bullet'`;
    const { kills, report } = read([...HEAD, bare, noClass]);
    expect(kills.map(({ victim, zone, weapons }) => ({ name: victim.name, zone, weapons }))).toEqual([
      { name: "Zed", zone: null, weapons: [] },
      { name: "Yan", zone: "pyro4", weapons: ["x"] },
    ]);
    expect(report.skipped).toEqual({});
  });

  it("the tags behind a line may change or be gone", () => {
    const { kills } = read([...HEAD, death().replace(" [Team_ActorTech][Actor]", " [Team_ActorFeatures][X][Y]")]);
    expect(kills).toHaveLength(1);
  });
});

describe("ends of ships", () => {
  const step = (at: string, from: number, to: number, by: string, cause = "Combat", id = "6734193926082") =>
    `<2025-04-11T15:${at}Z> [Notice] <Vehicle Destruction> CVehicle::OnAdvanceDestroyLevel: Vehicle 'ANVL_Hornet_F7CM_Mk2_${id}' [${id}] in zone 'OOC_Stanton_1_Hurston' [pos x: 1.0, y: 2.0, z: 3.0 vel x: 0, y: 0, z: 0] driven by 'unknown' [0] advanced from destroy level ${from} to ${to} caused by '${by}' [201926434272] with '${cause}' [Team_CGP4][Vehicle]`;

  it("are nobody's kill by themselves, each step told once, whoever took it", () => {
    const lines = [
      step("10:31.957", 0, 1, "Kestrel"),
      step("10:31.957", 0, 1, "Kestrel"),
      step("10:35.000", 1, 2, "Zed"),
    ];
    const { kills, vehicles, report } = read([
      ...HEAD,
      ...lines,
      step("20:00.000", 0, 2, "Kestrel", "SelfDestruct", "6734193926083"),
    ]);
    expect(kills).toEqual([]);
    expect(vehicles.map(({ to, by, cause }) => `${to} ${by.name} ${cause}`)).toEqual([
      "1 Kestrel Combat",
      "2 Zed Combat",
      "2 Kestrel SelfDestruct",
    ]);
    expect(report.vehicleSteps).toBe(3);
  });

  it("a crew's deaths are one ship's, also where other lines lie between", () => {
    const zone = "ANVL_Hornet_F7CM_Mk2_6734193926082";
    const crew = (name: string, id: string, at: string) =>
      death({ at, victim: [name, id], zone, using: "unknown", weaponClass: "unknown", damage: "VehicleDestruction" });
    const { kills } = read([
      ...HEAD,
      step("10:35.000", 1, 2, "Kestrel"),
      crew("Zed", "201926434301", "15:10:35.039"),
      '<2025-04-11T15:10:35.040Z> [Notice] <SHUDEvent_OnNotification> Added notification "Contract Accepted" [5] to queue.',
      crew("Yan", "201926434302", "15:10:35.041"),
    ]);
    expect(kills.map(({ victim, victimShip }) => `${victim.name} ${victimShip?.id}`)).toEqual([
      "Zed 6734193926082",
      "Yan 6734193926082",
    ]);
  });
});

describe("how a log is written", () => {
  it("stray bytes of another code page and both line ends are read", () => {
    const stray = Buffer.concat([
      Buffer.from("<2025-04-11T15:05:00.000Z> [Error] <x> Entr"),
      Buffer.from([0xe9]),
      Buffer.from("e"),
    ]);
    for (const end of ["\n", "\r\n"]) {
      const line = death({ zone: "Stra\u00dfe" });
      const { kills } = read(
        [...HEAD, stray, Buffer.from(line, "latin1"), death({ at: "15:20:00.000", zone: "Stra\u00dfe" })],
        end,
      );
      expect(kills.map(({ zone }) => zone)).toEqual(["Stra\u00dfe", "Stra\u00dfe"]);
    }
  });

  it("an entry over several lines ends where its quotes do, and never swallows more than 32 lines", () => {
    const open =
      '<2025-04-11T15:05:00.000Z> [Notice] <SHUDEvent_OnNotification> Added notification "Incapacitated: never closed';
    const filler = Array.from({ length: 40 }, (_, index) => `<2025-04-11T15:05:00.${100 + index}Z> [Notice] <X> words`);
    const { kills, report } = read([...HEAD, open, ...filler, death()]);
    expect(kills).toHaveLength(1);
    expect(report.lines).toBe(HEAD.length + 42);
  });

  it("tags may hold tags", () => {
    const nested =
      "<2025-04-11T15:05:00.000Z> [Notice] <CSC::LoadEntitiesReference::<lambda_1>> '<Actor Death> CActor::Kill' is no line";
    expect(read([...HEAD, nested, death()]).kills).toHaveLength(1);
  });

  it("what is said in chat or on the screen is no line of the game's own", () => {
    const forged = `<2025-04-11T15:05:00.000Z> [Notice] <SHUDEvent_OnNotification> Added notification "${death({ victim: ["Forged", "1"] })}" [9] to queue.`;
    expect(read([...HEAD, forged]).kills).toEqual([]);
  });

  it.each(["A\u0007B", "A\u001b[31mB", "x".repeat(300)])("a name that the game cannot have written is none", (name) => {
    const { kills, report } = read([...HEAD, death({ victim: [name, "201926434301"] }), death()]);
    expect(kills).toHaveLength(1);
    expect(report.skipped).toEqual({ unreadable: 1 });
  });

  it("a kill of another mode than the open world says which", () => {
    const arena =
      "<2025-04-11T15:05:00.000Z> [+] Loading screen for EA_JerichoStation_PirateSwarm : EA_PirateSwarm closed after 12.5 seconds";
    const { kills } = read([...HEAD, arena.replace("[+] ", ""), death()]);
    expect(kills[0]?.mode).toBe("EA_PirateSwarm");
  });
});

describe("whose log it is", () => {
  const kept =
    "[Notice] <Adding non kept item [CSCActorCorpseUtils::PopulateItemPortForItemRecoveryEntitlement]> Item 'body_01_noMagicPocket_200128671231 - Class(body_01_noMagicPocket) - x'";
  const start = "<2026-06-02T19:00:00.000Z> Branch: sc-alpha-4.9.0";
  test.each([
    [
      "the login",
      "<2026-06-02T19:00:01.000Z> [Notice] <Legacy login response> [CIG-net] User Login Success - Handle[Kersa] - Time[1]",
    ],
    [
      "the character",
      "<2026-06-02T19:00:01.000Z> [Notice] <AccountLoginCharacterStatus_Character> Character: createdAt 1 - updatedAt 2 - geid 201 - accountId 7 - name Kersa - state STATE_CURRENT",
    ],
    [
      "the connection",
      '<2026-06-02T19:00:01.000Z> [Notice] <Expect Incoming Connection> x nickname="Kersa" playerGEID=201 y',
    ],
  ])("%s tells it", (_what, line) => {
    const { kills, report } = read([start, line, `<2026-06-02T19:30:00.000Z> ${kept}`]);
    expect(report.session.handle).toBe("Kersa");
    expect(kills).toMatchObject([{ evidence: "inferred", killer: null, victim: { name: "Kersa" } }]);
  });

  it("a ship that is lost with its pilot aboard is a crash of the owner's, and of nobody else", () => {
    const login =
      "<2026-06-02T19:00:01.000Z> [Notice] <Legacy login response> [CIG-net] User Login Success - Handle[Kersa] - Time[1]";
    const control = (ship: string) =>
      `<2026-06-02T19:10:00.000Z> [Notice] <Vehicle Control Flow> CVehicleMovementBase::SetDriver: Local client node [201] requesting control token for '${ship}' [1]`;
    const crash =
      "<2026-06-02T19:30:00.000Z> [Notice] <FatalCollision> Fatal Collision occured for vehicle AEGS_Gladius_2597483240720 [Part: Wing, Pos: x, Zone: Crusader, PlayerPilot: 1] after hitting entity: Asteroid [123]";
    expect(read([start, login, control("AEGS_Gladius_2597483240720"), crash]).kills).toMatchObject([
      { kind: "crash", evidence: "inferred", zone: "Crusader", victimShip: { class: "AEGS_Gladius" } },
    ]);
    expect(read([start, login, control("AEGS_Gladius_2597483240721"), crash]).kills).toEqual([]);
  });
});

describe("which build wrote it", () => {
  test.each([
    ["3.23.1", "none"],
    ["3.24.0", "everybody"],
    ["4.0.1", "everybody"],
    ["4.0.2", "own"],
    ["4.3.1", "own"],
    ["4.3.2", "doubtful"],
    ["4.4.0", "none"],
    ["4.10.0", "none"],
    [null, null],
  ])("%s", (version, logging) => {
    expect(killLogging(version)).toBe(logging);
    if (logging !== "everybody") expect(whyNoKills(version)).not.toBeNull();
  });

  it("a hotfix is told by its branch, since its file has another version, and the rest of the head is read", () => {
    const { report } = read([
      '<2025-10-15T08:28:26.000Z> BackupNameAttachment=" Build(10392434) 15 Oct 25 (04 28 21)"  -- used by backup system',
      "<2025-10-15T08:28:26.000Z> Log started on Wed Oct 15 08:28:26 2025",
      "<2025-10-15T08:28:26.000Z> FileVersion: 1.0.176.11384",
      "<2025-10-15T08:28:26.000Z> Branch: sc-alpha-4.8.0-hotfix",
      "<2025-10-15T08:28:26.000Z> Changelist: 10392434",
      "<2025-10-15T08:28:26.000Z> [Trace] Environment:   PUB",
      "<2025-10-15T08:28:26.000Z> [Trace] @session:      '5010270b-deae-4a3b'",
      String.raw`<2025-10-15T08:28:26.000Z> Executable: E:\RSI\StarCitizen\LIVE\Bin64\StarCitizen.exe`,
    ]);
    expect(report.session).toMatchObject({
      version: "4.8.0",
      fileVersion: "1.0.176.11384",
      changelist: "10392434",
      environment: "PUB",
      session: "5010270b-deae-4a3b",
      channel: "LIVE",
      startedAt: "2025-10-15T08:28:26.000Z",
      backupName: "Build(10392434) 15 Oct 25 (04 28 21)",
    });
  });
});

test.each([
  ["OOC_Stanton_2b_Daymar", "Stanton"],
  ["pyro4", "Pyro"],
  ["p2l4_contestedzone", null],
  ["SolarSystem_628147965116", null],
])("the system of %s", (zone, system) => {
  expect(systemOf(zone)).toBe(system);
});
