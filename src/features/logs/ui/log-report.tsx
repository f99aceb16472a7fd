"use client";

import { useTranslations } from "next-intl";
import { whyNoKills } from "#app/features/star-citizen/log-build.ts";
import { LEFT_REASONS, SKIP_REASONS } from "../log-terms.ts";
import type { ReadReport } from "../logged-facts.ts";
import type { LogImport } from "../schema.ts";
import { isGameLog, isOfStarCitizen } from "./why-nothing.ts";

/** What was found in a log, in one line after the other; the same wherever it was read. */
export function LogReport({ report, done }: { report: ReadReport; done: LogImport | null }) {
  const words = useTranslations("logs.report");
  const left = done
    ? LEFT_REASONS.flatMap((reason) => {
        const count = done.left[reason] ?? 0;
        return count > 0 ? [words(`left.${reason}`, { count })] : [];
      })
    : [];
  const lines = [
    ...(report.inferredDeaths > 0 ? [words("inferred", { count: report.inferredDeaths })] : []),
    ...(report.vehicleSteps > 0 ? [words("vehicles", { count: report.vehicleSteps })] : []),
    ...(report.incapacitations > 0 ? [words("incapacitations", { count: report.incapacitations })] : []),
    ...SKIP_REASONS.flatMap((reason) => {
      const count = report.skipped[reason] ?? 0;
      return count > 0 ? [words(`skipped.${reason}`, { count })] : [];
    }),
    ...left,
  ];
  const isLog = isGameLog(report);
  const why = isLog && isOfStarCitizen(report) && report.kills === 0 ? whyNoKills(report.session.version) : null;
  return (
    <div className="grid gap-0.5 text-sm">
      <p>
        {isLog ? words("kills", { count: report.kills }) : words("noGameLog")}
        {done
          ? ` ${words("became", { recorded: done.recorded, confirmed: done.confirmed, repeated: done.repeated })}`
          : null}
      </p>
      {lines.length > 0 ? <p className="text-ink-2">{lines.join(" · ")}</p> : null}
      {report.needs ? <p className="text-warn">{words(`needs.${report.needs}`)}</p> : null}
      {why === null ? null : <p className="text-ink-2">{why}</p>}
      {done?.owner === "other" ? <p className="text-warn">{words("otherOwner")}</p> : null}
      {done?.owner === "held" ? <p className="text-warn">{words("heldOwner", { handle: done.handle ?? "" })}</p> : null}
      {done?.owner === "second" ? (
        <p className="text-warn">{words("secondOwner", { handle: done.handle ?? "" })}</p>
      ) : null}
      {done?.owner === "linked" ? <p className="text-ink-2">{words("linked", { handle: done.handle ?? "" })}</p> : null}
      {done ? <MissingNames missing={done.missing} /> : null}
    </div>
  );
}

function MissingNames({ missing }: { missing: LogImport["missing"] }) {
  const words = useTranslations("logs.report");
  const all = [...missing.weapon, ...missing.ship, ...missing.place];
  if (all.length === 0) return null;
  return (
    <details className="text-ink-2">
      <summary className="w-fit cursor-pointer">{words("missing", { count: all.length })}</summary>
      <p className="break-words font-mono">{all.join(", ")}</p>
    </details>
  );
}
