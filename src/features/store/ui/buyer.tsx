"use client";

import { may } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Link } from "#app/ui/link.tsx";

/** Who bought something, with the way to them for who may see people. */
export function Buyer({ userId, name }: { userId: string; name: string }) {
  const who = useWho();
  // Whose account was deleted has no name any more.
  if (name === "") return "–";
  return may(who, "users:read") ? (
    <Link href={`/settings/users/${userId}`} className="hover:underline">
      {name}
    </Link>
  ) : (
    name
  );
}
