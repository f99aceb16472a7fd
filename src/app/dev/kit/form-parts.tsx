"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Switch } from "#app/ui/form/switch.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Stack } from "#app/ui/stack.tsx";

const GAMES = Array.from({ length: 80 }, (_, index) => ({
  value: `g${index}`,
  label: `Game ${index + 1}`,
  hint: index % 3 ? "survival" : "arena",
}));

export function FormParts() {
  const [game, setGame] = useState<string | null>(null);
  const [on, setOn] = useState(true);
  return (
    <Card title="Form" description="Send it with a name other than Nightfall to see what the server refuses.">
      <Form
        onSubmit={async (values) => {
          if (values.get("name") === "Nightfall") return;
          throw {
            message: "Some values are wrong.",
            requestId: "req_019a5f",
            details: [
              { path: ["name"], code: "taken", message: "This name is taken." },
              { path: ["limits", "memoryMiB"], code: "too_small", message: "At least 128 MiB." },
            ],
          };
        }}
      >
        <Stack columns={2}>
          <Field name="name" label="Name" required hint="Players see it in the list.">
            <Input placeholder="Nightfall" />
          </Field>
          <Field name="limits.memoryMiB" label="Memory" required>
            <Input type="number" inputMode="numeric" unit="MiB" defaultValue={64} />
          </Field>
          <Field name="game" label="Game" required>
            <Combobox options={GAMES} value={game} onChange={setGame} placeholder="Choose a game" />
          </Field>
          <Field name="node" label="Node" error="Node-2 is full. Choose another one.">
            <Select
              defaultValue="n2"
              options={[
                { value: "n1", label: "node-1", group: "Frankfurt" },
                { value: "n2", label: "node-2", group: "Frankfurt" },
                { value: "n3", label: "node-3", group: "Oslo", disabled: true },
              ]}
            />
          </Field>
          <Field name="password" label="Password" required>
            <PasswordInput autoComplete="new-password" defaultValue="correct horse" />
          </Field>
          <Field name="search" label="Search">
            <Input lead={<Search aria-hidden />} mono placeholder="srv_" />
          </Field>
          <Field name="note" label="Note">
            <Textarea placeholder="Only staff see this." />
          </Field>
          <Field name="release" label="Release" kind="group" required hint="Stable suits most.">
            <RadioGroup
              defaultValue="stable"
              options={[
                { value: "stable", label: "Stable" },
                { value: "beta", label: "Beta", hint: "Newer, breaks now and then." },
              ]}
            />
          </Field>
        </Stack>
        <Field name="preset" label="Preset" kind="group" required>
          <RadioGroup
            look="cards"
            defaultValue="viewer"
            options={[
              { value: "viewer", label: "Viewer", hint: "Sees the console and the players." },
              { value: "operator", label: "Operator", hint: "Starts, stops and sends commands." },
              { value: "owner", label: "Owner", hint: "May do everything.", disabled: true },
            ]}
          />
        </Field>
        <Checkbox name="terms" label="Back up first" hint="Takes about a minute." defaultChecked />
        <Switch label="Renew by itself" hint="On 21 December, for 300 coins." checked={on} onChange={setOn} />
        <div>
          <SubmitButton>Create server</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
