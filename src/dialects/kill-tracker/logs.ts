import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { flagsOf } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";

const rate = "api";
const node = z.string().max(64).optional().describe("The machine; absent: whichever has it.");
const Place = z.object({ filePath: z.string().min(1).max(4_096), nodeId: node });
const names = { path: "filePath", directory: "directory" };

/** Rows of the document's section Log Parser. */
export const logRoutes = [
  told({
    http: { method: "GET", path: "/api/logs/directories" },
    summary: "Get log directory information",
    operation: operations.logs.directories,
    rate,
    query: z.object({ nodeId: node }),
    input: ({ query }) => query,
    says: ({ message }) => message ?? "Log directories retrieved successfully",
    beside: ({ items }) => ({ count: items.length }),
    output: z.array(
      z.object({
        path: z.string(),
        channel: z.string().nullable(),
        isBackups: z.boolean(),
        fileCount: z.int(),
        totalSize: z.int().describe("Bytes."),
        lastModified: z.string().nullable(),
        nodeId: z.string(),
        nodeName: z.string(),
      }),
    ),
    answer: ({ items }) =>
      items.map(({ files, bytes, newestAt, ...of }) => ({
        ...of,
        fileCount: files,
        totalSize: bytes,
        lastModified: newestAt,
      })),
  }),
  told({
    http: { method: "GET", path: "/api/logs/files" },
    summary: "Get available log files",
    operation: operations.logs.files,
    rate,
    query: z.object({
      nodeId: node,
      directory: z.string().max(4_096).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    input: ({ query }) => query,
    names,
    says: ({ message }) => message ?? "Log files retrieved successfully",
    beside: ({ items }) => ({ count: items.length }),
    output: z.array(
      z.object({
        filePath: z.string(),
        name: z.string(),
        size: z.int().describe("Bytes."),
        lastModified: z.string(),
        isCompressed: z.boolean(),
        importedAt: z.string().nullable(),
        nodeId: z.string(),
        nodeName: z.string(),
      }),
    ),
    answer: ({ items }) =>
      items.map(({ path, bytes, modifiedAt, ...of }) => ({
        ...of,
        filePath: path,
        size: bytes,
        lastModified: modifiedAt,
      })),
  }),
  told({
    http: { method: "POST", path: "/api/logs/validate" },
    summary: "Validate a log file",
    operation: operations.logs.validate,
    rate,
    body: Place,
    input: ({ body }) => ({ path: body.filePath, nodeId: body.nodeId }),
    names,
    says: ({ isGameLog, whyNoKills }) =>
      whyNoKills ?? (isGameLog ? "This is a log of Star Citizen" : "This is no log of Star Citizen"),
    output: z.object({
      valid: z.boolean(),
      filePath: z.string(),
      size: z.int().describe("Bytes."),
      isWhole: z.boolean().describe("False: it is long, and was not read to its end."),
      lines: z.int(),
      killLines: z.int(),
      kills: z.int(),
      inferredDeaths: z.int(),
      handle: z.string().nullable().describe("Whose log it is."),
      build: z.string().nullable(),
      channel: z.string().nullable(),
      whyNoKills: z.string().nullable(),
    }),
    answer: ({ isGameLog, bytes, report, ...of }, { body }) => ({
      ...of,
      valid: isGameLog,
      filePath: body.filePath,
      size: bytes,
      lines: report.lines,
    }),
  }),
  told({
    http: { method: "POST", path: "/api/logs/parse" },
    summary: "Parse a log file for kills",
    operation: operations.logs.parse,
    rate,
    body: Place.extend({
      parseOptions: z
        .object({ includePvE: z.boolean().default(true), includePvP: z.boolean().default(true) })
        .optional(),
    }),
    input: ({ body: { filePath, nodeId, parseOptions } }) => ({ path: filePath, nodeId, ...parseOptions }),
    names,
    says: ({ whyNoKills, found }) => whyNoKills ?? `Log file parsed successfully: ${found} kills found`,
    output: z.object({
      filePath: z.string(),
      kills: z.array(
        z.object({
          killer: z.string().nullable(),
          victim: z.string(),
          weapon: z.string().nullable(),
          location: z.string().nullable(),
          isPvP: z.boolean(),
          isSuicide: z.boolean(),
          isEnvironmental: z.boolean(),
          kind: z.string(),
          method: z.string(),
          evidence: z.string(),
          killerShip: z.string().nullable(),
          victimShip: z.string().nullable(),
          line: z.int(),
          timestamp: z.string(),
        }),
      ),
      found: z.int().describe("How many there are, shown or not."),
      isWhole: z.boolean(),
      report: z.object({
        lines: z.int(),
        killLines: z.int(),
        kills: z.int(),
        inferredDeaths: z.int(),
        vehicleEvents: z.int(),
        incapacitations: z.int(),
        skipped: z.record(z.string(), z.int()),
      }),
      namesMissing: operations.logs.parse.output.shape.missing,
      whyNoKills: z.string().nullable(),
    }),
    answer: ({ deaths, found, isWhole, report, whyNoKills, missing }, { body }) => ({
      filePath: body.filePath,
      kills: deaths.map(({ killer, victim, weapons, zone, kind, killerShip, victimShip, at, ...of }) => ({
        killer: killer?.name ?? null,
        victim: victim.name,
        weapon: weapons[0] ?? null,
        location: zone,
        ...flagsOf(kind),
        kind,
        method: of.method,
        evidence: of.evidence,
        killerShip,
        victimShip: victimShip?.class ?? null,
        line: of.line,
        timestamp: at,
      })),
      found,
      isWhole,
      report: {
        lines: report.lines,
        killLines: report.killLines,
        kills: report.kills,
        inferredDeaths: report.inferredDeaths,
        vehicleEvents: report.vehicleSteps,
        incapacitations: report.incapacitations,
        skipped: report.skipped,
      },
      namesMissing: missing,
      whyNoKills,
    }),
  }),
];
