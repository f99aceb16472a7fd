import { escapedHtml } from "#app/lib/text.ts";
import type { Preferences } from "#app/ui/preferences.ts";

interface ReferencePage {
  locale: string;
  theme: Preferences["theme"];
  /** Of the page's Content-Security-Policy: no other script runs. */
  nonce: string;
  scriptUrl: string;
  documentUrl: string;
  words: { title: string; panel: string; keys: string; loading: string };
  /** The other documents, by address. */
  others: readonly { href: string; words: string }[];
}

/** The whole HTML of the API reference. Nothing in it comes from, or asks, another host. */
export function referencePage({ locale, theme, nonce, scriptUrl, documentUrl, words, others }: ReferencePage): string {
  const options = {
    url: documentUrl,
    theme: "default",
    withDefaultFonts: false,
    telemetry: false,
    proxyUrl: "",
    agent: { disabled: true },
    mcp: { disabled: true },
    hideClientButton: true,
    showDeveloperTools: "never",
    persistAuth: false,
    hideDarkModeToggle: true,
    documentDownloadType: "json",
    customCss: STYLE_OF_SCALAR,
    ...(theme === "system" ? {} : { forceDarkModeState: theme }),
  };
  const text = escapedHtml;
  return `<!doctype html>
<html lang="${text(locale)}" data-theme="${theme}">
<head>
<meta charset="utf-8">
<title>${text(words.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="${theme === "system" ? "light dark" : theme}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style>${STYLE}</style>
</head>
<body>
<nav class="way-back" aria-label="${text(words.panel)}">
<a href="/home">${text(words.panel)}</a>
<a href="/settings/api-keys">${text(words.keys)}</a>
${others.map(({ href, words: said }) => `<a href="${text(href)}">${text(said)}</a>`).join("\n")}
</nav>
<div id="reference"></div>
<p class="loading" role="status">${text(words.loading)}</p>
<script nonce="${text(nonce)}">globalThis.__zod_globalConfig = { jitless: true };</script>
<script nonce="${text(nonce)}" src="${text(scriptUrl)}"></script>
<script nonce="${text(nonce)}">
${theme === "system" ? FOLLOW_SYSTEM : ""}
Scalar.createApiReference("#reference", Object.assign(${inScript(options)}, globalThis.systemTheme));
</script>
</body>
</html>
`;
}

/** Scalar has two themes and no third that follows the system, so it is told which the system has now. */
const FOLLOW_SYSTEM = `globalThis.systemTheme = { forceDarkModeState: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" };`;

const FONT = `ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;

const STYLE = `
:root { --ground: #fff; --ink: #191e28; --line: #dadce2; --accent: #4852ce; --scalar-custom-header-height: 48px; }
[data-theme="dark"] { --ground: #14171e; --ink: #eef0f4; --line: #2a2e36; --accent: #8694fa; }
@media (prefers-color-scheme: dark) { [data-theme="system"] { --ground: #14171e; --ink: #eef0f4; --line: #2a2e36; --accent: #8694fa; } }
body { margin: 0; background: var(--ground); color: var(--ink); font-family: ${FONT}; }
.way-back { position: sticky; top: 0; z-index: 100; box-sizing: border-box; display: flex; align-items: center; gap: 1.5rem; height: 48px; overflow-x: auto; white-space: nowrap; padding: 0 1.25rem; border-bottom: 1px solid var(--line); background: var(--ground); font-size: 14px; }
@media (width < 640px) { .way-back { gap: 1rem; } }
.way-back a { padding: 4px 0; color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
.loading { padding: 2rem 1.25rem; }
#reference:not(:empty) + .loading { display: none; }
`;

/** Scalar's own colours for small text are too faint to read, and its ground is another one than ours: these are the panel's. The list of a group's endpoints breaks
 * its lines instead of scrolling sideways on a phone, where no key reaches it. */
const STYLE_OF_SCALAR = `
:root { --scalar-font: ${FONT}; --scalar-font-code: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.light-mode { --scalar-color-2: #4d535e; --scalar-color-3: #5b606b; --scalar-color-accent: #4852ce; --scalar-color-green: #037441; --scalar-color-blue: #006da8; --scalar-color-orange: #8a5600; --scalar-color-yellow: #8a5600; --scalar-color-red: #c51d28; --scalar-color-purple: #4852ce; }
.dark-mode { --scalar-background-1: #14171e; --scalar-background-2: #1b1f27; --scalar-background-3: #252a33; --scalar-border-color: #2a2e36; --scalar-color-2: #b7bbc2; --scalar-color-3: #a1a5ac; --scalar-color-accent: #8694fa; --scalar-color-green: #5dd68f; --scalar-color-blue: #6bc3f4; --scalar-color-orange: #f1bf4e; --scalar-color-yellow: #f1bf4e; --scalar-color-red: #fc7a79; --scalar-color-purple: #8694fa; }
.scalar-app section:focus { outline: none; }
.scalar-app .endpoints { overflow: visible !important; }
.scalar-app .endpoints * { white-space: normal !important; overflow-wrap: anywhere; }
`;

/** A value as JavaScript inside a script element: nothing in it can end the element. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
