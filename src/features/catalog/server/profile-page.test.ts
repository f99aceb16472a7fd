import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { profilePage } from "#app/testing/profile-site.ts";
import { readProfilePage } from "./profile-page.ts";

const SITE = "https://robertsspaceindustries.com";

it("reads what a page says by its labels, and nulls for what it does not say", () => {
  const html = profilePage({
    handle: "Mira_Kovacs",
    displayName: "Mira",
    title: "Bounty Hunter",
    enlisted: "Feb 7, 2021",
    location: "Thailand, \n   Krung Thep",
    fluency: "French,\n English",
    organization: { name: "Night &amp;amp; Day", sid: "NIGHT", rank: "Captain", stars: 3 },
    biography: "Flies by night.<br />\n<br />GK-RSI-AB23-CD45",
  });
  expect(readProfilePage(html, SITE)).toEqual({
    handle: "Mira_Kovacs",
    displayName: "Mira",
    title: "Bounty Hunter",
    citizenRecord: "#1801846",
    avatarUrl: `${SITE}/media/abc/heap_infobox/mira.jpg`,
    enlisted: "2021-02-07",
    location: "Thailand, Krung Thep",
    fluency: ["French", "English"],
    biography: "Flies by night.\nGK-RSI-AB23-CD45",
    organization: { isRedacted: false, sid: "NIGHT", name: "Night & Day", rank: "Captain", stars: 3 },
  });
  expect(readProfilePage(profilePage({ handle: "Alone" }), SITE)).toMatchObject({
    handle: "Alone",
    title: null,
    biography: null,
    organization: null,
    fluency: [],
    enlisted: null,
  });
  expect(readProfilePage(profilePage({ handle: "Sly", organization: "redacted" }), SITE)?.organization).toEqual({
    isRedacted: true,
    sid: null,
    name: null,
    rank: null,
    stars: null,
  });
});

it("takes markup in a field for text, drops what does not show, and tells no picture of another site", () => {
  const html = profilePage({
    handle: "Mallory",
    displayName: "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;\u202e<script>alert(2)</script>",
    avatar: "https://evil.example/track.gif",
    biography: "<img src=x onerror=alert(3)>&lt;b&gt;bold&lt;/b&gt;<style>p{}</style>",
  });
  expect(readProfilePage(html, SITE)).toMatchObject({
    displayName: "<script>alert(1)</script>",
    avatarUrl: null,
    biography: "<b>bold</b>",
  });
  for (const avatar of [
    "javascript:alert(1)",
    "data:image/png;base64,AA",
    "//evil.example/a",
    "http://[",
    "/a".repeat(400),
  ])
    expect(readProfilePage(profilePage({ handle: "M", avatar }), SITE)?.avatarUrl).toBeNull();
});

it("finds no profile in what is none", () => {
  for (const html of [
    "",
    "404",
    "<div id=public-profile>",
    '<div id="public-profile">',
    "\0".repeat(1000),
    "<".repeat(1e5),
  ])
    expect(readProfilePage(html, SITE)).toBeNull();
});

it("reads pages that are deeper than any stack, and long fields no further than they are kept", () => {
  const deep = `${"<div><p>".repeat(100_000)}`;
  expect(readProfilePage(profilePage({ handle: "Deep", biography: deep }), SITE)?.handle).toBe("Deep");
  const long = readProfilePage(
    profilePage({ handle: "Long", title: "x".repeat(9_000), biography: "y".repeat(9_000) }),
    SITE,
  );
  expect([long?.title?.length, long?.biography?.length]).toEqual([200, 4_000]);
});

const SAVED = path.resolve("../shared/fixtures/rsi");
it.skipIf(!existsSync(SAVED))("reads saved pages as their collection says (skipped where they are not)", () => {
  const read = (name: string) => readProfilePage(readFileSync(path.join(SAVED, name), "utf8"), SITE);
  expect(read("pilot_with_no_corp_profile.html")).toMatchObject({
    handle: "CBCORP",
    enlisted: "2021-02-17",
    location: null,
    organization: null,
    avatarUrl: `${SITE}/media/0rixm629l5bwwr/heap_infobox/A5ce2752-Ce33-446e-Ae18-2dab9f9ead8a.jpg`,
  });
  expect(read("pilot_with_redacted_corp.html")).toMatchObject({
    handle: "Black8y",
    organization: { isRedacted: true },
  });
  expect(read("pilot_with_and_symbol_in_org_name.html")).toMatchObject({
    handle: "pekenio",
    displayName: "chris",
    title: "Bounty Hunter",
    location: "France, Eure",
    fluency: ["English"],
    organization: { name: "SOCIETE REPARATIONS & EXTRACTIONS", sid: "SOCREEX", rank: "Contractuel", stars: 0 },
  });
});
