import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";

/** No such address, or a thing that is not this reader's to see: the two look alike. */
export default function NotFound() {
  const words = useTranslations("ui.error");
  return (
    <main className="grid min-h-[60vh] content-center">
      <h1 className="sr-only">{words("notFoundTitle")}</h1>
      <EmptyState
        icon={<Compass aria-hidden />}
        title={words("notFoundTitle")}
        action={<LinkButton href="/home">{words("home")}</LinkButton>}
      >
        {words("notFoundText")}
      </EmptyState>
    </main>
  );
}
