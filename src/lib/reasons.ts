import { IntlMessageFormat } from "intl-messageformat";

/**
 * One English ICU sentence for each reason an AppError may carry. Interface, translations and dialects map the reason, never the sentence.
 * Say what was wrong and what to do; no blame, no exclamation marks.
 */
const SENTENCES = {
  // Codes that are their own reason
  invalid_json: "The body is not valid JSON. {problem}",
  bad_request: "The request could not be read.",
  unauthenticated: "Sign in, or send an API key in the Authorization or X-API-Key header.",
  insufficient_coins: "There are not enough coins for this.",
  forbidden: "This needs the permission {permission}, which you do not have. An owner or admin can grant it.",
  not_found: "There is no such thing here, or it is not yours.",
  method_not_allowed: "This address does not answer {method}. It answers {allowed}.",
  conflict: "That contradicts what is there now.",
  precondition_required: "Say which state you change: send the ETag that you read in If-Match.",
  precondition_failed: "It was changed since you read it. Read it again, then repeat the change.",
  too_large: "The request is larger than {limit}.",
  unsupported_media_type: "Send the body as application/json.",
  invalid_input: "{count, plural, one {One field is} other {# fields are}} not as expected; see details.",
  rate_limited: "Too many requests. Try again in {seconds, plural, one {# second} other {# seconds}}.",
  internal: "Something went wrong on our side. It was logged under the request id.",
  "dialects.unknown_member":
    "There is nobody of this id here. Give their id at Discord, Google or GitHub, or their id in this panel.",
  "dialects.off": "The owner of this panel has switched this API off.",
  unavailable: "This is not available right now. Try again in a moment.",
  node_offline: "The node {node} is not connected. The server may still be running. Try again when the node is back.",
  node_timeout:
    "The node did not answer in {seconds, plural, one {# second} other {# seconds}}. The act may still happen.",

  "kills.unknown": "There is no such kill, or it is not yours to see.",
  "kills.unknown_person": "There is nobody of this id or name. Give an id, or a name in the game.",
  "kills.unknown_player": "There is no player {player} in this game. Give a name, or the id of a player of this game.",
  "kills.hidden_player": "There is no such player, or they show their kills to few.",
  "kills.unknown_community": "There is no such community, or you may not tell of kills in it.",
  "kills.not_yours": "Those alone who have proven to have had part in a kill, or told of it, may dispute it.",
  "kills.undecided": "This kill is not disputed, or was decided before. Read it again.",
  "kills.not_between_players": "A kill of a player by another has two players: give both by name, or another kind.",
  "kills.not_to_correct":
    "This kill is corrected by who told of it, as long as nobody else did, and by who decides. Dispute it if it is wrong.",
  "kills.nothing_to_correct": "Nothing in this differs from what is known of the kill.",
  "kills.not_told_by_you": "You have not told of this kill.",
  "imports.no_port":
    "{name}: the range of ports of its node has none that is free. Enlarge it on the node's page, then import again.",
  "imports.no_email": "{email} is no e-mail address. Mend it there, then import again.",
  "panel_backups.unknown": "There is no such backup of the panel. It may have been removed.",
  "panel_backups.running": "A backup of the panel is under way. Wait until it is done.",
  "panel_backups.no_file": "This backup has no file that could be downloaded.",
  "panel_backups.link_over":
    "This link was for a minute, and for who asked for it. Ask for another one on the page of backups.",
  "panel_backups.not_here":
    "The file is not to be had from here now: its folder is on another machine or not mounted, or its store is away.",
  "panel_backups.no_secret_key": "Give the secret key of the bucket: none is known for this store and this access key.",
  "panel_backups.no_passphrase": "Give a passphrase: none is known yet.",
  "analytics.too_many_rows":
    "These are {rows} rows, and one answer has at most {limit}. Begin an export (POST /analytics/exports), which is written to a file.",
  "analytics.too_many_exports": "You have {limit} exports already. They go after a day, or remove one.",
  "analytics.unknown_export": "There is no such export, it is somebody else's, or its day is over.",
  "analytics.export_not_ready": "This export is not written yet, or was stopped. Ask how far it is.",
  "friends.yourself": "You see your own kills anyway.",
  "friends.unknown": "There is nobody of this id. Ask them for theirs: it is in their profile.",
  "catalog.unknown_ship": "The catalogue knows no ship called {name}.",
  "catalog.unknown_weapon": "The catalogue knows no weapon called {name}.",
  "catalog.unknown_place": "The catalogue knows no place called {name}.",
  "catalog.unknown_system": "The catalogue knows no system called {name}.",
  "catalog.ambiguous": "{count} have {name} in their name; see details, and say which by its class.",
  "catalog.unknown_handle": "Nothing is known of {handle} here.",
  "catalog.not_a_set":
    "This is no set for the catalogue: {count, plural, one {one thing is} other {# things are}} not as expected; see details.",
  "catalog.other_game": "The catalogue is of Star Citizen, and this set is of {game}.",
  "catalog.not_imported": "No set of this kind was imported.",
  "catalog.pages_off":
    "This panel reads no profile pages of Star Citizen. Its owner can switch that on by the setting rsi-profiles.",
  "catalog.no_proof": "You have begun no proof of a handle, or its day is over. Begin one.",
  "catalog.no_page": "There is no profile page of {handle}. See whether the handle is right.",
  "catalog.code_not_found":
    "The code does not stand in the biography of {handle} yet. Save it there, and try again in a minute.",
  "catalog.page_unavailable": "The profile page could not be read just now. Try again in a minute.",
  "kills.period_not_kept":
    "There is no such leaderboard any more: those of days are kept for {days} days, those of weeks for two years.",
  "kills.in_the_future": "A kill cannot have happened in the future. Check the clock of what sends it.",

  "logs.unknown":
    "There is no such log, or its machine does not let the panel read it (GAMEKEEPER_LOG_ROOTS of its agent).",
  "logs.no_file": "This is a folder, a pipe or a device, not a log.",
  "logs.no_access": "The node's agent may not read this file. Give its user the right to.",
  "logs.too_big": "This is too big for a log, or unpacks to far more than one does.",
  "logs.damaged": "This packed log is damaged: it cannot be unpacked to its end.",
  "logs.unknown_import": "There is no such import, or it is not yours.",
  "logs.unknown_game": "No logs of a game {game} can be read. logs.games lists those that can.",
  "logs.unknown_watch": "There is no such watch, or it is not yours.",
  "logs.not_to_resume": "Only imports from nodes that failed or were stopped can be gone on with.",
  "logs.watched_already": "This log is watched already.",
  "logs.import_over": "This import is over, or is read by a node. Begin another.",
  "logs.gap": "Deaths up to number {expected} were taken. Go on from there.",

  engine_not_ready: "The game of this server is not running or not connected, or cannot do that.",

  // World and bridge
  "world.unknown_room": "The game of this server has told of no such room.",
  "world.map_too_large": "This area has more than {limit} rooms: too many for a map. List its rooms instead.",
  "bridge.occupied": "Another game is connected to this server: one key and one server are for one game at a time.",
  "bridge.older_run": "A game that began later has been connected to this server since. This one is of the past.",
  "bridge.not_connected": "This run of the game is not connected. Say hello first.",
  "bridge.gap":
    "Reports of this stream go on with revision {expected}. Send a whole snapshot, or what is missing first.",
  "bridge.too_many": "A world has at most {limit} of these.",
  "bridge.order_over": "This order is over: it was answered already, or its time had passed.",

  // Requests
  "request.unknown_path": "There is no endpoint at this address.",
  "request.repeated_parameter": "The parameter {name} was given more than once.",
  "request.key_in_query": "API keys are accepted in the Authorization or X-API-Key header only, never in the address.",
  "request.not_by_the_edge": "The web process answers only through the panel's public port.",
  "request.cross_site": "This request came from another site and was refused.",
  "request.idempotency_running": "The first call with this Idempotency-Key is still running. Repeat it in a moment.",
  "request.idempotency_other_body": "This Idempotency-Key was used for another call. Use a new key.",
  "request.idempotency_key_shape": "An Idempotency-Key is 1 to 255 printable characters.",
  "request.body_too_slow": "The body did not arrive in time.",
  "request.prototype": "A parameter may not be called __proto__.",
  "request.encoding": "Send the body as it is, without Content-Encoding.",
  "bulk.not_all": "{count, plural, one {One item} other {# items}} could not be done, so none was; see details.",
  "database.away": "The database does not answer right now. Try again in a moment.",
  "request.cursor": "The cursor is not one this endpoint gave. Start without a cursor.",

  "queue.others_wait":
    "Others wait for this room already, and nobody overtakes them. Join the queue (POST /queue): your server is made when its turn comes.",
  "queue.others_wait_larger":
    "Others wait for this node's memory already, and nobody overtakes them. Make the server larger once nobody waits.",
  "queue.never_fits": "No node is large enough for this, even if it were empty. Ask for less memory.",
  "queue.too_many": "You have {most} servers waiting already. Cancel one, or wait until one is made.",
  "queue.over": "This server waits no more.",
  "queue.owner_suspended": "Its owner is suspended.",
  "renewals.off": "Servers do not expire here. The panel's owner can switch that on by the setting renewals.",
  "renewals.exempt": "This server does not expire, so there is nothing to renew.",
  "renewals.not_exempt": "This server is not exempt from renewals.",
  "renewals.too_far": "Nobody can pay for more than {days} days ahead. Renew it later.",
  "renewals.price_changed": "A renewal costs {price} coins now. Read the price again, then renew.",
  "renewals.no_bypass": "You have no renewal left that costs nothing. Renew it for coins, or get one in the store.",
  "renewals.too_many_bypasses": "Nobody may have more than {most} renewals that cost nothing.",
  "renewals.owner_only": "Only its owner can have a server renewed from their coins.",
  "renewals.may_not_spend": "Its owner is suspended, or may not spend coins.",

  // API keys
  "api_keys.malformed": "This is not an API key of this panel. Keys begin with gk_live_.",
  "api_keys.unknown": "This API key does not exist.",
  "api_keys.in_the_past": "This key would have expired before it was made. Give a time to come.",
  "identity.of_another": "This is about your own account alone. Leave the user out, or give your own id.",
  "api_keys.unknown_server": "There is no server of this id that you may see.",
  "api_keys.revoked": "This API key was revoked.",
  "api_keys.rotated": "This API key was rotated and works no more since {at}. Use the key that took its place.",
  "api_keys.disabled": "This API key is disabled.",
  "api_keys.expired": "This API key expired at {at}.",
  "api_keys.address": "This API key may not be used from your address.",
  "api_keys.owner_gone": "The owner of this API key can no longer sign in.",
  "api_keys.owner_above": "The key belongs to somebody who stands above you.",
  "api_keys.too_wide": "A key cannot do more than you: you lack {permissions}.",
  "api_keys.beyond_addresses": "The key that makes it may not be used from {addresses}, so neither may the new one.",
  "api_keys.limit_too_high": "Only owners give a key more than {limit} requests a minute.",
  "api_keys.streams_too_many": "Only owners give a key more than {limit} event streams at a time.",
  "api_keys.unknown_scope": "There is no scope or bundle called {name}.",
  "api_keys.beyond_key": "A key cannot make or change a key that may do more than itself: {what}.",
  "api_keys.two_limits": "Give limits or rateLimitPerMinute, not both.",
  "api_keys.not_active": "This API key is {status}; only one that works can be rotated.",
  "api_keys.rotated_already": "This API key was rotated already. Rotate the key that took its place.",
  "api_keys.ended": "This API key is {status} and cannot be changed any more.",

  // Identity
  "identity.wrong_credentials": "The e-mail address or the password is wrong.",
  "identity.second_factor_wrong": "That code is wrong or was used before.",
  "identity.second_factor_required": "Enter the code of your second factor.",
  "identity.reauthenticate": "Sign in again to do this: the last time was more than 10 minutes ago.",
  "identity.sign_up_closed": "Sign-up is closed. Ask an admin for an invitation.",
  "identity.sign_up_invitation": "Sign-up is by invitation. Ask an admin for a link.",
  "identity.no_owner_yet": "This panel has no owner yet. Open the setup link that it printed at its start.",
  "identity.owner_exists": "This panel has an owner already. Sign in instead.",
  "identity.token_invalid": "This link is not valid any more. It may have been used, or have expired.",
  "identity.email_taken": "There is already an account with this e-mail address.",
  "identity.suspended":
    "This account is suspended{hasEnd, select, yes { until {end}} other {}}{hasReason, select, yes {: {reason}} other {.}}",
  "members.name_not_confirmed": "That is not your name as the panel shows it.",
  "members.owns_servers":
    "You own {count, plural, one {# server} other {# servers}}. Give them away or delete them first, or say that they go with your account.",
  "members.no_deletion": "It was not asked for this account to be deleted.",
  "members.export_there": "There is an export already. Download it first, or wait until it is gone.",
  "members.export_running": "The export is still being written.",
  "members.export_taken": "This export was downloaded already. Begin another.",
  "identity.end_is_past": "Give an end that is still to come.",
  "identity.email_unverified": "Confirm your e-mail address first, with the link that was mailed to it.",
  "identity.verification_off": "This panel asks nobody to confirm an e-mail address.",
  "identity.last_owner": "This is the last owner. Make somebody else owner first.",
  "identity.role_above": "You cannot give, take or change a role above your own.",
  "identity.role_built_in": "The built-in roles cannot be changed or removed.",
  "identity.role_key_taken": "There is already a role with this name.",
  "identity.lacks_permissions": "You cannot grant what you lack: {permissions}.",
  "identity.no_password": "This account has no password. Sign in by {providers} or set one first.",
  "identity.password_wrong": "The current password is wrong.",
  "identity.last_sign_in_method": "This is the only way you can sign in. Add another first.",
  "identity.not_impersonating": "You are not viewing the panel as somebody else.",
  "identity.totp_not_started": "Start the set-up of the second factor first.",
  "identity.totp_already": "A second factor is already set up.",
  "identity.passkey_failed": "The passkey could not be verified. {problem}",
  "identity.provider_off": "Sign-in by {provider} is not set up on this panel.",
  "identity.account_linked_elsewhere": "That {provider} account is linked to another user.",
  "identity.mail_off": "This panel cannot send mail. An admin can reset your password at the command line.",
  "identity.own_account": "You cannot do this to your own account.",
  "identity.service_account": "This is a service account of the panel itself.",
  "identity.too_many_tries":
    "Too many tries. Wait {seconds, plural, one {# second} other {# seconds}}, then try again.",
  "identity.password_rule":
    "{problem, select, short {A password has at least 10 characters.} long {A password has at most 256 characters.} personal {Choose a password that is not your name or address.} other {This password is among the first that guessers try. Choose another.}}",
  "identity.invitation_email": "This invitation is for another e-mail address.",
  "identity.role_has_members":
    "{count, plural, one {# user has} other {# users have}} this role. Give them another first.",
  "identity.passkeys_off":
    "Passkeys need an address with a name: open the panel at localhost or at its domain over https.",
  "identity.email_taken_link":
    "There is already an account with your address at {provider}. Sign in to it, then link {provider} in your settings.",
  "identity.unknown_role": "There is no role called {role}.",
  "identity.unknown_email": "There is no user with this e-mail address.",
  "identity.user_removed": "This user was removed.",
  "identity.oauth_failed": "Sign-in by {provider} did not complete. Try again.",
  "identity.oauth_cancelled": "Sign-in by {provider} was cancelled.",

  // Earning
  "earning.off": "The owner has not switched on this way to earn.",
  "earning.blocked": "The team lets you earn no coins at the moment. Ask them why.",
  "earning.email_unverified": "Confirm your e-mail address to earn coins.",
  "earning.too_young":
    "Your account is too new to earn coins. It can in {hours, plural, one {# hour} other {# hours}}.",
  "earning.same_address":
    "{most, plural, one {Another account has} other {# other accounts have}} earned from your network address today, and no more may.",
  "earning.claimed": "Today's coins were claimed. The next ones can be from {nextAt} on.",
  "earning.unknown_code": "There is no member with this code.",
  "earning.yourself": "This is your own code. Give it to somebody else.",
  "earning.older_than_them": "Your account is older than theirs: they have not brought you.",
  "earning.referral_address": "You come from an address that is theirs, or that of somebody else they have brought.",
  "earning.too_late":
    "Who brought you can be said in the first {days, plural, one {day} other {# days}} of an account.",
  "earning.brought_already": "You have said who brought you.",
  "earning.unknown_guild": "There is no reward for being in this server of Discord.",
  "earning.no_discord": "Link your account on Discord first, in the settings.",
  "earning.joined": "The coins for {name} were given, to you or to this account on Discord.",
  "earning.not_in_guild": "You are not in {name}, or the bot is not. Join it on Discord, then try again.",
  "earning.days": "Give a first day that is not after the last, and at most {most} days.",
  "earning.not_blocked": "This member may earn coins.",

  // Hosting
  "moderation.not_online": "{name} is not online on {server}.",
  "moderation.elsewhere": "{name} was never seen on this server. Choose one where they have played.",
  "moderation.holds_already":
    "{name} is {kind, select, ban {banned} suspend {suspended} other {muted}} there already. Change or lift that one.",
  "moderation.none_holds": "There is no {kind, select, ban {ban} suspend {suspension} other {mute}} of {name} to lift.",
  "moderation.ended": "This punishment is over.",
  "moderation.no_community": "The server {server} belongs to no community.",
  "moderation.too_many": "There are {limit} already. Remove some first.",
  "moderation.name_taken": "There is a reason of this name already.",
  "moderation.list_unreadable": "This is no such list: {problem}",
  "appeals.unknown_code": "There is no punishment with this code, or it is over.",
  "appeals.open_already": "There is an appeal already that waits for a decision.",
  "appeals.too_soon": "The last appeal was rejected. Another is possible from {at} on.",
  "appeals.none_open": "There is no appeal that waits for a decision.",
  "appeals.decided": "This appeal is decided already.",
  "appeals.not_yours": "Only whom it is about can appeal.",
  "servers.changing_state": "The server is {state}; wait until that is done.",
  "servers.suspended":
    "The server is suspended{kind, select, owner {, because its owner is} expired {, because it was not renewed. Renew it to start it} over_package {, because its owner's package has no room for it. Delete or shrink a server, or get more resources} other { by the team. Write to them to learn more}}.",
  "servers.suspended_already": "The team has suspended this server already.",
  "servers.not_suspended_by_staff": "The team has not suspended this server.",
  "servers.not_running": "The server is not running.",
  "servers.already_running": "The server is running already.",
  "servers.already_offline": "The server is offline already.",
  "servers.not_installed": "The server is not installed yet.",
  "console.token_invalid": "This console token is not valid any more. Get a new one.",
  "servers.confirm_name": "Type the name of the server to confirm.",
  "servers.no_port": "The node {node} has no free port left between {from} and {to}.",
  "servers.port_outside": "The node {node} gives ports from {from} to {to}.",
  "servers.port_taken": "Port {port} of this node is taken.",
  "servers.blueprint_problems": "The blueprint cannot be used with these settings; see details.",
  "servers.command_not_delivered": "The command was not delivered: {problem}",
  "servers.command_expired":
    "The server's node did not take the command within 10 seconds; it was not and will not be run.",
  "nodes.has_servers": "The node still has {count, plural, one {# server} other {# servers}}. Delete them first.",
  "nodes.name_taken": "There is already a node called {name}.",
  "nodes.drained": "The node {name} takes no new servers.",
  "nodes.unknown": "There is no such node.",
  "nodes.not_joined": "The agent of the node {name} has not joined yet. Run its join command on the machine first.",
  "nodes.none": "There is no node that can take this server.",
  "packages.no_room":
    "The package {package} has no room for this: {missing} more is needed. Delete or shrink a server, or get more resources.",
  "packages.not_available": "Databases and backups are not available yet.",
  "packages.extra_below_zero": "That is more than there is beyond the package: {missing} too much.",
  "packages.extra_too_much": "Nobody can have more than {most} of a resource.",
  "packages.extra_in_use": "The servers use it: {missing} would be missing. Delete or shrink a server first.",
  "packages.ends_before_now": "The package would end before it begins. Choose a later time.",
  "packages.which": "Say which package: by its id or by its name, and by one of them.",
  "packages.unknown": "There is no such package.",
  "packages.name_taken": "There is a package of this name already.",
  "packages.too_many": "There are {limit} packages already. Remove some first.",
  "packages.is_default": "Everybody who has no other package has this one. Make another one that first.",
  "packages.in_use":
    "{count, plural, one {# member has} other {# members have}} this package. Choose which one they get instead.",
  "packages.replaces_itself": "A package cannot replace itself. Choose another one.",
  "nodes.full": "The node {node} has only {room} MiB of memory left to give.",
  "nodes.protocol_unsupported": "The agent speaks protocol {agent} and this panel speaks {panel}. Update the agent.",
  "nodes.local": "This is the panel's own node. It cannot be removed.",
  "nodes.join_token_invalid": "The join token is not valid any more. Make a new one on the node's page.",
  "nodes.agent_refused": "The node could not do this: {problem}",
  "nodes.already_enrolled": "This machine's agent has already joined, as the node {node}. Remove that node first.",
  "blueprints.reading_too_slow":
    "These patterns take too long over a line of this text. Make them shorter, or repeat less in them.",
  "blueprints.unknown": "There is no blueprint called {id}.",

  // Players
  "players.metadata_too_large": "The metadata is {bytes} bytes long; at most {limit} can be kept.",
  "players.not_linked": "This player is linked to nobody.",
  "players.linked_to_other": "This player is linked to somebody else. They, or the team, unlink it first.",
  "vouching.proven_by_two":
    "Different users have proven the same players to be theirs, here and elsewhere: {players}. Unlink the wrong ones first.",
  "players.no_such_user": "There is no user who could have this player.",
  "players.note_of_other": "{name} wrote this note, and only they change it. Remove it, or write one of your own.",
  "players.report_twice": "You have reported this player already, and the team has not decided yet.",
  "players.report_self": "This player is you.",
  "players.report_claimed": "{name} is at work on this report.",
  "players.report_resolved": "This report is resolved already.",

  // Discord
  "discord.none": "No bot is connected to Discord.",
  "discord.off": "The bot is switched off. Switch it on first.",
  "discord.bad_token": "Discord does not know this token. Copy it again from the developer portal, or reset it there.",
  "discord.unreachable": "Discord does not answer. Try again in a minute.",
  "discord.unknown_channel": "The bot does not see this channel. Let it in, or look which channels it may see.",
  "discord.may_not_send":
    "The bot may not write in #{channel}. Give it View Channel, Send Messages and Embed Links there.",
  "discord.too_many": "There are {limit} already, which is the most there may be. Remove one first.",
  "discord.unknown_field": "None of these events has a field called {field}.",
  "discord.relayed_already": "This server's chat is relayed to this channel already.",
  "discord.deaf_game": "This game has no way to be told what to say in its chat. Relay it one way, from the game.",
  "discord.unknown_code":
    "This code is not good any more. Use /link on Discord again: a code is good for ten minutes, once.",
  "discord.no_server": "There is no server called {name} that you may see.",
  "discord.no_player": "There is no player called {name} whom you may see.",
  "discord.several": "There are several called {name}. Choose one of the list that Discord shows while you type.",
  "discord.not_linked": "No account on Discord is linked by a code.",

  // Communities
  "communities.unknown": "There is no such community, or it is not yours to see.",
  "communities.too_many": "There are {limit} communities already, which is the most there may be. Remove one first.",
  "communities.slug_taken": "Another community has the address {slug} already.",
  "communities.foreign_place": "Channels and roles are those of the community's own server of Discord.",
  "communities.no_admin_any_more": "Discord says that you do not manage this community's server there any more.",
  "communities.not_there": "They are not in this community.",
  "communities.last_admin": "Somebody must be its admin. Make somebody else one first.",
  "communities.by_discord": "They are in it because they are in its server of Discord. That is changed there.",
  "communities.unknown_code": "This code is not good any more. Ask who gave it to you for a new one.",
  "communities.tracker_off": "Kills are not told in this community: its admins have switched that off.",
  "communities.no_guild": "The panel's bot is in no such server of Discord that you manage.",
  "communities.guild_taken": "This server of Discord belongs to another community already.",

  // Store
  "store.closed": "The store is closed.",
  "store.not_on_sale": "This is not for sale.",
  "store.not_yet": "This is for sale from {at} on.",
  "store.over": "The sale of this is over.",
  "store.sold_out": "{left, plural, =0 {This is sold out.} one {There is only # left.} other {There are only # left.}}",
  "store.limit":
    "{left, plural, =0 {You have bought as many of this as you may.} one {You may buy only # more of this.} other {You may buy only # more of these.}}",
  "store.too_much": "That is more than can be bought at a time.",
  "store.for_money": "This is sold for money, not for coins.",
  "store.for_coins": "This is sold for coins, not for money.",
  "store.price_changed": "The price is {total} now. Look at it again before you buy.",
  "store.money_changed": "The price is another by now. Look at it again before you pay.",
  "store.has_role": "You have this role already.",
  "store.has_package": "You have this package already, and it does not end.",
  "store.no_limit": "You have no limit of this, so there is nothing to add to.",
  "store.one_at_a_time": "Buy one of this at a time.",
  "store.unknown_thing": "The {kind, select, package {package} other {role}} that this gives is not there any more.",
  "store.role_ranks_high": "The role {role} ranks with those who watch over others. It cannot be sold.",
  "store.role_of_staff": "The role {role} may more than members may by themselves: {permissions}. It cannot be sold.",
  "store.terms": "{problem}",
  "store.too_many": "There are {limit} already, which is the most there may be. Remove one first.",
  "store.key_reused": "This key was used for something else. Use another for a new purchase.",
  "store.refunded_already": "This order was refunded already.",
  "store.refund_over": "This order cannot be given back by its buyer any more. The team can refund it.",
  "store.gift_redeemed": "The code of this gift was redeemed. What it gave is not yours to give back.",
  "store.in_use": "What was bought is in use: {what}. Free it first, or refund the coins and leave it with its buyer.",
  "store.of_payment": "This was paid with money. Refund it at the payment provider: the coins go back with it.",
  "store.gifts_off": "Members cannot give gifts on this panel.",
  "store.gift_to_oneself": "This is you. Give to somebody else.",
  "store.gift_limit":
    "Within 24 hours you may give {limit, plural, one {# coin} other {# coins}}. You can give {left, plural, =0 {none} one {# more} other {# more}} now.",
  "store.gift_too_young":
    "Your account has to be {days, plural, one {# day} other {# days}} old to give coins or gifts.",
  "store.unknown_receiver": "There is nobody of this name, address or id to give to.",
  "store.not_a_gift": "This order is no gift whose code waits to be redeemed.",
  "coupons.not_good": "This code is not good: it is unknown, used up, over, or not meant for this.",
  "coupons.at_checkout": "This code takes something off a price. Enter it when you buy.",
  "coupons.to_redeem": "This code gives something by itself. Redeem it instead.",
  "coupons.used": "You have redeemed this code already.",
  "coupons.replaces_package":
    "You have the package {name}. The package of this code takes its place, and {name} is gone then.",
  "coupons.code_taken": "There is already a coupon with this code.",
  "coupons.terms": "{problem}",
  "coupons.has_order": "This code is a gift that a member bought. It can be switched off, not changed.",
  "payments.off": "Nothing is sold for money on this panel.",
  "payments.not_set_up":
    "Payments are not set up: {missing} {count, plural, one {is} other {are}} missing in the environment.",
  "payments.provider_away": "The payment provider did not answer as expected. Nothing was paid. Try again.",
  "payments.too_many_open": "You have begun {limit} payments within an hour. Finish one of them, or wait.",
  "payments.not_yet": "Nothing is known of this payment yet. Tell it again later.",
  "payments.signature": "This is not signed by the payment provider, or it is too old.",

  // Webhooks
  "webhooks.url": "This address cannot be called: {problem}",
  "webhooks.unknown_type": "There is no event called {type}.",
  "webhooks.too_many": "You have {limit} webhooks, which is the most one may have. Remove one first.",
  "webhooks.other_kind":
    "The new address is of another kind: a channel of Discord needs no secret, all others do. Make a new webhook for it.",
  "webhooks.no_secret": "Messages in Discord are not signed, so there is no secret to change.",
  "webhooks.resting": "The webhook is paused or switched off. Switch it on first.",

  // Tickets
  "tickets.too_many":
    "{limit} of your tickets are not done yet, which is the most there may be. Wait for an answer, or close one.",
  "tickets.too_many_of": "There are {limit} already, which is the most there may be. Remove one first.",
  "tickets.name_taken": "There is one of this name already.",
  "tickets.not_staff": "They cannot answer tickets. Give it to somebody who can.",
  "tickets.member_unknown": "There is no such member.",
  "tickets.category_unknown": "There is no such category that you may choose.",
  "tickets.about_unknown": "There is no such {kind} that you may see.",
  "tickets.file_unknown": "A file is not there any more, is in another message, or is not yours. Hand it in again.",
  "tickets.file_empty": "This file is empty.",
  "tickets.file_too_big":
    "This file is too big. A picture has up to 8 MiB, 8,000 pixels a side and 50 million in all its frames; a text has up to 2 MiB.",
  "tickets.file_kind": "Only pictures (PNG, JPEG, GIF, WebP) and plain text can be handed in.",
  "tickets.file_broken": "This picture cannot be read. Save it again, or make another.",
  "tickets.file_sent": "This file is part of a message already.",
  "tickets.too_many_files": "{limit} of your files wait for a message. Send one, or take some back.",
  "tickets.too_late": "This ticket was done more than {days, plural, one {# day} other {# days}} ago. Open a new one.",
  "tickets.closed_already": "This ticket is closed already.",
  "tickets.not_done": "This ticket is not done yet.",
  "tickets.undo_too_late":
    "Only who has closed or resolved a ticket takes that back, within a minute and before anything else becomes of it. Open it again instead.",
  "tickets.mail_sender": "Write from the e-mail address of your account: this address is good for nobody else.",
  "tickets.mail_unreadable": "This mail cannot be read. Send it as plain text.",
  "tickets.rated_already": "You have said already how you were helped.",
  // Upkeep
  engine_refused: "The game did not do it: {said}",
  "blueprints.unreadable": "The file {file} is not as expected: {problem}",
  "settings.env_unreadable": "The file .env is not as expected: {problem}",
  "broadcasts.not_scheduled": "This broadcast was said or cancelled already.",
  "shutdowns.scheduled_already": "The end of this server is planned already. Call that off first.",
  "shutdowns.none": "No end of this server is planned.",
  "maintenance.on": "The panel is closed for maintenance. {message}",

  // Administration
  "health.missing": "The panel is starting: not there yet: {missing}.",
  "limits.store_away":
    "What counts calls for all processes is away, and this must be counted by all. Try again in {seconds, plural, one {# second} other {# seconds}}.",
  "settings.unknown": "There is no setting called {key}.",
  "economy.insufficient":
    "This takes {needed, plural, one {# coin} other {# coins}}, and {balance, plural, =0 {there are none} one {there is #} other {there are #}} to spend: {missing, plural, one {# is} other {# are}} missing.",
  "economy.too_many": "An account can have 999,999,999,999,999 coins at most.",
  "economy.to_oneself": "Coins go from one account to another one.",
  "economy.key_reused": "This key was used for another movement of coins. Give each movement a key of its own.",
  "economy.unknown_member": "There is no such member.",
  "economy.unknown_transfer": "There is no such movement of coins.",
  "economy.not_its_reversal": "A movement is taken back between the same two accounts, the other way round.",
  "economy.follows_money":
    "This follows a payment's money: give the money back at the payment provider, and its coins go too.",
  "economy.reversed":
    "{left, plural, =0 {All of this movement was taken back before.} one {Of this movement one coin is left to take back.} other {Of this movement # coins are left to take back.}}",
  "economy.changed": "They have {balance, plural, one {# coin} other {# coins}} by now. Look again, then set it.",
  "live.too_many": "No more than {limit} at a time.",
  "events.token_invalid": "This token is none of this panel, or its five minutes are over. Make another.",
  "events.ticket_invalid": "This ticket is not valid any more. A ticket is good for one connection within 30 seconds.",
  "events.first_message":
    "The first message of a connection without a key or a session says who opens it: auth, with a ticket or a key.",
  "events.message": "A message is a JSON object with a type: subscribe, unsubscribe, replay or ping.",
  "events.live_type":
    "{type} is told live alone and kept nowhere, so it cannot be sent. Follow it by the stream, GET /events.",
  "events.resync": "The position is older than what is kept. Read the current state, then follow from now.",
} as const;

export type Reason = keyof typeof SENTENCES;

const compiled = new Map<string, IntlMessageFormat>();

/** The English sentence of a reason; an unknown reason is shown as it is, so that nothing is hidden. */
export function sentenceOf(reason: string, params: Readonly<Record<string, unknown>> = {}): string {
  const sentence = (SENTENCES as Record<string, string>)[reason];
  if (sentence === undefined) return reason;
  if (!sentence.includes("{")) return sentence;
  let format = compiled.get(reason);
  if (!format) {
    format = new IntlMessageFormat(sentence, "en");
    compiled.set(reason, format);
  }
  try {
    return String(format.format(params as Record<string, string>)).trim();
  } catch {
    // A parameter is missing: a sentence with a hole beats an error about an error.
    return sentence.replace(/\s*\{[^}]*\}/g, "");
  }
}

/** A reason's sentence before its values are filled in, for documents. */
export function sentenceTemplate(reason: string): string {
  return (SENTENCES as Record<string, string>)[reason] ?? "";
}

/** All reasons, for the generated table of errors and its test. */
export const REASONS: readonly string[] = Object.keys(SENTENCES);
