"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Switch } from "#app/ui/form/switch.tsx";
import { DENSITIES, type Preferences, THEMES } from "#app/ui/preferences.ts";
import { usePreferences } from "#app/ui/preferences-provider.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time, useTick } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** How the panel looks: at once on this device; colours, height of rows and zone come along to others at the next sign-in there. */
export function AppearanceCard() {
  const words = useTranslations("identity.appearance");
  const shell = useTranslations("ui.shell");
  const { preferences, change } = usePreferences();
  const trpc = useTRPC();
  const keep = useMutation(
    trpc.profile.update.mutationOptions({ onError: (error) => void toast.failed(words("notKept"), error) }),
  );
  const zones = useZones();
  const now = useTick();

  function choose(patch: Partial<Pick<Preferences, "theme" | "density" | "zone">>) {
    change(patch);
    const { zone, ...look } = patch;
    keep.mutate({ preferences: { ...look, ...(zone && { timezone: zone === "browser" ? null : zone }) } });
  }
  return (
    <Card title={words("title")} description={words("text")}>
      <Stack>
        <Field name="theme" kind="group" label={words("theme")} required>
          <RadioGroup
            value={preferences.theme}
            onChange={(theme) => choose({ theme: theme as Preferences["theme"] })}
            options={THEMES.map((value) => ({ value, label: shell(`themes.${value}`) }))}
          />
        </Field>
        <Field name="density" kind="group" label={words("density")} required>
          <RadioGroup
            value={preferences.density}
            onChange={(density) => choose({ density: density as Preferences["density"] })}
            options={DENSITIES.map((value) => ({ value, label: shell(`densities.${value}`) }))}
          />
        </Field>
        <Field
          name="zone"
          label={words("zone")}
          required
          hint={words.rich("zoneHint", { time: () => <Time at={now} mode="absolute" /> })}
        >
          <Combobox
            label={words("zone")}
            options={[{ value: "browser", label: words("zoneBrowser") }, ...zones]}
            value={preferences.zone}
            onChange={(zone) => choose({ zone })}
          />
        </Field>
        <Field name="times" kind="group" label={words("times")} required>
          <RadioGroup
            value={preferences.times}
            onChange={(times) => change({ times: times as Preferences["times"] })}
            options={[
              { value: "relative", label: words("timesRelative") },
              { value: "absolute", label: words("timesAbsolute") },
            ]}
          />
        </Field>
        <Switch
          label={words("singleKeys")}
          hint={words("singleKeysHint")}
          checked={preferences.singleKeys}
          onChange={(singleKeys) => change({ singleKeys })}
        />
      </Stack>
    </Card>
  );
}

/** Every zone that this browser knows, UTC first. */
function useZones() {
  return useMemo(
    () =>
      ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
        value: zone,
        label: zone.replaceAll("_", " "),
      })),
    [],
  );
}
