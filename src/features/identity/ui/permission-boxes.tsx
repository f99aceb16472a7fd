"use client";

import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { PERMISSIONS } from "#app/lib/permissions.ts";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Ranked } from "../policy.ts";
import { PERMISSION_GROUPS, permissionsIn } from "./permission-groups.ts";

export interface PermissionBoxesProps {
  granted: readonly string[];
  ranked: Ranked;
  readOnly: boolean;
}

/** Every permission with its sentence, as boxes of a form (`permissions`). Nobody grants what they lack: such a box says so. */
export function PermissionBoxes({ granted, ranked, readOnly }: PermissionBoxesProps) {
  const words = useTranslations("identity.role");
  return PERMISSION_GROUPS.map((group) => (
    <Card key={group} title={words(`groups.${group}`)}>
      <Stack columns={2} gap="sm">
        {permissionsIn(group).map((permission) => {
          const has = granted.includes(permission);
          const lacking = !readOnly && !has && !may(ranked, permission);
          return (
            <Checkbox
              key={permission}
              name="permissions"
              value={permission}
              label={PERMISSIONS[permission].says}
              hint={
                <>
                  <code className="font-mono">{permission}</code>
                  {lacking ? ` ${words("lacking")}` : null}
                </>
              }
              defaultChecked={has}
              disabled={readOnly || lacking}
            />
          );
        })}
      </Stack>
    </Card>
  ));
}
