// Who may import whom: the path of a file tells what it may touch.
const PURE = ["^src/features/[^/]+/[^/]+\\.ts$", "^src/protocol/", "^src/lib/"];
const TEST = "\\.(test|spec)\\.tsx?$|^src/testing/";
const feature = "^src/features/([^/]+)/";

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "lib-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^src/lib/", pathNot: TEST },
      to: { path: "^src/", pathNot: "^src/lib/" },
    },
    {
      name: "pure-files-stay-pure",
      comment: "What lies at the root of a feature, in protocol and in lib runs in browser, server and agent alike.",
      severity: "error",
      from: { path: PURE, pathNot: [TEST, "^src/features/registry\\.ts$"] },
      to: { path: "^src/", pathNot: ["^src/lib/", "^src/features/[^/]+/[^/]+\\.ts$", "^src/protocol/"] },
    },
    {
      name: "pure-files-know-no-node",
      severity: "error",
      from: { path: PURE, pathNot: [TEST, "^src/features/registry\\.ts$"] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "other-features-by-their-doors",
      severity: "error",
      from: { path: feature, pathNot: "^src/features/registry\\.ts$" },
      to: {
        path: "^src/features/[^/]+/(server|ui)/",
        pathNot: ["^src/features/$1/", "^src/features/[^/]+/server/index\\.ts$"],
      },
    },
    {
      name: "browser-code-stays-out-of-the-server",
      severity: "error",
      from: { path: ["^src/ui/", "^src/features/[^/]+/ui/"] },
      to: {
        path: [
          "^src/(platform|operation|sidecar|agent|worker|supervisor|cli)/",
          "^src/features/[^/]+/server/",
          "^src/transport/",
        ],
        pathNot: "^src/transport/client/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "ui-kit-knows-no-domain",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/features/" },
    },
    {
      name: "agent-has-no-database",
      severity: "error",
      from: { path: "^src/agent/", pathNot: TEST },
      to: { path: "^src/", pathNot: ["^src/agent/", "^src/lib/", "^src/protocol/", "^src/features/[^/]+/[^/]+\\.ts$"] },
    },
    {
      name: "features-know-no-door",
      severity: "error",
      from: { path: "^src/(features|operation|platform)/", pathNot: TEST },
      to: {
        path: "^src/(app|transport|dialects|sidecar|agent|worker|supervisor|cli)/",
        pathNot: "^src/transport/client/",
      },
    },
    {
      name: "platform-knows-no-domain",
      severity: "error",
      from: { path: "^src/platform/", pathNot: TEST },
      to: { path: "^src/(features|operation)/" },
    },
    {
      name: "operation-knows-no-feature",
      severity: "error",
      from: { path: "^src/operation/", pathNot: TEST },
      to: { path: "^src/features/[^/]+/(server|ui)/" },
    },
    {
      name: "pages-are-thin",
      severity: "error",
      from: { path: "^src/app/" },
      to: { path: "^src/(platform|operation)/|^src/features/[^/]+/server/" },
    },
    {
      name: "dialects-are-tables",
      comment:
        "A dialect says which operation runs and how its input and answer are written: it reads no database, and reaches features by the registry.",
      severity: "error",
      from: { path: "^src/dialects/", pathNot: TEST },
      to: {
        path: [
          "^src/(app|sidecar|agent|worker|supervisor|cli|ui)/",
          "^src/transport/(next|client)/",
          "^src/features/[^/]+/(server|ui)/",
          "^src/platform/(database|sql|crypto)\\.ts$",
        ],
        pathNot: "^src/features/[^/]+/server/index\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "dialect-tables-know-no-door",
      comment:
        "One handler serves them all; the tables themselves know operations, pure files and nothing of a request.",
      severity: "error",
      from: { path: "^src/dialects/[^/]+/", pathNot: TEST },
      to: { path: "^src/(transport|platform)/|^src/features/[^/]+/server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "next-stays-in-its-places",
      comment: "Plain node runs everything else, and must not need Next.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [
          "^src/app/",
          "^src/transport/(next|client)/",
          "^src/ui/",
          "^src/features/[^/]+/ui/",
          "^src/(proxy(\\.test)?|instrumentation)\\.ts$",
        ],
      },
      to: { path: "node_modules/(next|next-intl|react|react-dom)/" },
    },
    {
      name: "games-stand-alone",
      severity: "error",
      from: { path: "^games/" },
      to: { path: "^src/" },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      from: { path: "^src/", pathNot: TEST },
      to: { path: TEST },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/generated/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
