import type { Page } from "@playwright/test";
import axe, { type RunOnly, type RunOptions } from "axe-core";

const STANDARD: RunOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Those of WCAG 2.2 AA; of them those that a theme can break; all the others, that a window can break; or all, good practice too. */
const RULES: Record<"standard" | "colours" | "shapes" | "all", Pick<RunOptions, "runOnly" | "rules">> = {
  standard: { runOnly: STANDARD },
  colours: { runOnly: { type: "rule", values: COLOURS } },
  shapes: { runOnly: STANDARD, rules: Object.fromEntries(COLOURS.map((id) => [id, { enabled: false }])) },
  all: {},
};

interface Look {
  /** Selector of the part to look at, where the rest of the page was looked at before. */
  within?: string;
  /** Selector of what is another's and cannot be mended here. */
  without?: string;
  /** Default: `standard`. */
  rules?: keyof typeof RULES;
}

/**
 * What axe finds wrong on the page as it is now: one line a rule, with the places. It runs in the page itself and brings
 * back nothing but violations; what else it can tell takes ten times as long to put together.
 */
export async function findViolations(
  page: Page,
  { within, without, rules = "standard" }: Look = {},
): Promise<string[]> {
  // A title may come behind what the page shows. A page that has none is found by the rule for it.
  await page.waitForFunction(() => document.title !== "", undefined, { timeout: 10_000 }).catch(() => {});
  await page.evaluate(comeToRest);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ include, exclude, chosen }) => {
      const context = { include: [include ?? "html"], ...(exclude ? { exclude: [exclude] } : {}) };
      const options = {
        ...chosen,
        resultTypes: ["violations" as const],
        // Without: each look fetches and reads every style sheet anew, for a rule that is not among these.
        preload: { assets: ["media" as const] },
      };
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(context, options);
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${target.join(" ")} ${html}`).join(" | ")}`,
      );
    },
    { include: within, exclude: without, chosen: RULES[rules] },
  );
}

/**
 * Brings to its end what is on its way: a dialog that fades in, colours that go over into those of another theme, from an element to what is in it, each by
 * a transition of its own. Half way neither has the colours that are to be looked at. What turns for ever goes on.
 */
async function comeToRest(): Promise<void> {
  for (let frame = 0, resting = 0; resting < 3; frame++) {
    await new Promise(requestAnimationFrame);
    const moving = document
      .getAnimations()
      .filter((animation) => Number.isFinite(Number(animation.effect?.getComputedTiming().endTime)));
    if (frame > 200) throw new Error(`The page does not come to rest: ${moving.length} animations.`);
    for (const animation of moving) animation.finish();
    resting = moving.length > 0 ? 0 : resting + 1;
  }
}
