import { deferModules } from "./deferred";
import { setPulumiFlags } from "./flags";

// To be loaded before anything else by each Node process of a deployment (NODE_OPTIONS="--require …"): see "Faster
// starts" in docs/operations.md.
setPulumiFlags();
deferModules(process.argv[1] ?? "");

export { deferModules, setPulumiFlags };
