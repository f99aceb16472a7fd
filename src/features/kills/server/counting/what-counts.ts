import { type SqlText, sql } from "#app/platform/sql.ts";
import { type KillEvidence, type KillKind, OTHER_OWNER, UNPROVEN_OWNER } from "../../told-kill.ts";

/** Doubts about a whole log: a file that whoever handed it in may have written. */
const UNSURE_LOGS = [OTHER_OWNER, UNPROVEN_OWNER];

/** What the panel's settings say of which kills are in figures. */
export interface CountRules {
  /** Only those that are more than somebody's word: see `isSure`. */
  isOnlySure: boolean;
  /** Whether whoever dies of a crash that nobody is known to have caused has died. */
  areCrashesDeaths: boolean;
}

/** As much of a kill as says whether it is in figures by the rules. */
export interface RuledKill {
  kind: KillKind;
  killerId: string | null;
  evidence: KillEvidence;
  confirmed: boolean;
  doubts: readonly string[];
}

/** Whether a kill is more than somebody's word: told by two, or seen by a game's server or a log that nobody but its player can have handed in. */
function isSure({ confirmed, evidence, doubts }: RuledKill): boolean {
  return confirmed || (evidence === "observed" && UNSURE_LOGS.every((doubt) => !doubts.includes(doubt)));
}

/** Whether a public kill that nobody retracted is in figures. The same decision as `COUNTS`. */
export function isCounted(kill: RuledKill, { isOnlySure, areCrashesDeaths }: CountRules): boolean {
  if (isOnlySure && !isSure(kill)) return false;
  return areCrashesDeaths || kill.kind !== "crash" || kill.killerId !== null;
}

function isSet(key: string, value: string): SqlText {
  return sql`exists (select from settings rule where rule.key = ${key} and rule."on" = 'instance' and rule.value = ${value}::jsonb)`;
}

/** The condition that keeps kills `k` to those that are in figures, by the settings as they are: they are looked up once a statement. */
export const COUNTS = sql`(k.published and k.state <> 'retracted'
  and (k.confirmed or (k.evidence = 'observed' and not k.doubts && ${UNSURE_LOGS}::text[]) or not ${isSet("kill-figures-of", '"sure"')})
  and (k.kind <> 'crash' or k."killerId" is not null or not ${isSet("kill-crashes", "false")}))`;
