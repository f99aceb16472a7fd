import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";

/** In place of a page: no such address, or a thing that is not this reader's to see. The two look alike. */
export function NothingHere() {
  const words = useTranslations("ui.error");
  return (
    <div className="grid min-h-[60vh] content-center">
      <h1 className="sr-only">{words("notFoundTitle")}</h1>
      <EmptyState
        icon={<Compass aria-hidden />}
        title={words("notFoundTitle")}
        action={<LinkButton href="/home">{words("home")}</LinkButton>}
      >
        {words("notFoundText")}
      </EmptyState>
    </div>
  );
}
