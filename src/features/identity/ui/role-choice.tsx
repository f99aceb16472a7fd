"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { obstaclesToGrant, type Ranked } from "../policy.ts";

export interface ShownRole {
  id: string;
  key: string;
  name: string;
  description: string;
  rank: number;
  permissions: readonly string[];
}

/** Why somebody may not give a role, in words; null: they may. */
export function useObstacle(ranked: Ranked): (role: ShownRole) => string | null {
  const words = useTranslations("identity.roles");
  return (role) => {
    const { above, lacks } = obstaclesToGrant(ranked, role);
    if (above) return words("above");
    return lacks.length > 0 ? words("lacks", { permissions: lacks.join(", ") }) : null;
  };
}

export interface RoleChoiceProps {
  roles: readonly ShownRole[];
  /** Ids of the roles that are chosen at first. */
  chosen: readonly string[];
  ranked: Ranked;
  /** A heading says already that these are roles. */
  hideLabel?: boolean;
}

/** The roles to give to somebody, as boxes of a form (`roles`, by id). What cannot be given says why; what stands above cannot be taken either. */
export function RoleChoice({ roles, chosen, ranked, hideLabel }: RoleChoiceProps) {
  const words = useTranslations("identity.roles");
  const obstacle = useObstacle(ranked);
  return (
    <Field name="roles" kind="group" label={words("choice")} required {...(hideLabel && { hideLabel })}>
      {roles.map((role) => {
        const has = chosen.includes(role.id);
        const problem = has ? (role.rank > ranked.rank ? words("above") : null) : obstacle(role);
        return (
          <div key={role.id}>
            {has && problem ? <input type="hidden" name="roles" value={role.id} /> : null}
            <Checkbox
              name="roles"
              value={role.id}
              label={role.name}
              hint={problem ?? role.description}
              defaultChecked={has}
              disabled={problem !== null}
            />
          </div>
        );
      })}
    </Field>
  );
}
