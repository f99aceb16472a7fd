import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** What a page may load of JavaScript before it can be used, in kB of gzip. */
export const SCRIPTS_BUDGET_KB = 240;

/** Every page there is, as the build lists them; what stands for a part of the address is in brackets. */
export function builtRoutes(): string[] {
  const manifest = JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8")) as Record<string, string>;
  return Object.entries(manifest)
    .filter(([file, route]) => file.endsWith("/page") && !route.startsWith("/_") && !route.startsWith("/dev"))
    .map(([, route]) => route)
    .sort();
}

/** The scripts that a page's HTML names; those that old browsers alone load do not count. */
export function scriptsOf(html: string): string[] {
  const old = new Set([...html.matchAll(/<script[^>]*src="([^"]+)"[^>]*noModule/gi)].map(([, source]) => source));
  const named = [...html.matchAll(/\/_next\/static\/[\w./~%-]+\.js/g)].map(([source]) => source);
  return [...new Set(named)].filter((source) => !old.has(source));
}

const sizes = new Map<string, number>();

/** A script of this build, in kB of gzip. */
export function scriptKb(script: string): number {
  const known = sizes.get(script);
  if (known !== undefined) return known;
  const size = gzipKb(readFileSync(path.join(".next", decodeURIComponent(script.slice("/_next/".length)))));
  sizes.set(script, size);
  return size;
}

export function gzipKb(content: string | Buffer): number {
  return gzipSync(content).length / 1000;
}
