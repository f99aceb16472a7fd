import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

export interface ForbiddenProps {
  /** The permission that is missing, as the panel writes it: "servers.console:write". */
  permission?: string;
  /** Names of people who can grant it. */
  granters?: readonly string[];
  /** Inside a page with a heading of its own. */
  embedded?: boolean;
}

/** In place of a page that its reader may not open: what is missing and whom to ask. */
export function Forbidden({ permission, granters = [], embedded }: ForbiddenProps) {
  const words = useTranslations("ui.error");
  return (
    <div className={`grid content-center ${embedded ? "" : "min-h-[50vh]"}`}>
      {embedded ? null : <h1 className="sr-only">{words("forbiddenTitle")}</h1>}
      <EmptyState
        icon={<Lock aria-hidden />}
        title={words("forbiddenTitle")}
        action={<LinkButton href="/home">{words("home")}</LinkButton>}
      >
        <p>
          {permission
            ? words.rich("forbiddenNamed", {
                code: () => <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-ink">{permission}</code>,
              })
            : words("forbiddenText")}
        </p>
        <p>{granters.length ? words("forbiddenGranters", { names: granters.join(", ") }) : words("forbiddenAnyone")}</p>
      </EmptyState>
    </div>
  );
}
