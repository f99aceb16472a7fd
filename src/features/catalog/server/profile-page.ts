import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import type { RsiProfile } from "../rsi-profile.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** The profile's part of a page is some kilobytes; more is not read, so that a page of a million nested boxes costs as much as any. */
const MOST_READ = 64 * 1024;
const START = /<div[^>]{0,200}\bid="public-profile"/i;
const SHORT = 200;
const LONG = 4_000;

/**
 * What a citizen's page says, read by the labels that people see: its classes change. Null for a page that has no profile. `base` is where the page is from:
 * addresses of pictures are told only if they lead there or to the same site.
 */
export function readProfilePage(html: string, base: string): RsiProfile | null {
  const start = html.search(START);
  if (start < 0) return null;
  const all = elementsOf(parse(html.slice(start, start + MOST_READ)).childNodes);
  const labels = labelled(all);
  const handle = labels.get("handle name");
  if (!handle) return null;
  const profile = all.find((each) => has(each, "profile") && has(each, "left-col"));
  const info = profile ? elementsOf(profile.childNodes) : [];
  const unlabelled = info.filter((each) => has(each, "value") && !isAfterLabel(each));
  const [name, title] = unlabelled;
  const avatar = info.find(({ tagName }) => tagName === "img");
  return {
    handle: short(handle) ?? "",
    displayName: name ? short(textOf(name)) : null,
    title: title ? short(textOf(title)) : null,
    citizenRecord: /^#\d{1,12}$/.exec(labels.get("uee citizen record") ?? "")?.[0] ?? null,
    avatarUrl: avatar ? pictureOf(avatar, base) : null,
    enlisted: dateOf(labels.get("enlisted") ?? ""),
    location: short((labels.get("location") ?? "").replaceAll(/\s*,\s*/g, ", ")),
    fluency: (labels.get("fluency") ?? "")
      .split(",")
      .map((language) => short(language))
      .filter((language) => language !== null)
      .slice(0, 20),
    biography: biographyOf(all),
    organization: organizationOf(all),
  };
}

/** All elements of a tree in the order of the page; without calling itself, because a page may be deeper than the stack is. */
function elementsOf(roots: readonly Node[]): Element[] {
  const found: Element[] = [];
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!("tagName" in node)) continue;
    if (node.tagName === "script" || node.tagName === "style") continue;
    found.push(node);
    for (let index = node.childNodes.length - 1; index >= 0; index--) waiting.push(node.childNodes[index]!);
  }
  return found;
}

function attribute(element: Element, name: string): string {
  return element.attrs.find((each) => each.name === name)?.value ?? "";
}

function has(element: Element, className: string): boolean {
  return attribute(element, "class").split(/\s+/).includes(className);
}

/** A text of the page; it has been encoded twice in places, and is text and never markup whatever stands in it. */
function textOf(element: Element): string {
  const texts: string[] = [];
  const waiting: Node[] = [...element.childNodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ("value" in node && node.nodeName === "#text") texts.push(node.value);
    else if ("tagName" in node) {
      if (node.tagName === "br") texts.push("\n");
      if (node.tagName === "script" || node.tagName === "style") continue;
      for (let index = node.childNodes.length - 1; index >= 0; index--) waiting.push(node.childNodes[index]!);
    }
  }
  return texts.join("").replaceAll(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});/gi, entityOf);
}

function entityOf(entity: string): string {
  const [node] = parseFragment(entity).childNodes;
  return node && "value" in node ? node.value : entity;
}

/** One line of at most two hundred letters, without what does not show; null where nothing is left. */
function short(text: string | undefined): string | null {
  const line = (text ?? "")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, SHORT);
  return line === "" || line.toLowerCase() === "n/a" ? null : line;
}

function siblingsOf(element: Element): Element[] {
  const parent = element.parentNode;
  return parent && "childNodes" in parent ? parent.childNodes.filter((node): node is Element => "tagName" in node) : [];
}

function isAfterLabel(element: Element): boolean {
  return siblingsOf(element).some((each) => has(each, "label"));
}

/** The texts that stand beside a label, by the label in small letters; the first of each. */
function labelled(all: readonly Element[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const label of all.filter((each) => has(each, "label"))) {
    const value = siblingsOf(label).find((each) => has(each, "value"));
    const name = textOf(label).trim().toLowerCase();
    if (value && !found.has(name)) found.set(name, textOf(value).trim());
  }
  return found;
}

function biographyOf(all: readonly Element[]): string | null {
  const label = all.find((each) => has(each, "label") && textOf(each).trim().toLowerCase() === "bio");
  const value = label && siblingsOf(label).find((each) => has(each, "value"));
  if (!value) return null;
  const text = textOf(value)
    .replaceAll(/[^\P{C}\n]/gu, "")
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/\n\s*\n\s*/g, "\n")
    .trim()
    .slice(0, LONG);
  return text === "" ? null : text;
}

function organizationOf(all: readonly Element[]): RsiProfile["organization"] {
  const box = all.find((each) => has(each, "main-org"));
  if (!box) return null;
  const isRedacted = has(box, "visibility-R");
  const inside = elementsOf(box.childNodes);
  const labels = labelled(inside);
  const link = inside.find((each) => each.tagName === "a" && has(each, "value"));
  const name = link ? short(textOf(link)) : null;
  const sid = /^[A-Z0-9]{1,20}$/i.exec(labels.get("spectrum identification (sid)") ?? "")?.[0] ?? null;
  if (!isRedacted && name === null && sid === null) return null;
  const ranking = inside.find((each) => has(each, "ranking"));
  const stars = ranking ? elementsOf(ranking.childNodes).filter((each) => has(each, "active")).length : null;
  return {
    isRedacted,
    sid: isRedacted ? null : sid,
    name: isRedacted ? null : name,
    rank: isRedacted ? null : short(labels.get("organization rank")),
    stars: isRedacted || stars === null ? null : Math.min(stars, 5),
  };
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function dateOf(text: string): string | null {
  const [, month, day, year] = /^([a-z]{3})[a-z]* (\d{1,2}), (\d{4})$/i.exec(text.trim()) ?? [];
  const at = MONTHS.indexOf((month ?? "").toLowerCase());
  if (at < 0) return null;
  return `${year}-${String(at + 1).padStart(2, "0")}-${day!.padStart(2, "0")}`;
}

/** A picture's address, if it is at the page's own site. */
function pictureOf(image: Element, base: string): string | null {
  const source = attribute(image, "src");
  if (source === "" || source.length > 500 || !URL.canParse(source, base)) return null;
  const [url, own] = [new URL(source, base), new URL(base)];
  const isOwn = url.host === own.host || url.hostname.endsWith(`.${own.hostname}`);
  return isOwn && url.protocol === own.protocol && url.username === "" ? url.href : null;
}
