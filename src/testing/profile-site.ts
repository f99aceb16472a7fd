import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a made-up profile page says; text is put into it as it is, so that a test can put markup there. */
export interface MadeProfile {
  handle: string;
  displayName?: string;
  title?: string;
  enlisted?: string;
  location?: string;
  fluency?: string;
  biography?: string;
  avatar?: string;
  organization?: { name: string; sid: string; rank: string; stars: number } | "redacted";
}

function entry(label: string, value: string | undefined): string {
  return value === undefined
    ? ""
    : `<p class="entry"><span class="label data${label.length}">${label}</span>\n <strong class="value data7">${value}</strong></p>`;
}

/** A citizen's page as the site makes them: labels beside values, classes with numbers behind. */
export function profilePage(made: MadeProfile): string {
  const { handle, displayName = handle, title, organization, biography } = made;
  const own = organization === undefined || organization === "redacted" ? null : organization;
  const stars = Array.from(
    { length: 5 },
    (_, at) => `<span ${own && at < own.stars ? 'class="active"' : ""}><span></span></span>`,
  );
  const inside = own
    ? `<div class="thumb"><a href="/orgs/${own.sid}"><img src="/org.png"></a></div><div class="info">
        <p class="entry"><a href="/orgs/${own.sid}" class="value data2">${own.name}</a></p>
        ${entry("Spectrum Identification (SID)", own.sid)}${entry("Organization rank", own.rank)}<div class="ranking data5">${stars.join("")}</div></div>`
    : organization === "redacted"
      ? '<div class="thumb"><img src="/redacted.png"></div><div class="info"><p class="entry"><span class="value data1">&nbsp;</span></p></div>'
      : '<div class="empty">NO MAIN ORG FOUND IN PUBLIC RECORDS</div>';
  return `<!doctype html><html><head><title>${displayName}</title></head><body><div id="contentbody"><div id="public-profile" class="account-profile">
    <p class="entry citizen-record"><span class="label">UEE Citizen Record</span><strong class="value">#1801846</strong></p>
    <div class="profile left-col"><span class="title">Profile</span><div class="inner"><div class="thumb"><img src="${made.avatar ?? "/media/abc/heap_infobox/mira.jpg"}" /></div>
      <div class="info"><p class="entry"><strong class="value">${displayName}</strong></p>${entry("Handle name", handle)}
        ${title === undefined ? "" : `<p class="entry"><span class="icon"><img src="/badge.png"/></span><span class="value">${title}</span></p>`}</div></div></div>
    <div class="main-org right-col visibility-${own ? "V" : organization === "redacted" ? "R" : ""}"><div class="inner">${inside}</div></div>
    <div class="left-col"><div class="inner">${entry("Enlisted", made.enlisted)}${entry("Location", made.location)}${entry("Fluency", made.fluency)}</div></div>
    <div class="right-col"><div class="inner">${biography === undefined ? "" : `<div class="entry bio"><span class="label">Bio</span><div class="value">${biography}</div></div>`}</div></div>
  </div></div></body></html>`;
}

export interface ProfileSite {
  url: string;
  /** Paths that were asked for, in their order, with when. */
  asked: { path: string; at: number; headers: IncomingMessage["headers"] }[];
  /** The pages by handle in small letters; who is not here has none. */
  pages: Map<string, MadeProfile>;
  /** Answers in place of the pages, until it is null again. */
  instead: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  close(): Promise<void>;
}

/** A site of profile pages on this machine. */
export async function openProfileSite(): Promise<ProfileSite> {
  const server = createServer((request, response) => {
    site.asked.push({ path: request.url ?? "", at: Date.now(), headers: request.headers });
    if (site.instead) return site.instead(request, response);
    const handle = /^\/citizens\/([\w-]+)$/.exec(request.url ?? "")?.[1];
    const made = handle === undefined ? undefined : site.pages.get(handle.toLowerCase());
    response.writeHead(made ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
    response.end(made ? profilePage(made) : "<title>404 - Roberts Space Industries</title>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const site: ProfileSite = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    pages: new Map(),
    instead: null,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return site;
}
