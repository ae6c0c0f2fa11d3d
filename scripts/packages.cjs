// What `npm run build` compiles, for the digest of the sources that is written beside the result.
const { dirname, join } = require("node:path");

const root = dirname(__dirname);

/** What is published to npm, by folder; everything else serves this repository alone. */
exports.publishedPackages = ["components", "dynamic-providers", "sandbox", "cli"];

exports.compiledPackages = [
  ...[
    ...["dynamic-providers", "components", "policy", "sandbox", "engine", "cli", "parity", "bench"],
    ...["pipelines", "test"],
  ].map((name) => ({
    directory: join(root, name),
    sources: ["src"],
    output: "dist",
  })),
  { directory: root, sources: ["index.ts", "config"], output: "bin" },
];
