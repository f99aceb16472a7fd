import type { Metadata } from "next";
import { ForgotPassword } from "#app/features/identity/ui/forgot-password.tsx";
import { pageApi } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage() {
  const api = await pageApi();
  const { passwordReset } = await api.auth.methods({});
  return <ForgotPassword canMail={passwordReset} />;
}
