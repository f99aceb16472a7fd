import type { Route } from "next";
import { redirect } from "next/navigation";

/** Home is where everybody begins; who is not signed in is sent on from there. */
export default function RootPage() {
  redirect("/home" as Route);
}
