/** What a generated log holds, as its reader must tell it. */
export interface GeneratedTruth {
  handle: string;
  kills: { at: string; victim: string; killer: string; kind: string }[];
  /** Lines about deaths of those whom the game made. */
  npcOnly: number;
}

export interface GenerateLogOptions {
  seed: number;
  /** How many deaths that count. */
  kills: number;
  /** Lines of no interest between two deaths, on average. */
  noise: number;
  version?: string;
  crlf?: boolean;
  /** Each death is told so many times at most: later, with another weapon, or out of order. */
  repeats?: number;
}

/** Mulberry32: the same numbers for the same seed on each machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NOISE = [
  (n: number) =>
    `[Notice] <CLocalMissionPhaseMarker::CreateMarker> Creating objective marker: missionId [3af45943-4580-483c-9f6c-${n}], generator name [Hauling], contract [Haul_${n}], objectiveId [dropoff_${n}], markerEntityId [${n}], zoneHostId [628147965116], position [x: -423347.340000, y: -141168.750000, z: -895144.870000] [Team_MissionFeatures][Missions]`,
  (n: number) =>
    `[Notice] <SHUDEvent_OnNotification> Added notification "Contract Accepted:  Small Cargo Haul : " [${n}] to queue. New queue size: 5, MissionId: [3af45943], ObjectiveId: [] [Team_CoreGameplayFeatures][Missions][Comms]`,
  (n: number) => `   "Contract Accepted:  Small Cargo Haul : " [${n}]`,
  (n: number) =>
    `[Notice] <AttachmentReceived> Player[Somebody] Attachment[helmet_${n}, helmet, ${n}] Status[persistent] Port[Armor_Helmet] Elapsed[65.056007] [Team_CoreGameplayFeatures][Inventory]`,
  (n: number) =>
    `[Notice] <Actor stall> Actor stall detected, Player: Somebody, Type: downstream, Length: 34.${n}. [Team_ActorTech][Actor]`,
  () => `[Error] <Missing texture> could not load "Entr\u00e9e.dds" [Team_Graphics]`,
  (n: number) => `[SPAM ${n}][Notice] <Context> a line that was told before [Team_X][Y]`,
];
const WEAPONS = ["behr_rifle_ballistic_01", "klwe_pistol_energy_01", "gmni_smg_ballistic_01", "ksar_shotgun_energy_01"];
const GUNS = ["KLWE_LaserRepeater_S3", "BEHR_LaserCannon_S5", "GATS_BallisticGatling_S2"];
const SHIPS = ["AEGS_Gladius", "ANVL_Hornet_F7CM_Mk2", "DRAK_Cutlass_Black", "RSI_Polaris"];
const PLACES = ["OOC_Stanton_2b_Daymar", "OOC_Stanton_1_Hurston", "pyro4", "p2l4_contestedzone"];

/** A Game.log of a known truth, line by line without line ends, so that logs of any size can be made without holding them. */
export function* generateLog(options: GenerateLogOptions, truth: GeneratedTruth): Generator<string> {
  const random = seededRandom(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const number = () => 200_000_000_000 + Math.floor(random() * 9_000_000_000);
  let time = Date.UTC(2025, 3, 11, 15, 0, 0);
  const stamp = (at: number) => `<${new Date(at).toISOString()}> `;
  const own = { name: truth.handle, id: number() };
  const others = Array.from({ length: 40 }, (_, index) => ({ name: `Pilot-${index}_${index * 7}`, id: number() }));
  const npc = () => {
    const id = 2_000_000_000_000 + Math.floor(random() * 9_000_000_000);
    return { name: `PU_Human-NineTails-Grunt-Male-Grunt_0${1 + Math.floor(random() * 9)}_${id}`, id };
  };
  const line = (
    victim: { name: string; id: number | string },
    zone: string,
    killer: { name: string; id: number | string },
    weapon: string,
    weaponClass: string,
    damage: string,
  ) =>
    `[Notice] <Actor Death> CActor::Kill: '${victim.name}' [${victim.id}] in zone '${zone}' killed by '${killer.name}' [${killer.id}] using '${weapon}' [Class ${weaponClass}] with damage type '${damage}' from direction x: 0.1, y: -0.2, z: 0.3 [Team_ActorTech][Actor]`;

  yield `${stamp(time)}Log started on Fri Apr 11 15:00:00 2025`;
  yield `${stamp(time)}Branch: sc-alpha-${options.version ?? "4.1.0"}`;
  yield `${stamp(time)}Changelist: 9650658`;
  yield `${stamp(time)}[Notice] <Legacy login response> [CIG-net] User Login Success - Handle[${own.name}] - Time[1] [Team_GameServices][Login]`;
  yield `${stamp(time)}[Notice] <AccountLoginCharacterStatus_Character> Character: createdAt 1 - updatedAt 2 - geid ${own.id} - accountId 7 - name ${own.name} - state STATE_CURRENT [Team_GameServices][Login]`;

  for (let told = 0; told < options.kills; ) {
    for (let quiet = Math.floor(random() * options.noise * 2); quiet > 0; quiet -= 1) {
      time += Math.floor(random() * 900);
      yield `${stamp(time)}${pick(NOISE)(Math.floor(random() * 100_000))}`;
    }
    // Two deaths of the same two are never as near as lines about one.
    time += 40_000;
    const place = pick(PLACES);
    const ship = `${pick(SHIPS)}_${number()}`;
    const other = pick(others);
    const roll = random();
    let text: string;
    let killer = own;
    let victim: { name: string; id: number | string } = other;
    let kind = "pvp";
    if (roll < 0.3) {
      const weapon = pick(WEAPONS);
      text = line(other, place, own, `${weapon}_${number()}`, weapon, "Bullet");
    } else if (roll < 0.5) {
      text = line(other, ship, own, `${pick(GUNS)}_${number()}`, "unknown", "VehicleDestruction");
    } else if (roll < 0.65) {
      killer = other;
      victim = own;
      text = line(own, place, other, `${pick(WEAPONS)}_${number()}`, pick(WEAPONS), "Bullet");
    } else if (roll < 0.75) {
      kind = "pve_kill";
      victim = npc();
      text = line(victim, place, own, `${pick(WEAPONS)}_${number()}`, pick(WEAPONS), "Bullet");
    } else if (roll < 0.82) {
      kind = "suicide";
      victim = own;
      text = line(own, place, own, own.name, "Player", "Suicide");
    } else if (roll < 0.9) {
      kind = "crash";
      victim = own;
      killer = { name: "", id: 0 };
      text = line(own, ship, { name: "unknown", id: 0 }, "unknown", "unknown", "Crash");
    } else {
      truth.npcOnly += 1;
      text = line(npc(), place, npc(), `${pick(GUNS)}_${number()}`, "unknown", "Bullet");
      yield `${stamp(time)}${text}`;
      continue;
    }
    truth.kills.push({
      at: new Date(time).toISOString(),
      victim: victim.name,
      killer: kind === "suicide" ? "" : killer.name,
      kind,
    });
    told += 1;
    yield `${stamp(time)}${text}`;
    for (let repeat = Math.floor(random() * (options.repeats ?? 0)); repeat > 0; repeat -= 1) {
      // Up to 3 s around, so before its time as well.
      yield `${stamp(time + Math.floor(random() * 6_000) - 3_000)}${random() < 0.2 ? "[SPAM 3]" : ""}${text}`;
    }
  }
}
