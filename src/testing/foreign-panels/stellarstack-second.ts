/**
 * A small StellarStack of the second generation: tables and columns as its public Drizzle migrations name them, as far as they matter, with secrets that no report
 * may have.
 */
export const SECOND_STELLARSTACK = String.raw`
create schema drizzle;
create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
create table users (id uuid primary key, email text not null, email_verified boolean not null default false, name text not null, image text, preferred_locale text not null default 'en',
  is_admin boolean not null default false, two_factor_enabled boolean default false, role text, banned boolean, ban_reason text, ban_expires timestamptz, created_at timestamptz not null default '2026-01-01');
create table accounts (id uuid primary key default gen_random_uuid(), user_id uuid not null, provider_id text not null, account_id text not null, password text, access_token text);
create table verifications (id uuid primary key default gen_random_uuid(), identifier text not null, value text not null);
create table two_factor (id uuid primary key default gen_random_uuid(), user_id uuid not null, secret text not null, backup_codes text not null);
create table nodes (id uuid primary key, name text not null, fqdn text not null, scheme text not null, daemon_port integer not null, sftp_port integer not null, daemon_public_key text,
  memory_total_mb bigint not null, disk_total_mb bigint not null, connected_at timestamptz, created_at timestamptz not null default '2026-01-01');
create table node_allocations (id uuid primary key, node_id uuid not null, ip text not null, port integer not null, alias text, server_id uuid, created_at timestamptz not null default '2026-01-01');
create table blueprints (id uuid primary key, schema_version text not null default '1', name jsonb not null, description jsonb, author text, docker_images jsonb not null, stop_signal text not null,
  startup_command text not null, config_files jsonb, variables jsonb not null, install_image text not null, install_entrypoint text not null, install_script text not null, lifecycle jsonb not null,
  features jsonb, category text, created_at timestamptz not null default '2026-01-01');
create table servers (id uuid primary key, owner_id uuid not null, node_id uuid not null, blueprint_id uuid not null, primary_allocation_id uuid, name text not null, description text,
  memory_limit_mb bigint not null, cpu_limit_percent bigint not null, disk_limit_mb bigint not null, docker_image text not null, startup_extra text, allocation_limit integer not null default 3,
  status text not null default 'offline', install_state text not null default 'succeeded', suspended boolean not null default false, parent_id uuid, created_at timestamptz not null default '2026-01-01');
create table server_allocations (server_id uuid not null, allocation_id uuid not null, primary key (server_id, allocation_id));
create table server_variables (server_id uuid not null, variable_key text not null, value text not null, primary key (server_id, variable_key));
create table server_subusers (id uuid primary key, server_id uuid not null, user_id uuid not null, permissions jsonb not null, created_at timestamptz not null default '2026-01-01');
create table backup_destinations (id uuid primary key default gen_random_uuid(), bucket text not null, secret_access_key text not null);
create table app_settings (key text primary key, value text not null);
create table jobs_progress (job_id text primary key);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 1);
insert into users (id, name, email, email_verified, is_admin, two_factor_enabled, banned, ban_reason, ban_expires) values
  ('00000000-0000-4000-8000-000000000001', 'ada-two', 'ada-two@example.org', true, true, true, null, null, null),
  ('00000000-0000-4000-8000-000000000002', 'bob-two', 'bob-two@example.org', false, false, false, true, 'Too loud', '2999-01-01 00:00:00+00'),
  ('00000000-0000-4000-8000-000000000003', 'cyd-two', 'cyd-two@example.org', false, false, false, true, 'Long past', '2020-01-01 00:00:00+00'),
  ('00000000-0000-4000-8000-000000000004', 'nobody-two', 'not an address', false, false, false, false, null, null);
insert into accounts (user_id, provider_id, account_id, password, access_token) values
  ('00000000-0000-4000-8000-000000000001', 'credential', '00000000-0000-4000-8000-000000000001', 'BETTER_AUTH_HASH', null),
  ('00000000-0000-4000-8000-000000000002', 'credential', '00000000-0000-4000-8000-000000000002', 'of-a-kind-that-nobody-knows', null),
  ('00000000-0000-4000-8000-000000000003', 'github', '4711', null, 'a-secret-token');
insert into verifications (identifier, value) values ('reset', 'a-secret-value');
insert into two_factor (user_id, secret, backup_codes) values ('00000000-0000-4000-8000-000000000001', 'a-secret-factor', 'a-secret-code');
insert into nodes (id, name, fqdn, scheme, daemon_port, sftp_port, daemon_public_key, memory_total_mb, disk_total_mb) values
  ('00000000-0000-4000-8000-0000000000a1', 'Falkenstein two', 'two.example.org', 'https', 8080, 2022, 'a-secret-key', 65536, 1000000);
insert into node_allocations (id, node_id, ip, port, server_id) values
  ('00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a1', '203.0.113.2', 25566, null),
  ('00000000-0000-4000-8000-0000000000b2', '00000000-0000-4000-8000-0000000000a1', '203.0.113.2', 25565, null),
  ('00000000-0000-4000-8000-0000000000b3', '00000000-0000-4000-8000-0000000000a1', '203.0.113.2', 25570, '00000000-0000-4000-8000-0000000000d2'),
  ('00000000-0000-4000-8000-0000000000b4', '00000000-0000-4000-8000-0000000000a1', '203.0.113.3', 25570, null);
insert into blueprints (id, name, description, docker_images, stop_signal, startup_command, config_files, variables, install_image, install_entrypoint, install_script, lifecycle) values
  ('00000000-0000-4000-8000-0000000000c1', '"Minecraft (Paper)"', '{"key": "blueprints.paper.description"}', '{"Java 21": "ghcr.io/stellarstack/java:21"}', '^stop',
   'java -Xmx{{SERVER_MEMORY}}M -jar {{SERVER_JARFILE}}', '[{"path": "server.properties", "parser": "properties", "patches": {"server-port": "{{SERVER_PORT}}"}}]',
   '[{"key": "SERVER_JARFILE", "name": "Server JAR filename", "default": "server.jar", "userViewable": true, "userEditable": true, "rules": "required|string|max:32"},
     {"key": "SERVER_MEMORY", "name": "Memory (MB)", "default": "1024", "userViewable": true, "userEditable": false, "rules": "required|number|min:128"}]',
   'ghcr.io/stellarstack/installers:debian', 'bash', 'echo installing',
   '{"starting": {"probes": [{"strategy": "console", "match": {"type": "regex", "pattern": "Done \\(.+\\)! For help", "flags": "i"}}], "intervalMs": 2000, "timeoutMs": 120000, "onTimeout": "mark_crashed"}}'),
  ('00000000-0000-4000-8000-0000000000c2', '{"key": "blueprints.bot.name"}', null, '{"Node": "ghcr.io/stellarstack/node:22"}', 'SIGTERM', 'node index.js', null, '[]', 'x', 'bash', '',
   '{"starting": {"probes": [{"strategy": "tcp", "port": "{{SERVER_PORT}}"}]}}');
insert into servers (id, owner_id, node_id, blueprint_id, primary_allocation_id, name, description, memory_limit_mb, cpu_limit_percent, disk_limit_mb, docker_image, startup_extra, suspended, parent_id) values
  ('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000c1',
   '00000000-0000-4000-8000-0000000000b2', 'Survival', 'Of Ada', 2048, 150, 8192, 'ghcr.io/stellarstack/java:21', '--world a-secret-world', false, null),
  ('00000000-0000-4000-8000-0000000000d2', '00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000c2',
   null, 'Bot', null, 512, 50, 1024, 'ghcr.io/stellarstack/node:20', null, true, '00000000-0000-4000-8000-0000000000d1'),
  ('00000000-0000-4000-8000-0000000000d3', '00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000c2',
   '00000000-0000-4000-8000-0000000000b4', 'Same port', null, 512, 50, 1024, 'ghcr.io/stellarstack/node:22', null, false, null);
insert into server_allocations values ('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000b1'), ('00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000b2'),
  ('00000000-0000-4000-8000-0000000000d3', '00000000-0000-4000-8000-0000000000b4');
insert into server_variables values ('00000000-0000-4000-8000-0000000000d1', 'SERVER_JARFILE', E'paper\'s.jar'), ('00000000-0000-4000-8000-0000000000d1', 'OLD', 'a-secret-password');
insert into server_subusers (id, server_id, user_id, permissions) values
  ('00000000-0000-4000-8000-0000000000e1', '00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-000000000002', '["console.read", "files.write"]'),
  ('00000000-0000-4000-8000-0000000000e2', '00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-000000000002', '["control.stop"]');
insert into backup_destinations (bucket, secret_access_key) values ('b', 'a-secret-bucket');
insert into app_settings values ('curseforge', 'a-secret-setting');
insert into jobs_progress values ('j');
`;
