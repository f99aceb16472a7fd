"use client";

import { useLocale, useTranslations } from "next-intl";
import { BOT_LANGUAGES } from "#app/features/discord/bot-languages.ts";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import type { CommunitySettings } from "../schema.ts";
import { useSaveSettings } from "./use-save-settings.ts";

/** Language and zone of its page, and what is kept for bots of the community's own. */
export function CommunityBots({ communityId, settings }: { communityId: string; settings: CommunitySettings }) {
  const words = useTranslations("communities.settings");
  const nameOf = new Intl.DisplayNames(useLocale(), { type: "language" });
  const save = useSaveSettings(communityId);
  const zones = [...new Set(["UTC", settings.timezone, ...Intl.supportedValuesOf("timeZone")])];
  async function change(form: FormData) {
    await save({
      timezone: String(form.get("timezone")),
      language: String(form.get("language")).trim(),
      prefix: String(form.get("prefix")),
      autoDeleteMessages: form.get("autoDeleteMessages") === "on",
    });
  }
  return (
    <Card title={words("more")}>
      <Form label={words("more")} onSubmit={change}>
        <Field name="timezone" label={words("timezone")} unmarked>
          <Select options={zones.map((value) => ({ value, label: value }))} defaultValue={settings.timezone} />
        </Field>
        <Field
          name="language"
          label={words("language")}
          hint={words("languageHint", { spoken: BOT_LANGUAGES.map((tag) => nameOf.of(tag) ?? tag).join(", ") })}
          required
        >
          <Input defaultValue={settings.language} maxLength={35} autoComplete="off" spellCheck={false} />
        </Field>
        <Field name="prefix" label={words("prefix")} hint={words("prefixHint")} required>
          <Input mono defaultValue={settings.prefix} maxLength={5} autoComplete="off" spellCheck={false} />
        </Field>
        <Checkbox
          name="autoDeleteMessages"
          label={words("autoDeleteMessages")}
          hint={words("autoDeleteHint")}
          defaultChecked={settings.autoDeleteMessages}
        />
        <div>
          <SubmitButton>{words("save")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
