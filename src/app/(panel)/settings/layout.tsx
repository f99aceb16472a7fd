import type { ReactNode } from "react";
import { SettingsFrame } from "#app/features/identity/ui/settings-frame.tsx";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <SettingsFrame>{children}</SettingsFrame>;
}
