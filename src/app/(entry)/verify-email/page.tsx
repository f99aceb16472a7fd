import type { Metadata } from "next";
import { VerifyEmail } from "#app/features/identity/ui/verify-email.tsx";
import { type SearchParams, single } from "../search-params.ts";

export const metadata: Metadata = { title: "Confirm your e-mail address", referrer: "no-referrer" };

export default async function VerifyEmailPage({ searchParams }: { searchParams: SearchParams }) {
  return <VerifyEmail token={single((await searchParams).token)} />;
}
