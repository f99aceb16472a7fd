/**
 * A small StellarStack of the first generation: tables and columns as its public Prisma schema names them, as far as they matter, with text that is made to confuse
 * who reads dumps, and secrets that no report may have.
 */
export const FIRST_STELLARSTACK = String.raw`
create table users (id text primary key, name text not null, email text not null, "emailVerified" boolean not null default false, image text, role text not null default 'user',
  banned boolean not null default false, "twoFactorEnabled" boolean not null default false, "createdAt" timestamp(3) not null default '2026-01-01', "updatedAt" timestamp(3) not null default '2026-01-01');
create table accounts (id text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null, "accessToken" text, "refreshToken" text, password text);
create table verifications (id text primary key, identifier text not null, value text not null);
create table sessions (id text primary key, token text not null, "userId" text not null);
create table two_factors (id text primary key, "userId" text not null, secret text not null, "backupCodes" text not null);
create table locations (id text primary key, name text not null);
create table nodes (id text primary key, "displayName" text not null, host text not null, port integer not null, protocol text not null, "memoryLimit" bigint not null,
  token text not null, "tokenHash" text not null, "locationId" text not null, "createdAt" timestamp(3) not null default '2026-01-01');
create table allocations (id text primary key, ip text not null, port integer not null, alias text, assigned boolean not null default false, "nodeId" text not null, "serverId" text,
  "createdAt" timestamp(3) not null default '2026-01-01');
create table blueprints (id text primary key, name text not null, description text, category text, author text, "fileDenylist" text[], "dockerImages" jsonb not null, startup text not null,
  config jsonb not null, scripts jsonb not null, variables jsonb not null, features text[], "isPublic" boolean not null default true, "createdAt" timestamp(3) not null default '2026-01-01');
create table servers (id text primary key, "shortId" text, name text not null, description text, status text not null default 'STOPPED', suspended boolean not null default false,
  memory bigint not null, disk bigint not null, cpu double precision not null, config jsonb, variables jsonb, "dockerImage" text, "customStartupCommands" text, "nodeId" text not null,
  "blueprintId" text not null, "ownerId" text not null, "primaryAllocationId" text, "parentServerId" text, "createdAt" timestamp(3) not null default '2026-01-01');
create table server_members (id text primary key, "serverId" text not null, "userId" text not null, permissions text[], "createdAt" timestamp(3) not null default '2026-01-01');
create table server_invitations (id text primary key, email text not null, token text not null);
create table webhooks (id text primary key, url text not null, secret text not null);
create table my_shop (id text primary key, note text);
insert into users (id, name, email, role, "emailVerified", "twoFactorEnabled", banned) values
  ('u1', 'ada-one', 'ada-one@example.org', 'admin', true, true, false), ('u2', 'bob-one', 'bob-one@example.org', 'user', true, false, true),
  ('u3', 'nobody-one', 'not an address', 'user', false, false, false), ('u4', 'cyd-one', 'cyd-one@example.org', 'user', false, false, false);
insert into accounts (id, "accountId", "providerId", "userId", "accessToken", password) values
  ('c1', 'u1', 'credential', 'u1', null, '$2b$04$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e'), ('c2', '123456789012345678', 'discord', 'u2', 'a-secret-token', null);
insert into verifications values ('v1', 'reset', 'a-secret-value');
insert into sessions values ('s', 'a-secret-session', 'u1');
insert into two_factors values ('t1', 'u1', 'a-secret-factor', 'a-secret-code');
insert into locations values ('l1', 'Europe');
insert into nodes (id, "displayName", host, port, protocol, "memoryLimit", token, "tokenHash", "locationId")
  values ('n1', 'Falkenstein one', 'one.example.org', 8080, 'HTTPS', 68719476736, 'a-secret-node', 'a-secret-hash', 'l1');
insert into allocations (id, ip, port, "nodeId", "serverId") values
  ('a1', '203.0.113.1', 25566, 'n1', 's1'), ('a2', '203.0.113.1', 25565, 'n1', 's1'), ('a3', '203.0.113.1', 25570, 'n1', 's2'), ('a4', '203.0.113.1', 25580, 'n1', null);
insert into blueprints (id, name, description, "dockerImages", startup, config, scripts, variables) values
  ('cmb1paper', 'Paper', 'High performance', '{"Java 21": "ghcr.io/ptero-eggs/yolks:java_21"}', 'java -Xmx{{SERVER_MEMORY}}M -jar {{SERVER_JARFILE}} nogui',
   '{"files": "{\"server.properties\": {\"parser\": \"properties\"}}", "startup": "{\"done\": \")! For help, type \"}", "stop": "stop"}',
   '{"installation": {"script": "#!/bin/ash\necho ''installing;''", "container": "alpine"}}',
   '[{"name": "Jar", "description": "The jar", "env_variable": "SERVER_JARFILE", "default_value": "server.jar", "user_editable": true, "rules": "required|string|max:40"},
     {"name": "Message", "description": "", "env_variable": "MOTD", "default_value": "", "user_editable": true, "rules": "nullable|string|max:60"}]'),
  ('cmb2bot', 'Bot', null, '{}', 'node {{MAIN}}', '{"files": "{}", "startup": "{}", "stop": "SIGKILL"}', '{}',
   '[{"name": "Main", "env_variable": "MAIN", "default_value": "index.js", "user_editable": true, "rules": "required|string"}]');
insert into servers (id, name, description, memory, disk, cpu, variables, "dockerImage", "customStartupCommands", "nodeId", "blueprintId", "ownerId", "primaryAllocationId", "parentServerId", suspended, status) values
  ('s1', E'Ada''s; "Craft"', E'Line one\n\\.\nCOPY public.users (id) FROM stdin;\nwith a\ttab, a \\ and \u2028', 2048, 8192, 150.5, '{"SERVER_JARFILE": "server.jar", "MOTD": "It''s; a\\b", "GONE": "a-secret-password"}',
   'ghcr.io/ptero-eggs/yolks:java_17', 'echo a-secret-start', 'n1', 'cmb1paper', 'u1', 'a2', null, false, 'RUNNING'),
  ('s2', 'Suspended', null, 0, 0, 0, null, null, null, 'n1', 'cmb2bot', 'u2', null, 's1', false, 'SUSPENDED'),
  ('s3', 'Of nobody', '', 512, 512, 50, '{}', null, null, 'n1', 'cmb2bot', 'u3', null, null, false, 'STOPPED');
insert into server_members (id, "serverId", "userId", permissions) values ('m1', 's1', 'u2', '{control.start,"console.*",files.read}'), ('m2', 's3', 'u2', '{"*"}');
insert into server_invitations values ('i1', 'dan@example.org', 'a-secret-invitation');
insert into webhooks values ('w1', 'https://hooks.example.org/a-secret-path', 'a-secret-hook');
insert into my_shop values ('1', 'x'), ('2', null);
`;
