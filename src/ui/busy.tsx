import { Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "./empty-state.tsx";

/** In place of a page for everybody that was asked for too often from one address. */
export function Busy() {
  const words = useTranslations("ui.error");
  return (
    <div className="grid min-h-[60vh] content-center">
      <h1 className="sr-only">{words("busyTitle")}</h1>
      <EmptyState icon={<Hourglass aria-hidden />} title={words("busyTitle")}>
        {words("busyText")}
      </EmptyState>
    </div>
  );
}
