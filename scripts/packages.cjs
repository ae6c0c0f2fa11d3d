// What `npm run build` compiles, for the digest of the sources that is written beside the result.
const { dirname, join } = require("node:path");

const root = dirname(__dirname);

exports.compiledPackages = [
  ...["dynamic-providers", "components", "policy", "sandbox", "engine", "cli", "parity", "bench", "test"].map(
    (name) => ({
      directory: join(root, name),
      sources: ["src"],
      output: "dist",
    }),
  ),
  { directory: root, sources: ["index.ts", "config"], output: "bin" },
];
