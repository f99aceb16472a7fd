"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { KEY_TEMPLATES, type KeyTemplate, mayGiveKey, SCOPE_GROUPS, templateFor } from "../scope-choice.ts";

/** What a key may do: a template by its name, or scopes one by one. */
export type ScopeChoice = { template: KeyTemplate } | { scopes: readonly Permission[] };

export interface ScopeFieldsProps {
  choice: ScopeChoice;
  onChange(choice: ScopeChoice): void;
}

/** Templates first; every single scope with its sentence behind "Customise". What the person lacks cannot be chosen, and says so. */
export function ScopeFields({ choice, onChange }: ScopeFieldsProps) {
  const words = useTranslations("apiKeys.form");
  const who = useWho();
  const custom = "scopes" in choice;
  const [open, setOpen] = useState(custom);
  const chosen = new Set(custom ? choice.scopes : templateFor(who, choice.template).scopes);

  function toggle(permission: Permission) {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    onChange({ scopes: ALL_PERMISSIONS.filter((each) => next.has(each)) });
  }

  return (
    <Stack>
      <Field name="permissions" kind="group" label={words("scopes")} required>
        <RadioGroup
          look="cards"
          value={custom ? "" : choice.template}
          onChange={(template) => onChange({ template: template as KeyTemplate })}
          options={KEY_TEMPLATES.map((template) => {
            const { scopes, missing } = templateFor(who, template);
            return {
              value: template,
              label: words(`templates.${template}`),
              disabled: scopes.length === 0,
              hint: [
                words(`templateHints.${template}`),
                missing > 0 && template !== "full" ? words("templateWithout", { count: missing }) : "",
              ].join(" "),
            };
          })}
        />
      </Field>
      <div>
        <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words("customise")}
        </Button>
      </div>
      {open ? (
        <fieldset className="grid min-w-0 gap-4">
          <legend className="sr-only">{words("customised")}</legend>
          <p role="status" className="text-ink-2 text-sm">
            {words("customHint", { count: chosen.size })}
          </p>
          {SCOPE_GROUPS.map(({ about, scopes }) => (
            <fieldset key={about} className="grid min-w-0 gap-1.5">
              <legend className="mb-1 font-medium">{words(`groups.${about}`)}</legend>
              {scopes.map((permission) => (
                <ScopeBox
                  key={permission}
                  permission={permission}
                  checked={chosen.has(permission)}
                  onToggle={() => toggle(permission)}
                />
              ))}
            </fieldset>
          ))}
        </fieldset>
      ) : null}
    </Stack>
  );
}

function ScopeBox({ permission, checked, onToggle }: { permission: Permission; checked: boolean; onToggle(): void }) {
  const words = useTranslations("apiKeys.form");
  const who = useWho();
  const able = mayGiveKey(who, permission);
  const onSomeServers = able && PERMISSIONS[permission].on === "server" && !who.holdings.instance.has(permission);
  return (
    <Checkbox
      // Of the group above, so that a change there mends what was said of it.
      name="permissions"
      label={<code className="font-mono text-sm">{permission}</code>}
      hint={[PERMISSIONS[permission].says, able ? "" : words("lack"), onSomeServers ? words("whereHeld") : ""]
        .filter(Boolean)
        .join(" ")}
      checked={checked}
      disabled={!able}
      onChange={onToggle}
    />
  );
}
