/**
 * A dump as mysqldump writes one, of a small Pterodactyl: tables and columns as its public migrations make them, as far as they are read, with text that is made to
 * confuse who reads dumps.
 */
export const PTERODACTYL_DUMP = String.raw`-- MariaDB dump 10.19;  Distrib 10.11 -- it's a comment; with a quote
/*!40101 SET NAMES utf8mb4 */;
/*!40014 SET FOREIGN_KEY_CHECKS=0 */;
DROP TABLE IF EXISTS ${"`users`"};
CREATE TABLE ${"`users`"} (
  ${"`id`"} int(10) unsigned NOT NULL AUTO_INCREMENT,
  ${"`external_id`"} varchar(191) DEFAULT NULL,
  ${"`uuid`"} char(36) NOT NULL,
  ${"`username`"} varchar(191) NOT NULL,
  ${"`email`"} varchar(191) NOT NULL,
  ${"`password`"} text NOT NULL,
  ${"`root_admin`"} tinyint(3) unsigned NOT NULL DEFAULT 0,
  ${"`use_totp`"} tinyint(3) unsigned NOT NULL,
  PRIMARY KEY (${"`id`"}),
  UNIQUE KEY ${"`users_email_unique`"} (${"`email`"})
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO ${"`users`"} VALUES (1,NULL,'u1','ada','ada@example.org','$2y$04$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e',1,1),(2,'x','u2','bob','bob@example.org','$2y$04$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e',0,0),(3,NULL,'u3','nobody','not an address','x',0,0);
CREATE TABLE ${"`nodes`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`uuid`"} char(36) NOT NULL,
  ${"`name`"} varchar(191) NOT NULL,
  ${"`fqdn`"} varchar(191) NOT NULL,
  ${"`daemon_token`"} text NOT NULL
);
INSERT INTO ${"`nodes`"} VALUES (1,'n1','Falkenstein','node.example.org','a token; of the daemon');
CREATE TABLE ${"`allocations`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`node_id`"} int(10) unsigned NOT NULL,
  ${"`ip`"} varchar(191) NOT NULL,
  ${"`port`"} mediumint(8) unsigned NOT NULL,
  ${"`server_id`"} int(10) unsigned DEFAULT NULL
);
INSERT INTO ${"`allocations`"} VALUES (1,1,'203.0.113.1',25566,1),(2,1,'203.0.113.1',25565,1),(3,1,'203.0.113.1',25570,2),(4,1,'203.0.113.1',25580,NULL),(5,1,'203.0.113.1',25581,3);
CREATE TABLE ${"`eggs`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`uuid`"} char(36) NOT NULL,
  ${"`name`"} varchar(191) NOT NULL,
  ${"`description`"} text DEFAULT NULL,
  ${"`docker_images`"} longtext DEFAULT NULL,
  ${"`config_files`"} text DEFAULT NULL,
  ${"`config_startup`"} text DEFAULT NULL,
  ${"`config_stop`"} varchar(191) DEFAULT NULL,
  ${"`config_from`"} int(10) unsigned DEFAULT NULL,
  ${"`startup`"} text DEFAULT NULL,
  ${"`copy_script_from`"} int(10) unsigned DEFAULT NULL,
  ${"`script_install`"} text DEFAULT NULL
);
INSERT INTO ${"`eggs`"} VALUES (1,'e0000000-0000-4000-8000-000000000001','Paper','High performance','{\"Java 21\":\"ghcr.io/pterodactyl/yolks:java_21\"}','{\"server.properties\":{\"parser\":\"properties\"}}','{\"done\": \")! For help, type \"}','stop',NULL,'java -Xmx{{SERVER_MEMORY}}M -jar {{SERVER_JARFILE}} nogui',NULL,'#!/bin/ash\necho \'installing;\'\n'),(2,'e0000000-0000-4000-8000-000000000002','Bot','','[]','{}','{}','^C',1,'node {{ server.build.env.MAIN }}',NULL,NULL);
CREATE TABLE ${"`egg_variables`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`egg_id`"} int(10) unsigned NOT NULL,
  ${"`name`"} varchar(191) NOT NULL,
  ${"`description`"} text NOT NULL,
  ${"`env_variable`"} varchar(191) NOT NULL,
  ${"`default_value`"} text NOT NULL,
  ${"`user_viewable`"} tinyint(3) unsigned NOT NULL,
  ${"`user_editable`"} tinyint(3) unsigned NOT NULL,
  ${"`rules`"} text DEFAULT NULL
);
INSERT INTO ${"`egg_variables`"} VALUES (1,1,'Jar','The jar','SERVER_JARFILE','server.jar',1,1,'required|regex:/^([\\w\\d._-]+)(\\.jar)$/'),(2,1,'Message','','MOTD','',1,1,'nullable|string|max:60'),(3,2,'Main','','MAIN','index.js',1,1,'required|string');
CREATE TABLE ${"`servers`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`uuid`"} char(36) NOT NULL,
  ${"`uuidShort`"} char(8) NOT NULL,
  ${"`node_id`"} int(10) unsigned NOT NULL,
  ${"`name`"} varchar(191) NOT NULL,
  ${"`description`"} text NOT NULL,
  ${"`status`"} varchar(191) DEFAULT NULL,
  ${"`owner_id`"} int(10) unsigned NOT NULL,
  ${"`memory`"} int(10) unsigned NOT NULL,
  ${"`disk`"} int(10) unsigned NOT NULL,
  ${"`cpu`"} int(10) unsigned NOT NULL,
  ${"`allocation_id`"} int(10) unsigned NOT NULL,
  ${"`egg_id`"} int(10) unsigned NOT NULL,
  ${"`startup`"} text NOT NULL
);
INSERT INTO ${"`servers`"} (${"`id`"}, ${"`uuid`"}, ${"`uuidShort`"}, ${"`node_id`"}, ${"`name`"}, ${"`description`"}, ${"`status`"}, ${"`owner_id`"}, ${"`memory`"}, ${"`disk`"}, ${"`cpu`"}, ${"`allocation_id`"}, ${"`egg_id`"}, ${"`startup`"}) VALUES
(1,'aaaaaaaa-0000-4000-8000-000000000001','aaaaaaaa',1,'Ada\'s; "Craft"','Line one\nline two',NULL,1,2048,8192,150,2,1,'java -Xmx{{SERVER_MEMORY}}M -jar {{SERVER_JARFILE}} nogui'),
(2,'bbbbbbbb-0000-4000-8000-000000000002','bbbbbbbb',1,'Suspended','','suspended',2,0,0,0,3,2,'node other.js'),
(3,'cccccccc-0000-4000-8000-000000000003','cccccccc',1,'Of nobody','',NULL,3,512,512,50,5,1,'x');
CREATE TABLE ${"`server_variables`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`server_id`"} int(10) unsigned DEFAULT NULL,
  ${"`variable_id`"} int(10) unsigned NOT NULL,
  ${"`variable_value`"} text NOT NULL
);
INSERT INTO ${"`server_variables`"} VALUES (1,1,1,'server.jar'),(2,1,2,'It''s; a\\b');
CREATE TABLE ${"`subusers`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`user_id`"} int(10) unsigned NOT NULL,
  ${"`server_id`"} int(10) unsigned NOT NULL,
  ${"`permissions`"} longtext DEFAULT NULL
);
INSERT INTO ${"`subusers`"} VALUES (1,2,1,'[\"control.console\",\"control.start\",\"websocket.connect\",\"file.read\"]');
CREATE TABLE ${"`api_keys`"} (
  ${"`id`"} int(10) unsigned NOT NULL,
  ${"`token`"} text NOT NULL
);
INSERT INTO ${"`api_keys`"} VALUES (1,'secret');
CREATE TABLE ${"`jexactyl_tickets`"} (
  ${"`id`"} int(10) unsigned NOT NULL
);
INSERT INTO ${"`jexactyl_tickets`"} VALUES (1),(2);
/*!40101 SET NAMES utf8mb4 */;

-- Dump completed on 2026-11-22 12:00:00
`;
