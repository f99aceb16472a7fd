import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { returnPath } from "#app/features/identity/ui/return-path.ts";
import { SignIn } from "#app/features/identity/ui/sign-in.tsx";
import { signInProblem } from "#app/features/identity/ui/sign-in-problem.ts";
import { pageApi } from "#app/transport/next/caller.ts";
import { toldOf } from "#app/transport/next/told.ts";
import { type SearchParams, single } from "../search-params.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await searchParams;
  const next = returnPath(asked.next);
  const api = await pageApi();
  const problem = toldOf(single(asked.told)) ?? signInProblem(single(asked.error), single(asked.provider));
  const { user } = await api.auth.session({});
  if (user && !problem) redirect(next as Route);
  const methods = await api.auth.methods({});
  if (!methods.hasOwner) redirect("/setup" as Route);
  const words = await getTranslations("identity.signIn");
  const notices = new Map([
    ["password", words("passwordSet")],
    ["email", words("emailVerified")],
  ]);
  return (
    <SignIn next={next} methods={methods} problem={problem} notice={notices.get(single(asked.notice) ?? "") ?? null} />
  );
}
