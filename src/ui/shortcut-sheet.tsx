"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "./dialog.tsx";
import { Switch } from "./form/switch.tsx";
import { type Hotkey, useHotkeys } from "./hotkeys.tsx";
import { Kbd } from "./kbd.tsx";
import { usePreferences } from "./preferences-provider.tsx";

const GROUPS = ["everywhere", "go", "list", "here"] as const satisfies readonly Hotkey["group"][];

/** Every shortcut that works on this page now, and the switch for those of a single key. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange(open: boolean): void }) {
  const words = useTranslations("ui.shortcuts");
  const hotkeys = useHotkeys();
  const { preferences, change } = usePreferences();
  return (
    <Dialog size="md" title={words("title")} open={open} onOpenChange={onOpenChange}>
      <div className="gap-8 sm:columns-2">
        {GROUPS.map((group) => {
          const lines = hotkeys.filter(
            (hotkey, index) =>
              hotkey.group === group && hotkeys.findIndex((other) => other.keys === hotkey.keys) === index,
          );
          return lines.length === 0 ? null : (
            <section key={group} className="min-w-0 break-inside-avoid pb-4">
              <h3 className="mb-1 text-ink-3 text-xs">{words(group)}</h3>
              <dl>
                {lines.map((hotkey) => (
                  <div
                    key={hotkey.keys}
                    className="flex min-h-8 items-center justify-between gap-3 border-line border-b"
                  >
                    <dt className="min-w-0">{hotkey.label}</dt>
                    <dd>
                      <Kbd keys={hotkey.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <div className="mt-4">
        <Switch
          label={words("single")}
          hint={words("singleHint")}
          checked={preferences.singleKeys}
          onChange={(singleKeys) => change({ singleKeys })}
        />
      </div>
    </Dialog>
  );
}
