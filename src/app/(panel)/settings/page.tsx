import type { Metadata } from "next";
import { SettingsHub } from "#app/features/identity/ui/settings-hub.tsx";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return <SettingsHub />;
}
