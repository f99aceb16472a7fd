import type { Metadata } from "next";
import { ResetPassword } from "#app/features/identity/ui/reset-password.tsx";
import { type SearchParams, single } from "../search-params.ts";

export const metadata: Metadata = { title: "Set a password", referrer: "no-referrer" };

export default async function ResetPasswordPage({ searchParams }: { searchParams: SearchParams }) {
  return <ResetPassword token={single((await searchParams).token)} />;
}
